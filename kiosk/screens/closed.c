/* The card that says why no numbers are given. */
#include "closed.h"
#include "parts.h"

enum { PAD = 32, TEXT_X = 108, LINE_GAP = 8 };

struct lines {
    char why[STRINGS_LINE];
    char again[STRINGS_LINE];
};

struct opening closed_look(struct router *router, const struct group *group)
{
    struct opening opening = {.is_open = true};
    struct err err = {0};

    if (!desk_view_opening(router_desk(router), group ? group->id : NULL, &opening, &err)) {
        router_desk_failed(router, &err, "reading the hours");
        return (struct opening){.is_open = true};
    }
    return opening;
}

static void fill(struct lines *lines, const struct router *router, const struct opening *opening)
{
    int offset_min = router_offset_min(router);

    words_closed(lines->why, sizeof lines->why, opening, offset_min);
    words_opens_again(lines->again, sizeof lines->again, opening,
                      clock_now_ms(router_clock(router)), offset_min);
}

static int height_of(struct ui *ui, const struct lines *lines, int w)
{
    int width = w - TEXT_X - PAD;
    int height = ui_text_height(ui, lines->why, F_TITLE, W_BOLD, width);

    if (lines->again[0])
        height += LINE_GAP + ui_text_height(ui, lines->again, F_BODY, W_SEMIBOLD, width);
    return height + 2 * PAD;
}

int closed_height(struct ui *ui, const struct router *router, const struct opening *opening, int w)
{
    struct lines lines;

    fill(&lines, router, opening);
    return height_of(ui, &lines, w);
}

void closed_draw(struct ui *ui, const struct router *router, const struct opening *opening,
                 struct ui_box box)
{
    int width = box.w - TEXT_X - PAD;
    struct lines lines;
    int y = box.y;

    fill(&lines, router, opening);
    ui_card(ui, (struct ui_box){box.x, y, box.w, height_of(ui, &lines, box.w)}, 24, 2, C_WARNING,
            C_WARNING_TINT);
    ui_icon(ui, ICON_CALENDAR_CLOCK, (struct ui_box){box.x + PAD, y + PAD, 48, 48}, C_WARNING);
    y += PAD;
    y += LINE_GAP
         + part_text(ui, &(struct part_text){.x = box.x + TEXT_X,
                                             .y = y,
                                             .w = width,
                                             .text = lines.why,
                                             .font = F_TITLE,
                                             .weight = W_BOLD,
                                             .color = C_WARNING,
                                             .name = "closed"});
    if (lines.again[0])
        part_text(ui, &(struct part_text){.x = box.x + TEXT_X,
                                          .y = y,
                                          .w = width,
                                          .text = lines.again,
                                          .font = F_BODY,
                                          .weight = W_SEMIBOLD,
                                          .color = C_WARNING,
                                          .name = "opens-again"});
}
