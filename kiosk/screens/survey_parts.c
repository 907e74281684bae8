/* What the screens of the survey share. */
#include "survey_parts.h"
#include "desk/survey.h"

enum { QUIET_W = 336, GAP = 16, NOTE_ICON = 36, NOTE_TEXT = 52 };

bool survey_is_offered(const struct router *router)
{
    return router_desk(router) && desk_questionnaire(router_desk(router));
}

void survey_begin(struct router *router)
{
    struct visit_survey *survey = &router_visit(router)->survey;

    if (uuid_is_nil(&survey->request) || survey->is_done)
        *survey = (struct visit_survey){.request = uuid_v4()};
    router_go(router, &screen_survey_profile);
}

int survey_question_count(const struct router *router)
{
    return ELEMENT_COUNT + (int)desk_questionnaire(router_desk(router))->extra_count;
}

const struct question *survey_question(const struct router *router, int at,
                                       enum survey_element *element)
{
    const struct questionnaire *form = desk_questionnaire(router_desk(router));

    if (at >= ELEMENT_COUNT)
        return &form->extras[at - ELEMENT_COUNT];
    *element = form->order[at];
    return &form->elements[*element];
}

uint8_t *survey_answer(struct router *router, int at)
{
    struct visit_survey *survey = &router_visit(router)->survey;
    enum survey_element element = ELEMENT_PERSYARATAN;

    if (at >= ELEMENT_COUNT)
        return &survey->extras[at - ELEMENT_COUNT];
    (void)survey_question(router, at, &element);
    return &survey->answers[element];
}

struct survey_columns survey_columns(struct ui *ui)
{
    int top = part_top(ui);
    int whole = ui_width(ui) - 2 * PART_X;
    int half = (whole - PART_X) / 2;
    struct ui_box box = {PART_X, top, whole, part_bottom(ui) - top};

    if (!ui_is_landscape(ui))
        return (struct survey_columns){box, box};
    return (struct survey_columns){{PART_X, top, half, box.h},
                                   {PART_X + half + PART_X, top, half, box.h}};
}

static bool action(struct ui *ui, const char *name, const char *label, enum icon icon,
                   bool is_primary, struct ui_box box)
{
    return ui_button(ui, &(struct ui_button){.name = name,
                                             .label = label,
                                             .icon = icon,
                                             .icon_after = is_primary && icon != ICON_NONE,
                                             .kind = is_primary ? UI_PRIMARY : UI_SECONDARY,
                                             .font = is_primary ? F_H2 : F_TITLE,
                                             .box = box});
}

enum survey_action survey_actions(struct ui *ui, const struct survey_actions *actions)
{
    int y = part_actions(ui);
    int x = actions->x;
    int w = actions->w;
    enum survey_action fired = SURVEY_NOTHING;

    if (actions->quiet) {
        int quiet_w = actions->next ? QUIET_W : w;

        if (action(ui, actions->quiet_name, actions->quiet, actions->quiet_icon, false,
                   (struct ui_box){x, y, quiet_w, PART_ACTION}))
            fired = SURVEY_QUIET;
        x += quiet_w + GAP;
        w -= quiet_w + GAP;
    }
    if (actions->next
        && action(ui, actions->next_name, actions->next, actions->next_icon, true,
                  (struct ui_box){x, y, w, PART_ACTION}))
        fired = SURVEY_NEXT;
    return fired;
}

int survey_note_height(struct ui *ui, int w, const char *text)
{
    int height = ui_text_height(ui, text, F_CAPTION, W_MEDIUM, w - NOTE_TEXT);

    return height > NOTE_ICON ? height : NOTE_ICON;
}

int survey_note(struct ui *ui, int x, int y, int w, enum icon icon, const char *text)
{
    int height = survey_note_height(ui, w, text);

    ui_icon(ui, icon, (struct ui_box){x, y + (height - NOTE_ICON) / 2, NOTE_ICON, NOTE_ICON},
            C_PRIMARY);
    ui_text(ui, &(struct ui_text){.box = {x + NOTE_TEXT, y, w - NOTE_TEXT, height},
                                  .text = text,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .is_middle = true});
    return height;
}
