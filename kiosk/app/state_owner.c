/* Root looks after the kiosk as the kiosk's user. */
#include "app/state_owner.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool state_owner_become(const char *state_dir, struct err *err)
{
    struct stat info;

    if (geteuid() != 0 || stat(state_dir, &info) != 0 || info.st_uid == 0)
        return true;
    /* With the user's own groups: printers are asked by them. */
    const struct passwd *user = getpwuid(info.st_uid);
    bool has_groups = user ? initgroups(user->pw_name, info.st_gid) == 0 : setgroups(0, NULL) == 0;
    if (has_groups && setresgid(info.st_gid, info.st_gid, info.st_gid) == 0
        && setresuid(info.st_uid, info.st_uid, info.st_uid) == 0)
        return true;
    return err_set(err, ERR_IO, "cannot become the owner of %s: %s", state_dir, strerror(errno));
}
