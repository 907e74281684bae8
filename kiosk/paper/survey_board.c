/* The publication board: the index, who gave it, and thanks, on one page for the wall. */
#include "rows.h"
#include "survey_sheet.h"

#include "words/survey.h"
#include "words/words.h"

#include <assert.h>

enum {
    PANEL_TOP = 88,
    BAND_HEIGHT = 90,
    BAND_TRIANGLES = 16,
    CARD_TOP = 832,
    CARD_BOTTOM = 1888,
    CARD_GAP = 32,
    CARD_PAD = 44,
    INDEX_WIDTH = 700,
    RADIUS = 28,
    TEXT_LEAST = 24,
    COUNT_TEXT = 48,
};

/* A card's inside; `y` is where the next text goes. */
struct area {
    int x, y, width;
    int percent; /* of the designed sizes */
};

static const struct page_text label_look = {32, FONT_BOLD, INK_PRIMARY, PAGE_LEFT};
static const struct page_text value_look = {52, FONT_BOLD, INK_TEXT, PAGE_LEFT};
static const struct page_text small_look = {40, FONT_SEMIBOLD, INK_TEXT, PAGE_LEFT};

static void rounded(struct pages *pages, int x, int y, int width, int height)
{
    const double quarter = 1.5707963267948966;

    cairo_new_path(pages->cr);
    cairo_arc(pages->cr, x + width - RADIUS, y + RADIUS, RADIUS, -quarter, 0);
    cairo_arc(pages->cr, x + width - RADIUS, y + height - RADIUS, RADIUS, 0, quarter);
    cairo_arc(pages->cr, x + RADIUS, y + height - RADIUS, RADIUS, quarter, 2 * quarter);
    cairo_arc(pages->cr, x + RADIUS, y + RADIUS, RADIUS, 2 * quarter, 3 * quarter);
    cairo_close_path(pages->cr);
}

/* A text as large as its box allows; returns the height. */
static int fitted(struct pages *pages, const struct page_text *look, const char *text,
                  const struct area *area, int height)
{
    struct page_text smaller = *look;

    smaller.px = page_fit_px(look, text, area->width, height, TEXT_LEAST);
    return page_text(pages, &smaller, text, area->x, area->y, area->width);
}

static void draw_panel(struct pages *pages, const struct survey_sheet *sheet)
{
    static const struct page_text title_look = {116, FONT_BOLD, INK_WHITE, PAGE_LEFT};
    static const struct page_text office_look = {48, FONT_BOLD, INK_WHITE, PAGE_LEFT};
    static const struct page_text period_look = {44, FONT_BOLD, INK_ACCENT, PAGE_LEFT};
    const int width = pages->format->width, bottom = CARD_TOP - 56;
    struct area area = {pages->format->margin, PANEL_TOP, page_content(pages), 100};
    char period[128];

    page_box(pages, INK_DARK, 0, 0, width, bottom);
    page_ink(pages, INK_ACCENT);
    draw_tumpal(pages->cr, 0, bottom - BAND_HEIGHT, width, BAND_HEIGHT, BAND_TRIANGLES);
    area.y +=
        fitted(pages, &title_look, _("sb_title", "PUBLIC SATISFACTION INDEX (IKM)"), &area, 270);
    area.y += 28;
    area.y += fitted(pages, &office_look, office_title(&sheet->catalog->office, sheet->paper->lang),
                     &area, 130);
    area.y += 16;
    words_period_name(period, sizeof(period), &sheet->report->period);
    fitted(pages, &period_look, period, &area, 64);
}

static void draw_grade(struct pages *pages, const struct ikm *ikm, const struct area *area)
{
    enum { DISC = 168, GAP = 28 };
    static const struct page_text letter_look = {120, FONT_BOLD, INK_DARK, PAGE_CENTRE};
    static const struct page_text word_label_look = {30, FONT_SEMIBOLD, INK_MINT, PAGE_LEFT};
    static const struct page_text word_look = {56, FONT_BOLD, INK_WHITE, PAGE_LEFT};
    const char letter[2] = {ikm_grade_letter(ikm->grade), '\0'};
    struct area words = {area->x + DISC + GAP, area->y + 28, area->width - DISC - GAP, 100};
    int height = page_text_height(&letter_look, letter, DISC);

    page_ink(pages, INK_ACCENT);
    cairo_new_path(pages->cr);
    cairo_arc(pages->cr, area->x + DISC / 2.0, area->y + DISC / 2.0, DISC / 2.0, 0,
              6.283185307179586);
    cairo_fill(pages->cr);
    page_text(pages, &letter_look, letter, area->x, area->y + (DISC - height) / 2, DISC);
    words.y += page_text(pages, &word_label_look, _("sb_quality", "Grade of service"), words.x,
                         words.y, words.width);
    fitted(pages, &word_look, words_grade(ikm->grade), &words, 80);
}

static void draw_index(struct pages *pages, const struct survey_sheet *sheet)
{
    static const struct page_text name_look = {52, FONT_BOLD, INK_WHITE, PAGE_LEFT};
    static const struct page_text index_look = {240, FONT_BOLD, INK_WHITE, PAGE_LEFT};
    static const struct page_text none_look = {48, FONT_BOLD, INK_WHITE, PAGE_LEFT};
    static const struct page_text note_look = {28, FONT_SEMIBOLD, INK_MINT, PAGE_LEFT};
    const struct ikm *ikm = &sheet->report->ikm;
    struct area area = {pages->format->margin + CARD_PAD, CARD_TOP + CARD_PAD,
                        INDEX_WIDTH - 2 * CARD_PAD, 100};
    char index[COUNT_TEXT];

    page_ink(pages, INK_PRIMARY);
    rounded(pages, pages->format->margin, CARD_TOP, INDEX_WIDTH, CARD_BOTTOM - CARD_TOP);
    cairo_fill(pages->cr);
    area.y += page_text(pages, &name_look, _("sb_index", "IKM VALUE"), area.x, area.y, area.width);
    area.y += 130;
    words_index(index, sizeof(index), ikm);
    area.y += fitted(pages, &index_look, index, &area, 320);
    area.y += 60;
    if (ikm->has_index)
        draw_grade(pages, ikm, &area);
    else
        page_text(pages, &none_look, _("sb_none", "No data yet"), area.x, area.y, area.width);
    if (ikm->has_index && ikm->n < IKM_PUBLISHED_FROM) {
        const char *note =
            _("sb_few", "Fewer than 30 respondents: the value may still change much.");

        area.y = CARD_BOTTOM - CARD_PAD - page_text_height(&note_look, note, area.width);
        page_text(pages, &note_look, note, area.x, area.y, area.width);
    }
}

static void put(struct pages *pages, const struct page_text *look, const char *text,
                struct area *area)
{
    struct page_text scaled = *look;

    scaled.px = look->px * area->percent / 100;
    area->y += page_text(pages, &scaled, text, area->x, area->y, area->width);
}

static void gap(struct area *area, int dots)
{
    area->y += dots * area->percent / 100;
}

/* Where a count stands: in one of two columns; the last one alone in its line has both. */
static struct area count_cell(const struct area *area, size_t i, size_t count)
{
    struct area cell = *area;

    cell.x = area->x + (i % 2 ? area->width / 2 : 0);
    cell.width = i % 2 == 0 && i + 1 == count ? area->width : area->width / 2 - 8;
    return cell;
}

/* "SMA = 56", each on one line and all of one size. What nobody is, is told too: the board has all
 * levels. */
static void put_counts(struct pages *pages, struct area *area, const char *const names[],
                       const int64_t counts[], size_t count)
{
    char lines[EDUCATION_COUNT][128];
    struct page_text look = small_look;
    int height;

    assert(count > 0 && count <= ARRAY_LEN(lines));
    look.px = look.px * area->percent / 100;
    for (size_t i = 0; i < count; i++) {
        const struct area cell = count_cell(area, i, count);
        char number[COUNT_TEXT];

        words_count(number, sizeof(number), counts[i]);
        text_fill(lines[i], sizeof(lines[i]), _("sb_count", "{name} = {n}"), "name", names[i], "n",
                  number, NULL);
        look.px = page_fit_px(&look, lines[i], cell.width, look.px * 3 / 2, TEXT_LEAST);
    }
    height = page_text_height(&look, lines[0], area->width) + 4;
    for (size_t i = 0; i < count; i++) {
        const struct area cell = count_cell(area, i, count);

        page_text(pages, &look, lines[i], cell.x, cell.y + (int)(i / 2) * height, cell.width);
    }
    area->y += (int)((count + 1) / 2) * height;
}

/* Who skipped stands last, and only where somebody did. */
static size_t shown_parts(const int64_t counts[], size_t count)
{
    return counts[0] > 0 ? count : count - 1;
}

static void put_genders(struct pages *pages, const struct survey_sheet *sheet, struct area *area)
{
    const int64_t *genders = sheet->report->genders;
    const char *const names[] = {_("sb_male", "M"), _("sb_female", "F"),
                                 words_gender(GENDER_SKIPPED)};
    const int64_t counts[] = {genders[GENDER_MALE], genders[GENDER_FEMALE],
                              genders[GENDER_SKIPPED]};

    put(pages, &label_look, _("sb_sex", "SEX"), area);
    put_counts(pages, area, names, counts, shown_parts(genders, GENDER_COUNT));
}

static void put_educations(struct pages *pages, const struct survey_sheet *sheet, struct area *area)
{
    const int64_t *educations = sheet->report->educations;
    const char *names[EDUCATION_COUNT];
    int64_t counts[EDUCATION_COUNT];

    for (int i = 0; i < EDUCATION_COUNT; i++) { /* the skipped come last */
        int part = (i + 1) % EDUCATION_COUNT;

        names[i] = words_education((enum survey_education)part);
        counts[i] = educations[part];
    }
    put(pages, &label_look, _("sb_education", "EDUCATION"), area);
    put_counts(pages, area, names, counts, shown_parts(educations, EDUCATION_COUNT));
}

static void put_total(struct pages *pages, const struct survey_sheet *sheet, struct area *area)
{
    const int64_t n = sheet->report->ikm.n;
    char number[COUNT_TEXT], line[128];

    words_count(number, sizeof(number), n);
    text_fill(line, sizeof(line),
              N_("sb_total", "TOTAL = {n} person", "TOTAL = {n} people", (unsigned long)n), "n",
              number, NULL);
    put(pages, &label_look, _("sb_respondents", "RESPONDENTS"), area);
    put(pages, &value_look, line, area);
}

static void put_facts(struct pages *pages, const struct survey_sheet *sheet, struct area *area)
{
    enum { SECTION = 26, SERVICE_HEIGHT = 280, ONE_LINE = 56 };
    char days[128];

    put(pages, &label_look, _("sb_service", "SERVICE"), area);
    area->y += fitted(pages, &value_look, sheet_service(sheet), area, SERVICE_HEIGHT);
    gap(area, SECTION);
    put_total(pages, sheet, area);
    gap(area, SECTION / 2);
    put_genders(pages, sheet, area);
    gap(area, SECTION);
    put_educations(pages, sheet, area);
    gap(area, SECTION);
    words_period_days(days, sizeof(days), &sheet->report->period);
    put(pages, &label_look, _("sb_period", "PERIOD OF THE SURVEY"), area);
    area->y += fitted(pages, &small_look, days, area, ONE_LINE);
}

/* Where the texts of that size end: drawn where nothing can be seen. */
static int facts_bottom(struct pages *pages, const struct survey_sheet *sheet, struct area area)
{
    cairo_save(pages->cr);
    cairo_new_path(pages->cr);
    cairo_clip(pages->cr);
    put_facts(pages, sheet, &area);
    cairo_restore(pages->cr);
    return area.y;
}

static void draw_facts(struct pages *pages, const struct survey_sheet *sheet)
{
    enum { MOST = 116, SMALLER = 4, LEAST = 48 };
    const int x = pages->format->margin + INDEX_WIDTH + CARD_GAP;
    const int width = pages->format->width - pages->format->margin - x;
    struct area area = {x + CARD_PAD, CARD_TOP + CARD_PAD, width - 2 * CARD_PAD, MOST};

    page_ink(pages, INK_TINT);
    rounded(pages, x, CARD_TOP, width, CARD_BOTTOM - CARD_TOP);
    cairo_fill(pages->cr);
    while (area.percent > LEAST && facts_bottom(pages, sheet, area) > CARD_BOTTOM - CARD_PAD)
        area.percent -= SMALLER;
    put_facts(pages, sheet, &area);
}

static void draw_thanks(struct pages *pages, const struct survey_sheet *sheet)
{
    static const struct page_text thanks_look = {38, FONT_BOLD, INK_DARK, PAGE_CENTRE};
    static const struct page_text source_look = {24, FONT_SEMIBOLD, INK_SOFT, PAGE_CENTRE};
    const struct page_format *format = pages->format;
    struct area area = {format->margin, CARD_BOTTOM + 44, page_content(pages), 100};
    const struct questionnaire *questionnaire = sheet->questionnaire;

    area.y += fitted(pages, &thanks_look,
                     _("sb_thanks", "THANK YOU FOR YOUR RATING. YOUR FEEDBACK HELPS US TO KEEP "
                                    "IMPROVING THE QUALITY OF SERVICE FOR THE PUBLIC."),
                     &area, 150);
    area.y += 16;
    if (questionnaire)
        page_text(pages, &source_look, words_in(&questionnaire->source, sheet->paper->lang), area.x,
                  area.y, area.width);
    page_box(pages, INK_DARK, 0, format->height - 60, format->width, 60);
    page_ink(pages, INK_DARK);
    draw_tumpal(pages->cr, 0, format->height - 60 - BAND_HEIGHT, format->width, BAND_HEIGHT,
                BAND_TRIANGLES);
}

void survey_draw_board(struct pages *pages, const void *sheet)
{
    draw_panel(pages, sheet);
    draw_index(pages, sheet);
    draw_facts(pages, sheet);
    draw_thanks(pages, sheet);
}
