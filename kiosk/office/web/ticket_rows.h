/* Numbers in the database. */
#pragma once
#include "office/web/fate.h"

/* Texts are borrowed for the call. */
typedef void ticket_rows_each(void *context, const struct office_ticket *ticket);
/* All numbers of a day in the order of kiosk, session, series and number. */
MUST_USE bool ticket_rows_of_day(struct pg *pg, int64_t day, ticket_rows_each *each, void *context,
                                 struct err *err);
/* This number on any day, the newest first; at most `most`. */
MUST_USE bool ticket_rows_find(struct pg *pg, const char *number, int most, ticket_rows_each *each,
                               void *context, struct err *err);

struct session_line {
    int64_t count, open;
    int64_t opened_ms, closed_ms; /* 0 = none */
};
MUST_USE bool ticket_rows_sessions(struct pg *pg, int64_t day, struct session_line *out,
                                   struct err *err);

/* Visitors who called an officer and were not answered yet; the oldest first, at most 50. */
struct help_line {
    const char *device, *screen;
    int64_t at_ms;
};
MUST_USE bool ticket_rows_help(struct pg *pg, int64_t from_ms,
                               void (*each)(void *context, const struct help_line *line),
                               void *context, struct err *err);
