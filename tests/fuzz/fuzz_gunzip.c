/* Packed bytes as anybody may send them: never more than the bound comes out, and what comes out packs
 * again. */
#include "base/gzip.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 100 * 1000 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO_TEXT struct text out = {0};
    AUTO_TEXT struct text packed = {0};
    AUTO_TEXT struct text again = {0};

    text_init(&out, 2 * MOST);
    text_init(&packed, 2 * MOST);
    text_init(&again, 2 * MOST);
    bool is_whole = gzip_unpack(&out, bytes, len, MOST, NULL);
    expect(out.len <= MOST);
    if (!is_whole)
        return 0;
    expect(gzip_pack(&packed, out.data, out.len, NULL));
    expect(gzip_unpack(&again, packed.data, packed.len, MOST, NULL));
    expect(again.len == out.len && memcmp(again.data, out.data, out.len) == 0);
    return 0;
}
