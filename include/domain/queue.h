/* Numbers, tickets and waits: the rules of the queue, without time of their own.
 *
 * A number reads A-014: series letter, hyphen, at least `digits` digits. It starts at 1 in every
 * session. Priority tickets come from series P across all groups. A device without its hall leader
 * prints from its own series, A2-001. */
#pragma once
#include "base/attr.h"
#include "base/id.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    TICKET_NUMBER_TEXT = 24,
    TICKET_MAX_UNTICKED = 64,
    TICKET_QR_TEXT = 40,
    TICKET_NAME_TEXT = 304,
    TICKET_REASON_TEXT = 128,
    COUNTER_TEXT = 64,
    OFFICER_CODE_TEXT = 16
};

#define QUEUE_PRIORITY_LETTER 'P'
#define QUEUE_PRIORITY_SELF "self" /* the reason of whoever declared it at the kiosk */

enum ticket_state {
    TICKET_WAITING,
    TICKET_CALLED,
    TICKET_SERVING,
    TICKET_DONE,
    TICKET_SKIPPED,
    TICKET_VOID
};
const char *
ticket_state_name(enum ticket_state state); /* "waiting" … as stored and printed in JSON */

/* How long people will wait, as shown: whole minutes, a range outward to 5 minutes. */
struct wait_range {
    bool is_known; /* false until five services were completed in the session */
    int from_min;
    int to_min;
};

struct ticket {
    struct uuid id;
    struct uuid
        request; /* what the caller made before asking; the same request is the same ticket */
    struct uuid session;
    char series[4];                      /* "A", "P", "A2" */
    int64_t seq;                         /* the integer of the number */
    char number[TICKET_NUMBER_TEXT];     /* "A-014" */
    char code[5];                        /* four Crockford characters, unique per office and day */
    char service_id[64];                 /* a service's id, or "" when a group was asked for */
    char service_name[TICKET_NAME_TEXT]; /* Indonesian name as told, cut with … */
    char group_id[64];
    bool is_priority;
    enum ticket_state state;
    int64_t issued_at_ms;   /* UTC */
    int people_ahead;       /* in the group when it was issued */
    struct wait_range wait; /* as told when it was issued */
    char lang[8];           /* of the visit: the slip's language */
    uint16_t
        unticked[TICKET_MAX_UNTICKED]; /* document numbers of requirements not ticked, ascending */
    size_t unticked_count;
    int64_t shown_at_ms; /* when the number was shown on screen without paper; 0 = never */

    char priority_reason[TICKET_REASON_TEXT]; /* "self", or what staff wrote; "" = general */
    char counter[COUNTER_TEXT];               /* where it was called last; "" = never called */
    char officer[OFFICER_CODE_TEXT];          /* who called it last */
    char for_counter[COUNTER_TEXT];           /* only this counter may call it; "" = any */
    char void_reason[TICKET_REASON_TEXT];
    int calls;            /* announcements since it last waited: 1 = called, 2 … = called again */
    int64_t called_at_ms; /* of the last announcement; 0 = never */
    int64_t started_at_ms; /* 0 = not served yet */
    int64_t done_at_ms;
    int64_t service_ms; /* from start to finish, by the monotonic clock where it is known */
    int64_t wait_ms;    /* from the number to its first call; -1 = not called yet */
};

/* "A-014", "P-003", "A2-001", "A-1000" into out. `digits` 1..9. */
void queue_format_number(char out[TICKET_NUMBER_TEXT], const char *series, int64_t seq, int digits);

/* "ANJ1:PEKANBARU:20261123:A-014:7F3K": upper case, QR alphanumeric mode, at most 38 characters.
 * False when office id and number do not fit. */
MUST_USE bool queue_format_qr(char out[TICKET_QR_TEXT], const char *office_id, int64_t issued_at_ms,
                              int offset_min, const char *number, const char *code);

/* Raises small letters; false when what stands then is more than 38 characters or has others than QR
 * alphanumeric mode. */
MUST_USE bool queue_fit_qr(char *text);

/* Minutes = (people ahead + 1) × mean turn ÷ open counters, as 0.85 to 1.25 of it (wider where few
 * are ahead), outward to 5 minutes. Not known under five completed services or without an open
 * counter.
 *
 * The settled rule was people ahead × mean of the last 20 services, 0.8 to 1.3 of it. Replayed over
 * synthetic days (tests/unit/domain/test_wait_replay.c) it held 73 % of the waits in ranges whose
 * median width was 54 % of the wait. What differs, and why:
 * - A turn is from the call to the finish: walking to the counter takes its time too.
 * - One more turn: whoever is being served has to finish before the first of the line is called.
 * - The mean is of 40 turns: that of 20 is itself 10 to 15 % off.
 * - Better known, the range may be narrower; but turns differ by half, which evens out over a long
 *   line and does not over four people. */
struct wait_range queue_wait(int people_ahead, int completed, int64_t mean_turn_ms,
                             int open_counters);

/* A new session opens at the first issue on a new local day, never backwards in time, and only
 * while the clock stands at or above its floor. Days are days since 1970 in the office's zone. */
bool queue_opens_session(bool has_open_session, int64_t open_session_day, int64_t today,
                         int64_t now_ms, int64_t clock_floor_ms);
