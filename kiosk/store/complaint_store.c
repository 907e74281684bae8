/* Rows of complaint. */
#include "store/complaint_store.h"
#include "store/query.h"
#include <assert.h>

#define COMPLAINT_COLUMNS                                                                          \
    "request, number, code, device, kind, service_id, service_name, reply, weight, state, at, "    \
    "due_day, notice_version, answered_at, closed_at, officer, length(words), weighed_at, "        \
    "office_state"

enum complaint_column {
    COLUMN_REQUEST,
    COLUMN_NUMBER,
    COLUMN_CODE,
    COLUMN_DEVICE,
    COLUMN_KIND,
    COLUMN_SERVICE_ID,
    COLUMN_SERVICE_NAME,
    COLUMN_REPLY,
    COLUMN_WEIGHT,
    COLUMN_STATE,
    COLUMN_AT,
    COLUMN_DUE_DAY,
    COLUMN_NOTICE_VERSION,
    COLUMN_ANSWERED_AT,
    COLUMN_CLOSED_AT,
    COLUMN_OFFICER,
    COLUMN_WORDS_LEN,
    COLUMN_WEIGHED_AT,
    COLUMN_OFFICE_STATE,
    COLUMN_COUNT,
};

enum { KEY_TEXT = 16, SEALED_MOST = 16 * 1024 };

/* Only the desk writes these keys; a strange one is damage. */
static bool keys_from_row(const struct query *q, struct complaint *out)
{
    enum { FOUND_KIND, FOUND_WEIGHT, FOUND_STATE, FOUND_REPLY, FOUND_OFFICE, FOUND_COUNT };
    static const struct {
        enum complaint_keys keys;
        int column;
    } columns[] = {[FOUND_KIND] = {KEYS_KIND, COLUMN_KIND},
                   [FOUND_WEIGHT] = {KEYS_WEIGHT, COLUMN_WEIGHT},
                   [FOUND_STATE] = {KEYS_STATE, COLUMN_STATE},
                   [FOUND_REPLY] = {KEYS_REPLY, COLUMN_REPLY},
                   [FOUND_OFFICE] = {KEYS_STATE, COLUMN_OFFICE_STATE}};
    int found[FOUND_COUNT];
    char key[KEY_TEXT];

    static_assert(ARRAY_LEN(columns) == FOUND_COUNT, "every key is read");
    for (int i = 0; i < FOUND_COUNT; i++) {
        query_text(q, columns[i].column, key, sizeof key);
        found[i] = complaint_find_key(columns[i].keys, key);
        if (found[i] < 0)
            return false;
    }
    out->kind = (enum complaint_kind)found[FOUND_KIND];
    out->weight = (enum complaint_weight)found[FOUND_WEIGHT];
    out->state = (enum complaint_state)found[FOUND_STATE];
    out->reply = (enum complaint_reply)found[FOUND_REPLY];
    out->office_state = (enum complaint_state)found[FOUND_OFFICE];
    return true;
}

static bool complaint_from_row(const struct query *q, struct complaint *out, struct err *err)
{
    *out = (struct complaint){
        .request = query_uuid(q, COLUMN_REQUEST),
        .at_ms = query_int(q, COLUMN_AT),
        .due_day = query_int(q, COLUMN_DUE_DAY),
        .notice_version = (int)query_int(q, COLUMN_NOTICE_VERSION),
        .answered_ms = query_int(q, COLUMN_ANSWERED_AT),
        .closed_ms = query_int(q, COLUMN_CLOSED_AT),
        .weighed_ms = query_int(q, COLUMN_WEIGHED_AT),
        .is_erased = query_int(q, COLUMN_WORDS_LEN) == 0,
    };
    query_text(q, COLUMN_NUMBER, out->number, sizeof out->number);
    query_text(q, COLUMN_CODE, out->code, sizeof out->code);
    query_text(q, COLUMN_DEVICE, out->device, sizeof out->device);
    query_text(q, COLUMN_SERVICE_ID, out->service_id, sizeof out->service_id);
    query_text(q, COLUMN_SERVICE_NAME, out->service_name, sizeof out->service_name);
    query_text(q, COLUMN_OFFICER, out->officer, sizeof out->officer);
    return keys_from_row(q, out)
           || err_set(err, ERR_CORRUPT, "complaint %s has a strange kind, reply, weight or state",
                      out->number);
}

bool complaint_store_add(struct db *db, const struct complaint *complaint, int64_t seq,
                         const struct text *sealed, struct err *err)
{
    static const char sql[] =
        "INSERT INTO complaint (seq, request, number, code, device, kind, service_id, "
        "service_name, reply, weight, state, at, due_day, notice_version, words) VALUES (?1, ?2, "
        "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, seq);
    query_bind_uuid(&q, 2, &complaint->request);
    query_bind_text(&q, 3, complaint->number);
    query_bind_text(&q, 4, complaint->code);
    query_bind_text(&q, 5, complaint->device);
    query_bind_text(&q, 6, complaint_kind_key(complaint->kind));
    query_bind_text(&q, 7, complaint->service_id);
    query_bind_text(&q, 8, complaint->service_name);
    query_bind_text(&q, 9, complaint_reply_key(complaint->reply));
    query_bind_text(&q, 10, complaint_weight_key(complaint->weight));
    query_bind_text(&q, 11, complaint_state_key(complaint->state));
    query_bind_int(&q, 12, complaint->at_ms);
    query_bind_int(&q, 13, complaint->due_day);
    query_bind_int(&q, 14, complaint->notice_version);
    query_bind_blob(&q, 15, sealed->data, sealed->len);
    return query_run(&q, NULL, err);
}

bool complaint_store_last_seq(struct db *db, int64_t *out, struct err *err)
{
    static const char sql[] = "SELECT seq FROM complaint ORDER BY seq DESC LIMIT 1";
    bool has_row = false;
    AUTO_QUERY struct query q = query_begin(db, sql);

    if (!query_step(&q, &has_row, err))
        return false;
    *out = has_row ? query_int(&q, 0) : 0;
    return true;
}

bool complaint_store_find(struct db *db, const char *number, struct complaint *out, struct err *err)
{
    static const char sql[] = "SELECT " COMPLAINT_COLUMNS " FROM complaint WHERE number = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, number);
    return query_one(&q, "complaint of that number", err) && complaint_from_row(&q, out, err);
}

bool complaint_store_find_request(struct db *db, const struct uuid *request, struct complaint *out,
                                  struct err *err)
{
    static const char sql[] = "SELECT " COMPLAINT_COLUMNS " FROM complaint WHERE request = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, request);
    return query_one(&q, "complaint of that request", err) && complaint_from_row(&q, out, err);
}

bool complaint_store_find_after(struct db *db, int64_t after_seq, struct complaint *out,
                                int64_t *seq, struct err *err)
{
    static const char sql[] = "SELECT " COMPLAINT_COLUMNS ", seq FROM complaint WHERE seq > ?1 AND "
                              "length(words) > 0 ORDER BY seq LIMIT 1";
    enum { COLUMN_SEQ = COLUMN_COUNT };
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, after_seq);
    if (!query_one(&q, "later complaint", err))
        return false;
    *seq = query_int(&q, COLUMN_SEQ);
    return complaint_from_row(&q, out, err);
}

/* A number's order is the order of filing, whatever the clock did in between. No list sorts, and the
 * one of those that are open reads no other. */
#define COLUMNS_FROM "SELECT " COMPLAINT_COLUMNS " FROM complaint "
#define IN_STATES                                                                                  \
    "(?3 & CASE state WHEN 'received' THEN 1 WHEN 'in_progress' THEN 2 WHEN 'answered' THEN 4 "    \
    "ELSE 8 END) <> 0 "
#define IN_PERIOD "at >= ?1 AND at < ?2 "
#define IS_OVERDUE "(state <> 'answered' AND due_day > 0 AND due_day < ?4) "
#define LIST_EVER COLUMNS_FROM "NOT INDEXED WHERE " IN_STATES
#define LIST_PERIOD                                                                                \
    COLUMNS_FROM "NOT INDEXED WHERE seq BETWEEN (SELECT min(seq) FROM complaint WHERE " IN_PERIOD  \
                 ") AND (SELECT max(seq) FROM complaint WHERE " IN_PERIOD ") AND " IN_PERIOD       \
                 "AND " IN_STATES
#define LIST_OPEN                                                                                  \
    COLUMNS_FROM "INDEXED BY complaint_open WHERE state <> 'closed' AND " IN_STATES                \
                 "AND " IN_PERIOD "AND (?4 = 0 OR " IS_OVERDUE ") "
#define OLDEST_FIRST "ORDER BY seq LIMIT ?5 OFFSET ?6"
#define NEWEST_FIRST "ORDER BY seq DESC LIMIT ?5 OFFSET ?6"
static_assert(COMPLAINT_RECEIVED == 0 && COMPLAINT_IN_PROGRESS == 1 && COMPLAINT_ANSWERED == 2
                  && COMPLAINT_CLOSED == 3,
              "the lists' statements name the states by their bits");

static const char *list_statement(const struct complaint_range *range)
{
    static const char ever[2][sizeof LIST_EVER NEWEST_FIRST] = {LIST_EVER NEWEST_FIRST,
                                                                LIST_EVER OLDEST_FIRST};
    static const char period[2][sizeof LIST_PERIOD NEWEST_FIRST] = {LIST_PERIOD NEWEST_FIRST,
                                                                    LIST_PERIOD OLDEST_FIRST};
    static const char open[2][sizeof LIST_OPEN NEWEST_FIRST] = {LIST_OPEN NEWEST_FIRST,
                                                                LIST_OPEN OLDEST_FIRST};

    if (range->overdue_today > 0 || (range->states & 1U << COMPLAINT_CLOSED) == 0)
        return open[range->is_oldest_first];
    if (range->from_ms == INT64_MIN && range->until_ms == INT64_MAX)
        return ever[range->is_oldest_first];
    return period[range->is_oldest_first];
}

bool complaint_store_list(struct db *db, const struct complaint_range *range,
                          bool (*each)(void *context, const struct complaint *complaint),
                          void *context, struct err *err)
{
    struct complaint complaint;
    bool has_row = false;
    AUTO_QUERY struct query q = query_begin(db, list_statement(range));

    query_bind_int(&q, 1, range->from_ms);
    query_bind_int(&q, 2, range->until_ms);
    query_bind_int(&q, 3, range->states);
    query_bind_int(&q, 4, range->overdue_today);
    query_bind_int(&q, 5, range->most > 0 ? (int64_t)range->most : -1);
    query_bind_int(&q, 6, (int64_t)range->skip);
    while (query_step(&q, &has_row, err)) {
        if (!has_row)
            return true;
        if (!complaint_from_row(&q, &complaint, err))
            return false;
        if (!each(context, &complaint))
            return true;
    }
    return false;
}

/* The register keeps its rows, and they are numbered without a gap: those that are closed are told
 * by the numbers of the first and the last. */
bool complaint_store_count(struct db *db, int64_t today, int64_t by_state[COMPLAINT_STATE_COUNT],
                           int64_t *overdue, struct err *err)
{
    static const char sql[] =
        "SELECT sum(state = 'received'), sum(state = 'in_progress'), sum(state = 'answered'), "
        "sum(state <> 'answered' AND due_day > 0 AND due_day < ?1), (SELECT max(seq) FROM "
        "complaint) - (SELECT min(seq) FROM complaint) + 1 FROM complaint INDEXED BY "
        "complaint_open WHERE state <> 'closed'";
    enum { COUNT_OVERDUE = COMPLAINT_CLOSED, COUNT_ALL };
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, today);
    if (!query_one(&q, "answer", err))
        return false;
    by_state[COMPLAINT_CLOSED] = query_int(&q, COUNT_ALL);
    for (int state = COMPLAINT_RECEIVED; state < COMPLAINT_CLOSED; state++) {
        by_state[state] = query_int(&q, state);
        by_state[COMPLAINT_CLOSED] -= by_state[state];
    }
    *overdue = query_int(&q, COUNT_OVERDUE);
    return true;
}

static bool add_blob(struct query *q, struct text *out, struct err *err)
{
    uint8_t sealed[SEALED_MOST];

    if (!query_one(q, "complaint of that number", err))
        return false;
    text_add_bytes(out, sealed, query_blob(q, 0, sealed, sizeof sealed));
    return true;
}

bool complaint_store_words(struct db *db, const char *number, struct text *out, struct err *err)
{
    static const char sql[] = "SELECT words FROM complaint WHERE number = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, number);
    return add_blob(&q, out, err);
}

bool complaint_store_office_answer(struct db *db, const char *number, struct text *out,
                                   struct err *err)
{
    static const char sql[] = "SELECT office_answer FROM complaint WHERE number = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, number);
    return add_blob(&q, out, err);
}

static bool changed_one(struct query *q, const char *number, struct err *err)
{
    int64_t rows = 0;

    return query_run(q, &rows, err)
           && (rows > 0 || err_set(err, ERR_NOT_FOUND, "no complaint %s", number));
}

bool complaint_store_set_words(struct db *db, const char *number, const struct text *sealed,
                               struct err *err)
{
    static const char sql[] = "UPDATE complaint SET words = ?2 WHERE number = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, number);
    query_bind_blob(&q, 2, sealed->data, sealed->len);
    return changed_one(&q, number, err);
}

bool complaint_store_set_office_answer(struct db *db, const char *number, const void *letter,
                                       size_t len, struct err *err)
{
    static const char sql[] = "UPDATE complaint SET office_answer = ?2 WHERE number = ?1 AND "
                              "length(words) > 0";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, number);
    query_bind_blob(&q, 2, letter, len);
    return query_run(&q, NULL, err);
}

bool complaint_store_move(struct db *db, const struct complaint *complaint,
                          enum complaint_state from, struct err *err)
{
    static const char sql[] =
        "UPDATE complaint SET weight = ?2, state = ?3, answered_at = ?4, closed_at = ?5, "
        "officer = ?6, weighed_at = ?8, office_state = ?9 WHERE number = ?1 AND state = ?7";
    int64_t rows = 0;
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, complaint->number);
    query_bind_text(&q, 2, complaint_weight_key(complaint->weight));
    query_bind_text(&q, 3, complaint_state_key(complaint->state));
    query_bind_int(&q, 4, complaint->answered_ms);
    query_bind_int(&q, 5, complaint->closed_ms);
    query_bind_text(&q, 6, complaint->officer);
    query_bind_text(&q, 7, complaint_state_key(from));
    query_bind_int(&q, 8, complaint->weighed_ms);
    query_bind_text(&q, 9, complaint_state_key(complaint->office_state));
    if (!query_run(&q, &rows, err))
        return false;
    return rows > 0
           || err_set(err, ERR_BUSY, "complaint %s is not %s", complaint->number,
                      complaint_state_key(from));
}

bool complaint_store_date_closings(struct db *db, int64_t floor_ms, int64_t now_ms, int64_t *count,
                                   struct err *err)
{
    static const char sql[] =
        "UPDATE complaint INDEXED BY complaint_kept SET closed_at = ?2 WHERE state = 'closed' "
        "AND length(words) > 0 AND (closed_at < ?1 OR (closed_at < at AND at <= ?2))";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, floor_ms);
    query_bind_int(&q, 2, now_ms);
    return query_run(&q, count, err);
}

bool complaint_store_find_old(struct db *db, int64_t before_ms, struct complaint *out,
                              struct err *err)
{
    static const char sql[] =
        "SELECT " COMPLAINT_COLUMNS " FROM complaint INDEXED BY complaint_kept WHERE state = "
        "'closed' AND length(words) > 0 AND closed_at < ?1 ORDER BY closed_at LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, before_ms);
    return query_one(&q, "complaint that is old enough", err) && complaint_from_row(&q, out, err);
}

bool complaint_store_erase(struct db *db, const char *number, struct err *err)
{
    static const char sql[] =
        "UPDATE complaint SET words = x'', office_answer = x'' WHERE number = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, number);
    return changed_one(&q, number, err);
}
