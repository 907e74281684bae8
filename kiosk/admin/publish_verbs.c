/* catalog keys, catalog sign, catalog verify: what the publisher of catalogues does, away from the server. */
#include "admin/verbs_internal.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/secret.h"
#include "domain/calendar.h"
#include "wire/catalog_json.h"
#include "wire/signed_catalog.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION_DIGITS = 15 };

static void free_catalog(struct catalog **slot)
{
    catalog_free(*slot);
}

int verb_catalog_keys(const struct admin *admin, int count, char **words)
{
    struct err err;

    if (!arguments_take(admin, NULL, 0, &count, words))
        return ADMIN_USAGE;
    if (count != 2)
        return verb_fail(admin, ADMIN_USAGE, "catalog keys takes two names: SECRET PUBLIC");
    if (!sign_make_keys(words[0], words[1], &err))
        return verb_tell(admin, &err);
    (void)fprintf(
        admin->out,
        "%s signs catalogues: keep it off the office's server and a copy in a safe place\n"
        "%s is what kiosks and the office check them with\n",
        words[0], words[1]);
    return ADMIN_OK;
}

static bool read_version(const struct admin *admin, const char *text, int64_t *out)
{
    size_t len = text ? strlen(text) : 0;

    *out = 0;
    if (len > 0 && len <= VERSION_DIGITS && strspn(text, "0123456789") == len)
        *out = (int64_t)strtoll(text, NULL, 10);
    if (*out > 0)
        return true;
    (void)verb_fail(admin, ADMIN_USAGE,
                    "catalog sign needs --version N: a number above the one in use, from 1");
    return false;
}

/* What `catalog check` calls an error is not signed. The findings go where complaints go: the answer may
 * be the signed file. */
static bool check(const struct admin *admin, const char *path, const char *bytes, size_t len,
                  const char **name, char id[64])
{
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    AUTO(free_catalog) struct catalog *catalog = NULL;
    struct err err;
    bool is_good = catalog_json_read(&catalog, path, bytes, len, &issues, &err);

    for (size_t i = 0; i < issues.count; i++)
        (void)fprintf(admin->complaints, "%s\n", issues.items[i].text);
    if (!is_good) {
        (void)verb_fail(admin, ADMIN_FAILED, "%s has errors and is not signed: %s", path, err.text);
        return false;
    }
    if (*name && strcmp(*name, catalog->office.id) != 0) {
        (void)verb_fail(admin, ADMIN_FAILED,
                        "%s is the catalogue of \"%s\", not of \"%s\": no kiosk would take it",
                        path, catalog->office.id, *name);
        return false;
    }
    *name = id;
    return text_copy(id, 64, catalog->office.id)
           || verb_fail(admin, ADMIN_FAILED, "the office's id is too long") == ADMIN_OK;
}

static bool leave(const struct admin *admin, const struct text *file, const char *path,
                  struct err *err)
{
    if (path)
        return file_replace(path, file->data, file->len, true, err);
    return fwrite(file->data, 1, file->len, admin->out) == file->len
           || err_set(err, ERR_IO, "the answer cannot be written: %s", strerror(errno));
}

static bool sign(const struct signed_catalog *catalog, const char *key_path, struct text *out,
                 struct err *err)
{
    uint8_t secret[SIGN_SECRET];

    if (!sign_read_secret(key_path, secret, err))
        return false;
    bool is_signed = signed_catalog_write(out, catalog, secret, err);
    secret_wipe(secret, sizeof secret);
    return is_signed;
}

int verb_catalog_sign(const struct admin *admin, int count, char **words)
{
    const char *key = NULL, *name = NULL, *version = NULL, *out_path = NULL;
    const struct argument arguments[] = {{"--key", NULL, &key},
                                         {"--name", NULL, &name},
                                         {"--version", NULL, &version},
                                         {"--out", NULL, &out_path}};
    AUTO_FREE char *bytes = NULL;
    AUTO_TEXT struct text file = {0};
    struct signed_catalog catalog = {0};
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count != 1 || !key)
        return verb_fail(admin, ADMIN_USAGE, "catalog sign needs --key FILE and one CATALOG");
    if (!read_version(admin, version, &catalog.version))
        return ADMIN_USAGE;
    if (!file_read(words[0], SIGNED_CATALOG_BYTES / 2, &bytes, &catalog.catalog_len, &err))
        return verb_tell(admin, &err);
    if (!check(admin, words[0], bytes, catalog.catalog_len, &name, catalog.name))
        return ADMIN_FAILED;
    catalog.catalog = bytes;
    text_init(&file, SIGNED_CATALOG_BYTES);
    if (!sign(&catalog, key, &file, &err) || !leave(admin, &file, out_path, &err))
        return verb_tell(admin, &err);
    return ADMIN_OK;
}

int verb_catalog_verify(const struct admin *admin, int count, char **words)
{
    const char *key_path = NULL;
    const struct argument arguments[] = {{"--key", NULL, &key_path}};
    AUTO(free_catalog) struct catalog *content = NULL;
    AUTO_FREE char *bytes = NULL;
    uint8_t key[SIGN_PUBLIC];
    struct signed_catalog catalog;
    size_t len = 0;
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count != 1 || !key_path)
        return verb_fail(admin, ADMIN_USAGE, "catalog verify needs --key PUBLIC and one FILE");
    if (!sign_read_public(key_path, key, &err)
        || !file_read(words[0], SIGNED_CATALOG_BYTES, &bytes, &len, &err)
        || !signed_catalog_read(&catalog, bytes, len, key, &err)
        || !catalog_json_read(&content, words[0], catalog.catalog, catalog.catalog_len, NULL, &err))
        return verb_tell(admin, &err);
    (void)fprintf(admin->out, "%s version %" PRId64 ": signed by this key, %zu services\n",
                  catalog.name, catalog.version, content->service_count);
    return ADMIN_OK;
}
