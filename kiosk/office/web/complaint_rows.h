/* The register in the database: kiosks' complaints with what was done here. */
#pragma once
#include "base/sign.h"
#include "domain/complaint.h"
#include "office/web/web.h"

enum { KIOSK_TEXT = 37, COMPLAINT_SEALED_MOST = 64 * 1024 };

struct office_complaint {
    struct complaint complaint; /* without request, code, notice and officer */
    char kiosk[KIOSK_TEXT];
    bool has_words; /* they came and were not erased */
};

struct complaint_filter {
    int64_t from_day, until_day; /* received in these local days; both 0: ever */
    unsigned states;             /* bits of enum complaint_state */
    int kind;                    /* enum complaint_kind; -1: any */
    int64_t overdue_on;          /* 0: any; else past due on that day */
    bool is_oldest_first;
    int64_t skip, most;
};
typedef void complaint_rows_each(void *context, const struct office_complaint *complaint);
MUST_USE bool complaint_rows_list(const struct web *web, const struct complaint_filter *filter,
                                  complaint_rows_each *each, void *context, struct err *err);
/* By state, and of those not answered yet how many are past due on `today`. */
struct complaint_totals {
    int64_t by_state[COMPLAINT_STATE_COUNT];
    int64_t overdue;
};
MUST_USE bool complaint_rows_totals(struct pg *pg, int64_t today, struct complaint_totals *out,
                                    struct err *err);
/* ERR_NOT_FOUND. */
MUST_USE bool complaint_rows_read(const struct web *web, const char *kiosk, const char *number,
                                  struct office_complaint *out, struct err *err);
/* The same, and nobody else acts on it before the transaction ends. */
MUST_USE bool complaint_rows_hold(const struct web *web, const char *kiosk, const char *number,
                                  struct office_complaint *out, struct err *err);

/* The kiosk's letter is added to `out`. ERR_NOT_FOUND: it did not come, or was erased. */
MUST_USE bool complaint_rows_letter(struct pg *pg, const char *kiosk, const char *number,
                                    struct text *out, struct err *err);
/* The newest answer that was written here, sealed; nothing is added where there is none. */
MUST_USE bool complaint_rows_answer(struct pg *pg, const char *kiosk, const char *number,
                                    struct text *out, struct err *err);

struct complaint_deed {
    const char *act; /* "weighed" "answered" "closed" */
    const char *weight, *account;
    int64_t at_ms;
    bool is_taken; /* the kiosk said that its register has it */
};
/* What was done here, oldest first. */
MUST_USE bool complaint_rows_deeds(struct pg *pg, const char *kiosk, const char *number,
                                   void (*each)(void *context, const struct complaint_deed *deed),
                                   void *context, struct err *err);
/* What letters to that kiosk are sealed with; `*is_known` false: it has not said yet. */
MUST_USE bool complaint_rows_kiosk_key(struct pg *pg, const char *kiosk, uint8_t out[BOX_PUBLIC],
                                       bool *is_known, struct err *err);
/* `weight` NULL but for "weighed"; `answer` NULL but for "answered", and `letter` where the kiosk's
 * key is known too. */
MUST_USE bool complaint_rows_act(struct pg *pg, const struct office_complaint *complaint,
                                 const char *act, const char *weight, const struct text *answer,
                                 const struct text *letter, const char *account, struct err *err);
