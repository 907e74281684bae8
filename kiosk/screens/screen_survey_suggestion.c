/* Words added after the survey, kept apart from its answers. */
#include "base/secret.h"
#include "base/text.h"
#include "desk/survey.h"
#include "survey_parts.h"
#include "ui/keys.h"

#include <string.h>

enum { GAP = 24, BUTTON = 112, QUIET_W = 296, AREA_LEAST = 176 };

struct suggestion_state {
    struct uuid request;
    struct ui_keyboard keyboard;
    bool has_failed;
};

static void suggestion_enter(void *state, struct router *router)
{
    struct suggestion_state *s = state;

    (void)router;
    s->request = uuid_v4();
}

static void keep(struct suggestion_state *s, struct router *router)
{
    struct visit_survey *survey = &router_visit(router)->survey;
    struct err err = {0};

    s->has_failed = !desk_add_suggestion(router_desk(router), &s->request,
                                         survey->service ? survey->service->id : NULL,
                                         survey->suggestion_text, &err);
    if (s->has_failed) {
        router_desk_failed(router, &err, "keeping a suggestion");
        return;
    }
    survey->suggestion = s->request;
    secret_wipe(survey->suggestion_text, sizeof survey->suggestion_text);
    router_back(router);
}

static bool has_words(const char *text)
{
    return text[strspn(text, " \n")] != '\0';
}

static void draw_actions(struct suggestion_state *s, struct ui *ui, struct router *router, int y)
{
    struct visit_survey *survey = &router_visit(router)->survey;
    int x = PART_X + QUIET_W + 16;

    if (ui_button(ui, &(struct ui_button){.name = "cancel",
                                          .label = _("cancel", "Cancel"),
                                          .kind = UI_SECONDARY,
                                          .font = F_TITLE,
                                          .box = {PART_X, y, QUIET_W, BUTTON}})) {
        secret_wipe(survey->suggestion_text, sizeof survey->suggestion_text);
        router_back(router);
    }
    if (ui_button(ui,
                  &(struct ui_button){.name = "keep",
                                      .label = s->has_failed ? _("again_b", "Try again")
                                                             : _("v_sug_send", "Save suggestion"),
                                      .icon = ICON_CHECK,
                                      .icon_after = true,
                                      .kind = UI_PRIMARY,
                                      .font = F_TITLE,
                                      .box = {x, y, ui_width(ui) - PART_X - x, BUTTON},
                                      .is_disabled = !has_words(survey->suggestion_text)}))
        keep(s, router);
}

static const char *note_of(const struct suggestion_state *s, const struct ui_typing *typing)
{
    if (s->has_failed)
        return _("v_failed", "Not saved yet. Please try again, or call an officer.");
    return ui_typing_is_full(typing)
               ? _("full", "There is no more room. What you have written is kept.")
               : _("v_sug_d",
                   "Stored without your name. Do not write ID numbers or passwords here.");
}

static void suggestion_frame(void *state, struct ui *ui, struct router *router)
{
    struct suggestion_state *s = state;
    char *text = router_visit(router)->survey.suggestion_text;
    const struct ui_typing typing = {
        .text = text,
        .size = SUGGESTION_TEXT,
        .space = _("space", "space"),
        .shift = _("shift", "capital letter"),
        .erase = _("clear", "Clear"),
        .action = _("newline", "New line"),
        .is_prose = true,
        .has_lines = true,
        .max_letters = SUGGESTION_LETTERS,
    };
    int w = ui_width(ui) - 2 * PART_X;
    int keyboard = ui_height(ui) - ui_nav_height(ui) - ui_keyboard_height(ui);
    int actions = keyboard - 16 - BUTTON;
    const char *note = note_of(s, &typing);
    int note_height = survey_note_height(ui, w, note);
    int y = part_top(ui) - (ui_is_landscape(ui) ? 16 : 0);

    y += part_text(ui, &(struct part_text){.x = PART_X,
                                           .y = y,
                                           .w = w - 200,
                                           .text = _("v_sug_t", "Your suggestion"),
                                           .font = ui_is_landscape(ui) ? F_H2 : F_H1,
                                           .weight = W_BOLD,
                                           .color = C_INK,
                                           .name = "title"})
         + 8;
    ui_letter_count(ui, (struct ui_box){PART_X + w - 200, y - 48, 200, 40}, &typing);
    struct ui_box area = {PART_X, y + 8, w, actions - GAP - note_height - GAP - y};
    if (area.h < AREA_LEAST)
        area.h = AREA_LEAST;
    ui_text_area(ui,
                 &(struct ui_area){.name = "suggestion",
                                   .box = area,
                                   .text = text,
                                   .hint = _("v_sug_hint", "What should we do better?"),
                                   .up = _("up", "Earlier lines"),
                                   .down = _("down", "Later lines"),
                                   .has_no_turn = ui_is_low_reach(ui)},
                 &s->keyboard);
    survey_note(ui, PART_X, actions - 16 - note_height, w,
                s->has_failed ? ICON_TRIANGLE_ALERT : ICON_INFO, note);
    draw_actions(s, ui, router, actions);
    (void)ui_keyboard(ui, &s->keyboard, &typing, ui_height(ui) - ui_nav_height(ui));
}

const struct screen screen_survey_suggestion = {
    .name = "survey-suggestion",
    .state_size = sizeof(struct suggestion_state),
    .idle_ms = 90000,
    .is_survey = true,
    .has_names = true,
    .enter = suggestion_enter,
    .frame = suggestion_frame,
};
