/* The survey's report: one pass over the responses of a period. */
#include "desk/survey_report.h"
#include "base/text.h"
#include "desk/desk_internal.h"
#include "domain/survey_tally.h"
#include "store/response_store.h"
#include "store/survey_report_store.h"

#include <assert.h>
#include <string.h>

static void free_tally(struct survey_tally **slot)
{
    survey_tally_free(*slot);
}

static void note(void *context, const struct survey_fact *fact)
{
    survey_tally_add(context, fact);
}

static bool read_sums(struct desk *desk, const struct survey_scope *scope, enum survey_by by,
                      bool wants_answers, struct survey_report *out, struct err *err)
{
    AUTO(free_tally) struct survey_tally *tally = survey_tally_new(by, wants_answers);

    if (!survey_report_store_read(desk->db, scope, by, note, tally, err))
        return false;
    survey_tally_finish(tally, out);
    return true;
}

static bool read_point(struct desk *desk, const struct survey_scope *scope,
                       struct survey_point *out, struct err *err)
{
    struct survey_report sums = {0};
    int64_t population = 0;

    if (!read_sums(desk, scope, BY_NOTHING, false, &sums, err)
        || !survey_report_store_count_served(desk->db, scope, &population, err))
        return false;
    ikm_compute(&sums.sums, population, &out->ikm);
    return true;
}

/* The earlier periods; this one is known already. */
static bool read_trend(struct desk *desk, const struct survey_query *query,
                       struct survey_report *out, struct err *err)
{
    int count = query->trend < SURVEY_TREND_MOST ? query->trend : SURVEY_TREND_MOST;
    struct period period = query->period;

    for (int i = count - 1; i >= 0; i--) {
        struct survey_point *point = &out->trend[i];
        const struct survey_scope scope = {period.from_day, period.until_day, query->service_id};

        point->period = period;
        if (i == count - 1)
            point->ikm = out->ikm;
        else if (!read_point(desk, &scope, point, err))
            return false;
        period = period_before(&period);
    }
    out->trend_count = count > 0 ? (size_t)count : 0;
    return true;
}

static bool check_service(struct desk *desk, const char *id, struct err *err)
{
    bool is_known = !id || (desk->catalog && catalog_service(desk->catalog, id));

    if (!is_known && !survey_report_store_knows(desk->db, id, &is_known, err))
        return false;
    return is_known || err_set(err, ERR_NOT_FOUND, "no service \"%s\"", id);
}

/* Nothing is read for a questionnaire without added questions. */
static bool read_extras(struct desk *desk, const struct survey_scope *scope,
                        struct survey_report *out, struct err *err)
{
    const struct questionnaire *form = desk->questionnaire;
    char name[SURVEY_FORM_TEXT];

    if (!form || form->extra_count == 0)
        return true;
    return (text_format(name, sizeof name, "%s/%lld", form->id, (long long)form->version)
            || err_set(err, ERR_INVALID, "the questionnaire's id %s is too long", form->id))
           && survey_report_store_count_extras(desk->db, scope, name, out->extras, err);
}

static bool read_report(struct desk *desk, const struct survey_query *query,
                        struct survey_report *out, struct err *err)
{
    const struct survey_scope scope = {query->period.from_day, query->period.until_day,
                                       query->service_id};

    if (!read_sums(desk, &scope, query->by, query->wants_answers, out, err)
        || !survey_report_store_count_abandoned(desk->db, scope.from_day, scope.until_day,
                                                &out->abandoned, err)
        || !survey_report_store_count_served(desk->db, &scope, &out->population, err)
        || !read_extras(desk, &scope, out, err))
        return false;
    survey_report_finish(out, desk->catalog);
    return read_trend(desk, query, out, err);
}

bool desk_survey_report(struct desk *desk, const struct survey_query *query,
                        struct survey_report *out, struct err *err)
{
    struct survey_report report = {.period = query->period, .made_ms = clock_now_ms(desk->clock)};

    if (!desk_enter(desk, err) || !check_service(desk, query->service_id, err))
        return false;
    if (query->service_id)
        (void)text_copy(report.service_id, sizeof report.service_id, query->service_id);
    if (!read_report(desk, query, &report, err)) {
        survey_report_clear(&report);
        return false;
    }
    *out = report;
    return true;
}
