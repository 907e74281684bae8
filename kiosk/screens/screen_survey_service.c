/* Which service was received, of many. */
#include "service_choice.h"
#include "survey_parts.h"

static void service_frame(void *state, struct ui *ui, struct router *router)
{
    struct service_choice *choice = state;
    struct visit_survey *survey = &router_visit(router)->survey;
    const struct service *chosen = NULL;
    int w = ui_width(ui) - 2 * PART_X;
    int top = part_top(ui);
    int used = part_text(ui, &(struct part_text){.x = PART_X,
                                                 .y = top,
                                                 .w = w,
                                                 .text = _("v_svc", "Service received"),
                                                 .font = F_H1,
                                                 .weight = W_BOLD,
                                                 .color = C_INK,
                                                 .name = "title"});
    int y = ui_is_low_reach(ui) ? UI_LOW_REACH : top + used + 32;
    enum service_answer answer =
        service_choice_draw(ui, router, choice, (struct ui_box){PART_X, y, w, part_bottom(ui) - y},
                            survey->service, _("v_no_svc", "I do not want to say"), &chosen);

    if (answer == SERVICE_OPEN)
        return;
    survey->service = answer == SERVICE_CHOSEN ? chosen : NULL;
    router_back(router);
}

const struct screen screen_survey_service = {
    .name = "survey-service",
    .state_size = sizeof(struct service_choice),
    .idle_ms = 60000,
    .is_survey = true,
    .frame = service_frame,
};
