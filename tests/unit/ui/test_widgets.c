/* The widgets of the design: what they are called, what they say, where they stand. */
#include "fixture.h"
#include "base/attr.h"
#include "ui/check.h"
#include "ui/form.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static const struct ui_tab three_tabs[] = {{"tab-list", "Syarat", ICON_LIST_CHECKS},
                                           {"tab-steps", "Alur", ICON_ROUTE},
                                           {"tab-info", "Info & aduan", ICON_INFO}};

static void draw_everything(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct ui_chrome chrome = {.office = "DPMPTSP Kota Pekanbaru",
                               .subtitle = "Anjungan Layanan",
                               .clock = "09.41",
                               .date = "Sen, 23 Nov 2026",
                               .status = "Siap",
                               .status_icon = ICON_CIRCLE_CHECK,
                               .status_tone = UI_TONE_GOOD};
    struct ui_nav_bar bar = {"Kembali", "Beranda", "English", "Akses", "Petugas",
                             false,     true,      true,      true};
    struct ui_surface tile = {.name = "tile", .spoken = "Kesehatan", .box = {64, 460, 468, 144}};
    struct ui_check ticked = {.name = "req-1",
                              .number = 1,
                              .text = "Fotokopi KTP",
                              .is_ticked = true,
                              .has_divider = true,
                              .box = {64, 640, 952, 88}};
    struct ui_check open = {
        .name = "req-2", .number = 2, .text = "Foto", .box = {64, 728, 952, 88}};
    struct ui_button take = {.name = "take",
                             .label = "Ambil",
                             .spoken = "Ambil nomor",
                             .icon = ICON_TICKET,
                             .kind = UI_HELPER,
                             .font = F_BODY,
                             .is_stacked = true,
                             .box = {768, 1000, 248, 160}};
    struct qr qr = {.size = 25};
    struct ui_box inside;
    int tab;

    memset(qr.dark, 1, sizeof qr.dark);
    ui_top_bar(ui, &chrome);
    tab = ui_tabs(ui, (struct ui_box){64, 320, 952, 104}, three_tabs, 3, 1);
    if (tab >= 0)
        stage->number = tab;
    stage->fired.one += ui_surface(ui, &tile, &inside);
    ui_card(ui, (struct ui_box){64, 638, 952, 180}, 24, 2, C_EDGE, C_SURFACE);
    stage->fired.two += ui_check_row(ui, &ticked);
    stage->fired.two += ui_check_row(ui, &open);
    ui_progress(ui, (struct ui_box){64, 860, 952, 16}, 500, C_PRIMARY, "1 dari 2");
    (void)ui_button(ui, &take);
    ui_qr(ui, (struct ui_box){64, 1000, 300, 300}, &qr, "Nomor A-014");
    (void)ui_nav_bar(ui, &bar);
}

static void draw_nav(struct stage *stage)
{
    struct ui_nav_bar bar = {"Back", "Home", "Indonesia", "Access", "Ask an office",
                             true,   true,   true,        true};

    (void)ui_nav_bar(stage->ui, &bar);
}

static void words_in_the_bar_keep_off_the_edges_of_their_button(void **state)
{
    struct stage stage;
    const struct widget *help;
    size_t lines = 0;

    (void)state;
    stage_open(&stage, draw_nav);
    stage.theme = ui_theme_get(false, true);
    stage_frame(&stage, UI_NONE);
    help = stage_widget(&stage, "nav-help");
    for (size_t i = 0; i < stage.list->command_count; i++) {
        const struct display_command *command = &stage.list->commands[i];

        if (command->op != DRAW_TEXT || command->rect.x < help->rect.x)
            continue;
        assert_true(command->rect.x >= help->rect.x + 10);
        assert_true(command->rect.x + command->rect.w <= help->rect.x + help->rect.w - 10);
        lines++;
    }
    assert_int_equal(lines, 2);
    stage_close(&stage);
}

static void every_widget_is_in_the_tree(void **state)
{
    static const struct {
        const char *name, *label, *state;
        enum widget_role role;
    } wanted[] = {
        {"status", "Siap", "", ROLE_STATUS},
        {"office", "DPMPTSP Kota Pekanbaru", "", ROLE_TEXT},
        {"tab-list", "Syarat", "", ROLE_TAB},
        {"tab-steps", "Alur", "selected", ROLE_TAB},
        {"tab-info", "Info & aduan", "", ROLE_TAB},
        {"tile", "Kesehatan", "", ROLE_BUTTON},
        {"req-1", "Fotokopi KTP", "ticked", ROLE_CHECKBOX},
        {"req-2", "Foto", "", ROLE_CHECKBOX},
        {"progress", "1 dari 2", "", ROLE_PROGRESS},
        {"take", "Ambil nomor", "", ROLE_BUTTON},
        {"qr", "Nomor A-014", "", ROLE_IMAGE},
        {"nav-back", "Kembali", "disabled", ROLE_BUTTON},
        {"nav-home", "Beranda", "", ROLE_BUTTON},
        {"nav-language", "English", "", ROLE_BUTTON},
        {"nav-access", "Akses", "", ROLE_BUTTON},
        {"nav-help", "Petugas", "", ROLE_BUTTON},
    };
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_everything);
    assert_int_equal(stage.list->widget_count, ARRAY_LEN(wanted));
    for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
        const struct widget *widget = &stage.list->widgets[i];

        assert_string_equal(widget->name, wanted[i].name);
        assert_string_equal(widget->label, wanted[i].label);
        assert_string_equal(widget->state, wanted[i].state);
        assert_int_equal(widget->role, wanted[i].role);
    }
    assert_string_equal(stage.list->screen, "stage");
    stage_close(&stage);
}

static void page_of_every_widget_passes_the_check(void **state)
{
    struct stage stage;
    struct ui_fault faults[8];

    (void)state;
    for (int theme = 0; theme < 4; theme++) {
        size_t count;

        stage_open(&stage, draw_everything);
        stage.theme = ui_theme_get(theme & 1, theme & 2);
        stage_frame(&stage, UI_NONE);
        count = ui_check_list(stage.list, faults, ARRAY_LEN(faults));
        for (size_t i = 0; i < count && i < ARRAY_LEN(faults); i++)
            print_message("%s\n", faults[i].text);
        assert_int_equal(count, 0);
        stage_close(&stage);
    }
}

/* A row with a button of its own, and options beside it. */
static void draw_row(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct ui_surface row = {.name = "row",
                             .spoken = "A-014",
                             .kind = UI_TILE_NOTED,
                             .box = {64, 200, 952, 112},
                             .reach_w = 800};
    struct ui_button key = {.name = "key",
                            .label = "",
                            .spoken = "Cetak ulang",
                            .icon = ICON_PRINTER,
                            .kind = UI_ACCENT,
                            .font = F_CAPTION,
                            .box = {900, 215, 76, 76},
                            .radius = 16};
    struct ui_box inside;

    stage->fired.one += ui_surface(ui, &row, &inside);
    stage->fired.two += ui_button(ui, &key);
    for (int i = 0; i < 2; i++)
        if (ui_option(ui, &(struct ui_option){.name = i == 0 ? "option-a" : "option-b",
                                              .letter = i == 0 ? "A" : NULL,
                                              .label = "Penerimaan berkas",
                                              .box = {64, 400 + i * 100, 480, 76},
                                              .is_selected = stage->number == i}))
            stage->number = i;
}

static void row_leaves_its_end_to_its_button(void **state)
{
    struct stage stage;
    struct ui_fault faults[4];

    (void)state;
    stage_open(&stage, draw_row);
    assert_int_equal(ui_check_list(stage.list, faults, ARRAY_LEN(faults)), 0);
    stage_tap(&stage, 930, 250);
    assert_int_equal(stage.fired.one, 0);
    assert_int_equal(stage.fired.two, 1);
    stage_tap(&stage, 100, 250);
    assert_int_equal(stage.fired.one, 1);
    stage_tap(&stage, 880, 250); /* between the two */
    assert_int_equal(stage.fired.one, 1);
    assert_int_equal(stage.fired.two, 1);
    stage_close(&stage);
}

static void one_option_is_chosen(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_row);
    assert_string_equal(stage_state(&stage, "option-a"), "selected");
    stage_tap(&stage, 200, 540);
    stage.input.now_ms += 500; /* its pressed look is over */
    stage_frame(&stage, UI_NONE);
    assert_string_equal(stage_state(&stage, "option-a"), "");
    assert_string_equal(stage_state(&stage, "option-b"), "selected");
    stage_close(&stage);
}

static void tab_tells_which_was_touched(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_everything);
    stage_tap(&stage, 100, 370);
    assert_int_equal(stage.number, 0);
    stage_tap(&stage, 980, 370);
    assert_int_equal(stage.number, 2);
    stage_close(&stage);
}

static void tabs_fill_their_track_at_any_length(void **state)
{
    struct stage stage;
    const struct widget *first;
    const struct widget *last;

    (void)state;
    stage_open(&stage, draw_everything);
    first = stage_widget(&stage, "tab-list");
    last = stage_widget(&stage, "tab-info");
    assert_int_equal(first->rect.x, 64 + 8);
    assert_int_equal(last->rect.x + last->rect.w, 1016 - 8);
    assert_int_equal(first->rect.w, stage_widget(&stage, "tab-steps")->rect.w);
    assert_true(last->rect.w > first->rect.w);
    stage_close(&stage);
}

static struct ui_box inside_of_tile;

static void draw_tile(struct stage *stage)
{
    struct ui_surface tile = {.name = "tile", .spoken = "Tile", .box = {64, 300, 468, 144}};

    stage->fired.one += ui_surface(stage->ui, &tile, &inside_of_tile);
}

static void content_of_a_tile_moves_with_it(void **state)
{
    struct stage stage;
    int y;

    (void)state;
    stage_open(&stage, draw_tile);
    y = inside_of_tile.y;
    assert_int_equal(inside_of_tile.h, 144 - 6);
    stage_touch(&stage, UI_DOWN, 100, 350);
    assert_int_equal(inside_of_tile.y, y + 6);
    stage_touch(&stage, UI_UP, 100, 350);
    assert_int_equal(stage.fired.one, 1);
    stage_close(&stage);
}

/* The lip is the full height, the border 6 less, the face 2 inside. */
static void surface_is_lip_border_and_face(void **state)
{
    struct stage stage;
    const struct display_command *lip;

    (void)state;
    stage_open(&stage, draw_tile);
    lip = &stage.list->commands[1]; /* 0 is the page's ground */
    assert_int_equal(lip->rect.h, 144);
    assert_true(lip->color == stage.theme->color[C_LIP]);
    assert_int_equal(lip[1].rect.h, 138);
    assert_true(lip[1].color == stage.theme->color[C_EDGE]);
    assert_int_equal(lip[2].rect.h, 134);
    assert_int_equal(lip[2].radius, lip[1].radius - 2);
    assert_true(lip[2].color == stage.theme->color[C_SURFACE]);
    stage_touch(&stage, UI_DOWN, 100, 350);
    assert_true(stage.list->commands[1].color != stage.theme->color[C_LIP]);
    assert_true(stage.list->commands[2].color == stage.theme->color[C_TINT]);
    stage_close(&stage);
}

static void draw_hotspot(struct stage *stage)
{
    stage->fired.one += ui_hotspot(stage->ui, "start", "Mulai", (struct ui_box){0, 120, 1080, 900});
}

static void hotspot_draws_nothing_and_fires_anywhere(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_hotspot);
    assert_int_equal(stage.list->command_count, 1);
    stage_touch(&stage, UI_DOWN, 100, 300);
    assert_int_equal(stage.list->command_count, 1);
    stage_touch(&stage, UI_UP, 10, 130); /* further would be a swipe */
    assert_int_equal(stage.fired.one, 1);
    stage_close(&stage);
}

static void rows_are_as_high_as_their_text(void **state)
{
    struct stage stage;
    char text[400];

    (void)state;
    stage_open(&stage, draw_tile);
    assert_int_equal(ui_check_height(stage.ui, "KTP", 952), 88);
    memset(text, 0, sizeof text);
    for (size_t lines = 2; lines <= 4; lines++) {
        /* 756 px of 14 px characters: 54 to the line */
        for (size_t i = 0; i < lines * 54 - 3; i++)
            text[i] = i % 9 == 8 ? ' ' : 'a';
        assert_int_equal(ui_check_height(stage.ui, text, 952), lines == 2   ? 112
                                                               : lines == 3 ? 148
                                                                            : 184);
    }
    stage_close(&stage);
}

static int chip_width;

static void draw_chip(struct stage *stage)
{
    chip_width = ui_chip(stage->ui, (struct ui_box){500, 31, stage->number, 56}, ICON_CHECK,
                         "Siap melayani", UI_TONE_GOOD, true, "status");
}

static void chip_is_as_wide_as_its_words(void **state)
{
    struct stage stage;
    const struct widget *chip;

    (void)state;
    stage_open(&stage, draw_chip);
    stage.number = 400;
    stage_frame(&stage, UI_NONE);
    assert_in_range(chip_width, 13 * 12 + 80, 13 * 12 + 100);
    chip = stage_widget(&stage, "status");
    assert_int_equal(chip->rect.x + chip->rect.w, 900); /* at the right of its box */
    stage.number = 150;
    stage_frame(&stage, UI_NONE);
    assert_int_equal(chip_width, 150);
    stage_close(&stage);
}

static void draw_bars(struct stage *stage)
{
    ui_progress(stage->ui, (struct ui_box){100, 500, 1000, 16}, stage->number, C_ACCENT, "x");
}

static void progress_takes_any_share(void **state)
{
    static const struct {
        int share, width;
    } cases[] = {{0, 0}, {-5, 0}, {1, 16}, {500, 500}, {1000, 1000}, {2000, 1000}};
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_bars);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct display_command *last;

        stage.number = cases[i].share;
        stage_frame(&stage, UI_NONE);
        last = &stage.list->commands[stage.list->command_count - 1];
        if (cases[i].width == 0)
            assert_true(last->color == stage.theme->color[C_HAIR]);
        else
            assert_int_equal(last->rect.w, cases[i].width);
    }
    stage_close(&stage);
}

static void draw_qr(struct stage *stage)
{
    struct qr qr = {.size = stage->number};

    ui_qr(stage->ui, (struct ui_box){100, 500, 250, 250}, &qr, "code");
}

static void code_has_whole_modules_and_its_quiet_zone(void **state)
{
    struct stage stage;
    const struct display_command *code;

    (void)state;
    stage_open(&stage, draw_qr);
    assert_int_equal(stage.list->command_count, 1); /* an empty code draws nothing */
    stage.number = 25;
    stage_frame(&stage, UI_NONE);
    code = &stage.list->commands[stage.list->command_count - 1];
    assert_int_equal(code->op, DRAW_QR);
    assert_int_equal(code->stroke, 250 / 33);
    assert_int_equal(code->rect.w, 25 * 7);
    assert_true(code->rect.x - 100 >= 4 * 7);
    stage_close(&stage);
}

static void draw_secret(struct stage *stage)
{
    ui_text(stage->ui, &(struct ui_text){.box = {64, 300, 900, 40},
                                         .text = stage->number ? "x" : "Rahasia-4711",
                                         .font = F_BODY,
                                         .color = C_INK,
                                         .name = "note"});
}

static void wipe_leaves_no_text_of_past_frames(void **state)
{
    struct stage stage;
    const char *label;
    const char *text;

    (void)state;
    stage_open(&stage, draw_secret);
    stage_frame(&stage, UI_NONE);
    text = stage_text(&stage, "Rahasia-4711")->text;
    label = stage_widget(&stage, "note")->label;
    ui_wipe(stage.ui);
    for (int i = 0; i < 12; i++) {
        assert_int_equal(text[i], 0);
        assert_int_equal(label[i], 0);
    }
    stage.number = 1;
    stage_frame(&stage, UI_NONE);
    assert_string_equal(stage_widget(&stage, "note")->label, "x");
    stage_close(&stage);
}

static void draw_waking(struct stage *stage)
{
    ui_ask_wake(stage->ui, 12000);
    ui_ask_wake(stage->ui, 11000);
    ui_ask_wake(stage->ui, 13000);
    assert_int_equal(ui_now_ms(stage->ui), stage->input.now_ms);
}

static void earliest_wish_to_wake_counts(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_waking);
    assert_int_equal(ui_wake_at(stage.ui), 11000);
    stage_close(&stage);
}

static void roles_have_words(void **state)
{
    (void)state;
    for (int role = ROLE_BUTTON; role <= ROLE_HOLD; role++)
        assert_true(strlen(widget_role_name((enum widget_role)role)) > 2);
    assert_string_equal(widget_role_name(ROLE_CHECKBOX), "checkbox");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_in_the_bar_keep_off_the_edges_of_their_button),
        cmocka_unit_test(every_widget_is_in_the_tree),
        cmocka_unit_test(page_of_every_widget_passes_the_check),
        cmocka_unit_test(row_leaves_its_end_to_its_button),
        cmocka_unit_test(one_option_is_chosen),
        cmocka_unit_test(tab_tells_which_was_touched),
        cmocka_unit_test(tabs_fill_their_track_at_any_length),
        cmocka_unit_test(content_of_a_tile_moves_with_it),
        cmocka_unit_test(surface_is_lip_border_and_face),
        cmocka_unit_test(hotspot_draws_nothing_and_fires_anywhere),
        cmocka_unit_test(rows_are_as_high_as_their_text),
        cmocka_unit_test(chip_is_as_wide_as_its_words),
        cmocka_unit_test(progress_takes_any_share),
        cmocka_unit_test(code_has_whole_modules_and_its_quiet_zone),
        cmocka_unit_test(wipe_leaves_no_text_of_past_frames),
        cmocka_unit_test(earliest_wish_to_wake_counts),
        cmocka_unit_test(roles_have_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
