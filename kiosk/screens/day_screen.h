/* The inside of the staff's day screen: what was read of the desk, and what was chosen so far. */
#pragma once
#include "desk/opening.h"
#include "desk/report.h"
#include "parts.h"
#include "staff_parts.h"
#include "words/report.h"

enum { DAY_GROUPS = 26, DAY_ACTION = 88, DAY_GAP = 24 };

enum day_view {
    DAY_VIEW_REPORT,
    DAY_VIEW_OPENING
}; /* one at a time where there is no room for both */
enum day_sheet { SHEET_NONE, SHEET_CLOSE, SHEET_PAUSE, SHEET_EXTRA };

struct day_group {
    const struct group *group;
    struct opening opening;
    int waiting;
};

struct day_screen {
    int64_t today, day;       /* days since 1970; `day` is the one that the report is about */
    struct day_report report; /* cleared by leave */
    bool is_read;
    bool is_day_open; /* today's session is open and staff have not closed it */
    int waiting;      /* in all groups */
    struct opening office;
    struct day_group groups[DAY_GROUPS];
    size_t group_count;

    enum day_view view;
    enum report_kind kind;
    int page, group_page;

    enum day_sheet sheet;
    size_t pausing; /* index into groups */
    int reason;     /* of the sheet's list; -1 none yet */
    int minutes;    /* of SHEET_EXTRA; 0 none yet */

    struct uuid print_request; /* one slip for taps within a few seconds */
    int64_t print_until_ms;    /* monotonic */

    bool is_stale;
    int64_t read_ms; /* monotonic */
};

/* Reads all of it anew; a failing desk is told to the router. */
void day_read(struct day_screen *s, struct router *router);
/* "" when the officer's role has the right, else why the button is grey. */
const char *day_refusal(const struct router *router, enum staff_right right);
/* A use case of this screen ended: a toast, and everything is read again. */
void day_acted(struct day_screen *s, struct router *router, bool is_done, const struct err *err,
               const char *done);

void day_draw_report(struct day_screen *s, struct ui *ui, struct router *router, struct ui_box box);
void day_draw_opening(struct day_screen *s, struct ui *ui, struct router *router,
                      struct ui_box box);
/* Over everything else; nothing without an open sheet. */
void day_draw_sheet(struct day_screen *s, struct ui *ui, struct router *router);
