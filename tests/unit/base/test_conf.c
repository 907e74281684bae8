/* The configuration reader: every fault with file, line and what is allowed. */
#include "base/conf.h"
#include "base/file.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct conf_option options[] = {
    {"office", "id", CONF_STRING, 1, 8, NULL, "pku", "Which office."},
    {"office", "line", CONF_STRING, 0, 190, NULL, "", "A line."},
    {"time", "idle", CONF_INT, 50, 500, NULL, "100", "Per cent."},
    {"print", "roll", CONF_CHOICE, 0, 0, "80|58", "80", "Paper."},
    {"print", "days", CONF_CHOICES, 0, 0, "mon|tue|fri", "mon, tue", "When."},
    {"debug", "allow_now", CONF_BOOL, 0, 0, NULL, "no", "The clock."},
};

static bool parse(struct conf **out, const char *bytes, size_t len, struct err *err)
{
    return conf_parse(out, "a.conf", bytes, len, options, ARRAY_LEN(options), err);
}

static void an_empty_file_gives_the_defaults(void **state)
{
    struct conf *conf = NULL;
    struct err err;

    (void)state;
    assert_true(parse(&conf, "", 0, &err));
    assert_string_equal(conf_string(conf, "office", "id"), "pku");
    assert_int_equal(conf_int(conf, "time", "idle"), 100);
    assert_int_equal(conf_int(conf, "print", "roll"), 80);
    assert_false(conf_bool(conf, "debug", "allow_now"));
    conf_free(conf);
    conf_free(NULL);
}

static void values_are_read_in_every_usual_spelling(void **state)
{
    static const char text[] = "\xEF\xBB\xBF# comment\r\n"
                               "[office]\r\n"
                               "  id=bombana\r\n"
                               "line = Loket 1: \"Sri\"   ; behind a blank a comment\n"
                               "\n"
                               "; another\n"
                               "[time]\n"
                               "\tidle : 250\n"
                               "[print]\nroll = 58\ndays = fri,mon\n"
                               "[debug]\nallow_now = yes"; /* no newline at the end */
    struct conf *conf = NULL;
    struct err err;

    (void)state;
    assert_true(parse(&conf, text, strlen(text), &err));
    assert_string_equal(conf_string(conf, "office", "id"), "bombana");
    assert_string_equal(conf_string(conf, "office", "line"), "Loket 1: \"Sri\"");
    assert_int_equal(conf_int(conf, "time", "idle"), 250);
    assert_string_equal(conf_string(conf, "print", "roll"), "58");
    assert_string_equal(conf_string(conf, "print", "days"), "fri,mon");
    assert_true(conf_bool(conf, "debug", "allow_now"));
    conf_free(conf);
}

struct bad_case {
    const char *text;
    const char *message;
};

static void every_fault_names_file_line_and_what_is_allowed(void **state)
{
    static const struct bad_case cases[] = {
        {"[office]\nname = x\n", "a.conf:2: unknown key name in [office]; allowed are id, line"},
        {"\n[offise]\n",
         "a.conf:2: unknown section [offise]; allowed are [office], [time], [print], [debug]"},
        {"[]\n", "a.conf:1: unknown section []; allowed are [office], [time], [print], [debug]"},
        {"[office\n", "a.conf:1: a section ends with ]"},
        {"id = x\n",
         "a.conf:1: id stands before any section; allowed are [office], [time], [print], [debug]"},
        {"[office]\nid = a\n\nid = b\n", "a.conf:4: id stands twice in [office]; keep one"},
        {"[office]\nid =\n", "a.conf:2: id = \"\": allowed are 1 to 8 bytes of text"},
        {"[office]\nid =;a\n", "a.conf:2: id: a value may not begin with ;"},
        {"[office]\nid = rokan-hulu\n",
         "a.conf:2: id = \"rokan-hulu\": allowed are 1 to 8 bytes of text"},
        {"[time]\nidle = 49\n",
         "a.conf:2: idle = \"49\": allowed are whole numbers from 50 to 500"},
        {"[time]\nidle = 1e2\n",
         "a.conf:2: idle = \"1e2\": allowed are whole numbers from 50 to 500"},
        {"[time]\nidle = 99999999999999999999\n",
         "a.conf:2: idle = \"99999999999999999999\": allowed are whole numbers from 50 to 500"},
        {"[print]\nroll = 8\n", "a.conf:2: roll = \"8\": allowed is one of 80|58"},
        {"[print]\nroll = 80|58\n", "a.conf:2: roll = \"80|58\": allowed is one of 80|58"},
        {"[print]\ndays = mon, sun\n",
         "a.conf:2: days: \"sun\": allowed are, with commas between them, mon|tue|fri"},
        {"[print]\ndays = mon,,tue\n",
         "a.conf:2: days: \"\": allowed are, with commas between them, mon|tue|fri"},
        {"[print]\ndays = mon tue\n",
         "a.conf:2: days: \"mon tue\": allowed are, with commas between them, mon|tue|fri"},
        {"[debug]\nallow_now = true\n", "a.conf:2: allow_now = \"true\": allowed are yes and no"},
        {"[office]\njust words\n", "a.conf:2: allowed are \"[section]\" and \"key = value\""},
        {"[office]\nid = caf\xE9\n", "a.conf:2: the line is not UTF-8 text"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct conf *conf = NULL;
        struct err err = {0};

        assert_false(parse(&conf, cases[i].text, strlen(cases[i].text), &err));
        assert_null(conf);
        assert_int_equal(err.code, ERR_INVALID);
        assert_string_equal(err.text, cases[i].message);
    }
}

static void a_line_holds_199_bytes_and_no_more(void **state)
{
    char text[260] = "[office]\nline = ";
    size_t start = strlen(text);
    struct conf *conf = NULL;
    struct err err;

    (void)state;
    memset(text + start, 'x', 190);
    text[start + 190] = '\n';
    text[start + 191] = '\0';
    assert_true(parse(&conf, text, strlen(text), &err)); /* 7 + 190 bytes */
    assert_int_equal(strlen(conf_string(conf, "office", "line")), 190);
    conf_free(conf);
    memset(text + start, ' ', 200);
    text[start + 193] = '\0';
    assert_false(parse(&conf, text, strlen(text), &err)); /* blanks count too */
    assert_string_equal(err.text, "a.conf:2: the line is longer than 199 bytes");
}

static void a_nul_byte_is_refused(void **state)
{
    struct conf *conf = NULL;
    struct err err;

    (void)state;
    assert_false(parse(&conf, "[office]\nid = a\0b\n", 18, &err));
    assert_string_equal(err.text, "a.conf:2: the line is not UTF-8 text");
}

static void a_missing_file_may_be_allowed(void **state)
{
    struct conf *conf = NULL;
    struct err err;

    (void)state;
    assert_true(conf_read(&conf, "/nonexistent/a.conf", true, options, ARRAY_LEN(options), &err));
    assert_string_equal(conf_string(conf, "office", "id"), "pku");
    conf_free(conf);
    assert_false(conf_read(&conf, "/nonexistent/a.conf", false, options, ARRAY_LEN(options), &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_string_equal(err.text, "cannot read /nonexistent/a.conf: No such file or directory");
    assert_false(conf_read(&conf, "/tmp", true, options, ARRAY_LEN(options), &err));
    assert_int_equal(err.code, ERR_IO);
}

static void what_is_printed_reads_back_the_same(void **state)
{
    static const char text[] = "[office]\nid = bombana\n[time]\nidle = 250\n";
    struct conf *conf = NULL;
    struct conf *again = NULL;
    char *printed = NULL;
    size_t len = 0;
    FILE *stream = open_memstream(&printed, &len);
    struct err err;

    (void)state;
    assert_true(parse(&conf, text, strlen(text), &err));
    conf_print(conf, stream);
    assert_int_equal(fclose(stream), 0);
    assert_non_null(strstr(printed, "# Which office.\nid = bombana\n"));
    assert_true(parse(&again, printed, len, &err));
    for (size_t i = 0; i < ARRAY_LEN(options); i++)
        assert_string_equal(conf_string(again, options[i].section, options[i].key),
                            conf_string(conf, options[i].section, options[i].key));
    conf_free(conf);
    conf_free(again);
    free(printed);
}

static void assert_edit(const char *text, const char *section, const char *key, const char *value,
                        const char *wanted)
{
    AUTO_FREE char *out = conf_edit(text, section, key, value);

    assert_string_equal(out, wanted);
}

static void a_value_is_put_in_its_place_and_all_else_stays(void **state)
{
    (void)state;
    assert_edit("", "office", "id", "pku", "[office]\nid = pku\n");
    assert_edit("[time]\nidle = 60", "office", "id", "pku",
                "[time]\nidle = 60\n\n[office]\nid = pku\n");
    assert_edit("# ours\n[office]\n id= a ; old\nline = x\n", "office", "id", "b",
                "# ours\n[office]\nid = b\nline = x\n");
    assert_edit("[office]\n# Which office.\n#id = pku\n\n[time]\n#idle = 100\n", "office", "id",
                "b", "[office]\n# Which office.\nid = b\n\n[time]\n#idle = 100\n");
    assert_edit("[office]", "office", "id", "b", "[office]\nid = b\n");
    assert_edit("[office]\nline = x\n", "office", "id", "b", "[office]\nid = b\nline = x\n");
    /* the same key elsewhere, a longer one, and one that is commented beside one in force */
    assert_edit("[a]\nid = 1\n[office]\nidle = 2\n#id = 3\nid = 4\n", "office", "id", "b",
                "[a]\nid = 1\n[office]\nidle = 2\n#id = 3\nid = b\n");
}

static void a_value_that_was_put_in_is_read(void **state)
{
    AUTO_FREE char *text = conf_edit("[print]\nroll = 80\n", "office", "id", "bombana");
    AUTO_FREE char *twice = conf_edit(text, "print", "roll", "58");
    struct conf *conf = NULL;
    struct err err;

    (void)state;
    assert_true(parse(&conf, twice, strlen(twice), &err));
    assert_string_equal(conf_string(conf, "office", "id"), "bombana");
    assert_int_equal(conf_int(conf, "print", "roll"), 58);
    conf_free(conf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_put_in_its_place_and_all_else_stays),
        cmocka_unit_test(a_value_that_was_put_in_is_read),
        cmocka_unit_test(an_empty_file_gives_the_defaults),
        cmocka_unit_test(values_are_read_in_every_usual_spelling),
        cmocka_unit_test(every_fault_names_file_line_and_what_is_allowed),
        cmocka_unit_test(a_line_holds_199_bytes_and_no_more),
        cmocka_unit_test(a_nul_byte_is_refused),
        cmocka_unit_test(a_missing_file_may_be_allowed),
        cmocka_unit_test(what_is_printed_reads_back_the_same),
    };

    return cmocka_run_group_tests_name("conf", tests, NULL, NULL);
}
