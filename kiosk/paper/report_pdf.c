/* The day report on A4. */
#include "paper/report.h"

#include "page_parts.h"
#include "words/report.h"
#include "words/words.h"

#include <assert.h>

enum { SECTION_GAP = 40 };

struct sheet {
    const struct catalog *catalog;
    const struct day_report *report;
    const char *lang;
};

static void add_head(struct pages *pages, const struct sheet *sheet)
{
    char day[WORDS_LINE], state[WORDS_LINE];

    words_day(day, sizeof(day), sheet->report->day);
    report_state(state, sizeof(state), sheet->report, zone_offset_min(sheet->catalog->office.zone));
    page_head(pages, &(struct page_head){.catalog = sheet->catalog,
                                         .lang = sheet->lang,
                                         .title = _("rp_title", "Queue report of the day"),
                                         .period = day,
                                         .state = state,
                                         .made_ms = sheet->report->made_ms});
}

static void add_figures(struct pages *pages, const struct sheet *sheet)
{
    static const enum report_column shown[] = {
        COLUMN_ISSUED,   COLUMN_CALLED,         COLUMN_SERVED,      COLUMN_SKIPPED,
        COLUMN_VOID,     COLUMN_WAITING,        COLUMN_PRINTED,     COLUMN_WAIT_MEDIAN,
        COLUMN_WAIT_P90, COLUMN_SERVICE_MEDIAN, COLUMN_SERVICE_P90,
    };
    struct page_figure figures[ARRAY_LEN(shown)];

    static_assert(ARRAY_LEN(shown) <= FIGURES_MOST, "one row has room for them");
    for (size_t i = 0; i < ARRAY_LEN(shown); i++) {
        report_cell(figures[i].figure, sizeof(figures[i].figure), &sheet->report->total, shown[i]);
        figures[i].label = report_column_head(shown[i]);
    }
    page_figures(pages, figures, ARRAY_LEN(figures));
    page_note(pages, _("rp_in_minutes", "Waits and services in minutes; median: half took no "
                                        "longer, 90%: nine of ten took no longer."));
    pages->y += SECTION_GAP;
}

static void add_row(struct pages *pages, struct page_table *table, const char *name,
                    const struct report_row *row, bool is_total)
{
    char texts[REPORT_COLUMNS][32];
    const char *cells[CELLS_MOST] = {name};

    for (int column = 0; column < REPORT_COLUMNS; column++) {
        report_cell(texts[column], sizeof(texts[column]), row, (enum report_column)column);
        cells[column + 1] = texts[column];
    }
    page_table_row(pages, table, cells, is_total);
}

static void add_table(struct pages *pages, const struct sheet *sheet, enum report_kind kind)
{
    const struct report_table *rows = report_table(sheet->report, kind);
    struct page_table table = {.title = report_kind_title(kind), .columns = REPORT_COLUMNS + 1};
    char again[96], name[TICKET_NAME_TEXT];

    static_assert(REPORT_COLUMNS + 1 <= CELLS_MOST, "a table has room for every column");
    if (rows->count == 0)
        return;
    page_again(again, sizeof(again), table.title);
    table.again = again;
    table.heads[0] = report_kind_head(kind);
    for (int column = 0; column < REPORT_COLUMNS; column++) {
        table.heads[column + 1] = report_column_head((enum report_column)column);
        table.aligns[column + 1] = PAGE_RIGHT;
    }
    page_table_measure(pages, &table);
    for (size_t i = 0; i < rows->count; i++) {
        report_row_name(name, sizeof(name), kind, &rows->rows[i]);
        add_row(pages, &table, name, &rows->rows[i], false);
    }
    add_row(pages, &table, _("rp_total", "Total"), &sheet->report->total, true);
    pages->y += SECTION_GAP;
}

static void add_notes(struct pages *pages, const struct sheet *sheet)
{
    char line[WORDS_LINE];

    report_numbers(line, sizeof(line), sheet->report);
    page_note(pages, line);
    report_extras(line, sizeof(line), sheet->report);
    page_note(pages, line);
}

static void draw(struct pages *pages, const void *context)
{
    const struct sheet *sheet = context;

    add_head(pages, sheet);
    add_figures(pages, sheet);
    for (int kind = 0; kind < REPORT_KINDS; kind++)
        add_table(pages, sheet, (enum report_kind)kind);
    add_notes(pages, sheet);
}

bool report_pdf(const struct catalog *catalog, const struct day_report *report, const char *lang,
                struct text *out, struct err *err)
{
    AUTO_LANG struct lang_scope scope = lang_enter(lang);
    const struct sheet sheet = {catalog, report, lang};
    char day[96], title[WORDS_LINE];

    words_day(day, sizeof(day), report->day);
    text_format(title, sizeof(title), "%s · %s · %s", words_in(&catalog->office.name, lang),
                _("rp_title", "Queue report of the day"), day);
    return pages_write(&(struct page_document){.paper = PAPER_A4_WIDE,
                                               .title = title,
                                               .has_foot = true,
                                               .made_ms = report->made_ms,
                                               .draw = draw,
                                               .context = &sheet},
                       out, err);
}
