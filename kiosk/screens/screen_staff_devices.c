/* For staff: how the machines are and what to do, who asks for help, and what in the catalogue is to be
 * checked ("Periksa data"). */
#include "base/text.h"
#include "desk/devices.h"
#include "device_words.h"
#include "help_panel.h"
#include "list_panel.h"
#include "parts.h"
#include "review_panel.h"
#include "staff_parts.h"
#include <string.h>

enum {
    MARGIN = 40,
    TABS = 88,
    GAP = 24,
    LINE = 72, /* of a device in order */
    CALLS_WIDTH = 600
};

enum tab { TAB_DEVICES, TAB_REVIEW };

struct devices_state {
    struct devices devices;
    struct help_panel calls;
    size_t tab;
    int device_page;
    struct review_panel review;
};

static void read_all(struct devices_state *s, struct router *router)
{
    struct err err = {0};

    if (!desk_view_devices(router_desk(router), &s->devices, &err)
        || !desk_list_help_calls(router_desk(router), s->calls.calls, &s->calls.count, &err))
        router_desk_failed(router, &err, "looking at the devices");
}

static void devices_enter(void *state, struct router *router)
{
    read_all(state, router);
}

static void devices_news(void *state, struct router *router)
{
    read_all(state, router);
}

static void answer(struct devices_state *s, struct router *router, int64_t no)
{
    struct err err = {0};

    if (!desk_answer_help_call(router_desk(router), no, router_shift(router)->officer.code, &err)) {
        router_toast(router, _("call_failed", "It could not be noted. Please try again."), false);
        router_desk_failed(router, &err, "answering a call for an officer");
        return;
    }
    read_all(s, router);
}

static enum ui_color tone_ink(enum ui_tone tone)
{
    return tone == UI_TONE_GOOD      ? C_PRIMARY_DARK
           : tone == UI_TONE_WARNING ? C_WARNING
           : tone == UI_TONE_DANGER  ? C_DANGER
           : tone == UI_TONE_INFO    ? C_INFO
                                     : C_INK2;
}

/* --- devices ---------------------------------------------------------------------------------- */

static int advice_width(const struct ui_box *box)
{
    return box->w - 32 - 60 - 32;
}

static int line_height(struct ui *ui, const struct device_line *line, const struct ui_box *box)
{
    if (!line->what_to_do[0])
        return LINE;
    return LINE + ui_text_height(ui, line->what_to_do, F_BODY, W_MEDIUM, advice_width(box)) + 16;
}

static void draw_line(struct ui *ui, const struct device_line *line, struct ui_box box)
{
    int x = box.x + 32 + 60;
    int right = box.x + box.w - 32;
    int state = ui_text_width(ui, line->state, F_BODY, W_BOLD);
    int name = right - x - state - 48 - 16;

    ui_icon(ui, line->icon, (struct ui_box){box.x + 32, box.y + (LINE - 44) / 2, 44, 44}, C_INK);
    ui_text(ui, &(struct ui_text){.box = {x, box.y, name, LINE},
                                  .text = line->name,
                                  .font = ui_text_width(ui, line->name, F_BODY, W_SEMIBOLD) <= name
                                              ? F_BODY
                                              : F_CAPTION,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .is_middle = true});
    ui_icon(ui, device_tone_icon(line->tone),
            (struct ui_box){right - state - 48, box.y + (LINE - 36) / 2, 36, 36},
            tone_ink(line->tone));
    ui_text(ui, &(struct ui_text){.box = {right - state, box.y, state, LINE},
                                  .text = line->state,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = tone_ink(line->tone),
                                  .max_lines = 1,
                                  .is_middle = true});
    if (line->what_to_do[0])
        part_text(ui, &(struct part_text){.x = x,
                                          .y = box.y + LINE - 4,
                                          .w = advice_width(&box),
                                          .text = line->what_to_do,
                                          .font = F_BODY,
                                          .weight = W_MEDIUM,
                                          .color = C_INK});
}

static int lines_height(struct ui *ui, const struct device_lines *lines, const struct ui_box *box)
{
    int height = 0;

    for (size_t i = 0; i < lines->count; i++)
        height += line_height(ui, &lines->lines[i], box);
    return height;
}

/* What wants somebody stands on the first page; the order is kept else. */
static void put_ill_first(struct device_lines *lines)
{
    struct device_line sorted[DEVICE_LINES_MOST];
    size_t count = 0;

    for (int is_ill = 1; is_ill >= 0; is_ill--)
        for (size_t i = 0; i < lines->count; i++)
            if ((lines->lines[i].tone != UI_TONE_GOOD) == (is_ill == 1))
                sorted[count++] = lines->lines[i];
    memcpy(lines->lines, sorted, count * sizeof sorted[0]);
}

/* As tall as its lines need; pages when the box is too low for all. Returns the height used. */
static int draw_devices(struct ui *ui, struct router *router, struct devices_state *s,
                        struct ui_box box)
{
    static const char *const steps[] = {"devices-up", "devices-down"};
    struct device_lines lines;
    struct paging paging = {.room = box.h - PANEL_TITLE - PANEL_STEP - 32,
                            .wanted = s->device_page};
    int y = box.y + PANEL_TITLE + 8;

    device_words(&lines, &s->devices, router_offset_min(router));
    put_ill_first(&lines);
    if (lines_height(ui, &lines, &box) <= box.h - PANEL_TITLE - 16)
        paging.room = box.h; /* no arrows are needed */
    for (size_t i = 0; i < lines.count; i++)
        paging_add(&paging, line_height(ui, &lines.lines[i], &box));
    paging_end(&paging, &s->device_page);
    panel_title(ui, box, _("p_dev", "Device status"), "devices");
    int used = 16;
    for (size_t i = paging.first; i < paging.last; i++)
        used += line_height(ui, &lines.lines[i], &box);
    ui_card(ui, (struct ui_box){box.x, box.y + PANEL_TITLE, box.w, used}, 24, 2, C_HAIR, C_SURFACE);
    for (size_t i = paging.first; i < paging.last; i++) {
        int height = line_height(ui, &lines.lines[i], &box);

        draw_line(ui, &lines.lines[i], (struct ui_box){box.x, y, box.w, height});
        y += height;
        if (i + 1 < paging.last)
            ui_fill(ui, (struct ui_box){box.x + 32, y - 1, box.w - 64, 2}, C_HAIR);
    }
    if (paging.pages == 1)
        return PANEL_TITLE + used;
    panel_steps(ui, (struct ui_box){box.x, y + 24, box.w, PANEL_STEP}, steps, &s->device_page,
                paging.pages);
    return PANEL_TITLE + used + 16 + PANEL_STEP;
}

/* --- the screen ------------------------------------------------------------------------------- */

/* The number of the call that somebody has taken care of, else 0. */
static int64_t draw_hall(struct ui *ui, struct devices_state *s, struct router *router,
                         struct ui_box box)
{
    if (ui_is_landscape(ui)) {
        int width = box.w - CALLS_WIDTH - MARGIN;

        (void)draw_devices(ui, router, s, (struct ui_box){box.x, box.y, width, box.h});
        return help_panel_draw(ui, router, &s->calls,
                               (struct ui_box){box.x + width + MARGIN, box.y, CALLS_WIDTH, box.h});
    }
    int used = draw_devices(ui, router, s, (struct ui_box){box.x, box.y, box.w, box.h * 3 / 5});
    return help_panel_draw(ui, router, &s->calls,
                           (struct ui_box){box.x, box.y + used + GAP, box.w, box.h - used - GAP});
}

static void devices_frame(void *state, struct ui *ui, struct router *router)
{
    struct devices_state *s = state;
    char review[STRINGS_LINE];
    struct ui_box box = {MARGIN, part_staff_top(ui) + GAP, ui_width(ui) - 2 * MARGIN, 0};

    (void)part_staff_bar(ui, router,
                         &(struct staff_bar){.title = _("p_dev", "Device status"),
                                             .subtitle = router_shift(router)->counter,
                                             .has_back = true});
    strings_count(review, sizeof review, _("rv_tab", "Check data ({n})"),
                  (int64_t)review_panel_count(router));
    const struct ui_tab tabs[] = {
        {"tab-devices", _("dev_tab", "Devices and calls"), ICON_PRINTER},
        {"tab-review", review, ICON_CLIPBOARD_LIST},
    };
    int tab =
        ui_tabs(ui, (struct ui_box){box.x, box.y, box.w, TABS + 16}, tabs, ARRAY_LEN(tabs), s->tab);
    box.y += TABS + 16 + GAP;
    box.h = ui_height(ui) - MARGIN - box.y;
    int64_t answered = 0;
    if (s->tab == TAB_DEVICES || !router_catalog(router))
        answered = draw_hall(ui, s, router, box);
    else
        review_panel_draw(ui, router, &s->review, box);
    if (answered > 0)
        answer(s, router, answered);
    if (tab >= 0)
        s->tab = (size_t)tab;
}

const struct screen screen_staff_devices = {
    .name = "staff-devices",
    .state_size = sizeof(struct devices_state),
    .idle_ms = 120000,
    .is_staff = true,
    .enter = devices_enter,
    .frame = devices_frame,
    .news = devices_news,
};
