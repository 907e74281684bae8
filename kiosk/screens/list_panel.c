/* Titles and arrows of lists. */
#include "list_panel.h"
#include "strings.h"

void panel_title(struct ui *ui, struct ui_box box, const char *title, const char *name)
{
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y, box.w, PANEL_TITLE},
                                  .text = title,
                                  .font = F_TITLE,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .name = name});
}

void panel_steps(struct ui *ui, struct ui_box box, const char *const names[2], int *page, int pages)
{
    const char *spoken[] = {_("prev", "Previous"), _("next", "Next")};
    const enum icon icons[] = {ICON_CHEVRON_UP, ICON_CHEVRON_DOWN};
    int step = 0;

    for (int i = 0; i < 2; i++) {
        if (ui_button(
                ui, &(struct ui_button){.name = names[i],
                                        .label = "",
                                        .spoken = spoken[i],
                                        .icon = icons[i],
                                        .kind = UI_SECONDARY,
                                        .font = F_H2,
                                        .box = {box.x + i * (PANEL_STEP + 16),
                                                box.y + box.h - PANEL_STEP, PANEL_STEP, PANEL_STEP},
                                        .is_disabled = i == 0 ? *page == 0 : *page + 1 >= pages,
                                        .is_key = true}))
            step = 2 * i - 1;
    }
    *page += step;
}
