/* Days, clocks that jump, clocks that are wrong, and databases that were lost. */
#include "base/text.h"
#include "desk/ticket.h"
#include "support/hall.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static int64_t sessions(const struct hall *hall)
{
    return hall_number(hall, "SELECT count(*) FROM session");
}

/* As if the machine had been started anew: what is remembered is another boot's. */
static void forget_boot(const struct hall *hall)
{
    hall_sql(hall, "UPDATE meta SET value = 'another' WHERE key = 'clock_boot'");
}

static void a_new_local_day_opens_a_session_at_its_first_issue(void **state)
{
    struct hall *hall = *state;
    struct ticket first = hall_issue(hall, "izin-a", false);

    assert_int_equal(sessions(hall), 1);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS);
    clock_fake_advance(hall->clock, 14 * HALL_HOUR_MS); /* 23:41 in Pekanbaru, 16:41Z */
    struct ticket late = hall_issue(hall, "izin-a", false);
    assert_true(uuid_equal(&late.session, &first.session));
    clock_fake_advance(hall->clock, HALL_HOUR_MS); /* 00:41, still the same day in UTC */
    struct ticket next = hall_issue(hall, "izin-a", false);
    assert_false(uuid_equal(&next.session, &first.session));
    assert_string_equal(next.number, "A-001");
    assert_int_equal(next.people_ahead, 0);
    assert_int_equal(sessions(hall), 2);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM session WHERE closed_at = 0"), 1);
    assert_int_equal(hall_number(hall,
                                 "SELECT count(*) FROM outbox WHERE kind = 'session.closed' AND "
                                 "json_extract(rec, '$.data.issued') = 2"),
                     1);
    assert_int_equal(hall_number(hall,
                                 "SELECT count(*) FROM outbox WHERE kind = 'session.opened' AND "
                                 "json_extract(rec, '$.data.day') = '2026-11-24'"),
                     1);
}

static void a_clock_that_goes_back_opens_nothing(void **state)
{
    struct hall *hall = *state;
    struct ticket first = hall_issue(hall, "izin-a", false);

    clock_fake_set_wall(hall->clock, HALL_NOW_MS - 72 * HALL_HOUR_MS);
    struct ticket next = hall_issue(hall, "izin-a", false);
    assert_true(uuid_equal(&next.session, &first.session));
    hall_leave(hall); /* nor in a process that has not seen it jump */
    hall_enter(hall);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-003");
    assert_int_equal(sessions(hall), 1);
}

static void a_clock_that_jumps_ahead_does_not_end_the_day(void **state)
{
    struct hall *hall = *state;
    static const int64_t jumps_h[] = {48, -48, 24 * 365, -24 * 365, 1, -1};

    hall_issue(hall, "izin-a", false);
    for (int i = 0; i < 6; i++) {
        clock_fake_set_wall(hall->clock, clock_now_ms(hall->clock) + jumps_h[i] * HALL_HOUR_MS);
        clock_fake_advance(hall->clock, 60000);
        hall_issue(hall, "izin-a", false);
        assert_int_equal(sessions(hall), 1);
    }
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-008");
}

static void after_a_jump_the_next_midnight_opens_a_session(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 24 * HALL_HOUR_MS);
    hall_issue(hall, "izin-a", false);
    assert_int_equal(sessions(hall), 1);
    clock_fake_advance(hall->clock, 15 * HALL_HOUR_MS);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-001");
    assert_int_equal(sessions(hall), 2);
}

static void a_small_correction_is_no_jump(void **state)
{
    struct hall *hall = *state;

    clock_fake_advance(hall->clock, 14 * HALL_HOUR_MS);
    hall_issue(hall, "izin-a", false);
    clock_fake_advance(hall->clock, HALL_HOUR_MS);
    clock_fake_set_wall(hall->clock, clock_now_ms(hall->clock) + 5000);
    hall_issue(hall, "izin-a", false);
    assert_int_equal(sessions(hall), 2);
}

/* What the next five days must look like, whatever the clock said before. */
static void assert_five_days(struct hall *hall)
{
    int64_t before = sessions(hall);

    for (int day = 1; day <= 5; day++) {
        clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
        assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-001");
        assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-002");
        assert_int_equal(sessions(hall), before + day);
    }
    assert_int_equal(hall_number(hall, "SELECT local_day FROM session WHERE closed_at = 0"),
                     20780 + 5);
}

static void a_clock_a_year_ahead_costs_no_reset_once_it_is_right(void **state)
{
    struct hall *hall = *state;

    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 365 * 24 * HALL_HOUR_MS);
    hall_issue(hall, "izin-a", false);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-002");
    assert_int_equal(sessions(hall), 1);
    assert_five_days(hall);
}

/* The old clock's midnight passes minutes after the correction, in the middle of the real day. */
static void a_wrong_midnight_after_the_correction_opens_nothing(void **state)
{
    struct hall *hall = *state;

    clock_fake_set_wall(hall->clock, HALL_NOW_MS + (365 * 24 + 14) * HALL_HOUR_MS);
    hall_issue(hall, "izin-a", false);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS);
    hall_issue(hall, "izin-a", false);
    clock_fake_advance(hall->clock, HALL_HOUR_MS);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-003");
    assert_int_equal(sessions(hall), 1);
    assert_five_days(hall);
}

static void a_clock_corrected_overnight_opens_the_day_it_finds(void **state)
{
    struct hall *hall = *state;

    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 365 * 24 * HALL_HOUR_MS);
    hall_issue(hall, "izin-a", false);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS);
    assert_five_days(hall);
}

static void a_session_from_the_future_is_dated_today_in_the_next_boot(void **state)
{
    struct hall *hall = *state;

    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 365 * 24 * HALL_HOUR_MS);
    hall_issue(hall, "izin-a", false);
    hall_leave(hall);
    forget_boot(hall);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS);
    hall_enter(hall);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-002");
    assert_int_equal(hall_number(hall, "SELECT local_day FROM session"), 20780);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'session.dated'"),
                     1);
    assert_five_days(hall);
}

static void a_jump_is_seen_by_the_next_process_of_the_boot(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    hall_leave(hall);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 48 * HALL_HOUR_MS);
    hall_enter(hall);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-002");
    hall_leave(hall); /* and by the one after it */
    hall_enter(hall);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-003");
    assert_int_equal(sessions(hall), 1);
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-001");
    hall_leave(hall);
    forget_boot(hall);
    hall_enter(hall); /* another boot has nothing to compare with */
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-001");
}

static void below_its_floor_the_clock_keeps_the_session(void **state)
{
    struct hall *hall = *state;
    struct ticket first = hall_issue(hall, "izin-a", false);

    hall_leave(hall);
    clock_fake_set_wall(hall->clock, 3600000); /* 1970 after a dead battery */
    hall_enter(hall);
    struct ticket next = hall_issue(hall, "izin-a", false);
    assert_true(uuid_equal(&next.session, &first.session));
    assert_string_equal(next.number, "A-002");
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'ticket.issued' "
                                       "AND json_extract(rec, '$.clock.quality') = 0"),
                     1);
}

static void without_session_and_clock_people_still_get_numbers(void **state)
{
    struct hall *hall = *state;

    clock_fake_set_wall(hall->clock, 3600000);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-001");
    assert_int_equal(hall_number(hall, "SELECT is_dated FROM session"), 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'session.opened' "
                                       "AND json_extract(rec, '$.data.day') IS NULL"),
                     1);
    /* The time service sets the clock right: the same people, the same session, now with a date. */
    clock_fake_set_wall(hall->clock, HALL_NOW_MS);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-002");
    assert_int_equal(sessions(hall), 1);
    assert_int_equal(hall_number(hall, "SELECT is_dated FROM session"), 1);
    assert_int_equal(hall_number(hall, "SELECT local_day FROM session"), 20780);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'session.dated'"),
                     1);
}

static void a_clock_decades_ahead_is_not_believed(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    hall_leave(hall);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 20 * 365 * 24 * HALL_HOUR_MS);
    hall_enter(hall);
    hall_issue(hall, "izin-a", false);
    assert_int_equal(sessions(hall), 1);
}

static void after_a_lost_database_no_number_repeats_today(void **state)
{
    struct hall *hall = *state;
    char path[96];
    char folder[64];

    hall_issue(hall, "izin-a", false);
    hall_issue(hall, "izin-a", true);
    hall_leave(hall);
    text_format(path, sizeof path, "%s/anjungan.db", hall->directory);
    int fd = open(path, O_WRONLY);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, "broken", 6, 0), 6);
    close(fd);

    hall_enter(hall);
    assert_true(desk_was_quarantined(hall->desk));
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "Aa-001");
    assert_string_equal(hall_issue(hall, "izin-a", true).number, "Pa-001");
    hall_text(hall, "SELECT detail FROM journal WHERE kind = 'database.quarantined'", folder,
              sizeof folder);
    assert_memory_equal(folder, "20261123T024100Z-", 17);
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-001");
    hall_leave(hall);
    hall_enter(hall);
    assert_false(desk_was_quarantined(hall->desk));
}

static void a_running_process_follows_a_moved_database(void **state)
{
    struct hall *hall = *state;
    struct desk *other = NULL;
    struct ticket ticket;
    const struct ticket_request wish = {.request = uuid_v4(), .service = "izin-a", .lang = "id"};
    char from[96];
    char to[96];

    hall_issue(hall, "izin-a", false);
    assert_true(hall_desk(hall, &other, NULL));
    text_format(from, sizeof from, "%s/anjungan.db", hall->directory);
    text_format(to, sizeof to, "%s/elsewhere", hall->directory);
    assert_int_equal(rename(from, to), 0); /* what another process's quarantine does */
    text_format(from, sizeof from, "%s/anjungan.db-wal", hall->directory);
    assert_int_equal(unlink(from), 0);
    text_format(from, sizeof from, "%s/anjungan.db-shm", hall->directory);
    assert_int_equal(unlink(from), 0);
    hall_leave(hall);
    hall_enter(hall); /* makes a fresh one */
    assert_true(desk_issue_ticket(other, &wish, &ticket, NULL));
    desk_close(other);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM ticket"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_local_day_opens_a_session_at_its_first_issue,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_clock_that_goes_back_opens_nothing, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_clock_that_jumps_ahead_does_not_end_the_day, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(after_a_jump_the_next_midnight_opens_a_session, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_small_correction_is_no_jump, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_clock_a_year_ahead_costs_no_reset_once_it_is_right,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_wrong_midnight_after_the_correction_opens_nothing,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_clock_corrected_overnight_opens_the_day_it_finds,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_session_from_the_future_is_dated_today_in_the_next_boot,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_jump_is_seen_by_the_next_process_of_the_boot, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(below_its_floor_the_clock_keeps_the_session, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(without_session_and_clock_people_still_get_numbers,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_clock_decades_ahead_is_not_believed, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(after_a_lost_database_no_number_repeats_today, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_running_process_follows_a_moved_database, open_hall,
                                        close_hall),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
