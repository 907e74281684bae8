/* Sums become a report. */
#include "survey_figures.h"
#include "base/mem.h"
#include "survey_rows.h"

#include <stdlib.h>
#include <string.h>

enum { ANSWERS_MOST = 64 << 20 }; /* bytes: seven million responses in one official table */

static void free_tally(struct survey_tally **slot)
{
    survey_tally_free(*slot);
}

struct counting {
    struct survey_report *report;
    const struct questionnaire *questionnaire;
};

/* "uji/3<tab>parkir<tab>2": of the questionnaire in use, the second option of its question `parkir`. */
static void note_extra(struct counting *counting, const struct survey_count *count)
{
    const struct questionnaire *form = counting->questionnaire;
    char name[160];
    long option;

    for (size_t i = 0; form != NULL && i < form->extra_count; i++) {
        text_format(name, sizeof name, "%s/%lld\t%s\t", form->id, (long long)form->version,
                    form->extras[i].key);
        if (strncmp(count->key, name, strlen(name)) != 0)
            continue;
        option = strtol(count->key + strlen(name), NULL, 10);
        if (option >= 0 && option <= EXTRA_OPTIONS_MOST)
            counting->report->extras[i][option] += count->n;
    }
}

static void note_part(int64_t *counts, int most, const struct survey_count *count)
{
    if (count->value >= 0 && count->value < most)
        counts[count->value] += count->n;
}

static void note_count(void *context, const struct survey_count *count)
{
    struct counting *counting = context;
    struct survey_report *report = counting->report;

    if (count->by == BY_GENDER)
        note_part(report->genders, GENDER_COUNT, count);
    else if (count->by == BY_AGE)
        note_part(report->ages, AGE_COUNT, count);
    else if (count->by == BY_EDUCATION)
        note_part(report->educations, EDUCATION_COUNT, count);
    else if (count->by == BY_OCCUPATION)
        note_part(report->occupations, OCCUPATION_COUNT, count);
    else if (count->by == SURVEY_EXTRAS)
        note_extra(counting, count);
}

static void note_sums(void *context, const struct survey_part *part)
{
    survey_tally_add_part(context, part);
}

static bool read_sums(struct pg *pg, const struct survey_scope *scope, enum survey_by by,
                      const struct questionnaire *questionnaire, struct survey_report *out,
                      struct err *err)
{
    AUTO(free_tally) struct survey_tally *tally = survey_tally_new(by, false);
    struct counting counting = {out, questionnaire};
    bool has_extras = questionnaire != NULL && questionnaire->extra_count > 0;

    if (!survey_rows_sum(pg, scope, by, note_sums, tally, err))
        return false;
    survey_tally_finish(tally, out); /* it knows no counts: they come next */
    return survey_rows_count(pg, scope, has_extras, note_count, &counting, err);
}

static void note_total(void *context, const struct survey_part *part)
{
    *(struct ikm_sums *)context = part->sums;
}

static bool read_point(struct pg *pg, const struct survey_scope *scope, struct survey_point *out,
                       struct err *err)
{
    struct ikm_sums sums = {0};
    int64_t population = 0;

    if (!survey_rows_sum(pg, scope, BY_NOTHING, note_total, &sums, err)
        || !survey_rows_served(pg, scope, &population, err))
        return false;
    ikm_compute(&sums, population, &out->ikm);
    return true;
}

/* The earlier periods; this one is known already. */
static bool read_trend(struct pg *pg, const struct figures_query *query, struct survey_report *out,
                       struct err *err)
{
    int count = query->trend < SURVEY_TREND_MOST ? query->trend : SURVEY_TREND_MOST;
    struct period period = query->period;

    for (int i = count - 1; i >= 0; i--) {
        struct survey_point *point = &out->trend[i];
        const struct survey_scope scope = {period.from_day, period.until_day, query->service};

        point->period = period;
        if (i == count - 1)
            point->ikm = out->ikm;
        else if (!read_point(pg, &scope, point, err))
            return false;
        period = period_before(&period);
    }
    out->trend_count = count > 0 ? (size_t)count : 0;
    return true;
}

static bool read_answers(struct pg *pg, const struct survey_scope *scope, struct survey_report *out,
                         struct err *err)
{
    AUTO_TEXT struct text digits;

    text_init(&digits, ANSWERS_MOST);
    if (!survey_rows_answers(pg, scope, &digits, err))
        return false;
    out->answer_count = digits.len / ELEMENT_COUNT;
    out->answers = mem_zalloc(out->answer_count + 1, sizeof *out->answers);
    for (size_t i = 0; i < out->answer_count * ELEMENT_COUNT; i++)
        out->answers[i / ELEMENT_COUNT][i % ELEMENT_COUNT] = (uint8_t)(digits.data[i] - '0');
    return true;
}

static bool read_report(struct pg *pg, const struct figures_query *query,
                        const struct catalog *catalog, const struct questionnaire *questionnaire,
                        struct survey_report *out, struct err *err)
{
    const struct survey_scope scope = {query->period.from_day, query->period.until_day,
                                       query->service};

    if (!read_sums(pg, &scope, query->by, questionnaire, out, err)
        || !survey_rows_abandoned(pg, scope.from_day, scope.until_day, &out->abandoned, err)
        || !survey_rows_served(pg, &scope, &out->population, err)
        || (query->wants_answers && !read_answers(pg, &scope, out, err)))
        return false;
    survey_report_finish(out, catalog);
    return read_trend(pg, query, out, err);
}

bool survey_figures_read(struct pg *pg, const struct figures_query *query,
                         const struct catalog *catalog, const struct questionnaire *questionnaire,
                         int64_t now_ms, struct survey_report *out, struct err *err)
{
    *out = (struct survey_report){.period = query->period, .made_ms = now_ms};
    (void)text_copy(out->service_id, sizeof out->service_id, query->service);
    if (!read_report(pg, query, catalog, questionnaire, out, err)) {
        survey_report_clear(out);
        return false;
    }
    return true;
}
