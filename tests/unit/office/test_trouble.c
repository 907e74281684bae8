/* What the processes say of their troubles: once when each begins, seldom while it lasts, once at its end. */
#include "office/trouble.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { SAID = 8192 };

struct told {
    struct troubles trouble;
    struct clock *clock;
    int kept, ends[2]; /* of stderr */
    char said[SAID];
};

static void listen_to(struct told *told)
{
    *told = (struct told){.clock = clock_fake_new(1000)};
    told->trouble = (struct troubles){.area = "ingest", .clock = told->clock};
    told->kept = dup(STDERR_FILENO);
    assert_int_equal(pipe2(told->ends, O_NONBLOCK), 0);
    assert_true(dup2(told->ends[1], STDERR_FILENO) >= 0);
}

/* What was said since the last time. */
static const char *said(struct told *told)
{
    ssize_t len = read(told->ends[0], told->said, SAID - 1);

    told->said[len > 0 ? len : 0] = '\0';
    return told->said;
}

static void end(struct told *told)
{
    assert_true(dup2(told->kept, STDERR_FILENO) >= 0);
    close(told->kept);
    close(told->ends[0]);
    close(told->ends[1]);
    clock_free(told->clock);
}

static void a_cause_is_said_once_with_what_to_do(void **state)
{
    struct told told;
    char first[SAID];

    (void)state;
    listen_to(&told);
    trouble_say(&told.trouble, "AWAY", "no such file");
    (void)strncpy(first, said(&told), SAID - 1);
    for (int i = 0; i < 500; i++) {
        clock_fake_advance(told.clock, 1000);
        trouble_say(&told.trouble, "AWAY", "no such file");
    }
    (void)said(&told);
    end(&told);
    assert_string_equal(first, "<3>ingest: the database is away (no such file). See systemctl "
                               "status postgresql\n");
    assert_string_equal(told.said, "");
}

static void a_lasting_cause_is_counted_every_ten_minutes(void **state)
{
    struct told told;
    int lines = 0;

    (void)state;
    listen_to(&told);
    for (int i = 0; i < 2 * 3600; i++) {
        trouble_say(&told.trouble, "57014", "canceling statement");
        clock_fake_advance(told.clock, 1000);
    }
    for (const char *at = said(&told); (at = strchr(at, '\n')); at++)
        lines++;
    end(&told);
    assert_int_equal(lines, 12);
    assert_non_null(strstr(told.said, "600 times since it was last said"));
}

static void its_end_is_said_once_with_how_often(void **state)
{
    struct told told;

    (void)state;
    listen_to(&told);
    trouble_say(&told.trouble, "AWAY", "x");
    clock_fake_advance(told.clock, 30000);
    trouble_say(&told.trouble, "AWAY", "x");
    (void)said(&told);
    for (int i = 0; i < 3; i++)
        trouble_good(&told.trouble, PROVES_READ);
    (void)said(&told);
    end(&told);
    assert_string_equal(
        told.said,
        "<6>ingest: over: the database was away and answers again; 2 times within 30 s\n");
}

/* One kiosk's reads go well between writes that do not: no line with each. */
static void what_comes_and_goes_is_over_after_a_quiet_minute(void **state)
{
    struct told told;

    (void)state;
    listen_to(&told);
    trouble_say(&told.trouble, "57014", "x");
    (void)said(&told);
    for (int i = 0; i < 60; i++) {
        trouble_good(&told.trouble, PROVES_READ);
        trouble_say(&told.trouble, "57014", "x");
        clock_fake_advance(told.clock, 1000);
    }
    assert_string_equal(said(&told), "");
    clock_fake_advance(told.clock, TROUBLE_CALM_MS);
    trouble_good(&told.trouble, PROVES_READ);
    (void)said(&told);
    end(&told);
    assert_non_null(strstr(told.said, "over: statements end in time again"));
}

static void a_success_ends_only_what_it_proves_away(void **state)
{
    struct told told;

    (void)state;
    listen_to(&told);
    trouble_say(&told.trouble, "AN503", "fsync is off");
    assert_non_null(strstr(said(&told), "postgresql.conf"));
    trouble_good(&told.trouble, PROVES_READ | PROVES_WRITE);
    trouble_good(&told.trouble, PROVES_PROVINCE | PROVES_KEY);
    assert_string_equal(said(&told), "");
    trouble_good(&told.trouble, PROVES_READ | PROVES_WRITE | PROVES_DURABLE);
    (void)said(&told);
    end(&told);
    assert_non_null(strstr(told.said, "over: "));
}

static void every_cause_has_its_own_words(void **state)
{
    static const struct {
        const char *state, *says;
    } all[] = {
        {"AWAY", "the database is away"},
        {"08006", "connection to the database was lost"},
        {"57P01", "stopping or starting"},
        {"53300", "no free connection"},
        {"53100", "disk is full"},
        {"AN503", "does not keep what it confirms"},
        {"SYNC", "synchronous_standby_names"},
        {"MUTE", "does not answer in time"},
        {"57014", "took longer than its role may"},
        {"55P03", "stayed locked"},
        {"42501", "may not do its work"},
        {TROUBLE_KEY, "authority cannot be read"},
        {TROUBLE_PROVINCE, "office above"},
        {"XX000", "should not"},
        {"", "should not"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        struct told told;

        listen_to(&told);
        trouble_say(&told.trouble, all[i].state, "why");
        (void)said(&told);
        end(&told);
        if (!strstr(told.said, all[i].says))
            fail_msg("%s: %s", all[i].state, told.said);
    }
}

static void unnamed_faults_are_told_apart_but_not_without_end(void **state)
{
    struct told told;
    int lines = 0;

    (void)state;
    listen_to(&told);
    for (int i = 0; i < 100; i++) {
        char text[16];

        (void)snprintf(text, sizeof text, "fault %d", i);
        trouble_say(&told.trouble, "XX000", text);
    }
    for (const char *at = said(&told); (at = strchr(at, '\n')); at++)
        lines++;
    end(&told);
    assert_int_equal(lines, TROUBLE_UNNAMED);
}

/* Otherwise one request that is refused in many words hides that the database is away. */
static void unnamed_faults_hide_no_named_cause(void **state)
{
    struct told told;

    (void)state;
    listen_to(&told);
    for (int i = 0; i < 100; i++) {
        char text[16];

        (void)snprintf(text, sizeof text, "fault %d", i);
        trouble_say(&told.trouble, "XX000", text);
    }
    (void)said(&told);
    trouble_say(&told.trouble, "AWAY", "no such file");
    (void)said(&told);
    end(&told);
    assert_non_null(strstr(told.said, "the database is away"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cause_is_said_once_with_what_to_do),
        cmocka_unit_test(a_lasting_cause_is_counted_every_ten_minutes),
        cmocka_unit_test(its_end_is_said_once_with_how_often),
        cmocka_unit_test(what_comes_and_goes_is_over_after_a_quiet_minute),
        cmocka_unit_test(a_success_ends_only_what_it_proves_away),
        cmocka_unit_test(every_cause_has_its_own_words),
        cmocka_unit_test(unnamed_faults_are_told_apart_but_not_without_end),
        cmocka_unit_test(unnamed_faults_hide_no_named_cause),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
