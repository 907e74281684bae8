/* Rows of ticket. */
#include "store/ticket_store.h"
#include "store/numbers.h"
#include "store/query.h"
#include "base/text.h"
#include <assert.h>
#include <string.h>

#define TICKET_COLUMNS                                                                             \
    "t.id, s.id, t.series, t.seq, t.number, t.code, t.service_id, t.service_name, "                \
    "t.group_id, t.is_priority, t.state, t.issued_at, t.people_ahead, t.wait_is_known, "           \
    "t.wait_from_min, t.wait_to_min, t.lang, t.unticked, t.shown_at, t.priority_reason, "          \
    "t.counter, t.officer, t.for_counter, t.void_reason, t.calls, t.called_at, t.started_at, "     \
    "t.done_at, t.service_ms, t.wait_ms"

enum ticket_column {
    TICKET_ID,
    TICKET_SESSION,
    TICKET_SERIES,
    TICKET_SEQ,
    TICKET_NUMBER,
    TICKET_CODE,
    TICKET_SERVICE_ID,
    TICKET_SERVICE_NAME,
    TICKET_GROUP_ID,
    TICKET_IS_PRIORITY,
    TICKET_STATE,
    TICKET_ISSUED_AT,
    TICKET_PEOPLE_AHEAD,
    TICKET_WAIT_IS_KNOWN,
    TICKET_WAIT_FROM_MIN,
    TICKET_WAIT_TO_MIN,
    TICKET_LANG,
    TICKET_UNTICKED,
    TICKET_SHOWN_AT,
    TICKET_PRIORITY_REASON,
    TICKET_COUNTER,
    TICKET_OFFICER,
    TICKET_FOR_COUNTER,
    TICKET_VOID_REASON,
    TICKET_CALLS,
    TICKET_CALLED_AT,
    TICKET_STARTED_AT,
    TICKET_DONE_AT,
    TICKET_SERVICE_MS,
    TICKET_WAIT_MS,
};

static_assert(TICKET_VOID == 5, "the states of a ticket are also named in the schema");

static enum ticket_state state_from_name(const char *name)
{
    for (int state = TICKET_WAITING; state < TICKET_VOID; state++) {
        if (text_equal(name, ticket_state_name((enum ticket_state)state)))
            return (enum ticket_state)state;
    }
    return TICKET_VOID; /* the schema allows no other */
}

/* What became of it at the counters. */
static void calling_from_row(const struct query *q, struct ticket *out)
{
    out->calls = (int)query_int(q, TICKET_CALLS);
    out->called_at_ms = query_int(q, TICKET_CALLED_AT);
    out->started_at_ms = query_int(q, TICKET_STARTED_AT);
    out->done_at_ms = query_int(q, TICKET_DONE_AT);
    out->service_ms = query_int(q, TICKET_SERVICE_MS);
    out->wait_ms = query_int(q, TICKET_WAIT_MS);
    query_text(q, TICKET_PRIORITY_REASON, out->priority_reason, sizeof out->priority_reason);
    query_text(q, TICKET_COUNTER, out->counter, sizeof out->counter);
    query_text(q, TICKET_OFFICER, out->officer, sizeof out->officer);
    query_text(q, TICKET_FOR_COUNTER, out->for_counter, sizeof out->for_counter);
    query_text(q, TICKET_VOID_REASON, out->void_reason, sizeof out->void_reason);
}

static void ticket_from_row(const struct query *q, struct ticket *out)
{
    char state[16];

    *out = (struct ticket){
        .id = query_uuid(q, TICKET_ID),
        .request = query_uuid(q, TICKET_ID),
        .session = query_uuid(q, TICKET_SESSION),
        .seq = query_int(q, TICKET_SEQ),
        .is_priority = query_int(q, TICKET_IS_PRIORITY) != 0,
        .issued_at_ms = query_int(q, TICKET_ISSUED_AT),
        .people_ahead = (int)query_int(q, TICKET_PEOPLE_AHEAD),
        .wait = {.is_known = query_int(q, TICKET_WAIT_IS_KNOWN) != 0,
                 .from_min = (int)query_int(q, TICKET_WAIT_FROM_MIN),
                 .to_min = (int)query_int(q, TICKET_WAIT_TO_MIN)},
        .shown_at_ms = query_int(q, TICKET_SHOWN_AT),
    };
    query_text(q, TICKET_SERIES, out->series, sizeof out->series);
    query_text(q, TICKET_NUMBER, out->number, sizeof out->number);
    query_text(q, TICKET_CODE, out->code, sizeof out->code);
    query_text(q, TICKET_SERVICE_ID, out->service_id, sizeof out->service_id);
    query_text(q, TICKET_SERVICE_NAME, out->service_name, sizeof out->service_name);
    query_text(q, TICKET_GROUP_ID, out->group_id, sizeof out->group_id);
    query_text(q, TICKET_LANG, out->lang, sizeof out->lang);
    query_text(q, TICKET_STATE, state, sizeof state);
    out->state = state_from_name(state);
    out->unticked_count = numbers_from_row(q, TICKET_UNTICKED, out->unticked, TICKET_MAX_UNTICKED);
    calling_from_row(q, out);
}

bool ticket_store_add(struct db *db, const struct ticket *ticket, int64_t session, int64_t place,
                      struct err *err)
{
    static const char sql[] =
        "INSERT INTO ticket (session, series, seq, id, place, number, code, service_id, "
        "service_name, group_id, is_priority, priority_reason, state, issued_at, people_ahead, "
        "wait_is_known, wait_from_min, wait_to_min, lang, unticked) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";
    uint8_t unticked[2 * TICKET_MAX_UNTICKED];
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, ticket->series);
    query_bind_int(&q, 3, ticket->seq);
    query_bind_uuid(&q, 4, &ticket->id);
    query_bind_int(&q, 5, place);
    query_bind_text(&q, 6, ticket->number);
    query_bind_text(&q, 7, ticket->code);
    query_bind_text(&q, 8, ticket->service_id);
    query_bind_text(&q, 9, ticket->service_name);
    query_bind_text(&q, 10, ticket->group_id);
    query_bind_int(&q, 11, ticket->is_priority);
    query_bind_text(&q, 12, ticket->priority_reason);
    query_bind_text(&q, 13, ticket_state_name(ticket->state));
    query_bind_int(&q, 14, ticket->issued_at_ms);
    query_bind_int(&q, 15, ticket->people_ahead);
    query_bind_int(&q, 16, ticket->wait.is_known);
    query_bind_int(&q, 17, ticket->wait.from_min);
    query_bind_int(&q, 18, ticket->wait.to_min);
    query_bind_text(&q, 19, ticket->lang);
    query_bind_blob(&q, 20, unticked,
                    numbers_pack(ticket->unticked, ticket->unticked_count, unticked));
    return query_run(&q, NULL, err);
}

bool ticket_store_has(struct db *db, const struct uuid *id, bool *out, struct err *err)
{
    static const char sql[] = "SELECT 1 FROM ticket WHERE id = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, id);
    return query_step(&q, out, err);
}

bool ticket_store_find(struct db *db, const struct uuid *id, struct ticket *out, struct err *err)
{
    static const char sql[] = "SELECT " TICKET_COLUMNS
                              " FROM ticket t JOIN session s ON s.no = t.session WHERE t.id = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, id);
    if (!query_one(&q, "such ticket", err))
        return false;
    ticket_from_row(&q, out);
    return true;
}

bool ticket_store_find_at(struct db *db, int64_t session, const struct ticket_place *at,
                          struct ticket *out, struct err *err)
{
    static const char sql[] =
        "SELECT " TICKET_COLUMNS " FROM ticket t JOIN session s ON s.no = t.session "
        "WHERE t.session = ?1 AND t.series = ?2 AND t.seq = ?3";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, at->series);
    query_bind_int(&q, 3, at->seq);
    if (!query_one(&q, "such number", err))
        return false;
    ticket_from_row(&q, out);
    return true;
}

bool ticket_store_find_at_counter(struct db *db, int64_t session, const char *counter,
                                  struct ticket *out, struct err *err)
{
    static const char sql[] =
        "SELECT " TICKET_COLUMNS " FROM ticket t JOIN session s ON s.no = t.session "
        "WHERE t.session = ?1 AND t.counter = ?2 "
        "AND (t.state = 'called' OR t.state = 'serving')";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, counter);
    if (!query_one(&q, "ticket at this counter", err))
        return false;
    ticket_from_row(&q, out);
    return true;
}

bool ticket_store_move(struct db *db, const struct ticket *ticket, enum ticket_state from,
                       struct err *err)
{
    static const char sql[] =
        "UPDATE ticket SET state = ?3, group_id = ?4, is_priority = ?5, priority_reason = ?6, "
        "counter = ?7, officer = ?8, for_counter = ?9, void_reason = ?10, calls = ?11, "
        "called_at = ?12, started_at = ?13, done_at = ?14, service_ms = ?15, wait_ms = ?16 "
        "WHERE id = ?1 AND state = ?2";
    int64_t rows = 0;
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, &ticket->id);
    query_bind_text(&q, 2, ticket_state_name(from));
    query_bind_text(&q, 3, ticket_state_name(ticket->state));
    query_bind_text(&q, 4, ticket->group_id);
    query_bind_int(&q, 5, ticket->is_priority);
    query_bind_text(&q, 6, ticket->priority_reason);
    query_bind_text(&q, 7, ticket->counter);
    query_bind_text(&q, 8, ticket->officer);
    query_bind_text(&q, 9, ticket->for_counter);
    query_bind_text(&q, 10, ticket->void_reason);
    query_bind_int(&q, 11, ticket->calls);
    query_bind_int(&q, 12, ticket->called_at_ms);
    query_bind_int(&q, 13, ticket->started_at_ms);
    query_bind_int(&q, 14, ticket->done_at_ms);
    query_bind_int(&q, 15, ticket->service_ms);
    query_bind_int(&q, 16, ticket->wait_ms);
    return query_run(&q, &rows, err)
           && (rows == 1
               || err_set(err, ERR_BUSY, "%s is no longer %s", ticket->number,
                          ticket_state_name(from)));
}

bool ticket_store_has_code(struct db *db, int64_t local_day, const char *code, bool *out,
                           struct err *err)
{
    static const char sql[] =
        "SELECT EXISTS (SELECT 1 FROM session s CROSS JOIN ticket t ON t.session = s.no "
        "AND t.code = ?2 WHERE s.local_day = ?1)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, local_day);
    query_bind_text(&q, 2, code);
    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0) != 0;
    return true;
}

bool ticket_store_find_code(struct db *db, int64_t session, const char *code, struct ticket *out,
                            struct err *err)
{
    static const char sql[] =
        "SELECT " TICKET_COLUMNS " FROM ticket t JOIN session s ON s.no = t.session "
        "WHERE t.session = ?1 AND t.code = ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, code);
    if (!query_one(&q, "such code", err))
        return false;
    ticket_from_row(&q, out);
    return true;
}

bool ticket_store_find_number(struct db *db, int64_t session, const char *number,
                              struct ticket *out, struct err *err)
{
    static const char sql[] =
        "SELECT " TICKET_COLUMNS " FROM ticket t JOIN session s ON s.no = t.session "
        "WHERE t.session = ?1 AND t.number = ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, number);
    if (!query_one(&q, "such number", err))
        return false;
    ticket_from_row(&q, out);
    return true;
}

bool ticket_store_list(struct db *db, int64_t session,
                       bool (*each)(void *context, const struct ticket *ticket), void *context,
                       struct err *err)
{
    static const char sql[] =
        "SELECT " TICKET_COLUMNS " FROM ticket t JOIN session s ON s.no = t.session "
        "WHERE t.session = ?1 ORDER BY t.place";
    AUTO_QUERY struct query q = query_begin(db, sql);
    struct ticket ticket;
    bool has_row = false;

    query_bind_int(&q, 1, session);
    do {
        if (!query_step(&q, &has_row, err))
            return false;
        if (has_row)
            ticket_from_row(&q, &ticket);
    } while (has_row && each(context, &ticket));
    return true;
}

bool ticket_store_show(struct db *db, const struct uuid *id, int64_t at_ms, bool *changed,
                       struct err *err)
{
    static const char sql[] = "UPDATE ticket SET shown_at = ?2 WHERE id = ?1 AND shown_at = 0";
    int64_t rows = 0;
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, id);
    query_bind_int(&q, 2, at_ms != 0 ? at_ms : 1);
    if (!query_run(&q, &rows, err))
        return false;
    *changed = rows > 0;
    if (!*changed) {
        struct ticket existing;
        return ticket_store_find(db, id, &existing, err);
    }
    return true;
}

/* Counts a counter the first time it is seen. */
static void count_counter(char seen[PACE_SERVICES][COUNTER_TEXT], int *count, const char *counter)
{
    for (int i = 0; i < *count; i++) {
        if (text_equal(seen[i], counter))
            return;
    }
    text_copy(seen[(*count)++], COUNTER_TEXT, counter);
}

bool ticket_store_pace(struct db *db, int64_t session, const char *group_id,
                       struct service_pace *out, struct err *err)
{
    static const char sql[] =
        "SELECT service_ms + max(0, min(started_at - called_at, ?4)), counter FROM ticket "
        "WHERE session = ?1 AND group_id = ?2 AND state = 'done' ORDER BY done_at DESC LIMIT ?3";
    char seen[PACE_SERVICES][COUNTER_TEXT];
    AUTO_QUERY struct query q = query_begin(db, sql);
    char counter[COUNTER_TEXT];
    int64_t sum_ms = 0;
    bool has_row = true;

    *out = (struct service_pace){0};
    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, group_id);
    query_bind_int(&q, 3, PACE_SERVICES);
    query_bind_int(&q, 4, HANDOVER_MOST_MS);
    while (true) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            break;
        query_text(&q, 1, counter, sizeof counter);
        count_counter(seen, &out->counters, counter);
        sum_ms += query_int(&q, 0);
        out->completed++;
    }
    out->mean_ms = out->completed > 0 ? sum_ms / out->completed : 0;
    if (out->counters < 1)
        out->counters = 1;
    return true;
}

bool ticket_store_last_called(struct db *db, int64_t session, const char *group_id,
                              char number[TICKET_NUMBER_TEXT], char counter[COUNTER_TEXT],
                              struct err *err)
{
    static const char sql[] =
        "SELECT number, counter FROM ticket WHERE session = ?1 AND called_at > 0 "
        "AND (?2 IS NULL OR group_id = ?2) ORDER BY called_at DESC LIMIT 1";
    bool has_row = false;
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, group_id);
    if (!query_step(&q, &has_row, err))
        return false;
    number[0] = counter[0] = '\0';
    if (has_row) {
        query_text(&q, 0, number, TICKET_NUMBER_TEXT);
        query_text(&q, 1, counter, COUNTER_TEXT);
    }
    return true;
}
