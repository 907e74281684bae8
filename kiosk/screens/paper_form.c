/* Typing a paper form in: what stands in it. */
#include "paper_form.h"
#include "domain/calendar.h"
#include <string.h>

static void count_saved(struct paper_form *form, struct router *router)
{
    struct err err = {0};

    if (!desk_count_survey_forms(router_desk(router), router_shift(router)->officer.code,
                                 &form->saved, &err))
        router_desk_failed(router, &err, "counting paper forms");
}

void paper_form_see_day(struct paper_form *form, const struct router *router)
{
    int64_t today = calendar_day(clock_now_ms(router_clock(router)), router_offset_min(router));

    if (form->day == form->today || form->day > today)
        form->day = today;
    form->today = today;
}

void paper_form_begin(struct paper_form *form, struct router *router)
{
    paper_form_see_day(form, router);
    form->request = uuid_v4();
    count_saved(form, router);
}

enum survey_element paper_form_element(const struct router *router, int place)
{
    const struct questionnaire *questionnaire = desk_questionnaire(router_desk(router));

    return questionnaire ? questionnaire->order[place] : (enum survey_element)place;
}

static bool is_empty(const struct paper_form *form, const struct router *router, int place)
{
    return form->answers[paper_form_element(router, place)] == 0;
}

void paper_form_type(struct paper_form *form, const struct router *router, int value)
{
    int from = form->at;

    form->was_saved = false;
    if (from == ELEMENT_COUNT)
        return;
    form->answers[paper_form_element(router, from)] = (uint8_t)value;
    form->at = ELEMENT_COUNT;
    /* Those behind come first; whoever went back to mend one goes on where something is missing. */
    for (int step = ELEMENT_COUNT - 1; step > 0; step--) {
        int place = (from + step) % ELEMENT_COUNT;

        if (is_empty(form, router, place))
            form->at = place;
    }
}

void paper_form_erase(struct paper_form *form, const struct router *router)
{
    if (form->at == ELEMENT_COUNT || (form->at > 0 && is_empty(form, router, form->at)))
        form->at--;
    form->answers[paper_form_element(router, form->at)] = 0;
}

int paper_form_missing(const struct paper_form *form)
{
    int missing = 0;

    for (int i = 0; i < ELEMENT_COUNT; i++)
        missing += form->answers[i] == 0;
    return missing;
}

/* Forms come in stacks of a day, often of a half-day and a service: these stay. */
static void begin_next(struct paper_form *form)
{
    explicit_bzero(form->suggestion, sizeof form->suggestion);
    memset(form->answers, 0, sizeof form->answers);
    for (int part = PART_GENDER; part < PAPER_PARTS; part++)
        form->parts[part] = 0;
    form->at = 0;
    form->request = uuid_v4();
}

void paper_form_save(struct paper_form *form, struct router *router)
{
    struct survey_form out = {
        .request = form->request,
        .day = form->day,
        .bracket = (enum survey_bracket)form->parts[PART_BRACKET],
        .service_id = form->service ? form->service->id : NULL,
        .profile = {.gender = (enum survey_gender)form->parts[PART_GENDER],
                    .age = (enum survey_age)form->parts[PART_AGE],
                    .education = (enum survey_education)form->parts[PART_EDUCATION],
                    .occupation = (enum survey_occupation)form->parts[PART_OCCUPATION]},
        .suggestion = form->suggestion,
        .officer = router_shift(router)->officer.code,
    };
    struct err err = {0};

    memcpy(out.answers, form->answers, sizeof out.answers);
    form->was_saved = desk_enter_survey_form(router_desk(router), &out, &err);
    form->fault = form->was_saved ? ERR_NONE : err.code;
    if (!form->was_saved) {
        router_desk_failed(router, &err, "keeping a paper form");
        return;
    }
    begin_next(form);
    count_saved(form, router);
}
