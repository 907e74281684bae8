/* What others see of a print_house: staff, the journal, whoever waits for a slip. Everything asserts. */
#pragma once
#include "support/print_house.h"
#include <stdint.h>

/* How often the journal says `kind` (NULL: counts nothing) after entry `from`; the newest entry's number into
 * `last_no` (may be NULL). */
int house_journal_says(struct print_house *house, int64_t from, const char *kind, int64_t *last_no);
/* Waits until the printer's line in the list of devices, and with it the chip, says so. */
int64_t house_wait_staff(struct print_house *house, enum printer_trouble trouble, int64_t ms);
/* Waits for the slip's end, whatever trouble goes with it. */
int64_t house_wait_end(struct print_house *house, struct print_job *job, enum print_state state,
                       int64_t ms);
