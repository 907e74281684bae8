/* Visitors' calls for an officer, each with its button. */
#include "help_panel.h"
#include "base/text.h"
#include "list_panel.h"
#include "parts.h"
#include <string.h>

enum { DONE_WIDTH = 400 };

/* What a visitor was looking at. */
static const struct {
    const char *screen; /* or how the names of several begin */
    struct label words;
} places[] = {
    {"attract", W("call_attract", "The welcome screen")},
    {"home", W("home", "Home")},
    {"search", W("call_search", "Looking for a permit")},
    {"list", W("call_search", "Looking for a permit")},
    {"requirements", W("call_permit", "What a permit needs")},
    {"steps", W("call_permit", "What a permit needs")},
    {"info", W("call_permit", "What a permit needs")},
    {"confirm", W("call_number", "Taking a number")},
    {"printing", W("call_number", "Taking a number")},
    {"ticket", W("call_number", "Taking a number")},
    {"access", W("acc", "Easy access")},
    {"contact", W("call_contact", "How to reach the office")},
    {"survey", W("v_t", "Public Satisfaction Survey")},
    {"complaint", W("call_complaint", "A complaint")},
    {"problem", W("call_problem", "No ticket came out")},
    {"missing", W("call_missing", "The permit has no list of requirements")},
};

static const char *place_words(const char *screen)
{
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        if (strncmp(places[i].screen, screen, strlen(places[i].screen)) == 0)
            return strings_label(&places[i].words);
    }
    return screen;
}

struct call_row {
    char title[STRINGS_LINE];
    const char *place;
    int text_w, title_h, place_h, height;
    bool is_wide; /* the button stands beside the words */
};

static void measure_call(struct ui *ui, struct router *router, const struct help_call *call,
                         int width, struct call_row *out)
{
    char time[16];

    words_time(time, sizeof time, call->at_ms, router_offset_min(router));
    (void)text_fill(out->title, sizeof out->title, _("call_title", "Kiosk {device}, {time}"),
                    "device", call->device, "time", time, NULL);
    out->place = place_words(call->screen);
    out->is_wide = width >= 800;
    out->text_w = width - (out->is_wide ? DONE_WIDTH + 32 : 0);
    out->title_h = ui_text_height(ui, out->title, F_BODY, W_BOLD, out->text_w);
    out->place_h = ui_text_height(ui, out->place, F_BODY, W_MEDIUM, out->text_w);
    out->height = 20 + out->title_h + out->place_h + 20;
    if (!out->is_wide)
        out->height += 16 + PANEL_STEP;
    else if (out->height < PANEL_STEP + 40)
        out->height = PANEL_STEP + 40;
}

static bool draw_call(struct ui *ui, const struct help_call *call, const struct call_row *row,
                      struct ui_box box)
{
    char name[WIDGET_NAME];
    int words = row->title_h + row->place_h;
    int y = row->is_wide ? box.y + (box.h - words) / 2 : box.y + 20;

    (void)text_format(name, sizeof name, "answer-%lld", (long long)call->no);
    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = y,
                                      .w = row->text_w,
                                      .text = row->title,
                                      .font = F_BODY,
                                      .weight = W_BOLD,
                                      .color = C_INK});
    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = y + row->title_h,
                                      .w = row->text_w,
                                      .text = row->place,
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2});
    struct ui_box button = {box.x, y + words + 16, box.w, PANEL_STEP};
    if (row->is_wide)
        button = (struct ui_box){box.x + box.w - DONE_WIDTH, box.y + (box.h - PANEL_STEP) / 2,
                                 DONE_WIDTH, PANEL_STEP};
    return ui_button(ui, &(struct ui_button){.name = name,
                                             .label = _("call_done", "Taken care of"),
                                             .icon = ICON_CHECK,
                                             .kind = UI_HELPER,
                                             .font = F_BODY,
                                             .box = button});
}

static void draw_no_call(struct ui *ui, struct ui_box box)
{
    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = box.y + PANEL_TITLE + 8,
                                      .w = box.w,
                                      .text = _("call_none", "Nobody is asking for an officer."),
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .name = "no-calls"});
}

int64_t help_panel_draw(struct ui *ui, struct router *router, struct help_panel *panel,
                        struct ui_box box)
{
    static const char *const steps[] = {"calls-up", "calls-down"};
    struct paging paging = {.room = box.h - PANEL_TITLE - PANEL_STEP - 48, .wanted = panel->page};
    struct call_row row;
    char title[STRINGS_LINE];
    int y = box.y + PANEL_TITLE + 8;
    int used = 16;
    int64_t answered = 0;

    strings_count(title, sizeof title, _("call_head", "Visitors' calls ({n})"),
                  (int64_t)panel->count);
    panel_title(ui, box, title, "calls");
    if (panel->count == 0) {
        draw_no_call(ui, box);
        return 0;
    }
    for (size_t i = 0; i < panel->count; i++) {
        measure_call(ui, router, &panel->calls[i], box.w - 64, &row);
        paging_add(&paging, row.height);
    }
    paging_end(&paging, &panel->page);
    for (size_t i = paging.first; i < paging.last; i++) {
        measure_call(ui, router, &panel->calls[i], box.w - 64, &row);
        used += row.height;
    }
    ui_card(ui, (struct ui_box){box.x, box.y + PANEL_TITLE, box.w, used}, 24, 2, C_HAIR, C_SURFACE);
    for (size_t i = paging.first; i < paging.last; i++) {
        measure_call(ui, router, &panel->calls[i], box.w - 64, &row);
        if (draw_call(ui, &panel->calls[i], &row,
                      (struct ui_box){box.x + 32, y, box.w - 64, row.height}))
            answered = panel->calls[i].no;
        y += row.height;
        if (i + 1 < paging.last)
            ui_fill(ui, (struct ui_box){box.x + 32, y - 1, box.w - 64, 2}, C_HAIR);
    }
    if (paging.pages > 1)
        panel_steps(ui, (struct ui_box){box.x, y + 24, box.w, PANEL_STEP}, steps, &panel->page,
                    paging.pages);
    return answered;
}
