/* Heads, figures and notes. */
#include "page_parts.h"

#include "rows.h"

#include "words/words.h"

#include <assert.h>

enum {
    BOX_GAP = 16,
    BOX_PAD = 14,
    FIGURE_PX = 56,
    FIGURE_LEAST_PX = 24,
    BAND_HEIGHT = 30,
    MADE_WIDTH = 600,
    DOTS_PER_TRIANGLE = 45
};

static const struct page_text office_look = {34, FONT_BOLD, INK_TEXT, PAGE_LEFT};
static const struct page_text address_look = {24, FONT_SEMIBOLD, INK_SOFT, PAGE_LEFT};
static const struct page_text title_look = {60, FONT_BOLD, INK_PRIMARY, PAGE_LEFT};
static const struct page_text date_look = {38, FONT_BOLD, INK_TEXT, PAGE_LEFT};
static const struct page_text note_look = {24, FONT_SEMIBOLD, INK_SOFT, PAGE_LEFT};
static const struct page_text figure_look = {FIGURE_PX, FONT_BOLD, INK_TEXT, PAGE_CENTRE};
static const struct page_text label_look = {21, FONT_SEMIBOLD, INK_SOFT, PAGE_CENTRE};

const char *office_title(const struct office *office, const char *lang)
{
    const char *name = words_in(&office->full_name, lang);

    return name ? name : words_in(&office->name, lang);
}

static void fill_made(char *out, size_t size, const struct page_head *head)
{
    enum zone zone = head->catalog->office.zone;
    char made[128], zoned[160];

    words_date_time(made, sizeof(made), head->made_ms, zone_offset_min(zone));
    text_format(zoned, sizeof(zoned), "%s %s", made, zone_name(zone));
    text_fill(out, size, _("rp_made", "Made {time}"), "time", zoned, NULL);
}

void page_head(struct pages *pages, const struct page_head *head)
{
    const struct office *office = &head->catalog->office;
    const int content = page_content(pages), margin = pages->format->margin;
    struct page_text right = note_look;
    char made[WORDS_LINE];
    int made_height, state_height;

    page_line(pages, &office_look, office_title(office, head->lang));
    page_line(pages, &address_look, words_in(&office->address, head->lang));
    pages->y += 18;
    page_ink(pages, INK_PRIMARY);
    draw_tumpal(pages->cr, margin, pages->y, content, BAND_HEIGHT, content / DOTS_PER_TRIANGLE);
    pages->y += BAND_HEIGHT + 24;
    page_line(pages, &title_look, head->title);
    page_line(pages, &date_look, head->period);
    pages->y += 6;
    fill_made(made, sizeof(made), head);
    right.align = PAGE_RIGHT;
    made_height =
        page_text(pages, &right, made, margin + content - MADE_WIDTH, pages->y, MADE_WIDTH);
    state_height =
        page_text(pages, &note_look, head->state, margin, pages->y, content - MADE_WIDTH);
    pages->y += (made_height > state_height ? made_height : state_height) + 26;
}

static int figure_px(const struct page_figure *figure, int width)
{
    return page_fit_px(&figure_look, figure->figure, width - BOX_PAD, FIGURE_PX * 4 / 3,
                       FIGURE_LEAST_PX);
}

/* All of a row have one size: that of the longest. */
static int row_px(const struct page_figure *figures, size_t count, int width)
{
    int least = FIGURE_PX;

    for (size_t i = 0; i < count; i++) {
        int px = figure_px(&figures[i], width);

        least = px < least ? px : least;
    }
    return least;
}

static int labels_height(const struct page_figure *figures, size_t count, int width)
{
    int tallest = 0;

    for (size_t i = 0; i < count; i++) {
        int height = page_text_height(&label_look, figures[i].label, width - 8);

        tallest = height > tallest ? height : tallest;
    }
    return tallest;
}

void page_figures(struct pages *pages, const struct page_figure *figures, size_t count)
{
    int width = (page_content(pages) - ((int)count - 1) * BOX_GAP) / (int)count;
    struct page_text look = figure_look;
    int figure_height, height;

    assert(count > 0 && count <= FIGURES_MOST);
    look.px = row_px(figures, count, width);
    figure_height = page_text_height(&look, figures[0].figure, width);
    height = 2 * BOX_PAD + figure_height + labels_height(figures, count, width);
    page_need(pages, height);
    for (size_t i = 0; i < count; i++) {
        int x = pages->format->margin + (int)i * (width + BOX_GAP);
        int y = pages->y + BOX_PAD;

        page_box(pages, INK_TINT, x, pages->y, width, height);
        page_text(pages, &look, figures[i].figure, x, y, width);
        page_text(pages, &label_look, figures[i].label, x + 4, y + figure_height, width - 8);
    }
    pages->y += height + 10;
}

void page_note(struct pages *pages, const char *text)
{
    if (!text || !*text)
        return;
    page_need(pages, page_text_height(&note_look, text, page_content(pages)));
    page_line(pages, &note_look, text);
    pages->y += 6;
}

void page_again(char *out, size_t size, const char *title)
{
    text_fill(out, size, _("rp_again", "{title} (continued)"), "title", title, NULL);
}
