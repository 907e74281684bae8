/* The keypad's keys: what a setting may name is a key that SDL knows, and each does one thing. */
#include "platform/keymap.h"
#include "app/settings.h"
#include "base/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static enum ui_event_kind find(const struct keymap *keymap, SDL_Keycode key, Uint16 mod)
{
    const SDL_Keysym pressed = {.sym = key, .mod = mod};

    return keymap_find(keymap, &pressed);
}

static const struct conf_option *option_of(const char *key)
{
    size_t count = 0;
    const struct conf_option *options = settings_options(&count);

    for (size_t i = 0; i < count; i++)
        if (text_equal(options[i].section, "keypad") && text_equal(options[i].key, key))
            return &options[i];
    fail_msg("[keypad] has no %s", key);
    return NULL;
}

static void the_usual_keys_are_the_defaults(void **state)
{
    const struct window_keys usual = {
        .next = option_of("next")->fallback,
        .previous = option_of("previous")->fallback,
        .ok = option_of("ok")->fallback,
        .back = option_of("back")->fallback,
        .repeat = option_of("repeat")->fallback,
        .softer = option_of("softer")->fallback,
        .louder = option_of("louder")->fallback,
    };
    static const struct {
        SDL_Keycode key;
        Uint16 mod;
        enum ui_event_kind kind;
    } keys[] = {
        {SDLK_TAB, 0, UI_KEY_NEXT},
        {SDLK_TAB, KMOD_RSHIFT, UI_KEY_PREVIOUS},
        {SDLK_RIGHT, 0, UI_KEY_NEXT},
        {SDLK_DOWN, 0, UI_KEY_NEXT},
        {SDLK_DOWN, KMOD_LSHIFT, UI_KEY_NEXT},
        {SDLK_LEFT, 0, UI_KEY_PREVIOUS},
        {SDLK_UP, 0, UI_KEY_PREVIOUS},
        {SDLK_RETURN, 0, UI_KEY_OK},
        {SDLK_KP_ENTER, 0, UI_KEY_OK},
        {SDLK_SPACE, 0, UI_KEY_OK},
        {SDLK_ESCAPE, 0, UI_KEY_BACK},
        {SDLK_BACKSPACE, 0, UI_KEY_BACK},
        {SDLK_F1, 0, UI_KEY_REPEAT},
        {SDLK_HELP, 0, UI_KEY_REPEAT},
        {SDLK_F2, 0, UI_KEY_SOFTER},
        {SDLK_VOLUMEDOWN, 0, UI_KEY_SOFTER},
        {SDLK_F3, 0, UI_KEY_LOUDER},
        {SDLK_VOLUMEUP, 0, UI_KEY_LOUDER},
        {SDLK_a, 0, UI_NONE},
        {SDLK_F4, 0, UI_NONE},
    };
    struct keymap keymap;
    struct err err = {0};

    (void)state;
    if (!keymap_fill(&keymap, &usual, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        assert_int_equal(find(&keymap, keys[i].key, keys[i].mod), keys[i].kind);
}

static void every_name_that_a_setting_may_hold_is_a_key(void **state)
{
    size_t count = 0;

    (void)state;
    for (const char *at = option_of("next")->choices; *at; at += *at == '|') {
        char name[32];
        struct keymap keymap;
        struct err err = {0};

        assert_true(text_format(name, sizeof name, "%.*s", (int)strcspn(at, "|"), at));
        if (!keymap_fill(&keymap, &(struct window_keys){.back = name}, &err))
            fail_msg("%s", err.text);
        assert_int_equal(keymap.count, 1);
        at += strlen(name);
        count++;
    }
    assert_true(count > 50 && count <= KEYMAP_KEYS);
}

static void a_key_does_one_thing_and_has_a_name(void **state)
{
    static const struct {
        struct window_keys keys;
        const char *text;
    } cases[] = {
        {{.next = "Tab", .back = "F9, Tab"}, "[keypad]: the key \"Tab\" stands there twice"},
        {{.ok = "Return, Return"}, "[keypad]: the key \"Return\" stands there twice"},
        {{.ok = "Blue"}, "[keypad]: there is no key \"Blue\""},
        {{.ok = "Return,, F9"}, "[keypad]: there is no key \"\""},
        {{.ok = "a name that is much longer than any key's"},
         "[keypad]: there is no key \"a name that is much longer than any key's\""},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct keymap keymap;
        struct err err = {0};

        assert_false(keymap_fill(&keymap, &cases[i].keys, &err));
        assert_int_equal(err.code, ERR_INVALID);
        assert_string_equal(err.text, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_usual_keys_are_the_defaults),
        cmocka_unit_test(every_name_that_a_setting_may_hold_is_a_key),
        cmocka_unit_test(a_key_does_one_thing_and_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
