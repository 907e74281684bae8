/* Pictures in files, to be compared: PNG of any kind, or a portable pixmap (P6). */
#pragma once
#include <stddef.h>
#include <stdint.h>

struct picture {
    uint8_t *rgb; /* rows of red, green, blue */
    int width, height;
};

/* Fails the test where there is none. */
void picture_read(struct picture *out, const char *path);
void picture_clear(struct picture *picture);
/* How many of a thousand pixels are the same, rounded down; 0 for another size. 1000: all of them. */
int picture_likeness(const struct picture *a, const struct picture *b);
