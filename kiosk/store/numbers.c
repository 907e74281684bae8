/* Lists of document numbers in a column. */
#include "store/numbers.h"
#include "domain/queue.h"
#include <assert.h>

size_t numbers_pack(const uint16_t *numbers, size_t count, uint8_t *out)
{
    for (size_t i = 0; i < count; i++) {
        out[2 * i] = (uint8_t)(numbers[i] >> 8);
        out[2 * i + 1] = (uint8_t)(numbers[i] & 0xff);
    }
    return 2 * count;
}

size_t numbers_from_row(const struct query *query, int column, uint16_t *out, size_t most)
{
    uint8_t bytes[2 * TICKET_MAX_UNTICKED];

    assert(most <= TICKET_MAX_UNTICKED);
    size_t count = query_blob(query, column, bytes, 2 * most) / 2;
    for (size_t i = 0; i < count; i++)
        out[i] = (uint16_t)(bytes[2 * i] << 8 | bytes[2 * i + 1]);
    return count;
}
