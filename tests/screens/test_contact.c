/* The channels' screen: its codes, read off the picture as a phone reads them, are its words. */
#include "base/mem.h"
#include "platform/window.h"
#include "screens/modes.h"
#include "screens/stage.h"
#include "support/qr_read.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CODES = 16, TEXT = 200, QUIET = 4 };

struct readings {
    char text[CODES][TEXT];
    size_t count;
};

/* As in print: 1 is dark. */
static uint8_t *one_bit(const uint32_t *pixels, int width, struct rect field)
{
    size_t bytes = ((size_t)field.w * (size_t)field.h + 7) / 8;
    uint8_t *bits = mem_zalloc(bytes, 1);

    for (int y = 0; y < field.h; y++)
        for (int x = 0; x < field.w; x++) {
            uint32_t pixel = pixels[(field.y + y) * width + field.x + x];
            size_t at = (size_t)y * (size_t)field.w + (size_t)x;

            if ((pixel >> 8 & 0xFF) < 140)
                bits[at / 8] |= (uint8_t)(1 << (7 - at % 8));
        }
    return bits;
}

static void read_codes(const struct stage *stage, struct window *window, struct readings *out)
{
    int width, height;
    const uint32_t *pixels;

    window_show(window, stage->list, true);
    pixels = window_pixels(window, &width, &height);
    for (size_t i = 0; i < stage->list->command_count; i++) {
        const struct display_command *command = &stage->list->commands[i];
        int quiet = QUIET * command->stroke;
        struct rect field = command->rect;
        uint8_t *bits;

        if (command->op != DRAW_QR)
            continue;
        field = (struct rect){field.x - quiet, field.y - quiet, field.w + 2 * quiet,
                              field.h + 2 * quiet};
        assert_true(field.x >= 0 && field.y >= 0 && field.x + field.w <= width
                    && field.y + field.h <= height);
        assert_true(out->count < CODES);
        bits = one_bit(pixels, width, field);
        assert_true(qr_read(bits, field.w, field.h, out->text[out->count++], TEXT));
        free(bits);
    }
}

static void read_office(const char *office, int width, int height, unsigned modes,
                        struct readings *out)
{
    struct stage stage = {.width = width, .height = height};
    const struct window_options options = {.title = "codes",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = width,
                                           .height = height,
                                           .is_hidden = true};
    const struct widget *next;
    struct window *window;
    struct err err = {0};

    *out = (struct readings){0};
    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    stage.measure = window_measure(window);
    stage_open(&stage, office);
    stage_tap(&stage, "wake");
    if (modes)
        modes_apply(&stage, modes);
    stage_tap(&stage, "contact");
    assert_string_equal(stage_screen(&stage), "contact");
    read_codes(&stage, window, out);
    while ((next = stage_widget(&stage, "page-down")) && next->is_enabled) {
        stage_tap(&stage, "page-down");
        read_codes(&stage, window, out);
    }
    stage_close(&stage);
    window_close(window);
}

static void expect(const struct readings *read, const char *const *texts, size_t count)
{
    assert_int_equal(read->count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(read->text[i], texts[i]);
}

static const char *const pekanbaru[] = {"TEL:076128262", "SMSTO:08117515133",
                                        "HTTPS://WWW.LAPOR.GO.ID"};
static const char *const rokan_hulu[] = {
    "HTTPS://WA.ME/6282299591122", "mailto:dpmptsprohul@gmail.com",
    "http://dpmptsp.rokanhulukab.go.id", "HTTPS://WWW.LAPOR.GO.ID"};
static const char *const bombana[] = {"TEL:08114700045", "mailto:info.dpmpstsp@gmail.com",
                                      "http://dpmpstsp.bombanakab.go.id",
                                      "HTTPS://WWW.LAPOR.GO.ID"};

static void every_code_reads_as_its_channel(void **state)
{
    struct readings read;

    (void)state;
    read_office("pekanbaru", 1080, 1920, 0, &read);
    expect(&read, pekanbaru, ARRAY_LEN(pekanbaru));
    read_office("rokan-hulu", 1080, 1920, 0, &read);
    expect(&read, rokan_hulu, ARRAY_LEN(rokan_hulu));
    read_office("bombana", 1080, 1920, 0, &read);
    expect(&read, bombana, ARRAY_LEN(bombana));
}

static void codes_stay_black_on_white_in_every_mode_and_on_small_panels(void **state)
{
    struct readings read;

    (void)state;
    read_office("rokan-hulu", 1080, 1920, MODE_LARGE | MODE_CONTRAST | MODE_LOW, &read);
    expect(&read, rokan_hulu, ARRAY_LEN(rokan_hulu));
    read_office("rokan-hulu", 1920, 1080, MODE_LARGE | MODE_CONTRAST, &read);
    expect(&read, rokan_hulu, ARRAY_LEN(rokan_hulu));
    read_office("bombana", 540, 960, 0, &read);
    expect(&read, bombana, ARRAY_LEN(bombana));
}

static void what_leads_nowhere_by_itself_is_shown_without_a_code(void **state)
{
    struct stage stage = {0};

    (void)state;
    stage_open(&stage, "rokan-hulu");
    stage_tap(&stage, "wake");
    stage_tap(&stage, "contact");
    while (!stage_shows(&stage, "Dinas Pmptsp"))
        stage_tap(&stage, "page-down");
    stage_tap(&stage, "nav-home");
    assert_string_equal(stage_screen(&stage), "home");
    stage_close(&stage);
}

static void info_leads_to_the_channels_of_its_permit(void **state)
{
    struct stage stage = {0};

    (void)state;
    stage_open(&stage, "pekanbaru");
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "tab-info");
    stage_tap(&stage, "contact");
    assert_string_equal(stage_screen(&stage), "contact");
    assert_true(stage_shows(&stage, "dpmpptspekanbaru@gmail.com")); /* the office names none */
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_screen(&stage), "info");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_reads_as_its_channel),
        cmocka_unit_test(codes_stay_black_on_white_in_every_mode_and_on_small_panels),
        cmocka_unit_test(info_leads_to_the_channels_of_its_permit),
        cmocka_unit_test(what_leads_nowhere_by_itself_is_shown_without_a_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
