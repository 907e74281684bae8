/* From a finger on the glass to silence: the real kiosk reads one screen after the other, and each is cut short by the
 * tap that leads to the next. A program that speaks for a minute stands in espeak-ng's place, so that none ends by
 * itself; the time runs from before the tap is sent to X until its process is gone. */
#include "base/file.h"
#include "base/mem.h"
#include "bench/figures.h"
#include "support/lobby.h"
#include "support/patience.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 540, HEIGHT = 960, TAPS = 100, ECHO_MS = 500, PID_MOST = 32 };

/* Its words go nowhere; its number into the file beside it. */
static const char patient_voice[] =
    "#!/bin/sh\ncat >/dev/null && echo $$ >\"$0.new\" && mv \"$0.new\" \"$0.pid\"\nexec sleep 60\n";

static struct lobby lobby;
static char numbered[LOBBY_PATH];

static void begin(void)
{
    char conf[2 * LOBBY_PATH], voice[LOBBY_PATH];
    struct err err = {0};

    lobby_open(&lobby, WIDTH, HEIGHT);
    assert_true(text_format(voice, sizeof voice, "%s/voice", lobby.directory));
    assert_true(text_format(numbered, sizeof numbered, "%s.pid", voice));
    if (!file_replace(voice, patient_voice, strlen(patient_voice), false, &err))
        fail_msg("%s", err.text);
    assert_int_equal(chmod(voice, 0755), 0);
    assert_true(text_format(conf, sizeof conf,
                            "[print]\nbackend = folder\n[voice]\nprogram = %s\nheadphones =\n",
                            voice));
    lobby_configure(&lobby, conf);
    lobby_start(&lobby, NULL);
    (void)lobby_expect(&lobby, "attract", 60000);
    lobby_tap(&lobby, "wake");
    (void)lobby_expect(&lobby, "home", 60000);
    lobby_tap(&lobby, "nav-access");
    lobby_tap(&lobby, "mode-voice");
    lobby_tap(&lobby, "access-apply");
}

/* Who speaks now; one that was cut short before it is passed over. */
static pid_t wait_speaker(void)
{
    struct err err;

    for (int64_t until = view_now_ms() + patience_ms(10000); view_now_ms() < until; view_pause(5)) {
        AUTO_FREE char *bytes = NULL;
        pid_t speaker;
        size_t len = 0;

        if (!file_read(numbered, PID_MOST, &bytes, &len, &err))
            continue;
        speaker = (pid_t)strtol(bytes, NULL, 10);
        assert_true(speaker > 1);
        if (kill(speaker, 0) == 0)
            return speaker;
    }
    fail_msg("nobody speaks");
    return 0;
}

static double silence_us(const char *widget)
{
    double begin_us;
    pid_t speaker;
    int x = 0, y = 0;

    lobby_find(&lobby, widget, &x, &y);
    view_pause(ECHO_MS);
    speaker = wait_speaker();
    begin_us = figure_now_us();
    view_tap(lobby.view, x, y, 0);
    while (kill(speaker, 0) == 0)
        assert_true(figure_now_us() - begin_us < 1e7);
    assert_int_equal(errno, ESRCH);
    return figure_now_us() - begin_us;
}

static void measure(void **state)
{
    static double silence[TAPS];

    (void)state;
    begin();
    for (size_t i = 0; i < TAPS; i++)
        silence[i] = silence_us(i % 2 ? "nav-home" : "search");
    assert_int_equal(lobby_stop(&lobby, SIGTERM), 0);
    lobby_close(&lobby);
    figure_sort(silence, TAPS);
    figure_begin("voice");
    figure_number("taps", TAPS);
    figure_spread("silence", silence, TAPS);
    figure_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(measure)};

    if (!lobby_is_possible())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
