/* The index on the screens of the hall. All its periods are over: it is kept in memory until the day
 * changes or an answer of such a day comes late, and does not read a quarter's answers again because
 * somebody in the hall took a number. */
#include "desk/survey_report.h"
#include "desk/survey_internal.h"
#include "domain/calendar.h"
#include "store/meta_store.h"

#include <string.h>

#define PAST_CHANGES "survey.past_changes" /* a count in meta */

enum { KEPT_MS = 60 * 1000, LAST_DAYS = 30 };

static bool read_one(struct desk *desk, const struct period *period, struct published_ikm *out,
                     struct err *err)
{
    struct survey_report report;
    const struct survey_query query = {.period = *period};

    if (!desk_survey_report(desk, &query, &report, err))
        return false;
    *out = (struct published_ikm){
        .is_shown = report.ikm.n >= IKM_PUBLISHED_FROM, .period = *period, .ikm = report.ikm};
    survey_report_clear(&report);
    return true;
}

static bool read_published(struct desk *desk, int64_t today, struct published_ikm *out,
                           struct err *err)
{
    const struct period triwulan = period_of(PERIOD_TRIWULAN, today);
    const struct period month = period_of(PERIOD_MONTH, today);
    const struct period choices[] = {
        period_before(&triwulan),
        period_before(&month),
        period_of_days(today - LAST_DAYS, today - 1),
    };

    *out = (struct published_ikm){0};
    for (size_t i = 0; i < ARRAY_LEN(choices) && !out->is_shown; i++) {
        if (!read_one(desk, &choices[i], out, err))
            return false;
    }
    if (!out->is_shown)
        *out = (struct published_ikm){0};
    return true;
}

bool desk_survey_note_past(struct desk *desk, int64_t day, struct err *err)
{
    int64_t today = calendar_day(clock_now_ms(desk->clock), desk_offset_min(desk));

    return day >= today || meta_store_count(desk->db, PAST_CHANGES, err);
}

static bool read_changes(struct desk *desk, char *out, size_t size, struct err *err)
{
    struct err missing = {0};

    if (meta_store_get(desk->db, PAST_CHANGES, out, size, &missing))
        return true;
    out[0] = '\0';
    return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
}

bool desk_published_ikm(struct desk *desk, struct published_ikm *out, struct err *err)
{
    struct published_memory *memory = &desk->published;
    struct published_memory fresh = {
        .is_set = true,
        .day = calendar_day(clock_now_ms(desk->clock), desk_offset_min(desk)),
        .read_mono_ms = clock_mono_ms(desk->clock)};

    if (!desk_enter(desk, err))
        return false;
    bool is_kept = memory->is_set && memory->day == fresh.day;
    /* Asked for before reading: what is written meanwhile is read next time. */
    if (!is_kept || fresh.read_mono_ms - memory->read_mono_ms >= KEPT_MS) {
        if (!read_changes(desk, fresh.changes, sizeof fresh.changes, err))
            return false;
        is_kept = is_kept && strcmp(memory->changes, fresh.changes) == 0;
        if (!is_kept && !read_published(desk, fresh.day, &fresh.ikm, err))
            return false;
        if (is_kept)
            fresh.ikm = memory->ikm;
        *memory = fresh;
    }
    *out = memory->ikm;
    return true;
}
