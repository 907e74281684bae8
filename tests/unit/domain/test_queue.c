/* Numbers, QR texts, waits and sessions, as tables. */
#include "domain/queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <limits.h>
#include <string.h>

#define MORNING_MS INT64_C(1795401660000) /* 2026-11-23T02:41:00Z */

static void a_number_reads_letter_hyphen_digits(void **state)
{
    static const struct {
        const char *series;
        int64_t seq;
        int digits;
        const char *number;
    } cases[] = {
        {"A", 1, 3, "A-001"},
        {"A", 14, 3, "A-014"},
        {"A", 999, 3, "A-999"},
        {"A", 1000, 3, "A-1000"},
        {"P", 3, 3, "P-003"},
        {"A2", 1, 3, "A2-001"},
        {"B", 7, 1, "B-7"},
        {"B", 7, 4, "B-0007"},
        {"A", 1234567, 3, "A-1234567"},
        {"A9", INT64_MAX, 3, "A9-9223372036854775807"},
    };
    char number[TICKET_NUMBER_TEXT];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        queue_format_number(number, cases[i].series, cases[i].seq, cases[i].digits);
        assert_string_equal(number, cases[i].number);
    }
}

static void the_qr_text_names_office_day_number_and_code(void **state)
{
    char out[TICKET_QR_TEXT];

    (void)state;
    assert_true(queue_format_qr(out, "pekanbaru", MORNING_MS, 420, "A-014", "7F3K"));
    assert_string_equal(out, "ANJ1:PEKANBARU:20261123:A-014:7F3K");
    assert_true(queue_format_qr(out, "rokan-hulu", MORNING_MS, 420, "A2-1000", "7F3K"));
    assert_string_equal(out, "ANJ1:ROKAN-HULU:20261123:A2-1000:7F3K");
}

static void the_day_in_the_qr_text_is_the_offices(void **state)
{
    char out[TICKET_QR_TEXT];
    int64_t late_ms = MORNING_MS + INT64_C(14) * 3600000; /* 16:41 UTC */

    (void)state;
    assert_true(queue_format_qr(out, "b", late_ms, 420, "A-001", "0000"));
    assert_string_equal(out, "ANJ1:B:20261123:A-001:0000");
    assert_true(queue_format_qr(out, "b", late_ms, 480, "A-001", "0000"));
    assert_string_equal(out, "ANJ1:B:20261124:A-001:0000");
}

static void a_qr_text_over_38_characters_is_refused(void **state)
{
    char out[TICKET_QR_TEXT];

    (void)state;
    assert_true(queue_format_qr(out, "abcdefghijklm", MORNING_MS, 420, "A-014", "7F3K"));
    assert_int_equal(strlen(out), 38);
    assert_false(queue_format_qr(out, "abcdefghijklmn", MORNING_MS, 420, "A-014", "7F3K"));
    assert_false(queue_format_qr(out, "a-very-long-office-name-that-never-ends", MORNING_MS, 420,
                                 "A-014", "7F3K"));
    assert_false(queue_format_qr(out, "kota_x", MORNING_MS, 420, "A-014", "7F3K"));
}

static void a_wait_is_a_range_outward_to_five_minutes(void **state)
{
    static const struct {
        int ahead;
        int completed;
        int64_t mean_ms;
        int counters;
        struct wait_range range;
    } cases[] = {
        {6, 20, 300000, 1, {true, 25, 45}},  /* 35 min: 29.75 to 43.75 */
        {6, 20, 300000, 2, {true, 10, 25}},  /* 17.5 min: 14.9 to 21.9 */
        {19, 5, 300000, 1, {true, 85, 125}}, /* 100 min: exact borders stay */
        {5, 5, 600000, 1, {true, 50, 75}},   /* 60 min: 51 to 75 */
        {4, 5, 600000, 1, {true, 30, 75}},   /* 50 min: a short line is less sure */
        {1, 5, 60000, 1, {true, 0, 5}},      /* 2 min */
        {0, 5, 240000, 1, {true, 0, 5}},     /* nobody ahead */
        {0, 5, 900000, 1, {true, 0, 20}},    /* nobody but who is being served */
        {0, 5, 1, 1, {true, 0, 5}},          /* never 0 to 0 */
        {6, 4, 300000, 1, {false, 0, 0}},    /* four services say nothing yet */
        {6, 20, 0, 1, {false, 0, 0}},        /* no mean */
        {6, 20, -5, 1, {false, 0, 0}},       /* a broken clock */
        {6, 20, 300000, 0, {false, 0, 0}},   /* no counter is open */
        {INT_MAX, 20, INT64_MAX, 1, {false, 0, 0}},
        {INT_MAX, 20, INT64_C(1000000000), 1, {false, 0, 0}},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct wait_range range =
            queue_wait(cases[i].ahead, cases[i].completed, cases[i].mean_ms, cases[i].counters);

        assert_int_equal(range.is_known, cases[i].range.is_known);
        assert_int_equal(range.from_min, cases[i].range.from_min);
        assert_int_equal(range.to_min, cases[i].range.to_min);
    }
}

static void a_session_opens_on_a_new_day_with_a_trusted_clock(void **state)
{
    static const struct {
        bool has_open;
        int64_t open_day;
        int64_t today;
        int64_t now_ms;
        bool opens;
    } cases[] = {
        {false, 0, 100, 1000, true}, {true, 100, 100, 1000, false},
        {true, 99, 100, 1000, true}, {true, 101, 100, 1000, false}, /* the clock went back */
        {false, 0, 100, 499, false},                                /* below the floor */
        {true, 99, 100, 499, false}, {true, 99, 100, 500, true},    /* at the floor */
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(queue_opens_session(cases[i].has_open, cases[i].open_day, cases[i].today,
                                             cases[i].now_ms, 500),
                         cases[i].opens);
}

static void every_ticket_state_has_its_name(void **state)
{
    static const char *const names[] = {"waiting", "called", "serving", "done", "skipped", "void"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_string_equal(ticket_state_name((enum ticket_state)i), names[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_reads_letter_hyphen_digits),
        cmocka_unit_test(the_qr_text_names_office_day_number_and_code),
        cmocka_unit_test(the_day_in_the_qr_text_is_the_offices),
        cmocka_unit_test(a_qr_text_over_38_characters_is_refused),
        cmocka_unit_test(a_wait_is_a_range_outward_to_five_minutes),
        cmocka_unit_test(a_session_opens_on_a_new_day_with_a_trusted_clock),
        cmocka_unit_test(every_ticket_state_has_its_name),
    };

    return cmocka_run_group_tests_name("queue", tests, NULL, NULL);
}
