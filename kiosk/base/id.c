/* UUIDs, slip codes and digests, all on libsodium. */
#include "base/id.h"

#include <assert.h>
#include <ctype.h>
#include <sodium.h>
#include <string.h>

/* Crockford's alphabet: no I, L, O, U. */
static const char code_letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static_assert(sizeof code_letters == 32 + 1, "five bits choose a letter");

static void random_bytes(void *out, size_t len)
{
    int state = sodium_init(); /* cheap after the first time */

    assert(state >= 0);
    (void)state;
    randombytes_buf(out, len);
}

static void mark(struct uuid *uuid, unsigned version)
{
    uuid->bytes[6] = (uint8_t)((uuid->bytes[6] & 0x0Fu) | version << 4);
    uuid->bytes[8] = (uint8_t)((uuid->bytes[8] & 0x3Fu) | 0x80u);
}

struct uuid uuid_v4(void)
{
    struct uuid uuid;

    random_bytes(uuid.bytes, sizeof uuid.bytes);
    mark(&uuid, 4);
    return uuid;
}

struct uuid uuid_v7(int64_t wall_ms)
{
    struct uuid uuid;

    random_bytes(uuid.bytes, sizeof uuid.bytes);
    for (int i = 0; i < 6; i++)
        uuid.bytes[i] = (uint8_t)((uint64_t)wall_ms >> (40 - 8 * i));
    mark(&uuid, 7);
    return uuid;
}

static bool has_hyphen_before(size_t byte)
{
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

void uuid_format(const struct uuid *uuid, char out[UUID_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    size_t at = 0;

    for (size_t i = 0; i < sizeof uuid->bytes; i++) {
        if (has_hyphen_before(i))
            out[at++] = '-';
        out[at++] = digits[uuid->bytes[i] >> 4];
        out[at++] = digits[uuid->bytes[i] & 15];
    }
    out[at] = '\0';
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool uuid_parse(const char *text, struct uuid *out)
{
    struct uuid uuid;

    if (strlen(text) != UUID_TEXT - 1)
        return false;
    for (size_t i = 0; i < sizeof uuid.bytes; i++) {
        int high;
        int low;

        if (has_hyphen_before(i) && *text++ != '-')
            return false;
        high = hex_value(*text++);
        low = hex_value(*text++);
        if (high < 0 || low < 0)
            return false;
        uuid.bytes[i] = (uint8_t)(high << 4 | low);
    }
    *out = uuid;
    return true;
}

bool uuid_is_nil(const struct uuid *uuid)
{
    static const struct uuid nil = {{0}};

    return uuid_equal(uuid, &nil);
}

bool uuid_equal(const struct uuid *a, const struct uuid *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

void id_random_code(char out[5])
{
    uint8_t bytes[4];

    random_bytes(bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        out[i] = code_letters[bytes[i] & 31];
    out[4] = '\0';
}

/* What people read for a letter that the alphabet leaves out. */
static char meant(char typed)
{
    char letter = (char)toupper((unsigned char)typed);

    if (letter == 'O')
        return '0';
    return letter == 'I' || letter == 'L' ? '1' : letter;
}

bool id_read_code(const char *text, char out[5])
{
    memset(out, 0, 5);
    for (size_t i = 0; i < 4; i++) {
        char letter = meant(text[i]);

        if (letter == '\0' || !strchr(code_letters, letter))
            return false;
        out[i] = letter;
    }
    return text[4] == '\0';
}

void id_sha256(uint8_t out[32], const void *a, uint64_t a_len, const void *b, uint64_t b_len)
{
    crypto_hash_sha256_state state;

    static_assert(crypto_hash_sha256_BYTES == 32, "a SHA-256 has 32 bytes");
    (void)crypto_hash_sha256_init(&state);
    if (a_len > 0)
        (void)crypto_hash_sha256_update(&state, a, a_len);
    if (b_len > 0)
        (void)crypto_hash_sha256_update(&state, b, b_len);
    (void)crypto_hash_sha256_final(&state, out);
}

void id_hmac_sha256(uint8_t out[32], const uint8_t key[32], const void *bytes, uint64_t len)
{
    static_assert(crypto_auth_hmacsha256_BYTES == 32 && crypto_auth_hmacsha256_KEYBYTES == 32,
                  "key and mark have 32 bytes each");
    (void)crypto_auth_hmacsha256(out, bytes, len, key);
}

void id_random_key(uint8_t out[32])
{
    random_bytes(out, 32);
}

uint32_t id_random_below(uint32_t bound)
{
    int state = sodium_init();

    assert(state >= 0 && bound > 0);
    (void)state;
    return randombytes_uniform(bound);
}

void id_format_hex(char *out, const uint8_t *bytes, size_t len)
{
    (void)sodium_bin2hex(out, 2 * len + 1, bytes, len);
}

bool id_parse_hex(uint8_t *out, size_t len, const char *text)
{
    size_t count = 0;

    return strlen(text) == 2 * len
           && sodium_hex2bin(out, len, text, 2 * len, NULL, &count, NULL) == 0 && count == len;
}
