/* What restoring asks of the database, and the statements around a dump. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "office/pg.h"
#include <stdbool.h>
#include <stdint.h>

/* Kiosks that the database knows; 0 also where it has no schema yet. */
MUST_USE bool backup_rows_kiosks(struct pg *pg, int64_t *out, struct err *err);

/* Before the dump's own statements and behind them, in one transaction. */
extern const char backup_rows_before[];
extern const char backup_rows_behind[];
