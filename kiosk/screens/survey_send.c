/* The one commit of a survey's answers. */
#include "survey_send.h"
#include "base/secret.h"
#include "desk/survey.h"
#include "router.h"
#include <string.h>

bool survey_send(struct router *router, struct err *err)
{
    struct visit_survey *survey = &router_visit(router)->survey;
    struct survey_submission submission = {
        .request = survey->request,
        .ticket = survey->ticket,
        .service_id = survey->service ? survey->service->id : NULL,
        .profile = survey->profile,
        .took_ms = clock_mono_ms(router_clock(router)) - survey->started_ms,
    };
    bool is_sent;

    memcpy(submission.answers, survey->answers, sizeof submission.answers);
    memcpy(submission.extras, survey->extras, sizeof submission.extras);
    is_sent = desk_submit_survey(router_desk(router), &submission, err);
    secret_wipe(&submission, sizeof submission);
    if (is_sent) { /* what was answered is on disk; nothing of it is needed here any more */
        const struct visit_survey done = {
            .request = survey->request, .service = survey->service, .is_done = true};

        secret_wipe(survey, sizeof *survey);
        *survey = done;
    }
    return is_sent;
}
