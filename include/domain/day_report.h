/* The day in figures: what became of every number, and how long people waited. */
#pragma once
#include "base/attr.h"
#include "domain/queue.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a number ended. Every number 1..hi of every series has exactly one fate. */
enum ticket_fate {
    FATE_SERVED,
    FATE_SKIPPED,
    FATE_VOID,
    FATE_WAITING,
    FATE_IN_SERVICE,
    FATE_COUNT
};

/* Half and nine tenths of people waited (were served) no longer than this; -1 = nobody. */
struct spread_ms {
    int64_t median;
    int64_t p90;
    int64_t most;
};

/* Every table has a row for every ticket, so that each adds up to the total. */
struct report_row {
    char key[64]; /* group id; service id, "" = a number without a permit; hour of issue "09";
                   * code of the officer who called last, "" = not called yet */
    char name[TICKET_NAME_TEXT]; /* groups and services, in Indonesian; "" elsewhere */
    int issued, priority, called, fate[FATE_COUNT];
    int printed, not_printed, print_unknown; /* the ticket's first slip, by its outcome */
    struct spread_ms wait, service;
};

enum { REPORT_ROWS_MOST = 256, REPORT_SERIES_MOST = 64 };
#define REPORT_KEY_REST "*" /* what came after the last row that there is room for, in one */
struct report_table {
    struct report_row *rows; /* owned by the report */
    size_t count;
};

struct day_report {
    int64_t day;                  /* days since 1970 */
    bool has_session;             /* false: no number was issued on that day; all is zero */
    int sessions;                 /* that the day had; all are summed */
    int64_t opened_ms, closed_ms; /* first opening, last closing; closed 0 = still open */
    int64_t made_ms;
    struct report_row total;
    struct report_table groups, services, hours, officers;
    struct {
        char series[4];
        int64_t hi;      /* highest number given, summed over sessions */
        int64_t missing; /* numbers 1..hi without a row; always 0, and shown if not */
    } series[REPORT_SERIES_MOST];
    size_t series_count;
    int copies; /* slips beyond each ticket's first */
    int receipts;
    int help_calls;
};
void day_report_clear(struct day_report *report);

/* Of `count` values in any order, which are sorted in place. */
struct spread_ms spread_of(int64_t *values, size_t count);

const char *ticket_fate_name(enum ticket_fate fate); /* "served" … */
enum ticket_fate ticket_fate_of(enum ticket_state state);

/* Whether a ticket's first slip came out. */
enum paper_fate { PAPER_NOT_PRINTED, PAPER_PRINTED, PAPER_UNKNOWN };

/* What is known of one ticket. Texts are borrowed for the call. */
struct ticket_fact {
    const char *group_id, *service_id, *service_name, *officer;
    int hour; /* of issue, 0..23 local */
    bool is_priority, was_called;
    enum ticket_state state;
    enum paper_fate paper;
    int64_t wait_ms;    /* -1 = not called yet */
    int64_t service_ms; /* counted where the ticket is done and this is known (> 0) */
};

/* A report in the making. */
struct day_tally;
struct day_tally *day_tally_new(void) MUST_USE;
void day_tally_free(struct day_tally *tally);
/* Groups appear in the order in which they are named, also those that had nobody. A ticket's group
 * that was not named before gets its id as its name. */
void day_tally_name_group(struct day_tally *tally, const char *id, const char *name);
void day_tally_add(struct day_tally *tally, const struct ticket_fact *fact);
/* Fills total and tables: services by how many came, then by name; hours and officers by key. */
void day_tally_finish(struct day_tally *tally, struct day_report *out);

/* Numbers 1..hi of a series of one session, of which `present` have a ticket. */
void day_report_add_series(struct day_report *report, const char *series, int64_t hi,
                           int64_t present);
