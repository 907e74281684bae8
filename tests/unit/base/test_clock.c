/* Clocks, and times as text. */
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#define NOVEMBER_MS INT64_C(1795401660000) /* 2026-11-23T02:41:00Z */

static void a_fake_clock_stands_until_told(void **state)
{
    struct clock *clock = clock_fake_new(NOVEMBER_MS);
    int64_t mono = clock_mono_ms(clock);

    (void)state;
    assert_int_equal(clock_now_ms(clock), NOVEMBER_MS);
    clock_fake_advance(clock, 250);
    assert_int_equal(clock_now_ms(clock), NOVEMBER_MS + 250);
    assert_int_equal(clock_mono_ms(clock), mono + 250);
    clock_fake_set_wall(clock, 5);
    assert_int_equal(clock_now_ms(clock), 5);
    assert_int_equal(clock_mono_ms(clock), mono + 250);
    assert_int_equal(strlen(clock_boot_id(clock)), 36);
    clock_free(clock);
    clock_free(NULL);
}

static void a_started_clock_runs_on_from_its_start(void **state)
{
    struct clock *machine = clock_system_new(-1);
    struct clock *clock = clock_system_new(NOVEMBER_MS);
    int64_t now = clock_now_ms(clock);

    (void)state;
    assert_in_range(now, NOVEMBER_MS, NOVEMBER_MS + 5000);
    assert_true(clock_now_ms(clock) >= now);
    assert_in_range(clock_mono_ms(clock) - clock_mono_ms(machine), 0, 5000);
    assert_true(clock_now_ms(machine) > INT64_C(1600000000000));
    assert_int_equal(strlen(clock_boot_id(clock)), 36);
    clock_free(clock);
    clock_free(machine);
}

static void times_are_read(void **state)
{
    static const struct {
        const char *text;
        int64_t ms;
    } cases[] = {
        {"2026-11-23T09:41:00+07:00", NOVEMBER_MS},
        {"2026-11-23T02:41:00Z", NOVEMBER_MS},
        {"2026-11-23T02:41:00.250Z", NOVEMBER_MS + 250},
        {"2026-11-23T02:41:00.5Z", NOVEMBER_MS + 500},
        {"2026-11-23T02:41:00.123456Z", NOVEMBER_MS + 123},
        {"2026-11-23T09:41", NOVEMBER_MS},
        {"2026-11-23 09:41:00", NOVEMBER_MS},
        {"2026-11-22T23:11:00-0330", NOVEMBER_MS},
        {"1970-01-01T00:00:00Z", 0},
        {"1969-12-31T23:59:59Z", -1000},
        {"2024-02-29T00:00:00Z", INT64_C(1709164800000)},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t ms = 1;

        assert_true(clock_parse_iso(cases[i].text, 420, &ms));
        assert_true(ms == cases[i].ms);
    }
}

static void mistaken_times_are_refused(void **state)
{
    static const char *const cases[] = {
        "",
        "now",
        "2026-11-23",
        "2026-11-23T",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-06-31T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-11-00T00:00:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T09:60:00Z",
        "2026-11-23T09:41:60Z",
        "2026-11-23T09:41:00+15:00",
        "2026-11-23T09:41:00+07:60",
        "2026-11-23T09:41:00+7",
        "2026-11-23T09:41:00Zx",
        "2026-11-23T09:41:00.Z",
        "2026-11-23T09:41:00 ",
        "26-11-23T09:41:00Z",
        "2026/11/23T09:41:00Z",
        "-026-11-23T09:41:00Z",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t ms = 7;

        assert_false(clock_parse_iso(cases[i], 420, &ms));
        assert_int_equal(ms, 7);
    }
}

static void times_are_written_with_their_offset(void **state)
{
    char out[26];

    (void)state;
    clock_format_iso(NOVEMBER_MS, 420, out);
    assert_string_equal(out, "2026-11-23T09:41:00+07:00");
    clock_format_iso(NOVEMBER_MS + 999, 540, out);
    assert_string_equal(out, "2026-11-23T11:41:00+09:00");
    clock_format_iso(-1, 0, out);
    assert_string_equal(out, "1969-12-31T23:59:59+00:00");
    clock_format_iso(NOVEMBER_MS, -210, out);
    assert_string_equal(out, "2026-11-22T23:11:00-03:30");
    clock_format_iso(INT64_MAX, 0, out);
    assert_int_equal(strlen(out), 25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fake_clock_stands_until_told),
        cmocka_unit_test(a_started_clock_runs_on_from_its_start),
        cmocka_unit_test(times_are_read),
        cmocka_unit_test(mistaken_times_are_refused),
        cmocka_unit_test(times_are_written_with_their_offset),
    };

    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
