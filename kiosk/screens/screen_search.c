/* Screen 03: a permit by its name, found while it is typed. "Cari" puts the keyboard away and gives its room
 * to what was found; the box brings it back. */
#include "ask_desk.h"
#include "base/secret.h"
#include "base/text.h"
#include "closed.h"
#include "domain/finder.h"
#include "parts.h"
#include "permit_list.h"
#include "permit_row.h"
#include "ui/keys.h"

enum {
    BOX = 104,
    CLEAR_LEAST = 192,
    CLEAR_ASIDE = 104,
    CLEAR_H = 72,
    INSET = 20,
    GAP = 24,
    TEXT = 64
};

struct search_state {
    char text[TEXT];
    struct ui_keyboard keyboard;
    struct permit_list list;
    struct opening opening;
    bool has_searched; /* the keyboard is away */
};

/* Where things stand, top to bottom. */
struct places {
    int title_y;
    struct ui_box box;
    int count_y;
    struct ui_box list;
    struct ui_box ask; /* h == 0: there is no room for it */
};

static void search_news(void *state, struct router *router)
{
    ((struct search_state *)state)->opening = closed_look(router, NULL);
}

static void search_leave(void *state, struct router *router)
{
    router_forget_find(router);
    secret_wipe(state, sizeof(struct search_state));
}

static int line_height(struct ui *ui, enum ui_font font)
{
    return ui_text_height(ui, "A", font, W_BOLD, 999);
}

/* In low reach whatever is touched stands low: while the keyboard is there the best hit above it, then the box
 * and all hits. */
static struct places place(const struct search_state *s, struct ui *ui, struct router *router)
{
    const int width = ui_width(ui) - 2 * PART_X;
    const int bottom = s->has_searched
                           ? part_bottom(ui)
                           : ui_height(ui) - ui_nav_height(ui) - ui_keyboard_height(ui) - 16;
    const bool is_low = ui_is_low_reach(ui);
    struct places at = {.title_y = ui_is_landscape(ui) ? -1 : part_top(ui)};
    int y = part_top(ui) - (ui_is_landscape(ui) ? 16 : 0);
    int ask = ask_desk_height(ui, router, width, false);

    if (at.title_y >= 0)
        y += line_height(ui, F_H1) + 16;
    if (is_low && s->has_searched)
        y = UI_LOW_REACH;
    at.box = (struct ui_box){PART_X, y, width, BOX};
    at.count_y = y + BOX + 16;
    y = at.count_y + line_height(ui, F_BODY) + 12;
    if (is_low && y < UI_LOW_REACH) {
        y = UI_LOW_REACH;
        at.count_y = y - line_height(ui, F_BODY) - 12;
    }
    at.list = (struct ui_box){PART_X, y, width, bottom - y};
    if (at.list.h - ask - 16 < (is_low && s->has_searched ? 3 : 1) * PERMIT_ROW)
        ask = 0; /* hits and pager need the room */
    at.list.h -= ask > 0 ? ask + 16 : 0;
    at.ask = (struct ui_box){PART_X, bottom - ask, width, ask};
    return at;
}

/* --- the box -------------------------------------------------------------------------------------- */

static void type_again(struct search_state *s, struct ui *ui)
{
    s->has_searched = false;
    s->list = (struct permit_list){0};
    ui_forget_touch(ui); /* the keyboard covers what lies under the finger */
    ui_ask_wake(ui, ui_now_ms(ui));
}

static void draw_clear(struct search_state *s, struct ui *ui, struct ui_box box, int width)
{
    if (!ui_button(ui, &(struct ui_button){.name = "clear",
                                           .label = _("clear", "Clear"),
                                           .icon = ICON_X,
                                           .kind = UI_SECONDARY,
                                           .font = F_BODY,
                                           .box = {box.x + box.w - width - INSET,
                                                   box.y + (BOX - CLEAR_H) / 2, width, CLEAR_H}}))
        return;
    s->text[0] = '\0';
    type_again(s, ui);
}

static void draw_box(struct search_state *s, struct ui *ui, struct ui_box box)
{
    int clear = ui_text_width(ui, _("clear", "Clear"), F_BODY, W_BOLD) + CLEAR_ASIDE;
    bool has_clear = s->text[0] && (box.y >= UI_LOW_REACH || !ui_is_low_reach(ui));

    clear = clear > CLEAR_LEAST ? clear : CLEAR_LEAST;
    ui_search_box(ui, "typed", box, s->text, _("search_ph", "Search a permit, e.g. perekam medis"),
                  has_clear ? clear + 2 * INSET : INSET);
    if (s->has_searched
        && ui_hotspot(
            ui, "type", _("type", "Type"),
            (struct ui_box){box.x, box.y, box.w - (has_clear ? clear + 2 * INSET : 0), box.h}))
        type_again(s, ui);
    if (has_clear)
        draw_clear(s, ui, box, clear);
}

/* --- what was found ------------------------------------------------------------------------------- */

static void draw_count(struct ui *ui, const char *text, size_t count, int y)
{
    char words[STRINGS_LINE], n[16];

    (void)text_format(n, sizeof n, "%zu", count);
    if (ui_typing_letters(text) < FIND_LETTERS)
        (void)text_copy(words, sizeof words,
                        _("find_hint", "Results appear from the second letter on."));
    else
        (void)text_fill(words, sizeof words,
                        N_("found", "{n} permit found", "{n} permits found", count), "n", n, NULL);
    ui_text(ui, &(struct ui_text){
                    .box = {PART_X, y, ui_width(ui) - 2 * PART_X, line_height(ui, F_BODY)},
                    .text = words,
                    .font = F_BODY,
                    .weight = W_SEMIBOLD,
                    .color = C_INK2,
                    .name = "found"});
}

static void draw_found(struct search_state *s, struct ui *ui, struct router *router,
                       const struct places *at)
{
    struct permits permits = {.box = at->list,
                              .typed = s->text,
                              .is_open = s->opening.is_open,
                              .has_no_pager = !s->has_searched};
    struct ui_box ask = at->ask;

    permits.count = router_find(router, s->text, &permits.services);
    draw_count(ui, s->text, permits.count, at->count_y);
    if (permits.count > 0)
        permit_list_draw(ui, router, &s->list, &permits);
    if (ask.h == 0 && permits.count == 0) { /* it takes the place of the hits */
        ask.h = ask_desk_height(ui, router, at->list.w, false);
        ask.y = at->list.y;
    } else if (!ui_is_landscape(ui) || permits.count == 0) { /* it follows a short list */
        int y = permits.count > 0 ? permit_list_bottom(ui, &s->list, &permits) + 16 : at->list.y;

        ask.y = y < ask.y ? y : ask.y;
    }
    if (ask.h > 0)
        ask_desk_draw(ui, router, ask, NULL, s->opening.is_open, false);
}

static void draw_keyboard(struct search_state *s, struct ui *ui)
{
    const struct ui_typing typing = {
        .text = s->text,
        .size = sizeof s->text,
        .space = _("space", "space"),
        .shift = _("shift", "capital letter"),
        .erase = _("clear", "Clear"),
        .action = _("go", "Search"),
        .is_action_disabled = ui_typing_letters(s->text) < FIND_LETTERS,
    };

    if (!ui_keyboard(ui, &s->keyboard, &typing, ui_height(ui) - ui_nav_height(ui)))
        return;
    s->has_searched = true;
    s->list = (struct permit_list){0};
    ui_forget_touch(ui);
    ui_ask_wake(ui, ui_now_ms(ui));
}

static void search_frame(void *state, struct ui *ui, struct router *router)
{
    struct search_state *s = state;
    const struct places at = place(s, ui, router);

    if (at.title_y >= 0)
        (void)part_text(ui, &(struct part_text){.x = PART_X,
                                                .y = at.title_y,
                                                .w = PART_W,
                                                .text = _("find", "Search permits"),
                                                .font = F_H1,
                                                .weight = W_BOLD,
                                                .color = C_INK,
                                                .name = "title"});
    draw_box(s, ui, at.box);
    draw_found(s, ui, router, &at);
    if (!s->has_searched)
        draw_keyboard(s, ui);
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
