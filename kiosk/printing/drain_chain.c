/* Which printer takes which slip. */
#include "base/mem.h"
#include "base/text.h"
#include "desk/slips.h"
#include "printing/drain_internal.h"
#include <assert.h>
#include <stdlib.h>

enum {
    CALM_MS = 10000, /* a printer that was just mended may not be done with */
    SLIP_MS = 2000   /* a ticket is out by then, and its printer has said so */
};

static struct drain *new_link(struct desk *desk, const struct printer *printer)
{
    struct drain *drain = mem_zalloc(1, sizeof *drain);

    drain->desk = desk;
    drain->printer = printer;
    drain->first = drain;
    drain->no = 1;
    return drain;
}

struct drain *drain_new(struct desk *desk, const struct printer *printer)
{
    struct drain *drain = new_link(desk, printer);

    drain->must_find = true;
    return drain;
}

void drain_add_printer(struct drain *drain, const struct printer *printer)
{
    struct drain *last = drain;

    while (last->next)
        last = last->next;
    assert(last->no < PRINTERS_MOST);
    last->next = new_link(drain->desk, printer);
    last->next->first = drain;
    last->next->no = last->no + 1;
}

void drain_free(struct drain *drain)
{
    while (drain) {
        struct drain *next = drain->next;
        free(drain);
        drain = next;
    }
}

bool drain_is_idle(const struct drain *drain)
{
    bool is_idle = true;

    for (; drain; drain = drain->next)
        is_idle = is_idle && drain->is_idle;
    return is_idle;
}

/* It says no more of the slip that it has. Perhaps that is a long one, or the printer has died: the next
 * slip waits for neither, where another printer can take it. */
static bool is_silent(const struct drain *drain)
{
    return !drain->is_idle && drain->sent_at_ms && drain_mono(drain) - drain->sent_at_ms >= SLIP_MS;
}

static bool is_ready(const struct drain *drain)
{
    return drain->has_looked && drain->status.trouble == TROUBLE_NONE && !is_silent(drain);
}

static bool is_calm(const struct drain *drain)
{
    return drain->mended_at_ms == 0 || drain_mono(drain) - drain->mended_at_ms >= CALM_MS;
}

struct drain *drain_in_charge(struct drain *drain)
{
    struct drain *ready = NULL;

    for (struct drain *link = drain->first; link; link = link->next) {
        if (!is_ready(link))
            continue;
        if (is_calm(link))
            return link;
        if (!ready)
            ready = link;
    }
    return ready ? ready : drain->first;
}

bool drain_is_in_charge(struct drain *drain)
{
    return drain_in_charge(drain) == drain;
}

bool drain_can_pass_on(struct drain *drain)
{
    const struct drain *other = drain_in_charge(drain);

    return other != drain && is_ready(other);
}

/* Whose a job is that has begun. What went to a queue that is none of ours any more is the first's, who
 * looks for it everywhere. */
static const struct drain *owner(const struct drain *drain, const struct print_job *job)
{
    for (const struct drain *link = drain->first; link; link = link->next) {
        if (job->printer[0] && text_equal(link->status.queue, job->printer))
            return link;
    }
    return drain->first;
}

static int chain_length(const struct drain *drain)
{
    const struct drain *last = drain;

    while (last->next)
        last = last->next;
    return last->no;
}

bool drain_pick(struct drain *drain, struct print_job *out, struct err *err)
{
    struct print_job begun[BEGUN_MOST];
    size_t count = 0;

    if (!desk_begun_jobs(drain->desk, begun, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (owner(drain, &begun[i]) == drain) {
            *out = begun[i];
            return true;
        }
    }
    const struct print_turn turn = {.printer = drain->no,
                                    .takes_any = drain_is_in_charge(drain),
                                    .printer_count = chain_length(drain)};
    return desk_next_job_at(drain->desk, &turn, out, err);
}

bool drain_find(struct drain *drain, const struct print_job *job, struct drain **out_at,
                int *cups_job, bool *has_document, struct err *err)
{
    char name[UUID_TEXT];
    struct err fault = {0};

    *out_at = drain;
    uuid_format(&job->uuid, name);
    if (!drain->printer->find(drain->printer->context, name, cups_job, has_document, err))
        return false;
    for (struct drain *link = drain->first; link && !*cups_job; link = link->next) {
        if (link == drain)
            continue;
        if (link->printer->find(link->printer->context, name, cups_job, has_document, &fault)) {
            if (*cups_job)
                *out_at = link;
        } else if (fault.code != ERR_NOT_FOUND) { /* a queue that is not there has no jobs */
            return err_set(err, fault.code, "%s", fault.text);
        }
    }
    return true;
}

int64_t drain_step(struct drain *drain)
{
    int64_t next = INT64_MAX;

    /* Before anything else: by the queues' names it is known whose slip is whose, and what a slip under
     * way shows is told of a printer with a name. */
    for (struct drain *link = drain; link; link = link->next) {
        if (link->has_looked)
            continue;
        drain_look(link);
        if (link->status.trouble
            == TROUBLE_NO_PRINTER) /* it may have taken as long as a call can */
            return drain_mono(drain);
    }
    drain->has_turned = false;
    for (struct drain *link = drain; link; link = link->next) {
        int64_t at = drain_serve(link);
        if (at < next)
            next = at;
    }
    return drain->next && drain->has_turned ? drain_mono(drain) : next;
}
