/* Screen 33: whom the officer serves, who waits, and a number for who cannot use the kiosk. */
#include "base/text.h"
#include "desk_screen.h"
#include "parts.h"
#include "staff_parts.h"

enum {
    LEFT_W = 544, /* landscape: the card and its buttons */
    RIGHT_W = 480,
    TOP_GAP = 24,    /* from the bar to the headings; the card begins 8 lower */
    BOTTOM_GAP = 32, /* to the window's end */
    ACTION = 88,
    PRIMARY = 136,
    PORTRAIT_CARD = 360,
    PORTRAIT_ACTION = 120,
    PORTRAIT_LOWER = 540 /* issuing, and the devices beside it */
};

static void staff_desk_news(void *state, struct router *router)
{
    desk_screen_read(state, router);
}

static void staff_desk_enter(void *state, struct router *router)
{
    struct desk_screen *s = state;

    s->command = uuid_v4();
    s->rows = 6;
    desk_screen_read(s, router);
}

static void place_landscape(struct ui *ui, struct desk_screen *s, struct router *router, int top)
{
    int bottom = ui_height(ui) - BOTTOM_GAP;
    struct ui_box left = {DESK_MARGIN, top + TOP_GAP + 8, LEFT_W, bottom - top - TOP_GAP - 8};
    struct ui_box right = {ui_width(ui) - DESK_MARGIN - RIGHT_W, top + TOP_GAP, RIGHT_W, 0};
    int middle = left.x + left.w + DESK_GUTTER;
    int primary = bottom - PRIMARY;
    int actions = primary - DESK_GAP - ACTION;

    desk_serving_card(ui, s, router,
                      (struct ui_box){left.x, left.y, left.w, actions - DESK_GAP - left.y});
    desk_serving_actions(ui, s, (struct ui_box){left.x, actions, left.w, ACTION},
                         (struct ui_box){left.x, primary, left.w, PRIMARY});
    desk_waiting(ui, s, router,
                 (struct ui_box){middle, top + TOP_GAP, right.x - DESK_GUTTER - middle,
                                 bottom - top - TOP_GAP});
    int used = desk_issue(ui, s, router, right);
    right.y += used + DESK_GAP;
    right.h = bottom - right.y;
    desk_devices(ui, s, router, right);
}

static void place_portrait(struct ui *ui, struct desk_screen *s, struct router *router, int top)
{
    int width = ui_width(ui) - 2 * DESK_MARGIN;
    int half = (width - DESK_GUTTER) / 2;
    int actions = ui_height(ui) - BOTTOM_GAP - PORTRAIT_ACTION;
    int lower = actions - DESK_GAP - 8 - PORTRAIT_LOWER;
    int list = top + TOP_GAP + PORTRAIT_CARD + DESK_GAP;
    int x = DESK_MARGIN;

    desk_serving_card(ui, s, router, (struct ui_box){x, top + TOP_GAP, width, PORTRAIT_CARD});
    desk_waiting(ui, s, router, (struct ui_box){x, list, width, lower - DESK_GAP - list});
    (void)desk_issue(ui, s, router, (struct ui_box){x, lower, half, PORTRAIT_LOWER});
    desk_devices(ui, s, router,
                 (struct ui_box){x + half + DESK_GUTTER, lower, half, PORTRAIT_LOWER});
    desk_serving_actions(
        ui, s, (struct ui_box){x, actions, half, PORTRAIT_ACTION},
        (struct ui_box){x + half + DESK_GAP, actions, width - half - DESK_GAP, PORTRAIT_ACTION});
}

/* What the counter is for: "Penerimaan berkas", or several. */
static void name_groups(char *out, size_t size, const struct router *router)
{
    const struct catalog *catalog = router_catalog(router);
    char both[STRINGS_LINE];

    out[0] = '\0';
    for (size_t i = 0; i < catalog->office.group_count; i++) {
        const struct group *group = &catalog->office.groups[i];

        if (!desk_counter_serves(catalog, router_shift(router)->counter, group->id))
            continue;
        (void)text_format(both, sizeof both, "%s%s%s", out, out[0] ? ", " : "",
                          strings_words(&group->name));
        (void)text_copy(out, size, both);
    }
}

/* An upright bar has room for the counter and what it is for. */
static void place_bar(struct ui *ui, struct router *router)
{
    const char *counter = part_counter_words(router, router_shift(router)->counter);
    char title[STRINGS_LINE], subtitle[STRINGS_LINE], groups[STRINGS_LINE];

    name_groups(groups, sizeof groups, router);
    if (ui_is_landscape(ui)) {
        strings_dotted(title, sizeof title, _("p_mode", "Staff mode"), counter);
        strings_dotted(subtitle, sizeof subtitle, groups, router_office(router));
    } else {
        (void)text_copy(title, sizeof title, counter);
        (void)text_copy(subtitle, sizeof subtitle, groups);
    }
    if (part_staff_bar(ui, router,
                       &(struct staff_bar){.title = title,
                                           .subtitle = subtitle,
                                           .action_name = "survey",
                                           .action = _("si_btn", "Survey"),
                                           .action_icon = ICON_SMILE}))
        router_go(router, &screen_staff_ikm);
}

/* The answer is on the screen with this frame: the next tap is another command. */
static void renew_command(struct desk_screen *s)
{
    if (!s->is_answered)
        return;
    s->is_answered = false;
    s->command = uuid_v4();
}

static void staff_desk_frame(void *state, struct ui *ui, struct router *router)
{
    struct desk_screen *s = state;
    enum desk_sheet before = s->sheet;
    int top = part_staff_top(ui);

    place_bar(ui, router);
    if (s->is_stale)
        desk_screen_read(s, router);
    renew_command(s);
    if (ui_is_landscape(ui))
        place_landscape(ui, s, router, top);
    else
        place_portrait(ui, s, router, top);
    desk_sheet(ui, s, router);
    if (s->wish.kind != WISH_NONE || s->sheet != before)
        ui_forget_touch(ui); /* what lies under the finger now is another button */
    desk_screen_carry_out(s, router);
    if (s->is_answered || s->is_stale || s->sheet != before || s->has_new_toast)
        ui_ask_wake(ui, ui_now_ms(ui)); /* this frame shows what was before */
}

const struct screen screen_staff_desk = {
    .name = "staff-desk",
    .state_size = sizeof(struct desk_screen),
    .idle_ms = 120000,
    .has_no_nav = true,
    .is_staff = true,
    .enter = staff_desk_enter,
    .frame = staff_desk_frame,
    .news = staff_desk_news,
};
