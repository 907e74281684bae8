/* The recap: figures, charts, the breakdown, who answered, and room for what will be done about it. */
#include "survey_sheet.h"

#include "words/survey.h"
#include "words/words.h"

#include <assert.h>

enum {
    CELL_TEXT = 48,
    SECTION_GAP = 40,
    NAME_TEXT = TICKET_NAME_TEXT,
};

static const struct page_text section_look = {32, FONT_BOLD, INK_PRIMARY, PAGE_LEFT};

static void add_head(struct pages *pages, const struct survey_sheet *sheet)
{
    char period[WORDS_LINE];

    words_period(period, sizeof(period), &sheet->report->period);
    page_head(pages, &(struct page_head){.catalog = sheet->catalog,
                                         .lang = sheet->paper->lang,
                                         .title = _("sr_title", "Recap of the satisfaction survey"),
                                         .period = period,
                                         .state = sheet_service(sheet),
                                         .made_ms = sheet->report->made_ms});
}

static void add_figures(struct pages *pages, const struct survey_sheet *sheet)
{
    const struct survey_report *report = sheet->report;
    const struct ikm *ikm = &report->ikm;
    struct page_figure figures[] = {
        {"", _("sr_index", "IKM value")},
        {"–", ikm->has_index ? words_grade(ikm->grade) : _("sb_none", "No data yet")},
        {"", _("sp_respondents", "Respondents")},
        {"–", _("sr_required", "Respondents needed")},
        {"–", _("sr_interval", "95% confidence")},
        {"", _("sr_flagged", "Marked as doubtful")},
        {"", _("sr_abandoned", "Not finished, not counted")},
    };
    char low[CELL_TEXT], high[CELL_TEXT];

    static_assert(ARRAY_LEN(figures) <= FIGURES_MOST, "one row has room for them");
    words_index(figures[0].figure, FIGURE_TEXT, ikm);
    if (ikm->has_index)
        text_format(figures[1].figure, FIGURE_TEXT, "%c", ikm_grade_letter(ikm->grade));
    words_count(figures[2].figure, FIGURE_TEXT, ikm->n);
    if (report->required > 0)
        words_count(figures[3].figure, FIGURE_TEXT, report->required);
    words_centi(low, sizeof(low), ikm->low_centi);
    words_centi(high, sizeof(high), ikm->high_centi);
    if (ikm->has_interval)
        text_format(figures[4].figure, FIGURE_TEXT, "%s–%s", low, high);
    words_count(figures[5].figure, FIGURE_TEXT, report->sums.flagged);
    words_count(figures[6].figure, FIGURE_TEXT, report->abandoned);
    page_figures(pages, figures, ARRAY_LEN(figures));
    pages->y += SECTION_GAP / 2;
}

static void add_notes(struct pages *pages, const struct survey_sheet *sheet)
{
    const struct survey_report *report = sheet->report;
    char line[WORDS_LINE];

    words_sample(line, sizeof(line), report);
    page_note(pages, line);
    words_interval(line, sizeof(line), &report->ikm, report->population);
    page_note(pages, line);
    words_doubted(line, sizeof(line), report);
    page_note(pages, line);
    sheet_weights(pages, sheet);
    pages->y += SECTION_GAP;
}

enum {
    COLUMN_NO,
    COLUMN_NAME,
    COLUMN_N,
    COLUMN_ELEMENTS,
    COLUMN_INDEX = COLUMN_ELEMENTS + ELEMENT_COUNT,
    COLUMN_GRADE,
    COLUMN_COUNT
};

static void add_row(struct pages *pages, struct page_table *table, const struct survey_sheet *sheet,
                    const char *const heads[2], const struct ikm *ikm, bool is_hidden,
                    bool is_total)
{
    char texts[COLUMN_COUNT][CELL_TEXT];
    const char *cells[CELLS_MOST] = {heads[0], heads[1]};

    static_assert((int)COLUMN_COUNT <= (int)CELLS_MOST, "the table has room for every element");
    for (int column = COLUMN_N; column < COLUMN_COUNT; column++) {
        cells[column] = texts[column];
        text_copy(texts[column], CELL_TEXT, "–");
    }
    words_count(texts[COLUMN_N], CELL_TEXT, ikm->n);
    if (!is_hidden && ikm->has_index) {
        for (int number = 1; number <= ELEMENT_COUNT; number++)
            words_milli(texts[COLUMN_ELEMENTS + number - 1], CELL_TEXT,
                        ikm->elements[sheet_element(sheet, number)].nrr_milli);
        words_index(texts[COLUMN_INDEX], CELL_TEXT, ikm);
        text_format(texts[COLUMN_GRADE], CELL_TEXT, "%c", ikm_grade_letter(ikm->grade));
    }
    page_table_row(pages, table, cells, is_total);
}

static void add_rows(struct pages *pages, struct page_table *table,
                     const struct survey_sheet *sheet)
{
    const struct survey_report *report = sheet->report;
    bool has_hidden = false;

    for (size_t i = 0; i < report->row_count; i++) {
        const struct survey_row *row = &report->rows[i];
        char number[CELL_TEXT], name[NAME_TEXT];

        words_count(number, sizeof(number), (int64_t)i + 1);
        words_survey_row(name, sizeof(name), report->by, row);
        add_row(pages, table, sheet, (const char *[]){number, name}, &row->ikm, row->is_hidden,
                false);
        has_hidden = has_hidden || row->is_hidden;
    }
    add_row(pages, table, sheet, (const char *[]){"", _("rp_total", "Total")}, &report->ikm, false,
            true);
    pages->y += 12;
    if (has_hidden)
        page_note(pages, _("sr_hidden", "Groups of fewer than 5 respondents show their number "
                                        "only, so that nobody's answers can be made out."));
}

static void add_breakdown(struct pages *pages, const struct survey_sheet *sheet)
{
    const struct survey_report *report = sheet->report;
    char heads[ELEMENT_COUNT][CELL_TEXT], title[128], again[160];
    struct page_table table = {
        .title = title,
        .again = again,
        .columns = COLUMN_COUNT,
        .heads = {_("sp_number", "No."), words_survey_by(report->by), _("sr_count", "Resp.")},
        .widths = {[COLUMN_NO] = 80, [COLUMN_N] = 160, [COLUMN_INDEX] = 124},
        .wide = COLUMN_NAME,
    };

    if (report->by == BY_NOTHING || report->row_count == 0)
        return;
    text_fill(title, sizeof(title), _("sr_by", "Average scores and IKM by: {by}"), "by",
              words_survey_by(report->by), NULL);
    page_again(again, sizeof(again), title);
    for (int number = 1; number <= ELEMENT_COUNT; number++) {
        text_format(heads[number - 1], CELL_TEXT, "U%d %s", number,
                    words_element_brief(sheet_element(sheet, number)));
        table.heads[COLUMN_ELEMENTS + number - 1] = heads[number - 1];
    }
    table.heads[COLUMN_INDEX] = _("sr_ikm", "IKM");
    table.heads[COLUMN_GRADE] = _("sp_quality", "Grade");
    for (int column = COLUMN_N; column < COLUMN_COUNT; column++)
        table.aligns[column] = column == COLUMN_GRADE ? PAGE_CENTRE : PAGE_RIGHT;
    page_table_measure(pages, &table);
    add_rows(pages, &table, sheet);
    pages->y += SECTION_GAP;
}

/* Who answered: one part of the profile, with its parts of all. */
struct trait {
    const char *title;
    const char *names[EDUCATION_COUNT];
    const int64_t *counts; /* index 0 = skipped, shown last */
    int count;
};

enum { TRAIT_ROW = 40, TRAITS = 4, TRAIT_GAP = 40 };

static void draw_trait(struct pages *pages, const struct trait *trait, int64_t n, int x, int width)
{
    enum { COUNT_WIDTH = 160, PERCENT_WIDTH = 120 };
    static const struct page_text name_look = {24, FONT_SEMIBOLD, INK_TEXT, PAGE_LEFT};
    static const struct page_text number_look = {24, FONT_BOLD, INK_TEXT, PAGE_RIGHT};
    static const struct page_text percent_look = {24, FONT_SEMIBOLD, INK_SOFT, PAGE_RIGHT};
    static const struct page_text trait_look = {26, FONT_BOLD, INK_TEXT, PAGE_LEFT};
    int y = pages->y;

    page_box(pages, INK_TINT, x, y, width, TRAIT_ROW + 4);
    page_text(pages, &trait_look, trait->title, x + 10, y + 5, width - 20);
    y += TRAIT_ROW + 8;
    for (int i = 0; i < trait->count; i++) {
        int part = (i + 1) % trait->count;
        char number[CELL_TEXT], percent[CELL_TEXT];

        words_count(number, sizeof(number), trait->counts[part]);
        words_percent(percent, sizeof(percent), trait->counts[part], n);
        page_text(pages, &name_look, trait->names[part], x + 10, y + 4,
                  width - COUNT_WIDTH - PERCENT_WIDTH - 10);
        page_text(pages, &number_look, number, x + width - COUNT_WIDTH - PERCENT_WIDTH, y + 4,
                  COUNT_WIDTH);
        page_text(pages, &percent_look, percent, x + width - PERCENT_WIDTH, y + 4,
                  PERCENT_WIDTH - 10);
        y += TRAIT_ROW;
        page_box(pages, INK_HAIR, x, y - 1, width, 1);
    }
}

static void add_traits(struct pages *pages, const struct survey_sheet *sheet)
{
    const struct survey_report *report = sheet->report;
    const int width = (page_content(pages) - (TRAITS - 1) * TRAIT_GAP) / TRAITS;
    const int height = TRAIT_ROW * (EDUCATION_COUNT + 1) + 8;
    struct trait traits[TRAITS] = {
        {.title = _("v_sex", "Sex"), .counts = report->genders, .count = GENDER_COUNT},
        {.title = _("sw_by_age", "Age"), .counts = report->ages, .count = AGE_COUNT},
        {.title = _("v_edu", "Education"), .counts = report->educations, .count = EDUCATION_COUNT},
        {.title = _("v_job", "Occupation"),
         .counts = report->occupations,
         .count = OCCUPATION_COUNT},
    };

    static_assert((int)EDUCATION_COUNT >= (int)AGE_COUNT
                      && (int)EDUCATION_COUNT >= (int)OCCUPATION_COUNT,
                  "education has most parts");
    for (int i = 0; i < GENDER_COUNT; i++)
        traits[0].names[i] = words_gender((enum survey_gender)i);
    for (int i = 0; i < AGE_COUNT; i++)
        traits[1].names[i] = words_age((enum survey_age)i);
    for (int i = 0; i < EDUCATION_COUNT; i++)
        traits[2].names[i] = words_education((enum survey_education)i);
    for (int i = 0; i < OCCUPATION_COUNT; i++)
        traits[3].names[i] = words_occupation((enum survey_occupation)i);
    page_need(pages, height + 60);
    page_line(pages, &section_look, _("sr_traits", "Who answered"));
    pages->y += 8;
    for (int i = 0; i < TRAITS; i++)
        draw_trait(pages, &traits[i], report->ikm.n,
                   pages->format->margin + i * (width + TRAIT_GAP), width);
    pages->y += height + SECTION_GAP;
}

enum { PLAN_ROW = 168, PLAN_LINES = 3, PLAN_WRITTEN = 4, PLAN_COLUMNS = 7 };

/* Lines to write on, in the columns that wait for a hand; the row's own rule is the last. */
static void rule_plan(struct pages *pages, const struct page_table *table)
{
    int x = pages->format->margin;

    for (int column = 0; column < PLAN_COLUMNS; column++) {
        for (int i = 1; i < PLAN_LINES && column >= PLAN_WRITTEN; i++)
            page_box(pages, INK_HAIR, x + 9, pages->y - PLAN_ROW + i * PLAN_ROW / PLAN_LINES,
                     table->widths[column] - 18, 2);
        x += table->widths[column];
    }
}

static bool has_ties(const struct ikm *ikm)
{
    for (size_t i = 1; i < ikm->lowest_count; i++) {
        if (ikm->elements[ikm->lowest[i]].rank == ikm->elements[ikm->lowest[i - 1]].rank)
            return true;
    }
    return false;
}

static void add_plan(struct pages *pages, const struct survey_sheet *sheet)
{
    const struct ikm *ikm = &sheet->report->ikm;
    char again[160];
    struct page_table table = {
        .title = _("sr_lowest", "The lowest elements and the follow-up plan (RTL)"),
        .columns = PLAN_COLUMNS,
        .heads = {_("sr_rank", "Rank"), _("sp_element", "Service element"), _("sr_value", "Value"),
                  _("sp_quality", "Grade"), _("sr_plan", "Cause and follow-up plan"),
                  _("sr_who", "Who is in charge"), _("sr_when", "When")},
        .widths = {100, 340, 120, 110, 0, 330, 220},
        .aligns = {PAGE_CENTRE, PAGE_LEFT, PAGE_RIGHT, PAGE_CENTRE},
        .wide = PLAN_WRITTEN,
        .row_height = PLAN_ROW,
    };

    if (!ikm->has_index)
        return;
    page_again(again, sizeof(again), table.title);
    table.again = again;
    page_table_measure(pages, &table);
    for (size_t i = 0; i < ikm->lowest_count; i++) {
        const struct ikm_element *element = &ikm->elements[ikm->lowest[i]];
        char rank[CELL_TEXT], name[NAME_TEXT], value[CELL_TEXT];
        const char grade[2] = {ikm_grade_letter(element->grade), '\0'};

        text_format(rank, sizeof(rank), "%d", element->rank);
        text_format(name, sizeof(name), "U%d %s",
                    survey_element_number(ikm->lowest[i], sheet->paper->numbering),
                    words_element(ikm->lowest[i], sheet->questionnaire));
        words_centi(value, sizeof(value), element->index_centi);
        page_table_row(pages, &table, (const char *[CELLS_MOST]){rank, name, value, grade}, false);
        rule_plan(pages, &table);
    }
    pages->y += 12;
    if (has_ties(ikm))
        page_note(
            pages,
            _("sr_ties",
              "Equal elements share a rank; those equal to the third lowest are listed too."));
}

void survey_draw_recap(struct pages *pages, const void *sheet)
{
    add_head(pages, sheet);
    add_figures(pages, sheet);
    sheet_charts(pages, sheet);
    add_notes(pages, sheet);
    add_breakdown(pages, sheet);
    add_traits(pages, sheet);
    add_plan(pages, sheet);
}
