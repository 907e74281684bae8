/* What one visitor has chosen and ticked. It lives in memory alone and ends as zeros. */
#pragma once
#include "base/id.h"
#include "base/qr.h"
#include "desk/survey.h"
#include "domain/catalog.h"
#include "domain/complaint.h"
#include "domain/print.h"
#include "domain/queue.h"
#include "domain/survey.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VISIT_LISTS = 8, VISIT_LANG = 16 };

/* The ticks of one requirements list; bit n belongs to the document's line n + 1. */
struct visit_list {
    const struct service *service; /* NULL: unused */
    uint8_t ticked[(CATALOG_MAX_ITEMS + 7) / 8];
};

/* Screens with a button of their own that calls an officer, and the navigation bar's, which is one call
 * wherever it is touched. */
enum help_place { HELP_PROBLEM, HELP_MISSING, HELP_ANYWHERE, HELP_PLACE_COUNT };
struct visit_help {
    struct uuid request; /* nil before the first tap */
    bool is_called;      /* it is in the database */
};

/* "Akses mudah"; in force on every screen of the visitor until the visit ends. */
struct visit_modes {
    bool has_large_text;
    bool has_high_contrast;
    bool has_low_reach; /* every touchable at y >= 960; portrait only */
    bool has_more_time; /* idle times are doubled */
    bool has_voice;     /* the screen is read aloud */
};

/* The survey under way; all zero before it is begun. */
struct visit_survey {
    struct uuid request; /* nil: not begun */
    struct survey_profile profile;
    const struct service *service;  /* NULL: not told */
    struct uuid ticket;             /* whose code was typed: it gets the mark; nil: none */
    uint8_t answers[ELEMENT_COUNT]; /* 0 = not answered */
    uint8_t extras[EXTRAS_MOST];
    int at;             /* which question, from 0: the nine in their order, then the extras */
    int64_t started_ms; /* monotonic: the first question was shown */
    bool is_done;       /* it is on disk */
    bool is_given_up;   /* the visitor said so: not counted, however far it came */
    char suggestion_text[SUGGESTION_TEXT];
    struct uuid suggestion; /* the request of the words added */
};

/* The complaint under way. */
struct visit_complaint {
    struct uuid request; /* nil: not begun */
    enum complaint_kind kind;
    const struct service *service; /* NULL: none */
    char text[COMPLAINT_TEXT];
    bool has_reply; /* a way was chosen: nothing is preselected */
    enum complaint_reply reply;
    char name[COMPLAINT_NAME];
    char contact[COMPLAINT_CONTACT];
    bool has_consented;
    struct complaint sent; /* after "Kirim pengaduan" */
};

struct visit {
    char lang[VISIT_LANG];
    const struct service *service;        /* chosen last; NULL when a group was chosen */
    const struct group *group;            /* of the service, or chosen by itself */
    const struct sector *sector;          /* of the list that is open; NULL: all */
    struct visit_list lists[VISIT_LISTS]; /* opened lists, newest first */
    struct uuid list_request;             /* the list asked for last, on paper */
    enum slip_kind list_kind;
    const struct service *list_service;
    int64_t list_until_ms; /* monotonic: until then another tap is the same wish */
    struct ticket ticket;
    struct qr ticket_code;             /* made once: it costs more than the frame around it */
    struct qr sms_code;                /* empty: the office takes no SMS */
    const struct service *sms_service; /* whose complaints that code is for */
    int64_t job;                       /* print job to follow; 0: none */
    int64_t printing_since;            /* monotonic ms of the tap that asked for paper */
    bool is_again;                     /* that tap was "Coba cetak lagi" */
    bool is_denied;               /* the visitor says that no paper came, whatever the queue says */
    bool is_asked;                /* nobody can tell whether paper came out: the visitor is asked */
    enum printer_trouble trouble; /* why screen 11 is open */
    enum paper_place place;       /* where the slip comes out, as far as it is known */
    struct visit_help help[HELP_PLACE_COUNT];
    struct visit_modes modes;
    const struct service *contact_service; /* whose channels are shown; NULL: the office's */
    struct visit_survey survey;
    struct visit_complaint complaint;
};

/* The ticks of a list that was opened in this visit, NULL when it was not. */
struct visit_list *visit_list_of(struct visit *visit, const struct service *service);
/* The same, opening it; the oldest of too many lists is forgotten. */
struct visit_list *visit_open_list(struct visit *visit, const struct service *service);
bool visit_is_ticked(const struct visit_list *list, size_t item);
void visit_toggle(struct visit_list *list, size_t item);
/* Ticked lines among those that are shown. */
size_t visit_count_ticked(const struct visit_list *list);
/* Document numbers of shown lines without a tick, ascending, at most `max`; returns how many there
 * are in all. Nothing for a list that was never opened: who was not asked has left nothing out. */
size_t visit_unticked(struct visit *visit, uint16_t *numbers, size_t max);
bool visit_has_ticks(const struct visit *visit);
/* Was something typed or answered that is not sent yet? "Beranda" asks before it takes that. */
bool visit_has_answers(const struct visit *visit);
/* Is there anything that a reset would take from the visitor? */
bool visit_has_entries(const struct visit *visit);
/* An officer was called from any screen. */
bool visit_has_called(const struct visit *visit);
bool visit_has_modes(const struct visit *visit); /* any of "Akses mudah" */
