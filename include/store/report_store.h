/* What the day report reads: sessions, numbers and tickets of a local day. Sessions of one day are
 * told apart by their key. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "domain/print.h"
#include "domain/queue.h"
#include "store/db.h"
#include <stdbool.h>
#include <stdint.h>

struct report_sessions {
    int count;
    int64_t opened_ms, closed_ms; /* the first's, the last's; closed 0 while one is open */
};
MUST_USE bool report_store_sessions(struct db *db, int64_t local_day, struct report_sessions *out,
                                    struct err *err);

/* The highest number of each series of each session, through `each` until it returns false. */
struct report_series {
    int64_t session;
    char series[4];
    int64_t hi;
};
MUST_USE bool report_store_list_series(struct db *db, int64_t local_day,
                                       bool (*each)(void *context,
                                                    const struct report_series *series),
                                       void *context, struct err *err);

/* A ticket with the first of its slips. */
struct report_ticket {
    int64_t session;
    char series[4];
    int64_t seq;
    char service_id[64];
    char service_name[TICKET_NAME_TEXT];
    char group_id[64];
    char officer[OFFICER_CODE_TEXT];
    bool is_priority;
    enum ticket_state state;
    int64_t issued_at_ms, called_at_ms, wait_ms, service_ms;
    bool has_slip;
    enum print_state slip;
};
/* All tickets of the day in the order of session, series and number: one pass, one snapshot. */
MUST_USE bool report_store_list_tickets(struct db *db, int64_t local_day,
                                        bool (*each)(void *context,
                                                     const struct report_ticket *ticket),
                                        void *context, struct err *err);

/* Slips of the day's tickets beyond the first of each. */
MUST_USE bool report_store_count_copies(struct db *db, int64_t local_day, int64_t *out,
                                        struct err *err);
/* Receipts handed out, and visitors who called an officer, from `from_ms` to before `to_ms`. */
MUST_USE bool report_store_count_receipts(struct db *db, int64_t from_ms, int64_t to_ms,
                                          int64_t *out, struct err *err);
MUST_USE bool report_store_count_help_calls(struct db *db, int64_t from_ms, int64_t to_ms,
                                            int64_t *out, struct err *err);
