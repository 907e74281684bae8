/* An office in memory. */
#include "support/fake_office.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fake_office *fake_office_new(int64_t now_ms)
{
    struct fake_office *office = mem_zalloc(1, sizeof *office);

    office->incarnation = uuid_v4();
    office->now_ms = now_ms;
    return office;
}

void fake_office_free(struct fake_office *office)
{
    for (size_t i = 0; office && i < office->count; i++) {
        for (int64_t seq = 1; seq <= office->streams[i]->head; seq++)
            free(office->streams[i]->records[seq].rec);
        free(office->streams[i]);
    }
    free(office);
}

static char *copy_bytes(const char *bytes, size_t len)
{
    char *copy = mem_zalloc(1, len + 1);

    memcpy(copy, bytes, len);
    return copy;
}

struct fake_office *fake_office_copy(const struct fake_office *office)
{
    struct fake_office *copy = fake_office_new(office->now_ms);

    copy->incarnation = office->incarnation;
    copy->count = office->count;
    for (size_t i = 0; i < office->count; i++) {
        copy->streams[i] = mem_zalloc(1, sizeof *copy->streams[i]);
        *copy->streams[i] = *office->streams[i];
        for (int64_t seq = 1; seq <= copy->streams[i]->head; seq++) {
            struct fake_record *record = &copy->streams[i]->records[seq];
            if (record->is_there)
                record->rec = copy_bytes(record->rec, record->rec_len);
        }
    }
    return copy;
}

static struct fake_stream *find(struct fake_office *office, const struct uuid *id)
{
    for (size_t i = 0; i < office->count; i++) {
        if (uuid_equal(&office->streams[i]->id, id))
            return office->streams[i];
    }
    assert_true(office->count < FAKE_STREAMS);
    struct fake_stream *stream = mem_zalloc(1, sizeof *stream);
    stream->id = *id;
    office->streams[office->count++] = stream;
    return stream;
}

static bool is_known(const struct fake_office *office, const struct uuid *id, const uint8_t sha[32])
{
    for (size_t i = 0; i < office->count; i++) {
        for (int64_t seq = 1; seq <= office->streams[i]->head; seq++) {
            const struct fake_record *record = &office->streams[i]->records[seq];
            if (record->is_there && uuid_equal(&record->id, id)
                && memcmp(record->sha, sha, sizeof record->sha) == 0)
                return true;
        }
    }
    return false;
}

static enum push_ack take(struct fake_office *office, struct fake_stream *stream,
                          const struct push_line *line)
{
    struct fake_record *record;
    uint8_t sha[32];

    assert_in_range(line->seq, 1, FAKE_RECORDS);
    record = &stream->records[line->seq];
    id_sha256(sha, line->rec, line->rec_len, NULL, 0);
    if (record->is_there) {
        bool is_same = uuid_equal(&record->id, &line->id) && memcmp(record->sha, sha, 32) == 0;
        return is_same ? PUSH_DUPLICATE : PUSH_CONFLICT;
    }
    bool was_known = is_known(office, &line->id, sha);
    *record = (struct fake_record){.is_there = true,
                                   .is_elsewhere = was_known,
                                   .id = line->id,
                                   .rec = copy_bytes(line->rec, line->rec_len),
                                   .rec_len = line->rec_len};
    memcpy(record->sha, sha, sizeof sha);
    if (line->seq > stream->head)
        stream->head = line->seq;
    return was_known ? PUSH_DUPLICATE : PUSH_STORED;
}

static void add_gap(struct push_reply *out, int64_t seq)
{
    struct push_gap *last = out->gap_count > 0 ? &out->gaps[out->gap_count - 1] : NULL;

    if (last && last->to == seq - 1)
        last->to = seq;
    else if (out->gap_count < PUSH_GAPS)
        out->gaps[out->gap_count++] = (struct push_gap){.from = seq, .to = seq};
}

static void tell(const struct fake_office *office, const struct fake_stream *stream,
                 struct push_reply *out)
{
    uint8_t step[40] = {0};

    out->server_ms = office->now_ms;
    out->incarnation = office->incarnation;
    while (out->contiguous < stream->head && stream->records[out->contiguous + 1].is_there) {
        const struct fake_record *record = &stream->records[++out->contiguous];
        memcpy(step, out->chain, 32);
        for (int i = 0; i < 8; i++)
            step[32 + i] = (uint8_t)((uint64_t)out->contiguous >> (56 - 8 * i));
        id_sha256(out->chain, step, sizeof step, record->rec, record->rec_len);
        out->has_chain = true;
    }
    out->has_head = !office->is_old;
    out->head = office->is_old ? 0 : stream->head;
    for (int64_t seq = out->contiguous + 1; seq < stream->head; seq++) {
        if (!stream->records[seq].is_there)
            add_gap(out, seq);
    }
}

void fake_office_post(struct fake_office *office, const struct outbox_batch *batch,
                      struct push_reply *out)
{
    struct fake_stream *stream = find(office, &batch->stream);
    const char *at = batch->lines.data;

    *out = (struct push_reply){.ack_count = 0};
    assert_true(batch->lines.len <= PUSH_BYTES && !batch->lines.overflow);
    for (size_t i = 0; i < batch->count; i++) {
        struct push_line line;
        struct err err = {0};
        const char *end = strchr(at, '\n');

        assert_non_null(end);
        if (!push_read_line(&line, at, (size_t)(end - at), &err))
            fail_msg("%s", err.text);
        assert_int_equal(line.seq, batch->seqs[i]);
        assert_false(line.is_quarantined);
        out->acks[out->ack_count].seq = line.seq;
        out->acks[out->ack_count++].ack = take(office, stream, &line);
        push_line_clear(&line);
        at = end + 1;
    }
    assert_int_equal(*at, '\0');
    tell(office, stream, out);
}

void fake_office_get(struct fake_office *office, const struct uuid *stream, struct push_reply *out)
{
    *out = (struct push_reply){.ack_count = 0};
    tell(office, find(office, stream), out);
}

void fake_office_plant(struct fake_office *office, const struct uuid *id, int64_t seq,
                       const char *rec)
{
    struct fake_stream *stream = find(office, id);
    struct fake_record *record = &stream->records[seq];

    assert_false(record->is_there);
    *record = (struct fake_record){.is_there = true,
                                   .id = uuid_v4(),
                                   .rec = copy_bytes(rec, strlen(rec)),
                                   .rec_len = strlen(rec)};
    id_sha256(record->sha, rec, strlen(rec), NULL, 0);
    if (seq > stream->head)
        stream->head = seq;
}

int fake_office_has(const struct fake_office *office, const struct uuid *id)
{
    int count = 0;

    for (size_t i = 0; i < office->count; i++) {
        for (int64_t seq = 1; seq <= office->streams[i]->head; seq++) {
            const struct fake_record *record = &office->streams[i]->records[seq];
            if (record->is_there && !record->is_elsewhere && uuid_equal(&record->id, id))
                count++;
        }
    }
    return count;
}

size_t fake_office_total(const struct fake_office *office)
{
    size_t count = 0;

    for (size_t i = 0; i < office->count; i++) {
        for (int64_t seq = 1; seq <= office->streams[i]->head; seq++)
            count += office->streams[i]->records[seq].is_there
                     && !office->streams[i]->records[seq].is_elsewhere;
    }
    return count;
}
