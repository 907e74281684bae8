/* Where the program's own files lie. */
#include "base/place.h"
#include "base/mem.h"
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool place_share_dir(char **out, struct err *err)
{
    char program[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    if (len < 0)
        return err_set(err, ERR_NOT_FOUND, "/proc/self/exe: %s", strerror(errno));
    program[len] = '\0';

    /* The ESC/POS backend lies deeper (PREFIX/lib/cups/backend), so the way up is looked for. */
    for (char *slash = strrchr(program, '/'); slash; slash = strrchr(program, '/')) {
        struct stat info;
        *slash = '\0';
        AUTO_FREE char *share = mem_format("%s/share/anjungan", program);
        if (stat(share, &info) == 0 && S_ISDIR(info.st_mode)) {
            *out = mem_steal(&share);
            return true;
        }
    }
    return err_set(err, ERR_NOT_FOUND, "no share/anjungan beside or above the program");
}
