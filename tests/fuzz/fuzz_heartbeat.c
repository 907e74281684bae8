/* Heartbeats and their answers as anybody may send them: what is taken reads back as itself. */
#include "wire/heartbeat.h"

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
    struct heartbeat heartbeat, again;
    struct heartbeat_reply reply;

    text_init(&text, 64 * 1024);
    if (heartbeat_read_reply(&reply, (const char *)bytes, len, NULL))
        expect(reply.server_ms > 0
               && (reply.every_s == 0
                   || (reply.every_s >= HEARTBEAT_EVERY_LEAST_S
                       && reply.every_s <= HEARTBEAT_EVERY_MOST_S)));
    if (!heartbeat_read(&heartbeat, (const char *)bytes, len, NULL))
        return 0;
    heartbeat_write(&text, &heartbeat);
    expect(heartbeat_read(&again, text.data, text.len, NULL));
    expect(again.role_count == heartbeat.role_count && again.unsent == heartbeat.unsent
           && again.offset_ms == heartbeat.offset_ms && strcmp(again.device, heartbeat.device) == 0
           && strcmp(again.printer, heartbeat.printer) == 0);
    return 0;
}
