/* The index for officers: what the hall is shown, and how the quarter stands so far. */
#include "base/text.h"
#include "desk/survey_report.h"
#include "domain/calendar.h"
#include "paper_form.h"
#include "parts.h"
#include "staff_parts.h"
#include "words/survey.h"

enum {
    TOP_GAP = 24,
    BOTTOM_GAP = 32,
    GUTTER = 40,
    LEFT_W = 720,
    PAD = 32,
    PRIMARY_H = 128,
    HEAD_H = 56,
    LINE_H = 40,
    CARD_H = 292,
    VALUE_W = 240,
    GRADE_W = 44,
    BAR_H = 20,
    FULL_CENTI = 10000,
    READ_AGAIN_MS = 10000 /* a quarter's responses take a pass over all of them */
};

struct ikm_screen {
    struct published_ikm shown;
    struct survey_report report; /* of the quarter so far */
    bool is_read, is_stale;
    int64_t read_ms; /* monotonic */
};

static void read_all(struct ikm_screen *s, struct router *router)
{
    int64_t now_ms = clock_now_ms(router_clock(router));
    struct survey_query query = {
        .period = period_of(PERIOD_TRIWULAN, calendar_day(now_ms, router_offset_min(router)))};
    struct err err = {0};

    s->is_stale = false;
    s->read_ms = clock_mono_ms(router_clock(router));
    survey_report_clear(&s->report);
    s->is_read = desk_published_ikm(router_desk(router), &s->shown, &err)
                 && desk_survey_report(router_desk(router), &query, &s->report, &err);
    if (!s->is_read)
        router_desk_failed(router, &err, "reading the survey's index");
}

static void staff_ikm_enter(void *state, struct router *router)
{
    read_all(state, router);
}

static void staff_ikm_news(void *state, struct router *router)
{
    struct ikm_screen *s = state;

    (void)router;
    s->is_stale = true;
}

static void staff_ikm_leave(void *state, struct router *router)
{
    struct ikm_screen *s = state;

    (void)router;
    survey_report_clear(&s->report);
}

/* --- pieces --------------------------------------------------------------------------------------- */

static int draw_words(struct ui *ui, int x, int y, int w, const char *text, enum ui_color color)
{
    return text[0] == '\0' ? 0
                           : part_text(ui, &(struct part_text){.x = x,
                                                               .y = y,
                                                               .w = w,
                                                               .text = text,
                                                               .font = F_CAPTION,
                                                               .weight = W_MEDIUM,
                                                               .color = color});
}

/* One index in large figures with its grade, or why there is none. */
struct index_card {
    const char *name, *heading;
    const struct period *period; /* NULL: none */
    const struct ikm *ikm;       /* NULL: none that may be told */
    const char *instead;
    const char *below; /* how many answered */
};

static void draw_card(struct ui *ui, const struct index_card *card, struct ui_box box)
{
    int x = box.x + PAD, w = box.w - 2 * PAD;
    int y = box.y + PAD - 8;
    char period[STRINGS_LINE] = "", value[32], grade[STRINGS_LINE];
    char heading[STRINGS_LINE];

    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    if (card->period)
        words_period_name(period, sizeof period, card->period);
    strings_dotted(heading, sizeof heading, card->heading, period);
    y += 12
         + part_text(ui, &(struct part_text){.x = x,
                                             .y = y,
                                             .w = w,
                                             .text = heading,
                                             .font = F_BODY,
                                             .weight = W_SEMIBOLD,
                                             .color = C_INK2});
    if (!card->ikm) {
        part_text(ui, &(struct part_text){.x = x,
                                          .y = y,
                                          .w = w,
                                          .text = card->instead,
                                          .font = F_TITLE,
                                          .weight = W_BOLD,
                                          .color = C_INK,
                                          .name = card->name});
        return;
    }
    words_index(value, sizeof value, card->ikm);
    (void)text_format(grade, sizeof grade, "%c · %s", ikm_grade_letter(card->ikm->grade),
                      words_grade(card->ikm->grade));
    ui_text(ui, &(struct ui_text){.box = {x, y, VALUE_W + 60, 104},
                                  .text = value,
                                  .font = F_DISPLAY_S,
                                  .weight = W_BOLD,
                                  .color = C_PRIMARY_DARK,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = card->name});
    ui_text(ui, &(struct ui_text){.box = {x + VALUE_W + 76, y, w - VALUE_W - 76, 104},
                                  .text = grade,
                                  .font = F_TITLE,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .is_middle = true});
    (void)draw_words(ui, x, y + 112, w, card->below, C_INK2);
}

static void draw_shown(struct ui *ui, const struct ikm_screen *s, struct ui_box box)
{
    char below[STRINGS_LINE] = "";

    if (s->shown.is_shown)
        words_respondents(below, sizeof below, s->shown.ikm.n, 0);
    draw_card(ui,
              &(struct index_card){.name = "shown",
                                   .heading = _("si_shown", "Shown to the public"),
                                   .period = s->shown.is_shown ? &s->shown.period : NULL,
                                   .ikm = s->shown.is_shown ? &s->shown.ikm : NULL,
                                   .instead = _("si_none", "No index is shown yet: in no period "
                                                           "did 30 people answer."),
                                   .below = below},
              box);
}

static void draw_running(struct ui *ui, const struct ikm_screen *s, struct ui_box box)
{
    char below[STRINGS_LINE], few[STRINGS_LINE], count[32], least[32];
    bool is_enough = s->report.ikm.n >= IKM_PUBLISHED_FROM;

    words_respondents(below, sizeof below, s->report.ikm.n, s->report.required);
    words_count(count, sizeof count, s->report.ikm.n);
    words_count(least, sizeof least, IKM_PUBLISHED_FROM);
    (void)text_fill(few, sizeof few, _("si_few", "Not enough yet, {n} of {m}"), "n", count, "m",
                    least, NULL);
    draw_card(ui,
              &(struct index_card){.name = "running",
                                   .heading = _("si_now", "This quarter so far"),
                                   .period = &s->report.period,
                                   .ikm = is_enough ? &s->report.ikm : NULL,
                                   .instead = few,
                                   .below = below},
              box);
}

static bool is_lowest(const struct ikm *ikm, enum survey_element element)
{
    for (size_t i = 0; i < ikm->lowest_count; i++) {
        if (ikm->lowest[i] == element)
            return true;
    }
    return false;
}

static void draw_element(struct ui *ui, const struct router *router, const struct ikm *ikm,
                         enum survey_element which, struct ui_box box)
{
    const struct ikm_element *element = &ikm->elements[which];
    const char *words = words_element(which, desk_questionnaire(router_desk(router)));
    int value = box.x + box.w - VALUE_W / 2 - GRADE_W;
    int height = box.h - BAR_H - 12;
    char figure[32], name[STRINGS_LINE], grade[] = {ikm_grade_letter(element->grade), '\0'};

    words_centi(figure, sizeof figure, element->index_centi);
    part_cut(ui, name, sizeof name, words, F_CAPTION, W_SEMIBOLD, value - box.x - 16, LINE_H);
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y, value - box.x - 16, height},
                                  .text = name,
                                  .font = F_CAPTION,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = {value, box.y, VALUE_W / 2, height},
                                  .text = figure,
                                  .font = F_CAPTION,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_RIGHT,
                                  .max_lines = 1,
                                  .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = {value + VALUE_W / 2, box.y, GRADE_W, height},
                                  .text = grade,
                                  .font = F_CAPTION,
                                  .weight = W_BOLD,
                                  .color = C_INK2,
                                  .align = UI_RIGHT,
                                  .max_lines = 1,
                                  .is_middle = true});
    ui_progress(ui, (struct ui_box){box.x, box.y + height, box.w, BAR_H},
                element->index_centi * 1000 / FULL_CENTI,
                is_lowest(ikm, which) ? C_ACCENT : C_PRIMARY, words);
}

/* Of the quarter so far where enough have answered, else of what the hall is shown. */
static void draw_elements(struct ui *ui, const struct ikm_screen *s, const struct router *router,
                          struct ui_box box)
{
    bool is_running = s->report.ikm.n >= IKM_PUBLISHED_FROM;
    const struct ikm *ikm = is_running ? &s->report.ikm : s->shown.is_shown ? &s->shown.ikm : NULL;
    const struct period *period = is_running ? &s->report.period : &s->shown.period;
    int y = box.y + HEAD_H;
    int each = (box.h - HEAD_H - LINE_H) / ELEMENT_COUNT;
    char name[STRINGS_LINE] = "", heading[STRINGS_LINE];

    if (ikm)
        words_period_name(name, sizeof name, period);
    strings_dotted(heading, sizeof heading, _("si_elements", "By element"), name);
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y, box.w, HEAD_H - 8},
                                  .text = heading,
                                  .font = F_TITLE,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = "elements"});
    if (!ikm) {
        (void)draw_words(ui, box.x, y, box.w,
                         _("si_later", "Shown as soon as 30 people have answered."), C_INK2);
        return;
    }
    y += 8 + draw_words(ui, box.x, y, box.w, _("si_lowest", "Yellow: the lowest elements"), C_INK2);
    for (int i = 0; i < ELEMENT_COUNT; i++)
        draw_element(ui, router, ikm, paper_form_element(router, i),
                     (struct ui_box){box.x, y + i * each, box.w, each - 14});
}

static void draw_doubts(struct ui *ui, const struct ikm_screen *s, struct ui_box box)
{
    char doubted[STRINGS_LINE];

    words_doubted(doubted, sizeof doubted, &s->report);
    ui_text(ui, &(struct ui_text){.box = box,
                                  .text = doubted,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .name = "doubted"});
}

static void place_way(struct ui *ui, struct router *router, struct ui_box box)
{
    if (ui_button(ui, &(struct ui_button){.name = "form",
                                          .label = _("si_form", "Enter a paper form"),
                                          .icon = ICON_CLIPBOARD_LIST,
                                          .kind = UI_PRIMARY,
                                          .font = F_TITLE,
                                          .box = box}))
        router_go(router, &screen_staff_form);
}

static void staff_ikm_frame(void *state, struct ui *ui, struct router *router)
{
    struct ikm_screen *s = state;
    int top = part_staff_top(ui) + TOP_GAP;
    int bottom = ui_height(ui) - BOTTOM_GAP;
    bool is_wide = ui_is_landscape(ui);
    struct ui_box all = {STAFF_MARGIN, top, ui_width(ui) - 2 * STAFF_MARGIN, bottom - top};
    struct ui_box left = {all.x, all.y, is_wide ? LEFT_W : all.w, all.h};
    struct ui_box right = {all.x + LEFT_W + GUTTER, all.y, all.w - LEFT_W - GUTTER, all.h};
    int cards = 2 * CARD_H + STAFF_GAP;

    (void)part_staff_bar(ui, router,
                         &(struct staff_bar){.title = _("v_t", "Public Satisfaction Survey"),
                                             .subtitle = router_office(router),
                                             .has_back = true});
    if (s->is_stale) {
        if (ui_now_ms(ui) - s->read_ms >= READ_AGAIN_MS)
            read_all(s, router);
        else
            ui_ask_wake(ui, s->read_ms + READ_AGAIN_MS);
    }
    if (!s->is_read)
        return;
    draw_shown(ui, s, (struct ui_box){left.x, left.y, left.w, CARD_H});
    draw_running(ui, s, (struct ui_box){left.x, left.y + CARD_H + STAFF_GAP, left.w, CARD_H});
    draw_doubts(
        ui, s,
        (struct ui_box){left.x, left.y + cards + STAFF_GAP, left.w,
                        is_wide ? bottom - PRIMARY_H - STAFF_GAP - left.y - cards - 2 * STAFF_GAP
                                : 3 * LINE_H});
    if (!is_wide)
        right = (struct ui_box){all.x, left.y + cards + 3 * LINE_H + 3 * STAFF_GAP, all.w,
                                bottom - PRIMARY_H - 2 * STAFF_GAP - left.y - cards - 3 * LINE_H
                                    - 3 * STAFF_GAP};
    draw_elements(ui, s, router, right);
    place_way(ui, router, (struct ui_box){left.x, bottom - PRIMARY_H, left.w, PRIMARY_H});
}

const struct screen screen_staff_ikm = {
    .name = "staff-ikm",
    .state_size = sizeof(struct ikm_screen),
    .idle_ms = 120000,
    .has_no_nav = true,
    .is_staff = true,
    .enter = staff_ikm_enter,
    .frame = staff_ikm_frame,
    .news = staff_ikm_news,
    .leave = staff_ikm_leave,
};
