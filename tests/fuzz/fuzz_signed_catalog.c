/* The reader of published catalogues, on any bytes, and on any line and catalogue that its publisher
 * signed. */
#include "base/id.h"
#include "wire/signed_catalog.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { MOST = 64 * 1024 };

static void expect(bool is_true)
{
    if (!is_true)
        abort();
}

static void take_pair(uint8_t secret[SIGN_SECRET], uint8_t key[SIGN_PUBLIC])
{
    /* RFC 8032, 7.1, TEST 1. */
    expect(id_parse_hex(secret, 32,
                        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    expect(
        id_parse_hex(key, 32, "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    memcpy(secret + 32, key, 32);
}

/* The first byte says where the name ends. */
static void sign_and_read(const char *bytes, size_t len, const uint8_t secret[SIGN_SECRET],
                          const uint8_t key[SIGN_PUBLIC])
{
    struct signed_catalog in = {.version = 1}, out;
    AUTO_TEXT struct text file = {0};
    size_t name = len > 0 ? (uint8_t)bytes[0] % sizeof in.name : 0;

    if (name + 1 > len)
        return;
    memcpy(in.name, bytes + 1, name < len - 1 ? name : len - 1);
    in.catalog = bytes;
    in.catalog_len = len;
    text_init(&file, MOST);
    if (!signed_catalog_write(&file, &in, secret, NULL))
        return;
    expect(signed_catalog_read(&out, file.data, file.len, key, NULL));
    expect(strcmp(in.name, out.name) == 0 && out.catalog_len == len
           && memcmp(out.catalog, bytes, len) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    uint8_t secret[SIGN_SECRET], key[SIGN_PUBLIC];
    struct signed_catalog out;

    take_pair(secret, key);
    if (signed_catalog_read(&out, (const char *)bytes, len, key, NULL))
        expect(out.version > 0 && out.catalog_len > 0 && out.catalog > (const char *)bytes);
    sign_and_read((const char *)bytes, len, secret, key);
    return 0;
}
