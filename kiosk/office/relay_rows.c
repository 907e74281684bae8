/* Calls of the relay's functions (see relay_rows.h). */
#include "office/relay_rows.h"
#include "base/mem.h"
#include "office/pg_array.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { WITHHELD_ARRAYS = 4 };

static void fill_withheld(struct text arrays[WITHHELD_ARRAYS], const struct relay_part *part)
{
    static const enum pg_array_of kinds[WITHHELD_ARRAYS] = {PG_INT8, PG_UUID, PG_TEXTS, PG_BYTEA};

    for (size_t i = 0; i < WITHHELD_ARRAYS; i++) {
        text_init(&arrays[i], SIZE_MAX / 2);
        pg_array_begin(&arrays[i], kinds[i], part->withheld_count);
    }
    for (size_t i = 0; i < part->withheld_count; i++) {
        const struct relay_withheld *record = &part->withheld[i];

        pg_array_add_int8(&arrays[0], record->seq);
        pg_array_add_uuid(&arrays[1], &record->id);
        pg_array_add_bytes(&arrays[2], record->kind, strlen(record->kind));
        pg_array_add_bytes(&arrays[3], record->sha, sizeof record->sha);
    }
}

bool relay_store(struct pg *pg, struct push_reply *out, const struct caller *sender,
                 const struct relay_part *part, struct batch *batch, size_t first, size_t count,
                 struct err *err)
{
    static const char sql[] =
        "SELECT contiguous, chain, gaps, server_ms, office.api_incarnation(incarnation), NULL, "
        "letters FROM office.api_relay($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
        "$13, $14, $15, $16, $17, $18, $19, $20)";
    struct text withheld[WITHHELD_ARRAYS];
    char kiosk[UUID_TEXT];
    char stream[UUID_TEXT];
    AUTO_FREE char *chain_seq = mem_format("%" PRId64, part->chain_seq);
    struct pg_param params[8 + BATCH_ARRAYS + WITHHELD_ARRAYS] = {
        PG_TEXT(sender->kiosk), PG_TEXT(sender->serial), PG_TEXT(kiosk),
        PG_TEXT(part->device),  PG_TEXT(stream),         PG_TEXT(part->name)};
    bool is_stored;

    uuid_format(&part->kiosk, kiosk);
    uuid_format(&part->stream, stream);
    batch_fill(batch, first, count);
    fill_withheld(withheld, part);
    for (size_t i = 0; i < BATCH_ARRAYS; i++)
        params[6 + i] = pg_array_end(&batch->arrays[i]);
    if (part->has_chain) {
        params[6 + BATCH_ARRAYS] = PG_TEXT(chain_seq);
        params[7 + BATCH_ARRAYS] =
            (struct pg_param){.text = (const char *)part->chain, .len = sizeof part->chain};
    }
    for (size_t i = 0; i < WITHHELD_ARRAYS; i++)
        params[8 + BATCH_ARRAYS + i] = pg_array_end(&withheld[i]);
    is_stored = ingest_ask_store(pg, out, sql, params, ARRAY_LEN(params), batch, first, count, err);
    for (size_t i = 0; i < WITHHELD_ARRAYS; i++)
        text_clear(&withheld[i]);
    return is_stored;
}

enum { KIOSK, DEVICE, STREAM, NAME, CONTIGUOUS, CHAIN, SEQ, ID, KIND, SHA, REC };

/* bytea of a fixed length, as "\x…" */
static bool read_hash(uint8_t out[32], const struct pg_rows *rows, size_t row, int column)
{
    const char *text = pg_text(rows, row, column);

    return strncmp(text, "\\x", 2) == 0 && id_parse_hex(out, 32, text + 2);
}

static bool read_head(struct relay_part *part, const struct pg_rows *rows, size_t row,
                      struct err *err)
{
    *part = (struct relay_part){0};
    if (!pg_uuid(rows, row, KIOSK, &part->kiosk) || !pg_uuid(rows, row, STREAM, &part->stream)
        || !text_copy(part->device, sizeof part->device, pg_text(rows, row, DEVICE))
        || !text_copy(part->name, sizeof part->name, pg_text(rows, row, NAME)))
        return err_set(err, ERR_IO, "database: a stream to relay cannot be read");
    part->has_chain = read_hash(part->chain, rows, row, CHAIN);
    part->chain_seq = pg_int(rows, row, CONTIGUOUS);
    part->has_chain = part->has_chain && part->chain_seq > 0;
    return true;
}

static bool add_withheld(struct relay_part *part, const struct pg_rows *rows, size_t row,
                         struct err *err)
{
    struct relay_withheld *record = &part->withheld[part->withheld_count];

    record->seq = pg_int(rows, row, SEQ);
    (void)text_copy(record->kind, sizeof record->kind, pg_text(rows, row, KIND));
    if (!pg_uuid(rows, row, ID, &record->id) || !read_hash(record->sha, rows, row, SHA))
        return err_set(err, ERR_IO, "database: a record to relay cannot be read");
    part->withheld_count++;
    return true;
}

static bool add_line(struct text *lines, const struct pg_rows *rows, size_t row, struct err *err)
{
    AUTO_TEXT struct text rec = {0};

    text_init(&rec, PUSH_LINE_BYTES);
    if (!pg_bytes(rows, row, REC, &rec))
        return err_set(err, ERR_IO, "database: a record to relay is too long");
    push_write_line(lines, pg_int(rows, row, SEQ), rec.data, rec.len);
    return true;
}

static bool is_of(const struct pg_rows *rows, size_t row, size_t first)
{
    return strcmp(pg_text(rows, row, KIOSK), pg_text(rows, first, KIOSK)) == 0
           && strcmp(pg_text(rows, row, STREAM), pg_text(rows, first, STREAM)) == 0;
}

/* The rows of one stream from `*row` on, as far as they find room. */
static bool add_part(struct relay_bundle *out, const struct pg_rows *rows, size_t *row,
                     struct err *err)
{
    AUTO_FREE struct relay_part *part = mem_zalloc(1, sizeof *part);
    AUTO_TEXT struct text lines = {0};
    struct relay_sent *sent = &out->parts[out->count];
    size_t first = *row;

    text_init(&lines, RELAY_BYTES);
    if (!read_head(part, rows, first, err))
        return false;
    *sent = (struct relay_sent){.kiosk = part->kiosk, .stream = part->stream};
    for (; *row < pg_count(rows) && is_of(rows, *row, first); ++*row) {
        bool is_bare = pg_is_null(rows, *row, REC);

        if (sent->count == PUSH_LINES || out->records == out->most
            || out->body.len + lines.len > RELAY_BYTES / 2)
            continue; /* later */
        if (!(is_bare ? add_withheld(part, rows, *row, err) : add_line(&lines, rows, *row, err)))
            return false;
        part->lines += is_bare ? 0 : 1;
        sent->is_withheld[sent->count] = is_bare;
        sent->seqs[sent->count++] = pg_int(rows, *row, SEQ);
        out->records++;
    }
    if (sent->count == 0)
        return true;
    relay_write_part(&out->body, part);
    text_add_bytes(&out->body, lines.data, lines.len);
    out->count++;
    return !out->body.overflow || err_set(err, ERR_FULL, "a bundle is over %d bytes", RELAY_BYTES);
}

bool relay_load(struct pg *pg, struct relay_bundle *out, struct err *err)
{
    static const char sql[] =
        "SELECT kiosk_id, device, stream_id, name, contiguous, chain, seq, id, "
        "kind, sha, rec FROM office.relay_next()";
    AUTO_ROWS struct pg_rows *rows = NULL;
    size_t row = 0;

    out->count = 0;
    out->records = 0;
    out->body.len = 0;
    if (!pg_query(pg, &rows, sql, NULL, 0, err))
        return false;
    while (row < pg_count(rows) && out->count < RELAY_PARTS && out->records < out->most) {
        if (!add_part(out, rows, &row, err))
            return false;
    }
    return true;
}

/* Of a record that came with its bytes; both are in rising order. */
static enum push_ack ack_of(const struct push_reply *answer, size_t *at, int64_t seq)
{
    while (*at < answer->ack_count && answer->acks[*at].seq < seq)
        ++*at;
    return *at < answer->ack_count && answer->acks[*at].seq == seq ? answer->acks[*at].ack
                                                                   : PUSH_UNKNOWN;
}

static bool is_missing(const struct push_reply *answer, int64_t seq)
{
    for (size_t i = 0; i < answer->gap_count; i++) {
        if (answer->gaps[i].from <= seq && seq <= answer->gaps[i].to)
            return true;
    }
    return false;
}

void relay_settle(struct relay_sent *sent, const struct push_reply *answer, size_t *out_conflicts)
{
    size_t count = 0;
    size_t at = 0;

    *out_conflicts = 0;
    for (size_t i = 0; i < sent->count; i++) {
        enum push_ack ack = sent->is_withheld[i] ? PUSH_STORED : ack_of(answer, &at, sent->seqs[i]);

        if (ack == PUSH_CONFLICT)
            ++*out_conflicts;
        if (ack == PUSH_CONFLICT || ack == PUSH_UNKNOWN || is_missing(answer, sent->seqs[i]))
            continue;
        sent->is_withheld[count] = sent->is_withheld[i];
        sent->seqs[count++] = sent->seqs[i];
    }
    sent->count = count;
}

bool relay_note(struct pg *pg, const struct relay_sent *sent, const struct push_reply *answer,
                struct err *err)
{
    static const char sql[] = "SELECT office.relay_done($1, $2, $3, $4)";
    AUTO_TEXT struct text seqs = {0};
    AUTO_TEXT struct text gaps = {0};
    char kiosk[UUID_TEXT];
    char stream[UUID_TEXT];

    uuid_format(&sent->kiosk, kiosk);
    uuid_format(&sent->stream, stream);
    text_init(&seqs, SIZE_MAX / 2);
    text_init(&gaps, SIZE_MAX / 2);
    pg_array_begin(&seqs, PG_INT8, sent->count);
    for (size_t i = 0; i < sent->count; i++)
        pg_array_add_int8(&seqs, sent->seqs[i]);
    text_add(&gaps, "{");
    for (size_t i = 0; i < answer->gap_count; i++)
        text_addf(&gaps, "%s{%" PRId64 ",%" PRId64 "}", i > 0 ? "," : "", answer->gaps[i].from,
                  answer->gaps[i].to);
    text_add(&gaps, "}");
    const struct pg_param params[] = {PG_TEXT(kiosk), PG_TEXT(stream), pg_array_end(&seqs),
                                      PG_TEXT(gaps.data)};
    return pg_run(pg, sql, params, ARRAY_LEN(params), err);
}

bool relay_note_refusal(struct pg *pg, const struct relay_sent *sent, struct err *err)
{
    static const char sql[] = "SELECT office.relay_refused($1, $2)";
    char kiosk[UUID_TEXT];
    char stream[UUID_TEXT];
    const struct pg_param params[] = {PG_TEXT(kiosk), PG_TEXT(stream)};

    uuid_format(&sent->kiosk, kiosk);
    uuid_format(&sent->stream, stream);
    return pg_run(pg, sql, params, ARRAY_LEN(params), err);
}

bool relay_meet(struct pg *pg, const struct uuid *incarnation, bool *out_forgot, struct err *err)
{
    static const char sql[] = "SELECT office.relay_meets($1)";
    AUTO_ROWS struct pg_rows *rows = NULL;
    char text[UUID_TEXT];
    const struct pg_param params[] = {PG_TEXT(text)};

    uuid_format(incarnation, text);
    if (!pg_query(pg, &rows, sql, params, ARRAY_LEN(params), err))
        return false;
    *out_forgot = pg_bool(rows, 0, 0);
    return true;
}
