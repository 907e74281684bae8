/* Sessions in the database. */
#pragma once
#include "office/web/web.h"

struct session_row {
    char account[WEB_ACCOUNT_TEXT];
    char shown[WEB_SHOWN_TEXT];
    enum web_role role;
    bool must_change;
    uint8_t form_key[32];
    int64_t made_ms, seen_ms;
};
/* ERR_NOT_FOUND: there is none, or its account is disabled. */
MUST_USE bool session_rows_read(struct pg *pg, const uint8_t hash[32], struct session_row *out,
                                struct err *err);
MUST_USE bool session_rows_touch(struct pg *pg, const uint8_t hash[32], int64_t now_ms,
                                 struct err *err);
/* Removes sessions that ended as well. */
MUST_USE bool session_rows_add(struct pg *pg, const uint8_t hash[32], const char *account,
                               const uint8_t form_key[32], int64_t now_ms, struct err *err);
MUST_USE bool session_rows_remove(struct pg *pg, const uint8_t hash[32], struct err *err);
MUST_USE bool session_rows_remove_all(struct pg *pg, const char *account, const uint8_t *but,
                                      struct err *err);
