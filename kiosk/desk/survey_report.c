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

static const char *service_name(const struct desk *desk, const char *id)
{
    const struct service *service = desk->catalog ? catalog_service(desk->catalog, id) : NULL;
    const char *name = service ? words_in(&service->name, "id") : NULL;

    return name ? name : id;
}

static const char *sector_name(const struct desk *desk, const char *id)
{
    for (size_t i = 0; desk->catalog && i < desk->catalog->sector_count; i++) {
        const struct sector *sector = &desk->catalog->sectors[i];
        const char *name = words_in(&sector->name, "id");

        if (strcmp(sector->id, id) == 0)
            return name ? name : id;
    }
    return id;
}

static void finish_rows(const struct desk *desk, struct survey_report *report)
{
    for (size_t i = 0; i < report->row_count; i++) {
        struct survey_row *row = &report->rows[i];

        ikm_compute(&row->sums, 0, &row->ikm);
        if (report->by == BY_SERVICE)
            desk_copy_cut(row->name, sizeof row->name, service_name(desk, row->key));
        else if (report->by == BY_SECTOR)
            desk_copy_cut(row->name, sizeof row->name, sector_name(desk, row->key));
    }
    if (survey_by_is_profile(report->by))
        survey_rows_hide_small(report->rows, report->row_count);
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
    out->required = ikm_sample_required(out->population);
    out->table_row = ikm_sample_table_row(out->population);
    ikm_compute(&out->sums, out->population, &out->ikm);
    finish_rows(desk, out);
    return read_trend(desk, query, out, err);
}

bool desk_survey_report(struct desk *desk, const struct survey_query *query,
                        struct survey_report *out, struct err *err)
{
    struct survey_report report = {.period = query->period, .made_ms = clock_now_ms(desk->clock)};

    if (!desk_enter(desk, err) || !check_service(desk, query->service_id, err))
        return false;
    if (query->service_id) {
        (void)text_copy(report.service_id, sizeof report.service_id, query->service_id);
        desk_copy_cut(report.service_name, sizeof report.service_name,
                      service_name(desk, query->service_id));
    }
    if (!read_report(desk, query, &report, err)) {
        survey_report_clear(&report);
        return false;
    }
    *out = report;
    return true;
}
