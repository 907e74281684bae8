/* NDJSON lines to arrays (see ingest_batch.h). */
#include "office/ingest_batch.h"
#include "base/mem.h"
#include "office/pg_array.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A number takes 40 bits in a record's rank (sql/0003_project.sql); a time beyond the year 9999 is none. */
static const int64_t seq_most = ((int64_t)1 << 40) - 1;
static const int64_t at_most_ms = 253402300799999;

enum { SEQ, ID, KIND, SESSION, AT, QUALITY, REC, IS_BAD };
static_assert(IS_BAD + 1 == BATCH_ARRAYS, "one array a column");

static const enum pg_array_of kinds[BATCH_ARRAYS] = {
    [SEQ] = PG_INT8, [ID] = PG_UUID,      [KIND] = PG_TEXTS, [SESSION] = PG_UUID,
    [AT] = PG_INT8,  [QUALITY] = PG_INT2, [REC] = PG_BYTEA,  [IS_BAD] = PG_BOOL};

void batch_init(struct batch *batch, size_t most)
{
    *batch = (struct batch){.lines = mem_zalloc(most, sizeof *batch->lines)};
    for (size_t i = 0; i < BATCH_ARRAYS; i++)
        text_init(&batch->arrays[i], SIZE_MAX / 2); /* bounded by the body that is read */
}

void batch_clear(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        push_line_clear(&batch->lines[i]);
    free(batch->lines);
    for (size_t i = 0; i < BATCH_ARRAYS; i++)
        text_clear(&batch->arrays[i]);
    *batch = (struct batch){0};
}

static enum batch_fault read_line(struct batch *batch, size_t most, const char *line, size_t len)
{
    struct push_line *into = &batch->lines[batch->count];
    struct err err;

    if (batch->count == most || len > PUSH_LINE_BYTES)
        return BATCH_TOO_LARGE;
    if (!push_read_line_quickly(into, line, len, &err))
        return BATCH_FRAME;
    batch->count++;
    if (into->seq > seq_most || (batch->count > 1 && into->seq <= into[-1].seq))
        return BATCH_UNUSABLE;
    return BATCH_GOOD;
}

enum batch_fault batch_read(struct batch *batch, size_t most, const char *body, size_t len)
{
    const char *end = body + len;

    while (body < end) {
        const char *line_end = memchr(body, '\n', (size_t)(end - body));
        enum batch_fault fault;

        if (!line_end)
            return BATCH_FRAME; /* cut short: the last line may be half of one */
        fault = read_line(batch, most, body, (size_t)(line_end - body));
        if (fault != BATCH_GOOD)
            return fault;
        body = line_end + 1;
    }
    return batch->count > 0 ? BATCH_GOOD : BATCH_UNUSABLE;
}

static void add_line(struct text *arrays, const struct push_line *line)
{
    pg_array_add_int8(&arrays[SEQ], line->seq);
    pg_array_add_uuid(&arrays[ID], &line->id);
    pg_array_add_bytes(&arrays[KIND], line->kind, strlen(line->kind));
    if (uuid_is_nil(&line->session))
        pg_array_add_null(&arrays[SESSION]);
    else
        pg_array_add_uuid(&arrays[SESSION], &line->session);
    if (line->at_ms > 0 && line->at_ms <= at_most_ms)
        pg_array_add_int8(&arrays[AT], line->at_ms);
    else
        pg_array_add_null(&arrays[AT]);
    pg_array_add_int2(&arrays[QUALITY], line->quality);
    pg_array_add_bytes(&arrays[REC], line->rec, line->rec_len);
    pg_array_add_bool(&arrays[IS_BAD], line->is_quarantined);
}

void batch_fill(struct batch *batch, size_t first, size_t count)
{
    for (size_t i = 0; i < BATCH_ARRAYS; i++) {
        batch->arrays[i].len = 0;
        pg_array_begin(&batch->arrays[i], kinds[i], count);
    }
    for (size_t i = first; i < first + count; i++)
        add_line(batch->arrays, &batch->lines[i]);
}

enum { TRIES = 3 /* of a transaction that came in another one's way */ };

static bool store_some(struct batch *batch, batch_store_fn *store, void *context,
                       struct push_reply *answer, size_t first, size_t count, struct err *err)
{
    for (int i = 0; i < TRIES; i++) {
        if (store(context, answer, batch, first, count, err))
            return true;
        if (err->code != ERR_BUSY)
            return false;
    }
    return false;
}

/* One record that the database cannot hold must not keep the others away: each goes alone, and the one
 * that fails is kept as bytes. */
static bool store_singly(struct batch *batch, batch_store_fn *store, void *context,
                         struct push_reply *answer, struct err *err)
{
    for (size_t i = 0; i < batch->count; i++) {
        if (store_some(batch, store, context, answer, i, 1, err))
            continue;
        if (err->code != ERR_CORRUPT || batch->lines[i].is_quarantined)
            return false;
        push_line_quarantine(&batch->lines[i]);
        if (!store_some(batch, store, context, answer, i, 1, err))
            return false;
    }
    return true;
}

bool batch_store(struct batch *batch, batch_store_fn *store, void *context,
                 struct push_reply *answer, struct err *err)
{
    if (store_some(batch, store, context, answer, 0, batch->count, err))
        return true;
    if (err->code != ERR_CORRUPT || batch->count == 0)
        return false;
    *answer = (struct push_reply){0};
    return store_singly(batch, store, context, answer, err);
}
