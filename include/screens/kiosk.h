/* The kiosk: which screen is open, what the visit has ticked and chosen, and its end.
 *
 * Knows no SDL, SQL, file or socket: the host feeds one input at a time and paints what comes back. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/voice.h"
#include "ui/ui.h"
#include <stdbool.h>

struct kiosk;

struct kiosk_options {
    struct desk *desk; /* NULL: out of service from the start (`fault_code` says why) */
    const struct clock *clock;
    struct ui *ui;
    const char *role;       /* "lobby", "display" */
    bool has_voice;         /* the host speaks what kiosk_take_speech yields */
    bool can_narrate;       /* the host reads aloud what kiosk_take_narration yields */
    const char *device;     /* "K1": in front of fault codes */
    const char *fault_code; /* "P02"; NULL when in service */
    const struct catalog
        *catalog;            /* office name, zone and help while there is no desk; may be NULL */
    const char *office_name; /* shown when there is neither; may be NULL */
    const char *help_line;   /* configured help contact for screen 27; NULL: from the catalogue */
    int idle_scale_percent;  /* 100; 0 is 100 */
    bool has_survey;         /* the lobby's home offers the survey too */
    int complaint_keep_days; /* told in the privacy notice */
    const char *home_lang;   /* the language a visit starts in; NULL: "id" */
    int64_t clock_floor_ms;  /* an earlier clock is shown as --.-- */
};

struct kiosk *kiosk_new(const struct kiosk_options *options) MUST_USE;
void kiosk_free(struct kiosk *kiosk);

/* One frame. The list is borrowed until the next call. `kiosk_wants_frame` says whether another one
 * is due at once (a screen changed, a pressed look was shown and its action is to follow). */
const struct display_list *kiosk_frame(struct kiosk *kiosk, const struct ui_input *input);
bool kiosk_wants_frame(const struct kiosk *kiosk);
/* Monotonic ms of the next deadline (idle time, countdown, clock's next minute). */
int64_t kiosk_wake_at(const struct kiosk *kiosk);

/* Another process has committed something (wake file): look at what this screen follows. */
void kiosk_notice(struct kiosk *kiosk);

/* What is to be said now, once; the next line comes after kiosk_speech_ended. Ask after each frame. */
bool kiosk_take_speech(struct kiosk *kiosk, struct voice_line *out);
void kiosk_speech_ended(struct kiosk *kiosk);

enum { KIOSK_VOLUME_MOST = 2 };
/* The screen as words, for a visitor who has chosen to hear it ("Suara" in "Akses mudah"): what is to be said now,
 * once, in the language in use and before any lexicon; NULL: nothing new. What was being said is to stop. Borrowed until the
 * next frame. `*volume` is -2 to 2, from the usual loudness, and 0 again with each visit. Ask after each frame. */
const char *kiosk_take_narration(struct kiosk *kiosk, int *volume);
/* Headphones are plugged in, or not any more. While they are, the screen is read aloud and what is typed is not
 * hidden; pulled out, the voice is off, for a loudspeaker may go on where they left off. Nothing where nothing can
 * narrate. */
void kiosk_plug(struct kiosk *kiosk, bool has_headphones);
/* Somebody listens; false: be silent at once. */
bool kiosk_is_narrating(const struct kiosk *kiosk);

/* Out of service from now on, with a code that staff can read out. */
void kiosk_fail(struct kiosk *kiosk, const char *code);

/* Did the visit end since the last call? Then the host drops its text caches too. */
bool kiosk_take_wiped(struct kiosk *kiosk);

/* Back in service on another desk, or without any (then out of service it stays). The visit ends;
 * nothing of the desk before is used any more, so that the host may close it. */
void kiosk_serve(struct kiosk *kiosk, struct desk *desk);
/* A catalogue that names office and help while there is no desk; NULL: none. */
void kiosk_lend(struct kiosk *kiosk, const struct catalog *catalog);
/* The code of screen 27, NULL while the kiosk serves. */
const char *kiosk_fault(const struct kiosk *kiosk);

const char *kiosk_screen(const struct kiosk *kiosk); /* "attract", "home", "requirements" … */
