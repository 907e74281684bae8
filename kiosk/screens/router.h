/* What a screen is, and what it may ask of the kiosk that shows it. */
#pragma once
#include "desk/desk.h"
#include "desk/office.h"
#include "domain/staff.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include "screens/fault.h"
#include "strings.h"
#include "ui/ui.h"
#include "visit.h"

struct router;

/* One file per screen; the table entry at its end is all that others see of it. */
struct screen {
    const char *name;
    size_t state_size;
    int idle_ms;        /* until the warning; 0: the screen closes by itself, or never */
    bool is_dark;       /* dark top bar */
    bool has_no_nav;    /* out of service: nothing to do */
    bool has_no_back;   /* "Kembali" is grey */
    bool has_no_home;   /* "Beranda" is grey */
    bool has_countdown; /* a line below the actions, which stand higher */
    bool idles_quietly; /* resets without a warning when the visit would lose nothing */
    bool
        tells_number; /* the visit's number is being told, or answers are given that another try may
                         * still keep: no fault of the desk closes it */
    bool has_own_top; /* draws its top bar itself */
    bool outlives_desk; /* shows what it last knew while there is no desk; asks for no printer */
    bool
        is_panel; /* lies over the screen it was opened from, which is drawn below it; over a number
                         * that is being told it closes when nobody touches it */
    bool is_survey; /* the top bar says "Survei Kepuasan Masyarakat" */
    bool has_names; /* people's names stand on it: its pictures are wiped when it is left */
    bool is_staff;  /* for officers: no top bar, no navigation; locks when idle, without asking */
    void (*enter)(void *state, struct router *router); /* may be NULL, like the two below */
    void (*frame)(void *state, struct ui *ui, struct router *router);
    void (*news)(void *state, struct router *router); /* somebody has committed something */
    void (*leave)(void *state, struct router *router);
    /* "Kembali" inside the screen; false where it leads out of it. NULL: always out. */
    bool (*back)(void *state, struct router *router);
};

extern const struct screen screen_attract;
extern const struct screen screen_home;
extern const struct screen screen_search; /* 03 */
extern const struct screen screen_list;   /* 04 */
extern const struct screen screen_requirements;
extern const struct screen screen_missing;
extern const struct screen screen_steps;
extern const struct screen screen_info;
extern const struct screen screen_confirm;
extern const struct screen screen_printing;
extern const struct screen screen_ticket;
extern const struct screen screen_problem;
extern const struct screen screen_out_of_service;
extern const struct screen screen_access;  /* 24 */
extern const struct screen screen_contact; /* the channels, with codes; see contact.h */

/* The exit: see visit.h for what they share. */
extern const struct screen screen_survey_start;      /* 12; home of the role exit */
extern const struct screen screen_survey_profile;    /* 13 */
extern const struct screen screen_survey_service;    /* which service was received, of many */
extern const struct screen screen_survey_code;       /* the same by the code on the slip */
extern const struct screen screen_survey_question;   /* 14, 15; also what an office added */
extern const struct screen screen_survey_thanks;     /* 16 */
extern const struct screen screen_survey_suggestion; /* typed words after the thanks */
extern const struct screen screen_complaint_text;    /* 17: kind, service, words */
extern const struct screen screen_complaint_contact; /* 18, with the privacy notice */
extern const struct screen screen_complaint_check;   /* both, read-only, and "Kirim pengaduan" */
extern const struct screen screen_complaint_sent;    /* 29 */
extern const struct screen screen_staff_book;        /* Buku Pengaduan */
extern const struct screen screen_staff_complaint;   /* one of it: weigh, answer, close */
extern const struct screen screen_staff_form;        /* a paper form of the survey, by keypad */
extern const struct screen screen_staff_ikm;         /* the index for officers */

/* Staff screens; see shift below. */
extern const struct screen screen_staff_names;   /* touch your name */
extern const struct screen screen_staff_pin;     /* 32 */
extern const struct screen screen_staff_counter; /* where do you sit? */
extern const struct screen screen_staff_desk;    /* 33 */
extern const struct screen screen_staff_receipt; /* the file receipt's form */
extern const struct screen screen_staff_day;     /* hours, pauses and the day report */
extern const struct screen screen_staff_devices; /* devices, calls for help, "Periksa data" */
extern const struct screen screen_board;         /* 34 */

/* An officer at work on this screen; all zero while it is locked. */
struct shift {
    bool is_on;
    struct officer officer;
    char counter[COUNTER_TEXT]; /* "" before one was chosen */
};
const struct shift *router_shift(const struct router *router);
/* Whose PIN is asked for: opens screen_staff_pin. */
void router_choose_officer(struct router *router, const struct officer *officer);
/* After a right PIN; opens screen_staff_counter. */
void router_begin_shift(struct router *router, const struct officer *officer);
/* Takes the counter in the database and opens screen_staff_desk. */
void router_choose_counter(struct router *router, const char *counter);
/* Opens screen_staff_complaint on the complaint of that number. */
void router_open_complaint(struct router *router, const char *number);
const char *router_complaint(const struct router *router);
/* What a visitor had ticked and chosen before an officer took the screen over is gone. */
void router_forget_visitor(struct router *router);
/* Signs out ("lock", "idle"), leaves the counter and wipes: back to the role's first screen. */
void router_lock(struct router *router, const char *why);
/* Monotonic ms at which an untouched staff screen locks; INT64_MAX: it does not. */
int64_t router_locks_at(const struct router *router);
/* One step back, as "Kembali" does; from the first screen nowhere. */
void router_back(struct router *router);
/* A panel lies over this screen: what goes on by itself after a while waits. */
bool router_is_covered(const struct router *router);
/* The visitor chose to have everything erased: nothing that is unfinished counts. */
void router_give_up(struct router *router);
bool router_has_way_back(const struct router *router);
/* False while the wall clock cannot be right. */
bool router_clock_is_shown(const struct router *router);

/* What screens may know. */
struct desk *router_desk(const struct router *router);
const struct catalog *router_catalog(const struct router *router); /* NULL when there is none */
const struct clock *router_clock(const struct router *router);
struct visit *router_visit(struct router *router);
/* The printer that the next slip goes to; and the one that somebody has to see to, for staff: the same
 * where none has. */
const struct printer_status *router_printer(const struct router *router);
const struct printer_status *router_ill_printer(const struct router *router);
/* How the office was reached at the last look. */
const struct office_view *router_office_view(const struct router *router);
int router_offset_min(const struct router *router);
const char *router_office(const struct router *router);
const char *router_help_line(const struct router *router); /* configured; "" = none */
/* Days for which the words of a closed complaint are kept. */
int router_complaint_keep_days(const struct router *router);
/* The screen can be read aloud here, and no headphones have decided that already. */
bool router_offers_voice(const struct router *router);
/* The survey can be begun from the home screen. */
bool router_offers_survey(const struct router *router);
const char *router_device(const struct router *router);
const char *router_fault(const struct router *router); /* "P02" */
int64_t router_scaled_ms(const struct router *router, int64_t ms);
/* Services in the order of the home screen: the often chosen ones first. */
size_t router_service_count(const struct router *router);
const struct service *router_service(const struct router *router, size_t index);
/* Those that have every word of the text (domain/finder.h); `*out` lasts until the next call. */
size_t router_find(struct router *router, const char *text, const struct service *const **out);
/* Nothing is left of what was looked for. */
void router_forget_find(struct router *router);

/* Those of that sector (NULL: all) in the order of the home screen; `*out` lasts until the next call. */
size_t router_in_sector(struct router *router, const struct sector *sector,
                        const struct service *const **out);
/* Opens screen_list on a sector; NULL: on all permits. */
void router_open_sector(struct router *router, const struct sector *sector);

/* Where to go when this frame is done; the last wish counts. */
void router_go(struct router *router, const struct screen *screen);      /* Back returns here */
void router_replace(struct router *router, const struct screen *screen); /* Back skips this one */
void router_restart(struct router *router, const struct screen *screen); /* Back leads home */
/* Back to that screen, which lies below; to where "Kembali" leads when it does not. */
void router_back_to(struct router *router, const struct screen *screen);
void router_home(struct router *router);
void router_end_visit(struct router *router);
/* A desk call has failed: logs it, and leaves service when the machine cannot go on; while an issued
 * number is being told, only once it has been. */
void router_desk_failed(struct router *router, const struct err *err, const char *what);

void router_choose_service(struct router *router, const struct service *service);
void router_choose_group(struct router *router, const struct group *group);
void router_speak(struct router *router, const char *lang);
/* A short notice above the actions, for four seconds. */
void router_toast(struct router *router, const char *text, bool is_good);
