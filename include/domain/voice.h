/* The spoken call: which clips, in order, say "Nomor antrean A nol satu empat, silakan ke Loket dua".
 *
 * Letter, then digit by digit: clearest in a loud hall, and no number grammar to mishear. Counters
 * speak their number as a number ("Loket dua belas"). A pure function; clip names are file names in
 * assets/sounds/ without .wav. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>
#include <stddef.h>

enum { VOICE_CLIPS_MOST = 40, VOICE_CLIP_NAME = 24 };

struct voice_line {
    char clips[VOICE_CLIPS_MOST]
              [VOICE_CLIP_NAME]; /* "chime", "nomor-antrean", "a", "nol", … "pause" */
    size_t count;
    bool
        is_whole; /* false: a word of the counter has no clip; "silakan-lihat-layar" stands for it */
};

/* `number` as shown ("A-014", "A2-001", "Aa-001"), `counter` as shown ("Loket 2"). */
void voice_call(struct voice_line *out, const char *number, const char *counter);
/* Every clip that voice_call may name, for the check of the shipped sounds. */
const char *const *voice_clips(size_t *count);
