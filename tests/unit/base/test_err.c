/* Errors and log lines: one line, whole characters, names for every code. */
#define LOG_AREA "test"
#include "base/err.h"
#include "base/log.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>
#include <unistd.h>

static void an_error_holds_code_and_text(void **state)
{
    struct err err;

    (void)state;
    assert_false(err_set(&err, ERR_NOT_FOUND, "no service \"%s\"", "x"));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_string_equal(err.text, "no service \"x\"");
    assert_false(err_add(&err, "issue %d", 7));
    assert_string_equal(err.text, "issue 7: no service \"x\"");
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void nobody_has_to_ask_for_the_error(void **state)
{
    (void)state;
    assert_false(err_set(NULL, ERR_IO, "x"));
    assert_false(err_add(NULL, "x"));
}

static void a_long_text_is_cut_between_characters(void **state)
{
    char longer[700];
    struct err err;

    (void)state;
    for (size_t i = 0; i + 2 < sizeof longer; i += 2)
        memcpy(longer + i, "\xC3\xA9", 3);
    assert_false(err_set(&err, ERR_INVALID, "x%s", longer));
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
    assert_int_equal(text_valid_utf8(err.text, strlen(err.text)), strlen(err.text));
    assert_false(err_set(&err, ERR_INVALID, "%s", longer));
    assert_int_equal(strlen(err.text), sizeof err.text - 2); /* 511 would split a character */
    assert_false(err_add(&err, "place"));
    assert_int_equal(text_valid_utf8(err.text, strlen(err.text)), strlen(err.text));
}

static void an_error_is_one_line(void **state)
{
    struct err err;

    (void)state;
    assert_false(err_set(&err, ERR_INVALID, "a\nb\tc\x1B[31m"));
    assert_string_equal(err.text, "a b c [31m");
}

/* What a call writes to stderr. */
static void capture(void (*call)(void), char *out, size_t size)
{
    int saved = dup(STDERR_FILENO);
    ssize_t got;
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
    call();
    assert_true(dup2(saved, STDERR_FILENO) >= 0);
    (void)close(ends[1]);
    (void)close(saved);
    got = read(ends[0], out, size - 1);
    (void)close(ends[0]);
    out[got > 0 ? got : 0] = '\0';
}

static void log_everything(void)
{
    log_debug("dropped");
    log_warn("job %d: \x1B[2Jevil\nline", 812);
    log_set_level(LOG_LEVEL_ERROR);
    log_info("dropped");
    log_set_level(LOG_LEVEL_INFO);
}

static void log_lines_have_a_level_and_no_control_characters(void **state)
{
    char out[300];

    (void)state;
    capture(log_everything, out, sizeof out);
    assert_string_equal(out, "<4>test: job 812: ?[2Jevil?line\n");
}

static void log_too_much(void)
{
    char longer[3000];

    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    log_error("%s", longer);
}

static void an_over_long_log_line_is_cut_and_ended(void **state)
{
    char out[4000];

    (void)state;
    capture(log_too_much, out, sizeof out);
    assert_in_range(strlen(out), 1000, 1024);
    assert_int_equal(out[strlen(out) - 1], '\n');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_holds_code_and_text),
        cmocka_unit_test(nobody_has_to_ask_for_the_error),
        cmocka_unit_test(a_long_text_is_cut_between_characters),
        cmocka_unit_test(an_error_is_one_line),
        cmocka_unit_test(log_lines_have_a_level_and_no_control_characters),
        cmocka_unit_test(an_over_long_log_line_is_cut_and_ended),
    };

    return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
