/* A sheet of choices over the desk. */
#include "desk_choices.h"
#include "base/text.h"
#include "parts.h"

enum { COLUMNS = 2, ON_PAGE = 10 };

struct ui_box sheet_open(struct ui *ui, int height)
{
    int x = (ui_width(ui) - SHEET_W) / 2;
    int y = (ui_height(ui) - height) / 2;

    if (!ui_is_landscape(ui) && y < 896 && ui_height(ui) - 96 - height > y)
        y = ui_height(ui) - 96 - height; /* where thumbs are */
    return ui_modal(ui, (struct ui_box){x, y, SHEET_W, height});
}

bool sheet_close(struct ui *ui, struct ui_box box)
{
    return ui_button(ui, &(struct ui_button){.name = "sheet-close",
                                             .label = _("close", "Close"),
                                             .icon = ICON_X,
                                             .kind = UI_SECONDARY,
                                             .font = F_BODY,
                                             .box = box});
}

int sheet_head_height(struct ui *ui, const char *title, const char *sub, int width)
{
    return ui_text_height(ui, title, F_H2, W_BOLD, width)
           + (sub[0] ? 8 + ui_text_height(ui, sub, F_BODY, W_MEDIUM, width) : 0) + 24;
}

int sheet_head(struct ui *ui, struct ui_box in, const char *title, const char *sub)
{
    int y = in.y
            + part_text(ui, &(struct part_text){.x = in.x,
                                                .y = in.y,
                                                .w = in.w,
                                                .text = title,
                                                .font = F_H2,
                                                .weight = W_BOLD,
                                                .color = C_INK,
                                                .name = "sheet-title"});

    if (sub[0])
        y += 8
             + part_text(ui, &(struct part_text){.x = in.x,
                                                 .y = y + 8,
                                                 .w = in.w,
                                                 .text = sub,
                                                 .font = F_BODY,
                                                 .weight = W_MEDIUM,
                                                 .color = C_INK2,
                                                 .name = "sheet-words"});
    return y + 24;
}

/* --- choices ---------------------------------------------------------------------------------- */

static bool place_choice(struct ui *ui, const struct choice *choice, size_t index,
                         struct ui_box box)
{
    char name[WIDGET_NAME];
    struct ui_box in;
    bool has_fired;

    (void)text_format(name, sizeof name, "choice-%zu", index + 1);
    has_fired = ui_surface(
        ui,
        &(struct ui_surface){
            .name = name, .spoken = choice->label, .kind = UI_SURFACE_SECONDARY, .box = box},
        &in);
    if (choice->letter[0])
        ui_text(ui, &(struct ui_text){.box = {in.x + 28, in.y, 44, in.h},
                                      .text = choice->letter,
                                      .font = F_H2,
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .max_lines = 1,
                                      .is_middle = true});
    else
        ui_icon(ui, choice->icon, (struct ui_box){in.x + 24, in.y + (in.h - 44) / 2, 44, 44},
                C_INK);
    ui_text(ui, &(struct ui_text){
                    .box = {in.x + 88, in.y + 4, in.w - 104, in.h - 8},
                    .text = choice->label,
                    .font = ui_text_height(ui, choice->label, F_BODY, W_SEMIBOLD, in.w - 104) <= 80
                                ? F_BODY
                                : F_CAPTION,
                    .weight = W_SEMIBOLD,
                    .color = C_INK,
                    .is_middle = true});
    return has_fired;
}

static void place_turn(struct ui *ui, struct desk_screen *s, struct ui_box box, int pages)
{
    if (ui_button(ui, &(struct ui_button){.name = "choice-more",
                                          .label = _("p_more", "More"),
                                          .icon = ICON_CHEVRON_DOWN,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = box,
                                          .is_key = true}))
        s->choice_page = (s->choice_page + 1) % pages;
}

int sheet_choose(struct ui *ui, struct desk_screen *s, const char *title, const char *sub,
                 const struct choice *choices, size_t count)
{
    int pages = count > ON_PAGE ? (int)((count + ON_PAGE - 1) / ON_PAGE) : 1;
    size_t first = (size_t)(s->choice_page % pages) * ON_PAGE;
    size_t shown = count - first < ON_PAGE ? count - first : ON_PAGE;
    int lines = (int)(pages > 1 ? ON_PAGE / COLUMNS : (shown + COLUMNS - 1) / COLUMNS);
    int height = 2 * SHEET_PAD + sheet_head_height(ui, title, sub, SHEET_W - 2 * SHEET_PAD)
                 + lines * SHEET_PITCH + SHEET_CLOSE;
    struct ui_box in = sheet_open(ui, height);
    int half = (in.w - DESK_GAP) / COLUMNS;
    int y = sheet_head(ui, in, title, sub);
    int fired = -1;
    struct ui_box foot = {in.x, in.y + in.h - SHEET_CLOSE, in.w, SHEET_CLOSE};

    for (size_t i = 0; i < shown; i++)
        if (place_choice(ui, &choices[first + i], first + i,
                         (struct ui_box){in.x + (int)(i % COLUMNS) * (half + DESK_GAP),
                                         y + (int)(i / COLUMNS) * SHEET_PITCH, half, SHEET_CHOICE}))
            fired = (int)(first + i);
    if (pages > 1) {
        place_turn(ui, s, (struct ui_box){in.x, foot.y, half, SHEET_CLOSE}, pages);
        foot.x += half + DESK_GAP;
        foot.w = half;
    }
    if (sheet_close(ui, foot))
        s->sheet = SHEET_NONE;
    return fired;
}
