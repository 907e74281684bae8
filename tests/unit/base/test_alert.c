/* Alerts where no journal reads: they are lines like all others. */
#include "base/alert.h"
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define LOG_AREA "trial"

/* What two alerts leave on standard error. */
static void collect(char *out, size_t size)
{
    char path[] = "/tmp/anjungan-alert-XXXXXX";
    int fd = mkstemp(path);
    int saved = dup(STDERR_FILENO);

    assert_true(fd >= 0 && saved >= 0);
    assert_int_equal(unlink(path), 0);
    assert_true(dup2(fd, STDERR_FILENO) >= 0);
    log_alert(ALERT_PRINTER, "printer %s: %s", "tiket", "paper_out\nnew line");
    log_alert(ALERT_PRINTER_READY, "printer tiket: ready");
    assert_true(dup2(saved, STDERR_FILENO) >= 0);
    ssize_t len = pread(fd, out, size - 1, 0);
    assert_true(len >= 0);
    out[len] = '\0';
    close(saved);
    close(fd);
}

static void without_a_journal_an_alert_is_a_line(void **state)
{
    char said[512];

    (void)state;
    assert_int_equal(unsetenv("JOURNAL_STREAM"), 0);
    collect(said, sizeof said);
    assert_string_equal(said, "<4>trial: printer tiket: paper_out new line\n"
                              "<6>trial: printer tiket: ready\n");
}

/* A program that a service started, whose standard error leads elsewhere. */
static void standard_error_that_is_not_the_journals_keeps_its_lines(void **state)
{
    char said[512];

    (void)state;
    assert_int_equal(setenv("JOURNAL_STREAM", "8:1", 1), 0);
    collect(said, sizeof said);
    assert_int_equal(unsetenv("JOURNAL_STREAM"), 0);
    assert_non_null(strstr(said, "<4>trial: printer tiket"));
}

static void an_alert_below_the_level_is_dropped(void **state)
{
    char said[512];

    (void)state;
    log_set_level(LOG_LEVEL_WARN);
    collect(said, sizeof said);
    log_set_level(LOG_LEVEL_INFO);
    assert_string_equal(said, "<4>trial: printer tiket: paper_out new line\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_journal_an_alert_is_a_line),
        cmocka_unit_test(standard_error_that_is_not_the_journals_keeps_its_lines),
        cmocka_unit_test(an_alert_below_the_level_is_dropped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
