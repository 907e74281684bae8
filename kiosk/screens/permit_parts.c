/* The head and the actions of a permit's screens (05, 06, 07, 25). */
#include "base/text.h"
#include "list_wish.h"
#include "parts.h"

enum { CHIP_HEIGHT = 56, CHIP_GAP = 12, PRINT_WIDTH = 296 };

const struct screen *part_requirements_of(const struct service *service)
{
    return service->requirements.is_present && item_list_shown(&service->requirements) > 0
               ? &screen_requirements
               : &screen_missing;
}

const struct group *part_information(const struct router *router)
{
    return catalog_group(router_catalog(router), "B");
}

/* Chips stand in a row and go to the next one where they must; returns the y below them. */
static int draw_chips(struct ui *ui, const struct service *service, int y)
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
    int x = PART_X;
    int bottom = y;

    strings_fee(fee, sizeof fee, service);
    strings_duration(time, sizeof time, &service->duration);
    words_all_counters(counters, sizeof counters, service->group, i18n_lang());
    for (size_t i = 0; i < ARRAY_LEN(chips); i++) {
        int width = ui_text_width(ui, chips[i].text, F_CAPTION, W_SEMIBOLD) + 84;

        if (!chips[i].text[0])
            continue;
        if (x > PART_X && x + width > PART_X + PART_W) {
            x = PART_X;
            y += CHIP_HEIGHT + CHIP_GAP;
        }
        x += CHIP_GAP
             + ui_chip(ui, (struct ui_box){x, y, PART_W, CHIP_HEIGHT}, chips[i].icon, chips[i].text,
                       UI_TONE_PLAIN, false, chips[i].name);
        bottom = y + CHIP_HEIGHT;
    }
    return bottom;
}

int part_permit_head(struct ui *ui, struct router *router, enum permit_tab open)
{
    const struct service *service = router_visit(router)->service;
    const struct ui_tab tabs[] = {
        {"tab-requirements", _("t_req", "Requirements"), ICON_LIST_CHECKS},
        {"tab-steps", _("t_flow", "Steps"), ICON_ROUTE},
        {"tab-info", _("t_info", "Info & complaints"), ICON_INFO},
    };
    const struct screen *screens[] = {part_requirements_of(service), &screen_steps, &screen_info};
    int y = PART_TOP;
    int fired;

    y += part_text(ui, &(struct part_text){.x = PART_X,
                                           .y = y,
                                           .w = PART_W,
                                           .text = service->name.id,
                                           .font = F_H1,
                                           .weight = W_BOLD,
                                           .color = C_INK,
                                           .name = "title"});
    y = draw_chips(ui, service, y + 20) + 28;
    fired =
        ui_tabs(ui, (struct ui_box){PART_X, y, PART_W, 104}, tabs, ARRAY_LEN(tabs), (size_t)open);
    if (fired >= 0 && fired != (int)open)
        router_replace(router, screens[fired]);
    return y + 104;
}

void part_permit_take(struct ui *ui, struct router *router, int x)
{
    if (ui_button(ui, &(struct ui_button){
                          .name = "take",
                          .label = _("take_q", "Get a queue number"),
                          .icon = ICON_TICKET,
                          .kind = UI_PRIMARY,
                          .font = F_H2,
                          .box = {x, part_actions(ui), PART_X + PART_W - x, PART_ACTION}}))
        router_go(router, &screen_confirm);
}

void part_permit_actions(struct ui *ui, struct router *router)
{
    const struct service *service = router_visit(router)->service;
    bool has_list = part_requirements_of(service) == &screen_requirements;
    bool has_slip = has_list || service->step_count > 0;
    enum slip_kind kind = has_list ? SLIP_REQUIREMENTS : SLIP_STEPS;
    int y = part_actions(ui);
    int x = PART_X;

    if (has_slip) {
        if (ui_button(ui, &(struct ui_button){.name = "print",
                                              .label = has_list ? _("print_req", "Print list")
                                                                : _("print_flow", "Print steps"),
                                              .icon = ICON_PRINTER,
                                              .kind = UI_SECONDARY,
                                              .font = F_BODY,
                                              .box = {x, y, PRINT_WIDTH, PART_ACTION}}))
            list_wish_print(router, kind);
        x += PRINT_WIDTH + 16;
    }
    part_permit_take(ui, router, x);
}
