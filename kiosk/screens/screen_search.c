/* Screen 03: a permit by its name, found while it is typed. */
#include "base/secret.h"
#include "base/text.h"
#include "closed.h"
#include "domain/finder.h"
#include "parts.h"
#include "permit_row.h"
#include "ui/keys.h"

enum {
    BOX = 104,
    CLEAR_W = 192,
    CLEAR_H = 72,
    ASK_W = 300,
    ASK_H = 88,
    GAP = 24,
    LINE = 44,
    TEXT = 64
};

struct search_state {
    char text[TEXT];
    struct ui_keyboard keyboard;
    struct opening opening;
    int page;
};

static void search_news(void *state, struct router *router)
{
    ((struct search_state *)state)->opening = closed_look(router, NULL);
}

static void search_leave(void *state, struct router *router)
{
    (void)router;
    secret_wipe(state, sizeof(struct search_state));
}

static int draw_box(struct search_state *s, struct ui *ui, int y)
{
    const struct ui_box box = {PART_X, y, ui_width(ui) - 2 * PART_X, BOX};

    ui_search_box(ui, "search", box, s->text, _("search_ph", "Search a permit, e.g. perekam medis"),
                  CLEAR_W + 2 * 20);
    if (s->text[0]
        && ui_button(ui, &(struct ui_button){.name = "clear",
                                             .label = _("clear", "Clear"),
                                             .icon = ICON_X,
                                             .kind = UI_SECONDARY,
                                             .font = F_BODY,
                                             .box = {box.x + box.w - CLEAR_W - 20,
                                                     y + (BOX - CLEAR_H) / 2, CLEAR_W, CLEAR_H}})) {
        s->text[0] = '\0';
        s->page = 0;
    }
    return y + BOX + GAP;
}

/* Who finds nothing is helped by people. */
static void draw_ask(struct ui *ui, struct router *router, int y, bool is_open)
{
    const struct group *information = part_information(router);
    int w = ui_width(ui) - 2 * PART_X;
    int words = w - 68 - ASK_W - GAP;

    if (!information)
        return;
    ui_icon(ui, ICON_CIRCLE_HELP, (struct ui_box){PART_X, y + (ASK_H - 44) / 2, 44, 44}, C_INK2);
    ui_text(ui, &(struct ui_text){.box = {PART_X + 68, y, words, ASK_H},
                                  .text = _("notfound", "Cannot find your permit? Get a number for "
                                                        "the information desk."),
                                  .font = F_BODY,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .is_middle = true,
                                  .name = "not-found"});
    if (ui_button(ui, &(struct ui_button){.name = "ask",
                                          .label = _("ask_staff", "Ask an officer"),
                                          .icon = ICON_CONCIERGE_BELL,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = {PART_X + w - ASK_W, y, ASK_W, ASK_H},
                                          .is_disabled = !is_open})) {
        router_choose_group(router, information);
        router_go(router, &screen_confirm);
    }
}

struct found {
    const struct service *const *services;
    size_t count;
};

/* Draws as many from `first` on as fit above `bottom`; returns how many. */
static size_t draw_rows(struct search_state *s, struct ui *ui, struct router *router,
                        const struct found *found, size_t first, int y, int bottom)
{
    const int w = ui_width(ui) - 2 * PART_X;
    size_t shown = 0;

    for (size_t i = first; i < found->count; i++, shown++) {
        int height = permit_row_height(ui, found->services[i], w);

        if (shown > 0 && y + height > bottom)
            break;
        permit_row_draw(ui, router,
                        &(struct permit_row){.service = found->services[i],
                                             .at = i,
                                             .box = {PART_X, y, w, height},
                                             .typed = s->text,
                                             .is_open = s->opening.is_open});
        y += height + PERMIT_ROW_GAP;
    }
    return shown;
}

static void draw_found(struct search_state *s, struct ui *ui, struct router *router, int y,
                       int bottom)
{
    struct found found = {0};
    char words[STRINGS_LINE], count[16];

    found.count = router_find(router, s->text, &found.services);
    if (ui_typing_letters(s->text) >= FIND_LETTERS) {
        (void)text_format(count, sizeof count, "%zu", found.count);
        (void)text_fill(words, sizeof words,
                        N_("found", "{n} permit found", "{n} permits found", found.count), "n",
                        count, NULL);
        ui_text(ui, &(struct ui_text){.box = {PART_X, y, PART_W, LINE},
                                      .text = words,
                                      .font = F_BODY,
                                      .weight = W_SEMIBOLD,
                                      .color = C_INK2,
                                      .name = "found"});
    }
    (void)draw_rows(s, ui, router, &found, 0, y + LINE, bottom - ASK_H - GAP);
    draw_ask(ui, router, bottom - ASK_H, s->opening.is_open);
}

static void search_frame(void *state, struct ui *ui, struct router *router)
{
    struct search_state *s = state;
    const struct ui_typing typing = {
        .text = s->text,
        .size = sizeof s->text,
        .space = _("space", "space"),
        .shift = _("shift", "capital letter"),
        .erase = _("clear", "Clear"),
        .action = _("go", "Search"),
    };
    const int keyboard = ui_height(ui) - ui_nav_height(ui);
    int y = part_top(ui);

    y += part_text(ui, &(struct part_text){.x = PART_X,
                                           .y = y,
                                           .w = PART_W,
                                           .text = _("find", "Search permits"),
                                           .font = F_H1,
                                           .weight = W_BOLD,
                                           .color = C_INK,
                                           .name = "title"})
         + 16;
    y = draw_box(s, ui, y);
    draw_found(s, ui, router, y, keyboard - ui_keyboard_height(ui) - GAP);
    (void)ui_keyboard(ui, &s->keyboard, &typing, keyboard);
}

const struct screen screen_search = {
    .name = "search",
    .state_size = sizeof(struct search_state),
    .idle_ms = 60000,
    .enter = search_news,
    .frame = search_frame,
    .news = search_news,
    .leave = search_leave,
};
