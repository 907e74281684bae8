/* Bars and a line. */
#include "page_chart.h"

#include <assert.h>

enum {
    TITLE_GAP = 14,
    LABEL_WIDTH = 360,
    FIGURE_WIDTH = 150,
    AXIS_HEIGHT = 74,
    BAR_SHARE = 62, /* of a row, in hundredths */
    POINT_RADIUS = 9,
    LINE_WIDTH = 5,
    FIGURE_GAP = 14,
    AXIS_LEAST = 11,
    POINT_GAP = 18,
};

/* Where the values are drawn. */
struct plot {
    int x, y, width, height;
};

static const struct page_text title_look = {32, FONT_BOLD, INK_PRIMARY, PAGE_LEFT};
static const struct page_text label_look = {24, FONT_SEMIBOLD, INK_TEXT, PAGE_LEFT};
static const struct page_text figure_look = {24, FONT_BOLD, INK_TEXT, PAGE_LEFT};
static const struct page_text band_look = {22, FONT_BOLD, INK_PRIMARY, PAGE_CENTRE};
static const struct page_text axis_look = {19, FONT_SEMIBOLD, INK_SOFT, PAGE_CENTRE};

static int title_height(struct pages *pages, const struct page_chart *chart)
{
    return page_text(pages, &title_look, chart->title, chart->x, pages->y, chart->width)
           + TITLE_GAP;
}

static int scaled(const struct page_chart *chart, int value, int length)
{
    int64_t part = value < chart->least ? 0 : value - chart->least;

    return (int)(part * length / (chart->most - chart->least));
}

/* A line of the axis that is as small as its room asks. */
static int axis_text(struct pages *pages, const char *text, int x, int y, int width)
{
    struct page_text look = axis_look;

    look.px = page_fit_px(&look, text, width, look.px * 3 / 2, AXIS_LEAST);
    return page_text(pages, &look, text, x, y, width);
}

static void bar_guides(struct pages *pages, const struct page_chart *chart, const struct plot *plot)
{
    enum { LABEL = 84 };
    const int below = plot->y + plot->height + 6;
    int from = plot->x;

    for (size_t i = 0; i <= chart->guide_count; i++) {
        bool is_last = i == chart->guide_count;
        int x = is_last ? plot->x + plot->width
                        : plot->x + scaled(chart, chart->guides[i].value, plot->width);

        if (chart->bands[i])
            page_text(pages, &band_look, chart->bands[i], from, below + 24, x - from);
        from = x;
        if (is_last)
            break;
        page_box(pages, INK_HAIR, x, plot->y, 2, plot->height);
        axis_text(pages, chart->guides[i].label, x - LABEL / 2, below, LABEL);
    }
}

/* The label's lines stand in the middle of the row, whatever their number. */
static void draw_bar(struct pages *pages, const struct page_chart *chart,
                     const struct chart_bar *bar, const struct plot *row)
{
    const int label_width = row->x - chart->x - 16;
    struct page_text look = label_look;
    int thick = row->height * BAR_SHARE / 100;
    int length = scaled(chart, bar->value, row->width);
    int height;

    look.px = page_fit_px(&look, bar->label, label_width, row->height, 14);
    height = page_text_height(&look, bar->label, label_width);
    page_text(pages, &look, bar->label, chart->x, row->y + (row->height - height) / 2, label_width);
    page_box(pages, bar->is_marked ? INK_ACCENT : INK_PRIMARY, row->x,
             row->y + (row->height - thick) / 2, length, thick);
    height = page_text_height(&figure_look, bar->figure, FIGURE_WIDTH);
    page_text(pages, &figure_look, bar->figure, row->x + row->width + FIGURE_GAP,
              row->y + (row->height - height) / 2, FIGURE_WIDTH - FIGURE_GAP);
}

void page_bars(struct pages *pages, const struct page_chart *chart, const struct chart_bar *bars,
               size_t count)
{
    int top = title_height(pages, chart);
    struct plot plot = {chart->x + LABEL_WIDTH, pages->y + top,
                        chart->width - LABEL_WIDTH - FIGURE_WIDTH,
                        chart->height - top - AXIS_HEIGHT};
    struct plot row = plot;

    assert(count > 0 && chart->guide_count <= GUIDES_MOST);
    bar_guides(pages, chart, &plot);
    row.height = plot.height / (int)count;
    for (size_t i = 0; i < count; i++) {
        draw_bar(pages, chart, &bars[i], &row);
        row.y += row.height;
    }
    page_box(pages, INK_SOFT, plot.x, plot.y, 2, plot.height);
}

static int height_of(const struct page_chart *chart, const struct plot *plot, int value)
{
    return plot->y + plot->height - scaled(chart, value, plot->height);
}

static void trend_guides(struct pages *pages, const struct page_chart *chart,
                         const struct plot *plot)
{
    struct page_text look = axis_look;

    look.align = PAGE_RIGHT;
    for (size_t i = 0; i < chart->guide_count; i++) {
        int y = height_of(chart, plot, chart->guides[i].value);
        int height = page_text_height(&look, chart->guides[i].label, plot->x - chart->x - 12);

        if (chart->guides[i].value < chart->least)
            continue;
        page_box(pages, INK_HAIR, plot->x, y, plot->width, 2);
        page_text(pages, &look, chart->guides[i].label, chart->x, y - height / 2,
                  plot->x - chart->x - 12);
    }
}

static int point_x(const struct plot *plot, size_t i, size_t count)
{
    return plot->x + (int)((2 * i + 1) * (size_t)plot->width / (2 * count));
}

static void draw_line(struct pages *pages, const struct page_chart *chart, const struct plot *plot,
                      const struct chart_point *points, size_t count)
{
    page_ink(pages, INK_PRIMARY);
    cairo_new_path(pages->cr);
    cairo_set_line_width(pages->cr, LINE_WIDTH);
    cairo_set_line_join(pages->cr, CAIRO_LINE_JOIN_ROUND);
    for (size_t i = 0; i < count; i++) {
        int x = point_x(plot, i, count), y = height_of(chart, plot, points[i].value);

        if (points[i].is_gap)
            continue;
        if (i == 0 || points[i - 1].is_gap)
            cairo_move_to(pages->cr, x, y);
        else
            cairo_line_to(pages->cr, x, y);
    }
    cairo_stroke(pages->cr);
}

static bool is_above(const struct chart_point *points, size_t count, size_t i, int value)
{
    return i >= count || points[i].is_gap || points[i].value > value;
}

/* A figure stands on the side of its point that the line leaves free. */
static bool is_valley(const struct chart_point *points, size_t count, size_t i)
{
    const int value = points[i].value;
    bool has_before = i > 0 && !points[i - 1].is_gap;
    bool has_after = i + 1 < count && !points[i + 1].is_gap;

    return (has_before || has_after) && (i == 0 || is_above(points, count, i - 1, value))
           && is_above(points, count, i + 1, value);
}

static void draw_figure(struct pages *pages, const struct plot *plot,
                        const struct chart_point *point, int x, int y, bool is_below)
{
    const int room = plot->width;
    struct page_text look = figure_look;
    int height, width, above;

    look.align = PAGE_CENTRE;
    look.px = page_fit_px(&look, point->figure, room, look.px * 3 / 2, AXIS_LEAST);
    height = page_text_height(&look, point->figure, room);
    above = y - height - POINT_GAP;
    is_below = is_below && y + POINT_GAP + height < plot->y + plot->height;
    y = is_below || above < plot->y ? y + POINT_GAP : above;
    width = page_word_width(&look, point->figure) + 8;
    page_box(pages, INK_WHITE, x - width / 2, y, width, height); /* guides stop beside it */
    page_text(pages, &look, point->figure, x - room / 2, y, room);
}

/* `slot` is the part of the plot that the point has to itself. */
static void draw_point(struct pages *pages, const struct plot *slot,
                       const struct chart_point *point, int y, bool is_below, bool is_last)
{
    const int x = slot->x + slot->width / 2;
    int label_y = slot->y + slot->height + 8;

    label_y += page_text(pages, &axis_look, point->label, slot->x, label_y, slot->width);
    axis_text(pages, point->note, slot->x, label_y, slot->width);
    if (point->is_gap)
        return;
    page_ink(pages, is_last ? INK_ACCENT : INK_PRIMARY);
    cairo_new_path(pages->cr);
    cairo_arc(pages->cr, x, y, is_last ? POINT_RADIUS * 3 / 2.0 : POINT_RADIUS, 0,
              6.283185307179586);
    cairo_fill(pages->cr);
    draw_figure(pages, slot, point, x, y, is_below);
}

void page_trend(struct pages *pages, const struct page_chart *chart,
                const struct chart_point *points, size_t count)
{
    enum { SCALE_WIDTH = 120 };
    int top = title_height(pages, chart);
    struct plot plot = {chart->x + SCALE_WIDTH, pages->y + top, chart->width - SCALE_WIDTH,
                        chart->height - top - AXIS_HEIGHT};

    assert(count > 0 && chart->guide_count <= GUIDES_MOST);
    trend_guides(pages, chart, &plot);
    page_box(pages, INK_SOFT, plot.x, plot.y + plot.height, plot.width, 2);
    draw_line(pages, chart, &plot, points, count);
    for (size_t i = 0; i < count; i++) {
        struct plot slot = plot;

        slot.width = plot.width / (int)count;
        slot.x = point_x(&plot, i, count) - slot.width / 2;
        draw_point(pages, &slot, &points[i], height_of(chart, &plot, points[i].value),
                   is_valley(points, count, i), i + 1 == count);
    }
}
