/* The end of what a visitor filled in: kept as far as it must be, then wiped. */
#include "visit_end.h"
#include "base/secret.h"
#include "desk/survey.h"
#include "router.h"

/* A survey that was begun and not sent stays as abandoned: how far it came, and no answer. */
static void keep_survey(struct router *router, const struct visit_survey *survey)
{
    int answered = 0;
    struct err err = {0};

    if (!router_desk(router) || uuid_is_nil(&survey->request) || survey->is_done)
        return;
    for (int i = 0; i < ELEMENT_COUNT; i++)
        answered += survey->answers[i] != 0;
    if (answered < ELEMENT_COUNT /* all nine were sent with the last of them */
        && !desk_abandon_survey(router_desk(router), &survey->request, answered, &err))
        router_desk_failed(router, &err, "keeping how far a survey came");
}

void visit_end_forms(struct router *router)
{
    struct visit *visit = router_visit(router);

    keep_survey(router, &visit->survey);
    secret_wipe(&visit->survey, sizeof visit->survey);
    secret_wipe(&visit->complaint, sizeof visit->complaint);
}
