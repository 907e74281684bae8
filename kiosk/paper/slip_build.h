/* The inside of a slip; its outside is paper/slip.h. */
#pragma once
#include "rows.h"

struct slip {
    struct rows rows;
    int height;            /* dots, with the white at the bottom */
    int64_t printed_at_ms; /* UTC; the PDF's date */
    char title[64];        /* the PDF's title */
};

struct slip *slip_new(enum slip_width width, const char *title, int64_t printed_at_ms) MUST_USE;

/* Closes the table and hands the slip over. ERR_FULL when it got longer than SLIP_MAX_DOTS; the
 * slip is freed then. */
MUST_USE bool slip_finish(struct slip *slip_take, struct slip **out, struct err *err);

/* What every slip begins and ends with. `service` may be NULL. */
void slip_add_head(struct slip *slip, const struct office *office, const char *lang);
/* "SALINAN n" in a frame; nothing for the first print. */
void slip_add_copy(struct slip *slip, int copy);
/* A day (days since 1970) in a frame: "Rabu, 25 November 2026", broken after its weekday at most. */
void slip_add_day(struct slip *slip, const char *caption, int64_t day);
void slip_add_foot(struct slip *slip, const struct office *office, const struct service *service,
                   const char *lang);

/* cairo's writer into a `struct text`, which is `closure`. */
cairo_status_t write_to_text(void *closure, const unsigned char *data, unsigned int length);
