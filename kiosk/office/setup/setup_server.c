/* nginx and systemd: the site, the units, starting and reloading. */
#include "base/file.h"
#include "base/mem.h"
#include "office/setup/command.h"
#include "office/setup/embedded.h"
#include "office/setup/setup_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SITE_MOST = 64 * 1024, UNITS_MOST = 32 };
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

/* Words of a systemctl that is told all the units that this office runs. */
struct call {
    const char *words[UNITS_MOST];
    char *owned[UNITS_MOST];
    size_t count, owned_count;
};

static void call_clear(struct call *call)
{
    for (size_t i = 0; i < call->owned_count; i++)
        free(call->owned[i]);
}

static void call_fill(struct call *call, const struct office_setup *what)
{
    const char *const fixed[] = {"anjungan-office.target", "anjungan-office-enrolment.service",
                                 "anjungan-office-web.service", "anjungan-office-project.service",
                                 "anjungan-office-backup.timer"};

    for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
        call->words[call->count++] = fixed[i];
    if (what->office->relay_url[0] != '\0')
        call->words[call->count++] = "anjungan-office-relay.service";
    for (int i = 1; i <= what->site->daemons; i++) {
        char *name = mem_format("anjungan-office-ingest@%d.service", i);

        call->owned[call->owned_count++] = name;
        call->words[call->count++] = name;
    }
}

/* `systemctl VERB [--now] UNITS` */
static bool systemctl(const struct office_setup *what, const char *verb, bool is_now,
                      struct err *err)
{
    AUTO(call_clear) struct call call = {.words = {"systemctl", "--quiet", verb}, .count = 3};

    if (is_now)
        call.words[call.count++] = "--now";
    call_fill(&call, what);
    return command_run(call.words, NULL, NULL, err);
}

bool setup_start(struct setup *setup, struct err *err)
{
    const char *const read_again[] = {"systemctl", "daemon-reload", NULL};
    const char *const reload[] = {"systemctl", "reload-or-restart", "nginx", NULL};

    if (setup->has_new_units && !command_run(read_again, NULL, NULL, err))
        return false;
    if (!systemctl(setup->what, "enable", true, err))
        return false;
    if (setup->has_new_units && !systemctl(setup->what, "restart", false, err))
        return false;
    return !setup->has_new_site || command_run(reload, NULL, NULL, err);
}
