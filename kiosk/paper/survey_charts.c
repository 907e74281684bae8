/* The recap's charts: the nine elements as bars, and the index over periods as a line. */
#include "page_chart.h"
#include "survey_sheet.h"

#include "words/survey.h"
#include "words/words.h"

#include <assert.h>

enum {
    CHART_HEIGHT = 640,
    CHART_GAP = 72,
    SECTION_GAP = 40,
    INDEX_LEAST = 2500,
    INDEX_MOST = 10000,
    CELL_TEXT = 48,
    NAME_TEXT = TICKET_NAME_TEXT,
};

static const enum ikm_grade guide_grades[] = {GRADE_C, GRADE_B, GRADE_A};
static_assert((int)ARRAY_LEN(guide_grades) + 2 <= (int)GUIDES_MOST, "the scale has room too");

/* Where the grades begin; the texts are filled into `texts`. */
static void add_guides(struct page_chart *chart, bool has_letters,
                       char texts[GUIDES_MOST][CHART_TEXT])
{
    for (size_t i = 0; i < ARRAY_LEN(guide_grades); i++) {
        int bound = ikm_grade_least(guide_grades[i]);
        char number[CELL_TEXT];

        words_centi(number, sizeof(number), bound);
        if (has_letters)
            text_format(texts[i], CHART_TEXT, "%c ≥ %s", ikm_grade_letter(guide_grades[i]), number);
        else
            text_copy(texts[i], CHART_TEXT, number);
        chart->guides[i] = (struct chart_guide){bound, texts[i]};
    }
    chart->guide_count = ARRAY_LEN(guide_grades);
}

/* Where all nine are equal none is low. */
static bool is_among_lowest(const struct ikm *ikm, enum survey_element element)
{
    for (size_t i = 0; i < ikm->lowest_count && ikm->lowest_count < ELEMENT_COUNT; i++) {
        if (ikm->lowest[i] == element)
            return true;
    }
    return false;
}

static void draw_elements(struct pages *pages, const struct survey_sheet *sheet, int x, int width)
{
    const struct ikm *ikm = &sheet->report->ikm;
    char guides[GUIDES_MOST][CHART_TEXT], labels[ELEMENT_COUNT][NAME_TEXT];
    struct chart_bar bars[ELEMENT_COUNT] = {0};
    struct page_chart chart = {
        .title = _("sr_elements", "Value of each element, 25 to 100 (yellow: the lowest)"),
        .x = x,
        .width = width,
        .height = CHART_HEIGHT,
        .least = INDEX_LEAST,
        .most = INDEX_MOST,
        .bands = {"D", "C", "B", "A"}};

    add_guides(&chart, false, guides);
    for (int number = 1; number <= ELEMENT_COUNT; number++) {
        enum survey_element element = sheet_element(sheet, number);
        struct chart_bar *bar = &bars[number - 1];

        text_format(labels[number - 1], NAME_TEXT, "U%d %s", number,
                    sheet_element_name(sheet, number));
        bar->label = labels[number - 1];
        text_copy(bar->figure, CHART_TEXT, "–");
        if (!ikm->has_index)
            continue;
        bar->value = ikm->elements[element].index_centi;
        bar->is_marked = is_among_lowest(ikm, element);
        words_centi(bar->figure, CHART_TEXT, bar->value);
    }
    page_bars(pages, &chart, bars, ELEMENT_COUNT);
}

/* A chart from 25 on would press all offices' lines together at its top. */
static int trend_least(const struct survey_report *report)
{
    enum { STEP = 1000 };
    int least = INDEX_MOST;

    for (size_t i = 0; i < report->trend_count; i++) {
        const struct ikm *ikm = &report->trend[i].ikm;

        if (ikm->has_index && ikm->index_centi < least)
            least = ikm->index_centi;
    }
    least = (least - STEP / 2) / STEP * STEP;
    return least < INDEX_LEAST ? INDEX_LEAST : least;
}

static void draw_trend(struct pages *pages, const struct survey_sheet *sheet, int x, int width)
{
    const struct survey_report *report = sheet->report;
    char guides[GUIDES_MOST][CHART_TEXT], bottom[CHART_TEXT], top[CHART_TEXT], number[CELL_TEXT];
    struct chart_point points[SURVEY_TREND_MOST] = {0};
    struct page_chart chart = {.title = _("sr_trend", "Trend of the IKM value"),
                               .x = x,
                               .width = width,
                               .height = CHART_HEIGHT,
                               .least = trend_least(report),
                               .most = INDEX_MOST};

    add_guides(&chart, true, guides);
    words_centi(bottom, sizeof(bottom), chart.least);
    words_centi(top, sizeof(top), chart.most);
    chart.guides[chart.guide_count++] = (struct chart_guide){chart.least, bottom};
    chart.guides[chart.guide_count++] = (struct chart_guide){chart.most, top};
    for (size_t i = 0; i < report->trend_count; i++) {
        const struct ikm *ikm = &report->trend[i].ikm;

        words_period_brief(points[i].label, CHART_TEXT, &report->trend[i].period);
        words_count(number, sizeof(number), ikm->n);
        text_fill(points[i].note, CHART_TEXT, _("sr_n", "n = {n}"), "n", number, NULL);
        words_index(points[i].figure, CHART_TEXT, ikm);
        points[i].value = ikm->has_index ? ikm->index_centi : chart.least;
        points[i].is_gap = !ikm->has_index;
    }
    page_trend(pages, &chart, points, report->trend_count);
}

void sheet_charts(struct pages *pages, const struct survey_sheet *sheet)
{
    const int x = pages->format->margin, content = page_content(pages);
    const int half = (content - CHART_GAP) / 2;
    const bool has_trend = sheet->report->trend_count > 1;

    if (!has_trend && !sheet->report->ikm.has_index)
        return;
    page_need(pages, CHART_HEIGHT);
    draw_elements(pages, sheet, x, has_trend ? half : content);
    if (has_trend)
        draw_trend(pages, sheet, x + half + CHART_GAP, half);
    pages->y += CHART_HEIGHT + SECTION_GAP;
}
