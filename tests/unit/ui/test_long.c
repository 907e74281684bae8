/* Texts as long as a catalogue may have them, and many of them on one page. */
#include "base/attr.h"
#include "base/mem.h"
#include "fixture.h"
#include "ui/frame.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

enum { LONGEST_TEXT = 4000, ITEMS = 1000, PAGE_ITEMS = 40 };

static char sentences[LONGEST_TEXT + 1];
static char one_word[LONGEST_TEXT + 1];
static char
    letters[LONGEST_TEXT + 1]; /* as many pieces as are laid out; the last is an endless word */
static size_t grown;

static void fill_texts(void)
{
    static const char words[] = "Pemohon melengkapi **berkas** permohonan perundang-undangan. ";

    memset(one_word, 'x', LONGEST_TEXT);
    memset(letters, 'y', LONGEST_TEXT);
    for (size_t i = 0; i < LONGEST_TEXT; i++)
        sentences[i] = words[i % (sizeof words - 1)];
    for (size_t i = 0; i < 2 * 1023; i += 2) {
        letters[i] = 'a';
        letters[i + 1] = ' ';
    }
    letters[LONGEST_TEXT - 2] = ' ';
}

static const char *const texts[] = {sentences, one_word, letters};

static void measure_items(struct stage *stage, int count)
{
    struct arena *arena = frame_now(stage->ui)->arena;
    size_t before = arena_used(arena);

    for (int i = 0; i < count; i++) {
        const char *text = texts[i % (int)ARRAY_LEN(texts)];

        assert_true(ui_text_height(stage->ui, text, F_BODY, W_MEDIUM, 800) > 0);
        assert_true(ui_text_width(stage->ui, text, F_BODY, W_MEDIUM) > 0);
    }
    grown = arena_used(arena) - before;
}

static void draw_measures(struct stage *stage)
{
    measure_items(stage, ITEMS);
}

static void measuring_leaves_nothing_behind(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_measures);
    assert_int_equal(grown, 0);
    stage_close(&stage);
}

static void draw_named(struct stage *stage, const char *text, int max_lines)
{
    int y = 100;

    for (int i = 0; i < PAGE_ITEMS; i++, y += 40)
        (void)ui_text(stage->ui, &(struct ui_text){.name = "item",
                                                   .box = {64, y, 900, 0},
                                                   .text = text,
                                                   .font = F_BODY,
                                                   .weight = W_MEDIUM,
                                                   .color = C_INK,
                                                   .max_lines = max_lines});
}

static void draw_list(struct stage *stage)
{
    measure_items(stage, PAGE_ITEMS);
    draw_named(stage, texts[stage->number], 2);
    draw_two_buttons(stage);
}

static void draw_whole(struct stage *stage)
{
    measure_items(stage, PAGE_ITEMS);
    draw_named(stage, texts[stage->number], 0);
    draw_two_buttons(stage);
}

static void show_each(void (*draw)(struct stage *stage))
{
    struct stage stage;

    stage_open(&stage, draw);
    for (stage.number = 0; stage.number < (int)ARRAY_LEN(texts); stage.number++) {
        stage_frame(&stage, UI_NONE);
        assert_string_equal(stage_widget(&stage, "item")->state, "");
    }
    stage.number = 0;
    stage_tap(&stage, 100, 250);
    assert_int_equal(stage.fired.one, 1);
    stage_close(&stage);
}

static void page_of_the_longest_texts_works_cut(void **state)
{
    (void)state;
    show_each(draw_list);
}

static void page_of_the_longest_texts_works_whole(void **state)
{
    (void)state;
    show_each(draw_whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measuring_leaves_nothing_behind),
        cmocka_unit_test(page_of_the_longest_texts_works_cut),
        cmocka_unit_test(page_of_the_longest_texts_works_whole),
    };

    fill_texts();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
