/* Two catalogues, parted by a NUL: every change has a service or is the office's, and none appears
 * between a catalogue and itself. */
#include "base/text.h"
#include "office/web/catalog_diff.h"
#include "wire/catalog_json.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void note(void *context, const struct catalog_change *change)
{
    if (!change->field || !change->line || strchr(change->line, '\n'))
        abort();
    *(size_t *)context += 1;
}

static struct catalog *read_one(const uint8_t *data, size_t size)
{
    struct catalog *catalog = NULL;
    struct err err = {0};

    return catalog_json_read(&catalog, "fuzz", (const char *)data, size, NULL, &err) ? catalog
                                                                                     : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *border = size > 0 ? memchr(data, 0, size) : NULL;
    size_t first = border ? (size_t)(border - data) : size;
    struct catalog *before = read_one(data, first);
    struct catalog *after = border ? read_one(border + 1, size - first - 1) : NULL;
    size_t told = 0;

    if (before && catalog_diff(before, before, note, &told) != 0)
        abort();
    if (before && after && catalog_diff(before, after, note, &told) != told)
        abort();
    catalog_free(before);
    catalog_free(after);
    return 0;
}
