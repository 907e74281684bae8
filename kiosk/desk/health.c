/* How the database is, and since when a printer is as it is. */
#include "desk/health.h"
#include "base/text.h"
#include "desk/desk_internal.h"
#include "store/db_tables.h"
#include "store/journal_store.h"

#include <inttypes.h>

bool desk_look_health(struct desk *desk, int ms, struct desk_health *out, struct err *err)
{
    struct db_facts facts;

    *out = (struct desk_health){0};
    if (!desk_enter(desk, err) || !db_read_facts(desk->db, &facts, err))
        return false;
    *out = (struct desk_health){.schema = facts.version,
                                .bytes = facts.bytes,
                                .wal_bytes = facts.wal_bytes,
                                .quarantined = db_quarantine_count(desk->db)};
    return db_check_for(desk->db, ms, &out->is_whole, err);
}

bool desk_count_tables(struct desk *desk, struct text *out, struct err *err)
{
    struct db_table tables[DB_TABLES_MOST];
    size_t count = 0;

    if (!desk_enter(desk, err) || !db_read_tables(desk->db, tables, ARRAY_LEN(tables), &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        text_addf(out, "%-24s %8" PRId64 " rows %12" PRId64 " bytes\n", tables[i].name,
                  tables[i].rows, tables[i].bytes);
    return true;
}

bool desk_printer_since(struct desk *desk, const char *queue, enum printer_trouble trouble,
                        int64_t *at_ms, struct err *err)
{
    struct journal_entry entry;
    struct err missing = {0};
    char kind[PRINTER_NOTE];

    *at_ms = 0;
    if (!desk_enter(desk, err))
        return false;
    if (!journal_store_last(desk->db, "printer.", queue, &entry, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    desk_printer_note(kind, trouble);
    if (text_equal(entry.kind, kind))
        *at_ms = entry.at_ms;
    return true;
}
