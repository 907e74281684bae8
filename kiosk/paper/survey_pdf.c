/* The survey's documents: which one, and what they share. */
#include "survey_sheet.h"

#include "words/survey.h"
#include "words/words.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *key;
    enum page_paper paper;
    bool has_foot;
    void (*draw)(struct pages *pages, const void *sheet);
} kinds[] = {
    [SURVEY_PROCESSING] = {"pengolahan", PAPER_A4_TALL, true, survey_draw_processing},
    [SURVEY_BOARD] = {"papan", PAPER_A4_TALL, false, survey_draw_board},
    [SURVEY_BOARD_A3] = {"papan-a3", PAPER_A3_TALL, false, survey_draw_board},
    [SURVEY_RECAP] = {"rekap", PAPER_A4_WIDE, true, survey_draw_recap},
};
static_assert(ARRAY_LEN(kinds) == SURVEY_PAGE_COUNT, "every document is drawn");

bool survey_page_from_key(const char *key, enum survey_page *out)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (strcmp(kinds[i].key, key) == 0) {
            *out = (enum survey_page)i;
            return true;
        }
    }
    return false;
}

enum survey_element sheet_element(const struct survey_sheet *sheet, int number)
{
    return survey_element_of_number(number, sheet->paper->numbering);
}

const char *sheet_element_name(const struct survey_sheet *sheet, int number)
{
    return words_element(sheet_element(sheet, number), sheet->questionnaire);
}

const char *sheet_service(const struct survey_sheet *sheet)
{
    const struct survey_report *report = sheet->report;
    const struct service *service = catalog_service(sheet->catalog, report->service_id);

    if (report->service_id[0] == '\0')
        return _("sp_all_services", "All services");
    if (service)
        return words_in(&service->name, sheet->paper->lang);
    return report->service_name[0] ? report->service_name : report->service_id;
}

static void draw_grade(struct pages *pages, enum ikm_grade grade, bool is_reached, int x, int width)
{
    enum { HEIGHT = 96, PAD = 12, LETTER = 72 };
    const enum page_ink ink = is_reached ? INK_WHITE : INK_TEXT;
    const struct page_text letter_look = {52, FONT_BOLD, ink, PAGE_CENTRE};
    const struct page_text word_look = {24, FONT_BOLD, ink, PAGE_LEFT};
    const char letter[2] = {ikm_grade_letter(grade), '\0'};
    char span[64];
    int y = pages->y + PAD;

    page_box(pages, is_reached ? INK_PRIMARY : INK_TINT, x, pages->y, width, HEIGHT);
    page_text(pages, &letter_look, letter, x, y, LETTER);
    words_grade_span(span, sizeof(span), grade);
    y += page_text(pages, &word_look, words_grade(grade), x + LETTER, y, width - LETTER);
    page_text(pages, &word_look, span, x + LETTER, y, width - LETTER);
}

void sheet_grades(struct pages *pages, const struct survey_sheet *sheet)
{
    enum { GAP = 12, HEIGHT = 96 };
    const struct ikm *ikm = &sheet->report->ikm;
    int width = (page_content(pages) - (GRADE_COUNT - 1) * GAP) / GRADE_COUNT;

    page_need(pages, HEIGHT);
    for (int i = 0; i < GRADE_COUNT; i++) {
        enum ikm_grade grade = (enum ikm_grade)(GRADE_A - i);

        draw_grade(pages, grade, ikm->has_index && ikm->grade == grade,
                   pages->format->margin + i * (width + GAP), width);
    }
    pages->y += HEIGHT + 16;
}

void sheet_weights(struct pages *pages, const struct survey_sheet *sheet)
{
    char line[WORDS_LINE];

    page_note(pages, words_exact_weight());
    words_other_weight(line, sizeof(line), &sheet->report->sums, sheet->paper->weight);
    page_note(pages, line);
}

bool survey_report_pdf(const struct catalog *catalog, const struct survey_report *report,
                       const struct questionnaire *questionnaire, const struct survey_paper *paper,
                       struct text *out, struct err *err)
{
    AUTO_LANG struct lang_scope scope = lang_enter(paper->lang);
    const struct survey_sheet sheet = {catalog, report, questionnaire, paper};
    char period[128], title[WORDS_LINE];

    assert(paper->page != SURVEY_PROCESSING || report->answers || report->ikm.n == 0);
    words_period_name(period, sizeof(period), &report->period);
    text_format(title, sizeof(title), "%s · %s · %s", words_in(&catalog->office.name, paper->lang),
                _("v_t", "Public Satisfaction Survey"), period);
    return pages_write(&(struct page_document){.paper = kinds[paper->page].paper,
                                               .title = title,
                                               .has_foot = kinds[paper->page].has_foot,
                                               .made_ms = report->made_ms,
                                               .draw = kinds[paper->page].draw,
                                               .context = &sheet},
                       out, err);
}
