#include "support/picture.h"
#include "base/mem.h"
#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void read_pixmap(struct picture *out, FILE *file)
{
    int most = 0;
    size_t size;

    assert_int_equal(fscanf(file, "P6 %d %d %d", &out->width, &out->height, &most), 3);
    assert_int_equal(most, 255);
    assert_int_equal(fgetc(file), '\n');
    assert_true(out->width > 0 && out->height > 0);
    size = (size_t)out->width * (size_t)out->height * 3;
    out->rgb = mem_zalloc(size, 1);
    assert_int_equal(fread(out->rgb, 1, size, file), size);
}

static void read_png(struct picture *out, FILE *file)
{
    png_image image = {.version = PNG_IMAGE_VERSION};

    if (!png_image_begin_read_from_stdio(&image, file))
        fail_msg("%s", image.message);
    image.format = PNG_FORMAT_RGB;
    out->rgb = mem_zalloc(PNG_IMAGE_SIZE(image), 1);
    out->width = (int)image.width;
    out->height = (int)image.height;
    if (!png_image_finish_read(&image, NULL, out->rgb, 0, NULL))
        fail_msg("%s", image.message);
}

void picture_read(struct picture *out, const char *path)
{
    FILE *file = fopen(path, "re");
    int first;

    if (!file)
        fail_msg("no picture %s", path);
    first = fgetc(file);
    rewind(file);
    if (first == 'P')
        read_pixmap(out, file);
    else
        read_png(out, file);
    (void)fclose(file);
}

void picture_clear(struct picture *picture)
{
    free(picture->rgb);
    *picture = (struct picture){0};
}

int picture_likeness(const struct picture *a, const struct picture *b)
{
    int64_t pixels = (int64_t)a->width * a->height;
    int64_t same = 0;

    if (a->width != b->width || a->height != b->height)
        return 0;
    for (int64_t i = 0; i < pixels; i++)
        same += memcmp(a->rgb + 3 * i, b->rgb + 3 * i, 3) == 0;
    return (int)(same * 1000 / pixels);
}
