/* The shipped clips: each one that a call may name is there, in the right format, audible, not
 * clipped, and begins and ends with sound. */
#include "domain/voice.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <dirent.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RATE = 22050, HEADER = 44, FILE_MOST = 200 * 1000 };

struct clip {
    int16_t *samples;
    size_t count;
};

static uint32_t little(const char *bytes, int count)
{
    uint32_t value = 0;

    for (int i = count - 1; i >= 0; i--)
        value = value << 8 | (unsigned char)bytes[i];
    return value;
}

static struct clip read_clip(const char *name)
{
    AUTO_FREE char *path = mem_format("%s/assets/sounds/%s.wav", SOURCE_DIR, name);
    AUTO_FREE char *bytes = NULL;
    struct clip clip;
    struct err err = {0};
    size_t size = 0;

    if (!file_read(path, FILE_MOST, &bytes, &size, &err))
        fail_msg("%s", err.text);
    assert_true(size > HEADER);
    assert_memory_equal(bytes, "RIFF", 4);
    assert_memory_equal(bytes + 8, "WAVEfmt ", 8);
    assert_int_equal(little(bytes + 20, 2), 1); /* PCM */
    assert_int_equal(little(bytes + 22, 2), 1); /* mono */
    assert_int_equal(little(bytes + 24, 4), RATE);
    assert_int_equal(little(bytes + 34, 2), 16);
    assert_memory_equal(bytes + 36, "data", 4);
    clip.count = little(bytes + 40, 4) / 2;
    assert_int_equal(HEADER + clip.count * 2, size);
    clip.samples = mem_zalloc(clip.count, sizeof *clip.samples);
    for (size_t i = 0; i < clip.count; i++)
        clip.samples[i] = (int16_t)little(bytes + HEADER + 2 * i, 2);
    return clip;
}

static double rms_db(const struct clip *clip)
{
    double sum = 0;

    for (size_t i = 0; i < clip->count; i++)
        sum += (double)clip->samples[i] * clip->samples[i];
    return 10 * log10(sum / (double)clip->count / (32768.0 * 32768.0));
}

static int peak(const struct clip *clip, size_t from, size_t to)
{
    int most = 0;

    for (size_t i = from; i < to && i < clip->count; i++)
        most = abs(clip->samples[i]) > most ? abs(clip->samples[i]) : most;
    return most;
}

static bool is_word(const char *name)
{
    return !text_equal(name, "chime") && !text_equal(name, "pause");
}

static void every_clip_a_call_may_name_is_there(void **state)
{
    size_t count;
    const char *const *clips = voice_clips(&count);

    (void)state;
    assert_true(count > 70);
    for (size_t i = 0; i < count; i++) {
        struct clip clip = read_clip(clips[i]);

        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(clips[i], clips[k]);
        assert_true(clip.count > RATE / 10 && clip.count < 2 * RATE);
        free(clip.samples);
    }
}

static void words_are_equally_loud_and_not_clipped(void **state)
{
    size_t count;
    const char *const *clips = voice_clips(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        struct clip clip = read_clip(clips[i]);

        assert_true(peak(&clip, 0, clip.count) < 32000);
        if (is_word(clips[i]) && fabs(rms_db(&clip) + 21) > 1.5)
            fail_msg("%s: %.1f dB instead of -21", clips[i], rms_db(&clip));
        free(clip.samples);
    }
}

/* A word that began 200 ms late would tear the number apart. */
static void words_have_no_silence_at_their_ends(void **state)
{
    size_t count;
    const char *const *clips = voice_clips(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        struct clip clip = read_clip(clips[i]);

        if (is_word(clips[i])
            && (peak(&clip, 0, RATE / 20) < 150
                || peak(&clip, clip.count - RATE / 20, clip.count) < 150))
            fail_msg("%s: silence at an end", clips[i]);
        free(clip.samples);
    }
}

static void the_chime_is_heard_and_the_pause_is_silent(void **state)
{
    struct clip chime = read_clip("chime"), pause = read_clip("pause");

    (void)state;
    assert_true(rms_db(&chime) > -21);
    assert_int_equal(peak(&pause, 0, pause.count), 0);
    free(chime.samples);
    free(pause.samples);
}

static void no_sound_lies_there_that_nobody_plays(void **state)
{
    DIR *folder = opendir(SOURCE_DIR "/assets/sounds");
    size_t files = 0, count;
    const struct dirent *entry;

    (void)state;
    (void)voice_clips(&count);
    assert_non_null(folder);
    while ((entry = readdir(folder)))
        files += strstr(entry->d_name, ".wav") != NULL;
    closedir(folder);
    assert_int_equal(files, count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_clip_a_call_may_name_is_there),
        cmocka_unit_test(words_are_equally_loud_and_not_clipped),
        cmocka_unit_test(words_have_no_silence_at_their_ends),
        cmocka_unit_test(the_chime_is_heard_and_the_pause_is_silent),
        cmocka_unit_test(no_sound_lies_there_that_nobody_plays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
