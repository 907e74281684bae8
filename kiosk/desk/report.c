/* The day report: one pass over the tickets of a day's sessions. */
#include "desk/report.h"
#include "base/mem.h"
#include "desk/desk_internal.h"
#include "domain/calendar.h"
#include "store/print_store.h"
#include "store/report_store.h"
#include <stdlib.h>
#include <string.h>

#define DAY_MS INT64_C(86400000)

static void free_tally(struct day_tally **slot)
{
    day_tally_free(*slot);
}

/* A series of one session: how many of its numbers were seen. */
struct series {
    int64_t session;
    char name[4];
    int64_t hi, present;
};

struct pass {
    struct day_tally *tally;
    int offset_min;
    struct series *series; /* in the order in which tickets come */
    size_t count, room;
};

static struct series *series_append(struct pass *pass, int64_t session, const char *name)
{
    if (pass->count == pass->room) {
        pass->room = pass->room ? pass->room * 2 : 16;
        pass->series = mem_resize(pass->series, pass->room, sizeof *pass->series);
    }
    struct series *series = &pass->series[pass->count++];
    *series = (struct series){.session = session};
    text_copy(series->name, sizeof series->name, name);
    return series;
}

static struct series *series_find(struct pass *pass, int64_t session, const char *name)
{
    for (size_t i = 0; i < pass->count; i++) {
        if (pass->series[i].session == session && strcmp(pass->series[i].name, name) == 0)
            return &pass->series[i];
    }
    return series_append(pass, session, name);
}

static bool note_series(void *context, const struct report_series *found)
{
    series_find(context, found->session, found->series)->hi = found->hi;
    return true;
}

/* A slip that is on its way may or may not be on paper. */
static enum paper_fate paper_of(const struct report_ticket *ticket)
{
    static const enum paper_fate fates[] = {
        [PRINT_QUEUED] = PAPER_NOT_PRINTED,    [PRINT_SENDING] = PAPER_UNKNOWN,
        [PRINT_PRINTING] = PAPER_UNKNOWN,      [PRINT_PRINTED] = PAPER_PRINTED,
        [PRINT_FAILED] = PAPER_NOT_PRINTED,    [PRINT_UNCERTAIN] = PAPER_UNKNOWN,
        [PRINT_CANCELLED] = PAPER_NOT_PRINTED,
    };

    return ticket->has_slip ? fates[ticket->slip] : PAPER_NOT_PRINTED;
}

static bool note_ticket(void *context, const struct report_ticket *ticket)
{
    struct pass *pass = context;
    struct series *series = series_find(pass, ticket->session, ticket->series);
    const struct ticket_fact fact = {
        .group_id = ticket->group_id,
        .service_id = ticket->service_id,
        .service_name = ticket->service_name,
        .officer = ticket->officer,
        .hour = calendar_civil(ticket->issued_at_ms, pass->offset_min).hour,
        .is_priority = ticket->is_priority,
        .was_called = ticket->wait_ms >= 0 || ticket->called_at_ms > 0,
        .state = ticket->state,
        .paper = paper_of(ticket),
        .wait_ms = ticket->wait_ms,
        .service_ms = ticket->service_ms,
    };

    series->present++;
    if (ticket->seq > series->hi)
        series->hi = ticket->seq; /* issued after the highest numbers were read */
    day_tally_add(pass->tally, &fact);
    return true;
}

static void name_groups(const struct catalog *catalog, struct day_tally *tally)
{
    for (size_t i = 0; catalog && i < catalog->office.group_count; i++) {
        const struct group *group = &catalog->office.groups[i];
        const char *name = words_in(&group->name, "id");

        day_tally_name_group(tally, group->id, name ? name : group->id);
    }
}

/* The highest numbers are read before the tickets: a number taken in between is then no gap. */
static bool read_tickets(struct desk *desk, struct day_report *out, struct err *err)
{
    AUTO(free_tally) struct day_tally *tally = day_tally_new();
    struct pass pass = {.tally = tally, .offset_min = desk_offset_min(desk)};
    bool is_read;

    name_groups(desk->catalog, tally);
    is_read = report_store_list_series(desk->db, out->day, note_series, &pass, err)
              && report_store_list_tickets(desk->db, out->day, note_ticket, &pass, err);
    for (size_t i = 0; is_read && i < pass.count; i++)
        day_report_add_series(out, pass.series[i].name, pass.series[i].hi, pass.series[i].present);
    if (is_read)
        day_tally_finish(tally, out);
    free(pass.series);
    return is_read;
}

static bool read_counts(struct desk *desk, struct day_report *out, struct err *err)
{
    int64_t from_ms = out->day * DAY_MS - desk_offset_min(desk) * INT64_C(60000);
    int64_t copies = 0, receipts = 0, help_calls = 0;

    if (!report_store_count_copies(desk->db, out->day, &copies, err)
        || !report_store_count_receipts(desk->db, from_ms, from_ms + DAY_MS, &receipts, err)
        || !report_store_count_help_calls(desk->db, from_ms, from_ms + DAY_MS, &help_calls, err))
        return false;
    out->copies = (int)copies;
    out->receipts = (int)receipts;
    out->help_calls = (int)help_calls;
    return true;
}

bool desk_day_report(struct desk *desk, int64_t day, struct day_report *out, struct err *err)
{
    struct day_report report = {.day = day, .made_ms = clock_now_ms(desk->clock)};
    struct report_sessions sessions;

    if (!desk_enter(desk, err) || !report_store_sessions(desk->db, day, &sessions, err))
        return false;
    report.sessions = sessions.count;
    report.opened_ms = sessions.opened_ms;
    report.closed_ms = sessions.closed_ms;
    if (!read_tickets(desk, &report, err) || !read_counts(desk, &report, err)) {
        day_report_clear(&report);
        return false;
    }
    report.has_session = sessions.count > 0;
    *out = report;
    return true;
}

bool desk_print_report(struct desk *desk, const struct uuid *request, int64_t day,
                       const char *officer, int64_t *out_job, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct print_job job = {.kind = SLIP_REPORT, .lang = "id"};
    bool is_new = false;

    calendar_format_day(day, job.subject);
    if (!desk_begin(desk, &tx, err) || !desk_queue_slip_once(desk, &job, request, &is_new, err))
        return false;
    if (is_new
        && (!desk_journal(desk, job.created_at_ms, officer, "report.printed", job.subject, "", err)
            || !desk_commit(desk, &tx, err)))
        return false;
    *out_job = job.id;
    return true;
}
