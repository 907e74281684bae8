/* Comparing slips with kept pictures. */
#include "golden.h"

#include "base/file.h"
#include "base/mem.h"

#include <cairo.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

static cairo_surface_t *as_rgb(cairo_surface_t *from)
{
    int width = cairo_image_surface_get_width(from), height = cairo_image_surface_get_height(from);
    cairo_surface_t *to = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cr = cairo_create(to);

    cairo_set_source_surface(cr, from, 0, 0);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(from);
    cairo_surface_flush(to);
    return to;
}

static uint32_t *dot(cairo_surface_t *surface, int x, int y)
{
    unsigned char *row = cairo_image_surface_get_data(surface)
                         + (ptrdiff_t)y * cairo_image_surface_get_stride(surface);

    return (uint32_t *)(void *)row + x;
}

static bool is_black(cairo_surface_t *surface, int x, int y)
{
    return x < cairo_image_surface_get_width(surface) && y < cairo_image_surface_get_height(surface)
           && (*dot(surface, x, y) & 0xff) < 128;
}

/* How many dots differ; they are marked in `diff`, which is as large as both together. */
static int compare(cairo_surface_t *expected, cairo_surface_t *actual, cairo_surface_t *diff)
{
    int count = 0;

    cairo_surface_flush(diff);
    for (int y = 0; y < cairo_image_surface_get_height(diff); y++) {
        for (int x = 0; x < cairo_image_surface_get_width(diff); x++) {
            bool wanted = is_black(expected, x, y), drawn = is_black(actual, x, y);

            count += wanted != drawn;
            *dot(diff, x, y) = wanted == drawn ? (wanted ? 0xffc0c0c0 : 0xffffffff)
                                               : (wanted ? 0xffff0000 : 0xff0000ff);
        }
    }
    cairo_surface_mark_dirty(diff);
    return count;
}

static void save(cairo_surface_t *surface, const char *name, const char *what)
{
    AUTO_FREE char *path = mem_format(BINARY_DIR "/golden/paper/%s-%s.png", name, what);

    assert_int_equal(cairo_surface_write_to_png(surface, path), CAIRO_STATUS_SUCCESS);
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* The slip's own PNG, so that the writer is checked along with the drawing. */
static cairo_surface_t *read_back(const struct slip *slip, const char *name)
{
    AUTO_FREE char *path = mem_format(BINARY_DIR "/golden/paper/%s-actual.png", name);
    AUTO_TEXT struct text png = {0};
    struct err err = {0};

    text_init(&png, 4 << 20);
    if (!file_make_dir(BINARY_DIR "/golden/paper", &err) || !slip_png(slip, &png, &err)
        || !file_replace(path, png.data, png.len, false, &err))
        fail_msg("%s", err.text);
    return as_rgb(cairo_image_surface_create_from_png(path));
}

static void update(const struct slip *slip, const char *path)
{
    AUTO_TEXT struct text png = {0};
    struct err err = {0};

    text_init(&png, 4 << 20);
    if (!slip_png(slip, &png, &err) || !file_replace(path, png.data, png.len, false, &err))
        fail_msg("%s", err.text);
}

void golden_check(const struct slip *slip, const char *name)
{
    AUTO_FREE char *path = mem_format(SOURCE_DIR "/tests/golden/paper/%s.png", name);
    cairo_surface_t *expected, *actual, *diff;
    int width, height, count;

    if (getenv("GOLDEN_UPDATE")) {
        update(slip, path);
        return;
    }
    actual = read_back(slip, name);
    expected = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(expected) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(expected);
        cairo_surface_destroy(actual);
        fail_msg("%s cannot be read", path);
    }
    expected = as_rgb(expected);
    width = larger(cairo_image_surface_get_width(expected), cairo_image_surface_get_width(actual));
    height =
        larger(cairo_image_surface_get_height(expected), cairo_image_surface_get_height(actual));
    diff = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    count = compare(expected, actual, diff);
    count += cairo_image_surface_get_height(expected) != cairo_image_surface_get_height(actual);
    if (count > 0) {
        save(expected, name, "expected");
        save(diff, name, "diff");
    }
    cairo_surface_destroy(diff);
    cairo_surface_destroy(expected);
    cairo_surface_destroy(actual);
    if (count > 0)
        fail_msg("%s: %d dots differ, see " BINARY_DIR "/golden/paper/%s-diff.png", name, count,
                 name);
}
