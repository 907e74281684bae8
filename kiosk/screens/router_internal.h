/* The router's inside, for kiosk.c and router.c. */
#pragma once
#include "announcer.h"
#include "domain/complaint.h"
#include "domain/finder.h"
#include "router.h"

enum { ROUTER_DEPTH = 8, ROUTER_TEXT = 256 };

enum router_move {
    MOVE_NONE,
    MOVE_GO,
    MOVE_REPLACE,
    MOVE_RESTART,
    MOVE_BACK,
    MOVE_BACK_TO,
    MOVE_HOME,
    MOVE_END
};

struct router_slot {
    const struct screen *screen;
    void *state; /* state_size bytes; erased when the screen is left for good */
};

struct router {
    const struct screen *first; /* of the role: what a visit begins and ends with */
    struct desk *desk;
    const struct catalog *spare_catalog; /* while there is no desk */
    const struct service **services;     /* the desk's, often chosen ones first */
    const struct service **in_sector;    /* what router_in_sector found last */
    size_t service_count;
    struct finder *finder; /* over the same catalogue; NULL without one */
    const struct clock *clock;
    const char *device, *office, *help_line, *home_lang;
    char fault[8];       /* "" in service */
    char noted_fault[8]; /* takes effect when the number that is being told has been; "": none */
    bool is_telling;     /* such a screen is open or about to be */
    int idle_percent;
    int complaint_keep_days;
    bool has_survey;
    bool can_narrate;
    bool has_headphones; /* plugged in: the voice is on, whatever the visit chose */
    int64_t clock_floor_ms;

    struct announcer announcer; /* of the board */
    struct shift shift;
    char complaint[COMPLAINT_NUMBER_TEXT]; /* the one that is open in the book */
    int64_t locks_at_ms;                   /* monotonic; INT64_MAX: not */
    struct visit visit;
    struct router_slot slots[ROUTER_DEPTH];
    int depth; /* slots in use; the last one is open */
    /* "Beranda" was touched, or the clock was held, and would take what was typed: the visitor is asked
     * before it leads there. NULL: nobody is. */
    const struct screen *leaving_to;
    enum router_move move;
    const struct screen *target;

    struct printer_status printer, ill_printer;
    struct office_view office_view;
    int64_t started_ms; /* monotonic: the print process may need a moment to report */

    char toast[ROUTER_TEXT];
    bool is_toast_good;
    int64_t toast_until_ms; /* 0: none */
    bool has_new_toast;
};

void router_open(struct router *router, struct desk *desk);
/* The program ends: an officer at work is signed out. */
void router_end_shift(struct router *router, const char *why);
void router_close(struct router *router);
const struct router_slot *router_top(const struct router *router);
/* Carries out the wish of the last frame; true when the screen is another one now. */
bool router_move_on(struct router *router, bool *visit_ended);
/* Reads what every screen shows (the printer) and tells the open screen. */
void router_look(struct router *router);
void router_fail(struct router *router, const char *code);
/* The office published a catalogue; the next visit begins with it. */
bool router_has_new_catalog(const struct router *router);
/* "Akses mudah" as far as the open screen has it. */
struct visit_modes router_modes(const struct router *router);
/* Drawn below the open one, which is a panel; NULL: nothing. */
const struct router_slot *router_below(const struct router *router);
/* Where "Beranda" leads: an officer's desk while one is at work. */
const struct screen *router_base(const struct router *router);
/* The officer may have been disabled, or relieved at the counter by a colleague. */
void router_look_at_shift(struct router *router);
