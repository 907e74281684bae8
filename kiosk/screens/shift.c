/* An officer at work on this screen: from the right PIN to the lock. */
#include "base/text.h"
#include "desk/calling.h"
#include "desk/staff.h"
#include "router_internal.h"
#include "visit_end.h"
#include <string.h>
#define LOG_AREA "staff"
#include "base/log.h"

const struct shift *router_shift(const struct router *router)
{
    return &router->shift;
}

int64_t router_locks_at(const struct router *router)
{
    return router->locks_at_ms;
}

const struct screen *router_base(const struct router *router)
{
    if (router->shift.is_on)
        return router->shift.counter[0] ? &screen_staff_desk : &screen_staff_counter;
    return router->first == &screen_attract ? &screen_home : router->first;
}

void router_choose_officer(struct router *router, const struct officer *officer)
{
    router->shift = (struct shift){.officer = *officer};
    router_go(router, &screen_staff_pin);
}

void router_open_complaint(struct router *router, const char *number)
{
    (void)text_copy(router->complaint, sizeof router->complaint, number);
    router_go(router, &screen_staff_complaint);
}

const char *router_complaint(const struct router *router)
{
    return router->complaint;
}

/* Who went away in the middle of a service comes back to the same counter. */
static void return_to_counter(struct router *router)
{
    struct desk_seat seats[DESK_SEATS_MOST];
    size_t count = 0;
    struct err err = {0};

    if (!desk_list_seats(router->desk, seats, &count, &err)) {
        router_desk_failed(router, &err, "listing the counters");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (text_equal(seats[i].officer, router->shift.officer.code)) {
            router_choose_counter(router, seats[i].counter);
            return;
        }
    }
}

void router_begin_shift(struct router *router, const struct officer *officer)
{
    router->shift = (struct shift){.is_on = true, .officer = *officer};
    /* Staff mode is in the office's language, whatever a visitor chose. */
    router_speak(router, router->home_lang ? router->home_lang : "id");
    router_restart(router, &screen_staff_counter);
    return_to_counter(router);
}

/* Whether the officer still sits where this screen says. */
static bool has_lost_counter(const struct router *router, const struct desk_seat *seats,
                             size_t count)
{
    const struct shift *shift = &router->shift;

    for (size_t i = 0; i < count; i++)
        if (text_equal(seats[i].counter, shift->counter))
            return !text_equal(seats[i].officer, shift->officer.code);
    return false;
}

void router_look_at_shift(struct router *router)
{
    struct shift *shift = &router->shift;
    struct desk_seat seats[DESK_SEATS_MOST];
    size_t count = 0;
    bool is_active = false;
    struct err err = {0};

    if (!shift->is_on || !router->desk || router->fault[0])
        return;
    if (!desk_is_active_officer(router->desk, shift->officer.code, &is_active, &err)
        || !desk_list_seats(router->desk, seats, &count, &err)) {
        router_desk_failed(router, &err, "looking after the shift");
    } else if (!is_active) {
        router_lock(router, "disabled");
    } else if (shift->counter[0] && has_lost_counter(router, seats, count)) {
        shift->counter[0] = '\0';
        router_restart(router, &screen_staff_counter);
        router_toast(router, _("p_relieved", "A colleague is working at your counter now."), false);
    }
}

/* Without the words of a visitor: what an officer did not manage stays as it is. */
static void leave_counter(struct router *router)
{
    struct shift *shift = &router->shift;
    struct err err = {0};

    if (shift->counter[0] && router->desk
        && !desk_leave_counter(router->desk, shift->counter, shift->officer.code, &err))
        router_desk_failed(router, &err, "leaving the counter");
    shift->counter[0] = '\0';
}

void router_choose_counter(struct router *router, const char *counter)
{
    struct shift *shift = &router->shift;
    struct err err = {0};

    if (!text_equal(shift->counter, counter))
        leave_counter(router);
    if (!desk_take_counter(router->desk, counter, shift->officer.code, &err)) {
        router_desk_failed(router, &err, "taking the counter");
        router_toast(router, _("p_not_done", "That did not work. Please try again."), false);
        return;
    }
    (void)text_copy(shift->counter, sizeof shift->counter, counter);
    router_restart(router, &screen_staff_desk);
}

void router_forget_visitor(struct router *router)
{
    char lang[VISIT_LANG];

    visit_end_forms(router);
    (void)text_copy(lang, sizeof lang, router->visit.lang);
    memset(&router->visit, 0, sizeof router->visit);
    (void)text_copy(router->visit.lang, sizeof router->visit.lang, lang);
}

void router_end_shift(struct router *router, const char *why)
{
    struct err err = {0};

    if (!router->shift.is_on || !router->desk)
        return;
    leave_counter(router);
    if (!desk_sign_out(router->desk, router->shift.officer.code, why, &err))
        router_desk_failed(router, &err, "signing out");
}

void router_lock(struct router *router, const char *why)
{
    router_end_shift(router, why);
    if (!router->fault[0])
        router_end_visit(router);
}
