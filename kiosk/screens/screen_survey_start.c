/* Screen 12: what the survey is for. Home of the role exit, which shows the last index here. */
#include "base/text.h"
#include "desk/survey.h"
#include "desk/survey_report.h"
#include "complaint_form.h"
#include "survey_parts.h"
#include "words/survey.h"

enum {
    FACE_MOST = 208,
    FACE_LEAST = 96,
    ROW = 80,
    ROW_GAP = 16,
    GAP = 40,
    START = 160,
    CARD_PAD = 32
};

struct start_state {
    struct published_ikm published;
};

static void start_news(void *state, struct router *router)
{
    struct start_state *s = state;
    struct published_ikm published;
    struct err err = {0};

    if (!router_desk(router))
        return;
    if (desk_published_ikm(router_desk(router), &published, &err))
        s->published = published;
    else
        router_desk_failed(router, &err, "reading the published index");
}

static const struct {
    enum icon icon;
    struct label label;
} promises[] = {
    {ICON_LIST_CHECKS, W("v_9", "9 questions, 4 answer options")},
    {ICON_CLOCK, W("v_2", "About 2 minutes")},
    {ICON_SHIELD_CHECK, W("v_an", "Anonymous. Staff do not see your answers.")},
};

static int promise_height(struct ui *ui, const char *text, int w)
{
    int height = ui_text_height(ui, text, F_TITLE, W_SEMIBOLD, w - ROW - 24);

    return height > ROW ? height : ROW;
}

/* Places it, or only measures. */
static int promises_height(struct ui *ui, struct ui_box box, bool is_placed)
{
    int y = box.y;

    for (size_t i = 0; i < ARRAY_LEN(promises); i++) {
        const char *text = strings_label(&promises[i].label);
        int height = promise_height(ui, text, box.w);

        if (is_placed) {
            ui_round(ui, (struct ui_box){box.x, y + (height - ROW) / 2, ROW, ROW}, 20, C_TINT);
            ui_icon(ui, promises[i].icon,
                    (struct ui_box){box.x + 16, y + (height - 48) / 2, 48, 48}, C_PRIMARY_DARK);
            ui_text(ui, &(struct ui_text){.box = {box.x + ROW + 24, y, box.w - ROW - 24, height},
                                          .text = text,
                                          .font = F_TITLE,
                                          .weight = W_SEMIBOLD,
                                          .color = C_INK,
                                          .is_middle = true});
        }
        y += height + ROW_GAP;
    }
    return y - ROW_GAP - box.y;
}

/* The largest of the designed sizes that leaves the rest its room. */
static enum ui_font title_font(struct ui *ui, const char *text, int w, int room)
{
    return ui_text_height(ui, text, F_DISPLAY_S, W_BOLD, w) <= room ? F_DISPLAY_S : F_QUESTION;
}

static int words_of(struct ui *ui, struct ui_box box, bool is_placed)
{
    const char *title = _("v_q", "How was our service today?");
    const char *why = _("v_why", "Your answers set the Public Satisfaction Index (IKM) and improve "
                                 "this office.");
    enum ui_font font = title_font(ui, title, box.w, 2 * 112);
    int y = box.y;

    if (!is_placed)
        return ui_text_height(ui, title, font, W_BOLD, box.w) + 32
               + ui_text_height(ui, why, F_TITLE, W_MEDIUM, box.w);
    y += part_text(ui, &(struct part_text){.x = box.x,
                                           .y = y,
                                           .w = box.w,
                                           .text = title,
                                           .font = font,
                                           .weight = W_BOLD,
                                           .color = C_INK,
                                           .name = "title"});
    y += 32;
    y += part_text(ui, &(struct part_text){.x = box.x,
                                           .y = y,
                                           .w = box.w,
                                           .text = why,
                                           .font = F_TITLE,
                                           .weight = W_MEDIUM,
                                           .color = C_INK2});
    return y - box.y;
}

static void draw_faces(struct ui *ui, struct ui_box box)
{
    static const enum icon faces[] = {ICON_FROWN, ICON_MEH, ICON_SMILE, ICON_LAUGH};
    int size = box.h < FACE_MOST ? box.h : FACE_MOST;
    int step = (box.w - size) / ((int)ARRAY_LEN(faces) - 1);

    if (step > size + 80)
        step = size + 80;
    for (size_t i = 0; i < ARRAY_LEN(faces); i++)
        ui_icon(ui, faces[i], (struct ui_box){box.x + (int)i * step, box.y, size, size}, C_PRIMARY);
}

/* --- the last index ---------------------------------------------------------------------------- */

struct card_words {
    char period[160], index[32], grade[96], people[96];
};

static void card_words(const struct published_ikm *published, struct card_words *out)
{
    char name[128], n[16];

    words_period_name(name, sizeof name, &published->period);
    (void)text_fill(out->period, sizeof out->period,
                    _("ikm_of", "Public Satisfaction Index, {period}"), "period", name, NULL);
    words_index(out->index, sizeof out->index, &published->ikm);
    (void)text_format(out->grade, sizeof out->grade, "%c · %s",
                      ikm_grade_letter(published->ikm.grade), words_grade(published->ikm.grade));
    (void)text_format(n, sizeof n, "%lld", (long long)published->ikm.n);
    (void)text_fill(out->people, sizeof out->people, _("ikm_from", "from {n} respondents"), "n", n,
                    NULL);
}

static int card_height(struct ui *ui, const struct card_words *words, int w)
{
    return 2 * CARD_PAD + ui_text_height(ui, words->period, F_BODY, W_SEMIBOLD, w - 2 * CARD_PAD)
           + 8 + ui_text_height(ui, "8", F_QUESTION, W_BOLD, w);
}

static void draw_card(struct ui *ui, const struct card_words *words, struct ui_box box)
{
    int x = box.x + CARD_PAD;
    int w = box.w - 2 * CARD_PAD;
    int index_w = ui_text_width(ui, words->index, F_QUESTION, W_BOLD);
    int y = box.y + CARD_PAD;

    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    y += part_text(ui, &(struct part_text){.x = x,
                                           .y = y,
                                           .w = w,
                                           .text = words->period,
                                           .font = F_BODY,
                                           .weight = W_SEMIBOLD,
                                           .color = C_INK2})
         + 8;
    part_text(ui, &(struct part_text){.x = x,
                                      .y = y,
                                      .w = w,
                                      .text = words->index,
                                      .font = F_QUESTION,
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .name = "published"});
    x += index_w + 32;
    w -= index_w + 32;
    part_text(ui, &(struct part_text){.x = x,
                                      .y = y,
                                      .w = w,
                                      .text = words->grade,
                                      .font = F_BODY,
                                      .weight = W_BOLD,
                                      .color = C_PRIMARY_DARK});
    part_text(ui, &(struct part_text){.x = x,
                                      .y = y + ui_text_height(ui, words->grade, F_BODY, W_BOLD, w),
                                      .w = w,
                                      .text = words->people,
                                      .font = F_CAPTION,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2});
}

/* --- actions ----------------------------------------------------------------------------------- */

static int draw_actions(struct ui *ui, struct router *router, struct ui_box box)
{
    enum { SMALL = 112, BETWEEN = 24 };
    bool has_leave = router_has_way_back(router); /* where "not now" leads somewhere */
    int small_y = box.y + box.h - SMALL;
    int start_y = small_y - BETWEEN - START;
    int half = has_leave ? (box.w - 16) / 2 : box.w;

    if (ui_button(ui, &(struct ui_button){.name = "start",
                                          .label = _("v_go", "Start survey"),
                                          .icon = ICON_ARROW_RIGHT,
                                          .icon_after = true,
                                          .kind = UI_PRIMARY,
                                          .font = F_H1,
                                          .box = {box.x, start_y, box.w, START},
                                          .is_disabled = !survey_is_offered(router)}))
        survey_begin(router);
    if (ui_button(ui, &(struct ui_button){.name = "complain",
                                          .label = _("c_make", "File a complaint"),
                                          .icon = ICON_MEGAPHONE,
                                          .kind = UI_SECONDARY,
                                          .font = F_TITLE,
                                          .box = {box.x, small_y, half, SMALL}}))
        complaint_open(router, router_visit(router)->survey.service);
    if (has_leave
        && ui_button(ui, &(struct ui_button){.name = "not-now",
                                             .label = _("v_not", "Not now"),
                                             .icon = ICON_LOG_OUT,
                                             .kind = UI_SECONDARY,
                                             .font = F_TITLE,
                                             .box = {box.x + half + 16, small_y, half, SMALL}}))
        router_home(router);
    return start_y;
}

/* Faces take what the words leave, and give way to the index. */
static void fill(struct ui *ui, struct ui_box faces, struct ui_box card,
                 const struct card_words *words, bool has_card)
{
    int height = has_card ? card_height(ui, words, card.w) : 0;

    if (has_card && height <= card.h)
        draw_card(ui, words,
                  (struct ui_box){card.x, card.y + (card.h - height) / 2, card.w, height});
    if (faces.h >= FACE_LEAST)
        draw_faces(ui, faces);
}

/* Beside the words: faces above the index, which they leave alone where both have no room. */
static void fill_wide(struct ui *ui, struct ui_box box, const struct card_words *words,
                      bool has_card)
{
    int faces = FACE_MOST;

    if (has_card && card_height(ui, words, box.w) > box.h - faces)
        faces = 0;
    fill(ui, (struct ui_box){box.x, box.y, box.w, faces - 32},
         (struct ui_box){box.x, box.y + faces, box.w, box.h - faces}, words, has_card);
}

static void start_frame(void *state, struct ui *ui, struct router *router)
{
    const struct start_state *s = state;
    struct survey_columns columns = survey_columns(ui);
    struct ui_box left = columns.left, right = columns.right;
    struct card_words words = {0};
    int actions = draw_actions(ui, router, right);

    if (s->published.is_shown)
        card_words(&s->published, &words);
    if (ui_is_landscape(ui)) {
        int used = words_of(ui, left, true);
        struct ui_box list = {left.x, left.y + used + GAP, left.w, 0};

        promises_height(ui, list, true);
        fill_wide(ui, (struct ui_box){right.x, right.y, right.w, actions - GAP - right.y}, &words,
                  s->published.is_shown);
        return;
    }
    int text = words_of(ui, left, false);
    int list = promises_height(ui, left, false);
    int card = s->published.is_shown ? card_height(ui, &words, left.w) + GAP : 0;
    int spare = actions - left.y - text - list - card - 3 * GAP;
    int face = spare < FACE_MOST + 72 ? spare - 72 : FACE_MOST;
    int y = left.y + (face >= FACE_LEAST ? 24 + face + 48 : 0);

    words_of(ui, (struct ui_box){left.x, y, left.w, 0}, true);
    promises_height(ui, (struct ui_box){left.x, y + text + GAP, left.w, 0}, true);
    y += text + GAP + list + GAP;
    fill(ui, (struct ui_box){left.x + 8, left.y + 24, left.w - 16, face},
         (struct ui_box){left.x, y, left.w, actions - GAP - y}, &words, s->published.is_shown);
}

const struct screen screen_survey_start = {
    .name = "survey-start",
    .state_size = sizeof(struct start_state),
    .idle_ms = 60000,
    .idles_quietly = true,
    .is_survey = true,
    .enter = start_news,
    .frame = start_frame,
    .news = start_news,
};
