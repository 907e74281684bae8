/* Copies of the database for a bad day. */
#include "desk/backup.h"
#include "desk/desk_internal.h"
#include "store/backup.h"
#include <assert.h>

static_assert(DESK_BACKUP_PATH == (int)BACKUP_PATH, "one path fits the other");

bool desk_backup(struct desk *desk, const char *folder, int keep, char out[DESK_BACKUP_PATH],
                 struct err *err)
{
    return desk_enter(desk, err)
           && backup_make(desk->db, folder, keep, clock_now_ms(desk->clock), out, err);
}

bool desk_backup_newest(const char *folder, int64_t *out_ms, struct err *err)
{
    return backup_newest(folder, out_ms, err);
}
