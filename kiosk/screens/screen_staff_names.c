/* The first step into staff mode: touch your name. */
#include "base/text.h"
#include "desk/staff.h"
#include "parts.h"
#include "staff_parts.h"
#define LOG_AREA "staff"
#include "base/log.h"

enum { TILE_H = 112, TILE_GAP = 16, PAGER_H = 104 };

struct staff_names_state {
    struct officer officers[OFFICERS_MOST];
    size_t count;
    int page;
};

static void staff_names_news(void *state, struct router *router)
{
    struct staff_names_state *s = state;
    struct err err = {0};

    if (router_desk(router)
        && !desk_list_officers(router_desk(router), true, s->officers, OFFICERS_MOST, &s->count,
                               &err)) {
        s->count = 0;
        router_desk_failed(router, &err, "listing the officers");
    }
}

static void draw_nobody(struct ui *ui, struct ui_box box)
{
    int y = box.y + 96;

    ui_icon(ui, ICON_USERS, (struct ui_box){box.x, y, 72, 72}, C_INK2);
    y += 96
         + part_text(ui,
                     &(struct part_text){.x = box.x,
                                         .y = y + 96,
                                         .w = box.w,
                                         .text = _("p_no_officers", "No officer is registered yet"),
                                         .font = F_H2,
                                         .weight = W_BOLD,
                                         .color = C_INK,
                                         .name = "nobody"});
    part_text(ui,
              &(struct part_text){
                  .x = box.x,
                  .y = y + 16,
                  .w = box.w,
                  .text = _("p_no_officers_d", "The office's technician adds officers on this "
                                               "kiosk with:\n**anjungan-ctl staff add CODE NAME**"),
                  .font = F_BODY,
                  .weight = W_MEDIUM,
                  .color = C_INK2,
              });
}

static bool draw_officer(struct ui *ui, const struct officer *officer, struct ui_box box)
{
    char name[WIDGET_NAME];
    struct ui_box in;
    bool fired;

    (void)text_format(name, sizeof name, "officer-%s", officer->code);
    fired = ui_surface(ui, &(struct ui_surface){.name = name, .spoken = officer->name, .box = box},
                       &in);
    int width = in.w - 56 - 88;
    bool is_long = ui_text_height(ui, officer->name, F_BODY, W_BOLD, width) > 2 * 40;

    ui_text(ui, &(struct ui_text){.box = {in.x + 28, in.y + 4, width, in.h - 8},
                                  .text = officer->name,
                                  .font = is_long ? F_CAPTION : F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 3,
                                  .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = {in.x + in.w - 28 - 88, in.y + 8, 88, in.h - 16},
                                  .text = officer->code,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .align = UI_RIGHT,
                                  .max_lines = 1,
                                  .is_middle = true});
    return fired;
}

static void draw_officers(struct staff_names_state *s, struct ui *ui, struct router *router,
                          struct ui_box box)
{
    int columns = 2;
    int width = (box.w - TILE_GAP) / columns;
    int rows = (box.h - PAGER_H - 24) / (TILE_H + TILE_GAP);
    struct staff_pages pages = part_staff_pages(s->count, (size_t)(rows * columns), &s->page);

    for (size_t i = pages.first; i < pages.last; i++) {
        int at = (int)(i - pages.first);
        struct ui_box tile = {box.x + at % columns * (width + TILE_GAP),
                              box.y + at / columns * (TILE_H + TILE_GAP), width, TILE_H};

        if (draw_officer(ui, &s->officers[i], tile))
            router_choose_officer(router, &s->officers[i]);
    }
    part_staff_pager(ui, (struct ui_box){box.x, box.y + box.h - PAGER_H, box.w, PAGER_H}, &s->page,
                     pages.pages);
}

static void staff_names_frame(void *state, struct ui *ui, struct router *router)
{
    struct staff_names_state *s = state;
    struct ui_box box = part_staff_door(ui, router);

    if (s->count == 0) {
        draw_nobody(ui, box);
        return;
    }
    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = box.y + 8,
                                      .w = box.w,
                                      .text = _("p_who", "Touch your name"),
                                      .font = F_H2,
                                      .weight = W_BOLD,
                                      .color = C_INK});
    draw_officers(s, ui, router, (struct ui_box){box.x, box.y + 88, box.w, box.h - 88});
}

const struct screen screen_staff_names = {
    .name = "staff-names",
    .state_size = sizeof(struct staff_names_state),
    .idle_ms = 60000,
    .is_staff = true,
    .enter = staff_names_news,
    .frame = staff_names_frame,
    .news = staff_names_news,
};
