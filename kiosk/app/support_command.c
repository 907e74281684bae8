/* The words of `anjungan-ctl support-bundle`. Whoever asks owns the file; it is filled as the kiosk's user. */
#include "app/support_command.h"
#include "admin/support.h"
#include "app/state_owner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char support_help[] =
    "  support-bundle FILE.tar.gz\n"
    "      what somebody far away needs to find a fault: versions, doctor, settings, units, a week "
    "of\n"
    "      the journal, counts of the database; no visitors, no names, no secrets. As root\n";

static int fail(int code, const char *text, const char *word)
{
    (void)fprintf(stderr, "anjungan-ctl: support-bundle: %s%s\n", text, word);
    return code;
}

int support_command(const struct settings *settings, const struct admin *admin, int count,
                    char **words)
{
    const struct support_facts facts = {.device = settings->device_id,
                                        .role = settings->device_role,
                                        .office = settings->office_id,
                                        .help_line = settings->help_line,
                                        .conf = settings->conf};
    struct err err = {0};
    FILE *out;
    int fd;

    if (count == 1 && strcmp(words[0], "--help") == 0)
        return fputs(support_help, stdout) >= 0 ? ADMIN_OK : ADMIN_FAILED;
    if (count != 1 || words[0][0] == '-')
        return fail(ADMIN_USAGE, "say one FILE.tar.gz; see anjungan-ctl --help", "");
    fd = open(words[0], O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    out = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!out)
        return fail(ADMIN_FAILED, "cannot make the file: ", strerror(errno));
    bool is_done = state_owner_become(settings->state_dir, &err)
                   && support_bundle_write(admin, &facts, out, &err);
    if (fclose(out) != 0 && is_done)
        is_done = err_set(&err, ERR_IO, "the file cannot be written: %s", strerror(errno));
    if (!is_done)
        return fail(ADMIN_FAILED, err.text, "; what is there of the file is of no use");
    (void)printf("%s: look through it before you send it\n", words[0]);
    return ADMIN_OK;
}
