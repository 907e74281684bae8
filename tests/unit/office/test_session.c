/* Sessions: their life, and which forms are theirs. */
#include "office/web/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const int64_t NOW = 1795000000000, MINUTE = 60 * 1000, HOUR = 3600 * 1000;
static const char URL[] = "https://kantor.example";

static void session_ends_after_half_an_hour_of_nothing(void **state)
{
    (void)state;
    assert_true(session_is_alive(NOW, NOW, NOW));
    assert_true(session_is_alive(NOW - HOUR, NOW - 29 * MINUTE, NOW));
    assert_false(session_is_alive(NOW - HOUR, NOW - 30 * MINUTE, NOW));
}

static void session_ends_after_twelve_hours_whatever_happens(void **state)
{
    (void)state;
    assert_true(session_is_alive(NOW - 12 * HOUR + 1, NOW, NOW));
    assert_false(session_is_alive(NOW - 12 * HOUR, NOW, NOW));
}

static void session_from_the_future_ends(void **state)
{
    (void)state;
    assert_true(session_is_alive(NOW + MINUTE, NOW + MINUTE, NOW)); /* two machines' clocks */
    assert_false(session_is_alive(NOW + 24 * HOUR, NOW + 24 * HOUR, NOW));
}

static void token_belongs_to_session_and_key(void **state)
{
    uint8_t key[32] = {1}, other_key[32] = {2}, session[32] = {3}, other[32] = {4};
    char a[WEB_TOKEN_TEXT], b[WEB_TOKEN_TEXT], c[WEB_TOKEN_TEXT], again[WEB_TOKEN_TEXT];

    (void)state;
    session_token(key, session, a);
    session_token(other_key, session, b);
    session_token(key, other, c);
    session_token(key, session, again);
    assert_int_equal(strlen(a), 64);
    assert_string_equal(a, again);
    assert_string_not_equal(a, b);
    assert_string_not_equal(a, c);
}

static void only_the_whole_token_fits(void **state)
{
    (void)state;
    assert_true(session_token_fits("abcd", "abcd"));
    assert_false(session_token_fits("abcd", "abce"));
    assert_false(session_token_fits("abcd", "abc"));
    assert_false(session_token_fits("abcd", "abcde"));
    assert_false(session_token_fits("abcd", ""));
    assert_false(session_token_fits("abcd", NULL));
    assert_false(session_token_fits("", "")); /* nobody is signed in */
}

static void form_of_this_server_is_taken(void **state)
{
    (void)state;
    assert_true(
        session_origin_fits(URL, "kantor.example", "https://kantor.example", "same-origin"));
    assert_true(session_origin_fits(URL, NULL, "https://kantor.example", NULL));
    assert_true(session_origin_fits(URL, "kantor.example", NULL, "same-origin"));
    assert_true(session_origin_fits(URL, "10.1.2.3:8443", "https://10.1.2.3:8443", "same-origin"));
    assert_true(
        session_origin_fits("https://kantor.example/", NULL, "https://kantor.example", NULL));
}

static void form_of_another_site_is_refused(void **state)
{
    static const char *const origins[] = {"https://jahat.example",
                                          "null",
                                          "",
                                          "http://kantor.example",
                                          "https://kantor.example.jahat.example",
                                          "https://kantor.exampl",
                                          "https://",
                                          "https:/",
                                          "https:",
                                          "https://kantor.example/",
                                          "https://kantor.example:8443",
                                          "kantor.example"};
    static const char *const sites[] = {"cross-site", "same-site", "none", ""};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(origins); i++) {
        assert_false(session_origin_fits(URL, "kantor.example", origins[i], NULL));
        assert_false(session_origin_fits(URL, "kantor.example", origins[i], "same-origin"));
    }
    for (size_t i = 0; i < ARRAY_LEN(sites); i++)
        assert_false(
            session_origin_fits(URL, "kantor.example", "https://kantor.example", sites[i]));
}

static void form_that_says_nothing_of_its_origin_is_refused(void **state)
{
    (void)state;
    assert_false(session_origin_fits(URL, "kantor.example", NULL, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(session_ends_after_half_an_hour_of_nothing),
        cmocka_unit_test(session_ends_after_twelve_hours_whatever_happens),
        cmocka_unit_test(session_from_the_future_ends),
        cmocka_unit_test(token_belongs_to_session_and_key),
        cmocka_unit_test(only_the_whole_token_fits),
        cmocka_unit_test(form_of_this_server_is_taken),
        cmocka_unit_test(form_of_another_site_is_refused),
        cmocka_unit_test(form_that_says_nothing_of_its_origin_is_refused),
    };

    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
