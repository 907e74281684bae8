/* Every size and distance on paper, in dots (8 = 1 mm). */
#include "rows.h"

#include <assert.h>

enum { W80, W58, WIDTH_COUNT };

static const struct look_size looks[][WIDTH_COUNT] = {
    /*                 80 mm: px pitch base gap             58 mm */
    [LOOK_OFFICE] = {{30, 36, 28, 24, FONT_BOLD}, {26, 32, 25, 16, FONT_BOLD}},
    [LOOK_ADDRESS] = {{22, 28, 23, 0, FONT_SEMIBOLD}, {22, 28, 22, 0, FONT_SEMIBOLD}},
    [LOOK_TUMPAL] = {{0, 32, 0, 16, FONT_BOLD}, {0, 24, 0, 10, FONT_BOLD}},
    [LOOK_HEADING] = {{28, 36, 29, 16, FONT_BOLD}, {24, 30, 24, 11, FONT_BOLD}},
    [LOOK_BADGE] = {{36, 56, 40, 8, FONT_BOLD}, {36, 56, 40, 8, FONT_BOLD}},
    [LOOK_NUMBER] = {{232, 155, 155, 26, FONT_BOLD}, {160, 107, 107, 17, FONT_BOLD}},
    [LOOK_PERMIT] = {{30, 38, 29, 39, FONT_BOLD}, {25, 32, 24, 25, FONT_BOLD}},
    [LOOK_RULE] = {{0, 3, 0, 16, FONT_BOLD}, {0, 3, 0, 10, FONT_BOLD}},
    [LOOK_PAIR] = {{26, 36, 27, 16, FONT_SEMIBOLD}, {23, 33, 24, 10, FONT_SEMIBOLD}},
    [LOOK_LIST_HEAD] = {{26, 32, 25, 17, FONT_BOLD}, {23, 29, 21, 10, FONT_BOLD}},
    [LOOK_ITEM] = {{25, 32, 24, 0, FONT_SEMIBOLD}, {23, 29, 21, 0, FONT_SEMIBOLD}},
    [LOOK_CHECK] = {{25, 34, 26, 8, FONT_SEMIBOLD}, {23, 31, 23, 6, FONT_SEMIBOLD}},
    [LOOK_CHECK_NOW] = {{25, 34, 26, 8, FONT_BOLD}, {23, 31, 23, 6, FONT_BOLD}},
    [LOOK_REMARK] = {{22, 29, 21, 0, FONT_SEMIBOLD}, {22, 28, 21, 0, FONT_SEMIBOLD}},
    [LOOK_QR] = {{0, 0, 0, 28, FONT_BOLD}, {0, 0, 0, 20, FONT_BOLD}},
    [LOOK_SCAN] = {{25, 32, 24, 0, FONT_SEMIBOLD}, {23, 29, 21, 0, FONT_SEMIBOLD}},
    [LOOK_CODE] = {{28, 36, 28, 0, FONT_BOLD}, {24, 32, 25, 16, FONT_BOLD}},
    [LOOK_WORDS] = {{22, 28, 22, 18, FONT_SEMIBOLD}, {22, 28, 21, 4, FONT_SEMIBOLD}},
    [LOOK_LINE] = {{0, 2, 0, 12, FONT_BOLD}, {0, 2, 0, 8, FONT_BOLD}},
    [LOOK_CLOSING] = {{25, 32, 25, 12, FONT_BOLD}, {23, 31, 23, 6, FONT_BOLD}},
    [LOOK_CONTACT] = {{24, 32, 24, 0, FONT_SEMIBOLD}, {22, 29, 22, 0, FONT_SEMIBOLD}},
};
static_assert(ARRAY_LEN(looks) == LOOK_COUNT, "every look has its sizes");

const struct look_size *look_size(enum look look, enum slip_width width)
{
    return &looks[look][width == SLIP_80MM ? W80 : W58];
}

int slip_margin(enum slip_width width)
{
    return width == SLIP_80MM ? 24 : 12;
}
