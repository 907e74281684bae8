/* The index on the screens of the hall, kept in memory between news. */
#include "desk/survey_report.h"
#include "desk/desk_internal.h"
#include "domain/calendar.h"

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

static bool is_fresh(const struct published_memory *memory, int64_t today, int64_t mono_ms,
                     int64_t writes)
{
    return memory->is_set && memory->day == today
           && (memory->writes == writes || mono_ms - memory->read_mono_ms < KEPT_MS);
}

bool desk_published_ikm(struct desk *desk, struct published_ikm *out, struct err *err)
{
    struct published_memory *memory = &desk->published;
    int64_t today = calendar_day(clock_now_ms(desk->clock), desk_offset_min(desk));
    int64_t mono_ms = clock_mono_ms(desk->clock);

    if (!desk_enter(desk, err))
        return false;
    /* Asked for before reading: what is written meanwhile is read next time. */
    int64_t writes = db_writes(desk->db);
    if (!is_fresh(memory, today, mono_ms, writes)) {
        struct published_memory fresh = {true, today, mono_ms, writes, {0}};
        if (!read_published(desk, today, &fresh.ikm, err))
            return false;
        *memory = fresh;
    }
    *out = memory->ikm;
    return true;
}
