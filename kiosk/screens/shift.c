/* An officer at work on this screen: from the right PIN to the lock. */
#include "base/text.h"
#include "desk/calling.h"
#include "desk/staff.h"
#include "router_internal.h"
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

void router_begin_shift(struct router *router, const struct officer *officer)
{
    router->shift = (struct shift){.is_on = true, .officer = *officer};
    /* Staff mode is in the office's language, whatever a visitor chose. */
    router_speak(router, router->home_lang ? router->home_lang : "id");
    router_restart(router, &screen_staff_counter);
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
        router_toast(router, _("p_try", "That did not work. Please try again."), false);
        return;
    }
    (void)text_copy(shift->counter, sizeof shift->counter, counter);
    router_restart(router, &screen_staff_desk);
}

void router_forget_visitor(struct router *router)
{
    char lang[VISIT_LANG];

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
