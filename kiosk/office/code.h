/* One-time codes with which a kiosk is enrolled: ten digits, 15 minutes, five tries. The database knows
 * SHA-256(salt || code) alone. */
#pragma once
#include "office/pg.h"

enum { CODE_TEXT = 11, CODE_SALT = 16, CODE_MINUTES = 15 };

/* `note` says where the kiosk will stand. */
MUST_USE bool code_make(struct pg *pg, const char *note, const char *by, char out[CODE_TEXT],
                        struct err *err);
