/* Clips into SDL's audio queue. */
#include "platform/sound.h"
#include "base/mem.h"
#include <SDL.h>
#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#define LOG_AREA "sound"
#include "base/alert.h"

enum {
    RATE = 22050,
    BUFFER = 1024,    /* samples: 46 ms */
    GAP_MS = 50,      /* between two clips: words do not run into each other */
    TAIL_MS = 150,    /* what the device still holds when SDL's queue is empty */
    QUIET_MS = 20000, /* then the device is closed */
    LATE_MS = 3000,   /* a line that is this much over its time never ends */
    POLL_MS = 50
};

struct clip {
    Sint16 *samples;
    size_t count;
};

struct sound {
    const char *const *names;
    struct clip *clips; /* one for each name; no samples: silent */
    size_t count;
    SDL_AudioDeviceID device; /* 0: closed */
    atomic_bool is_removed;   /* SDL has told of the device's end, from its own thread */
    bool is_dumb;             /* told the log that there is no device */
    int64_t ends_ms;          /* monotonic: when the last line should be over */
};

/* --- clips ---------------------------------------------------------------------------------------- */

static void scale(struct clip *clip, int percent)
{
    for (size_t i = 0; i < clip->count; i++)
        clip->samples[i] = (Sint16)(clip->samples[i] * percent / 100);
}

static bool load(struct clip *out, const char *asset_dir, const char *name)
{
    AUTO_FREE char *path = mem_format("%s/sounds/%s.wav", asset_dir, name);
    SDL_AudioSpec spec;
    Uint8 *bytes = NULL;
    Uint32 length = 0;
    bool is_fit;

    if (!SDL_LoadWAV(path, &spec, &bytes, &length)) {
        log_warn("%s: %s; calls go without this word", path, SDL_GetError());
        return false;
    }
    is_fit = spec.freq == RATE && spec.channels == 1 && spec.format == AUDIO_S16LSB;
    if (is_fit) {
        out->count = length / sizeof *out->samples;
        out->samples = mem_zalloc(out->count + 1, sizeof *out->samples);
        memcpy(out->samples, bytes, out->count * sizeof *out->samples);
    } else {
        log_warn("%s is not mono, 16 bit, %d Hz; calls go without this word", path, RATE);
    }
    SDL_FreeWAV(bytes);
    return is_fit;
}

static const struct clip *find(const struct sound *sound, const char *name)
{
    for (size_t i = 0; i < sound->count; i++) {
        if (strcmp(sound->names[i], name) == 0)
            return &sound->clips[i];
    }
    return NULL;
}

size_t sound_loaded(const struct sound *sound)
{
    size_t loaded = 0;

    for (size_t i = 0; i < sound->count; i++)
        loaded += sound->clips[i].samples != NULL;
    return loaded;
}

/* --- the device ------------------------------------------------------------------------------------ */

static int SDLCALL hear_of_removal(void *context, SDL_Event *event)
{
    struct sound *sound = context;

    if (event->type == SDL_AUDIODEVICEREMOVED && !event->adevice.iscapture
        && event->adevice.which == sound->device)
        atomic_store(&sound->is_removed, true);
    return 1;
}

static void close_device(struct sound *sound)
{
    if (sound->device)
        SDL_CloseAudioDevice(sound->device);
    sound->device = 0;
    atomic_store(&sound->is_removed, false);
}

/* SDL lists the devices when its audio starts, so a speaker that came later needs a new start. */
static bool start_audio(void)
{
    if (SDL_WasInit(SDL_INIT_AUDIO))
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
}

static bool open_device(struct sound *sound)
{
    const SDL_AudioSpec want = {
        .freq = RATE, .format = AUDIO_S16SYS, .channels = 1, .samples = BUFFER};

    if (atomic_load(&sound->is_removed)) {
        log_warn("the speaker has gone away; trying to open one again");
        close_device(sound);
    }
    if (sound->device)
        return true;
    if (start_audio())
        sound->device = SDL_OpenAudioDevice(NULL, 0, &want, NULL, 0);
    if (!sound->device) {
        if (!sound->is_dumb)
            log_alert(ALERT_SPEAKER,
                      "no speaker: %s; calls are shown without sound, the next one tries again",
                      SDL_GetError());
        sound->is_dumb = true;
        return false;
    }
    if (sound->is_dumb)
        log_info("the speaker is there again");
    sound->is_dumb = false;
    SDL_PauseAudioDevice(sound->device, 0);
    return true;
}

/* --- lines ----------------------------------------------------------------------------------------- */

/* The samples of a line; `*count` of them, yours. */
static Sint16 *join(const struct sound *sound, const char *names, size_t stride, size_t many,
                    size_t *count)
{
    const size_t gap = RATE * GAP_MS / 1000;
    size_t total = 0, at = 0;
    Sint16 *samples;

    for (size_t i = 0; i < many; i++) {
        const struct clip *clip = find(sound, names + i * stride);

        total += (i > 0 ? gap : 0) + (clip ? clip->count : 0);
    }
    samples = mem_zalloc(total + 1, sizeof *samples);
    for (size_t i = 0; i < many; i++) {
        const struct clip *clip = find(sound, names + i * stride);

        at += i > 0 ? gap : 0;
        if (clip && clip->samples)
            memcpy(samples + at, clip->samples, clip->count * sizeof *samples);
        at += clip ? clip->count : 0;
    }
    assert(at == total);
    *count = total;
    return samples;
}

int64_t sound_play(struct sound *sound, const char *clips, size_t stride, size_t count,
                   int64_t now_ms)
{
    size_t total;
    AUTO_FREE Sint16 *samples = join(sound, clips, stride, count, &total);
    int64_t lasts_ms = (int64_t)(total * 1000 / RATE) + TAIL_MS;

    if (open_device(sound)
        && SDL_QueueAudio(sound->device, samples, (Uint32)(total * sizeof *samples)) != 0) {
        log_warn("the speaker takes no sound: %s; this call is shown only", SDL_GetError());
        close_device(sound);
    }
    sound->ends_ms = (sound->ends_ms > now_ms ? sound->ends_ms : now_ms) + lasts_ms;
    return lasts_ms;
}

int64_t sound_left(struct sound *sound, int64_t now_ms)
{
    if (now_ms < sound->ends_ms)
        return sound->ends_ms - now_ms;
    if (!sound->device || SDL_GetQueuedAudioSize(sound->device) == 0)
        return 0;
    if (now_ms < sound->ends_ms + LATE_MS)
        return POLL_MS;
    log_warn("the speaker has stopped in the middle of a call; the next one opens it again");
    close_device(sound);
    return 0;
}

int64_t sound_wake_at(const struct sound *sound)
{
    return sound->device ? sound->ends_ms + QUIET_MS : INT64_MAX;
}

void sound_rest(struct sound *sound, int64_t now_ms)
{
    if (now_ms >= sound_wake_at(sound))
        close_device(sound);
}

/* --- life ------------------------------------------------------------------------------------------ */

struct sound *sound_new(const struct sound_options *options)
{
    struct sound *sound = mem_zalloc(1, sizeof *sound);

    sound->names = options->names;
    sound->count = options->count;
    sound->clips = mem_zalloc(options->count + 1, sizeof *sound->clips);
    for (size_t i = 0; i < options->count; i++) {
        if (load(&sound->clips[i], options->asset_dir, options->names[i]))
            scale(&sound->clips[i], options->volume_percent);
    }
    SDL_AddEventWatch(hear_of_removal, sound);
    return sound;
}

void sound_free(struct sound *sound)
{
    if (!sound)
        return;
    SDL_DelEventWatch(hear_of_removal, sound);
    close_device(sound);
    if (SDL_WasInit(SDL_INIT_AUDIO))
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    for (size_t i = 0; i < sound->count; i++)
        free(sound->clips[i].samples);
    free(sound->clips);
    free(sound);
}
