/* Verbs about the machine and its database. */
#include "app/office_verbs.h"
#include "base/text.h"
#include "office/setup.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SITE_MOST = 64 * 1024 };

int office_verb_migrate(struct office_settings *settings, int count, char *const arguments[])
{
    struct err err = {0};

    (void)arguments;
    if (count > 0)
        return office_usage("migrate");
    office_settings_as(settings, "office_owner");
    return office_migrate(&settings->office, &err) ? 0 : office_failed(&err);
}

int office_verb_site(struct office_settings *settings, int count, char *const arguments[])
{
    AUTO_TEXT struct text site = {0};

    (void)arguments;
    if (count > 0)
        return office_usage("site");
    text_init(&site, SITE_MOST);
    office_site_write(&site, &settings->site);
    (void)fputs(site.data, stdout);
    return 0;
}

struct wishes {
    const char *host; /* NULL: what the configuration says, else this machine's name */
    const char *name;
    bool may_start;
};

static bool read_wishes(struct wishes *wishes, int count, char *const arguments[])
{
    for (int i = 0; i < count; i++) {
        bool has_value = i + 1 < count;

        if (strcmp(arguments[i], "--no-start") == 0)
            wishes->may_start = false;
        else if (strcmp(arguments[i], "--host") == 0 && has_value)
            wishes->host = arguments[++i];
        else if (strcmp(arguments[i], "--name") == 0 && has_value)
            wishes->name = arguments[++i];
        else
            return false;
    }
    return true;
}

/* The configuration is made where there is none, and read again. */
static bool config_for(struct office_settings *settings, const struct wishes *wishes,
                       struct err *err)
{
    AUTO_OFFICE_SETTINGS struct office_settings fresh = {0};
    char machine[HOST_NAME_MAX + 1] = "";
    const char *path = settings->config_path;

    if (gethostname(machine, sizeof machine - 1) != 0)
        return err_set(err, ERR_IO, "the machine's name: %s", strerror(errno));
    if (!office_setup_config(path, wishes->host ? wishes->host : machine,
                             wishes->name ? wishes->name : "DPMPTSP", stdout, err)
        || !office_settings_read(&fresh, path, err))
        return false;
    if (wishes->host && strcmp(wishes->host, fresh.site.host) != 0)
        return err_set(err, ERR_INVALID, "%s says host = %s: change it there", path,
                       fresh.site.host);
    office_settings_clear(settings);
    *settings = fresh;
    fresh = (struct office_settings){0};
    return true;
}

int office_verb_setup(struct office_settings *settings, int count, char *const arguments[])
{
    struct wishes wishes = {.may_start = true};
    char program[PATH_MAX];
    struct err err = {0};

    if (!read_wishes(&wishes, count, arguments))
        return office_usage("setup");
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    if (len < 0 || !config_for(settings, &wishes, &err))
        return len < 0 ? 1 : office_failed(&err);
    program[len] = '\0';
    office_settings_as(settings, "office_owner");
    const struct office_setup setup = {
        .office = &settings->office,
        .site = &settings->site,
        .config_path = settings->config_path,
        .program = program,
        .state_dir = settings->state_dir,
        .backup_dir = conf_string(settings->conf, "backup", "folder"),
        .may_start = wishes.may_start,
        .out = stdout,
    };
    if (!office_setup_run(&setup, &err))
        return office_failed(&err);
    (void)printf("Pages: %s\nKiosks: %s\n", settings->office.url, settings->office.kiosk_url);
    return 0;
}
