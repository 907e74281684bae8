/* Officers: what each role may do, and what wrong PINs cost. Pure rules. */
#pragma once
#include "base/attr.h"
#include "domain/queue.h"
#include <stdbool.h>
#include <stdint.h>

enum staff_role { STAFF_OFFICER, STAFF_SUPERVISOR };
const char *staff_role_name(enum staff_role role); /* "officer", "supervisor" */
MUST_USE bool staff_role_from_name(const char *name, enum staff_role *out);

enum { OFFICER_NAME_TEXT = 128, PIN_DIGITS = 6, PIN_TRIES = 5, OFFICERS_MOST = 200 };

struct officer {
    char code[OFFICER_CODE_TEXT]; /* "P-07": what paper and journal show */
    char name[OFFICER_NAME_TEXT];
    enum staff_role role;
    bool is_active;
};

/* What beyond calling and issuing needs which role. */
enum staff_right {
    RIGHT_CALL,            /* everything around one ticket, also void and promote */
    RIGHT_OVERRIDE,        /* issue although the office is closed, with a reason */
    RIGHT_DAY,             /* open and close the day, extra hours */
    RIGHT_PAUSE,           /* pause a group */
    RIGHT_REPORT,          /* see and print the day report */
    RIGHT_COMPLAINT,       /* open, weigh, answer and close a complaint; read suggestions */
    RIGHT_COMPLAINT_BOOK,  /* open the identities of a whole period */
    RIGHT_COMPLAINT_ERASE, /* erase a complaint's words: they do not come back */
    STAFF_RIGHT_COUNT
};
bool staff_may(enum staff_role role, enum staff_right right);

/* Six digits that are not all the same, not a run up or down. */
MUST_USE bool pin_is_acceptable(const char *pin);
/* After the nth pause in a row: 5, 10, 20 … at most 60 minutes. `pauses` >= 1. */
int64_t pin_pause_ms(int pauses);
