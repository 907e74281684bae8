/* A small printer: ESC @, GS v 0, ESC J, ESC d, GS V and the status requests. */
#include "support/escpos_decode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    const uint8_t *bytes;
    size_t len;
    size_t at;
    char *why;
};

static bool refuse(const struct reader *reader, const char *what)
{
    (void)snprintf(reader->why, 128, "%s at byte %zu", what, reader->at);
    return false;
}

/* Byte `offset` of the command at hand, -1 past the end. */
static int peek(const struct reader *reader, size_t offset)
{
    return reader->at + offset < reader->len ? reader->bytes[reader->at + offset] : -1;
}

static bool skip(struct reader *reader, size_t count)
{
    if (reader->len - reader->at < count)
        return refuse(reader, "the command is cut off");
    reader->at += count;
    return true;
}

static bool read_raster(struct reader *reader, struct escpos_slip *out)
{
    size_t row_bytes, rows, have;
    uint8_t *bits;

    if (reader->len - reader->at < 8)
        return refuse(reader, "the raster head is cut off");
    if (peek(reader, 2) != '0' || peek(reader, 3) != 0)
        return refuse(reader, "the raster is not GS v 0 at normal size");
    row_bytes = (size_t)(peek(reader, 4) + peek(reader, 5) * 256);
    rows = (size_t)(peek(reader, 6) + peek(reader, 7) * 256);
    if (row_bytes == 0 || rows == 0)
        return refuse(reader, "the raster is empty");
    if (out->width != 0 && out->width != (int)(row_bytes * 8))
        return refuse(reader, "the bands differ in width");
    if (out->feed_dots != 0)
        return refuse(reader, "the picture goes on after a feed");
    if (reader->len - reader->at < 8 + row_bytes * rows)
        return refuse(reader, "the raster is cut off");
    have = row_bytes * (size_t)out->height;
    bits = realloc(out->bits, have + row_bytes * rows);
    if (!bits)
        abort();
    memcpy(bits + have, reader->bytes + reader->at + 8, row_bytes * rows);
    out->bits = bits;
    out->width = (int)(row_bytes * 8);
    out->height += (int)rows;
    out->bands++;
    if ((int)rows > out->highest_band)
        out->highest_band = (int)rows;
    return skip(reader, 8 + row_bytes * rows);
}

static bool read_cut(struct reader *reader, struct escpos_slip *out)
{
    int mode = peek(reader, 2);

    if (mode < 0)
        return refuse(reader, "the cut is cut off");
    out->is_cut = true;
    return skip(reader, mode >= 65 && mode <= 66 ? 4 : 3);
}

static bool read_group(struct reader *reader, struct escpos_slip *out)
{
    switch (peek(reader, 1)) {
    case 'v':
        return read_raster(reader, out);
    case 'V':
        return read_cut(reader, out);
    case 'r':
    case 'a':
        return skip(reader, 3);
    case '(':
        if (peek(reader, 2) != 'H' || peek(reader, 4) < 0)
            return refuse(reader, "an unknown GS ( command");
        return skip(reader, (size_t)(5 + peek(reader, 3) + peek(reader, 4) * 256));
    default:
        return refuse(reader, "an unknown GS command");
    }
}

static bool read_escape(struct reader *reader, struct escpos_slip *out)
{
    const int line_dots = 30; /* one line at the printer's default spacing */

    switch (peek(reader, 1)) {
    case '@':
        return skip(reader, 2);
    case 'J':
        out->feed_dots += peek(reader, 2) < 0 ? 0 : peek(reader, 2);
        return skip(reader, 3);
    case 'd':
        out->feed_dots += peek(reader, 2) < 0 ? 0 : peek(reader, 2) * line_dots;
        return skip(reader, 3);
    default:
        return refuse(reader, "an unknown ESC command");
    }
}

static bool read_command(struct reader *reader, struct escpos_slip *out)
{
    switch (peek(reader, 0)) {
    case 0x10:
        return peek(reader, 1) == 0x04 ? skip(reader, 3) : refuse(reader, "an unknown DLE command");
    case 0x1b:
        return read_escape(reader, out);
    case 0x1d:
        return read_group(reader, out);
    default:
        return refuse(reader, "a byte outside any command");
    }
}

bool escpos_decode(const uint8_t *bytes, size_t len, struct escpos_slip *out, char why[128])
{
    struct reader reader = {bytes, len, 0, why};

    *out = (struct escpos_slip){0};
    while (reader.at < len && !out->is_cut) {
        if (!read_command(&reader, out)) {
            escpos_slip_clear(out);
            return false;
        }
    }
    out->bytes = reader.at;
    if (out->height == 0)
        return refuse(&reader, "no picture");
    return true;
}

void escpos_slip_clear(struct escpos_slip *slip)
{
    free(slip->bits);
    *slip = (struct escpos_slip){0};
}
