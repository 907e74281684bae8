/* JSON: strict reading with places, and the writer. */
#include "base/json.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

struct bad_case {
    const char *text;
    size_t len; /* 0: strlen */
    const char *message;
    int line;
    int column;
};

static void every_fault_is_named_with_its_place(void **state)
{
    static const struct bad_case cases[] = {
        {"", 0, "the text ends too early", 1, 1},
        {"{\"a\":", 0, "the text ends too early", 1, 5},
        {"[1,2", 0, "the text ends too early", 1, 4},
        {"{\n  \"a\": 1,\n  \"a\": 2\n}", 0, "duplicate object key near '\"a\"'", 3, 5},
        {"{} x", 0, "end of file expected near 'x'", 1, 4},
        {"[1,]", 0, "unexpected token near ']'", 1, 4},
        {"[99999999999999999999]", 0, "too big integer near '99999999999999999999'", 1, 21},
        {"[1e999]", 0, "real number overflow near '1e999'", 1, 6},
        {"[\"\\u0000\"]", 0, "\\u0000 is not allowed in a text", 1, 9},
        {"[\"a\tb\"]", 0, "control character 0x9 near '\"a'", 1, 3},
        {"\xEF\xBB\xBF{}", 0, "begins with a byte order mark; save it as UTF-8 without one", 1, 1},
        {"\xFF\xFE{\0}\0", 6, "is UTF-16; save it as UTF-8", 1, 1},
        {"[\n \"caf\xE9\"]", 0, "the byte 0xE9 is not UTF-8; save the file as UTF-8", 2, 6},
        {"[\"\xC3\xA9\xED\xA0\x80\"]", 0, "the byte 0xED is not UTF-8; save the file as UTF-8", 1,
         4},
        {"[1,\0 2]", 7, "a NUL byte; allowed is UTF-8 text", 1, 4},
        {"nul", 0, "invalid token near 'nul'", 1, 3},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct json *root = NULL;
        struct json_place place;
        struct err err;
        size_t len = cases[i].len > 0 ? cases[i].len : strlen(cases[i].text);

        assert_false(json_parse(&root, cases[i].text, len, &place, &err));
        assert_int_equal(err.code, ERR_INVALID);
        assert_string_equal(err.text, cases[i].message);
        assert_int_equal(place.line, cases[i].line);
        assert_int_equal(place.column, cases[i].column);
    }
}

static void depth_is_limited(void **state)
{
    char text[JSON_MAX_DEPTH * 2 + 8];
    struct json_place place;
    struct json *root = NULL;
    struct err err;

    (void)state;
    memset(text, '[', JSON_MAX_DEPTH);
    memset(text + JSON_MAX_DEPTH, ']', JSON_MAX_DEPTH);
    assert_true(json_parse(&root, text, JSON_MAX_DEPTH * 2, &place, &err));
    json_free(root);
    memset(text, '[', JSON_MAX_DEPTH + 1);
    assert_false(json_parse(&root, text, JSON_MAX_DEPTH + 1, &place, &err));
    assert_string_equal(err.text, "nested too deeply; allowed are 64 levels");
    assert_int_equal(place.column, 65);
}

static void brackets_inside_strings_have_no_depth(void **state)
{
    char text[JSON_MAX_DEPTH * 4];
    struct json *root = NULL;
    struct err err;

    (void)state;
    memset(text, '[', sizeof text);
    memcpy(text, "[\"\\\"", 4);
    memcpy(text + sizeof text - 2, "\"]", 2);
    assert_true(json_parse(&root, text, sizeof text, NULL, &err));
    assert_int_equal(strlen(json_string(json_at(root, 0))), sizeof text - 5);
    json_free(root);
}

static bool collect(void *context, const char *key, const struct json *value)
{
    (void)value;
    text_addf(context, "%s;", key);
    return true;
}

static void values_are_read_in_the_order_of_the_text(void **state)
{
    static const char text[] =
        "{\"z\":1,\"a\":\"x\",\"m\":[true,null,-9223372036854775808],\"o\":{\"r\":1.5}}";
    AUTO_TEXT struct text order = {0};
    AUTO_JSON struct json *root = NULL;
    const struct json *list;
    struct err err;

    (void)state;
    text_init(&order, 1000);
    assert_true(json_parse(&root, text, strlen(text), NULL, &err));
    assert_true(json_each(root, collect, &order));
    assert_string_equal(order.data, "z;a;m;o;");
    assert_int_equal(json_kind(json_get(root, "z")), JSON_INT);
    assert_int_equal(json_kind(json_get(root, "a")), JSON_STRING);
    assert_int_equal(json_kind(json_get(root, "m")), JSON_ARRAY);
    assert_int_equal(json_kind(json_get(root, "o")), JSON_OBJECT);
    list = json_get(root, "m");
    assert_int_equal(json_len(list), 3);
    assert_true(json_bool(json_at(list, 0)));
    assert_int_equal(json_kind(json_at(list, 1)), JSON_NULL);
    assert_true(json_int(json_at(list, 2)) == INT64_MIN);
    assert_null(json_at(list, 3));
    assert_null(json_get(root, "none"));
    assert_null(json_string(json_get(root, "z")));
    assert_int_equal(json_len(root), 4);
}

static void what_is_written_is_compact_and_escaped(void **state)
{
    AUTO_TEXT struct text text = {0};
    struct json_out out;

    (void)state;
    text_init(&text, 1000);
    json_out_init(&out, &text);
    json_out_object(&out, NULL);
    json_out_string(&out, "s", "a\"b\\c\n\x01/\xC3\xA9");
    json_out_string(&out, "n", NULL);
    json_out_array(&out, "l");
    json_out_int(&out, NULL, -5);
    json_out_bool(&out, NULL, true);
    json_out_object(&out, NULL);
    json_out_close_object(&out);
    json_out_close_array(&out);
    json_out_close_object(&out);
    assert_int_equal(out.depth, 0);
    assert_string_equal(text.data, "{\"s\":\"a\\\"b\\\\c\\n\\u0001/\xC3\xA9\",\"n\":null,"
                                   "\"l\":[-5,true,{}]}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_is_named_with_its_place),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(brackets_inside_strings_have_no_depth),
        cmocka_unit_test(values_are_read_in_the_order_of_the_text),
        cmocka_unit_test(what_is_written_is_compact_and_escaped),
    };

    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
