/* Text: what is measured is what is painted, and nothing of it stays behind. */
#include "hidden.h"
#include "platform/lines.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct type {
    struct fonts *fonts;
    struct lines *lines;
};

static void open_type(struct type *type)
{
    struct err err = {0};

    if (!fonts_open(&type->fonts, SOURCE_DIR "/assets", &err))
        fail_msg("%s", err.text);
    type->lines = lines_new(type->fonts);
}

static void close_type(struct type *type)
{
    lines_free(type->lines);
    fonts_close(type->fonts);
}

static void measured_width_is_the_painted_width(void **state)
{
    static const char *const texts[] = {
        "Surat Izin Kerja Perekam Medis", "A-014", "Ya, lanjutkan", "3×4", "…", "j", "WAVE To"};
    static const int sizes[] = {3, 14, 28, 40, 136, 400};
    struct type type;

    (void)state;
    open_type(&type);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++)
            for (int weight = 0; weight < UI_WEIGHT_COUNT; weight++) {
                int width = lines_width(type.lines, (enum ui_weight)weight, sizes[j], texts[i],
                                        strlen(texts[i]));
                const struct line *line =
                    lines_get(type.lines, (enum ui_weight)weight, sizes[j], texts[i]);

                assert_non_null(line);
                assert_true(width > 0);
                assert_int_equal(line->mask.w, width);
            }
    close_type(&type);
}

static void part_of_a_text_is_measured_alone(void **state)
{
    struct type type;

    (void)state;
    open_type(&type);
    assert_int_equal(lines_width(type.lines, W_BOLD, 28, "Kembali", 3),
                     lines_width(type.lines, W_BOLD, 28, "Kem", 3));
    assert_int_equal(lines_width(type.lines, W_BOLD, 28, "", 0), 0);
    close_type(&type);
}

static void weights_differ(void **state)
{
    struct type type;

    (void)state;
    open_type(&type);
    assert_true(lines_width(type.lines, W_BOLD, 40, "Perekam Medis", 13)
                > lines_width(type.lines, W_MEDIUM, 40, "Perekam Medis", 13));
    close_type(&type);
}

/* The store of known widths keeps numbers of all weights and sizes apart. */
static void widths_of_numbers_are_not_mixed_up(void **state)
{
    struct type type, fresh;
    char number[8];

    (void)state;
    open_type(&type);
    for (int i = 0; i < 100; i++)
        for (int weight = 0; weight < UI_WEIGHT_COUNT; weight++) {
            snprintf(number, sizeof number, "%d", i);
            (void)lines_width(type.lines, (enum ui_weight)weight, 24, number, strlen(number));
            open_type(&fresh);
            assert_int_equal(
                lines_width(type.lines, (enum ui_weight)weight, 24, number, strlen(number)),
                lines_width(fresh.lines, (enum ui_weight)weight, 24, number, strlen(number)));
            close_type(&fresh);
        }
    close_type(&type);
}

static void letters_stand_on_the_baseline(void **state)
{
    struct type type;
    int ascent;
    int height;
    const struct line *line;

    (void)state;
    open_type(&type);
    lines_extent(type.lines, W_BOLD, 100, &ascent, &height);
    assert_in_range(ascent, 80, 110);
    assert_in_range(height, 100, 140);
    line = lines_get(type.lines, W_BOLD, 100, "H");
    assert_in_range(line->top + line->mask.h, ascent - 1, ascent + 1);
    close_type(&type);
}

static void what_is_kept_has_a_ceiling(void **state)
{
    struct type type;
    char text[16];

    (void)state;
    open_type(&type);
    for (int i = 0; i < 300; i++) {
        (void)snprintf(text, sizeof text, "A-%03d", i);
        assert_non_null(lines_get(type.lines, W_BOLD, 400, text));
        assert_true(lines_kept(type.lines) <= 8 << 20);
    }
    assert_true(lines_kept(type.lines) > 4 << 20); /* it does keep */
    close_type(&type);
}

static void wipe_keeps_nothing(void **state)
{
    struct type type;

    (void)state;
    open_type(&type);
    assert_non_null(lines_get(type.lines, W_MEDIUM, 28, "Rahasia"));
    assert_true(lines_kept(type.lines) > 0);
    lines_wipe(type.lines);
    assert_int_equal(lines_kept(type.lines), 0);
    assert_non_null(lines_get(type.lines, W_MEDIUM, 28, "Rahasia"));
    close_type(&type);
}

static void text_without_pixels_is_nothing(void **state)
{
    struct type type;

    (void)state;
    open_type(&type);
    assert_null(lines_get(type.lines, W_MEDIUM, 28, ""));
    assert_null(lines_get(type.lines, W_MEDIUM, 28, " "));
    assert_null(lines_get(type.lines, W_MEDIUM, 28, " ")); /* kept as nothing */
    close_type(&type);
}

/* --- memory ----------------------------------------------------------------------------------- */

/* A sanitizer's allocator has no [heap] to look through; gcc and clang tell of it differently. */
#if defined(__SANITIZE_ADDRESS__)
#define HAS_HEAP 0
#elif defined(__has_feature)
#define HAS_HEAP !__has_feature(address_sanitizer)
#else
#define HAS_HEAP 1
#endif

#if HAS_HEAP

/* The word stands nowhere but where it is written out; here it is hidden from the search. */
static const unsigned char hidden_word[] = {'R' ^ 1, 'h' ^ 1, 's' ^ 1, 'i' ^ 1, '4' ^ 1, '7' ^ 1,
                                            '1' ^ 1, '1' ^ 1, 'q' ^ 1, 'Q' ^ 1, 'z' ^ 1, 'Z' ^ 1};

static void write_word(char *out)
{
    for (size_t i = 0; i < sizeof hidden_word; i++)
        out[i] = (char)(hidden_word[i] ^ 1);
    out[sizeof hidden_word] = '\0';
}

static bool is_word(const unsigned char *at)
{
    for (size_t i = 0; i < sizeof hidden_word; i++)
        if (at[i] != (hidden_word[i] ^ 1))
            return false;
    return true;
}

/* Times the word stands in the heap. */
static int count_in_heap(void)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char row[512];
    int count = 0;

    assert_non_null(maps);
    while (fgets(row, sizeof row, maps)) {
        unsigned long start;
        unsigned long end;

        if (!strstr(row, "[heap]") || sscanf(row, "%lx-%lx rw", &start, &end) != 2)
            continue;
        for (const unsigned char *at = (const void *)start;
             at + sizeof hidden_word < (const unsigned char *)end; at++)
            count += is_word(at);
    }
    (void)fclose(maps);
    return count;
}

static char shown_word[32];

static void draw_word(struct ui *ui, int step)
{
    ui_text(ui, &(struct ui_text){.box = {64, 300, 900, 40},
                                  .text = step ? "-" : shown_word,
                                  .font = F_BODY,
                                  .color = C_INK,
                                  .name = "note"});
}

static void wiped_window_forgets_the_visit(void **state)
{
    struct hidden hidden;

    (void)state;
    write_word(shown_word);
    hidden_open(&hidden, 540, 960, draw_word);
    hidden_show(&hidden, true);
    hidden_show(&hidden, true);
    assert_true(count_in_heap() > 0);
    ui_wipe(hidden.ui);
    window_wipe(hidden.window);
    memset(shown_word, 0, sizeof shown_word);
    hidden.step = 1;
    hidden_show(&hidden, true);
    assert_int_equal(count_in_heap(), 0);
    hidden_close(&hidden);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measured_width_is_the_painted_width),
        cmocka_unit_test(part_of_a_text_is_measured_alone),
        cmocka_unit_test(weights_differ),
        cmocka_unit_test(widths_of_numbers_are_not_mixed_up),
        cmocka_unit_test(letters_stand_on_the_baseline),
        cmocka_unit_test(what_is_kept_has_a_ceiling),
        cmocka_unit_test(wipe_keeps_nothing),
        cmocka_unit_test(text_without_pixels_is_nothing),
#if HAS_HEAP
        cmocka_unit_test(wiped_window_forgets_the_visit),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
