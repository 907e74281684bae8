/* What cupsd itself knows of its jobs. */
#include "support/paper_check.h"
#include <cups/cups.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct sent {
    char name[64];
    int job;
};

static const char *string_of(ipp_t *file, const char *name)
{
    ipp_attribute_t *at = ippFindAttribute(file, name, IPP_TAG_ZERO);
    const char *value = at ? ippGetString(at, 0, NULL) : NULL;

    return value ? value : "";
}

static int integer_of(ipp_t *file, const char *name)
{
    ipp_attribute_t *at = ippFindAttribute(file, name, IPP_TAG_ZERO);

    return at ? ippGetInteger(at, 0) : 0;
}

/* A control file, c00012; false for other files and for a job without a document. */
static bool read_job(const char *spool, const char *name, struct sent *out, int *jobs)
{
    char path[512];
    bool has_document = false;

    if (name[0] != 'c' || strspn(name + 1, "0123456789") != strlen(name + 1))
        return false;
    (void)snprintf(path, sizeof path, "%s/%s", spool, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ipp_t *file = ippNew();
    if (fd >= 0 && ippReadFile(fd, file) == IPP_STATE_DATA) {
        ++*jobs;
        has_document = integer_of(file, "job-k-octets") > 0;
        out->job = (int)strtol(name + 1, NULL, 10);
        (void)snprintf(out->name, sizeof out->name, "%s", string_of(file, "job-name"));
    }
    ippDelete(file);
    if (fd >= 0)
        close(fd);
    return has_document;
}

void paper_check_cupsd(const char *spool, struct paper_sums *sums)
{
    enum { JOBS_MOST = 1024 };
    struct sent *sent = calloc(JOBS_MOST, sizeof *sent);
    DIR *dir = opendir(spool);
    const struct dirent *file;
    int count = 0;

    if (!sent || !dir)
        abort();
    while (count < JOBS_MOST && (file = readdir(dir))) {
        if (!read_job(spool, file->d_name, &sent[count], &sums->cups_jobs))
            continue;
        for (int i = 0; i < count; i++) {
            if (strcmp(sent[i].name, sent[count].name) == 0) {
                sums->violations++;
                printf("violation: %s: two jobs of this name had a document (%d and %d)\n",
                       sent[i].name, sent[i].job, sent[count].job);
            }
        }
        count++;
    }
    closedir(dir);
    free(sent);
}
