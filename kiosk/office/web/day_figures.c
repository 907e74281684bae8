/* One pass over a day's tickets. */
#include "day_figures.h"
#include "base/mem.h"
#include "domain/calendar.h"
#include "domain/print.h"
#include "in_force.h"

#include <stdlib.h>
#include <string.h>

/* The series under way; tickets come series by series. */
struct day_pass {
    struct day_tally *tally;
    const struct catalog *catalog;
    int offset_min;
    struct day_report series; /* its series alone */
    char key[128];            /* of the series under way: kiosk, session, series */
    char name[4];
    int64_t hi, present;
    int64_t wait_sum, wait_count, copies;
};

struct day_pass *day_pass_new(const struct catalog *catalog, int offset_min)
{
    struct day_pass *pass = mem_zalloc(1, sizeof *pass);

    pass->tally = day_tally_new();
    pass->catalog = catalog;
    pass->offset_min = offset_min;
    for (size_t i = 0; i < catalog->office.group_count; i++) {
        const char *id = catalog->office.groups[i].id;

        day_tally_name_group(pass->tally, id, in_force_group(catalog, id));
    }
    return pass;
}

void day_pass_free(struct day_pass *pass)
{
    if (pass == NULL)
        return;
    day_tally_free(pass->tally);
    free(pass);
}

static void end_series(struct day_pass *pass)
{
    /* Letters are what a kiosk says; no kiosk may fill the table with strange ones. */
    if (pass->present > 0 && pass->series.series_count < REPORT_SERIES_MOST)
        day_report_add_series(&pass->series, pass->name, pass->hi, pass->present);
    pass->hi = 0;
    pass->present = 0;
}

static void note_series(struct day_pass *pass, const struct office_ticket *ticket)
{
    char key[sizeof pass->key];

    text_format(key, sizeof key, "%s %s %s", ticket->kiosk, ticket->session, ticket->series);
    if (strcmp(key, pass->key) != 0) {
        end_series(pass);
        text_copy(pass->key, sizeof pass->key, key);
        text_copy(pass->name, sizeof pass->name, ticket->series);
    }
    pass->present++;
    if (ticket->seq > pass->hi)
        pass->hi = ticket->seq;
}

/* A slip that is on its way may or may not be on paper. */
static enum paper_fate paper_of(const struct office_ticket *ticket)
{
    static const struct {
        enum print_state state;
        enum paper_fate fate;
    } fates[] = {
        {PRINT_SENDING, PAPER_UNKNOWN},
        {PRINT_PRINTING, PAPER_UNKNOWN},
        {PRINT_UNCERTAIN, PAPER_UNKNOWN},
        {PRINT_PRINTED, PAPER_PRINTED},
    };

    for (size_t i = 0; i < ARRAY_LEN(fates); i++) {
        if (strcmp(ticket->slip, print_state_name(fates[i].state)) == 0)
            return fates[i].fate;
    }
    return PAPER_NOT_PRINTED;
}

void day_pass_add(struct day_pass *pass, const struct office_ticket *ticket)
{
    if (ticket->number[0] == '\0') /* not issued yet, as far as is known here */
        return;
    const struct ticket_fact fact = {
        .group_id = ticket->group,
        .service_id = ticket->service,
        .service_name =
            ticket->service[0] != '\0' ? in_force_service(pass->catalog, ticket->service) : "",
        .officer = ticket->officer,
        .hour = calendar_civil(ticket->issued_ms, pass->offset_min).hour,
        .is_priority = ticket->is_priority,
        .was_called = ticket->called_ms > 0,
        .state = fate_state(ticket),
        .paper = paper_of(ticket),
        .wait_ms = ticket->wait_ms,
        .service_ms = ticket->service_ms,
    };
    note_series(pass, ticket);
    pass->copies += ticket->copies;
    if (ticket->wait_ms >= 0) {
        pass->wait_sum += ticket->wait_ms;
        pass->wait_count++;
    }
    day_tally_add(pass->tally, &fact);
}

void day_pass_finish(struct day_pass *pass, const struct session_line *sessions, int64_t day,
                     int64_t now_ms, struct day_figures *out)
{
    end_series(pass);
    *out = (struct day_figures){.report = pass->series};
    out->report.day = day;
    out->report.made_ms = now_ms;
    out->report.has_session = sessions->count > 0;
    out->report.sessions = (int)sessions->count;
    out->report.opened_ms = sessions->opened_ms;
    out->report.closed_ms = sessions->open > 0 ? 0 : sessions->closed_ms;
    out->report.copies = (int)pass->copies;
    out->wait_mean_ms = pass->wait_count > 0 ? pass->wait_sum / pass->wait_count : -1;
    day_tally_finish(pass->tally, &out->report);
}

void day_figures_clear(struct day_figures *figures)
{
    day_report_clear(&figures->report);
}
