/* The queue on home. It only informs, so it is flat. */
#include "home_called.h"
#include "base/text.h"

enum { PAD = 38, CARD_PAD = 30, ARROW = 44, ROW = 104, ROW_LARGE = 112, BELOW = 64, ICON = 40 };

void home_called_look(struct home_called *called, struct router *router)
{
    struct queue_view queue;
    struct board board;
    struct err err = {0};

    if (!desk_view_queue(router_desk(router), NULL, &queue, &err)
        || !desk_view_board(router_desk(router), &board, &err)) {
        router_desk_failed(router, &err, "reading the queue");
        return;
    }
    *called = (struct home_called){.queue = queue};
    if (board.has_call) {
        called->calls[called->count++] = board.last;
    } else if (queue.called[0]) { /* called without an announcement */
        (void)text_copy(called->calls[0].number, TICKET_NUMBER_TEXT, queue.called);
        (void)text_copy(called->calls[0].counter, COUNTER_TEXT, queue.called_counter);
        called->count = 1;
    }
    for (size_t i = 0; i < board.other_count && called->count < ARRAY_LEN(called->calls); i++)
        called->calls[called->count++] = board.others[i];
}

static void waiting_words(char *out, size_t size, const struct home_called *called)
{
    char count[16];

    (void)text_format(count, sizeof count, "%d", called->queue.waiting);
    (void)text_fill(out, size,
                    N_("n_waiting", "{n} person waiting", "{n} people waiting",
                       (unsigned long)called->queue.waiting),
                    "n", count, NULL);
}

static void draw_strip(struct ui *ui, const struct router *router, const struct home_called *called,
                       struct ui_box box)
{
    const struct queue_view *queue = &called->queue;
    char words[STRINGS_LINE], people[64];
    int right = box.w / 3;

    if (queue->called[0])
        (void)text_fill(words, sizeof words, _("called_to", "{number}, {counter}"), "number",
                        queue->called, "counter", part_counter_words(router, queue->called_counter),
                        NULL);
    else
        (void)text_copy(words, sizeof words, _("none_called", "Nobody has been called yet"));
    words_people(people, sizeof people, queue->waiting);
    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    part_fact(ui, &(struct part_fact){.x = box.x + PAD,
                                      .y = box.y + 40,
                                      .w = box.w - right - 2 * PAD,
                                      .icon = ICON_MEGAPHONE,
                                      .icon_color = C_INK,
                                      .label = _("calling", "Now calling"),
                                      .value = words});
    part_fact(ui, &(struct part_fact){.x = box.x + box.w - right,
                                      .y = box.y + 40,
                                      .w = right - 26,
                                      .icon = ICON_USERS,
                                      .icon_color = C_INK,
                                      .label = _("waiting", "Waiting"),
                                      .value = people});
}

/* "A-014 → Loket 2": the counter as large as the number leaves room for. */
static void draw_number(struct ui *ui, const struct router *router, const struct queue_view *queue,
                        struct ui_box box)
{
    const char *words = part_counter_words(router, queue->called_counter);
    int beside = ui_text_width(ui, queue->called, F_QUESTION, W_BOLD) + ARROW + 2 * 24;
    bool is_short = ui_text_height(ui, words, F_TITLE, W_BOLD, box.w - beside) <= box.h;
    enum ui_font font = is_short ? F_QUESTION : F_H2;
    int number = ui_text_width(ui, queue->called, font, W_BOLD);
    char counter[STRINGS_LINE];
    enum ui_font fits;

    ui_text(ui, &(struct ui_text){.box = {box.x, box.y, number, box.h},
                                  .text = queue->called,
                                  .font = font,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = "called"});
    box.x += number + 24;
    ui_icon(ui, ICON_ARROW_RIGHT, (struct ui_box){box.x, box.y + (box.h - ARROW) / 2, ARROW, ARROW},
            C_INK);
    box.x += ARROW + 24;
    box.w -= number + ARROW + 2 * 24;
    fits = part_font(ui, words, W_BOLD, F_H1, box.w, box.h);
    part_cut(ui, counter, sizeof counter, words, fits, W_BOLD, box.w, box.h);
    ui_text(ui, &(struct ui_text){.box = box,
                                  .text = counter,
                                  .font = fits,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .is_middle = true,
                                  .name = "called-counter"});
}

static void draw_nobody(struct ui *ui, struct ui_box box)
{
    const char *text = _("none_called", "Nobody has been called yet");
    bool fits = ui_text_height(ui, text, F_TITLE, W_BOLD, box.w) <= box.h;

    ui_text(ui, &(struct ui_text){.box = box,
                                  .text = text,
                                  .font = fits ? F_TITLE : F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .is_middle = true,
                                  .name = "called"});
}

static int draw_label(struct ui *ui, struct ui_box box)
{
    return part_text(ui, &(struct part_text){.x = box.x,
                                             .y = box.y,
                                             .w = box.w,
                                             .text = _("calling", "Now calling"),
                                             .font = F_BODY,
                                             .weight = W_SEMIBOLD,
                                             .color = C_INK2});
}

/* Landscape: the newest call above the people who wait. */
static void draw_card(struct ui *ui, const struct router *router, const struct home_called *called,
                      struct ui_box box)
{
    struct ui_box in = {box.x + CARD_PAD, box.y + 16, box.w - 2 * CARD_PAD, box.h - 28};
    char waiting[128];
    int label, below;

    waiting_words(waiting, sizeof waiting, called);
    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    label = draw_label(ui, in);
    below = ui_text_height(ui, waiting, F_CAPTION, W_MEDIUM, in.w);
    part_text(ui, &(struct part_text){.x = in.x,
                                      .y = in.y + in.h - below,
                                      .w = in.w,
                                      .text = waiting,
                                      .font = F_CAPTION,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .name = "waiting"});
    in.y += label;
    in.h -= label + below;
    if (called->queue.called[0])
        draw_number(ui, router, &called->queue, in);
    else
        draw_nobody(ui, in);
}

/* The group's name gives way to a counter whose name is long. */
static void draw_call(struct ui *ui, const struct router *router, const struct board_call *call,
                      struct ui_box box)
{
    const struct group *group =
        router_catalog(router) ? catalog_group(router_catalog(router), call->group_id) : NULL;
    const char *name = group ? strings_words(&group->name) : "";
    int number = ui_text_width(ui, call->number, F_QUESTION, W_BOLD) + 24;
    int counter, right;
    const char *words = part_counter_words(router, call->counter);
    enum ui_font font;

    number = number < 232 ? 232 : number;
    counter = (box.w - number) / 2;
    if (ui_text_height(ui, words, F_BODY, W_BOLD, counter) > box.h
        || ui_text_height(ui, name, F_BODY, W_MEDIUM, counter - 16) > box.h)
        counter = box.w - number;
    font = part_font(ui, words, W_BOLD, F_H2, counter, box.h);
    right = box.w - number - counter - 16;
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y, number, box.h},
                                  .text = call->number,
                                  .font = F_QUESTION,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = {box.x + number, box.y, counter, box.h},
                                  .text = words,
                                  .font = font,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .is_middle = true});
    if (right > 0)
        ui_text(ui, &(struct ui_text){.box = {box.x + box.w - right, box.y, right, box.h},
                                      .text = name,
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .align = UI_RIGHT,
                                      .is_middle = true});
}

/* Low reach: as many counters as there is room for; who waits stands below the card. */
static void draw_calls(struct ui *ui, const struct router *router, const struct home_called *called,
                       struct ui_box box)
{
    struct ui_box in = {box.x + 40, box.y + 36, box.w - 80, 0};
    char waiting[128];
    int height = 36 + 40 + ROW_LARGE * (int)(called->count > 0 ? called->count : 1) + 24;
    int below = box.y + box.h - BELOW;

    height = height < box.h - BELOW ? height : box.h - BELOW;
    ui_card(ui, (struct ui_box){box.x, box.y, box.w, height}, 24, 2, C_HAIR, C_SURFACE);
    in.y += draw_label(ui, in);
    if (called->count == 0)
        draw_nobody(ui, (struct ui_box){in.x, in.y, in.w, ROW});
    for (size_t i = 0; i < called->count && in.y + ROW <= box.y + height; i++) {
        if (i > 0)
            ui_fill(ui, (struct ui_box){in.x, in.y, in.w, 2}, C_HAIR);
        draw_call(ui, router, &called->calls[i], (struct ui_box){in.x, in.y, in.w, ROW});
        in.y += ROW;
    }
    below = box.y + height + 16;
    waiting_words(waiting, sizeof waiting, called);
    ui_icon(ui, ICON_USERS, (struct ui_box){box.x, below, ICON, ICON}, C_INK2);
    part_text(ui, &(struct part_text){.x = box.x + ICON + 16,
                                      .y = below,
                                      .w = box.w - ICON - 16,
                                      .text = waiting,
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .name = "waiting"});
}

void home_called_draw(struct ui *ui, const struct router *router, const struct home_called *called,
                      struct ui_box box)
{
    if (ui_is_landscape(ui))
        draw_card(ui, router, called, box);
    else if (ui_is_low_reach(ui))
        draw_calls(ui, router, called, box);
    else
        draw_strip(ui, router, called, box);
}
