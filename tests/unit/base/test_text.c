/* Text buffers, cutting, placeholders and UTF-8. */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static void a_buffer_grows_to_its_ceiling(void **state)
{
    AUTO_TEXT struct text text = {0};

    (void)state;
    text_init(&text, 1000);
    assert_string_equal(text.data, "");
    for (int i = 0; i < 100; i++)
        text_addf(&text, "%04d,", i);
    assert_int_equal(text.len, 500);
    assert_int_equal(strlen(text.data), 500);
    assert_false(text.overflow);
    text_addf(&text, "%500s", "x");
    assert_int_equal(text.len, 1000);
    assert_false(text.overflow);
    text_add(&text, "y");
    assert_true(text.overflow);
    text_add(&text, "");
    assert_int_equal(text.len, 1000);
    assert_int_equal(text.data[1000], '\0');
}

static void an_all_zero_buffer_takes_nothing(void **state)
{
    AUTO_TEXT struct text text = {0};

    (void)state;
    text_add(&text, "x");
    assert_true(text.overflow);
    assert_int_equal(text.len, 0);
}

static void cutting_leaves_whole_characters(void **state)
{
    static const struct {
        const char *in;
        size_t size;
        const char *out;
    } cases[] = {
        {"abc", 4, "abc"},
        {"abcd", 4, "abc"},
        {"ab\xC3\xA9", 5, "ab\xC3\xA9"},
        {"ab\xC3\xA9", 4, "ab"},
        {"\xE2\x82\xAC\xE2\x82\xAC", 6, "\xE2\x82\xAC"},
        {"\xE2\x82\xAC\xE2\x82\xAC", 5, "\xE2\x82\xAC"},
        {"\xF0\x9F\x98\x80x", 5, "\xF0\x9F\x98\x80"},
        {"\xF0\x9F\x98\x80x", 4, ""},
        {"abc", 1, ""},
    };
    char copied[16];
    char formatted[16];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        bool fits = strlen(cases[i].in) < cases[i].size;

        assert_int_equal(text_copy(copied, cases[i].size, cases[i].in), fits);
        assert_string_equal(copied, cases[i].out);
        assert_int_equal(text_format(formatted, cases[i].size, "%s", cases[i].in), fits);
        assert_string_equal(formatted, cases[i].out);
    }
}

static void placeholders_are_filled_by_name(void **state)
{
    char out[40];

    (void)state;
    assert_true(text_fill(out, sizeof out, "{n} dari {m}", "n", "8", "m", "10", NULL));
    assert_string_equal(out, "8 dari 10");
    assert_true(text_fill(out, sizeof out, "{m} of {n}{n}", "n", "8", "m", "10", NULL));
    assert_string_equal(out, "10 of 88");
    assert_true(text_fill(out, sizeof out, "{x} {} {n", "n", "8", NULL));
    assert_string_equal(out, "{x} {} {n");
    assert_true(text_fill(out, sizeof out, "{{n}}", "n", "{n}", NULL));
    assert_string_equal(out, "{{n}}"); /* a value is never filled again */
    assert_true(text_fill(out, sizeof out, "", NULL));
    assert_string_equal(out, "");
    assert_false(text_fill(out, 5, "ab{n}", "n", "\xE2\x82\xAC", NULL));
    assert_string_equal(out, "ab");
}

static void invalid_utf8_is_found_where_it_begins(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        size_t valid;
    } cases[] = {
        {"", 0, 0},
        {"plain ascii that is long", 24, 24},
        {"long enough \0 for a word", 24, 12},
        {"12345678\x80", 9, 8},
        {"\xC3\xA9", 2, 2},
        {"\xC3", 1, 0},
        {"\xC0\x80", 2, 0},            /* overlong NUL */
        {"\xC1\xBF", 2, 0},            /* overlong */
        {"\xE0\x9F\xBF", 3, 0},        /* overlong */
        {"\xE0\xA0\x80", 3, 3},        /* U+0800 */
        {"\xED\x9F\xBF", 3, 3},        /* U+D7FF */
        {"\xED\xA0\x80", 3, 0},        /* a surrogate */
        {"\xEF\xBF\xBF", 3, 3},        /* U+FFFF */
        {"\xF0\x8F\xBF\xBF", 4, 0},    /* overlong */
        {"\xF0\x90\x80\x80", 4, 4},    /* U+10000 */
        {"\xF4\x8F\xBF\xBF", 4, 4},    /* U+10FFFF */
        {"\xF4\x90\x80\x80", 4, 0},    /* above */
        {"\xF5\x80\x80\x80", 4, 0},    /* never */
        {"\xE2\x82", 2, 0},            /* cut */
        {"ab\xE2\x28\xA1", 5, 2},      /* second byte wrong */
        {"ab\xF0\x90\x80\x28z", 7, 2}, /* fourth byte wrong */
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(text_valid_utf8(cases[i].bytes, cases[i].len), cases[i].valid);
}

static void characters_are_read_one_by_one(void **state)
{
    static const uint32_t points[] = {'a', 0xE9, 0x20AC, 0x1F600, 'z', 0};
    const char *at = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(points); i++)
        assert_int_equal(text_next(&at), points[i]);
    assert_int_equal(text_next(&at), 0);
}

static void a_broken_end_is_not_run_over(void **state)
{
    const char *at = "\xF0\x9F";

    (void)state;
    (void)text_next(&at);
    assert_int_equal(*at, '\0');
}

static void absent_texts_equal_only_each_other(void **state)
{
    (void)state;
    assert_true(text_equal(NULL, NULL));
    assert_false(text_equal(NULL, ""));
    assert_false(text_equal("a", NULL));
    assert_true(text_equal("a", "a"));
    assert_false(text_equal("a", "b"));
}

static void any_bytes_are_mended_to_one_line(void **state)
{
    char text[] = "a\xC3\xA9\n\xE2\x82|\xFF\x1B[2J\xED\xA0\x80";

    (void)state;
    text_mend(text);
    assert_string_equal(text, "a\xC3\xA9 ??|? [2J???");
}

static void a_cut_copy_says_so(void **state)
{
    char out[8];

    (void)state;
    text_copy_cut(out, sizeof out, "antrean");
    assert_string_equal(out, "antrean");
    text_copy_cut(out, sizeof out, "antrean panjang");
    assert_string_equal(out, "antr…");
    text_copy_cut(out, sizeof out, "antré panjang"); /* no half letter */
    assert_string_equal(out, "antr…");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_buffer_grows_to_its_ceiling),
        cmocka_unit_test(an_all_zero_buffer_takes_nothing),
        cmocka_unit_test(cutting_leaves_whole_characters),
        cmocka_unit_test(placeholders_are_filled_by_name),
        cmocka_unit_test(invalid_utf8_is_found_where_it_begins),
        cmocka_unit_test(characters_are_read_one_by_one),
        cmocka_unit_test(a_broken_end_is_not_run_over),
        cmocka_unit_test(any_bytes_are_mended_to_one_line),
        cmocka_unit_test(absent_texts_equal_only_each_other),
        cmocka_unit_test(a_cut_copy_says_so),
    };

    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
