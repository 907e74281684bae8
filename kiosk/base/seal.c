/* crypto_secretbox with the key's id in front: id (4) || nonce (24) || box. */
#include "base/seal.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/secret.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOG_AREA "seal"
#include "base/log.h"
#define CREDENTIAL "anjungan.seal"
#define LETTER_CONTEXT "ajletter" /* crypto_kdf_CONTEXTBYTES */

enum { KEY_ID = 4, KEY_MODE = 0640, WORD_MOST = 64 * 1024 };
static_assert(SEAL_EXTRA == KEY_ID + crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES,
              "the promised length");
static_assert(SEAL_ID_TEXT == KEY_ID * 2 + 1, "an id in hexadecimal digits");

struct seal {
    char *dir; /* of the key file */
    char *path;
    bool may_make; /* the file is ours to make when it is missing */
    bool has_key;
    uint8_t key[crypto_secretbox_KEYBYTES];
    uint8_t id[KEY_ID];
};

/* NULL: systemd gave none of this name. One that is there and cannot be read stays the key's place:
 * another key would only hide the fault. */
static char *credential_path(void)
{
    const char *dir = getenv("CREDENTIALS_DIRECTORY");
    char *path = dir ? mem_format("%s/" CREDENTIAL, dir) : NULL;

    if (path && access(path, F_OK) != 0 && errno == ENOENT) {
        free(path);
        return NULL;
    }
    return path;
}

struct seal *seal_new(const char *state_dir, const char *path)
{
    struct seal *seal = mem_zalloc(1, sizeof *seal);
    int state = sodium_init();

    assert(state >= 0);
    (void)state;
    seal->dir = mem_strdup(state_dir);
    seal->path = path && path[0] != '\0' ? mem_strdup(path) : credential_path();
    seal->may_make = !seal->path;
    if (!seal->path)
        seal->path = mem_format("%s/seal.key", state_dir);
    return seal;
}

static void forget_key(struct seal *seal)
{
    secret_wipe(seal->key, sizeof seal->key);
    seal->has_key = false;
}

void seal_free(struct seal *seal)
{
    if (!seal)
        return;
    forget_key(seal);
    free(seal->path);
    free(seal->dir);
    free(seal);
}

static void take_key(struct seal *seal, const uint8_t key[crypto_secretbox_KEYBYTES])
{
    uint8_t hash[crypto_generichash_BYTES];

    memcpy(seal->key, key, sizeof seal->key);
    crypto_generichash(hash, sizeof hash, key, crypto_secretbox_KEYBYTES, NULL, 0);
    memcpy(seal->id, hash, sizeof seal->id);
    seal->has_key = true;
}

static bool read_key(struct seal *seal, struct err *err)
{
    char *bytes = NULL;
    size_t len = 0;
    bool is_whole;
    struct err cause;

    if (!file_read(seal->path, crypto_secretbox_KEYBYTES, &bytes, &len, &cause)) {
        bool is_long = cause.code == ERR_FULL; /* which would be told as a full disk */

        return err_set(err, is_long ? ERR_INVALID : cause.code, "the key file: %s", cause.text);
    }
    is_whole = len == crypto_secretbox_KEYBYTES;
    if (is_whole)
        take_key(seal, (const uint8_t *)bytes);
    secret_wipe(bytes, len);
    free(bytes);
    return is_whole
           || err_set(err, ERR_INVALID, "the key file %s has %zu bytes, not %d", seal->path, len,
                      crypto_secretbox_KEYBYTES);
}

static bool write_whole(int fd, const uint8_t *bytes, size_t len)
{
    while (len > 0) {
        ssize_t done = write(fd, bytes, len);

        if (done < 0 && errno != EINTR)
            return false;
        if (done > 0) {
            bytes += done;
            len -= (size_t)done;
        }
    }
    return true;
}

static bool sync_dir(const char *dir)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_synced = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        (void)close(fd);
    return is_synced;
}

/* Linked into place, so that of two processes that make it at once both use the first one's. */
static bool make_key(struct seal *seal, struct err *err)
{
    uint8_t key[crypto_secretbox_KEYBYTES];
    AUTO_FREE char *temporary = mem_format("%s.%ld", seal->path, (long)getpid());
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, KEY_MODE);
    bool is_made;

    if (fd < 0)
        return err_set(err, errno == ENOSPC ? ERR_FULL : ERR_IO, "%s cannot be made: %s", temporary,
                       strerror(errno));
    randombytes_buf(key, sizeof key);
    is_made = write_whole(fd, key, sizeof key) && fsync(fd) == 0;
    secret_wipe(key, sizeof key);
    is_made = close(fd) == 0 && is_made && (link(temporary, seal->path) == 0 || errno == EEXIST)
              && sync_dir(seal->dir);
    if (!is_made)
        (void)err_set(err, errno == ENOSPC ? ERR_FULL : ERR_IO, "the key %s cannot be made: %s",
                      seal->path, strerror(errno));
    (void)unlink(temporary);
    return is_made && read_key(seal, err);
}

static bool have_key(struct seal *seal, bool may_make, struct err *err)
{
    struct err cause;

    if (seal->has_key || read_key(seal, &cause))
        return true;
    if (cause.code == ERR_NOT_FOUND && may_make && seal->may_make) {
        log_info("making the key %s", seal->path);
        return make_key(seal, err);
    }
    return err_set(err, cause.code, "%s", cause.text);
}

static void write_id(const struct seal *seal, char out[SEAL_ID_TEXT])
{
    (void)sodium_bin2hex(out, SEAL_ID_TEXT, seal->id, sizeof seal->id);
}

bool seal_take(struct seal *seal, char id[SEAL_ID_TEXT], struct err *err)
{
    bool is_first = id[0] == '\0';
    char found[SEAL_ID_TEXT] = "";
    struct err cause = {0};

    if (!have_key(seal, is_first, &cause)) {
        if (is_first || cause.code != ERR_NOT_FOUND)
            return err_set(err, cause.code, "%s", cause.text);
        return err_set(err, ERR_INVALID,
                       "the key file %s is missing: put back the key %s, which sealed the earlier "
                       "texts",
                       seal->path, id);
    }
    write_id(seal, found);
    if (is_first)
        memcpy(id, found, sizeof found);
    if (strcmp(id, found) == 0)
        return true;
    forget_key(seal); /* the file may be mended while we run */
    return err_set(
        err, ERR_INVALID,
        "the key file %s holds the key %s: put back the key %s, which sealed the earlier "
        "texts",
        seal->path, found, id);
}

bool seal_close(struct seal *seal, const void *bytes, size_t len, struct text *out, struct err *err)
{
    uint8_t nonce[crypto_secretbox_NONCEBYTES];
    size_t room = len + crypto_secretbox_MACBYTES;
    AUTO_FREE uint8_t *box = NULL;

    assert(len <= WORD_MOST);
    if (!have_key(seal, true, err))
        return false;
    box = mem_zalloc(1, room);
    randombytes_buf(nonce, sizeof nonce);
    if (crypto_secretbox_easy(box, bytes, len, nonce, seal->key) != 0)
        return err_set(err, ERR_IO, "a text of %zu bytes cannot be sealed", len);
    text_add_bytes(out, seal->id, sizeof seal->id);
    text_add_bytes(out, nonce, sizeof nonce);
    text_add_bytes(out, box, room);
    return !out->overflow || err_set(err, ERR_FULL, "no room for a sealed text of %zu bytes", room);
}

bool seal_open(struct seal *seal, const void *sealed, size_t len, struct text *out, struct err *err)
{
    const uint8_t *at = sealed;
    AUTO_FREE uint8_t *plain = NULL;
    size_t room;

    if (len < SEAL_EXTRA)
        return err_set(err, ERR_CORRUPT, "a sealed text of %zu bytes is too short", len);
    if (!have_key(seal, false, err))
        return false;
    if (memcmp(at, seal->id, KEY_ID) != 0)
        return err_set(err, ERR_NOT_FOUND, "another key than %s sealed this text", seal->path);
    room = len - SEAL_EXTRA;
    plain = mem_zalloc(1, room + 1);
    at += KEY_ID;
    if (crypto_secretbox_open_easy(plain, at + crypto_secretbox_NONCEBYTES,
                                   len - KEY_ID - crypto_secretbox_NONCEBYTES, at, seal->key)
        != 0)
        return err_set(err, ERR_CORRUPT, "a sealed text was changed");
    text_add_bytes(out, plain, room);
    secret_wipe(plain, room);
    return !out->overflow || err_set(err, ERR_FULL, "no room for an opened text");
}

/* The same pair from the same key, whoever asks. */
static void make_pair(const struct seal *seal, uint8_t public[BOX_PUBLIC],
                      uint8_t secret[BOX_SECRET])
{
    uint8_t seed[crypto_box_SEEDBYTES];

    static_assert(crypto_kdf_KEYBYTES == crypto_secretbox_KEYBYTES, "one key serves both");
    (void)crypto_kdf_derive_from_key(seed, sizeof seed, 1, LETTER_CONTEXT, seal->key);
    (void)crypto_box_seed_keypair(public, secret, seed);
    secret_wipe(seed, sizeof seed);
}

bool seal_letter_key(struct seal *seal, uint8_t out[BOX_PUBLIC], struct err *err)
{
    uint8_t secret[BOX_SECRET];

    if (!have_key(seal, false, err))
        return false;
    make_pair(seal, out, secret);
    secret_wipe(secret, sizeof secret);
    return true;
}

bool seal_open_letter(struct seal *seal, const void *sealed, size_t len, struct text *out,
                      struct err *err)
{
    uint8_t public[BOX_PUBLIC], secret[BOX_SECRET];

    if (!have_key(seal, false, err))
        return false;
    make_pair(seal, public, secret);
    bool is_open = box_open(out, secret, sealed, len, err);
    secret_wipe(secret, sizeof secret);
    return is_open;
}
