/* Tables as SQLite's own statistics know them. */
#include "store/db_tables.h"
#include "store/query.h"

bool db_read_tables(struct db *db, struct db_table *out, size_t most, size_t *count,
                    struct err *err)
{
    /* Rows lie in the leaves; without a row id in all pages of the tree. */
    static const char sql[] =
        "SELECT s.name, sum(CASE WHEN p.pagetype = 'leaf' OR s.sql LIKE '%WITHOUT ROWID%' "
        "THEN p.ncell ELSE 0 END), sum(p.pgsize) "
        "FROM sqlite_schema AS s JOIN dbstat AS p ON p.name = s.name "
        "WHERE s.type = 'table' GROUP BY s.name ORDER BY s.name";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = false;

    *count = 0;
    while (query_step(&q, &has_row, err)) {
        if (!has_row)
            return true;
        if (*count == most)
            continue;
        query_text(&q, 0, out[*count].name, sizeof out[*count].name);
        out[*count].rows = query_int(&q, 1);
        out[*count].bytes = query_int(&q, 2);
        ++*count;
    }
    return false;
}
