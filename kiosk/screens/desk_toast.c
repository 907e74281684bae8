/* How the last tap went, for four seconds, where nothing else can be touched. */
#include "desk_screen.h"
#include "parts.h"

enum { TOAST_MS = 4000 };

bool desk_toast(struct ui *ui, struct desk_screen *s, struct ui_box box)
{
    enum ui_color ink = s->is_toast_good ? C_PRIMARY_DARK : C_DANGER;

    if (s->has_new_toast) {
        s->has_new_toast = false;
        s->toast_until_ms = ui_now_ms(ui) + TOAST_MS;
    }
    if (s->toast_until_ms == 0)
        return false;
    if (ui_now_ms(ui) >= s->toast_until_ms) {
        s->toast_until_ms = 0;
        return false;
    }
    ui_ask_wake(ui, s->toast_until_ms);
    ui_card(ui, box, 24, 2, ink, s->is_toast_good ? C_TINT : C_DANGER_TINT);
    ui_icon(ui, s->is_toast_good ? ICON_CIRCLE_CHECK : ICON_CIRCLE_ALERT,
            (struct ui_box){box.x + 24, box.y + (box.h - 40) / 2, 40, 40}, ink);
    ui_text(ui, &(struct ui_text){.box = {box.x + 84, box.y + 2, box.w - 100, box.h - 4},
                                  .text = s->toast,
                                  .font = F_CAPTION,
                                  .weight = W_SEMIBOLD,
                                  .color = ink,
                                  .is_middle = true,
                                  .name = "toast"});
    return true;
}
