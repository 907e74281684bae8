/* The rule of pauses, and whom it is kept for. */
#include "limit.h"
#include "base/id.h"
#include "domain/staff.h"

#include <inttypes.h>
#include <string.h>

bool limit_is_closed(const struct limit *limit, int64_t now_ms)
{
    return now_ms < limit->until_ms;
}

void limit_fail(struct limit *limit, int tries, int64_t now_ms)
{
    if (now_ms - limit->at_ms >= LIMIT_FORGET_MS)
        limit->failures = 0;
    limit->failures++;
    limit->at_ms = now_ms;
    if (limit->failures >= tries)
        limit->until_ms = now_ms + pin_pause_ms(limit->failures - tries + 1);
}

void limit_of_account(const char *name, char out[LIMIT_SUBJECT_TEXT])
{
    uint8_t hash[32];

    id_sha256(hash, name, strlen(name), NULL, 0);
    text_copy(out, LIMIT_SUBJECT_TEXT, "account:");
    for (size_t i = 0; i < sizeof hash; i++)
        text_format(out + 8 + 2 * i, LIMIT_SUBJECT_TEXT - 8 - 2 * i, "%02x", hash[i]);
}

void limit_of_address(const char *address, char out[LIMIT_SUBJECT_TEXT])
{
    text_format(out, LIMIT_SUBJECT_TEXT, "address:%s", address);
}
