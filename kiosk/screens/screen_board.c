/* Screen 34: who is called where, on a screen of its own above the hall. Nobody touches it. */
#include "announcer.h"
#include "base/text.h"
#include "board_strip.h"
#include "parts.h"
#include "router_internal.h"

enum {
    SIDE = BOARD_SIDE,
    WIDE_SPLIT = 1200, /* of 1920: the large call left, the other counters right */
    STRIP = BOARD_STRIP,
    TALL_CALL = 952,  /* height of the large call on a tall screen */
    TALL_STRIP = 272, /* its strip has two storeys */
    TUMPAL = 80,
    PANEL = 176,    /* the counter's panel */
    ROW = 144,      /* of another counter; closer together when there are many */
    ROW_LEAST = 88, /* the group's name goes when rows are closer than … */
    ROW_GROUP = 108,
    NUMBER_WIDTH = 264 /* column of the other counters' numbers */
};

/* Where things stand, in landscape and in portrait. */
struct places {
    struct ui_box call;   /* the ground of the large call */
    struct ui_box others; /* the ground of the other counters */
    struct ui_box strip;
    bool is_wide;
};

static struct places places_of(const struct ui *ui)
{
    int w = ui_width(ui), h = ui_height(ui);

    if (ui_is_landscape(ui)) {
        int split = w * WIDE_SPLIT / 1920;

        return (struct places){.call = {0, 0, split, h - STRIP},
                               .others = {split, 0, w - split, h - STRIP},
                               .strip = {0, h - STRIP, w, STRIP},
                               .is_wide = true};
    }
    return (struct places){.call = {0, 0, w, TALL_CALL},
                           .others = {0, TALL_CALL, w, h - TALL_CALL - TALL_STRIP},
                           .strip = {0, h - TALL_STRIP, w, TALL_STRIP}};
}

/* The largest of the fonts with which the text is one line. */
static enum ui_font fitting(struct ui *ui, const char *text, enum ui_weight weight, int width,
                            const enum ui_font *fonts, size_t count)
{
    size_t i = 0;

    while (i + 1 < count && ui_text_width(ui, text, fonts[i], weight) > width)
        i++;
    return fonts[i];
}

static const char *group_name(const struct router *router, const char *group_id)
{
    const struct catalog *catalog = router_catalog(router);
    const struct group *group = catalog ? catalog_group(catalog, group_id) : NULL;

    return group ? strings_words(&group->name) : "";
}

/* --- the head --------------------------------------------------------------------------------- */

static void draw_stale(struct ui *ui, const struct router *router, struct ui_box box)
{
    const struct announcer *announcer = &router->announcer;
    char time[16], words[STRINGS_LINE];

    if (!announcer->is_stale || !announcer->has_board)
        return;
    words_time(time, sizeof time, announcer->board_at_ms, router_offset_min(router));
    (void)text_fill(words, sizeof words, _("tv_stale", "As of {time}"), "time", time, NULL);
    (void)ui_chip(ui, box, ICON_WIFI_OFF, words, UI_TONE_WARNING, true, "stale");
}

static void draw_office(struct ui *ui, const struct router *router, int right)
{
    static const enum ui_font fonts[] = {F_H2, F_TITLE, F_BODY, F_CAPTION};
    const char *office = router_office(router), *what = _("tv_called", "Queue number being called");
    int width = right - SIDE - 112;

    ui_round(ui, (struct ui_box){SIDE, 48, 88, 88}, 20, C_PRIMARY);
    ui_mark(ui, (struct ui_box){SIDE + 8, 56, 72, 72}, true);
    ui_text(ui, &(struct ui_text){.box = {SIDE + 112, 44, width, 56},
                                  .text = office,
                                  .font = fitting(ui, office, W_BOLD, width, fonts, 4),
                                  .weight = W_BOLD,
                                  .color = C_WHITE,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = "office"});
    ui_text(ui, &(struct ui_text){.box = {SIDE + 112, 96, width, 40},
                                  .text = what,
                                  .font = fitting(ui, what, W_MEDIUM, width, fonts + 1, 3),
                                  .weight = W_MEDIUM,
                                  .color = C_DARK_INK2,
                                  .max_lines = 1});
}

static void draw_clock(struct ui *ui, const struct router *router, struct ui_box box)
{
    int64_t now_ms = clock_now_ms(router_clock(router));
    char clock[16] = "--.--", date[64] = "";

    if (now_ms >= router->clock_floor_ms && router_catalog(router)) {
        words_time(clock, sizeof clock, now_ms, router_offset_min(router));
        words_date(date, sizeof date, now_ms, router_offset_min(router));
    }
    ui_digits(ui, (struct ui_box){box.x, box.y, box.w, 72}, clock, F_QUESTION, C_WHITE, UI_RIGHT);
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y + 72, box.w, 40},
                                  .text = date,
                                  .font = F_BODY,
                                  .weight = W_SEMIBOLD,
                                  .color = C_WHITE,
                                  .align = UI_RIGHT,
                                  .max_lines = 1});
}

/* --- the large call ----------------------------------------------------------------------------- */

/* The largest of the fonts with which the text, on as many lines as it takes, is no higher. */
static enum ui_font filling(struct ui *ui, const char *text, int width, int height)
{
    static const enum ui_font fonts[] = {F_DISPLAY, F_DISPLAY_S, F_QUESTION, F_H1, F_H2};
    size_t i = 0;

    while (i + 1 < ARRAY_LEN(fonts) && ui_text_height(ui, text, fonts[i], W_BOLD, width) > height)
        i++;
    return fonts[i];
}

/* The counter, and what it is for where there is room beside it. */
static void draw_counter(struct ui *ui, struct ui_box box, const char *counter, const char *group)
{
    int x = box.x + 176, right = box.x + box.w - 48;
    int group_width = 300;
    int width = right - x - group_width - 32;
    enum ui_font font;

    ui_icon(ui, ICON_ARROW_RIGHT, (struct ui_box){box.x + 56, box.y + box.h / 2 - 48, 96, 96},
            C_ON_ACCENT);
    if (!group[0] || ui_text_width(ui, counter, F_DISPLAY_S, W_BOLD) > width) {
        width = right - x; /* its name is more than what it does */
        group = "";
    }
    font = filling(ui, counter, width, box.h);
    ui_text(ui, &(struct ui_text){.box = {x, box.y, width, box.h},
                                  .text = counter,
                                  .font = font,
                                  .weight = W_BOLD,
                                  .color = C_ON_ACCENT,
                                  .is_middle = true,
                                  .name = "counter"});
    if (group[0])
        ui_text(ui, &(struct ui_text){.box = {right - group_width, box.y, group_width, box.h},
                                      .text = group,
                                      .font = F_TITLE,
                                      .weight = W_SEMIBOLD,
                                      .color = C_ON_ACCENT,
                                      .align = UI_RIGHT,
                                      .max_lines = 3,
                                      .is_middle = true});
}

/* Left-aligned when it is narrower than its place. */
static void draw_number(struct ui *ui, struct ui_box box, const char *number, enum ui_color color)
{
    int width = ui_text_width(ui, number, F_NUMBER_MAX, W_BOLD);

    if (width < box.w)
        box.w = width;
    ui_number(ui, box, number, color, "number");
}

/* For twelve seconds a new call is ink on saffron, all of it; it does not blink. */
static void draw_call(struct ui *ui, const struct router *router, struct ui_box ground)
{
    const struct announcer *announcer = &router->announcer;
    const struct board_call *call = &announcer->shown;
    bool is_lit = announcer_is_lit(announcer, ui_now_ms(ui));
    enum ui_color ink = is_lit ? C_ON_ACCENT : C_WHITE;
    enum ui_color soft = is_lit ? C_ON_ACCENT : C_DARK_INK2;
    int width = ground.w - 2 * SIDE;
    int panel = ground.y + ground.h - 72 - PANEL;

    if (is_lit)
        ui_round(ui, (struct ui_box){SIDE - 32, 176, ground.w - 2 * SIDE + 64, ground.h - 176 - 32},
                 32, C_ACCENT);
    ui_icon(ui, ICON_MEGAPHONE, (struct ui_box){SIDE + 4, 208, 60, 60},
            is_lit ? C_ON_ACCENT : C_ACCENT);
    ui_text(ui, &(struct ui_text){.box = {SIDE + 88, 208, width - 88, 60},
                                  .text = _("tv_number", "Queue number"),
                                  .font = F_FACE,
                                  .weight = W_SEMIBOLD,
                                  .color = soft,
                                  .max_lines = 1,
                                  .is_middle = true});
    if (!announcer->has_shown) {
        ui_text(ui, &(struct ui_text){.box = {SIDE, 288, width, panel - 320},
                                      .text = _("none_called", "Nobody has been called yet"),
                                      .font = F_DISPLAY,
                                      .weight = W_BOLD,
                                      .color = C_WHITE,
                                      .is_middle = true,
                                      .name = "number"});
        return;
    }
    draw_number(ui, (struct ui_box){SIDE, 280, width, panel - 304}, call->number, ink);
    if (is_lit)
        ui_fill(ui, (struct ui_box){SIDE, panel - 4, width, 4}, C_ON_ACCENT);
    else
        ui_round(ui, (struct ui_box){SIDE, panel, width, PANEL}, 32, C_ACCENT);
    draw_counter(ui, (struct ui_box){SIDE, panel, width, PANEL}, call->counter,
                 group_name(router, call->group_id));
}

/* --- the other counters --------------------------------------------------------------------------- */

/* One font for all numbers, so that none looks like more than another. */
static enum ui_font number_font(struct ui *ui, const struct board_call *const *calls, size_t count,
                                int pitch)
{
    static const enum ui_font fonts[] = {F_DISPLAY_S, F_QUESTION, F_H1, F_H2, F_TITLE};
    size_t at = pitch < ROW_GROUP;

    for (size_t i = 0; i < count; i++) {
        while (at + 1 < ARRAY_LEN(fonts)
               && ui_text_width(ui, calls[i]->number, fonts[at], W_BOLD) > NUMBER_WIDTH)
            at++;
    }
    return fonts[at];
}

static void draw_other(struct ui *ui, const struct router *router, struct ui_box row,
                       const struct board_call *call, enum ui_font number, size_t index)
{
    static const enum ui_font counter_fonts[] = {F_FACE, F_H2, F_TITLE, F_BODY};
    bool has_group = row.h >= ROW_GROUP && group_name(router, call->group_id)[0];
    int x = row.x + NUMBER_WIDTH + 24, width = row.x + row.w - x;
    enum ui_font font =
        fitting(ui, call->counter, W_SEMIBOLD, width, counter_fonts, ARRAY_LEN(counter_fonts));
    char name[WIDGET_NAME];

    has_group = has_group && ui_text_width(ui, call->counter, font, W_SEMIBOLD) <= width;
    (void)text_format(name, sizeof name, "other-%zu", index + 1);
    ui_text(ui, &(struct ui_text){.box = {row.x, row.y, NUMBER_WIDTH, row.h - 2},
                                  .text = call->number,
                                  .font = number,
                                  .weight = W_BOLD,
                                  .color = C_WHITE,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = name});
    (void)text_format(name, sizeof name, "other-counter-%zu", index + 1);
    ui_text(ui, &(struct ui_text){.box = {x, row.y + (has_group ? row.h / 2 - 50 : 0), width,
                                          has_group ? 56 : row.h - 2},
                                  .text = call->counter,
                                  .font = font,
                                  .weight = W_SEMIBOLD,
                                  .color = C_WHITE,
                                  .is_middle = true,
                                  .name = name});
    if (has_group)
        ui_text(ui, &(struct ui_text){.box = {x, row.y + row.h / 2 + 4, width, 40},
                                      .text = group_name(router, call->group_id),
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_WHITE,
                                      .max_lines = 1});
    ui_fill(ui, (struct ui_box){row.x, row.y + row.h - 2, row.w, 2}, C_DARK_HAIR);
}

static void draw_others(struct ui *ui, const struct router *router, struct ui_box ground,
                        bool is_wide)
{
    const struct board_call *others[BOARD_OTHERS];
    size_t count = announcer_others(&router->announcer, others);
    int left = ground.x + (is_wide ? 56 : SIDE);
    int width = ground.x + ground.w - (is_wide ? 56 : SIDE) - left;
    int top = ground.y + (is_wide ? 176 : 104);
    int room = ground.y + ground.h - TUMPAL - 16 - top;
    size_t most = (size_t)(room / ROW_LEAST);
    int pitch;
    enum ui_font number;

    ui_fill(ui, ground, C_PRIMARY);
    ui_text(ui, &(struct ui_text){.box = {left, ground.y + (is_wide ? 48 : 40), width / 2, 48},
                                  .text = _("tv_other", "Other counters"),
                                  .font = F_H2,
                                  .weight = W_SEMIBOLD,
                                  .color = C_WHITE,
                                  .max_lines = 1});
    if (count > most)
        count = most; /* the newest ones */
    pitch = count > 0 ? room / (int)count : ROW;
    if (pitch > ROW)
        pitch = ROW;
    number = number_font(ui, others, count, pitch);
    for (size_t i = 0; i < count; i++)
        draw_other(ui, router, (struct ui_box){left, top + (int)i * pitch, width, pitch}, others[i],
                   number, i);
    ui_tumpal(ui, (struct ui_box){ground.x, ground.y + ground.h - TUMPAL, ground.w, TUMPAL},
              C_ACCENT, C_PRIMARY);
}

/* --- the screen ---------------------------------------------------------------------------------- */

static void board_news(void *state, struct router *router)
{
    (void)state;
    announcer_look(&router->announcer, router);
}

static void board_frame(void *state, struct ui *ui, struct router *router)
{
    struct places at = places_of(ui);
    int clock_width = 400;

    (void)state;
    if (announcer_is_due(&router->announcer, ui_now_ms(ui)))
        announcer_look(&router->announcer, router);
    ui_fill(ui, at.call, C_DARK);
    draw_others(ui, router, at.others, at.is_wide);
    if (at.is_wide) {
        draw_office(ui, router, at.call.w - SIDE - (router->announcer.is_stale ? 416 : 0));
        draw_stale(ui, router, (struct ui_box){at.call.w - SIDE - 400, 64, 400, 56});
        draw_clock(
            ui, router,
            (struct ui_box){at.others.x + at.others.w - 56 - clock_width, 40, clock_width, 112});
    } else {
        draw_office(ui, router, at.call.w - SIDE - 304);
        draw_clock(ui, router, (struct ui_box){at.call.w - SIDE - 288, 36, 288, 112});
    }
    draw_call(ui, router, at.call);
    if (!at.is_wide) /* on the call's own ground: the head is full */
        draw_stale(ui, router, (struct ui_box){at.call.w - SIDE - 400, 208, 400, 56});
    board_strip(ui, router, at.strip, at.is_wide);
    ui_ask_wake(ui, announcer_wake_at(&router->announcer, ui_now_ms(ui)));
}

const struct screen screen_board = {
    .name = "board",
    .state_size = 0,
    .is_dark = true,
    .has_no_nav = true,
    .has_own_top = true,
    .outlives_desk = true,
    .enter = board_news,
    .frame = board_frame,
    .news = board_news,
};
