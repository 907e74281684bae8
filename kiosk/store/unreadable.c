/* Remembers in which start of the machine the disk refused first. */
#include "store/unreadable.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define LOG_AREA "store"
#include "base/log.h"

enum { BOOT_ID_MOST = 128 };

static char *mark_path(const char *state_dir)
{
    return mem_format("%s/unreadable", state_dir);
}

bool unreadable_lasts(const char *state_dir, const char *boot_id)
{
    AUTO_FREE char *path = mark_path(state_dir);
    AUTO_FREE char *first = NULL;
    size_t len = 0;
    struct err err = {0};

    if (file_read(path, BOOT_ID_MOST, &first, &len, &err))
        return !text_equal(first, boot_id);
    /* Where no mark can be left, a fresh database could not be made either. */
    if (err.code == ERR_NOT_FOUND && !file_replace(path, boot_id, strlen(boot_id), true, &err))
        log_warn("%s", err.text);
    return false;
}

void unreadable_forget(const char *state_dir)
{
    AUTO_FREE char *path = mark_path(state_dir);

    if (unlink(path) != 0 && errno != ENOENT)
        log_warn("%s cannot be removed: %s", path, strerror(errno));
}
