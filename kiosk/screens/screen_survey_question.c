/* Screens 14 and 15: one question at a time, and at the end the one commit of all answers. */
#include "base/text.h"
#include "dialog.h"
#include "survey_parts.h"
#include "survey_send.h"
#include "ui/form.h"

/* A chosen answer is seen for so long before the next question; until then it may be changed. */
enum {
    ADVANCE_MS = 500,
    STOP_HEIGHT = 88,
    STOP_WIDTH = 220,
    STOP_ASIDE = 128,
    SEGMENTS = 16,
    GAP = 24,
    EXTRA_GAP = 16
};

struct question_state {
    int64_t chosen_ms; /* monotonic; 0: nothing was chosen since this question was opened */
    bool is_stopping;  /* asked whether to stop */
    bool has_failed;   /* the answers could not be kept */
};

/* --- moving ------------------------------------------------------------------------------------ */

static void question_enter(void *state, struct router *router)
{
    struct visit_survey *survey = &router_visit(router)->survey;

    (void)state;
    if (survey->started_ms == 0)
        survey->started_ms = clock_mono_ms(router_clock(router));
}

static void submit(struct question_state *s, struct router *router)
{
    struct err err = {0};

    s->has_failed = !survey_send(router, &err);
    if (s->has_failed)
        router_desk_failed(router, &err, "keeping a survey's answers");
    else
        router_restart(router, &screen_survey_thanks);
}

static void advance(struct question_state *s, struct ui *ui, struct router *router)
{
    struct visit_survey *survey = &router_visit(router)->survey;

    s->chosen_ms = 0;
    if (survey->at + 1 < survey_question_count(router)) {
        survey->at++;
        ui_forget_touch(ui);
        ui_ask_wake(ui, ui_now_ms(ui)); /* this frame shows the one before */
    } else {
        submit(s, router);
        ui_ask_wake(ui, ui_now_ms(ui));
    }
}

static bool question_back(void *state, struct router *router)
{
    struct question_state *s = state;
    struct visit_survey *survey = &router_visit(router)->survey;

    s->chosen_ms = 0;
    s->has_failed = false;
    if (survey->at == 0)
        return false;
    survey->at--;
    return true;
}

/* --- the question ------------------------------------------------------------------------------ */

static int draw_progress(struct ui *ui, struct router *router, struct ui_box box, const char *name)
{
    const struct visit_survey *survey = &router_visit(router)->survey;
    bool is_extra = survey->at >= ELEMENT_COUNT;
    char words[128], n[16];
    int height, left;

    if (is_extra) {
        (void)text_copy(words, sizeof words, _("v_extra", "One more question from this office"));
    } else {
        (void)text_format(n, sizeof n, "%d", survey->at + 1);
        (void)text_fill(words, sizeof words, _("v_n", "Question {n} of 9"), "n", n, NULL);
    }
    ui_segments(ui, (struct ui_box){box.x, box.y + 8, box.w, SEGMENTS},
                is_extra ? ELEMENT_COUNT : survey->at, ELEMENT_COUNT, words);
    left = ui_text_width(ui, words, F_BODY, W_SEMIBOLD) + 24;
    height = part_text(ui, &(struct part_text){.x = box.x,
                                               .y = box.y + 8 + SEGMENTS + 20,
                                               .w = box.w,
                                               .text = words,
                                               .font = F_BODY,
                                               .weight = W_SEMIBOLD,
                                               .color = C_INK,
                                               .name = "position"});
    if (left + ui_text_width(ui, name, F_CAPTION, W_MEDIUM) <= box.w)
        ui_text(ui, &(struct ui_text){
                        .box = {box.x + left, box.y + 8 + SEGMENTS + 20, box.w - left, height},
                        .text = name,
                        .font = F_CAPTION,
                        .weight = W_MEDIUM,
                        .color = C_INK2,
                        .align = UI_RIGHT,
                        .is_middle = true,
                        .max_lines = 1});
    return 8 + SEGMENTS + 20 + height;
}

/* The question is the regulation's, in Indonesian; another language stands below as a help. */
static void draw_question(struct ui *ui, struct ui_box box, const struct question *question)
{
    static const enum ui_font fonts[] = {F_QUESTION, F_H1, F_H2, F_TITLE};
    const char *official = question->text.id;
    const char *help = strings_words(&question->text);
    bool has_help = help != official && !text_equal(help, official);
    size_t at = 0;
    int used = 0, below = 0;

    for (;; at++) {
        used = ui_text_height(ui, official, fonts[at], W_BOLD, box.w);
        below = has_help ? 16 + ui_text_height(ui, help, F_BODY, W_MEDIUM, box.w) : 0;
        if (used + below <= box.h || at + 1 == ARRAY_LEN(fonts))
            break;
    }
    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = box.y,
                                      .w = box.w,
                                      .text = official,
                                      .font = fonts[at],
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .name = "question"});
    if (has_help)
        part_text(ui, &(struct part_text){.x = box.x,
                                          .y = box.y + used + 16,
                                          .w = box.w,
                                          .text = help,
                                          .font = F_BODY,
                                          .weight = W_MEDIUM,
                                          .color = C_INK2,
                                          .name = "question-help"});
}

/* --- answers ----------------------------------------------------------------------------------- */

static void choose(struct question_state *s, struct ui *ui, uint8_t *answer, size_t option)
{
    *answer = (uint8_t)(option + 1);
    s->chosen_ms = ui_now_ms(ui);
    s->has_failed = false;
    ui_ask_wake(ui, ui_now_ms(ui)); /* this frame shows it as it was */
}

static void draw_faces(struct question_state *s, struct ui *ui, struct ui_box box,
                       const struct question *question, uint8_t *answer)
{
    static const enum icon faces[SCORE_MOST] = {ICON_FROWN, ICON_MEH, ICON_SMILE, ICON_LAUGH};
    int gap = ui_is_low_reach(ui) ? FACE_GAP_LOW : FACE_GAP;
    int height = (box.h - (SCORE_MOST - 1) * gap) / SCORE_MOST;

    for (size_t i = 0; i < SCORE_MOST; i++) {
        char name[WIDGET_NAME];

        (void)text_format(name, sizeof name, "answer-%zu", i + 1);
        if (ui_face(ui, &(struct ui_face){
                            .name = name,
                            .face = faces[i],
                            .label = strings_words(&question->options[i]),
                            .box = {box.x, box.y + (int)i * (height + gap), box.w, height},
                            .is_selected = *answer == i + 1}))
            choose(s, ui, answer, i);
    }
}

static struct ui_option extra_option(const struct question *question, size_t at,
                                     const uint8_t *answer, struct ui_box box)
{
    return (struct ui_option){.label = strings_words(&question->options[at]),
                              .mark_first = true,
                              .box = box,
                              .is_selected = *answer == at + 1};
}

/* Rows from the bottom of the box up, all as high as the highest. */
static int extras_height(struct ui *ui, const struct question *question, const uint8_t *answer,
                         int w)
{
    int row = 0;

    for (size_t i = 0; i < question->option_count; i++) {
        struct ui_option option = extra_option(question, i, answer, (struct ui_box){0, 0, w, 0});
        int height = ui_option_height(ui, &option);

        row = height > row ? height : row;
    }
    return row;
}

static void draw_extras(struct question_state *s, struct ui *ui, struct ui_box box,
                        const struct question *question, uint8_t *answer)
{
    int count = (int)question->option_count;
    int row = extras_height(ui, question, answer, box.w);
    int y = box.y + box.h - count * row - (count - 1) * EXTRA_GAP;

    for (size_t i = 0; i < question->option_count; i++) {
        char name[WIDGET_NAME];
        struct ui_option option =
            extra_option(question, i, answer, (struct ui_box){box.x, y, box.w, row});

        (void)text_format(name, sizeof name, "answer-%zu", i + 1);
        option.name = name;
        if (ui_option(ui, &option))
            choose(s, ui, answer, i);
        y += row + EXTRA_GAP;
    }
}

/* --- the row at the bottom --------------------------------------------------------------------- */

/* Stands at the right end of the row, as wide as its words; returns its x. */
static int bottom_button(struct ui *ui, struct ui_button button, struct ui_box row, bool *has_fired)
{
    int width = ui_text_width(ui, button.label, F_BODY, W_BOLD) + STOP_ASIDE;

    width = width > STOP_WIDTH ? width : STOP_WIDTH;
    button.font = F_BODY;
    button.box = (struct ui_box){row.x + row.w - width, row.y, width, row.h};
    *has_fired = ui_button(ui, &button);
    return button.box.x;
}

static void draw_bottom(struct question_state *s, struct ui *ui, struct router *router,
                        struct ui_box row)
{
    bool is_extra = router_visit(router)->survey.at >= ELEMENT_COUNT;
    const struct ui_button stop = {
        .name = "stop", .label = _("v_stop", "Stop"), .icon = ICON_X, .kind = UI_SECONDARY};
    const struct ui_button skip = {.name = "skip",
                                   .label = _("p_pass", "Skip"),
                                   .icon = ICON_ARROW_RIGHT,
                                   .kind = UI_SECONDARY};
    const struct ui_button retry = {.name = "retry",
                                    .label = _("again_b", "Try again"),
                                    .icon = ICON_ROTATE_CCW,
                                    .kind = UI_PRIMARY};
    const char *note =
        s->has_failed ? _("v_failed", "Not saved yet. Please try again, or call an officer.")
        : is_extra    ? _("v_free", "You may skip this one. Your nine answers are complete.")
                      : _("v_one", "Anonymous. Choose one answer to continue.");
    bool has_fired = false;
    int x = bottom_button(ui, s->has_failed ? retry : is_extra ? skip : stop, row, &has_fired);
    int room = x - 24 - row.x;
    int height = survey_note_height(ui, room, note);

    survey_note(ui, row.x, row.y + (row.h - height) / 2, room,
                s->has_failed ? ICON_TRIANGLE_ALERT : ICON_SHIELD_CHECK, note);
    if (!has_fired)
        return;
    if (s->has_failed || is_extra) {
        advance(s, ui, router);
    } else {
        s->is_stopping = true;
        s->chosen_ms = 0;
        ui_ask_wake(ui, ui_now_ms(ui));
    }
}

static void ask_to_stop(struct question_state *s, struct ui *ui, struct router *router)
{
    switch (part_ask(
        ui, &(struct dialog){.name = "stopping",
                             .icon = ICON_LOG_OUT,
                             .title = _("v_stop_q", "Stop the survey?"),
                             .words = _("v_stop_d", "Your answers will be erased and not counted."),
                             .stay = _("v_stop_no", "Continue the survey"),
                             .stay_icon = ICON_ARROW_RIGHT,
                             .end = _("v_stop_yes", "Stop, erase my answers"),
                             .end_icon = ICON_X})) {
    case DIALOG_OPEN:
        break;
    case DIALOG_STAY:
        s->is_stopping = false;
        ui_ask_wake(ui, ui_now_ms(ui));
        break;
    case DIALOG_END:
        router_give_up(router);   /* though all nine may be answered by now */
        router_end_visit(router); /* which keeps how far it came */
        break;
    }
}

/* --- the frame --------------------------------------------------------------------------------- */

static void question_frame(void *state, struct ui *ui, struct router *router)
{
    struct question_state *s = state;
    const struct visit_survey *survey = &router_visit(router)->survey;
    enum survey_element element = ELEMENT_PERSYARATAN;
    const struct question *question = survey_question(router, survey->at, &element);
    uint8_t *answer = survey_answer(router, survey->at);
    struct survey_columns columns = survey_columns(ui);
    bool is_low = ui_is_low_reach(ui), is_wide = ui_is_landscape(ui);
    struct ui_box left = columns.left, right = columns.right;
    int faces = SCORE_MOST * (is_low ? FACE_HEIGHT_LOW : FACE_HEIGHT)
                + (SCORE_MOST - 1) * (is_low ? FACE_GAP_LOW : FACE_GAP);
    struct ui_box bottom = {left.x, left.y + left.h - STOP_HEIGHT, left.w, STOP_HEIGHT};
    struct ui_box answers = right;

    if (!is_wide) {
        answers.y = bottom.y - (is_low ? 8 : 32) - faces;
        answers.h = faces;
    }
    int used = draw_progress(ui, router, left, strings_words(&question->name)) + 40;
    draw_question(ui,
                  (struct ui_box){left.x, left.y + used, left.w,
                                  (is_wide ? bottom.y : answers.y) - GAP - left.y - used},
                  question);
    if (is_wide) /* a column is read to its end */
        draw_bottom(s, ui, router, bottom);
    if (survey->at < ELEMENT_COUNT)
        draw_faces(s, ui, answers, question, answer);
    else
        draw_extras(s, ui, answers, question, answer);
    if (!is_wide)
        draw_bottom(s, ui, router, bottom);
    if (s->is_stopping) {
        ask_to_stop(s, ui, router);
    } else if (s->chosen_ms > 0 && !router_is_covered(router)) {
        if (ui_now_ms(ui) - s->chosen_ms >= ADVANCE_MS)
            advance(s, ui, router);
        else
            ui_ask_wake(ui, s->chosen_ms + ADVANCE_MS);
    }
}

const struct screen screen_survey_question = {
    .name = "survey-question",
    .state_size = sizeof(struct question_state),
    .idle_ms = 60000,
    .is_survey = true,
    .tells_number = true,
    .enter = question_enter,
    .frame = question_frame,
    .back = question_back,
};
