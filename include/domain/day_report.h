/* The day in figures: what became of every number, and how long people waited. */
#pragma once
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

struct report_row {
    char key[64]; /* group id, service id, "09", officer's code, series */
    char name[TICKET_NAME_TEXT];
    int issued, priority, called, fate[FATE_COUNT];
    struct spread_ms wait, service;
};

enum { REPORT_ROWS_MOST = 256 };
struct report_table {
    struct report_row *rows; /* owned by the report */
    size_t count;
};

struct day_report {
    int64_t day;                  /* days since 1970 */
    bool has_session;             /* false: no number was issued on that day; all is zero */
    int64_t opened_ms, closed_ms; /* closed 0 = still open */
    int64_t made_ms;
    struct report_row total;
    struct report_table groups, services, hours, officers;
    struct {
        char series[4];
        int64_t hi;      /* highest number given */
        int64_t missing; /* numbers 1..hi without a row; always 0, and shown if not */
    } series[32];
    size_t series_count;
    int printed, not_printed, print_unknown, copies; /* first slips by outcome; extra copies */
    int receipts;
    int help_calls;
};
void day_report_clear(struct day_report *report);

/* Of `count` values in any order, which are sorted in place. */
struct spread_ms spread_of(int64_t *values, size_t count);
