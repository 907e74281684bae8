/* Which screen is open and what lies under it. */
#include "base/mem.h"
#include "base/text.h"
#include "ranking.h"
#include "router_internal.h"
#include "visit_end.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#define LOG_AREA "screen"
#include "base/alert.h"

/* --- wishes ----------------------------------------------------------------------------------- */

static void wish(struct router *router, enum router_move move, const struct screen *target)
{
    router->move = move;
    router->target = target;
}

void router_go(struct router *router, const struct screen *screen)
{
    wish(router, MOVE_GO, screen);
}

void router_replace(struct router *router, const struct screen *screen)
{
    wish(router, MOVE_REPLACE, screen);
}

void router_restart(struct router *router, const struct screen *screen)
{
    wish(router, MOVE_RESTART, screen);
}

void router_back_to(struct router *router, const struct screen *screen)
{
    wish(router, MOVE_BACK_TO, screen);
}

void router_home(struct router *router)
{
    wish(router, MOVE_HOME, router_base(router));
}

void router_back(struct router *router)
{
    wish(router, MOVE_BACK, NULL);
}

bool router_is_covered(const struct router *router)
{
    return router_below(router) != NULL;
}

void router_give_up(struct router *router)
{
    router->visit.survey.is_given_up = true;
}

bool router_has_way_back(const struct router *router)
{
    return router->depth > 1;
}

bool router_clock_is_shown(const struct router *router)
{
    return clock_now_ms(router->clock) >= router->clock_floor_ms && router_catalog(router);
}

void router_end_visit(struct router *router)
{
    wish(router, MOVE_END, router->first);
}

void router_choose_service(struct router *router, const struct service *service)
{
    router->visit.service = service;
    router->visit.group = service->group;
}

void router_choose_group(struct router *router, const struct group *group)
{
    router->visit.service = NULL;
    router->visit.group = group;
}

void router_open_sector(struct router *router, const struct sector *sector)
{
    router->visit.sector = sector;
    router_go(router, &screen_list);
}

void router_speak(struct router *router, const char *lang)
{
    (void)text_copy(router->visit.lang, sizeof router->visit.lang, lang);
    i18n_use(lang);
    router->toast_until_ms = 0; /* it is in the other language */
}

void router_toast(struct router *router, const char *text, bool is_good)
{
    (void)text_copy(router->toast, sizeof router->toast, text);
    router->is_toast_good = is_good;
    router->has_new_toast = true;
}

void router_desk_failed(struct router *router, const struct err *err, const char *what)
{
    if (err->code == ERR_FULL || err->code == ERR_IO || err->code == ERR_CORRUPT) {
        const struct fault *fault = fault_of(err->code);

        if (router->noted_fault[0]) { /* told once: screens look again and again */
            log_debug("%s: %s; the visit is over soon", what, err->text);
            return;
        }
        log_alert(fault->alert, "%s: %s; out of service%s with code %s (%s)", what, err->text,
                  router->is_telling ? " after this visit" : "", fault->code, fault->meaning);
        if (router->is_telling)
            (void)text_copy(router->noted_fault, sizeof router->noted_fault, fault->code);
        else
            router_fail(router, fault->code);
    } else {
        log_warn("%s: %s; the visitor is told to try again", what, err->text);
    }
}

/* --- the stack -------------------------------------------------------------------------------- */

const struct router_slot *router_top(const struct router *router)
{
    assert(router->depth > 0);
    return &router->slots[router->depth - 1];
}

static void forget(struct router *router, struct router_slot *slot)
{
    if (slot->screen->leave)
        slot->screen->leave(slot->state, router);
    memset(slot->state, 0, slot->screen->state_size);
    free(slot->state);
    *slot = (struct router_slot){0};
}

static void pop(struct router *router)
{
    forget(router, &router->slots[--router->depth]);
}

static void pop_all(struct router *router)
{
    while (router->depth > 0)
        pop(router);
}

static void push(struct router *router, const struct screen *screen)
{
    struct router_slot *slot;

    if (router->depth == ROUTER_DEPTH) { /* cannot be reached by the screens there are */
        forget(router, &router->slots[1]);
        memmove(&router->slots[1], &router->slots[2], (ROUTER_DEPTH - 2) * sizeof router->slots[0]);
        router->depth--;
    }
    slot = &router->slots[router->depth++];
    slot->screen = screen;
    slot->state = mem_zalloc(1, screen->state_size + 1);
    if (screen->enter)
        screen->enter(slot->state, router);
}

/* The board shows the last answer there was; before the first one it has nothing to show. */
static bool outlives_fault(const struct router *router)
{
    return router->first->outlives_desk && router->announcer.has_board;
}

static void rank_services(struct router *router)
{
    const struct catalog *catalog = router->desk ? desk_catalog(router->desk) : NULL;

    free(router->services);
    free(router->in_sector);
    router->services = ranking_new(catalog, &router->service_count);
    router->in_sector = mem_zalloc(router->service_count + 1, sizeof *router->in_sector);
    finder_free(router->finder);
    router->finder = catalog ? finder_new(catalog) : NULL;
}

/* Nothing that borrowed from the catalogue is left: a published one takes its place. */
static void take_catalog(struct router *router)
{
    struct err err = {0};
    bool has_changed = false;

    if (!router->desk || router->fault[0])
        return;
    if (!desk_refresh_catalog(router->desk, &has_changed, &err))
        log_warn("%s; the one before goes on", err.text);
    if (has_changed)
        rank_services(router);
}

static void start_over(struct router *router)
{
    pop_all(router);
    visit_end_forms(router);
    router->is_telling = false;
    if (router->noted_fault[0])
        (void)text_copy(router->fault, sizeof router->fault, router->noted_fault);
    router->noted_fault[0] = '\0';
    memset(&router->visit, 0, sizeof router->visit);
    memset(&router->shift, 0, sizeof router->shift);
    memset(router->toast, 0, sizeof router->toast);
    router->toast_until_ms = 0;
    take_catalog(router);
    router_speak(router, router->home_lang ? router->home_lang : "id");
    push(router,
         router->fault[0] && !outlives_fault(router) ? &screen_out_of_service : router->first);
}

/* Back may come to a screen whose catalogue text or queue has changed meanwhile. */
static void show_again(struct router *router)
{
    const struct router_slot *slot = router_top(router);

    if (slot->screen->news)
        slot->screen->news(slot->state, router);
}

static void pop_to(struct router *router, const struct screen *target)
{
    int depth = router->depth - 1;

    while (depth > 0 && router->slots[depth - 1].screen != target)
        depth--;
    if (depth == 0) /* it was never open */
        depth = router->depth - 1;
    while (router->depth > depth && router->depth > 1)
        pop(router);
}

static void move_to(struct router *router, enum router_move move, const struct screen *target)
{
    switch (move) {
    case MOVE_NONE:
        break;
    case MOVE_GO:
        push(router, target);
        break;
    case MOVE_REPLACE:
        pop(router);
        push(router, target);
        break;
    case MOVE_RESTART:
    case MOVE_HOME:
        pop_all(router);
        push(router, router_base(router));
        if (target != router_base(router))
            push(router, target);
        break;
    case MOVE_BACK_TO:
        pop_to(router, target);
        show_again(router);
        break;
    case MOVE_BACK:
        if (router->depth > 1)
            pop(router);
        show_again(router);
        break;
    case MOVE_END:
        start_over(router);
        break;
    }
}

/* Forms that were opened and left as they were end where the visit begins anew, so that nobody meets
 * what another one chose; what was filled in stays until somebody says so, or the time is over. */
static void end_empty_forms(struct router *router)
{
    if (router_top(router)->screen == router_base(router) && !visit_has_answers(&router->visit))
        visit_end_forms(router);
}

bool router_move_on(struct router *router, bool *visit_ended)
{
    enum router_move move = router->move;
    const struct screen *target = router->target;

    if (move == MOVE_NONE)
        return false;
    router->move = MOVE_NONE;
    router->leaving_to = NULL;
    router->toast_until_ms = 0; /* it spoke of the screen before */
    /* What lies below on the way to the number may fail too. */
    if (move == MOVE_GO || move == MOVE_REPLACE || move == MOVE_RESTART)
        router->is_telling = router->is_telling || target->tells_number;
    move_to(router, move, target);
    end_empty_forms(router);
    *visit_ended = move == MOVE_END;
    router->is_telling = router_top(router)->screen->tells_number;
    if (router->noted_fault[0] && !router->is_telling) {
        start_over(router);
        *visit_ended = true;
    }
    return true;
}

void router_fail(struct router *router, const char *code)
{
    (void)text_copy(router->fault, sizeof router->fault, code);
    router_end_visit(router);
}

void router_look(struct router *router)
{
    const struct router_slot *slot = router_top(router);
    struct printers printers;
    struct office_view office;
    struct err err = {0};

    if (router->desk && !router->fault[0] && !slot->screen->outlives_desk) {
        if (desk_printers(router->desk, &printers, &err)
            && desk_view_office(router->desk, &office, &err)) {
            router->printer = printers_next(&printers);
            router->ill_printer = printers_ill(&printers);
            router->office_view = office;
        } else {
            router_desk_failed(router, &err, "reading the printer's and the office's state");
        }
    }
    router_look_at_shift(router);
    if (slot->screen->news)
        slot->screen->news(slot->state, router);
}

bool router_has_new_catalog(const struct router *router)
{
    return router->desk && !router->fault[0] && desk_catalog_waits(router->desk);
}

/* --- life ------------------------------------------------------------------------------------- */

void router_open(struct router *router, struct desk *desk)
{
    pop_all(router); /* what was open still speaks to the desk before */
    router->is_telling = false;
    router->noted_fault[0] = '\0'; /* it was that desk's */
    router->desk = desk;
    if (desk)
        router->fault[0] = '\0';
    else if (!router->fault[0])
        (void)text_copy(router->fault, sizeof router->fault, fault_database.code);
    rank_services(router);
    router->move = MOVE_NONE;
    router->started_ms = clock_mono_ms(router->clock);
    router->printer = (struct printer_status){0};
    router->office_view = (struct office_view){.contact = OFFICE_NONE};
    start_over(router);
    router_look(router);
}

void router_close(struct router *router)
{
    if (!router->fault[0])
        router_end_shift(router, "closed");
    memset(&router->shift, 0, sizeof router->shift);
    pop_all(router);
    visit_end_forms(router);
    memset(&router->visit, 0, sizeof router->visit);
    free(router->services);
    free(router->in_sector);
    router->in_sector = NULL;
    router->services = NULL;
    finder_free(router->finder);
    router->finder = NULL;
}
