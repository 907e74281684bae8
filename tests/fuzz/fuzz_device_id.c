/* What a USB printer says of itself: any bytes become one tame line, for cupsd, people and JSON. */
#include "base/mem.h"
#include "base/text.h"
#include "printing/backend/found.h"
#include "printing/backend/models.h"

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
    AUTO_FREE char *id = mem_zalloc(len + 1, 1);
    char out[128];

    memcpy(id, bytes, len);
    escpos_read_device_id(id, out, sizeof out);
    expect(strlen(out) < sizeof out && !strpbrk(out, "\"\\\n\r\t"));
    expect(text_valid_utf8(out, strlen(out)) == strlen(out));
    const struct escpos_model *model = escpos_model_of(out);
    expect(!model || escpos_model_named(model->id) == model);
    return 0;
}
