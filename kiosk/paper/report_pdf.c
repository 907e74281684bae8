/* The day report on A4. */
#include "paper/report.h"

#include "report_page.h"
#include "slip_build.h"
#include "words/report.h"
#include "words/words.h"

#include "base/clock.h"

#include <assert.h>
#include <cairo-pdf.h>

enum { BOX_GAP = 16, BOX_HEIGHT = 132, BAND_HEIGHT = 30, BAND_TRIANGLES = 48, SECTION_GAP = 40 };

struct sheet {
    const struct catalog *catalog;
    const struct day_report *report;
    const char *lang;
    int offset_min;
};

static const struct page_text office_look = {34, FONT_BOLD, INK_TEXT, PAGE_LEFT};
static const struct page_text address_look = {24, FONT_SEMIBOLD, INK_SOFT, PAGE_LEFT};
static const struct page_text title_look = {60, FONT_BOLD, INK_PRIMARY, PAGE_LEFT};
static const struct page_text date_look = {38, FONT_BOLD, INK_TEXT, PAGE_LEFT};
static const struct page_text note_look = {24, FONT_SEMIBOLD, INK_SOFT, PAGE_LEFT};
static const struct page_text figure_look = {56, FONT_BOLD, INK_TEXT, PAGE_CENTRE};
static const struct page_text label_look = {21, FONT_SEMIBOLD, INK_SOFT, PAGE_CENTRE};

static int add_text(struct pages *pages, const struct page_text *look, const char *text)
{
    int height = page_text(pages, look, text, PAGE_MARGIN, pages->y, PAGE_CONTENT);

    pages->y += height;
    return height;
}

static void fill_made(char *out, size_t size, const struct sheet *sheet)
{
    char made[128], zoned[160];

    words_date_time(made, sizeof(made), sheet->report->made_ms, sheet->offset_min);
    text_format(zoned, sizeof(zoned), "%s %s", made, zone_name(sheet->catalog->office.zone));
    text_fill(out, size, _("rp_made", "Made {time}"), "time", zoned, NULL);
}

static void add_head(struct pages *pages, const struct sheet *sheet)
{
    const struct office *office = &sheet->catalog->office;
    const char *name = words_in(&office->full_name, sheet->lang);
    char line[WORDS_LINE], made[WORDS_LINE];
    struct page_text right = note_look;

    add_text(pages, &office_look, name ? name : words_in(&office->name, sheet->lang));
    add_text(pages, &address_look, words_in(&office->address, sheet->lang));
    pages->y += 18;
    page_ink(pages, INK_PRIMARY);
    draw_tumpal(pages->cr, PAGE_MARGIN, pages->y, PAGE_CONTENT, BAND_HEIGHT, BAND_TRIANGLES);
    pages->y += BAND_HEIGHT + 24;
    add_text(pages, &title_look, _("rp_title", "Queue report of the day"));
    words_day(line, sizeof(line), sheet->report->day);
    add_text(pages, &date_look, line);
    pages->y += 6;
    fill_made(made, sizeof(made), sheet);
    right.align = PAGE_RIGHT;
    page_text(pages, &right, made, PAGE_MARGIN, pages->y, PAGE_CONTENT);
    report_state(line, sizeof(line), sheet->report, sheet->offset_min);
    add_text(pages, &note_look, line);
    pages->y += 26;
}

static void add_box(struct pages *pages, const struct sheet *sheet, enum report_column column,
                    int x, int width)
{
    char figure[32];
    int y = pages->y + 14;

    page_ink(pages, INK_TINT);
    cairo_rectangle(pages->cr, x, pages->y, width, BOX_HEIGHT);
    cairo_fill(pages->cr);
    report_cell(figure, sizeof(figure), &sheet->report->total, column);
    y += page_text(pages, &figure_look, figure, x, y, width);
    page_text(pages, &label_look, report_column_head(column), x + 4, y, width - 8);
}

static void add_figures(struct pages *pages, const struct sheet *sheet)
{
    static const enum report_column shown[] = {
        COLUMN_ISSUED,   COLUMN_CALLED,         COLUMN_SERVED,      COLUMN_SKIPPED,
        COLUMN_VOID,     COLUMN_WAITING,        COLUMN_PRINTED,     COLUMN_WAIT_MEDIAN,
        COLUMN_WAIT_P90, COLUMN_SERVICE_MEDIAN, COLUMN_SERVICE_P90,
    };
    int count = (int)ARRAY_LEN(shown);
    int width = (PAGE_CONTENT - (count - 1) * BOX_GAP) / count;

    for (int i = 0; i < count; i++)
        add_box(pages, sheet, shown[i], PAGE_MARGIN + i * (width + BOX_GAP), width);
    pages->y += BOX_HEIGHT + 10;
    add_text(pages, &note_look,
             _("rp_in_minutes", "Waits and services in minutes; median: half took no longer, 90%: "
                                "nine of ten took no longer."));
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
    text_fill(again, sizeof(again), _("rp_again", "{title} (continued)"), "title", table.title,
              NULL);
    table.again = again;
    table.heads[0] = report_kind_head(kind);
    for (int column = 0; column < REPORT_COLUMNS; column++)
        table.heads[column + 1] = report_column_head((enum report_column)column);
    page_table_measure(&table);
    for (size_t i = 0; i < rows->count; i++) {
        report_row_name(name, sizeof(name), kind, &rows->rows[i]);
        add_row(pages, &table, name, &rows->rows[i], false);
    }
    add_row(pages, &table, _("rp_total", "Total"), &sheet->report->total, true);
    pages->y += SECTION_GAP;
}

static void add_note(struct pages *pages, const char *text)
{
    if (pages->y + page_text_height(&note_look, text, PAGE_CONTENT) > PAGE_BOTTOM)
        page_break(pages);
    add_text(pages, &note_look, text);
    pages->y += 6;
}

static void add_notes(struct pages *pages, const struct sheet *sheet)
{
    char line[WORDS_LINE];

    report_numbers(line, sizeof(line), sheet->report);
    add_note(pages, line);
    report_extras(line, sizeof(line), sheet->report);
    add_note(pages, line);
}

static int draw_all(cairo_t *cr, const struct sheet *sheet, const char *foot, int total)
{
    struct pages pages = {.cr = cr, .foot = foot, .number = 1, .total = total, .y = PAGE_TOP};

    add_head(&pages, sheet);
    add_figures(&pages, sheet);
    for (int kind = 0; kind < REPORT_KINDS; kind++)
        add_table(&pages, sheet, (enum report_kind)kind);
    add_notes(&pages, sheet);
    page_foot(&pages);
    cairo_show_page(cr);
    return pages.number;
}

/* Draws once to count the pages, and once to keep them. `out` NULL: only counts. */
static cairo_status_t write_pages(const struct sheet *sheet, const char *foot, struct text *out,
                                  int *pages)
{
    const double pt_per_dot = 72 / 25.4 / 8;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        out ? write_to_text : NULL, out, PAGE_WIDTH * pt_per_dot, PAGE_HEIGHT * pt_per_dot);
    cairo_status_t status;
    char date[26];
    cairo_t *cr;

    /* Without a date of ours cairo writes the wall clock's, and no two files would be equal. */
    clock_format_iso(sheet->report->made_ms, 0, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, foot);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cr = cairo_create(surface);
    cairo_scale(cr, pt_per_dot, pt_per_dot);
    *pages = draw_all(cr, sheet, foot, *pages);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return status;
}

bool report_pdf(const struct catalog *catalog, const struct day_report *report, const char *lang,
                struct text *out, struct err *err)
{
    AUTO_LANG struct lang_scope scope = lang_enter(lang);
    const struct sheet sheet = {catalog, report, lang, zone_offset_min(catalog->office.zone)};
    char day[96], foot[WORDS_LINE];
    int pages = 0;

    words_day(day, sizeof(day), report->day);
    text_format(foot, sizeof(foot), "%s · %s · %s", words_in(&catalog->office.name, lang),
                _("rp_title", "Queue report of the day"), day);
    cairo_status_t status = write_pages(&sheet, foot, NULL, &pages);
    if (status == CAIRO_STATUS_SUCCESS)
        status = write_pages(&sheet, foot, out, &pages);
    return status == CAIRO_STATUS_SUCCESS
           || err_set(err, ERR_FULL, "day report as PDF: %s", cairo_status_to_string(status));
}
