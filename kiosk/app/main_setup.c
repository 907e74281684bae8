/* anjungan-setup: makes a machine ready for what the kiosk needs around it; for now its ticket printer. */
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

int main(int argc, char **argv)
{
    AUTO_SETTINGS struct settings settings = {0};
    const struct settings_program program = {
        .name = "anjungan-setup",
        .summary = "Makes a kiosk's machine ready: its ticket printer.",
        .usage = "VERB …",
        .help = printer_setup_help,
        .has_verb = true,
    };
    int code = 0;

    log_set_level(LOG_LEVEL_WARN); /* a person reads stderr here */
    if (!settings_parse(&settings, &program, argc, argv, &code))
        return code;
    if (settings.rest_count == 0 || strcmp(settings.rest[0], "printer") != 0) {
        (void)fprintf(stderr, "anjungan-setup: %s; see anjungan-setup --help\n",
                      settings.rest_count ? "unknown verb" : "say what to set up: printer");
        return 2;
    }
    const struct printer_setup setup = {
        .dev = "/dev",
        .sys = "/sys",
        .configured_queue = settings.printer_queue,
        .configured_roll_mm = settings.roll_mm,
        .in = stdin,
        .out = stdout,
        .complaints = stderr,
        .has_person = isatty(STDIN_FILENO) == 1,
        .context = &settings,
        .draw_test = draw_test,
    };
    code = printer_setup(&setup, settings.rest_count - 1, settings.rest + 1);
    paper_close();
    return code;
}
