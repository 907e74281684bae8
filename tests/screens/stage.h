/* A kiosk on a stage: a real desk in a directory of its own, a clock that stands still, and fingers
 * that find widgets by name. */
#pragma once
#include "base/clock.h"
#include "desk/desk.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include "screens/kiosk.h"
#include "ui/ui.h"

struct stage {
    char directory[64];
    char catalog[256];
    const char *holidays;      /* NULL: no table; set before stage_open */
    const char *questionnaire; /* NULL: the shipped one; set before stage_open */
    int64_t start_ms;          /* 0: that morning; set before stage_open */
    struct clock *clock;       /* fake: Mon 23 Nov 2026, 09.41 in Pekanbaru */
    struct desk *desk;
    struct ui *ui;
    struct kiosk *kiosk;
    int width, height;
    const char *role;                 /* NULL: "lobby"; set before stage_open */
    bool has_voice;                   /* somebody speaks; set before stage_open */
    bool can_narrate;                 /* something reads aloud; set before stage_open */
    const char *home_lang;            /* NULL: "id"; set before stage_open */
    const struct ui_measure *measure; /* NULL: every character half as wide as high */
    const struct display_list *list;  /* of the last frame */
    int frames;
};

/* Opens the shipped catalogue of that office; asserts that all goes well. */
void stage_open(struct stage *stage, const char *office);
/* The same with a catalogue file, and without a printer report. */
void stage_open_file(struct stage *stage, const char *catalog);
void stage_close(struct stage *stage);
/* Closes the kiosk and opens a new one on the same desk. */
void stage_restart(struct stage *stage);

/* A kiosk that has just been started beside the one on the stage: same desk, same moment. */
void stage_open_beside(struct stage *beside, const struct stage *stage);
void stage_close_beside(struct stage *beside);

/* One frame and those that the kiosk wants after it. */
void stage_settle(struct stage *stage);
void stage_event(struct stage *stage, enum ui_event_kind kind, int x, int y);
/* Down and up in the middle of a widget; fails when there is none that can be touched. The clock
 * goes on by half a second: a person cannot be faster, and the guard of double taps is over. */
void stage_tap(struct stage *stage, const char *name);
/* The same without that pause. */
void stage_tap_at_once(struct stage *stage, const char *name);
/* Time goes by, with the frames that the kiosk asks for on the way. */
void stage_wait(struct stage *stage, int64_t ms);
/* Another process has committed. */
void stage_notice(struct stage *stage);

const struct widget *stage_widget(const struct stage *stage, const char *name); /* NULL: none */
const char *stage_state(const struct stage *stage, const char *name);           /* "": none */
const char *stage_label(const struct stage *stage, const char *name);
const char *stage_screen(const struct stage *stage);
bool stage_shows(const struct stage *stage, const char *text); /* a run of text contains it */

/* The printer as the print process would report it. */
void stage_printer(struct stage *stage, enum printer_trouble trouble, bool is_confirming);
/* The newest job moves as the print process would move it. */
void stage_move_job(struct stage *stage, enum print_state state, enum printer_trouble trouble);
/* The same for the oldest job that is not final, whatever it prints. */
void stage_move_next_job(struct stage *stage, enum print_state state, enum printer_trouble trouble);
int stage_count_tickets(struct stage *stage);
void stage_last_ticket(struct stage *stage, struct ticket *out);
/* Issues a number without the kiosk. */
void stage_issue(struct stage *stage, const char *service);
/* The id of the catalogue's first service. */
const char *stage_first_service(const struct stage *stage);
/* What desks have done, written into the database: served, or called to a counter. */
void stage_serve(struct stage *stage, int count, int64_t service_ms);
void stage_call(struct stage *stage, const char *counter);
/* An announcement as the desk writes it, `ago_ms` old; the kiosk has not noticed it yet. There must
 * be a session. */
void stage_announce(struct stage *stage, const char *number, const char *counter, const char *group,
                    int64_t ago_ms);
