/* Signed catalogues for tests. */
#include "support/published.h"
#include "base/file.h"
#include "base/mem.h"
#include "wire/signed_catalog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void publisher_open(struct publisher *publisher, const char *directory)
{
    struct err err = {0};

    assert_true(
        text_format(publisher->secret, sizeof publisher->secret, "%s/publisher.secret", directory));
    assert_true(
        text_format(publisher->public, sizeof publisher->public, "%s/publisher.pub", directory));
    if (!sign_make_keys(publisher->secret, publisher->public, &err))
        fail_msg("%s", err.text);
}

static void replace_all(struct text *out, const char *bytes, const char *from, const char *to)
{
    const char *at = bytes;

    for (const char *found = strstr(at, from); found; found = strstr(at, from)) {
        text_add_bytes(out, at, (size_t)(found - at));
        text_add(out, to);
        at = found + strlen(from);
    }
    text_add(out, at);
}

void publisher_sign(const struct publisher *publisher, const char *file, const char *name,
                    int64_t version, const char *from, const char *to, struct text *out)
{
    enum { MOST = 1 << 20 };
    AUTO_FREE char *bytes = NULL;
    AUTO_TEXT struct text changed;
    struct signed_catalog catalog = {.version = version};
    uint8_t secret[SIGN_SECRET];
    struct err err = {0};
    size_t len = 0;

    text_init(out, MOST);
    text_init(&changed, MOST);
    assert_true(file_read(file, MOST, &bytes, &len, NULL));
    replace_all(&changed, bytes, from ? from : "\a", to ? to : "");
    assert_true(text_copy(catalog.name, sizeof catalog.name, name));
    catalog.catalog = changed.data;
    catalog.catalog_len = changed.len;
    assert_true(sign_read_secret(publisher->secret, secret, NULL));
    if (!signed_catalog_write(out, &catalog, secret, &err))
        fail_msg("%s", err.text);
}
