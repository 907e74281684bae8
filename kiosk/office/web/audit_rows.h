/* The audit in the database. */
#pragma once
#include "office/web/web.h"

MUST_USE bool audit_rows_add(struct pg *pg, const char *account, const char *act,
                             const char *subject, const char *detail, const char *address,
                             int64_t now_ms, struct err *err);
