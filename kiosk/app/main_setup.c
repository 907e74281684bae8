/* anjungan-setup: makes a machine a kiosk, its ticket printer ready, and keeps it up to date. */
#include "admin/kiosk_setup.h"
#include "admin/lock_setup.h"
#include "admin/update.h"
#include "app/settings.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "paper/slip.h"
#include "printing/setup.h"
#include "wire/catalog_json.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void auto_catalog(struct catalog **catalog)
{
    catalog_free(*catalog);
}

enum { PATH_MOST = 512 };

/* Borrows nothing from the state directory: it belongs to another user, and may not be there yet. */
static bool draw_test(void *context, enum slip_width width, struct slip **out, struct err *err)
{
    const struct settings *settings = context;
    AUTO(auto_catalog) struct catalog *catalog = NULL;
    AUTO_FREE char *fonts = mem_format("%s/fonts", settings->asset_dir);
    struct clock *clock = clock_system_new(settings->start_ms);
    int64_t now_ms = clock_now_ms(clock);

    clock_free(clock);
    return catalog_json_load(&catalog, settings->catalog_path, NULL, err)
           && i18n_open(settings->locale_dir, err) && paper_open(fonts, err)
           && slip_test(out, width, catalog, settings->device_id, "id", now_ms, err);
}

static int set_up_printer(void *context, int count, char **words)
{
    struct settings *settings = context;
    const struct printer_setup setup = {
        .dev = "/dev",
        .sys = "/sys",
        .configured_queue = settings->printer_queue,
        .configured_roll_mm = settings->roll_mm,
        .in = stdin,
        .out = stdout,
        .complaints = stderr,
        .has_person = isatty(STDIN_FILENO) == 1,
        .context = settings,
        .draw_test = draw_test,
    };
    int code = printer_setup(&setup, count, words);

    paper_close();
    return code;
}

static bool is_enrolled(const struct settings *settings)
{
    AUTO_FREE char *certificate = mem_format("%s/identity/kiosk.crt", settings->state_dir);

    return access(certificate, F_OK) == 0;
}

static int set_up_kiosk(void *context, int count, char **words)
{
    struct settings *settings = context;
    struct kiosk_setup setup = {
        .config_path = settings->config_path,
        .asset_dir = settings->asset_dir,
        .cups_dir = access("/etc/cups", F_OK) == 0 ? "/etc/cups" : NULL,
        .in = stdin,
        .out = stdout,
        .complaints = stderr,
        .has_person = isatty(STDIN_FILENO) == 1,
        .has_systemd = access("/run/systemd/system", F_OK) == 0,
        .is_enrolled = is_enrolled(settings),
        .context = settings,
        .set_up_printer = set_up_printer,
    };

    setup.options = settings_options(&setup.option_count);
    return kiosk_setup(&setup, count, words);
}

static struct lock_setup lock_of(const struct settings *settings)
{
    return (struct lock_setup){
        .asset_dir = settings->asset_dir,
        .root = "",
        .out = stdout,
        .complaints = stderr,
        .has_systemd = access("/run/systemd/system", F_OK) == 0,
    };
}

static int lock(void *context, int count, char **words)
{
    const struct lock_setup setup = lock_of(context);

    return lock_setup(&setup, count, words);
}

static int unlock(void *context, int count, char **words)
{
    const struct lock_setup setup = lock_of(context);

    return lock_setup_undo(&setup, count, words);
}

static int bring_up_to_date(void *context, int count, char **words)
{
    const struct settings *settings = context;
    char program[PATH_MOST] = "";
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    const struct update setup = {
        .folder = UPDATE_FOLDER,
        .state_dir = settings->state_dir,
        .config_path = settings->config_path,
        .source = settings->update_source,
        .key = settings->update_key,
        .program = program,
        .patience_ms = 60 * 1000,
        .steady_ms = 10 * 1000,
        .out = stdout,
        .complaints = stderr,
    };

    if (len <= 0) {
        perror("anjungan-setup: /proc/self/exe");
        return 1;
    }
    return update_verb(&setup, count, words);
}

static const struct {
    const char *name;
    int (*act)(void *context, int count, char **words);
} verbs[] = {{"kiosk", set_up_kiosk},
             {"printer", set_up_printer},
             {"lock", lock},
             {"unlock", unlock},
             {"update", bring_up_to_date}};

int main(int argc, char **argv)
{
    AUTO_SETTINGS struct settings settings = {0};
    AUTO_FREE char *help =
        mem_format("%s%s%s%s", printer_setup_help, kiosk_setup_help, lock_setup_help, update_help);
    const struct settings_program program = {
        .name = "anjungan-setup",
        .summary =
            "Makes a machine a kiosk, its printer ready, closed to visitors, and up to date.",
        .usage = "VERB …",
        .help = help,
        .has_verb = true,
        .makes_config = true,
    };
    int code = 0;

    log_set_level(LOG_LEVEL_WARN); /* a person reads stderr here */
    if (!settings_parse(&settings, &program, argc, argv, &code))
        return code;
    for (size_t i = 0; settings.rest_count > 0 && i < ARRAY_LEN(verbs); i++)
        if (strcmp(settings.rest[0], verbs[i].name) == 0)
            return verbs[i].act(&settings, settings.rest_count - 1, settings.rest + 1);
    (void)fprintf(stderr, "anjungan-setup: %s; see anjungan-setup --help\n",
                  settings.rest_count ? "unknown verb"
                                      : "say what to do: kiosk, printer, lock, unlock or update");
    return 2;
}
