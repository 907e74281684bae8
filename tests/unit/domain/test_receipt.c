/* File numbers: written, read back as people type them, and refused with a wrong digit. */
#include "domain/receipt.h"
#include "base/text.h"
#include "domain/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static void a_file_number_reads_month_device_and_running_number_and_check_digit(void **state)
{
    static const struct {
        int year, month, device;
        int64_t seq;
        const char *number;
    } cases[] = {
        {2026, 11, 1, 42, "2611-1042-3"},  {2026, 11, 1, 1, "2611-1001-9"},
        {2026, 11, 9, 999, "2611-9999-6"}, {2026, 11, 1, 1000, "2611-11000-4"},
        {2026, 12, 1, 31, "2612-1031-4"}, /* the last month of a year, and the first of the next */
        {2027, 1, 1, 1, "2701-1001-8"},    {2100, 2, 3, 7, "0002-3007-8"},
    };
    char number[FILE_NUMBER_TEXT];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        receipt_format_number(number, cases[i].year, cases[i].month, cases[i].device, cases[i].seq);
        assert_string_equal(number, cases[i].number);
    }
}

static void every_number_that_is_written_is_read_back(void **state)
{
    static const int64_t seqs[] = {1, 9, 10, 99, 100, 999, 1000, 99999, INT64_C(999999999999)};
    char number[FILE_NUMBER_TEXT], again[FILE_NUMBER_TEXT];

    (void)state;
    for (int month = 1; month <= 12; month++) {
        for (int device = 1; device <= 9; device++) {
            for (size_t i = 0; i < ARRAY_LEN(seqs); i++) {
                receipt_format_number(number, 2026 + month % 3, month, device, seqs[i]);
                assert_true(receipt_parse_number(number, again));
                assert_string_equal(again, number);
            }
        }
    }
}

static void what_people_type_between_the_digits_does_not_matter(void **state)
{
    static const char *const typed[] = {
        "2611-1042-3",           "261110423",
        "2611 1042 3",           "  2611 - 1042 - 3 ",
        "2611–1042–3",           "2611\u20111042\u20113",
        "26-11-10-42-3",         "2611\u00a01042\u00a03",
        "2611\u22121042\u22123",
    };
    char number[FILE_NUMBER_TEXT];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
        assert_true(receipt_parse_number(typed[i], number));
        assert_string_equal(number, "2611-1042-3");
    }
}

static void what_is_no_file_number_is_refused(void **state)
{
    static const char *const typed[] = {
        "",
        "2611",
        "2611-1042",  /* the check digit is missing */
        "2611-142-5", /* too short */
        "A-014",
        "2611-1042-3x",
        "2611-1042-3\xff",
        "2611/1042/3",
        "२६११-१०४२-३", /* digits, but not ours */
        "2600-1042-6", /* no such month; its check digit fits */
        "2613-1042-9",
        "2611-0042-4",  /* no device 0; its check digit fits */
        "2611-1000-1",  /* no number 0; its check digit fits */
        "2611-10042-7", /* 42 has no fourth digit; its check digit fits */
        "26111042333333333333333333333333",
    };
    char number[FILE_NUMBER_TEXT];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
        if (receipt_parse_number(typed[i], number))
            fail_msg("\"%s\" was taken", typed[i]);
    }
}

/* The digits of a number without its hyphens. */
static size_t bare(const char *number, char out[FILE_NUMBER_TEXT])
{
    size_t count = 0;

    for (; *number; number++) {
        if (*number != '-')
            out[count++] = *number;
    }
    out[count] = '\0';
    return count;
}

static void every_single_wrong_digit_is_refused(void **state)
{
    char number[FILE_NUMBER_TEXT], digits[FILE_NUMBER_TEXT], out[FILE_NUMBER_TEXT];

    (void)state;
    for (int64_t seq = 1; seq <= 1200; seq++) {
        receipt_format_number(number, 2026, 11, 1, seq);
        size_t count = bare(number, digits);

        for (size_t i = 0; i < count; i++) {
            char right = digits[i];

            for (char wrong = '0'; wrong <= '9'; wrong++) {
                digits[i] = wrong;
                assert_int_equal(receipt_parse_number(digits, out), wrong == right);
            }
            digits[i] = right;
        }
    }
}

/* Luhn sees every exchange of neighbours but that of 0 and 9. */
static void two_neighbours_exchanged_are_refused(void **state)
{
    char number[FILE_NUMBER_TEXT], digits[FILE_NUMBER_TEXT], out[FILE_NUMBER_TEXT];
    int tried = 0;

    (void)state;
    for (int64_t seq = 1; seq <= 1200; seq++) {
        receipt_format_number(number, 2026, 10, 7, seq);
        size_t count = bare(number, digits);

        for (size_t i = 0; i + 1 < count; i++) {
            char a = digits[i], b = digits[i + 1];

            if (a == b || (a == '0' && b == '9') || (a == '9' && b == '0'))
                continue;
            digits[i] = b;
            digits[i + 1] = a;
            assert_false(receipt_parse_number(digits, out));
            digits[i] = a;
            digits[i + 1] = b;
            tried++;
        }
    }
    assert_true(tried > 5000);
}

static void the_qr_text_names_office_and_file(void **state)
{
    char qr[TICKET_QR_TEXT];

    (void)state;
    assert_true(receipt_format_qr(qr, "pekanbaru", "2611-1042-3"));
    assert_string_equal(qr, "ANJ1:PEKANBARU:F:261110423");
    assert_true(receipt_format_qr(qr, "abcdefghijklmnopqrstu", "2611-1042-3"));
    assert_int_equal(strlen(qr), 38);
    assert_false(receipt_format_qr(qr, "abcdefghijklmnopqrstuv", "2611-1042-3"));
    assert_false(receipt_format_qr(qr, "kantor_satu", "2611-1042-3"));
    assert_false(receipt_format_qr(qr, "pekanbaru", "A-014"));
}

#define MINUTE_MS INT64_C(60000)

static int64_t day_of(const char *text)
{
    int64_t day = 0;

    assert_true(calendar_parse_day(text, &day));
    return day;
}

/* Ten in the morning in the office's zone. */
static struct receipt handed_in(const struct office *office, const char *day)
{
    return (struct receipt){.at_ms = (day_of(day) * 1440 + 600 - zone_offset_min(office->zone))
                                     * MINUTE_MS};
}

static void the_due_day_follows_the_unit_of_the_standard(void **state)
{
    static const struct {
        const char *day;
        struct duration duration;
        const char *due;
        int workdays;
    } cases[] = {
        {"2026-11-23", {2, DURATION_WORKDAY, {0}}, "2026-11-25", 2}, /* Monday */
        {"2026-11-26", {2, DURATION_WORKDAY, {0}}, "2026-11-30", 2}, /* over a weekend */
        {"2026-12-23", {2, DURATION_WORKDAY, {0}}, "2026-12-28", 2}, /* over Christmas */
        {"2026-12-30", {3, DURATION_WORKDAY, {0}}, "2027-01-05", 3}, /* over the new year */
        {"2026-11-29", {1, DURATION_WORKDAY, {0}}, "2026-11-30", 1}, /* taken on a Sunday */
        {"2026-12-30", {3, DURATION_DAY, {0}}, "2027-01-02", 0},
        {"2026-12-15", {1, DURATION_MONTH, {0}}, "2027-01-15", 0},
        {"2027-01-31", {1, DURATION_MONTH, {0}}, "2027-02-28", 0},
        {"2027-12-31", {2, DURATION_MONTH, {0}}, "2028-02-29", 0},
        {"2026-12-31", {12, DURATION_MONTH, {0}}, "2027-12-31", 0},
        {"2026-11-23", {30, DURATION_MINUTE, {0}}, "2026-11-23", 0},
        {"2026-11-23", {13, DURATION_HOUR, {0}}, "2026-11-23", 0},
        {"2026-11-23", {14, DURATION_HOUR, {0}}, "2026-11-24", 0},
    };
    const struct holiday days[] = {
        {day_of("2026-12-25"), HOLIDAY_NATIONAL, {"Hari Raya Natal", NULL}},
        {day_of("2027-01-01"), HOLIDAY_NATIONAL, {"Tahun Baru Masehi", NULL}},
    };
    const struct holidays table = {.days = days,
                                   .count = ARRAY_LEN(days),
                                   .from_day = day_of("2026-01-01"),
                                   .until_day = day_of("2027-12-31")};

    (void)state;
    for (int zone = ZONE_WIB; zone <= ZONE_WIT; zone++) {
        const struct office office = {.zone = (enum zone)zone};

        for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
            struct receipt receipt = handed_in(&office, cases[i].day);

            receipt_due(&receipt, &office, &table, &cases[i].duration, true);
            assert_int_equal(receipt.due_day, day_of(cases[i].due));
            assert_int_equal(receipt.workdays, cases[i].workdays);
            assert_true(receipt.is_due_sure);
        }
    }
}

static void beyond_the_holiday_table_a_due_day_is_an_estimate(void **state)
{
    const struct office office = {.zone = ZONE_WIB};
    const struct holidays table = {.from_day = day_of("2026-01-01"),
                                   .until_day = day_of("2026-12-31")};
    const struct duration two = {2, DURATION_WORKDAY, {0}};
    const struct duration month = {1, DURATION_MONTH, {0}};
    struct receipt receipt = handed_in(&office, "2026-12-29");

    (void)state;
    receipt_due(&receipt, &office, &table, &two, true);
    assert_int_equal(receipt.due_day, day_of("2026-12-31"));
    assert_true(receipt.is_due_sure);
    receipt = handed_in(&office, "2026-12-30");
    receipt_due(&receipt, &office, &table, &two, true);
    assert_int_equal(receipt.due_day, day_of("2027-01-01"));
    assert_false(receipt.is_due_sure);
    receipt_due(&receipt, &office, NULL, &two, true);
    assert_false(receipt.is_due_sure);
    receipt_due(&receipt, &office, NULL, &month, true); /* asks no table */
    assert_true(receipt.is_due_sure);
}

static void no_date_is_told_that_cannot_be_known(void **state)
{
    const struct office office = {.zone = ZONE_WIB};
    const struct duration two = {2, DURATION_WORKDAY, {0}};
    const struct duration none = {0};
    struct receipt receipt = handed_in(&office, "2026-11-23");

    (void)state;
    receipt_due(&receipt, &office, NULL, &none, true);
    assert_int_equal(receipt.due_day, 0);
    receipt_due(&receipt, &office, NULL, &two, false);
    assert_int_equal(receipt.due_day, 0);
    assert_int_equal(receipt.workdays, 2);
    receipt.asked = 10;
    receipt.received_count = 8;
    assert_false(receipt_is_complete(&receipt));
    receipt_due(&receipt, &office, NULL, &two, true);
    assert_int_equal(receipt.due_day, 0);
    receipt.received_count = 10;
    assert_true(receipt_is_complete(&receipt));
    receipt_due(&receipt, &office, NULL, &two, true);
    assert_int_equal(receipt.due_day, day_of("2026-11-25"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_number_reads_month_device_and_running_number_and_check_digit),
        cmocka_unit_test(every_number_that_is_written_is_read_back),
        cmocka_unit_test(what_people_type_between_the_digits_does_not_matter),
        cmocka_unit_test(what_is_no_file_number_is_refused),
        cmocka_unit_test(every_single_wrong_digit_is_refused),
        cmocka_unit_test(two_neighbours_exchanged_are_refused),
        cmocka_unit_test(the_qr_text_names_office_and_file),
        cmocka_unit_test(the_due_day_follows_the_unit_of_the_standard),
        cmocka_unit_test(beyond_the_holiday_table_a_due_day_is_an_estimate),
        cmocka_unit_test(no_date_is_told_that_cannot_be_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
