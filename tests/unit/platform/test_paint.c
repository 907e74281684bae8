/* The painter: every command leaves its pixels, inside its rectangle and nowhere else. */
#include "hidden.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

enum { GROUND = 0xF5F3EC, INK = 0x12211C, GREEN = 0x0A5A48, SAFFRON = 0xF2B233 };

static int ink_in(const struct hidden *hidden, struct rect rect)
{
    int count = 0;

    for (int y = rect.y; y < rect.y + rect.h; y++)
        for (int x = rect.x; x < rect.x + rect.w; x++)
            count += hidden_pixel(hidden, x, y) != GROUND;
    return count;
}

static const struct rect spot = {100, 200, 200, 160};

static void draw_op(struct ui *ui, int op)
{
    struct ui_box box = {spot.x, spot.y, spot.w, spot.h};
    struct qr qr = {.size = 21};

    switch ((enum display_op)op) {
    case DRAW_FILL:
        ui_fill(ui, box, C_PRIMARY);
        return;
    case DRAW_ROUND:
        ui_round(ui, box, 24, C_PRIMARY);
        return;
    case DRAW_TEXT:
        ui_text(ui, &(struct ui_text){
                        .box = box, .text = "Ag", .font = F_H1, .weight = W_BOLD, .color = C_INK});
        return;
    case DRAW_ICON:
        ui_icon(ui, ICON_TICKET, box, C_PRIMARY);
        return;
    case DRAW_MARK:
        ui_mark(ui, box, true);
        return;
    case DRAW_TUMPAL:
        ui_tumpal(ui, box, C_ACCENT, C_BG);
        return;
    case DRAW_DASHES:
        ui_dashes(ui, (struct ui_box){box.x, box.y, box.w, 4}, C_LIP);
        return;
    case DRAW_RING:
        ui_ring(ui, (struct ui_box){box.x, box.y, 160, 160}, 12, C_ACCENT);
        return;
    case DRAW_QR:
        memset(qr.dark, 1, sizeof qr.dark);
        ui_qr(ui, box, &qr, "code");
        return;
    case DRAW_SHADOW:
        (void)ui_modal(ui, box);
        return;
    }
}

static void every_command_paints_inside_its_rectangle(void **state)
{
    (void)state;
    for (int op = DRAW_FILL; op < DRAW_SHADOW; op++) {
        struct hidden hidden;

        hidden_open(&hidden, 1080, 1920, draw_op);
        hidden.step = op;
        hidden_show(&hidden, true);
        assert_true(ink_in(&hidden, spot) > 100);
        assert_int_equal(ink_in(&hidden, (struct rect){0, 0, 1080, spot.y - 8}), 0);
        assert_int_equal(ink_in(&hidden, (struct rect){0, 0, spot.x, 1920}), 0);
        assert_int_equal(ink_in(&hidden, (struct rect){spot.x + spot.w, 0, 400, 1920}), 0);
        assert_int_equal(ink_in(&hidden, (struct rect){0, spot.y + spot.h + 8, 1080, 400}), 0);
        hidden_close(&hidden);
    }
}

static void colours_are_those_of_the_theme(void **state)
{
    struct hidden hidden;

    (void)state;
    hidden_open(&hidden, 1080, 1920, draw_op);
    hidden_show(&hidden, true);
    assert_int_equal(hidden_pixel(&hidden, 150, 250), GREEN);
    assert_int_equal(hidden_pixel(&hidden, 99, 250), GROUND);
    hidden.step = DRAW_TUMPAL;
    hidden_show(&hidden, true);
    assert_int_equal(hidden_pixel(&hidden, 112, 340), SAFFRON); /* left foot */
    assert_int_equal(hidden_pixel(&hidden, 145, 350), GROUND);  /* inner triangle */
    hidden.step = DRAW_RING;
    hidden_show(&hidden, true);
    assert_int_equal(hidden_pixel(&hidden, 105, 280), SAFFRON);
    assert_int_equal(hidden_pixel(&hidden, 180, 280), GROUND);
    hidden_close(&hidden);
}

static void corners_are_smooth(void **state)
{
    struct hidden hidden;
    int between = 0;

    (void)state;
    hidden_open(&hidden, 1080, 1920, draw_op);
    hidden.step = DRAW_ROUND;
    hidden_show(&hidden, true);
    assert_int_equal(hidden_pixel(&hidden, spot.x, spot.y), GROUND);
    for (int i = 0; i < 24; i++)
        for (int j = 0; j < 24; j++) {
            uint32_t pixel = hidden_pixel(&hidden, spot.x + i, spot.y + j);
            uint32_t mirror =
                hidden_pixel(&hidden, spot.x + spot.w - 1 - i, spot.y + spot.h - 1 - j);

            assert_int_equal(pixel, mirror);
            between += pixel != GROUND && pixel != GREEN;
        }
    assert_in_range(between, 20, 60);
    hidden_close(&hidden);
}

static void modal_darkens_the_page_and_casts_a_shadow(void **state)
{
    struct hidden hidden;
    uint32_t far;
    uint32_t near;

    (void)state;
    hidden_open(&hidden, 1080, 1920, draw_op);
    hidden.step = DRAW_SHADOW;
    hidden_show(&hidden, true);
    far = hidden_pixel(&hidden, 900, 1500);
    near = hidden_pixel(&hidden, spot.x + spot.w / 2, spot.y + spot.h + 8);
    assert_true((far >> 8 & 0xff) < 0x60);
    assert_true((near >> 8 & 0xff) < (far >> 8 & 0xff));
    assert_int_equal(hidden_pixel(&hidden, 200, 280), 0xffffff);
    hidden_close(&hidden);
}

/* A page with everything, which changes with the step. */
static void draw_page(struct ui *ui, int step)
{
    static const char *const words[] = {"Surat Izin Kerja", "Ambil nomor", "Gratis", "Ya"};
    struct ui_button button = {.name = "take",
                               .label = words[step % 4],
                               .icon = ICON_TICKET,
                               .font = F_H2,
                               .box = {64, 1608 - step % 3 * 10, 640, 128}};
    struct ui_check row = {.name = "req",
                           .number = step % 12,
                           .text = words[step * 3 % 4],
                           .is_ticked = step % 2,
                           .box = {64, 600, 952, 88}};
    struct ui_nav_bar bar = {"Kembali", "Beranda", "English", "Akses", "Petugas",
                             step % 2,  true,      true,      true};

    ui_text(ui, &(struct ui_text){.box = {64, 152, 952, 288},
                                  .text = words[(step + 1) % 4],
                                  .font = F_HERO,
                                  .weight = W_BOLD,
                                  .color = C_INK});
    ui_tumpal(ui, (struct ui_box){0, 480 + step % 5, 1080, 88}, C_ACCENT, C_BG);
    (void)ui_check_row(ui, &row);
    ui_number(ui, (struct ui_box){112, 800, 856, 392}, step % 2 ? "A-014" : "P-3", C_INK, NULL);
    ui_progress(ui, (struct ui_box){64, 1300, 952, 16}, step * 90 % 1000, C_PRIMARY, "");
    ui_dashes(ui, (struct ui_box){64, 1400 + step % 7, 952, 4}, C_LIP);
    (void)ui_button(ui, &button);
    (void)ui_nav_bar(ui, &bar);
    if (step % 6 == 5) {
        struct ui_box inside = ui_modal(ui, (struct ui_box){64, 896, 952, 668});

        ui_ring(ui, (struct ui_box){inside.x, inside.y, 176, 176}, 12, C_ACCENT);
        ui_digits(ui, (struct ui_box){inside.x, inside.y, 176, 176}, "17", F_DISPLAY_S, C_INK,
                  UI_CENTER);
    }
}

static void painting_damage_is_painting_all(void **state)
{
    static const int sizes[][2] = {{1080, 1920}, {540, 960}, {333, 777}, {800, 480}};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct hidden part;
        struct hidden whole;

        hidden_open(&part, sizes[i][0], sizes[i][1], draw_page);
        hidden_open(&whole, sizes[i][0], sizes[i][1], draw_page);
        for (int step = 0; step < 14; step++) {
            part.step = whole.step = step;
            hidden_show(&part, false);
            hidden_show(&whole, true);
            assert_true(hidden_hash(&part) == hidden_hash(&whole));
        }
        hidden_close(&part);
        hidden_close(&whole);
    }
}

static void frames_that_were_held_are_in_the_next_picture(void **state)
{
    struct hidden held;
    struct hidden shown;

    (void)state;
    hidden_open(&held, 540, 960, draw_page);
    hidden_open(&shown, 540, 960, draw_page);
    for (int in_a_row = 0; in_a_row < 30;
         in_a_row += 5) { /* more of them than damage has room for */
        for (int step = 0; step < 14; step++) {
            uint64_t before = hidden_hash(&held);

            for (int i = 0; i < in_a_row; i++) {
                held.step = (step + i + 1) % 14;
                hidden_hold(&held);
            }
            assert_true(hidden_hash(&held) == before);
            held.step = shown.step = step;
            hidden_show(&held, false);
            hidden_show(&shown, true);
            assert_true(hidden_hash(&held) == hidden_hash(&shown));
        }
    }
    hidden_close(&held);
    hidden_close(&shown);
}

static void same_list_is_the_same_picture(void **state)
{
    uint64_t hashes[2];

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct hidden hidden;

        hidden_open(&hidden, 1080, 1920, draw_page);
        hidden.step = 3;
        hidden_show(&hidden, true);
        hashes[i] = hidden_hash(&hidden);
        window_wipe(hidden.window); /* what was kept makes no difference */
        hidden_show(&hidden, true);
        assert_true(hidden_hash(&hidden) == hashes[i]);
        hidden_close(&hidden);
    }
    assert_true(hashes[0] == hashes[1]);
}

static void largest_and_smallest_windows_are_painted(void **state)
{
    static const int sizes[][2] = {{320, 240}, {4320, 7680}, {1920, 1080}};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct hidden hidden;

        hidden_open(&hidden, sizes[i][0], sizes[i][1], draw_page);
        hidden.step = 5;
        hidden_show(&hidden, true);
        assert_int_not_equal(hidden_pixel(&hidden, 0, 0), 0);
        assert_int_not_equal(hidden_pixel(&hidden, sizes[i][0] - 1, sizes[i][1] - 1), 0);
        hidden_close(&hidden);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_paints_inside_its_rectangle),
        cmocka_unit_test(colours_are_those_of_the_theme),
        cmocka_unit_test(corners_are_smooth),
        cmocka_unit_test(modal_darkens_the_page_and_casts_a_shadow),
        cmocka_unit_test(painting_damage_is_painting_all),
        cmocka_unit_test(frames_that_were_held_are_in_the_next_picture),
        cmocka_unit_test(same_list_is_the_same_picture),
        cmocka_unit_test(largest_and_smallest_windows_are_painted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
