/* A panel that hangs turned: the same picture, and fingers where people see them. */
#include "platform/rotation.h"
#include "base/attr.h"
#include "hidden.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>
#include <SDL.h>

enum { W = 5, H = 3 };

/* 0..14 in rows of five, turned by hand. */
static const uint32_t turned[][W * H] = {
    [ROTATION_90] = {10, 5, 0, 11, 6, 1, 12, 7, 2, 13, 8, 3, 14, 9, 4},
    [ROTATION_180] = {14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
    [ROTATION_270] = {4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11, 0, 5, 10},
};

static void each_turn_brings_every_pixel_to_its_place(void **state)
{
    uint32_t pixels[W * H];
    struct canvas upright = {.pixels = pixels, .width = W, .height = H, .stride = W};

    (void)state;
    for (uint32_t i = 0; i < W * H; i++)
        pixels[i] = i;
    for (int turn = ROTATION_90; turn <= ROTATION_270; turn++) {
        bool is_sideways = rotation_is_sideways((enum rotation)turn);
        uint32_t shown[W * H] = {0};
        struct canvas glass = {.pixels = shown,
                               .width = is_sideways ? H : W,
                               .height = is_sideways ? W : H,
                               .stride = is_sideways ? H : W};

        rotation_copy((enum rotation)turn, &upright, (struct rect){0, 0, W, H}, &glass);
        assert_memory_equal(shown, turned[turn], sizeof shown);
    }
}

static void a_part_lands_where_it_was_announced_and_nowhere_else(void **state)
{
    enum { SIDE = 100, OTHER = 70 };
    static uint32_t pixels[SIDE * OTHER], shown[SIDE * OTHER];
    const struct rect part = {13, 7, 41, 39};

    (void)state;
    for (int turn = ROTATION_NONE; turn <= ROTATION_270; turn++) {
        bool is_sideways = rotation_is_sideways((enum rotation)turn);
        struct canvas upright = {.pixels = pixels, .width = SIDE, .height = OTHER, .stride = SIDE};
        struct canvas glass = {.pixels = shown,
                               .width = is_sideways ? OTHER : SIDE,
                               .height = is_sideways ? SIDE : OTHER,
                               .stride = is_sideways ? OTHER : SIDE};
        struct rect place = rotation_to_glass((enum rotation)turn, part, SIDE, OTHER);

        memset(pixels, 0x11, sizeof pixels);
        memset(shown, 0, sizeof shown);
        rotation_copy((enum rotation)turn, &upright, part, &glass);
        for (int y = 0; y < glass.height; y++) {
            for (int x = 0; x < glass.width; x++) {
                bool is_inside =
                    x >= place.x && x < place.x + place.w && y >= place.y && y < place.y + place.h;

                assert_int_equal(shown[y * glass.width + x], is_inside ? 0x11111111 : 0);
            }
        }
    }
}

static void a_finger_comes_back_to_the_pixel_it_touched(void **state)
{
    (void)state;
    for (int turn = ROTATION_NONE; turn <= ROTATION_270; turn++) {
        for (int i = 0; i < W * H; i++) {
            struct rect place =
                rotation_to_glass((enum rotation)turn, (struct rect){i % W, i / W, 1, 1}, W, H);

            rotation_from_glass((enum rotation)turn, W, H, &place.x, &place.y);
            assert_int_equal(place.x, i % W);
            assert_int_equal(place.y, i / W);
        }
    }
}

static void draw_corner(struct ui *ui, int step)
{
    ui_fill(ui, (struct ui_box){0, 0, 200, 100}, C_PRIMARY);
    (void)step;
}

static void the_picture_on_a_turned_panel_is_the_upright_one(void **state)
{
    const int degrees[] = {90, 180, 270};
    struct hidden plain;
    uint64_t upright;

    (void)state;
    hidden_open(&plain, 1080, 1920, draw_corner);
    hidden_show(&plain, true);
    upright = hidden_hash(&plain);
    hidden_close(&plain);
    for (size_t i = 0; i < ARRAY_LEN(degrees); i++) {
        struct hidden hidden;
        bool is_sideways = degrees[i] != 180;

        hidden_open_turned(&hidden, is_sideways ? 1920 : 1080, is_sideways ? 1080 : 1920,
                           degrees[i], draw_corner);
        hidden_show(&hidden, true);
        assert_int_equal(hidden.input.width, 1080);
        assert_int_equal(hidden.input.height, 1920);
        assert_true(hidden_hash(&hidden) == upright);
        hidden_close(&hidden);
    }
}

static void a_touch_on_a_turned_panel_is_told_upright(void **state)
{
    SDL_Event sign = {.tfinger = {.type = SDL_FINGERDOWN, .x = 0.75F, .y = 0.25F}};
    struct hidden hidden;
    struct ui_event event;

    (void)state;
    hidden_open_turned(&hidden, 1920, 1080, 90, draw_corner);
    assert_int_equal(SDL_PushEvent(&sign), 1);
    while (window_wait(hidden.window, 1000, &event) != WINDOW_EVENT)
        ;
    assert_int_equal(event.kind, UI_DOWN);
    assert_in_range(event.x, 269, 271);
    assert_in_range(event.y, 478, 480); /* 1920 - 1440 */
    hidden_close(&hidden);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_turn_brings_every_pixel_to_its_place),
        cmocka_unit_test(a_part_lands_where_it_was_announced_and_nowhere_else),
        cmocka_unit_test(a_finger_comes_back_to_the_pixel_it_touched),
        cmocka_unit_test(the_picture_on_a_turned_panel_is_the_upright_one),
        cmocka_unit_test(a_touch_on_a_turned_panel_is_told_upright),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
