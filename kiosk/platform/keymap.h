/* Which keys of a keypad do what. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "platform/window.h"
#include <SDL.h>

enum { KEYMAP_KEYS = 64 };

struct keymap {
    struct {
        SDL_Keycode key;
        bool is_shifted;
        enum ui_event_kind kind;
    } keys[KEYMAP_KEYS];
    size_t count;
};

/* ERR_INVALID: a name that SDL does not know, a key that would do two things, too many of them. */
MUST_USE bool keymap_fill(struct keymap *keymap, const struct window_keys *names, struct err *err);
/* UI_NONE for a key that does nothing. Shift matters only for a key that is named with it. */
enum ui_event_kind keymap_find(const struct keymap *keymap, const SDL_Keysym *pressed);
