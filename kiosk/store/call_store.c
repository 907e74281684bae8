/* Rows of call and command. */
#include "store/call_store.h"
#include "store/query.h"

#define CALL_COLUMNS "c.no, c.ticket, c.number, c.group_id, c.counter, c.turn, c.at"

enum call_column {
    CALL_NO,
    CALL_TICKET,
    CALL_NUMBER,
    CALL_GROUP_ID,
    CALL_COUNTER,
    CALL_TURN,
    CALL_AT,
};

static void call_from_row(const struct query *q, struct call *out)
{
    *out = (struct call){
        .no = query_int(q, CALL_NO),
        .ticket = query_uuid(q, CALL_TICKET),
        .turn = (int)query_int(q, CALL_TURN),
        .at_ms = query_int(q, CALL_AT),
    };
    query_text(q, CALL_NUMBER, out->number, sizeof out->number);
    query_text(q, CALL_GROUP_ID, out->group_id, sizeof out->group_id);
    query_text(q, CALL_COUNTER, out->counter, sizeof out->counter);
}

bool call_store_add(struct db *db, int64_t session, struct call *call, struct err *err)
{
    static const char sql[] =
        "INSERT INTO call (session, ticket, number, group_id, counter, turn, at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_uuid(&q, 2, &call->ticket);
    query_bind_text(&q, 3, call->number);
    query_bind_text(&q, 4, call->group_id);
    query_bind_text(&q, 5, call->counter);
    query_bind_int(&q, 6, call->turn);
    query_bind_int(&q, 7, call->at_ms);
    if (!query_run(&q, NULL, err))
        return false;
    call->no = query_last_row(&q);
    return true;
}

bool call_store_list_newest(struct db *db, int64_t session, struct call *out, size_t most,
                            size_t *count, struct err *err)
{
    /* A few counters: sorting them costs less than an index of calls by counter would. */
    static const char sql[] =
        "SELECT " CALL_COLUMNS " FROM counter k JOIN call c ON c.no = k.last_call "
        "WHERE k.session = ?1 AND k.last_call > 0 "
        "ORDER BY k.last_call DESC LIMIT ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = false;

    *count = 0;
    query_bind_int(&q, 1, session);
    query_bind_int(&q, 2, (int64_t)most);
    while (query_step(&q, &has_row, err)) {
        if (!has_row)
            return true;
        call_from_row(&q, &out[(*count)++]);
    }
    return false;
}

bool call_store_find_unspoken(struct db *db, int64_t session, int64_t after, int64_t since_ms,
                              struct call *out, struct err *err)
{
    static const char sql[] =
        "SELECT " CALL_COLUMNS " FROM call c WHERE c.session = ?1 AND c.no > ?2 ORDER BY c.no DESC";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = false;
    bool is_found = false;

    query_bind_int(&q, 1, session);
    query_bind_int(&q, 2, after);
    while (query_step(&q, &has_row, err)) {
        if (!has_row || query_int(&q, CALL_AT) < since_ms)
            return is_found || err_set(err, ERR_NOT_FOUND, "no announcement to speak");
        call_from_row(&q, out);
        is_found = true;
    }
    return false;
}

bool command_store_add(struct db *db, int64_t session, const struct command *command,
                       struct err *err)
{
    static const char sql[] =
        "INSERT INTO command (id, session, kind, ticket) VALUES (?1, ?2, ?3, ?4)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, &command->id);
    query_bind_int(&q, 2, session);
    query_bind_text(&q, 3, command->kind);
    query_bind_uuid(&q, 4, &command->ticket);
    return query_run(&q, NULL, err);
}

bool command_store_find(struct db *db, const struct uuid *id, const char *kind, struct uuid *ticket,
                        struct err *err)
{
    static const char sql[] = "SELECT kind, ticket FROM command WHERE id = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, id);
    if (!query_one(&q, "such command", err))
        return false;
    if (!query_is_text(&q, 0, kind))
        return err_set(err, ERR_INVALID, "a command's id was used before, not for %s", kind);
    *ticket = query_uuid(&q, 1);
    return true;
}

bool command_store_forget(struct db *db, int64_t session, struct err *err)
{
    static const char sql[] = "DELETE FROM command WHERE session < ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    return query_run(&q, NULL, err);
}
