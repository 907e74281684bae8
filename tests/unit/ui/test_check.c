/* The layout check: each fault is found, named, and found once. */
#include "fixture.h"
#include "ui/check.h"
#include "base/attr.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static void expect(void (*draw)(struct stage *stage), size_t count, const char *words)
{
    struct stage stage;
    struct ui_fault faults[16] = {0};
    size_t found;

    stage_open(&stage, draw);
    found = ui_check_list(stage.list, faults, ARRAY_LEN(faults));
    for (size_t i = 0; i < found && found != count; i++)
        print_message("%s\n", faults[i].text);
    assert_int_equal(found, count);
    if (count > 0) {
        assert_memory_equal(faults[0].text, "stage: ", 7);
        assert_non_null(strstr(faults[0].text, words));
    }
    stage_close(&stage);
}

static void button(struct stage *stage, const char *name, const char *label, struct ui_box box)
{
    struct ui_button button = {.name = name, .label = label, .font = F_BODY, .box = box};

    (void)ui_button(stage->ui, &button);
}

static void text(struct stage *stage, const char *words, struct ui_box box, enum ui_color color)
{
    ui_text(stage->ui,
            &(struct ui_text){
                .box = box, .text = words, .font = F_BODY, .weight = W_MEDIUM, .color = color});
}

static void sound_page_has_no_fault(void **state)
{
    (void)state;
    expect(draw_two_buttons, 0, "");
}

static void draw_small(struct stage *stage)
{
    button(stage, "small", "x", (struct ui_box){64, 200, 180, 60});
}

static void target_under_64_is_told(void **state)
{
    (void)state;
    expect(draw_small, 1, "small: 180x60 is under 64 design px");
}

static void draw_key_and_button(struct stage *stage)
{
    button(stage, "key-a", "a", (struct ui_box){64, 200, 64, 88});
    button(stage, "left", "x", (struct ui_box){64, 300, 200, 64});
}

/* 64 px are 23.6 mm on a panel of 32 inches, 15.9 mm on one of 21.5. */
static void target_too_small_for_a_finger_on_that_glass_is_told(void **state)
{
    static const struct {
        struct ui_glass glass;
        size_t count;
        const char *words;
    } cases[] = {
        {{"32 inch", 398, 20, 15}, 0, ""},
        {{"21.5 inch", 268, 20, 15}, 1, "left: 15.9 mm is under 20 mm on 21.5 inch"},
        {{"15.6 inch", 194, 20, 15}, 2, "key-a: 11.5 mm is under 15 mm on 15.6 inch"},
    };
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_key_and_button);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct ui_fault faults[4] = {0};

        assert_int_equal(ui_check_glass(stage.list, &cases[i].glass, faults, ARRAY_LEN(faults)),
                         cases[i].count);
        assert_non_null(strstr(faults[0].text, cases[i].words));
    }
    stage_close(&stage);
}

static void draw_close(struct stage *stage)
{
    button(stage, "left", "x", (struct ui_box){64, 200, 200, 88});
    button(stage, "right", "y", (struct ui_box){268, 200, 200, 88});
}

static void narrow_gap_is_told(void **state)
{
    (void)state;
    expect(draw_close, 1, "right is closer than 8 design px to left");
}

static void draw_overlap(struct stage *stage)
{
    button(stage, "left", "x", (struct ui_box){64, 200, 200, 88});
    button(stage, "right", "y", (struct ui_box){240, 200, 200, 88});
}

static void overlap_is_told(void **state)
{
    (void)state;
    expect(draw_overlap, 1, "right overlaps left");
}

static void draw_twins(struct stage *stage)
{
    button(stage, "same", "x", (struct ui_box){64, 200, 200, 88});
    button(stage, "same", "y", (struct ui_box){64, 400, 200, 88});
}

static void repeated_name_is_told(void **state)
{
    (void)state;
    expect(draw_twins, 1, "two controls are called same");
}

static void draw_mute(struct stage *stage)
{
    button(stage, "mute", "", (struct ui_box){64, 200, 200, 88});
}

static void control_without_label_is_told(void **state)
{
    (void)state;
    expect(draw_mute, 1, "mute has no label");
}

static void draw_empty_text(struct stage *stage)
{
    ui_text(stage->ui, &(struct ui_text){
                           .box = {64, 200, 200, 40}, .text = "", .color = C_INK, .name = "title"});
}

static void missing_text_is_told(void **state)
{
    (void)state;
    expect(draw_empty_text, 1, "title has no label");
}

static void draw_backwards(struct stage *stage)
{
    button(stage, "low", "x", (struct ui_box){64, 600, 200, 88});
    button(stage, "high", "y", (struct ui_box){64, 200, 200, 88});
}

static void draw_columns(struct stage *stage)
{
    button(stage, "first-column", "x", (struct ui_box){64, 600, 200, 88});
    button(stage, "second-column", "y", (struct ui_box){280, 200, 200, 88});
}

static void a_column_to_the_right_may_begin_higher(void **state)
{
    (void)state;
    expect(draw_columns, 0, "");
}

static void order_against_reading_is_told(void **state)
{
    (void)state;
    expect(draw_backwards, 1, "high comes after low but stands above it");
}

static void draw_right_to_left(struct stage *stage)
{
    button(stage, "right", "x", (struct ui_box){464, 200, 200, 88});
    button(stage, "left", "y", (struct ui_box){64, 200, 200, 88});
}

static void order_within_a_row_is_told(void **state)
{
    (void)state;
    expect(draw_right_to_left, 1, "left comes after right but stands left of it");
}

static void draw_outside(struct stage *stage)
{
    ui_fill(stage->ui, (struct ui_box){900, 0, 400, 1920}, C_BG);
    (void)ui_hotspot(stage->ui, "away", "Away", (struct ui_box){1000, 200, 200, 88});
}

static void control_outside_the_window_is_told(void **state)
{
    (void)state;
    expect(draw_outside, 1, "away leaves the window");
}

static void draw_text_outside(struct stage *stage)
{
    ui_fill(stage->ui, (struct ui_box){900, 0, 400, 1920}, C_BG);
    text(stage, "away", (struct ui_box){1050, 200, 200, 40}, C_INK);
}

static void text_outside_the_window_is_told(void **state)
{
    (void)state;
    expect(draw_text_outside, 1, "text leaves the window: \"away\"");
}

static void draw_cut(struct stage *stage)
{
    text(stage, "surat izin kerja perekam medis", (struct ui_box){64, 200, 140, 40}, C_INK);
}

static void cut_text_is_told(void **state)
{
    (void)state;
    expect(draw_cut, 1, "text is cut: \"surat izi…\"");
}

static void draw_faint(struct stage *stage)
{
    text(stage, "faint", (struct ui_box){64, 200, 200, 40}, C_LIP);
}

static void faint_text_is_told(void **state)
{
    (void)state;
    expect(draw_faint, 1, "of \"faint\" is under 7");
}

static void draw_faint_on_card(struct stage *stage)
{
    ui_card(stage->ui, (struct ui_box){64, 200, 400, 100}, 24, 2, C_EDGE, C_PRIMARY_DARK);
    text(stage, "dark on dark", (struct ui_box){80, 230, 300, 40}, C_INK);
}

static void contrast_is_against_what_lies_under(void **state)
{
    (void)state;
    expect(draw_faint_on_card, 1, "\"dark on dark\" is under 7");
}

static void draw_disabled(struct stage *stage)
{
    struct ui_button off = {.name = "off",
                            .label = "Off",
                            .font = F_BODY,
                            .box = {64, 200, 200, 88},
                            .is_disabled = true};

    (void)ui_button(stage->ui, &off);
}

static void disabled_text_may_be_fainter(void **state)
{
    (void)state;
    expect(draw_disabled, 0, "");
}

static void draw_on_each_other(struct stage *stage)
{
    text(stage, "under", (struct ui_box){64, 200, 200, 40}, C_INK);
    text(stage, "over", (struct ui_box){70, 204, 200, 40}, C_INK);
}

static void text_on_text_is_told(void **state)
{
    (void)state;
    expect(draw_on_each_other, 1, "\"over\" lies on \"under\"");
}

static void draw_covered(struct stage *stage)
{
    text(stage, "under", (struct ui_box){64, 200, 200, 40}, C_INK);
    ui_round(stage->ui, (struct ui_box){60, 190, 300, 60}, 16, C_SURFACE);
}

static void covered_text_is_told(void **state)
{
    (void)state;
    expect(draw_covered, 1, "text is covered: \"under\"");
}

static void draw_too_wide(struct stage *stage)
{
    ui_round(stage->ui, (struct ui_box){100, 200, 60, 60}, 16, C_SURFACE);
    text(stage, "wider than it", (struct ui_box){60, 210, 300, 40}, C_INK);
    ui_round(stage->ui, (struct ui_box){100, 400, 400, 60}, 16, C_SURFACE);
    text(stage, "fits", (struct ui_box){110, 410, 300, 40}, C_INK);
}

static void text_wider_than_its_ground_is_told(void **state)
{
    (void)state;
    expect(draw_too_wide, 1, "\"wider than it\" is wider than what it stands on");
}

static void draw_on_edge(struct stage *stage)
{
    ui_round(stage->ui, (struct ui_box){100, 200, 400, 60}, 16, C_SURFACE);
    text(stage, "leaves it", (struct ui_box){110, 238, 300, 40}, C_INK);
    ui_round(stage->ui, (struct ui_box){100, 400, 400, 60}, 16, C_SURFACE);
    text(stage, "fits", (struct ui_box){110, 410, 300, 40}, C_INK);
}

static void text_on_the_edge_of_its_ground_is_told(void **state)
{
    (void)state;
    expect(draw_on_edge, 1, "\"leaves it\" lies on the edge of what it stands on");
}

static void draw_modal_over_faults(struct stage *stage)
{
    draw_small(stage);
    draw_faint(stage);
    (void)ui_modal(stage->ui, (struct ui_box){64, 896, 952, 668});
    button(stage, "go", "Go on", (struct ui_box){120, 1200, 840, 160});
}

static void what_lies_under_a_modal_is_out_of_reach(void **state)
{
    (void)state;
    expect(draw_modal_over_faults, 0, "");
}

static void faults_beyond_the_room_are_counted(void **state)
{
    struct stage stage;
    struct ui_fault fault;

    (void)state;
    stage_open(&stage, draw_overlap);
    stage.draw = draw_modal_over_faults;
    stage.draw = draw_twins;
    stage_frame(&stage, UI_NONE);
    assert_int_equal(ui_check_list(stage.list, &fault, 1), 1);
    assert_int_equal(ui_check_list(stage.list, NULL, 0), 1);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sound_page_has_no_fault),
        cmocka_unit_test(target_under_64_is_told),
        cmocka_unit_test(target_too_small_for_a_finger_on_that_glass_is_told),
        cmocka_unit_test(narrow_gap_is_told),
        cmocka_unit_test(overlap_is_told),
        cmocka_unit_test(repeated_name_is_told),
        cmocka_unit_test(control_without_label_is_told),
        cmocka_unit_test(missing_text_is_told),
        cmocka_unit_test(a_column_to_the_right_may_begin_higher),
        cmocka_unit_test(order_against_reading_is_told),
        cmocka_unit_test(order_within_a_row_is_told),
        cmocka_unit_test(control_outside_the_window_is_told),
        cmocka_unit_test(text_outside_the_window_is_told),
        cmocka_unit_test(cut_text_is_told),
        cmocka_unit_test(faint_text_is_told),
        cmocka_unit_test(contrast_is_against_what_lies_under),
        cmocka_unit_test(disabled_text_may_be_fainter),
        cmocka_unit_test(text_on_text_is_told),
        cmocka_unit_test(covered_text_is_told),
        cmocka_unit_test(text_wider_than_its_ground_is_told),
        cmocka_unit_test(text_on_the_edge_of_its_ground_is_told),
        cmocka_unit_test(what_lies_under_a_modal_is_out_of_reach),
        cmocka_unit_test(faults_beyond_the_room_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
