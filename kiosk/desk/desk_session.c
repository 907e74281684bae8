/* Which session a ticket belongs to.
 *
 * A session opens at the first ticket of a new local day while the clock can be trusted. When it
 * cannot, the open session goes on; where there is none, one is opened without a date and gets its
 * date once the clock is right, so that people already holding its numbers keep them to themselves.
 * A jump of the clock within one boot does not end the day either: the day ends when the old clock
 * would have reached midnight. Then a session that the old clock dated far ahead gets the day that
 * its last ticket had by the new one, so that every day to come opens its own. */
#include "desk/survey_internal.h"
#include "domain/calendar.h"
#include "domain/queue.h"
#include <inttypes.h>

#define LOG_AREA "desk"
#include "base/alert.h"

#define JUMP_MS (INT64_C(10) * 60 * 1000) /* time services slew, and step by seconds */
#define DAY_MS INT64_C(86400000)

enum { GENERATIONS = 26 };

static int64_t ms_to_midnight(int64_t wall_ms, int offset_min)
{
    return (calendar_day(wall_ms, offset_min) + 1) * DAY_MS - offset_min * INT64_C(60000) - wall_ms;
}

/* Whoever came before the jump keeps the session until their own midnight, which may have passed. */
static bool is_held_by_jump(struct desk *desk, int64_t now_ms)
{
    struct clock_memory *memory = &desk->clock_memory;
    int64_t mono_ms = clock_mono_ms(desk->clock);

    if (!memory->is_set)
        return false;
    int64_t passed_ms = mono_ms - memory->mono_ms;
    int64_t jump_ms = now_ms - (memory->wall_ms + passed_ms);
    if (jump_ms > JUMP_MS || jump_ms < -JUMP_MS) {
        log_alert(ALERT_CLOCK, "the clock jumped by %" PRId64 " s; the session stays",
                  jump_ms / 1000);
        memory->hold_until_mono_ms =
            memory->mono_ms + ms_to_midnight(memory->wall_ms, desk_offset_min(desk));
        memory->has_jumped = true;
        memory->day_of_jump = calendar_day(now_ms - passed_ms, desk_offset_min(desk));
        memory->wall_ms = now_ms;
        memory->mono_ms = mono_ms;
    }
    return mono_ms < memory->hold_until_mono_ms;
}

bool desk_session_close(struct desk *desk, const struct session *session, int64_t now_ms,
                        const char *by, struct err *err)
{
    struct line_totals totals;
    struct event_head head = desk_event_head(desk, &session->id);
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    if (!line_store_totals(desk->db, session->no, NULL, NULL, &totals, err))
        return false;
    const char *kind = event_session_closed(
        &rec, &head, &(struct event_session_closed){.by = by, .issued = totals.last_place});
    return session_store_close(desk->db, session->no, now_ms, by, err)
           && desk_survey_forget(desk, session->no, err)
           && desk_event_add(desk, &head, kind, &rec, err);
}

/* After a lost database nobody knows which numbers people still hold today: the next session marks
 * its series with a small letter. */
static bool choose_generation(struct desk *desk, int *out, struct err *err)
{
    int lost = 0;

    if (!desk_losses_new(desk, "session", &lost, err))
        return false;
    *out = lost > 0 ? (lost - 1) % GENERATIONS + 1 : 0;
    return lost == 0 || desk_losses_seen(desk, "session", err);
}

static bool open_session(struct desk *desk, int64_t now_ms, const char *by,
                         const struct uuid *previous, struct session *out, struct err *err)
{
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    *out = (struct session){.id = uuid_v7(now_ms),
                            .local_day = calendar_day(now_ms, desk_offset_min(desk)),
                            .is_dated = desk_clock_is_trusted(desk, now_ms),
                            .opened_at_ms = now_ms};
    if (!choose_generation(desk, &out->generation, err))
        return false;
    if (!out->is_dated)
        log_alert(ALERT_CLOCK, "the clock cannot be trusted: the day's numbers are under no date");
    struct event_head head = desk_event_head(desk, &out->id);
    const char *kind =
        event_session_opened(&rec, &head,
                             &(struct event_session_opened){.day = out->local_day,
                                                            .is_dated = out->is_dated,
                                                            .by = by,
                                                            .previous = *previous,
                                                            .generation = out->generation});
    return session_store_add(desk->db, out, err) && desk_event_add(desk, &head, kind, &rec, err)
           && (!out->is_dated || desk_clock_store(desk, now_ms, err));
}

/* A clock that was far ahead leaves a session of the future, which no day to come would end. */
static bool is_from_the_future(const struct session *session, int64_t today)
{
    return session->local_day > today + 1; /* tomorrow's: the clock was slewed back over midnight */
}

static bool date_session(struct desk *desk, int64_t day, struct session *session, struct err *err)
{
    struct event_head head = desk_event_head(desk, &session->id);
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind = event_session_dated(&rec, &head, &(struct event_session_dated){.day = day});
    session->local_day = day;
    session->is_dated = true;
    return session_store_date(desk->db, session->no, day, err)
           && desk_event_add(desk, &head, kind, &rec, err)
           && desk_clock_store(desk, clock_now_ms(desk->clock), err);
}

/* Whether a day that staff closed is still that day. Where its date says nothing, because the clock
 * was wrong and is right now, it is not. */
static bool is_still_ended(struct desk *desk, const struct session *last, int64_t now_ms)
{
    int64_t today = calendar_day(now_ms, desk_offset_min(desk));

    if (!desk_clock_is_trusted(desk, now_ms) || is_held_by_jump(desk, now_ms))
        return true;
    return last->is_dated && !is_from_the_future(last, today) && today <= last->local_day;
}

/* No session is open: `*out` and `*is_ended` tell of the last one; false in `*has_last` when there
 * was never any. */
static bool find_last(struct desk *desk, int64_t now_ms, struct session *out, bool *has_last,
                      bool *is_ended, struct err *err)
{
    struct err missing = {0};

    *has_last = session_store_find_last(desk->db, out, is_ended, &missing);
    if (!*has_last) {
        *is_ended = false;
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    }
    *is_ended = *is_ended && is_still_ended(desk, out, now_ms);
    return true;
}

static bool begin_next(struct desk *desk, int64_t now_ms, const char *by, struct session *out,
                       enum session_begun *begun, struct err *err)
{
    struct session old = *out;

    *begun = SESSION_BEGUN;
    return desk_session_close(desk, &old, now_ms, "next_session", err)
           && open_session(desk, now_ms, by, &old.id, out, err);
}

/* An open session at `now_ms`: it goes on, gets its date, or makes room for the next. One that is older than
 * a loss is over: numbers after its last may be in people's hands. */
static bool carry_on(struct desk *desk, int64_t now_ms, const char *by, struct session *out,
                     enum session_begun *begun, struct err *err)
{
    const struct clock_memory *memory = &desk->clock_memory;
    int64_t today = calendar_day(now_ms, desk_offset_min(desk));
    int lost = 0;

    *begun = SESSION_WAS_OPEN;
    if (!desk_losses_new(desk, "session", &lost, err))
        return false;
    if (lost > 0)
        return begin_next(desk, now_ms, by, out, begun, err);
    if (!desk_clock_is_trusted(desk, now_ms))
        return true;
    if (!desk_clock_recall(desk, now_ms, err))
        return false;
    bool is_held = is_held_by_jump(desk, now_ms);
    if (!out->is_dated)
        return date_session(desk, today, out, err);
    if (is_held)
        return true;
    if (is_from_the_future(out, today)
        && !date_session(desk, memory->has_jumped ? memory->day_of_jump : today, out, err))
        return false;
    if (!queue_opens_session(true, out->local_day, today, now_ms, desk->clock_floor_ms))
        return true;
    return begin_next(desk, now_ms, by, out, begun, err);
}

static bool take(struct desk *desk, int64_t now_ms, bool is_staff, struct session *out,
                 enum session_begun *begun, struct err *err)
{
    const char *by = is_staff ? "staff" : "first_issue";
    struct err missing = {0};
    bool has_last = false;
    bool is_ended = false;
    int lost = 0;

    if (session_store_find_open(desk->db, out, &missing))
        return carry_on(desk, now_ms, by, out, begun, err);
    if (missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    if ((desk_clock_is_trusted(desk, now_ms) && !desk_clock_recall(desk, now_ms, err))
        || !find_last(desk, now_ms, out, &has_last, &is_ended, err))
        return false;
    if (is_ended && !is_staff)
        return err_set(err, ERR_CLOSED, "staff closed the day");
    if (!desk_losses_new(desk, "session", &lost, err))
        return false;
    bool is_reopened = is_ended && lost == 0;
    *begun = is_reopened ? SESSION_REOPENED : SESSION_BEGUN;
    if (is_reopened)
        return session_store_reopen(desk->db, out->no, err);
    struct uuid previous = has_last ? out->id : (struct uuid){{0}};
    return open_session(desk, now_ms, by, &previous, out, err);
}

bool desk_session_take(struct desk *desk, int64_t now_ms, struct session *out, struct err *err)
{
    enum session_begun begun;

    return take(desk, now_ms, false, out, &begun, err);
}

bool desk_session_begin(struct desk *desk, int64_t now_ms, struct session *out,
                        enum session_begun *begun, struct err *err)
{
    return take(desk, now_ms, true, out, begun, err);
}

/* What carry_on would do, looked at only. */
static bool would_go_on(struct desk *desk, const struct session *session, int64_t now_ms)
{
    const struct clock_memory *memory = &desk->clock_memory;
    int64_t today = calendar_day(now_ms, desk_offset_min(desk));
    int64_t day = session->local_day;

    if (!desk_clock_is_trusted(desk, now_ms))
        return true;
    bool is_held = is_held_by_jump(desk, now_ms);
    if (!session->is_dated || is_held)
        return true;
    if (is_from_the_future(session, today))
        day = memory->has_jumped ? memory->day_of_jump : today;
    return !queue_opens_session(true, day, today, now_ms, desk->clock_floor_ms);
}

bool desk_session_look(struct desk *desk, int64_t now_ms, struct session *out,
                       enum session_now *state, struct err *err)
{
    int lost = 0;
    struct err missing = {0};
    bool has_last = false;
    bool is_ended = false;

    if (session_store_find_open(desk->db, out, &missing)) {
        if (!desk_losses_new(desk, "session", &lost, err))
            return false;
        *state = lost == 0 && would_go_on(desk, out, now_ms) ? SESSION_GOES_ON : SESSION_NEW;
        return true;
    }
    if (missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    if (!find_last(desk, now_ms, out, &has_last, &is_ended, err))
        return false;
    *state = is_ended ? SESSION_ENDED : SESSION_NEW;
    return true;
}
