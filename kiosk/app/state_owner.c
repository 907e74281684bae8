/* Root looks after the kiosk as the kiosk's user. */
#include "app/state_owner.h"
#include "base/attr.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GROUPS_MOST = 64 };

/* The user's own groups, as in anjungan-print.service those that printers' device files belong to, and the
 * journal's readers. */
static bool take_groups(const struct passwd *user, gid_t own)
{
    static const char *const also[] = {"lp", "dialout", "systemd-journal"};
    gid_t groups[GROUPS_MOST + ARRAY_LEN(also)];
    int count = user ? GROUPS_MOST : 0;

    if (user && getgrouplist(user->pw_name, own, groups, &count) < 0)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(also); i++) {
        const struct group *group = getgrnam(also[i]);
        if (group)
            groups[count++] = group->gr_gid;
    }
    return setgroups((size_t)count, groups) == 0;
}

bool state_owner_become(const char *state_dir, struct err *err)
{
    struct stat info;

    if (geteuid() != 0 || stat(state_dir, &info) != 0 || info.st_uid == 0)
        return true;
    if (take_groups(getpwuid(info.st_uid), info.st_gid)
        && setresgid(info.st_gid, info.st_gid, info.st_gid) == 0
        && setresuid(info.st_uid, info.st_uid, info.st_uid) == 0)
        return true;
    return err_set(err, ERR_IO, "cannot become the owner of %s: %s", state_dir, strerror(errno));
}
