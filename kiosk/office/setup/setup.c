/* The steps of `anjungan-office setup`, in their order. */
#include "office/setup.h"
#include "office/administer.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/sign.h"
#include "base/command.h"
#include "office/setup/embedded.h"
#include "office/setup/setup_internal.h"
#include "office/setup/setup_rows.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool check_machine(struct err *err)
{
    static const struct {
        const char *program, *package;
    } needed[] = {
        {"psql", "postgresql-15"},       {"pg_ctlcluster", "postgresql-15"},
        {"nginx", "nginx-light"},        {"systemd-sysusers", "systemd"},
        {"systemd-tmpfiles", "systemd"}, {"runuser", "util-linux"},
    };

    if (geteuid() != 0)
        return err_set(err, ERR_INVALID, "setup changes this machine: run it as root");
    for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
        if (!command_exists(needed[i].program))
            return err_set(err, ERR_INVALID, "%s is missing: apt-get install %s", needed[i].program,
                           needed[i].package);
    }
    return true;
}

bool setup_accounts(struct setup *setup, struct err *err)
{
    const char *const users[] = {"systemd-sysusers", "-", NULL};
    const char *const folders[] = {"systemd-tmpfiles", "--create", "-", NULL};

    return command_run(users, setup_accounts_file, NULL, err)
           && command_run(folders, setup_folders_file, NULL, err)
           && setup_put(setup, "/etc/tmpfiles.d/anjungan-office.conf", 0644, setup_folders_file,
                        NULL, err);
}

/* Only the folder of backups is the configuration's to name. */
static bool make_backup_folder(struct setup *setup, struct err *err)
{
    const char *path = setup->what->backup_dir;

    if (mkdir(path, 0700) == 0)
        setup_say(setup, "made %s", path);
    else if (errno != EEXIST)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    return true;
}

/* A file of a folder of the state directory, who may read it beside root, and how. */
struct owned {
    const char *name, *group;
    mode_t mode;
    bool may_miss;
};

static bool own_all(struct setup *setup, const char *dir, const struct owned *files, size_t count,
                    struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        AUTO_FREE char *path = mem_format("%s/%s", dir, files[i].name);

        if (files[i].may_miss && access(path, F_OK) != 0)
            continue;
        if (!setup_own(setup, path, "root", files[i].group, files[i].mode, err))
            return false;
    }
    return true;
}

/* The server's key is for nginx, which is root; the authority's for the process that signs with it. */
static bool own_keys(struct setup *setup, struct err *err)
{
    static const struct owned authority[] = {
        {"authority.key", "anjungan-enrol", 0640, false},
        {"authority.crt", "anjungan-enrol", 0644, false},
        {"pins", "anjungan-enrol", 0644, false},
        {"server.crt", "root", 0644, false},
        {"server.key", "root", 0600, false},
        {"next.key", "root", 0600, false},
    };
    static const struct owned relay[] = {
        {"office.key", "anjungan-relay", 0640, true},
        {"office.crt", "anjungan-relay", 0644, true},
        {"authority.crt", "anjungan-relay", 0644, true},
        {"pins", "anjungan-relay", 0644, true},
    };
    const struct office_options *office = setup->what->office;

    return own_all(setup, office->authority_dir, authority, ARRAY_LEN(authority), err)
           && own_all(setup, office->relay_dir, relay, ARRAY_LEN(relay), err);
}

/* When it was written last; 0: never. */
static int64_t written_ns(const char *path)
{
    struct stat is;

    return stat(path, &is) == 0 ? (int64_t)is.st_mtim.tv_sec * 1000000000 + is.st_mtim.tv_nsec : 0;
}

bool setup_keys(struct setup *setup, struct err *err)
{
    const struct office_options *office = setup->what->office;
    AUTO_FREE char *secret = mem_format("%s/keys/office.secret", setup->what->state_dir);
    AUTO_FREE char *authority = mem_format("%s/authority.crt", office->authority_dir);
    AUTO_FREE char *server = mem_format("%s/server.crt", office->authority_dir);
    bool is_new = access(authority, F_OK) != 0;
    int64_t before = written_ns(server);

    if (!office_make_authority(office->authority_dir, setup->what->site->host, err)
        || !own_keys(setup, err) || !office_show_pins(office, err))
        return false;
    if (is_new)
        setup_say(setup, "made the private authority in %s: keep a copy of it off this machine",
                  office->authority_dir);
    if (written_ns(server) != before) {
        setup_say(setup, "made the server's certificate, %s", server);
        setup->has_new_site = true;
    }
    if (access(secret, F_OK) == 0)
        return true;
    if (!box_make_keys(secret, office->office_public, err))
        return false;
    setup_say(setup, "made the key of letters to the office, %s", secret);
    return true;
}

bool setup_first_account(struct setup *setup, struct err *err)
{
    char password[OFFICE_PASSWORD] = "";
    struct pg *pg = pg_new(setup->what->office->database);
    bool is_there = false;
    bool is_known = setup_rows_has_admin(pg, &is_there, err);

    pg_free(pg);
    if (!is_known || is_there)
        return is_known;
    bool is_done = office_give_password(setup->what->office, OFFICE_ACCOUNT_EITHER, "admin",
                                        "admin", password, err);
    if (is_done)
        setup_say(setup, "made the account admin; its one-time password, shown only now: %s",
                  password);
    secret_wipe(password, sizeof password);
    return is_done;
}

bool office_setup_run(const struct office_setup *what, struct err *err)
{
    static bool (*const steps[])(struct setup * setup, struct err * err) = {
        setup_accounts, make_backup_folder, setup_database,      setup_keys,
        setup_site,     setup_units,        setup_first_account,
    };
    struct setup setup = {.what = what};

    if (!check_machine(err))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        if (!steps[i](&setup, err))
            return false;
    }
    if (what->may_start && !setup_start(&setup, err))
        return false;
    if (setup.changes == 0)
        (void)fprintf(what->out, "all was right already\n");
    return true;
}
