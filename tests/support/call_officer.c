/* What an officer does next is drawn by lot; what is wanted is written down before it is asked for,
 * so that whoever takes the place of a killed process asks for the same again. */
#include "support/call_officer.h"
#include "base/text.h"
#include "desk/ticket.h"
#include <string.h>
#include <time.h>
#include <unistd.h>

uint64_t day_random(uint64_t *random)
{
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return *random;
}

void day_pause_us(int64_t us)
{
    struct timespec pause = {.tv_sec = us / 1000000, .tv_nsec = (long)(us % 1000000) * 1000};

    nanosleep(&pause, NULL);
}

void day_tick(struct day *day, struct desk *desk)
{
    struct clock *clock = (struct clock *)(uintptr_t)desk_clock(desk); /* the hall's own, a fake */
    int64_t now_ms = HALL_NOW_MS + atomic_fetch_add(&day->now_ms, 500);

    if (now_ms > clock_now_ms(clock))
        clock_fake_advance(clock, now_ms - clock_now_ms(clock));
}

static bool ask(struct desk *desk, const struct officer_memory *me,
                const struct officer_command *command, struct ticket *out, struct err *err)
{
    const struct staff_act act = {
        .command = command->id,
        .kind = command->kind,
        .officer = "P-07",
        .counter = me->counter,
        .ticket = command->ticket,
        .to_group = command->to_group[0] != '\0' ? command->to_group : NULL,
        .to_counter = command->to_counter[0] != '\0' ? command->to_counter : NULL,
        .reason = "kampanye",
    };

    return desk_act(desk, &act, out, err);
}

static bool is_call(enum ticket_act kind)
{
    return kind == ACT_CALL_NEXT || kind == ACT_CALL;
}

const struct officer_told *officer_told(const struct officer_memory *officer)
{
    return &officer->told[atomic_load(&officer->holds)];
}

static unsigned draw(struct officer_memory *me, unsigned sides)
{
    return (unsigned)(day_random(&me->random) % sides);
}

/* A command that was answered, once more: it must be the same answer. */
static void repeat(struct desk *desk, struct officer_memory *me)
{
    const struct officer_command *command = &officer_told(me)->answered[draw(me, OFFICER_ANSWERED)];
    struct ticket ticket;

    if (uuid_is_nil(&command->id))
        return;
    me->repeats++;
    if (!ask(desk, me, command, &ticket, NULL) || !uuid_equal(&ticket.id, &command->answer))
        me->different++;
}

/* The kill may come between any two lines: an answer that was not noted yet is asked for again,
 * under its old id, and is noted by one store. */
static void note_answer(struct officer_memory *me, const struct uuid *ticket)
{
    int holds = atomic_load(&me->holds);
    struct officer_told *told = &me->told[!holds];

    *told = me->told[holds];
    told->steps++;
    told->refused += ticket == NULL;
    if (ticket) {
        struct officer_command *answered = &told->answered[told->acts++ % OFFICER_ANSWERED];
        *answered = me->wanted;
        answered->answer = *ticket;
        told->calls += is_call(answered->kind);
    }
    atomic_store(&me->holds, !holds);
}

/* `*found_nobody`: the counter is free, and nobody waits for it. */
static void settle(struct day *day, struct desk *desk, struct officer_memory *me,
                   bool *found_nobody)
{
    struct ticket ticket;
    struct err err = {0};

    day_tick(day, desk);
    if (ask(desk, me, &me->wanted, &ticket, &err)) {
        note_answer(me, &ticket.id);
        return;
    }
    if (err.code != ERR_NOT_FOUND && err.code != ERR_BUSY && err.code != ERR_CLOSED)
        me->broken++;
    *found_nobody =
        err.code == ERR_NOT_FOUND && me->wanted.kind == ACT_CALL_NEXT && me->wanted.is_with_nobody;
    note_answer(me, NULL);
}

static bool is_waiting_for_answer(const struct officer_memory *me)
{
    return atomic_load(&me->wanted_step) == officer_told(me)->steps + 1;
}

static void choose_target(struct officer_memory *me, struct officer_command *wanted)
{
    static const char *const groups[] = {"intake", "information", "collection"};

    if (draw(me, 2) == 0)
        text_copy(wanted->to_group, sizeof wanted->to_group, groups[draw(me, 3)]);
    else
        text_format(wanted->to_counter, sizeof wanted->to_counter, "Loket %u",
                    1 + draw(me, DAY_COUNTERS));
}

static enum ticket_act choose_for_current(struct officer_memory *me, const struct ticket *ticket)
{
    unsigned lot = draw(me, 100);

    if (ticket->state == TICKET_SERVING)
        return lot < 75 ? ACT_CALL_NEXT : lot < 95 ? ACT_FINISH : ACT_TRANSFER;
    if (lot < 12)
        return ACT_RECALL;
    return lot < 22 ? ACT_SKIP : lot < 25 ? ACT_VOID : lot < 28 ? ACT_TRANSFER : ACT_START;
}

/* Somebody of the list, mostly the next one. */
static void choose_from_queue(struct desk *desk, struct officer_memory *me,
                              struct officer_command *wanted)
{
    static const enum ticket_act of_skipped[] = {ACT_RESTORE, ACT_CALL, ACT_VOID};
    static const enum ticket_act of_waiting[] = {ACT_CALL, ACT_PROMOTE, ACT_DEMOTE, ACT_REPRINT};
    bool wants_skipped = draw(me, 2) == 0;
    struct desk_view view;

    wanted->kind = ACT_CALL_NEXT;
    if (draw(me, 8) != 0
        || !desk_view_counter(desk, me->counter, wants_skipped ? DESK_SKIPPED : DESK_WAITING, 0, 4,
                              &view, NULL)
        || view.page_count == 0)
        return;
    wanted->ticket = view.page[draw(me, (unsigned)view.page_count)].id;
    wanted->kind = wants_skipped ? of_skipped[draw(me, 3)] : of_waiting[draw(me, 4)];
}

static void choose(struct desk *desk, struct officer_memory *me)
{
    struct officer_command wanted = {.id = uuid_v4()};
    struct desk_view view;

    if (!desk_view_counter(desk, me->counter, DESK_WAITING, 0, 0, &view, NULL)) {
        me->broken++;
        return;
    }
    if (view.has_ticket) {
        wanted.kind = choose_for_current(me, &view.ticket);
        wanted.ticket = wanted.kind == ACT_CALL_NEXT ? wanted.ticket : view.ticket.id;
    } else {
        choose_from_queue(desk, me, &wanted);
    }
    if (wanted.kind == ACT_TRANSFER)
        choose_target(me, &wanted);
    /* With nobody left to call, whoever is served is finished, or the day would not end. */
    if (wanted.kind == ACT_CALL_NEXT && view.has_ticket && view.waiting == 0) {
        wanted.kind = ACT_FINISH;
        wanted.ticket = view.ticket.id;
    }
    wanted.is_with_nobody = !view.has_ticket;
    me->wanted = wanted;
    atomic_store(&me->wanted_step, officer_told(me)->steps + 1);
}

static bool somebody_waits(struct day *day, struct desk *desk)
{
    struct queue_view queue;

    return atomic_load(&day->issued) < day->tickets || !desk_view_queue(desk, NULL, &queue, NULL)
           || queue.waiting > 0;
}

/* Whoever goes home acts no more unless somebody waits; when all have, nobody can make one wait. */
void officer_work(struct day *day, struct desk *desk, int no)
{
    struct officer_memory *me = &day->officers[no];
    const unsigned everybody = (1U << DAY_COUNTERS) - 1;
    const unsigned bit = 1U << no;

    while (atomic_load(&day->home) != everybody) {
        bool found_nobody = false;
        if (atomic_load(&day->home) & bit) {
            if (somebody_waits(day, desk))
                atomic_fetch_and(&day->home, ~bit);
            else
                day_pause_us(1000);
            continue;
        }
        if (!is_waiting_for_answer(me))
            choose(desk, me);
        if (is_waiting_for_answer(me))
            settle(day, desk, me, &found_nobody);
        if (draw(me, 6) == 0)
            repeat(desk, me);
        if (found_nobody && !somebody_waits(day, desk))
            atomic_fetch_or(&day->home, bit);
        else if (found_nobody)
            day_pause_us(4000);
    }
}
