/* Top bar, navigation, toast. */
#include "chrome.h"
#include "base/text.h"
#include "dialog.h"
#include "parts.h"
#include "help_call.h"
#include "visit_end.h"

enum { STAFF_HOLD_MS = 3000, TOAST_MS = 4000, PRINT_PROCESS_STARTS_MS = 10000, MINUTE_MS = 60000 };

struct status {
    struct label label;
    enum icon icon;
    enum ui_tone tone;
};
static const struct status in_repair = {W("st_service", "Maintenance"), ICON_WRENCH,
                                        UI_TONE_WARNING};
static const struct status printer_ill = {W("st_printer", "Printer problem"), ICON_PRINTER,
                                          UI_TONE_WARNING};
static const struct status paper_out = {W("st_paper", "Out of paper"), ICON_PRINTER,
                                        UI_TONE_WARNING};
static const struct status paper_low = {W("st_paper_low", "Paper low"), ICON_PRINTER,
                                        UI_TONE_WARNING};
static const struct status offline = {W("st_offline", "Working offline"), ICON_WIFI_OFF,
                                      UI_TONE_WARNING};
static const struct status ready = {W("st_ready", "Ready"), ICON_CIRCLE_CHECK, UI_TONE_GOOD};

/* The printer is well: is the office there? */
static const struct status *office_status(const struct router *router)
{
    return router->office_view.contact == OFFICE_AWAY ? &offline : &ready;
}

/* Worst first. A print process that has not reported for long cannot print; after a start it may
 * need a moment. */
static const struct status *current_status(const struct router *router)
{
    const struct printer_status *printer = &router->printer;

    if (router->fault[0])
        return &in_repair;
    /* a box at the exit may have no printer at all */
    if (!printer->is_known && router->first == &screen_survey_start)
        return office_status(router);
    if (!printer->is_known)
        return clock_mono_ms(router->clock) - router->started_ms < PRINT_PROCESS_STARTS_MS
                   ? office_status(router)
                   : &printer_ill;
    if (printer->trouble != TROUBLE_NONE)
        return printer->trouble == TROUBLE_PAPER_OUT ? &paper_out : &printer_ill;
    return printer->is_paper_low ? &paper_low : office_status(router);
}

void chrome_top(struct ui *ui, struct router *router, const struct screen *screen)
{
    const struct status *status = current_status(router);
    int64_t now_ms = clock_now_ms(router->clock);
    int offset = router_offset_min(router);
    char clock[16] = "--.--", date[64] = "";

    if (router_clock_is_shown(router)) {
        words_time(clock, sizeof clock, now_ms, offset);
        words_date(date, sizeof date, now_ms, offset);
    }
    ui_top_bar(ui, &(struct ui_chrome){
                       .office = router_office(router),
                       .subtitle = screen->is_survey ? _("v_t", "Public Satisfaction Survey")
                                                     : _("sub", "Service Kiosk"),
                       .clock = clock,
                       .date = date,
                       .status = strings_label(&status->label),
                       .status_icon = status->icon,
                       .status_tone = status->tone,
                       .is_dark = screen->is_dark,
                   });
    /* there is nobody to sign in with while no desk is open */
    if (!router->fault[0]
        && ui_hold(ui, "clock", clock,
                   (struct ui_box){ui_width(ui) - 284, 0, 284, ui_top_height(ui) - 2},
                   STAFF_HOLD_MS)) {
        if (visit_has_answers(&router->visit))
            router->leaving_to = &screen_staff_names;
        else
            router_go(router, &screen_staff_names);
    }
    if ((status == &ready || status == &offline) && !router->printer.is_known
        && router->first != &screen_survey_start)
        ui_ask_wake(ui, router->started_ms + PRINT_PROCESS_STARTS_MS);
}

int64_t chrome_next_minute(const struct router *router)
{
    int64_t past = clock_now_ms(router->clock) % MINUTE_MS;

    return clock_mono_ms(router->clock) + MINUTE_MS - (past < 0 ? past + MINUTE_MS : past);
}

/* Nowhere from where it leads to, unless something there is to be given up. */
static bool leads_home(const struct router *router, const struct screen *screen)
{
    const struct router_slot *below = router_below(router);

    if (below && below->screen == &screen_printing)
        return false; /* a slip is coming out */
    return screen != router_base(router) || visit_has_answers(&router->visit);
}

void chrome_nav(struct ui *ui, struct router *router, const struct screen *screen)
{
    const char *home = router->home_lang ? router->home_lang : "id";
    bool is_english = text_equal(router->visit.lang, "en");
    bool has_modes = visit_has_modes(&router->visit);

    switch (ui_nav_bar(
        ui, &(struct ui_nav_bar){
                .back = _("back", "Back"),
                .home = _("home", "Home"),
                .language = _("lang", "Indonesia"),
                .access = has_modes ? _("acc_on", "Access: on") : _("acc", "Easy access"),
                .has_back = !screen->has_no_back && router->depth > 1,
                .has_home = !screen->has_no_home && leads_home(router, screen),
                .has_language = true,
                .help = _("help_call", "Call an officer"),
                .has_help = router->desk != NULL, /* nobody would hear of it */
            })) {
    case UI_NAV_BACK:
        if (!screen->back || !screen->back(router_top(router)->state, router))
            router->move = MOVE_BACK;
        ui_ask_wake(ui, ui_now_ms(ui));
        break;
    case UI_NAV_HOME:
        if (visit_has_answers(&router->visit))
            router->leaving_to = router_base(router);
        else
            router_home(router);
        ui_ask_wake(ui, ui_now_ms(ui)); /* the question comes with the next frame */
        break;
    case UI_NAV_LANGUAGE:
        router_speak(router, is_english ? home : "en");
        ui_ask_wake(ui, ui_now_ms(ui)); /* this frame began in the other language */
        break;
    case UI_NAV_ACCESS:
        if (screen->is_panel)
            router_back(router);
        else
            router_go(router, &screen_access);
        break;
    case UI_NAV_HELP:
        help_call(router, screen);
        ui_ask_wake(ui, ui_now_ms(ui));
        break;
    case UI_NAV_NONE:
        break;
    }
}

void chrome_ask_leaving(struct ui *ui, struct router *router)
{
    bool is_staff = router->leaving_to == &screen_staff_names;
    const struct dialog home = {.name = "leave",
                                .icon = ICON_HOUSE,
                                .title = _("leave", "Go to the start?"),
                                .words = _("leave_d", "What you have entered will be erased."),
                                .stay = _("leave_stay", "Stay and continue"),
                                .stay_icon = ICON_ARROW_LEFT,
                                .end = _("leave_end", "Go to the start, erase my entries"),
                                .end_icon = ICON_HOUSE};
    const struct dialog staff = {
        .name = "leave",
        .icon = ICON_LOCK,
        .title = _("leave_p", "Open staff mode?"),
        .words =
            _("leave_p_d", "What has been entered here will be erased once an officer signs in."),
        .stay = home.stay,
        .stay_icon = home.stay_icon,
        .end = _("leave_p_end", "Open staff mode"),
        .end_icon = ICON_LOCK};

    switch (part_ask(ui, is_staff ? &staff : &home)) {
    case DIALOG_OPEN:
        break;
    case DIALOG_STAY:
        router->leaving_to = NULL;
        ui_ask_wake(ui, ui_now_ms(ui));
        break;
    case DIALOG_END:
        router->leaving_to = NULL;
        if (is_staff) { /* whoever has no PIN comes back to everything as it was */
            router_go(router, &screen_staff_names);
        } else {
            router_give_up(router);
            visit_end_forms(router);
            router_home(router);
        }
        break;
    }
}

void chrome_toast(struct ui *ui, struct router *router, const struct screen *screen)
{
    int actions = ui_height(ui) - ui_nav_height(ui) - (screen->has_countdown ? 80 : 32) - 128;
    int bottom = screen->is_staff ? ui_height(ui) - 24 : actions - 16;
    struct ui_box at = part_column(ui, PART_SECOND); /* wide: on the side of the actions */
    int width = screen->is_staff || at.w > PART_W ? PART_W : at.w;
    int x = screen->is_staff ? (ui_width(ui) - width) / 2 : at.x + (at.w - width) / 2;
    int words = ui_text_height(ui, router->toast, F_BODY, W_SEMIBOLD, width - 112);
    int height = words + 16 > 88 ? words + 16 : 88;
    struct ui_box box = {x, bottom - height, width, height};
    bool is_good = router->is_toast_good;
    enum ui_color ink = is_good ? C_PRIMARY_DARK : C_DANGER;

    if (router->has_new_toast) {
        router->has_new_toast = false;
        router->toast_until_ms =
            ui_now_ms(ui) + TOAST_MS * (router_modes(router).has_more_time ? 2 : 1);
    }
    if (router->toast_until_ms == 0)
        return;
    if (ui_now_ms(ui) >= router->toast_until_ms) {
        router->toast_until_ms = 0;
        return;
    }
    ui_ask_wake(ui, router->toast_until_ms);
    ui_card(ui, box, 24, 2, ink, is_good ? C_TINT : C_DANGER_TINT);
    ui_icon(ui, is_good ? ICON_CIRCLE_CHECK : ICON_CIRCLE_ALERT,
            (struct ui_box){box.x + 24, box.y + (height - 40) / 2, 40, 40}, ink);
    ui_text(ui, &(struct ui_text){.box = {box.x + 88, box.y + 4, box.w - 112, height - 8},
                                  .text = router->toast,
                                  .font = F_BODY,
                                  .weight = W_SEMIBOLD,
                                  .color = ink,
                                  .is_middle = true,
                                  .name = "toast"});
}
