/* What cupsd itself knows of its jobs: the control files in its spool. */
#include "support/paper_check.h"
#include <cups/cups.h>
#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { JOBS_MOST = 1024 };

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

struct book {
    struct sent sent[JOBS_MOST]; /* those that had a document */
    int count;
    int jobs;
};

static struct book *read_book(const char *spool)
{
    struct book *book = calloc(1, sizeof *book);
    DIR *dir = opendir(spool);
    const struct dirent *file;

    if (!book || !dir)
        abort();
    while (book->count < JOBS_MOST && (file = readdir(dir)))
        book->count += read_job(spool, file->d_name, &book->sent[book->count], &book->jobs);
    closedir(dir);
    return book;
}

void paper_check_cupsd(const char *spool, struct paper_sums *sums)
{
    struct book *book = read_book(spool);

    sums->cups_jobs += book->jobs;
    for (int i = 0; i < book->count; i++) {
        for (int k = 0; k < i; k++) {
            if (strcmp(book->sent[i].name, book->sent[k].name) != 0)
                continue;
            sums->violations++;
            printf("violation: %s: two jobs of this name had a document (%d and %d)\n",
                   book->sent[i].name, book->sent[k].job, book->sent[i].job);
        }
    }
    free(book);
}

/* Names have hyphens, columns have not. */
static bool is_name_of(const char *name, const unsigned char *uuid)
{
    size_t at = 0;

    for (; *name; name++) {
        if (*name == '-')
            continue;
        if (uuid[at++] != (unsigned char)*name)
            return false;
    }
    return uuid[at] == '\0';
}

void paper_check_committed(const char *spool, const char *path, struct paper_sums *sums)
{
    struct book *book = read_book(spool);
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK
        || sqlite3_prepare_v2(
               db, "SELECT lower(hex(uuid)) FROM print_job WHERE is_over = 0 AND state = 'queued'",
               -1, &rows, NULL)
               != SQLITE_OK)
        abort();
    while (sqlite3_step(rows) == SQLITE_ROW) {
        for (int i = 0; i < book->count; i++) {
            if (!is_name_of(book->sent[i].name, sqlite3_column_text(rows, 0)))
                continue;
            sums->violations++;
            printf("violation: %s: job %d of cupsd has its document, the database does not know\n",
                   book->sent[i].name, book->sent[i].job);
        }
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
    free(book);
}
