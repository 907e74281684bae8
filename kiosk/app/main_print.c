/* anjungan-print: takes print jobs from the database to the printer and records what the paper did. */
#include "app/settings.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/stop.h"
#include "base/supervisor.h"
#include "base/wake.h"
#include "desk/complaints.h"
#include "desk/desk.h"
#include "desk/receipts.h"
#include "desk/devices.h"
#include "desk/slips.h"
#include "desk/survey.h"
#include "paper/slip.h"
#include "printing/drain.h"
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>
#define LOG_AREA "print"
#include "base/log.h"

enum {
    REOPEN_MS = 2000,
    PAGE_MAX = 1 << 20,
    CHECKPOINT_BYTES = 4 << 20,       /* at work: the log must not grow for hours */
    CHECKPOINT_FULL_MS = 2000,        /* a reader may keep it from being emptied at once */
    CHECKPOINT_REST_BYTES = 64 << 10, /* at rest, after a few tickets … */
    CHECKPOINT_REST_MS = 60 * 1000,
    CHECKPOINT_IDLE_MS = 600 * 1000, /* … and seldom for heartbeats alone: it costs four syncs */
    FORGET_MS = 24 * 3600 * 1000,
    FORGET_AGAIN_MS = 60 * 1000, /* somebody was reading */
    RELEASE_MS = 3600 * 1000,
    RELEASE_AGAIN_MS = 1000, /* a large import: the rest, with tickets and slips in between */
};

/* The parts of the running process; those that can fail are opened again until they succeed. */
struct process {
    const struct settings *settings;
    struct clock *clock;
    struct printer printers[PRINTERS_MOST];
    size_t printer_count;
    struct desk *desk;
    struct wake *wake;
    struct drain *drain;
    bool has_failed;       /* logged once until it is mended */
    int64_t ping_every_ms; /* -1: nobody watches */
    int64_t ping_at_ms;
    int64_t checkpoint_ms; /* when the last one was made */
    int64_t forget_at_ms;  /* when names and words that are too old are looked for; 0: at once */
    int64_t release_at_ms; /* when responses are handed to the office; 0: at once */
};

static bool open_parts(struct process *process, struct err *err)
{
    struct desk_options options;

    settings_desk_options(process->settings, process->clock, &options);
    if (!desk_open(&process->desk, &options, err))
        return false;
    if (!desk_announce(process->desk, "print", err))
        log_warn("%s; the staff's screen will say that printing is off", err->text);
    if (!desk_keep_printers(process->desk, process->printer_count, err))
        log_warn("%s; the staff's screen may show a printer that is gone", err->text);
    /* Watched before the first look, so that nothing committed in between is missed. */
    if (!wake_open(&process->wake, process->settings->state_dir, err)) {
        desk_close(process->desk);
        process->desk = NULL;
        return false;
    }
    process->drain = drain_new(process->desk, &process->printers[0]);
    for (size_t i = 1; i < process->printer_count; i++)
        drain_add_printer(process->drain, &process->printers[i]);
    return true;
}

static void close_parts(struct process *process)
{
    drain_free(process->drain);
    wake_close(process->wake);
    desk_close(process->desk);
    process->drain = NULL;
    process->wake = NULL;
    process->desk = NULL;
}

/* Draws a page that nobody sees: finding fonts and cutting their letters takes longer than a slip, and
 * the first visitor does not wait for it. */
static void warm_up_width(const struct process *process, int roll_mm)
{
    enum slip_width width = roll_mm == 58 ? SLIP_58MM : SLIP_80MM;
    const struct catalog *catalog = desk_catalog(process->desk);
    AUTO_TEXT struct text bytes = {0};
    struct slip *slip = NULL;

    if (!catalog
        || !slip_test(&slip, width, catalog, "warm", "id", clock_now_ms(process->clock), NULL))
        return;
    text_init(&bytes, PAGE_MAX);
    slip_escpos(slip, &bytes);
    slip_free(slip);
}

static void warm_up(const struct process *process)
{
    const struct settings *settings = process->settings;

    warm_up_width(process, settings->roll_mm);
    if (process->printer_count > 1 && settings->second_roll_mm != settings->roll_mm)
        warm_up_width(process, settings->second_roll_mm);
}

static int64_t try_open(struct process *process)
{
    struct err err = {0};

    if (open_parts(process, &err)) {
        if (process->has_failed)
            log_info("the database is open, printing goes on");
        process->has_failed = false;
        supervisor_status("printing");
        warm_up(process);
        return clock_mono_ms(process->clock);
    }
    if (!process->has_failed) {
        log_error("%s; trying again every %d s", err.text, REOPEN_MS / 1000);
        supervisor_status("waiting for the database");
    }
    process->has_failed = true;
    return clock_mono_ms(process->clock) + REOPEN_MS;
}

/* How long to leave the write-ahead log alone while it is of this size. */
static int64_t checkpoint_every_ms(const struct process *process, int64_t bytes)
{
    if (bytes >= CHECKPOINT_BYTES)
        return CHECKPOINT_FULL_MS;
    if (bytes == 0 || !drain_is_idle(process->drain))
        return INT64_MAX;
    return bytes >= CHECKPOINT_REST_BYTES ? CHECKPOINT_REST_MS : CHECKPOINT_IDLE_MS;
}

static void checkpoint(struct process *process)
{
    int64_t now = clock_mono_ms(process->clock);

    if (now - process->checkpoint_ms < checkpoint_every_ms(process, desk_wal_bytes(process->desk)))
        return;
    desk_checkpoint(process->desk);
    process->checkpoint_ms = now;
}

/* The names of applicants are kept no longer than the office says. */
static bool forget_applicants(struct process *process, struct err *err)
{
    int64_t count = 0;
    int days = process->settings->applicant_days;
    bool is_done = desk_forget_applicants(process->desk, days, &count, err);

    if (count > 0)
        log_info("%lld receipts older than %d days have lost their names", (long long)count, days);
    return is_done;
}

/* Nor is what people wrote. */
static bool purge_complaints(struct process *process, struct err *err)
{
    int64_t count = 0;
    int days = process->settings->complaint_keep_days;
    bool is_done = desk_purge_complaints(process->desk, days, &count, err);

    if (count > 0)
        log_info("%lld complaints and suggestions older than %d days have lost their words",
                 (long long)count, days);
    return is_done;
}

/* At start and daily. */
static void forget(struct process *process)
{
    int64_t now = clock_mono_ms(process->clock);
    struct err err = {0};

    if (now < process->forget_at_ms)
        return;
    bool is_done = forget_applicants(process, &err) && purge_complaints(process, &err);
    if (!is_done)
        log_warn("forgetting what is too old: %s; trying again in %d s", err.text,
                 FORGET_AGAIN_MS / 1000);
    process->forget_at_ms = now + (is_done ? FORGET_MS : FORGET_AGAIN_MS);
}

/* At start and hourly: responses of half-days that are over go to the office, in random order. */
static void release_responses(struct process *process)
{
    int64_t now = clock_mono_ms(process->clock);
    int64_t count = 0;
    struct err err = {0};

    if (now < process->release_at_ms)
        return;
    bool is_done = desk_release_responses(process->desk, &count, &err);
    if (count > 0)
        log_info("%lld responses handed over", (long long)count);
    if (!is_done)
        log_warn("responses: %s; trying again in %d s", err.text, FORGET_AGAIN_MS / 1000);
    process->release_at_ms = now + RELEASE_MS;
    if (!is_done)
        process->release_at_ms = now + FORGET_AGAIN_MS;
    else if (count >= RELEASE_MOST)
        process->release_at_ms = now + RELEASE_AGAIN_MS;
}

/* One turn of work; returns the monotonic time of the next one that nobody has to ask for. */
static int64_t work(struct process *process)
{
    if (!process->drain)
        return try_open(process);
    wake_drain(process->wake);
    int64_t next = drain_step(process->drain);
    checkpoint(process);
    forget(process);
    release_responses(process);
    return next < process->release_at_ms ? next : process->release_at_ms;
}

static void ping(struct process *process)
{
    int64_t now = clock_mono_ms(process->clock);

    if (process->ping_every_ms < 0 || now < process->ping_at_ms)
        return;
    supervisor_ping();
    process->ping_at_ms = now + process->ping_every_ms;
}

/* Sleeps until there is work; false when told to end. */
static bool wait_for_work(const struct process *process, int stop_fd, int64_t next)
{
    int64_t now = clock_mono_ms(process->clock);
    int64_t until =
        process->ping_every_ms >= 0 && process->ping_at_ms < next ? process->ping_at_ms : next;
    int64_t left = until > now ? until - now : 0;
    struct pollfd fds[] = {
        {.fd = stop_fd, .events = POLLIN},
        {.fd = process->wake ? wake_fd(process->wake) : -1, .events = POLLIN},
    };

    int count = poll(fds, ARRAY_LEN(fds), left > 60000 ? 60000 : (int)left);
    return count <= 0 || fds[0].revents == 0;
}

static bool open_printers(struct process *process, struct err *err)
{
    const struct settings *settings = process->settings;
    bool is_narrow = settings->roll_mm == 58;

    process->printer_count = 1;
    if (settings->prints_to_folder)
        return printer_folder_open(&process->printers[0], settings->print_folder,
                                   is_narrow ? PRINTER_PDF_58 : PRINTER_PDF_80, err);
    process->printer_count = settings_printer_count(settings);
    if (!printer_cups_open(&process->printers[0], settings->printer_queue, settings->roll_mm, err)
        || (process->printer_count > 1
            && !printer_cups_open(&process->printers[1], settings->second_queue,
                                  settings->second_roll_mm, err)))
        return false;
    for (size_t i = 0; i < process->printer_count; i++)
        process->printers[i].place = settings->places[i];
    return true;
}

static bool open_process(struct process *process, struct err *err)
{
    AUTO_FREE char *fonts = mem_format("%s/fonts", process->settings->asset_dir);

    process->clock = clock_system_new(process->settings->start_ms);
    process->ping_every_ms = supervisor_ping_every_ms();
    return i18n_open(process->settings->locale_dir, err) && paper_open(fonts, err)
           && open_printers(process, err);
}

static void run(struct process *process, int stop_fd)
{
    int64_t next = work(process);

    supervisor_ready(process->drain ? "printing" : "waiting for the database");
    ping(process);
    while (wait_for_work(process, stop_fd, next)) {
        next = work(process);
        ping(process);
    }
    supervisor_stopping();
}

static const struct settings_program about = {
    .name = "anjungan-print",
    .summary = "takes print jobs to the printer and records what the paper did",
    .usage = "",
    .help = "",
};

int main(int argc, char **argv)
{
    AUTO_SETTINGS struct settings settings = {0};
    struct process process = {.settings = &settings};
    struct err err = {0};
    int exit_code = 0;

    if (!settings_parse(&settings, &about, argc, argv, &exit_code))
        return exit_code;
    secret_close_memory();
    if (settings.rest_count > 0) {
        log_error("unknown argument %s; see --help", settings.rest[0]);
        return 2;
    }
    int stop_fd = stop_open();
    if (stop_fd < 0) {
        log_error("signals: %s", strerror(errno));
        return 1;
    }
    bool is_open = open_process(&process, &err);
    if (is_open)
        run(&process, stop_fd);
    else
        log_error("%s", err.text);
    close_parts(&process);
    for (size_t i = 0; i < PRINTERS_MOST; i++) {
        if (process.printers[i].free)
            process.printers[i].free(process.printers[i].context);
    }
    paper_close();
    clock_free(process.clock);
    close(stop_fd);
    return is_open ? 0 : 1;
}
