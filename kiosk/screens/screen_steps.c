/* Screen 06: the way of a file through the office, who does what and how long it takes. */
#include "base/text.h"
#include "parts.h"

enum {
    NODE = 64,
    TEXT_X = 156,
    STEP_WIDTH = PART_X + PART_W - TEXT_X,
    STEP = 112,
    STEP_LOW = 104, /* nine of them fit above the pager */
    STEPS_ON_PAGE = 9,
    MAX_PRESENT = 32,
};

struct steps_state {
    int page;
};

static const struct phase *phase_from(const struct service *service, int step)
{
    for (size_t i = 0; i < service->phase_count; i++)
        if (service->phases[i].from == step)
            return &service->phases[i];
    return NULL;
}

/* What stands at the right of a step. A time that spans several steps stands at its first one and
 * says which it spans. */
struct step_time {
    char time[STRINGS_LINE];
    char span[STRINGS_LINE];
    int width; /* 0: the document says nothing */
};

static void find_time(struct ui *ui, struct step_time *out, const struct service *service,
                      const struct step *step)
{
    const struct phase *phase = phase_from(service, step->no);
    char from[16], to[16];

    *out = (struct step_time){0};
    if (step->duration.unit != DURATION_NONE) {
        strings_duration(out->time, sizeof out->time, &step->duration);
    } else if (phase) {
        strings_duration(out->time, sizeof out->time, &phase->duration);
        (void)text_format(from, sizeof from, "%d", phase->from);
        (void)text_format(to, sizeof to, "%d", phase->to);
        (void)text_fill(out->span, sizeof out->span, _("phase_span", "steps {a}–{b}"), "a", from,
                        "b", to, NULL);
    }
    if (out->time[0]) {
        int time = ui_text_width(ui, out->time, F_BODY, W_BOLD);
        int span = ui_text_width(ui, out->span, F_CAPTION, W_MEDIUM);

        out->width = time > span ? time : span;
    }
}

static void draw_time(struct ui *ui, const struct step_time *time, int y)
{
    int x = PART_X + PART_W - time->width;

    if (time->width == 0)
        return;
    ui_text(ui, &(struct ui_text){.box = {x, y, time->width, 40},
                                  .text = time->time,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_RIGHT,
                                  .max_lines = 1});
    if (time->span[0])
        ui_text(ui, &(struct ui_text){.box = {x, y + 40, time->width, 32},
                                      .text = time->span,
                                      .font = F_CAPTION,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .align = UI_RIGHT,
                                      .max_lines = 1});
}

static const char *note_of(const struct step *step)
{
    return strings_words(&step->note);
}

static void actors_of(char *out, size_t size, const struct step *step)
{
    char before[STRINGS_LINE];

    out[0] = '\0';
    for (size_t i = 0; i < step->actor_count; i++) {
        if (i == 0) {
            (void)text_copy(out, size, strings_words(&step->actors[0]));
            continue;
        }
        (void)text_copy(before, sizeof before, out);
        (void)text_fill(out, size, _("k_comma", "{a}, {b}"), "a", before, "b",
                        strings_words(&step->actors[i]), NULL);
    }
}

/* Who acts, and whether that is the visitor. */
struct actor_line {
    char actors[STRINGS_LINE];
    char here[STRINGS_LINE]; /* "" for the office's steps */
    struct part_text text;
};

static bool find_actors(struct actor_line *out, const struct step *step, int width)
{
    actors_of(out->actors, sizeof out->actors, step);
    out->here[0] = '\0';
    if (step->is_for_applicant)
        (void)text_format(out->here, sizeof out->here, "**%s**", _("you", "You are here"));
    out->text = (struct part_text){.x = TEXT_X + 36,
                                   .w = width - 36,
                                   .text = out->actors,
                                   .font = F_CAPTION,
                                   .weight = W_MEDIUM,
                                   .color = C_INK2};
    return out->actors[0] || out->here[0];
}

/* Width of a step's words: the whole line where no time stands beside them. */
static int words_width_beside(const struct step_time *time)
{
    return STEP_WIDTH - (time->width > 0 ? time->width + 24 : 0);
}

static int step_height(struct ui *ui, const struct service *service, const struct step *step,
                       bool is_low)
{
    struct actor_line line;
    struct step_time time;
    int width, used;

    find_time(ui, &time, service, step);
    width = words_width_beside(&time);
    used =
        ui_text_height(ui, strings_words(item_shown(&step->activity)), F_TITLE, W_SEMIBOLD, width);
    if (find_actors(&line, step, width))
        used += part_pair_height(ui, &line.text, line.here);
    if (used < 72)
        used = 72;
    if (note_of(step)[0])
        used += 4 + ui_text_height(ui, note_of(step), F_CAPTION, W_MEDIUM, STEP_WIDTH);
    return used + (is_low ? STEP_LOW : STEP) - 72;
}

static void draw_node(struct ui *ui, const struct step *step, int y)
{
    struct ui_box node = {PART_X, y, NODE, NODE};
    char number[16];

    (void)text_format(number, sizeof number, "%d", step->no);
    if (step->is_for_applicant)
        ui_round(ui, node, 16, C_PRIMARY);
    else
        ui_card(ui, node, NODE / 2, 4, C_CONTROL, C_SURFACE);
    ui_text(ui, &(struct ui_text){.box = node,
                                  .text = number,
                                  .font = F_TITLE,
                                  .weight = W_BOLD,
                                  .color = step->is_for_applicant ? C_ON_PRIMARY : C_INK,
                                  .align = UI_CENTER,
                                  .max_lines = 1,
                                  .is_middle = true});
}

static void draw_step(struct ui *ui, const struct service *service, const struct step *step, int y)
{
    struct actor_line line;
    struct step_time time;
    int text = y - 2;
    int width;

    find_time(ui, &time, service, step);
    width = words_width_beside(&time);
    draw_node(ui, step, y);
    draw_time(ui, &time, text);
    text += part_text(ui, &(struct part_text){.x = TEXT_X,
                                              .y = text,
                                              .w = width,
                                              .text = strings_words(item_shown(&step->activity)),
                                              .font = F_TITLE,
                                              .weight = W_SEMIBOLD,
                                              .color = C_INK});
    if (find_actors(&line, step, width)) {
        ui_icon(ui, step->is_for_applicant ? ICON_USER : ICON_LANDMARK,
                (struct ui_box){TEXT_X, text + 4, 28, 28}, C_INK2);
        line.text.y = text + 2;
        text += 2 + part_pair(ui, &line.text, line.here, C_PRIMARY_DARK);
    }
    if (note_of(step)[0])
        part_text(ui, &(struct part_text){.x = TEXT_X,
                                          .y = text + 2,
                                          .w = STEP_WIDTH,
                                          .text = note_of(step),
                                          .font = F_CAPTION,
                                          .weight = W_MEDIUM,
                                          .color = C_INK});
}

/* "9 langkah" and where the visitor has to be. */
static void find_summary(char *bold, char *here, size_t size, const struct service *service)
{
    uint16_t present[MAX_PRESENT];
    size_t count = 0;
    char steps[STRINGS_LINE], list[STRINGS_LINE];

    for (size_t i = 0; i < service->step_count && count < MAX_PRESENT; i++)
        if (service->steps[i].is_for_applicant)
            present[count++] = (uint16_t)service->steps[i].no;
    strings_count(steps, sizeof steps,
                  N_("steps", "{n} step", "{n} steps", (unsigned long)service->step_count),
                  (int64_t)service->step_count);
    (void)text_format(bold, size, "**%s**", steps);
    here[0] = '\0';
    if (count > 0) {
        words_numbers(list, sizeof list, present, count);
        (void)text_fill(here, size,
                        N_("present", "You attend step {list}", "You attend steps {list}", count),
                        "list", list, NULL);
    }
}

/* Returns the y below the line. */
static int draw_summary(struct ui *ui, const struct service *service, int y, int page, int pages)
{
    char bold[STRINGS_LINE], here[STRINGS_LINE], time[STRINGS_LINE], total[STRINGS_LINE];
    struct part_text line = {.x = PART_X,
                             .y = y + 8,
                             .w = PART_W,
                             .text = bold,
                             .font = F_BODY,
                             .weight = W_MEDIUM,
                             .color = C_INK,
                             .name = "summary"};
    int height;

    find_summary(bold, here, sizeof bold, service);
    if (pages > 1) {
        part_page_words(ui, y + 8, page, pages);
        line.w -= 300;
    } else if (service->duration.unit != DURATION_NONE) {
        strings_duration(time, sizeof time, &service->duration);
        (void)text_fill(total, sizeof total, _("total_time", "{time} in total"), "time", time,
                        NULL);
        line.w -= 16
                  + ui_chip(ui, (struct ui_box){PART_X, y, PART_W, 56}, ICON_TIMER, total,
                            UI_TONE_GOOD, true, "total");
    }
    height = part_pair(ui, &line, here, C_INK2);
    return y + (height > 40 ? height : 40) + 32;
}

static struct paging split(struct ui *ui, const struct service *service, int room, int page,
                           bool is_low)
{
    struct paging paging = {
        .room = room + (is_low ? STEP_LOW : STEP) - 72, .max_each = STEPS_ON_PAGE, .wanted = page};

    for (size_t i = 0; i < service->step_count; i++)
        paging_add(&paging, step_height(ui, service, &service->steps[i], is_low));
    return paging;
}

static void draw_page(struct ui *ui, const struct service *service, const struct paging *paging,
                      int y, bool is_low)
{
    int line = y + NODE / 2;

    for (size_t i = paging->first; i + 1 < paging->last; i++)
        line += step_height(ui, service, &service->steps[i], is_low);
    ui_fill(ui, (struct ui_box){94, y + NODE / 2, 4, line - y - NODE / 2}, C_LIP);
    for (size_t i = paging->first; i < paging->last; i++) {
        draw_step(ui, service, &service->steps[i], y);
        y += step_height(ui, service, &service->steps[i], is_low);
    }
}

/* No steps in the document: nothing is invented, the information desk helps. */
static void draw_none(struct ui *ui, int y)
{
    part_medallion(ui, (struct ui_box){(ui_width(ui) - 240) / 2, y + 160, 240, 240},
                   ICON_FILE_QUESTION_MARK, 128, C_SAND, C_INK);
    part_text(ui, &(struct part_text){.x = PART_X,
                                      .y = y + 448,
                                      .w = PART_W,
                                      .text = _("nosteps", "Steps not available yet"),
                                      .font = F_H1,
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .align = UI_CENTER});
}

static void steps_frame(void *state, struct ui *ui, struct router *router)
{
    struct steps_state *s = state;
    const struct service *service = router_visit(router)->service;
    int head = part_permit_head(ui, router, TAB_STEPS);
    int bottom = part_actions(ui);
    int top = head + 24 + 72;
    bool is_low;
    struct paging paging;

    if (service->step_count == 0) {
        draw_none(ui, head);
        part_permit_actions(ui, router);
        return;
    }
    paging = split(ui, service, bottom - 40 - top, s->page, false);
    is_low = paging.pages > 1;
    if (is_low) {
        bottom -= PAGER_HEIGHT + PAGER_GAP;
        paging = split(ui, service, bottom - 24 - top, s->page, true);
    }
    paging_end(&paging, &s->page);
    top = draw_summary(ui, service, head + 24, s->page, paging.pages);
    draw_page(ui, service, &paging, top, is_low);
    if (paging.pages > 1)
        part_pager(ui, bottom, &s->page, paging.pages);
    part_permit_actions(ui, router);
}

const struct screen screen_steps = {
    .name = "steps",
    .state_size = sizeof(struct steps_state),
    .idle_ms = 90000,
    .frame = steps_frame,
};
