/* The wall clock as it was seen against the monotonic one, so that a jump can be told from time that
 * went by. The process remembers its last ticket; `meta` remembers one moment of this boot for the
 * processes that start later in it. That row is written only with the first ticket of a session or
 * of a boot: other tickets pay nothing for it. */
#include "base/text.h"
#include "desk/desk_internal.h"
#include "store/meta_store.h"
#include <inttypes.h>
#include <stdlib.h>

static const char boot_key[] = "clock_boot";
static const char wall_key[] = "clock_wall_ms";
static const char mono_key[] = "clock_mono_ms";

enum { BOOT_TEXT = 40, TIME_TEXT = 24 };

/* "" when there is none. */
static bool get(struct desk *desk, const char *key, char *out, size_t size, struct err *err)
{
    struct err missing = {0};

    out[0] = '\0';
    return meta_store_get(desk->db, key, out, size, &missing) || missing.code == ERR_NOT_FOUND
           || err_set(err, missing.code, "%s", missing.text);
}

static bool put_time(struct desk *desk, const char *key, int64_t ms, struct err *err)
{
    char value[TIME_TEXT];

    (void)text_format(value, sizeof value, "%" PRId64, ms);
    return meta_store_put(desk->db, key, value, err);
}

bool desk_clock_store(struct desk *desk, int64_t now_ms, struct err *err)
{
    if (clock_is_shifted(desk->clock))
        return true;
    return meta_store_put(desk->db, boot_key, clock_boot_id(desk->clock), err)
           && put_time(desk, wall_key, now_ms, err)
           && put_time(desk, mono_key, clock_mono_ms(desk->clock), err);
}

bool desk_clock_recall(struct desk *desk, int64_t now_ms, struct err *err)
{
    char boot[BOOT_TEXT];
    char wall[TIME_TEXT];
    char mono[TIME_TEXT];

    if (desk->clock_memory.is_set || clock_is_shifted(desk->clock))
        return true;
    if (!get(desk, boot_key, boot, sizeof boot, err))
        return false;
    if (!text_equal(boot, clock_boot_id(desk->clock)))
        return desk_clock_store(desk, now_ms, err);
    if (!get(desk, wall_key, wall, sizeof wall, err)
        || !get(desk, mono_key, mono, sizeof mono, err))
        return false;
    desk->clock_memory.wall_ms = strtoll(wall, NULL, 10);
    desk->clock_memory.mono_ms = strtoll(mono, NULL, 10);
    desk->clock_memory.is_set = true;
    return true;
}

void desk_clock_note(struct desk *desk, int64_t now_ms)
{
    if (!desk_clock_is_trusted(desk, now_ms))
        return; /* where it comes back from, is no jump */
    desk->clock_memory.is_set = true;
    desk->clock_memory.wall_ms = now_ms;
    desk->clock_memory.mono_ms = clock_mono_ms(desk->clock);
}
