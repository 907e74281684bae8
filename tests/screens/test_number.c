/* The number's screens in every mode of "Akses mudah", upright and lying across. */
#include "screens/modes.h"
#include "screens/number_walk.h"
#include "screens/parts.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct stage stage;

static void open_panel(int width, int height)
{
    stage = (struct stage){.width = width, .height = height};
    stage_open(&stage, "pekanbaru");
}

static int open_upright(void **state)
{
    (void)state;
    open_panel(1080, 1920);
    return 0;
}

static int open_wide(void **state)
{
    (void)state;
    open_panel(1920, 1080);
    return 0;
}

static int open_long(void **state)
{
    (void)state;
    stage = (struct stage){0};
    stage_open_file(&stage, LONG_OFFICE);
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

static void expect_screen(const char *name)
{
    assert_string_equal(stage_screen(&stage), name);
}

static void take(unsigned modes)
{
    number_open(&stage, modes);
    stage_tap(&stage, "take-general");
    expect_screen("printing");
}

static void print_it(void)
{
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    expect_screen("ticket");
}

static void number_is_taken_in_every_mode(void **state)
{
    (void)state;
    for (unsigned modes = 0; modes < MODES_COUNT; modes++) {
        take(modes);
        assert_string_equal(stage_label(&stage, "nav-access"),
                            modes ? "Akses: aktif" : "Akses mudah");
        print_it();
        stage_tap(&stage, "no-ticket");
        expect_screen("problem");
        stage_tap(&stage, "kept");
        expect_screen("attract");
    }
    assert_int_equal(stage_count_tickets(&stage), MODES_COUNT);
}

static void modes_end_with_the_visit(void **state)
{
    (void)state;
    take(MODE_LARGE | MODE_CONTRAST | MODE_LOW | MODE_TIME);
    print_it();
    stage_tap(&stage, "done");
    number_open(&stage, 0);
    assert_string_equal(stage_label(&stage, "nav-access"), "Akses mudah");
    assert_false(stage.list->is_low_reach);
}

static void expect_low(void)
{
    assert_true(stage.list->is_low_reach);
    for (size_t i = 0; i < stage.list->widget_count; i++) {
        const struct widget *widget = &stage.list->widgets[i];

        if (widget->is_touchable && widget->role != ROLE_HOLD && widget->rect.y < UI_LOW_REACH)
            fail_msg("%s: %s at %d", stage_screen(&stage), widget->name, widget->rect.y);
    }
}

static void low_reach_keeps_every_touch_in_the_lower_half(void **state)
{
    (void)state;
    for (unsigned modes = MODE_LOW; modes <= (MODE_LOW | MODE_LARGE); modes++) {
        number_open(&stage, modes);
        expect_low();
        stage_wait(&stage, 60500);
        assert_non_null(stage_widget(&stage, "idle-stay"));
        expect_low();
        stage_tap(&stage, "idle-stay");
        stage_tap(&stage, "take-priority");
        expect_low();
        stage_move_job(&stage, PRINT_UNCERTAIN, TROUBLE_NONE);
        assert_non_null(stage_widget(&stage, "question"));
        expect_low();
        stage_tap(&stage, "not-printed");
        expect_screen("problem");
        expect_low();
        stage_tap(&stage, "kept");
    }
}

/* The screen that is open goes away after that time, and not before. */
static void expect_open_for(int64_t ms)
{
    const char *name = stage_screen(&stage);

    stage_wait(&stage, ms - 1500);
    expect_screen(name);
    stage_wait(&stage, 2000);
    expect_screen("attract");
}

static void more_time_doubles_what_the_ticket_stays(void **state)
{
    (void)state;
    take(0);
    print_it();
    assert_non_null(strstr(stage_label(&stage, "countdown"), "20"));
    expect_open_for(20000);
    take(MODE_TIME);
    print_it();
    assert_non_null(strstr(stage_label(&stage, "countdown"), "40"));
    expect_open_for(40000);
}

static void more_time_doubles_what_a_number_without_paper_stays(void **state)
{
    (void)state;
    for (unsigned modes = 0; modes <= MODE_TIME; modes += MODE_TIME) {
        take(modes);
        stage_move_job(&stage, PRINT_FAILED, TROUBLE_JAM);
        expect_screen("problem");
        assert_non_null(strstr(stage_label(&stage, "countdown"), modes ? "120" : "60"));
        expect_open_for(modes ? 120000 : 60000);
    }
}

static void more_time_doubles_the_question_whether_anybody_is_there(void **state)
{
    (void)state;
    for (unsigned modes = 0; modes <= MODE_TIME; modes += MODE_TIME) {
        int64_t times = modes ? 2 : 1;

        number_open(&stage, modes);
        stage_wait(&stage, 59000 * times);
        assert_null(stage_widget(&stage, "idle-stay"));
        stage_wait(&stage, 1000 * times);
        assert_non_null(stage_widget(&stage, "idle-stay"));
        assert_non_null(strstr(stage_label(&stage, "idle-words"), modes ? "40 detik" : "20 detik"));
        expect_open_for(20000 * times);
    }
}

static void more_time_doubles_how_long_a_notice_is_read(void **state)
{
    (void)state;
    for (unsigned modes = 0; modes <= MODE_TIME; modes += MODE_TIME) {
        take(modes);
        stage_move_job(&stage, PRINT_FAILED, TROUBLE_JAM);
        stage_tap(&stage, "call-officer");
        stage_wait(&stage, modes ? 7000 : 3000);
        assert_non_null(stage_widget(&stage, "toast"));
        stage_wait(&stage, 1500);
        assert_null(stage_widget(&stage, "toast"));
        stage_tap(&stage, "kept");
    }
}

/* A technical limit: who waits longer for paper gets it no sooner. */
static void more_time_does_not_hide_that_paper_is_late(void **state)
{
    (void)state;
    take(MODE_TIME);
    stage_wait(&stage, 8500);
    expect_screen("problem");
}

static void panel_left_open_does_not_take_the_number_away(void **state)
{
    (void)state;
    take(0);
    stage_tap(&stage, "nav-access");
    expect_screen("access");
    stage_wait(&stage, 60500);
    expect_screen("problem"); /* the paper was late meanwhile */
    expect_open_for(60000);
}

static void panel_over_a_ticket_stops_its_countdown(void **state)
{
    (void)state;
    take(0);
    print_it();
    stage_wait(&stage, 5000);
    stage_tap(&stage, "nav-access");
    stage_wait(&stage, 30000);
    expect_screen("access");
    stage_tap(&stage, "access-close");
    expect_screen("ticket");
    expect_open_for(20000);
}

/* The window px of the code's modules, and of the ground below them. */
static bool code_has_white_field(void)
{
    const struct display_list *list = stage.list;

    for (size_t i = 1; i < list->command_count; i++) {
        const struct display_command *code = &list->commands[i];
        const struct display_command *field = &list->commands[i - 1];

        if (code->op != DRAW_QR)
            continue;
        int quiet = 4 * code->stroke;
        return field->op == DRAW_ROUND && field->color == 0xffffffff
               && field->rect.x <= code->rect.x - quiet && field->rect.y <= code->rect.y - quiet
               && field->rect.x + field->rect.w >= code->rect.x + code->rect.w + quiet
               && field->rect.y + field->rect.h >= code->rect.y + code->rect.h + quiet;
    }
    return false;
}

static void code_keeps_its_white_field_in_high_contrast(void **state)
{
    (void)state;
    take(MODE_CONTRAST);
    print_it();
    assert_true(code_has_white_field());
    stage_tap(&stage, "no-ticket");
    assert_true(code_has_white_field());
}

static bool shows_icon(enum icon icon)
{
    for (size_t i = 0; i < stage.list->command_count; i++)
        if (stage.list->commands[i].op == DRAW_ICON && stage.list->commands[i].icon == icon)
            return true;
    return false;
}

static void slip_is_pointed_to_where_it_comes_out(void **state)
{
    struct printer_status status = {
        .no = 1, .queue = "tiket", .is_confirming = true, .place = PLACE_RIGHT};

    (void)state;
    number_open(&stage, MODE_LARGE);
    assert_true(desk_report_printer(stage.desk, &status, NULL));
    stage_notice(&stage);
    stage_tap(&stage, "take-general");
    assert_true(shows_icon(ICON_ARROW_RIGHT));
    assert_false(shows_icon(ICON_ARROW_DOWN));
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    assert_string_equal(stage_label(&stage, "where"), "Ambil tiket di kanan layar");
    assert_true(shows_icon(ICON_ARROW_RIGHT));
    assert_false(shows_icon(ICON_ARROW_BIG_DOWN));
}

static void number_stands_left_of_what_is_touched_on_wide_panels(void **state)
{
    (void)state;
    take(0);
    print_it();
    assert_true(stage_widget(&stage, "number")->rect.x < 960);
    assert_true(stage_widget(&stage, "done")->rect.x >= 960);
    assert_true(stage_widget(&stage, "done")->rect.y > 540);
}

/* Where to wait and to go is never cut, however little room is left. */
static void long_places_are_told_whole(void **state)
{
    (void)state;
    take(MODE_LARGE);
    stage_move_job(&stage, PRINT_FAILED, TROUBLE_JAM);
    assert_non_null(strstr(stage_label(&stage, "where"), "dekat tangga"));
    assert_non_null(strstr(stage_label(&stage, "where"), "Kesehatan 2 lantai 2"));
}

static void unticked_requirements_are_counted_where_they_have_no_room(void **state)
{
    (void)state;
    number_open(&stage, MODE_LARGE | MODE_LOW);
    assert_string_equal(stage_label(&stage, "unticked"), "30 syarat belum dicentang");
    assert_true(stage_widget(&stage, "take-general")->is_enabled);
}

/* --- a number that is no number ------------------------------------------------------------------ */

static void expect_number_inside(struct ui *ui, struct ui_box box)
{
    const struct ui_input input = {.width = 1080, .height = 1920, .now_ms = 1};
    struct part_number number = {
        .box = box, .number = "PRIORITAS", .words = "Informasi", .name = "purpose", .lines = 2};
    const struct display_list *list;
    bool is_found = false;

    ui_begin(ui, &input, "number", ui_theme_get(false, true));
    part_number(ui, &number);
    list = ui_end(ui);
    for (size_t i = 0; i < list->command_count; i++) {
        const struct display_command *command = &list->commands[i];

        if (command->op != DRAW_TEXT || strcmp(command->text, "PRIORITAS") != 0)
            continue;
        is_found = true;
        assert_true(command->rect.x >= box.x && command->rect.x + command->rect.w <= box.x + box.w);
        assert_true(command->rect.y >= box.y && command->rect.y + command->rect.h <= box.y + box.h);
    }
    assert_true(is_found);
}

static void any_number_is_as_large_as_its_card_allows(void **state)
{
    (void)state;
    expect_number_inside(stage.ui, (struct ui_box){64, 200, 952, 640});
    expect_number_inside(stage.ui, (struct ui_box){64, 200, 880, 400});
    expect_number_inside(stage.ui, (struct ui_box){64, 200, 400, 300});
}

#define UPRIGHT(test) cmocka_unit_test_setup_teardown(test, open_upright, close_stage)
#define WIDE(test) cmocka_unit_test_setup_teardown(test, open_wide, close_stage)
#define LONG(test) cmocka_unit_test_setup_teardown(test, open_long, close_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UPRIGHT(number_is_taken_in_every_mode),
        WIDE(number_is_taken_in_every_mode),
        UPRIGHT(modes_end_with_the_visit),
        UPRIGHT(low_reach_keeps_every_touch_in_the_lower_half),
        UPRIGHT(more_time_doubles_what_the_ticket_stays),
        UPRIGHT(more_time_doubles_what_a_number_without_paper_stays),
        UPRIGHT(more_time_doubles_the_question_whether_anybody_is_there),
        UPRIGHT(more_time_doubles_how_long_a_notice_is_read),
        UPRIGHT(more_time_does_not_hide_that_paper_is_late),
        UPRIGHT(panel_left_open_does_not_take_the_number_away),
        UPRIGHT(panel_over_a_ticket_stops_its_countdown),
        UPRIGHT(code_keeps_its_white_field_in_high_contrast),
        WIDE(code_keeps_its_white_field_in_high_contrast),
        UPRIGHT(slip_is_pointed_to_where_it_comes_out),
        WIDE(slip_is_pointed_to_where_it_comes_out),
        WIDE(number_stands_left_of_what_is_touched_on_wide_panels),
        LONG(long_places_are_told_whole),
        LONG(unticked_requirements_are_counted_where_they_have_no_room),
        UPRIGHT(any_number_is_as_large_as_its_card_allows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
