/* Charts as inline SVG: values in, markup out. Pure; no colour stands in the markup, only classes
 * of the style sheet, and every chart can be told apart in grey: by length, by place, by an
 * outline.
 *
 * A chart is an image with a title and a sentence for those who do not see it; its caller puts a
 * table with the same figures beside it. It is drawn 480 units wide, so that its letters can be
 * read on a phone. */
#pragma once
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A line across the chart where something begins. */
struct chart_guide {
    int64_t value;
    const char *label;
};

struct chart {
    const char *id;    /* of this page alone: "unsur" */
    const char *title; /* shown above */
    const char *words; /* what it shows, in a sentence */
    int64_t least, most;
    const struct chart_guide *guides;
    size_t guide_count;
};

struct chart_bar {
    const char *label;
    const char *figure; /* the value as people read it */
    int64_t value;      /* outside least to most: cut there */
    int64_t tick;       /* a second, thin mark; below `least`: none */
    bool is_marked;     /* drawn in the other colour, with an outline */
};
/* Bars that lie, one below the other. */
void chart_bars(struct text *out, const struct chart *chart, const struct chart_bar *bars,
                size_t count);

struct chart_column {
    const char *label;
    int64_t lower, upper; /* stacked, from 0; `upper` is drawn as an outline */
};
/* Columns that stand, one an hour. `least` is 0. */
void chart_columns(struct text *out, const struct chart *chart, const struct chart_column *columns,
                   size_t count);

struct chart_point {
    const char *label;
    const char *figure;
    int64_t value;
    int64_t low, high; /* its interval; low > high: none */
    bool is_gap;       /* nobody answered: no point, and the line stops */
};
/* A line over periods, oldest first. */
void chart_trend(struct text *out, const struct chart *chart, const struct chart_point *points,
                 size_t count);

/* In the place of a chart that would show nothing. */
void chart_empty(struct text *out, const struct chart *chart);

/* The next round number at or above the value, for the end of a scale: 4, 5, 6, 8, 10, 20, 30, 40 … */
int64_t chart_round(int64_t value);
