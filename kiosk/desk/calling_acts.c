/* What each act does to a ticket, to its counter and to its slip. */
#include "desk/calling_internal.h"
#include "store/call_store.h"
#include "store/ticket_store.h"
#include "wire/event_calling.h"
#include <string.h>

/* Without the monotonic clock of the boot in which a service began, the wall clock tells how long it
 * took, and may have been set in between: nobody is served for longer than this. */
#define SERVICE_MOST_MS (INT64_C(4) * 3600 * 1000)

static int64_t not_negative(int64_t ms)
{
    return ms > 0 ? ms : 0;
}

bool turn_store(struct turn *turn, enum ticket_act kind, const struct ticket *ticket,
                enum ticket_state from, const char *detail, struct err *err)
{
    struct desk *desk = turn->desk;
    const char *officer = turn->act->officer;
    struct event_head head = desk_event_head_at(desk, &ticket->session, turn->now_ms);
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    const char *name = event_ticket_act(
        &rec, &head, kind,
        &(struct event_ticket_act){.ticket = ticket, .counter = turn->at, .officer = officer});
    return ticket_store_move(desk->db, ticket, from, err)
           && desk_event_add(desk, &head, name, &rec, err)
           && desk_journal(desk, turn->now_ms, officer, name, ticket->number, detail, err);
}

/* --- at a counter --------------------------------------------------------------------------- */

static void note_service(struct turn *turn, struct ticket *ticket)
{
    struct counter *counter = &turn->counter;
    int64_t by_wall_ms = not_negative(turn->now_ms - ticket->started_at_ms);

    if (counter->since_boot[0] != '\0'
        && text_equal(counter->since_boot, clock_boot_id(turn->desk->clock)))
        ticket->service_ms =
            not_negative(clock_mono_ms(turn->desk->clock) - counter->since_mono_ms);
    else
        ticket->service_ms = by_wall_ms < SERVICE_MOST_MS ? by_wall_ms : SERVICE_MOST_MS;
    counter->since_boot[0] = '\0';
}

static bool finish(struct turn *turn, struct ticket *ticket, struct err *err)
{
    ticket->state = TICKET_DONE;
    ticket->done_at_ms = turn->now_ms;
    note_service(turn, ticket);
    return turn_store(turn, ACT_FINISH, ticket, TICKET_SERVING, turn->at, err);
}

/* Makes room at the counter: whoever is served there is done. */
static bool finish_served(struct turn *turn, struct err *err)
{
    struct ticket served;
    struct err missing = {0};

    if (!ticket_store_find_at_counter(turn->desk->db, turn->session.no, turn->at, &served,
                                      &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    if (served.state != TICKET_SERVING)
        return err_set(err, ERR_BUSY, "%s is still called at %s", served.number, turn->at);
    return finish(turn, &served, err);
}

static bool announce(struct turn *turn, const struct ticket *ticket, struct err *err)
{
    struct call call = {.ticket = ticket->id, .turn = ticket->calls, .at_ms = turn->now_ms};

    text_copy(call.number, sizeof call.number, ticket->number);
    text_copy(call.group_id, sizeof call.group_id, ticket->group_id);
    text_copy(call.counter, sizeof call.counter, turn->at);
    if (!call_store_add(turn->desk->db, turn->session.no, &call, err))
        return false;
    turn->counter.last_call = call.no;
    return true;
}

static bool call(struct turn *turn, struct ticket *ticket, struct err *err)
{
    enum ticket_state from = ticket->state;

    if (ticket->for_counter[0] != '\0' && !text_equal(ticket->for_counter, turn->at))
        return err_set(err, ERR_BUSY, "%s waits for %s", ticket->number, ticket->for_counter);
    if (!finish_served(turn, err))
        return false;
    if (ticket->wait_ms < 0)
        ticket->wait_ms = not_negative(turn->now_ms - ticket->issued_at_ms);
    ticket->state = TICKET_CALLED;
    ticket->calls = 1;
    ticket->called_at_ms = turn->now_ms;
    ticket->started_at_ms = 0;
    text_copy(ticket->counter, sizeof ticket->counter, turn->at);
    text_copy(ticket->officer, sizeof ticket->officer, turn->act->officer);
    turn->counter.priority_run = ticket->is_priority ? turn->counter.priority_run + 1 : 0;
    return turn_store(turn, ACT_CALL, ticket, from, turn->at, err)
           && desk_ticket_slip_forget(turn->desk, &ticket->id, "staff", err)
           && announce(turn, ticket, err);
}

static bool recall(struct turn *turn, struct ticket *ticket, struct err *err)
{
    ticket->calls++;
    ticket->called_at_ms = turn->now_ms;
    return turn_store(turn, ACT_RECALL, ticket, TICKET_CALLED, turn->at, err)
           && announce(turn, ticket, err);
}

static bool start(struct turn *turn, struct ticket *ticket, struct err *err)
{
    ticket->state = TICKET_SERVING;
    ticket->started_at_ms = turn->now_ms;
    text_copy(turn->counter.since_boot, sizeof turn->counter.since_boot,
              clock_boot_id(turn->desk->clock));
    turn->counter.since_mono_ms = clock_mono_ms(turn->desk->clock);
    return turn_store(turn, ACT_START, ticket, TICKET_CALLED, turn->at, err);
}

static bool skip(struct turn *turn, struct ticket *ticket, struct err *err)
{
    ticket->state = TICKET_SKIPPED;
    return turn_store(turn, ACT_SKIP, ticket, TICKET_CALLED, turn->at, err);
}

/* --- in the queue ---------------------------------------------------------------------------- */

static bool find_open(struct turn *turn, const char *name, bool *is_open, struct err *err)
{
    struct counter counter;
    struct err missing = {0};

    *is_open = false;
    if (counter_store_find(turn->desk->db, name, &counter, &missing))
        *is_open = desk_counter_is_open(&counter, &turn->session);
    else if (missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    return true;
}

static void wait_again(struct ticket *ticket)
{
    ticket->state = TICKET_WAITING;
    ticket->calls = 0;
    ticket->started_at_ms = 0;
}

static bool restore(struct turn *turn, struct ticket *ticket, struct err *err)
{
    bool is_open = false;

    if (ticket->for_counter[0] != '\0' && !find_open(turn, ticket->for_counter, &is_open, err))
        return false;
    if (!is_open)
        ticket->for_counter[0] = '\0'; /* whom it was sent to has left */
    wait_again(ticket);
    return turn_store(turn, ACT_RESTORE, ticket, TICKET_SKIPPED, turn->at, err);
}

static bool transfer(struct turn *turn, struct ticket *ticket, struct err *err)
{
    const struct staff_act *act = turn->act;
    const char *to_counter = act->to_counter ? act->to_counter : "";
    enum ticket_state from = ticket->state;
    char detail[TICKET_REASON_TEXT];
    bool is_open = true;

    if (to_counter[0] != '\0' && !find_open(turn, to_counter, &is_open, err))
        return false;
    if (!is_open)
        return err_set(err, ERR_CLOSED, "nobody works at %s", to_counter);
    if (act->to_group)
        text_copy(ticket->group_id, sizeof ticket->group_id,
                  catalog_group(turn->desk->catalog, act->to_group)->id);
    text_copy(ticket->for_counter, sizeof ticket->for_counter, to_counter);
    wait_again(ticket);
    text_format(detail, sizeof detail, "%s %s", ticket->group_id, to_counter);
    return turn_store(turn, ACT_TRANSFER, ticket, from, detail, err);
}

static bool promote(struct turn *turn, struct ticket *ticket, struct err *err)
{
    if (ticket->is_priority)
        return err_set(err, ERR_BUSY, "%s has priority already", ticket->number);
    ticket->is_priority = true;
    text_copy(ticket->priority_reason, sizeof ticket->priority_reason, turn->act->reason);
    return turn_store(turn, ACT_PROMOTE, ticket, ticket->state, turn->act->reason, err);
}

static bool demote(struct turn *turn, struct ticket *ticket, struct err *err)
{
    if (!ticket->is_priority)
        return err_set(err, ERR_BUSY, "%s has no priority", ticket->number);
    ticket->is_priority = false;
    ticket->priority_reason[0] = '\0';
    return turn_store(turn, ACT_DEMOTE, ticket, ticket->state,
                      turn->act->reason ? turn->act->reason : "", err);
}

static bool make_void(struct turn *turn, struct ticket *ticket, struct err *err)
{
    enum ticket_state from = ticket->state;

    ticket->state = TICKET_VOID;
    text_copy(ticket->void_reason, sizeof ticket->void_reason, turn->act->reason);
    return turn_store(turn, ACT_VOID, ticket, from, turn->act->reason, err)
           && desk_ticket_slip_forget(turn->desk, &ticket->id, "staff", err);
}

static bool reprint(struct turn *turn, const struct ticket *ticket, struct err *err)
{
    char detail[TICKET_REASON_TEXT];
    struct print_job job;

    if (!desk_ticket_slip_again(turn->desk, &ticket->id, "staff", &job, err))
        return false;
    text_format(detail, sizeof detail, "copy %d", job.copy);
    return desk_journal(turn->desk, turn->now_ms, turn->act->officer,
                        event_ticket_act_kind(ACT_REPRINT), ticket->number, detail, err);
}

/* --- all of them ------------------------------------------------------------------------------ */

/* A ticket that is called or served is its counter's: nobody else moves it. */
static bool check_state(const struct turn *turn, const struct ticket *ticket, struct err *err)
{
    bool is_at_counter = ticket->state == TICKET_CALLED || ticket->state == TICKET_SERVING;
    enum ticket_state then;

    if (!calling_allows(turn->act->kind, ticket->state, ticket->calls, &then))
        return err_set(err, ERR_BUSY, "%s is %s, called %d times: no %s", ticket->number,
                       ticket_state_name(ticket->state), ticket->calls,
                       ticket_act_name(turn->act->kind));
    if (is_at_counter && turn->act->kind != ACT_REPRINT && turn->at[0] != '\0'
        && !text_equal(ticket->counter, turn->at))
        return err_set(err, ERR_BUSY, "%s is at %s", ticket->number, ticket->counter);
    return true;
}

bool turn_carry_out(struct turn *turn, struct ticket *ticket, struct err *err)
{
    if (!check_state(turn, ticket, err))
        return false;
    switch (turn->act->kind) {
    case ACT_CALL_NEXT:
    case ACT_CALL:
        return call(turn, ticket, err);
    case ACT_RECALL:
        return recall(turn, ticket, err);
    case ACT_SKIP:
        return skip(turn, ticket, err);
    case ACT_RESTORE:
        return restore(turn, ticket, err);
    case ACT_START:
        return start(turn, ticket, err);
    case ACT_FINISH:
        return finish(turn, ticket, err);
    case ACT_TRANSFER:
        return transfer(turn, ticket, err);
    case ACT_PROMOTE:
        return promote(turn, ticket, err);
    case ACT_DEMOTE:
        return demote(turn, ticket, err);
    case ACT_VOID:
        return make_void(turn, ticket, err);
    case ACT_REPRINT:
        return reprint(turn, ticket, err);
    case TICKET_ACT_COUNT:
        break;
    }
    return err_set(err, ERR_INVALID, "no such act");
}
