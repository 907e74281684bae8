/* The window's events, pushed into SDL's queue as a driver would. */
#include "hidden.h"
#include "base/attr.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <pthread.h>
#include <SDL.h>
#include <string.h>

static void draw_ground(struct ui *ui, int step)
{
    ui_fill(ui, (struct ui_box){0, 0, 100, 100 + step}, C_INK);
    (void)ui_hotspot(ui, "all", "All", (struct ui_box){100, 0, 980, 1920});
}

static void open_quiet(struct hidden *hidden, int width, int height)
{
    struct ui_event event;

    hidden_open(hidden, width, height, draw_ground);
    hidden_show(hidden, true);
    while (window_wait(hidden->window, 0, &event) != WINDOW_NOTHING) /* what opening caused */
        ;
}

static void push_finger(Uint32 type, float x, float y, SDL_FingerID finger)
{
    SDL_Event event = {.tfinger = {.type = type, .touchId = 1, .fingerId = finger, .x = x, .y = y}};

    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void push_key(SDL_Keycode key, Uint16 mod)
{
    SDL_Event event = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = key, .mod = mod}}};

    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void finger_arrives_in_window_pixels(void **state)
{
    struct hidden hidden;
    struct ui_event event;

    (void)state;
    open_quiet(&hidden, 540, 960);
    push_finger(SDL_FINGERDOWN, 0.5F, 0.25F, 1);
    push_finger(SDL_FINGERDOWN, 0.1F, 0.1F, 2);
    push_finger(SDL_FINGERUP, 0.5F, 0.25F, 1);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_EVENT);
    assert_int_equal(event.kind, UI_DOWN);
    assert_int_equal(event.x, 270);
    assert_int_equal(event.y, 240);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_EVENT);
    assert_int_equal(event.kind, UI_UP);
    assert_int_equal(window_wait(hidden.window, 0, &event), WINDOW_NOTHING);
    hidden_close(&hidden);
}

static void palm_beside_everything_gives_way_to_a_finger(void **state)
{
    struct hidden hidden;
    struct ui_event event;

    (void)state;
    open_quiet(&hidden, 540, 960);
    push_finger(SDL_FINGERDOWN, 0.01F, 0.9F, 1);
    push_finger(SDL_FINGERDOWN, 0.5F, 0.25F, 2);
    push_finger(SDL_FINGERUP, 0.5F, 0.25F, 2);
    push_finger(SDL_FINGERUP, 0.01F, 0.9F, 1);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_EVENT);
    assert_int_equal(event.x, 5);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_EVENT);
    assert_int_equal(event.kind, UI_DOWN);
    assert_int_equal(event.x, 270);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_EVENT);
    assert_int_equal(event.kind, UI_UP);
    assert_int_equal(window_wait(hidden.window, 0, &event), WINDOW_NOTHING);
    assert_false(window_touch_is_stuck(hidden.window));
    hidden_close(&hidden);
}

static void drag_is_told_where_it_is_now(void **state)
{
    struct hidden hidden;
    struct ui_event event;

    (void)state;
    open_quiet(&hidden, 540, 960);
    push_finger(SDL_FINGERDOWN, 0.5F, 0.25F, 1);
    for (int i = 0; i < 20; i++)
        push_finger(SDL_FINGERMOTION, 0.5F, 0.3F + (float)i / 100, 1);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_EVENT);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_EVENT);
    assert_int_equal(event.kind, UI_MOVE);
    assert_int_equal(event.y, 470); /* 0.49 of 960 */
    assert_int_equal(window_wait(hidden.window, 0, &event), WINDOW_NOTHING);
    hidden_close(&hidden);
}

static void mouse_events_are_not_heard_twice(void **state)
{
    struct hidden hidden;
    struct ui_event event;
    SDL_Event mouse = {.button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT}};

    (void)state;
    open_quiet(&hidden, 540, 960);
    assert_int_equal(SDL_PushEvent(&mouse), 1);
    assert_int_equal(window_wait(hidden.window, 0, &event), WINDOW_NOTHING);
    hidden_close(&hidden);
}

static void keypad_moves_and_confirms(void **state)
{
    static const struct {
        SDL_Keycode key;
        Uint16 mod;
        enum ui_event_kind kind;
    } keys[] = {
        {SDLK_TAB, 0, UI_KEY_NEXT},    {SDLK_TAB, KMOD_LSHIFT, UI_KEY_PREVIOUS},
        {SDLK_DOWN, 0, UI_KEY_NEXT},   {SDLK_RIGHT, 0, UI_KEY_NEXT},
        {SDLK_UP, 0, UI_KEY_PREVIOUS}, {SDLK_LEFT, 0, UI_KEY_PREVIOUS},
        {SDLK_RETURN, 0, UI_KEY_OK},   {SDLK_KP_ENTER, 0, UI_KEY_OK},
        {SDLK_SPACE, 0, UI_KEY_OK},    {SDLK_ESCAPE, 0, UI_KEY_BACK},
    };
    struct hidden hidden;
    struct ui_event event;

    (void)state;
    open_quiet(&hidden, 540, 960);
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        push_key(keys[i].key, keys[i].mod);
        assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_EVENT);
        assert_int_equal(event.kind, keys[i].kind);
    }
    hidden_close(&hidden);
}

static void keypad_keys_are_those_that_were_named(void **state)
{
    static const struct {
        SDL_Keycode key;
        enum ui_event_kind kind;
    } keys[] = {
        {SDLK_F17, UI_KEY_NEXT},        {SDLK_KP_4, UI_KEY_PREVIOUS}, {SDLK_KP_PLUS, UI_KEY_LOUDER},
        {SDLK_KP_MINUS, UI_KEY_SOFTER}, {SDLK_F24, UI_KEY_REPEAT},
    };
    struct window_options options = {.title = "keys",
                                     .asset_dir = SOURCE_DIR "/assets",
                                     .width = 540,
                                     .height = 960,
                                     .keys = {.next = "F17,Keypad 6",
                                              .previous = "Keypad 4",
                                              .repeat = "F24",
                                              .softer = "Keypad -",
                                              .louder = "Keypad +"},
                                     .is_hidden = true};
    struct window *window = NULL;
    struct ui_event event;
    struct err err = {0};

    (void)state;
    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    while (window_wait(window, 0, &event) != WINDOW_NOTHING)
        ;
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        push_key(keys[i].key, 0);
        assert_int_equal(window_wait(window, 1000, &event), WINDOW_EVENT);
        assert_int_equal(event.kind, keys[i].kind);
    }
    push_key(SDLK_RETURN, 0); /* no longer named */
    assert_int_equal(window_wait(window, 0, &event), WINDOW_NOTHING);
    window_close(window);
}

static void bytes_of_a_scanner_do_nothing(void **state)
{
    struct hidden hidden;
    struct ui_event event;

    (void)state;
    open_quiet(&hidden, 540, 960);
    for (const char *c = "anj1:pekanbaru 20261123\ta-014:7f3k\r"; *c; c++)
        push_key((SDL_Keycode)*c, 0);
    assert_int_equal(window_wait(hidden.window, 0, &event), WINDOW_NOTHING);
    hidden_close(&hidden);
}

/* As a driver would at that time of SDL's clock, which has 32 bits. */
static void push_key_at(SDL_Keycode key, Uint32 at_ms)
{
    SDL_Event event = {.key = {.type = SDL_KEYDOWN, .timestamp = at_ms, .keysym = {.sym = key}}};

    assert_int_equal(SDL_PeepEvents(&event, 1, SDL_ADDEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT), 1);
}

static void keypad_works_after_the_clock_starts_again(void **state)
{
    struct hidden hidden;
    struct ui_event event;

    (void)state;
    open_quiet(&hidden, 540, 960);
    push_key_at('a', UINT32_MAX - 100);
    push_key_at(SDLK_RETURN, 300); /* still the scanner */
    push_key_at(SDLK_RETURN, 1000);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_EVENT);
    assert_int_equal(event.kind, UI_KEY_OK);
    assert_int_equal(window_wait(hidden.window, 0, &event), WINDOW_NOTHING);
    hidden_close(&hidden);
}

static void window_in_a_desktop_closes_by_key_and_button(void **state)
{
    struct hidden hidden;
    struct ui_event event;
    SDL_Event quit = {.type = SDL_QUIT};

    (void)state;
    open_quiet(&hidden, 540, 960);
    push_key(SDLK_q, KMOD_LCTRL);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_QUIT);
    assert_int_equal(SDL_PushEvent(&quit), 1);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_QUIT);
    hidden_close(&hidden);
}

static void full_screen_does_not_end_by_a_key(void **state)
{
    static const struct {
        SDL_Keycode key;
        Uint16 modifiers;
    } chords[] = {{SDLK_q, KMOD_LCTRL},
                  {SDLK_F4, KMOD_LALT},
                  {SDLK_ESCAPE, KMOD_LALT},
                  {SDLK_c, KMOD_LCTRL},
                  {SDLK_w, KMOD_LCTRL},
                  {SDLK_LGUI, KMOD_NONE},
                  {SDLK_d, KMOD_LGUI},
                  {SDLK_PRINTSCREEN, 0},
                  {SDLK_F11, KMOD_NONE},
                  {SDLK_SYSREQ, KMOD_LALT},
                  {SDLK_DELETE, KMOD_LCTRL | KMOD_LALT}};
    SDL_Event close = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_CLOSE}};
    struct hidden hidden;
    struct ui_event event;

    (void)state;
    open_quiet(&hidden, 0, 0);
    for (size_t i = 0; i < ARRAY_LEN(chords); i++) {
        push_key(chords[i].key, chords[i].modifiers);
        assert_int_equal(window_wait(hidden.window, 0, &event), WINDOW_NOTHING);
    }
    assert_int_equal(SDL_PushEvent(&close), 1); /* a window manager's way to say it */
    assert_int_equal(window_wait(hidden.window, 0, &event), WINDOW_NOTHING);
    hidden_close(&hidden);
}

static void time_out_is_nothing(void **state)
{
    struct hidden hidden;
    struct ui_event event = {UI_DOWN, 1, 2};

    (void)state;
    open_quiet(&hidden, 540, 960);
    assert_int_equal(window_wait(hidden.window, 20, &event), WINDOW_NOTHING);
    assert_int_equal(event.kind, UI_NONE);
    hidden_close(&hidden);
}

static void *notify(void *window)
{
    for (int i = 0; i < 1000; i++)
        window_notify(window);
    return NULL;
}

static void notice_from_another_thread_wakes_the_window_once(void **state)
{
    struct hidden hidden;
    struct ui_event event;
    pthread_t thread;

    (void)state;
    open_quiet(&hidden, 540, 960);
    assert_int_equal(pthread_create(&thread, NULL, notify, hidden.window), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_NOTICE);
    assert_int_equal(window_wait(hidden.window, 0, &event), WINDOW_NOTHING);
    window_notify(hidden.window);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_NOTICE);
    hidden_close(&hidden);
}

static void resized_window_has_its_new_size_and_is_painted_whole(void **state)
{
    struct hidden hidden;
    struct ui_event event;
    int width;
    int height;
    SDL_Window *window;

    (void)state;
    open_quiet(&hidden, 540, 960);
    window = SDL_GetWindowFromID(1);
    assert_non_null(window);
    SDL_SetWindowSize(window, 720, 1280);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_RESIZED);
    window_size(hidden.window, &width, &height);
    assert_int_equal(width, 720);
    assert_int_equal(height, 1280);
    hidden_show(&hidden, false); /* the first after a resize paints all, asked or not */
    assert_int_equal(hidden_pixel(&hidden, 719, 1279), 0xF5F3EC);
    hidden_close(&hidden);
}

static void exposed_window_shows_what_was_painted_and_asks_for_no_picture(void **state)
{
    struct hidden hidden;
    struct ui_event event;
    SDL_Event exposed = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_EXPOSED}};
    SDL_Event lost = {.type = SDL_RENDER_TARGETS_RESET};

    (void)state;
    open_quiet(&hidden, 540, 960);
    assert_int_equal(SDL_PushEvent(&exposed), 1);
    assert_int_equal(window_wait(hidden.window, 0, &event), WINDOW_NOTHING);
    assert_int_equal(SDL_PushEvent(&lost), 1);
    assert_int_equal(window_wait(hidden.window, 0, &event), WINDOW_EXPOSED);
    assert_int_equal(SDL_PushEvent(&exposed), 1); /* nothing to show again */
    assert_int_equal(window_wait(hidden.window, 0, &event), WINDOW_EXPOSED);
    hidden_close(&hidden);
}

static void window_without_pixels_is_lost(void **state)
{
    struct hidden hidden;
    struct ui_event event;
    SDL_Event resized = {
        .window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_SIZE_CHANGED}};

    (void)state;
    open_quiet(&hidden, 540, 960);
    SDL_QuitSubSystem(SDL_INIT_VIDEO); /* the display went away */
    assert_int_equal(SDL_InitSubSystem(SDL_INIT_EVENTS), 0);
    assert_int_equal(SDL_PushEvent(&resized), 1);
    assert_int_equal(window_wait(hidden.window, 1000, &event), WINDOW_LOST);
    hidden_close(&hidden);
}

static void list_of_another_size_is_painted_as_far_as_it_goes(void **state)
{
    struct hidden hidden;

    (void)state;
    open_quiet(&hidden, 540, 960);
    SDL_SetWindowSize(SDL_GetWindowFromID(1), 300, 400);
    window_show(hidden.window, hidden.list, false);
    window_show(hidden.window, hidden.list, true);
    assert_int_equal(hidden_pixel(&hidden, 299, 399), 0xF5F3EC);
    hidden_close(&hidden);
}

static void random_events_end_in_none(void **state)
{
    struct hidden hidden;
    unsigned seed = 12345;

    (void)state;
    open_quiet(&hidden, 540, 960);
    for (int round = 0; round < 300; round++) {
        struct ui_event event;

        for (int i = 0; i < 40; i++) {
            SDL_Event any;
            uint8_t bytes[sizeof any];

            for (size_t j = 0; j < sizeof bytes; j++) {
                seed = seed * 1664525U + 1013904223U;
                bytes[j] = (uint8_t)(seed >> 16);
            }
            memcpy(&any, bytes, sizeof any);
            any.type = SDL_FINGERDOWN + bytes[0] % 3;
            assert_int_equal(SDL_PushEvent(&any), 1);
        }
        while (window_wait(hidden.window, 0, &event) == WINDOW_EVENT) {
            assert_in_range(event.x, 0, 539);
            assert_in_range(event.y, 0, 959);
            hidden.input.event = event;
            hidden_show(&hidden, false);
        }
    }
    hidden_close(&hidden);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finger_arrives_in_window_pixels),
        cmocka_unit_test(palm_beside_everything_gives_way_to_a_finger),
        cmocka_unit_test(drag_is_told_where_it_is_now),
        cmocka_unit_test(mouse_events_are_not_heard_twice),
        cmocka_unit_test(keypad_moves_and_confirms),
        cmocka_unit_test(keypad_keys_are_those_that_were_named),
        cmocka_unit_test(bytes_of_a_scanner_do_nothing),
        cmocka_unit_test(keypad_works_after_the_clock_starts_again),
        cmocka_unit_test(window_in_a_desktop_closes_by_key_and_button),
        cmocka_unit_test(full_screen_does_not_end_by_a_key),
        cmocka_unit_test(time_out_is_nothing),
        cmocka_unit_test(notice_from_another_thread_wakes_the_window_once),
        cmocka_unit_test(resized_window_has_its_new_size_and_is_painted_whole),
        cmocka_unit_test(exposed_window_shows_what_was_painted_and_asks_for_no_picture),
        cmocka_unit_test(window_without_pixels_is_lost),
        cmocka_unit_test(list_of_another_size_is_painted_as_far_as_it_goes),
        cmocka_unit_test(random_events_end_in_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
