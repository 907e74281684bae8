/* What the files of this folder share: the open desk, its transactions and its events. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "base/text.h"
#include "desk/desk.h"
#include "domain/calling.h"
#include "desk/devices.h"
#include "desk/survey_report.h"
#include "domain/opening.h"
#include "domain/survey.h"
#include "store/db.h"
#include "store/office_store.h"
#include "store/session_store.h"
#include "wire/event.h"
#include <stdbool.h>
#include <stdint.h>

/* The wall clock as it was last seen, by this process or, before its first ticket, by another one of
 * this boot; see clock_memory.c. */
struct clock_memory {
    bool is_set;
    int64_t wall_ms;
    int64_t mono_ms;
    int64_t hold_until_mono_ms; /* after a jump: the day does not change before */
    bool has_jumped;
    int64_t day_of_jump; /* of the last ticket before the jump, by the clock after it */
};

/* The index that may be shown, as it was last read. */
struct published_memory {
    bool is_set;
    int64_t day;
    int64_t read_mono_ms;
    char changes[24]; /* see desk_survey_note_past */
    struct published_ikm ikm;
};

/* The office's time: `server_ms` was true at `mono_ms` of this boot. */
struct office_time {
    bool is_known;
    int64_t server_ms;
    int64_t mono_ms;
};

struct presence;
struct seal;

struct desk {
    struct db *db; /* NULL while it could not be opened again */
    struct catalog *catalog;
    struct holidays *holidays;           /* NULL: none */
    struct err holidays_fault;           /* why there is none although one was asked for */
    struct questionnaire *questionnaire; /* NULL: none */
    struct err questionnaire_fault;
    struct survey_trace survey_traces[SURVEY_TRACES]; /* newest first */
    struct published_memory published;
    uint8_t survey_secret[32]; /* of this process: tells a suggestion's retry; never on disk */
    struct seal *seal;
    char device[17];
    char office_id[64];
    char *publisher_key; /* the file; NULL: no catalogue is taken */
    int catalog_slot;    /* in use; 0 = the shipped file */
    int64_t catalog_version;
    int catalog_refused_slot; /* one that was there and could not be read */
    int64_t catalog_refused;
    int complaint_days;
    const struct clock *clock;
    char *state_dir;
    int device_digit;
    int ticket_digits;
    struct calling_rule calling;
    int64_t build_ms;       /* the floor that the program was built with */
    int64_t clock_floor_ms; /* that, or the office's time last seen; see office_time.c */
    struct office_time office_time;
    int64_t office_heard_mono_ms; /* when this process noted that it answers; 0 = not in its life */
    size_t outbox_turn;           /* which stream is next */
    bool only_looks;              /* see desk_options */
    bool was_quarantined;
    bool has_clean_log; /* nothing that this process knows of has to leave the log */
    struct clock_memory clock_memory;
    struct presence *presences[DEVICES_MOST]; /* the roles that this process plays */
    struct presence *stuck_touch;             /* of its glass; NULL: well */
};

/* Takes back what desk_announce said. */
void desk_unannounce(struct desk *desk);

/* Every use case begins here: opens the database again where the handle may not be used further.
 * ERR_IO and the like when that fails; the next call tries again. */
MUST_USE bool desk_enter(struct desk *desk, struct err *err);
/* desk_enter and a write transaction. */
MUST_USE bool desk_begin(struct desk *desk, struct tx *tx, struct err *err);
/* Commits and wakes the other processes. */
MUST_USE bool desk_commit(struct desk *desk, struct tx *tx, struct err *err);

/* Cuts the log, unless nothing was written since the last time that has to leave it: whoever writes
 * or finds such rows sets `has_clean_log` to false. ERR_BUSY: still due, see db_empty_log. */
MUST_USE bool desk_empty_log(struct desk *desk, struct err *err);

/* True while the wall clock stands where it can be right: at or above its floor, and not decades
 * beyond it. */
bool desk_clock_is_trusted(const struct desk *desk, int64_t now_ms);

/* Two streams, because responses go to the office in batches and in an order of their own. */
enum desk_stream { STREAM_MAIN, STREAM_SURVEY, STREAM_COUNT };
/* At every opening of the database: starts the streams that it lacks. */
MUST_USE bool desk_streams_start(struct desk *desk, struct err *err);

/* Begins a stream whose first record names the one before it (nil: none). Inside a transaction. */
MUST_USE bool desk_stream_begin(struct desk *desk, enum desk_stream name,
                                const struct uuid *previous, int64_t previous_seq, struct err *err);
/* STREAM_COUNT for a strange name. */
enum desk_stream desk_stream_of(const char *name);

/* A head for an event now. `session` may be NULL. Where the office's time is known, `at` is that. */
struct event_head desk_event_head(const struct desk *desk, const struct uuid *session);
/* The same for an event of a moment of this machine's wall clock. */
struct event_head desk_event_head_at(const struct desk *desk, const struct uuid *session,
                                     int64_t wall_ms);

/* Reads what other processes noted about the office. At every opening and in every transaction. */
MUST_USE bool desk_office_read(struct desk *desk, struct err *err);
/* The office's time as far as it is known in this boot, else the wall clock. */
int64_t desk_office_now(const struct desk *desk);
/* Now, and never before the office's time last seen; for what is to be kept a while. */
int64_t desk_kept_now(const struct desk *desk);
/* Appends what an event_* function wrote into `rec`, of the kind it returned, to the main stream. */
MUST_USE bool desk_event_add(struct desk *desk, const struct event_head *head, const char *kind,
                             const struct text *rec, struct err *err);
MUST_USE bool desk_event_add_to(struct desk *desk, enum desk_stream stream,
                                const struct event_head *head, const char *kind,
                                const struct text *rec, struct err *err);

/* Inside a transaction: notes in the journal what `who` did (an officer's code, "" = the machine).
 * `at_ms` is the moment that the use case's other rows have. Longer texts are cut. */
MUST_USE bool desk_journal(struct desk *desk, int64_t at_ms, const char *who, const char *kind,
                           const char *subject, const char *detail, struct err *err);

/* Inside a transaction: seals for this database. It keeps the id of the key that sealed first, and no
 * other key seals here: one process with another key would leave texts that the others cannot open.
 * ERR_INVALID names the file and the key that is missed; else as seal_close. */
#define SEAL_KEY_ID "seal.key_id" /* in meta: of the key that sealed first */
MUST_USE bool desk_seal(struct desk *desk, const void *bytes, size_t len, struct text *out,
                        struct err *err);

/* Whether this process can open what lies in the registers: not now, perhaps later. */
MUST_USE bool desk_has_seal(struct desk *desk, bool *has_key, struct err *err);
/* What letters to this kiosk are sealed with; `*has_key` false before anything was sealed, and
 * while its key is not to be had. */
MUST_USE bool desk_letter_key(struct desk *desk, uint8_t out[BOX_PUBLIC], bool *has_key,
                              struct err *err);

/* Inside a transaction: the session that a ticket at `now_ms` belongs to, opened where needed.
 * ERR_CLOSED after staff closed the day, until staff open it or the next one begins. */
MUST_USE bool desk_session_take(struct desk *desk, int64_t now_ms, struct session *out,
                                struct err *err);
/* The same for staff who open the day: one that they had closed goes on with its numbers, so that
 * nobody in the hall holds a number that another one holds too. */
enum session_begun { SESSION_WAS_OPEN, SESSION_BEGUN, SESSION_REOPENED };
MUST_USE bool desk_session_begin(struct desk *desk, int64_t now_ms, struct session *out,
                                 enum session_begun *begun, struct err *err);
/* The count of lost databases where it has risen since `of` ("session") met it, else 0. */
MUST_USE bool desk_losses_new(struct desk *desk, const char *of, int *out, struct err *err);
/* Inside a transaction: `of` has met them all. */
MUST_USE bool desk_losses_seen(struct desk *desk, const char *of, struct err *err);
/* Inside a transaction: moves the last given number on to where none of a lost database can be. */
MUST_USE bool desk_seq_after_losses(struct desk *desk, const char *of, int64_t *seq,
                                    struct err *err);
/* Inside a transaction: closes an open session; `by` is "staff" or "next_session". */
MUST_USE bool desk_session_close(struct desk *desk, const struct session *session, int64_t now_ms,
                                 const char *by, struct err *err);
/* What desk_session_take would find, without changing anything; outside a transaction too. `out` is
 * set unless SESSION_NEW. */
enum session_now {
    SESSION_GOES_ON,
    SESSION_NEW,  /* the next ticket opens one */
    SESSION_ENDED /* staff closed the day */
};
MUST_USE bool desk_session_look(struct desk *desk, int64_t now_ms, struct session *out,
                                enum session_now *state, struct err *err);

/* Inside a transaction: whether this request may have a number of the group now; ERR_CLOSED. Staff
 * with a reason may although it is closed: `*overridden` then says what they went over, else OPEN. */
struct ticket_request;
MUST_USE bool desk_opening_admits(struct desk *desk, const struct session *session,
                                  const struct group *group, const struct ticket_request *request,
                                  int64_t now_ms, enum closed_reason *overridden, struct err *err);
/* Notes it in the journal; nothing for OPEN. */
MUST_USE bool desk_opening_note_override(struct desk *desk, const struct ticket_request *request,
                                         const struct ticket *ticket, enum closed_reason overridden,
                                         struct err *err);
/* Inside a transaction: keeps this moment of the clock for later processes of this boot. Nothing is
 * kept of a clock that was set by --now: it jumps from process to process, and means to. */
MUST_USE bool desk_clock_store(struct desk *desk, int64_t now_ms, struct err *err);
/* Inside a transaction: reads what this boot remembers, unless this process knows better; begins
 * the memory where there is none. */
MUST_USE bool desk_clock_recall(struct desk *desk, int64_t now_ms, struct err *err);
/* After a ticket was committed: remembers the clock, where it can be trusted. */
void desk_clock_note(struct desk *desk, int64_t now_ms);
int desk_offset_min(const struct desk *desk);

/* The kind under which the journal has a printer's trouble. */
enum { PRINTER_NOTE = 64 };
void desk_printer_note(char out[PRINTER_NOTE], enum printer_trouble trouble);

/* Queues copy `copy` of a slip; fills job->id. `request` is NULL for tickets. */
struct print_job;
MUST_USE bool desk_queue_slip(struct desk *desk, struct print_job *job, const struct uuid *request,
                              struct err *err);
/* Inside a transaction: queues the slip unless the same request did before; `*job` is then that one
 * and `*is_new` false. ERR_INVALID: no request. */
MUST_USE bool desk_queue_slip_once(struct desk *desk, struct print_job *job,
                                   const struct uuid *request, bool *is_new, struct err *err);
/* A slip asked for again, from its newest job: one that still waits stays wanted, one that is
 * certainly not on paper is queued again as itself. Everything else `*needs_copy`: the first one may
 * still turn up. Writes only what changes, told to the office as `by`. */
MUST_USE bool desk_slip_again(struct desk *desk, struct print_job *newest, const char *by,
                              bool *needs_copy, struct err *err);

/* Inside a transaction: stores a changed job, and tells its outcome to the office as done by `by`. */
MUST_USE bool desk_slip_store(struct desk *desk, struct print_job *job, const char *by,
                              struct err *err);

/* The same of the slip of thanks, of which no time is stored and nobody told. */
MUST_USE bool desk_thanks_store(struct desk *desk, struct print_job *job, struct err *err);
/* Forgets it if it is over. */
MUST_USE bool desk_thanks_sweep(struct desk *desk, struct err *err);
/* Inside a transaction: desk_print_again and desk_forget_slip, told to the office as `by`. */
MUST_USE bool desk_ticket_slip_again(struct desk *desk, const struct uuid *ticket, const char *by,
                                     struct print_job *out, struct err *err);
MUST_USE bool desk_ticket_slip_forget(struct desk *desk, const struct uuid *ticket, const char *by,
                                      struct err *err);
