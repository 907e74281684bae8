/* The tokens: names, and the contrast that the design promises for its pairs. */
#include "ui/theme.h"
#include "base/attr.h"
#include "ui/check.h"
#include "ui/icon.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void text_colours_reach_seven_to_one(void **state)
{
    static const enum ui_color pairs[][2] = {
        {C_INK, C_BG},
        {C_INK, C_SURFACE},
        {C_INK, C_SAND},
        {C_INK, C_KEYBOARD},
        {C_INK2, C_BG},
        {C_INK2, C_SURFACE},
        {C_INK2, C_SAND},
        {C_ON_PRIMARY, C_PRIMARY},
        {C_ON_PRIMARY, C_PRIMARY_DARK},
        {C_ON_ACCENT, C_ACCENT},
        {C_PRIMARY_DARK, C_TINT},
        {C_WARNING, C_WARNING_TINT},
        {C_DANGER, C_DANGER_TINT},
        {C_INFO, C_INFO_TINT},
        {C_INK, C_MINT},
        {C_WHITE, C_DARK},
        {C_DARK_INK2, C_DARK},
    };

    (void)state;
    for (int contrast = 0; contrast < 2; contrast++) {
        const struct ui_theme *theme = ui_theme_get(contrast, false);

        for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
            assert_true(ui_contrast(theme->color[pairs[i][0]], theme->color[pairs[i][1]]) >= 700);
        assert_true(ui_contrast(theme->color[C_DISABLED_FG], theme->color[C_DISABLED_BG]) >= 400);
        assert_true(ui_contrast(theme->color[C_FOCUS], theme->color[C_BG]) >= 300);
        assert_true(ui_contrast(theme->color[C_CONTROL], theme->color[C_SURFACE]) >= 300);
    }
}

static void contrast_is_that_of_the_standard(void **state)
{
    (void)state;
    assert_int_equal(ui_contrast(0x000000ff, 0xffffffff), 2100);
    assert_int_equal(ui_contrast(0xffffffff, 0x000000ff), 2100);
    assert_int_equal(ui_contrast(0x777777ff, 0xffffffff), 447);
    assert_int_equal(ui_contrast(0x123456ff, 0x123456ff), 100);
}

static void every_colour_and_size_is_set(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        const struct ui_theme *theme = ui_theme_get(i & 1, i & 2);

        assert_int_equal(theme->is_high_contrast, i & 1);
        assert_int_equal(theme->is_large_text, (i & 2) != 0);
        for (int color = 0; color < UI_COLOR_COUNT; color++)
            assert_true((theme->color[color] & 0xff) > 0);
        for (int font = 0; font < UI_FONT_COUNT; font++) {
            assert_true(theme->type[font].size >= 24);
            assert_true(theme->type[font].line * 10 >= theme->type[font].size * 9);
            assert_true(theme->type[font].size >= ui_theme_get(false, false)->type[font].size);
        }
    }
}

static void icons_have_names_and_files(void **state)
{
    (void)state;
    assert_string_equal(icon_name(ICON_NONE), "");
    for (int icon = ICON_NONE + 1; icon < ICON_COUNT; icon++) {
        const char *name = icon_name((enum icon)icon);
        char path[512];

        assert_true(snprintf(path, sizeof path, "%s/assets/icons/%s.svg", SOURCE_DIR, name)
                    < (int)sizeof path);
        assert_int_equal(access(path, R_OK), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_colours_reach_seven_to_one),
        cmocka_unit_test(contrast_is_that_of_the_standard),
        cmocka_unit_test(every_colour_and_size_is_set),
        cmocka_unit_test(icons_have_names_and_files),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
