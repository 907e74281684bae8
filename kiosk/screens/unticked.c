/* What was not ticked, told in yellow: it hinders nobody. */
#include "unticked.h"
#include "base/text.h"
#include "parts.h"
#include <assert.h>

enum { TEXT_X = 104, PAD = 24, GAP = 8, NUMBER = 40, NUMBER_GAP = 10, ICON = 44 };

struct banner {
    const struct service *service;
    uint16_t numbers[CATALOG_MAX_ITEMS];
    size_t count;
    struct part_text heading, note; /* without their places */
    char title[STRINGS_LINE];
    int width; /* of its texts */
    int digits;
};

static void digits_of(char out[8], uint16_t number)
{
    (void)text_format(out, 8, "%u", number);
}

/* False where there is nothing to tell. */
static bool prepare(struct ui *ui, struct router *router, int width, struct banner *out)
{
    struct visit *visit = router_visit(router);
    char digits[8];

    out->count = visit_unticked(visit, out->numbers, CATALOG_MAX_ITEMS);
    assert(out->count <= CATALOG_MAX_ITEMS); /* no longer list is read */
    if (out->count == 0)
        return false;
    out->service = visit->service;
    out->width = width - TEXT_X - PAD;
    digits_of(digits, out->numbers[out->count - 1]);
    out->digits = ui_text_width(ui, digits, F_BODY, W_BOLD) + NUMBER_GAP;
    if (out->digits < NUMBER)
        out->digits = NUMBER;
    strings_count(out->title, sizeof out->title,
                  N_("miss", "{n} requirement not ticked", "{n} requirements not ticked",
                     (unsigned long)out->count),
                  (int64_t)out->count);
    out->heading = (struct part_text){.w = out->width,
                                      .text = out->title,
                                      .font = F_TITLE,
                                      .weight = W_BOLD,
                                      .color = C_WARNING,
                                      .name = "unticked"};
    out->note = (struct part_text){.w = out->width,
                                   .text = _("miss_d", "You may still take a number. This list is "
                                                       "printed on the ticket."),
                                   .font = F_CAPTION,
                                   .weight = W_MEDIUM,
                                   .color = C_WARNING};
    return true;
}

static int height_of(struct ui *ui, const struct part_text *text)
{
    return ui_text_height(ui, text->text, text->font, text->weight, text->w);
}

static int around(struct ui *ui, const struct banner *banner)
{
    return 2 * PAD + height_of(ui, &banner->heading) + GAP + height_of(ui, &banner->note);
}

static const char *item_words(const struct banner *banner, uint16_t number)
{
    return strings_words(item_shown(&banner->service->requirements.items[number - 1]));
}

static int item_height(struct ui *ui, const struct banner *banner, uint16_t number)
{
    return ui_text_height(ui, item_words(banner, number), F_BODY, W_MEDIUM,
                          banner->width - banner->digits)
           + GAP;
}

static struct part_text others(const struct banner *banner, size_t count, char words[STRINGS_LINE])
{
    strings_count(words, STRINGS_LINE,
                  N_("others", "and {n} other", "and {n} others", (unsigned long)count),
                  (int64_t)count);
    return (struct part_text){.w = banner->width - banner->digits,
                              .text = words,
                              .font = F_BODY,
                              .weight = W_MEDIUM,
                              .color = C_WARNING};
}

static int others_height(struct ui *ui, const struct banner *banner, size_t count)
{
    char words[STRINGS_LINE];
    struct part_text text = others(banner, count, words);

    return count > 0 ? height_of(ui, &text) + GAP : 0;
}

/* How many items fit into `room`; the line that counts the others needs its place too. Where not one
 * does, the heading says how many there are. */
static size_t count_fitting(struct ui *ui, const struct banner *banner, int room, int *used)
{
    size_t fit = 0;

    *used = 0;
    while (fit < banner->count) {
        int height = item_height(ui, banner, banner->numbers[fit]);

        if (*used + height + others_height(ui, banner, banner->count - fit - 1) > room)
            break;
        *used += height;
        fit++;
    }
    if (fit > 0)
        *used += others_height(ui, banner, banner->count - fit);
    return fit;
}

static int draw_item(struct ui *ui, const struct banner *banner, uint16_t number, int x, int y)
{
    char digits[8];

    digits_of(digits, number);
    part_text(ui, &(struct part_text){.x = x,
                                      .y = y,
                                      .w = banner->digits,
                                      .text = digits,
                                      .font = F_BODY,
                                      .weight = W_BOLD,
                                      .color = C_WARNING});
    return part_text(ui, &(struct part_text){.x = x + banner->digits,
                                             .y = y,
                                             .w = banner->width - banner->digits,
                                             .text = item_words(banner, number),
                                             .font = F_BODY,
                                             .weight = W_MEDIUM,
                                             .color = C_WARNING})
           + GAP;
}

int unticked_least(struct ui *ui, struct router *router, int width)
{
    struct banner banner;

    return prepare(ui, router, width, &banner) ? around(ui, &banner) : 0;
}

void unticked_draw(struct ui *ui, struct router *router, struct ui_box box)
{
    struct banner banner;
    struct part_text rest;
    char words[STRINGS_LINE];
    size_t fit;
    int used;

    if (!prepare(ui, router, box.w, &banner))
        return;
    fit = count_fitting(ui, &banner, box.h - around(ui, &banner), &used);
    box.h = around(ui, &banner) + used;
    ui_round(ui, box, 24, C_WARNING_TINT);
    ui_icon(ui, ICON_CLIPBOARD_LIST, (struct ui_box){box.x + 33, box.y + PAD, ICON, ICON},
            C_WARNING);
    banner.heading.x = banner.note.x = box.x + TEXT_X;
    banner.heading.y = box.y + PAD;
    int y = banner.heading.y + part_text(ui, &banner.heading) + GAP;
    for (size_t i = 0; i < fit; i++)
        y += draw_item(ui, &banner, banner.numbers[i], box.x + TEXT_X, y);
    rest = others(&banner, banner.count - fit, words);
    rest.x = box.x + TEXT_X + banner.digits;
    rest.y = y;
    if (fit > 0 && fit < banner.count)
        y += part_text(ui, &rest) + GAP;
    banner.note.y = y;
    part_text(ui, &banner.note);
}
