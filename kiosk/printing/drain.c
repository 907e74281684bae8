/* One job at a time from the desk to a printer's paper; what is certain, and what is not, is recorded. */
#include "printing/drain.h"
#include "desk/slips.h"
#include "printing/document.h"
#include "printing/drain_internal.h"
#define LOG_AREA "print"
#include "base/log.h"

enum {
    FOLLOW_FIRST_MS = 30, /* a confirmed 58 KB slip is settled after 20 to 50 ms at cupsd */
    FOLLOW_LAST_MS = 250,
    IDLE_LOOK_MS = 20000, /* asks of an idle printer; 3 a minute are 0.1 wake-ups/s */
    IDLE_TROUBLE_MS = 5000,
    FRESH_MS = 25000,          /* a good look this young need not be repeated before sending */
    SILENT_FAULT_MS = 7000,    /* no answer and no reason for so long is a fault to the visitor */
    STALE_PRINTING_MS = 60000, /* a slow but faultless printer has long finished a slip by then */
    SEND_TRIES = 3             /* of a job that ended before its first byte, by cupsd's own doing */
};

static enum printer_trouble trouble_of(enum err_code code)
{
    if (code == ERR_CLOSED)
        return TROUBLE_STOPPED;
    return TROUBLE_NO_PRINTER;
}

/* Makes an end of a job at the printer's side that has no document, so that none can arrive late. */
static bool fence(struct drain *drain, const struct print_job *job, int cups_job)
{
    struct err err = {0};

    if (drain->printer->cancel(drain->printer->context, cups_job, &err))
        return true;
    log_warn("job %lld: cannot cancel %d: %s", (long long)job->id, cups_job, err.text);
    return false;
}

/* The document is at the printer's side: from here on it is only followed. */
static int64_t adopt(struct drain *drain, struct print_job *job, int cups_job)
{
    if (!drain_move(drain, job, job->state == PRINT_PRINTING ? PRINT_PRINTING : PRINT_SENDING,
                    TROUBLE_NONE, cups_job))
        return drain_not_moved(drain);
    drain->sent_at_ms = drain_mono(drain);
    drain->first->must_find = false;
    drain->retry_ms = 0;
    return DRAIN_GO_ON;
}

/* Nobody knows whether the document arrived: after a crash, or when the answer to it was lost. */
static int64_t recover(struct drain *drain, struct print_job *job)
{
    struct drain *at = drain;
    int cups_job = 0;
    bool has_document = false;
    struct err err = {0};

    if (!drain_find(drain, job, &at, &cups_job, &has_document, &err)) {
        if (job->trouble == TROUBLE_NONE)
            log_warn("job %lld: cannot be looked up: %s", (long long)job->id, err.text);
        return drain_wait_with(drain, job, trouble_of(err.code));
    }
    if (cups_job && has_document && at != drain)
        return drain_hand_over(drain, job, at, cups_job) ? DRAIN_GO_ON : drain_not_moved(drain);
    if (cups_job && has_document)
        return adopt(drain, job, cups_job);
    /* It had a number once, so the document may have been taken before it was forgotten. */
    if (!cups_job && job->state != PRINT_QUEUED)
        return drain_finish(drain, job, PRINT_UNCERTAIN, TROUBLE_UNKNOWN);
    if (cups_job && !fence(at, job, cups_job))
        return drain_wait_with(drain, job, TROUBLE_NO_PRINTER);
    drain->first->must_find = false;
    if (drain->is_refused)
        return drain_finish(drain, job, PRINT_FAILED, TROUBLE_REFUSED);
    if (!job->is_wanted)
        return drain_finish(drain, job, PRINT_CANCELLED, TROUBLE_NONE);
    if (drain->has_failed)
        drain->server = TROUBLE_STOPPED;
    if (!drain_move(drain, job, PRINT_QUEUED, drain->has_failed ? drain->server : job->trouble, 0))
        return drain_not_moved(drain);
    if (!drain->has_failed)
        return DRAIN_GO_ON;
    drain_note_trouble(drain, drain->server);
    return drain_mono(drain) + DRAIN_SERVER_RETRY_MS;
}

/* Creates the job, commits its number, sends the document. */
static int64_t send_document(struct drain *drain, struct print_job *job,
                             const struct document *document)
{
    char name[UUID_TEXT];
    int cups_job = 0;
    struct err err = {0};

    uuid_format(&job->uuid, name);
    if (!drain->printer->create(drain->printer->context, name, document->page_mm, &cups_job,
                                &err)) {
        drain->first->must_find = true; /* it may have been made all the same */
        drain->has_looked = false;
        if (drain->server == TROUBLE_NONE)
            log_warn("job %lld: not created: %s", (long long)job->id, err.text);
        if (err.code == ERR_INVALID)
            return drain_finish(drain, job, PRINT_FAILED, TROUBLE_REFUSED);
        drain->server = trouble_of(err.code);
        drain_note_trouble(drain, drain->server);
        return drain_wait_with(drain, job, drain->server);
    }
    if (!drain_move(drain, job, PRINT_SENDING, drain->server, cups_job)) {
        drain->first->must_find = true;
        (void)fence(drain, job, cups_job); /* best effort: without a document it prints nothing */
        return drain_not_moved(drain);
    }
    drain->retry_ms = 0;
    if (!drain->printer->send(drain->printer->context, cups_job, document->bytes.data,
                              document->bytes.len, &err)) {
        if (drain->server == TROUBLE_NONE)
            log_warn("job %lld: document not accepted: %s", (long long)job->id, err.text);
        drain->is_refused = err.code == ERR_INVALID;
        drain->has_failed = !drain->is_refused;
        drain->sent_at_ms = 0;
        return drain_retry_later(drain);
    }
    drain->server = TROUBLE_NONE;
    drain->has_failed = false;
    drain->sends++;
    drain->sent_at_ms = drain_mono(drain);
    return drain_mono(drain) + drain_back_off(drain, FOLLOW_FIRST_MS, FOLLOW_LAST_MS);
}

/* An older look is enough for anjungan-escpos, which itself sends nothing before the printer is ready. */
static bool is_known_ready(const struct drain *drain)
{
    bool waits = drain->format == PRINTER_ESCPOS_80 || drain->format == PRINTER_ESCPOS_58;

    return drain->has_looked && drain->status.trouble == TROUBLE_NONE && drain->status.is_confirming
           && waits && drain_mono(drain) - drain->looked_at_ms < FRESH_MS;
}

static int64_t step_queued(struct drain *drain, struct print_job *job)
{
    struct document document;
    struct err err = {0};

    /* No document was ever sent for a queued job, so it is off the paper whatever cupsd says. */
    if (!job->is_wanted)
        return drain_finish(drain, job, PRINT_CANCELLED, TROUBLE_NONE);
    if (drain->sends >= SEND_TRIES)
        return drain_finish(drain, job, PRINT_FAILED, TROUBLE_REFUSED);
    if (!is_known_ready(drain)) {
        drain_look(drain);
        if (drain->status.trouble != drain->server)
            return drain_wait_with(drain, job, drain->status.trouble);
    }
    if (drain->first->must_find)
        return recover(drain, job);
    if (!document_make(&document, drain->desk, job, drain->printer, drain->format, &err)) {
        log_error("job %lld: cannot be drawn: %s", (long long)job->id, err.text);
        if (err.code == ERR_OFFLINE || err.code == ERR_BUSY)
            return drain_wait_with(drain, job, TROUBLE_NO_PRINTER);
        return drain_finish(drain, job, PRINT_FAILED, TROUBLE_REFUSED);
    }
    int64_t next = send_document(drain, job, &document);
    document_clear(&document);
    return next;
}

/* It ended before its first byte: cancelled by us or by somebody, or by cupsd's own doing. */
static int64_t not_printed(struct drain *drain, struct print_job *job)
{
    if (job->state == PRINT_PRINTING) /* it was seen printing: then this is not certain */
        return drain_finish(drain, job, PRINT_UNCERTAIN, TROUBLE_UNKNOWN);
    if (!job->is_wanted || drain->is_cancelled)
        return drain_finish(drain, job, PRINT_CANCELLED, TROUBLE_NONE);
    if (drain->sends >= SEND_TRIES && !drain->is_moving)
        return drain_finish(drain, job, PRINT_FAILED, TROUBLE_UNKNOWN);
    log_warn("job %lld: ended before its first byte, made anew", (long long)job->id);
    drain->is_moving = false;
    if (!drain_move(drain, job, PRINT_QUEUED, TROUBLE_NONE, 0))
        return drain_not_moved(drain);
    return drain_is_in_charge(drain) ? drain_retry_later(drain) : DRAIN_GO_ON;
}

/* Nothing of the slip has reached this printer, and another one is ready: it is given up here. Whether
 * it may go there, the printer's side says at the next look. */
static bool give_up(struct drain *drain, const struct print_job *job, enum printer_trouble trouble)
{
    drain_note_trouble(drain, trouble);
    if (!job->is_wanted || job->only_printer != 0 || !drain_can_pass_on(drain))
        return false;
    if (!drain->is_moving && fence(drain, job, job->cups_job)) {
        drain->is_moving = true;
        drain->retry_ms = 0;
        log_info("job %lld: %s at %s, moves on", (long long)job->id, printer_trouble_name(trouble),
                 drain->status.queue);
    }
    return drain->is_moving;
}

static int64_t keep_following(struct drain *drain, struct print_job *job,
                              enum printed_answer answer, enum printer_trouble trouble)
{
    bool has_begun = job->state == PRINT_PRINTING || answer == ANSWER_PRINTING;

    if (trouble == TROUBLE_NONE && drain_mono(drain) - drain->sent_at_ms >= SILENT_FAULT_MS)
        trouble = TROUBLE_UNKNOWN;
    if (trouble != TROUBLE_NONE && !has_begun && give_up(drain, job, trouble))
        trouble = TROUBLE_NONE; /* of the printer, no longer of the slip */
    else
        drain_note_trouble(drain, trouble);
    if (!drain_move(drain, job, has_begun ? PRINT_PRINTING : PRINT_SENDING, trouble, job->cups_job))
        return drain_not_moved(drain);
    return drain_mono(drain) + drain_back_off(drain, FOLLOW_FIRST_MS, FOLLOW_LAST_MS);
}

static int64_t end_uncertain(struct drain *drain, struct print_job *job,
                             enum printer_trouble trouble)
{
    /* Held, stopped or forgotten there, it could still come out some day: not without a person. */
    (void)fence(drain, job, job->cups_job);
    drain->has_looked = false; /* cupsd says nothing any more of what may still be wrong there */
    return drain_finish(drain, job, PRINT_UNCERTAIN, trouble);
}

/* What prints without a fault is on its way to the tray; what hangs would come out as a stranger's
 * slip when the roll is changed. */
static bool hangs(const struct drain *drain, const struct print_job *job)
{
    bool has_fault = job->trouble != TROUBLE_NONE && job->trouble != TROUBLE_UNKNOWN;

    return job->state == PRINT_SENDING || has_fault
           || drain_mono(drain) - drain->sent_at_ms >= STALE_PRINTING_MS;
}

static int64_t follow(struct drain *drain, struct print_job *job)
{
    char name[UUID_TEXT];
    enum printed_answer answer = ANSWER_WAITING;
    enum printer_trouble trouble = TROUBLE_NONE;
    struct err err = {0};

    if (!job->is_wanted && !drain->is_cancelled && hangs(drain, job))
        drain->is_cancelled = fence(drain, job, job->cups_job);

    uuid_format(&job->uuid, name);
    if (!drain->printer->ask(drain->printer->context, job->cups_job, name, &answer, &trouble,
                             &err)) {
        if (err.code == ERR_NOT_FOUND) {
            drain->has_looked = false; /* with its queue, perhaps */
            return drain_finish(drain, job, PRINT_UNCERTAIN, TROUBLE_UNKNOWN);
        }
        if (job->trouble == TROUBLE_NONE)
            log_warn("job %lld: cannot be followed: %s", (long long)job->id, err.text);
        drain_note_trouble(drain, trouble_of(err.code));
        return drain_wait_with(drain, job, trouble_of(err.code));
    }
    switch (answer) {
    case ANSWER_WAITING:
    case ANSWER_PRINTING:
        return keep_following(drain, job, answer, trouble);
    case ANSWER_PRINTED:
        drain_note_trouble(drain, TROUBLE_NONE);
        return drain_finish(drain, job, PRINT_PRINTED, TROUBLE_NONE);
    case ANSWER_NOT_PRINTED:
        return not_printed(drain, job);
    case ANSWER_UNCERTAIN:
        return end_uncertain(drain, job, trouble);
    }
    return drain_retry_later(drain);
}

static int64_t step_job(struct drain *drain, struct print_job *job)
{
    switch (job->state) {
    case PRINT_QUEUED:
        return step_queued(drain, job);
    case PRINT_SENDING:
        return drain->sent_at_ms ? follow(drain, job) : recover(drain, job);
    case PRINT_PRINTING:
        if (!drain->sent_at_ms)
            drain->sent_at_ms = drain_mono(drain);
        return follow(drain, job);
    case PRINT_PRINTED:
    case PRINT_FAILED:
    case PRINT_UNCERTAIN:
    case PRINT_CANCELLED:
        break;
    }
    log_error("job %lld: the desk offers a job that is over", (long long)job->id);
    return drain_mono(drain) + DRAIN_DESK_RETRY_MS;
}

static void take_up(struct drain *drain, const struct print_job *job)
{
    if (!job->is_wanted && drain->was_wanted)
        drain->due_ms = 0;
    drain->was_wanted = job->is_wanted;
    if (uuid_equal(&drain->job, &job->uuid))
        return;
    drain->job = job->uuid;
    drain->due_ms = 0;
    drain->retry_ms = 0;
    drain->sent_at_ms = 0;
    drain->is_refused = false;
    drain->is_cancelled = false;
    drain->is_moving = false;
    drain->has_failed = false;
    drain->sends = 0;
}

/* While slips wait at the printer in charge, the others are asked as often as it is. */
static int64_t look_every_ms(struct drain *drain)
{
    const struct drain *other = drain_in_charge(drain);

    if (drain->status.trouble == TROUBLE_NONE)
        return IDLE_LOOK_MS;
    return other != drain && !other->is_idle && other->status.trouble != TROUBLE_NONE
               ? DRAIN_RETRY_LAST_MS
               : IDLE_TROUBLE_MS;
}

static int64_t step_idle(struct drain *drain)
{
    drain->is_idle = true;
    drain->server = TROUBLE_NONE; /* only a slip finds out */
    if (!drain->has_looked || drain_mono(drain) - drain->looked_at_ms >= look_every_ms(drain))
        drain_look(drain);
    return drain->looked_at_ms + look_every_ms(drain);
}

int64_t drain_serve(struct drain *drain)
{
    struct print_job job;
    struct err err = {0};
    int64_t next = DRAIN_GO_ON;

    /* A bound, so that the caller's watchdog is fed between jobs however many there are. */
    for (int moves = 0; next == DRAIN_GO_ON && moves < 8; moves++) {
        if (!drain_pick(drain, &job, &err)) {
            if (err.code == ERR_NOT_FOUND) {
                drain->is_desk_failing = false;
                return step_idle(drain);
            }
            if (!drain->is_desk_failing)
                log_error("print jobs cannot be read, trying again: %s", err.text);
            drain->is_desk_failing = true;
            return drain_mono(drain) + DRAIN_DESK_RETRY_MS;
        }
        drain->is_desk_failing = false;
        drain->is_idle = false;
        take_up(drain, &job);
        if (drain_mono(drain) < drain->due_ms)
            return drain->due_ms;
        next = step_job(drain, &job);
        drain->due_ms = next;
    }
    return next == DRAIN_GO_ON ? drain_mono(drain) : next;
}
