/* Every step of what keeps answers fails: all of it is kept, or nothing, and a second try keeps it once. */
#include "base/mem.h"
#include "base/text.h"
#include "desk/slips.h"
#include "desk/survey.h"
#include "desk/thanks.h"
#include "support/fault_vfs.h"
#include "support/survey.h"

#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { STEPS_MAX = 3000, KILLS = 25 };
#define TODAY INT64_C(20780)

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    fault_vfs_disarm();
    hall_open(hall);
    hall_ask(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    struct hall *hall = *state;

    fault_vfs_disarm();
    hall_check(hall);
    hall_close(hall);
    free(hall);
    return 0;
}

/* What moves together: everything that one of these use cases writes. */
static void measure(const struct hall *hall, char out[128])
{
    hall_text(
        hall,
        "SELECT (SELECT count(*) FROM response) || ' ' || (SELECT count(*) FROM abandoned) || "
        "' ' || (SELECT count(*) FROM suggestion) || ' ' || (SELECT count(*) FROM "
        "survey_mark) || ' ' || (SELECT count(*) FROM survey_import) || ' ' || (SELECT "
        "count(*) FROM journal)",
        out, 128);
}

/* What one use case is asked again and again until it succeeds; and what it must have added by then. */
struct act {
    const char *name;
    bool (*run)(struct hall *hall, const struct uuid *request, const struct ticket *ticket,
                struct err *err);
    const char *adds; /* as measure counts */
};

static bool submit(struct hall *hall, const struct uuid *request, const struct ticket *ticket,
                   struct err *err)
{
    struct survey_submission submission = survey_answers("434343434");

    submission.request = *request;
    submission.ticket = ticket->id;
    return desk_submit_survey(hall->desk, &submission, err);
}

static bool abandon(struct hall *hall, const struct uuid *request, const struct ticket *ticket,
                    struct err *err)
{
    (void)ticket;
    return desk_abandon_survey(hall->desk, request, 4, err);
}

static bool suggest(struct hall *hall, const struct uuid *request, const struct ticket *ticket,
                    struct err *err)
{
    return desk_add_suggestion(hall->desk, request, ticket->service_id, "Kursi kurang", err);
}

static bool enter(struct hall *hall, const struct uuid *request, const struct ticket *ticket,
                  struct err *err)
{
    struct survey_form form = survey_paper("444444444", TODAY - 1);

    (void)ticket;
    form.request = *request;
    form.suggestion = "Kursi kurang";
    return desk_enter_survey_form(hall->desk, &form, err);
}

/* A file of its own for every request. */
static bool import(struct hall *hall, const struct uuid *request, const struct ticket *ticket,
                   struct err *err)
{
    struct survey_form forms[3];
    char service[UUID_TEXT];
    struct survey_import file = {.file_name = "a.csv", .forms = forms, .count = ARRAY_LEN(forms)};
    struct survey_imported counts;

    (void)ticket;
    uuid_format(request, service);
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        forms[i] = survey_paper("444444444", TODAY - 1);
        forms[i].service_id = service;
        forms[i].suggestion = "Kursi kurang";
    }
    return desk_import_survey(hall->desk, &file, &counts, err);
}

static const struct act acts[] = {
    {"submit", submit, "1 0 0 1 0 0"},   {"abandon", abandon, "0 1 0 0 0 0"},
    {"suggest", suggest, "0 0 1 0 0 0"}, {"enter", enter, "1 0 1 0 0 1"},
    {"import", import, "3 0 3 0 4 1"},
};

/* Whether what was measured grew by `adds`, or by nothing. */
static bool grew_by(const char *before, const char *after, const char *adds)
{
    char *old = (char *)(uintptr_t)before;
    char *new = (char *)(uintptr_t)after;
    char *more = (char *)(uintptr_t)adds;

    for (int i = 0; i < 6; i++) {
        long long was = strtoll(old, &old, 10);
        long long is = strtoll(new, &new, 10);
        if (is - was != strtoll(more, &more, 10))
            return false;
    }
    return true;
}

static long fail_every_step(struct hall *hall, const struct act *act, int code)
{
    bool struck = true;
    long nth = 1;

    for (; struck && nth < STEPS_MAX; nth++) {
        struct ticket ticket = hall_issue(hall, "izin-a", false);
        struct uuid request = uuid_v4();
        struct err err = {0};
        char before[128];
        char after[128];

        measure(hall, before);
        fault_vfs_arm(nth, code, true);
        bool is_done = act->run(hall, &request, &ticket, &err);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        measure(hall, after);
        if (is_done ? !grew_by(before, after, act->adds) : strcmp(before, after) != 0)
            fail_msg("%s, step %ld: done %d, %s became %s: %s", act->name, nth, is_done, before,
                     after, err.text);
        if (!act->run(hall, &request, &ticket, &err))
            fail_msg("%s, after step %ld: %s", act->name, nth, err.text);
        measure(hall, after);
        if (!grew_by(before, after, act->adds))
            fail_msg("%s, tried again after step %ld: %s became %s", act->name, nth, before, after);
    }
    return nth;
}

static void every_act_is_kept_whole_or_not_at_all(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        assert_in_range(fail_every_step(*state, &acts[i], SQLITE_IOERR), 4, STEPS_MAX - 1);
}

/* Asking for the slip of thanks, and reading its end, which forgets it. */
static void a_slip_of_thanks_is_there_or_not_whatever_step_fails(void **state)
{
    struct hall *hall = *state;
    bool struck = true;
    long nth = 1;

    for (; struck && nth < STEPS_MAX; nth++) {
        struct print_job job;

        fault_vfs_arm(nth, SQLITE_IOERR, true);
        bool is_asked = desk_print_thanks(hall->desk, "id", &job, NULL);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        assert_int_equal(hall_number(hall, "SELECT count(*) FROM print_job WHERE id = -1"),
                         is_asked);
        assert_true(desk_print_thanks(hall->desk, "id", &job, NULL));
        assert_true(
            desk_move_job(hall->desk, job.id, PRINT_PRINTED, TROUBLE_NONE, "tiket", 7, NULL));
        fault_vfs_arm(nth, SQLITE_IOERR, true);
        bool is_told = desk_thanks_job(hall->desk, &job, NULL);
        struck = struck || fault_vfs_has_struck();
        fault_vfs_disarm();
        assert_int_equal(hall_number(hall, "SELECT count(*) FROM print_job WHERE id = -1"),
                         !is_told);
        assert_true(is_told || desk_thanks_job(hall->desk, &job, NULL));
        assert_int_equal(job.state, PRINT_PRINTED);
    }
    assert_in_range(nth, 3, STEPS_MAX - 1);
}

static void a_full_disk_keeps_whole_acts_or_nothing(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        assert_in_range(fail_every_step(*state, &acts[i], SQLITE_FULL), 4, STEPS_MAX - 1);
}

static void fill_a_morning(struct hall *hall)
{
    struct uuid stopped = uuid_v4();

    for (int i = 0; i < 3; i++) {
        struct ticket ticket = hall_issue(hall, "izin-a", false);
        struct survey_submission submission = survey_answers("434343434");

        submission.ticket = ticket.id;
        survey_submit(hall, &submission);
        assert_true(desk_add_suggestion(hall->desk, &submission.request, "", "Kursi", NULL));
    }
    assert_true(desk_abandon_survey(hall->desk, &stopped, 4, NULL));
}

static int64_t count_waiting(struct hall *hall)
{
    return hall_number(hall, "SELECT (SELECT count(*) FROM response WHERE is_sent = 0) + (SELECT "
                             "count(*) FROM abandoned WHERE is_sent = 0) + (SELECT count(*) FROM "
                             "suggestion WHERE is_mixed = 0) + (SELECT count(*) FROM survey_key) "
                             "+ (SELECT count(*) FROM survey_mark)");
}

/* An event for every row that is sent, and no row fewer than there were. */
static void check_release(struct hall *hall, int64_t rows)
{
    assert_int_equal(
        hall_number(hall, "SELECT (SELECT count(*) FROM response WHERE is_sent = 1) + (SELECT "
                          "count(*) FROM abandoned WHERE is_sent = 1) - (SELECT count(*) FROM "
                          "outbox WHERE kind LIKE 'survey.%')"),
        0);
    assert_int_equal(hall_number(hall,
                                 "SELECT (SELECT count(*) FROM response) + (SELECT count(*) FROM "
                                 "abandoned) + (SELECT count(*) FROM suggestion)"),
                     rows);
}

static void a_release_that_fails_at_any_step_loses_and_doubles_nothing(void **state)
{
    struct hall *hall = *state;
    bool struck = true;
    int64_t rows = 0;
    long nth = 1;

    for (; struck && nth < STEPS_MAX; nth++) {
        int64_t count = 0;

        fill_a_morning(hall);
        rows += 7;
        clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
        fault_vfs_arm(nth, SQLITE_IOERR, true);
        bool is_done = desk_release_responses(hall->desk, &count, NULL);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        check_release(hall, rows);
        if (is_done)
            assert_int_equal(count_waiting(hall), 0);
    }
    assert_in_range(nth, 20, STEPS_MAX - 1);
    (void)survey_release(hall);
    assert_int_equal(count_waiting(hall), 0);
    check_release(hall, rows);
}

/* Submits without pause, and tells each request after it was kept, until killed. */
static void submit_for_ever(struct hall *hall, int told_fd)
{
    struct desk *desk = NULL;

    while (!desk && !hall_desk(hall, &desk, NULL))
        ;
    while (true) {
        struct survey_submission submission = survey_answers("434343434");

        if (desk_submit_survey(desk, &submission, NULL)
            && write(told_fd, &submission.request, sizeof submission.request)
                   != (ssize_t)sizeof submission.request)
            _exit(1);
    }
}

/* Kills it after some answers; asserts that all that were told are kept. Returns how many. */
static long kill_once(struct hall *hall, int wanted)
{
    struct uuid told;
    long count = 0;
    long missing = 0;
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0)
        submit_for_ever(hall, ends[1]);
    assert_true(child > 0);
    close(ends[1]);
    sqlite3_initialize();
    struct uuid all[4096];
    while (read(ends[0], &told, sizeof told) == (ssize_t)sizeof told && count < 4096) {
        all[count++] = told;
        if (count == wanted)
            kill(child, SIGKILL);
    }
    close(ends[0]);
    assert_int_equal(waitpid(child, NULL, 0), child);
    for (long i = 0; i < count; i++) {
        char id[UUID_TEXT];

        uuid_format(&all[i], id);
        AUTO_FREE char *sql = mem_format(
            "SELECT count(*) FROM response WHERE lower(hex(id)) = replace('%s', '-', '')", id);
        missing += hall_number(hall, sql) != 1;
    }
    assert_int_equal(missing, 0);
    return count;
}

static void answers_that_were_told_kept_survive_a_kill(void **state)
{
    struct hall *hall = *state;
    uint64_t seed = 17;
    long told = 0;

    hall_leave(hall);
    for (int i = 0; i < KILLS; i++)
        told += kill_once(hall, 1 + (int)survey_chance(&seed, 20));
    hall_enter(hall);
    assert_in_range(hall_number(hall, "SELECT count(*) FROM response"), told, told + KILLS);
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    assert_in_range(survey_release(hall), told, told + KILLS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_act_is_kept_whole_or_not_at_all),
        TEST(a_slip_of_thanks_is_there_or_not_whatever_step_fails),
        TEST(a_full_disk_keeps_whole_acts_or_nothing),
        TEST(a_release_that_fails_at_any_step_loses_and_doubles_nothing),
        TEST(answers_that_were_told_kept_survive_a_kill),
    };

    fault_vfs_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
