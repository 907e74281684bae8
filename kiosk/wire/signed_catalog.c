/* A published catalogue: its first line, the digest of what follows, the publisher's signature. */
#include "wire/signed_catalog.h"
#include "base/id.h"
#include "base/json.h"

#include <string.h>

static const char format_word[] = "anjungan-catalogue/1";

enum { DIGEST = 32, DIGEST_TEXT = 2 * DIGEST + 1, LINE_MOST = 1024, SIGNED_TEXT_MOST = 256 };

/* The name stands in paths and in the signed text: nothing that ends a line or a folder. */
static bool is_name(const char *name)
{
    size_t len = strlen(name);

    return len > 0 && len < sizeof((struct signed_catalog *)0)->name
           && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

/* What the signature is over; `out` begins empty. */
static void write_signed_text(struct text *out, const char *name, int64_t version,
                              const char digest[DIGEST_TEXT])
{
    text_init(out, SIGNED_TEXT_MOST);
    text_addf(out, "%s\n%s\n%lld\n%s\n", format_word, name, (long long)version, digest);
}

static void write_digest(char out[DIGEST_TEXT], const char *bytes, size_t len)
{
    uint8_t digest[DIGEST];

    id_sha256(digest, bytes, len, NULL, 0);
    id_format_hex(out, digest, sizeof digest);
}

static void write_line(struct text *out, const struct signed_catalog *catalog, const char *digest,
                       const char *signature)
{
    struct json_out json;

    json_out_init(&json, out);
    json_out_object(&json, NULL);
    json_out_string(&json, "format", format_word);
    json_out_string(&json, "name", catalog->name);
    json_out_int(&json, "version", catalog->version);
    json_out_string(&json, "sha256", digest);
    json_out_string(&json, "signature", signature);
    json_out_close_object(&json);
    text_add(out, "\n");
}

bool signed_catalog_write(struct text *out, const struct signed_catalog *catalog,
                          const uint8_t secret[SIGN_SECRET], struct err *err)
{
    AUTO_TEXT struct text signed_text = {0};
    AUTO_TEXT struct text signature_text = {0};
    uint8_t signature[SIGN_BYTES];
    char digest[DIGEST_TEXT];

    if (!is_name(catalog->name))
        return err_set(err, ERR_INVALID,
                       "\"%s\" is no name of a catalogue: small letters, digits and hyphens",
                       catalog->name);
    if (catalog->version < 1)
        return err_set(err, ERR_INVALID, "version %lld: versions count from 1",
                       (long long)catalog->version);
    if (catalog->catalog_len == 0)
        return err_set(err, ERR_INVALID, "the catalogue is empty");
    write_digest(digest, catalog->catalog, catalog->catalog_len);
    write_signed_text(&signed_text, catalog->name, catalog->version, digest);
    sign_bytes(signature, secret, signed_text.data, signed_text.len);
    text_init(&signature_text, SIGNED_TEXT_MOST);
    if (!base64_write(&signature_text, signature, sizeof signature))
        return err_set(err, ERR_FULL, "no room for a signature");
    write_line(out, catalog, digest, signature_text.data);
    text_add_bytes(out, catalog->catalog, catalog->catalog_len);
    return !out->overflow
           || err_set(err, ERR_FULL, "a catalogue of %zu bytes is too long", catalog->catalog_len);
}

static const char *member(const struct json *root, const char *key)
{
    const struct json *value = json_get(root, key);
    const char *text = value ? json_string(value) : NULL;

    return text ? text : "";
}

/* The first line as it claims to be. */
struct claim {
    char digest[DIGEST_TEXT];
    uint8_t signature[SIGN_BYTES];
};

static bool read_line(struct signed_catalog *out, struct claim *claim, const char *line, size_t len,
                      struct err *err)
{
    AUTO_JSON struct json *root = NULL;

    if (!json_parse(&root, line, len, NULL, err))
        return err_add(err, "this is no published catalogue, its first line");
    const struct json *version = json_get(root, "version");
    if (json_kind(root) != JSON_OBJECT || strcmp(member(root, "format"), format_word) != 0)
        return err_set(err, ERR_INVALID,
                       "this is no published catalogue: its first line lacks \"%s\"", format_word);
    if (json_len(root) != 5 || !text_copy(out->name, sizeof out->name, member(root, "name"))
        || !is_name(out->name) || !version || json_kind(version) != JSON_INT
        || json_int(version) < 1
        || !text_copy(claim->digest, sizeof claim->digest, member(root, "sha256"))
        || !base64_read(claim->signature, sizeof claim->signature, member(root, "signature")))
        return err_set(err, ERR_INVALID,
                       "the first line of the published catalogue does not hold format, name, "
                       "version, sha256 and signature alone");
    out->version = json_int(version);
    return true;
}

bool signed_catalog_read(struct signed_catalog *out, const char *bytes, size_t len,
                         const uint8_t key[SIGN_PUBLIC], struct err *err)
{
    AUTO_TEXT struct text signed_text = {0};
    size_t line_most = len < LINE_MOST ? len : LINE_MOST;
    const char *end = line_most > 0 ? memchr(bytes, '\n', line_most) : NULL;
    struct claim claim;
    char digest[DIGEST_TEXT];

    *out = (struct signed_catalog){0};
    if (len > SIGNED_CATALOG_BYTES)
        return err_set(err, ERR_INVALID, "a published catalogue of %zu bytes; at most %d", len,
                       SIGNED_CATALOG_BYTES);
    if (!end)
        return err_set(err, ERR_INVALID, "this is no published catalogue: it has no first line");
    if (!read_line(out, &claim, bytes, (size_t)(end - bytes), err))
        return false;
    /* The signature first: what the publisher did not sign is not looked at. */
    write_signed_text(&signed_text, out->name, out->version, claim.digest);
    if (!sign_check(claim.signature, key, signed_text.data, signed_text.len))
        return err_set(err, ERR_INVALID,
                       "catalogue \"%s\" version %lld: the signature is not the publisher's",
                       out->name, (long long)out->version);
    out->catalog = end + 1;
    out->catalog_len = len - (size_t)(out->catalog - bytes);
    write_digest(digest, out->catalog, out->catalog_len);
    if (out->catalog_len == 0 || strcmp(digest, claim.digest) != 0)
        return err_set(err, ERR_INVALID,
                       "catalogue \"%s\" version %lld: what follows the first line was changed or "
                       "cut short",
                       out->name, (long long)out->version);
    return true;
}
