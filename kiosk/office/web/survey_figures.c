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

struct pass {
    struct survey_tally *tally;
    enum survey_by by;
    struct survey_report *report;
    const struct questionnaire *questionnaire;
};

/* "uji/3<tab>parkir<tab>2": of the questionnaire in use, the third option of its question `parkir`. A
 * question without a name there is called by its place. */
static void note_extra(struct pass *pass, const struct survey_part *part)
{
    const struct questionnaire *form = pass->questionnaire;
    char name[160];
    long option;

    for (size_t i = 0; form != NULL && i < form->extra_count; i++) {
        text_format(name, sizeof name, "%s/%lld\t%s\t", form->id, (long long)form->version,
                    form->extras[i].key);
        if (strncmp(part->key, name, strlen(name)) != 0)
            continue;
        option = strtol(part->key + strlen(name), NULL, 10);
        if (option >= 0 && option <= EXTRA_OPTIONS_MOST)
            pass->report->extras[i][option] += part->sums.n;
    }
}

static void note_count(int64_t *counts, int count, const struct survey_part *part)
{
    if (part->value >= 0 && part->value < count)
        counts[part->value] += part->sums.n;
}

static void note(void *context, int by, const struct survey_part *part)
{
    struct pass *pass = context;

    if (by == (int)pass->by)
        survey_tally_add_part(pass->tally, part);
    if (by == BY_GENDER)
        note_count(pass->report->genders, GENDER_COUNT, part);
    else if (by == BY_AGE)
        note_count(pass->report->ages, AGE_COUNT, part);
    else if (by == BY_EDUCATION)
        note_count(pass->report->educations, EDUCATION_COUNT, part);
    else if (by == BY_OCCUPATION)
        note_count(pass->report->occupations, OCCUPATION_COUNT, part);
    else if (by == SURVEY_EXTRAS)
        note_extra(pass, part);
}

static bool read_sums(struct pg *pg, const struct survey_scope *scope, enum survey_by by,
                      const struct questionnaire *questionnaire, struct survey_report *out,
                      struct err *err)
{
    AUTO(free_tally) struct survey_tally *tally = survey_tally_new(by, false);
    struct survey_report counts = {0};
    struct pass pass = {tally, by, &counts, questionnaire};
    char dims[64];

    text_format(dims, sizeof dims, "{%d,%d,%d,%d,%d,%d}", (int)by, BY_GENDER, BY_AGE, BY_EDUCATION,
                BY_OCCUPATION, SURVEY_EXTRAS);
    if (!survey_rows_sum(pg, scope, dims, note, &pass, err))
        return false;
    survey_tally_finish(tally, out);
    memcpy(out->genders, counts.genders, sizeof out->genders);
    memcpy(out->ages, counts.ages, sizeof out->ages);
    memcpy(out->educations, counts.educations, sizeof out->educations);
    memcpy(out->occupations, counts.occupations, sizeof out->occupations);
    memcpy(out->extras, counts.extras, sizeof out->extras);
    return true;
}

static void note_total(void *context, int by, const struct survey_part *part)
{
    (void)by;
    *(struct ikm_sums *)context = part->sums;
}

static bool read_point(struct pg *pg, const struct survey_scope *scope, struct survey_point *out,
                       struct err *err)
{
    struct ikm_sums sums = {0};
    int64_t population = 0;

    if (!survey_rows_sum(pg, scope, "{0}", note_total, &sums, err)
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
