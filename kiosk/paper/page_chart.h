/* Two charts of values between 25 and 100: bars that lie, and a line over periods. Every value also
 * stands there as a number. */
#pragma once
#include "report_page.h"

/* A line across the chart where something begins. */
struct chart_guide {
    int value; /* hundredths */
    const char *label;
};

enum { GUIDES_MOST = 5, CHART_TEXT = 48 };
struct page_chart {
    const char *title;
    int x, width, height;
    int least, most; /* hundredths */
    struct chart_guide guides[GUIDES_MOST];
    size_t guide_count;
    const char *bands[GUIDES_MOST + 1]; /* of bars: what is below, between and above the guides */
};

struct chart_bar {
    const char *label;
    char figure[CHART_TEXT];
    int value; /* hundredths; below `least`: no bar */
    bool is_marked;
};
/* At pages->y, which stays. */
void page_bars(struct pages *pages, const struct page_chart *chart, const struct chart_bar *bars,
               size_t count);

struct chart_point {
    char label[CHART_TEXT];
    char note[CHART_TEXT]; /* below the label */
    char figure[CHART_TEXT];
    int value;
    bool is_gap; /* nobody answered: no point, and the line stops */
};
void page_trend(struct pages *pages, const struct page_chart *chart,
                const struct chart_point *points, size_t count);
