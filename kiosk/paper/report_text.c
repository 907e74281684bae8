/* The day report as aligned text. */
#include "paper/report.h"
#include "columns.h"
#include "words/report.h"
#include "words/words.h"

#include <string.h>

enum { NAME_WIDTH = 32, CELL_BYTES = 64 };

/* A heading of two words stands on two lines. */
static void split_head(const char *head, char top[CELL_BYTES], char bottom[CELL_BYTES])
{
    const char *blank = strchr(head, ' ');

    text_copy(bottom, CELL_BYTES, blank ? blank + 1 : head);
    text_copy(top, CELL_BYTES, blank ? head : "");
    if (blank && (size_t)(blank - head) < CELL_BYTES)
        top[blank - head] = '\0';
}

static int column_width(enum report_column column)
{
    enum { LEAST = 5 }; /* of a busy day's numbers */
    char top[CELL_BYTES], bottom[CELL_BYTES];

    split_head(report_column_head(column), top, bottom);
    int width =
        columns_width(top) > columns_width(bottom) ? columns_width(top) : columns_width(bottom);
    return width > LEAST ? width : LEAST;
}

static void add_head(struct text *out, enum report_kind kind)
{
    char parts[2][CELL_BYTES];

    for (int line = 0; line < 2; line++) {
        columns_left(out, line == 1 ? report_kind_head(kind) : "", NAME_WIDTH);
        for (int column = 0; column < REPORT_COLUMNS; column++) {
            split_head(report_column_head((enum report_column)column), parts[0], parts[1]);
            text_add(out, "  ");
            columns_right(out, parts[line], column_width((enum report_column)column));
        }
        text_add(out, "\n");
    }
}

/* A longer name has a line to itself. */
static void add_row(struct text *out, const char *name, const struct report_row *row)
{
    char cell[CELL_BYTES];

    columns_left(out, name, NAME_WIDTH);
    if (columns_width(name) > NAME_WIDTH) {
        text_add(out, "\n");
        columns_blanks(out, NAME_WIDTH);
    }
    for (int column = 0; column < REPORT_COLUMNS; column++) {
        report_cell(cell, sizeof cell, row, (enum report_column)column);
        text_add(out, "  ");
        columns_right(out, cell, column_width((enum report_column)column));
    }
    text_add(out, "\n");
}

static void add_table(struct text *out, const struct day_report *report, enum report_kind kind)
{
    const struct report_table *table = report_table(report, kind);
    char name[TICKET_NAME_TEXT];

    if (table->count == 0)
        return;
    text_addf(out, "\n%s\n", report_kind_title(kind));
    add_head(out, kind);
    for (size_t i = 0; i < table->count; i++) {
        report_row_name(name, sizeof name, kind, &table->rows[i]);
        add_row(out, name, &table->rows[i]);
    }
    add_row(out, _("rp_total", "Total"), &report->total);
}

void report_text(const struct catalog *catalog, const struct day_report *report, const char *lang,
                 struct text *out)
{
    AUTO_LANG struct lang_scope scope = lang_enter(lang);
    int offset_min = zone_offset_min(catalog->office.zone);
    char line[WORDS_LINE], made[128], zone_time[160];

    text_addf(out, "%s\n%s\n", _("rp_title", "Queue report of the day"),
              words_in(&catalog->office.name, lang));
    words_day(line, sizeof line, report->day);
    text_addf(out, "%s\n", line);
    report_state(line, sizeof line, report, offset_min);
    text_addf(out, "%s\n", line);
    words_date_time(made, sizeof made, report->made_ms, offset_min);
    text_format(zone_time, sizeof zone_time, "%s %s", made, zone_name(catalog->office.zone));
    text_fill(line, sizeof line, _("rp_made", "Made {time}"), "time", zone_time, NULL);
    text_addf(out, "%s\n", line);
    for (int kind = 0; kind < REPORT_KINDS; kind++)
        add_table(out, report, (enum report_kind)kind);
    text_addf(out, "\n%s\n",
              _("rp_in_minutes", "Waits and services in minutes; median: half took "
                                 "no longer, 90%: nine of ten took no longer."));
    report_numbers(line, sizeof line, report);
    if (line[0])
        text_addf(out, "%s\n", line);
    report_extras(line, sizeof line, report);
    text_addf(out, "%s\n", line);
}
