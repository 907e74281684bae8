/* Calls of the functions that kiosks reach (see ingest_rows.h). */
#include "office/ingest_rows.h"
#include "base/mem.h"
#include "office/pg_array.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define LOG_AREA "ingest"
#include "base/log.h"

bool ingest_check_durable(struct pg *pg, struct err *err)
{
    static const char sql[] =
        "SELECT name FROM pg_settings WHERE (name IN ('fsync', 'full_page_writes') AND setting = "
        "'off') OR (name = 'synchronous_commit' AND setting NOT IN ('on', 'remote_apply'))";
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows, sql, NULL, 0, err))
        return false;
    if (pg_count(rows) == 0)
        return true;
    return err_set(
        err, ERR_INVALID,
        "the database's %s is not on: what kiosks were told is stored would be lost in a "
        "power cut or a failover. Turn it on in postgresql.conf",
        pg_text(rows, 0, 0));
}

/* "{{5,6},{9,9}}" */
static bool read_gaps(struct push_reply *out, const char *text)
{
    const char *at = text;

    out->gap_count = 0;
    while ((at = strpbrk(at, "0123456789")) != NULL) {
        struct push_gap *gap;
        char *end;

        if (out->gap_count == PUSH_GAPS)
            return false;
        gap = &out->gaps[out->gap_count++];
        gap->from = strtoll(at, &end, 10);
        if (*end != ',')
            return false;
        gap->to = strtoll(end + 1, &end, 10);
        at = end;
    }
    return true;
}

enum { CONTIGUOUS, CHAIN, GAPS, SERVER_MS, INCARNATION, HEAD, LETTERS };

static bool read_state(struct push_reply *out, const struct pg_rows *rows, struct err *err)
{
    out->contiguous = pg_int(rows, 0, CONTIGUOUS);
    out->has_chain = !pg_is_null(rows, 0, CHAIN);
    out->server_ms = pg_int(rows, 0, SERVER_MS);
    out->has_head = !pg_is_null(rows, 0, HEAD);
    out->head = out->has_head ? pg_int(rows, 0, HEAD) : 0;
    if ((out->has_chain && !id_parse_hex(out->chain, sizeof out->chain, pg_text(rows, 0, CHAIN)))
        || !read_gaps(out, pg_text(rows, 0, GAPS))
        || !pg_uuid(rows, 0, INCARNATION, &out->incarnation))
        return err_set(err, ERR_IO, "database: a stream's state cannot be read");
    return true;
}

static enum push_ack ack_of(char letter)
{
    static const struct {
        char letter;
        enum push_ack ack;
    } acks[] = {
        {'s', PUSH_STORED}, {'d', PUSH_DUPLICATE}, {'q', PUSH_QUARANTINED}, {'c', PUSH_CONFLICT}};

    for (size_t i = 0; i < ARRAY_LEN(acks); i++) {
        if (acks[i].letter == letter)
            return acks[i].ack;
    }
    return PUSH_UNKNOWN;
}

bool ingest_ask_store(struct pg *pg, struct push_reply *out, const char *sql,
                      const struct pg_param *params, size_t param_count, const struct batch *batch,
                      size_t first, size_t count, struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;
    const char *letters;

    if (!pg_query(pg, &rows, sql, params, param_count, err) || !read_state(out, rows, err))
        return false;
    letters = pg_text(rows, 0, LETTERS);
    if (strlen(letters) != count)
        return err_set(err, ERR_IO, "database: %zu answers for %zu records", strlen(letters),
                       count);
    for (size_t i = 0; i < count; i++) {
        out->acks[out->ack_count].seq = batch->lines[first + i].seq;
        out->acks[out->ack_count++].ack = ack_of(letters[i]);
    }
    return true;
}

bool ingest_store(struct pg *pg, struct push_reply *out, const struct caller *caller,
                  const struct batch_head *head, struct batch *batch, size_t first, size_t count,
                  struct err *err)
{
    static const char sql[] =
        "SELECT contiguous, chain, gaps, server_ms, office.api_incarnation(incarnation), "
        "office.api_head($1, $3), letters FROM office.api_ingest($1, $2, $3, $4, $5, $6, $7, $8, "
        "$9, $10, $11, $12, $13, $14)";
    AUTO_FREE char *claim_seq = mem_format("%" PRId64, head->claim_seq);
    struct pg_param params[6 + BATCH_ARRAYS] = {PG_TEXT(caller->kiosk), PG_TEXT(caller->serial),
                                                PG_TEXT(head->stream), PG_TEXT(head->name)};

    batch_fill(batch, first, count);
    for (size_t i = 0; i < BATCH_ARRAYS; i++)
        params[4 + i] = pg_array_end(&batch->arrays[i]);
    if (head->has_claim) {
        params[4 + BATCH_ARRAYS] = PG_TEXT(claim_seq);
        params[5 + BATCH_ARRAYS] =
            (struct pg_param){.text = (const char *)head->claim, .len = sizeof head->claim};
    }
    return ingest_ask_store(pg, out, sql, params, ARRAY_LEN(params), batch, first, count, err);
}

bool ingest_stream(struct pg *pg, struct push_reply *out, const struct caller *caller,
                   const char *stream, struct err *err)
{
    static const char sql[] = "SELECT contiguous, chain, gaps, server_ms, "
                              "office.api_incarnation(incarnation), office.api_head($1, $3) FROM "
                              "office.api_stream($1, $2, $3)";
    AUTO_ROWS struct pg_rows *rows = NULL;
    const struct pg_param params[] = {PG_TEXT(caller->kiosk), PG_TEXT(caller->serial),
                                      PG_TEXT(stream)};

    return pg_query(pg, &rows, sql, params, ARRAY_LEN(params), err) && read_state(out, rows, err);
}

bool ingest_catalogue(struct pg *pg, struct text *out_file, char out_tag[80], bool *out_same,
                      const struct caller *caller, const char *name, const char *known_tag,
                      struct err *err)
{
    static const char sql[] = "SELECT tag, file FROM office.api_catalogue($1, $2, $3, $4)";
    AUTO_ROWS struct pg_rows *rows = NULL;
    const struct pg_param params[] = {PG_TEXT(caller->kiosk), PG_TEXT(caller->serial),
                                      PG_TEXT(name), PG_TEXT(known_tag)};

    if (!pg_query(pg, &rows, sql, params, ARRAY_LEN(params), err))
        return false;
    if (pg_is_null(rows, 0, 0))
        return err_set(err, ERR_NOT_FOUND, "there is no catalogue of this name");
    *out_same = pg_is_null(rows, 0, 1);
    if (!text_copy(out_tag, 80, pg_text(rows, 0, 0)))
        return err_set(err, ERR_IO, "the tag of catalogue %s is too long", name);
    return *out_same || pg_bytes(rows, 0, 1, out_file)
           || err_set(err, ERR_IO, "the file of catalogue %s is too long", name);
}

bool ingest_heartbeat(struct pg *pg, struct heartbeat_reply *out, const struct caller *caller,
                      const char *body, struct err *err)
{
    static const char sql[] = "SELECT server_ms, office.api_incarnation(incarnation), decisions "
                              "FROM office.api_heartbeat($1, $2, $3)";
    AUTO_ROWS struct pg_rows *rows = NULL;
    const struct pg_param params[] = {PG_TEXT(caller->kiosk), PG_TEXT(caller->serial),
                                      PG_TEXT(body)};

    if (!pg_query(pg, &rows, sql, params, ARRAY_LEN(params), err))
        return false;
    out->server_ms = pg_int(rows, 0, 0);
    out->decisions = pg_int(rows, 0, 2);
    return pg_uuid(rows, 0, 1, &out->incarnation)
           || err_set(err, ERR_IO, "database: the incarnation cannot be read");
}

enum {
    DECISION_SEQ,
    DECISION_NUMBER,
    DECISION_ACT,
    DECISION_WEIGHT,
    DECISION_AT,
    DECISION_SEALED,
    DECISION_HEAD,
    DECISION_SERVER_MS,
    DECISION_INCARNATION
};

static bool read_letter(struct decision *out, const struct pg_rows *rows, size_t row)
{
    AUTO_TEXT struct text letter = {0};

    if (pg_is_null(rows, row, DECISION_SEALED))
        return true;
    text_init(&letter, sizeof out->letter + 1);
    if (!pg_bytes(rows, row, DECISION_SEALED, &letter) || letter.len > sizeof out->letter)
        return false;
    memcpy(out->letter, letter.data, letter.len);
    out->letter_len = letter.len;
    return true;
}

static bool read_decision(struct decision *out, const struct pg_rows *rows, size_t row)
{
    int act = complaint_find_key(KEYS_ACT, pg_text(rows, row, DECISION_ACT));
    int weight = complaint_find_key(KEYS_WEIGHT, pg_text(rows, row, DECISION_WEIGHT));

    *out = (struct decision){
        .seq = pg_int(rows, row, DECISION_SEQ),
        .is_known = true,
        .what = {.act = act < 0 ? COMPLAINT_CLOSE : (enum complaint_act)act,
                 .weight = weight < 0 ? WEIGHT_NOT_SET : (enum complaint_weight)weight,
                 .at_ms = pg_int(rows, row, DECISION_AT)},
    };
    return act >= 0 && weight >= 0
           && text_copy(out->what.number, sizeof out->what.number,
                        pg_text(rows, row, DECISION_NUMBER))
           && read_letter(out, rows, row);
}

bool ingest_decisions(struct pg *pg, struct decisions *out, const struct caller *caller,
                      int64_t after, struct err *err)
{
    static const char sql[] = "SELECT seq, number, act, weight, at_ms, letter, head, server_ms, "
                              "office.api_incarnation(incarnation) "
                              "FROM office.api_decisions($1, $2, $3, $4)";
    AUTO_ROWS struct pg_rows *rows = NULL;
    AUTO_FREE char *beyond = mem_format("%" PRId64, after);
    AUTO_FREE char *most = mem_format("%d", DECISIONS_MOST);
    const struct pg_param params[] = {PG_TEXT(caller->kiosk), PG_TEXT(caller->serial),
                                      PG_TEXT(beyond), PG_TEXT(most)};

    if (!pg_query(pg, &rows, sql, params, ARRAY_LEN(params), err))
        return false;
    size_t count = pg_count(rows);
    out->count = 0;
    if (count == 0 || count > DECISIONS_MOST
        || !pg_uuid(rows, 0, DECISION_INCARNATION, &out->incarnation))
        return err_set(err, ERR_IO, "database: a kiosk's decisions cannot be read");
    out->head = pg_int(rows, 0, DECISION_HEAD);
    out->server_ms = pg_int(rows, 0, DECISION_SERVER_MS);
    if (pg_is_null(rows, 0, DECISION_SEQ))
        return true;
    for (; out->count < count; out->count++) {
        struct decision *decision = &out->items[out->count];

        if (read_decision(decision, rows, out->count))
            continue;
        *decision = (struct decision){.seq = pg_int(rows, out->count, DECISION_SEQ)};
        log_error("database: decision %" PRId64
                  " of kiosk %s cannot be read; the kiosk goes on behind it",
                  decision->seq, caller->kiosk);
    }
    return true;
}
