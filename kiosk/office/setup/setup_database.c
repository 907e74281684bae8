/* PostgreSQL: its roles, who may be which, the database and its schema. */
#include "base/file.h"
#include "base/mem.h"
#include "base/command.h"
#include "office/setup/embedded.h"
#include "office/setup/setup_internal.h"
#include "office/setup/setup_rows.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_MOST = 1 << 20, START_TRIES = 100, START_PAUSE_MS = 100 };

#define BLOCK_BEGIN "# anjungan-office: who of the system is which role\n"
#define BLOCK_END "# anjungan-office ends\n"

/* First of all lines: the first that fits counts. */
static const char hba_block[] = BLOCK_BEGIN "local anjungan all peer map=anjungan\n" BLOCK_END;
static const char ident_block[] = BLOCK_BEGIN "anjungan root office_owner\n"
                                              "anjungan postgres postgres\n"
                                              "anjungan anjungan-ingest kiosk_api\n"
                                              "anjungan anjungan-enrol kiosk_enrol\n"
                                              "anjungan anjungan-web office_web\n"
                                              "anjungan anjungan-project office_project\n"
                                              "anjungan anjungan-relay office_relay\n" BLOCK_END;

static bool answers(void)
{
    const char *const ask[] = {"runuser", "-u",       "postgres", "--", "psql", "-XqAt",
                               "-d",      "postgres", "-c",       "",   NULL};

    return command_run(ask, NULL, NULL, NULL);
}

/* The Debian cluster, by systemd or, where that does not run, by itself. */
static bool start_cluster(struct setup *setup, struct err *err)
{
    const char *const service[] = {"systemctl", "start", "postgresql", NULL};
    const char *const cluster[] = {"pg_ctlcluster", "15", "main", "start", NULL};

    if (answers())
        return true;
    if (!command_run(setup_has_systemd() ? service : cluster, NULL, NULL, err))
        return false;
    for (int i = 0; i < START_TRIES; i++) {
        if (answers()) {
            setup_say(setup, "started PostgreSQL");
            return true;
        }
        (void)poll(NULL, 0, START_PAUSE_MS);
    }
    return err_set(err, ERR_OFFLINE, "PostgreSQL does not answer; see journalctl -u postgresql");
}

/* `text` with `block` as its first lines, in the place of an older one. */
static char *with_block(const char *text, const char *block)
{
    const char *begin = strstr(text, BLOCK_BEGIN);
    const char *end = begin ? strstr(begin, BLOCK_END) : NULL;

    if (!end)
        return mem_format("%s%s", block, text);
    return mem_format("%s%.*s%s", block, (int)(begin - text), text, end + strlen(BLOCK_END));
}

/* The file keeps its owner: it is PostgreSQL's. */
static bool put_block(struct setup *setup, const char *path, const char *block, struct err *err)
{
    AUTO_FREE char *old = NULL;
    size_t len = 0;

    if (!file_read(path, FILE_MOST, &old, &len, err))
        return false;
    AUTO_FREE char *text = with_block(old, block);
    return setup_put(setup, path, 0640, text, &setup->has_new_roles, err)
           && setup_own(setup, path, "postgres", "postgres", 0640, err);
}

static bool put_access(struct setup *setup, struct err *err)
{
    AUTO_TEXT struct text paths = {0};

    text_init(&paths, FILE_MOST);
    if (!setup_rows_access_files(&paths, err))
        return false;
    char *hba = paths.data;
    char *ident = strchr(hba, '\n');
    if (!ident)
        return err_set(err, ERR_IO, "PostgreSQL does not say where pg_hba.conf is");
    *ident++ = '\0';
    ident[strcspn(ident, "\n")] = '\0';
    if (!put_block(setup, ident, ident_block, err) || !put_block(setup, hba, hba_block, err))
        return false;
    return !setup->has_new_roles || setup_rows_reload(err);
}

static bool make_database(struct setup *setup, struct err *err)
{
    const char *const create[] = {"runuser",   "-u",           "postgres", "--",   "createdb",
                                  "-O",        "office_owner", "-E",       "UTF8", "-T",
                                  "template0", "anjungan",     NULL};
    bool is_there = false;

    if (!setup_rows_super("postgres", setup_roles_file, NULL, err)
        || !setup_rows_has_database("anjungan", &is_there, err))
        return false;
    if (is_there)
        return true;
    if (!command_run(create, NULL, NULL, err))
        return false;
    setup_say(setup, "made the database anjungan and its roles");
    return true;
}

bool setup_database(struct setup *setup, struct err *err)
{
    /* Elsewhere it is made by whoever keeps it (config/office/). */
    bool is_here = strstr(setup->what->office->database, "host=/") != NULL;

    if (is_here
        && (!start_cluster(setup, err) || !make_database(setup, err) || !put_access(setup, err)))
        return false;
    return office_migrate(setup->what->office, err);
}
