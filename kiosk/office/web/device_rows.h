/* Kiosks, their heartbeats, streams and codes in the database. */
#pragma once
#include "office/web/device.h"

/* Those in use by name, then the revoked ones: `most` of them after `skip`. */
MUST_USE bool device_rows_some(struct pg *pg, int skip, int most,
                               void (*each)(void *context, const struct device *device),
                               void *context, struct err *err);
/* The first of them. */
enum { DEVICES_MOST = 500 };
MUST_USE bool device_rows_each(struct pg *pg,
                               void (*each)(void *context, const struct device *device),
                               void *context, struct err *err);
/* ERR_NOT_FOUND. */
MUST_USE bool device_rows_read(struct pg *pg, const char *kiosk, struct device *out,
                               struct err *err);
/* ERR_NOT_FOUND: there is none, or it is revoked already. */
MUST_USE bool device_rows_revoke(struct pg *pg, const char *kiosk, const char *account,
                                 int64_t now_ms, struct err *err);

struct stream_line {
    const char *name;         /* "events", "survey" … */
    int64_t contiguous, head; /* all numbers up to; the highest that came */
    int64_t missing;
    const char *gaps;  /* the first missing ones: "12–14, 20" */
    int64_t broken_at; /* 0: the chain fits */
    int64_t quarantined, unread;
    int64_t changed_ms;
    bool is_former; /* a later stream of the kiosk took over */
};
MUST_USE bool device_rows_streams(struct pg *pg, const char *kiosk,
                                  void (*each)(void *context, const struct stream_line *line),
                                  void *context, struct err *err);
/* The newest records that were set aside or could not be read; at most 20. */
struct strange_record {
    const char *stream;
    int64_t seq, at_ms;
    const char *kind, *why;
};
MUST_USE bool device_rows_strange(struct pg *pg, const char *kiosk,
                                  void (*each)(void *context, const struct strange_record *record),
                                  void *context, struct err *err);

/* Codes that can still be used. */
struct code_line {
    const char *note, *by;
    int64_t expires_ms;
};
MUST_USE bool device_rows_codes(struct pg *pg, int64_t now_ms,
                                void (*each)(void *context, const struct code_line *line),
                                void *context, struct err *err);
