/* Taking a number, and looking at the queue. */
#include "desk/ticket.h"
#include "desk/calling_internal.h"
#include "store/print_store.h"
#include "store/ticket_store.h"
#include <string.h>

enum { CODE_TRIES = 64 };

/* What was asked for, as the catalogue names it. */
struct target {
    const struct service *service; /* NULL when a group was asked for */
    const struct group *group;
};

static bool find_target(const struct desk *desk, const char *id, struct target *out,
                        struct err *err)
{
    *out = (struct target){0};
    if (!desk->catalog) {
        err_set(err, ERR_INVALID, "no catalogue is open");
        return false;
    }
    out->service = catalog_service(desk->catalog, id);
    out->group = out->service ? out->service->group : catalog_group(desk->catalog, id);
    if (!out->group)
        err_set(err, ERR_NOT_FOUND, "no service or group \"%s\"", id);
    return out->group != NULL;
}

static bool check_request(const struct ticket_request *request, struct err *err)
{
    if (uuid_is_nil(&request->request))
        return err_set(err, ERR_INVALID, "a ticket needs the id of its request");
    if (!request->service || !request->lang)
        return err_set(err, ERR_INVALID, "a ticket needs a service and a language");
    if (request->priority_reason && (!request->officer || !request->is_priority))
        return err_set(err, ERR_INVALID, "only staff give a reason, and only for priority");
    if (request->unticked_count > TICKET_MAX_UNTICKED)
        return err_set(err, ERR_INVALID, "%zu requirements not ticked; at most %d are kept",
                       request->unticked_count, TICKET_MAX_UNTICKED);
    return true;
}

/* Staff may leave the reason out. */
static const char *priority_reason(const struct ticket_request *request)
{
    if (request->priority_reason && request->priority_reason[0] != '\0')
        return request->priority_reason;
    return request->officer ? "staff" : QUEUE_PRIORITY_SELF;
}

static void fill_wanted(struct ticket *ticket, const struct ticket_request *request,
                        const struct target *target)
{
    const struct words *name = target->service ? &target->service->name : &target->group->name;

    ticket->request = request->request;
    ticket->is_priority = request->is_priority;
    ticket->state = TICKET_WAITING;
    if (ticket->is_priority)
        text_copy(ticket->priority_reason, sizeof ticket->priority_reason,
                  priority_reason(request));
    text_copy(ticket->lang, sizeof ticket->lang, request->lang);
    text_copy(ticket->service_id, sizeof ticket->service_id,
              target->service ? target->service->id : "");
    text_copy(ticket->group_id, sizeof ticket->group_id, target->group->id);
    text_copy_cut(ticket->service_name, sizeof ticket->service_name, words_in(name, "id"));
    ticket->unticked_count = request->unticked_count;
    for (size_t i = 0; i < request->unticked_count; i++)
        ticket->unticked[i] = request->unticked[i];
}

static void fill_series(struct ticket *ticket, const struct group *group, int generation)
{
    size_t len = 0;

    ticket->series[len++] = ticket->is_priority ? QUEUE_PRIORITY_LETTER : group->letter;
    if (generation > 0)
        ticket->series[len++] = (char)('a' + generation - 1);
    ticket->series[len] = '\0';
}

/* Counters at which nobody signed in are known by their work: those of the last services. */
static bool find_wait(struct desk *desk, const struct session *session, const char *group_id,
                      int people_ahead, struct wait_range *out, struct err *err)
{
    struct service_pace pace;
    int open = 0;

    if (!ticket_store_pace(desk->db, session->no, group_id, &pace, err))
        return false;
    if (pace.completed > 0 && !desk_counters_open(desk, session, group_id, &open, err))
        return false;
    *out = queue_wait(people_ahead, pace.completed, pace.mean_ms, open > 0 ? open : pace.counters);
    return true;
}

/* A million codes: the first is almost always free. */
static bool choose_code(struct desk *desk, int64_t local_day, char out[5], struct err *err)
{
    bool is_taken = true;

    for (int i = 0; i < CODE_TRIES && is_taken; i++) {
        id_random_code(out);
        if (!ticket_store_has_code(desk->db, local_day, out, &is_taken, err))
            return false;
    }
    return !is_taken || err_set(err, ERR_FULL, "no free code found in %d tries", CODE_TRIES);
}

static bool number_ticket(struct desk *desk, const struct session *session,
                          const struct group *group, struct ticket *ticket, int64_t *place,
                          struct err *err)
{
    struct line_totals totals;

    fill_series(ticket, group, session->generation);
    if (!line_store_totals(desk->db, session->no, ticket->series, ticket->group_id, &totals, err))
        return false;
    ticket->seq = totals.hi + 1;
    ticket->people_ahead =
        calling_people_ahead(&desk->calling, ticket->is_priority, (int)totals.priority,
                             (int)(totals.waiting - totals.priority));
    *place = totals.last_place + 1;
    queue_format_number(ticket->number, ticket->series, ticket->seq, desk->ticket_digits);
    return find_wait(desk, session, ticket->group_id, ticket->people_ahead, &ticket->wait, err)
           && choose_code(desk, session->local_day, ticket->code, err);
}

static bool add_slip(struct desk *desk, const struct ticket *ticket, struct err *err)
{
    struct print_job job = {.kind = SLIP_TICKET, .ticket = ticket->id};

    text_copy(job.service_id, sizeof job.service_id, ticket->service_id);
    text_copy(job.lang, sizeof job.lang, ticket->lang);
    return desk_queue_slip(desk, &job, NULL, err);
}

static bool add_event(struct desk *desk, const struct ticket *ticket, bool has_slip,
                      struct err *err)
{
    struct event_head head = desk_event_head_at(desk, &ticket->session, ticket->issued_at_ms);
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind = event_ticket_issued(
        &rec, &head,
        &(struct event_ticket_issued){
            .ticket = ticket, .has_slip = has_slip, .device = desk->device_digit});
    return desk_event_add(desk, &head, kind, &rec, err);
}

static bool issue(struct desk *desk, const struct ticket_request *request,
                  const struct target *target, struct ticket *ticket, struct err *err)
{
    int64_t now_ms = clock_now_ms(desk->clock);
    struct session session;
    enum closed_reason overridden = OPEN;
    int64_t place = 0;

    *ticket = (struct ticket){.id = request->request, .issued_at_ms = now_ms, .wait_ms = -1};
    fill_wanted(ticket, request, target);
    if (!desk_session_take(desk, now_ms, &session, err))
        return false;
    ticket->session = session.id;
    return desk_opening_admits(desk, &session, target->group, request, now_ms, &overridden, err)
           && number_ticket(desk, &session, target->group, ticket, &place, err)
           && line_store_take(desk->db, session.no, ticket, place, err)
           && ticket_store_add(desk->db, ticket, session.no, place, err)
           && (!request->wants_slip || add_slip(desk, ticket, err))
           && add_event(desk, ticket, request->wants_slip, err)
           && desk_opening_note_override(desk, request, ticket, overridden, err)
           && (!request->officer
               || desk_journal(desk, now_ms, request->officer, "ticket.issued", ticket->number,
                               ticket->priority_reason, err));
}

bool desk_issue_ticket(struct desk *desk, const struct ticket_request *request, struct ticket *out,
                       struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct target target;
    bool is_known = false;

    if (!check_request(request, err) || !find_target(desk, request->service, &target, err)
        || !desk_begin(desk, &tx, err))
        return false;
    /* Looked at inside the transaction: two processes with one request take one number. */
    if (!ticket_store_has(desk->db, &request->request, &is_known, err))
        return false;
    if (is_known)
        return ticket_store_find(desk->db, &request->request, out, err);
    if (!issue(desk, request, &target, out, err) || !desk_commit(desk, &tx, err))
        return false;
    desk_clock_note(desk, out->issued_at_ms);
    return true;
}

bool desk_find_ticket(struct desk *desk, const struct uuid *id, struct ticket *out, struct err *err)
{
    return desk_enter(desk, err) && ticket_store_find(desk->db, id, out, err);
}

/* False with ERR_NONE in err->code when no session is open. */
static bool open_session(struct desk *desk, struct session *out, struct err *err)
{
    struct err missing = {0};

    if (!desk_enter(desk, err))
        return false;
    if (session_store_find_open(desk->db, out, &missing))
        return true;
    if (missing.code == ERR_NOT_FOUND)
        missing.code = ERR_NONE;
    err_set(err, missing.code, "%s", missing.text);
    return false;
}

bool desk_list_tickets(struct desk *desk, bool (*each)(void *context, const struct ticket *ticket),
                       void *context, struct err *err)
{
    struct session session;
    struct err found = {0};

    if (!open_session(desk, &session, &found))
        return found.code == ERR_NONE || err_set(err, found.code, "%s", found.text);
    return ticket_store_list(desk->db, session.no, each, context, err);
}

bool desk_view_queue(struct desk *desk, const char *group_id, struct queue_view *out,
                     struct err *err)
{
    struct session session;
    struct line_totals totals;
    struct err found = {0};

    *out = (struct queue_view){0};
    if (!open_session(desk, &session, &found))
        return found.code == ERR_NONE || err_set(err, found.code, "%s", found.text);
    if (!line_store_totals(desk->db, session.no, NULL, group_id, &totals, err)
        || !ticket_store_last_called(desk->db, session.no, group_id, out->called,
                                     out->called_counter, err))
        return false;
    out->waiting = (int)(group_id ? totals.waiting : totals.waiting_all);
    return !group_id || find_wait(desk, &session, group_id, out->waiting, &out->wait, err);
}

bool desk_mark_shown(struct desk *desk, const struct uuid *ticket, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    AUTO_TEXT struct text rec;
    struct ticket shown;
    bool changed = false;

    text_init(&rec, EVENT_MAX_BYTES);
    if (!desk_begin(desk, &tx, err)
        || !ticket_store_show(desk->db, ticket, clock_now_ms(desk->clock), &changed, err))
        return false;
    if (!changed)
        return true;
    if (!ticket_store_find(desk->db, ticket, &shown, err))
        return false;
    struct event_head head = desk_event_head(desk, &shown.session);
    const char *kind =
        event_ticket_shown(&rec, &head, &(struct event_ticket_shown){.ticket = *ticket});
    return desk_event_add(desk, &head, kind, &rec, err) && desk_commit(desk, &tx, err);
}
