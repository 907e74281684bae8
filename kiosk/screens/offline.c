/* The banner of a kiosk that serves on while the office is away. */
#include "offline.h"
#include "base/text.h"
#include "parts.h"

enum { PAD_X = 34, PAD_Y = 20, ICON = 44, BLANK = 9, TEXT_X = 104 };

static bool is_away(const struct router *router)
{
    return router_office_view(router)->contact == OFFICE_AWAY;
}

static bool is_today(const struct router *router, int64_t ms)
{
    char then[64], today[64];
    int offset_min = router_offset_min(router);

    words_date(then, sizeof then, ms, offset_min);
    words_date(today, sizeof today, clock_now_ms(router_clock(router)), offset_min);
    return text_equal(then, today);
}

/* From when on this kiosk knows nothing more of the office; "" where it never answered. */
static void fill(char *out, size_t size, const struct router *router)
{
    int64_t last_ms = router_office_view(router)->last_ms;
    int offset_min = router_offset_min(router);
    char when[64];

    out[0] = '\0';
    if (last_ms <= 0)
        return;
    if (is_today(router, last_ms)) {
        words_time(when, sizeof when, last_ms, offset_min);
        (void)text_fill(out, size, _("off_time", "The office's last data is from {time}."), "time",
                        when, NULL);
    } else {
        words_date_time(when, sizeof when, last_ms, offset_min);
        (void)text_fill(out, size, _("off_day", "The office's last data is from {when}."), "when",
                        when, NULL);
    }
}

struct lines {
    const char *lead;
    const char *goes_on;
    char since[STRINGS_LINE];
    int w;          /* of the text */
    int lead_width; /* with the blank behind it; 0: what goes on begins a line of its own */
};

static void make_lines(struct lines *out, struct ui *ui, const struct router *router, int w)
{
    out->w = w - TEXT_X - PAD_X;
    out->lead = _("off_t", "The network is down.");
    out->goes_on = _("off_b", "Queue numbers and the survey still work.");
    fill(out->since, sizeof out->since, router);
    int lead = ui_text_width(ui, out->lead, F_BODY, W_BOLD) + BLANK;
    bool fits = lead + ui_text_width(ui, out->goes_on, F_BODY, W_MEDIUM) < out->w;
    out->lead_width = fits ? lead : 0;
}

static int height_of(struct ui *ui, const struct lines *lines)
{
    int height = 2 * PAD_Y + ui_text_height(ui, lines->lead, F_BODY, W_BOLD, lines->w);

    if (lines->lead_width == 0)
        height += ui_text_height(ui, lines->goes_on, F_BODY, W_MEDIUM, lines->w);
    if (lines->since[0] != '\0')
        height += ui_text_height(ui, lines->since, F_BODY, W_MEDIUM, lines->w);
    return height;
}

int offline_height(struct ui *ui, const struct router *router, int w)
{
    struct lines lines;

    if (!is_away(router))
        return 0;
    make_lines(&lines, ui, router, w);
    return height_of(ui, &lines);
}

static int draw_text(struct ui *ui, struct ui_box box, const char *text, enum ui_weight weight,
                     const char *name)
{
    return part_text(ui, &(struct part_text){.x = box.x,
                                             .y = box.y,
                                             .w = box.w,
                                             .text = text,
                                             .font = F_BODY,
                                             .weight = weight,
                                             .color = C_WARNING,
                                             .name = name});
}

void offline_draw(struct ui *ui, const struct router *router, struct ui_box box)
{
    struct lines lines;
    struct ui_box text;
    int lead;

    if (!is_away(router))
        return;
    make_lines(&lines, ui, router, box.w);
    box.h = height_of(ui, &lines);
    ui_card(ui, box, 24, 0, C_WARNING_TINT, C_WARNING_TINT);
    ui_icon(ui, ICON_WIFI_OFF,
            (struct ui_box){box.x + PAD_X, box.y + (box.h - ICON) / 2, ICON, ICON}, C_WARNING);
    text = (struct ui_box){box.x + TEXT_X, box.y + PAD_Y, lines.w, 0};
    lead = draw_text(ui, text, lines.lead, W_BOLD, "offline");
    text.x += lines.lead_width;
    text.w -= lines.lead_width;
    if (lines.lead_width == 0)
        text.y += lead;
    text.y += draw_text(ui, text, lines.goes_on, W_MEDIUM, "offline-goes-on");
    text.x -= lines.lead_width;
    text.w += lines.lead_width;
    if (lines.since[0] != '\0')
        (void)draw_text(ui, text, lines.since, W_MEDIUM, "offline-since");
}
