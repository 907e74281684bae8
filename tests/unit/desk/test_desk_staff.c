/* Officers and their PINs: tries are counted before they are looked at, pauses cannot be shortened. */
#include "base/mem.h"
#include "base/text.h"
#include "desk/staff.h"
#include "support/hall.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define MINUTE_MS INT64_C(60000)
static const char code[] = "P-07";
static const char right_pin[] = "271828";
static const char wrong_pin[] = "314159";

static int open_hall(void **state)
{
    static const struct officer officer = {
        .code = "P-07", .name = "Rahmawati", .role = STAFF_OFFICER};
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
    assert_true(desk_add_officer(hall->desk, &officer, right_pin, NULL));
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

static struct sign_in sign_in(struct hall *hall, const char *pin)
{
    struct sign_in answer;
    struct err err = {0};

    if (!desk_sign_in(hall->desk, code, pin, &answer, &err))
        fail_msg("%s", err.text);
    return answer;
}

static void fail_until_paused(struct hall *hall)
{
    for (int i = 0; i < PIN_TRIES; i++)
        assert_false(sign_in(hall, wrong_pin).is_in);
}

static int64_t count_kind(const struct hall *hall, const char *kind)
{
    AUTO_FREE char *sql = mem_format("SELECT count(*) FROM journal WHERE kind = '%s'", kind);

    return hall_number(hall, sql);
}

static void there_is_no_default_officer(void **state)
{
    struct hall fresh;
    struct officer officers[4];
    size_t count = 1;

    (void)state;
    hall_open(&fresh);
    assert_true(desk_list_officers(fresh.desk, false, officers, 4, &count, NULL));
    assert_int_equal(count, 0);
    hall_close(&fresh);
}

static void officers_are_added_listed_and_disabled(void **state)
{
    static const struct officer supervisor = {
        .code = "S-01", .name = "andi Wijaya", .role = STAFF_SUPERVISOR};
    struct hall *hall = *state;
    struct officer officers[4];
    size_t count = 0;

    assert_true(desk_add_officer(hall->desk, &supervisor, "998877", NULL));
    assert_true(desk_list_officers(hall->desk, true, officers, 4, &count, NULL));
    assert_int_equal(count, 2);
    assert_string_equal(officers[0].code, "S-01"); /* by name, whatever its case */
    assert_int_equal(officers[0].role, STAFF_SUPERVISOR);
    assert_true(officers[0].is_active);
    assert_string_equal(officers[1].name, "Rahmawati");
    assert_true(desk_list_officers(hall->desk, true, officers, 1, &count, NULL));
    assert_int_equal(count, 1);

    assert_true(desk_disable_officer(hall->desk, code, NULL));
    assert_true(desk_list_officers(hall->desk, true, officers, 4, &count, NULL));
    assert_int_equal(count, 1);
    assert_true(desk_list_officers(hall->desk, false, officers, 4, &count, NULL));
    assert_int_equal(count, 2);
    assert_false(officers[1].is_active);
    assert_int_equal(count_kind(hall, "staff.added"), 2);
    assert_int_equal(count_kind(hall, "staff.disabled"), 1);
}

static void a_wrong_officer_is_not_added(void **state)
{
    static const struct officer wrong[] = {
        {.code = "", .name = "Sari"},         {.code = "P 08", .name = "Sari"},
        {.code = "P-08", .name = ""},         {.code = "P-08", .name = "Sa\nri"},
        {.code = "P-08", .name = "Sari\xff"}, {.code = "p-07", .name = "Sari"},
        {.code = "P-08", .name = "rahmawati"}};
    static const struct officer fine = {.code = "P-08", .name = "Sari"};
    struct hall *hall = *state;
    struct err err = {0};

    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        assert_false(desk_add_officer(hall->desk, &wrong[i], right_pin, &err));
        assert_int_equal(err.code, ERR_INVALID);
        assert_null(strstr(err.text, "Sari")); /* names stay out of logs */
    }
    assert_false(desk_add_officer(hall->desk, &fine, "123456", &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_null(strstr(err.text, "123456"));
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM officer"), 1);
    assert_int_equal(count_kind(hall, "staff.added"), 1);
}

static void a_name_is_free_again_after_its_officer_was_disabled(void **state)
{
    static const struct officer again = {.code = "P-17", .name = "Rahmawati"};
    struct hall *hall = *state;

    assert_true(desk_disable_officer(hall->desk, code, NULL));
    assert_true(desk_add_officer(hall->desk, &again, right_pin, NULL));
}

static void the_right_pin_signs_in(void **state)
{
    struct hall *hall = *state;
    struct sign_in answer = sign_in(hall, right_pin);

    assert_true(answer.is_in);
    assert_int_equal(answer.tries_left, PIN_TRIES);
    assert_string_equal(answer.officer.code, code);
    assert_string_equal(answer.officer.name, "Rahmawati");
    assert_int_equal(count_kind(hall, "staff.signed_in"), 1);
    assert_true(desk_sign_out(hall->desk, code, "idle", NULL));
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE kind = "
                                       "'staff.signed_out' AND detail = 'idle' AND who = 'P-07'"),
                     1);
}

static void wrong_pins_count_down_and_the_right_one_clears(void **state)
{
    struct hall *hall = *state;

    for (int left = PIN_TRIES - 1; left > 0; left--)
        assert_int_equal(sign_in(hall, wrong_pin).tries_left, left);
    assert_true(sign_in(hall, right_pin).is_in); /* the fifth and last */
    assert_int_equal(sign_in(hall, wrong_pin).tries_left, PIN_TRIES - 1);
    assert_int_equal(count_kind(hall, "staff.refused"), PIN_TRIES);
    assert_int_equal(count_kind(hall, "staff.paused"), 0);
}

static void five_wrong_pins_pause_and_not_even_the_right_one_is_looked_at(void **state)
{
    struct hall *hall = *state;

    fail_until_paused(hall);
    struct sign_in answer = sign_in(hall, right_pin);
    assert_false(answer.is_in);
    assert_int_equal(answer.paused_for_ms, 5 * MINUTE_MS);
    assert_int_equal(answer.tries_left, 0);
    clock_fake_advance(hall->clock, 5 * MINUTE_MS - 1);
    assert_int_equal(sign_in(hall, right_pin).paused_for_ms, 1);
    clock_fake_advance(hall->clock, 1);
    assert_true(sign_in(hall, right_pin).is_in);
    assert_int_equal(count_kind(hall, "staff.paused"), 1);
}

static void pauses_grow_until_the_right_pin(void **state)
{
    static const int minutes[] = {5, 10, 20, 40, 60, 60};
    struct hall *hall = *state;

    for (size_t i = 0; i < ARRAY_LEN(minutes); i++) {
        fail_until_paused(hall);
        assert_int_equal(sign_in(hall, wrong_pin).paused_for_ms, minutes[i] * MINUTE_MS);
        clock_fake_advance(hall->clock, minutes[i] * MINUTE_MS);
    }
    assert_true(sign_in(hall, right_pin).is_in);
    fail_until_paused(hall);
    assert_int_equal(sign_in(hall, wrong_pin).paused_for_ms, 5 * MINUTE_MS);
}

static void a_clock_that_jumps_moves_no_pause(void **state)
{
    struct hall *hall = *state;

    fail_until_paused(hall);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 1000 * HALL_HOUR_MS);
    assert_int_equal(sign_in(hall, right_pin).paused_for_ms, 5 * MINUTE_MS);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS - 1000 * HALL_HOUR_MS);
    clock_fake_advance(hall->clock, 2 * MINUTE_MS);
    assert_int_equal(sign_in(hall, right_pin).paused_for_ms, 3 * MINUTE_MS);
    clock_fake_advance(hall->clock, 3 * MINUTE_MS);
    assert_true(sign_in(hall, right_pin).is_in);
}

static void another_boot_begins_the_pause_anew(void **state)
{
    struct hall *hall = *state;

    fail_until_paused(hall);
    clock_fake_advance(hall->clock, 4 * MINUTE_MS);
    for (int boot = 0; boot < 3; boot++) {
        hall_leave(hall);
        clock_fake_reboot(hall->clock);
        int64_t since_boot_ms = clock_mono_ms(hall->clock);
        hall_enter(hall);
        assert_int_equal(sign_in(hall, right_pin).paused_for_ms, 5 * MINUTE_MS - since_boot_ms);
        clock_fake_advance(hall->clock, 3 * MINUTE_MS);
        assert_int_equal(sign_in(hall, right_pin).paused_for_ms, 2 * MINUTE_MS - since_boot_ms);
    }
    clock_fake_advance(hall->clock, 2 * MINUTE_MS);
    assert_true(sign_in(hall, right_pin).is_in);
}

/* A process that tries a PIN and is killed somewhere on the way. */
static void try_and_die_after(struct hall *hall, const char *pin, int delay_us)
{
    pid_t child = fork();

    if (child == 0) {
        struct desk *desk = NULL;
        struct sign_in answer;

        if (!hall_desk(hall, &desk, NULL))
            _exit(2);
        for (;;) {
            if (!desk_sign_in(desk, code, pin, &answer, NULL) || answer.paused_for_ms > 0)
                _exit(0);
        }
    }
    assert_true(child > 0);
    usleep((useconds_t)delay_us);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

/* Whatever the moment of death: tries that were looked at are never more than tries on disk, and
 * after at most PIN_TRIES of them the pause holds. */
static void a_killed_process_gains_no_try(void **state)
{
    struct hall *hall = *state;
    int64_t refused = 0;
    int64_t tries = 0;

    hall_leave(hall);
    for (int i = 0; i < 60; i++) {
        int64_t pauses = 0;

        try_and_die_after(hall, wrong_pin, 3000 + 1700 * i);
        refused = count_kind(hall, "staff.refused");
        tries = hall_number(hall, "SELECT tries FROM officer");
        pauses = hall_number(hall, "SELECT pauses FROM officer");
        assert_true(refused <= tries + PIN_TRIES * pauses);
        assert_true(pauses <= 1);
        if (pauses == 1)
            break;
    }
    assert_int_equal(hall_number(hall, "SELECT pauses FROM officer"), 1);
    assert_true(refused <= PIN_TRIES);
    hall_enter(hall);
    assert_true(sign_in(hall, right_pin).paused_for_ms > 0);
}

/* The moment itself: the try is on disk while the PIN is still being compared. */
static void a_try_is_on_disk_before_the_pin_is_compared(void **state)
{
    struct hall *hall = *state;
    bool seen = false;

    hall_leave(hall);
    for (int i = 0; i < 200 && !seen; i++) {
        hall_sql(hall, "UPDATE officer SET tries = 0, pauses = 0, pause_boot = ''");
        int64_t refused = count_kind(hall, "staff.refused");
        try_and_die_after(hall, wrong_pin, 2000 + 400 * (i % 100));
        seen = hall_number(hall, "SELECT tries FROM officer") == 1
               && count_kind(hall, "staff.refused") == refused;
    }
    assert_true(seen);
    hall_enter(hall);
}

/* Five in all, however many processes ask at once. */
static void two_processes_share_the_tries(void **state)
{
    enum { PROCESSES = 4 };
    struct hall *hall = *state;
    pid_t children[PROCESSES];

    hall_leave(hall);
    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            struct desk *desk = NULL;
            struct sign_in answer = {0};
            int looked_at = 0;

            if (!hall_desk(hall, &desk, NULL))
                _exit(100);
            for (int n = 0; n < PIN_TRIES; n++) {
                if (!desk_sign_in(desk, code, wrong_pin, &answer, NULL))
                    _exit(101);
                looked_at += answer.tries_left > 0;
            }
            _exit(looked_at);
        }
        assert_true(children[i] > 0);
    }
    int looked_at = 0;
    for (int i = 0; i < PROCESSES; i++) {
        int status = 0;

        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status));
        assert_in_range(WEXITSTATUS(status), 0, PIN_TRIES);
        looked_at += WEXITSTATUS(status);
    }
    assert_int_equal(looked_at, PIN_TRIES - 1); /* the fifth answer says 0 left */
    assert_int_equal(count_kind(hall, "staff.refused"), PIN_TRIES);
    assert_int_equal(count_kind(hall, "staff.paused"), 1);
    hall_enter(hall);
    assert_int_equal(sign_in(hall, right_pin).paused_for_ms, 5 * MINUTE_MS);
}

static void a_disabled_officer_signs_in_no_more(void **state)
{
    struct hall *hall = *state;

    assert_true(desk_disable_officer(hall->desk, code, NULL));
    struct sign_in answer = sign_in(hall, right_pin);
    assert_false(answer.is_in);
    assert_int_equal(hall_number(hall, "SELECT tries FROM officer"), 0);
    assert_int_equal(count_kind(hall, "staff.refused"), 1);
}

static void an_unknown_code_is_refused_without_being_written_down(void **state)
{
    struct hall *hall = *state;
    struct sign_in answer;

    assert_true(desk_sign_in(hall->desk, "Rahmawati", right_pin, &answer, NULL));
    assert_false(answer.is_in);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE kind = 'staff.refused' "
                                       "AND subject = '' AND detail = 'unknown code'"),
                     1);
}

static void a_new_pin_replaces_the_old_and_ends_the_pause(void **state)
{
    struct hall *hall = *state;
    struct err err = {0};

    fail_until_paused(hall);
    assert_false(desk_set_pin(hall->desk, code, "111111", &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_true(desk_set_pin(hall->desk, code, "161803", NULL));
    assert_false(sign_in(hall, right_pin).is_in);
    assert_true(sign_in(hall, "161803").is_in);
    assert_false(desk_set_pin(hall->desk, "P-99", "161803", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_equal(count_kind(hall, "staff.pin_changed"), 1);
}

static void no_name_and_no_pin_leaves_the_officer_table(void **state)
{
    struct hall *hall = *state;

    fail_until_paused(hall);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE detail LIKE "
                                       "'%Rahmawati%' OR subject LIKE '%Rahmawati%' OR detail "
                                       "LIKE '%314159%' OR subject LIKE '%314159%'"),
                     0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE "
                                       "instr(CAST(rec AS TEXT), 'Rahmawati') > 0"),
                     0);
    assert_int_equal(hall_number(hall, "SELECT instr(pin, '271828') FROM officer"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_is_no_default_officer),
        TEST(officers_are_added_listed_and_disabled),
        TEST(a_wrong_officer_is_not_added),
        TEST(a_name_is_free_again_after_its_officer_was_disabled),
        TEST(the_right_pin_signs_in),
        TEST(wrong_pins_count_down_and_the_right_one_clears),
        TEST(five_wrong_pins_pause_and_not_even_the_right_one_is_looked_at),
        TEST(pauses_grow_until_the_right_pin),
        TEST(a_clock_that_jumps_moves_no_pause),
        TEST(another_boot_begins_the_pause_anew),
        TEST(a_killed_process_gains_no_try),
        TEST(a_try_is_on_disk_before_the_pin_is_compared),
        TEST(two_processes_share_the_tries),
        TEST(a_disabled_officer_signs_in_no_more),
        TEST(an_unknown_code_is_refused_without_being_written_down),
        TEST(a_new_pin_replaces_the_old_and_ends_the_pause),
        TEST(no_name_and_no_pin_leaves_the_officer_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
