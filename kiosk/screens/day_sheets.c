/* What the day screen asks before it acts: closing the day, a pause's reason, how much more time. */
#include "base/text.h"
#include "day_screen.h"

enum {
    WIDTH = 952,
    PAD = 56, /* of a modal */
    CHOICE = 88,
    CHOICE_GAP = 12,
    ACTION = 112,
    MINUTE_MS = 60000,
};

/* Reasons are kept and shown to visitors in Indonesian. */
static const struct label pause_reasons[] = {
    W("sd_r_break", "The officers are on a break"),
    W("sd_r_meeting", "The officers are in a meeting"),
    W("sd_r_system", "The system is down"),
    W("sd_r_away", "The officer is away"),
    W("sd_r_full", "The waiting room is full"),
    W("sd_r_help", "The officer is helping another group"),
};
static const struct label extra_reasons[] = {
    W("sd_r_queue", "People are still waiting"),
    W("sd_r_event", "A special day of service"),
    W("sd_r_lost", "Makes up for time lost"),
    W("sd_r_order", "By order of the head of office"),
};
static const int extra_minutes[] = {30, 60, 120};

static void sheet_title(struct ui *ui, struct ui_box in, const char *title, const char *words)
{
    int y = in.y
            + part_text(ui, &(struct part_text){.x = in.x,
                                                .y = in.y,
                                                .w = in.w,
                                                .text = title,
                                                .font = F_H1,
                                                .weight = W_BOLD,
                                                .color = C_INK,
                                                .name = "sheet"});

    part_text(ui, &(struct part_text){.x = in.x,
                                      .y = y + 8,
                                      .w = in.w,
                                      .text = words,
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_INK,
                                      .name = "sheet-words"});
}

static int title_height(struct ui *ui, const char *title, const char *words)
{
    int width = WIDTH - 2 * PAD;

    return ui_text_height(ui, title, F_H1, W_BOLD, width) + 8
           + ui_text_height(ui, words, F_BODY, W_MEDIUM, width) + 24;
}

static struct ui_box open_sheet(struct ui *ui, int inner)
{
    int height = inner + 2 * PAD;

    return ui_modal(ui, (struct ui_box){(ui_width(ui) - WIDTH) / 2, (ui_height(ui) - height) / 2,
                                        WIDTH, height});
}

/* True when this one was touched. */
static bool draw_choice(struct ui *ui, struct ui_box box, const char *name, const char *label,
                        bool is_chosen)
{
    return ui_button(ui, &(struct ui_button){.name = name,
                                             .label = label,
                                             .icon = is_chosen ? ICON_CIRCLE_CHECK : ICON_CIRCLE,
                                             .kind = is_chosen ? UI_HELPER : UI_SECONDARY,
                                             .font = F_CAPTION,
                                             .box = box,
                                             .is_key = true});
}

static void draw_reasons(struct day_screen *s, struct ui *ui, struct ui_box in,
                         const struct label *reasons, int count)
{
    int width = (in.w - CHOICE_GAP) / 2;

    for (int i = 0; i < count; i++) {
        struct ui_box box = {in.x + i % 2 * (width + CHOICE_GAP),
                             in.y + i / 2 * (CHOICE + CHOICE_GAP), width, CHOICE};
        char name[WIDGET_NAME];

        (void)text_format(name, sizeof name, "reason-%d", i + 1);
        if (draw_choice(ui, box, name, strings_label(&reasons[i]), s->reason == i))
            s->reason = i;
    }
}

static int reasons_height(size_t count)
{
    return (int)(count + 1) / 2 * (CHOICE + CHOICE_GAP) + 24 - CHOICE_GAP;
}

/* Cancel left, the deed right. True for the deed. */
static bool draw_deeds(struct day_screen *s, struct ui *ui, struct ui_box in, const char *deed,
                       bool is_ready)
{
    int width = (in.w - 16) / 2;

    if (ui_button(ui, &(struct ui_button){.name = "sheet-cancel",
                                          .label = _("cancel", "Cancel"),
                                          .kind = UI_SECONDARY,
                                          .font = F_TITLE,
                                          .box = {in.x, in.y, width, ACTION}}))
        s->sheet = SHEET_NONE;
    return ui_button(ui, &(struct ui_button){.name = "sheet-do",
                                             .label = deed,
                                             .kind = UI_PRIMARY,
                                             .font = F_TITLE,
                                             .box = {in.x + width + 16, in.y, width, ACTION},
                                             .is_disabled = !is_ready});
}

/* --- closing the day -------------------------------------------------------------------------- */

static void close_day(struct day_screen *s, struct router *router)
{
    struct err err = {0};
    bool is_closed = desk_close_day(router_desk(router), router_shift(router)->officer.code, &err);
    char words[STRINGS_LINE];

    if (!is_closed && err.code == ERR_BUSY) {
        (void)text_fill(
            words, sizeof words,
            _("sd_close_busy", "Somebody is still at {counter}. Finish or skip them first."),
            "counter", err.text, NULL);
        router_toast(router, words, false);
        s->sheet = SHEET_NONE;
        return;
    }
    day_acted(s, router, is_closed, &err, _("sd_day_closed", "The day is closed."));
}

static void draw_close(struct day_screen *s, struct ui *ui, struct router *router)
{
    const char *title = _("sd_close_q", "Close the day?");
    char words[STRINGS_LINE];

    if (s->waiting == 0)
        (void)text_copy(words, sizeof words,
                        _("sd_close_none",
                          "Nobody is waiting. After closing, no more numbers are given today."));
    else
        strings_count(words, sizeof words,
                      N_("sd_close_some",
                         "**{n} person still waits.** The number stays on record as not served. "
                         "After closing, no more numbers are given today.",
                         "**{n} people still wait.** Their numbers stay on record as not served. "
                         "After closing, no more numbers are given today.",
                         (unsigned long)s->waiting),
                      s->waiting);
    int head = title_height(ui, title, words);
    struct ui_box in = open_sheet(ui, head + ACTION);

    sheet_title(ui, in, title, words);
    in.y += head;
    if (draw_deeds(s, ui, in, _("sd_close_day", "Close the day"), true))
        close_day(s, router);
}

/* --- a pause ---------------------------------------------------------------------------------- */

static void pause_group(struct day_screen *s, struct router *router)
{
    char reason[STRINGS_LINE];
    struct err err = {0};

    strings_in(reason, sizeof reason, "id", &pause_reasons[s->reason]);
    bool is_paused = desk_pause_group(router_desk(router), s->groups[s->pausing].group->id,
                                      router_shift(router)->officer.code, reason, &err);
    day_acted(s, router, is_paused, &err, _("sd_group_paused", "The group is paused."));
}

static void draw_pause(struct day_screen *s, struct ui *ui, struct router *router)
{
    const char *words =
        _("sd_pause_words",
          "No numbers are given for this group until it resumes. The reason is shown to visitors.");
    char title[STRINGS_LINE];

    (void)text_fill(title, sizeof title, _("sd_pause_q", "Pause {group}?"), "group",
                    strings_words(&s->groups[s->pausing].group->name), NULL);
    int head = title_height(ui, title, words);
    int list = reasons_height(ARRAY_LEN(pause_reasons));
    struct ui_box in = open_sheet(ui, head + list + ACTION);

    sheet_title(ui, in, title, words);
    in.y += head;
    draw_reasons(s, ui, in, pause_reasons, (int)ARRAY_LEN(pause_reasons));
    in.y += list;
    if (draw_deeds(s, ui, in, _("sd_pause", "Pause"), s->reason >= 0))
        pause_group(s, router);
}

/* --- more time -------------------------------------------------------------------------------- */

/* From the end of the hours while they last, else from now. */
static int64_t extra_until_ms(const struct day_screen *s, const struct router *router)
{
    int64_t from_ms = s->office.is_open && s->office.closes_ms > 0
                          ? s->office.closes_ms
                          : clock_now_ms(router_clock(router));

    return from_ms + (int64_t)s->minutes * MINUTE_MS;
}

static void add_time(struct day_screen *s, struct router *router)
{
    char reason[STRINGS_LINE];
    struct err err = {0};

    strings_in(reason, sizeof reason, "id", &extra_reasons[s->reason]);
    bool is_added = desk_extend_hours(router_desk(router), extra_until_ms(s, router),
                                      router_shift(router)->officer.code, reason, &err);
    day_acted(s, router, is_added, &err, _("sd_time_added", "Time was added."));
}

static void draw_minutes(struct day_screen *s, struct ui *ui, struct ui_box in)
{
    int count = (int)ARRAY_LEN(extra_minutes);
    int width = (in.w - (count - 1) * CHOICE_GAP) / count;

    for (int i = 0; i < count; i++) {
        struct ui_box box = {in.x + i * (width + CHOICE_GAP), in.y, width, CHOICE};
        char name[WIDGET_NAME], label[64];

        (void)text_format(name, sizeof name, "minutes-%d", extra_minutes[i]);
        strings_count(label, sizeof label, _("sd_plus", "+{n} minutes"), extra_minutes[i]);
        if (draw_choice(ui, box, name, label, s->minutes == extra_minutes[i]))
            s->minutes = extra_minutes[i];
    }
}

static void fill_extra(char *out, size_t size, const struct day_screen *s,
                       const struct router *router)
{
    char time[32];

    if (s->minutes == 0) {
        (void)text_copy(out, size,
                        _("sd_extra_words", "Numbers are given outside the opening hours."));
        return;
    }
    words_time(time, sizeof time, extra_until_ms(s, router), router_offset_min(router));
    (void)text_fill(out, size, _("sd_extra_until", "Numbers will be given until {time}."), "time",
                    time, NULL);
}

static void draw_extra(struct day_screen *s, struct ui *ui, struct router *router)
{
    const char *title = _("sd_extra_q", "Serve outside the hours?");
    char words[STRINGS_LINE];

    fill_extra(words, sizeof words, s, router);
    int head = title_height(ui, title, words);
    int list = reasons_height(ARRAY_LEN(extra_reasons));
    struct ui_box in = open_sheet(ui, head + CHOICE + 24 + list + ACTION);

    sheet_title(ui, in, title, words);
    in.y += head;
    draw_minutes(s, ui, in);
    in.y += CHOICE + 24;
    draw_reasons(s, ui, in, extra_reasons, (int)ARRAY_LEN(extra_reasons));
    in.y += list;
    if (draw_deeds(s, ui, in, _("sd_extra_do", "Serve"), s->reason >= 0 && s->minutes > 0))
        add_time(s, router);
}

void day_draw_sheet(struct day_screen *s, struct ui *ui, struct router *router)
{
    switch (s->sheet) {
    case SHEET_NONE:
        break;
    case SHEET_CLOSE:
        draw_close(s, ui, router);
        break;
    case SHEET_PAUSE:
        draw_pause(s, ui, router);
        break;
    case SHEET_EXTRA:
        draw_extra(s, ui, router);
        break;
    }
}
