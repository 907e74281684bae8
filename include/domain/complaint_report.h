/* The Buku Pengaduan over a period, as a value: the register's rows and what they add up to.
 *
 * Names are personal: the report that holds them wipes them when it is cleared. What was complained of
 * is not in it. */
#pragma once
#include "base/attr.h"
#include "domain/complaint.h"
#include "domain/period.h"

enum { COMPLAINT_ROWS_MOST = 10000 };

struct complaint_row {
    struct complaint complaint;
    char name
        [COMPLAINT_NAME]; /* or, without one, the contact; "" = neither told, or the report has none */
};

struct complaint_report {
    struct period period; /* received in these local days */
    int64_t made_ms;
    int64_t today;              /* local day of the report: what is past due on it is overdue */
    bool has_names;             /* identities were opened for it */
    struct complaint_row *rows; /* owned; in the order added: oldest first */
    size_t row_count, row_room;
    int64_t left_out; /* counted in the totals, but beyond COMPLAINT_ROWS_MOST */
    int64_t total;
    int64_t by_kind[COMPLAINT_KIND_COUNT];
    int64_t by_weight[WEIGHT_COUNT];
    int64_t by_state[COMPLAINT_STATE_COUNT];
    int64_t overdue;
};
/* Counts the complaint and, while there is room, keeps it as a row. `name` NULL or "": not told, or
 * not opened; of an erased complaint it is dropped. `period`, `today` and `has_names` come first. */
void complaint_report_add(struct complaint_report *report, const struct complaint *complaint,
                          const char *name);
/* Wipes the names, frees the rows and leaves an all-zero report. */
void complaint_report_clear(struct complaint_report *report);
#define AUTO_COMPLAINT_REPORT AUTO(complaint_report_clear)
