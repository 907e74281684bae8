/* Screen 25: the document lists no requirements, so none are invented. */
#include "help_call.h"
#include "parts.h"

enum { CIRCLE = 240, BUTTON = 128 };

static void missing_frame(void *state, struct ui *ui, struct router *router)
{
    const struct group *desk = part_information(router);
    int head = part_permit_head(ui, router, TAB_REQUIREMENTS);
    int y = head + 160;
    const char *label = _("ask_staff_d", "Information desk number");
    int width = ui_text_width(ui, label, F_TITLE, W_BOLD) + 44 + 20 + 2 * 40;
    bool wants_desk = false;

    (void)state;
    part_medallion(ui, (struct ui_box){(ui_width(ui) - CIRCLE) / 2, y, CIRCLE, CIRCLE},
                   ICON_FILE_QUESTION_MARK, 128, C_SAND, C_INK);
    y += CIRCLE + 48;
    y += 8
         + part_text(ui, &(struct part_text){.x = PART_X,
                                             .y = y,
                                             .w = PART_W,
                                             .text = _("noreq", "Requirements not available yet"),
                                             .font = F_H1,
                                             .weight = W_BOLD,
                                             .color = C_INK,
                                             .align = UI_CENTER,
                                             .name = "noreq"});
    y += 68
         + part_text(ui, &(struct part_text){
                             .x = PART_X + 36,
                             .y = y + 8,
                             .w = PART_W - 72,
                             .text = _("noreq_d", "The service standard for this permit does not "
                                                  "list requirements yet. Steps and legal basis "
                                                  "are available."),
                             .font = F_TITLE,
                             .weight = W_MEDIUM,
                             .color = C_INK2,
                             .align = UI_CENTER});
    if (width > PART_W)
        width = PART_W;
    if (desk) {
        wants_desk = ui_button(
            ui, &(struct ui_button){.name = "ask",
                                    .label = label,
                                    .icon = ICON_CONCIERGE_BELL,
                                    .kind = UI_HELPER,
                                    .font = F_TITLE,
                                    .box = {(ui_width(ui) - width) / 2, y, width, BUTTON}});
    }
    help_call_button(ui, router, HELP_MISSING,
                     (struct ui_box){PART_X, desk ? y + BUTTON + 24 : y, PART_W, 0});
    part_permit_actions(ui, router);
    if (wants_desk) { /* last: from here on the visit's choice is no permit */
        router_choose_group(router, desk);
        router_go(router, &screen_confirm);
    }
}

/* Back from the information desk's number: the permit is the choice again. */
struct missing_state {
    const struct service *service;
};

static void missing_enter(void *state, struct router *router)
{
    struct missing_state *s = state;

    s->service = router_visit(router)->service;
}

static void missing_news(void *state, struct router *router)
{
    struct missing_state *s = state;

    router_choose_service(router, s->service);
}

const struct screen screen_missing = {
    .name = "missing",
    .state_size = sizeof(struct missing_state),
    .idle_ms = 90000,
    .enter = missing_enter,
    .frame = missing_frame,
    .news = missing_news,
};
