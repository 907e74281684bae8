/* File numbers, their QR text, and when a file is due. */
#include "domain/receipt.h"
#include "base/text.h"
#include "domain/due.h"

#include <assert.h>
#include <string.h>

enum {
    MONTH_DIGITS = 4, /* yymm */
    SEQ_LEAST = 3,    /* digits of the running number */
    DIGITS_LEAST = MONTH_DIGITS + 1 + SEQ_LEAST + 1,
    DIGITS_MOST = FILE_NUMBER_TEXT - 3 /* two hyphens and the end */
};

/* The Luhn digit that belongs behind `count` digits (ISO/IEC 7812-1, annex B). */
static int check_digit(const char *digits, size_t count)
{
    int sum = 0;

    for (size_t i = 0; i < count; i++) {
        int digit = digits[i] - '0';

        if ((count - i) % 2 == 1) /* the last one, and every second before it */
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return (10 - sum % 10) % 10;
}

/* "26111042" and "7" as "2611-1042-7". */
static void put_hyphens(char out[FILE_NUMBER_TEXT], const char *digits, size_t count, int check)
{
    (void)text_format(out, FILE_NUMBER_TEXT, "%.*s-%.*s-%d", (int)MONTH_DIGITS, digits,
                      (int)(count - MONTH_DIGITS), digits + MONTH_DIGITS, check);
}

void receipt_format_number(char out[FILE_NUMBER_TEXT], int year, int month, int device_digit,
                           int64_t seq)
{
    char digits[FILE_NUMBER_TEXT];

    assert(month >= 1 && month <= 12 && device_digit >= 1 && device_digit <= 9 && seq > 0);
    bool fits = text_format(digits, sizeof digits, "%02d%02d%d%0*lld", year % 100, month,
                            device_digit, (int)SEQ_LEAST, (long long)seq);
    assert(fits && strlen(digits) < DIGITS_MOST);
    put_hyphens(out, digits, strlen(digits), check_digit(digits, strlen(digits)));
}

/* What people and printers put between digits: blanks, hyphens, and the dashes U+2010 to
 * U+2015 and U+2212 that a text copied from elsewhere may carry. */
static bool is_between(uint32_t point)
{
    return point == ' ' || point == '\t' || point == '-' || point == 0xA0
           || (point >= 0x2010 && point <= 0x2015) || point == 0x2212;
}

/* How many digits stand in `text`; 0 when there is anything else, or too many. */
static size_t collect_digits(const char *text, char out[DIGITS_MOST + 1])
{
    size_t count = 0;

    if (text_valid_utf8(text, strlen(text)) != strlen(text))
        return 0;
    for (uint32_t point = text_next(&text); point != 0; point = text_next(&text)) {
        if (is_between(point))
            continue;
        if (point < '0' || point > '9' || count == DIGITS_MOST)
            return 0;
        out[count++] = (char)point;
    }
    out[count] = '\0';
    return count;
}

static bool is_month(const char digits[2])
{
    int month = (digits[0] - '0') * 10 + digits[1] - '0';

    return month >= 1 && month <= 12;
}

bool receipt_parse_number(const char *text, char out[FILE_NUMBER_TEXT])
{
    char digits[DIGITS_MOST + 1] = "";
    size_t count = collect_digits(text, digits);
    const char *seq = digits + MONTH_DIGITS + 1;

    if (count < DIGITS_LEAST || !is_month(digits + 2) || digits[MONTH_DIGITS] == '0')
        return false;
    /* Only the first 999 have leading zeros, and none is 0. */
    if (seq[0] == '0' && (count > DIGITS_LEAST || memcmp(seq, "000", SEQ_LEAST) == 0))
        return false;
    if (check_digit(digits, count - 1) != digits[count - 1] - '0')
        return false;
    put_hyphens(out, digits, count - 1, digits[count - 1] - '0');
    return true;
}

bool receipt_format_qr(char out[TICKET_QR_TEXT], const char *office_id, const char *file_number)
{
    char digits[DIGITS_MOST + 1];

    return collect_digits(file_number, digits) > 0
           && text_format(out, TICKET_QR_TEXT, "ANJ1:%s:F:%s", office_id, digits)
           && queue_fit_qr(out);
}

bool receipt_is_complete(const struct receipt *receipt)
{
    return receipt->received_count >= (size_t)receipt->asked;
}

void receipt_due(struct receipt *receipt, const struct office *office,
                 const struct holidays *holidays, const struct duration *duration,
                 bool is_clock_trusted)
{
    struct due due = due_after(office, holidays, receipt->at_ms, duration);
    bool can_tell = is_clock_trusted && receipt_is_complete(receipt);

    receipt->workdays = duration->unit == DURATION_WORKDAY ? duration->value : 0;
    receipt->due_day = can_tell ? due.day : 0;
    receipt->is_due_sure = !can_tell || due.is_sure;
}
