/* Which keys of a keypad do what. */
#include "platform/keymap.h"
#include "base/text.h"
#include <string.h>

static const char shift[] = "Shift+";

static bool has_key(const struct keymap *keymap, SDL_Keycode key, bool is_shifted)
{
    for (size_t i = 0; i < keymap->count; i++)
        if (keymap->keys[i].key == key && keymap->keys[i].is_shifted == is_shifted)
            return true;
    return false;
}

static bool add(struct keymap *keymap, const char *name, enum ui_event_kind kind, struct err *err)
{
    bool is_shifted = strncmp(name, shift, strlen(shift)) == 0;
    SDL_Keycode key = SDL_GetKeyFromName(is_shifted ? name + strlen(shift) : name);

    if (key == SDLK_UNKNOWN)
        return err_set(err, ERR_INVALID, "[keypad]: there is no key \"%s\"", name);
    if (has_key(keymap, key, is_shifted))
        return err_set(err, ERR_INVALID, "[keypad]: the key \"%s\" stands there twice", name);
    if (keymap->count == KEYMAP_KEYS)
        return err_set(err, ERR_INVALID, "[keypad]: more than %d keys", KEYMAP_KEYS);
    keymap->keys[keymap->count].key = key;
    keymap->keys[keymap->count].is_shifted = is_shifted;
    keymap->keys[keymap->count++].kind = kind;
    return true;
}

static bool add_all(struct keymap *keymap, const char *names, enum ui_event_kind kind,
                    struct err *err)
{
    for (const char *at = names ? names : ""; *at;) {
        char name[32];
        size_t len;

        at += strspn(at, " ");
        len = strcspn(at, ",");
        if (!text_format(name, sizeof name, "%.*s", (int)len, at))
            return err_set(err, ERR_INVALID, "[keypad]: there is no key \"%.*s\"", (int)len, at);
        if (!add(keymap, name, kind, err))
            return false;
        at += len + (at[len] == ',');
    }
    return true;
}

bool keymap_fill(struct keymap *keymap, const struct window_keys *names, struct err *err)
{
    keymap->count = 0;
    return add_all(keymap, names->next, UI_KEY_NEXT, err)
           && add_all(keymap, names->previous, UI_KEY_PREVIOUS, err)
           && add_all(keymap, names->ok, UI_KEY_OK, err)
           && add_all(keymap, names->back, UI_KEY_BACK, err)
           && add_all(keymap, names->repeat, UI_KEY_REPEAT, err)
           && add_all(keymap, names->softer, UI_KEY_SOFTER, err)
           && add_all(keymap, names->louder, UI_KEY_LOUDER, err);
}

enum ui_event_kind keymap_find(const struct keymap *keymap, const SDL_Keysym *pressed)
{
    bool is_shifted = (pressed->mod & KMOD_SHIFT) != 0 && has_key(keymap, pressed->sym, true);

    for (size_t i = 0; i < keymap->count; i++)
        if (keymap->keys[i].key == pressed->sym && keymap->keys[i].is_shifted == is_shifted)
            return keymap->keys[i].kind;
    return UI_NONE;
}
