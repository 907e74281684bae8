/* Asks for the slip of thanks and says what became of it, no more than is known. */
#include "thanks_slip.h"
#include "desk/thanks.h"
#include "paper_watch.h"
#include <assert.h>

enum { BUTTON = 112 };

static const struct label grabs[] = {
    [PLACE_BELOW] = W("v_slip_done", "The contacts are printed. Take them below the screen."),
    [PLACE_LEFT] = W("v_slip_left", "The contacts are printed. Take them left of the screen."),
    [PLACE_RIGHT] = W("v_slip_right", "The contacts are printed. Take them right of the screen."),
    [PLACE_OFFICER] =
        W("v_slip_officer", "The contacts are printed. Take them at the officer's desk."),
};
static_assert(ARRAY_LEN(grabs) == PLACE_OFFICER + 1, "every place has its words");

bool thanks_slip_is_offered(const struct thanks_slip *slip, const struct router *router)
{
    return slip->has_job || slip->has_failed || paper_can_print(router);
}

int thanks_slip_height(struct ui *ui, int width)
{
    int words = ui_text_height(
        ui,
        _("v_slip_failed", "The contacts cannot be printed. Your answers are stored all the same."),
        F_BODY, W_SEMIBOLD, width);

    return words > BUTTON ? words : BUTTON;
}

static void print(struct thanks_slip *slip, struct router *router)
{
    struct err err = {0};

    slip->has_job =
        desk_print_thanks(router_desk(router), router_visit(router)->lang, &slip->job, &err);
    slip->has_failed = !slip->has_job;
    if (slip->has_failed)
        router_desk_failed(router, &err, "printing thanks");
}

void thanks_slip_look(struct thanks_slip *slip, struct router *router)
{
    struct err err = {0};

    if (!slip->has_job || print_state_is_final(slip->job.state))
        return;
    if (desk_thanks_job(router_desk(router), &slip->job, &err))
        return;
    if (err.code == ERR_NOT_FOUND) /* over and forgotten, and how it ended with it */
        slip->job.state = PRINT_UNCERTAIN;
    else
        router_desk_failed(router, &err, "reading a print job");
}

static const char *words_of(const struct thanks_slip *slip, const struct router *router,
                            bool *is_good)
{
    const struct printer_status own = paper_printer_of(router, &slip->job);
    bool is_over = print_state_is_final(slip->job.state);

    *is_good = false;
    if (slip->has_job && slip->job.state == PRINT_UNCERTAIN)
        return _("v_slip_maybe",
                 "Perhaps nothing was printed. Your answers are stored all the same.");
    if (slip->has_failed || slip->job.state == PRINT_FAILED || slip->job.state == PRINT_CANCELLED
        || (!is_over && slip->job.trouble != TROUBLE_NONE))
        return _("v_slip_failed",
                 "The contacts cannot be printed. Your answers are stored all the same.");
    *is_good = true;
    if (!is_over)
        return _("v_slip_busy", "The contacts are being printed.");
    return own.is_known && own.is_confirming
               ? strings_label(&grabs[own.place])
               : _("v_slip_sent", "The contacts were sent to the printer.");
}

void thanks_slip_draw(struct thanks_slip *slip, struct ui *ui, struct router *router,
                      struct ui_box box)
{
    bool is_good;

    if (slip->has_job || slip->has_failed) {
        const char *words = words_of(slip, router, &is_good);

        ui_text(ui, &(struct ui_text){.box = box,
                                      .text = words,
                                      .font = F_BODY,
                                      .weight = W_SEMIBOLD,
                                      .color = is_good ? C_PRIMARY_DARK : C_DANGER,
                                      .align = UI_CENTER,
                                      .is_middle = true,
                                      .name = "slip"});
        return;
    }
    if (ui_button(ui, &(struct ui_button){.name = "print",
                                          .label = _("v_print", "Print office contacts"),
                                          .icon = ICON_PRINTER,
                                          .kind = UI_SECONDARY,
                                          .font = F_TITLE,
                                          .box = box})) {
        print(slip, router);
        ui_ask_wake(ui, ui_now_ms(ui));
    }
}
