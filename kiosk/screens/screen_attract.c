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

static void draw_invitation(struct ui *ui, const struct attract_state *s)
{
    enum ui_font font = ui_text_height(ui, strings_label(&touch), F_HERO, W_BOLD, PART_W)
                                > 2 * ui_text_height(ui, "A", F_HERO, W_BOLD, PART_W)
                            ? F_DISPLAY
                            : F_HERO;
    int y = 192;

    y += 16
         + part_text(ui, &(struct part_text){.x = PART_X,
                                             .y = y,
                                             .w = PART_W,
                                             .text = _("welcome", "Welcome"),
                                             .font = F_H2,
                                             .weight = W_MEDIUM,
                                             .color = C_DARK_INK2});
    y += 24
         + part_text(ui, &(struct part_text){.x = PART_X,
                                             .y = y,
                                             .w = PART_W,
                                             .text = strings_label(&touch),
                                             .font = font,
                                             .weight = W_BOLD,
                                             .color = C_WHITE,
                                             .name = "title"});
    part_text(ui,
              &(struct part_text){.x = PART_X,
                                  .y = y,
                                  .w = PART_W,
                                  .text = text_equal(i18n_lang(), "en") ? s->touch_id : s->touch_en,
                                  .font = F_H2,
                                  .weight = W_MEDIUM,
                                  .color = C_DARK_INK2});
}

/* What can be done here; the list grows with the screens that exist. */
static void draw_offers(struct ui *ui, int middle)
{
    static const struct {
        enum icon icon;
        struct label label;
    } offers[] = {
        {ICON_LIST_CHECKS, W("a1", "See permit requirements and steps")},
        {ICON_TICKET, W("a2", "Get a queue number")},
    };
    enum { PITCH = 84, LINE = 48, TEXT_X = 476 };
    int width = PART_X + PART_W - TEXT_X;
    int heights[ARRAY_LEN(offers)];
    int total = -(PITCH - LINE);
    int y;

    for (size_t i = 0; i < ARRAY_LEN(offers); i++) {
        heights[i] = ui_text_height(ui, strings_label(&offers[i].label), F_H2, W_SEMIBOLD, width);
        total += heights[i] + PITCH - LINE;
    }
    y = middle - total / 2;
    for (size_t i = 0; i < ARRAY_LEN(offers); i++) {
        ui_icon(ui, offers[i].icon, (struct ui_box){400, y + (heights[i] - 48) / 2, 48, 48},
                C_ACCENT);
        part_text(ui, &(struct part_text){.x = TEXT_X,
                                          .y = y,
                                          .w = width,
                                          .text = strings_label(&offers[i].label),
                                          .font = F_H2,
                                          .weight = W_SEMIBOLD,
                                          .color = C_WHITE});
        y += heights[i] + PITCH - LINE;
    }
}

/* As large as the design has it where that fits on one line. */
static enum ui_font fitting(struct ui *ui, const char *text, int width)
{
    return ui_text_width(ui, text, F_H1, W_BOLD) <= width ? F_H1 : F_H2;
}

static void draw_called(struct ui *ui, const struct queue_view *queue, int y)
{
    int x = PART_X;
    int width;
    enum ui_font counter;

    part_text(ui, &(struct part_text){.x = PART_X,
                                      .y = y,
                                      .w = 590,
                                      .text = _("calling", "Now calling"),
                                      .font = F_BODY,
                                      .weight = W_SEMIBOLD,
                                      .color = C_INK2});
    if (!queue->called[0]) {
        ui_text(ui, &(struct ui_text){.box = {x, y + 40, 590, 104},
                                      .text = _("none_called", "Nobody has been called yet"),
                                      .font = F_H2,
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .is_middle = true,
                                      .name = "called"});
        return;
    }
    width = ui_text_width(ui, queue->called, F_DISPLAY_S, W_BOLD);
    counter = fitting(ui, queue->called_counter, 590 - width - 92);
    ui_text(ui, &(struct ui_text){.box = {x, y + 48, width, 96},
                                  .text = queue->called,
                                  .font = F_DISPLAY_S,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .name = "called"});
    x += width + 24;
    ui_icon(ui, ICON_ARROW_RIGHT, (struct ui_box){x, y + 72, 48, 48}, C_INK);
    x += 48 + 20;
    ui_text(ui, &(struct ui_text){.box = {x, y + 40, PART_X + 590 - x, 112},
                                  .text = queue->called_counter,
                                  .font = counter,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .is_middle = true,
                                  .name = "called-counter"});
}

static void draw_queue(struct ui *ui, const struct queue_view *queue, int y)
{
    char people[64];

    words_people(people, sizeof people, queue->waiting);
    draw_called(ui, queue, y);
    ui_fill(ui, (struct ui_box){670, y, 2, 144}, C_HAIR);
    part_text(ui, &(struct part_text){.x = 704,
                                      .y = y,
                                      .w = 312,
                                      .text = _("waiting", "Waiting"),
                                      .font = F_BODY,
                                      .weight = W_SEMIBOLD,
                                      .color = C_INK2});
    ui_icon(ui, ICON_USERS, (struct ui_box){704, y + 68, 56, 56}, C_INK);
    ui_text(ui, &(struct ui_text){.box = {776, y + 40, 240, 112},
                                  .text = people,
                                  .font = fitting(ui, people, 240),
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .is_middle = true,
                                  .name = "waiting"});
}

static void attract_frame(void *state, struct ui *ui, struct router *router)
{
    struct attract_state *s = state;
    int bottom = ui_height(ui) - 736; /* of the dark part: 1184 on the designed height */
    int queue = bottom + 48;

    ui_fill(ui, (struct ui_box){0, 120, ui_width(ui), bottom - 120}, C_DARK);
    /* the first touch only wakes: nothing of what lies below it is activated */
    if (ui_hotspot(ui, "wake", strings_label(&touch),
                   (struct ui_box){0, 120, ui_width(ui), bottom - 120}))
        start(router, NULL);
    draw_invitation(ui, s);
    part_medallion(ui, (struct ui_box){PART_X, bottom - 472, 272, 272}, ICON_POINTER, 160, C_ACCENT,
                   C_DARK);
    draw_offers(ui, bottom - 336);
    ui_tumpal(ui, (struct ui_box){0, bottom - 88, ui_width(ui), 88}, C_ACCENT, C_DARK);
    if (s->opening.is_open)
        draw_queue(ui, &s->queue, queue);
    else
        closed_draw(ui, router, &s->opening,
                    queue + (144 - closed_height(ui, router, &s->opening)) / 2);
    if (ui_button(ui, &(struct ui_button){.name = "start-id",
                                          .label = _("start_id", "Start in Indonesian"),
                                          .icon = ICON_ARROW_RIGHT,
                                          .icon_after = true,
                                          .kind = UI_PRIMARY,
                                          .font = F_H2,
                                          .box = {PART_X, bottom + 240, PART_W, 144}}))
        start(router, "id");
    if (ui_button(ui, &(struct ui_button){.name = "start-en",
                                          .label = _("start_en", "Start in English"),
                                          .icon = ICON_ARROW_RIGHT,
                                          .icon_after = true,
                                          .kind = UI_SECONDARY,
                                          .font = F_TITLE,
                                          .box = {PART_X, bottom + 408, PART_W, 112}}))
        start(router, "en");
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
