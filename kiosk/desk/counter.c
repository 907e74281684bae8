/* Counters: who works where, and what a desk's screen shows of the queue. */
#include "desk/calling_internal.h"
#include "domain/calendar.h"
#include "store/call_store.h"
#include "store/print_store.h"
#include "store/ticket_store.h"
#include "wire/event_calling.h"
#include <assert.h>

bool desk_counter_serves(const struct catalog *catalog, const char *counter, const char *group_id)
{
    const struct group *group = catalog_group(catalog, group_id);

    for (size_t i = 0; group && i < group->counter_count; i++) {
        if (text_equal(words_in(&group->counters[i], "id"), counter))
            return true;
    }
    return false;
}

bool desk_counter_is_known(const struct catalog *catalog, const char *counter)
{
    for (size_t i = 0; i < catalog->office.group_count; i++) {
        if (desk_counter_serves(catalog, counter, catalog->office.groups[i].id))
            return true;
    }
    return false;
}

bool desk_counter_is_open(const struct counter *counter, const struct session *session)
{
    return counter->is_open
           && (counter->session == session->no
               || (session->is_dated && counter->day == session->local_day));
}

bool desk_counters_open(struct desk *desk, const struct session *session, const char *group_id,
                        int *out, struct err *err)
{
    struct counter counters[COUNTERS_MOST];
    size_t count = 0;

    *out = 0;
    if (!counter_store_list(desk->db, counters, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        *out += desk_counter_is_open(&counters[i], session)
                && desk_counter_serves(desk->catalog, counters[i].name, group_id);
    return true;
}

static bool note_counter(struct desk *desk, const struct session *session,
                         const struct counter *counter, const char *before, struct err *err)
{
    const struct event_counter data = {.counter = counter->name, .officer = counter->officer};
    struct event_head head = desk_event_head(desk, session ? &session->id : NULL);
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind = counter->is_open ? event_counter_opened(&rec, &head, &data)
                                        : event_counter_closed(&rec, &head, &data);
    return desk_event_add(desk, &head, kind, &rec, err)
           && desk_journal(desk, counter->changed_at_ms, counter->officer, kind, counter->name,
                           before, err);
}

/* What the counter did in another session is over. */
static void begin_session(struct counter *counter, const struct session *session)
{
    if (!session || counter->session == session->no)
        return;
    counter->session = session->no;
    counter->priority_run = 0;
    counter->last_call = 0;
    counter->since_boot[0] = '\0';
}

bool desk_counter_occupy(struct desk *desk, const struct session *session, const char *name,
                         const char *officer, enum occupation how, struct counter *out,
                         struct err *err)
{
    int64_t now_ms = clock_now_ms(desk->clock);
    int64_t today = calendar_day(now_ms, desk_offset_min(desk));
    char before[OFFICER_CODE_TEXT] = "";
    struct err missing = {0};

    if (!counter_store_find(desk->db, name, out, &missing)) {
        if (missing.code != ERR_NOT_FOUND)
            return err_set(err, missing.code, "%s", missing.text);
        *out = (struct counter){.day = today};
        text_copy(out->name, sizeof out->name, name);
    }
    bool was_open =
        out->is_open && (session ? desk_counter_is_open(out, session) : out->day == today);
    begin_session(out, session);
    out->day = today;
    if (was_open && text_equal(out->officer, officer))
        return true;
    if (was_open && how == OCCUPY_FREE)
        return err_set(err, ERR_BUSY, "%s is %s's now", name, out->officer);
    if (was_open)
        text_copy(before, sizeof before, out->officer);
    text_copy(out->officer, sizeof out->officer, officer);
    out->is_open = true;
    out->changed_at_ms = now_ms;
    return note_counter(desk, session, out, before, err);
}

static bool check_place(const struct desk *desk, const char *counter, const char *officer,
                        struct err *err)
{
    if (!desk->catalog || !counter || !desk_counter_is_known(desk->catalog, counter))
        return err_set(err, ERR_INVALID, "no counter \"%s\"", counter ? counter : "");
    return (officer && officer[0] != '\0')
           || err_set(err, ERR_INVALID, "a counter needs an officer's code");
}

/* `*has_one` is false while no session is open. */
static bool find_session(struct desk *desk, struct session *out, bool *has_one, struct err *err)
{
    struct err missing = {0};

    *has_one = session_store_find_open(desk->db, out, &missing);
    return *has_one || missing.code == ERR_NOT_FOUND
           || err_set(err, missing.code, "%s", missing.text);
}

bool desk_list_seats(struct desk *desk, struct desk_seat out[DESK_SEATS_MOST], size_t *count,
                     struct err *err)
{
    struct counter counters[COUNTERS_MOST];
    struct session session;
    int64_t today = calendar_day(clock_now_ms(desk->clock), desk_offset_min(desk));
    bool has_session = false;
    size_t all = 0;

    static_assert((int)DESK_SEATS_MOST >= (int)COUNTERS_MOST, "every counter has its seat");
    *count = 0;
    if (!desk_enter(desk, err) || !find_session(desk, &session, &has_session, err)
        || !counter_store_list(desk->db, counters, &all, err))
        return false;
    for (size_t i = 0; i < all; i++) {
        struct desk_seat *seat = &out[*count];

        if (has_session ? !desk_counter_is_open(&counters[i], &session)
                        : !counters[i].is_open || counters[i].day != today)
            continue;
        text_copy(seat->counter, sizeof seat->counter, counters[i].name);
        text_copy(seat->officer, sizeof seat->officer, counters[i].officer);
        (*count)++;
    }
    return true;
}

/* Commands are kept for screens that still wait for their answer: not over two sessions. */
bool desk_take_counter(struct desk *desk, const char *counter, const char *officer, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct session session;
    struct counter taken;
    bool has_session = false;

    if (!check_place(desk, counter, officer, err) || !desk_begin(desk, &tx, err)
        || !find_session(desk, &session, &has_session, err))
        return false;
    return desk_counter_occupy(desk, has_session ? &session : NULL, counter, officer, OCCUPY_ANYHOW,
                               &taken, err)
           && counter_store_put(desk->db, &taken, err)
           && (!has_session || command_store_forget(desk->db, session.no - 1, err))
           && desk_commit(desk, &tx, err);
}

/* Whoever was sent to a counter that is left waits for any other of the group. */
static bool release_sent(struct desk *desk, const struct session *session, const char *counter,
                         struct err *err)
{
    const struct office *office = &desk->catalog->office;

    for (size_t i = 0; i < office->group_count; i++) {
        if (!waiting_store_release(desk->db, session->no, office->groups[i].id, counter, err))
            return false;
    }
    return true;
}

bool desk_counter_has_person(struct desk *desk, const struct session *session, const char *counter,
                             bool *out, struct err *err)
{
    struct ticket person;
    struct err missing = {0};

    *out = ticket_store_find_at_counter(desk->db, session->no, counter, &person, &missing);
    return *out || missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
}

bool desk_leave_counter(struct desk *desk, const char *counter, const char *officer,
                        struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct session session;
    struct counter left;
    struct err missing = {0};
    bool has_session = false;
    bool has_person = false;

    if (!check_place(desk, counter, officer, err) || !desk_begin(desk, &tx, err)
        || !find_session(desk, &session, &has_session, err))
        return false;
    if (!counter_store_find(desk->db, counter, &left, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    /* A colleague who has taken it over stays. */
    if (!left.is_open || !text_equal(left.officer, officer))
        return true;
    if (has_session && !desk_counter_has_person(desk, &session, counter, &has_person, err))
        return false;
    if (has_person)
        return true;
    left.is_open = false;
    left.changed_at_ms = clock_now_ms(desk->clock);
    return counter_store_put(desk->db, &left, err)
           && (!has_session || release_sent(desk, &session, counter, err))
           && note_counter(desk, has_session ? &session : NULL, &left, "", err)
           && desk_commit(desk, &tx, err);
}
