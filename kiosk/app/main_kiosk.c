/* anjungan: the touch screen. One thread draws and answers; one helper thread sleeps on the wake
 * file. It has no network and no printer: what it wants it writes into the database. */
#include "app/kiosk_command.h"
#include "app/listener.h"
#include "app/narration.h"
#include "app/settings.h"
#include "app/speech.h"
#include "app/ui_tree.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/supervisor.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/devices.h"
#include "platform/jack.h"
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
#include "base/alert.h"

enum { REOPEN_MS = 3000 };

/* Of fonts-noto-core, which the package depends on: what is wrong is said with it where ours is missing. */
static const char spare_font[] = "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf";

struct host {
    const struct settings *settings;
    struct kiosk_command command;
    struct clock *clock;
    struct window *window;
    struct jack *jack; /* NULL: nobody looks for headphones */
    struct listener *listener;
    struct ui *ui;
    struct catalog *catalog; /* for screen 27 while no desk is open */
    struct desk *desk;
    struct kiosk *kiosk;
    struct speech *speech;       /* NULL: a silent role */
    struct narration *narration; /* NULL: nothing reads the screen aloud */
    int64_t frames;              /* shown so far */
    int64_t reopen_at;           /* monotonic; INT64_MAX while in service */
    int64_t ping_at, ping_every;
    bool is_over;              /* mended: the supervisor starts it anew */
    const char *told_code;     /* of screen 27, as the supervisor knows it; NULL: serving */
    bool is_touch_stuck;       /* and staff were told */
    const struct fault *fault; /* why there is no desk; NULL in service */
    const struct fault *unfit; /* what is wrong since the start: settings, assets; NULL: nothing */
    char unfit_text[512];
    int argc; /* with which it would start anew */
    char **argv;
};

/* --- the desk, which may be missing for a while ---------------------------------------------------- */

static const struct fault *open_desk(struct host *host)
{
    struct desk_options options;
    const struct fault *fault;
    struct err err = {0};

    settings_desk_options(host->settings, host->clock, &options);
    if (desk_open(&host->desk, &options, &err)) {
        if (host->fault)
            log_alert(ALERT_IN_SERVICE, "in service again");
        if (!desk_announce(host->desk, host->command.role->name, &err))
            log_warn("%s; the staff's screen will say that this one is off", err.text);
        if (desk_was_quarantined(host->desk))
            log_error("the database was damaged and lies in quarantine/; a new one serves");
        return NULL;
    }
    fault = fault_of(err.code);
    if (fault != host->fault)
        log_alert(fault->alert, "out of service, code %s (%s): %s; trying again every %d s",
                  fault->code, fault->meaning, err.text, REOPEN_MS / 1000);
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
        .role = host->command.role->name,
        .has_voice = host->speech != NULL,
        .can_narrate = host->narration != NULL,
        .device = settings->device_id,
        .fault_code = host->fault ? host->fault->code : NULL,
        .catalog = host->catalog,
        .help_line = settings->help_line[0] ? settings->help_line : NULL,
        .idle_scale_percent = settings->idle_percent,
        .has_survey = settings->survey_in_lobby,
        .complaint_keep_days = settings->complaint_keep_days,
        .clock_floor_ms = settings->clock_floor_ms,
    });
}

/* Without the right settings and all its files it opens no desk: the numbers could be another office's. */
static void open_kiosk(struct host *host)
{
    if (host->unfit)
        log_alert(host->unfit->alert, "out of service, code %s (%s): %s; looking again every %d s",
                  host->unfit->code, host->unfit->meaning, host->unfit_text, REOPEN_MS / 1000);
    host->fault = host->unfit ? host->unfit : open_desk(host);
    if (host->fault)
        lend_catalog(host);
    make_kiosk(host);
}

/* Mended since: it starts anew with all of it. */
static bool is_fit(const struct host *host)
{
    const struct settings *settings = host->settings;
    struct err err;

    return settings_are_right(kiosk_command_about(), host->argc, host->argv, &err)
           && i18n_open(settings->locale_dir, &err)
           && window_assets_are_there(settings->asset_dir, &err);
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
        kiosk_lend(host->kiosk, host->catalog);
        kiosk_fail(host->kiosk, fault->code);
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
    if (kiosk_wants_frame(host->kiosk) && !all)
        window_hold(host->window, list);
    else
        window_show(host->window, list, all);
    if (kiosk_take_wiped(host->kiosk))
        window_wipe(host->window);
    host->frames++;
    if (host->command.ui_tree
        && !ui_tree_write(host->command.ui_tree, list, i18n_lang(), host->frames, &err))
        log_warn("%s", err.text);
}

/* New words begin after their frame is shown. */
static void narrate(struct host *host)
{
    int volume;
    const char *words = kiosk_take_narration(host->kiosk, &volume);

    if (!kiosk_is_narrating(host->kiosk))
        narration_stop(host->narration);
    if (words)
        narration_say(host->narration, i18n_lang(), words, volume);
}

/* Whatever the visitor does ends what is said, before anything is drawn. */
static void show(struct host *host, const struct ui_event *event, bool all)
{
    const struct ui_event nothing = {.kind = UI_NONE};

    if (event->kind != UI_NONE)
        narration_stop(host->narration);
    show_frame(host, event, all);
    while (kiosk_wants_frame(host->kiosk))
        show_frame(host, &nothing, false);
    narrate(host);
}

/* Milliseconds to sleep, -1 for ever. */
static int time_left(const struct host *host)
{
    int64_t at = kiosk_wake_at(host->kiosk);
    int64_t now = clock_mono_ms(host->clock);
    int64_t speech_at = speech_wake_at(host->speech, now);
    int64_t left;

    if (host->reopen_at < at)
        at = host->reopen_at;
    if (host->ping_every >= 0 && host->ping_at < at)
        at = host->ping_at;
    if (speech_at < at)
        at = speech_at;
    if (at == INT64_MAX)
        return -1;
    left = at - now;
    return left < 0 ? 0 : left > 3600 * 1000 ? 3600 * 1000 : (int)left;
}

/* Others can still tap, so nothing else would tell. */
static void watch_touch(struct host *host)
{
    bool is_stuck = window_touch_is_stuck(host->window);
    struct err err = {0};

    if (!host->desk) {
        host->is_touch_stuck = false; /* said anew with the next desk */
        return;
    }
    if (is_stuck == host->is_touch_stuck)
        return;
    host->is_touch_stuck = is_stuck;
    if (is_stuck)
        log_alert(ALERT_TOUCH, "something is held against the glass");
    else
        log_info("the glass is free again");
    if (!desk_note_touch(host->desk, host->command.role->name, is_stuck, &err))
        log_warn("%s; the staff's screen will not say so", err.text);
}

/* What `systemctl status` shows, and what an update is judged by. */
static void tell_supervisor(struct host *host, bool is_first)
{
    const char *code = kiosk_fault(host->kiosk);
    char words[64] = "serving";

    if (!is_first && text_equal(code, host->told_code))
        return;
    host->told_code = code;
    if (code)
        (void)text_format(words, sizeof words, "out of service, code %s", code);
    if (is_first)
        supervisor_ready(words);
    else
        supervisor_status(words);
}

static void do_chores(struct host *host)
{
    int64_t now = clock_mono_ms(host->clock);

    kiosk_plug(host->kiosk, listener_has_headphones(host->listener));
    speech_step(host->speech, host->kiosk, now);
    watch_touch(host);
    if (kiosk_fault(host->kiosk) && host->reopen_at == INT64_MAX)
        host->reopen_at = now + REOPEN_MS;
    if (now >= host->reopen_at && host->unfit) {
        host->is_over = is_fit(host);
        host->reopen_at = now + REOPEN_MS;
    } else if (now >= host->reopen_at) {
        reopen(host);
        host->reopen_at = kiosk_fault(host->kiosk) ? now + REOPEN_MS : INT64_MAX;
    }
    tell_supervisor(host, false);
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
    tell_supervisor(host, true);
    for (;;) {
        do_chores(host);
        if (host->is_over) {
            log_alert(ALERT_IN_SERVICE, "what was wrong is mended: starting anew");
            is_ending = true;
            break;
        }
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

static void note_unfit(struct host *host, const struct fault *fault, const char *text)
{
    if (host->unfit || !text[0])
        return;
    host->unfit = fault;
    (void)text_copy(host->unfit_text, sizeof host->unfit_text, text);
}

/* Under a supervisor the panel says what is wrong; else whoever started it reads it. */
static bool open_words(struct host *host, struct err *err)
{
    note_unfit(host, &fault_settings, host->settings->config_fault);
    if (i18n_open(host->settings->locale_dir, err))
        return true;
    if (host->ping_every < 0)
        return false;
    note_unfit(host, &fault_assets, err->text);
    return true;
}

static bool open_host(struct host *host, struct err *err)
{
    const struct settings *settings = host->settings;
    const struct window_options options = {
        .title = "Anjungan",
        .asset_dir = settings->asset_dir,
        .spare_font = supervisor_ping_every_ms() >= 0 ? spare_font : NULL,
        .width = host->command.width,
        .height = host->command.height,
        .display = host->command.display,
        .rotation = settings->panel_rotation,
        .keys =
            {
                .next = settings->keys_next,
                .previous = settings->keys_previous,
                .ok = settings->keys_ok,
                .back = settings->keys_back,
                .repeat = settings->keys_repeat,
                .softer = settings->keys_softer,
                .louder = settings->keys_louder,
            },
    };

    host->clock = clock_system_new(settings->start_ms);
    host->ping_every = supervisor_ping_every_ms();
    host->reopen_at = INT64_MAX;
    if (!host->command.role->is_board)
        host->narration = narration_new(settings);
    if (!open_words(host, err) || !listener_block_signals(err)
        || !window_open(&host->window, &options, err)
        || (host->narration && settings->headphones[0]
            && !jack_open(&host->jack, settings->headphones, err))
        || !listener_start(&host->listener, host->window, host->jack, err))
        return false;
    note_unfit(host, &fault_assets, window_lack(host->window));
    host->ui = ui_new(window_measure(host->window));
    if (host->command.role->is_board && settings->display_has_voice)
        host->speech = speech_new(settings);
    open_kiosk(host);
    watch(host);
    return true;
}

static void close_host(struct host *host)
{
    kiosk_free(host->kiosk);
    speech_free(host->speech);
    narration_free(host->narration);
    ui_free(host->ui);
    listener_stop(host->listener);
    jack_close(host->jack);
    window_close(host->window);
    desk_close(host->desk);
    catalog_free(host->catalog);
    clock_free(host->clock);
}

static void say_how_to_quit(const struct kiosk_command *command)
{
    printf("To quit: %s press Ctrl+C here%s%d.\n",
           command->is_window ? "close the window, press Ctrl+Q in it, or" : "",
           ", or from another terminal: kill ", (int)getpid());
    fflush(stdout);
}

/* Missing and damaged files; what the display or the system refuses has other codes. */
static bool is_about_assets(enum err_code code)
{
    return code == ERR_NOT_FOUND || code == ERR_CORRUPT;
}

int main(int argc, char **argv)
{
    AUTO_SETTINGS struct settings settings = {0};
    struct host host = {.settings = &settings, .argc = argc, .argv = argv};
    struct err err = {0};
    int exit_code = 0;

    if (!settings_parse(&settings, kiosk_command_about(), argc, argv, &exit_code))
        return exit_code;
    if (!kiosk_command_parse(&settings, &host.command))
        return 2;
    secret_close_memory();
    if (open_host(&host, &err)) {
        say_how_to_quit(&host.command);
        exit_code = run(&host) ? 0 : 1;
    } else {
        if (is_about_assets(err.code))
            log_alert(fault_assets.alert, "cannot start, code %s (%s): %s", fault_assets.code,
                      fault_assets.meaning, err.text);
        else
            log_alert(ALERT_DISPLAY, "cannot start: %s", err.text);
        exit_code = 1;
    }
    close_host(&host);
    return exit_code;
}
