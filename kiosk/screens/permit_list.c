/* Permits by pages. */
#include "permit_list.h"
#include "base/text.h"
#include "parts.h"
#include "permit_card.h"
#include "permit_row.h"

enum { WIDE = 1400, COLUMN_GAP = 24, BUTTON_LEAST = 280, BUTTON_ASIDE = 112 };

struct line_of {
    size_t first, count;
    int height;
};

static int columns_of(const struct permits *permits)
{
    return permits->box.w >= WIDE ? 2 : 1;
}

static int width_of(const struct permits *permits)
{
    int columns = columns_of(permits);

    return (permits->box.w - (columns - 1) * COLUMN_GAP) / columns;
}

static int gap_of(const struct permits *permits)
{
    return permits->has_cards ? PERMIT_CARD_GAP : PERMIT_ROW_GAP;
}

/* The permits that stand beside each other are as high as the highest of them. */
static struct line_of measure_line(struct ui *ui, const struct permits *permits, size_t first)
{
    struct line_of line = {.first = first};
    int width = width_of(permits);

    for (size_t i = first; i < permits->count && line.count < (size_t)columns_of(permits); i++) {
        const struct service *service = permits->services[i];
        int height = permits->has_cards ? permit_card_height(ui, service, width)
                                        : permit_row_height(ui, service, width);

        line.height = height > line.height ? height : line.height;
        line.count++;
    }
    return line;
}

static void draw_line(struct ui *ui, struct router *router, const struct permits *permits,
                      const struct line_of *line, int y)
{
    int width = width_of(permits);

    for (size_t i = 0; i < line->count; i++) {
        const struct permit_row row = {
            .service = permits->services[line->first + i],
            .at = line->first + i,
            .box = {permits->box.x + (int)i * (width + COLUMN_GAP), y, width, line->height},
            .typed = permits->typed,
            .is_open = permits->is_open,
        };

        if (permits->has_cards)
            permit_card_draw(ui, router, &row);
        else
            permit_row_draw(ui, router, &row);
    }
}

/* The page that begins with permit `first`; one line at least, cut to the room there is. Returns the first
 * permit of the next page. `router` NULL: only measures. */
static size_t walk_page(struct ui *ui, struct router *router, const struct permits *permits,
                        size_t first, int room, int *used)
{
    size_t at = first;
    int y = 0;

    while (at < permits->count) {
        struct line_of line = measure_line(ui, permits, at);

        if (at == first && line.height > room)
            line.height = room;
        if (y + line.height > room)
            break;
        if (router)
            draw_line(ui, router, permits, &line, permits->box.y + y);
        y += line.height + gap_of(permits);
        at += line.count;
    }
    *used = y > 0 ? y - gap_of(permits) : 0;
    return at;
}

static uint32_t stamp_of(struct ui *ui, const struct permits *permits)
{
    const uint32_t parts[] = {(uint32_t)permits->box.w, (uint32_t)permits->box.h,
                              (uint32_t)permits->count, (uint32_t)i18n_lang()[0],
                              (uint32_t)ui_text_height(ui, "A", F_BODY, W_BOLD, 999)};
    uint32_t stamp = 2166136261U;

    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        stamp = (stamp ^ parts[i]) * 16777619U;
    return stamp | 1; /* 0: never measured */
}

static int room_of(struct ui *ui, const struct permits *permits, bool *has_pager)
{
    int used;

    *has_pager = !permits->has_no_pager
                 && walk_page(ui, NULL, permits, 0, permits->box.h, &used) < permits->count;
    return permits->box.h - (*has_pager ? PAGER_HEIGHT + PERMIT_ROW_GAP : 0);
}

static int button_width(struct ui *ui)
{
    int prev = ui_text_width(ui, _("prev", "Previous"), F_BODY, W_BOLD) + BUTTON_ASIDE;
    int next = ui_text_width(ui, _("next", "Next"), F_BODY, W_BOLD) + BUTTON_ASIDE;
    int least = prev > next ? prev : next;

    return least > BUTTON_LEAST ? least : BUTTON_LEAST;
}

/* "Sebelumnya   7–12 dari 40   Berikutnya"; returns -1, 0 or 1. */
static int draw_pager(struct ui *ui, const struct permits *permits, size_t first, size_t end,
                      int page)
{
    char a[16], b[16], n[16], range[64];
    int y = permits->box.y + permits->box.h - PAGER_HEIGHT;
    int width = button_width(ui);
    const struct ui_box up = {permits->box.x, y, width, PAGER_HEIGHT};
    const struct ui_box down = {permits->box.x + permits->box.w - width, y, width, PAGER_HEIGHT};

    (void)text_format(a, sizeof a, "%zu", first + 1);
    (void)text_format(b, sizeof b, "%zu", end);
    (void)text_format(n, sizeof n, "%zu", permits->count);
    (void)text_fill(range, sizeof range, _("range", "{a}–{b} of {n}"), "a", a, "b", b, "n", n,
                    NULL);
    ui_text(ui, &(struct ui_text){.box = {up.x + width, y, down.x - up.x - width, PAGER_HEIGHT},
                                  .text = range,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_CENTER,
                                  .is_middle = true,
                                  .name = "range"});
    return part_page_step(
        ui, &(struct part_ways){.up = up,
                                .down = down,
                                .font = F_BODY,
                                .has_label = true,
                                .is_first = page == 0,
                                .is_last = end >= permits->count || page + 1 >= PERMIT_PAGES});
}

void permit_list_draw(struct ui *ui, struct router *router, struct permit_list *list,
                      const struct permits *permits)
{
    uint32_t stamp = stamp_of(ui, permits);
    size_t first, end;
    bool has_pager;
    int room = room_of(ui, permits, &has_pager);
    int used, step;

    if (list->stamp != stamp || list->starts[list->page] >= permits->count)
        *list = (struct permit_list){.stamp = stamp};
    first = list->starts[list->page];
    end = walk_page(ui, router, permits, first, room, &used);
    if (!has_pager)
        return;
    step = draw_pager(ui, permits, first, end, list->page);
    if (step == 0)
        return;
    list->page += step;
    if (step > 0)
        list->starts[list->page] = (uint32_t)end;
    ui_forget_touch(ui); /* what lies under the finger now is another permit */
    ui_ask_wake(ui, ui_now_ms(ui));
}

int permit_list_bottom(struct ui *ui, const struct permit_list *list, const struct permits *permits)
{
    bool has_pager;
    int room = room_of(ui, permits, &has_pager);
    int used;

    if (has_pager)
        return permits->box.y + permits->box.h;
    (void)list;
    (void)walk_page(ui, NULL, permits, 0, room, &used);
    return permits->box.y + used;
}
