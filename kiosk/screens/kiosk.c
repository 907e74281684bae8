/* The kiosk as its host sees it: one input in, one display list out. */
#include "screens/kiosk.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/text.h"
#include "chrome.h"
#include "narrator.h"
#include <stdlib.h>
#include <string.h>

enum { WARNING_MS = 20000, QUIET_ATTRACT_MS = 30000 };

struct kiosk {
    struct router router;
    struct ui *ui;
    int64_t touched_ms; /* monotonic: the visitor's last touch */
    int64_t warned_ms;  /* monotonic: when the warning's count began; 0: none is open */
    int64_t looked_ms;  /* wall minute of the last look at what all screens show */
    bool has_news;
    bool is_wiped;   /* since the host last asked */
    bool has_redraw; /* the language changed inside the last frame */
    int64_t wake_ms;
    struct narrator narrator;
    int volume; /* steps from the usual one, -2 to 2 */
};

/* What each role shows when nobody does anything. */
static const struct screen *first_screen(const char *role)
{
    return text_equal(role, "display") ? &screen_board
           : text_equal(role, "staff") ? &screen_staff_names
           : text_equal(role, "exit")  ? &screen_survey_start
                                       : &screen_attract;
}

struct kiosk *kiosk_new(const struct kiosk_options *options)
{
    struct kiosk *kiosk = mem_zalloc(1, sizeof *kiosk);
    struct router *router = &kiosk->router;

    kiosk->ui = options->ui;
    router->first = first_screen(options->role);
    router->announcer.has_voice = options->has_voice;
    router->clock = options->clock;
    router->device = options->device;
    router->office = options->office_name;
    router->help_line = options->help_line;
    router->home_lang = options->home_lang;
    router->idle_percent = options->idle_scale_percent;
    router->has_survey = options->has_survey;
    router->can_narrate = options->can_narrate;
    router->complaint_keep_days = options->complaint_keep_days;
    router->clock_floor_ms = options->clock_floor_ms;
    router->spare_catalog = options->catalog;
    if (options->fault_code)
        (void)text_copy(router->fault, sizeof router->fault, options->fault_code);
    router_open(router, options->desk);
    if (options->desk && options->fault_code)
        kiosk_fail(kiosk, options->fault_code);
    kiosk->touched_ms = clock_mono_ms(options->clock);
    return kiosk;
}

void kiosk_free(struct kiosk *kiosk)
{
    if (!kiosk)
        return;
    router_close(&kiosk->router);
    free(kiosk);
}

void kiosk_notice(struct kiosk *kiosk)
{
    kiosk->has_news = true;
}

void kiosk_fail(struct kiosk *kiosk, const char *code)
{
    router_fail(&kiosk->router, code);
}

void kiosk_serve(struct kiosk *kiosk, struct desk *desk)
{
    ui_wipe(kiosk->ui);
    kiosk->is_wiped = true;
    kiosk->warned_ms = 0;
    kiosk->has_redraw = true; /* nobody touches a screen that was out of service */
    router_open(&kiosk->router, desk);
}

const char *kiosk_fault(const struct kiosk *kiosk)
{
    return kiosk->router.fault[0] ? kiosk->router.fault : NULL;
}

bool kiosk_take_wiped(struct kiosk *kiosk)
{
    bool is_wiped = kiosk->is_wiped;

    kiosk->is_wiped = false;
    return is_wiped;
}

void kiosk_lend(struct kiosk *kiosk, const struct catalog *catalog)
{
    kiosk->router.spare_catalog = catalog;
}

bool kiosk_take_speech(struct kiosk *kiosk, struct voice_line *out)
{
    struct announcer *announcer = &kiosk->router.announcer;

    if (!announcer->has_line)
        return false;
    announcer->has_line = false;
    *out = announcer->line;
    return true;
}

void kiosk_speech_ended(struct kiosk *kiosk)
{
    announcer_ended(&kiosk->router.announcer);
    kiosk->has_news = true; /* another call may wait */
}

const char *kiosk_screen(const struct kiosk *kiosk)
{
    return router_top(&kiosk->router)->screen->name;
}

bool kiosk_wants_frame(const struct kiosk *kiosk)
{
    return kiosk->router.move != MOVE_NONE || kiosk->has_redraw || kiosk->has_news;
}

int64_t kiosk_wake_at(const struct kiosk *kiosk)
{
    return kiosk_wants_frame(kiosk) ? 0 : kiosk->wake_ms;
}

/* Nothing of what was said outlives the visit, nor how loud it was. */
static void forget_narration(struct kiosk *kiosk)
{
    secret_wipe(&kiosk->narrator, sizeof kiosk->narrator);
    kiosk->volume = 0;
}

/* The wish of the last frame, before anything of this one is drawn. */
static void move_on(struct kiosk *kiosk)
{
    bool visit_ended = false;
    bool had_names = router_top(&kiosk->router)->screen->has_names;

    if (!router_move_on(&kiosk->router, &visit_ended))
        return;
    kiosk->warned_ms = 0;
    kiosk->touched_ms = clock_mono_ms(kiosk->router.clock);
    if (visit_ended)
        forget_narration(kiosk);
    if (visit_ended || had_names) {
        ui_wipe(kiosk->ui);
        kiosk->is_wiped = true;
    } else {
        ui_forget_touch(kiosk->ui);
    }
}

/* Would a reset take anything from the visitor? */
static bool loses_nothing(const struct kiosk *kiosk)
{
    const struct router *router = &kiosk->router;

    return text_equal(router->visit.lang, router->home_lang ? router->home_lang : "id")
           && !visit_has_entries(&router->visit) && !visit_has_modes(&router->visit);
}

/* The next visitor meets nothing of the last one, also not a call for an officer that counts as made,
 * and no ring that somebody's key has put. */
static bool is_untouched(const struct kiosk *kiosk)
{
    return loses_nothing(kiosk) && !visit_has_called(&kiosk->router.visit)
           && !ui_has_focus(kiosk->ui);
}

/* Nobody is in the middle of anything. */
static bool is_at_rest(const struct kiosk *kiosk)
{
    const struct router *router = &kiosk->router;

    return router->depth == 1 && router_top(router)->screen == router->first
           && router->move == MOVE_NONE && kiosk->warned_ms == 0 && is_untouched(kiosk);
}

static void look(struct kiosk *kiosk)
{
    int64_t minute = clock_now_ms(kiosk->router.clock) / 60000;

    if (!kiosk->has_news && minute == kiosk->looked_ms)
        return;
    kiosk->has_news = false;
    kiosk->looked_ms = minute;
    router_look(&kiosk->router);
    if (is_at_rest(kiosk) && router_has_new_catalog(&kiosk->router))
        router_end_visit(&kiosk->router);
}

static void warn(struct kiosk *kiosk, int64_t now)
{
    int64_t total = WARNING_MS * (kiosk->router.visit.modes.has_more_time ? 2 : 1);
    int64_t left;

    if (ui_was_touched(kiosk->ui))
        kiosk->warned_ms = now; /* somebody is there, though not on a button */
    left = kiosk->warned_ms + total - now;
    if (left <= 0) {
        router_end_visit(&kiosk->router);
        left = 0;
    }
    switch (chrome_warning(kiosk->ui, left, total)) {
    case WARNING_NONE:
        break;
    case WARNING_STAY:
        kiosk->warned_ms = 0;
        kiosk->touched_ms = now;
        kiosk->has_redraw = true;
        break;
    case WARNING_END:
        router_give_up(&kiosk->router);
        router_end_visit(&kiosk->router);
        break;
    }
}

static void watch_idle(struct kiosk *kiosk, const struct screen *screen, int64_t now)
{
    int64_t limit = router_scaled_ms(&kiosk->router, screen->idle_ms);

    if (kiosk->warned_ms > 0) {
        warn(kiosk, now);
        return;
    }
    if (ui_was_touched(kiosk->ui))
        kiosk->touched_ms = now;
    if (limit == 0)
        return;
    if (screen == kiosk->router.first && is_untouched(kiosk))
        return; /* nothing to reset: the kiosk sleeps */
    if (now - kiosk->touched_ms < limit) {
        ui_ask_wake(kiosk->ui, kiosk->touched_ms + limit);
        return;
    }
    if (screen->is_panel && router_below(&kiosk->router)->screen->tells_number) {
        router_back(&kiosk->router); /* what the visitor came for is not given up unseen */
        kiosk->has_redraw = true;
        return;
    }
    if (screen->idles_quietly && (screen == &screen_attract || loses_nothing(kiosk))) {
        router_end_visit(&kiosk->router);
        return;
    }
    kiosk->warned_ms = now;
    warn(kiosk, now);
}

/* Before the frame, so that the screen can count the last seconds. Nobody is asked: an officer who
 * went away cannot answer. */
static void watch_staff(struct kiosk *kiosk, const struct screen *screen, int64_t now)
{
    struct router *router = &kiosk->router;

    router->locks_at_ms = INT64_MAX;
    if (!screen->is_staff || screen == router->first)
        return;
    if (ui_was_touched(kiosk->ui))
        kiosk->touched_ms = now;
    router->locks_at_ms = kiosk->touched_ms + router_scaled_ms(router, screen->idle_ms);
    if (now < router->locks_at_ms)
        ui_ask_wake(kiosk->ui, router->locks_at_ms);
    else
        router_lock(router, "idle");
}

/* The screen below a panel is seen and can do nothing: what it wishes meanwhile is not heard. */
static void frame_below(struct router *router, struct ui *ui)
{
    const struct router_slot *below = router_below(router);
    enum router_move move = router->move;
    const struct screen *target = router->target;

    if (!below)
        return;
    below->screen->frame(below->state, ui, router);
    router->move = move;
    router->target = target;
}

static void begin(struct kiosk *kiosk, const struct ui_input *input)
{
    const struct visit_modes modes = router_modes(&kiosk->router);

    ui_ask_low_reach(kiosk->ui, modes.has_low_reach);
    ui_begin(kiosk->ui, input, router_top(&kiosk->router)->screen->name,
             ui_theme_get(modes.has_high_contrast, modes.has_large_text));
}

void kiosk_plug(struct kiosk *kiosk, bool has_headphones)
{
    struct router *router = &kiosk->router;

    if (!router->can_narrate || has_headphones == router->has_headphones)
        return;
    router->has_headphones = has_headphones;
    router->visit.modes.has_voice = false;
    forget_narration(kiosk); /* told from its beginning, for it begins in another ear */
    kiosk->touched_ms = clock_mono_ms(router->clock); /* somebody is there */
    kiosk->has_redraw = true;
}

static void narrate(struct kiosk *kiosk, const struct display_list *list, enum ui_event_kind kind)
{
    if (!router_modes(&kiosk->router).has_voice) {
        forget_narration(kiosk);
        return;
    }
    kiosk->narrator.is_private = kiosk->router.has_headphones;
    narrator_look(&kiosk->narrator, list);
    if (kind == UI_KEY_LOUDER && kiosk->volume < KIOSK_VOLUME_MOST)
        kiosk->volume++;
    if (kind == UI_KEY_SOFTER && kiosk->volume > -KIOSK_VOLUME_MOST)
        kiosk->volume--;
    if (kind == UI_KEY_REPEAT || kind == UI_KEY_LOUDER || kind == UI_KEY_SOFTER)
        narrator_repeat(&kiosk->narrator, list);
}

const char *kiosk_take_narration(struct kiosk *kiosk, int *volume)
{
    *volume = kiosk->volume;
    return narrator_take(&kiosk->narrator);
}

bool kiosk_is_narrating(const struct kiosk *kiosk)
{
    return router_modes(&kiosk->router).has_voice;
}

const struct display_list *kiosk_frame(struct kiosk *kiosk, const struct ui_input *input)
{
    struct router *router = &kiosk->router;
    struct ui *ui = kiosk->ui;
    const struct display_list *list;
    const struct router_slot *slot;
    const struct screen *seen; /* the same, or what lies below a panel */

    move_on(kiosk);
    look(kiosk);
    move_on(kiosk); /* the look may have found a reason to leave */
    kiosk->has_redraw = false;
    slot = router_top(router);
    seen = router_below(router) ? router_below(router)->screen : slot->screen;
    begin(kiosk, input);
    char lang[VISIT_LANG];
    (void)text_copy(lang, sizeof lang, router->visit.lang);
    if (!seen->has_own_top && !seen->is_staff)
        chrome_top(ui, router, seen);
    watch_staff(kiosk, slot->screen, input->now_ms);
    frame_below(router, ui);
    slot->screen->frame(slot->state, ui, router);
    if (slot->screen->is_staff) {
        chrome_toast(ui, router, slot->screen);
    } else if (!slot->screen->has_no_nav) {
        chrome_toast(ui, router, slot->screen);
        chrome_nav(ui, router, slot->screen);
        if (router->leaving_to && kiosk->warned_ms == 0)
            chrome_ask_leaving(ui, router);
        watch_idle(kiosk, slot->screen, input->now_ms);
    }
    kiosk->has_redraw = kiosk->has_redraw || !text_equal(lang, router->visit.lang);
    list = ui_end(ui);
    kiosk->wake_ms = ui_wake_at(ui);
    kiosk->has_redraw = kiosk->has_redraw || kiosk->wake_ms <= input->now_ms;
    narrate(kiosk, list, input->event.kind);
    int64_t minute = chrome_next_minute(router);
    if (minute < kiosk->wake_ms)
        kiosk->wake_ms = minute;
    return list;
}
