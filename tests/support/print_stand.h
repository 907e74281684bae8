/* A print_house whose printer is the ESC/POS one or an IPP one, with the faults of both. Everything asserts. */
#pragma once
#include "support/print_house.h"

enum {
    STAND_MENDED_MS = 8000
}; /* the backend's slowest try is a second; the rest is a busy machine */

struct stand {
    struct print_house house;
    bool is_ipp;
    bool is_long; /* ANJUNGAN_LONG is set: every row */
    char paper[HOUSE_PATH];
};

/* For cmocka; the print process does not run yet. */
int stand_open(void **state);
int stand_close(void **state);
/* From here on its printer is a virtual IPP printer. False: this machine can have none. */
bool stand_take_ipp(struct stand *stand);

void stand_start_print(struct stand *stand);
/* The print process asks the printer at its start; while idle it does so by itself, but later. */
void stand_ask_now(struct stand *stand);

/* Begins or ends a fault, by the name that the virtual printer has for it; one that strikes once is over already. */
void stand_fault(const struct stand *stand, const char *name, bool is_on);
/* A word to the IPP printer. */
void stand_tell_ipp(const struct stand *stand, const char *verb, const char *name,
                    const char *value);

int stand_count(const struct stand *stand);
/* Exactly so many slips come out, now and by themselves. */
void stand_wait_paper(const struct stand *stand, int slips);
/* The next visitor's slip comes out, whatever became of the last one. */
void stand_print_next(struct stand *stand);
