/* Waits after failures: they double, they are jittered, they end at a ceiling. */
#include "domain/backoff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void the_ceiling_doubles_up_to_five_minutes(void **state)
{
    static const int64_t ceilings[] = {1000,  2000,   4000,   8000,   16000, 32000,
                                       64000, 128000, 256000, 300000, 300000};
    struct backoff backoff = {0};

    (void)state;
    for (size_t i = 0; i < sizeof ceilings / sizeof ceilings[0]; i++)
        assert_int_equal(backoff_fail(&backoff, -1, UINT32_MAX), ceilings[i]);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(backoff_fail(&backoff, -1, UINT32_MAX), 300000);
}

static void chance_spreads_over_the_whole_of_it(void **state)
{
    (void)state;
    for (uint32_t quarter = 0; quarter < 4; quarter++) {
        struct backoff backoff = {.failures = 3};

        assert_int_equal(backoff_fail(&backoff, -1, quarter << 30), 2000 * quarter);
    }
}

static void what_the_office_asked_for_comes_first(void **state)
{
    struct backoff backoff = {0};

    (void)state;
    assert_int_equal(backoff_fail(&backoff, 120, 0), 120000);
    assert_int_equal(backoff_fail(&backoff, 120, UINT32_MAX), 122000);
    assert_int_equal(backoff_fail(&backoff, 0, 0), 0);
    assert_int_equal(backoff_fail(&backoff, INT64_MAX, 0), 3600000);
}

static void success_begins_anew(void **state)
{
    struct backoff backoff = {.failures = 7};

    (void)state;
    backoff_reset(&backoff);
    assert_int_equal(backoff_fail(&backoff, -1, UINT32_MAX), 1000);
}

static void an_interval_varies_by_a_fifth(void **state)
{
    (void)state;
    assert_int_equal(backoff_around(60000, 0), 48000);
    assert_int_equal(backoff_around(60000, 1u << 31), 60000);
    assert_int_equal(backoff_around(60000, UINT32_MAX), 72000);
}

static void a_batch_halves_to_one_and_grows_back(void **state)
{
    static const size_t down[] = {100, 50, 25, 12, 6, 3, 1, 1};
    static const size_t up[] = {2, 4, 8, 16, 32, 64, 128, 200, 200};
    size_t batch = 200;

    (void)state;
    for (size_t i = 0; i < sizeof down / sizeof down[0]; i++) {
        batch = backoff_smaller(batch);
        assert_int_equal(batch, down[i]);
    }
    for (size_t i = 0; i < sizeof up / sizeof up[0]; i++) {
        batch = backoff_larger(batch, 200);
        assert_int_equal(batch, up[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ceiling_doubles_up_to_five_minutes),
        cmocka_unit_test(chance_spreads_over_the_whole_of_it),
        cmocka_unit_test(what_the_office_asked_for_comes_first),
        cmocka_unit_test(success_begins_anew),
        cmocka_unit_test(an_interval_varies_by_a_fifth),
        cmocka_unit_test(a_batch_halves_to_one_and_grows_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
