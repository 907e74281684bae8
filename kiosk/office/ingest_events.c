/* Batches of events: `POST /v1/streams/{stream}/events` and `GET /v1/streams/{stream}` (wire/push.h). */
#include "office/ingest.h"
#include "base/gzip.h"
#include "base/mem.h"
#include "office/ingest_batch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME_MOST = 16 };

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

/* A batch of events, as batch_store hands it on. */
struct events {
    struct ingest_call *call;
    const struct batch_head *head;
};

static bool store(void *context, struct push_reply *answer, struct batch *batch, size_t first,
                  size_t count, struct err *err)
{
    const struct events *events = context;

    return ingest_store(events->call->ingest->pg, answer, &events->call->caller, events->head,
                        batch, first, count, err);
}

void ingest_post_events(struct ingest_call *call, struct http_reply *reply)
{
    AUTO_TEXT struct text body = {0};
    AUTO(auto_batch_clear) struct batch batch = {0};
    AUTO_FREE struct push_reply *answer = mem_zalloc(1, sizeof *answer);
    struct batch_head head = {.stream = call->stream};
    struct events events = {.call = call, .head = &head};
    struct err err;

    text_init(&body, PUSH_BYTES);
    batch_init(&batch, PUSH_LINES);
    if (!read_head(&head, call, reply) || !ingest_read_body(call->request, &body, PUSH_BYTES, reply)
        || !read_lines(&batch, &body, reply))
        return;
    if (!batch_store(&batch, store, &events, answer, &err)) {
        ingest_fail(reply, &call->ingest->trouble, &err);
        return;
    }
    trouble_good(&call->ingest->trouble, PROVES_READ | PROVES_WRITE | PROVES_DURABLE);
    push_write_reply(&reply->body, answer);
}

void ingest_get_stream(struct ingest_call *call, struct http_reply *reply)
{
    AUTO_FREE struct push_reply *answer = mem_zalloc(1, sizeof *answer);
    struct err err;

    if (!ingest_stream(call->ingest->pg, answer, &call->caller, call->stream, &err)) {
        ingest_fail(reply, &call->ingest->trouble, &err);
        return;
    }
    trouble_good(&call->ingest->trouble, PROVES_READ);
    push_write_reply(&reply->body, answer);
}
