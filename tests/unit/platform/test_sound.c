/* The speaker, as SDL's driver that writes a file: what was played, in order and without overlap; no
 * device, and one that comes later. */
#include "base/file.h"
#include "base/mem.h"
#include "domain/voice.h"
#include "platform/sound.h"
#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RATE = 22050, GAP = RATE * 50 / 1000, FILE_MOST = 64 * 1000 * 1000 };

struct tape {
    char dir[64];
    char path[96];
    int64_t now_ms;
};

static int open_tape(void **state)
{
    struct tape *tape = mem_zalloc(1, sizeof *tape);

    memcpy(tape->dir, "/tmp/anjungan-sound-XXXXXX", 27);
    assert_non_null(mkdtemp(tape->dir));
    snprintf(tape->path, sizeof tape->path, "%s/tape.raw", tape->dir);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", tape->path, 1);
    setenv("SDL_DISKAUDIODELAY", "1", 1); /* ms for a buffer of 46: the test is in a hurry */
    tape->now_ms = 1000;
    *state = tape;
    return 0;
}

static int close_tape(void **state)
{
    struct tape *tape = *state;

    (void)unlink(tape->path);
    (void)rmdir(tape->dir);
    free(tape);
    return 0;
}

static struct sound *open_sound(int volume)
{
    struct sound_options options = {.asset_dir = SOURCE_DIR "/assets", .volume_percent = volume};

    options.names = voice_clips(&options.count);
    return sound_new(&options);
}

static int64_t play(struct sound *sound, const struct voice_line *line, int64_t now_ms)
{
    return sound_play(sound, line->clips[0], sizeof line->clips[0], line->count, now_ms);
}

/* Until all was heard; the time that the lines last is jumped over, the device is waited for. */
static void wait_for_end(struct sound *sound, struct tape *tape)
{
    int64_t left;

    while ((left = sound_left(sound, tape->now_ms)) > 0) {
        tape->now_ms += left > 50 ? left : 0;
        SDL_Delay(5);
    }
}

static int16_t *read_tape(const struct tape *tape, size_t *count)
{
    char *bytes;
    size_t size;
    struct err err;

    assert_true(file_read(tape->path, FILE_MOST, &bytes, &size, &err));
    *count = size / 2;
    return (int16_t *)(void *)bytes;
}

static size_t length_of(const char *clip)
{
    AUTO_FREE char *path = mem_format(SOURCE_DIR "/assets/sounds/%s.wav", clip);
    AUTO_FREE char *bytes = NULL;
    size_t size;
    struct err err;

    assert_true(file_read(path, FILE_MOST, &bytes, &size, &err));
    return (size - 44) / 2;
}

static size_t length_of_line(const struct voice_line *line)
{
    size_t total = (line->count - 1) * GAP;

    for (size_t i = 0; i < line->count; i++)
        total += length_of(line->clips[i]);
    return total;
}

/* The clip's samples stand on the tape at `at`. */
static void assert_clip_at(const int16_t *tape, size_t count, size_t at, const char *clip)
{
    AUTO_FREE char *path = mem_format(SOURCE_DIR "/assets/sounds/%s.wav", clip);
    AUTO_FREE char *bytes = NULL;
    size_t size;
    struct err err;

    assert_true(file_read(path, FILE_MOST, &bytes, &size, &err));
    assert_true(at + (size - 44) / 2 <= count);
    assert_memory_equal(tape + at, bytes + 44, size - 44);
}

static size_t first_sound(const int16_t *tape, size_t count)
{
    size_t at = 0;

    while (at < count && abs(tape[at]) == 0)
        at++;
    return at;
}

static void assert_line_at(const int16_t *tape, size_t count, size_t *at,
                           const struct voice_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        *at += i > 0 ? GAP : 0;
        assert_clip_at(tape, count, *at, line->clips[i]);
        *at += length_of(line->clips[i]);
    }
}

/* Where the chime begins: its own file may begin with samples of zero. */
static size_t lead_of_chime(void)
{
    AUTO_FREE char *bytes = NULL;
    size_t size;
    struct err err;

    assert_true(file_read(SOURCE_DIR "/assets/sounds/chime.wav", FILE_MOST, &bytes, &size, &err));
    return first_sound((const int16_t *)(void *)(bytes + 44), (size - 44) / 2);
}

static void a_call_is_heard_word_for_word(void **state)
{
    struct tape *tape = *state;
    struct sound *sound = open_sound(100);
    struct voice_line line;
    AUTO_FREE int16_t *heard = NULL;
    size_t count, at;
    int64_t lasts;

    voice_call(&line, "A-014", "Loket 2");
    lasts = play(sound, &line, tape->now_ms);
    assert_true(llabs(lasts - 150 - (int64_t)(length_of_line(&line) * 1000 / RATE)) <= 1);
    assert_int_equal(sound_left(sound, tape->now_ms), lasts);
    wait_for_end(sound, tape);
    sound_free(sound);
    heard = read_tape(tape, &count);
    at = first_sound(heard, count) - lead_of_chime();
    assert_line_at(heard, count, &at, &line);
    assert_int_equal(first_sound(heard + at, count - at), count - at); /* and then nothing */
}

static void two_calls_at_once_are_heard_one_after_the_other(void **state)
{
    struct tape *tape = *state;
    struct sound *sound = open_sound(100);
    struct voice_line first, second;
    AUTO_FREE int16_t *heard = NULL;
    size_t count, at;
    int64_t lasts;

    voice_call(&first, "A-014", "Loket 2");
    voice_call(&second, "B-007", "Meja informasi");
    lasts = play(sound, &first, tape->now_ms);
    lasts += play(sound, &second, tape->now_ms + 300);
    assert_int_equal(sound_left(sound, tape->now_ms + 300), lasts - 300);
    wait_for_end(sound, tape);
    sound_free(sound);
    heard = read_tape(tape, &count);
    at = first_sound(heard, count) - lead_of_chime();
    assert_line_at(heard, count, &at, &first);
    assert_line_at(heard, count, &at, &second);
}

static int loudest(const int16_t *samples, size_t count)
{
    int most = 0;

    for (size_t i = 0; i < count; i++)
        most = abs(samples[i]) > most ? abs(samples[i]) : most;
    return most;
}

static void volume_makes_it_softer(void **state)
{
    struct tape *tape = *state;
    struct voice_line line;
    int peaks[2];

    voice_call(&line, "A-014", "Loket 2");
    for (int i = 0; i < 2; i++) {
        struct sound *sound = open_sound(i == 0 ? 100 : 25);
        AUTO_FREE int16_t *heard = NULL;
        size_t count;

        (void)play(sound, &line, tape->now_ms);
        wait_for_end(sound, tape);
        sound_free(sound);
        heard = read_tape(tape, &count);
        peaks[i] = loudest(heard, count);
    }
    assert_in_range(peaks[1], peaks[0] / 4 - 2, peaks[0] / 4 + 2);
}

static void without_a_device_the_line_lasts_as_long_and_the_next_one_tries_again(void **state)
{
    struct tape *tape = *state;
    struct sound *sound;
    struct voice_line line;
    AUTO_FREE int16_t *heard = NULL;
    size_t count;
    int64_t lasts;

    setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
    sound = open_sound(100);
    voice_call(&line, "A-014", "Loket 2");
    lasts = play(sound, &line, tape->now_ms);
    assert_true(lasts > 3000);
    assert_int_equal(sound_left(sound, tape->now_ms + 1), lasts - 1);
    tape->now_ms += lasts;
    assert_int_equal(sound_left(sound, tape->now_ms), 0);
    assert_int_equal(access(tape->path, F_OK), -1);

    setenv("SDL_AUDIODRIVER", "disk", 1);
    assert_int_equal(play(sound, &line, tape->now_ms), lasts);
    wait_for_end(sound, tape);
    sound_free(sound);
    heard = read_tape(tape, &count);
    assert_true(count >= length_of_line(&line));
}

static void a_device_that_goes_away_is_opened_again(void **state)
{
    struct tape *tape = *state;
    struct sound *sound = open_sound(100);
    SDL_Event gone = {.type = SDL_AUDIODEVICEREMOVED};
    struct voice_line line;
    AUTO_FREE int16_t *heard = NULL;
    size_t count;

    voice_call(&line, "A-014", "Loket 2");
    (void)play(sound, &line, tape->now_ms);
    for (Uint32 id = 1; id < 16; id++) { /* whichever number SDL gave it */
        gone.adevice.which = id;
        assert_int_equal(SDL_PushEvent(&gone) >= 0, true);
    }
    wait_for_end(sound, tape);
    (void)unlink(tape->path);
    (void)play(sound, &line, tape->now_ms);
    wait_for_end(sound, tape);
    sound_free(sound);
    heard = read_tape(tape, &count); /* written by the device that was opened again */
    assert_true(count >= length_of_line(&line));
}

static void a_quiet_device_is_closed(void **state)
{
    struct tape *tape = *state;
    struct sound *sound = open_sound(100);
    struct voice_line line;

    assert_int_equal(sound_wake_at(sound), INT64_MAX);
    voice_call(&line, "A-014", "Loket 2");
    (void)play(sound, &line, tape->now_ms);
    wait_for_end(sound, tape);
    assert_true(sound_wake_at(sound) > tape->now_ms);
    sound_rest(sound, tape->now_ms);
    assert_true(sound_wake_at(sound) < INT64_MAX);
    sound_rest(sound, sound_wake_at(sound));
    assert_int_equal(sound_wake_at(sound), INT64_MAX);
    sound_free(sound);
}

static void a_missing_clip_leaves_the_chime(void **state)
{
    struct tape *tape = *state;
    static const char *const names[] = {"chime", "no-such-clip"};
    struct sound *sound = sound_new(&(struct sound_options){
        .asset_dir = SOURCE_DIR "/assets", .names = names, .count = 2, .volume_percent = 100});
    static const char line[3][16] = {"chime", "no-such-clip", "never-asked-for"};
    AUTO_FREE int16_t *heard = NULL;
    size_t count;

    assert_int_equal(sound_loaded(sound), 1);
    (void)sound_play(sound, line[0], sizeof line[0], 3, tape->now_ms);
    wait_for_end(sound, tape);
    sound_free(sound);
    heard = read_tape(tape, &count);
    assert_clip_at(heard, count, first_sound(heard, count) - lead_of_chime(), "chime");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_call_is_heard_word_for_word, open_tape, close_tape),
        cmocka_unit_test_setup_teardown(two_calls_at_once_are_heard_one_after_the_other, open_tape,
                                        close_tape),
        cmocka_unit_test_setup_teardown(volume_makes_it_softer, open_tape, close_tape),
        cmocka_unit_test_setup_teardown(
            without_a_device_the_line_lasts_as_long_and_the_next_one_tries_again, open_tape,
            close_tape),
        cmocka_unit_test_setup_teardown(a_device_that_goes_away_is_opened_again, open_tape,
                                        close_tape),
        cmocka_unit_test_setup_teardown(a_quiet_device_is_closed, open_tape, close_tape),
        cmocka_unit_test_setup_teardown(a_missing_clip_leaves_the_chime, open_tape, close_tape),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
