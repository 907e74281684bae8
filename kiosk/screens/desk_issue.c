/* A number for somebody who cannot use the kiosk. */
#include "base/text.h"
#include "desk_screen.h"
#include "parts.h"
#include "ui/form.h"

enum { HEAD = 64, OPTION = 76, OPTION_PITCH = 88, PRINT = 104, ON_PAGE = 4 };

static void issue(struct desk_screen *s)
{
    s->wish = (struct desk_wish){.kind = WISH_ISSUE, .group = s->group};
}

/* Offices with more groups than there is room turn through them; the last row says so. */
static void place_groups(struct ui *ui, struct desk_screen *s, const struct office *office,
                         struct ui_box box)
{
    bool is_long = office->group_count > ON_PAGE;
    size_t each = is_long ? ON_PAGE - 1 : ON_PAGE;
    size_t first = s->group / each * each;
    size_t shown = 0;

    for (size_t i = first; i < office->group_count && shown < each; i++, shown++) {
        const struct group *group = &office->groups[i];
        char name[WIDGET_NAME], letter[] = {group->letter, '\0'};

        (void)text_format(name, sizeof name, "group-%c", group->letter);
        if (ui_option(ui, &(struct ui_option){
                              .name = name,
                              .letter = letter,
                              .label = strings_words(&group->name),
                              .box = {box.x, box.y + (int)shown * OPTION_PITCH, box.w, OPTION},
                              .is_selected = i == s->group}))
            s->group = i;
    }
    if (is_long
        && ui_button(
            ui, &(struct ui_button){.name = "more-groups",
                                    .label = _("p_more_groups", "More groups"),
                                    .icon = ICON_CHEVRON_DOWN,
                                    .kind = UI_SECONDARY,
                                    .font = F_NAV,
                                    .box = {box.x, box.y + (int)each * OPTION_PITCH, box.w, OPTION},
                                    .radius = 16}))
        s->group = first + each < office->group_count ? first + each : 0;
}

int desk_issue(struct ui *ui, struct desk_screen *s, struct router *router, struct ui_box box)
{
    const struct office *office = &router_catalog(router)->office;
    const char *title = _("p_iss", "Issue a number");
    const char *priority = _("prio", "Priority");
    int half = (box.w - DESK_GAP) / 2;
    int y = box.y + HEAD + 8 + ON_PAGE * OPTION_PITCH + 4;

    if (s->group >= office->group_count)
        s->group = 0;
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y, box.w, HEAD},
                                  .text = title,
                                  .font = desk_font(ui, title, W_BOLD, F_H2, box.w),
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .is_middle = true});
    place_groups(ui, s, office, (struct ui_box){box.x, box.y + HEAD + 8, box.w, 0});
    if (ui_button(ui, &(struct ui_button){.name = "issue-general",
                                          .label = _("print", "Print"),
                                          .icon = ICON_TICKET,
                                          .kind = UI_PRIMARY,
                                          .font = F_BODY,
                                          .box = {box.x, y, half, PRINT}}))
        issue(s);
    if (ui_button(ui,
                  &(struct ui_button){.name = "issue-priority",
                                      .label = priority,
                                      .icon = ICON_STAR,
                                      .kind = UI_ACCENT,
                                      .font = desk_font(ui, priority, W_BOLD, F_BODY, half - 96),
                                      .box = {box.x + box.w - half, y, half, PRINT}})) {
        s->sheet = SHEET_ISSUE_PRIORITY;
        s->choice_page = 0;
    }
    return y + PRINT - box.y;
}
