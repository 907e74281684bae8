/* Headers of an answer as any server may send them, a line each. */
#include "client/reply_headers.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(int holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct reply_headers headers;
    const char *at = (const char *)bytes;
    const char *end = at + len;

    reply_headers_init(&headers);
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        const char *next = stop ? stop + 1 : end;

        reply_headers_take(&headers, at, (size_t)(next - at));
        expect(memchr(headers.etag, '\0', sizeof headers.etag) != NULL);
        expect(reply_headers_retry_after(&headers) >= -1);
        at = next;
    }
    return 0;
}
