/* One line of the journal: who did what when. A value; the chain through them is the store's. */
#pragma once
#include "domain/queue.h"
#include <stdint.h>

enum { JOURNAL_KIND_TEXT = 64, JOURNAL_SUBJECT_TEXT = 64, JOURNAL_DETAIL_TEXT = 256 };

/* Never a person's name: `who` is an officer's code, subject and detail hold numbers and reasons. */
struct journal_entry {
    int64_t no;
    int64_t at_ms;
    char who[OFFICER_CODE_TEXT];        /* "" = the machine */
    char kind[JOURNAL_KIND_TEXT];       /* "ticket.void", "staff.signed_in", … */
    char subject[JOURNAL_SUBJECT_TEXT]; /* a ticket's number, a counter, an officer's code, … */
    char detail[JOURNAL_DETAIL_TEXT];
};

struct journal_proof {
    int64_t rows;      /* all of them */
    int64_t unchained; /* from before the chain began; they are only counted */
    uint8_t head[32];  /* of the last row; zeros while nothing is chained */
};
