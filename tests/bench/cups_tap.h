/* A line between a program and cupsd that notes when each request and its answer went by, and when a
 * slip appeared on paper. One hop on a unix socket, some 30 µs: it is in the figures. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum {
    TAP_CREATE_JOB = 0x05,
    TAP_SEND_DOCUMENT = 0x06,
    TAP_REQUESTS = 512,
};

struct tap_request {
    int operation;   /* IPP's number; 0: not known */
    double begin_us; /* its first byte came; figure_now_us */
    double last_us;  /* its last byte so far was given to cupsd */
    double reply_us; /* the last byte so far of the answer was given on */
    size_t bytes;
};

struct cups_tap;

/* Listens at `path`, leads to cupsd at `server`; files that appear in `paper` are slips. Asserts. */
struct cups_tap *tap_open(const char *path, const char *server, const char *paper);
void tap_close(struct cups_tap *tap);

/* Forgets what was seen. */
void tap_clear(struct cups_tap *tap);
/* The first request since, `operation` 0: of any kind. False: there was none. */
bool tap_first(struct cups_tap *tap, int operation, struct tap_request *out);
/* When the first slip since was seen; 0: not yet. */
double tap_slip_us(struct cups_tap *tap);
size_t tap_count(struct cups_tap *tap);
