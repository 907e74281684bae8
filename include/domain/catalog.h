/* The catalogue of one office: who it is and what each of its services needs, costs and takes.
 *
 * The values mirror the catalogue file (assets/catalog/README.md). An absent fact is an absent
 * value: a NULL text, an empty list, a duration of 0. All memory belongs to the catalogue. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CATALOG_MAX_ITEMS = 1000 }; /* lines of one list */

/* A text in the office's languages. `id` is NULL for an absent text; `en` may be NULL alone. */
struct words {
    const char *id;
    const char *en;
};

/* One line of a list: the document's wording, and how it may be shown instead. */
struct item {
    struct words text;        /* as published */
    struct words display;     /* normalised spelling; absent: show `text` */
    struct words brief;       /* short form for receipts; absent: show `display` */
    bool is_hidden;           /* a review mark hides this item (doubled, wrong) */
    const struct item *lines; /* nested lines under this one as a heading */
    size_t line_count;
};

struct item_list {
    const struct item *items;
    size_t count;
    bool is_present; /* false: the document lacks this component */
};

enum duration_unit {
    DURATION_NONE,
    DURATION_MINUTE,
    DURATION_HOUR,
    DURATION_DAY,
    DURATION_WORKDAY,
    DURATION_MONTH
};

struct duration {
    int value; /* > 0 where the unit is not DURATION_NONE */
    enum duration_unit unit;
    struct words note;
};

enum channel_kind {
    CHANNEL_PHONE,
    CHANNEL_FAX,
    CHANNEL_SMS,
    CHANNEL_WHATSAPP,
    CHANNEL_EMAIL,
    CHANNEL_WEB,
    CHANNEL_FACEBOOK,
    CHANNEL_TWITTER,
    CHANNEL_LETTER,
    CHANNEL_BOX,
    CHANNEL_COUNTER,
    CHANNEL_FORM,
    CHANNEL_OFFICER,
};

struct channel {
    enum channel_kind kind;
    struct words value;
    struct words note;
    bool is_hidden; /* by a review mark */
};

/* How a complaint is handled by its weight, in the document's words; absent where it says nothing. */
struct complaint_routes {
    struct words ringan;
    struct words sedang;
    struct words berat;
};

struct complaints {
    bool is_present;
    const struct channel *channels;
    size_t channel_count;
    struct item_list handling;
    struct complaint_routes routes;
    struct duration deadline;
};

struct group {
    char letter; /* A..Z without I, O, P: the series of its numbers */
    const char *id;
    struct words name;
    const struct words *counters;
    size_t counter_count;
    struct words wait_at;
    int quota;           /* numbers a day; 0 = as many as come */
    int last_ticket_min; /* minute of the local day from which no number is given; 0 = none */
};

struct sector {
    const char *id;
    struct words name;
    const char *icon; /* name of an icon file without ".svg" */
};

enum zone { ZONE_WIB, ZONE_WITA, ZONE_WIT };

/* A mark for staff ("Periksa data"): what to check in the data. */
enum review_kind {
    REVIEW_DOUBLED, /* a repeated line: hidden */
    REVIEW_WRONG,   /* showing it would mislead: hidden */
    REVIEW_CONTRADICTS,
    REVIEW_SPELLING,
    REVIEW_MISSING,
    REVIEW_SETTING,
    REVIEW_UNCONFIRMED,
};

struct review {
    const char *item; /* path relative to the service (or the catalogue), "requirements[6]" */
    enum review_kind kind;
    struct words note;
};

struct review_list {
    const struct review *marks;
    size_t count;
};

struct step {
    int no;
    struct item activity;
    const struct words *actors;
    size_t actor_count;
    struct words input;
    struct words output;
    struct words note;
    struct duration duration; /* DURATION_NONE: not stated, or part of a phase */
    bool is_for_applicant;    /* an actor is "Pemohon" */
};

/* A time that spans steps `from` to `to` (their numbers, both included). */
struct phase {
    int from;
    int to;
    struct duration duration;
};

struct source {
    struct words title;
    struct words office;
    const char *number;
    const char *date;
};

/* The parts that an office may state once for all its services. */
struct standard {
    struct item_list legal_basis;
    struct item_list facilities;
    struct item_list competences;
    struct item_list supervision;
    struct item_list staff_count;
    int staff_total; /* 0: not stated as a number */
    struct item_list guarantees;
    struct item_list security;
    struct item_list evaluation;
    struct complaints complaints;
};

struct service {
    const char *id;
    struct words name;
    const struct sector *sector; /* NULL when absent */
    const struct group *group;
    int often; /* rank among the often chosen, from 1; 0 = not among them */
    struct words product;
    bool is_product_hidden;
    struct item_list requirements;
    const struct step *steps;
    size_t step_count;
    const struct phase *phases;
    size_t phase_count;
    struct duration duration;
    bool has_fee;
    int64_t fee_rp; /* 0 = free of charge; only where has_fee */
    struct words fee_text;
    bool notify_sms;
    struct duration notify_letter; /* a permit not collected for so long is told by letter */
    struct standard standard;      /* own parts, else the office's */
    struct source source;
    struct review_list review;
};

/* A span of a weekday in which the office is open, in minutes of its local day. A break is the gap
 * between two spans of one day. */
struct open_span {
    int weekday; /* 0 = Sunday */
    int from_min;
    int to_min;
};

struct office {
    const char *id;
    struct words name;
    struct words full_name;
    struct words address;
    enum zone zone;
    const struct open_span *hours; /* in file order; none: not stated */
    size_t hours_count;
    const struct group *groups;
    size_t group_count;
    struct standard standard;
    struct words pledge_title;
    struct item_list pledge;
};

struct catalog {
    int64_t version;
    struct words status; /* "not yet confirmed by the office"; absent once confirmed */
    struct office office;
    const struct sector *sectors;
    size_t sector_count;
    const struct service *services; /* in file order */
    size_t service_count;
    const struct service *const *by_id; /* the same, sorted by id; NULL: looked through in order */
    struct review_list review;
    struct arena *memory; /* owns all of the above */
};

void catalog_free(struct catalog *catalog);

/* NULL when there is none of that id. */
const struct service *catalog_service(const struct catalog *catalog, const char *id);
const struct group *catalog_group(const struct catalog *catalog, const char *id_or_letter);

/* The text in a language ("id", "en"), falling back to Indonesian; NULL when absent. */
const char *words_in(const struct words *words, const char *lang);
/* What to show for an item: display, else text. */
const struct words *item_shown(const struct item *item);
/* How many lines of the list may be shown. */
size_t item_list_shown(const struct item_list *list);

int zone_offset_min(enum zone zone);   /* 420, 480, 540 */
const char *zone_name(enum zone zone); /* "WIB" … */

/* The first channel of a kind that may be shown, NULL when there is none. */
const struct channel *complaints_channel(const struct complaints *complaints,
                                         enum channel_kind kind);
