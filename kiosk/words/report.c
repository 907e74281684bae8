/* Names of tables, columns and rows of the day report. */
#include "words/report.h"

#include "base/wording.h"

#include "base/text.h"
#include "domain/calendar.h"
#include "words/words.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define DAY_MS INT64_C(86400000)
#define MINUTE_MS 60000

static const struct wording kind_titles[] = {
    [REPORT_GROUPS] = W("rp_by_group", "By group"),
    [REPORT_SERVICES] = W("rp_by_service", "By service"),
    [REPORT_HOURS] = W("rp_by_hour", "By hour"),
    [REPORT_OFFICERS] = W("rp_by_officer", "By officer"),
};
static_assert(ARRAY_LEN(kind_titles) == REPORT_KINDS, "every table has its title");

static const struct wording kind_heads[] = {
    [REPORT_GROUPS] = W("rp_group", "Group"),
    [REPORT_SERVICES] = W("rp_service", "Service"),
    [REPORT_HOURS] = W("rp_hour", "Hour of issue"),
    [REPORT_OFFICERS] = W("rp_officer", "Officer"),
};
static_assert(ARRAY_LEN(kind_heads) == REPORT_KINDS, "every table names its first column");

static const struct wording column_heads[] = {
    [COLUMN_ISSUED] = W("rp_issued", "Issued"),
    [COLUMN_PRIORITY] = W("rp_priority", "Priority"),
    [COLUMN_CALLED] = W("rp_called", "Called"),
    [COLUMN_SERVED] = W("rp_served", "Served"),
    [COLUMN_SKIPPED] = W("rp_skipped", "Skipped"),
    [COLUMN_VOID] = W("rp_void", "Voided"),
    [COLUMN_WAITING] = W("rp_waiting", "Waiting"),
    [COLUMN_IN_SERVICE] = W("rp_in_service", "At counter"),
    [COLUMN_PRINTED] = W("rp_printed", "Printed"),
    [COLUMN_NOT_PRINTED] = W("rp_not_printed", "Not printed"),
    [COLUMN_PRINT_UNKNOWN] = W("rp_print_unknown", "Print unsure"),
    [COLUMN_WAIT_MEDIAN] = W("rp_wait_median", "Wait median"),
    [COLUMN_WAIT_P90] = W("rp_wait_p90", "Wait 90%"),
    [COLUMN_SERVICE_MEDIAN] = W("rp_service_median", "Service median"),
    [COLUMN_SERVICE_P90] = W("rp_service_p90", "Service 90%"),
};
static_assert(ARRAY_LEN(column_heads) == REPORT_COLUMNS, "every column has its heading");

const struct report_table *report_table(const struct day_report *report, enum report_kind kind)
{
    const struct report_table *const tables[] = {
        [REPORT_GROUPS] = &report->groups,
        [REPORT_SERVICES] = &report->services,
        [REPORT_HOURS] = &report->hours,
        [REPORT_OFFICERS] = &report->officers,
    };
    static_assert(ARRAY_LEN(tables) == REPORT_KINDS, "every kind is a table");

    return tables[kind];
}

const char *report_kind_title(enum report_kind kind)
{
    return wording_text(&kind_titles[kind]);
}

const char *report_kind_head(enum report_kind kind)
{
    return wording_text(&kind_heads[kind]);
}

const char *report_column_head(enum report_column column)
{
    return wording_text(&column_heads[column]);
}

/* Minutes, with a tenth where it matters. */
static void minutes_text(char *out, size_t size, int64_t ms)
{
    int64_t tenths = (ms + MINUTE_MS / 20) / (MINUTE_MS / 10);

    if (ms < 0)
        text_copy(out, size, "–");
    else if (tenths >= 100)
        text_format(out, size, "%" PRId64, (ms + MINUTE_MS / 2) / MINUTE_MS);
    else
        text_format(out, size, "%" PRId64 "%s%" PRId64, tenths / 10, _("k_decimal", "."),
                    tenths % 10);
}

static int count_of(const struct report_row *row, enum report_column column)
{
    const int counts[] = {
        [COLUMN_ISSUED] = row->issued,
        [COLUMN_PRIORITY] = row->priority,
        [COLUMN_CALLED] = row->called,
        [COLUMN_SERVED] = row->fate[FATE_SERVED],
        [COLUMN_SKIPPED] = row->fate[FATE_SKIPPED],
        [COLUMN_VOID] = row->fate[FATE_VOID],
        [COLUMN_WAITING] = row->fate[FATE_WAITING],
        [COLUMN_IN_SERVICE] = row->fate[FATE_IN_SERVICE],
        [COLUMN_PRINTED] = row->printed,
        [COLUMN_NOT_PRINTED] = row->not_printed,
        [COLUMN_PRINT_UNKNOWN] = row->print_unknown,
    };
    static_assert(ARRAY_LEN(counts) == COLUMN_WAIT_MEDIAN, "counts come before times");

    return counts[column];
}

void report_cell(char *out, size_t size, const struct report_row *row, enum report_column column)
{
    const int64_t times[] = {
        [COLUMN_WAIT_MEDIAN - COLUMN_WAIT_MEDIAN] = row->wait.median,
        [COLUMN_WAIT_P90 - COLUMN_WAIT_MEDIAN] = row->wait.p90,
        [COLUMN_SERVICE_MEDIAN - COLUMN_WAIT_MEDIAN] = row->service.median,
        [COLUMN_SERVICE_P90 - COLUMN_WAIT_MEDIAN] = row->service.p90,
    };
    static_assert(ARRAY_LEN(times) == REPORT_COLUMNS - COLUMN_WAIT_MEDIAN, "the rest are times");

    if (column < COLUMN_WAIT_MEDIAN)
        text_format(out, size, "%d", count_of(row, column));
    else
        minutes_text(out, size, times[column - COLUMN_WAIT_MEDIAN]);
}

static void hour_name(char *out, size_t size, const char *hour)
{
    int64_t from_ms = strtol(hour, NULL, 10) * INT64_C(3600000);
    char from[32], to[32];

    words_time(from, sizeof(from), from_ms, 0);
    words_time(to, sizeof(to), from_ms + 59 * MINUTE_MS, 0);
    text_fill(out, size, _("rp_hour_span", "{from}–{to}"), "from", from, "to", to, NULL);
}

void report_row_name(char *out, size_t size, enum report_kind kind, const struct report_row *row)
{
    const char *nobody = kind == REPORT_OFFICERS ? _("rp_not_called", "Not called")
                                                 : _("rp_no_service", "No particular service");

    if (strcmp(row->key, REPORT_KEY_REST) == 0)
        text_copy(out, size, _("rp_rest", "Others"));
    else if (row->key[0] == '\0')
        text_copy(out, size, nobody);
    else if (kind == REPORT_HOURS)
        hour_name(out, size, row->key);
    else
        text_copy(out, size, row->name[0] ? row->name : row->key);
}

void words_span(char *out, size_t size, int64_t ms)
{
    int64_t minutes = (ms + MINUTE_MS / 2) / MINUTE_MS;
    char n[32], h[16], m[16];

    minutes_text(n, sizeof(n), ms);
    if (ms < 0) {
        text_copy(out, size, n);
    } else if (minutes < 60) {
        text_fill(out, size, _("rp_minutes", "{n} min"), "n", n, NULL);
    } else {
        text_format(h, sizeof(h), "%" PRId64, minutes / 60);
        text_format(m, sizeof(m), "%" PRId64, minutes % 60);
        text_fill(out, size, _("rp_hours_minutes", "{h} h {m} min"), "h", h, "m", m, NULL);
    }
}

void words_day(char *out, size_t size, int64_t day)
{
    struct civil civil = calendar_civil(day * DAY_MS, 0);
    char number[16], year[16];

    text_format(number, sizeof(number), "%d", civil.day);
    text_format(year, sizeof(year), "%d", civil.year);
    text_fill(out, size, _("k_full_date", "{weekday}, {day} {month} {year}"), "weekday",
              words_weekday(civil.weekday), "day", number, "month", words_month(civil.month),
              "year", year, NULL);
}

void report_state(char *out, size_t size, const struct day_report *report, int offset_min)
{
    char opened[32], closed[32];

    if (!report->has_session) {
        text_copy(out, size, _("rp_no_day", "No number was issued on this day."));
        return;
    }
    words_time(opened, sizeof(opened), report->opened_ms, offset_min);
    words_time(closed, sizeof(closed), report->closed_ms, offset_min);
    text_fill(out, size,
              report->closed_ms > 0 ? _("rp_closed", "Opened {opened}, closed {closed}.")
                                    : _("rp_open", "Opened {opened}, still open."),
              "opened", opened, "closed", closed, NULL);
}

void report_numbers(char *out, size_t size, const struct day_report *report)
{
    char list[512] = "", hi[24], one[64];
    int64_t missing = 0;

    for (size_t i = 0; i < report->series_count; i++) {
        size_t used = strlen(list);

        text_format(hi, sizeof(hi), "%" PRId64, report->series[i].hi);
        text_fill(one, sizeof(one), _("rp_series", "{series} {n}"), "series",
                  report->series[i].series, "n", hi, NULL);
        text_format(list + used, sizeof(list) - used, "%s%s", i > 0 ? ", " : "", one);
        missing += report->series[i].missing;
    }
    text_format(hi, sizeof(hi), "%" PRId64, missing);
    if (report->series_count == 0)
        out[0] = '\0';
    else if (missing == 0)
        text_fill(out, size,
                  _("rp_numbers", "Numbers of each series: {list}. Every number is on record."),
                  "list", list, NULL);
    else
        text_fill(out, size,
                  _("rp_numbers_missing",
                    "Numbers of each series: {list}. {n} are NOT on record: tell the technician."),
                  "list", list, "n", hi, NULL);
}

void report_extras(char *out, size_t size, const struct day_report *report)
{
    char copies[16], receipts[16], calls[16];

    text_format(copies, sizeof(copies), "%d", report->copies);
    text_format(receipts, sizeof(receipts), "%d", report->receipts);
    text_format(calls, sizeof(calls), "%d", report->help_calls);
    text_fill(out, size,
              _("rp_extras", "Copies printed: {copies}. File receipts: {receipts}. Visitors who "
                             "called an officer: {calls}."),
              "copies", copies, "receipts", receipts, "calls", calls, NULL);
}
