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
    "t.wait_from_min, t.wait_to_min, t.lang, t.unticked, t.shown_at"

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
    query_bind_text(&q, 12, ticket->is_priority ? "self" : "");
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
        "SELECT service_ms, counter FROM ticket WHERE session = ?1 AND group_id = ?2 "
        "AND state = 'done' ORDER BY done_at DESC LIMIT ?3";
    char seen[PACE_SERVICES][COUNTER_TEXT];
    AUTO_QUERY struct query q = query_begin(db, sql);
    char counter[COUNTER_TEXT];
    int64_t sum_ms = 0;
    bool has_row = true;

    *out = (struct service_pace){0};
    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, group_id);
    query_bind_int(&q, 3, PACE_SERVICES);
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
