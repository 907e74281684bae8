/* Events as the office reads them: one JSON object each, encoded once and never again.
 *
 *   {"v":1,"id":UUID,"kind":KIND,"session":UUID|null,"at":ms,
 *    "clock":{"boot":UUID,"mono_ms":n,"offset_ms":n,"quality":n},"data":{…}}
 *
 * `rec` holds neither stream nor number, so a record can move to a new stream unchanged. `data` is
 * one struct per kind below; members are only ever added. Times are UTC milliseconds. Each function
 * adds one record to `out` and returns the name of its kind. */
#pragma once
#include "base/id.h"
#include "base/text.h"
#include "domain/print.h"
#include "domain/queue.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EVENT_MAX_BYTES = 16 * 1024 };

/* How far the wall clock of a record can be believed. */
enum clock_quality {
    CLOCK_UNTRUSTED, /* below its floor, or far beyond it */
    CLOCK_PLAUSIBLE, /* above its floor */
    CLOCK_VERIFIED,  /* compared with the office's time */
};

struct event_head {
    struct uuid id;
    struct uuid session; /* nil: null */
    int64_t at_ms;
    const char *boot;  /* the kernel's boot id; NULL: null, `at` is no moment (event_survey.h) */
    int64_t mono_ms;   /* CLOCK_BOOTTIME */
    int64_t offset_ms; /* already added to `at`; 0 until the office's time is known */
    enum clock_quality quality;
};

/* "stream.opened": the first record of every stream.
 * {"stream":UUID,"name":"main","previous":UUID|null,"previous_seq":n}: the stream before it on this
 * machine and its last known number, so that a lost tail is reported. */
struct event_stream_opened {
    struct uuid stream;
    const char *name;
    struct uuid previous;
    int64_t previous_seq;
};
const char *event_stream_opened(struct text *out, const struct event_head *head,
                                const struct event_stream_opened *data);

/* "session.opened": a day of numbers begins.
 * {"day":"2026-11-23"|null,"by":"first_issue"|"staff","previous":UUID|null,"generation":n}: no day while
 * the clock cannot be trusted. */
struct event_session_opened {
    int64_t day; /* days since 1970 */
    bool is_dated;
    const char *by;
    struct uuid previous;
    int generation;
};
const char *event_session_opened(struct text *out, const struct event_head *head,
                                 const struct event_session_opened *data);

/* "session.dated": {"day":"2026-11-23"}: the clock became trustworthy during the session, or was
 * found to have been far ahead when it opened: this day holds from now on. */
struct event_session_dated {
    int64_t day;
};
const char *event_session_dated(struct text *out, const struct event_head *head,
                                const struct event_session_dated *data);

/* "session.closed": {"by":"next_session"|"staff","issued":n}: how many numbers it gave so far; a day
 * that staff closed may be opened again ("day.opened"). */
struct event_session_closed {
    const char *by;
    int64_t issued;
};
const char *event_session_closed(struct text *out, const struct event_head *head,
                                 const struct event_session_closed *data);

/* "ticket.issued": a number is somebody's.
 * {"ticket":UUID,"request":UUID,"number":"A-014","series":"A","seq":14,"code":"7F3K",
 *  "service":ID|null,"group":ID,"priority":"self"|"staff"|null,"lang":"id","ahead":n,
 *  "wait":{"from":n,"to":n}|null,"unticked":[no…],"slip":bool,"device":n} */
struct event_ticket_issued {
    const struct ticket *ticket;
    bool has_slip;
    int device;
};
const char *event_ticket_issued(struct text *out, const struct event_head *head,
                                const struct event_ticket_issued *data);

/* "ticket.shown": {"ticket":UUID}: shown on the screen in place of paper; at = when. */
struct event_ticket_shown {
    struct uuid ticket;
};
const char *event_ticket_shown(struct text *out, const struct event_head *head,
                               const struct event_ticket_shown *data);

/* "slip.moved": what became of a slip; only outcomes are told, not the steps on the way.
 * {"slip":UUID,"kind":"ticket"|…,"ticket":UUID|null,"service":ID|null,"copy":n,
 *  "state":"printed"|"failed"|"uncertain"|"cancelled","trouble":NAME,"printer":NAME,
 *  "by":"printer"|"visitor"|"staff"} */
struct event_slip_moved {
    const struct print_job *job;
    const char *by;
};
const char *event_slip_moved(struct text *out, const struct event_head *head,
                             const struct event_slip_moved *data);
