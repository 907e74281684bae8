/* Accounts in the database. */
#pragma once
#include "base/secret.h"
#include "office/web/web.h"

struct account {
    char name[WEB_ACCOUNT_TEXT];
    char shown[WEB_SHOWN_TEXT];
    enum web_role role;
    char hash[PIN_HASH_TEXT]; /* Argon2id */
    bool must_change;
    bool is_disabled;
    int64_t seen_ms; /* last request of a session that is not ended; 0: none */
};
/* ERR_NOT_FOUND. */
MUST_USE bool account_rows_read(struct pg *pg, const char *name, struct account *out,
                                struct err *err);
/* ERR_BUSY: there is one of that name. */
MUST_USE bool account_rows_add(struct pg *pg, const struct account *account, struct err *err);
MUST_USE bool account_rows_set_password(struct pg *pg, const char *name, const char *hash,
                                        bool must_change, struct err *err);
MUST_USE bool account_rows_set_role(struct pg *pg, const char *name, enum web_role role,
                                    struct err *err);
MUST_USE bool account_rows_set_disabled(struct pg *pg, const char *name, bool is_disabled,
                                        struct err *err);
/* ERR_CLOSED: `name` is no administrator who can sign in. All of them stay what they are until the
 * transaction ends, so that two cannot shut each other out. */
MUST_USE bool account_rows_hold_admin(struct pg *pg, const char *name, struct err *err);
/* By name; hashes are left out. */
enum { ACCOUNTS_MOST = 500 };
MUST_USE bool account_rows_each(struct pg *pg,
                                void (*each)(void *context, const struct account *account),
                                void *context, struct err *err);
