/* The one row of printer. */
#include "store/print_store.h"
#include "store/query.h"

enum printer_column {
    PRINTER_QUEUE,
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

    *out = (struct printer_report){
        .status = {.is_known = true,
                   .is_paper_low = query_int(q, PRINTER_IS_PAPER_LOW) != 0,
                   .is_confirming = query_int(q, PRINTER_IS_CONFIRMING) != 0,
                   .seen_at_ms = query_int(q, PRINTER_SEEN_AT)},
        .mono_ms = query_int(q, PRINTER_SEEN_MONO_MS),
    };
    query_text(q, PRINTER_QUEUE, out->status.queue, sizeof out->status.queue);
    query_text(q, PRINTER_SEEN_BOOT, out->boot, sizeof out->boot);
    query_text(q, PRINTER_TROUBLE, trouble, sizeof trouble);
    out->status.trouble = printer_trouble_from_name(trouble);
}

bool printer_store_find(struct db *db, struct printer_report *out, struct err *err)
{
    static const char sql[] = "SELECT queue, trouble, is_paper_low, is_confirming, seen_at, "
                              "seen_boot, seen_mono_ms FROM printer WHERE no = 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    if (!query_one(&q, "report about the printer", err))
        return false;
    printer_from_row(&q, out);
    return true;
}

bool printer_store_put(struct db *db, const struct printer_report *report, struct err *err)
{
    static const char sql[] =
        "INSERT INTO printer (no, queue, trouble, is_paper_low, is_confirming, seen_at, "
        "seen_boot, seen_mono_ms) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (no) DO "
        "UPDATE SET queue = excluded.queue, trouble = excluded.trouble, is_paper_low = "
        "excluded.is_paper_low, is_confirming = excluded.is_confirming, seen_at = "
        "excluded.seen_at, seen_boot = excluded.seen_boot, seen_mono_ms = excluded.seen_mono_ms";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, report->status.queue);
    query_bind_text(&q, 2, printer_trouble_name(report->status.trouble));
    query_bind_int(&q, 3, report->status.is_paper_low);
    query_bind_int(&q, 4, report->status.is_confirming);
    query_bind_int(&q, 5, report->status.seen_at_ms);
    query_bind_text(&q, 6, report->boot);
    query_bind_int(&q, 7, report->mono_ms);
    return query_run(&q, NULL, err);
}
