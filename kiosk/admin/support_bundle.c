/* What the support bundle holds, each file redacted as a whole. */
#include "admin/machine.h"
#include "admin/redact.h"
#include "admin/support.h"
#include "admin/tar.h"
#include "admin/verbs_internal.h"
#include "base/clock.h"
#include "base/command.h"
#include "base/gzip.h"
#include "base/mem.h"
#include "desk/health.h"
#include "desk/staff.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MOST = 2 << 20, ARCHIVE_MOST = 32 << 20, FOLDER_ROOM = 64 };

struct bundle {
    const struct admin *admin;
    const struct support_facts *facts;
    struct redact_name *names; /* of the officers, and the help line */
    size_t name_count;
    int64_t now_ms;
    char folder[FOLDER_ROOM]; /* "anjungan-K1-2026-11-23" */
    struct text tar;
};

static const char read_me[] =
    "What this is: the state of one Anjungan kiosk, for whoever looks for a fault from afar.\n"
    "\n"
    "What it does not hold: queue numbers' visitors, complaints, answers of surveys, suggestions,\n"
    "applicants, names of officers, PINs, keys. What looked like a person or a secret stands as\n"
    "[number], [phone], [mail], [secret], [account], [key], [help line] or an officer's code.\n"
    "\n"
    "Look through it before you send it: it is yours to give.\n";

/* --- files ------------------------------------------------------------------------------------ */

static void add_file(struct bundle *bundle, const char *name, const char *content)
{
    AUTO_TEXT struct text clean = {0};
    AUTO_FREE char *path = mem_format("%s/%s", bundle->folder, name);

    text_init(&clean, FILE_MOST);
    redact_add(&clean, content, bundle->names, bundle->name_count);
    tar_add(&bundle->tar, path, clean.data ? clean.data : "", clean.len, bundle->now_ms);
}

/* What a program of the machine says; where there is none of it, that. */
static const struct command_row {
    const char *file;
    const char *words[16];
} commands[] = {
    {"system.txt", {"uname", "-srvm"}},
    {"release.txt", {"cat", "/etc/os-release"}},
    {"uptime.txt", {"cat", "/proc/uptime", "/proc/loadavg", "/proc/meminfo"}},
    {"disks.txt", {"df", "-hT", "-x", "tmpfs", "-x", "devtmpfs"}},
    {"packages.txt",
     {"dpkg-query", "-W", "anjungan*", "cage", "cups-daemon", "libsdl2-2.0-0", "libsqlite3-0",
      "systemd", "linux-image-*"}},
    {"units.txt",
     {"systemctl", "show", "--no-pager",
      "--property=Id,LoadState,ActiveState,SubState,Result,NRestarts,ExecMainStatus,"
      "ActiveEnterTimestamp,MemoryCurrent,UnitFileState",
      "anjungan*", "cups.service", "systemd-journald.service"}},
    {"timers.txt", {"systemctl", "list-timers", "--all", "--no-pager"}},
    /* Newest first: what is too much is cut at its old end. */
    {"journal.txt",
     {"journalctl", "--no-pager", "--quiet", "--reverse", "--since=-7d", "--lines=5000",
      "--output=short-iso", "--no-hostname", "--unit=anjungan*", "--unit=cups.service"}},
    {"alerts.txt",
     {"journalctl", "--no-pager", "--quiet", "--reverse", "--lines=200", "--output=short-iso",
      "--no-hostname", "--unit=anjungan*", "--priority=warning"}},
    {"kernel.txt",
     {"journalctl", "--no-pager", "--quiet", "--reverse", "--lines=300", "--output=short-iso",
      "--no-hostname", "--dmesg", "--priority=warning"}},
};

static void add_commands(struct bundle *bundle)
{
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        AUTO_TEXT struct text said = {0};
        struct err err = {0};

        text_init(&said, FILE_MOST);
        if (!command_run(commands[i].words, NULL, &said, &err))
            text_addf(&said, "\n(%s)\n", err.text);
        add_file(bundle, commands[i].file, said.data ? said.data : "");
    }
}

/* A verb's answer and complaints. */
static void add_verb(struct bundle *bundle, const char *file, const char *verb, const char *second)
{
    AUTO_FREE char *said = NULL;
    size_t len = 0;
    char *words[] = {(char *)(uintptr_t)verb, (char *)(uintptr_t)second};
    struct admin own = *bundle->admin;
    FILE *stream = open_memstream(&said, &len);

    if (!stream) {
        add_file(bundle, file, "(no memory)\n");
        return;
    }
    own.out = own.complaints = stream;
    int code = admin_run(&own, second ? 2 : 1, words);
    (void)fprintf(stream, "(exit code %d)\n", code);
    add_file(bundle, file, fclose(stream) == 0 ? said : "(no memory)\n");
}

static void add_settings(struct bundle *bundle)
{
    const struct admin_machine *machine = bundle->admin->machine;
    AUTO_FREE char *said = NULL;
    size_t len = 0;
    FILE *stream = open_memstream(&said, &len);

    if (!stream) {
        add_file(bundle, "settings.txt", "(no memory)\n");
        return;
    }
    if (machine->config_fault[0] != '\0')
        (void)fprintf(stream, "# wrong: %s\n# so that the defaults hold\n\n",
                      machine->config_fault);
    conf_print_without_words(bundle->facts->conf, stream);
    add_file(bundle, "settings.txt", fclose(stream) == 0 ? said : "(no memory)\n");
}

static void add_about(struct bundle *bundle)
{
    AUTO_TEXT struct text words = {0};
    char now[26];

    text_init(&words, FILE_MOST);
    clock_format_iso(bundle->now_ms, 0, now);
    text_addf(&words, "Anjungan %s\ndevice %s\nrole %s\noffice %s\nat %s\n", ANJUNGAN_VERSION,
              bundle->facts->device, bundle->facts->role, bundle->facts->office, now);
    add_file(bundle, "about.txt", words.data);
}

/* --- the database ------------------------------------------------------------------------------ */

/* NULL where it cannot be looked at; then `err` says why. */
static struct desk *open_to_look(const struct admin *admin, struct err *err)
{
    struct desk_options options = admin->desk;
    struct desk *desk = NULL;

    options.catalog_path = options.holidays_path = options.questionnaire_path = NULL;
    options.only_looks = true;
    return desk_open(&desk, &options, err) ? desk : NULL;
}

static void add_database(struct bundle *bundle, struct desk *desk, struct err *err)
{
    AUTO_TEXT struct text words = {0};

    text_init(&words, FILE_MOST);
    if (!desk || !desk_count_tables(desk, &words, err))
        text_addf(&words, "(%s)\n", err->text);
    add_file(bundle, "database.txt", words.data);
}

/* Whose names are hidden. Without a database there is nobody to be told from others; then the rules of what
 * names look like have to do. */
static bool learn_names(struct bundle *bundle, struct desk *desk, struct officer *officers,
                        struct err *err)
{
    size_t count = 0;

    if (desk && !desk_list_officers(desk, false, officers, OFFICERS_MOST, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        bundle->names[bundle->name_count++] =
            (struct redact_name){officers[i].name, officers[i].code};
    if (bundle->facts->help_line[0] != '\0')
        bundle->names[bundle->name_count++] =
            (struct redact_name){bundle->facts->help_line, "[help line]"};
    return true;
}

/* --- the whole ---------------------------------------------------------------------------------- */

static bool write_packed(const struct bundle *bundle, FILE *out, struct err *err)
{
    AUTO_TEXT struct text packed = {0};

    text_init(&packed, ARCHIVE_MOST);
    if (bundle->tar.overflow)
        return err_set(err, ERR_FULL, "the bundle is larger than %d bytes", (int)ARCHIVE_MOST);
    if (!gzip_pack(&packed, bundle->tar.data, bundle->tar.len, err))
        return false;
    if (fwrite(packed.data, 1, packed.len, out) == packed.len && fflush(out) == 0)
        return true;
    return err_set(err, ERR_IO, "the bundle cannot be written: %s", strerror(errno));
}

bool support_bundle_write(const struct admin *admin, const struct support_facts *facts, FILE *out,
                          struct err *err)
{
    AUTO_FREE struct officer *officers = mem_zalloc(OFFICERS_MOST, sizeof *officers);
    AUTO_FREE struct redact_name *names = mem_zalloc(OFFICERS_MOST + 1, sizeof *names);
    struct bundle bundle = {
        .admin = admin, .facts = facts, .names = names, .now_ms = clock_now_ms(admin->desk.clock)};
    struct err cause = {0};
    struct desk *desk = open_to_look(admin, &cause);
    char now[26];
    bool is_done = learn_names(&bundle, desk, officers, err);

    clock_format_iso(bundle.now_ms, 0, now);
    (void)text_format(bundle.folder, sizeof bundle.folder, "anjungan-%s-%.10s", facts->device, now);
    text_init(&bundle.tar, ARCHIVE_MOST);
    if (is_done) {
        add_file(&bundle, "README.txt", read_me);
        add_about(&bundle);
        add_verb(&bundle, "doctor.txt", "doctor", NULL);
        add_verb(&bundle, "printers.txt", "printers", NULL);
        add_verb(&bundle, "office.txt", "sync", "status");
        add_settings(&bundle);
        add_database(&bundle, desk, &cause);
        add_commands(&bundle);
        tar_end(&bundle.tar);
        is_done = write_packed(&bundle, out, err);
    }
    desk_close(desk);
    text_clear(&bundle.tar);
    return is_done;
}
