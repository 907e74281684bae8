/* Screen 29: the complaint's number, until when and how it is answered, and what happens next. */
#include "base/text.h"
#include "complaint_form.h"
#include "parts.h"
#include "sent_parts.h"
#define LOG_AREA "screen"
#include "base/log.h"

enum {
    OPEN_MS = 30000,
    BUTTONS_ABOVE_NAV = 80,
    GAP = 24,
    STATE_GAP = 8,
    COUNTDOWN = 68, /* wide panels: the line below all of it */
    TAKE = 96,
    PRINT_W = 400,
    PRINT_W_WIDE = 344,
    COLUMN_GAP = 32
};

static const struct sent_shape shapes[] = {{true, true, true, true},
                                           {false, true, true, true},
                                           {false, false, true, true},
                                           {false, false, true, false},
                                           {false, false, false, false}};

static void sent_enter(void *state, struct router *router)
{
    struct sent_state *s = state;
    const struct complaint *sent = &router_visit(router)->complaint.sent;
    const struct catalog *catalog = router_catalog(router);
    char text[TICKET_QR_TEXT];
    struct err err = {0};

    complaint_ways_open(&s->ways);
    if (catalog && complaint_format_qr(text, catalog->office.id, sent->number, sent->code)
        && qr_encode(&s->code, text, &err))
        return;
    s->code.size = 0;
    log_warn("no QR code for a complaint: %s; the screen shows number and code alone",
             err.text[0] ? err.text : "the office's id is too long");
}

static void sent_news(void *state, struct router *router)
{
    struct sent_state *s = state;

    complaint_slip_look(&s->slip, router);
}

/* --- actions ------------------------------------------------------------------------------------ */

/* Where it is talked about in person, NULL where somebody is written to or nobody is. */
static const struct group *meeting_group(struct router *router)
{
    return router_visit(router)->complaint.sent.reply == REPLY_IN_PERSON ? complaint_counter(router)
                                                                         : NULL;
}

static void draw_take(struct ui *ui, struct router *router, const struct group *group,
                      struct ui_box box)
{
    char label[STRINGS_LINE], letter[] = {group->letter, '\0'};

    (void)text_fill(label, sizeof label, _("c_take", "Take number {letter} now"), "letter", letter,
                    NULL);
    if (!ui_button(ui, &(struct ui_button){.name = "take",
                                           .label = label,
                                           .icon = ICON_TICKET,
                                           .kind = UI_HELPER,
                                           .font = F_BODY,
                                           .box = box}))
        return;
    router_choose_group(router, group);
    router_go(router, &screen_confirm);
}

static void draw_state(struct ui *ui, const struct sent_state *s, struct router *router,
                       struct ui_box box)
{
    bool is_good;
    const char *words = complaint_slip_words(&s->slip, router, &is_good);

    if (words)
        ui_text(ui, &(struct ui_text){.box = box,
                                      .text = words,
                                      .font = F_CAPTION,
                                      .weight = W_SEMIBOLD,
                                      .color = is_good ? C_PRIMARY_DARK : C_DANGER,
                                      .align = UI_CENTER,
                                      .is_middle = true,
                                      .name = "slip"});
}

/* The place that its longest words take is kept free: nothing moves when they come. */
static int state_height(struct ui *ui, int width)
{
    return ui_text_height(
        ui,
        _("c_slip_maybe", "Perhaps no receipt came out. Please write down the number and code."),
        F_CAPTION, W_SEMIBOLD, width);
}

static void draw_actions(struct ui *ui, struct sent_state *s, struct router *router,
                         struct ui_box box)
{
    int print = ui_is_landscape(ui) ? PRINT_W_WIDE : PRINT_W;

    if (ui_button(ui, &(struct ui_button){.name = "print",
                                          .label = _("c_print", "Print proof"),
                                          .icon = ICON_PRINTER,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = {box.x, box.y, print, box.h},
                                          .is_disabled = complaint_slip_is_busy(&s->slip)})) {
        complaint_slip_print(&s->slip, router, router_visit(router)->complaint.sent.number);
        ui_ask_wake(ui, ui_now_ms(ui));
    }
    if (ui_button(
            ui, &(struct ui_button){.name = "done",
                                    .label = _("done", "Done"),
                                    .icon = ICON_CHECK,
                                    .icon_after = true,
                                    .kind = UI_PRIMARY,
                                    .font = F_H2,
                                    .box = {box.x + print + 16, box.y, box.w - print - 16, box.h}}))
        router_end_visit(router);
}

/* --- places ------------------------------------------------------------------------------------- */

/* Columns: side by side on wide panels; on upright ones the second one stands below the first. */
struct columns {
    struct ui_box first, second;
    int end; /* of both */
};

static int first_height(struct ui *ui, const struct sent_state *s, struct router *router,
                        const struct sent_shape *shape, struct ui_box box)
{
    return sent_head(ui, box, shape, true) + GAP + sent_card(ui, s, router, box, true);
}

static int second_height(struct ui *ui, const struct sent_state *s, struct router *router,
                         const struct sent_shape *shape, struct ui_box box)
{
    int height = sent_next(ui, router, box, shape, true);

    if (shape->has_ways)
        height += GAP + complaint_ways_height(ui, router, &s->ways, box.w);
    return height;
}

static bool fits(struct ui *ui, const struct sent_state *s, struct router *router,
                 const struct sent_shape *shape, const struct columns *at)
{
    int first = first_height(ui, s, router, shape, at->first);
    int second = second_height(ui, s, router, shape, at->second);

    if (ui_is_landscape(ui))
        return at->first.y + first <= ui_height(ui) - ui_nav_height(ui) - COUNTDOWN
               && at->second.y + second <= at->end;
    return at->first.y + first + GAP + second <= at->end;
}

static void draw_columns(struct ui *ui, struct sent_state *s, struct router *router,
                         struct columns *at)
{
    size_t i = 0;

    while (i + 1 < ARRAY_LEN(shapes) && !fits(ui, s, router, &shapes[i], at))
        i++;
    const struct sent_shape *shape = &shapes[i];
    struct ui_box box = at->first;
    box.y += sent_head(ui, box, shape, false) + GAP;
    box.y += sent_card(ui, s, router, box, false) + GAP;
    if (ui_is_landscape(ui))
        box = at->second;
    box.y += sent_next(ui, router, box, shape, false) + GAP;
    if (shape->has_ways)
        complaint_ways_draw(ui, router, &s->ways, box);
}

static void sent_frame(void *state, struct ui *ui, struct router *router)
{
    struct sent_state *s = state;
    bool is_wide = ui_is_landscape(ui);
    int64_t open_ms = router_scaled_ms(router, OPEN_MS);
    int64_t now = ui_now_ms(ui);
    int all = ui_width(ui) - 2 * PART_X;
    int half = (all - COLUMN_GAP) / 2;
    int x = is_wide ? PART_X + half + COLUMN_GAP : PART_X;
    int y = ui_height(ui) - ui_nav_height(ui) - BUTTONS_ABOVE_NAV - PART_ACTION;
    const struct group *group = meeting_group(router);
    struct ui_box actions = {x, y, is_wide ? half : all, PART_ACTION};

    if (s->touched_ms == 0 || ui_was_touched(ui) || router_is_covered(router))
        s->touched_ms = now;
    if (now - s->touched_ms >= open_ms)
        router_end_visit(router);
    y -= group ? 16 + TAKE : 0;
    struct columns at = {.first = {PART_X, part_top(ui), is_wide ? half : all, 0},
                         .second = {x, part_top(ui), is_wide ? half : all, 0},
                         .end = y - 2 * STATE_GAP - state_height(ui, actions.w)};
    draw_columns(ui, s, router, &at);
    int state_h = state_height(ui, actions.w);
    draw_state(ui, s, router,
               (struct ui_box){actions.x, y - STATE_GAP - state_h, actions.w, state_h});
    if (group)
        draw_take(ui, router, group, (struct ui_box){actions.x, y, actions.w, TAKE});
    draw_actions(ui, s, router, actions);
    part_countdown(ui, _("return", "Screen resets in **{n}** seconds"), open_ms,
                   open_ms - (now - s->touched_ms));
}

const struct screen screen_complaint_sent = {
    .name = "complaint-sent",
    .state_size = sizeof(struct sent_state),
    .has_no_back = true,
    .has_countdown = true,
    .tells_number = true,
    .enter = sent_enter,
    .frame = sent_frame,
    .news = sent_news,
};
