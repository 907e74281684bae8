/* What every slip must keep, whatever stands on it. */
#include "inspect.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

/* A no-break space is read as a space. */
static bool says(const char *text, const char *words)
{
    AUTO_FREE char *plain = mem_strdup(text);
    char *to = plain;

    for (const char *at = text; *at; at++) {
        bool is_kept = strncmp(at, "\xc2\xa0", 2) == 0;

        *to++ = is_kept ? ' ' : *at;
        at += is_kept;
    }
    *to = '\0';
    return strstr(plain, words) || strstr(text, words);
}

bool slip_says(const struct slip *slip, const char *words)
{
    for (size_t i = 0; i < slip->rows.count; i++) {
        const struct row *row = &slip->rows.items[i];

        for (int c = 0; c < row->cell_count; c++) {
            if (says(pango_layout_get_text(row->cells[c].layout), words))
                return true;
        }
    }
    return false;
}

bool dot_at(const uint8_t *bits, int width, int x, int y)
{
    return (bits[(y * width + x) / 8] >> (7 - x % 8) & 1) != 0;
}

/* A line that fills its box to the last dot may reach over it with the feet of its first and last
 * letters. */
enum { OVERHANG = 2 };

static void check_cell(const struct slip *slip, const struct cell *cell)
{
    const char *text = pango_layout_get_text(cell->layout);
    bool may_be_cut = cell->size.px == look_size(LOOK_PERMIT, slip->rows.width)->px
                      && pango_layout_get_height(cell->layout) < 0;

    assert_true(may_be_cut || !pango_layout_is_ellipsized(cell->layout));
    for (GSList *at = pango_layout_get_lines_readonly(cell->layout); at; at = at->next) {
        PangoRectangle ink, logical;

        pango_layout_line_get_pixel_extents(at->data, &ink, &logical);
        if (ink.width > cell->width + OVERHANG)
            fail_msg("\"%s\" is %d dots wide, its box %d", text, ink.width, cell->width);
    }
}

static void check_row(const struct slip *slip, size_t index)
{
    const struct row *row = &slip->rows.items[index];
    const struct row *next = index + 1 < slip->rows.count ? row + 1 : NULL;
    int end = next ? next->y : slip->height;

    assert_true(row->y >= 0 && row->height > 0);
    assert_true(row->y + row->height <= end);
    for (int c = 0; c < row->cell_count; c++) {
        const struct cell *cell = &row->cells[c];

        check_cell(slip, cell);
        assert_true(cell->x >= slip_margin(slip->rows.width));
        assert_true(cell->x + cell->width <= (int)slip->rows.width - slip_margin(slip->rows.width));
        assert_true(cell->y >= row->y);
        assert_true(cell->y + cell_walk(cell, NULL) <= row->y + row->height);
    }
}

static bool is_tumpal(const struct slip *slip, int y)
{
    for (size_t i = 0; i < slip->rows.count; i++) {
        const struct row *row = &slip->rows.items[i];

        if (row->kind == ROW_TUMPAL && y >= row->y && y < row->y + row->height)
            return true;
    }
    return false;
}

static void check_margins(const struct slip *slip)
{
    const int width = (int)slip->rows.width, margin = slip_margin(slip->rows.width);
    size_t bytes;
    AUTO_FREE uint8_t *bits = slip_bitmap(slip, &bytes);

    assert_int_equal(bytes, slip->height * width / 8);
    for (int y = 0; y < slip->height; y++) {
        for (int x = 0; x < margin - OVERHANG && !is_tumpal(slip, y); x++) {
            if (dot_at(bits, width, x, y) || dot_at(bits, width, width - 1 - x, y))
                fail_msg("black in the margin at row %d, %d dots from the edge", y, x);
        }
    }
}

void slip_check(const struct slip *slip)
{
    assert_true(slip->height >= 300 && slip->height <= SLIP_MAX_DOTS + 100);
    assert_int_equal(slip->height, slip_height_dots(slip));
    for (size_t i = 0; i < slip->rows.count; i++)
        check_row(slip, i);
    check_margins(slip);
}
