/* The officers' bar, the door to their screens, and their pages. */
#include "staff_parts.h"
#include "base/text.h"
#include "parts.h"
#include <string.h>

enum {
    BAR_WIDE = 104,
    BAR_UPRIGHT = 120,
    BUTTON_W = 182,
    BUTTON_SHORT = 88,
    BUTTON_H = 80,
    CLOCK_W = 190,
    DOOR_CLOCK_W = 320,
    LAST_SECONDS_MS = 20000,
    CHIP_AROUND = 88, /* its icon and its air */
    DOOR_W = 800,
    DOOR_H = 620,
    PAGER_W = 104
};

int part_staff_top(struct ui *ui)
{
    return ui_is_landscape(ui) ? BAR_WIDE : BAR_UPRIGHT;
}

/* --- the bar ------------------------------------------------------------------------------------- */

static void draw_clock(struct ui *ui, struct router *router, int right, int middle, int width)
{
    int64_t now_ms = clock_now_ms(router_clock(router));
    int offset = router_offset_min(router);
    char clock[16] = "--.--", date[64] = "";

    if (router_clock_is_shown(router)) {
        words_time(clock, sizeof clock, now_ms, offset);
        words_date(date, sizeof date, now_ms, offset);
    }
    if (strrchr(date, ' ') && width < ui_text_width(ui, date, F_CAPTION, W_MEDIUM))
        *strrchr(date, ' ') = '\0'; /* the year is known */
    ui_digits(ui, (struct ui_box){right - width, middle - 46, width, 48}, clock, F_H2, C_INK,
              UI_RIGHT);
    ui_text(ui, &(struct ui_text){.box = {right - width, middle + 2, width, 36},
                                  .text = date,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .align = UI_RIGHT,
                                  .max_lines = 1});
}

static bool locks_soon(struct ui *ui, struct router *router)
{
    return router_locks_at(router) != INT64_MAX
           && router_locks_at(router) - ui_now_ms(ui) <= LAST_SECONDS_MS;
}

/* What is the matter with the printer, in two words; NULL when nothing is. */
static const char *printer_words(const struct printer_status *printer)
{
    if (!printer->is_known)
        return NULL;
    if (printer->trouble == TROUBLE_PAPER_OUT)
        return _("st_paper", "Out of paper");
    if (printer->trouble != TROUBLE_NONE)
        return _("st_printer", "Printer problem");
    return printer->is_paper_low ? _("st_paper_low", "Paper low") : NULL;
}

/* What is worth a chip: the last seconds before the lock, else a printer that needs somebody, where
 * the title leaves `room` for it. */
static int draw_chip(struct ui *ui, struct router *router, int right, int middle, int room)
{
    const char *trouble = printer_words(router_ill_printer(router));
    int64_t left_ms = router_locks_at(router) - ui_now_ms(ui);
    struct ui_box box = {right - 480, middle - 28, 480, 56};
    char words[STRINGS_LINE];

    if (locks_soon(ui, router)) {
        int64_t seconds = (left_ms + 999) / 1000;

        strings_count(words, sizeof words, _("p_locks", "Locks in {n} s"), seconds);
        ui_ask_wake(ui, ui_now_ms(ui) + left_ms - (seconds - 1) * 1000);
        return ui_chip(ui, box, ICON_LOCK, words, UI_TONE_WARNING, true, "locks");
    }
    if (!trouble || ui_text_width(ui, trouble, F_CAPTION, W_SEMIBOLD) + CHIP_AROUND > room)
        return 0;
    return ui_chip(ui, box, ICON_TRIANGLE_ALERT, trouble, UI_TONE_WARNING, true, "status");
}

static struct ui_box bar_button_box(struct ui *ui, const char *label, bool is_short, int right,
                                    int middle)
{
    int natural = ui_text_width(ui, label, F_BODY, W_BOLD) + 44 + 20 + 48;
    int width = is_short ? BUTTON_SHORT : natural > BUTTON_W ? natural : BUTTON_W;

    return (struct ui_box){right - width, middle - BUTTON_H / 2, width, BUTTON_H};
}

static bool bar_button(struct ui *ui, const char *name, const char *label, enum icon icon,
                       bool is_short, struct ui_box box)
{
    return ui_button(ui, &(struct ui_button){.name = name,
                                             .label = is_short ? "" : label,
                                             .spoken = label,
                                             .icon = icon,
                                             .kind = UI_SECONDARY,
                                             .font = F_BODY,
                                             .box = box});
}

static int draw_left(struct ui *ui, struct router *router, const struct staff_bar *bar, int middle)
{
    if (!bar->has_back) {
        ui_mark(ui, (struct ui_box){STAFF_MARGIN, middle - 32, 64, 64}, false);
        return STAFF_MARGIN + 64 + STAFF_GAP;
    }
    if (ui_button(ui, &(struct ui_button){
                          .name = "nav-back",
                          .label = "",
                          .spoken = _("back", "Back"),
                          .icon = ICON_ARROW_LEFT,
                          .kind = UI_SECONDARY,
                          .font = F_BODY,
                          .box = {STAFF_MARGIN, middle - BUTTON_H / 2, BUTTON_SHORT, BUTTON_H}}))
        router_back(router);
    return STAFF_MARGIN + BUTTON_SHORT + 24;
}

bool part_staff_bar(struct ui *ui, struct router *router, const struct staff_bar *bar)
{
    int height = part_staff_top(ui);
    bool is_upright = !ui_is_landscape(ui);
    int middle = (height - 2) / 2;
    int right = ui_width(ui) - STAFF_MARGIN;
    bool fired = false;
    struct ui_box lock;
    char title[STRINGS_LINE], subtitle[STRINGS_LINE]; /* what there is room for */
    int left, words, below, chip;

    ui_fill(ui, (struct ui_box){0, height - 2, ui_width(ui), 2}, C_HAIR);
    left = draw_left(ui, router, bar, middle);
    /* Placed from the right, touched from the left: the order of the focus is that of reading. */
    lock = bar_button_box(ui, _("p_lock", "Lock"), is_upright, right, middle);
    right = lock.x - STAFF_GAP;
    if (bar->action_name) {
        struct ui_box box = bar_button_box(ui, bar->action, is_upright, right, middle);

        fired = bar_button(ui, bar->action_name, bar->action, bar->action_icon, is_upright, box);
        right = box.x - STAFF_GAP;
    }
    if (bar_button(ui, "lock", _("p_lock", "Lock"), ICON_LOCK, is_upright, lock))
        router_lock(router, "lock");
    right -= 8;
    if (!is_upright || !locks_soon(ui, router)) { /* an upright panel has room for one of the two */
        draw_clock(ui, router, right, middle, CLOCK_W);
        right -= CLOCK_W + STAFF_GAP;
    }
    words = ui_text_width(ui, bar->title, F_BODY, W_BOLD);
    below = ui_text_width(ui, bar->subtitle, F_CAPTION, W_MEDIUM);
    chip = draw_chip(ui, router, right, middle,
                     right - left - 2 * STAFF_GAP - (words > below ? words : below));
    right -= chip > 0 ? chip + STAFF_GAP : 0;
    part_cut(ui, title, sizeof title, bar->title, F_BODY, W_BOLD, right - left, 40);
    part_cut(ui, subtitle, sizeof subtitle, bar->subtitle, F_CAPTION, W_MEDIUM, right - left, 36);
    ui_text(ui, &(struct ui_text){.box = {left, middle - 40, right - left, 40},
                                  .text = title,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = "title"});
    ui_text(ui, &(struct ui_text){.box = {left, middle, right - left, 36},
                                  .text = subtitle,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = "subtitle"});
    return fired;
}

/* --- the door ------------------------------------------------------------------------------------ */

static void draw_panel(struct ui *ui, struct router *router, struct ui_box panel)
{
    bool is_wide = ui_is_landscape(ui);
    int x = is_wide ? 80 : 64;
    int y = is_wide ? 350 : 184;
    int circle = is_wide ? 160 : 120;

    ui_fill(ui, panel, C_DARK);
    ui_round(ui, (struct ui_box){x, is_wide ? 64 : 48, 88, 88}, 20, C_PRIMARY);
    ui_mark(ui, (struct ui_box){x, is_wide ? 64 : 48, 88, 88}, true);
    ui_text(ui, &(struct ui_text){.box = {x + 112, is_wide ? 60 : 44, panel.w - x - 112 - 40, 56},
                                  .text = router_office(router),
                                  .font = F_TITLE,
                                  .weight = W_BOLD,
                                  .color = C_WHITE,
                                  .max_lines = 1,
                                  .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = {x + 112, is_wide ? 108 : 92, panel.w - x - 112 - 40, 40},
                                  .text = _("sub", "Service Kiosk"),
                                  .font = F_BODY,
                                  .weight = W_MEDIUM,
                                  .color = C_DARK_INK2,
                                  .max_lines = 1});
    part_medallion(ui, (struct ui_box){x, y, circle, circle}, ICON_LOCK, circle / 2, C_ACCENT,
                   C_DARK);
    y += circle + 32;
    y += 16
         + part_text(ui, &(struct part_text){.x = x,
                                             .y = y,
                                             .w = panel.w - x - 40,
                                             .text = _("p_mode", "Staff mode"),
                                             .font = F_DISPLAY_S,
                                             .weight = W_BOLD,
                                             .color = C_WHITE,
                                             .name = "title"});
    part_text(ui, &(struct part_text){
                      .x = x,
                      .y = y,
                      .w = panel.w - x - 40,
                      .text = _("p_mode_d", "Issue, reprint and call numbers. The screen locks "
                                            "itself after 2 minutes without a touch."),
                      .font = F_TITLE,
                      .weight = W_MEDIUM,
                      .color = C_DARK_INK2,
                  });
    ui_tumpal(ui, (struct ui_box){panel.x, panel.y + panel.h - 80, panel.w, 80}, C_ACCENT, C_DARK);
}

struct ui_box part_staff_door(struct ui *ui, struct router *router)
{
    bool is_wide = ui_is_landscape(ui);
    struct ui_box panel = is_wide ? (struct ui_box){0, 0, DOOR_W, ui_height(ui)}
                                  : (struct ui_box){0, 0, ui_width(ui), DOOR_H};
    int x = is_wide ? DOOR_W + 96 : 64;
    int y = is_wide ? 64 : DOOR_H + 32;
    int right = ui_width(ui) - (is_wide ? 96 : 64);

    int back = ui_text_width(ui, _("back", "Back"), F_BODY, W_BOLD) + 44 + 20 + 48;

    draw_panel(ui, router, panel);
    if (router_has_way_back(router)
        && ui_button(ui, &(struct ui_button){.name = "nav-back",
                                             .label = _("back", "Back"),
                                             .icon = ICON_ARROW_LEFT,
                                             .kind = UI_SECONDARY,
                                             .font = F_BODY,
                                             .box = {x, y, back > 220 ? back : 220, 88}}))
        router_back(router);
    draw_clock(ui, router, right, y + 44, DOOR_CLOCK_W);
    return (struct ui_box){x, y + 120, right - x, ui_height(ui) - y - 120 - 48};
}

/* --- pages --------------------------------------------------------------------------------------- */

struct staff_pages part_staff_pages(size_t total, size_t each, int *page)
{
    struct staff_pages pages = {.pages = total > 0 ? (int)((total + each - 1) / each) : 1};

    if (*page >= pages.pages)
        *page = pages.pages - 1;
    pages.page = *page;
    pages.first = (size_t)*page * each;
    pages.last = pages.first + each < total ? pages.first + each : total;
    return pages;
}

void part_staff_pager(struct ui *ui, struct ui_box box, int *page, int pages)
{
    char a[16], b[16], words[STRINGS_LINE];

    if (pages < 2)
        return;
    (void)text_format(a, sizeof a, "%d", *page + 1);
    (void)text_format(b, sizeof b, "%d", pages);
    (void)text_fill(words, sizeof words, _("page", "Page {n} of {m}"), "n", a, "m", b, NULL);
    ui_text(ui,
            &(struct ui_text){.box = {box.x + PAGER_W + 8, box.y, box.w - 2 * PAGER_W - 16, box.h},
                              .text = words,
                              .font = F_BODY,
                              .weight = W_MEDIUM,
                              .color = C_INK2,
                              .align = UI_CENTER,
                              .max_lines = 1,
                              .is_middle = true});
    *page += part_page_step(
        ui, &(struct part_ways){.up = {box.x, box.y, PAGER_W, box.h},
                                .down = {box.x + box.w - PAGER_W, box.y, PAGER_W, box.h},
                                .font = F_BODY,
                                .is_first = *page == 0,
                                .is_last = *page + 1 >= pages});
}
