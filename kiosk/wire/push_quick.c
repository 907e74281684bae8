/* Reads {"v":1,"id":UUID,"kind":KIND,"session":UUID|null,"at":n,"clock":{"boot":TEXT|null,"mono_ms":n,
 * "offset_ms":n,"quality":n},"data": and nothing behind it. */
#include "push_quick.h"
#include "wire/event.h"

#include <string.h>

enum { DIGITS = 18, BOOT_MOST = 64 };
static const int64_t at_most_ms = 253402300799999; /* the year 9999 */

struct cursor {
    const char *at;
    const char *end;
};

static bool skip(struct cursor *cursor, const char *word)
{
    size_t len = strlen(word);

    if ((size_t)(cursor->end - cursor->at) < len || memcmp(cursor->at, word, len) != 0)
        return false;
    cursor->at += len;
    return true;
}

/* A JSON text without escapes and its closing quote; its length, or -1. The opening one was read. */
static int read_text(struct cursor *cursor, int most)
{
    const char *start = cursor->at;

    while (cursor->at < cursor->end && cursor->at - start <= most) {
        unsigned char c = (unsigned char)*cursor->at++;

        if (c == '"')
            return (int)(cursor->at - 1 - start);
        if (c == '\\' || c < 0x20 || c >= 0x7F)
            return -1;
    }
    return -1;
}

static bool read_uuid(struct cursor *cursor, struct uuid *out)
{
    char text[UUID_TEXT];
    const char *start = cursor->at;

    if (read_text(cursor, UUID_TEXT - 1) != UUID_TEXT - 1)
        return false;
    memcpy(text, start, UUID_TEXT - 1);
    text[UUID_TEXT - 1] = '\0';
    return uuid_parse(text, out);
}

/* As JSON writes it: no sign but minus, no zero before it. */
static bool read_int(struct cursor *cursor, int64_t *out)
{
    bool is_negative = skip(cursor, "-");
    const char *start = cursor->at;
    int64_t value = 0;

    while (cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9'
           && cursor->at - start < DIGITS)
        value = value * 10 + (*cursor->at++ - '0');
    *out = is_negative ? -value : value;
    return cursor->at > start && (*start != '0' || cursor->at - start == 1);
}

static bool read_kind(struct cursor *cursor, char out[PUSH_KIND + 1])
{
    const char *start = cursor->at;
    int len = read_text(cursor, PUSH_KIND);

    if (len < 0)
        return false;
    memcpy(out, start, (size_t)len);
    out[len] = '\0';
    return true;
}

static bool read_session(struct cursor *cursor, struct uuid *out)
{
    return skip(cursor, "null") || (skip(cursor, "\"") && read_uuid(cursor, out));
}

static bool read_boot(struct cursor *cursor)
{
    return skip(cursor, "null") || (skip(cursor, "\"") && read_text(cursor, BOOT_MOST) >= 0);
}

bool push_read_head_quickly(struct push_line *line)
{
    struct cursor cursor = {line->rec, line->rec + line->rec_len};
    struct push_line read = *line;
    int64_t quality;
    int64_t number;

    if (!skip(&cursor, "{\"v\":1,\"id\":\"") || !read_uuid(&cursor, &read.id)
        || !skip(&cursor, ",\"kind\":\"") || !read_kind(&cursor, read.quick_kind)
        || !skip(&cursor, ",\"session\":") || !read_session(&cursor, &read.session)
        || !skip(&cursor, ",\"at\":") || !read_int(&cursor, &read.at_ms)
        || !skip(&cursor, ",\"clock\":{\"boot\":") || !read_boot(&cursor)
        || !skip(&cursor, ",\"mono_ms\":") || !read_int(&cursor, &number)
        || !skip(&cursor, ",\"offset_ms\":") || !read_int(&cursor, &number)
        || !skip(&cursor, ",\"quality\":") || !read_int(&cursor, &quality)
        || !skip(&cursor, "},\"data\":{") || uuid_is_nil(&read.id))
        return false;
    if (read.at_ms < 0 || read.at_ms > at_most_ms || quality < CLOCK_UNTRUSTED
        || quality > CLOCK_VERIFIED)
        return false;
    read.quality = (int)quality;
    *line = read;
    line->kind = line->quick_kind;
    return true;
}
