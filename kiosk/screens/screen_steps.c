/* Screen 06: the way of a file through the office, who does what and how long it takes. */
#include "base/text.h"
#include "permit_place.h"

enum {
    NODE = 64,
    ASIDE = 92, /* from the body's edge to the words */
    STEP = 112,
    STEP_CLOSE = 104, /* nine of them fit above the pager */
    STEPS_ON_PAGE = 9,
    MAX_PRESENT = 32,
    SUMMARY = 72, /* the line above the steps, where it does not wrap */
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

static void draw_time(struct ui *ui, const struct step_time *time, int right, int y)
{
    int x = right - time->width;
    int line = ui_text_height(ui, "A", F_BODY, W_BOLD, 999);

    if (time->width == 0)
        return;
    ui_text(ui, &(struct ui_text){.box = {x, y, time->width, line},
                                  .text = time->time,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_RIGHT,
                                  .max_lines = 1});
    if (time->span[0])
        ui_text(ui, &(struct ui_text){.box = {x, y + line, time->width, 40},
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
    out->text = (struct part_text){.w = width - 36,
                                   .text = out->actors,
                                   .font = F_CAPTION,
                                   .weight = W_MEDIUM,
                                   .color = C_INK2};
    return out->actors[0] || out->here[0];
}

/* Width of a step's words: the whole line where no time stands beside them. */
static int words_width_beside(const struct step_time *time, int width)
{
    return width - ASIDE - (time->width > 0 ? time->width + 24 : 0);
}

/* Steps stand closer where they have pages. */
static int height_in(struct ui *ui, const struct service *service, const struct step *step,
                     int body, bool is_close, enum ui_font font)
{
    struct actor_line line;
    struct step_time time;
    int width, used;

    find_time(ui, &time, service, step);
    width = words_width_beside(&time, body);
    used = ui_text_height(ui, strings_words(item_shown(&step->activity)), font, W_SEMIBOLD, width);
    if (find_actors(&line, step, width))
        used += part_pair_height(ui, &line.text, line.here);
    if (used < 72)
        used = 72;
    if (note_of(step)[0])
        used += 4 + ui_text_height(ui, note_of(step), F_CAPTION, W_MEDIUM, body - ASIDE);
    return used + (is_close ? STEP_CLOSE : STEP) - 72;
}

/* Smaller where one step would be higher than a page; in large type F_NAV is the smallest. */
static enum ui_font step_font(struct ui *ui, const struct service *service, const struct step *step,
                              struct ui_box body)
{
    static const enum ui_font fonts[] = {F_TITLE, F_BODY, F_CAPTION, F_NAV};
    size_t at = 0;

    while (at + 1 < ARRAY_LEN(fonts)
           && height_in(ui, service, step, body.w, true, fonts[at]) - (STEP_CLOSE - 72) > body.h)
        at++;
    return fonts[at];
}

static int step_height(struct ui *ui, const struct service *service, const struct step *step,
                       struct ui_box body, bool is_close)
{
    return height_in(ui, service, step, body.w, is_close, step_font(ui, service, step, body));
}

static void draw_node(struct ui *ui, const struct step *step, int x, int y)
{
    struct ui_box node = {x, y, NODE, NODE};
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

static void draw_step(struct ui *ui, const struct service *service, const struct step *step,
                      struct ui_box body, int y)
{
    const int x = body.x + ASIDE;
    struct actor_line line;
    struct step_time time;
    int text = y - 2;
    int width;

    find_time(ui, &time, service, step);
    width = words_width_beside(&time, body.w);
    draw_node(ui, step, body.x, y);
    draw_time(ui, &time, body.x + body.w, text);
    text += part_text(ui, &(struct part_text){.x = x,
                                              .y = text,
                                              .w = width,
                                              .text = strings_words(item_shown(&step->activity)),
                                              .font = step_font(ui, service, step, body),
                                              .weight = W_SEMIBOLD,
                                              .color = C_INK});
    if (find_actors(&line, step, width)) {
        ui_icon(ui, step->is_for_applicant ? ICON_USER : ICON_LANDMARK,
                (struct ui_box){x, text + 4, 28, 28}, C_INK2);
        line.text.x = x + 36;
        line.text.y = text + 2;
        text += 2 + part_pair(ui, &line.text, line.here, C_PRIMARY_DARK);
    }
    if (note_of(step)[0])
        part_text(ui, &(struct part_text){.x = x,
                                          .y = text + 2,
                                          .w = body.w - ASIDE,
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

/* Beside "Halaman 1 dari 12", with the gap below it. */
static int summary_height(struct ui *ui, const struct service *service,
                          const struct permit_place *place)
{
    char bold[STRINGS_LINE], here[STRINGS_LINE];
    const struct part_text line = {
        .w = place->w - 24 - ui_text_width(ui, _("page", "Page {n} of {m}"), F_BODY, W_BOLD) - 32,
        .text = bold,
        .font = F_BODY,
        .weight = W_MEDIUM};
    int height;

    find_summary(bold, here, sizeof bold, service);
    height = part_pair_height(ui, &line, here);
    return (height > 40 ? height : 40) + 32;
}

/* Returns the y below the line. */
static int draw_summary(struct ui *ui, const struct service *service,
                        const struct permit_place *place, int page, int pages)
{
    char bold[STRINGS_LINE], here[STRINGS_LINE], time[STRINGS_LINE], total[STRINGS_LINE];
    int y = place->top;
    struct part_text line = {.x = place->x,
                             .y = y + 8,
                             .w = place->w,
                             .text = bold,
                             .font = F_BODY,
                             .weight = W_MEDIUM,
                             .color = C_INK,
                             .name = "summary"};
    int height;

    find_summary(bold, here, sizeof bold, service);
    if (pages > 1) {
        line.w -= 24 + part_page_words_at(ui, place->x + place->w, y + 8, page, pages);
    } else if (service->duration.unit != DURATION_NONE) {
        strings_duration(time, sizeof time, &service->duration);
        (void)text_fill(total, sizeof total, _("total_time", "{time} in total"), "time", time,
                        NULL);
        line.w -= 16
                  + ui_chip(ui, (struct ui_box){place->x, y, place->w, 56}, ICON_TIMER, total,
                            UI_TONE_GOOD, true, "total");
    }
    height = part_pair(ui, &line, here, C_INK2);
    return y + (height > 40 ? height : 40) + 32;
}

static struct paging split(struct ui *ui, const struct service *service, struct ui_box body,
                           int page, bool is_close)
{
    struct paging paging = {.room = body.h + (is_close ? STEP_CLOSE : STEP) - 72,
                            .max_each = STEPS_ON_PAGE,
                            .wanted = page};

    for (size_t i = 0; i < service->step_count; i++)
        paging_add(&paging, step_height(ui, service, &service->steps[i], body, is_close));
    return paging;
}

static void draw_page(struct ui *ui, const struct service *service, const struct paging *paging,
                      struct ui_box body, bool is_close)
{
    int y = body.y;
    int line = y + NODE / 2;

    for (size_t i = paging->first; i + 1 < paging->last; i++)
        line += step_height(ui, service, &service->steps[i], body, is_close);
    ui_fill(ui, (struct ui_box){body.x + 30, y + NODE / 2, 4, line - y - NODE / 2}, C_LIP);
    for (size_t i = paging->first; i < paging->last; i++) {
        draw_step(ui, service, &service->steps[i], body, y);
        y += step_height(ui, service, &service->steps[i], body, is_close);
    }
}

/* No steps in the document: nothing is invented, the information desk helps. */
static void draw_none(struct ui *ui, const struct permit_place *place)
{
    const struct ui_box body = permit_body(place, place->top, false);
    int y = body.y + (body.h - 240 - 48 - 72) / 2;

    part_medallion(ui, (struct ui_box){body.x + (body.w - 240) / 2, y, 240, 240},
                   ICON_FILE_QUESTION_MARK, 128, C_SAND, C_INK);
    part_text(ui, &(struct part_text){.x = body.x,
                                      .y = y + 288,
                                      .w = body.w,
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
    const struct permit_place place = permit_head(ui, router, TAB_STEPS);
    struct ui_box body = permit_body(&place, place.top + SUMMARY, false);
    bool is_close;
    struct paging paging;

    if (service->step_count == 0) {
        draw_none(ui, &place);
        permit_low_tabs(ui, router, &place, TAB_STEPS);
        permit_actions(ui, router, &place);
        return;
    }
    paging = split(ui, service, body, s->page, false);
    is_close = paging.pages > 1;
    if (is_close) {
        int more = summary_height(ui, service, &place) - SUMMARY;

        body = permit_body(&place, place.top + SUMMARY + (more > 0 ? more : 0), true);
        paging = split(ui, service, body, s->page, true);
    }
    paging_end(&paging, &s->page);
    if (place.is_beside) /* the column at the left is read first */
        permit_actions(ui, router, &place);
    body.y = draw_summary(ui, service, &place, s->page, paging.pages);
    draw_page(ui, service, &paging, body, is_close);
    permit_low_tabs(ui, router, &place, TAB_STEPS);
    if (paging.pages > 1)
        permit_pager(ui, &place, &s->page, paging.pages);
    if (!place.is_beside)
        permit_actions(ui, router, &place);
}

const struct screen screen_steps = {
    .name = "steps",
    .state_size = sizeof(struct steps_state),
    .idle_ms = 90000,
    .frame = steps_frame,
};
