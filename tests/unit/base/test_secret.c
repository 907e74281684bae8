/* PINs as Argon2id strings. */
#include "base/secret.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void the_pin_that_was_hashed_fits_and_no_other(void **state)
{
    char hash[PIN_HASH_TEXT];

    (void)state;
    pin_hash(hash, "271828");
    assert_true(pin_check(hash, "271828"));
    assert_false(pin_check(hash, "271829"));
    assert_false(pin_check(hash, "27182"));
    assert_false(pin_check(hash, "2718280"));
    assert_false(pin_check(hash, ""));
}

static void the_string_names_argon2id_with_19_mebibytes(void **state)
{
    static const char head[] = "$argon2id$v=19$m=19456,t=2,p=1$";
    char hash[PIN_HASH_TEXT];

    (void)state;
    pin_hash(hash, "271828");
    assert_memory_equal(hash, head, sizeof head - 1);
    assert_null(strstr(hash, "271828"));
}

static void the_same_pin_never_makes_the_same_string(void **state)
{
    char first[PIN_HASH_TEXT];
    char second[PIN_HASH_TEXT];

    (void)state;
    pin_hash(first, "271828");
    pin_hash(second, "271828");
    assert_string_not_equal(first, second);
}

static void a_string_that_is_none_fits_nothing(void **state)
{
    static const char *const broken[] = {"", "271828", "$argon2id$v=19$m=19456,t=2,p=1$",
                                         "$argon2id$v=19$m=99999999999,t=2,p=1$AAAA$AAAA"};
    char endless[300];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(broken); i++)
        assert_false(pin_check(broken[i], "271828"));
    memset(endless, 'a', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    assert_false(pin_check(endless, "271828"));
}

static void wiping_leaves_zeros(void **state)
{
    char pin[] = "271828";
    static const char zeros[sizeof pin];

    (void)state;
    secret_wipe(pin, sizeof pin);
    assert_memory_equal(pin, zeros, sizeof pin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pin_that_was_hashed_fits_and_no_other),
        cmocka_unit_test(the_string_names_argon2id_with_19_mebibytes),
        cmocka_unit_test(the_same_pin_never_makes_the_same_string),
        cmocka_unit_test(a_string_that_is_none_fits_nothing),
        cmocka_unit_test(wiping_leaves_zeros),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
