/* The officer's desk (screen 33) between its files: what is shown, what is open above it, and the one
 * thing that a tap asks for. */
#pragma once
#include "desk/calling.h"
#include "desk/complaints.h"
#include "desk/devices.h"
#include "desk/opening.h"
#include "router.h"

enum {
    DESK_MARGIN = 40,
    DESK_GUTTER = 32, /* between columns */
    DESK_GAP = 16,
    DESK_ROW = 112,
    DESK_ROW_PITCH = 124,
    DESK_TOAST = 256,
    DESK_CHOICES_MOST = 64 /* groups and counters to move somebody to */
};

/* What lies over the desk. */
enum desk_sheet {
    SHEET_NONE,
    SHEET_TICKET,  /* what to do with a row */
    SHEET_MOVE,    /* where to */
    SHEET_VOID,    /* why */
    SHEET_PROMOTE, /* why */
    SHEET_ISSUE_PRIORITY /* why */,
    SHEET_CLOSED, /* issue although the office is closed? */
};

/* What the frame's tap asks of the desk; carried out when the frame is placed. */
struct desk_wish {
    enum { WISH_NONE, WISH_ACT, WISH_ISSUE } kind;
    enum ticket_act act;
    struct uuid ticket;
    const char *to_group, *to_counter; /* of the catalogue */
    const char *reason;                /* ACT_PROMOTE, ACT_VOID, and of a priority number */
    const char *override_reason;
    bool is_priority;
    size_t group; /* WISH_ISSUE: index in the catalogue */
};

struct desk_screen {
    struct desk_view view;
    enum desk_list list;
    int page, rows; /* rows on a page, as the last frame had room */
    bool is_stale;  /* read again before the next frame */

    struct devices devices;
    bool has_devices;
    int help_calls;
    struct complaint_counts complaints;

    /* One command until its answer was on the screen, so that two taps are one command. */
    struct uuid command;
    bool is_answered;
    struct desk_wish wish;
    struct desk_wish unanswered; /* the machine failed: the same wish is the same command */

    enum desk_sheet sheet;
    struct ticket picked; /* what the sheet is about */
    int choice_page;
    struct opening closed;    /* SHEET_CLOSED */
    struct desk_wish refused; /* what the closed office refused */
    size_t group;             /* to issue for; index in the catalogue */

    char toast[DESK_TOAST];
    bool is_toast_good, has_new_toast;
    int64_t toast_until_ms; /* 0: none */
};

/* --- data ------------------------------------------------------------------------------------- */

/* Reads all that the screen shows. */
void desk_screen_read(struct desk_screen *s, struct router *router);
/* Carries the wish out and tells how it went. */
void desk_screen_carry_out(struct desk_screen *s, struct router *router);
/* Asks for `act` on a ticket. */
void desk_screen_wish(struct desk_screen *s, enum ticket_act act, const struct uuid *ticket);
void desk_screen_say(struct desk_screen *s, const char *text, bool is_good);
/* Pages of the open list. */
int desk_screen_pages(const struct desk_screen *s);

/* --- pieces ----------------------------------------------------------------------------------- */

/* The card of who is called or served, and the buttons below it or beside it. */
void desk_serving_card(struct ui *ui, struct desk_screen *s, struct router *router,
                       struct ui_box box);
void desk_serving_actions(struct ui *ui, struct desk_screen *s, struct ui_box two,
                          struct ui_box primary);
/* Heading, rows, what their buttons mean, pages. `box` from the heading's top to the bottom. */
void desk_waiting(struct ui *ui, struct desk_screen *s, struct router *router, struct ui_box box);
/* "Terbitkan nomor"; returns the height used. */
int desk_issue(struct ui *ui, struct desk_screen *s, struct router *router, struct ui_box box);
/* "Keadaan perangkat" and the way to the day. */
void desk_devices(struct ui *ui, struct desk_screen *s, struct router *router, struct ui_box box);
/* What lies over all that; nothing when no sheet is open. */
void desk_sheet(struct ui *ui, struct desk_screen *s, struct router *router);
/* True while one is told in `box`. */
bool desk_toast(struct ui *ui, struct desk_screen *s, struct ui_box box);

/* The largest font up to that one in which the text is one line of that width, else the smallest. */
enum ui_font desk_font(struct ui *ui, const char *text, enum ui_weight weight, enum ui_font largest,
                       int width);
/* "18 mnt" since then. */
void desk_minutes(char *out, size_t size, int64_t since_ms, int64_t now_ms);
