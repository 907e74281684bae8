/* One bit a dot through libpng. */
#include "support/png_write.h"

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

enum { ROW_MAX = 256 }; /* bytes: 2048 dots, wider than any ticket head */

static bool write_rows(png_structp png, png_infop info, FILE *file, const uint8_t *bits, int width,
                       int height, int blank)
{
    uint8_t white[ROW_MAX] = {0};

    if (setjmp(png_jmpbuf(png)))
        return false;
    png_init_io(png, file);
    png_set_compression_level(png, 3);
    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)(height + blank), 1,
                 PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, 8000, 8000, PNG_RESOLUTION_METER); /* 203 dpi */
    png_write_info(png, info);
    png_set_invert_mono(png);
    for (int y = 0; y < height + blank; y++)
        png_write_row(png, y < height ? bits + (size_t)y * (size_t)(width / 8) : white);
    png_write_end(png, NULL);
    return true;
}

bool png_write(const char *path, const uint8_t *bits, int width, int height, int blank)
{
    FILE *file = width > 0 && width <= ROW_MAX * 8 ? fopen(path, "wb") : NULL;
    png_structp png = NULL;
    png_infop info = NULL;
    bool is_written = false;

    if (!file)
        return false;
    png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    info = png ? png_create_info_struct(png) : NULL;
    if (info)
        is_written = write_rows(png, info, file, bits, width, height, blank);
    png_destroy_write_struct(&png, &info);
    return fclose(file) == 0 && is_written;
}
