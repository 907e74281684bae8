/* Every size and distance on paper, in dots (8 = 1 mm). */
#include "rows.h"

#include <assert.h>

/* px, pitch, base, above, below, weight, is_list; see the struct. */
static const struct look_size on_80mm[] = {
    [LOOK_OFFICE] = {30, 36, 28, 24, 0, FONT_BOLD, false},
    [LOOK_ADDRESS] = {22, 28, 23, 0, 0, FONT_SEMIBOLD, false},
    [LOOK_TUMPAL] = {0, 32, 0, 16, 0, FONT_BOLD, false},
    [LOOK_HEADING] = {28, 36, 29, 16, 0, FONT_BOLD, false},
    [LOOK_BADGE] = {36, 56, 40, 8, 0, FONT_BOLD, false},
    [LOOK_NUMBER] = {232, 155, 155, 26, 0, FONT_BOLD, false},
    [LOOK_PERMIT] = {30, 38, 29, 39, 0, FONT_BOLD, false},
    [LOOK_TITLE] = {30, 38, 29, 6, 0, FONT_BOLD, false},
    [LOOK_RULE] = {0, 3, 0, 16, 14, FONT_BOLD, false},
    [LOOK_PAIR] = {26, 36, 27, 16, 0, FONT_SEMIBOLD, false},
    [LOOK_LIST_HEAD] = {26, 32, 25, 17, 0, FONT_BOLD, false},
    [LOOK_ITEM] = {25, 32, 24, 0, 0, FONT_SEMIBOLD, false},
    [LOOK_CHECK] = {25, 31, 24, 3, 0, FONT_SEMIBOLD, true},
    [LOOK_CHECK_NOW] = {25, 31, 24, 3, 0, FONT_BOLD, true},
    [LOOK_REMARK] = {22, 28, 21, 0, 9, FONT_SEMIBOLD, false},
    [LOOK_PHASE] = {25, 31, 24, 9, 9, FONT_BOLD, false},
    [LOOK_QR] = {0, 0, 0, 28, 24, FONT_BOLD, false},
    [LOOK_SCAN] = {25, 32, 24, 0, 0, FONT_SEMIBOLD, false},
    [LOOK_CODE] = {28, 36, 28, 0, 0, FONT_BOLD, false},
    [LOOK_WORDS] = {22, 28, 22, 18, 0, FONT_SEMIBOLD, false},
    [LOOK_LINE] = {0, 2, 0, 12, 10, FONT_BOLD, false},
    [LOOK_CLOSING] = {25, 32, 25, 12, 0, FONT_BOLD, false},
    [LOOK_CONTACT] = {24, 32, 24, 0, 0, FONT_SEMIBOLD, false},
    [LOOK_RECEIPT] = {36, 44, 34, 24, 0, FONT_BOLD, false},
    [LOOK_FILE_NUMBER] = {60, 62, 51, 8, 0, FONT_BOLD, false},
    [LOOK_CAPTION] = {25, 32, 24, 4, 0, FONT_SEMIBOLD, false},
    [LOOK_BOX] = {36, 46, 35, 16, 0, FONT_BOLD, false},
    [LOOK_NOTE] = {25, 32, 24, 16, 0, FONT_SEMIBOLD, false},
    [LOOK_SIGN] = {24, 40, 30, 24, 12, FONT_SEMIBOLD, false},
};
static_assert(ARRAY_LEN(on_80mm) == LOOK_COUNT, "every look has its sizes");

static const struct look_size on_58mm[] = {
    [LOOK_OFFICE] = {26, 32, 25, 16, 0, FONT_BOLD, false},
    [LOOK_ADDRESS] = {22, 28, 22, 0, 0, FONT_SEMIBOLD, false},
    [LOOK_TUMPAL] = {0, 24, 0, 10, 0, FONT_BOLD, false},
    [LOOK_HEADING] = {24, 30, 24, 11, 0, FONT_BOLD, false},
    [LOOK_BADGE] = {36, 56, 40, 8, 0, FONT_BOLD, false},
    [LOOK_NUMBER] = {160, 107, 107, 17, 0, FONT_BOLD, false},
    [LOOK_PERMIT] = {25, 32, 24, 25, 0, FONT_BOLD, false},
    [LOOK_TITLE] = {25, 32, 24, 4, 0, FONT_BOLD, false},
    [LOOK_RULE] = {0, 3, 0, 10, 8, FONT_BOLD, false},
    [LOOK_PAIR] = {23, 33, 24, 10, 0, FONT_SEMIBOLD, false},
    [LOOK_LIST_HEAD] = {23, 29, 21, 10, 0, FONT_BOLD, false},
    [LOOK_ITEM] = {23, 29, 21, 0, 0, FONT_SEMIBOLD, false},
    [LOOK_CHECK] = {23, 28, 22, 3, 0, FONT_SEMIBOLD, true},
    [LOOK_CHECK_NOW] = {23, 28, 22, 3, 0, FONT_BOLD, true},
    [LOOK_REMARK] = {22, 27, 21, 0, 8, FONT_SEMIBOLD, false},
    [LOOK_PHASE] = {23, 28, 22, 8, 8, FONT_BOLD, false},
    [LOOK_QR] = {0, 0, 0, 24, 24, FONT_BOLD, false},
    [LOOK_SCAN] = {23, 29, 21, 0, 0, FONT_SEMIBOLD, false},
    [LOOK_CODE] = {24, 32, 25, 16, 0, FONT_BOLD, false},
    [LOOK_WORDS] = {22, 28, 21, 4, 0, FONT_SEMIBOLD, false},
    [LOOK_LINE] = {0, 2, 0, 8, 6, FONT_BOLD, false},
    [LOOK_CLOSING] = {23, 31, 23, 6, 0, FONT_BOLD, false},
    [LOOK_CONTACT] = {22, 29, 22, 0, 0, FONT_SEMIBOLD, false},
    [LOOK_RECEIPT] = {30, 36, 28, 16, 0, FONT_BOLD, false},
    [LOOK_FILE_NUMBER] = {50, 52, 42, 6, 0, FONT_BOLD, false},
    [LOOK_CAPTION] = {22, 28, 21, 3, 0, FONT_SEMIBOLD, false},
    [LOOK_BOX] = {28, 36, 27, 12, 0, FONT_BOLD, false},
    [LOOK_NOTE] = {23, 29, 21, 12, 0, FONT_SEMIBOLD, false},
    [LOOK_SIGN] = {22, 34, 26, 20, 10, FONT_SEMIBOLD, false},
};
static_assert(ARRAY_LEN(on_58mm) == LOOK_COUNT, "every look has its sizes");

const struct look_size *look_size(enum look look, enum slip_width width)
{
    return width == SLIP_80MM ? &on_80mm[look] : &on_58mm[look];
}

int slip_margin(enum slip_width width)
{
    return width == SLIP_80MM ? 24 : 12;
}
