/* Files and folders of setup: what is right already is left alone. */
#include "base/file.h"
#include "base/mem.h"
#include "office/setup/embedded.h"
#include "office/setup/setup_internal.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MOST = 1 << 20 };

void setup_say(struct setup *setup, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    (void)vfprintf(setup->what->out, format, args);
    va_end(args);
    (void)fputc('\n', setup->what->out);
    setup->changes++;
}

bool setup_put(struct setup *setup, const char *path, mode_t mode, const char *bytes, bool *is_new,
               struct err *err)
{
    AUTO_FREE char *old = NULL;
    struct stat was = {0}; /* root's, where there is none yet */
    size_t len = 0;

    if (file_read(path, FILE_MOST, &old, &len, NULL) && strcmp(old, bytes) == 0)
        return true;
    if (old && stat(path, &was) != 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    if (!file_replace(path, bytes, strlen(bytes), true, err))
        return false;
    if (chown(path, was.st_uid, was.st_gid) != 0 || chmod(path, mode) != 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    setup_say(setup, "%s %s", old ? "renewed" : "made", path);
    if (is_new)
        *is_new = true;
    return true;
}

bool setup_own(struct setup *setup, const char *path, const char *user, const char *group,
               mode_t mode, struct err *err)
{
    const struct passwd *account = getpwnam(user);
    const struct group *crowd = getgrnam(group);
    struct stat is;

    if (!account || !crowd)
        return err_set(err, ERR_IO, "there is no account %s or no group %s", user, group);
    if (stat(path, &is) != 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    if (is.st_uid == account->pw_uid && is.st_gid == crowd->gr_gid && (is.st_mode & 07777) == mode)
        return true;
    if (chown(path, account->pw_uid, crowd->gr_gid) != 0 || chmod(path, mode) != 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    setup_say(setup, "gave %s to %s", path, user);
    return true;
}

/* The shipped file with its "#host = …" and "#name = …" put in force. */
static char *config_of(const char *shipped, const char *host, const char *name)
{
    static const char host_line[] = "#host = localhost\n", name_line[] = "#name = DPMPTSP\n";
    const char *at_name = strstr(shipped, name_line);
    const char *at_host = strstr(shipped, host_line);

    if (!at_name || !at_host || at_host < at_name) /* a unit test holds the file to it */
        abort();
    return mem_format("%.*sname = %s\n%.*shost = %s\n%s", (int)(at_name - shipped), shipped, name,
                      (int)(at_host - at_name - (ptrdiff_t)strlen(name_line)),
                      at_name + strlen(name_line), host, at_host + strlen(host_line));
}

bool office_setup_config(const char *path, const char *host, const char *name, FILE *out,
                         struct err *err)
{
    AUTO_FREE char *folder = mem_strdup(path);
    char *slash = strrchr(folder, '/');

    if (access(path, F_OK) == 0)
        return true;
    if (strpbrk(host, " \n;{}\"'") || strpbrk(name, "\n"))
        return err_set(err, ERR_INVALID, "\"%s\" is no name of a server", host);
    if (slash && slash != folder) {
        *slash = '\0';
        if (mkdir(folder, 0755) != 0 && errno != EEXIST)
            return err_set(err, ERR_IO, "%s: %s", folder, strerror(errno));
    }
    AUTO_FREE char *text = config_of(setup_config_file, host, name);
    if (!file_replace(path, text, strlen(text), true, err))
        return false;
    if (chmod(path, 0644) != 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    (void)fprintf(out, "made %s for %s; look it through\n", path, host);
    return true;
}
