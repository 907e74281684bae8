/* Making a set of files and switching to it. */
#include "sync/identity_files.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "sync/csr.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEY_MODE = 0600, CERTIFICATE_MODE = 0640, DIR_MODE = 0700, OFFICE_BYTES = 4096 };

void identity_files_init(struct identity_files *files, const char *state_dir, bool is_new)
{
    files->state_dir = mem_strdup(state_dir);
    files->dir = mem_format("%s/identity%s", state_dir, is_new ? ".new" : "");
    files->key = mem_format("%s/kiosk.key", files->dir);
    files->certificate = mem_format("%s/kiosk.crt", files->dir);
    files->authority = mem_format("%s/authority.crt", files->dir);
    files->office = mem_format("%s/office.json", files->dir);
}

void identity_files_clear(struct identity_files *files)
{
    free(files->state_dir);
    free(files->dir);
    free(files->key);
    free(files->certificate);
    free(files->authority);
    free(files->office);
    *files = (struct identity_files){0};
}

static bool fail(struct err *err, const char *what, const char *path)
{
    bool is_full = errno == ENOSPC || errno == EDQUOT;

    return err_set(err, is_full ? ERR_FULL : ERR_IO, "%s %s: %s", what, path, strerror(errno));
}

static bool copy_member(char *out, size_t size, const struct json *root, const char *key)
{
    const struct json *value = json_get(root, key);
    const char *text = value ? json_string(value) : NULL;

    return text && text[0] != '\0' && text_copy(out, size, text);
}

bool identity_office_read(struct identity_office *out, const char *path, struct err *err)
{
    AUTO_FREE char *bytes = NULL;
    AUTO_JSON struct json *root = NULL;
    char kiosk[UUID_TEXT];
    size_t len = 0;

    if (!file_read(path, OFFICE_BYTES, &bytes, &len, err))
        return false;
    if (json_parse(&root, bytes, len, NULL, err) && json_kind(root) == JSON_OBJECT
        && copy_member(out->url, sizeof out->url, root, "url")
        && copy_member(out->pins, sizeof out->pins, root, "pins")
        && copy_member(kiosk, sizeof kiosk, root, "kiosk") && uuid_parse(kiosk, &out->kiosk))
        return true;
    return err_set(err, ERR_CORRUPT, "%s does not say how the office is reached", path);
}

static bool write_office(const struct identity_files *made, const struct identity_office *office,
                         struct err *err)
{
    AUTO_TEXT struct text text = {0};
    char kiosk[UUID_TEXT];
    struct json_out json;

    uuid_format(&office->kiosk, kiosk);
    text_init(&text, OFFICE_BYTES);
    json_out_init(&json, &text);
    json_out_object(&json, NULL);
    json_out_string(&json, "url", office->url);
    json_out_string(&json, "pins", office->pins);
    json_out_string(&json, "kiosk", kiosk);
    json_out_close_object(&json);
    text_add(&text, "\n");
    if (text.overflow)
        return err_set(err, ERR_FULL, "%s would be too long", made->office);
    return file_create(made->office, text.data, text.len, CERTIFICATE_MODE, err);
}

static bool remove_file(const char *path, struct err *err)
{
    return unlink(path) == 0 || errno == ENOENT || fail(err, "cannot remove", path);
}

static bool sync_dir(const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_synced = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        (void)close(fd);
    return is_synced || fail(err, "cannot sync", path);
}

/* The mark of a whole set goes last: a folder without it and with a key would be taken for one that
 * waits. */
static bool remove_set(const struct identity_files *files, struct err *err)
{
    if (!remove_file(files->key, err) || !remove_file(files->certificate, err)
        || !remove_file(files->authority, err) || !remove_file(files->office, err))
        return false;
    return rmdir(files->dir) == 0 || errno == ENOENT || fail(err, "cannot remove", files->dir);
}

/* What the administrator makes as root is for whoever the state directory belongs to. */
static bool give_away(const struct identity_files *files, const char *path, struct err *err)
{
    struct stat info;

    if (geteuid() != 0)
        return true;
    return (stat(files->state_dir, &info) == 0 && chown(path, info.st_uid, info.st_gid) == 0)
           || fail(err, "cannot give away", path);
}

static bool have_dir(const struct identity_files *made, struct err *err)
{
    if (mkdir(made->dir, DIR_MODE) != 0 && errno != EEXIST)
        return fail(err, "cannot make", made->dir);
    return chmod(made->dir, DIR_MODE) == 0 || fail(err, "cannot set the mode of", made->dir);
}

static bool make_key(const struct identity_files *made, struct err *err)
{
    AUTO_TEXT struct text pem = {0};

    text_init(&pem, ENROLMENT_PEM);
    return remove_file(made->key, err) && csr_make_key(&pem, err)
           && file_create(made->key, pem.data, pem.len, KEY_MODE, err)
           && sync_dir(made->state_dir, err);
}

bool identity_files_prepare(const struct identity_files *made, struct err *err)
{
    char csr[ENROLMENT_PEM];
    struct err ignored; /* a key that cannot be used is made anew */

    if (access(made->office, F_OK) == 0 && !remove_set(made, err))
        return false;
    if (!have_dir(made, err) || !remove_file(made->certificate, err)
        || !remove_file(made->authority, err))
        return false;
    if (!csr_write(csr, made->key, &ignored) && !make_key(made, err))
        return false;
    return give_away(made, made->key, err) && give_away(made, made->dir, err);
}

bool identity_files_write(const struct identity_files *made, const struct enrolment *enrolment,
                          struct err *err)
{
    return file_create(made->certificate, enrolment->certificate, strlen(enrolment->certificate),
                       CERTIFICATE_MODE, err)
           && give_away(made, made->certificate, err)
           && file_create(made->authority, enrolment->authority, strlen(enrolment->authority),
                          CERTIFICATE_MODE, err)
           && give_away(made, made->authority, err);
}

/* Two folders change places in one step of the file system; the old set is then in `made`. */
static bool exchange(const struct identity_files *made, const struct identity_files *serving,
                     struct err *err)
{
    if (access(serving->dir, F_OK) != 0)
        return rename(made->dir, serving->dir) == 0 || fail(err, "cannot rename", made->dir);
    return renameat2(AT_FDCWD, made->dir, AT_FDCWD, serving->dir, RENAME_EXCHANGE) == 0
           || fail(err, "cannot exchange", serving->dir);
}

bool identity_files_switch(const struct identity_files *made, const struct identity_files *serving,
                           const struct identity_office *office, struct err *err)
{
    struct err ignored; /* what is left is removed before the next one is made */

    if (!write_office(made, office, err) || !give_away(made, made->office, err)
        || !exchange(made, serving, err) || !sync_dir(made->state_dir, err))
        return false;
    (void)remove_set(made, &ignored);
    return true;
}
