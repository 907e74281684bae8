/* The rehearsal of an update, as transient units of the kiosk's account. */
#include "admin/update_rehearsal.h"
#include "admin/update_units.h"
#include "base/clock.h"
#include "base/command.h"
#include "base/conf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <fcntl.h>
#include <errno.h>
#include <glob.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define ACCOUNT "anjungan"
/* For timeout: a large database on an old disk, and one slip. */
#define COPY_SECONDS "900"
#define SLIP_SECONDS "60"
#define PRINTER "/usr/lib/anjungan/virtual-printer"

enum { LOOK_EVERY_MS = 100, FILE_MOST = 64 * 1024 };

static const char printer_unit[] = "anjungan-rehearsal-printer.service";
static const char print_unit[] = "anjungan-rehearsal-print.service";
static const char screen_unit[] = "anjungan-rehearsal-screen.service";

static bool run(struct err *err, const char *const *words)
{
    return command_run(words, NULL, NULL, err);
}
#define RUN(err, ...) run((err), (const char *const[]){__VA_ARGS__, NULL})

/* --- copies ---------------------------------------------------------------------------------------- */

static bool make_folder(const char *path, struct err *err)
{
    return RUN(err, "rm", "-rf", path)
           && RUN(err, "install", "-d", "-m", "2700", "-o", ACCOUNT, "-g", ACCOUNT, path);
}

bool rehearsal_prepare(const struct update *update, struct err *err)
{
    AUTO_FREE char *folder = mem_format("%s/copy", update->folder);

    return make_folder(folder, err);
}

bool rehearsal_copy(const struct update *update, struct err *err)
{
    AUTO_FREE char *folder = mem_format("%s/copy", update->folder);

    return RUN(err, "timeout", COPY_SECONDS, "runuser", "-u", ACCOUNT, "--", "env", "--chdir=/",
               "anjungan-ctl", "--state", update->state_dir, "--config", update->config_path,
               "backup", folder);
}

/* The one copy there. Yours; NULL where there is none. */
static char *find_copy(const struct update *update)
{
    AUTO_FREE char *pattern = mem_format("%s/copy/*.db", update->folder);
    char *path = NULL;
    glob_t found;

    if (glob(pattern, 0, NULL, &found) == 0)
        path = mem_strdup(found.gl_pathv[0]);
    globfree(&found);
    return path;
}

static bool sync_folder(const char *path, struct err *err)
{
    return RUN(err, "sync", path);
}

/* Of a write-ahead log that stays behind, the next program would take over pages of another file. */
bool rehearsal_put_back(const struct update *update, struct err *err)
{
    AUTO_FREE char *copy = find_copy(update);
    AUTO_FREE char *to = mem_format("%s/anjungan.db", update->state_dir);
    AUTO_FREE char *made = mem_format("%s.returning", to);
    AUTO_FREE char *log = mem_format("%s-wal", to);
    AUTO_FREE char *index = mem_format("%s-shm", to);

    if (!copy)
        return err_set(err, ERR_NOT_FOUND, "%s/copy: the copy of the database is not there",
                       update->folder);
    return RUN(err, "install", "-m", "660", "-o", ACCOUNT, "-g", ACCOUNT, copy, made)
           && RUN(err, "sync", made) && RUN(err, "rm", "-f", log, index)
           && sync_folder(update->state_dir, err) && RUN(err, "mv", made, to)
           && sync_folder(update->state_dir, err);
}

/* "user_version" of SQLite's file format, which a closed database holds in its first page; -1: unknown. */
static long schema_of(const char *path)
{
    enum { AT = 60 };
    unsigned char bytes[4];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool is_read = file >= 0 && pread(file, bytes, sizeof bytes, AT) == (ssize_t)sizeof bytes;

    if (file >= 0)
        close(file);
    return is_read ? (long)bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3] : -1;
}

bool rehearsal_schema_differs(const struct update *update)
{
    AUTO_FREE char *copy = find_copy(update);
    AUTO_FREE char *now = mem_format("%s/anjungan.db", update->state_dir);
    long before = copy ? schema_of(copy) : -1;
    long after = schema_of(now);

    return before >= 0 && after >= 0 && before != after;
}

bool rehearsal_restore(const struct update *update, struct err *err)
{
    AUTO_FREE char *copy = find_copy(update);

    if (!copy)
        return err_set(err, ERR_NOT_FOUND, "%s/copy: the copy of the database is not there",
                       update->folder);
    return RUN(err, "timeout", COPY_SECONDS, "runuser", "-u", ACCOUNT, "--", "env", "--chdir=/",
               "anjungan-ctl", "--state", update->state_dir, "--config", update->config_path,
               "restore", copy);
}

static void stop_units(void)
{
    static const char *const units[] = {screen_unit, print_unit, printer_unit};
    struct err ignored; /* most of them do not run */

    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        (void)RUN(&ignored, "systemctl", "--quiet", "stop", units[i]);
        (void)RUN(&ignored, "systemctl", "--quiet", "reset-failed", units[i]);
    }
}

void rehearsal_clear(const struct update *update)
{
    static const char *const names[] = {"copy", "rehearsal", "old", "new", "cache"};

    stop_units(); /* of an updater that was killed */
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        AUTO_FREE char *path = mem_format("%s/%s", update->folder, names[i]);
        struct err err = {0};

        if (!RUN(&err, "rm", "-rf", path))
            (void)fprintf(update->complaints, "anjungan-setup: %s; it takes room, no more\n",
                          err.text);
    }
}

/* --- the stage ------------------------------------------------------------------------------------- */

struct stage {
    const struct update *update;
    char *folder;  /* a state directory of its own */
    char *config;  /* the kiosk's settings but for the printer */
    char *printer; /* what kiosk/virtual-printer keeps */
};

static void stage_close(struct stage *stage)
{
    stop_units();
    mem_auto_free((void *)&stage->folder);
    mem_auto_free((void *)&stage->config);
    mem_auto_free((void *)&stage->printer);
}

static bool write_config(const struct stage *stage, struct err *err)
{
    static const struct {
        const char *section, *key, *value;
    } changes[] = {{"print", "queue", "anjungan"},
                   {"print", "backend", "cups"},
                   {"print", "second_queue", ""},
                   {"voice", "program", ""}};
    AUTO_FREE char *text = NULL;
    struct err found = {0};
    size_t len = 0;

    if (!file_read(stage->update->config_path, FILE_MOST, &text, &len, &found)) {
        if (found.code != ERR_NOT_FOUND)
            return err_set(err, found.code, "%s", found.text);
        text = mem_strdup("");
    }
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        char *edited = conf_edit(text, changes[i].section, changes[i].key, changes[i].value);

        mem_auto_free((void *)&text);
        text = edited;
    }
    return file_create(stage->config, text, strlen(text), 0644, err);
}

static bool stage_open(struct stage *stage, const struct update *update, struct err *err)
{
    AUTO_FREE char *copy = find_copy(update);

    *stage = (struct stage){.update = update,
                            .folder = mem_format("%s/rehearsal", update->folder),
                            .config = mem_format("%s/rehearsal/anjungan.conf", update->folder),
                            .printer = mem_format("%s/rehearsal/printer", update->folder)};
    AUTO_FREE char *database = mem_format("%s/anjungan.db", stage->folder);
    if (!copy)
        return err_set(err, ERR_NOT_FOUND, "%s/copy: the copy of the database is not there",
                       update->folder);
    stop_units(); /* of an updater that was killed */
    return make_folder(stage->folder, err)
           && RUN(err, "install", "-m", "660", "-o", ACCOUNT, "-g", ACCOUNT, copy, database)
           && write_config(stage, err);
}

/* --- slip and screen ------------------------------------------------------------------------------- */

static bool start(struct err *err, const char *unit, const char *type, const char *const *words)
{
    AUTO_FREE char *name = mem_format("--unit=%s", unit);
    AUTO_FREE char *kind = mem_format("--property=Type=%s", type);
    const char *all[32] = {"systemd-run",
                           "--quiet",
                           name,
                           kind,
                           "--property=User=" ACCOUNT,
                           "--property=WorkingDirectory=/",
                           "--property=TimeoutStartSec=60"};
    size_t count = 7;

    for (; *words && count + 1 < ARRAY_LEN(all); words++)
        all[count++] = *words;
    all[count] = NULL;
    return command_run(all, NULL, NULL, NULL)
           || err_set(err, ERR_OFFLINE,
                      "%s does not come up on a copy of the database: journalctl -u %s", unit,
                      unit);
}
#define START(err, unit, type, ...)                                                                \
    start((err), (unit), (type), (const char *const[]){__VA_ARGS__, NULL})

static bool wait_for_slip(const struct stage *stage, struct err *err)
{
    AUTO_FREE char *pattern = mem_format("%s/paper/*.bin", stage->printer);
    int64_t until = clock_machine_mono_ms() + stage->update->patience_ms;
    bool is_out = false;
    glob_t found;

    for (;;) {
        is_out = glob(pattern, 0, NULL, &found) == 0;
        globfree(&found);
        if (is_out || clock_machine_mono_ms() >= until)
            break;
        (void)poll(NULL, 0, LOOK_EVERY_MS);
    }
    return is_out || err_set(err, ERR_OFFLINE, "no test slip came out of the virtual printer");
}

/* Whatever hangs there is as bad as what fails. */
static bool order_slip(const struct stage *stage, struct err *err)
{
    return RUN(err, "timeout", SLIP_SECONDS, "runuser", "-u", ACCOUNT, "--", "env", "--chdir=/",
               "anjungan-ctl", "--state", stage->folder, "--config", stage->config, "print", "test")
           || err_add(err, "anjungan-ctl print test on a copy of the database");
}

static bool rehearse_slip(const struct stage *stage, struct err *err)
{
    AUTO_FREE char *server = mem_format("--setenv=CUPS_SERVER=%s/cups.sock", stage->printer);

    return START(err, printer_unit, "oneshot", "--property=RemainAfterExit=yes", PRINTER, "start",
                 stage->printer)
           && START(err, print_unit, "notify", server, "/usr/bin/anjungan-print", "--state",
                    stage->folder, "--config", stage->config)
           && order_slip(stage, err) && wait_for_slip(stage, err);
}

static bool rehearse_screen(const struct stage *stage, bool is_board, struct err *err)
{
    bool is_up =
        START(err, screen_unit, "notify", "--setenv=SDL_VIDEODRIVER=dummy",
              "--setenv=SDL_AUDIODRIVER=dummy", "/usr/bin/anjungan", "--state", stage->folder,
              "--config", stage->config, is_board ? "--role" : NULL, "display")
        && unit_serves(stage->update, screen_unit, err);

    if (!is_up)
        return false;
    (void)poll(NULL, 0, stage->update->steady_ms);
    return unit_serves(stage->update, screen_unit, err);
}

bool rehearsal_run(const struct update *update, bool is_board, struct err *err)
{
    AUTO(stage_close) struct stage stage;

    return stage_open(&stage, update, err) && (is_board || rehearse_slip(&stage, err))
           && rehearse_screen(&stage, is_board, err);
}
