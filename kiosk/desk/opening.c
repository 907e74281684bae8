/* Whether the office takes numbers, and what staff decide about it. */
#include "desk/opening.h"
#include "desk/calling_internal.h"
#include "desk/ticket.h"
#include "store/opening_store.h"
#include "wire/event_opening.h"

#include <assert.h>
#include <inttypes.h>
#include <limits.h>
#include <string.h>

/* Hours are added for today's stragglers, not for a season. */
#define EXTEND_MOST_MS (INT64_C(24) * 3600 * 1000)

/* `session` NULL: none is open, and the next ticket would begin one. */
static bool find_opening(struct desk *desk, const struct session *session,
                         const struct group *group, int64_t now_ms, struct opening *out,
                         struct err *err)
{
    struct opening_facts facts;
    int64_t no = session ? session->no : 0;
    int64_t issued = 0;

    if (!opening_store_find(desk->db, no, group ? group->id : NULL, now_ms, &facts, err)
        || (group && group->quota > 0
            && !opening_store_issued(desk->db, no, group->id, &issued, err)))
        return false;
    struct opening_day day = {.is_paused = facts.is_paused,
                              .pause_reason = facts.pause_reason,
                              .extra_until_ms = facts.extra_until_ms,
                              .issued_in_group = issued < INT_MAX ? (int)issued : INT_MAX};
    *out = opening_at(&desk->catalog->office, group, desk->holidays, &day, now_ms,
                      desk_clock_is_trusted(desk, now_ms));
    return true;
}

bool desk_opening_admits(struct desk *desk, const struct session *session,
                         const struct group *group, const struct ticket_request *request,
                         int64_t now_ms, enum closed_reason *overridden, struct err *err)
{
    bool may_override = request->officer && request->override_reason && request->officer[0] != '\0'
                        && request->override_reason[0] != '\0';
    struct opening opening;

    assert(group); /* a number is of one */
    if (!find_opening(desk, session, group, now_ms, &opening, err))
        return false;
    *overridden = opening.reason;
    return opening.is_open || may_override
           || err_set(err, ERR_CLOSED, "group %s takes no numbers now: %s", group->id,
                      closed_reason_name(opening.reason));
}

bool desk_opening_note_override(struct desk *desk, const struct ticket_request *request,
                                const struct ticket *ticket, enum closed_reason overridden,
                                struct err *err)
{
    char detail[TICKET_REASON_TEXT + 32];

    if (overridden == OPEN)
        return true;
    if (!text_format(detail, sizeof detail, "%s: %s", closed_reason_name(overridden),
                     request->override_reason))
        return err_set(err, ERR_INVALID, "the reason is over %d bytes", TICKET_REASON_TEXT - 1);
    return desk_journal(desk, ticket->issued_at_ms, request->officer, "ticket.issued_closed",
                        ticket->number, detail, err);
}

static bool find_group(const struct desk *desk, const char *id, const struct group **out,
                       struct err *err)
{
    if (!desk->catalog)
        return err_set(err, ERR_INVALID, "no catalogue is open");
    *out = id ? catalog_group(desk->catalog, id) : NULL;
    return !id || *out || err_set(err, ERR_NOT_FOUND, "no group \"%s\"", id);
}

bool desk_view_opening(struct desk *desk, const char *group_id, struct opening *out,
                       struct err *err)
{
    static const struct opening_day ended = {.is_ended_by_staff = true};
    const struct group *group = NULL;
    struct session session;
    enum session_now state;
    int64_t now_ms = clock_now_ms(desk->clock);

    if (!find_group(desk, group_id, &group, err) || !desk_enter(desk, err)
        || !desk_session_look(desk, now_ms, &session, &state, err))
        return false;
    if (state != SESSION_ENDED)
        return find_opening(desk, state == SESSION_GOES_ON ? &session : NULL, group, now_ms, out,
                            err);
    *out = opening_at(&desk->catalog->office, group, desk->holidays, &ended, now_ms,
                      desk_clock_is_trusted(desk, now_ms));
    return true;
}

static bool check_officer(const char *officer, struct err *err)
{
    return (officer && officer[0] != '\0')
           || err_set(err, ERR_INVALID, "only an officer may decide that");
}

bool desk_open_day(struct desk *desk, const char *officer, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    AUTO_TEXT struct text rec;
    struct session session;
    enum session_begun begun;
    int64_t now_ms = clock_now_ms(desk->clock);

    text_init(&rec, EVENT_MAX_BYTES);
    if (!check_officer(officer, err) || !desk_begin(desk, &tx, err)
        || !desk_session_begin(desk, now_ms, &session, &begun, err))
        return false;
    if (begun == SESSION_WAS_OPEN)
        return true;
    struct event_head head = desk_event_head(desk, &session.id);
    const char *kind = event_day_opened(
        &rec, &head,
        &(struct event_day_opened){.officer = officer, .is_again = begun == SESSION_REOPENED});
    if (!desk_event_add(desk, &head, kind, &rec, err)
        || !desk_journal(desk, now_ms, officer, "day.opened", "",
                         begun == SESSION_REOPENED ? "again" : "", err)
        || !desk_commit(desk, &tx, err))
        return false;
    desk_clock_note(desk, now_ms);
    return true;
}

/* ERR_BUSY names the counter at which somebody still is. */
static bool check_counters(struct desk *desk, const struct session *session, struct err *err)
{
    struct counter counters[COUNTERS_MOST];
    size_t count = 0;
    bool has_person = false;

    if (!counter_store_list(desk->db, counters, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!desk_counter_has_person(desk, session, counters[i].name, &has_person, err))
            return false;
        if (has_person)
            return err_set(err, ERR_BUSY, "%s", counters[i].name);
    }
    return true;
}

/* The session that is to be closed: today's, begun for it where no number was given yet. False with
 * ERR_CLOSED when staff closed it already. */
static bool close_day(struct desk *desk, const char *officer, int64_t now_ms, struct err *err)
{
    AUTO_TEXT struct text rec;
    struct session session;
    struct line_totals totals;

    text_init(&rec, EVENT_MAX_BYTES);
    if (!desk_session_take(desk, now_ms, &session, err) || !check_counters(desk, &session, err)
        || !line_store_totals(desk->db, session.no, NULL, NULL, &totals, err)
        || !desk_session_close(desk, &session, now_ms, "staff", err))
        return false;
    struct event_head head = desk_event_head(desk, &session.id);
    const char *kind = event_day_closed(
        &rec, &head, &(struct event_day_closed){.officer = officer, .waiting = totals.waiting_all});
    char detail[64];
    text_format(detail, sizeof detail, "%" PRId64 " issued, %" PRId64 " waiting", totals.last_place,
                totals.waiting_all);
    return desk_event_add(desk, &head, kind, &rec, err)
           && desk_journal(desk, now_ms, officer, "day.closed", "", detail, err);
}

bool desk_close_day(struct desk *desk, const char *officer, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct err cause = {0};
    int64_t now_ms = clock_now_ms(desk->clock);

    if (!check_officer(officer, err) || !desk_begin(desk, &tx, err))
        return false;
    if (!close_day(desk, officer, now_ms, &cause))
        return cause.code == ERR_CLOSED || err_set(err, cause.code, "%s", cause.text);
    if (!desk_commit(desk, &tx, err))
        return false;
    desk_clock_note(desk, now_ms);
    return true;
}

static bool add_pause(struct desk *desk, const struct pause *pause, const struct uuid *session,
                      struct err *err)
{
    struct event_head head = desk_event_head(desk, session);
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind = event_group_paused(&rec, &head,
                                          &(struct event_group_paused){.group_id = pause->group_id,
                                                                       .officer = pause->officer,
                                                                       .reason = pause->reason});
    return pause_store_put(desk->db, pause, err) && desk_event_add(desk, &head, kind, &rec, err)
           && desk_journal(desk, pause->at_ms, pause->officer, "group.paused", pause->group_id,
                           pause->reason, err);
}

bool desk_pause_group(struct desk *desk, const char *group_id, const char *officer,
                      const char *reason, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    const struct group *group = NULL;
    struct session session;
    int64_t now_ms = clock_now_ms(desk->clock);

    if (!check_officer(officer, err) || !find_group(desk, group_id, &group, err))
        return false;
    if (!group)
        return err_set(err, ERR_INVALID, "a pause needs a group");
    if (reason && strlen(reason) >= TICKET_REASON_TEXT)
        return err_set(err, ERR_INVALID, "the reason is over %d bytes", TICKET_REASON_TEXT - 1);
    if (!desk_begin(desk, &tx, err) || !desk_session_take(desk, now_ms, &session, err))
        return false;
    struct pause pause = {.session = session.no,
                          .group_id = group->id,
                          .reason = reason ? reason : "",
                          .officer = officer,
                          .at_ms = now_ms};
    if (!add_pause(desk, &pause, &session.id, err) || !desk_commit(desk, &tx, err))
        return false;
    desk_clock_note(desk, now_ms);
    return true;
}

/* Takes the pause away; `*was_paused` is false where there was none. */
static bool remove_pause(struct desk *desk, const struct group *group, const char *officer,
                         bool *was_paused, struct err *err)
{
    int64_t now_ms = clock_now_ms(desk->clock);
    AUTO_TEXT struct text rec;
    struct session session;
    enum session_now state;

    text_init(&rec, EVENT_MAX_BYTES);
    *was_paused = false;
    if (!desk_session_look(desk, now_ms, &session, &state, err))
        return false;
    if (state != SESSION_GOES_ON)
        return true; /* pauses end with their day */
    if (!pause_store_remove(desk->db, session.no, group->id, was_paused, err))
        return false;
    if (!*was_paused)
        return true;
    struct event_head head = desk_event_head(desk, &session.id);
    const char *kind = event_group_resumed(
        &rec, &head, &(struct event_group_resumed){.group_id = group->id, .officer = officer});
    return desk_event_add(desk, &head, kind, &rec, err)
           && desk_journal(desk, now_ms, officer, "group.resumed", group->id, "", err);
}

bool desk_resume_group(struct desk *desk, const char *group_id, const char *officer,
                       struct err *err)
{
    AUTO_TX struct tx tx = {0};
    const struct group *group = NULL;
    bool was_paused = false;

    if (!check_officer(officer, err) || !find_group(desk, group_id, &group, err))
        return false;
    if (!group)
        return err_set(err, ERR_INVALID, "only a group can be resumed");
    if (!desk_begin(desk, &tx, err) || !remove_pause(desk, group, officer, &was_paused, err))
        return false;
    return !was_paused || desk_commit(desk, &tx, err);
}

static bool check_extension(int64_t until_ms, int64_t now_ms, const char *reason, struct err *err)
{
    if (until_ms <= now_ms || until_ms - now_ms > EXTEND_MOST_MS)
        return err_set(err, ERR_INVALID, "hours are added for at most the next 24 hours");
    if (!reason || reason[0] == '\0' || strlen(reason) >= TICKET_REASON_TEXT)
        return err_set(err, ERR_INVALID, "added hours need a reason of up to %d bytes",
                       TICKET_REASON_TEXT - 1);
    return true;
}

bool desk_extend_hours(struct desk *desk, int64_t until_ms, const char *officer, const char *reason,
                       struct err *err)
{
    AUTO_TX struct tx tx = {0};
    AUTO_TEXT struct text rec;
    char until[32];
    int64_t now_ms = clock_now_ms(desk->clock);

    text_init(&rec, EVENT_MAX_BYTES);
    if (!check_officer(officer, err) || !check_extension(until_ms, now_ms, reason, err)
        || !desk_begin(desk, &tx, err))
        return false;
    struct extra_hours extra = {.group_id = "",
                                .from_ms = now_ms,
                                .until_ms = until_ms,
                                .reason = reason,
                                .officer = officer};
    struct event_head head = desk_event_head(desk, NULL);
    const char *kind = event_hours_extended(
        &rec, &head,
        &(struct event_hours_extended){.until_ms = until_ms, .officer = officer, .reason = reason});
    clock_format_iso(until_ms, desk_offset_min(desk), until);
    return extra_store_add(desk->db, &extra, err) && desk_event_add(desk, &head, kind, &rec, err)
           && desk_journal(desk, now_ms, officer, "hours.extended", until, reason, err)
           && desk_commit(desk, &tx, err);
}
