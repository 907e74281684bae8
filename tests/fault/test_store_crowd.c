/* Several processes at one database, and processes that die while they issue. */
#include "support/crowd.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    hall_check(*state);
    hall_close(*state);
    free(*state);
    return 0;
}

static void four_processes_never_give_one_number_twice(void **state)
{
    struct crowd_result result;

    crowd_issue(*state, 4, 250, &result);
    free(result.latency_us);
    assert_int_equal(result.told, 1000);
    assert_int_equal(result.refused, 0);
    assert_int_equal(result.duplicates, 0);
    assert_int_equal(result.lost, 0);
}

static void one_request_from_three_processes_is_one_ticket(void **state)
{
    struct hall *hall = *state;

    assert_int_equal(crowd_race(hall, 3, 100), 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM ticket"), 100);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM print_job"), 100);
}

static void what_was_told_before_a_kill_is_stored(void **state)
{
    struct kill_result result;

    crowd_kill(*state, 50, 0x9e3779b97f4a7c15, &result);
    assert_int_equal(result.kills, 50);
    assert_true(result.told > 0); /* how many, is the machine's business */
    assert_int_equal(result.missing, 0);
    assert_int_equal(result.broken, 0);
}

static void a_first_start_that_is_killed_leaves_a_usable_directory(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        struct hall hall;
        struct kill_result result;
        hall_prepare(&hall);
        crowd_kill(&hall, 1, seed * 0x9e3779b97f4a7c15, &result);
        hall_enter(&hall);
        assert_false(desk_was_quarantined(hall.desk));
        hall_issue(&hall, "izin-a", false);
        hall_check(&hall);
        hall_close(&hall);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(four_processes_never_give_one_number_twice, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(one_request_from_three_processes_is_one_ticket, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(what_was_told_before_a_kill_is_stored, open_hall,
                                        close_hall),
        cmocka_unit_test(a_first_start_that_is_killed_leaves_a_usable_directory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
