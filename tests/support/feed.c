/* A kiosk's records straight into the office's database (see feed.h). */
#include "support/feed.h"
#include "base/mem.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void connect_to(struct feed *feed, const struct office_rig *rig)
{
    char database[256];
    struct err err;
    AUTO_FREE char *conninfo = NULL;

    office_rig_value(rig, "DATABASE", database, sizeof database);
    conninfo = mem_format("%s user=kiosk_api", database);
    feed->pg = pg_new(conninfo);
    if (!pg_connect(feed->pg, &err))
        fail_msg("%s", err.text);
}

static void read_fact(const char *facts, const char *name, char *out, size_t size)
{
    const char *at = strstr(facts, name);

    assert_non_null(at);
    at += strlen(name);
    assert_true(text_format(out, size, "%.*s", (int)strcspn(at, "\n"), at));
}

void feed_open(struct feed *feed, const struct office_rig *rig, const char *name)
{
    const char *const words[] = {SOURCE_DIR "/tests/support/office-rig", "certificate",
                                 rig->directory, name, NULL};
    char facts[1024];

    *feed = (struct feed){0};
    assert_int_equal(office_rig_run(words, facts, sizeof facts), 0);
    read_fact(facts, "KIOSK=", feed->caller.kiosk, sizeof feed->caller.kiosk);
    read_fact(facts, "SERIAL=", feed->serial, sizeof feed->serial);
    feed->caller.serial = feed->serial;
    connect_to(feed, rig);
}

void feed_open_again(struct feed *feed, const struct office_rig *rig, const struct feed *kiosk)
{
    *feed = *kiosk;
    feed->caller.serial = feed->serial;
    connect_to(feed, rig);
}

void feed_close(struct feed *feed)
{
    pg_free(feed->pg);
    *feed = (struct feed){0};
}

void feed_stream_init(struct feed_stream *stream, const char *name)
{
    struct uuid id = uuid_v4();

    *stream = (struct feed_stream){.name = name};
    uuid_format(&id, stream->id);
    text_init(&stream->lines, PUSH_BYTES);
}

void feed_stream_clear(struct feed_stream *stream)
{
    text_clear(&stream->lines);
}

void feed_add_at(struct feed_stream *stream, int64_t seq, const char *rec)
{
    uint8_t head[40];

    memcpy(head, stream->chain, 32);
    for (int i = 0; i < 8; i++)
        head[32 + i] = (uint8_t)((uint64_t)seq >> (56 - 8 * i));
    id_sha256(stream->chain, head, sizeof head, rec, strlen(rec));
    stream->seq = seq;
    push_write_line(&stream->lines, seq, rec, strlen(rec));
}

int64_t feed_add(struct feed_stream *stream, const char *rec)
{
    feed_add_at(stream, stream->seq + 1, rec);
    return stream->seq;
}

void feed_drop(struct feed_stream *stream)
{
    stream->lines.len = 0;
}

struct sending {
    struct feed *feed;
    const struct batch_head *head;
};

static bool store(void *context, struct push_reply *reply, struct batch *batch, size_t first,
                  size_t count, struct err *err)
{
    const struct sending *sending = context;

    return ingest_store(sending->feed->pg, reply, &sending->feed->caller, sending->head, batch,
                        first, count, err);
}

bool feed_try(struct feed *feed, struct feed_stream *stream, struct push_reply *reply,
              struct err *err)
{
    struct batch_head head = {
        .stream = stream->id, .name = stream->name, .has_claim = true, .claim_seq = stream->seq};
    struct sending sending = {.feed = feed, .head = &head};
    struct batch batch;
    bool is_stored;

    *reply = (struct push_reply){0};
    memcpy(head.claim, stream->chain, sizeof head.claim);
    batch_init(&batch, PUSH_LINES);
    assert_int_equal(batch_read(&batch, PUSH_LINES, stream->lines.data, stream->lines.len),
                     BATCH_GOOD);
    is_stored = batch_store(&batch, store, &sending, reply, err);
    batch_clear(&batch);
    feed_drop(stream);
    return is_stored;
}

void feed_send(struct feed *feed, struct feed_stream *stream, struct push_reply *reply)
{
    struct err err;

    if (!feed_try(feed, stream, reply, &err))
        fail_msg("%s", err.text);
}

char *feed_rec(const char *kind, const struct uuid *session, int64_t at_ms, const char *data)
{
    struct uuid id = uuid_v7(at_ms);
    char id_text[UUID_TEXT];
    char session_text[UUID_TEXT + 2] = "null";

    uuid_format(&id, id_text);
    if (session) {
        session_text[0] = '"';
        uuid_format(session, session_text + 1);
        session_text[UUID_TEXT] = '"';
        session_text[UUID_TEXT + 1] = '\0';
    }
    return mem_format("{\"v\":1,\"id\":\"%s\",\"kind\":\"%s\",\"session\":%s,\"at\":%" PRId64
                      ",\"clock\":{\"boot\":null,\"mono_ms\":0,\"offset_ms\":0,\"quality\":2},"
                      "\"data\":%s}",
                      id_text, kind, session_text, at_ms, data);
}
