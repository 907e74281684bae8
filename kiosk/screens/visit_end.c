/* The end of what a visitor filled in: kept as far as it must be, then wiped. */
#include "visit_end.h"
#include "base/secret.h"
#include "desk/survey.h"
#include "router.h"
#include "survey_send.h"

enum { TRIES = 3 }; /* two seconds each while somebody else writes */

/* All nine answered counts, though the visitor left while the office's own questions were asked. Fewer,
 * or given up, stays as abandoned: how far it came, and no answer. */
static void keep_survey(struct router *router, const struct visit_survey *survey)
{
    int answered = 0;
    struct err err = {0};
    bool is_kept;

    if (!router_desk(router) || uuid_is_nil(&survey->request) || survey->is_done)
        return;
    for (int i = 0; i < ELEMENT_COUNT; i++)
        answered += survey->answers[i] != 0;
    if (answered == ELEMENT_COUNT && !survey->is_given_up) {
        /* nobody waits any more, and there is no other chance */
        for (int try = 0;
             !(is_kept = survey_send(router, &err)) && err.code == ERR_BUSY && try < TRIES - 1;
             try++)
            continue;
    } else {
        is_kept =
            desk_abandon_survey(router_desk(router), &survey->request,
                                answered < ELEMENT_COUNT ? answered : ELEMENT_COUNT - 1, &err);
    }
    if (!is_kept)
        router_desk_failed(router, &err, "keeping a survey that was begun");
}

void visit_end_forms(struct router *router)
{
    struct visit *visit = router_visit(router);

    keep_survey(router, &visit->survey);
    secret_wipe(&visit->survey, sizeof visit->survey);
    secret_wipe(&visit->complaint, sizeof visit->complaint);
}
