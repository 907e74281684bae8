/* The voice of the board. */
#include "app/speech.h"
#include "base/mem.h"
#include "platform/sound.h"
#include <stdlib.h>
#define LOG_AREA "sound"
#include "base/log.h"

struct speech {
    struct sound *sound;
    bool is_speaking;
};

struct speech *speech_new(const struct settings *settings)
{
    struct speech *speech = mem_zalloc(1, sizeof *speech);
    struct sound_options options = {.asset_dir = settings->asset_dir,
                                    .volume_percent = settings->display_volume};

    options.names = voice_clips(&options.count);
    speech->sound = sound_new(&options);
    log_debug("%zu of %zu clips", sound_loaded(speech->sound), options.count);
    return speech;
}

void speech_free(struct speech *speech)
{
    if (!speech)
        return;
    sound_free(speech->sound);
    free(speech);
}

void speech_step(struct speech *speech, struct kiosk *kiosk, int64_t now_ms)
{
    struct voice_line line;

    if (!speech)
        return;
    if (speech->is_speaking && sound_left(speech->sound, now_ms) == 0) {
        speech->is_speaking = false;
        kiosk_speech_ended(kiosk);
    }
    if (kiosk_take_speech(kiosk, &line)) {
        (void)sound_play(speech->sound, line.clips[0], sizeof line.clips[0], line.count, now_ms);
        speech->is_speaking = true;
    }
    sound_rest(speech->sound, now_ms);
}

int64_t speech_wake_at(struct speech *speech, int64_t now_ms)
{
    if (!speech)
        return INT64_MAX;
    return speech->is_speaking ? now_ms + sound_left(speech->sound, now_ms)
                               : sound_wake_at(speech->sound);
}
