/* nginx and systemd: the site, the units, starting and reloading. */
#include "base/file.h"
#include "base/mem.h"
#include "base/command.h"
#include "office/setup/embedded.h"
#include "office/setup/setup_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SITE_MOST = 64 * 1024, UNITS_MOST = 32, NUMBER_MOST = 64 };
#define SITE "/etc/nginx/sites-available/anjungan-office"
#define SITE_LINK "/etc/nginx/sites-enabled/anjungan-office"
#define UNITS "/etc/systemd/system"
#define SHIPPED_PROGRAM "/usr/bin/anjungan-office"

bool setup_has_systemd(void)
{
    return access("/run/systemd/system", F_OK) == 0;
}

bool setup_site(struct setup *setup, struct err *err)
{
    const char *const test[] = {"nginx", "-t", "-q", NULL};
    AUTO_TEXT struct text site = {0};

    text_init(&site, SITE_MOST);
    office_site_write(&site, setup->what->site);
    if (!setup_put(setup, SITE, 0644, site.data, &setup->has_new_site, err))
        return false;
    if (symlink("../sites-available/anjungan-office", SITE_LINK) == 0) {
        setup_say(setup, "switched the site on");
        setup->has_new_site = true;
    } else if (errno != EEXIST) {
        return err_set(err, ERR_IO, "%s: %s", SITE_LINK, strerror(errno));
    }
    return command_run(test, NULL, NULL, err);
}

struct unit {
    const char *name;
    const char *text;
};
static const struct unit units[] = {
    {"anjungan-office.target", setup_target_unit},
    {"anjungan-office-ingest@.service", setup_ingest_unit},
    {"anjungan-office-enrolment.service", setup_enrolment_unit},
    {"anjungan-office-web.service", setup_web_unit},
    {"anjungan-office-project.service", setup_project_unit},
    {"anjungan-office-relay.service", setup_relay_unit},
    {"anjungan-office-backup.service", setup_backup_unit},
    {"anjungan-office-backup.timer", setup_backup_timer},
};

/* The unit starts this program, with this configuration. */
static char *unit_of(const struct office_setup *what, const char *text)
{
    const char *at = strstr(text, "ExecStart=" SHIPPED_PROGRAM " ");

    if (!at)
        return mem_strdup(text);
    at += strlen("ExecStart=");
    return mem_format("%.*s%s --config %s%s", (int)(at - text), text, what->program,
                      what->config_path, at + strlen(SHIPPED_PROGRAM));
}

bool setup_units(struct setup *setup, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        AUTO_FREE char *path = mem_format("%s/%s", UNITS, units[i].name);
        AUTO_FREE char *text = unit_of(setup->what, units[i].text);

        if (!setup_put(setup, path, 0644, text, &setup->has_new_units, err))
            return false;
    }
    return true;
}

/* The units that this office runs. */
struct crew {
    char *names[UNITS_MOST];
    size_t count;
};

static void crew_clear(struct crew *crew)
{
    for (size_t i = 0; i < crew->count; i++)
        free(crew->names[i]);
}

static void crew_fill(struct crew *crew, const struct office_setup *what)
{
    static const char *const fixed[] = {"enrolment.service", "web.service", "project.service",
                                        "backup.timer"};

    for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
        crew->names[crew->count++] = mem_format("anjungan-office-%s", fixed[i]);
    if (what->office->relay_url[0] != '\0')
        crew->names[crew->count++] = mem_strdup("anjungan-office-relay.service");
    for (int i = 1; i <= what->site->daemons; i++)
        crew->names[crew->count++] = mem_format("anjungan-office-ingest@%d.service", i);
    crew->names[crew->count++] = mem_strdup("anjungan-office.target");
}

/* Runs now, by another file than this program: an update has put a new one in its place. */
static bool is_outdated(const struct office_setup *what, const char *unit, bool *out_runs)
{
    const char *const ask[] = {"systemctl", "show", "--property=MainPID", "--value", unit, NULL};
    AUTO_TEXT struct text said = {0};
    struct stat here, there; /* not its path: a unit sees the files from a place of its own */

    text_init(&said, NUMBER_MOST);
    *out_runs = false;
    if (!command_run(ask, NULL, &said, NULL))
        return false;
    long pid = strtol(said.data ? said.data : "", NULL, 10);
    AUTO_FREE char *link = mem_format("/proc/%ld/exe", pid);
    *out_runs = pid > 0;
    return pid > 0 && stat(link, &there) == 0 && stat(what->program, &here) == 0
           && (here.st_dev != there.st_dev || here.st_ino != there.st_ino);
}

/* One after the other, so that daemons of one kind stand in for each other. */
static bool exchange(struct setup *setup, const char *unit, struct err *err)
{
    const char *const restart[] = {"systemctl", "restart", unit, NULL};
    bool runs = false;
    bool is_old = is_outdated(setup->what, unit, &runs);

    if (!runs || (!is_old && !setup->has_new_units))
        return true;
    if (!command_run(restart, NULL, NULL, err))
        return false;
    setup_say(setup, "restarted %s", unit);
    return true;
}

static bool switch_on(const char *unit, struct err *err)
{
    const char *const enable[] = {"systemctl", "--quiet", "enable", "--now", unit, NULL};

    return command_run(enable, NULL, NULL, err);
}

bool setup_start(struct setup *setup, struct err *err)
{
    AUTO(crew_clear) struct crew crew = {0};
    const char *const read_again[] = {"systemctl", "daemon-reload", NULL};
    const char *const reload[] = {"systemctl", "reload-or-restart", "nginx", NULL};

    crew_fill(&crew, setup->what);
    if (setup->has_new_units && !command_run(read_again, NULL, NULL, err))
        return false;
    for (size_t i = 0; i < crew.count; i++) {
        if (!exchange(setup, crew.names[i], err) || !switch_on(crew.names[i], err))
            return false;
    }
    return !setup->has_new_site || command_run(reload, NULL, NULL, err);
}
