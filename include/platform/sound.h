/* The speaker: plays short clips one after the other, and knows when they are over.
 *
 * Nothing here fails for its caller. Without a device the line is silent and lasts as long as it
 * would have sounded; the device is tried again with the next line, and said so in the log only when
 * that changes. It is opened for a line and closed when it has been quiet for a while, so that a
 * speaker that is plugged in at noon is heard. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sound;

struct sound_options {
    const char *asset_dir;    /* holds sounds/NAME.wav */
    const char *const *names; /* the clips that will ever be played; borrowed */
    size_t count;
    int volume_percent; /* 0..100 */
};

/* Loads every clip. A clip that is missing or of another format is named in the log and silent. */
struct sound *sound_new(const struct sound_options *options) MUST_USE;
void sound_free(struct sound *sound);

/* Begins a line; one that still sounds is played to its end first. `clips` has `count` names of
 * `stride` bytes each. Returns how long the line lasts, in ms. */
int64_t sound_play(struct sound *sound, const char *clips, size_t stride, size_t count,
                   int64_t now_ms);

/* Milliseconds until it is worth asking again, 0: all has been heard. A device that has stopped
 * taking sound is given up. */
int64_t sound_left(struct sound *sound, int64_t now_ms);

/* When sound_rest has something to do (monotonic ms), INT64_MAX: never. */
int64_t sound_wake_at(const struct sound *sound);
/* Closes a device that has been quiet for a while. */
void sound_rest(struct sound *sound, int64_t now_ms);

/* How many clips were loaded, for the log and tests. */
size_t sound_loaded(const struct sound *sound);
