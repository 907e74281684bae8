/* A printer whose paper is files in a directory. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "printing/printer.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_MAX_LEN = 64, PATH_LEN = 1024, TROUBLE_MAX = 64 };

struct folder {
    char directory[PATH_LEN - 128];
    enum printer_format format;
};

static const char *suffix(const struct folder *folder)
{
    bool is_pdf = folder->format == PRINTER_PDF_80 || folder->format == PRINTER_PDF_58;

    return is_pdf ? "pdf" : "bin";
}

/* Entries are NUMBER-NAME.SUFFIX, SUFFIX "job" before the document came. */
struct entry {
    int job;
    char name[NAME_MAX_LEN];
    char suffix[4];
};

static bool entry_parse(const char *file, struct entry *out)
{
    char *end = NULL;
    const char *dot = strrchr(file, '.');
    long job = strtol(file, &end, 10);

    if (end == file || *end != '-' || job <= 0 || job > 99999999 || !dot || dot < end)
        return false;
    out->job = (int)job;
    return text_copy(out->suffix, sizeof out->suffix, dot + 1)
           && text_format(out->name, sizeof out->name, "%.*s", (int)(dot - end - 1), end + 1);
}

static bool entry_path(const struct folder *folder, const struct entry *entry, const char *ending,
                       char path[PATH_LEN], struct err *err)
{
    if (text_format(path, PATH_LEN, "%s/%08d-%s.%s", folder->directory, entry->job, entry->name,
                    ending))
        return true;
    return err_set(err, ERR_INVALID, "%s: name too long", folder->directory);
}

static void auto_closedir(DIR **dir)
{
    if (*dir)
        closedir(*dir);
}

/* The newest entry that has `job` (0: any) and `name` (NULL: any); `out->job` 0 when none. */
static bool search(const struct folder *folder, int job, const char *name, struct entry *out,
                   struct err *err)
{
    AUTO(auto_closedir) DIR *dir = opendir(folder->directory);
    struct entry entry;

    *out = (struct entry){0};
    if (!dir)
        return err_set(err, ERR_OFFLINE, "%s: %s", folder->directory, strerror(errno));
    for (const struct dirent *file = readdir(dir); file; file = readdir(dir)) {
        if (!entry_parse(file->d_name, &entry) || (job && entry.job != job)
            || (name && !text_equal(entry.name, name)))
            continue;
        if (entry.job > out->job)
            *out = entry;
    }
    return true;
}

static enum printer_trouble read_trouble(const struct folder *folder)
{
    char path[PATH_LEN];
    AUTO_FREE char *text = NULL;
    size_t len = 0;
    struct err err = {0};

    (void)text_format(path, sizeof path, "%s/trouble", folder->directory); /* sized to fit */
    if (!file_read(path, TROUBLE_MAX, &text, &len, &err))
        return err.code == ERR_NOT_FOUND ? TROUBLE_NONE : TROUBLE_UNKNOWN;
    text[strcspn(text, "\r\n")] = '\0';
    return printer_trouble_from_name(text);
}

static bool folder_look(void *context, enum printer_format *format, struct printer_status *status,
                        struct err *err)
{
    const struct folder *folder = context;

    *format = folder->format;
    if (access(folder->directory, W_OK) != 0)
        return err_set(err, ERR_OFFLINE, "%s: %s", folder->directory, strerror(errno));
    *status = (struct printer_status){.trouble = read_trouble(folder), .is_confirming = true};
    (void)text_copy(status->queue, sizeof status->queue, "folder");
    return true;
}

static bool folder_fit(void *context, int need_mm, int *page_mm, struct err *err)
{
    (void)context;
    (void)need_mm;
    (void)err;
    *page_mm = 0;
    return true;
}

static bool folder_create(void *context, const char *name, int page_mm, int *out_job,
                          struct err *err)
{
    const struct folder *folder = context;
    struct entry last;
    struct entry entry = {0};
    char path[PATH_LEN];

    (void)page_mm;
    if (!text_copy(entry.name, sizeof entry.name, name) || strchr(name, '/'))
        return err_set(err, ERR_INVALID, "%s: not a job name", name);
    if (!search(folder, 0, NULL, &last, err))
        return false;
    entry.job = last.job + 1;
    if (!entry_path(folder, &entry, "job", path, err) || !file_replace(path, "", 0, true, err))
        return false;
    *out_job = entry.job;
    return true;
}

static bool folder_send(void *context, int job, const void *bytes, size_t len, struct err *err)
{
    const struct folder *folder = context;
    struct entry entry;
    char path[PATH_LEN];
    char mark[PATH_LEN];

    if (!search(folder, job, NULL, &entry, err))
        return false;
    if (!entry.job)
        return err_set(err, ERR_NOT_FOUND, "%s: no job %d", folder->directory, job);
    if (!entry_path(folder, &entry, suffix(folder), path, err)
        || !entry_path(folder, &entry, "job", mark, err)
        || !file_replace(path, bytes, len, true, err))
        return false;
    if (unlink(mark) != 0)
        return err_set(err, ERR_IO, "%s: %s", mark, strerror(errno));
    return true;
}

static bool folder_find(void *context, const char *name, int *out_job, bool *has_document,
                        struct err *err)
{
    struct entry entry;

    if (!search(context, 0, name, &entry, err))
        return false;
    *out_job = entry.job;
    *has_document = entry.job && !text_equal(entry.suffix, "job");
    return true;
}

static bool folder_ask(void *context, int job, const char *name, enum printed_answer *answer,
                       enum printer_trouble *trouble, struct err *err)
{
    struct entry entry;

    if (!search(context, job, name, &entry, err))
        return false;
    if (!entry.job)
        return err_set(err, ERR_NOT_FOUND, "no job %d", job);
    *answer = text_equal(entry.suffix, "job") ? ANSWER_NOT_PRINTED : ANSWER_PRINTED;
    *trouble = TROUBLE_NONE;
    return true;
}

static bool folder_cancel(void *context, int job, struct err *err)
{
    const struct folder *folder = context;
    struct entry entry;
    char path[PATH_LEN];

    if (!search(folder, job, NULL, &entry, err))
        return false;
    if (!entry.job || !text_equal(entry.suffix, "job"))
        return true;
    if (!entry_path(folder, &entry, "job", path, err))
        return false;
    return unlink(path) == 0 || err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
}

bool printer_folder_open(struct printer *out, const char *directory, enum printer_format format,
                         struct err *err)
{
    AUTO_FREE struct folder *folder = mem_zalloc(1, sizeof *folder);

    folder->format = format;
    if (!text_copy(folder->directory, sizeof folder->directory, directory))
        return err_set(err, ERR_INVALID, "%s: directory name too long", directory);
    if (!file_make_dir(directory, err))
        return false;
    *out = (struct printer){
        .context = mem_steal(&folder),
        .look = folder_look,
        .fit = folder_fit,
        .create = folder_create,
        .send = folder_send,
        .find = folder_find,
        .ask = folder_ask,
        .cancel = folder_cancel,
        .free = free,
    };
    return true;
}
