#include "ask_desk.h"
#include "parts.h"

enum { BUTTON = 88, BUTTON_ASIDE = 128, ICON = 44, GAP = 24, PAD = 24 };

static int button_width(struct ui *ui)
{
    return ui_text_width(ui, _("ask_staff", "Ask an officer"), F_BODY, W_BOLD) + BUTTON_ASIDE;
}

static const char *words_of(const char *words)
{
    return words ? words
                 : _("notfound", "Cannot find your permit? Get a number for the information desk.");
}

/* Only a band keeps its contents off its edges. */
static int pad_of(bool has_band)
{
    return has_band ? PAD : 0;
}

static int words_width(struct ui *ui, int width, bool has_band)
{
    return width - 2 * pad_of(has_band) - ICON - GAP - button_width(ui) - GAP;
}

int ask_desk_height(struct ui *ui, const struct router *router, int width, bool has_band)
{
    int text;

    if (!part_information(router))
        return 0;
    text = ui_text_height(ui, words_of(NULL), F_BODY, W_MEDIUM, words_width(ui, width, has_band));
    return (text > BUTTON ? text : BUTTON) + 2 * pad_of(has_band);
}

void ask_desk_draw(struct ui *ui, struct router *router, struct ui_box box, const char *words,
                   bool is_open, bool has_band)
{
    const struct group *information = part_information(router);
    int width = button_width(ui);
    int x = box.x + pad_of(has_band);

    if (!information)
        return;
    if (has_band)
        ui_round(ui, box, 24, C_SAND);
    ui_icon(ui, ICON_CIRCLE_HELP, (struct ui_box){x, box.y + (box.h - ICON) / 2, ICON, ICON},
            has_band ? C_INK : C_INK2);
    ui_text(ui, &(struct ui_text){
                    .box = {x + ICON + GAP, box.y, words_width(ui, box.w, has_band), box.h},
                    .text = words_of(words),
                    .font = F_BODY,
                    .weight = W_MEDIUM,
                    .color = has_band ? C_INK : C_INK2,
                    .is_middle = true,
                    .name = "not-found"});
    if (ui_button(ui, &(struct ui_button){.name = "ask",
                                          .label = _("ask_staff", "Ask an officer"),
                                          .icon = ICON_CONCIERGE_BELL,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = {box.x + box.w - pad_of(has_band) - width,
                                                  box.y + (box.h - BUTTON) / 2, width, BUTTON},
                                          .is_disabled = !is_open})) {
        router_choose_group(router, information);
        router_go(router, &screen_confirm);
    }
}
