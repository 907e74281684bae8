/* survey report. What its JSON and CSV hold is told in words/survey_files.h. */
#include "admin/report_output.h"
#include "admin/verbs_internal.h"
#include "base/i18n.h"
#include "desk/survey.h"
#include "desk/survey_report.h"
#include "domain/calendar.h"
#include "paper/slip.h"
#include "paper/survey_report.h"
#include "paper/survey_text.h"
#include "words/survey_files.h"

#include <string.h>

struct survey_wish {
    const struct admin *admin;
    struct survey_file file;
    enum survey_page page; /* of PDFs */
};

static bool write_text(const void *context, struct text *out, struct err *err)
{
    const struct survey_wish *wish = context;
    const struct survey_text_style style = {wish->file.numbering, wish->file.weight, "id"};

    (void)err;
    survey_report_text(wish->file.catalog, wish->file.report, wish->file.questionnaire, &style,
                       out);
    return true;
}

static bool write_pdf(const void *context, struct text *out, struct err *err)
{
    const struct survey_wish *wish = context;
    const struct survey_paper paper = {wish->page, wish->file.numbering, wish->file.weight, "id"};

    if (!paper_open(wish->admin->font_dir, err))
        return false;
    bool is_drawn = survey_report_pdf(wish->file.catalog, wish->file.report,
                                      wish->file.questionnaire, &paper, out, err);
    paper_close();
    return is_drawn;
}

static bool write_json(const void *context, struct text *out, struct err *err)
{
    const struct survey_wish *wish = context;

    (void)err;
    survey_file_json(&wish->file, out);
    return true;
}

static bool write_csv(const void *context, struct text *out, struct err *err)
{
    const struct survey_wish *wish = context;

    (void)err;
    survey_file_csv(&wish->file, false, out);
    return true;
}

static bool write_csv_id(const void *context, struct text *out, struct err *err)
{
    const struct survey_wish *wish = context;

    (void)err;
    survey_file_csv(&wish->file, true, out);
    return true;
}

static const struct report_format formats[] = {
    {"txt", false, write_text},      {"json", false, write_json}, {"csv", false, write_csv},
    {"csv-id", false, write_csv_id}, {"pdf", true, write_pdf},
};

/* The words of the command. */
struct wanted {
    const char *from, *to, *period, *service, *by, *trend, *format, *page, *path;
};

static bool refuse(const struct admin *admin, const char *option, const char *value,
                   const char *why)
{
    (void)verb_fail(admin, ADMIN_USAGE, "%s \"%s\" %s", option, value, why);
    return false;
}

static bool read_days(const struct admin *admin, const struct wanted *wanted, struct period *out)
{
    static const char no_date[] = "is no date; write year-month-day, as 2026-11-23";
    int64_t from_day, until_day;

    if (!calendar_parse_day(wanted->from, &from_day))
        return refuse(admin, "--from", wanted->from, no_date);
    if (!calendar_parse_day(wanted->to, &until_day))
        return refuse(admin, "--to", wanted->to, no_date);
    if (until_day < from_day)
        return refuse(admin, "--to", wanted->to, "is before --from");
    *out = period_of_days(from_day, until_day);
    return true;
}

static bool read_period(const struct admin *admin, const struct wanted *wanted, struct period *out)
{
    bool has_days = wanted->from && wanted->to;

    if (wanted->period ? wanted->from || wanted->to : !has_days) {
        (void)verb_fail(admin, ADMIN_USAGE,
                        "name the days with --from DAY --to DAY, or --period, as 2026-T4");
        return false;
    }
    if (has_days)
        return read_days(admin, wanted, out);
    return period_parse(wanted->period, out)
           || refuse(admin, "--period", wanted->period,
                     "is none; write 2026-11-23, 2026-W47, 2026-11, 2026-T4, 2026-S2 or 2026");
}

static bool read_trend(const struct admin *admin, const char *text, int *out)
{
    size_t len = strspn(text, "0123456789");
    int trend = 0;

    for (size_t i = 0; i < len && i < 3; i++)
        trend = trend * 10 + (text[i] - '0');
    *out = trend;
    return (len <= 2 && text[len] == '\0' && trend >= 1 && trend <= SURVEY_TREND_MOST)
           || refuse(admin, "--trend", text, "is no number of periods from 1 to 12");
}

static bool read_query(const struct admin *admin, const struct wanted *wanted,
                       struct survey_query *out)
{
    if (!read_period(admin, wanted, &out->period))
        return false;
    if (wanted->by && !survey_by_from_key(wanted->by, &out->by))
        return refuse(admin, "--by", wanted->by,
                      "is none of service, sector, kiosk, gender, age, education, occupation and "
                      "bracket");
    out->service_id = wanted->service;
    return !wanted->trend || read_trend(admin, wanted->trend, &out->trend);
}

/* The recap is per service and with a year's triwulan where nothing else is asked for. */
static bool read_page(const struct admin *admin, const struct wanted *wanted,
                      const struct report_format *format, struct survey_query *query,
                      enum survey_page *out)
{
    enum { RECAP_TREND = 4 };

    *out = SURVEY_PROCESSING;
    if (wanted->page && !format->is_binary)
        return refuse(admin, "--page", wanted->page, "is of PDFs alone; add --format pdf");
    if (wanted->page && !survey_page_from_key(wanted->page, out))
        return refuse(admin, "--page", wanted->page,
                      "is none of pengolahan, papan, papan-a3 and rekap");
    query->wants_answers = format->is_binary && *out == SURVEY_PROCESSING;
    if (*out == SURVEY_RECAP && !wanted->by)
        query->by = BY_SERVICE;
    if (*out == SURVEY_RECAP && !wanted->trend && query->period.kind != PERIOD_RANGE)
        query->trend = RECAP_TREND;
    return true;
}

static bool make(const struct admin *admin, struct desk *desk, const struct survey_query *query,
                 enum survey_page page, const struct report_format *format, const char *path,
                 struct err *err)
{
    struct survey_report report;

    if (!i18n_open(admin->locale_dir, err) || !desk_survey_report(desk, query, &report, err))
        return false;
    const struct survey_wish wish = {
        .admin = admin,
        .file = {desk_catalog(desk), desk_questionnaire(desk), &report, admin->survey_numbering,
                 admin->survey_weight},
        .page = page,
    };
    bool is_made = report_leave(admin, format, &wish, path, err);
    survey_report_clear(&report);
    return is_made;
}

int verb_survey_report(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    struct wanted wanted = {0};
    const struct argument arguments[] = {
        {"--from", NULL, &wanted.from},     {"--to", NULL, &wanted.to},
        {"--period", NULL, &wanted.period}, {"--service", NULL, &wanted.service},
        {"--by", NULL, &wanted.by},         {"--trend", NULL, &wanted.trend},
        {"--format", NULL, &wanted.format}, {"--page", NULL, &wanted.page},
        {"--out", NULL, &wanted.path},
    };
    struct survey_query query = {0};
    const struct report_format *format;
    enum survey_page page;
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to survey report", words[0]);
    if (!read_query(admin, &wanted, &query))
        return ADMIN_USAGE;
    format = report_format_find(formats, ARRAY_LEN(formats), wanted.format);
    if (!format)
        return verb_fail(admin, ADMIN_USAGE,
                         "--format \"%s\" is none of txt, json, csv, csv-id and pdf",
                         wanted.format);
    if (!read_page(admin, &wanted, format, &query, &page))
        return ADMIN_USAGE;
    if (!report_may_leave(admin, format, wanted.path))
        return ADMIN_USAGE;
    if (!verb_open_desk(&desk, admin, &err)
        || !make(admin, desk, &query, page, format, wanted.path, &err))
        return verb_tell(admin, &err);
    return ADMIN_OK;
}
