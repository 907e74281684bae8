/* A slip's life, and its three pictures: bitmap, PNG, PDF. */
#include "slip_build.h"

#include "base/clock.h"
#include "base/mem.h"
#include "words/report.h"
#include "words/words.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLACK_BELOW = 140, /* of 255: keeps thin strokes without filling the counters */
    DOTS_PER_MM = 8,
    BOTTOM = 32 /* then the printer feeds to its cutter */
};

bool paper_open(const char *font_dir, struct err *err)
{
    return font_open(font_dir, err);
}

void paper_close(void)
{
    font_close();
}

struct slip *slip_new(enum slip_width width, const char *title, int64_t printed_at_ms)
{
    struct slip *slip = mem_zalloc(1, sizeof(*slip));

    rows_init(&slip->rows, width);
    slip->printed_at_ms = printed_at_ms;
    (void)text_copy(slip->title, sizeof(slip->title), title); /* cut is fine: a PDF's title */
    return slip;
}

void slip_free(struct slip *slip)
{
    if (!slip)
        return;
    rows_clear(&slip->rows);
    free(slip);
}

bool slip_finish(struct slip *slip_take, struct slip **out, struct err *err)
{
    if (slip_take->rows.is_too_long) {
        err_set(err, ERR_FULL, "slip \"%s\" is longer than %d dots", slip_take->title,
                SLIP_MAX_DOTS);
        slip_free(slip_take);
        return false;
    }
    slip_take->height = slip_take->rows.y + BOTTOM;
    *out = slip_take;
    return true;
}

void slip_add_head(struct slip *slip, const struct office *office, const char *lang)
{
    struct rows *rows = &slip->rows;

    rows_text(rows, LOOK_OFFICE, CELL_CENTRE, words_in(&office->name, lang), 0);
    if (rows->width == SLIP_80MM) /* 58 mm has no room to spare for it */
        rows_text(rows, LOOK_ADDRESS, CELL_CENTRE, words_in(&office->address, lang), 0);
    rows_tumpal(rows);
}

void slip_add_copy(struct slip *slip, int copy)
{
    char text[64], n[16];

    if (copy <= 0)
        return;
    text_format(n, sizeof(n), "%d", copy);
    text_fill(text, sizeof(text), _("k_copy", "COPY {n}"), "n", n, NULL);
    rows_badge(&slip->rows, ROW_FRAMED, text);
}

void slip_add_day(struct slip *slip, const char *caption, int64_t day)
{
    char text[WORDS_LINE];
    char *date;

    words_day(text, sizeof(text), day);
    date = strchr(text, ' ');
    if (date) {
        AUTO_FREE char *parts = mem_strdup(date + 1);

        words_keep_together(date + 1, sizeof(text) - (size_t)(date + 1 - text), parts);
    }
    rows_box(&slip->rows, caption, text);
}

void slip_add_foot(struct slip *slip, const struct office *office, const struct service *service,
                   const char *lang)
{
    struct rows *rows = &slip->rows;
    char line[WORDS_LINE];

    rows_line(rows);
    if (service && service->has_fee && service->fee_rp == 0)
        rows_text(rows, LOOK_CLOSING, CELL_CENTRE,
                  rows->width == SLIP_80MM ? _("k_free", "This service is FREE (no charge)")
                                           : _("k_free_short", "This service is FREE"),
                  0);
    words_complaints(line, sizeof(line),
                     service ? &service->standard.complaints : &office->standard.complaints, lang,
                     rows->width == SLIP_80MM);
    rows_text(rows, LOOK_CONTACT, CELL_CENTRE, line, 0);
}

int slip_height_dots(const struct slip *slip)
{
    return slip->height;
}

/* Grey, so any of a pixel's equal channels will do. */
static uint8_t eight_dots(const uint32_t *pixels)
{
    unsigned byte = 0;

    for (int i = 0; i < 8; i++)
        byte = byte << 1 | ((pixels[i] & 0xff) < BLACK_BELOW);
    return (uint8_t)byte;
}

uint8_t *slip_bitmap(const struct slip *slip, size_t *out_bytes)
{
    const int width = (int)slip->rows.width;
    const size_t row_bytes = (size_t)width / 8;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, slip->height);
    cairo_t *cr = cairo_create(surface);
    uint8_t *bits = mem_zalloc((size_t)slip->height, row_bytes);
    const unsigned char *pixels;
    size_t stride;

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    rows_draw(&slip->rows, cr);
    assert(cairo_status(cr) == CAIRO_STATUS_SUCCESS); /* bounded size: only memory could fail */
    cairo_surface_flush(surface);
    pixels = cairo_image_surface_get_data(surface);
    stride = (size_t)cairo_image_surface_get_stride(surface);
    for (size_t y = 0; y < (size_t)slip->height; y++) {
        const uint32_t *line = (const uint32_t *)(const void *)(pixels + y * stride);

        for (size_t i = 0; i < row_bytes; i++)
            bits[y * row_bytes + i] = eight_dots(line + i * 8);
    }
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    *out_bytes = (size_t)slip->height * row_bytes;
    return bits;
}

cairo_status_t write_to_text(void *closure, const unsigned char *data, unsigned int length)
{
    struct text *out = closure;

    text_add_bytes(out, data, length);
    return out->overflow ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

/* A1 keeps its bits in the machine's order and 1 = white in the file; ours are the other way. */
static void fill_a1(cairo_surface_t *surface, const uint8_t *bits, size_t row_bytes, size_t height)
{
    unsigned char *data = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    const uint16_t probe = 1;
    bool is_little = *(const uint8_t *)&probe == 1;

    for (size_t y = 0; y < height; y++) {
        for (size_t i = 0; i < row_bytes; i++) {
            unsigned white = ~(unsigned)bits[y * row_bytes + i] & 0xffu;

            if (is_little) { /* mirror the byte */
                white = (white & 0xf0u) >> 4 | (white & 0x0fu) << 4;
                white = (white & 0xccu) >> 2 | (white & 0x33u) << 2;
                white = (white & 0xaau) >> 1 | (white & 0x55u) << 1;
            }
            data[y * stride + i] = (unsigned char)white;
        }
    }
}

bool slip_png(const struct slip *slip, struct text *out, struct err *err)
{
    size_t bytes;
    AUTO_FREE uint8_t *bits = slip_bitmap(slip, &bytes);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A1, (int)slip->rows.width, slip->height);
    cairo_status_t status;

    cairo_surface_flush(surface);
    fill_a1(surface, bits, (size_t)slip->rows.width / 8, (size_t)slip->height);
    cairo_surface_mark_dirty(surface);
    status = cairo_surface_write_to_png_stream(surface, write_to_text, out);
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS
           || err_set(err, ERR_FULL, "slip as PNG: %s", cairo_status_to_string(status));
}

/* The roll is wider than what the head can reach: 80 mm carry 72, 58 mm carry 48. */
static int roll_mm(enum slip_width width)
{
    return width == SLIP_80MM ? 80 : 58;
}

bool slip_pdf(const struct slip *slip, int page_mm, struct text *out, struct err *err)
{
    const double pt_per_mm = 72 / 25.4;
    const double dot_mm = 1.0 / DOTS_PER_MM;
    const double slip_mm = slip->height * dot_mm;
    const double roll = roll_mm(slip->rows.width);
    cairo_surface_t *surface;
    cairo_status_t status;
    cairo_t *cr;
    char date[26];

    if (page_mm > 0 && slip_mm > page_mm)
        return err_set(err, ERR_INVALID, "slip \"%s\" is %.0f mm long, the page %d mm", slip->title,
                       slip_mm, page_mm);
    surface = cairo_pdf_surface_create_for_stream(write_to_text, out, roll * pt_per_mm,
                                                  (page_mm > 0 ? page_mm : slip_mm) * pt_per_mm);
    /* Without a date of ours cairo writes the wall clock's, and no two files would be equal. */
    clock_format_iso(slip->printed_at_ms, 0, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, slip->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cr = cairo_create(surface);
    cairo_scale(cr, pt_per_mm * dot_mm, pt_per_mm * dot_mm);
    cairo_translate(cr, (roll * DOTS_PER_MM - (int)slip->rows.width) / 2, 0);
    rows_draw(&slip->rows, cr);
    cairo_show_page(cr);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS
           || err_set(err, ERR_FULL, "slip as PDF: %s", cairo_status_to_string(status));
}
