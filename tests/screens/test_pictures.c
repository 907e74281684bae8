/* Golden pictures: what the kiosk draws is, dot by dot, what tests/golden/screens keeps: every visitor's screen in
 * every state, upright and wide, in both palettes, and from home to the number in large type, as the CPU surface has it under whichever video driver.
 *
 * A difference fails after writing NAME-actual.png, NAME-expected.png and NAME-diff.png (red: dots that differ) into
 * BUILD/golden/screens. GOLDEN_UPDATE=1 writes the pictures instead: look at them, then commit. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "platform/window.h"
#include "screens/modes.h"
#include "screens/visitor_walks.h"
#include <cairo.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define KEPT SOURCE_DIR "/tests/golden/screens"
#define MADE BINARY_DIR "/golden/screens"

struct album {
    struct window *window;
    const char *walk, *form; /* "complaint", "wide-contrast" */
    const char *seen[64];    /* states of this walk, owned: a name stands for one picture */
    size_t seen_count;
    int drawn, different;
    bool is_update;
};

/* The codes of a kiosk are drawn by lot; here every walk draws the same. */
static uint64_t lot;

static void draw_lots(void *const out, const size_t len)
{
    for (size_t i = 0; i < len; i++) {
        lot = lot * 6364136223846793005U + 1442695040888963407U;
        ((unsigned char *)out)[i] = (unsigned char)(lot >> 56);
    }
}

static uint32_t draw_lot(void)
{
    uint32_t out;

    draw_lots(&out, sizeof out);
    return out;
}

static const char *lots_name(void)
{
    return "known";
}

static void write_png(cairo_surface_t *surface, const char *folder, const char *name,
                      const char *what)
{
    AUTO_FREE char *path = mem_format("%s/%s%s.png", folder, name, what);

    if (cairo_surface_write_to_png(surface, path) != CAIRO_STATUS_SUCCESS)
        fail_msg("%s cannot be written", path);
}

static cairo_surface_t *copy_rgb(cairo_surface_t *from)
{
    cairo_surface_t *to =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, cairo_image_surface_get_width(from),
                                   cairo_image_surface_get_height(from));
    cairo_t *cr = cairo_create(to);

    cairo_set_source_surface(cr, from, 0, 0);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_flush(to);
    return to;
}

static uint32_t *dot(cairo_surface_t *surface, int x, int y)
{
    return (uint32_t *)(void *)(cairo_image_surface_get_data(surface)
                                + (ptrdiff_t)y * cairo_image_surface_get_stride(surface))
           + x;
}

/* How many dots differ; in `actual`'s copy they become red. -1: another size. */
static int compare(cairo_surface_t *expected, cairo_surface_t *actual, cairo_surface_t *diff)
{
    int width = cairo_image_surface_get_width(actual);
    int height = cairo_image_surface_get_height(actual);
    int count = 0;

    if (cairo_image_surface_get_width(expected) != width
        || cairo_image_surface_get_height(expected) != height)
        return -1;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            if ((*dot(expected, x, y) ^ *dot(actual, x, y)) & 0xffffff) {
                *dot(diff, x, y) = 0xff0000;
                count++;
            }
    cairo_surface_mark_dirty(diff);
    return count;
}

static void check_picture(struct album *album, cairo_surface_t *actual, const char *name)
{
    AUTO_FREE char *path = mem_format(KEPT "/%s.png", name);
    cairo_surface_t *file = cairo_image_surface_create_from_png(path);
    bool is_kept = cairo_surface_status(file) == CAIRO_STATUS_SUCCESS;
    cairo_surface_t *expected = is_kept ? copy_rgb(file) : NULL;
    cairo_surface_t *diff = copy_rgb(actual);
    int count = is_kept ? compare(expected, actual, diff) : -1;

    if (count != 0) {
        album->different++;
        fprintf(stderr, "%s: %s, see " MADE "\n", name,
                !is_kept    ? "no such picture is kept"
                : count < 0 ? "another size"
                            : "differs");
        write_png(actual, MADE, name, "-actual");
        write_png(diff, MADE, name, "-diff");
        if (is_kept)
            write_png(expected, MADE, name, "-expected");
    }
    if (expected)
        cairo_surface_destroy(expected);
    cairo_surface_destroy(diff);
    cairo_surface_destroy(file);
}

static bool is_first_of_its_name(struct album *album, const char *name)
{
    for (size_t i = 0; i < album->seen_count; i++)
        if (strcmp(album->seen[i], name) == 0)
            return false;
    assert_true(album->seen_count < ARRAY_LEN(album->seen));
    album->seen[album->seen_count++] = mem_format("%s", name);
    return true;
}

static void look(struct stage *stage, const char *name, void *context)
{
    struct album *album = context;
    AUTO_FREE char *full = mem_format("%s-%s-%s", album->walk, name, album->form);
    int width, height;
    const uint32_t *pixels;
    cairo_surface_t *shown, *actual;

    if (!is_first_of_its_name(album, name))
        return;
    window_show(album->window, stage->list, true);
    pixels = window_pixels(album->window, &width, &height);
    assert_true(width == stage->width && height == stage->height);
    shown = cairo_image_surface_create_for_data((unsigned char *)(uintptr_t)pixels,
                                                CAIRO_FORMAT_RGB24, width, height, width * 4);
    actual = copy_rgb(shown);
    if (album->is_update)
        write_png(actual, KEPT, full, "");
    else
        check_picture(album, actual, full);
    album->drawn++;
    cairo_surface_destroy(actual);
    cairo_surface_destroy(shown);
}

/* Other words on the screens of "number", "permit". */
static bool is_repeating(const struct visitor_walk *walk)
{
    return strcmp(walk->name, "printers") == 0 || strcmp(walk->name, "longest") == 0;
}

/* From home to the number. */
static bool is_main(const struct visitor_walk *walk)
{
    static const char *const names[] = {"home", "find", "permit", "number"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(walk->name, names[i]) == 0)
            return true;
    return false;
}

static void draw_walks(struct album *album, const struct stage *plan, const char *shape,
                       unsigned modes)
{
    AUTO_FREE char *form = mem_format("%s-%s", shape, modes_name(modes));

    album->form = form;
    for (size_t i = 0; i < visitor_walk_count; i++) {
        if (is_repeating(&visitor_walks[i]) || (modes == MODE_LARGE && !is_main(&visitor_walks[i])))
            continue;
        album->walk = visitor_walks[i].name;
        lot = i + 1;
        visitor_walk_play(&visitor_walks[i], plan, "pekanbaru", modes, look, album);
        while (album->seen_count > 0)
            free((char *)(uintptr_t)album->seen[--album->seen_count]);
    }
}

/* Small, because there are hundreds: every edge and letter is there, in a ninth of the dots. */
static void every_screen_is_drawn_as_it_is_kept(void **state)
{
    static const struct {
        const char *name;
        int width, height;
    } shapes[] = {{"tall", 360, 640}, {"wide", 640, 360}};
    static const unsigned modes[] = {0, MODE_CONTRAST, MODE_LARGE};
    struct album album = {.is_update = getenv("GOLDEN_UPDATE") != NULL};
    struct err err = {0};

    (void)state;
    if (!file_make_dir(BINARY_DIR "/golden", &err) || !file_make_dir(MADE, &err)
        || !file_make_dir(KEPT, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
        const struct window_options options = {.title = "pictures",
                                               .asset_dir = SOURCE_DIR "/assets",
                                               .width = shapes[i].width,
                                               .height = shapes[i].height,
                                               .is_hidden = getenv("SDL_VIDEODRIVER") == NULL};
        struct stage plan = {
            .home_lang = "id", .width = shapes[i].width, .height = shapes[i].height};

        if (!window_open(&album.window, &options, &err))
            fail_msg("%s", err.text);
        plan.measure = window_measure(album.window);
        for (size_t mode = 0; mode < ARRAY_LEN(modes); mode++)
            draw_walks(&album, &plan, shapes[i].name, modes[mode]);
        window_close(album.window);
    }
    printf("%d pictures, %d different\n", album.drawn, album.different);
    assert_true(album.drawn > 200);
    assert_int_equal(album.different, 0);
}

int main(void)
{
    randombytes_implementation lots = {
        .implementation_name = lots_name, .random = draw_lot, .buf = draw_lots};
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_screen_is_drawn_as_it_is_kept)};

    assert_int_equal(randombytes_set_implementation(&lots), 0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
