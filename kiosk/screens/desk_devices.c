/* How the machines are, and who asks for help: one card that leads to the whole story. */
#include "base/text.h"
#include "desk_screen.h"
#include "device_words.h"
#include "parts.h"

enum { HEAD = 64, DAY = 64, LINE_LEAST = 68, LINE_MOST = 112, PAD = 26 };

static enum ui_color tone_color(enum ui_tone tone)
{
    switch (tone) {
    case UI_TONE_GOOD:
        return C_PRIMARY_DARK;
    case UI_TONE_WARNING:
        return C_WARNING;
    case UI_TONE_DANGER:
        return C_DANGER;
    case UI_TONE_INFO:
        return C_INFO;
    case UI_TONE_PLAIN:
        return C_INK2;
    }
    return C_INK;
}

/* What is ill comes first, so that it is among those for which there is room. */
static size_t choose_lines(const struct device_lines *all, struct device_line *out, size_t most)
{
    size_t count = 0;

    for (int is_ill = 1; is_ill >= 0; is_ill--)
        for (size_t i = 0; i < all->count && count < most; i++)
            if ((all->lines[i].tone != UI_TONE_GOOD) == (is_ill == 1))
                out[count++] = all->lines[i];
    return count;
}

static void draw_line(struct ui *ui, const struct device_line *line, struct ui_box box)
{
    enum ui_color ink = tone_color(line->tone);
    enum icon mark = line->tone == UI_TONE_PLAIN ? ICON_NONE : device_tone_icon(line->tone);
    int icon = mark == ICON_NONE ? 0 : 40;
    int state = ui_text_width(ui, line->state, F_NAV, W_BOLD) + 1;
    int room = box.w - 52 - 12 - icon;
    int name = ui_text_width(ui, line->name, F_NAV, W_MEDIUM) + 1;
    bool is_tight = name + state > room;

    if (is_tight && state > room * 3 / 5)
        state = room * 3 / 5;
    name = room - state;
    ui_icon(ui, line->icon, (struct ui_box){box.x, box.y + (box.h - 36) / 2, 36, 36}, C_INK);
    ui_text(ui, &(struct ui_text){.box = {box.x + 52, box.y + 1, name, box.h - 2},
                                  .text = line->name,
                                  .font = is_tight ? F_CAPTION : F_NAV,
                                  .weight = W_MEDIUM,
                                  .color = C_INK,
                                  .is_middle = true});
    ui_icon(ui, mark, (struct ui_box){box.x + box.w - state - 40, box.y + (box.h - 32) / 2, 32, 32},
            ink);
    ui_text(ui, &(struct ui_text){.box = {box.x + box.w - state, box.y + 1, state, box.h - 2},
                                  .text = line->state,
                                  .font = is_tight ? F_CAPTION : F_NAV,
                                  .weight = W_BOLD,
                                  .color = ink,
                                  .align = UI_RIGHT,
                                  .is_middle = true});
}

static void place_head(struct ui *ui, struct router *router, struct ui_box line)
{
    const char *title = _("p_dev", "Device status");
    const char *day = _("p_today", "Today");
    int width = ui_text_width(ui, day, F_NAV, W_BOLD) + 2 * 16 + 60 + 12;
    int left = line.w - width - 12;

    ui_text(ui, &(struct ui_text){.box = {line.x, line.y, left, line.h},
                                  .text = title,
                                  .font = desk_font(ui, title, W_BOLD, F_TITLE, left),
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .is_middle = true});
    if (ui_button(ui, &(struct ui_button){.name = "day",
                                          .label = day,
                                          .icon = ICON_CALENDAR_CLOCK,
                                          .kind = UI_SECONDARY,
                                          .font = F_NAV,
                                          .box = {line.x + line.w - width, line.y, width, DAY},
                                          .radius = 16}))
        router_go(router, &screen_staff_day);
}

void desk_devices(struct ui *ui, struct desk_screen *s, struct router *router, struct ui_box box)
{
    struct ui_box card = {box.x, box.y + HEAD + 8, box.w, box.h - HEAD - 8};
    size_t room = (size_t)((card.h - 16) / LINE_LEAST);
    struct device_lines all;
    struct device_line lines[DEVICE_LINES_MOST + 1];
    size_t count;
    char calls[16];
    struct ui_box in;
    int pitch;

    device_words(&all, &s->devices);
    count = choose_lines(&all, lines, room > 1 ? room - 1 : 0);
    (void)text_format(calls, sizeof calls, "%d", s->help_calls);
    lines[count++] = (struct device_line){
        .icon = ICON_CONCIERGE_BELL,
        .name = _("p_help_calls", "Calls for help"),
        .state = calls,
        .tone = s->help_calls > 0 ? UI_TONE_INFO : UI_TONE_PLAIN,
    };
    place_head(ui, router, (struct ui_box){box.x, box.y, box.w, HEAD});
    if (ui_surface(ui,
                   &(struct ui_surface){.name = "devices",
                                        .spoken = _("p_dev", "Device status"),
                                        .kind = UI_TILE,
                                        .box = card},
                   &in))
        router_go(router, &screen_staff_devices);
    pitch = (in.h - 12) / (int)count;
    if (pitch > LINE_MOST)
        pitch = LINE_MOST;
    for (size_t i = 0; i < count; i++) {
        struct ui_box line = {in.x + PAD, in.y + 6 + (int)i * pitch, in.w - 2 * PAD, pitch};

        draw_line(ui, &lines[i], line);
        if (i + 1 < count)
            ui_fill(ui, (struct ui_box){line.x, line.y + line.h - 2, line.w, 2}, C_HAIR);
    }
}
