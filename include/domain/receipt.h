/* The file receipt (Tanda Terima Berkas): what was handed in, by whom, and when it will be done.
 *
 * A file number reads 2611-1042-3: year and month, the device's digit and a running number of the
 * month (at least three digits), and a Luhn check digit over all digits before it. */
#pragma once
#include "base/attr.h"
#include "base/id.h"
#include "domain/catalog.h"
#include "domain/opening.h"
#include "domain/queue.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FILE_NUMBER_TEXT = 24, APPLICANT_TEXT = 128 };

struct receipt {
    struct uuid request;
    char file_number[FILE_NUMBER_TEXT];
    struct uuid ticket;              /* nil without one */
    char number[TICKET_NUMBER_TEXT]; /* of the ticket, "" without one */
    char service_id[64];
    char service_name[TICKET_NAME_TEXT];
    char applicant[APPLICANT_TEXT];         /* "" once the retention time is over */
    uint16_t received[TICKET_MAX_UNTICKED]; /* document numbers of what was handed in, ascending */
    size_t received_count;
    int asked; /* how many requirements the standard shows */
    char officer[OFFICER_CODE_TEXT];
    char counter[COUNTER_TEXT];
    int64_t at_ms;
    int64_t due_day;  /* days since 1970; 0 = no date can be told, see receipt_due */
    int workdays;     /* of the standard; 0 = none, or another unit */
    bool is_due_sure; /* false: the holiday table ends before the due day */
};

/* True when nothing is missing that the standard asks for. */
bool receipt_is_complete(const struct receipt *receipt);

/* When a file handed in at `at_ms` is due by the standard: fills due_day, workdays and is_due_sure.
 * Working days count from the day after by the office's hours and the holiday table (NULL: none is
 * known); days and months by the calendar; hours and minutes end on the day that they end on. Times
 * of the standard run from a complete file, so that an incomplete one gets no date, nor does one
 * whose day is not known because the clock cannot be trusted. */
void receipt_due(struct receipt *receipt, const struct office *office,
                 const struct holidays *holidays, const struct duration *duration,
                 bool is_clock_trusted);

/* "2611-1042-3". `seq` > 0, `device_digit` 1..9, `month` 1..12. */
void receipt_format_number(char out[FILE_NUMBER_TEXT], int year, int month, int device_digit,
                           int64_t seq);
/* Digits with hyphens or blanks between; the check digit must fit. `out` gets the canonical form. */
MUST_USE bool receipt_parse_number(const char *text, char out[FILE_NUMBER_TEXT]);
/* "ANJ1:PEKANBARU:F:261110423"; false when it does not fit 38 characters. */
MUST_USE bool receipt_format_qr(char out[TICKET_QR_TEXT], const char *office_id,
                                const char *file_number);
