/* gzip in memory, on zlib. */
#include "base/gzip.h"

#include <assert.h>
#define ZLIB_CONST /* what is read is not written to */
#include <zlib.h>

enum {
    GZIP_LEVEL = 1,               /* events shrink to a fifth at any level; the kiosk is slow */
    GZIP_WINDOW = MAX_WBITS + 16, /* zlib's way to ask for gzip's frame */
    GZIP_MEMORY = 8,              /* zlib's default */
    GZIP_PIECE = 16 * 1024,
};

bool gzip_pack(struct text *out, const void *bytes, size_t len, struct err *err)
{
    z_stream stream = {.next_in = bytes, .avail_in = (uInt)len};
    Bytef piece[GZIP_PIECE];
    int state;

    assert(len <= UINT32_MAX);
    if (deflateInit2(&stream, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY, Z_DEFAULT_STRATEGY)
        != Z_OK)
        return err_set(err, ERR_IO, "gzip: cannot start packing");
    do {
        stream.next_out = piece;
        stream.avail_out = sizeof piece;
        state = deflate(&stream, Z_FINISH);
        text_add_bytes(out, piece, sizeof piece - stream.avail_out);
    } while (state == Z_OK && !out->overflow);
    (void)deflateEnd(&stream);
    if (out->overflow)
        return err_set(err, ERR_FULL, "gzip: over %zu bytes packed", out->max);
    return state == Z_STREAM_END || err_set(err, ERR_IO, "gzip: packing ended with %d", state);
}

struct unpacking {
    z_stream stream;
    Bytef piece[GZIP_PIECE];
};

/* Piece by piece, so that a bomb costs no more than `most` bytes and one piece. */
static bool unpack(struct unpacking *work, struct text *out, size_t most, struct err *err)
{
    z_stream *stream = &work->stream;
    size_t before = out->len;
    int state;

    do {
        stream->next_out = work->piece;
        stream->avail_out = sizeof work->piece;
        state = inflate(stream, Z_NO_FLUSH);
        size_t came = sizeof work->piece - stream->avail_out;
        if (out->len - before + came > most)
            return err_set(err, ERR_FULL, "gzip: more than %zu bytes came out", most);
        text_add_bytes(out, work->piece, came);
        if (out->overflow)
            return err_set(err, ERR_FULL, "gzip: over %zu bytes unpacked", out->max);
    } while (state == Z_OK);
    if (state != Z_STREAM_END)
        return err_set(err, ERR_INVALID, "gzip: damaged or cut short");
    return stream->avail_in == 0
           || err_set(err, ERR_INVALID, "gzip: %u bytes follow its end", stream->avail_in);
}

bool gzip_unpack(struct text *out, const void *bytes, size_t len, size_t most, struct err *err)
{
    struct unpacking work = {.stream = {.next_in = bytes, .avail_in = (uInt)len}};

    assert(len <= UINT32_MAX);
    if (inflateInit2(&work.stream, GZIP_WINDOW) != Z_OK)
        return err_set(err, ERR_IO, "gzip: cannot start unpacking");
    bool is_done = unpack(&work, out, most, err);
    (void)inflateEnd(&work.stream);
    return is_done;
}
