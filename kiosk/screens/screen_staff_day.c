/* The staff's day: hours, pauses, opening and closing, and what became of every number. */
#include "base/text.h"
#include "day_screen.h"
#include "domain/calendar.h"
#include "staff_parts.h"

enum {
    FRESH_MS = 1000,  /* a busy hall commits often; figures need not follow each of them */
    CLOCK_MS = 20000, /* hours pass although nobody commits */
    SAME_WISH_MS = 4000,
    LEFT_WIDTH = 560,
    VIEWS_HEIGHT = 104,
};

/* --- reading ---------------------------------------------------------------------------------- */

static bool read_groups(struct day_screen *s, struct router *router, struct err *err)
{
    const struct office *office = &router_catalog(router)->office;

    s->group_count = office->group_count < DAY_GROUPS ? office->group_count : DAY_GROUPS;
    for (size_t i = 0; i < s->group_count; i++) {
        struct day_group *group = &s->groups[i];
        struct queue_view queue;

        group->group = &office->groups[i];
        if (!desk_view_opening(router_desk(router), group->group->id, &group->opening, err)
            || !desk_view_queue(router_desk(router), group->group->id, &queue, err))
            return false;
        group->waiting = queue.waiting;
    }
    return true;
}

static bool read_report(struct day_screen *s, struct router *router, struct err *err)
{
    struct day_report today;

    if (!desk_day_report(router_desk(router), s->today, &today, err))
        return false;
    s->is_day_open =
        today.has_session && today.closed_ms == 0 && s->office.reason != CLOSED_DAY_ENDED;
    day_report_clear(&s->report);
    if (s->day == s->today) {
        s->report = today;
        return true;
    }
    day_report_clear(&today);
    return desk_day_report(router_desk(router), s->day, &s->report, err);
}

static bool read_all(struct day_screen *s, struct router *router, struct err *err)
{
    struct queue_view queue;

    if (!desk_view_opening(router_desk(router), NULL, &s->office, err)
        || !desk_view_queue(router_desk(router), NULL, &queue, err))
        return false;
    s->waiting = queue.waiting;
    return read_groups(s, router, err) && read_report(s, router, err);
}

void day_read(struct day_screen *s, struct router *router)
{
    int64_t today = calendar_day(clock_now_ms(router_clock(router)), router_offset_min(router));
    struct err err = {0};

    if (!s->is_read || s->day == s->today) /* whoever looks at today goes on with it at midnight */
        s->day = today;
    s->today = today;
    s->is_read = router_desk(router) && read_all(s, router, &err);
    s->is_stale = false;
    s->read_ms = clock_mono_ms(router_clock(router));
    if (!s->is_read && router_desk(router))
        router_desk_failed(router, &err, "reading the day");
}

static void keep_fresh(struct day_screen *s, struct ui *ui, struct router *router)
{
    int64_t due_ms = s->read_ms + (s->is_stale ? FRESH_MS : CLOCK_MS);

    if (clock_mono_ms(router_clock(router)) >= due_ms)
        day_read(s, router);
    ui_ask_wake(ui, s->read_ms + (s->is_stale ? FRESH_MS : CLOCK_MS));
}

/* --- acting ----------------------------------------------------------------------------------- */

const char *day_refusal(const struct router *router, enum staff_right right)
{
    return staff_may(router_shift(router)->officer.role, right)
               ? ""
               : _("sd_supervisor", "Supervisors only");
}

void day_acted(struct day_screen *s, struct router *router, bool is_done, const struct err *err,
               const char *done)
{
    if (is_done)
        router_toast(router, done, true);
    else
        router_toast(router, _("p_not_done", "That did not work. Please try again."), false);
    if (!is_done)
        router_desk_failed(router, err, "changing the day");
    s->sheet = SHEET_NONE;
    day_read(s, router);
}

static void print_report(struct day_screen *s, struct router *router)
{
    int64_t now_ms = clock_mono_ms(router_clock(router));
    int64_t job = 0;
    struct err err = {0};

    if (now_ms >= s->print_until_ms)
        s->print_request = uuid_v4();
    s->print_until_ms = now_ms + SAME_WISH_MS;
    bool is_queued = desk_print_report(router_desk(router), &s->print_request, s->day,
                                       router_shift(router)->officer.code, &job, &err);
    day_acted(s, router, is_queued, &err, _("sd_printing", "The report is being printed."));
}

/* --- the frame -------------------------------------------------------------------------------- */

static void draw_one_view(struct day_screen *s, struct ui *ui, struct router *router,
                          struct ui_box box)
{
    const struct ui_tab views[] = {
        [DAY_VIEW_REPORT] = {"view-report", _("sd_report", "Report"), ICON_LIST_CHECKS},
        [DAY_VIEW_OPENING] = {"view-opening", _("sd_opening", "Hours and pauses"), ICON_CLOCK},
    };
    int chosen = ui_tabs(ui, (struct ui_box){box.x, box.y, box.w, VIEWS_HEIGHT}, views,
                         ARRAY_LEN(views), (size_t)s->view);

    if (chosen >= 0)
        s->view = (enum day_view)chosen;
    box.y += VIEWS_HEIGHT + DAY_GAP;
    box.h -= VIEWS_HEIGHT + DAY_GAP;
    if (s->view == DAY_VIEW_REPORT)
        day_draw_report(s, ui, router, box);
    else
        day_draw_opening(s, ui, router, box);
}

static void draw_bar(struct day_screen *s, struct ui *ui, struct router *router)
{
    bool has_report = s->is_read && !day_refusal(router, RIGHT_REPORT)[0];

    if (part_staff_bar(ui, router,
                       &(struct staff_bar){.title = _("sd_title", "The day"),
                                           .subtitle = router_office(router),
                                           .has_back = true,
                                           .action_name = has_report ? "print" : NULL,
                                           .action = _("sd_print", "Print report"),
                                           .action_icon = ICON_PRINTER}))
        print_report(s, router);
}

static void day_frame(void *state, struct ui *ui, struct router *router)
{
    struct day_screen *s = state;
    int top = part_staff_top(ui) + DAY_GAP;
    struct ui_box box = {STAFF_MARGIN, top, ui_width(ui) - 2 * STAFF_MARGIN,
                         ui_height(ui) - STAFF_MARGIN - top};

    keep_fresh(s, ui, router);
    draw_bar(s, ui, router);
    if (!s->is_read)
        return;
    if (ui_is_landscape(ui)) {
        day_draw_opening(s, ui, router, (struct ui_box){box.x, box.y, LEFT_WIDTH, box.h});
        box.x += LEFT_WIDTH + STAFF_MARGIN;
        box.w -= LEFT_WIDTH + STAFF_MARGIN;
        day_draw_report(s, ui, router, box);
    } else {
        draw_one_view(s, ui, router, box);
    }
    day_draw_sheet(s, ui, router);
}

static void day_enter(void *state, struct router *router)
{
    struct day_screen *s = state;

    s->reason = -1;
    day_read(s, router);
}

static void day_news(void *state, struct router *router)
{
    struct day_screen *s = state;

    (void)router;
    s->is_stale = true;
}

static void day_leave(void *state, struct router *router)
{
    struct day_screen *s = state;

    (void)router;
    day_report_clear(&s->report);
    s->is_read = false;
}

const struct screen screen_staff_day = {
    .name = "staff-day",
    .state_size = sizeof(struct day_screen),
    .idle_ms = 120000,
    .is_staff = true,
    .enter = day_enter,
    .frame = day_frame,
    .news = day_news,
    .leave = day_leave,
};
