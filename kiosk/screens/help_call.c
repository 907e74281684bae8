/* Asking for an officer. */
#include "help_call.h"
#include "desk/devices.h"
#include <assert.h>

enum { LEAST = 468, AROUND = 44 + 20 + 2 * 40 };

static const char *const screens[] = {[HELP_PROBLEM] = "problem", [HELP_MISSING] = "missing"};
static_assert(ARRAY_LEN(screens) == HELP_ANYWHERE, "every place with a button is a screen");

/* The request is made with the first tap and kept when that one fails: the next tap is the same. */
static void call(struct router *router, enum help_place place, const char *screen)
{
    struct visit_help *help = &router_visit(router)->help[place];
    struct err err = {0};

    if (uuid_is_nil(&help->request))
        help->request = uuid_v4();
    if (!desk_call_officer(router_desk(router), &help->request, router_device(router), screen,
                           &err)) {
        router_toast(
            router, _("help_failed", "The call failed. Please go to the information desk."), false);
        router_desk_failed(router, &err, "calling an officer");
        return;
    }
    help->is_called = true;
    router_toast(router, _("help_called", "An officer has been called"), true);
}

void help_call(struct router *router, const struct screen *screen)
{
    if (visit_has_called(router_visit(router)))
        router_toast(router, _("help_called", "An officer has been called"), true);
    else
        call(router, HELP_ANYWHERE, screen->name);
}

void help_call_button(struct ui *ui, struct router *router, enum help_place place,
                      struct ui_box box)
{
    bool is_called = router_visit(router)->help[place].is_called;
    const char *label = is_called ? _("help_called", "An officer has been called")
                                  : _("help_call", "Call an officer");
    int width = ui_text_width(ui, label, F_BODY, W_BOLD) + AROUND;

    if (width < LEAST)
        width = LEAST;
    if (width > box.w)
        width = box.w;
    if (ui_button(ui, &(struct ui_button){
                          .name = "call-officer",
                          .label = label,
                          .icon = is_called ? ICON_CHECK : ICON_USER,
                          .kind = UI_SECONDARY,
                          .font = F_BODY,
                          .box = {box.x + (box.w - width) / 2, box.y, width, HELP_CALL_HEIGHT},
                          .is_disabled = is_called}))
        call(router, place, screens[place]);
}
