/* anjungan: the touch screen. One thread draws and answers; one helper thread sleeps on the wake
 * file. It has no network and no printer: what it wants it writes into the database. */
#include "app/listener.h"
#include "app/settings.h"
#include "app/ui_tree.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/supervisor.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/devices.h"
#include "platform/window.h"
#include "screens/fault.h"
#include "screens/kiosk.h"
#include "ui/ui.h"
#include "wire/catalog_json.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#define LOG_AREA "screen"
#include "base/log.h"

enum {
    REOPEN_MS = 3000,
    WINDOW_WIDTH = 540,
    WINDOW_HEIGHT = 960,
    WINDOW_LEAST = 16,
    WINDOW_MOST = 16384
};

struct options {
    bool is_window;
    int width, height; /* 0: the whole display */
    const char *role;
    const char *ui_tree; /* NULL: none */
};

struct host {
    const struct settings *settings;
    struct options options;
    struct clock *clock;
    struct window *window;
    struct listener *listener;
    struct ui *ui;
    struct catalog *catalog; /* for screen 27 while no desk is open */
    struct desk *desk;
    struct kiosk *kiosk;
    int64_t frames;    /* shown so far */
    int64_t reopen_at; /* monotonic; INT64_MAX while in service */
    int64_t ping_at, ping_every;
    const struct fault *fault; /* why there is no desk; NULL in service */
};

/* --- the command line ---------------------------------------------------------------------------- */

static bool parse_size(const char *text, struct options *out)
{
    char *end;
    long width = strtol(text, &end, 10);
    long height = *end == 'x' ? strtol(end + 1, &end, 10) : 0;

    if (*end != '\0' || width < WINDOW_LEAST || width > WINDOW_MOST || height < WINDOW_LEAST
        || height > WINDOW_MOST)
        return false;
    out->width = (int)width;
    out->height = (int)height;
    return true;
}

static bool usage(const char *what, const char *word)
{
    fprintf(stderr, "anjungan: %s%s%s\nTry: anjungan --help\n", what, word ? " " : "",
            word ? word : "");
    return false;
}

static bool parse_options(const struct settings *settings, struct options *out)
{
    char **word = settings->rest;

    *out = (struct options){.role = settings->device_role};
    for (; *word; word++) {
        if (strncmp(*word, "--window", strlen("--window")) == 0) {
            const char *size =
                (*word)[strlen("--window")] == '=' ? *word + strlen("--window=") : NULL;

            out->is_window = true;
            out->width = WINDOW_WIDTH;
            out->height = WINDOW_HEIGHT;
            if (!size && word[1] && word[1][0] >= '0' && word[1][0] <= '9')
                size = *++word;
            if (size && !parse_size(size, out))
                return usage("--window takes WIDTHxHEIGHT, 16 to 16384 each, not", size);
        } else if (text_equal(*word, "--role") && word[1]) {
            out->role = *++word;
        } else if (text_equal(*word, "--ui-tree") && word[1]) {
            out->ui_tree = *++word;
        } else {
            return usage("unknown or incomplete option", *word);
        }
    }
    if (!text_equal(out->role, "lobby"))
        return usage("--role: this version serves the lobby only, not", out->role);
    if (out->ui_tree && !settings_may_show_ui_tree(settings))
        return usage("--ui-tree is refused on the installed state directory; allow it with "
                     "[debug] allow_ui_tree, or name another one with --state",
                     NULL);
    return true;
}

/* --- the desk, which may be missing for a while ---------------------------------------------------- */

static const struct fault *open_desk(struct host *host)
{
    struct desk_options options;
    const struct fault *fault;
    struct err err = {0};

    settings_desk_options(host->settings, host->clock, &options);
    if (desk_open(&host->desk, &options, &err)) {
        if (host->fault)
            log_info("in service again");
        if (!desk_announce(host->desk, host->options.role, &err))
            log_warn("%s; the staff's screen will say that this one is off", err.text);
        if (desk_was_quarantined(host->desk))
            log_error("the database was damaged and lies in quarantine/; a new one serves");
        return NULL;
    }
    fault = fault_of(err.code);
    if (fault != host->fault)
        log_error("out of service, code %s (%s): %s; trying again every %d s", fault->code,
                  fault->meaning, err.text, REOPEN_MS / 1000);
    return fault;
}

static void watch(struct host *host)
{
    struct err err = {0};

    if (!listener_watch(host->listener, host->desk ? host->settings->state_dir : NULL, &err))
        log_warn("%s; news of other processes come with the next touch", err.text);
}

/* Screen 27 names the office and its help although the desk is closed. */
static void lend_catalog(struct host *host)
{
    struct err err = {0};

    if (!host->catalog
        && !catalog_json_load(&host->catalog, host->settings->catalog_path, NULL, &err))
        host->catalog = NULL; /* the desk has told the log why */
}

static void make_kiosk(struct host *host)
{
    const struct settings *settings = host->settings;

    host->kiosk = kiosk_new(&(struct kiosk_options){
        .desk = host->desk,
        .clock = host->clock,
        .ui = host->ui,
        .role = host->options.role,
        .device = settings->device_id,
        .fault_code = host->fault ? host->fault->code : NULL,
        .catalog = host->catalog,
        .help_line = settings->help_line[0] ? settings->help_line : NULL,
        .idle_scale_percent = settings->idle_percent,
        .clock_floor_ms = settings->clock_floor_ms,
    });
}

static void open_kiosk(struct host *host)
{
    host->fault = open_desk(host);
    if (host->fault)
        lend_catalog(host);
    make_kiosk(host);
}

/* Out of service: closes what is there and tries again, quietly. */
static void reopen(struct host *host)
{
    const struct fault *fault;
    bool had_desk = host->desk != NULL;

    if (had_desk) {
        kiosk_serve(host->kiosk, NULL);
        desk_close(host->desk);
        host->desk = NULL;
    }
    fault = open_desk(host);
    if (!fault) {
        host->fault = NULL;
        kiosk_serve(host->kiosk, host->desk);
        watch(host);
    } else if (had_desk || fault != host->fault) { /* another code, or the first one */
        host->fault = fault;
        lend_catalog(host);
        kiosk_free(host->kiosk);
        make_kiosk(host);
    }
}

/* --- frames --------------------------------------------------------------------------------------- */

static void show_frame(struct host *host, const struct ui_event *event, bool all)
{
    struct ui_input input = {.now_ms = clock_mono_ms(host->clock), .event = *event};
    const struct display_list *list;
    struct err err = {0};

    window_size(host->window, &input.width, &input.height);
    list = kiosk_frame(host->kiosk, &input);
    window_show(host->window, list, all);
    if (kiosk_take_wiped(host->kiosk))
        window_wipe(host->window);
    host->frames++;
    if (host->options.ui_tree
        && !ui_tree_write(host->options.ui_tree, list, i18n_lang(), host->frames, &err))
        log_warn("%s", err.text);
}

static void show(struct host *host, const struct ui_event *event, bool all)
{
    const struct ui_event nothing = {.kind = UI_NONE};

    show_frame(host, event, all);
    while (kiosk_wants_frame(host->kiosk))
        show_frame(host, &nothing, false);
}

/* Milliseconds to sleep, -1 for ever. */
static int time_left(const struct host *host)
{
    int64_t at = kiosk_wake_at(host->kiosk);
    int64_t left;

    if (host->reopen_at < at)
        at = host->reopen_at;
    if (host->ping_every >= 0 && host->ping_at < at)
        at = host->ping_at;
    if (at == INT64_MAX)
        return -1;
    left = at - clock_mono_ms(host->clock);
    return left < 0 ? 0 : left > 3600 * 1000 ? 3600 * 1000 : (int)left;
}

static void do_chores(struct host *host)
{
    int64_t now = clock_mono_ms(host->clock);

    if (kiosk_fault(host->kiosk) && host->reopen_at == INT64_MAX)
        host->reopen_at = now + REOPEN_MS;
    if (now >= host->reopen_at) {
        reopen(host);
        host->reopen_at = kiosk_fault(host->kiosk) ? now + REOPEN_MS : INT64_MAX;
    }
    if (host->ping_every >= 0 && now >= host->ping_at) {
        supervisor_ping(); /* from the loop that draws: a hang here is a hang of the screen */
        host->ping_at = now + host->ping_every;
    }
}

/* Until somebody ends it; false when the window was lost, so that the supervisor starts it again. */
static bool run(struct host *host)
{
    struct ui_event event = {.kind = UI_NONE};
    enum window_news news;
    bool is_ending;

    show(host, &event, true);
    supervisor_ready("serving");
    for (;;) {
        do_chores(host);
        news = kiosk_wants_frame(host->kiosk) ? WINDOW_NOTHING
                                              : window_wait(host->window, time_left(host), &event);
        is_ending = news == WINDOW_QUIT || listener_is_ending(host->listener);
        if (is_ending || news == WINDOW_LOST)
            break;
        if (news == WINDOW_NOTICE)
            kiosk_notice(host->kiosk);
        if (news != WINDOW_EVENT)
            event = (struct ui_event){.kind = UI_NONE};
        show(host, &event, news == WINDOW_RESIZED || news == WINDOW_EXPOSED);
    }
    supervisor_stopping();
    return is_ending;
}

/* --- composition ----------------------------------------------------------------------------------- */

static bool open_host(struct host *host, struct err *err)
{
    const struct settings *settings = host->settings;
    const struct window_options options = {
        .title = "Anjungan",
        .asset_dir = settings->asset_dir,
        .width = host->options.width,
        .height = host->options.height,
    };

    host->clock = clock_system_new(settings->start_ms);
    host->ping_every = supervisor_ping_every_ms();
    host->reopen_at = INT64_MAX;
    if (!i18n_open(settings->locale_dir, err) || !listener_block_signals(err)
        || !window_open(&host->window, &options, err)
        || !listener_start(&host->listener, host->window, err))
        return false;
    host->ui = ui_new(window_measure(host->window));
    open_kiosk(host);
    watch(host);
    return true;
}

static void close_host(struct host *host)
{
    kiosk_free(host->kiosk);
    ui_free(host->ui);
    listener_stop(host->listener);
    window_close(host->window);
    desk_close(host->desk);
    catalog_free(host->catalog);
    clock_free(host->clock);
}

static void say_how_to_quit(const struct options *options)
{
    printf("To quit: %s press Ctrl+C here%s%d.\n",
           options->is_window ? "close the window, press Ctrl+Q in it, or" : "",
           ", or from another terminal: kill ", (int)getpid());
    fflush(stdout);
}

static const struct settings_program about = {
    .name = "anjungan",
    .summary = "the touch screen of the service hall",
    .usage = "[--role lobby] [--window [WxH]] [--ui-tree FILE]",
    .help = "  --role ROLE      lobby: permits and queue numbers\n"
            "  --window [WxH]   in a window (540x960) instead of the whole display\n"
            "  --ui-tree FILE   rewrites FILE with the widgets of every shown frame\n",
};

/* Missing and damaged files; what the display or the system refuses has other codes. */
static bool is_about_assets(enum err_code code)
{
    return code == ERR_NOT_FOUND || code == ERR_CORRUPT;
}

int main(int argc, char **argv)
{
    AUTO_SETTINGS struct settings settings = {0};
    struct host host = {.settings = &settings};
    struct err err = {0};
    int exit_code = 0;

    if (!settings_parse(&settings, &about, argc, argv, &exit_code))
        return exit_code;
    if (!parse_options(&settings, &host.options))
        return 2;
    if (open_host(&host, &err)) {
        say_how_to_quit(&host.options);
        exit_code = run(&host) ? 0 : 1;
    } else {
        log_error("cannot start (%s): %s",
                  is_about_assets(err.code) ? fault_assets.code : "display", err.text);
        exit_code = 1;
    }
    close_host(&host);
    return exit_code;
}
