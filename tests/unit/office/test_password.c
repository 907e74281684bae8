/* Passwords that people choose, and those that are made for them. */
#include "base/text.h"
#include "office/web/password.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void long_password_is_taken(void **state)
{
    (void)state;
    assert_null(password_trouble("pasar terapung", "sri.wahyuni"));
    assert_null(password_trouble("kopi-susu-7", "sri.wahyuni"));
    assert_null(password_trouble("ñañañañaña", "sri.wahyuni"));
}

static void short_one_is_refused(void **state)
{
    (void)state;
    assert_non_null(password_trouble("", "sri"));
    assert_non_null(password_trouble("kopi-susu", "sri"));
    assert_non_null(password_trouble("ñañañañ", "sri")); /* letters count, not bytes */
}

static void endless_one_is_refused(void **state)
{
    char long_one[PASSWORD_MOST + 2];

    (void)state;
    memset(long_one, 'a', sizeof long_one - 1);
    long_one[0] = 'b';
    long_one[sizeof long_one - 1] = '\0';
    assert_non_null(password_trouble(long_one, "sri"));
    long_one[PASSWORD_MOST] = '\0';
    assert_null(password_trouble(long_one, "sri"));
}

static void what_is_tried_first_is_refused(void **state)
{
    static const char *const passwords[] = {"password123",  "PASSWORD123", "1234567890",
                                            "aaaaaaaaaaaa", "DPMPTSP2026", "Bismillah123"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(passwords); i++)
        assert_non_null(password_trouble(passwords[i], "sri"));
}

static void accounts_name_is_no_password(void **state)
{
    (void)state;
    assert_non_null(password_trouble("sri.wahyuni", "sri.wahyuni"));
    assert_non_null(password_trouble("2026-Sri.Wahyuni", "sri.wahyuni"));
}

static void made_password_is_good_and_never_the_same(void **state)
{
    char a[PASSWORD_MADE_TEXT], b[PASSWORD_MADE_TEXT];

    (void)state;
    password_make(a);
    password_make(b);
    assert_int_equal(strlen(a), 14);
    assert_null(password_trouble(a, "sri.wahyuni"));
    assert_string_not_equal(a, b);
    assert_int_equal(strcspn(a, "ilou"), strlen(a));
}

static void names_of_accounts_are_plain(void **state)
{
    static const char *const bad[] = {
        "",       "a",   "Sri",   "sri wahyuni",
        "sri/..", "<b>", "ñandu", "abcdefghijabcdefghijabcdefghijabc"};

    (void)state;
    assert_true(account_name_is_good("sri.wahyuni-2_a"));
    assert_true(account_name_is_good("ab"));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(account_name_is_good(bad[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_password_is_taken),
        cmocka_unit_test(short_one_is_refused),
        cmocka_unit_test(endless_one_is_refused),
        cmocka_unit_test(what_is_tried_first_is_refused),
        cmocka_unit_test(accounts_name_is_no_password),
        cmocka_unit_test(made_password_is_good_and_never_the_same),
        cmocka_unit_test(names_of_accounts_are_plain),
    };

    return cmocka_run_group_tests_name("password", tests, NULL, NULL);
}
