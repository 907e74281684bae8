/* What an administrator does about slips: finds, repeats and cancels them. */
#include "desk/desk_internal.h"
#include "desk/slips.h"
#include "domain/calling.h"
#include "domain/complaint.h"
#include "domain/receipt.h"
#include "store/print_store.h"
#include "store/ticket_store.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* --- finding --------------------------------------------------------------------------------- */

static bool read_number(struct desk *desk, struct slip_line *line, struct err *err)
{
    struct ticket ticket;

    if (line->job.kind != SLIP_TICKET) {
        /* A test's subject is its device. */
        text_copy(line->number, sizeof line->number,
                  line->job.kind == SLIP_TEST ? "" : line->job.subject);
        return true;
    }
    if (!ticket_store_find(desk->db, &line->job.ticket, &ticket, err))
        return false;
    text_copy(line->number, sizeof line->number, ticket.number);
    return true;
}

struct listing {
    struct desk *desk;
    bool (*each)(void *context, const struct slip_line *line);
    void *context;
    bool is_whole;
    struct err *err;
};

static bool list_one(void *context, const struct print_job *job)
{
    struct listing *listing = context;
    struct slip_line line = {.job = *job};

    listing->is_whole = read_number(listing->desk, &line, listing->err);
    return listing->is_whole && listing->each(listing->context, &line);
}

bool desk_list_slips(struct desk *desk, int64_t since_ms,
                     bool (*each)(void *context, const struct slip_line *line), void *context,
                     struct err *err)
{
    struct listing listing = {
        .desk = desk, .each = each, .context = context, .is_whole = true, .err = err};

    return desk_enter(desk, err) && print_store_list(desk->db, since_ms, list_one, &listing, err)
           && listing.is_whole;
}

static bool find_by_ticket(struct desk *desk, const char *number, struct print_job *out,
                           struct err *err)
{
    struct session session;
    struct ticket ticket;
    struct err missing = {0};

    if (!session_store_find_open(desk->db, &session, &missing))
        return missing.code == ERR_NOT_FOUND ? err_set(
                   err, ERR_NOT_FOUND, "no day is open, so there is no number %.32s", number)
                                             : err_set(err, missing.code, "%s", missing.text);
    if (!ticket_store_find_number(desk->db, session.no, number, &ticket, &missing))
        return missing.code == ERR_NOT_FOUND
                   ? err_set(err, ERR_NOT_FOUND, "there is no number %.32s in the open day", number)
                   : err_set(err, missing.code, "%s", missing.text);
    return print_store_find_newest(desk->db, &ticket.id, out, err);
}

/* The words by which people name a slip differ in shape, so that none is taken for another. */
static bool find_job(struct desk *desk, const char *word, struct print_job *out, struct err *err)
{
    char file[FILE_NUMBER_TEXT];
    char complaint[COMPLAINT_NUMBER_TEXT];
    bool is_id = word[0] != '\0' && strspn(word, "0123456789") == strlen(word);
    char *end;

    errno = 0;
    long long id = strtoll(word, &end, 10);
    if (is_id && errno == 0)
        return print_store_find(desk->db, id, out, err);
    if (receipt_parse_number(word, file))
        return print_store_find_numbered(desk->db, file, out, err);
    if (complaint_parse_number(word, complaint))
        return print_store_find_numbered(desk->db, complaint, out, err);
    return find_by_ticket(desk, word, out, err);
}

bool desk_find_slip(struct desk *desk, const char *word, struct slip_line *out, struct err *err)
{
    *out = (struct slip_line){0};
    return desk_enter(desk, err) && find_job(desk, word, &out->job, err)
           && read_number(desk, out, err);
}

/* --- once more ------------------------------------------------------------------------------- */

/* Nobody is called by a number of another day, or by one that staff took back. */
static bool check_ticket(struct desk *desk, const struct print_job *job, struct err *err)
{
    struct session session;
    struct ticket ticket;
    struct err missing = {0};
    enum ticket_state then;

    if (!ticket_store_find(desk->db, &job->ticket, &ticket, err))
        return false;
    bool is_open = session_store_find_open(desk->db, &session, &missing);
    if (!is_open && missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    if (!is_open || !uuid_equal(&ticket.session, &session.id))
        return err_set(err, ERR_CLOSED,
                       "%s is a number of a day that is over: nobody is called by it",
                       ticket.number);
    return calling_allows(ACT_REPRINT, ticket.state, ticket.calls, &then)
           || err_set(err, ERR_CLOSED, "%s is %s: it gets no paper", ticket.number,
                      ticket_state_name(ticket.state));
}

static bool find_newest(struct desk *desk, const struct print_job *job, struct print_job *out,
                        struct err *err)
{
    if (job->kind == SLIP_TICKET)
        return print_store_find_newest(desk->db, &job->ticket, out, err);
    if (job->kind == SLIP_RECEIPT || job->kind == SLIP_COMPLAINT)
        return print_store_find_numbered(desk->db, job->subject, out, err);
    *out = *job;
    return true;
}

static bool check_retry(struct desk *desk, const struct print_job *job, struct err *err)
{
    struct print_job newest;

    if (!find_newest(desk, job, &newest, err))
        return false;
    if (newest.id != job->id)
        return err_set(err, ERR_INVALID, "slip %lld was followed by copy %d, which is slip %lld",
                       (long long)job->id, newest.copy, (long long)newest.id);
    if (!print_state_is_final(job->state) && job->is_wanted)
        return err_set(err, ERR_BUSY, "slip %lld waits already (%s%s%s) and comes out by itself",
                       (long long)job->id, print_state_name(job->state),
                       job->trouble == TROUBLE_NONE ? "" : ", ",
                       job->trouble == TROUBLE_NONE ? "" : printer_trouble_name(job->trouble));
    return job->kind != SLIP_TICKET || check_ticket(desk, job, err);
}

/* The same paper under the next copy's number. */
static bool queue_next(struct desk *desk, struct print_job *job, struct err *err)
{
    const struct uuid request = uuid_v4();
    struct print_job copy = {
        .kind = job->kind, .copy = job->copy + 1, .only_printer = job->only_printer};

    text_copy(copy.subject, sizeof copy.subject, job->subject);
    text_copy(copy.service_id, sizeof copy.service_id, job->service_id);
    text_copy(copy.lang, sizeof copy.lang, job->lang);
    if (!desk_queue_slip(desk, &copy, &request, err))
        return false;
    *job = copy;
    return true;
}

static bool again(struct desk *desk, struct print_job *job, struct err *err)
{
    bool needs_copy = false;

    if (job->kind == SLIP_TICKET)
        return desk_ticket_slip_again(desk, &job->ticket, "staff", job, err);
    return desk_slip_again(desk, job, "staff", &needs_copy, err)
           && (!needs_copy || queue_next(desk, job, err));
}

static bool note(struct desk *desk, const struct slip_line *line, const char *officer,
                 const char *kind, struct err *err)
{
    char detail[64];

    text_format(detail, sizeof detail, "slip %lld, %s, copy %d", (long long)line->job.id,
                slip_kind_name(line->job.kind), line->job.copy);
    return desk_journal(desk, clock_now_ms(desk->clock), officer, kind, line->number, detail, err);
}

bool desk_retry_slip(struct desk *desk, int64_t job, const char *officer, struct slip_line *out,
                     struct err *err)
{
    AUTO_TX struct tx tx = {0};

    *out = (struct slip_line){0};
    return desk_begin(desk, &tx, err) && print_store_find(desk->db, job, &out->job, err)
           && check_retry(desk, &out->job, err) && again(desk, &out->job, err)
           && read_number(desk, out, err) && note(desk, out, officer, "slip.retried", err)
           && desk_commit(desk, &tx, err);
}

/* --- never ----------------------------------------------------------------------------------- */

bool desk_cancel_slip(struct desk *desk, int64_t job, const char *officer, struct slip_line *out,
                      struct err *err)
{
    AUTO_TX struct tx tx = {0};

    *out = (struct slip_line){0};
    if (!desk_begin(desk, &tx, err) || !print_store_find(desk->db, job, &out->job, err)
        || !read_number(desk, out, err))
        return false;
    if (print_state_is_final(out->job.state))
        return err_set(err, ERR_CLOSED, "slip %lld is %s already", (long long)job,
                       print_state_name(out->job.state));
    out->job.is_wanted = false;
    if (out->job.state == PRINT_QUEUED)
        out->job.state = PRINT_CANCELLED; /* nobody has begun it, and now nobody can */
    return desk_slip_store(desk, &out->job, "staff", err)
           && note(desk, out, officer, "slip.cancelled", err) && desk_commit(desk, &tx, err);
}
