/* The pieces of the screen on which paper forms are typed in. */
#include "base/text.h"
#include "paper_form.h"
#include "parts.h"
#include "staff_parts.h"
#include "ui/form.h"
#include "words/survey.h"
#include <assert.h>

enum { STEP_W = 96, FIELD_ICON = 44, SAVE_H = 128, LINE_H = 40, DIGIT_W = 56 };

#define DAY_MS INT64_C(86400000)

/* --- the day ------------------------------------------------------------------------------------ */

static const struct day_step {
    const char *name, *label;
    int days;
    struct label spoken;
} day_steps[] = {
    {"day-week-back", "−7", -7, W("sf_week_back", "One week earlier")},
    {"day-back", "−1", -1, W("sf_day_back", "One day earlier")},
    {"day-next", "+1", 1, W("sf_day_next", "One day later")},
    {"day-week-next", "+7", 7, W("sf_week_next", "One week later")},
};

static void place_step(struct ui *ui, struct paper_form *form, const struct day_step *step,
                       struct ui_box box)
{
    if (ui_button(ui, &(struct ui_button){.name = step->name,
                                          .label = step->label,
                                          .spoken = strings_label(&step->spoken),
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = box,
                                          .is_key = true,
                                          .radius = 16,
                                          .is_disabled = form->day + step->days > form->today}))
        form->day += step->days;
}

void paper_draw_day(struct ui *ui, struct paper_form *form, struct ui_box box)
{
    int left = 2 * (STEP_W + PAPER_GAP);
    int width = box.w - 2 * left;
    char date[64];

    place_step(ui, form, &day_steps[0], (struct ui_box){box.x, box.y, STEP_W, box.h});
    place_step(ui, form, &day_steps[1],
               (struct ui_box){box.x + STEP_W + PAPER_GAP, box.y, STEP_W, box.h});
    words_date(date, sizeof date, form->day * DAY_MS, 0);
    ui_text(ui, &(struct ui_text){.box = {box.x + left, box.y, width, box.h - LINE_H},
                                  .text = date,
                                  .font = F_TITLE,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_CENTER,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = "day"});
    ui_text(ui,
            &(struct ui_text){.box = {box.x + left, box.y + box.h - LINE_H, width, LINE_H},
                              .text = form->day == form->today ? _("p_today", "Today")
                                                               : _("sf_day", "Date of the form"),
                              .font = F_CAPTION,
                              .weight = W_MEDIUM,
                              .color = C_INK2,
                              .align = UI_CENTER,
                              .max_lines = 1});
    place_step(ui, form, &day_steps[2],
               (struct ui_box){box.x + box.w - left + PAPER_GAP, box.y, STEP_W, box.h});
    place_step(ui, form, &day_steps[3],
               (struct ui_box){box.x + box.w - STEP_W, box.y, STEP_W, box.h});
}

/* --- parts with a few values --------------------------------------------------------------------- */

static const char *bracket_label(int value)
{
    return words_bracket((enum survey_bracket)value);
}

static const char *gender_label(int value)
{
    return words_gender((enum survey_gender)value);
}

/* Signs that need no translation, beside a word that says what they are; as on the form. */
static const char *age_label(int value)
{
    static const char *const labels[] = {"", "≤ 19", "20–29", "30–39", "40–49", "50–59", "≥ 60"};

    static_assert(ARRAY_LEN(labels) == AGE_COUNT, "every age band has its label");
    return labels[value];
}

static const char *education_label(int value)
{
    static const char *const labels[] = {"", "SD", "SMP", "SMA", "D1–D4", "S1", "S2", "S3"};

    static_assert(ARRAY_LEN(labels) == EDUCATION_COUNT, "every education has its label");
    return labels[value];
}

static const char *occupation_label(int value)
{
    return words_occupation((enum survey_occupation)value);
}

static const struct part_look {
    const char *name;
    struct label label;
    int count; /* values from 1 below this one */
    const char *(*value_label)(int value);
} part_looks[] = {
    [PART_BRACKET] = {"bracket", W("sf_hour", "Time"), BRACKET_COUNT, bracket_label},
    [PART_GENDER] = {"gender", W("v_sex", "Sex"), GENDER_COUNT, gender_label},
    [PART_AGE] = {"age", W("v_age", "Age (years)"), AGE_COUNT, age_label},
    [PART_EDUCATION] = {"education", W("v_edu", "Education"), EDUCATION_COUNT, education_label},
    [PART_OCCUPATION] = {"occupation", W("v_job", "Occupation"), OCCUPATION_COUNT,
                         occupation_label},
};
static_assert(ARRAY_LEN(part_looks) == PAPER_PARTS, "every part is drawn");

void paper_draw_part(struct ui *ui, struct paper_form *form, enum paper_part part, int label_w,
                     struct ui_box box, int rows)
{
    const struct part_look *look = &part_looks[part];
    int columns = (look->count - 1 + rows - 1) / rows;
    int width = (box.w - label_w - (columns - 1) * PAPER_GAP) / columns;
    int height = (box.h - (rows - 1) * PAPER_GAP) / rows;

    if (label_w > 0)
        ui_text(ui, &(struct ui_text){.box = {box.x, box.y, label_w - PAPER_GAP, height},
                                      .text = strings_label(&look->label),
                                      .font = F_CAPTION,
                                      .weight = W_SEMIBOLD,
                                      .color = C_INK,
                                      .is_middle = true});
    for (int value = 1; value < look->count; value++) {
        int column = (value - 1) % columns;
        int row = (value - 1) / columns;
        char name[WIDGET_NAME];

        (void)text_format(name, sizeof name, "%s-%d", look->name, value);
        if (ui_pick(ui,
                    &(struct ui_pick){.name = name,
                                      .label = look->value_label(value),
                                      .box = {box.x + label_w + column * (width + PAPER_GAP),
                                              box.y + row * (height + PAPER_GAP), width, height},
                                      .is_selected = form->parts[part] == value}))
            form->parts[part] = form->parts[part] == value ? 0 : value;
    }
}

/* --- the nine ------------------------------------------------------------------------------------ */

static void place_answer(struct ui *ui, struct paper_form *form, const struct router *router,
                         int place, struct ui_box box)
{
    enum survey_element element = paper_form_element(router, place);
    const char *name = words_element(element, desk_questionnaire(router_desk(router)));
    char widget[WIDGET_NAME], words[STRINGS_LINE], line[STRINGS_LINE], digit[8] = "–";
    struct ui_box in;

    if (form->answers[element] > 0)
        (void)text_format(digit, sizeof digit, "%d", form->answers[element]);
    (void)text_format(widget, sizeof widget, "answer-%d", place + 1);
    (void)text_format(words, sizeof words, "%d. %s: %s", place + 1, name, digit);
    if (ui_surface(ui,
                   &(struct ui_surface){.name = widget,
                                        .spoken = words,
                                        .kind = form->at == place ? UI_SURFACE_HELPER : UI_TILE,
                                        .box = box},
                   &in))
        form->at = place;
    (void)text_format(words, sizeof words, "%d. %s", place + 1, name);
    part_cut(ui, line, sizeof line, words, F_CAPTION, W_SEMIBOLD, in.w - DIGIT_W - 44, in.h - 12);
    ui_text(ui, &(struct ui_text){.box = {in.x + 20, in.y + 6, in.w - DIGIT_W - 44, in.h - 12},
                                  .text = line,
                                  .font = F_CAPTION,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = {in.x + in.w - DIGIT_W - 16, in.y, DIGIT_W, in.h},
                                  .text = digit,
                                  .font = F_H1,
                                  .weight = W_BOLD,
                                  .color = form->answers[element] > 0 ? C_INK : C_INK2,
                                  .align = UI_CENTER,
                                  .max_lines = 1,
                                  .is_middle = true});
}

void paper_draw_answers(struct ui *ui, struct paper_form *form, const struct router *router,
                        struct ui_box box)
{
    enum { COLUMNS = 3 };
    int width = (box.w - (COLUMNS - 1) * PAPER_GAP) / COLUMNS;
    int height = (box.h - (COLUMNS - 1) * PAPER_GAP) / COLUMNS;

    static_assert(COLUMNS * COLUMNS == ELEMENT_COUNT, "a square of nine");
    for (int i = 0; i < ELEMENT_COUNT; i++)
        place_answer(ui, form, router, i,
                     (struct ui_box){box.x + i % COLUMNS * (width + PAPER_GAP),
                                     box.y + i / COLUMNS * (height + PAPER_GAP), width, height});
}

/* Answers on paper are circled numbers or letters; the keys say both. */
void paper_draw_keys(struct ui *ui, struct paper_form *form, const struct router *router,
                     struct ui_box box, int columns)
{
    static const char *const labels[SCORE_MOST] = {"1 = a", "2 = b", "3 = c", "4 = d"};
    bool is_row = columns == SCORE_MOST; /* then the erasing key ends it */
    int keys = is_row ? SCORE_MOST + 1 : columns;
    int rows = is_row ? 1 : SCORE_MOST / columns + 1;
    int width = (box.w - (keys - 1) * KEYPAD_GAP) / keys;
    int height = (box.h - (rows - 1) * KEYPAD_GAP) / rows;
    struct ui_box erase = {box.x, box.y + box.h - height, box.w, height};

    if (is_row)
        erase = (struct ui_box){box.x + box.w - width, box.y, width, height};
    for (int i = 0; i < SCORE_MOST; i++) {
        char name[WIDGET_NAME];

        (void)text_format(name, sizeof name, "key-%d", i + 1);
        if (ui_button(ui, &(struct ui_button){.name = name,
                                              .label = labels[i],
                                              .kind = UI_SECONDARY,
                                              .font = F_H2,
                                              .box = {box.x + i % columns * (width + KEYPAD_GAP),
                                                      box.y + i / columns * (height + KEYPAD_GAP),
                                                      width, height},
                                              .is_key = true}))
            paper_form_type(form, router, i + 1);
    }
    if (ui_button(ui, &(struct ui_button){.name = "key-erase",
                                          .label = is_row ? "" : _("clear", "Clear"),
                                          .spoken = _("clear", "Clear"),
                                          .icon = ICON_DELETE,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = erase,
                                          .is_key = true}))
        paper_form_erase(form, router);
}

/* --- what may be left out -------------------------------------------------------------------------- */

struct extra_field {
    const char *name, *caption, *value;
    enum icon icon;
};

static bool place_field(struct ui *ui, const struct extra_field *field, struct ui_box box)
{
    int width = box.w - 20 - FIELD_ICON - 16 - 20;
    int caption_h = box.h - 8 - LINE_H - 6;
    char line[STRINGS_LINE], caption[STRINGS_LINE];
    struct ui_box in;
    bool fired =
        ui_surface(ui,
                   &(struct ui_surface){
                       .name = field->name, .spoken = field->caption, .kind = UI_TILE, .box = box},
                   &in);
    int x = in.x + 20 + FIELD_ICON + 16;

    ui_icon(ui, field->icon,
            (struct ui_box){in.x + 20, in.y + (in.h - FIELD_ICON) / 2, FIELD_ICON, FIELD_ICON},
            C_PRIMARY);
    part_cut(ui, caption, sizeof caption, field->caption, F_CAPTION, W_MEDIUM, width, LINE_H);
    part_cut(ui, line, sizeof line, field->value, F_CAPTION, W_SEMIBOLD, width, LINE_H);
    ui_text(ui, &(struct ui_text){.box = {x, in.y + 4, width, caption_h},
                                  .text = caption,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .max_lines = 1,
                                  .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = {x, in.y + in.h - LINE_H - 6, width, LINE_H},
                                  .text = line,
                                  .font = F_CAPTION,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .is_middle = true});
    return fired;
}

void paper_draw_extras(struct ui *ui, struct paper_form *form, struct ui_box box, bool is_stacked)
{
    int width = is_stacked ? box.w : (box.w - PAPER_GAP) / 2;
    int height = is_stacked ? (box.h - PAPER_GAP) / 2 : box.h;
    const struct extra_field service = {"service", _("sf_service", "Service (optional)"),
                                        form->service ? strings_words(&form->service->name)
                                                      : _("sw_skipped", "Not given"),
                                        ICON_FILE_TEXT};
    const struct extra_field suggestion = {
        "suggestion", _("sf_suggestion", "Suggestion (optional)"),
        form->suggestion[0] ? form->suggestion : _("sw_skipped", "Not given"), ICON_KEYBOARD};

    if (place_field(ui, &service, (struct ui_box){box.x, box.y, width, height}))
        form->stage = PAPER_SERVICE;
    if (place_field(ui, &suggestion,
                    (struct ui_box){box.x + box.w - width, box.y + box.h - height, width, height}))
        form->stage = PAPER_SUGGESTION;
}

/* --- the end --------------------------------------------------------------------------------------- */

struct hint {
    enum icon icon;
    enum ui_color color;
    char text[STRINGS_LINE];
};

static struct hint hint_of(const struct paper_form *form)
{
    int missing = paper_form_missing(form);
    struct hint hint = {.icon = ICON_INFO, .color = C_INK2};

    if (form->fault != ERR_NONE) {
        hint = (struct hint){.icon = ICON_TRIANGLE_ALERT, .color = C_DANGER};
        (void)text_copy(hint.text, sizeof hint.text,
                        form->fault == ERR_INVALID
                            ? _("sf_refused", "It was not saved: the date cannot be right. Please "
                                              "check it and the machine's clock.")
                            : _("p_not_saved", "It was not saved. Please try again."));
    } else if (form->was_saved) {
        hint = (struct hint){.icon = ICON_CIRCLE_CHECK, .color = C_PRIMARY_DARK};
        (void)text_copy(hint.text, sizeof hint.text, _("sf_saved", "Saved. Next form, please."));
    } else if (missing > 0) {
        strings_count(hint.text, sizeof hint.text,
                      N_("sf_missing", "{n} answer is missing", "{n} answers are missing",
                         (unsigned long)missing),
                      missing);
    } else {
        hint.color = C_INK;
        (void)text_copy(
            hint.text, sizeof hint.text,
            _("sf_check", "Compare with the paper first: what is saved cannot be changed."));
    }
    return hint;
}

void paper_draw_save(struct ui *ui, struct paper_form *form, struct router *router,
                     struct ui_box box)
{
    int y = box.y + box.h - SAVE_H;
    struct hint hint = hint_of(form);
    char count[STRINGS_LINE];

    strings_count(count, sizeof count,
                  N_("sf_count", "{n} form saved by you today", "{n} forms saved by you today",
                     (unsigned long)form->saved),
                  form->saved);
    ui_icon(ui, hint.icon, (struct ui_box){box.x, box.y + 2, 36, 36}, hint.color);
    ui_text(ui, &(struct ui_text){.box = {box.x + 52, box.y, box.w - 52, y - LINE_H - 8 - box.y},
                                  .text = hint.text,
                                  .font = F_CAPTION,
                                  .weight = W_SEMIBOLD,
                                  .color = hint.color,
                                  .name = "hint"});
    ui_text(ui, &(struct ui_text){.box = {box.x, y - LINE_H - 8, box.w, LINE_H},
                                  .text = count,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = "count"});
    if (ui_button(ui, &(struct ui_button){.name = "save",
                                          .label = _("sf_save", "Save form"),
                                          .icon = ICON_CHECK,
                                          .kind = UI_PRIMARY,
                                          .font = F_TITLE,
                                          .box = {box.x, y, box.w, SAVE_H},
                                          .is_disabled = paper_form_missing(form) > 0}))
        paper_form_save(form, router);
}
