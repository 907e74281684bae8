/* Screen 25: the document lists no requirements, so none are invented. */
#include "help_call.h"
#include "permit_place.h"

enum { CIRCLE = 240, BUTTON = 128, GAP = 24 };

/* The picture and the words, in the middle of the body; what is touched stands below them. */
static void draw_words(struct ui *ui, const struct permit_place *place, struct ui_box body)
{
    const char *title = _("noreq", "Requirements not available yet");
    const char *words = _("noreq_d", "The service standard for this permit does not list "
                                     "requirements yet. Steps and legal basis are available.");
    int width = place->w - 72;
    int used = ui_text_height(ui, title, F_H1, W_BOLD, place->w) + 16
               + ui_text_height(ui, words, F_TITLE, W_MEDIUM, width);
    int circle = body.h - used - 48;
    int y;

    circle = circle > CIRCLE ? CIRCLE : circle < 120 ? 0 : circle; /* words before pictures */
    y = body.y + (body.h - used - (circle > 0 ? circle + 48 : 0)) / 2;
    if (circle > 0) {
        part_medallion(ui, (struct ui_box){place->x + (place->w - circle) / 2, y, circle, circle},
                       ICON_FILE_QUESTION_MARK, circle * 8 / 15, C_SAND, C_INK);
        y += circle + 48;
    }
    y += 16
         + part_text(ui, &(struct part_text){.x = place->x,
                                             .y = y,
                                             .w = place->w,
                                             .text = title,
                                             .font = F_H1,
                                             .weight = W_BOLD,
                                             .color = C_INK,
                                             .align = UI_CENTER,
                                             .name = "noreq"});
    part_text(ui, &(struct part_text){.x = place->x + 36,
                                      .y = y,
                                      .w = width,
                                      .text = words,
                                      .font = F_TITLE,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .align = UI_CENTER});
}

static bool draw_desk(struct ui *ui, const struct permit_place *place, int y)
{
    const char *label = _("ask_staff_d", "Information desk number");
    int width = ui_text_width(ui, label, F_TITLE, W_BOLD) + 44 + 20 + 2 * 40;

    width = width > place->w ? place->w : width;
    return ui_button(
        ui, &(struct ui_button){.name = "ask",
                                .label = label,
                                .icon = ICON_CONCIERGE_BELL,
                                .kind = UI_HELPER,
                                .font = F_TITLE,
                                .box = {place->x + (place->w - width) / 2, y, width, BUTTON}});
}

static void missing_frame(void *state, struct ui *ui, struct router *router)
{
    const struct group *desk = part_information(router);
    const struct permit_place place = permit_head(ui, router, TAB_REQUIREMENTS);
    const int buttons = (desk ? BUTTON + GAP : 0) + HELP_CALL_HEIGHT;
    struct ui_box body = permit_body(&place, place.top, false);
    int y = place.list_top;
    bool wants_desk = false;

    (void)state;
    if (!place.is_low) {
        body.h -= buttons + GAP;
        y = body.y + body.h + GAP;
    }
    if (place.is_beside) /* the column at the left is read first */
        permit_actions(ui, router, &place);
    draw_words(ui, &place, body);
    permit_low_tabs(ui, router, &place, TAB_REQUIREMENTS);
    if (desk)
        wants_desk = draw_desk(ui, &place, y);
    help_call_button(ui, router, HELP_MISSING,
                     (struct ui_box){place.x, desk ? y + BUTTON + GAP : y, place.w, 0});
    if (!place.is_beside)
        permit_actions(ui, router, &place);
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
