/* Inline SVG. All lengths are whole units of a drawing 480 wide. */
#include "chart.h"
#include "html.h"

#include <inttypes.h>

enum {
    WIDTH = 480,
    BAR_LEFT = 160,  /* room for "Penerimaan berkas" on a phone */
    LABEL_TEXT = 24, /* bytes of a bar's label; longer ones are cut */
    BAR_RIGHT = 414,
    BAR_STEP = 30,
    BAR_HIGH = 18,
    GUIDES_HIGH = 24, /* their labels, above the first bar */
    PLOT_LEFT = 44,
    PLOT_RIGHT = 456,
    PLOT_TOP = 30,
    PLOT_HIGH = 190,
    FOOT_HIGH = 34,
    LABEL_WIDE = 78, /* "TW IV 2026" */
    FIGURE_WIDE = 48,
    COLUMN_LABEL_WIDE = 30,
};

static void put_open(struct text *out, const struct chart *chart, int height)
{
    html_fill(out, "<figure class=\"chart\"><figcaption>{}</figcaption>", chart->title);
    text_addf(out, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\"", WIDTH,
              height, WIDTH, height);
    html_fill(out,
              " aria-labelledby=\"{}-judul {}-isi\"><title id=\"{}-judul\">{}</title>"
              "<desc id=\"{}-isi\">{}</desc>",
              chart->id, chart->id, chart->id, chart->title, chart->id, chart->words);
}

static void put_close(struct text *out)
{
    html_mark(out, "</svg></figure>\n");
}

void chart_empty(struct text *out, const struct chart *chart)
{
    html_fill(out,
              "<figure class=\"chart\"><figcaption>{}</figcaption><p class=\"empty\">Belum ada "
              "data</p></figure>\n",
              chart->title);
}

static bool has_points(const struct chart_point *points, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!points[i].is_gap)
            return true;
    }
    return false;
}

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

static void put_words(struct text *out, const char *class_name, enum anchor anchor, int x, int y,
                      const char *words)
{
    static const char *const anchors[] = {"start", "middle", "end"};

    text_addf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\"", x, y, anchors[anchor]);
    html_fill(out, " class=\"{}\">{}</text>", class_name, words);
}

static void put_line(struct text *out, const char *class_name, int x1, int y1, int x2, int y2)
{
    html_fill(out, "<line class=\"{}\"", class_name);
    text_addf(out, " x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", x1, y1, x2, y2);
}

static void put_box(struct text *out, const char *class_name, int x, int y, int width, int height)
{
    if (width <= 0 || height <= 0)
        return;
    html_fill(out, "<rect class=\"{}\"", class_name);
    text_addf(out, " x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", x, y, width, height);
}

/* How far along `length` the value lies, between 0 and `length`. */
static int along(const struct chart *chart, int64_t value, int length)
{
    if (value <= chart->least || chart->most <= chart->least)
        return 0;
    if (value >= chart->most)
        return length;
    return (int)((value - chart->least) * length / (chart->most - chart->least));
}

static int bar_x(const struct chart *chart, int64_t value)
{
    return BAR_LEFT + along(chart, value, BAR_RIGHT - BAR_LEFT);
}

static void put_bar(struct text *out, const struct chart *chart, const struct chart_bar *bar, int y)
{
    int end = bar_x(chart, bar->value);
    int middle = y + BAR_HIGH / 2 + 5;
    char label[LABEL_TEXT];

    text_copy_cut(label, sizeof label, bar->label);
    put_words(out, "label", ANCHOR_END, BAR_LEFT - 8, middle, label);
    put_box(out, bar->is_marked ? "bar marked" : "bar", BAR_LEFT, y, end - BAR_LEFT, BAR_HIGH);
    if (bar->tick >= chart->least) {
        int tick = bar_x(chart, bar->tick);

        put_line(out, "reach", end, y + BAR_HIGH / 2, tick, y + BAR_HIGH / 2);
        put_line(out, "reach", tick, y + 3, tick, y + BAR_HIGH - 3);
    }
    put_words(out, bar->is_marked ? "figure marked" : "figure", ANCHOR_END, WIDTH - 4, middle,
              bar->figure);
}

void chart_bars(struct text *out, const struct chart *chart, const struct chart_bar *bars,
                size_t count)
{
    int top = chart->guide_count > 0 ? GUIDES_HIGH : 4;
    int bottom = top + (int)count * BAR_STEP;

    put_open(out, chart, bottom + 6);
    for (size_t i = 0; i < chart->guide_count; i++) {
        int x = bar_x(chart, chart->guides[i].value);

        put_line(out, "guide", x, top - 6, x, bottom);
        put_words(out, "note", ANCHOR_MIDDLE, x, top - 10, chart->guides[i].label);
    }
    for (size_t i = 0; i < count; i++)
        put_bar(out, chart, &bars[i], top + (int)i * BAR_STEP + (BAR_STEP - BAR_HIGH) / 2);
    put_line(out, "axis", BAR_LEFT, top - 2, BAR_LEFT, bottom);
    put_close(out);
}

static int plot_y(const struct chart *chart, int64_t value)
{
    return PLOT_TOP + PLOT_HIGH - along(chart, value, PLOT_HIGH);
}

/* Every so many labels there is room for one. */
static size_t label_step(size_t count, int wide)
{
    size_t room = (PLOT_RIGHT - PLOT_LEFT) / (size_t)wide;

    return room == 0 || count <= room ? 1 : (count + room - 1) / room;
}

static void put_scale(struct text *out, const struct chart *chart)
{
    for (size_t i = 0; i < chart->guide_count; i++) {
        int y = plot_y(chart, chart->guides[i].value);

        put_line(out, "guide", PLOT_LEFT, y, PLOT_RIGHT, y);
        put_words(out, "note", ANCHOR_END, PLOT_LEFT - 6, y + 4, chart->guides[i].label);
    }
    put_line(out, "axis", PLOT_LEFT, PLOT_TOP + PLOT_HIGH, PLOT_RIGHT, PLOT_TOP + PLOT_HIGH);
}

static int slot_x(size_t index, size_t count)
{
    int wide = PLOT_RIGHT - PLOT_LEFT;

    return PLOT_LEFT + (int)((2 * index + 1) * (size_t)wide / (2 * count));
}

static void put_column(struct text *out, const struct chart *chart,
                       const struct chart_column *column, int x, int wide)
{
    int foot = PLOT_TOP + PLOT_HIGH;
    int lower = plot_y(chart, column->lower);
    int upper = plot_y(chart, column->lower + column->upper);
    char figure[24];

    put_box(out, "bar", x - wide / 2, lower, wide, foot - lower);
    put_box(out, "bar rest", x - wide / 2, upper, wide, lower - upper);
    if (column->lower + column->upper == 0)
        return;
    text_format(figure, sizeof figure, "%" PRId64, column->lower + column->upper);
    put_words(out, "figure", ANCHOR_MIDDLE, x, upper - 6, figure);
}

void chart_columns(struct text *out, const struct chart *chart, const struct chart_column *columns,
                   size_t count)
{
    size_t step = label_step(count, COLUMN_LABEL_WIDE);
    int wide = count > 0 ? (PLOT_RIGHT - PLOT_LEFT) * 7 / (10 * (int)count) : 0;

    put_open(out, chart, PLOT_TOP + PLOT_HIGH + FOOT_HIGH);
    put_scale(out, chart);
    for (size_t i = 0; i < count; i++) {
        int x = slot_x(i, count);

        put_column(out, chart, &columns[i], x, wide > 44 ? 44 : wide);
        if (i % step == 0)
            put_words(out, "label", ANCHOR_MIDDLE, x, PLOT_TOP + PLOT_HIGH + 20, columns[i].label);
    }
    put_close(out);
}

static void put_interval(struct text *out, const struct chart *chart,
                         const struct chart_point *point, int x)
{
    if (point->low > point->high)
        return;
    put_line(out, "reach", x, plot_y(chart, point->low), x, plot_y(chart, point->high));
}

static void put_segments(struct text *out, const struct chart *chart,
                         const struct chart_point *points, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (points[i - 1].is_gap || points[i].is_gap)
            continue;
        put_line(out, "trend", slot_x(i - 1, count), plot_y(chart, points[i - 1].value),
                 slot_x(i, count), plot_y(chart, points[i].value));
    }
}

static void put_point(struct text *out, const struct chart *chart, const struct chart_point *point,
                      int x, bool has_figure)
{
    int y = plot_y(chart, point->value);

    put_interval(out, chart, point, x);
    text_addf(out, "<circle class=\"point\" cx=\"%d\" cy=\"%d\" r=\"5\"/>", x, y);
    if (has_figure)
        put_words(out, "figure", ANCHOR_MIDDLE, x, y - 12, point->figure);
}

void chart_trend(struct text *out, const struct chart *chart, const struct chart_point *points,
                 size_t count)
{
    size_t labels = label_step(count, LABEL_WIDE);
    size_t figures = label_step(count, FIGURE_WIDE);

    if (!has_points(points, count)) {
        chart_empty(out, chart);
        return;
    }
    put_open(out, chart, PLOT_TOP + PLOT_HIGH + FOOT_HIGH);
    put_scale(out, chart);
    put_segments(out, chart, points, count);
    /* Counted from the end: the period that was asked for is always told. */
    for (size_t i = 0; i < count; i++) {
        size_t from_end = count - 1 - i;
        int x = slot_x(i, count);

        if (!points[i].is_gap)
            put_point(out, chart, &points[i], x, from_end % figures == 0);
        if (from_end % labels == 0)
            put_words(out, "label", ANCHOR_MIDDLE, x, PLOT_TOP + PLOT_HIGH + 20, points[i].label);
    }
    put_close(out);
}

int64_t chart_round(int64_t value)
{
    static const int64_t steps[] = {4, 5, 6, 8, 10, 20, 30};

    for (int64_t ten = 1; ten < INT64_MAX / 100; ten *= 10) {
        for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
            if (value <= steps[i] * ten)
                return steps[i] * ten;
        }
    }
    return value;
}
