/* A growing text buffer with a ceiling, and UTF-8. */
#include "base/text.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_FIRST_ROOM = 64 };

void text_init(struct text *text, size_t max)
{
    *text = (struct text){.max = max};
    text->room = TEXT_FIRST_ROOM;
    text->data = mem_zalloc(text->room, 1);
}

void text_clear(struct text *text)
{
    if (text->data != NULL)
        explicit_bzero(text->data, text->room);
    free(text->data);
    *text = (struct text){0};
}

/* A new block instead of realloc: what is left behind must be wiped (a visitor's words). */
static void grow(struct text *text, size_t wanted)
{
    size_t room = text->room > 0 ? text->room : TEXT_FIRST_ROOM;
    char *bigger;

    while (room < wanted)
        room *= 2;
    bigger = mem_zalloc(room, 1);
    if (text->data != NULL) {
        memcpy(bigger, text->data, text->len + 1);
        explicit_bzero(text->data, text->room);
        free(text->data);
    }
    text->data = bigger;
    text->room = room;
}

void text_add_bytes(struct text *text, const void *bytes, size_t len)
{
    if (text->overflow || len > text->max - text->len) {
        text->overflow = true;
        return;
    }
    if (text->len + len + 1 > text->room)
        grow(text, text->len + len + 1);
    memcpy(text->data + text->len, bytes, len);
    text->len += len;
    text->data[text->len] = '\0';
}

void text_add(struct text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string));
}

void text_addf(struct text *text, const char *format, ...)
{
    char small[256];
    AUTO_FREE char *large = NULL;
    va_list args;
    va_list again;
    int len;

    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(small, sizeof small, format, args);
    if (len >= (int)sizeof small) {
        large = mem_zalloc((size_t)len + 1, 1);
        (void)vsnprintf(large, (size_t)len + 1, format, again);
    }
    va_end(again);
    va_end(args);
    if (len > 0)
        text_add_bytes(text, large != NULL ? large : small, (size_t)len);
    if (large != NULL)
        explicit_bzero(large, (size_t)len);
    explicit_bzero(small, sizeof small);
}

/* Takes away a character that was cut in its middle. */
static void trim_cut(char *out)
{
    size_t len = strlen(out);
    size_t start = len;

    while (start > 0 && len - start < 4 && ((unsigned char)out[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0 && (unsigned char)out[start - 1] >= 0xC0)
        start--;
    if (start < len && text_valid_utf8(out + start, len - start) != len - start)
        out[start] = '\0';
}

bool text_format_args(char *out, size_t size, const char *format, va_list args)
{
    int len = vsnprintf(out, size, format, args);

    if (len >= 0 && (size_t)len < size)
        return true;
    if (size > 0)
        trim_cut(out);
    return false;
}

bool text_format(char *out, size_t size, const char *format, ...)
{
    va_list args;
    bool fits;

    va_start(args, format);
    fits = text_format_args(out, size, format, args);
    va_end(args);
    return fits;
}

bool text_copy(char *out, size_t size, const char *in)
{
    size_t len = strlen(in);
    bool fits = len < size;

    if (size == 0)
        return false;
    if (!fits)
        len = size - 1;
    memmove(out, in, len);
    out[len] = '\0';
    if (!fits)
        trim_cut(out);
    return fits;
}

void text_copy_cut(char *out, size_t size, const char *in)
{
    static const char ellipsis[] = "…";

    if (text_copy(out, size, in))
        return;
    (void)text_copy(out, size - strlen(ellipsis), in);
    memcpy(out + strlen(out), ellipsis, sizeof ellipsis);
}

/* The value of the placeholder that begins at `at`, NULL when none of the pairs has its name. */
static const char *find_value(const char *at, size_t name_len, va_list pairs)
{
    const char *name;

    while ((name = va_arg(pairs, const char *)) != NULL) {
        const char *value = va_arg(pairs, const char *);

        if (strlen(name) == name_len && memcmp(name, at, name_len) == 0)
            return value;
    }
    return NULL;
}

/* Appends what fits; false when not all did. */
static bool append(char *out, size_t size, size_t *at, const char *bytes, size_t len)
{
    size_t room = size - 1 - *at;
    bool fits = len <= room;

    if (!fits)
        len = room;
    memcpy(out + *at, bytes, len);
    *at += len;
    out[*at] = '\0';
    return fits;
}

bool text_fill(char *out, size_t size, const char *pattern, ...)
{
    size_t at = 0;
    bool fits = true;

    if (size == 0)
        return false;
    out[0] = '\0';
    while (*pattern != '\0' && fits) {
        size_t plain = strcspn(pattern, "{");
        const char *end = strchr(pattern, '}');
        const char *value = NULL;

        if (plain == 0 && end != NULL) {
            va_list pairs;

            va_start(pairs, pattern);
            value = find_value(pattern + 1, (size_t)(end - pattern) - 1, pairs);
            va_end(pairs);
        }
        if (value != NULL) {
            fits = append(out, size, &at, value, strlen(value));
            pattern = end + 1;
        } else {
            plain = plain > 0 ? plain : 1;
            fits = append(out, size, &at, pattern, plain);
            pattern += plain;
        }
    }
    if (!fits)
        trim_cut(out);
    return fits;
}

/* How many bytes a sequence has by its first one; 0 where none begins so. */
static size_t announced_len(unsigned char first)
{
    if (first < 0x80)
        return first != 0 ? 1 : 0;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* The second byte keeps out overlong forms, surrogates and what lies above U+10FFFF. */
static bool is_second_byte(unsigned char first, unsigned char second)
{
    static const struct {
        unsigned char first;
        unsigned char low;
        unsigned char high;
    } narrow[] = {{0xE0, 0xA0, 0xBF}, {0xED, 0x80, 0x9F}, {0xF0, 0x90, 0xBF}, {0xF4, 0x80, 0x8F}};

    for (size_t i = 0; i < ARRAY_LEN(narrow); i++) {
        if (first == narrow[i].first)
            return second >= narrow[i].low && second <= narrow[i].high;
    }
    return (second & 0xC0) == 0x80;
}

/* Length of the well-formed sequence at `s` (Unicode table 3-7), 0 when it is none. */
static size_t sequence_len(const unsigned char *s, size_t left)
{
    size_t len = announced_len(s[0]);

    if (len < 2)
        return len;
    if (len > left || !is_second_byte(s[0], s[1]))
        return 0;
    for (size_t i = 2; i < len; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    }
    return len;
}

/* Eight plain ASCII bytes, none of them NUL: nearly all of a catalogue. */
static bool is_plain_word(const unsigned char *s)
{
    const uint64_t highs = UINT64_C(0x8080808080808080);
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t word;

    memcpy(&word, s, sizeof word);
    return (word & highs) == 0 && ((word - ones) & ~word & highs) == 0;
}

size_t text_valid_utf8(const char *bytes, size_t len)
{
    const unsigned char *s = (const unsigned char *)bytes;
    size_t at = 0;

    while (at < len) {
        size_t step = 8;

        if (len - at < 8 || !is_plain_word(s + at)) {
            step = sequence_len(s + at, len - at);
            if (step == 0)
                return at;
        }
        at += step;
    }
    return at;
}

void text_mend(char *text)
{
    size_t len = strlen(text);

    for (size_t at = text_valid_utf8(text, len); at < len;
         at += text_valid_utf8(text + at, len - at))
        text[at++] = '?';
    for (size_t at = 0; at < len; at++) {
        if ((unsigned char)text[at] < 0x20 || text[at] == 0x7f)
            text[at] = ' ';
    }
}

uint32_t text_next(const char **at)
{
    const unsigned char *s = (const unsigned char *)*at;
    uint32_t point = s[0];
    int more = s[0] < 0x80 ? 0 : s[0] < 0xE0 ? 1 : s[0] < 0xF0 ? 2 : 3;

    if (s[0] == 0)
        return 0;
    if (more > 0)
        point &= 0x3Fu >> more;
    for (int i = 1; i <= more; i++) {
        if ((s[i] & 0xC0) != 0x80) { /* broken promise: never run over the end */
            more = i - 1;
            break;
        }
        point = point << 6 | (s[i] & 0x3Fu);
    }
    *at += more + 1;
    return point;
}

size_t text_letters(const char *text)
{
    size_t count = 0;

    while (text_next(&text) != 0)
        count++;
    return count;
}

bool text_is_set(const char *text)
{
    return text != NULL && text[0] != '\0';
}

bool text_equal(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return strcmp(a, b) == 0;
}
