/* Screen 01: invites, chooses the language, shows who is called. */
#include "base/text.h"
#include "closed.h"
#include "parts.h"

static const struct label touch = W("touch", "Touch the screen to start");

struct attract_state {
    struct queue_view queue;
    struct opening opening;
    char touch_id[128], touch_en[128]; /* each shown below the other: made once */
};

static void attract_news(void *state, struct router *router)
{
    struct attract_state *s = state;
    struct queue_view queue;
    struct err err = {0};

    if (desk_view_queue(router_desk(router), NULL, &queue, &err))
        s->queue = queue;
    else
        router_desk_failed(router, &err, "reading the queue");
    s->opening = closed_look(router, NULL);
}

static void attract_enter(void *state, struct router *router)
{
    struct attract_state *s = state;

    strings_in(s->touch_id, sizeof s->touch_id, "id", &touch);
    strings_in(s->touch_en, sizeof s->touch_en, "en", &touch);
    attract_news(state, router);
}

static void start(struct router *router, const char *lang)
{
    if (lang)
        router_speak(router, lang);
    router_restart(router, &screen_home);
}

/* The dark part invites, the light one shows the queue and begins. */
struct places {
    struct ui_box dark, light; /* content boxes; the dark one ends above its ornament */
    struct ui_box ground;      /* all that is dark below the top bar */
    struct ui_box queue, start_id, start_en;
};

enum {
    GAP = 48,
    QUEUE = 144,
    VALUE = 112, /* below its label */
    START_ID = 144,
    START_EN = 112,
    BETWEEN = 24,
    BOTTOM = 64,
    TUMPAL = 88,
    DARK_TOP = 72, /* above the welcome */
    DARK_TOP_WIDE = 40,
    LIGHT_W = 736, /* of the light part beside the dark one */
    QUEUE_LEFT = 590,
    MEDALLION = 272,
    MEDALLION_LEAST = 136,
    PITCH = 36,
    PITCH_LEAST = 12,
    OFFER_ICON = 48,
    OFFER_TEXT = 76
};

static int queue_height(const struct attract_state *s, struct ui *ui, const struct router *router,
                        int w)
{
    int height = ui_is_landscape(ui) ? 2 * QUEUE + GAP : QUEUE;

    if (!s->opening.is_open && closed_height(ui, router, &s->opening, w) > height)
        height = closed_height(ui, router, &s->opening, w);
    return height;
}

static struct places places_of(const struct attract_state *s, struct ui *ui,
                               const struct router *router)
{
    bool is_wide = ui_is_landscape(ui);
    int end = ui_height(ui) - ui_nav_height(ui), top = ui_top_height(ui);
    int begin = end - (is_wide ? GAP : BOTTOM) - START_EN - BETWEEN - START_ID;
    struct places at = {.light = {PART_X, 0, PART_W, 0}};
    int queue;

    if (is_wide)
        at.light = (struct ui_box){ui_width(ui) - LIGHT_W + GAP, top, LIGHT_W - GAP - PART_X, 0};
    queue = queue_height(s, ui, router, at.light.w);
    at.start_id = (struct ui_box){at.light.x, begin, at.light.w, START_ID};
    at.start_en = (struct ui_box){at.light.x, begin + START_ID + BETWEEN, at.light.w, START_EN};
    at.queue = (struct ui_box){at.light.x, begin - GAP - queue, at.light.w, queue};
    at.ground = (struct ui_box){0, top, ui_width(ui), at.queue.y - GAP - top};
    if (is_wide) {
        at.queue.y = top + (begin - top - queue) / 2;
        at.ground = (struct ui_box){0, top, ui_width(ui) - LIGHT_W, end - top};
    }
    at.dark = (struct ui_box){PART_X, top + (is_wide ? DARK_TOP_WIDE : DARK_TOP),
                              at.ground.w - 2 * PART_X, 0};
    at.dark.h = at.ground.y + at.ground.h - TUMPAL - at.dark.y;
    return at;
}

static int draw_words(struct ui *ui, struct ui_box box, const char *text, enum ui_font font)
{
    return part_text(ui, &(struct part_text){.x = box.x,
                                             .y = box.y,
                                             .w = box.w,
                                             .text = text,
                                             .font = font,
                                             .weight = font == F_H2 ? W_MEDIUM : W_BOLD,
                                             .color = font == F_H2 ? C_DARK_INK2 : C_WHITE,
                                             .name = font == F_H2 ? NULL : "title"});
}

/* Returns the y below it. */
static int draw_invitation(struct ui *ui, const struct attract_state *s, struct ui_box box)
{
    static const enum ui_font fonts[] = {F_HERO, F_DISPLAY, F_DISPLAY_S};
    size_t at = 0;

    while (at + 1 < ARRAY_LEN(fonts)
           && ui_text_height(ui, strings_label(&touch), fonts[at], W_BOLD, box.w)
                  > 2 * ui_text_height(ui, "A", fonts[at], W_BOLD, box.w))
        at++;
    box.y += draw_words(ui, box, _("welcome", "Welcome"), F_H2) + 16;
    box.y += draw_words(ui, box, strings_label(&touch), fonts[at]) + 24;
    return box.y
           + draw_words(ui, box, text_equal(i18n_lang(), "en") ? s->touch_id : s->touch_en, F_H2);
}

static const struct {
    enum icon icon;
    struct label label;
} offers[] = {
    {ICON_LIST_CHECKS, W("a1", "See permit requirements and steps")},
    {ICON_TICKET, W("a2", "Get a queue number")},
    {ICON_MEGAPHONE, W("a4", "File a complaint")},
};

static int offers_height(struct ui *ui, int w, int pitch)
{
    int height = -pitch;

    for (size_t i = 0; i < ARRAY_LEN(offers); i++)
        height +=
            PITCH
            + ui_text_height(ui, strings_label(&offers[i].label), F_H2, W_SEMIBOLD, w - OFFER_TEXT);
    return height;
}

static void draw_offer_list(struct ui *ui, struct ui_box box, int pitch)
{
    for (size_t i = 0; i < ARRAY_LEN(offers); i++) {
        const char *text = strings_label(&offers[i].label);
        int height = ui_text_height(ui, text, F_H2, W_SEMIBOLD, box.w - OFFER_TEXT);

        ui_icon(ui, offers[i].icon,
                (struct ui_box){box.x, box.y + (height - OFFER_ICON) / 2, OFFER_ICON, OFFER_ICON},
                C_ACCENT);
        part_text(ui, &(struct part_text){.x = box.x + OFFER_TEXT,
                                          .y = box.y,
                                          .w = box.w - OFFER_TEXT,
                                          .text = text,
                                          .font = F_H2,
                                          .weight = W_SEMIBOLD,
                                          .color = C_WHITE});
        box.y += height + pitch;
    }
}

/* What can be done here, beside a hand, as far as there is room; the list grows with the screens that
 * exist. */
static void draw_offers(struct ui *ui, struct ui_box box)
{
    int size = box.h - 2 * 40 < MEDALLION ? box.h - 2 * 40 : MEDALLION;
    struct ui_box list = box;
    int pitch = PITCH, height;

    if (size >= MEDALLION_LEAST) {
        list.x += size + 64;
        list.w -= size + 64;
    }
    if (offers_height(ui, list.w, PITCH) + 2 * PITCH > box.h)
        pitch = PITCH_LEAST;
    height = offers_height(ui, list.w, pitch);
    if (size >= MEDALLION_LEAST)
        part_medallion(ui, (struct ui_box){box.x, box.y + (box.h - size) / 2, size, size},
                       ICON_POINTER, size * 10 / 17, C_ACCENT, C_DARK);
    if (height + 2 * pitch > box.h)
        return;
    list.y += (box.h - height) / 2;
    draw_offer_list(ui, list, pitch);
}

static void draw_label(struct ui *ui, struct ui_box box, const char *text)
{
    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = box.y,
                                      .w = box.w,
                                      .text = text,
                                      .font = F_BODY,
                                      .weight = W_SEMIBOLD,
                                      .color = C_INK2});
}

/* In the box from y + 40 on, as large as the design has it where that fits. */
static void draw_value(struct ui *ui, struct ui_box box, const char *text, const char *name)
{
    const struct ui_box place = {box.x, box.y + 40, box.w, VALUE};
    bool is_line = ui_text_width(ui, text, F_H1, W_BOLD) <= place.w;
    enum ui_font font = part_font(ui, text, W_BOLD, is_line ? F_H1 : F_H2, place.w, place.h);
    char words[STRINGS_LINE];

    part_cut(ui, words, sizeof words, text, font, W_BOLD, place.w, place.h);
    ui_text(ui, &(struct ui_text){.box = place,
                                  .text = words,
                                  .font = font,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .is_middle = true,
                                  .name = name});
}

/* Smaller where the counter's words have no room beside it. */
static enum ui_font number_font(struct ui *ui, const char *number, const char *words, int room)
{
    static const enum ui_font fonts[] = {F_DISPLAY_S, F_QUESTION, F_H2};
    size_t at = 0;

    while (at + 1 < ARRAY_LEN(fonts)
           && ui_text_height(ui, words, F_BODY, W_BOLD,
                             room - ui_text_width(ui, number, fonts[at], W_BOLD))
                  > VALUE)
        at++;
    return fonts[at];
}

static void draw_called(struct ui *ui, const struct router *router, const struct queue_view *queue,
                        struct ui_box box)
{
    const char *words = part_counter_words(router, queue->called_counter);
    const int aside = 24 + 48 + 20;
    enum ui_font font;
    int width;

    draw_label(ui, box, _("calling", "Now calling"));
    if (!queue->called[0]) {
        draw_value(ui, box, _("none_called", "Nobody has been called yet"), "called");
        return;
    }
    font = number_font(ui, queue->called, words, box.w - aside);
    width = ui_text_width(ui, queue->called, font, W_BOLD);
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y + 40, width, VALUE},
                                  .text = queue->called,
                                  .font = font,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = "called"});
    ui_icon(ui, ICON_ARROW_RIGHT, (struct ui_box){box.x + width + 24, box.y + 72, 48, 48}, C_INK);
    box.x += width + aside;
    box.w -= width + aside;
    draw_value(ui, box, words, "called-counter");
}

static void draw_waiting(struct ui *ui, const struct queue_view *queue, struct ui_box box)
{
    char people[64];

    words_people(people, sizeof people, queue->waiting);
    draw_label(ui, box, _("waiting", "Waiting"));
    ui_icon(ui, ICON_USERS, (struct ui_box){box.x, box.y + 68, 56, 56}, C_INK);
    box.x += 72;
    box.w -= 72;
    draw_value(ui, box, people, "waiting");
}

/* Beside each other, in landscape below each other. */
static void draw_queue(struct ui *ui, const struct router *router, const struct queue_view *queue,
                       struct ui_box box)
{
    struct ui_box called = {box.x, box.y, box.w, QUEUE};
    struct ui_box waiting = {box.x, box.y + QUEUE + GAP, box.w, QUEUE};

    if (ui_is_landscape(ui)) {
        ui_fill(ui, (struct ui_box){box.x, box.y + QUEUE + GAP / 2, box.w, 2}, C_HAIR);
    } else {
        called.w = QUEUE_LEFT;
        waiting = (struct ui_box){box.x + QUEUE_LEFT + 50, box.y, box.w - QUEUE_LEFT - 50, QUEUE};
        ui_fill(ui, (struct ui_box){box.x + QUEUE_LEFT + 16, box.y, 2, QUEUE}, C_HAIR);
    }
    draw_called(ui, router, queue, called);
    draw_waiting(ui, queue, waiting);
}

static void draw_starts(struct ui *ui, struct router *router, const struct places *at)
{
    const char *start_id = _("start_id", "Start in Indonesian");
    bool is_short = ui_text_width(ui, start_id, F_H2, W_BOLD) + 128 <= at->start_id.w;

    if (ui_button(ui, &(struct ui_button){.name = "start-id",
                                          .label = start_id,
                                          .icon = ICON_ARROW_RIGHT,
                                          .icon_after = true,
                                          .kind = UI_PRIMARY,
                                          .font = is_short ? F_H2 : F_TITLE,
                                          .box = at->start_id}))
        start(router, "id");
    if (ui_button(ui, &(struct ui_button){.name = "start-en",
                                          .label = _("start_en", "Start in English"),
                                          .icon = ICON_ARROW_RIGHT,
                                          .icon_after = true,
                                          .kind = UI_SECONDARY,
                                          .font = F_TITLE,
                                          .box = at->start_en}))
        start(router, "en");
}

static void attract_frame(void *state, struct ui *ui, struct router *router)
{
    struct attract_state *s = state;
    const struct places at = places_of(s, ui, router);
    struct ui_box wake = at.ground, rest = at.dark;
    int end = at.ground.y + at.ground.h;

    if (ui_is_low_reach(ui)) {
        wake.y = UI_LOW_REACH;
        wake.h = end - UI_LOW_REACH;
    }
    ui_fill(ui, at.ground, C_DARK);
    /* the first touch only wakes: nothing of what lies below it is activated */
    if (wake.h >= 64 /* no target is smaller */
        && ui_hotspot(ui, "wake", strings_label(&touch), wake))
        start(router, NULL);
    rest.y = draw_invitation(ui, s, at.dark);
    rest.h -= rest.y - at.dark.y;
    draw_offers(ui, rest);
    ui_tumpal(ui, (struct ui_box){0, end - TUMPAL, at.ground.w, TUMPAL}, C_ACCENT, C_DARK);
    if (s->opening.is_open) {
        draw_queue(ui, router, &s->queue, at.queue);
    } else {
        struct ui_box card = at.queue;

        card.y += (at.queue.h - closed_height(ui, router, &s->opening, card.w)) / 2;
        closed_draw(ui, router, &s->opening, card);
    }
    draw_starts(ui, router, &at);
}

const struct screen screen_attract = {
    .name = "attract",
    .state_size = sizeof(struct attract_state),
    .idle_ms = 30000, /* only to give up a language that somebody chose and left */
    .is_dark = true,
    .has_no_back = true,
    .has_no_home = true,
    .idles_quietly = true,
    .enter = attract_enter,
    .frame = attract_frame,
    .news = attract_news,
};
