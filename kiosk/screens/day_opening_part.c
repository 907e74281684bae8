/* The opening half of the day screen: whether numbers are given, the day's two ends, more time, and
 * a pause for each group. */
#include "base/text.h"
#include "day_screen.h"

enum {
    TITLE = 60,
    PAD = 24,
    ICON_SIZE = 48,
    REFUSAL = 44,
    ROW = 100, /* at least */
    ROW_GAP = 12,
    ROW_PAD = 16,
    ROW_BUTTON = 176,
    LETTER = 44,
    PAGER = 88,
};

/* --- is it open? ------------------------------------------------------------------------------ */

/* "Nomor diberikan sampai pukul 15.00." */
static void fill_open(char *out, size_t size, const struct opening *opening, int offset_min)
{
    char time[32];

    if (opening->closes_ms == 0) {
        (void)text_copy(out, size, _("sd_open", "Numbers are given."));
        return;
    }
    words_time(time, sizeof time, opening->closes_ms, offset_min);
    (void)text_fill(out, size, _("sd_open_until", "Numbers are given until {time}."), "time", time,
                    NULL);
}

static void fill_state(char *first, char *second, size_t size, const struct opening *opening,
                       const struct router *router)
{
    int offset_min = router_offset_min(router);

    second[0] = '\0';
    if (opening->is_open) {
        fill_open(first, size, opening, offset_min);
        return;
    }
    words_closed(first, size, opening, offset_min);
    words_opens_again(second, size, opening, clock_now_ms(router_clock(router)), offset_min);
}

static int draw_state(const struct day_screen *s, struct ui *ui, const struct router *router,
                      struct ui_box box)
{
    char first[STRINGS_LINE], second[STRINGS_LINE];
    int x = box.x + PAD + ICON_SIZE + 20;
    int width = box.x + box.w - PAD - x;
    int height;

    fill_state(first, second, sizeof first, &s->office, router);
    height = ui_text_height(ui, first, F_TITLE, W_BOLD, width)
             + (second[0] ? ui_text_height(ui, second, F_BODY, W_MEDIUM, width) : 0) + 2 * PAD;
    ui_card(ui, (struct ui_box){box.x, box.y, box.w, height}, 24, 2,
            s->office.is_open ? C_PRIMARY : C_WARNING, s->office.is_open ? C_TINT : C_WARNING_TINT);
    ui_icon(ui, s->office.is_open ? ICON_CIRCLE_CHECK : ICON_CALENDAR_CLOCK,
            (struct ui_box){box.x + PAD, box.y + PAD - 4, ICON_SIZE, ICON_SIZE},
            s->office.is_open ? C_PRIMARY : C_WARNING);
    int y = box.y + PAD;
    y += part_text(ui, &(struct part_text){.x = x,
                                           .y = y,
                                           .w = width,
                                           .text = first,
                                           .font = F_TITLE,
                                           .weight = W_BOLD,
                                           .color = C_INK,
                                           .name = "opening"});
    if (second[0])
        part_text(ui, &(struct part_text){.x = x,
                                          .y = y,
                                          .w = width,
                                          .text = second,
                                          .font = F_BODY,
                                          .weight = W_MEDIUM,
                                          .color = C_INK,
                                          .name = "opening-again"});
    return height;
}

/* --- the day's two ends, and more time -------------------------------------------------------- */

static void open_day(struct day_screen *s, struct router *router)
{
    struct err err = {0};
    bool is_open = desk_open_day(router_desk(router), router_shift(router)->officer.code, &err);

    day_acted(s, router, is_open, &err, _("sd_day_opened", "The day is open."));
}

static void open_sheet(struct day_screen *s, enum day_sheet sheet)
{
    s->sheet = sheet;
    s->reason = -1;
    s->minutes = 0;
}

/* Why time cannot be added; "" when it can. */
static const char *extra_refusal(const struct day_screen *s, const struct router *router)
{
    if (day_refusal(router, RIGHT_DAY)[0])
        return day_refusal(router, RIGHT_DAY);
    if (s->office.reason == CLOSED_DAY_ENDED)
        return _("sd_open_first", "Open the day first.");
    if (s->office.is_open && s->office.closes_ms == 0)
        return _("sd_no_hours", "This office has no fixed hours");
    return "";
}

static void draw_note(struct ui *ui, struct ui_box box, const char *text, const char *name)
{
    if (!text[0])
        return;
    ui_icon(ui, ICON_LOCK, (struct ui_box){box.x, box.y + 4, 28, 28}, C_INK2);
    ui_text(ui, &(struct ui_text){.box = {box.x + 36, box.y, box.w - 36, 36},
                                  .text = text,
                                  .font = F_CAPTION,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK2,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = name});
}

static int draw_day(struct day_screen *s, struct ui *ui, struct router *router, struct ui_box box)
{
    const char *refusal = day_refusal(router, RIGHT_DAY);
    const char *no_extra = extra_refusal(s, router);
    int width = (box.w - 16) / 2;

    if (ui_button(ui,
                  &(struct ui_button){.name = s->is_day_open ? "close-day" : "open-day",
                                      .label = s->is_day_open ? _("sd_close_day", "Close the day")
                                                              : _("sd_open_day", "Open the day"),
                                      .kind = s->is_day_open ? UI_SECONDARY : UI_PRIMARY,
                                      .font = F_BODY,
                                      .box = {box.x, box.y, width, DAY_ACTION},
                                      .is_disabled = refusal[0] != '\0'})) {
        if (s->is_day_open)
            open_sheet(s, SHEET_CLOSE);
        else
            open_day(s, router);
    }
    if (ui_button(ui, &(struct ui_button){.name = "extra",
                                          .label = _("sd_extra", "Add time"),
                                          .kind = UI_SECONDARY,
                                          .font = F_CAPTION,
                                          .box = {box.x + width + 16, box.y, width, DAY_ACTION},
                                          .is_disabled = no_extra[0] != '\0'}))
        open_sheet(s, SHEET_EXTRA);
    if (refusal[0]) {
        draw_note(ui, (struct ui_box){box.x, box.y + DAY_ACTION + 8, box.w, 0}, refusal,
                  "day-refused");
        return DAY_ACTION + REFUSAL;
    }
    draw_note(ui, (struct ui_box){box.x, box.y + DAY_ACTION + 8, box.w, 0}, no_extra,
              "extra-refused");
    return DAY_ACTION + (no_extra[0] ? REFUSAL : 0);
}

/* --- groups ----------------------------------------------------------------------------------- */

static void resume(struct day_screen *s, struct router *router, const struct day_group *group)
{
    struct err err = {0};
    bool is_resumed = desk_resume_group(router_desk(router), group->group->id,
                                        router_shift(router)->officer.code, &err);

    day_acted(s, router, is_resumed, &err, _("sd_resumed", "The group has resumed."));
}

static void fill_group(char *out, size_t size, const struct day_group *group)
{
    if (group->opening.reason == CLOSED_DAY_ENDED) /* what waits is on record, not in line */
        (void)text_copy(out, size, _("sd_day_closed", "The day is closed."));
    else if (group->opening.reason == CLOSED_PAUSED)
        (void)text_fill(out, size, _("sd_paused", "Paused: {reason}"), "reason",
                        group->opening.note[0] ? group->opening.note : "–", NULL);
    else
        strings_count(out, size,
                      N_("sd_waiting", "{n} waiting", "{n} waiting", (unsigned long)group->waiting),
                      group->waiting);
}

/* What a group's row says, and how high that is. */
struct group_words {
    char words[STRINGS_LINE];
    const char *name;
    int width, name_height, words_height;
};

static struct group_words words_of(struct ui *ui, const struct day_group *group, int row_width)
{
    struct group_words row = {.name = strings_words(&group->group->name),
                              .width = row_width - LETTER - 2 * ROW_PAD - ROW_BUTTON - 12};

    fill_group(row.words, sizeof row.words, group);
    row.name_height = ui_text_height(ui, row.name, F_BODY, W_SEMIBOLD, row.width);
    row.words_height = ui_text_height(ui, row.words, F_CAPTION, W_SEMIBOLD, row.width);
    return row;
}

static int row_height(struct ui *ui, const struct day_group *group, int width)
{
    struct group_words row = words_of(ui, group, width);
    int height = row.name_height + row.words_height + 2 * ROW_PAD;

    return height > ROW ? height : ROW;
}

static void draw_group_words(struct ui *ui, struct ui_box box, const struct day_group *group)
{
    struct group_words row = words_of(ui, group, box.w);
    bool is_paused = group->opening.reason == CLOSED_PAUSED;
    char letter[2] = {group->group->letter, '\0'}, name[WIDGET_NAME];
    int x = box.x + ROW_PAD + LETTER;
    int y = box.y + (box.h - row.name_height - row.words_height) / 2;

    (void)text_format(name, sizeof name, "group-%s", letter);
    ui_text(ui, &(struct ui_text){.box = {box.x + ROW_PAD, box.y, LETTER, box.h},
                                  .text = letter,
                                  .font = F_H2,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = {x, y, row.width, row.name_height},
                                  .text = row.name,
                                  .font = F_BODY,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK});
    ui_text(ui, &(struct ui_text){.box = {x, y + row.name_height, row.width, row.words_height},
                                  .text = row.words,
                                  .font = F_CAPTION,
                                  .weight = W_SEMIBOLD,
                                  .color = is_paused ? C_WARNING : C_INK2,
                                  .name = name});
}

static void draw_group(struct day_screen *s, struct ui *ui, struct router *router,
                       struct ui_box box, size_t index)
{
    const struct day_group *group = &s->groups[index];
    bool is_paused = group->opening.reason == CLOSED_PAUSED;
    char name[WIDGET_NAME];

    ui_card(ui, box, 24, 2, is_paused ? C_WARNING : C_EDGE, is_paused ? C_WARNING_TINT : C_SURFACE);
    draw_group_words(ui, box, group);
    (void)text_format(name, sizeof name, "%s-%c", is_paused ? "resume" : "pause",
                      group->group->letter);
    if (ui_button(ui, &(struct ui_button){
                          .name = name,
                          .label = is_paused ? _("sd_resume", "Resume") : _("sd_pause", "Pause"),
                          .kind = is_paused ? UI_HELPER : UI_SECONDARY,
                          .font = F_CAPTION,
                          .box = {box.x + box.w - ROW_BUTTON - 12, box.y + (box.h - 80) / 2,
                                  ROW_BUTTON, 80},
                          .is_disabled = day_refusal(router, RIGHT_PAUSE)[0]
                                         || s->office.reason == CLOSED_DAY_ENDED})) {
        s->pausing = index;
        if (is_paused)
            resume(s, router, group);
        else
            open_sheet(s, SHEET_PAUSE);
    }
}

/* Beside the table's own pager on a wide panel: its buttons have other names. */
static void draw_group_pager(struct day_screen *s, struct ui *ui, struct ui_box box, int pages)
{
    const struct {
        const char *name, *spoken;
        enum icon icon;
        int step;
        bool is_disabled;
    } ways[] = {
        {"groups-up", _("prev", "Previous"), ICON_CHEVRON_UP, -1, s->group_page == 0},
        {"groups-down", _("next", "Next"), ICON_CHEVRON_DOWN, 1, s->group_page + 1 >= pages},
    };
    int width = (box.w - 16) / 2;

    for (int i = 0; pages > 1 && i < (int)ARRAY_LEN(ways); i++)
        if (ui_button(ui,
                      &(struct ui_button){.name = ways[i].name,
                                          .label = "",
                                          .spoken = ways[i].spoken,
                                          .icon = ways[i].icon,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = {box.x + i * (width + 16), box.y, width, box.h},
                                          .is_disabled = ways[i].is_disabled,
                                          .is_key = true}))
            s->group_page += ways[i].step;
}

static struct paging split(struct ui *ui, const struct day_screen *s, struct ui_box box)
{
    struct paging paging = {.room = box.h + ROW_GAP, .wanted = s->group_page};

    for (size_t i = 0; i < s->group_count; i++)
        paging_add(&paging, row_height(ui, &s->groups[i], box.w) + ROW_GAP);
    return paging;
}

static void draw_groups(struct day_screen *s, struct ui *ui, struct router *router,
                        struct ui_box box)
{
    struct paging paging = split(ui, s, box);
    int y = box.y;

    if (paging.pages > 1)
        paging = split(ui, s, (struct ui_box){box.x, box.y, box.w, box.h - PAGER - ROW_GAP});
    paging_end(&paging, &s->group_page);
    for (size_t i = paging.first; i < paging.last; i++) {
        int height = row_height(ui, &s->groups[i], box.w);

        draw_group(s, ui, router, (struct ui_box){box.x, y, box.w, height}, i);
        y += height + ROW_GAP;
    }
    draw_group_pager(s, ui, (struct ui_box){box.x, box.y + box.h - PAGER, box.w, PAGER},
                     paging.pages);
}

void day_draw_opening(struct day_screen *s, struct ui *ui, struct router *router, struct ui_box box)
{
    int bottom = box.y + box.h;

    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = box.y,
                                      .w = box.w,
                                      .text = _("sd_today", "Service today"),
                                      .font = F_H2,
                                      .weight = W_BOLD,
                                      .color = C_INK});
    box.y += TITLE;
    box.y += draw_state(s, ui, router, box) + 16;
    box.y += draw_day(s, ui, router, box) + 24;
    draw_groups(s, ui, router, (struct ui_box){box.x, box.y, box.w, bottom - box.y});
}
