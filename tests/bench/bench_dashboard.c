/* How soon the officer's desk shows what another process has committed, while 10,000 wait: from the
 * notice to the end of the frame, placed and painted with the shipped fonts. */
#include "base/text.h"
#include "bench/figures.h"
#include "platform/window.h"
#include "screens/duty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WAITING = 10000, TURNS = 200, WARM_UP = 20 };

static void issue(struct stage *stage, bool is_priority)
{
    struct ticket ticket;
    struct err err = {0};
    const struct ticket_request request = {.request = uuid_v4(),
                                           .service = "sik-perekam-medis",
                                           .is_priority = is_priority,
                                           .lang = "id"};

    if (!desk_issue_ticket(stage->desk, &request, &ticket, &err))
        fail_msg("%s", err.text);
}

/* Every second time the first page changes: a priority ticket stands in front. What is timed is a
 * frame that tells of all `waiting`. */
static double show_news(struct stage *stage, struct window *window, int turn, int waiting)
{
    char title[64];
    double begin_us, took_us;

    issue(stage, turn % 2 == 0);
    begin_us = figure_now_us();
    stage_notice(stage);
    window_show(window, stage->list, false);
    took_us = figure_now_us() - begin_us;
    assert_true(text_format(title, sizeof title, "Menunggu (%d)", waiting));
    assert_string_equal(stage_label(stage, "list-title"), title);
    return took_us;
}

static void desk_follows_the_queue(void **state)
{
    static double news_us[TURNS];
    struct stage stage = {.width = DUTY_WIDTH, .height = DUTY_HEIGHT, .role = "staff"};
    struct window *window;
    struct err err = {0};
    const struct window_options options = {.title = "bench",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = DUTY_WIDTH,
                                           .height = DUTY_HEIGHT,
                                           .is_hidden = true};

    (void)state;
    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    stage.measure = window_measure(window);
    stage_open(&stage, "pekanbaru");
    for (int i = 0; i < WAITING; i++)
        issue(&stage, i % 10 == 0);
    duty_begin(&stage, STAFF_OFFICER);
    for (int i = 0; i < WARM_UP; i++)
        (void)show_news(&stage, window, i, WAITING + i + 1);
    for (int i = 0; i < TURNS; i++)
        news_us[i] = show_news(&stage, window, i, WAITING + WARM_UP + i + 1);
    figure_sort(news_us, TURNS);
    figure_begin("dashboard");
    figure_number("n", TURNS);
    figure_number("waiting", WAITING);
    figure_spread("notice_to_frame", news_us, TURNS);
    figure_end();
    stage_close(&stage);
    window_close(window);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(desk_follows_the_queue)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
