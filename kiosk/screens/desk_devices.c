/* How the machines are, and who asks for help: one card that leads to the whole story. */
#include "base/text.h"
#include "desk_screen.h"
#include "device_words.h"
#include "parts.h"

enum {
    HEAD = 64,
    DAY = 64,
    BOOK = 84, /* the way to the complaints, below the card */
    BOOK_GAP = 12,
    LINE_LEAST = 62,
    NAME_X = 52,
    MARK = 40, /* the sign before how it is */
    PAD = 26,
    CARD_PAD = 6 + 6 + 6 /* above and below the lines, and the lip */
};

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

/* How a line shares its width between what it is and how it is. */
struct shares {
    enum ui_font font; /* smaller where both would not stand on one line */
    int name, state;
};

static struct shares share(struct ui *ui, const struct device_line *line, int width)
{
    int room = width - NAME_X - 12 - (line->tone == UI_TONE_PLAIN ? 0 : MARK);
    int state = ui_text_width(ui, line->state, F_NAV, W_BOLD) + 1;
    bool is_tight = ui_text_width(ui, line->name, F_NAV, W_MEDIUM) + 1 + state > room;

    if (is_tight && state > room * 3 / 5)
        state = room * 3 / 5;
    return (struct shares){is_tight ? F_CAPTION : F_NAV, room - state, state};
}

static int line_height(struct ui *ui, const struct device_line *line, int width)
{
    struct shares shares = share(ui, line, width);
    int name = ui_text_height(ui, line->name, shares.font, W_MEDIUM, shares.name);
    int state = ui_text_height(ui, line->state, shares.font, W_BOLD, shares.state);
    int height = (name > state ? name : state) + 6;

    return height > LINE_LEAST ? height : LINE_LEAST;
}

static void draw_line(struct ui *ui, const struct device_line *line, struct ui_box box)
{
    struct shares shares = share(ui, line, box.w);
    enum ui_color ink = tone_color(line->tone);
    int state_x = box.x + box.w - shares.state;

    ui_icon(ui, line->icon, (struct ui_box){box.x, box.y + (box.h - 36) / 2, 36, 36}, C_INK);
    ui_text(ui, &(struct ui_text){.box = {box.x + NAME_X, box.y, shares.name, box.h},
                                  .text = line->name,
                                  .font = shares.font,
                                  .weight = W_MEDIUM,
                                  .color = C_INK,
                                  .is_middle = true});
    if (line->tone != UI_TONE_PLAIN)
        ui_icon(ui, device_tone_icon(line->tone),
                (struct ui_box){state_x - MARK, box.y + (box.h - 32) / 2, 32, 32}, ink);
    ui_text(ui, &(struct ui_text){.box = {state_x, box.y, shares.state, box.h},
                                  .text = line->state,
                                  .font = shares.font,
                                  .weight = W_BOLD,
                                  .color = ink,
                                  .align = UI_RIGHT,
                                  .is_middle = true});
}

/* The lines that the card has room for, and its height with them. */
struct card_lines {
    struct device_line lines[DEVICE_LINES_MOST + 1];
    size_t count;
    int height;
};

static void add_line(struct ui *ui, struct card_lines *card, const struct device_line *line,
                     int width)
{
    card->lines[card->count++] = *line;
    card->height += line_height(ui, line, width);
}

/* What is ill comes first, so that it is among those for which there is room; calls for help close
 * the list in any case. */
static void choose_lines(struct ui *ui, struct card_lines *card, const struct device_lines *all,
                         const struct device_line *help, int width, int room)
{
    room -= line_height(ui, help, width);
    for (int is_ill = 1; is_ill >= 0; is_ill--)
        for (size_t i = 0; i < all->count; i++) {
            const struct device_line *line = &all->lines[i];

            if ((line->tone != UI_TONE_GOOD) == (is_ill == 1)
                && card->height + line_height(ui, line, width) <= room)
                add_line(ui, card, line, width);
        }
    add_line(ui, card, help, width);
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

static void place_card(struct ui *ui, struct router *router, const struct card_lines *lines,
                       struct ui_box box)
{
    struct ui_box in;
    int y;

    if (ui_surface(ui,
                   &(struct ui_surface){.name = "devices",
                                        .spoken = _("p_dev", "Device status"),
                                        .kind = UI_TILE,
                                        .box = box},
                   &in))
        router_go(router, &screen_staff_devices);
    y = in.y + (in.h - lines->height) / 2;
    for (size_t i = 0; i < lines->count; i++) {
        const struct device_line *line = &lines->lines[i];
        int height = line_height(ui, line, in.w - 2 * PAD);

        draw_line(ui, line, (struct ui_box){in.x + PAD, y, in.w - 2 * PAD, height});
        y += height;
        if (i + 1 < lines->count)
            ui_fill(ui, (struct ui_box){in.x + PAD, y - 1, in.w - 2 * PAD, 2}, C_HAIR);
    }
}

/* How many are new; that some are overdue is more urgent. */
static void place_book(struct ui *ui, const struct desk_screen *s, struct router *router,
                       struct ui_box box)
{
    const struct complaint_counts *counts = &s->complaints;
    char state[STRINGS_LINE];
    struct device_line line = {.icon = ICON_MEGAPHONE,
                               .name = _("p_new", "New complaints"),
                               .state = state,
                               .tone = UI_TONE_PLAIN};
    struct ui_box in;

    (void)text_format(state, sizeof state, "%lld", (long long)counts->by_state[COMPLAINT_RECEIVED]);
    if (counts->overdue > 0) {
        strings_count(state, sizeof state, _("bk_overdue_brief", "{n} overdue"), counts->overdue);
        line.tone = UI_TONE_WARNING;
    } else if (counts->by_state[COMPLAINT_RECEIVED] > 0) {
        line.tone = UI_TONE_INFO;
    }
    if (ui_surface(
            ui,
            &(struct ui_surface){.name = "book", .spoken = line.name, .kind = UI_TILE, .box = box},
            &in))
        router_go(router, &screen_staff_book);
    draw_line(ui, &line, (struct ui_box){in.x + PAD, in.y, in.w - 2 * PAD, in.h});
}

void desk_devices(struct ui *ui, struct desk_screen *s, struct router *router, struct ui_box box)
{
    struct ui_box card = {box.x, box.y + HEAD + 8, box.w, box.h - HEAD - 8 - BOOK - BOOK_GAP};
    char calls[16];
    struct device_line help = {.icon = ICON_CONCIERGE_BELL,
                               .name = _("p_help_calls", "Calls for help"),
                               .state = calls,
                               .tone = s->help_calls > 0 ? UI_TONE_INFO : UI_TONE_PLAIN};
    struct device_lines all;
    struct card_lines lines = {0};

    (void)text_format(calls, sizeof calls, "%d", s->help_calls);
    device_words(&all, &s->devices, router_offset_min(router));
    choose_lines(ui, &lines, &all, &help, box.w - 2 * PAD, card.h - CARD_PAD);
    if (card.h > lines.height + CARD_PAD)
        card.h = lines.height + CARD_PAD;
    place_head(ui, router, (struct ui_box){box.x, box.y, box.w, HEAD});
    place_card(ui, router, &lines, card);
    place_book(ui, s, router, (struct ui_box){box.x, card.y + card.h + BOOK_GAP, box.w, BOOK});
}
