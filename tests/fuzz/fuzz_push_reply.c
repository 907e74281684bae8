/* The office's answer as anybody may send it: what is believed agrees with itself and reads back. */
#include "wire/push.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO_TEXT struct text text = {0};
    struct push_reply reply, again;

    if (!push_read_reply(&reply, (const char *)bytes, len, NULL))
        return 0;
    expect(reply.ack_count <= PUSH_LINES && reply.gap_count <= PUSH_GAPS && reply.contiguous >= 0);
    int64_t before = reply.contiguous;
    for (size_t i = 0; i < reply.gap_count; i++) {
        expect(reply.gaps[i].from > before && reply.gaps[i].to >= reply.gaps[i].from);
        before = reply.gaps[i].to;
    }
    text_init(&text, 1 << 20);
    push_write_reply(&text, &reply);
    expect(push_read_reply(&again, text.data, text.len, NULL));
    expect(again.ack_count == reply.ack_count && again.contiguous == reply.contiguous
           && again.gap_count == reply.gap_count && again.has_chain == reply.has_chain
           && memcmp(again.chain, reply.chain, sizeof again.chain) == 0);
    return 0;
}
