/* Paper: asking for a slip, following it, and moving it on. */
#include "desk/slips.h"
#include "desk/desk_internal.h"
#include "store/print_store.h"
#include "store/ticket_store.h"
#include <string.h>

bool desk_queue_slip(struct desk *desk, struct print_job *job, const struct uuid *request,
                     struct err *err)
{
    int64_t now_ms = clock_now_ms(desk->clock);

    job->uuid = uuid_v7(now_ms);
    job->state = PRINT_QUEUED;
    job->trouble = TROUBLE_NONE;
    job->is_wanted = true;
    job->created_at_ms = job->changed_at_ms = now_ms;
    return print_store_add(desk->db, job, request, err);
}

bool desk_slip_store(struct desk *desk, struct print_job *job, const char *by, struct err *err)
{
    AUTO_TEXT struct text rec;
    struct ticket ticket;
    struct event_head head;

    text_init(&rec, EVENT_MAX_BYTES);
    /* A number missing among the others' would tell when a slip of thanks was printed. */
    if (print_state_is_final(job->state))
        job->cups_job = 0;
    if (job->kind == SLIP_THANKS)
        return desk_thanks_store(desk, job, err);
    job->changed_at_ms = clock_now_ms(desk->clock);
    if (!print_store_update(desk->db, job, err))
        return false;
    if (!print_state_is_final(job->state))
        return true;
    if (job->kind == SLIP_TICKET) {
        if (!ticket_store_find(desk->db, &job->ticket, &ticket, err))
            return false;
        head = desk_event_head(desk, &ticket.session);
    } else {
        head = desk_event_head(desk, NULL);
    }
    const char *kind =
        event_slip_moved(&rec, &head, &(struct event_slip_moved){.job = job, .by = by});
    return desk_event_add(desk, &head, kind, &rec, err);
}

bool desk_queue_slip_once(struct desk *desk, struct print_job *job, const struct uuid *request,
                          bool *is_new, struct err *err)
{
    struct print_job found;
    struct err missing = {0};

    if (uuid_is_nil(request))
        return err_set(err, ERR_INVALID, "a slip needs the id of its request");
    *is_new = !print_store_find_request(desk->db, request, &found, &missing);
    if (!*is_new) {
        *job = found;
        return true;
    }
    if (missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    return desk_queue_slip(desk, job, request, err);
}

bool desk_print_list(struct desk *desk, const struct uuid *request, enum slip_kind kind,
                     const char *service_id, const char *lang, int64_t *out_job, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct print_job job = {.kind = kind};
    bool is_new = false;

    if (kind != SLIP_REQUIREMENTS && kind != SLIP_STEPS)
        return err_set(err, ERR_INVALID, "a list needs its kind");
    if (!desk->catalog || !catalog_service(desk->catalog, service_id))
        return err_set(err, ERR_NOT_FOUND, "no service \"%s\"", service_id);
    text_copy(job.service_id, sizeof job.service_id, service_id);
    text_copy(job.lang, sizeof job.lang, lang);
    if (!desk_begin(desk, &tx, err) || !desk_queue_slip_once(desk, &job, request, &is_new, err)
        || (is_new && !desk_commit(desk, &tx, err)))
        return false;
    *out_job = job.id;
    return true;
}

bool desk_print_test(struct desk *desk, const struct uuid *request, const char *officer,
                     int64_t *out_job, struct err *err)
{
    return desk_print_test_at(desk, request, officer, 0, out_job, err);
}

bool desk_print_test_at(struct desk *desk, const struct uuid *request, const char *officer,
                        int printer, int64_t *out_job, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct print_job job = {.kind = SLIP_TEST, .lang = "id", .only_printer = printer};
    bool is_new = false;

    text_format(job.subject, sizeof job.subject, "%d", desk->device_digit);
    if (!desk_begin(desk, &tx, err) || !desk_queue_slip_once(desk, &job, request, &is_new, err))
        return false;
    if (is_new
        && (!desk_journal(desk, job.created_at_ms, officer, "printer.tested", "", "", err)
            || !desk_commit(desk, &tx, err)))
        return false;
    *out_job = job.id;
    return true;
}

bool desk_ticket_job(struct desk *desk, const struct uuid *ticket, struct print_job *out,
                     struct err *err)
{
    return desk_enter(desk, err) && print_store_find_newest(desk->db, ticket, out, err);
}

bool desk_job(struct desk *desk, int64_t job, struct print_job *out, struct err *err)
{
    return desk_enter(desk, err) && print_store_find(desk->db, job, out, err);
}

/* What the print process calls failed has a trouble; a person's "no" has none, and may be mistaken.
 * Cancelled is only what never began: see desk_move_job. */
static bool is_certainly_off_paper(const struct print_job *job)
{
    return job->state == PRINT_CANCELLED
           || (job->state == PRINT_FAILED && job->trouble != TROUBLE_NONE);
}

/* Certainly not on paper: the same copy is tried again, under a new name so that the old CUPS job
 * is not taken for it. */
static void reset_job(struct print_job *job, int64_t now_ms)
{
    job->uuid = uuid_v7(now_ms);
    job->state = PRINT_QUEUED;
    job->trouble = TROUBLE_NONE;
    job->is_wanted = true;
    memset(job->printer, 0, sizeof job->printer);
    job->cups_job = 0;
}

static bool queue_copy(struct desk *desk, const struct uuid *ticket_id, int copy,
                       struct print_job *out, struct err *err)
{
    struct ticket ticket;

    if (!ticket_store_find(desk->db, ticket_id, &ticket, err))
        return false;
    *out = (struct print_job){.kind = SLIP_TICKET, .ticket = *ticket_id, .copy = copy};
    text_copy(out->service_id, sizeof out->service_id, ticket.service_id);
    text_copy(out->lang, sizeof out->lang, ticket.lang);
    return desk_queue_slip(desk, out, NULL, err);
}

bool desk_slip_again(struct desk *desk, struct print_job *newest, const char *by, bool *needs_copy,
                     struct err *err)
{
    *needs_copy = false;
    if (!print_state_is_final(newest->state)) {
        newest->is_wanted = true;
        return desk_slip_store(desk, newest, by, err);
    }
    *needs_copy = !is_certainly_off_paper(newest);
    if (*needs_copy)
        return true;
    reset_job(newest, clock_now_ms(desk->clock));
    return desk_slip_store(desk, newest, by, err);
}

bool desk_ticket_slip_again(struct desk *desk, const struct uuid *ticket, const char *by,
                            struct print_job *out, struct err *err)
{
    struct err missing = {0};
    bool needs_copy = false;

    if (!print_store_find_newest(desk->db, ticket, out, &missing)) {
        if (missing.code != ERR_NOT_FOUND)
            return err_set(err, missing.code, "%s", missing.text);
        return queue_copy(desk, ticket, 0, out, err);
    }
    if (!desk_slip_again(desk, out, by, &needs_copy, err))
        return false;
    return !needs_copy || queue_copy(desk, ticket, out->copy + 1, out, err);
}

bool desk_print_again(struct desk *desk, const struct uuid *ticket, struct print_job *out,
                      struct err *err)
{
    AUTO_TX struct tx tx = {0};

    return desk_begin(desk, &tx, err) && desk_ticket_slip_again(desk, ticket, "visitor", out, err)
           && desk_commit(desk, &tx, err);
}

bool desk_ticket_slip_forget(struct desk *desk, const struct uuid *ticket, const char *by,
                             struct err *err)
{
    struct print_job job;
    struct err missing = {0};

    /* Only the newest copy can still wait: another one is queued when this one is over. */
    if (!print_store_find_newest(desk->db, ticket, &job, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    if (print_state_is_final(job.state))
        return true;
    job.is_wanted = false;
    if (job.state == PRINT_QUEUED)
        job.state = PRINT_CANCELLED; /* nobody has begun it, and now nobody can */
    return desk_slip_store(desk, &job, by, err);
}

bool desk_forget_slip(struct desk *desk, const struct uuid *ticket, struct err *err)
{
    AUTO_TX struct tx tx = {0};

    return desk_begin(desk, &tx, err) && desk_ticket_slip_forget(desk, ticket, "visitor", err)
           && desk_commit(desk, &tx, err);
}

bool desk_answer_printed(struct desk *desk, int64_t job_id, bool came_out, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    enum print_state answer = came_out ? PRINT_PRINTED : PRINT_FAILED;
    struct print_job job;

    if (!desk_begin(desk, &tx, err) || !print_store_find(desk->db, job_id, &job, err))
        return false;
    if (job.state == answer)
        return true;
    if (job.state != PRINT_UNCERTAIN)
        return err_set(err, ERR_INVALID, "print job %lld is %s: nobody is asked about it",
                       (long long)job_id, print_state_name(job.state));
    job.state = answer;
    job.trouble = TROUBLE_NONE; /* the printer's was told with the uncertain end */
    return desk_slip_store(desk, &job, "visitor", err) && desk_commit(desk, &tx, err);
}

bool desk_begun_jobs(struct desk *desk, struct print_job out[BEGUN_MOST], size_t *count,
                     struct err *err)
{
    return desk_enter(desk, err) && print_store_list_begun(desk->db, out, BEGUN_MOST, count, err);
}

bool desk_next_job_at(struct desk *desk, const struct print_turn *turn, struct print_job *out,
                      struct err *err)
{
    return desk_enter(desk, err) && print_store_find_next_at(desk->db, turn, out, err);
}

bool desk_next_job(struct desk *desk, struct print_job *out, struct err *err)
{
    return desk_enter(desk, err) && print_store_find_next(desk->db, out, err);
}

bool desk_move_job(struct desk *desk, int64_t job_id, enum print_state state,
                   enum printer_trouble trouble, const char *printer, int cups_job, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct print_job job;

    if (!desk_begin(desk, &tx, err) || !print_store_find(desk->db, job_id, &job, err))
        return false;
    if (print_state_is_final(job.state))
        return job.state == state
               || err_set(err, ERR_INVALID, "print job %lld is %s and stays so", (long long)job_id,
                          print_state_name(job.state));
    if (job.state == PRINT_PRINTING && state == PRINT_CANCELLED)
        return err_set(err, ERR_INVALID, "print job %lld has begun: how it ended is uncertain",
                       (long long)job_id);
    bool is_same_printer = !printer || text_equal(printer, job.printer);
    if (job.state == state && job.trouble == trouble && is_same_printer && job.cups_job == cups_job)
        return true; /* a poll that found nothing new costs no write */
    if (state == PRINT_QUEUED && job.state != PRINT_QUEUED)
        job.uuid = job.kind == SLIP_THANKS ? uuid_v4() : uuid_v7(clock_now_ms(desk->clock));
    job.state = state;
    job.trouble = trouble;
    job.cups_job = cups_job;
    if (printer)
        text_copy(job.printer, sizeof job.printer, printer);
    return desk_slip_store(desk, &job, "printer", err) && desk_commit(desk, &tx, err);
}
