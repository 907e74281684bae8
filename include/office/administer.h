/* What the administrator does at the server's console; all as the database's owner. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "office/office.h"
#include <stdbool.h>
#include <stdio.h>

enum { OFFICE_PASSWORD = 16 };

/* Gives the account a one-time password of 60 random bits; the first sign-in asks for another one.
 * `wish` and `role` as with office_set_account; `role` NULL: that of the account there is (ERR_NOT_FOUND). */
MUST_USE bool office_give_password(const struct office_options *options,
                                   enum office_account_wish wish, const char *name,
                                   const char *role, char out[OFFICE_PASSWORD], struct err *err);
/* A line each: name, role, and what is special. */
MUST_USE bool office_print_accounts(const struct office_options *options, FILE *out, int *count,
                                    struct err *err);
/* A line each: id, name, note, when it was last heard of, until when its certificate is good; and
 * those that knock since this office was restored, each in one line. */
MUST_USE bool office_print_kiosks(const struct office_options *options, FILE *out, int *count,
                                  struct err *err);
/* Lets in a kiosk that this office lost with what came after its backup, with the certificate that
 * it has. `word`: its id, the beginning of it, or the name on its sticker where only one has it.
 * ERR_NOT_FOUND: none of this id knocks. ERR_BUSY: several are meant, or two certificates of it do. */
MUST_USE bool office_adopt_kiosk(const struct office_options *options, const char *word,
                                 struct err *err);
/* The kiosk is refused from now on; not undone: it is enrolled anew. ERR_NOT_FOUND: there is none of
 * this id or name, or it is revoked already. ERR_BUSY: several are meant. */
MUST_USE bool office_revoke_kiosk(const struct office_options *options, const char *word,
                                  const char *by, struct err *err);
