/* Rows of stream and outbox, and the chain of hashes through them. */
#include "store/outbox_store.h"
#include "store/query.h"
#include "base/text.h"
#include <inttypes.h>
#include <string.h>

enum { SHA_BYTES = 32 };

bool stream_store_find(struct db *db, const char *name, struct stream *out, struct err *err)
{
    static const char sql[] = "SELECT id, previous, previous_seq, head_seq, head_chain FROM stream "
                              "WHERE name = ?1 AND closed_at = 0";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, name);
    if (!query_one(&q, "open stream", err))
        return false;
    *out = (struct stream){.id = query_uuid(&q, 0),
                           .previous = query_uuid(&q, 1),
                           .previous_seq = query_int(&q, 2),
                           .head_seq = query_int(&q, 3)};
    query_blob(&q, 4, out->head_chain, sizeof out->head_chain);
    return true;
}

bool stream_store_add(struct db *db, const char *name, const struct stream *stream,
                      int64_t opened_at_ms, struct err *err)
{
    static const char sql[] =
        "INSERT INTO stream (id, name, previous, previous_seq, opened_at, head_seq, head_chain) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, &stream->id);
    query_bind_text(&q, 2, name);
    query_bind_uuid(&q, 3, &stream->previous);
    query_bind_int(&q, 4, stream->previous_seq);
    query_bind_int(&q, 5, opened_at_ms);
    query_bind_int(&q, 6, stream->head_seq);
    query_bind_blob(&q, 7, stream->head_chain, sizeof stream->head_chain);
    return query_run(&q, NULL, err);
}

/* SHA256(previous chain || seq as 8 bytes, big endian || rec) */
static void chain_next(uint8_t out[SHA_BYTES], const uint8_t previous[SHA_BYTES], int64_t seq,
                       const void *rec, size_t rec_len)
{
    uint8_t head[SHA_BYTES + 8];

    memcpy(head, previous, SHA_BYTES);
    for (int i = 0; i < 8; i++)
        head[SHA_BYTES + i] = (uint8_t)((uint64_t)seq >> (56 - 8 * i));
    id_sha256(out, head, sizeof head, rec, rec_len);
}

bool outbox_store_add(struct db *db, struct stream *stream, const struct outbox_record *record,
                      struct err *err)
{
    static const char sql[] =
        "INSERT INTO outbox (stream, seq, id, kind, rec, sha, chain) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6, ?7)"; /* a trigger moves the stream's head */
    uint8_t sha[SHA_BYTES];
    uint8_t chain[SHA_BYTES];
    int64_t seq = stream->head_seq + 1;
    AUTO_QUERY struct query q = query_begin(db, sql);

    id_sha256(sha, record->rec, record->rec_len, NULL, 0);
    chain_next(chain, stream->head_chain, seq, record->rec, record->rec_len);
    query_bind_uuid(&q, 1, &stream->id);
    query_bind_int(&q, 2, seq);
    query_bind_uuid(&q, 3, &record->id);
    query_bind_text(&q, 4, record->kind);
    query_bind_blob(&q, 5, record->rec, record->rec_len);
    query_bind_blob(&q, 6, sha, sizeof sha);
    query_bind_blob(&q, 7, chain, sizeof chain);
    if (!query_run(&q, NULL, err))
        return false;
    stream->head_seq = seq;
    memcpy(stream->head_chain, chain, sizeof chain);
    return true;
}

/* What the walk through a stream's tail carries from row to row. */
struct tail {
    struct uuid stream;
    bool has_row;
    int64_t seq;
    uint8_t chain[SHA_BYTES];
};

static bool check_row(struct tail *tail, const struct query *q, struct err *err)
{
    uint8_t sha[SHA_BYTES];
    uint8_t chain[SHA_BYTES];
    uint8_t stored_sha[SHA_BYTES];
    uint8_t stored_chain[SHA_BYTES];
    int64_t seq = query_int(q, 0);
    const void *rec = sqlite3_column_blob(q->statement, 1);
    size_t rec_len = (size_t)sqlite3_column_bytes(q->statement, 1);

    id_sha256(sha, rec, rec_len, NULL, 0);
    query_blob(q, 2, stored_sha, sizeof stored_sha);
    query_blob(q, 3, stored_chain, sizeof stored_chain);
    if (memcmp(sha, stored_sha, sizeof sha) != 0)
        return err_set(err, ERR_CORRUPT, "outbox %" PRId64 ": the record does not match its hash",
                       seq);
    /* The first row that is read follows one outside the tail; from number 1 all is known. */
    if (tail->has_row || seq == 1) {
        if (seq != tail->seq + 1)
            return err_set(err, ERR_CORRUPT, "outbox: %" PRId64 " follows %" PRId64, seq,
                           tail->seq);
        chain_next(chain, tail->chain, seq, rec, rec_len);
        if (memcmp(chain, stored_chain, sizeof chain) != 0)
            return err_set(err, ERR_CORRUPT, "outbox %" PRId64 ": the chain is broken", seq);
    }
    tail->has_row = true;
    tail->seq = seq;
    memcpy(tail->chain, stored_chain, sizeof stored_chain);
    return true;
}

static bool check_tail(struct db *db, const struct stream *stream, int rows, struct err *err)
{
    static const char sql[] = "SELECT seq, rec, sha, chain FROM outbox WHERE stream = ?1 AND "
                              "seq > ?2 ORDER BY seq";
    AUTO_QUERY struct query q = query_begin(db, sql);
    struct tail tail = {.stream = stream->id};
    bool has_row = true;

    query_bind_uuid(&q, 1, &stream->id);
    query_bind_int(&q, 2, stream->head_seq - rows);
    while (has_row) {
        if (!query_step(&q, &has_row, err) || (has_row && !check_row(&tail, &q, err)))
            return false;
    }
    /* A stream whose rows were all acknowledged and removed has nothing to compare. */
    if (!tail.has_row)
        return true;
    return (tail.seq == stream->head_seq
            && memcmp(tail.chain, stream->head_chain, sizeof tail.chain) == 0)
           || err_set(err, ERR_CORRUPT, "outbox ends at %" PRId64 ", its stream says %" PRId64,
                      tail.seq, stream->head_seq);
}

bool outbox_store_check(struct db *db, int rows, struct err *err)
{
    static const char sql[] =
        "SELECT id, head_seq, head_chain FROM stream WHERE closed_at = 0 ORDER BY name";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    while (has_row) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            return true;
        struct stream stream = {.id = query_uuid(&q, 0), .head_seq = query_int(&q, 1)};
        query_blob(&q, 2, stream.head_chain, sizeof stream.head_chain);
        if (!check_tail(db, &stream, rows, err))
            return false;
    }
    return true;
}
