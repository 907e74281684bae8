/* How often and with how much the office above is asked. */
#include "office/relay_pace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { CEILING = 3200 };

static int64_t after(struct relay_pace *pace, enum relay_outcome outcome, int64_t told_s,
                     uint32_t chance)
{
    return relay_pace_next(pace, outcome, pace->most, CEILING, told_s, chance);
}

static void waits_double_up_to_five_minutes_and_begin_anew(void **state)
{
    static const int64_t most_ms[] = {1000,  2000,   4000,   8000,   16000,  32000,
                                      64000, 128000, 256000, 300000, 300000, 300000};
    struct relay_pace pace = {.most = CEILING};

    (void)state;
    for (size_t i = 0; i < sizeof most_ms / sizeof *most_ms; i++)
        assert_int_equal(after(&pace, RELAY_FAILED, -1, UINT32_MAX), most_ms[i]);
    assert_int_equal(pace.most, CEILING); /* being away says nothing of the size */
    assert_int_equal(after(&pace, RELAY_TAKEN, -1, UINT32_MAX), 0);
    assert_int_equal(after(&pace, RELAY_FAILED, -1, UINT32_MAX), 1000);
    assert_int_equal(after(&pace, RELAY_FAILED, -1, 0), 0); /* offices spread over the whole wait */
}

static void a_told_wait_is_kept_and_never_shortened(void **state)
{
    struct relay_pace pace = {.most = CEILING};

    (void)state;
    assert_int_equal(after(&pace, RELAY_FAILED, 120, 0), 120000);
    assert_int_equal(after(&pace, RELAY_TIMED_OUT, 120, UINT32_MAX), 122000);
    assert_int_equal(after(&pace, RELAY_FAILED, 86400, 0), BACKOFF_TOLD_MOST_S * INT64_C(1000));
}

static void what_times_out_is_halved_down_to_one_and_grows_back(void **state)
{
    struct relay_pace pace = {.most = CEILING};

    (void)state;
    for (size_t most = CEILING; most > 1; most /= 2) {
        assert_int_equal(pace.most, most);
        (void)after(&pace, RELAY_TIMED_OUT, -1, 0);
    }
    (void)after(&pace, RELAY_TIMED_OUT, -1, 0);
    assert_int_equal(pace.most, 1);
    for (size_t most = 2; most < CEILING; most *= 2) {
        (void)after(&pace, RELAY_TAKEN, -1, 0);
        assert_int_equal(pace.most, most);
    }
    (void)after(&pace, RELAY_TAKEN, -1, 0);
    assert_int_equal(pace.most, CEILING);
}

/* What was sent counts, not what could have been: a bundle of 10 is not helped by 1600. */
static void half_is_of_what_was_sent(void **state)
{
    struct relay_pace pace = {.most = CEILING};

    (void)state;
    (void)relay_pace_next(&pace, RELAY_TIMED_OUT, 10, CEILING, -1, 0);
    assert_int_equal(pace.most, 5);
}

/* Twelve halvings to the one record that is none must not take an hour. */
static void what_is_too_large_is_tried_smaller_soon(void **state)
{
    struct relay_pace pace = {.most = CEILING};
    int64_t all_ms = 0;

    (void)state;
    while (pace.most > 1)
        all_ms += after(&pace, RELAY_TOO_LARGE, -1, UINT32_MAX);
    assert_in_range(all_ms, 1, 20000);
    assert_int_equal(after(&pace, RELAY_NOTHING, -1, 0), RELAY_LOOK_MS);
    assert_int_equal(pace.most, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_double_up_to_five_minutes_and_begin_anew),
        cmocka_unit_test(a_told_wait_is_kept_and_never_shortened),
        cmocka_unit_test(what_times_out_is_halved_down_to_one_and_grows_back),
        cmocka_unit_test(half_is_of_what_was_sent),
        cmocka_unit_test(what_is_too_large_is_tried_smaller_soon),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
