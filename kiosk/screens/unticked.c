/* What was not ticked, told in yellow: it hinders nobody. */
#include "unticked.h"
#include "base/text.h"
#include "parts.h"
#include <assert.h>

enum { TEXT_X = 168, ITEM_X = 208, ITEM_GAP = 8, PAD = 24, HEAD = 48, OTHERS = 40 + ITEM_GAP };
enum { WIDTH = PART_X + PART_W - PAD - TEXT_X };

static const char *item_words(const struct service *service, uint16_t number)
{
    return strings_words(item_shown(&service->requirements.items[number - 1]));
}

static int item_height(struct ui *ui, const struct service *service, uint16_t number)
{
    return ui_text_height(ui, item_words(service, number), F_BODY, W_MEDIUM,
                          PART_X + PART_W - PAD - ITEM_X)
           + ITEM_GAP;
}

/* How many items fit into `room`; the line that counts the others needs its place too. */
static size_t count_fitting(struct ui *ui, const struct service *service, const uint16_t *numbers,
                            size_t count, int room, int *used)
{
    size_t fit = 0;

    *used = 0;
    while (fit < count) {
        int height = item_height(ui, service, numbers[fit]);
        int others = fit + 1 < count ? OTHERS : 0;

        if (*used + height + others > room)
            break;
        *used += height;
        fit++;
    }
    return fit;
}

static void draw_item(struct ui *ui, const struct service *service, uint16_t number, int y)
{
    char digits[16];

    (void)text_format(digits, sizeof digits, "%u", number);
    ui_text(ui, &(struct ui_text){.box = {TEXT_X, y, ITEM_X - TEXT_X, 40},
                                  .text = digits,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_WARNING});
    part_text(ui, &(struct part_text){.x = ITEM_X,
                                      .y = y,
                                      .w = PART_X + PART_W - PAD - ITEM_X,
                                      .text = item_words(service, number),
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_WARNING});
}

static int draw_heading(struct ui *ui, size_t count, int y)
{
    char words[STRINGS_LINE];

    strings_count(words, sizeof words,
                  N_("miss", "{n} requirement not ticked", "{n} requirements not ticked",
                     (unsigned long)count),
                  (int64_t)count);
    ui_icon(ui, ICON_CLIPBOARD_LIST, (struct ui_box){PART_X + 33, y, 44, 44}, C_WARNING);
    ui_text(ui, &(struct ui_text){.box = {TEXT_X, y, WIDTH, 40},
                                  .text = words,
                                  .font = F_TITLE,
                                  .weight = W_BOLD,
                                  .color = C_WARNING,
                                  .max_lines = 1,
                                  .name = "unticked"});
    return y + HEAD;
}

static int draw_others(struct ui *ui, size_t count, int y)
{
    char words[STRINGS_LINE];

    if (count == 0)
        return y;
    strings_count(words, sizeof words,
                  N_("others", "and {n} other", "and {n} others", (unsigned long)count),
                  (int64_t)count);
    ui_text(ui, &(struct ui_text){.box = {ITEM_X, y, WIDTH - 40, 40},
                                  .text = words,
                                  .font = F_BODY,
                                  .weight = W_MEDIUM,
                                  .color = C_WARNING,
                                  .max_lines = 1});
    return y + OTHERS;
}

void unticked_draw(struct ui *ui, struct router *router, int y, int bottom)
{
    struct visit *visit = router_visit(router);
    uint16_t numbers[CATALOG_MAX_ITEMS];
    size_t count = visit_unticked(visit, numbers, CATALOG_MAX_ITEMS);
    struct part_text note = {.x = TEXT_X,
                             .w = WIDTH,
                             .text = _("miss_d", "You may still take a number. This list is "
                                                 "printed on the ticket."),
                             .font = F_CAPTION,
                             .weight = W_MEDIUM,
                             .color = C_WARNING};
    int around = 2 * PAD + HEAD + ui_text_height(ui, note.text, note.font, note.weight, note.w);
    size_t fit;
    int used;

    assert(count <= CATALOG_MAX_ITEMS); /* no longer list is read */
    if (count == 0)
        return;
    fit = count_fitting(ui, visit->service, numbers, count, bottom - y - around, &used);
    ui_round(ui, (struct ui_box){PART_X, y, PART_W, around + used + (fit < count ? OTHERS : 0)}, 24,
             C_WARNING_TINT);
    y = draw_heading(ui, count, y + PAD);
    for (size_t i = 0; i < fit; i++) {
        draw_item(ui, visit->service, numbers[i], y);
        y += item_height(ui, visit->service, numbers[i]);
    }
    note.y = draw_others(ui, count - fit, y);
    part_text(ui, &note);
}
