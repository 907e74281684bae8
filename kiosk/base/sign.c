/* Ed25519, sealed boxes and base 64 by libsodium; keys in files of one line. */
#include "base/sign.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/secret.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static_assert(SIGN_PUBLIC == crypto_sign_PUBLICKEYBYTES, "the library's size");
static_assert(SIGN_SECRET == crypto_sign_SECRETKEYBYTES, "the library's size");
static_assert(SIGN_BYTES == crypto_sign_BYTES, "the library's size");
static_assert(BOX_PUBLIC == crypto_box_PUBLICKEYBYTES, "the library's size");
static_assert(BOX_SECRET == crypto_box_SECRETKEYBYTES, "the library's size");

enum { KEY_LINE = 256, SECRET_MODE = 0600, PUBLIC_MODE = 0644 };

static const char sign_secret_word[] = "anjungan-publisher-secret";
static const char sign_public_word[] = "anjungan-publisher";
static const char box_secret_word[] = "anjungan-office-secret";
static const char box_public_word[] = "anjungan-office";

static void start(void)
{
    int state = sodium_init(); /* cheap after the first time */

    assert(state >= 0);
    (void)state;
}

static bool write_key(const char *path, const char *word, const uint8_t *key, size_t len,
                      unsigned mode, struct err *err)
{
    AUTO_TEXT struct text line = {0};

    text_init(&line, KEY_LINE);
    text_addf(&line, "%s ", word);
    if (!base64_write(&line, key, len))
        return err_set(err, ERR_FULL, "a key of %zu bytes is too long", len);
    text_add(&line, "\n");
    return file_create(path, line.data, line.len, mode, err);
}

/* Both files or none: a public key without its secret one would be given away for nothing. */
static bool write_pair(const char *secret_path, const char *secret_word, const uint8_t *secret,
                       size_t secret_len, const char *public_path, const char *public_word,
                       const uint8_t key[SIGN_PUBLIC], struct err *err)
{
    if (!write_key(secret_path, secret_word, secret, secret_len, SECRET_MODE, err))
        return false;
    if (write_key(public_path, public_word, key, SIGN_PUBLIC, PUBLIC_MODE, err))
        return true;
    (void)unlink(secret_path);
    return false;
}

static bool take_line(char *line, const char *word, uint8_t *out, size_t len)
{
    size_t word_len = strlen(word);

    if (strncmp(line, word, word_len) != 0 || line[word_len] != ' ')
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    return base64_read(out, len, line + word_len + 1);
}

static bool read_key(const char *path, const char *word, uint8_t *out, size_t len, struct err *err)
{
    char *bytes = NULL;
    size_t size = 0;
    struct err cause;

    if (!file_read(path, KEY_LINE, &bytes, &size, &cause)) {
        bool is_long = cause.code == ERR_FULL; /* which would be told as a full disk */

        return err_set(err, is_long ? ERR_INVALID : cause.code, "the key file: %s", cause.text);
    }
    bool is_key = take_line(bytes, word, out, len);
    secret_wipe(bytes, size);
    free(bytes);
    return is_key
           || err_set(err, ERR_INVALID, "%s is no key file: it has no line \"%s …\"", path, word);
}

bool sign_make_keys(const char *secret_path, const char *public_path, struct err *err)
{
    uint8_t secret[SIGN_SECRET];
    uint8_t key[SIGN_PUBLIC];

    start();
    if (crypto_sign_keypair(key, secret) != 0)
        return err_set(err, ERR_IO, "no pair of keys can be made");
    bool is_made = write_pair(secret_path, sign_secret_word, secret, sizeof secret, public_path,
                              sign_public_word, key, err);
    secret_wipe(secret, sizeof secret);
    return is_made;
}

bool sign_read_public(const char *path, uint8_t out[SIGN_PUBLIC], struct err *err)
{
    return read_key(path, sign_public_word, out, SIGN_PUBLIC, err);
}

/* The second half of a secret key is its public one; a wrong one there would give the first away. */
bool sign_read_secret(const char *path, uint8_t out[SIGN_SECRET], struct err *err)
{
    uint8_t seed[crypto_sign_SEEDBYTES];
    uint8_t secret[SIGN_SECRET];
    uint8_t key[SIGN_PUBLIC];

    start();
    if (!read_key(path, sign_secret_word, out, SIGN_SECRET, err))
        return false;
    memcpy(seed, out, sizeof seed);
    (void)crypto_sign_seed_keypair(key, secret, seed);
    bool is_whole = sodium_memcmp(secret, out, sizeof secret) == 0;
    secret_wipe(seed, sizeof seed);
    secret_wipe(secret, sizeof secret);
    if (is_whole)
        return true;
    secret_wipe(out, SIGN_SECRET);
    return err_set(err, ERR_INVALID, "the key in %s was changed: its halves do not fit", path);
}

void sign_bytes(uint8_t out[SIGN_BYTES], const uint8_t secret[SIGN_SECRET], const void *bytes,
                size_t len)
{
    int state;

    start();
    state = crypto_sign_detached(out, NULL, bytes, len, secret);
    assert(state == 0);
    (void)state;
}

bool sign_check(const uint8_t signature[SIGN_BYTES], const uint8_t key[SIGN_PUBLIC],
                const void *bytes, size_t len)
{
    start();
    return crypto_sign_verify_detached(signature, bytes, len, key) == 0;
}

bool box_make_keys(const char *secret_path, const char *public_path, struct err *err)
{
    uint8_t secret[BOX_SECRET];
    uint8_t key[BOX_PUBLIC];

    start();
    if (crypto_box_keypair(key, secret) != 0)
        return err_set(err, ERR_IO, "no pair of keys can be made");
    bool is_made = write_pair(secret_path, box_secret_word, secret, sizeof secret, public_path,
                              box_public_word, key, err);
    secret_wipe(secret, sizeof secret);
    return is_made;
}

bool box_read_public(const char *path, uint8_t out[BOX_PUBLIC], struct err *err)
{
    return read_key(path, box_public_word, out, BOX_PUBLIC, err);
}

bool box_read_secret(const char *path, uint8_t out[BOX_SECRET], struct err *err)
{
    return read_key(path, box_secret_word, out, BOX_SECRET, err);
}

bool box_close(struct text *out, const uint8_t key[BOX_PUBLIC], const void *bytes, size_t len,
               struct err *err)
{
    size_t room = len + crypto_box_SEALBYTES;
    AUTO_FREE uint8_t *box = mem_zalloc(1, room);

    start();
    if (crypto_box_seal(box, bytes, len, key) != 0)
        return err_set(err, ERR_INVALID, "the office's key is no key to seal with");
    text_add_bytes(out, box, room);
    return !out->overflow
           || err_set(err, ERR_FULL, "no room for a sealed letter of %zu bytes", room);
}

bool box_open(struct text *out, const uint8_t secret[BOX_SECRET], const void *sealed, size_t len,
              struct err *err)
{
    uint8_t key[BOX_PUBLIC];

    start();
    if (len < crypto_box_SEALBYTES)
        return err_set(err, ERR_CORRUPT, "a sealed letter of %zu bytes is too short", len);
    size_t room = len - crypto_box_SEALBYTES;
    AUTO_FREE uint8_t *plain = mem_zalloc(1, room + 1);
    if (crypto_scalarmult_base(key, secret) != 0
        || crypto_box_seal_open(plain, sealed, len, key, secret) != 0)
        return err_set(err, ERR_CORRUPT, "a sealed letter was changed, or is another office's");
    text_add_bytes(out, plain, room);
    secret_wipe(plain, room);
    return !out->overflow || err_set(err, ERR_FULL, "no room for an opened letter");
}

bool base64_write(struct text *out, const void *bytes, size_t len)
{
    size_t room = sodium_base64_encoded_len(len, sodium_base64_VARIANT_ORIGINAL);
    AUTO_FREE char *line = mem_zalloc(1, room);

    (void)sodium_bin2base64(line, room, bytes, len, sodium_base64_VARIANT_ORIGINAL);
    text_add_bytes(out, line, room - 1);
    secret_wipe(line, room);
    return !out->overflow;
}

bool base64_read(void *out, size_t len, const char *text)
{
    size_t got = 0;

    return sodium_base642bin(out, len, text, strlen(text), NULL, &got, NULL,
                             sodium_base64_VARIANT_ORIGINAL)
               == 0
           && got == len;
}

bool base64_add(struct text *out, const char *text)
{
    size_t room = strlen(text) / 4 * 3 + 1; /* of what is no multiple of 4 nothing is read */
    AUTO_FREE uint8_t *bytes = mem_zalloc(1, room);
    size_t got = 0;
    bool is_read = sodium_base642bin(bytes, room, text, strlen(text), NULL, &got, NULL,
                                     sodium_base64_VARIANT_ORIGINAL)
                   == 0;

    if (is_read)
        text_add_bytes(out, bytes, got);
    secret_wipe(bytes, room);
    return is_read && !out->overflow;
}
