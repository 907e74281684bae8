/* The day report for the roll: the totals, then each table as short lines. */
#include "slip_build.h"
#include "words/report.h"
#include "words/words.h"

#include "base/text.h"

#include <assert.h>

enum { ROWS_SHOWN = 40 }; /* of a table: the roll is no archive */

/* How far down a table may reach, in dots, so that all of them fit the longest slip. */
static const int table_end[] = {
    [REPORT_GROUPS] = 3000,
    [REPORT_SERVICES] = 6500,
    [REPORT_HOURS] = 9000,
    [REPORT_OFFICERS] = 10500,
};
static_assert(ARRAY_LEN(table_end) == REPORT_KINDS, "every table ends somewhere");

static void add_pair(struct rows *rows, const struct report_row *row, enum report_column column)
{
    char cell[32];

    report_cell(cell, sizeof(cell), row, column);
    rows_pair(rows, report_column_head(column), cell);
}

static void add_spread(struct rows *rows, const char *median_head, const char *p90_head,
                       const struct spread_ms *spread)
{
    char span[64];

    words_span(span, sizeof(span), spread->median);
    rows_pair(rows, median_head, span);
    words_span(span, sizeof(span), spread->p90);
    rows_pair(rows, p90_head, span);
}

static void add_totals(struct rows *rows, const struct report_row *total)
{
    rows_rule(rows);
    for (int column = COLUMN_ISSUED; column <= COLUMN_IN_SERVICE; column++)
        add_pair(rows, total, (enum report_column)column);
    rows_rule(rows);
    for (int column = COLUMN_PRINTED; column <= COLUMN_PRINT_UNKNOWN; column++)
        add_pair(rows, total, (enum report_column)column);
    rows_rule(rows);
    add_spread(rows, report_column_head(COLUMN_WAIT_MEDIAN), report_column_head(COLUMN_WAIT_P90),
               &total->wait);
    add_spread(rows, report_column_head(COLUMN_SERVICE_MEDIAN),
               report_column_head(COLUMN_SERVICE_P90), &total->service);
}

static void fill_counts(char *out, size_t size, const struct report_row *row)
{
    static const enum report_column columns[] = {COLUMN_CALLED, COLUMN_SERVED, COLUMN_SKIPPED,
                                                 COLUMN_VOID};
    char cells[ARRAY_LEN(columns)][32];

    for (size_t i = 0; i < ARRAY_LEN(columns); i++)
        report_cell(cells[i], sizeof(cells[i]), row, columns[i]);
    text_fill(
        out, size,
        _("rp_line_counts", "Called {called}, served {served}, skipped {skipped}, voided {void}"),
        "called", cells[0], "served", cells[1], "skipped", cells[2], "void", cells[3], NULL);
}

static void fill_times(char *out, size_t size, const struct report_row *row)
{
    char cells[4][32];

    for (int i = 0; i < 4; i++)
        report_cell(cells[i], sizeof(cells[i]), row, (enum report_column)(COLUMN_WAIT_MEDIAN + i));
    text_fill(out, size,
              _("rp_line_times", "Minutes, median/90%: wait {wm}/{wp}, service {sm}/{sp}"), "wm",
              cells[0], "wp", cells[1], "sm", cells[2], "sp", cells[3], NULL);
}

static void add_row(struct rows *rows, enum report_kind kind, const struct report_row *row)
{
    char name[TICKET_NAME_TEXT], issued[32], line[256];

    report_row_name(name, sizeof(name), kind, row);
    report_cell(issued, sizeof(issued), row, COLUMN_ISSUED);
    rows_pair(rows, name, issued);
    if (row->issued == 0)
        return;
    fill_counts(line, sizeof(line), row);
    rows_text(rows, LOOK_REMARK, CELL_LEFT, line, 0);
    if (row->wait.median < 0)
        return;
    fill_times(line, sizeof(line), row);
    rows_text(rows, LOOK_REMARK, CELL_LEFT, line, 0);
}

static void add_table(struct rows *rows, const struct day_report *report, enum report_kind kind)
{
    const struct report_table *table = report_table(report, kind);
    char rest[96], n[24];
    size_t shown = 0;

    if (table->count == 0)
        return;
    rows_rule(rows);
    rows_text(rows, LOOK_LIST_HEAD, CELL_LEFT, report_kind_title(kind), 0);
    for (; shown < table->count && shown < ROWS_SHOWN && rows->y < table_end[kind]; shown++)
        add_row(rows, kind, &table->rows[shown]);
    if (shown == table->count)
        return;
    text_format(n, sizeof(n), "%zu", table->count - shown);
    text_fill(rest, sizeof(rest), _("rp_more_rows", "and {n} more, see the report on A4"), "n", n,
              NULL);
    rows_text(rows, LOOK_ITEM, CELL_LEFT, rest, 0);
}

static void add_end(struct rows *rows, const struct day_report *report, int offset_min)
{
    char line[WORDS_LINE], made[128];

    rows_line(rows);
    report_numbers(line, sizeof(line), report);
    rows_text(rows, LOOK_WORDS, CELL_LEFT, line, 0);
    report_extras(line, sizeof(line), report);
    rows_text(rows, LOOK_WORDS, CELL_LEFT, line, 0);
    words_date_time(made, sizeof(made), report->made_ms, offset_min);
    text_fill(line, sizeof(line), _("rp_made", "Made {time}"), "time", made, NULL);
    rows_text(rows, LOOK_WORDS, CELL_LEFT, line, 0);
}

bool slip_report(struct slip **out, enum slip_width width, const struct catalog *catalog,
                 const struct day_report *report, const char *lang, struct err *err)
{
    AUTO_LANG struct lang_scope scope = lang_enter(lang);
    const struct office *office = &catalog->office;
    int offset_min = zone_offset_min(office->zone);
    struct slip *slip = slip_new(width, _("rp_title", "Queue report of the day"), report->made_ms);
    struct rows *rows = &slip->rows;
    char line[WORDS_LINE];

    slip_add_head(slip, office, lang);
    rows_text(rows, LOOK_HEADING, CELL_CENTRE, _("rp_heading", "REPORT OF THE DAY"), 0);
    words_day(line, sizeof(line), report->day);
    rows_text(rows, LOOK_TITLE, CELL_CENTRE, line, 0);
    report_state(line, sizeof(line), report, offset_min);
    rows_text(rows, LOOK_CONTACT, CELL_CENTRE, line, 0);
    add_totals(rows, &report->total);
    for (int kind = 0; kind < REPORT_KINDS; kind++)
        add_table(rows, report, (enum report_kind)kind);
    add_end(rows, report, offset_min);
    return slip_finish(slip, out, err);
}
