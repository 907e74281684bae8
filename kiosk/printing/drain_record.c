/* Records what the drain learns of printer and jobs, so that nothing of it is lost in a crash. */
#include "desk/slips.h"
#include "printing/drain_internal.h"
#define LOG_AREA "print"
#include "base/alert.h"

int64_t drain_mono(const struct drain *drain)
{
    return clock_mono_ms(desk_clock(drain->desk));
}

int64_t drain_back_off(struct drain *drain, int64_t first, int64_t last)
{
    int64_t wait = drain->retry_ms ? drain->retry_ms : first;

    drain->retry_ms = wait * 2 > last ? last : wait * 2;
    return wait > last ? last : wait;
}

int64_t drain_retry_later(struct drain *drain)
{
    return drain_mono(drain) + drain_back_off(drain, DRAIN_RETRY_FIRST_MS, DRAIN_RETRY_LAST_MS);
}

static void take_status(struct drain *drain, const struct printer_status *seen)
{
    struct err err = {0};

    bool is_news = !drain->has_looked || drain->status.trouble != seen->trouble;

    if (is_news && seen->trouble == TROUBLE_NONE)
        log_alert(ALERT_PRINTER_READY, "printer %s: ready", seen->queue);
    else if (is_news)
        log_alert(ALERT_PRINTER, "printer %s: %s", seen->queue,
                  printer_trouble_name(seen->trouble));
    bool is_mended =
        drain->has_looked && drain->status.trouble != TROUBLE_NONE && seen->trouble == TROUBLE_NONE;

    if (is_mended)
        drain->mended_at_ms = drain_mono(drain);
    if (is_mended || !drain->has_looked)
        drain->first->has_turned = true;
    drain->status = *seen;
    drain->status.no = drain->no;
    drain->status.place = drain->printer->place;
    drain->status.is_known = true;
    drain->status.seen_at_ms = clock_now_ms(desk_clock(drain->desk));
    drain->has_looked = true;
    if (!desk_report_printer(drain->desk, &drain->status, &err)) {
        if (!drain->is_store_failing)
            log_warn("printer state not stored: %s", err.text);
        drain->is_store_failing = true;
    }
}

void drain_note_trouble(struct drain *drain, enum printer_trouble trouble)
{
    struct printer_status seen = drain->status;

    seen.trouble = trouble;
    if (!drain->has_looked || trouble != drain->status.trouble)
        take_status(drain, &seen);
}

void drain_look(struct drain *drain)
{
    struct err err = {0};
    struct printer_status seen = {0};

    if (!drain->printer->look(drain->printer->context, &drain->format, &seen, &err)) {
        /* Without cupsd nothing is known of any printer: for the visitor there is none. */
        if (!drain->has_looked || drain->status.trouble != TROUBLE_NO_PRINTER)
            log_warn("no printer: %s", err.text);
        if (drain->has_looked)
            seen = drain->status;
        seen.trouble = TROUBLE_NO_PRINTER;
    }
    if (seen.trouble == TROUBLE_NONE)
        seen.trouble = drain->server;
    take_status(drain, &seen);
    drain->looked_at_ms = drain_mono(drain);
}

static bool move_to(struct drain *drain, struct print_job *job, enum print_state state,
                    enum printer_trouble trouble, const char *queue, int cups_job)
{
    struct err err = {0};

    if (!desk_move_job(drain->desk, job->id, state, trouble, queue[0] ? queue : NULL, cups_job,
                       &err)) {
        drain->is_overtaken = err.code == ERR_INVALID;
        if (drain->is_overtaken)
            return false;
        if (!drain->is_store_failing)
            log_error("job %lld: not recorded as %s: %s, trying again", (long long)job->id,
                      print_state_name(state), err.text);
        drain->is_store_failing = true;
        return false;
    }
    drain->is_store_failing = false;
    /* The log of the machine has times, which the slip of thanks has not. */
    if (job->kind != SLIP_THANKS && (job->state != state || trouble != job->trouble))
        log_info("job %lld: %s%s%s", (long long)job->id, print_state_name(state),
                 trouble == TROUBLE_NONE ? "" : ", ",
                 trouble == TROUBLE_NONE ? "" : printer_trouble_name(trouble));
    /* Queued again it has a new name, and is still the job whose tries are counted here. */
    if (state == PRINT_QUEUED && job->state != state && desk_job(drain->desk, job->id, job, &err))
        drain->job = job->uuid;
    drain->first->has_turned = drain->first->has_turned || state == PRINT_QUEUED;
    job->state = state;
    job->trouble = trouble;
    job->cups_job = cups_job;
    return true;
}

bool drain_move(struct drain *drain, struct print_job *job, enum print_state state,
                enum printer_trouble trouble, int cups_job)
{
    if (job->state == state && job->trouble == trouble && job->cups_job == cups_job)
        return true;
    return move_to(drain, job, state, trouble, drain->status.queue, cups_job);
}

bool drain_hand_over(struct drain *drain, struct print_job *job, const struct drain *to,
                     int cups_job)
{
    enum print_state state = job->state == PRINT_PRINTING ? PRINT_PRINTING : PRINT_SENDING;

    drain->first->has_turned = true;
    return move_to(drain, job, state, TROUBLE_NONE, to->status.queue, cups_job);
}

int64_t drain_not_moved(const struct drain *drain)
{
    return drain->is_overtaken ? DRAIN_GO_ON : drain_mono(drain) + DRAIN_DESK_RETRY_MS;
}

int64_t drain_finish(struct drain *drain, struct print_job *job, enum print_state state,
                     enum printer_trouble trouble)
{
    if (!drain_move(drain, job, state, trouble, job->cups_job))
        return drain_not_moved(drain);
    /* Why nobody knows how it ended, the printer may tell: before the next visitor comes. */
    if (state == PRINT_UNCERTAIN)
        drain->has_looked = false;
    return DRAIN_GO_ON;
}

int64_t drain_wait_with(struct drain *drain, struct print_job *job, enum printer_trouble trouble)
{
    if (job->state == PRINT_QUEUED && job->only_printer == 0 && !drain_is_in_charge(drain)) {
        drain->first->has_turned = true;
        return DRAIN_GO_ON;
    }
    if (!drain_move(drain, job, job->state, trouble, job->cups_job))
        return drain_not_moved(drain);
    return drain_retry_later(drain);
}
