/* Aligning and wrapping plain text. */
#include "columns.h"

#include <string.h>

int columns_width(const char *text)
{
    int width = 0;

    while (text_next(&text) != 0)
        width++;
    return width;
}

void columns_blanks(struct text *out, int count)
{
    for (int i = 0; i < count; i++)
        text_add(out, " ");
}

void columns_left(struct text *out, const char *text, int width)
{
    text_add(out, text);
    columns_blanks(out, width - columns_width(text));
}

void columns_right(struct text *out, const char *text, int width)
{
    columns_blanks(out, width - columns_width(text));
    text_add(out, text);
}

static int word_width(const char *word, size_t bytes)
{
    int width = 0;

    for (size_t i = 0; i < bytes; i++)
        width += ((unsigned char)word[i] & 0xc0) != 0x80 ? 1 : 0;
    return width;
}

void columns_wrap(struct text *out, const char *text, int width)
{
    int used = 0;

    while (*text) {
        size_t bytes = strcspn(text, " ");
        int word = word_width(text, bytes);

        if (used > 0 && used + 1 + word > width) {
            text_add(out, "\n");
            used = 0;
        } else if (used > 0) {
            text_add(out, " ");
            used++;
        }
        text_add_bytes(out, text, bytes);
        used += word;
        text += bytes;
        text += strspn(text, " ");
    }
    text_add(out, "\n");
}

void columns_name(struct text *out, const char *name, int width)
{
    if (columns_width(name) <= width) {
        columns_left(out, name, width);
        return;
    }
    columns_wrap(out, name, width);
    columns_blanks(out, width);
}
