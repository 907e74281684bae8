/* The sealed words of a complaint: how they lie inside the seal, and what may be typed.
 *
 * version (1) || request (16) || text, name, contact, answer: each a length (2, little end first)
 * and its bytes. */
#include "base/seal.h"
#include "base/secret.h"
#include "complaint_internal.h"
#include <assert.h>
#include <string.h>

enum {
    WORDS_VERSION = 1,
    WORDS_FIELDS = 4,
    LENGTH_BYTES = 2,
    WORDS_MOST = SEALED_WORDS_MOST - SEAL_EXTRA
};

struct field {
    size_t at;
    size_t size;
};
static const struct field fields[] = {
    {offsetof(struct complaint_words, text), COMPLAINT_TEXT},
    {offsetof(struct complaint_words, name), COMPLAINT_NAME},
    {offsetof(struct complaint_words, contact), COMPLAINT_CONTACT},
    {offsetof(struct complaint_words, answer), COMPLAINT_TEXT},
};
static_assert(ARRAY_LEN(fields) == WORDS_FIELDS, "every text is sealed");
static_assert(COMPLAINT_TEXT < 1 << 16, "a length of two bytes");

static void pack(struct text *out, const struct uuid *request, const struct complaint_words *words)
{
    text_add_bytes(out, &(uint8_t){WORDS_VERSION}, 1);
    text_add_bytes(out, request->bytes, sizeof request->bytes);
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const char *value = (const char *)words + fields[i].at;
        size_t len = strlen(value);
        uint8_t length[LENGTH_BYTES] = {(uint8_t)(len & 0xff), (uint8_t)(len >> 8)};

        text_add_bytes(out, length, sizeof length);
        text_add_bytes(out, value, len);
    }
}

/* False for anything that pack did not write for this request. */
static bool unpack(const struct text *plain, const struct uuid *request,
                   struct complaint_words *out)
{
    const uint8_t *bytes = (const uint8_t *)plain->data;
    size_t at = 1 + sizeof request->bytes;

    if (plain->len < at || bytes[0] != WORDS_VERSION
        || memcmp(bytes + 1, request->bytes, sizeof request->bytes) != 0)
        return false;
    *out = (struct complaint_words){0};
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (plain->len - at < LENGTH_BYTES)
            return false;
        size_t len = (size_t)bytes[at] | (size_t)bytes[at + 1] << 8;
        at += LENGTH_BYTES;
        if (len >= fields[i].size || len > plain->len - at)
            return false;
        memcpy((char *)out + fields[i].at, bytes + at, len);
        at += len;
    }
    return at == plain->len;
}

bool complaint_words_seal(struct desk *desk, const struct uuid *request,
                          const struct complaint_words *words, struct text *out, struct err *err)
{
    AUTO_TEXT struct text plain;

    text_init(&plain, WORDS_MOST);
    text_init(out, SEALED_WORDS_MOST);
    pack(&plain, request, words);
    return desk_seal(desk, plain.data, plain.len, out, err);
}

bool complaint_words_open(struct desk *desk, const struct uuid *request, const struct text *sealed,
                          struct complaint_words *out, struct err *err)
{
    AUTO_TEXT struct text plain;
    struct err cause = {0};

    text_init(&plain, WORDS_MOST);
    if (!seal_open(desk->seal, sealed->data, sealed->len, &plain, &cause))
        return err_set(err, cause.code == ERR_CORRUPT ? ERR_CORRUPT : ERR_INVALID, "%s",
                       cause.text);
    if (unpack(&plain, request, out))
        return true;
    secret_wipe(out, sizeof *out);
    return err_set(err, ERR_CORRUPT, "sealed words that belong to another complaint");
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n';
}

/* text_mend makes one line: it is given the lines one by one. */
static void mend_lines(char *text)
{
    char *line = text;

    for (char *end = strchr(line, '\n'); end; end = strchr(line, '\n')) {
        *end = '\0';
        text_mend(line);
        *end = '\n';
        line = end + 1;
    }
    text_mend(line);
}

bool complaint_copy_text(char *out, size_t size, const char *in)
{
    bool fits = text_copy(out, size, in);
    size_t len;
    size_t from = 0;

    mend_lines(out);
    len = strlen(out);
    while (is_blank(out[from]))
        from++;
    while (len > from && is_blank(out[len - 1]))
        len--;
    memmove(out, out + from, len - from);
    memset(out + len - from, 0, size - (len - from));
    return fits;
}

bool complaint_copy_story(char out[COMPLAINT_TEXT], const char *in, const char *what,
                          struct err *err)
{
    bool fits = complaint_copy_text(out, COMPLAINT_TEXT, in ? in : "");
    size_t letters = text_letters(out);

    if (!fits || letters > COMPLAINT_LETTERS)
        return err_set(err, ERR_INVALID, "the %s has over %d letters", what, COMPLAINT_LETTERS);
    return letters >= COMPLAINT_LETTERS_LEAST
           || err_set(err, ERR_INVALID, "the %s has %zu letters; at least %d say something", what,
                      letters, COMPLAINT_LETTERS_LEAST);
}
