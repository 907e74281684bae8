/* The real kiosk reads its screen aloud: the words reach the program that speaks, a touch silences it at once, and
 * a program that dies or is missing costs nothing but the voice. */
#include "base/file.h"
#include "base/mem.h"
#include "support/lobby.h"
#include "support/patience.h"
#include <fcntl.h>
#include <linux/input.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 540, HEIGHT = 960, SAID_MOST = 1 << 20 };

/* Writes what it is to say into the file `said`, then speaks for a minute. */
static const char patient_voice[] =
    "#!/bin/sh\n"
    "cat >\"$0.new\" && echo \"$@\" >>\"$0.new\" && echo $$ >>\"$0.new\"\n"
    "mv \"$0.new\" \"$0.said\"\n"
    "exec sleep 60\n";
/* The real one, into a file instead of a speaker. */
static const char real_voice[] =
    "#!/bin/sh\nespeak-ng \"$@\" -w \"$0.wav\" && mv \"$0.wav\" \"$0.said\"\n";
static const char broken_voice[] = "#!/bin/sh\necho run >>\"$0.runs\"\nexit 3\n";

static struct lobby lobby;
static char voice[LOBBY_PATH], said[LOBBY_PATH];
static int jack; /* a FIFO in the device's place, from its own side */

static void open_with(const char *script)
{
    char conf[3 * LOBBY_PATH], device[LOBBY_PATH];
    struct err err = {0};

    lobby_open(&lobby, WIDTH, HEIGHT);
    assert_true(text_format(voice, sizeof voice, "%s/voice", lobby.directory));
    assert_true(text_format(said, sizeof said, "%s.said", voice));
    if (script && !file_replace(voice, script, strlen(script), false, &err))
        fail_msg("%s", err.text);
    if (script)
        assert_int_equal(chmod(voice, 0755), 0);
    assert_true(text_format(device, sizeof device, "%s/jack", lobby.directory));
    assert_int_equal(mkfifo(device, 0600), 0);
    jack = open(device, O_RDWR | O_CLOEXEC);
    assert_true(jack >= 0);
    assert_true(text_format(conf, sizeof conf,
                            "[print]\nbackend = folder\n[voice]\nprogram = %s\nheadphones = %s\n",
                            voice, device));
    lobby_configure(&lobby, conf);
    lobby_start(&lobby, NULL);
    (void)lobby_expect(&lobby, "attract", 60000);
    lobby_tap(&lobby, "wake");
    (void)lobby_expect(&lobby, "home", 60000);
}

static void close_all(void)
{
    (void)close(jack);
    lobby_close(&lobby);
}

static void plug(int value)
{
    const struct input_event event = {.type = EV_SW, .code = SW_HEADPHONE_INSERT, .value = value};

    assert_int_equal(write(jack, &event, sizeof event), sizeof event);
}

static void listen(void)
{
    lobby_tap(&lobby, "nav-access");
    lobby_tap(&lobby, "mode-voice");
    lobby_tap(&lobby, "access-apply");
}

/* What has been said since the last call; waits for it. Yours. */
static char *wait_said(size_t *len)
{
    char *bytes = NULL;
    struct err err;

    for (int64_t until = view_now_ms() + patience_ms(10000); view_now_ms() < until;
         view_pause(20)) {
        if (file_read(said, SAID_MOST, &bytes, len, &err)) {
            assert_int_equal(unlink(said), 0);
            return bytes;
        }
    }
    fail_msg("nothing was said");
    return NULL;
}

static const char *last_line(char *text)
{
    size_t len = strlen(text);
    const char *newline;

    if (len > 0 && text[len - 1] == '\n')
        text[len - 1] = '\0';
    newline = strrchr(text, '\n');
    return newline ? newline + 1 : text;
}

static bool is_alive(long pid)
{
    return kill((pid_t)pid, 0) == 0;
}

static void the_screen_is_said_and_a_touch_ends_it(void **state)
{
    size_t len = 0;
    long speaker;

    (void)state;
    open_with(patient_voice);
    listen();
    AUTO_FREE char *page = wait_said(&len);
    assert_non_null(strstr(page, "Apa keperluan Anda?"));
    assert_non_null(strstr(page, "-v id -s 150 -a 100 --stdin -m"));
    speaker = strtol(last_line(page), NULL, 10);
    assert_true(speaker > 1 && is_alive(speaker));
    lobby_tap(&lobby, "search");
    AUTO_FREE char *next = wait_said(&len);
    assert_false(is_alive(speaker));
    assert_non_null(strstr(next, "Cari izin"));
    assert_int_equal(lobby_stop(&lobby, SIGTERM), 0);
    close_all();
}

static void a_number_is_said_by_recordings(void **state)
{
    size_t len = 0;
    bool is_said = false;

    (void)state;
    open_with(patient_voice);
    plug(1);
    lobby_tap(&lobby, "service-1");
    lobby_tap(&lobby, "take");
    lobby_tap(&lobby, "take-general");
    for (int lines = 0; lines < 8 && !is_said; lines++) {
        AUTO_FREE char *page = wait_said(&len);

        is_said = strstr(page, "/sounds/a.wav\">A</audio>") && strstr(page, "/sounds/satu.wav\">");
    }
    assert_true(is_said);
    assert_int_equal(lobby_stop(&lobby, SIGTERM), 0);
    close_all();
}

static void headphones_alone_make_it_speak_and_their_going_ends_it(void **state)
{
    size_t len = 0;
    long speaker;

    (void)state;
    open_with(patient_voice);
    plug(1);
    AUTO_FREE char *page = wait_said(&len);
    assert_non_null(strstr(page, "Apa keperluan Anda?"));
    speaker = strtol(last_line(page), NULL, 10);
    assert_true(speaker > 1 && is_alive(speaker));
    plug(0);
    for (int64_t until = view_now_ms() + patience_ms(10000);
         is_alive(speaker) && view_now_ms() < until; view_pause(20))
        ;
    assert_false(is_alive(speaker));
    assert_int_equal(lobby_stop(&lobby, SIGTERM), 0);
    close_all();
}

static void the_real_voice_makes_sound_of_it(void **state)
{
    size_t len = 0;

    (void)state;
    open_with(real_voice);
    listen();
    AUTO_FREE char *sound = wait_said(&len);
    assert_true(len > 40000); /* a second and more, 16 bits at 22 kHz */
    assert_memory_equal(sound, "RIFF", 4);
    assert_int_equal(lobby_stop(&lobby, SIGTERM), 0);
    close_all();
}

static void a_voice_that_dies_is_given_up_and_the_kiosk_goes_on(void **state)
{
    char path[LOBBY_PATH + 8];
    AUTO_FREE char *runs = NULL;
    size_t len = 0;
    struct err err = {0};

    (void)state;
    open_with(broken_voice);
    listen();
    for (int i = 0; i < 5; i++) {
        lobby_tap(&lobby, "search");
        (void)lobby_expect(&lobby, "search", 60000);
        lobby_tap(&lobby, "nav-home");
        (void)lobby_expect(&lobby, "home", 60000);
    }
    assert_true(lobby_log_has(&lobby, "it is not started any more"));
    assert_true(text_format(path, sizeof path, "%s.runs", voice));
    if (!file_read(path, SAID_MOST, &runs, &len, &err))
        fail_msg("%s", err.text);
    assert_in_range(len / strlen("run\n"), 5, 6);
    assert_int_equal(lobby_stop(&lobby, SIGTERM), 0);
    close_all();
}

static void without_a_voice_none_is_offered(void **state)
{
    (void)state;
    open_with(NULL);
    lobby_tap(&lobby, "nav-access");
    (void)lobby_expect(&lobby, "access", 60000);
    assert_false(lobby_has(&lobby, "mode-voice"));
    assert_true(lobby_log_has(&lobby, "the screen is not read aloud"));
    assert_int_equal(lobby_stop(&lobby, SIGTERM), 0);
    close_all();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_screen_is_said_and_a_touch_ends_it),
        cmocka_unit_test(headphones_alone_make_it_speak_and_their_going_ends_it),
        cmocka_unit_test(a_number_is_said_by_recordings),
        cmocka_unit_test(the_real_voice_makes_sound_of_it),
        cmocka_unit_test(a_voice_that_dies_is_given_up_and_the_kiosk_goes_on),
        cmocka_unit_test(without_a_voice_none_is_offered),
    };

    if (!lobby_is_possible())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
