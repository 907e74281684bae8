/* What the print process last said about the printer, and for how long that holds. */
#include "desk/desk_internal.h"
#include "desk/slips.h"
#include "store/journal_store.h"
#include "store/print_store.h"

enum { HEARTBEAT_MS = 30000, REPORT_HOLDS_MS = 90000 };

/* By the monotonic clock of this boot: a jump of the wall clock makes no report old or young. */
static bool is_younger(const struct desk *desk, const struct printer_report *report, int64_t age_ms)
{
    int64_t since_ms = clock_mono_ms(desk->clock) - report->mono_ms;

    return text_equal(report->boot, clock_boot_id(desk->clock)) && since_ms >= 0
           && since_ms < age_ms;
}

static bool find_report(struct desk *desk, struct printer_report *out, struct err *err)
{
    struct err missing = {0};

    if (printer_store_find(desk->db, out, &missing))
        return true;
    *out = (struct printer_report){.status = {.trouble = TROUBLE_UNKNOWN}};
    return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
}

bool desk_printer_status(struct desk *desk, struct printer_status *out, struct err *err)
{
    struct printer_report report;

    if (!desk_enter(desk, err) || !find_report(desk, &report, err))
        return false;
    *out = report.status;
    out->is_known = is_younger(desk, &report, REPORT_HOLDS_MS + 1);
    return true;
}

static bool is_same(const struct printer_status *a, const struct printer_status *b)
{
    return a->trouble == b->trouble && a->is_paper_low == b->is_paper_low
           && a->is_confirming == b->is_confirming && text_equal(a->queue, b->queue);
}

void desk_printer_note(char out[PRINTER_NOTE], enum printer_trouble trouble)
{
    (void)text_format(out, PRINTER_NOTE, "printer.%s",
                      trouble == TROUBLE_NONE ? "ready" : printer_trouble_name(trouble));
}

/* For the operator who asks next month how often the paper ran out. */
static bool keep_in_journal(struct desk *desk, const struct printer_report *old,
                            const struct printer_status *now, struct err *err)
{
    int64_t at_ms = clock_now_ms(desk->clock);
    char kind[PRINTER_NOTE];

    desk_printer_note(kind, now->trouble);
    if ((old->boot[0] == '\0' || old->status.trouble != now->trouble)
        && !journal_store_add(desk->db, at_ms, kind, now->queue, err))
        return false;
    return !now->is_paper_low || old->status.is_paper_low
           || journal_store_add(desk->db, at_ms, "paper.low", now->queue, err);
}

bool desk_report_printer(struct desk *desk, const struct printer_status *status, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct printer_report old;
    struct printer_report report = {.status = *status, .mono_ms = clock_mono_ms(desk->clock)};

    if (!desk_enter(desk, err) || !find_report(desk, &old, err))
        return false;
    if (status->trouble != TROUBLE_NONE) /* such a printer says nothing of its roll */
        report.status.is_paper_low = old.status.is_paper_low;
    bool is_news =
        !is_same(&old.status, &report.status) || !is_younger(desk, &old, REPORT_HOLDS_MS);
    if (!is_news && is_younger(desk, &old, HEARTBEAT_MS))
        return true;
    report.status.seen_at_ms = clock_now_ms(desk->clock);
    text_copy(report.boot, sizeof report.boot, clock_boot_id(desk->clock));
    if (!desk_begin(desk, &tx, err) || !printer_store_put(desk->db, &report, err))
        return false;
    if (is_news && !keep_in_journal(desk, &old, &report.status, err))
        return false;
    /* A mere heartbeat wakes nobody: an idle kiosk sleeps. */
    return is_news ? desk_commit(desk, &tx, err) : tx_commit(&tx, err);
}
