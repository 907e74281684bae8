/* What may be done with a ticket, and whose turn it is, as tables. */
#include "domain/calling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct calling_rule two_in_a_row = {.priority_in_a_row = 2};

/* Rows: acts; columns: waiting called serving done skipped void. The letter is the state after. */
static void each_state_allows_its_acts_and_no_others(void **state)
{
    static const char *const table[TICKET_ACT_COUNT] = {
        [ACT_CALL_NEXT] = "c-----", [ACT_CALL] = "c---c-",     [ACT_RECALL] = "-c----",
        [ACT_SKIP] = "-k----",      [ACT_RESTORE] = "----w-",  [ACT_START] = "-s----",
        [ACT_FINISH] = "--d---",    [ACT_TRANSFER] = "www-w-", [ACT_PROMOTE] = "w---k-",
        [ACT_DEMOTE] = "w---k-",    [ACT_VOID] = "vv--v-",     [ACT_REPRINT] = "wcsdk-",
    };
    static const char letters[] = "wcsdkv";

    (void)state;
    for (int act = 0; act < TICKET_ACT_COUNT; act++) {
        for (int before = TICKET_WAITING; before <= TICKET_VOID; before++) {
            enum ticket_state then = TICKET_VOID;
            bool allowed =
                calling_allows((enum ticket_act)act, (enum ticket_state)before, 1, &then);
            assert_int_equal(allowed, table[act][before] != '-');
            if (allowed)
                assert_int_equal(letters[then], table[act][before]);
        }
    }
}

static void a_ticket_is_called_again_three_times(void **state)
{
    enum ticket_state then;

    (void)state;
    for (int calls = 1; calls <= 3; calls++)
        assert_true(calling_allows(ACT_RECALL, TICKET_CALLED, calls, &then));
    assert_false(calling_allows(ACT_RECALL, TICKET_CALLED, 4, &then));
    assert_true(calling_allows(ACT_SKIP, TICKET_CALLED, 4, &then));
}

static void every_act_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int a = 0; a < TICKET_ACT_COUNT; a++) {
        assert_true(strlen(ticket_act_name((enum ticket_act)a)) > 0);
        for (int b = 0; b < a; b++)
            assert_string_not_equal(ticket_act_name((enum ticket_act)a),
                                    ticket_act_name((enum ticket_act)b));
    }
}

static void priority_goes_first_but_not_for_ever(void **state)
{
    static const struct {
        int run;
        bool has_priority;
        int64_t general_wait_ms; /* -1: nobody */
        int64_t median_ms;
        bool takes_general;
    } cases[] = {
        {0, true, 900, 100, false}, {1, true, 900, 100, false}, {2, true, 900, 100, true},
        {3, true, 900, 100, true},  {2, true, 100, 100, false}, {2, true, 101, 100, true},
        {2, true, 900, -1, false},  {2, true, -1, 100, false},  {0, false, 0, 100, true},
        {0, false, 0, -1, true},    {2, true, 1, 0, true},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct candidate priority = {.is_there = cases[i].has_priority, .place = 9};
        struct candidate general = {.is_there = cases[i].general_wait_ms >= 0,
                                    .place = 1,
                                    .wait_ms = cases[i].general_wait_ms};
        if (calling_takes_general(&two_in_a_row, cases[i].run, &priority, &general,
                                  cases[i].median_ms)
            != cases[i].takes_general)
            fail_msg("case %zu", i);
    }
}

static void the_length_of_a_run_is_a_setting(void **state)
{
    const struct calling_rule one = {.priority_in_a_row = 1};
    const struct candidate priority = {.is_there = true};
    const struct candidate general = {.is_there = true, .wait_ms = 2};

    (void)state;
    assert_false(calling_takes_general(&one, 0, &priority, &general, 1));
    assert_true(calling_takes_general(&one, 1, &priority, &general, 1));
    assert_int_equal(calling_people_ahead(&one, true, 3, 9), 6);
}

static void a_general_ticket_waits_for_all_and_a_priority_one_for_few(void **state)
{
    static const struct {
        bool is_priority;
        int priority, general, ahead;
    } cases[] = {
        {false, 0, 0, 0}, {false, 3, 7, 10}, {true, 0, 7, 0}, {true, 1, 7, 1},
        {true, 2, 7, 3},  {true, 5, 7, 7},   {true, 6, 1, 7}, {true, 100, 100, 150},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(calling_people_ahead(&two_in_a_row, cases[i].is_priority,
                                              cases[i].priority, cases[i].general),
                         cases[i].ahead);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_state_allows_its_acts_and_no_others),
        cmocka_unit_test(a_ticket_is_called_again_three_times),
        cmocka_unit_test(every_act_has_a_name_of_its_own),
        cmocka_unit_test(priority_goes_first_but_not_for_ever),
        cmocka_unit_test(the_length_of_a_run_is_a_setting),
        cmocka_unit_test(a_general_ticket_waits_for_all_and_a_priority_one_for_few),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
