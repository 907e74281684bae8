/* The list in a backup: written last, checked before anything is touched (see backup_contents.h). */
#include "office/backup/backup_contents.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/sign.h"
#include "base/text.h"
#include "office/authority.h"
#include "office/migrate.h"
#include "base/command.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FORMAT = 1, LIST_MOST = 64 * 1024, VERSIONS_MOST = 64 * 1024 };

const char *const backup_folders[BACKUP_FOLDERS] = {"authority", "keys", "relay"};

/* sha256sum skips it. */
static const char head[] = "# anjungan-office backup, format ";

/* Names are as they will be in the package. Folders that there are not are left out. */
static bool add_digests(struct text *list, const char *dir, const char *name, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/%s", dir, name);
    const char *const words[] = {"env", "-C",    dir,         "find", name, "-type",
                                 "f",   "-exec", "sha256sum", "{}",   "+",  NULL};

    return access(path, F_OK) != 0 || command_run(words, NULL, list, err);
}

bool backup_contents_write(const char *work, const char *state, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/contents", work);
    AUTO_TEXT struct text list = {0};

    text_init(&list, LIST_MOST);
    text_addf(&list, "%s%d\n", head, FORMAT);
    if (!add_digests(&list, work, ".", err))
        return false;
    for (size_t i = 0; i < BACKUP_FOLDERS; i++) {
        if (!add_digests(&list, state, backup_folders[i], err))
            return false;
    }
    if (list.overflow)
        return err_set(err, ERR_FULL, "more files than a backup's list holds");
    return file_create(path, list.data, list.len, 0600, err);
}

bool backup_contents_compare(const char *work, struct err *err)
{
    const char *const words[] = {"env",      "-C",      work,       "sha256sum", "--check",
                                 "--strict", "--quiet", "contents", NULL};
    AUTO_FREE char *path = mem_format("%s/contents", work);
    AUTO_FREE char *list = NULL;
    size_t len = 0;

    if (access(path, F_OK) != 0)
        return true;
    if (!file_read(path, LIST_MOST, &list, &len, err))
        return false;
    if (strncmp(list, head, strlen(head)) != 0 || strtol(list + strlen(head), NULL, 10) != FORMAT)
        return err_set(err, ERR_INVALID, "a newer program made it: install that program");
    return command_run(words, NULL, NULL, err)
           || err_set(err, ERR_INVALID, "something in it is missing or changed");
}

/* The highest number of a column of a table's data, as pg_restore prints it. */
static int64_t newest_of(const char *script)
{
    const char *at = strstr(script, "\nCOPY office.schema_version ");
    int64_t newest = 0;

    while (at && (at = strchr(at + 1, '\n')) && at[1] != '\\') {
        int64_t version = strtoll(at + 1, NULL, 10);

        newest = version > newest ? version : newest;
    }
    return newest;
}

/* All of it is read once, the compressed data included. */
static bool check_database(const char *work, struct err *err)
{
    AUTO_FREE char *dumped = mem_format("%s/database.dump", work);
    AUTO_FREE char *versions = mem_format("%s/versions.sql", work);
    AUTO_FREE char *script = NULL;
    const char *const all[] = {"pg_restore", "--file=/dev/null", dumped, NULL};
    const char *const some[] = {"pg_restore",
                                "--data-only",
                                "--schema=office",
                                "--table=schema_version",
                                "--file",
                                versions,
                                dumped,
                                NULL};
    size_t len = 0;

    if (access(dumped, R_OK) != 0)
        return err_set(err, ERR_INVALID, "it has no database");
    if (!command_run(all, NULL, NULL, err) || !command_run(some, NULL, NULL, err)
        || !file_read(versions, VERSIONS_MOST, &script, &len, err))
        return err_add(err, "its database cannot be read");
    int64_t version = newest_of(script);
    if (version < 1)
        return err_set(err, ERR_INVALID, "its database is not of an office");
    return version <= office_migration_count
           || err_set(err, ERR_INVALID,
                      "its database has schema version %" PRId64
                      ", newer than the %d that this program "
                      "knows: install the newer program",
                      version, office_migration_count);
}

static bool check_keys(const char *work, struct err *err)
{
    AUTO_FREE char *dir = mem_format("%s/authority", work);
    AUTO_FREE char *public = mem_format("%s/keys/office.public", work);
    AUTO_FREE char *secret = mem_format("%s/keys/office.secret", work);
    struct authority *authority = NULL;
    uint8_t key[BOX_PUBLIC];

    if (!authority_open(&authority, dir, err))
        return err_add(err, "its authority cannot be used");
    authority_close(authority);
    if (!box_read_public(public, key, err))
        return err_add(err, "its key of letters cannot be read");
    return access(secret, R_OK) == 0
           || err_set(err, ERR_INVALID, "it has no secret key of letters");
}

bool backup_contents_check(const char *work, struct err *err)
{
    return backup_contents_compare(work, err) && check_database(work, err) && check_keys(work, err);
}
