/* The head and the actions of a permit's screens, upright and lying across. */
#include "permit_place.h"
#include "base/text.h"
#include "list_wish.h"

enum {
    CHIP_HEIGHT = 56,
    CHIP_GAP = 12,
    CHIP_ASIDE = 84,
    SECOND_LEAST = 296,
    TABS = 104,
    TAB_ROW = 76, /* of tabs that stand one below the other, with its gap */
    GAP = 16,
    SIDE = 520, /* the column at the left, lying across */
    SIDE_GAP = 48,
    SIDE_SECOND = 88,
    SIDE_TAKE = 112,
    LOW_TABS = 976,
    LOW_LIST = LOW_TABS + TABS + GAP,
    LINE = 68, /* words and bar above a list */
    NAME_TEXT = 1024,
};

/* --- the name ----------------------------------------------------------------------------------- */

/* The largest type in which the name has room; cut where it has none even in the smallest. */
static int draw_name(struct ui *ui, const char *name, struct ui_box box)
{
    static const enum ui_font fonts[] = {F_H1, F_H2, F_TITLE, F_BODY};
    char shown[NAME_TEXT];
    size_t at = 0;

    while (at + 1 < ARRAY_LEN(fonts) && ui_text_height(ui, name, fonts[at], W_BOLD, box.w) > box.h)
        at++;
    part_cut(ui, shown, sizeof shown, name, fonts[at], W_BOLD, box.w, box.h);
    return part_text(ui, &(struct part_text){.x = box.x,
                                             .y = box.y,
                                             .w = box.w,
                                             .text = shown,
                                             .font = fonts[at],
                                             .weight = W_BOLD,
                                             .color = C_INK,
                                             .name = "title"});
}

/* --- chips -------------------------------------------------------------------------------------- */

/* Chips stand in a row and go to the next one where they must; returns the y below them. Not drawn, they are
 * measured. */
static int place_chips(struct ui *ui, const struct service *service, struct ui_box box,
                       bool is_drawn)
{
    char fee[STRINGS_LINE], time[STRINGS_LINE], counters[STRINGS_LINE];
    const struct {
        enum icon icon;
        const char *text;
        const char *name;
    } chips[] = {
        {ICON_BADGE_CHECK, fee, "fee"},
        {ICON_CLOCK, time, "time"},
        {ICON_MAP_PIN, counters, "counters"},
    };
    int x = box.x;
    int y = box.y;
    int bottom = y;

    strings_fee(fee, sizeof fee, service);
    strings_duration(time, sizeof time, &service->duration);
    words_all_counters(counters, sizeof counters, service->group, i18n_lang());
    for (size_t i = 0; i < ARRAY_LEN(chips); i++) {
        int width = ui_text_width(ui, chips[i].text, F_CAPTION, W_SEMIBOLD) + CHIP_ASIDE;

        if (!chips[i].text[0])
            continue;
        width = width > box.w ? box.w : width;
        if (x > box.x && x + width > box.x + box.w) {
            x = box.x;
            y += CHIP_HEIGHT + CHIP_GAP;
        }
        if (is_drawn)
            (void)ui_chip(ui, (struct ui_box){x, y, box.x + box.w - x, CHIP_HEIGHT}, chips[i].icon,
                          chips[i].text, UI_TONE_PLAIN, false, chips[i].name);
        x += width + CHIP_GAP;
        bottom = y + CHIP_HEIGHT;
    }
    return bottom;
}

/* --- tabs --------------------------------------------------------------------------------------- */

static void draw_tabs(struct ui *ui, struct router *router, enum permit_tab open, struct ui_box box,
                      bool is_column)
{
    const struct ui_tab tabs[] = {
        {"tab-requirements", _("t_req", "Requirements"), ICON_LIST_CHECKS},
        {"tab-steps", _("t_flow", "Steps"), ICON_ROUTE},
        {"tab-info", _("t_info", "Info & complaints"), ICON_INFO},
    };
    const struct screen *screens[] = {part_requirements_of(router_visit(router)->service),
                                      &screen_steps, &screen_info};
    int fired = is_column ? ui_tabs_down(ui, box, tabs, ARRAY_LEN(tabs), (size_t)open)
                          : ui_tabs(ui, box, tabs, ARRAY_LEN(tabs), (size_t)open);

    if (fired >= 0 && fired != (int)open)
        router_replace(router, screens[fired]);
}

/* --- the three arrangements --------------------------------------------------------------------- */

static struct permit_place head_upright(struct ui *ui, struct router *router, enum permit_tab open)
{
    const struct service *service = router_visit(router)->service;
    const bool is_large = ui_is_large_text(ui);
    const int actions = part_actions(ui);
    struct permit_place place = {
        .x = PART_X, .w = PART_W, .bottom = actions - 40, .pager_y = actions - 24 - PAGER_HEIGHT};
    int y = part_top(ui);

    y += draw_name(ui, service->name.id, (struct ui_box){PART_X, y, PART_W, actions / 3}) + 20;
    if (!is_large)
        y = place_chips(ui, service, (struct ui_box){PART_X, y, PART_W, 0}, true) + 28;
    draw_tabs(ui, router, open, (struct ui_box){PART_X, y, PART_W, TABS}, false);
    place.line_y = place.top = place.list_top = y + TABS + 24;
    return place;
}

/* What is only read stands under the name; a list that is touched stands far below it. */
static struct permit_place head_low(struct ui *ui, struct router *router, enum permit_tab open)
{
    const struct service *service = router_visit(router)->service;
    const int actions = part_actions(ui);
    struct permit_place place = {.x = PART_X,
                                 .w = PART_W,
                                 .bottom = LOW_TABS - 24,
                                 .list_top = LOW_LIST,
                                 .line_y = LOW_TABS - 24 - LINE,
                                 .pager_y = actions - 24 - PAGER_HEIGHT,
                                 .is_low = true};
    const int name_room = open == TAB_REQUIREMENTS ? LOW_TABS / 3 : LOW_TABS / 6;
    int y = part_top(ui);

    y += draw_name(ui, service->name.id, (struct ui_box){PART_X, y, PART_W, name_room}) + 20;
    if (!ui_is_large_text(ui))
        y = place_chips(ui, service, (struct ui_box){PART_X, y, PART_W, 0}, true) + 28;
    place.top = y;
    return place;
}

static struct permit_place head_beside(struct ui *ui, struct router *router, enum permit_tab open)
{
    const struct service *service = router_visit(router)->service;
    const int bottom = ui_height(ui) - ui_nav_height(ui) - 20;
    const int x = PART_X + SIDE + SIDE_GAP;
    const int actions = bottom - SIDE_TAKE - GAP - SIDE_SECOND;
    const int tabs = 3 * TAB_ROW + 8;
    struct permit_place place = {
        .x = x,
        .w = ui_width(ui) - PART_X - x,
        .top = part_top(ui) - 8,
        .bottom = bottom,
        .pager_y = bottom - PAGER_HEIGHT,
        .is_beside = true,
        .second = {PART_X, actions, SIDE, SIDE_SECOND},
        .take = {PART_X, actions + SIDE_SECOND + GAP, SIDE, SIDE_TAKE},
    };
    int y = place.top;
    int chips = place_chips(ui, service, (struct ui_box){PART_X, 0, SIDE, 0}, false) + 20;
    int room = actions - 24 - tabs - 20 - y;

    if (ui_is_large_text(ui) || chips > room / 2)
        chips = 0;
    y += draw_name(ui, service->name.id, (struct ui_box){PART_X, y, SIDE, room - chips}) + 20;
    if (chips > 0)
        y = place_chips(ui, service, (struct ui_box){PART_X, y, SIDE, 0}, true) + 20;
    draw_tabs(ui, router, open, (struct ui_box){PART_X, y, SIDE, tabs}, true);
    place.line_y = place.list_top = place.top;
    return place;
}

void permit_low_tabs(struct ui *ui, struct router *router, const struct permit_place *place,
                     enum permit_tab open)
{
    if (place->is_low)
        draw_tabs(ui, router, open, (struct ui_box){PART_X, LOW_TABS, PART_W, TABS}, false);
}

struct permit_place permit_head(struct ui *ui, struct router *router, enum permit_tab open)
{
    if (ui_is_landscape(ui))
        return head_beside(ui, router, open);
    return ui_is_low_reach(ui) ? head_low(ui, router, open) : head_upright(ui, router, open);
}

struct ui_box permit_body(const struct permit_place *place, int top, bool has_pager)
{
    int bottom = has_pager && !place->is_low ? place->pager_y - 24 : place->bottom;

    return (struct ui_box){place->x, top, place->w, bottom - top};
}

struct ui_box permit_list_body(const struct permit_place *place, int top, bool has_pager)
{
    int bottom = has_pager || place->is_low ? place->pager_y - 24 : place->bottom;

    return (struct ui_box){place->x, top, place->w, bottom - top};
}

void permit_pager(struct ui *ui, const struct permit_place *place, int *page, int pages)
{
    part_pager(ui, (struct ui_box){place->x, place->pager_y, place->w, PAGER_HEIGHT}, page, pages);
}

/* --- actions ------------------------------------------------------------------------------------ */

void permit_take(struct ui *ui, struct router *router, struct ui_box box)
{
    const char *label = _("take_q", "Get a queue number");
    bool is_tight = ui_text_width(ui, label, F_H2, W_BOLD) + 136 > box.w;

    if (ui_button(ui, &(struct ui_button){.name = "take",
                                          .label = label,
                                          .icon = ICON_TICKET,
                                          .kind = UI_PRIMARY,
                                          .font = is_tight ? F_TITLE : F_H2,
                                          .box = box}))
        router_go(router, &screen_confirm);
}

/* Upright the second action is as wide as its words, and the number has the rest. */
static void place_actions(struct ui *ui, struct permit_place *place, const char *label)
{
    int width = ui_text_width(ui, label, F_BODY, W_BOLD) + 136;

    if (place->is_beside)
        return;
    width = width > SECOND_LEAST ? width : SECOND_LEAST;
    place->second = (struct ui_box){PART_X, part_actions(ui), width, PART_ACTION};
    place->take =
        (struct ui_box){PART_X + width + GAP, part_actions(ui), PART_W - width - GAP, PART_ACTION};
}

/* Where there is no second action the number takes its place too. */
static struct ui_box whole(struct ui *ui, const struct permit_place *place)
{
    if (place->is_beside)
        return place->take;
    return (struct ui_box){PART_X, part_actions(ui), PART_W, PART_ACTION};
}

bool permit_second(struct ui *ui, struct router *router, const struct permit_place *place,
                   const struct permit_second *second)
{
    struct permit_place at = *place;
    bool has_fired = false;

    place_actions(ui, &at, second->name ? second->label : "");
    if (second->name)
        has_fired = ui_button(ui, &(struct ui_button){.name = second->name,
                                                      .label = second->label,
                                                      .icon = second->icon,
                                                      .kind = UI_SECONDARY,
                                                      .font = F_BODY,
                                                      .box = at.second});
    permit_take(ui, router, second->name ? at.take : whole(ui, &at));
    return has_fired;
}

void permit_actions(struct ui *ui, struct router *router, const struct permit_place *place)
{
    const struct service *service = router_visit(router)->service;
    bool has_list = part_requirements_of(service) == &screen_requirements;
    enum slip_kind kind = has_list ? SLIP_REQUIREMENTS : SLIP_STEPS;
    struct permit_second print = {.icon = ICON_PRINTER};

    if (has_list || service->step_count > 0) {
        print.name = "print";
        print.label = has_list ? _("print_req", "Print list") : _("print_flow", "Print steps");
    }
    if (permit_second(ui, router, place, &print))
        list_wish_print(router, kind);
}
