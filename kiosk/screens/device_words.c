/* Devices as lines for staff. */
#include "device_words.h"
#include "base/text.h"
#include <assert.h>

enum { LATE_MS = 10 * 60 * 1000 };

/* A state as it is said, and what a person at the machine can do about it. */
struct advice {
    struct label state;
    enum ui_tone tone;
    struct label what_to_do;
};

static const struct advice troubles[] = {
    [TROUBLE_NONE] = {.state = W("dev_ready", "Ready"), .tone = UI_TONE_GOOD},
    [TROUBLE_NO_PRINTER] =
        {W("tr_none", "No printer is connected"), UI_TONE_DANGER,
         W("dev_none_d", "This kiosk knows no printer, or its printing service has stopped. "
                         "Restart the kiosk; if that does not help, ask the technician to look.")},
    [TROUBLE_OFFLINE] = {W("tr_offline", "The printer does not answer"), UI_TONE_DANGER,
                         W("dev_offline_d",
                           "Switch the printer on and check its cables. If it still does not "
                           "answer, switch it off for 10 seconds, then on again.")},
    [TROUBLE_COVER_OPEN] = {W("tr_cover", "The printer's cover is open"), UI_TONE_WARNING,
                            W("dev_cover_d", "Press the printer's cover until it clicks.")},
    [TROUBLE_JAM] = {W("tr_jam", "The paper is jammed"), UI_TONE_WARNING,
                     W("dev_jam_d", "Open the printer's cover, pull the jammed paper out gently, "
                                    "straighten its end, close the cover.")},
    [TROUBLE_PAPER_OUT] = {W("st_paper", "Out of paper"), UI_TONE_WARNING,
                           W("dev_paper_d", "Open the printer's cover, put in a roll of paper, "
                                            "close the cover.")},
    [TROUBLE_STOPPED] = {W("tr_stopped", "The printer is stopped"), UI_TONE_DANGER,
                         W("dev_stopped_d", "Printing was stopped on purpose, or the disk is full. "
                                            "Ask the technician to look.")},
    [TROUBLE_REFUSED] = {W("dev_refused", "The printer refuses slips"), UI_TONE_DANGER,
                         W("dev_refused_d",
                           "Check that the roll has the right width and is the right way round. If "
                           "that does not help, call the technician.")},
    [TROUBLE_UNKNOWN] = {W("st_printer", "Printer problem"), UI_TONE_DANGER,
                         W("dev_unknown_d",
                           "Look at the printer's lights. Switch it off for 10 seconds, then on "
                           "again. If that does not help, call the technician.")},
};
static_assert(ARRAY_LEN(troubles) == TROUBLE_UNKNOWN + 1, "every trouble has its advice");

static const struct advice paper_low = {W("st_paper_low", "Paper low"), UI_TONE_WARNING,
                                        W("dev_paper_low_d", "Have a new roll of paper ready.")};
static const struct advice silent = {
    W("dev_silent", "No news"), UI_TONE_WARNING,
    W("dev_silent_d", "The printing program has not reported for a while. If nothing changes "
                      "within two minutes, restart the kiosk.")};

/* Programs, by the role they announce. */
static const struct {
    const char *role;
    enum icon icon;
    struct label name;
    struct label down_to_do;
} programs[] = {
    {"lobby", ICON_POINTER, W("dev_lobby", "Lobby kiosk"),
     W("dev_screen_d", "This screen has stopped. It usually comes back within a minute; if not, "
                       "restart the kiosk.")},
    {"exit", ICON_SMILE, W("dev_exit", "Exit kiosk"),
     W("dev_screen_d", "This screen has stopped. It usually comes back within a minute; if not, "
                       "restart the kiosk.")},
    {"staff", ICON_USER, W("dev_staff", "Staff screen"),
     W("dev_screen_d", "This screen has stopped. It usually comes back within a minute; if not, "
                       "restart the kiosk.")},
    {"display", ICON_TV, W("dev_display", "TV screen"),
     W("dev_display_d", "The calling screen has stopped: call numbers aloud. It usually comes back "
                        "within a minute; if not, restart the kiosk.")},
    {"print", ICON_RECEIPT_TEXT, W("dev_print", "Printing program"),
     W("dev_print_d", "Printing has stopped: let people note their number from the screen. It "
                      "usually comes back within a minute; if not, restart the kiosk.")},
    {"sync", ICON_WIFI, W("dev_sync", "Sending program"),
     W("dev_sync_d", "Nothing is sent to the office for now; it is all kept on this kiosk. It "
                     "usually comes back within a minute; if not, restart the kiosk.")},
};

static const struct advice touch_stuck = {
    W("dev_touch", "Touch held down"), UI_TONE_WARNING,
    W("dev_touch_d", "Something keeps pressing on this screen. Remove what touches it and wipe it "
                     "dry. If that does not help, restart the kiosk.")};

static const struct label is_running = W("dev_runs", "Running");
static const struct label is_down = W("dev_down", "Stopped");

static struct device_line printer_line(const struct printer_status *printer, const char *name)
{
    const struct advice *advice = &troubles[printer->trouble];

    if (!printer->is_known)
        advice = &silent;
    else if (printer->trouble == TROUBLE_NONE && printer->is_paper_low)
        advice = &paper_low;
    return (struct device_line){
        .icon = ICON_PRINTER,
        .name = name,
        .state = strings_label(&advice->state),
        .tone = advice->tone,
        .what_to_do = advice->tone == UI_TONE_GOOD ? "" : strings_label(&advice->what_to_do),
    };
}

static void add_program(struct device_lines *out, const struct device *device)
{
    bool is_up = device->state == DEVICE_RUNS;

    if (device->state == DEVICE_ABSENT)
        return;
    for (size_t i = 0; i < ARRAY_LEN(programs); i++) {
        if (!text_equal(programs[i].role, device->role))
            continue;
        out->lines[out->count++] = (struct device_line){
            .icon = programs[i].icon,
            .name = strings_label(&programs[i].name),
            .state = strings_label(is_up ? &is_running : &is_down),
            .tone = is_up ? UI_TONE_GOOD : UI_TONE_DANGER,
            .what_to_do = is_up ? "" : strings_label(&programs[i].down_to_do),
        };
        if (!is_up || !device->is_touch_stuck)
            continue;
        out->lines[out->count - 1].state = strings_label(&touch_stuck.state);
        out->lines[out->count - 1].tone = touch_stuck.tone;
        out->lines[out->count - 1].what_to_do = strings_label(&touch_stuck.what_to_do);
    }
}

/* An office that does not answer, with what waits for it. */
static void add_away(struct device_lines *out, const struct office_view *office, int offset_min)
{
    char when[64] = "–";

    if (office->last_ms > 0)
        words_date_time(when, sizeof when, office->last_ms, offset_min);
    (void)text_fill(out->away, sizeof out->away,
                    _("dev_away_d", "Last answer: {when}. The kiosk keeps serving and sends "
                                    "everything later. Check the network cable or the modem."),
                    "when", when, NULL);
    out->lines[out->count++] = (struct device_line){
        .icon = ICON_WIFI_OFF,
        .name = _("dev_office", "Office server"),
        .state = _("dev_away", "No connection"),
        .tone = UI_TONE_WARNING,
        .what_to_do = out->away,
    };
}

static void add_contact(struct device_lines *out, const struct office_view *office, int offset_min)
{
    switch (office->contact) {
    case OFFICE_NONE:
        return;
    case OFFICE_AWAY:
        add_away(out, office, offset_min);
        return;
    case OFFICE_REACHED:
        out->lines[out->count++] = (struct device_line){.icon = ICON_LANDMARK,
                                                        .name = _("dev_office", "Office server"),
                                                        .state = _("dev_reached", "Connected"),
                                                        .tone = UI_TONE_GOOD,
                                                        .what_to_do = ""};
        return;
    case OFFICE_REFUSED:
        out->lines[out->count++] = (struct device_line){
            .icon = ICON_LANDMARK,
            .name = _("dev_office", "Office server"),
            .state = _("dev_not_wanted", "Refused"),
            .tone = UI_TONE_DANGER,
            .what_to_do = _("dev_not_wanted_d", "The office answers but does not accept this "
                                                "kiosk. Ask the technician to enrol it again.")};
        return;
    }
}

/* A few that have just come up are no backlog. */
static void add_backlog(struct device_lines *out, const struct office_view *office)
{
    bool is_late = office->contact != OFFICE_REACHED || office->oldest_unsent_ms > LATE_MS;

    if (office->contact == OFFICE_NONE || office->unsent == 0)
        return;
    strings_count(out->unsent, sizeof out->unsent,
                  N_("dev_unsent", "{n} record", "{n} records", (unsigned long)office->unsent),
                  office->unsent);
    out->lines[out->count++] = (struct device_line){
        .icon = ICON_CLOCK,
        .name = _("dev_backlog", "Waiting to be sent"),
        .state = out->unsent,
        .tone = is_late ? UI_TONE_WARNING : UI_TONE_GOOD,
        .what_to_do = is_late ? _("dev_backlog_d", "They are safe on this kiosk and are sent by "
                                                   "themselves as soon as the office answers.")
                              : "",
    };
}

static void add_set_aside(struct device_lines *out, const struct office_view *office)
{
    if (office->set_aside == 0)
        return;
    strings_count(out->set_aside, sizeof out->set_aside,
                  N_("dev_unsent", "{n} record", "{n} records", (unsigned long)office->set_aside),
                  office->set_aside);
    out->lines[out->count++] = (struct device_line){
        .icon = ICON_CIRCLE_ALERT,
        .name = _("dev_aside", "Not accepted by the office"),
        .state = out->set_aside,
        .tone = UI_TONE_WARNING,
        .what_to_do = _(
            "dev_aside_d",
            "They are kept on this kiosk. Tell the technician; everything else is sent as usual."),
    };
}

void device_words(struct device_lines *out, const struct devices *devices, int offset_min)
{
    const struct printers *printers = &devices->printers;

    *out = (struct device_lines){.count = 1};
    out->lines[0] = printer_line(printers->count > 1 ? &printers->at[0] : &devices->printer,
                                 _("dev_printer", "Ticket printer"));
    if (printers->count > 1)
        out->lines[out->count++] =
            printer_line(&printers->at[1], _("dev_printer_2", "Second ticket printer"));
    for (size_t i = 0; i < devices->count; i++)
        add_program(out, &devices->devices[i]);
    add_contact(out, &devices->office, offset_min);
    add_backlog(out, &devices->office);
    add_set_aside(out, &devices->office);
    if (devices->unprinted <= 0)
        return;
    strings_count(out->unprinted, sizeof out->unprinted,
                  N_("dev_unprinted", "{n} not printed", "{n} not printed",
                     (unsigned long)devices->unprinted),
                  devices->unprinted);
    out->lines[out->count++] = (struct device_line){
        .icon = ICON_TICKET,
        .name = _("dev_slips", "Tickets today"),
        .state = out->unprinted,
        .tone = UI_TONE_WARNING,
        .what_to_do = _("dev_slips_d", "Their numbers are valid. Print them again from the waiting "
                                       "list when the printer is ready."),
    };
}

enum icon device_tone_icon(enum ui_tone tone)
{
    switch (tone) {
    case UI_TONE_GOOD:
        return ICON_CIRCLE_CHECK;
    case UI_TONE_WARNING:
        return ICON_TRIANGLE_ALERT;
    case UI_TONE_DANGER:
    case UI_TONE_INFO:
        return ICON_CIRCLE_ALERT;
    case UI_TONE_PLAIN:
        return ICON_NONE;
    }
    return ICON_NONE;
}
