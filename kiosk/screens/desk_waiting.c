/* Who waits, or was skipped: a row for each, with a copy of the slip and priority at its end. */
#include "base/text.h"
#include "desk_screen.h"
#include "parts.h"

enum {
    HEAD = 64,
    KEY = 76,     /* a row's small buttons */
    ROW_PAD = 26, /* before the number */
    NUMBER = 128,
    NAME_X = 162,
    KEYS = 2 * KEY + 16 + 14, /* from the first small button to the row's end */
    FOOT = 108,               /* what the buttons mean, and the pager */
    PAGER = 104,
    PAGE = 104, /* "1/8" between its buttons */
    LEGENDS = 3,
    LEGEND_GAP = 24
};

/* --- a row -------------------------------------------------------------------------------------- */

/* The star and "Prioritas" before the rest, in the colour of attention. */
static void draw_facts(struct ui *ui, const struct ticket *ticket, struct ui_box line,
                       int64_t now_ms)
{
    char minutes[32], words[128];
    int x = line.x;

    desk_minutes(minutes, sizeof minutes, ticket->issued_at_ms, now_ms);
    strings_dotted(words, sizeof words, minutes,
                   ticket->for_counter[0] ? _("p_sent", "sent here") : "");
    if (ticket->is_priority) {
        const char *label = _("prio", "Priority");
        int width = ui_text_width(ui, label, F_CAPTION, W_BOLD);

        ui_icon(ui, ICON_STAR, (struct ui_box){x, line.y + 2, 28, 28}, C_WARNING);
        x += 36;
        ui_text(ui, &(struct ui_text){.box = {x, line.y, width + 1, line.h},
                                      .text = label,
                                      .font = F_CAPTION,
                                      .weight = W_BOLD,
                                      .color = C_WARNING,
                                      .max_lines = 1});
        x += width + 8;
        if (x + ui_text_width(ui, words, F_CAPTION, W_MEDIUM) + 24 < line.x + line.w) {
            ui_text(ui, &(struct ui_text){.box = {x, line.y, 16, line.h},
                                          .text = "·",
                                          .font = F_CAPTION,
                                          .weight = W_MEDIUM,
                                          .color = C_INK2,
                                          .max_lines = 1});
            x += 16;
        }
    }
    ui_text(ui, &(struct ui_text){.box = {x, line.y, line.x + line.w - x, line.h},
                                  .text = words,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .max_lines = 1});
}

static void draw_row(struct ui *ui, const struct ticket *ticket, struct ui_box in, int64_t now_ms)
{
    struct ui_box text = {in.x + NAME_X, in.y, in.w - NAME_X - KEYS - 12, in.h};
    char name[TICKET_NAME_TEXT];
    int height, top;

    ui_text(ui, &(struct ui_text){.box = {in.x + ROW_PAD, in.y, NUMBER, in.h},
                                  .text = ticket->number,
                                  .font = desk_font(ui, ticket->number, W_BOLD, F_H2, NUMBER),
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .is_middle = true});
    part_cut(ui, name, sizeof name, ticket->service_name, F_NAV, W_SEMIBOLD, text.w, 2 * 32);
    height = ui_text_height(ui, name, F_NAV, W_SEMIBOLD, text.w);
    top = text.y + (text.h - height - 32) / 2;
    ui_text(ui, &(struct ui_text){.box = {text.x, top, text.w, height},
                                  .text = name,
                                  .font = F_NAV,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK});
    draw_facts(ui, ticket, (struct ui_box){text.x, top + height, text.w, 32}, now_ms);
}

/* --- the row's buttons ------------------------------------------------------------------------ */

static bool key(struct ui *ui, const char *what, size_t row, const char *spoken, enum icon icon,
                int x, int y)
{
    char name[WIDGET_NAME];

    (void)text_format(name, sizeof name, "%s-%zu", what, row + 1);
    return ui_button(ui, &(struct ui_button){.name = name,
                                             .label = "",
                                             .spoken = spoken,
                                             .icon = icon,
                                             .kind = UI_SECONDARY,
                                             .font = F_CAPTION,
                                             .box = {x, y, KEY, KEY},
                                             .radius = 16});
}

static void place_row(struct ui *ui, struct desk_screen *s, size_t row, struct ui_box box,
                      int64_t now_ms)
{
    const struct ticket *ticket = &s->view.page[row];
    int y = box.y + 15, x = box.x + box.w - KEYS;
    char name[WIDGET_NAME];
    struct ui_box in;

    (void)text_format(name, sizeof name, "row-%zu", row + 1);
    if (ui_surface(ui,
                   &(struct ui_surface){.name = name,
                                        .spoken = ticket->number,
                                        .kind = ticket->is_priority ? UI_TILE_NOTED : UI_TILE,
                                        .box = box,
                                        .reach_w = box.w - KEYS - 12},
                   &in)) {
        s->picked = *ticket;
        s->sheet = SHEET_TICKET;
    }
    draw_row(ui, ticket, in, now_ms);
    if (key(ui, "reprint", row, _("p_reprint", "print again"), ICON_PRINTER, x, y))
        desk_screen_wish(s, ACT_REPRINT, &ticket->id);
    x += KEY + 16;
    if (ticket->is_priority) {
        if (key(ui, "star-off", row, _("p_demote", "end priority"), ICON_STAR_OFF, x, y))
            desk_screen_wish(s, ACT_DEMOTE, &ticket->id);
    } else if (key(ui, "star", row, _("p_promote", "give priority"), ICON_STAR, x, y)) {
        s->picked = *ticket;
        s->sheet = SHEET_PROMOTE;
        s->choice_page = 0;
    }
}

/* --- head and foot ---------------------------------------------------------------------------- */

static void turn_list(struct desk_screen *s, enum desk_list list)
{
    s->list = list;
    s->page = 0;
    s->is_stale = true;
}

static void place_head(struct ui *ui, struct desk_screen *s, struct ui_box line)
{
    bool is_waiting = s->list == DESK_WAITING;
    bool has_other = !is_waiting || s->view.skipped > 0;
    char title[64], other[64];
    int left, right;

    strings_count(title, sizeof title,
                  is_waiting ? _("p_wait", "Waiting ({n})") : _("p_skip_list", "Skipped ({n})"),
                  is_waiting ? s->view.waiting : s->view.skipped);
    strings_count(other, sizeof other,
                  is_waiting ? _("p_skip_list", "Skipped ({n})") : _("p_wait", "Waiting ({n})"),
                  is_waiting ? s->view.skipped : s->view.waiting);
    right = has_other ? ui_text_width(ui, other, F_NAV, W_BOLD) + 124 : 0;
    left = line.w - right - 16;
    if (left > ui_text_width(ui, title, F_H2, W_BOLD))
        left = ui_text_width(ui, title, F_H2, W_BOLD) + 1;
    ui_text(ui, &(struct ui_text){.box = {line.x, line.y, left, line.h},
                                  .text = title,
                                  .font = desk_font(ui, title, W_BOLD, F_H2, left),
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .is_middle = true,
                                  .name = "list-title"});
    if (!has_other) {
        ui_text(ui, &(struct ui_text){
                        .box = {line.x + left + 16, line.y, line.w - left - 16, line.h},
                        .text = s->view.waiting > 0 ? _("p_row", "Touch a row to call") : "",
                        .font = F_CAPTION,
                        .weight = W_MEDIUM,
                        .color = C_INK2,
                        .align = UI_RIGHT,
                        .is_middle = true});
        return;
    }
    if (ui_button(ui, &(struct ui_button){.name = is_waiting ? "list-skipped" : "list-waiting",
                                          .label = other,
                                          .icon = is_waiting ? ICON_SKIP_FORWARD : ICON_USERS,
                                          .kind = UI_SECONDARY,
                                          .font = F_NAV,
                                          .box = {line.x + line.w - right, line.y, right, HEAD},
                                          .radius = 16}))
        turn_list(s, is_waiting ? DESK_SKIPPED : DESK_WAITING);
}

struct legend {
    enum icon icon;
    const char *words;
    int width;
};

/* What the small buttons mean: one line in the middle where that fits, else lines from the left. */
static void draw_legend(struct ui *ui, struct ui_box box, bool is_alone)
{
    struct legend legends[LEGENDS] = {{ICON_PRINTER, _("p_reprint", "print again"), 0},
                                      {ICON_STAR, _("p_promote", "give priority"), 0},
                                      {ICON_STAR_OFF, _("p_demote", "end priority"), 0}};
    int lines = 1, sum = 0, x = 0, y;

    for (size_t i = 0; i < LEGENDS; i++) {
        legends[i].width = 36 + ui_text_width(ui, legends[i].words, F_CAPTION, W_MEDIUM) + 1;
        if (x > 0 && x + legends[i].width > box.w) {
            lines++;
            x = 0;
        }
        x += legends[i].width + LEGEND_GAP;
        sum = x - LEGEND_GAP;
    }
    y = box.y + box.h - lines * 32;
    x = is_alone && lines == 1 ? box.x + (box.w - sum) / 2 : box.x;
    for (size_t i = 0; i < LEGENDS; i++) {
        if (lines > 1 && x > box.x && x + legends[i].width > box.x + box.w) {
            x = box.x;
            y += 32;
        }
        ui_icon(ui, legends[i].icon, (struct ui_box){x, y + 2, 28, 28}, C_INK2);
        ui_text(ui, &(struct ui_text){.box = {x + 36, y, legends[i].width - 36, 32},
                                      .text = legends[i].words,
                                      .font = F_CAPTION,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .max_lines = 1});
        x += legends[i].width + LEGEND_GAP;
    }
}

static void draw_page(struct ui *ui, const struct desk_screen *s, struct ui_box box)
{
    char n[16], m[16], spoken[64], words[32];

    (void)text_format(n, sizeof n, "%d", s->page + 1);
    (void)text_format(m, sizeof m, "%d", desk_screen_pages(s));
    (void)text_format(words, sizeof words, "%s/%s", n, m);
    (void)text_fill(spoken, sizeof spoken, _("page", "Page {n} of {m}"), "n", n, "m", m, NULL);
    ui_text(ui, &(struct ui_text){.box = box,
                                  .text = words,
                                  .font = desk_font(ui, words, W_BOLD, F_BODY, box.w),
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_CENTER,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = "page"});
}

static void place_pager(struct ui *ui, struct desk_screen *s, struct ui_box box)
{
    const struct {
        const char *name, *spoken;
        enum icon icon;
        int step;
        bool is_disabled;
    } ways[] = {
        {"page-up", _("prev", "Previous"), ICON_CHEVRON_UP, -1, s->page == 0},
        {"page-down", _("next", "Next"), ICON_CHEVRON_DOWN, 1, s->page + 1 >= desk_screen_pages(s)},
    };
    int step = 0;

    for (size_t i = 0; i < ARRAY_LEN(ways); i++)
        if (ui_button(ui, &(struct ui_button){
                              .name = ways[i].name,
                              .label = "",
                              .spoken = ways[i].spoken,
                              .icon = ways[i].icon,
                              .kind = UI_SECONDARY,
                              .font = F_BODY,
                              .box = {i == 0 ? box.x : box.x + box.w - PAGER, box.y, PAGER, box.h},
                              .is_disabled = ways[i].is_disabled,
                              .is_key = true}))
            step = ways[i].step;
    draw_page(ui, s, (struct ui_box){box.x + PAGER + 4, box.y, PAGE - 8, box.h - 6});
    if (step != 0) {
        s->page += step;
        s->is_stale = true;
    }
}

static void place_foot(struct ui *ui, struct desk_screen *s, struct ui_box box)
{
    bool has_pages = desk_screen_pages(s) > 1;
    struct ui_box words = box;

    if (has_pages) {
        words.w -= 2 * PAGER + PAGE + 16;
        place_pager(
            ui, s,
            (struct ui_box){words.x + words.w + 16, box.y + box.h - 88, 2 * PAGER + PAGE, 88});
    }
    if (!desk_toast(ui, s, words) && s->view.page_count > 0)
        draw_legend(ui, words, !has_pages);
}

static void draw_nobody(struct ui *ui, const struct desk_screen *s, struct ui_box box)
{
    int middle = box.y + box.h / 2;

    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    ui_icon(ui, ICON_USERS, (struct ui_box){box.x + (box.w - 80) / 2, middle - 80, 80, 80},
            C_CONTROL);
    ui_text(ui,
            &(struct ui_text){.box = {box.x + 32, middle + 16, box.w - 64, 80},
                              .text = s->view.has_session ? _("p_nobody", "Nobody is waiting")
                                                          : _("p_no_day", "The day is not open."),
                              .font = F_BODY,
                              .weight = W_SEMIBOLD,
                              .color = C_INK2,
                              .align = UI_CENTER,
                              .name = "nobody"});
}

void desk_waiting(struct ui *ui, struct desk_screen *s, struct router *router, struct ui_box box)
{
    int64_t now_ms = clock_now_ms(router_clock(router));
    int top = box.y + HEAD + 8;
    int rows = (box.y + box.h - FOOT - top + DESK_ROW_PITCH - DESK_ROW) / DESK_ROW_PITCH;

    if (rows < 1)
        rows = 1;
    if (rows > DESK_PAGE_MOST)
        rows = DESK_PAGE_MOST;
    if (rows != s->rows) { /* another window: another page */
        s->rows = rows;
        s->is_stale = true;
    }
    place_head(ui, s, (struct ui_box){box.x, box.y, box.w, HEAD});
    if (s->view.page_count == 0)
        draw_nobody(ui, s, (struct ui_box){box.x, top, box.w, rows * DESK_ROW_PITCH - 12});
    for (size_t i = 0; i < s->view.page_count && i < (size_t)rows; i++)
        place_row(ui, s, i, (struct ui_box){box.x, top + (int)i * DESK_ROW_PITCH, box.w, DESK_ROW},
                  now_ms);
    place_foot(ui, s, (struct ui_box){box.x, box.y + box.h - FOOT + 8, box.w, FOOT - 8});
}
