/* anjungan-ctl: the administrator's command. */
#include "admin/update.h"
#include "admin/verbs.h"
#include "app/ctl_machine.h"
#include "app/enrol_command.h"
#include "app/settings.h"
#include "app/state_owner.h"
#include "app/support_command.h"
#include "base/log.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HELP_MOST = 32 * 1024 };

/* Those that look after the machine, which root does too. */
static bool is_care(const char *verb)
{
    static const char *const verbs[] = {"backup",  "doctor",  "print", "printers",
                                        "restore", "salvage", "sync"};

    for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
        if (strcmp(verb, verbs[i]) == 0)
            return true;
    }
    return false;
}

static int run(const struct settings *settings, const struct admin *admin)
{
    const char *verb = settings->rest_count > 0 ? settings->rest[0] : "";
    struct err err = {0};

    if (strcmp(verb, "enrol") == 0)
        return enrol_command(&admin->desk, settings->rest_count - 1, settings->rest + 1);
    /* A name server that is away must not hold the answer up. */
    (void)setenv("RES_OPTIONS", "timeout:1 attempts:1", 0);
    if (strcmp(verb, "support-bundle") == 0)
        return support_command(settings, admin, settings->rest_count - 1, settings->rest + 1);
    if (is_care(verb)) {
        if (!state_owner_become(settings->state_dir, &err)) {
            (void)fprintf(stderr, "anjungan-ctl: %s\n", err.text);
            return ADMIN_FAILED;
        }
    }
    return admin_run(admin, settings->rest_count, settings->rest);
}

int main(int argc, char **argv)
{
    AUTO_TEXT struct text help = {0};

    text_init(&help, HELP_MOST);
    admin_help(&help);
    text_add(&help, enrol_help);
    text_add(&help, support_help);
    text_add(&help,
             "Exit codes: 0 done, 1 it could not be done, 2 the command is wrong, 3 done but "
             "for bad rows.\n");
    static const char *const doctors[] = {"doctor", "support-bundle", NULL};
    const struct settings_program program = {
        .name = "anjungan-ctl",
        .summary = "Checks and shows catalogues, takes and lists queue numbers, keeps officers and "
                   "the journal, reports days, looks after printers and the machine.",
        .usage = "VERB …",
        .help = help.data,
        .has_verb = true,
        .doctors = doctors,
    };
    AUTO_SETTINGS struct settings settings = {0};
    AUTO_FREE char *fonts = NULL;
    struct clock *clock;
    struct admin_machine machine;
    struct admin admin;
    int code = 0;

    log_set_level(LOG_LEVEL_WARN); /* a person reads stderr here */
    if (!settings_parse(&settings, &program, argc, argv, &code))
        return code;
    clock = clock_system_new(settings.start_ms);
    fonts = mem_format("%s/fonts", settings.asset_dir);
    ctl_machine_init(&machine, &settings);
    admin = (struct admin){
        .machine = &machine,
        .locale_dir = settings.locale_dir,
        .font_dir = fonts,
        .update_folder = UPDATE_FOLDER,
        .backup = {.folder = settings.backup_folder,
                   .is_own = settings.has_own_backup,
                   .keep = settings.backup_keep},
        .survey_numbering = settings.survey_numbering,
        .survey_weight = settings.survey_weight,
        .in = stdin,
        .out = stdout,
        .complaints = stderr,
    };
    settings_desk_options(&settings, clock, &admin.desk);
    code = run(&settings, &admin);
    clock_free(clock);
    return code;
}
