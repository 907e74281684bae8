/* Roles, rights, PINs and pauses. */
#include "domain/staff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void roles_are_found_by_their_names(void **state)
{
    enum staff_role role = STAFF_OFFICER;

    (void)state;
    assert_true(staff_role_from_name("supervisor", &role));
    assert_int_equal(role, STAFF_SUPERVISOR);
    assert_true(staff_role_from_name("officer", &role));
    assert_int_equal(role, STAFF_OFFICER);
    assert_false(staff_role_from_name("Officer", &role));
    assert_false(staff_role_from_name("", &role));
    assert_string_equal(staff_role_name(STAFF_OFFICER), "officer");
    assert_string_equal(staff_role_name(STAFF_SUPERVISOR), "supervisor");
}

static void a_supervisor_may_all_and_an_officer_not_run_the_day(void **state)
{
    (void)state;
    for (int right = 0; right < STAFF_RIGHT_COUNT; right++)
        assert_true(staff_may(STAFF_SUPERVISOR, (enum staff_right)right));
    assert_true(staff_may(STAFF_OFFICER, RIGHT_CALL));
    assert_true(staff_may(STAFF_OFFICER, RIGHT_OVERRIDE));
    assert_false(staff_may(STAFF_OFFICER, RIGHT_DAY));
    assert_false(staff_may(STAFF_OFFICER, RIGHT_PAUSE));
    assert_false(staff_may(STAFF_OFFICER, RIGHT_REPORT));
}

static void a_pin_has_six_digits_that_nobody_guesses_first(void **state)
{
    static const char *const good[] = {"271828", "112233", "123457", "102030", "999998", "121212"};
    static const char *const bad[] = {"",       "27182",  "2718281", "27182a", " 27182",
                                      "000000", "777777", "123456",  "654321", "012345",
                                      "456789", "789012", "210987",  "-12345", "１２３４５６"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        assert_true(pin_is_acceptable(good[i]));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(pin_is_acceptable(bad[i]));
}

static void pauses_grow_from_five_minutes_to_an_hour(void **state)
{
    static const int minutes[] = {5, 10, 20, 40, 60, 60};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(minutes); i++)
        assert_int_equal(pin_pause_ms((int)i + 1), minutes[i] * INT64_C(60000));
    assert_int_equal(pin_pause_ms(1000000), INT64_C(3600000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_are_found_by_their_names),
        cmocka_unit_test(a_supervisor_may_all_and_an_officer_not_run_the_day),
        cmocka_unit_test(a_pin_has_six_digits_that_nobody_guesses_first),
        cmocka_unit_test(pauses_grow_from_five_minutes_to_an_hour),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
