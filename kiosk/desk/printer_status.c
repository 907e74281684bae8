/* What the print process last said about the printers, and for how long that holds. */
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

/* The report about printer `no`; an unknown trouble where there is none. */
static bool find_report(struct desk *desk, int no, struct printer_report *out, struct err *err)
{
    struct printer_report reports[PRINTERS_MOST];
    size_t count = 0;

    *out = (struct printer_report){.status = {.trouble = TROUBLE_UNKNOWN}};
    if (!printer_store_list(desk->db, reports, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (reports[i].status.no == no)
            *out = reports[i];
    }
    return true;
}

bool desk_printers(struct desk *desk, struct printers *out, struct err *err)
{
    struct printer_report reports[PRINTERS_MOST];

    *out = (struct printers){0};
    if (!desk_enter(desk, err) || !printer_store_list(desk->db, reports, &out->count, err))
        return false;
    for (size_t i = 0; i < out->count; i++) {
        out->at[i] = reports[i].status;
        out->at[i].is_known = is_younger(desk, &reports[i], REPORT_HOLDS_MS + 1);
    }
    return true;
}

struct printer_status printers_next(const struct printers *printers)
{
    const struct printer_status *known = NULL;

    for (size_t i = 0; i < printers->count; i++) {
        const struct printer_status *status = &printers->at[i];
        if (status->is_known && status->trouble == TROUBLE_NONE)
            return *status;
        if (status->is_known && !known)
            known = status;
    }
    if (known)
        return *known;
    return printers->count > 0 ? printers->at[0]
                               : (struct printer_status){.trouble = TROUBLE_UNKNOWN};
}

struct printer_status printers_ill(const struct printers *printers)
{
    const struct printer_status *low = NULL;

    for (size_t i = 0; i < printers->count; i++) {
        const struct printer_status *status = &printers->at[i];
        if (status->is_known && status->trouble != TROUBLE_NONE)
            return *status;
        if (status->is_known && status->is_paper_low && !low)
            low = status;
    }
    return low ? *low : printers_next(printers);
}

struct printer_status printers_of(const struct printers *printers, const struct print_job *job)
{
    for (size_t i = 0; i < printers->count; i++) {
        if (job->printer[0] != '\0' && text_equal(printers->at[i].queue, job->printer))
            return printers->at[i];
    }
    return (struct printer_status){.trouble = TROUBLE_UNKNOWN};
}

bool desk_printer_status(struct desk *desk, struct printer_status *out, struct err *err)
{
    struct printers printers;

    if (!desk_printers(desk, &printers, err))
        return false;
    *out = printers_next(&printers);
    return true;
}

bool desk_keep_printers(struct desk *desk, size_t count, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct printers printers;

    if (!desk_printers(desk, &printers, err))
        return false;
    if (printers.count == 0 || printers.at[printers.count - 1].no <= (int)count)
        return true;
    return desk_begin(desk, &tx, err) && printer_store_trim(desk->db, (int64_t)count, err)
           && desk_commit(desk, &tx, err);
}

static bool is_same(const struct printer_status *a, const struct printer_status *b)
{
    return a->trouble == b->trouble && a->is_paper_low == b->is_paper_low
           && a->is_confirming == b->is_confirming && a->place == b->place
           && text_equal(a->queue, b->queue);
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

    if (report.status.no == 0)
        report.status.no = 1;
    if (!desk_enter(desk, err) || !find_report(desk, report.status.no, &old, err))
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
