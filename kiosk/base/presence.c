/* Presence by locks of open file descriptions: shared ones, which can be asked for without being
 * taken. (flock can only be tried, and two who try at once would see each other.) */
#include "base/presence.h"
#include "base/file.h"
#include "base/mem.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct presence {
    int fd;
};

/* Opened for writing by holders alone: their end is then the IN_CLOSE_WRITE that others wait for. */
static bool lock(int fd, struct flock *lock)
{
    lock->l_whence = SEEK_SET;
    return fcntl(fd, F_OFD_SETLK, lock) == 0;
}

bool presence_hold(struct presence **out, const char *state_dir, const char *name, struct err *err)
{
    AUTO_FREE char *folder = mem_format("%s/present", state_dir);
    AUTO_FREE char *path = mem_format("%s/%s", folder, name);

    if (!file_make_dir(folder, err))
        return false;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
    if (fd < 0 || !lock(fd, &(struct flock){.l_type = F_RDLCK})) {
        err_set(err, ERR_IO, "presence %s: %s", path, strerror(errno));
        if (fd >= 0)
            (void)close(fd);
        return false;
    }
    *out = mem_zalloc(1, sizeof **out);
    (*out)->fd = fd;
    return true;
}

void presence_release(struct presence *presence)
{
    if (!presence)
        return;
    (void)close(presence->fd);
    free(presence);
}

enum presence_state presence_look(const char *state_dir, const char *name)
{
    AUTO_FREE char *path = mem_format("%s/present/%s", state_dir, name);
    struct flock asked = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? PRESENCE_NEVER : PRESENCE_GONE;
    bool is_asked = fcntl(fd, F_OFD_GETLK, &asked) == 0;
    (void)close(fd);
    return is_asked && asked.l_type != F_UNLCK ? PRESENCE_HELD : PRESENCE_GONE;
}
