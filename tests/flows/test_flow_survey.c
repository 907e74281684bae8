/* The survey through the whole product: the exit's screen is touched, and the report counts exactly
 * those whom the screen has thanked, whatever happens to the process. */
#include "support/answers.h"
#include "base/file.h"
#include "base/mem.h"
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

enum { WIDTH = 540, HEIGHT = 960, SECOND = 1000 };

static int open_exit(void **state)
{
    struct lobby *lobby = calloc(1, sizeof *lobby);

    assert_non_null(lobby);
    lobby_open(lobby, WIDTH, HEIGHT);
    lobby_configure(lobby, "[print]\nbackend = folder\n[debug]\nlog = debug\n");
    *state = lobby;
    return 0;
}

static int close_exit(void **state)
{
    struct lobby *lobby = *state;

    lobby_close(lobby);
    free(lobby);
    return 0;
}

static void assert_sums(const struct lobby *lobby, const struct answers_sums *expected)
{
    struct answers_sums found;

    answers_read(lobby, &found);
    assert_int_equal(found.n, expected->n);
    assert_int_equal(found.abandoned, expected->abandoned);
    for (int i = 0; i < ELEMENT_COUNT; i++)
        assert_int_equal(found.sum[i], expected->sum[i]);
}

static void give_all(struct lobby *lobby, const char *nine)
{
    for (int i = 0; i < ELEMENT_COUNT; i++)
        answers_give(lobby, i + 1, nine[i] - '0');
}

static void type(struct lobby *lobby, const char *text)
{
    for (const char *at = text; *at; at++) {
        char name[16];

        assert_true(text_format(name, sizeof name, *at == ' ' ? "key-space" : "key-%c", *at));
        lobby_tap(lobby, name);
    }
}

/* No file below the state directory holds these bytes. */
static void assert_nowhere(const char *directory, const char *part)
{
    DIR *folder = opendir(directory);

    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        AUTO_FREE char *bytes = NULL;
        char path[LOBBY_PATH * 2];
        size_t len = 0;

        assert_true(text_format(path, sizeof path, "%s/%s", directory, entry->d_name));
        if (entry->d_type == DT_REG && file_read(path, 64 << 20, &bytes, &len, NULL)
            && memmem(bytes, len, part, strlen(part)))
            fail_msg("%s holds \"%s\"", path, part);
    }
    closedir(folder);
}

static void nine_answers_and_a_suggestion_are_kept_and_counted(void **state)
{
    struct lobby *lobby = *state;
    struct answers_sums expected = {0};

    answers_start(lobby);
    answers_begin(lobby);
    give_all(lobby, "123412341");
    lobby_expect(lobby, "survey-thanks", 10 * SECOND);
    answers_add(&expected, "123412341");
    assert_sums(lobby, &expected);
    lobby_tap(lobby, "suggest");
    lobby_expect(lobby, "survey-suggestion", 5 * SECOND);
    type(lobby, "kursi");
    lobby_tap(lobby, "keep");
    lobby_expect(lobby, "survey-thanks", 5 * SECOND);
    lobby_tap(lobby, "done");
    lobby_expect(lobby, "survey-start", 5 * SECOND);
    assert_sums(lobby, &expected);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
    assert_nowhere(lobby->state, "ursi");
    assert_false(lobby_log_has(lobby, "ursi"));
}

static void a_survey_that_was_stopped_is_counted_as_abandoned_once(void **state)
{
    struct lobby *lobby = *state;
    struct answers_sums expected = {.abandoned = 1};

    answers_start(lobby);
    answers_begin(lobby);
    for (int i = 1; i <= 3; i++)
        answers_give(lobby, i, 4);
    answers_expect(lobby, 4);
    lobby_tap(lobby, "stop");
    lobby_tap(lobby, "stopping-end");
    lobby_expect(lobby, "survey-start", 5 * SECOND);
    assert_sums(lobby, &expected);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
    assert_sums(lobby, &expected);
}

static void the_lobby_asks_too_and_invites_again(void **state)
{
    struct lobby *lobby = *state;
    struct answers_sums expected = {0};

    lobby_start(lobby, NULL);
    lobby_expect(lobby, "attract", 10 * SECOND);
    lobby_tap(lobby, "start-id");
    lobby_expect(lobby, "home", 5 * SECOND);
    lobby_tap(lobby, "survey");
    lobby_expect(lobby, "survey-start", 5 * SECOND);
    answers_begin(lobby);
    give_all(lobby, "444444444");
    lobby_expect(lobby, "survey-thanks", 10 * SECOND);
    answers_add(&expected, "444444444");
    assert_sums(lobby, &expected);
    lobby_tap(lobby, "done");
    lobby_expect(lobby, "attract", 5 * SECOND);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

static void a_lobby_that_shall_not_ask_offers_no_survey(void **state)
{
    struct lobby *lobby = *state;

    lobby_configure(lobby, "[print]\nbackend = folder\n[survey]\nin_lobby = no\n"
                           "[debug]\nlog = debug\n");
    lobby_start(lobby, NULL);
    lobby_expect(lobby, "attract", 10 * SECOND);
    lobby_tap(lobby, "start-id");
    lobby_expect(lobby, "home", 5 * SECOND);
    assert_true(lobby_has(lobby, "complain"));
    assert_false(lobby_has(lobby, "survey"));
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

static void an_exit_without_a_printer_has_nothing_to_report(void **state)
{
    struct lobby *lobby = *state;
    char status[64];

    answers_start(lobby);
    view_pause(12 * SECOND); /* longer than a print process needs to report itself */
    lobby_label(lobby, "status", status, sizeof status);
    assert_string_equal(status, "Siap melayani");
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

/* The power goes after so many answers, and that long after the last one was touched; THANKED: once the thanks are
 * there. The next question comes half a second after an answer; so does the commit. */
enum { THANKED = -1 };
static const struct {
    int answers, ms;
} cuts[] = {{0, 100}, {9, 300}, {4, 480}, {9, 490}, {9, 530}, {9, THANKED}};

static void power_cuts_leave_exactly_those_who_were_thanked(void **state)
{
    static const char *const nines[] = {"123412341", "432143214", "313131313"};
    struct lobby *lobby = *state;
    struct answers_sums expected = {0}, found;
    int thanked = 0, kept = 0;

    for (size_t round = 0; round < ARRAY_LEN(cuts); round++) {
        const char *nine = nines[round % ARRAY_LEN(nines)];
        bool was_thanked;

        answers_start(lobby);
        answers_begin(lobby);
        for (int i = 0; i < cuts[round].answers; i++)
            answers_give(lobby, i + 1, nine[i] - '0');
        if (cuts[round].ms == THANKED)
            lobby_expect(lobby, "survey-thanks", 2 * SECOND);
        else
            view_pause(cuts[round].ms);
        assert_int_equal(WTERMSIG(lobby_stop(lobby, SIGKILL)), SIGKILL);
        was_thanked = answers_shows(lobby, "survey-thanks");
        answers_read(lobby, &found);
        /* Whoever saw the thanks is on disk. The cut may fall between the commit and the thanks. */
        if (was_thanked || (cuts[round].answers == ELEMENT_COUNT && found.n > expected.n))
            answers_add(&expected, nine);
        thanked += was_thanked;
        kept = (int)expected.n;
        assert_sums(lobby, &expected);
    }
    print_message("%zu cuts: %d thanked, %d kept\n", ARRAY_LEN(cuts), thanked, kept);
    assert_in_range(thanked, 1, ARRAY_LEN(cuts) - 2); /* two were asked too little */
    answers_start(lobby);
    answers_begin(lobby);
    give_all(lobby, "222222222");
    lobby_expect(lobby, "survey-thanks", 10 * SECOND);
    answers_add(&expected, "222222222");
    assert_sums(lobby, &expected);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

#define EXIT(test) cmocka_unit_test_setup_teardown(test, open_exit, close_exit)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EXIT(nine_answers_and_a_suggestion_are_kept_and_counted),
        EXIT(a_survey_that_was_stopped_is_counted_as_abandoned_once),
        EXIT(the_lobby_asks_too_and_invites_again),
        EXIT(a_lobby_that_shall_not_ask_offers_no_survey),
        EXIT(an_exit_without_a_printer_has_nothing_to_report),
        EXIT(power_cuts_leave_exactly_those_who_were_thanked),
    };

    if (!lobby_is_possible())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
