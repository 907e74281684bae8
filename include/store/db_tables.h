/* How much of everything there is: tables with their rows and room, nothing of what they hold. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "store/db.h"
#include <stddef.h>
#include <stdint.h>

enum { DB_TABLES_MOST = 64 };

struct db_table {
    char name[48];
    int64_t rows;
    int64_t bytes; /* without its indices */
};

/* All of them by name; those beyond `most` are left out. Reads every page once. */
MUST_USE bool db_read_tables(struct db *db, struct db_table *out, size_t most, size_t *count,
                             struct err *err);
