/* Rows of printer. */
#include "store/print_store.h"
#include "store/query.h"

enum printer_column {
    PRINTER_NO,
    PRINTER_QUEUE,
    PRINTER_PLACE,
    PRINTER_TROUBLE,
    PRINTER_IS_PAPER_LOW,
    PRINTER_IS_CONFIRMING,
    PRINTER_SEEN_AT,
    PRINTER_SEEN_BOOT,
    PRINTER_SEEN_MONO_MS,
};

static void printer_from_row(const struct query *q, struct printer_report *out)
{
    char trouble[32];
    char place[16];

    *out = (struct printer_report){
        .status = {.no = (int)query_int(q, PRINTER_NO),
                   .is_known = true,
                   .is_paper_low = query_int(q, PRINTER_IS_PAPER_LOW) != 0,
                   .is_confirming = query_int(q, PRINTER_IS_CONFIRMING) != 0,
                   .seen_at_ms = query_int(q, PRINTER_SEEN_AT)},
        .mono_ms = query_int(q, PRINTER_SEEN_MONO_MS),
    };
    query_text(q, PRINTER_QUEUE, out->status.queue, sizeof out->status.queue);
    query_text(q, PRINTER_SEEN_BOOT, out->boot, sizeof out->boot);
    query_text(q, PRINTER_TROUBLE, trouble, sizeof trouble);
    out->status.trouble = printer_trouble_from_name(trouble);
    query_text(q, PRINTER_PLACE, place, sizeof place);
    out->status.place = paper_place_from_name(place);
}

bool printer_store_list(struct db *db, struct printer_report out[PRINTERS_MOST], size_t *count,
                        struct err *err)
{
    static const char sql[] =
        "SELECT no, queue, place, trouble, is_paper_low, is_confirming, seen_at, "
        "seen_boot, seen_mono_ms FROM printer ORDER BY no";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    for (*count = 0; *count < PRINTERS_MOST; ++*count) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            return true;
        printer_from_row(&q, &out[*count]);
    }
    return true;
}

bool printer_store_put(struct db *db, const struct printer_report *report, struct err *err)
{
    static const char sql[] =
        "INSERT INTO printer (no, queue, place, trouble, is_paper_low, is_confirming, seen_at, "
        "seen_boot, seen_mono_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (no) "
        "DO UPDATE SET queue = excluded.queue, place = excluded.place, trouble = "
        "excluded.trouble, is_paper_low = excluded.is_paper_low, is_confirming = "
        "excluded.is_confirming, seen_at = excluded.seen_at, seen_boot = excluded.seen_boot, "
        "seen_mono_ms = excluded.seen_mono_ms";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, report->status.no);
    query_bind_text(&q, 2, report->status.queue);
    query_bind_text(&q, 3, paper_place_name(report->status.place));
    query_bind_text(&q, 4, printer_trouble_name(report->status.trouble));
    query_bind_int(&q, 5, report->status.is_paper_low);
    query_bind_int(&q, 6, report->status.is_confirming);
    query_bind_int(&q, 7, report->status.seen_at_ms);
    query_bind_text(&q, 8, report->boot);
    query_bind_int(&q, 9, report->mono_ms);
    return query_run(&q, NULL, err);
}

bool printer_store_trim(struct db *db, int64_t count, struct err *err)
{
    static const char sql[] = "DELETE FROM printer WHERE no > ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, count);
    return query_run(&q, NULL, err);
}
