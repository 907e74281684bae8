/* Heads of 512 bytes, files in blocks of as many. */
#include "admin/tar.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

enum { BLOCK = 512, OWNER_READS = 0600 };

/* As the standard lays it out; numbers are octal text. */
struct head {
    char name[100], mode[8], uid[8], gid[8], size[12], time[12], sum[8], kind, link[100];
    char magic[6], version[2], user[32], group[32], device[16], prefix[155], rest[12];
};
static_assert(sizeof(struct head) == BLOCK, "a head is a block");

static void add_zeros(struct text *out, size_t len)
{
    static const char zeros[2 * BLOCK];

    text_add_bytes(out, zeros, len);
}

void tar_add(struct text *out, const char *name, const char *bytes, size_t len, int64_t at_ms)
{
    struct head head = {.kind = '0', .magic = "ustar", .version = {'0', '0'}};
    unsigned sum = 0;

    assert(strlen(name) < sizeof head.name);
    (void)text_copy(head.name, sizeof head.name, name);
    (void)text_format(head.mode, sizeof head.mode, "%07o", (unsigned)OWNER_READS);
    (void)text_format(head.uid, sizeof head.uid, "%07o", 0U);
    (void)text_format(head.gid, sizeof head.gid, "%07o", 0U);
    (void)text_format(head.size, sizeof head.size, "%011zo", len);
    (void)text_format(head.time, sizeof head.time, "%011" PRIo64, (uint64_t)(at_ms / 1000));
    memset(head.sum, ' ', sizeof head.sum); /* counted as blanks */
    for (size_t i = 0; i < sizeof head; i++)
        sum += ((const unsigned char *)&head)[i];
    (void)text_format(head.sum, sizeof head.sum, "%06o", sum);
    text_add_bytes(out, &head, sizeof head);
    text_add_bytes(out, bytes, len);
    add_zeros(out, (BLOCK - len % BLOCK) % BLOCK);
}

void tar_end(struct text *out)
{
    add_zeros(out, (size_t)2 * BLOCK);
}
