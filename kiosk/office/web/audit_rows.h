/* The audit in the database. */
#pragma once
#include "office/web/web.h"

MUST_USE bool audit_rows_add(struct pg *pg, const char *account, const char *act,
                             const char *subject, const char *detail, const char *address,
                             int64_t now_ms, struct err *err);

struct audit_wish {
    int64_t from_ms, until_ms; /* the second is left out */
    const char *account;       /* "": all */
    int skip, most;
};
struct audit_line {
    int64_t at_ms;
    const char *account, *act, *subject, *detail, *address; /* during the call */
};
/* The newest first. */
MUST_USE bool audit_rows_each(struct pg *pg, const struct audit_wish *wish,
                              void (*each)(void *context, const struct audit_line *line),
                              void *context, struct err *err);
