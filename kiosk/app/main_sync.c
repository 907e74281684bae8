/* anjungan-sync: carries events to the office and brings its catalogue. */
#include "app/settings.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/stop.h"
#include "base/supervisor.h"
#include "base/wake.h"
#include "client/transport.h"
#include "desk/desk.h"
#include "desk/devices.h"
#include "desk/office.h"
#include "sync/identity.h"
#include "sync/sync.h"
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#define LOG_AREA "sync"
#include "base/log.h"

enum {
    REOPEN_MS = 2000,
    GATHER_MS = 100,            /* what is committed together goes together */
    ENROL_LOOK_MS = 600 * 1000, /* the wake file tells of an enrolment; this is for a lost byte */
    IDENTITY_AGAIN_MS = 60 * 1000,
};

/* The parts of the running process. The database is opened again until it succeeds; the way to the office is
 * opened when this kiosk is enrolled, and anew when its identity on disk is another one. */
struct process {
    const struct settings *settings;
    struct clock *clock;
    int stop_fd;
    struct desk *desk;
    struct wake *wake;
    struct identity *identity;
    struct transport transport;
    struct sync *sync;
    int64_t identity_stamp; /* of the open one */
    bool has_failed;        /* logged once until it is mended */
    bool has_said_alone;
    bool has_said_identity;
    int64_t ping_every_ms; /* -1: nobody watches */
    int64_t ping_at_ms;
};

static void ping(struct process *process)
{
    int64_t now = clock_mono_ms(process->clock);

    if (process->ping_every_ms < 0 || now < process->ping_at_ms)
        return;
    supervisor_ping();
    process->ping_at_ms = now + process->ping_every_ms;
}

static bool is_stopped(const struct process *process)
{
    struct pollfd fd = {.fd = process->stop_fd, .events = POLLIN};

    return poll(&fd, 1, 0) > 0;
}

/* While an answer is awaited: a request may take longer than the watchdog waits. */
static bool go_on(void *context)
{
    struct process *process = context;

    ping(process);
    return !is_stopped(process);
}

/* Another number once a file of the identity was written again; 0: there is none. */
static int64_t identity_stamp(const struct process *process)
{
    static const char *const names[] = {"office.json", "kiosk.crt"};
    int64_t stamp = 0;

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        AUTO_FREE char *path = mem_format("%s/identity/%s", process->settings->state_dir, names[i]);
        struct stat status;

        if (stat(path, &status) == 0)
            stamp += status.st_mtim.tv_sec * INT64_C(1000000000) + status.st_mtim.tv_nsec;
    }
    return stamp;
}

static void close_way(struct process *process)
{
    sync_free(process->sync);
    transport_close(&process->transport);
    identity_close(process->identity);
    process->sync = NULL;
    process->identity = NULL;
}

static bool open_way(struct process *process, struct err *err)
{
    struct transport_options way = {.url = NULL};

    process->identity_stamp = identity_stamp(process);
    if (!identity_open(&process->identity, process->settings->state_dir, err))
        return false;
    identity_transport(process->identity, &way);
    way.go_on = go_on;
    way.go_on_context = process;
    if (!transport_curl_open(&process->transport, &way, err)) {
        close_way(process);
        return false;
    }
    const struct sync_options options = {.desk = process->desk,
                                         .transport = &process->transport,
                                         .clock = process->clock,
                                         .office_id = process->settings->office_id,
                                         .identity = process->identity};
    process->sync = sync_new(&options);
    return true;
}

static void say_alone(struct process *process)
{
    struct err err = {0};

    if (!process->has_said_alone) {
        log_info("this kiosk is not enrolled with an office; anjungan-ctl enrol does it");
        supervisor_status("not enrolled with an office");
    }
    process->has_said_alone = true;
    if (!desk_note_contact(process->desk, OFFICE_NONE, &err))
        log_warn("%s", err.text);
}

static int64_t try_open_way(struct process *process)
{
    struct err err = {0};
    int64_t now = clock_mono_ms(process->clock);

    if (open_way(process, &err)) {
        log_info("enrolled; events go to the office");
        supervisor_status("enrolled");
        process->has_said_alone = process->has_said_identity = false;
        return now;
    }
    if (err.code == ERR_NOT_FOUND) {
        say_alone(process);
        return now + ENROL_LOOK_MS;
    }
    if (!process->has_said_identity) {
        log_error("%s; trying again every %d s", err.text, IDENTITY_AGAIN_MS / 1000);
        supervisor_status("the identity cannot be used");
    }
    process->has_said_identity = true;
    return now + IDENTITY_AGAIN_MS;
}

static bool open_desk(struct process *process, struct err *err)
{
    struct desk_options options;

    settings_desk_options(process->settings, process->clock, &options);
    options.catalog_path = options.holidays_path = options.questionnaire_path = NULL;
    if (!desk_open(&process->desk, &options, err))
        return false;
    if (!desk_announce(process->desk, "sync", err))
        log_warn("%s; the staff's screen will say that the way to the office is off", err->text);
    /* Watched before the first look, so that nothing committed in between is missed. */
    if (wake_open(&process->wake, process->settings->state_dir, err))
        return true;
    desk_close(process->desk);
    process->desk = NULL;
    return false;
}

static int64_t try_open_desk(struct process *process)
{
    struct err err = {0};
    int64_t now = clock_mono_ms(process->clock);

    if (open_desk(process, &err)) {
        if (process->has_failed)
            log_info("the database is open");
        process->has_failed = false;
        return now;
    }
    if (!process->has_failed) {
        log_error("%s; trying again every %d s", err.text, REOPEN_MS / 1000);
        supervisor_status("waiting for the database");
    }
    process->has_failed = true;
    return now + REOPEN_MS;
}

/* One turn of work; returns the monotonic time of the next one that nobody has to ask for. */
static int64_t work(struct process *process)
{
    if (!process->desk)
        return try_open_desk(process);
    /* Enrolled again, or the certificate was renewed: the office and its pins may be others. */
    if (process->sync && process->identity_stamp != identity_stamp(process))
        close_way(process);
    if (!process->sync)
        return try_open_way(process);
    return sync_step(process->sync);
}

static int wait_ms(const struct process *process, int64_t due)
{
    int64_t now = clock_mono_ms(process->clock);
    int64_t until =
        process->ping_every_ms >= 0 && process->ping_at_ms < due ? process->ping_at_ms : due;
    int64_t left = until > now ? until - now : 0;

    return left > ENROL_LOOK_MS ? ENROL_LOOK_MS : (int)left;
}

/* Sleeps until something is due; false when told to end. A commit makes work due a moment later. */
static bool wait_for_work(const struct process *process, int64_t *due)
{
    struct pollfd fds[] = {
        {.fd = process->stop_fd, .events = POLLIN},
        {.fd = process->wake ? wake_fd(process->wake) : -1, .events = POLLIN},
    };
    int count = poll(fds, ARRAY_LEN(fds), wait_ms(process, *due));
    int64_t soon = clock_mono_ms(process->clock) + GATHER_MS;

    if (count > 0 && fds[1].revents != 0) {
        wake_drain(process->wake);
        *due = *due < soon ? *due : soon;
    }
    return count <= 0 || fds[0].revents == 0;
}

static void run(struct process *process)
{
    int64_t due = work(process);

    supervisor_ready(process->desk ? "ready" : "waiting for the database");
    ping(process);
    while (wait_for_work(process, &due)) {
        if (clock_mono_ms(process->clock) >= due)
            due = work(process);
        ping(process);
    }
    supervisor_stopping();
}

static const struct settings_program about = {
    .name = "anjungan-sync",
    .summary = "carries events to the office and brings its catalogue",
    .usage = "",
    .help = "",
};

int main(int argc, char **argv)
{
    AUTO_SETTINGS struct settings settings = {0};
    struct process process = {.settings = &settings};
    int exit_code = 0;

    if (!settings_parse(&settings, &about, argc, argv, &exit_code))
        return exit_code;
    secret_close_memory();
    if (settings.rest_count > 0) {
        log_error("unknown argument %s; see --help", settings.rest[0]);
        return 2;
    }
    process.stop_fd = stop_open();
    if (process.stop_fd < 0) {
        log_error("signals: %s", strerror(errno));
        return 1;
    }
    process.clock = clock_system_new(settings.start_ms);
    process.ping_every_ms = supervisor_ping_every_ms();
    run(&process);
    close_way(&process);
    wake_close(process.wake);
    desk_close(process.desk);
    clock_free(process.clock);
    close(process.stop_fd);
    return 0;
}
