/* A line of events as anybody may send it: its bytes come out as they went in, and it costs no more than
 * itself. */
#include "base/json.h"
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
    AUTO_TEXT struct text again = {0};
    struct push_line line;
    struct push_line quick;

    if (!push_read_line(&line, (const char *)bytes, len, NULL))
        return 0;
    expect(line.seq > 0 && line.kind && strlen(line.kind) <= 64 && !uuid_is_nil(&line.id));
    expect(line.rec >= (const char *)bytes && line.rec + line.rec_len < (const char *)bytes + len);
    expect(line.is_quarantined == (line.body == NULL));
    expect(!line.body || json_kind(line.body) == JSON_OBJECT);
    text_init(&again, 2 * PUSH_LINE_BYTES);
    push_write_line(&again, line.seq, line.rec, line.rec_len);
    expect(again.len == len + 1 && memcmp(again.data, bytes, len) == 0);
    expect(push_read_line_quickly(&quick, (const char *)bytes, len, NULL));
    if (line.is_quarantined)
        push_line_quarantine(&quick);
    expect(uuid_equal(&quick.id, &line.id) && uuid_equal(&quick.session, &line.session)
           && strcmp(quick.kind, line.kind) == 0 && quick.at_ms == line.at_ms
           && quick.quality == line.quality && quick.is_quarantined == line.is_quarantined);
    push_line_clear(&quick);
    push_line_clear(&line);
    return 0;
}
