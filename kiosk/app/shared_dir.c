/* Where the shipped files lie. */
#include "app/settings.h"
#include "base/mem.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *settings_shared_dir(const char *name, const char *installed)
{
    char exe[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", exe, sizeof exe - 1);

    if (len > 0) {
        AUTO_FREE char *beside = NULL;
        char *slash;

        exe[len] = '\0';
        slash = strrchr(exe, '/');
        if (slash != NULL)
            *slash = '\0';
        beside = mem_format("%s/../share/%s", exe, name);
        if (access(beside, R_OK | X_OK) == 0)
            return realpath(beside, NULL);
    }
    return mem_strdup(installed);
}
