/* Use cases of an officer around one ticket. Each is one transaction that is on disk when it returns
 * true, carried out once however often the same command arrives: the screen makes the command's id
 * before the tap and keeps it until it has seen the answer. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "desk/desk.h"
#include "domain/calling.h"

struct staff_act {
    struct uuid command;
    enum ticket_act kind;
    const char *officer;    /* code */
    const char *counter;    /* a name of the catalogue's counters */
    struct uuid ticket;     /* not for ACT_CALL_NEXT */
    const char *to_group;   /* ACT_TRANSFER: group id, or NULL to keep the group */
    const char *to_counter; /* ACT_TRANSFER: counter, or NULL for any of the group's */
    const char *reason;     /* ACT_PROMOTE, ACT_VOID: needed */
};

/* `out` is the ticket as it is now; for ACT_CALL_NEXT the called one. A repeated command gives the
 * same ticket and changes nothing. Two officers never get the same ticket, and a counter has at most
 * one called or served: ACT_CALL_NEXT and ACT_CALL finish whom it serves. Whoever a colleague sent to
 * the counter goes first. A call cancels a slip that is still queued. Calling, starting and
 * finishing open the counter.
 * ERR_NOT_FOUND: nobody waits for this counter, or no such ticket in the open session; nothing
 * changed, also nobody was finished. ERR_BUSY: the ticket's state no longer allows it (a colleague
 * was faster; recalled RECALLS_MOST times), it is another counter's, or the counter has somebody
 * called who neither came nor was skipped. ERR_INVALID: a missing reason or an unknown group or
 * counter. ERR_CLOSED: nobody works at `to_counter`. */
MUST_USE bool desk_act(struct desk *desk, const struct staff_act *act, struct ticket *out,
                       struct err *err);

/* The officer takes a place at a counter or leaves it; a counter with somebody at work counts as
 * open for the waiting time, until the day ends. Taking it from a colleague is allowed and noted;
 * who lost it so leaves it no more and acts there no more (ERR_BUSY). A counter at which somebody
 * is called or served is not left: the officer comes back to it. Whoever was sent to a counter that
 * is left waits for any other of the group. ERR_INVALID: no such counter. */
MUST_USE bool desk_take_counter(struct desk *desk, const char *counter, const char *officer,
                                struct err *err);
MUST_USE bool desk_leave_counter(struct desk *desk, const char *counter, const char *officer,
                                 struct err *err);

/* Who is at work where now, by counter. */
enum { DESK_SEATS_MOST = 64 };
struct desk_seat {
    char counter[COUNTER_TEXT];
    char officer[OFFICER_CODE_TEXT];
};
MUST_USE bool desk_list_seats(struct desk *desk, struct desk_seat out[DESK_SEATS_MOST],
                              size_t *count, struct err *err);

/* What a desk's screen shows of the queue. */
enum { DESK_PAGE_MOST = 16 };
struct desk_view {
    bool has_session;
    bool has_ticket; /* one is called or served at this counter */
    struct ticket ticket;
    int waiting, skipped;  /* for this counter's groups (and sent to this counter) */
    int64_t first_wait_ms; /* how long the first one has waited */
    struct ticket page[DESK_PAGE_MOST];
    size_t page_count;
    int copies[DESK_PAGE_MOST]; /* slips queued or printed of each, 0 = none */
};
enum desk_list { DESK_WAITING, DESK_SKIPPED };
/* Waiting ones in the order in which they would be called if nobody else came: those sent here,
 * priority, then general, each by place. `first` skips that many, `count` <= DESK_PAGE_MOST. */
MUST_USE bool desk_view_counter(struct desk *desk, const char *counter, enum desk_list list,
                                int first, int count, struct desk_view *out, struct err *err);

/* Groups that a counter serves: those whose counters in the catalogue include it. */
bool desk_counter_serves(const struct catalog *catalog, const char *counter, const char *group_id);
