/* The layout of screen 17. */
#include "words_places.h"
#include "base/text.h"
#include "parts.h"
#include "words/complaint.h"
#include "words_info.h"
#include <string.h>

enum {
    ROW = 92, /* two lines in large type */
    BUTTON = 104,
    GAP = 20,
    GAP_SMALL = 12,
    CANCEL_W = 328,
    CANCEL_W_LOW = 160, /* low reach: three in a row */
    SIDE_LEAST = 640,   /* landscape: the column beside the words */
    SIDE_MOST = 1100,
    LINES_AIR = 18,  /* around two lines in a key */
    PICK_ASIDE = 64, /* of a kind: its padding and check mark */
    BUTTON_ASIDE = 64
};

static int label_height(struct ui *ui, int width)
{
    return ui_text_height(ui, _("c_tell", "Tell us your complaint, suggestion or feedback"), F_BODY,
                          W_SEMIBOLD, width - WORDS_COUNT_W - 16);
}

/* Label, words and info share the column from `top` to `end`: info goes where there is no room. */
static void place_words(struct ui *ui, struct words_places *at, struct ui_box column)
{
    int label = label_height(ui, column.w);
    int info = words_info_room(ui, column.w);
    int more = words_info_more(ui, column.w);

    at->label = (struct ui_box){column.x, column.y, column.w, label};
    at->area = (struct ui_box){column.x, column.y + label + 8, column.w, column.h - label - 8};
    if (at->area.h - GAP_SMALL - info
        < WORDS_AREA_LEAST) { /* what is urgent takes the label's place */
        int urgent = words_info_room(ui, column.w - WORDS_COUNT_W - 16);

        label = urgent > label ? urgent : label;
        at->label.h = label;
        at->area = (struct ui_box){column.x, column.y + label + 8, column.w, column.h - label - 8};
        return;
    }
    if (at->area.h - GAP_SMALL - info - more >= WORDS_AREA_LEAST + 64)
        info += more;
    at->area.h -= GAP_SMALL + info;
    at->info = (struct ui_box){column.x, at->area.y + at->area.h + GAP_SMALL, column.w, info};
}

int words_kind_least(struct ui *ui, enum complaint_kind kind)
{
    return part_longest_word(ui, words_complaint_kind(kind), F_CAPTION, W_BOLD) + PICK_ASIDE;
}

static int cancel_width(struct ui *ui)
{
    return ui_text_width(ui, _("cancel", "Cancel"), F_BODY, W_BOLD) + 2 * BUTTON_ASIDE;
}

/* Wide enough for its kinds and its buttons. */
static int side_width(struct ui *ui)
{
    int buttons = cancel_width(ui) + 16 + 40 + 20 + 2 * BUTTON_ASIDE
                  + ui_text_width(ui, _("c_next", "Continue to contact"), F_BODY, W_BOLD);
    int kinds = (COMPLAINT_KIND_COUNT - 1) * 16;

    for (int i = 0; i < COMPLAINT_KIND_COUNT; i++)
        kinds += words_kind_least(ui, (enum complaint_kind)i);
    int width = kinds > buttons ? kinds : buttons;
    width = width < SIDE_LEAST ? SIDE_LEAST : width;
    return width > SIDE_MOST ? SIDE_MOST : width;
}

static struct words_places places_wide(struct ui *ui, int top, int bottom)
{
    struct words_places at = {0};
    int width = side_width(ui);
    int side = ui_width(ui) - PART_X - width;
    int kinds = 2 * ui_text_height(ui, "A", F_CAPTION, W_BOLD, width) + LINES_AIR;
    int rest = bottom - top - 2 * GAP_SMALL - (kinds > ROW ? kinds : ROW);
    int row = rest / 2 < ROW ? rest / 2 : ROW;
    int button = rest - row < BUTTON ? rest - row : BUTTON;
    int y = bottom - button;

    kinds = kinds > ROW ? kinds : ROW;

    at.cancel = (struct ui_box){side, y, cancel_width(ui), button};
    at.next = (struct ui_box){side + at.cancel.w + 16, y, width - at.cancel.w - 16, button};
    y -= GAP_SMALL + row;
    at.service = (struct ui_box){side, y, width, row};
    y -= GAP_SMALL + kinds;
    at.kinds = (struct ui_box){side, y, width, kinds};
    place_words(ui, &at, (struct ui_box){PART_X, top, side - 32 - PART_X, bottom - top});
    return at;
}

static struct words_places places_upright(struct ui *ui, int top, int bottom)
{
    bool is_low = ui_is_low_reach(ui);
    int y = bottom - BUTTON;
    int end = y - GAP_SMALL - ROW; /* of the words */
    struct words_places at = {.cancel = {PART_X, y, is_low ? CANCEL_W_LOW : CANCEL_W, BUTTON}};
    int next = PART_X + at.cancel.w + 16;

    if (is_low) { /* two rows hold all that is touched */
        at.kinds = (struct ui_box){PART_X, end, PART_W, ROW};
        at.service = (struct ui_box){next, y, WORDS_SERVICE_LOW, BUTTON};
        next += WORDS_SERVICE_LOW + 16;
    } else {
        at.kinds = (struct ui_box){PART_X, top, PART_W, ROW};
        at.service = (struct ui_box){PART_X, end, PART_W, ROW};
        top += ROW + GAP;
    }
    at.next = (struct ui_box){next, y, PART_X + PART_W - next, BUTTON};
    place_words(ui, &at, (struct ui_box){PART_X, top, PART_W, end - GAP_SMALL - top});
    return at;
}

struct words_places words_places_of(struct ui *ui, int top, int bottom)
{
    return ui_is_landscape(ui) ? places_wide(ui, top, bottom) : places_upright(ui, top, bottom);
}
