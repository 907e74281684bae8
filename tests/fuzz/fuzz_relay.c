/* What an office below and a kiosk send: a batch of lines, and the line before a part. */
#include "base/mem.h"
#include "office/ingest_batch.h"
#include "wire/relay.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO_FREE struct relay_part *part = mem_zalloc(1, sizeof *part);
    struct batch batch;
    struct err err;

    if (relay_read_part(part, (const char *)bytes, len, &err))
        assert(part->lines <= PUSH_LINES && part->withheld_count <= PUSH_LINES);
    batch_init(&batch, PUSH_LINES);
    if (batch_read(&batch, PUSH_LINES, (const char *)bytes, len) == BATCH_GOOD) {
        assert(batch.count > 0);
        batch_fill(&batch, 0, batch.count);
    }
    batch_clear(&batch);
    return 0;
}
