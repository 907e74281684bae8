/* report day.
 *
 * JSON, one object on one line: "date", "office", "sessions", "is_open", "opened_at", "closed_at"
 * (null: never, or still open), "made_at"; "total" and, as arrays, "groups" and "services" (each
 * with "id" and "name"), "hours" ("hour": "09") and "officers" ("officer": "P-07"); "series" with
 * "series", "hi" and "missing"; "copies", "receipts", "help_calls". A row has "issued", "priority",
 * "called", "served", "skipped", "void", "waiting", "in_service", "printed", "not_printed",
 * "print_unknown", and "wait" and "service" with "median_ms", "p90_ms" and "most_ms", null where
 * nobody was called or served. An empty "id" is a number without a permit, an empty "officer" one
 * that nobody called yet. */
#include "admin/report_output.h"
#include "admin/verbs_internal.h"
#include "base/i18n.h"
#include "base/json.h"
#include "desk/report.h"
#include "domain/calendar.h"
#include "paper/report.h"
#include "paper/slip.h"

/* What a format writes. */
struct report_wish {
    const struct admin *admin;
    const struct catalog *catalog;
    const struct day_report *report;
};

static void add_time(struct json_out *json, const char *key, int64_t ms, int offset_min)
{
    char iso[26];

    clock_format_iso(ms, offset_min, iso);
    json_out_string(json, key, ms > 0 ? iso : NULL);
}

static void add_spread(struct json_out *json, const char *key, const struct spread_ms *spread)
{
    if (spread->median < 0) {
        json_out_string(json, key, NULL);
        return;
    }
    json_out_object(json, key);
    json_out_int(json, "median_ms", spread->median);
    json_out_int(json, "p90_ms", spread->p90);
    json_out_int(json, "most_ms", spread->most);
    json_out_close_object(json);
}

static void add_figures(struct json_out *json, const struct report_row *row)
{
    json_out_int(json, "issued", row->issued);
    json_out_int(json, "priority", row->priority);
    json_out_int(json, "called", row->called);
    for (int fate = 0; fate < FATE_COUNT; fate++)
        json_out_int(json, ticket_fate_name((enum ticket_fate)fate), row->fate[fate]);
    json_out_int(json, "printed", row->printed);
    json_out_int(json, "not_printed", row->not_printed);
    json_out_int(json, "print_unknown", row->print_unknown);
    add_spread(json, "wait", &row->wait);
    add_spread(json, "service", &row->service);
}

static void add_table(struct json_out *json, const char *key, const char *id,
                      const struct report_table *table, bool has_name)
{
    json_out_array(json, key);
    for (size_t i = 0; i < table->count; i++) {
        json_out_object(json, NULL);
        json_out_string(json, id, table->rows[i].key);
        if (has_name)
            json_out_string(json, "name", table->rows[i].name);
        add_figures(json, &table->rows[i]);
        json_out_close_object(json);
    }
    json_out_close_array(json);
}

static void add_series(struct json_out *json, const struct day_report *report)
{
    json_out_array(json, "series");
    for (size_t i = 0; i < report->series_count; i++) {
        json_out_object(json, NULL);
        json_out_string(json, "series", report->series[i].series);
        json_out_int(json, "hi", report->series[i].hi);
        json_out_int(json, "missing", report->series[i].missing);
        json_out_close_object(json);
    }
    json_out_close_array(json);
}

static bool write_json(const void *context, struct text *out, struct err *err)
{
    const struct report_wish *wish = context;
    const struct day_report *report = wish->report;
    int offset_min = zone_offset_min(wish->catalog->office.zone);
    struct json_out json;
    char day[16];

    (void)err;
    calendar_format_day(report->day, day);
    json_out_init(&json, out);
    json_out_object(&json, NULL);
    json_out_string(&json, "date", day);
    json_out_string(&json, "office", wish->catalog->office.id);
    json_out_int(&json, "sessions", report->sessions);
    json_out_bool(&json, "is_open", report->has_session && report->closed_ms == 0);
    add_time(&json, "opened_at", report->opened_ms, offset_min);
    add_time(&json, "closed_at", report->closed_ms, offset_min);
    add_time(&json, "made_at", report->made_ms, offset_min);
    json_out_object(&json, "total");
    add_figures(&json, &report->total);
    json_out_close_object(&json);
    add_table(&json, "groups", "id", &report->groups, true);
    add_table(&json, "services", "id", &report->services, true);
    add_table(&json, "hours", "hour", &report->hours, false);
    add_table(&json, "officers", "officer", &report->officers, false);
    add_series(&json, report);
    json_out_int(&json, "copies", report->copies);
    json_out_int(&json, "receipts", report->receipts);
    json_out_int(&json, "help_calls", report->help_calls);
    json_out_close_object(&json);
    text_add(out, "\n");
    return true;
}

static bool write_text(const void *context, struct text *out, struct err *err)
{
    const struct report_wish *wish = context;

    if (!i18n_open(wish->admin->locale_dir, err))
        return false;
    report_text(wish->catalog, wish->report, "id", out);
    return true;
}

static bool write_pdf(const void *context, struct text *out, struct err *err)
{
    const struct report_wish *wish = context;

    if (!i18n_open(wish->admin->locale_dir, err) || !paper_open(wish->admin->font_dir, err))
        return false;
    bool is_drawn = report_pdf(wish->catalog, wish->report, "id", out, err);
    paper_close();
    return is_drawn;
}

static const struct report_format formats[] = {
    {"txt", false, write_text},
    {"json", false, write_json},
    {"pdf", true, write_pdf},
};

static bool make(const struct admin *admin, struct desk *desk, int64_t day,
                 const struct report_format *format, const char *path, struct err *err)
{
    struct day_report report;

    if (!desk_day_report(desk, day, &report, err))
        return false;
    const struct report_wish wish = {admin, desk_catalog(desk), &report};
    bool is_made = report_leave(admin, format, &wish, path, err);
    day_report_clear(&report);
    return is_made;
}

int verb_report_day(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    const char *date = NULL, *format_name = NULL, *path = NULL;
    const struct argument arguments[] = {
        {"--date", NULL, &date}, {"--format", NULL, &format_name}, {"--out", NULL, &path}};
    const struct report_format *format;
    int64_t day = 0;
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to report day", words[0]);
    if (date && !calendar_parse_day(date, &day))
        return verb_fail(admin, ADMIN_USAGE,
                         "--date \"%s\" is no date; write year-month-day, as 2026-11-23", date);
    format = report_format_find(formats, ARRAY_LEN(formats), format_name);
    if (!format)
        return verb_fail(admin, ADMIN_USAGE, "--format \"%s\" is none of txt, json and pdf",
                         format_name);
    if (!report_may_leave(admin, format, path))
        return ADMIN_USAGE;
    if (!verb_open_desk(&desk, admin, &err))
        return verb_tell(admin, &err);
    if (!date)
        day = calendar_day(clock_now_ms(admin->desk.clock),
                           zone_offset_min(desk_catalog(desk)->office.zone));
    if (!make(admin, desk, day, format, path, &err))
        return verb_tell(admin, &err);
    return ADMIN_OK;
}
