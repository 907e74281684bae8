/* Batches of events: `POST /v1/streams/{stream}/events` and `GET /v1/streams/{stream}` (wire/push.h). */
#include "office/ingest.h"
#include "base/gzip.h"
#include "base/mem.h"
#include "office/ingest_batch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TRIES = 3, /* of a transaction that came in another one's way */ NAME_MOST = 16 };

static void auto_batch_clear(struct batch *batch)
{
    batch_clear(batch);
}

static bool is_name(const char *name)
{
    return text_is_set(name) && strlen(name) <= NAME_MOST
           && name[strspn(name, "abcdefghijklmnopqrstuvwxyz")] == '\0';
}

/* "SEQ:HEX"; absent: no claim. */
static bool read_claim(struct batch_head *head, const char *claim)
{
    char *end;

    if (!claim)
        return true;
    head->has_claim = true;
    head->claim_seq = strtoll(claim, &end, 10);
    return head->claim_seq > 0 && *end == ':'
           && id_parse_hex(head->claim, sizeof head->claim, end + 1);
}

static bool refuse(struct http_reply *reply, int status, const char *word)
{
    ingest_refuse(reply, status, word);
    return false;
}

bool ingest_read_body(const struct http_request *request, struct text *out, size_t most,
                      struct http_reply *reply)
{
    const char *type = http_header(request, "Content-Type");
    const char *coding = http_header(request, "Content-Encoding");
    struct err err;
    size_t len;
    const char *body = http_body(request, &len);

    if (!text_equal(type, "application/x-ndjson"))
        return refuse(reply, 415, "type");
    if (len > most)
        return refuse(reply, 413, "large");
    if (!coding || strcasecmp(coding, "identity") == 0) {
        text_add_bytes(out, body, len);
        return true;
    }
    if (strcasecmp(coding, "gzip") != 0)
        return refuse(reply, 415, "coding");
    if (gzip_unpack(out, body, len, most, &err))
        return true;
    return err.code == ERR_FULL ? refuse(reply, 413, "large") : refuse(reply, 400, "gzip");
}

static bool read_head(struct batch_head *head, struct ingest_call *call, struct http_reply *reply)
{
    head->name = http_header(call->request, "Anjungan-Stream");
    if (!is_name(head->name))
        return refuse(reply, 422, "stream");
    if (!read_claim(head, http_header(call->request, "Anjungan-Chain")))
        return refuse(reply, 400, "chain");
    return true;
}

static bool read_lines(struct batch *batch, const struct text *body, struct http_reply *reply)
{
    static const struct {
        int status;
        const char *word;
    } faults[] = {[BATCH_GOOD] = {200, ""},
                  [BATCH_FRAME] = {400, "frame"},
                  [BATCH_TOO_LARGE] = {413, "large"},
                  [BATCH_UNUSABLE] = {422, "records"}};
    static_assert(ARRAY_LEN(faults) == BATCH_UNUSABLE + 1, "every fault has its status");
    enum batch_fault fault = batch_read(batch, PUSH_LINES, body->data, body->len);

    return fault == BATCH_GOOD || refuse(reply, faults[fault].status, faults[fault].word);
}

static bool store(struct ingest_call *call, struct push_reply *answer,
                  const struct batch_head *head, struct batch *batch, size_t first, size_t count,
                  struct err *err)
{
    for (int i = 0; i < TRIES; i++) {
        if (ingest_store(call->ingest->pg, answer, &call->caller, head, batch, first, count, err))
            return true;
        if (err->code != ERR_BUSY)
            return false;
    }
    return false;
}

/* One record that the database cannot hold must not keep the others away: each goes alone, and the one
 * that fails is kept as bytes. */
static bool store_singly(struct ingest_call *call, struct push_reply *answer,
                         const struct batch_head *head, struct batch *batch, struct err *err)
{
    for (size_t i = 0; i < batch->count; i++) {
        if (store(call, answer, head, batch, i, 1, err))
            continue;
        if (err->code != ERR_CORRUPT || batch->lines[i].is_quarantined)
            return false;
        push_line_quarantine(&batch->lines[i]);
        if (!store(call, answer, head, batch, i, 1, err))
            return false;
    }
    return true;
}

void ingest_post_events(struct ingest_call *call, struct http_reply *reply)
{
    AUTO_TEXT struct text body = {0};
    AUTO(auto_batch_clear) struct batch batch = {0};
    AUTO_FREE struct push_reply *answer = mem_zalloc(1, sizeof *answer);
    struct batch_head head = {.stream = call->stream};
    struct err err;
    bool is_stored;

    text_init(&body, PUSH_BYTES);
    batch_init(&batch, PUSH_LINES);
    if (!read_head(&head, call, reply) || !ingest_read_body(call->request, &body, PUSH_BYTES, reply)
        || !read_lines(&batch, &body, reply))
        return;
    is_stored = store(call, answer, &head, &batch, 0, batch.count, &err);
    if (!is_stored && err.code == ERR_CORRUPT) {
        *answer = (struct push_reply){0};
        is_stored = store_singly(call, answer, &head, &batch, &err);
    }
    if (is_stored)
        push_write_reply(&reply->body, answer);
    else
        ingest_fail(reply, &err);
}

void ingest_get_stream(struct ingest_call *call, struct http_reply *reply)
{
    AUTO_FREE struct push_reply *answer = mem_zalloc(1, sizeof *answer);
    struct err err;

    if (ingest_stream(call->ingest->pg, answer, &call->caller, call->stream, &err))
        push_write_reply(&reply->body, answer);
    else
        ingest_fail(reply, &err);
}
