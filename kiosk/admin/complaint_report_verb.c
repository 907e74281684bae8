/* complaint report: the Buku Pengaduan of a month, as text, CSV (words/complaint_file.h) or PDF. */
#include "admin/report_output.h"
#include "admin/verbs_internal.h"
#include "base/i18n.h"
#include "desk/complaints.h"
#include "domain/calendar.h"
#include "domain/complaint_report.h"
#include "paper/complaint_report.h"
#include "paper/slip.h"
#include "words/complaint.h"
#include "words/complaint_file.h"
#include "words/period.h"
#include "words/words.h"

struct book_wish {
    const struct admin *admin;
    const struct catalog *catalog;
    const struct complaint_report *report;
};

static int offset_of(const struct book_wish *wish)
{
    return zone_offset_min(wish->catalog->office.zone);
}

static int64_t day_of(const struct book_wish *wish, int64_t ms)
{
    return ms > 0 ? calendar_day(ms, offset_of(wish)) : 0;
}

static bool write_csv(const void *context, struct text *out, struct err *err)
{
    const struct book_wish *wish = context;

    (void)err;
    complaint_file_csv(wish->report, offset_of(wish), false, out);
    return true;
}

static bool write_csv_id(const void *context, struct text *out, struct err *err)
{
    const struct book_wish *wish = context;

    (void)err;
    complaint_file_csv(wish->report, offset_of(wish), true, out);
    return true;
}

static void add_count(struct text *out, const char *name, int64_t count)
{
    text_addf(out, "  %-24s %6lld\n", name, (long long)count);
}

static void add_totals(struct text *out, const struct complaint_report *report)
{
    add_count(out, _("bp_total", "Complaints"), report->total);
    add_count(out, _("bp_overdue", "Overdue"), report->overdue);
    text_addf(out, "\n%s\n", _("bp_kind", "Kind"));
    for (int kind = 0; kind < COMPLAINT_KIND_COUNT; kind++)
        add_count(out, words_complaint_kind((enum complaint_kind)kind), report->by_kind[kind]);
    text_addf(out, "\n%s\n", _("bp_weight", "Weight"));
    for (int weight = 0; weight < WEIGHT_COUNT; weight++)
        add_count(out, words_complaint_weight((enum complaint_weight)weight),
                  report->by_weight[weight]);
    text_addf(out, "\n%s\n", _("bp_state", "State"));
    for (int state = 0; state < COMPLAINT_STATE_COUNT; state++)
        add_count(out, words_complaint_state((enum complaint_state)state), report->by_state[state]);
}

static const char *day_text(char out[16], int64_t day)
{
    if (day <= 0)
        return "-";
    calendar_format_day(day, out);
    return out;
}

static void add_line(struct text *out, const struct book_wish *wish,
                     const struct complaint_row *row)
{
    const struct complaint *complaint = &row->complaint;
    bool is_overdue = complaint_is_overdue(complaint, wish->report->today);
    char at[16], due[16], answered[16];

    text_addf(out, "%-10s  %-10s  %-20s  %-13s  %-9s  %-10s  %-10s  %s; %s%s%s\n",
              day_text(at, day_of(wish, complaint->at_ms)), complaint->number,
              words_complaint_kind(complaint->kind), words_complaint_weight(complaint->weight),
              words_complaint_state(complaint->state), day_text(due, complaint->due_day),
              day_text(answered, day_of(wish, complaint->answered_ms)),
              words_complaint_identity(wish->report, row),
              complaint->service_name[0] != '\0' ? complaint->service_name : "-",
              is_overdue ? "; " : "", is_overdue ? _("bp_overdue", "Overdue") : "");
}

static bool write_text(const void *context, struct text *out, struct err *err)
{
    const struct book_wish *wish = context;
    const struct complaint_report *report = wish->report;
    AUTO_LANG struct lang_scope language = lang_enter("id");
    char period[128];

    (void)err;
    words_period(period, sizeof period, &report->period);
    text_addf(out, "%s\n%s\n%s\n\n", _("bp_title", "Complaint book"),
              words_in(&wish->catalog->office.name, "id"), period);
    add_totals(out, report);
    text_addf(out, "\n%-10s  %-10s  %-20s  %-13s  %-9s  %-10s  %-10s  %s; %s\n",
              _("bp_date", "Date"), _("bp_number", "Number"), _("bp_kind", "Kind"),
              _("bp_weight", "Weight"), _("bp_state", "State"), _("bp_due", "Promised"),
              _("bp_answer", "Answered on"), _("bp_identity", "Identity"),
              _("bp_service", "Service"));
    for (size_t i = 0; i < report->row_count; i++)
        add_line(out, wish, &report->rows[i]);
    return true;
}

static bool write_pdf(const void *context, struct text *out, struct err *err)
{
    const struct book_wish *wish = context;

    if (!paper_open(wish->admin->font_dir, err))
        return false;
    bool is_drawn = complaint_report_pdf(wish->catalog, wish->report, "id", out, err);
    paper_close();
    return is_drawn;
}

static const struct report_format formats[] = {
    {"txt", false, write_text},
    {"csv", false, write_csv},
    {"csv-id", false, write_csv_id},
    {"pdf", true, write_pdf},
};

static bool make(const struct admin *admin, struct desk *desk, const struct period *period,
                 const char *officer, const struct report_format *format, const char *path,
                 struct err *err)
{
    AUTO_COMPLAINT_REPORT struct complaint_report report = {0};
    const struct book_wish wish = {admin, desk_catalog(desk), &report};

    if (!i18n_open(admin->locale_dir, err)
        || !desk_complaint_book(desk, period, officer, &report, err))
        return false;
    if (report.left_out > 0)
        return err_set(err, ERR_FULL, "the book has %lld complaints; %d fit one report",
                       (long long)report.total, COMPLAINT_ROWS_MOST);
    return report_leave(admin, format, &wish, path, err);
}

static bool take_month(const struct admin *admin, const char *month, struct period *out)
{
    if (month && period_parse(month, out) && out->kind == PERIOD_MONTH)
        return true;
    (void)verb_fail(admin, ADMIN_USAGE,
                    "complaint report needs --month year-month, as --month 2026-11");
    return false;
}

int verb_complaint_report(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    const char *month = NULL, *officer = NULL, *format_name = NULL, *path = NULL;
    bool is_open = false;
    const struct argument arguments[] = {
        {"--month", NULL, &month},        {"--open", &is_open, NULL}, {"--officer", NULL, &officer},
        {"--format", NULL, &format_name}, {"--out", NULL, &path},
    };
    const struct report_format *format;
    struct period period;
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to complaint report",
                         words[0]);
    if (!take_month(admin, month, &period))
        return ADMIN_USAGE;
    if (is_open != (officer != NULL))
        return verb_fail(admin, ADMIN_USAGE,
                         "--open and --officer CODE belong together: it is noted who reads");
    format = report_format_find(formats, ARRAY_LEN(formats), format_name);
    if (!format)
        return verb_fail(admin, ADMIN_USAGE, "--format \"%s\" is none of txt, csv, csv-id and pdf",
                         format_name);
    if (!report_may_leave(admin, format, path))
        return ADMIN_USAGE;
    if (!verb_open_desk(&desk, admin, &err)
        || !make(admin, desk, &period, officer, format, path, &err))
        return verb_tell(admin, &err);
    return ADMIN_OK;
}
