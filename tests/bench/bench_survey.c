/* A whole survey by touch on the real screen: how many taps, how long, and how soon after the last
 * finger is lifted the nine answers are on disk. The chosen answer is shown for half a second before
 * the next question comes; the figures contain these halves, which `shown_ms` adds up.
 *
 * The commit is seen through the wake file. Needs Xvfb. Prints one JSON object. */
#include "base/wake.h"
#include "bench/figures.h"
#include "bench/x11_probe.h"
#include "support/answers.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WIDTH = 1080, HEIGHT = 1920, ROUNDS = 12, LIMIT_MS = 10000, SHOWN_MS = 500 };

struct figures {
    double whole_us[ROUNDS];   /* from before the first touch until the answers are on disk */
    double durable_us[ROUNDS]; /* from the last lift to the commit */
    double thanks_us[ROUNDS];  /* … and to the frame that says thanks */
    int taps;
};

static void answer_once(struct lobby *lobby, struct wake *wake, struct answers_sums *expected,
                        struct figures *out, int round)
{
    static const char *const nines[] = {"333333333", "123412341", "444434443"};
    const char *nine = nines[round % 3];
    double began_us = figure_now_us(), lifted_us;
    struct answers_sums found;
    int taps = answers_begin(lobby);

    for (int i = 0; i < ELEMENT_COUNT; i++) {
        wake_drain(wake);
        answers_give(lobby, i + 1, nine[i] - '0');
        taps++;
    }
    lifted_us = figure_now_us();
    assert_true(wake_wait(wake, LIMIT_MS));
    out->durable_us[round] = figure_now_us() - lifted_us;
    out->whole_us[round] = figure_now_us() - began_us;
    lobby_expect(lobby, "survey-thanks", LIMIT_MS);
    out->thanks_us[round] = figure_now_us() - lifted_us;
    out->taps = taps;
    answers_add(expected, nine);
    answers_read(lobby, &found);
    assert_int_equal(found.n, expected->n);
    assert_memory_equal(found.sum, expected->sum, sizeof found.sum);
    lobby_tap(lobby, "done");
    lobby_expect(lobby, "survey-start", LIMIT_MS);
}

static void a_survey_is_answered_by_touch(void **state)
{
    static struct figures figures;
    static struct answers_sums expected;
    static struct lobby lobby;
    struct wake *wake = NULL;
    struct cost before, after;
    struct err err = {0};

    (void)state;
    lobby_open(&lobby, WIDTH, HEIGHT);
    answers_start(&lobby);
    if (!wake_open(&wake, lobby.state, &err))
        fail_msg("%s", err.text);
    before = cost_of(lobby.kiosk);
    for (int round = 0; round < ROUNDS; round++)
        answer_once(&lobby, wake, &expected, &figures, round);
    after = cost_of(lobby.kiosk);
    assert_int_equal(lobby_stop(&lobby, SIGTERM), 0);
    wake_close(wake);
    lobby_close(&lobby);
    figure_sort(figures.whole_us, ROUNDS);
    figure_sort(figures.durable_us, ROUNDS);
    figure_sort(figures.thanks_us, ROUNDS);
    figure_begin("survey");
    figure_number("n", ROUNDS);
    figure_number("taps", figures.taps);
    figure_number("shown_ms", SHOWN_MS * ELEMENT_COUNT);
    figure_spread("whole", figures.whole_us, ROUNDS);
    figure_spread("lift_to_durable", figures.durable_us, ROUNDS);
    figure_spread("lift_to_thanks", figures.thanks_us, ROUNDS);
    figure_number("cpu_ms_each", (after.cpu_ms - before.cpu_ms) / ROUNDS);
    figure_number("pss_kb", (double)after.pss_kb);
    figure_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_survey_is_answered_by_touch)};

    if (!lobby_is_possible())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
