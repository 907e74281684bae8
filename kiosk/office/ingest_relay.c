/* `POST /v1/relay`: records of an office below (wire/relay.h). */
#include "office/ingest.h"
#include "base/mem.h"
#include "office/ingest_batch.h"
#include "office/relay_rows.h"

#include <string.h>

static void auto_batch_clear(struct batch *batch)
{
    batch_clear(batch);
}

/* Where the next `count` lines end; NULL: there are fewer. */
static const char *after_lines(const char *at, const char *end, size_t count)
{
    for (; count > 0; count--) {
        const char *line_end = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;

        if (!line_end)
            return NULL;
        at = line_end + 1;
    }
    return at;
}

/* A part, as batch_store hands it on. */
struct taking {
    struct ingest_call *call;
    const struct relay_part *part;
};

static bool store(void *context, struct push_reply *answer, struct batch *batch, size_t first,
                  size_t count, struct err *err)
{
    const struct taking *taking = context;

    return relay_store(taking->call->ingest->pg, answer, &taking->call->caller, taking->part, batch,
                       first, count, err);
}

/* One part from `*at` on; what it is answered goes to the reply. */
static bool take_part(struct ingest_call *call, const char **at, const char *end,
                      struct http_reply *reply)
{
    AUTO_FREE struct relay_part *part = mem_zalloc(1, sizeof *part);
    AUTO_FREE struct push_reply *answer = mem_zalloc(1, sizeof *answer);
    AUTO(auto_batch_clear) struct batch batch = {0};
    const char *lines = after_lines(*at, end, 1);
    const char *next = NULL;
    struct taking taking = {.call = call, .part = part};
    struct err err;

    batch_init(&batch, PUSH_LINES);
    if (lines && relay_read_part(part, *at, (size_t)(lines - *at) - 1, &err))
        next = after_lines(lines, end, part->lines);
    if (!next
        || (part->lines > 0
            && batch_read(&batch, PUSH_LINES, lines, (size_t)(next - lines)) != BATCH_GOOD)) {
        ingest_refuse(reply, 422, "part");
        return false;
    }
    if (batch_store(&batch, store, &taking, answer, &err)) {
        trouble_good(&call->ingest->trouble, PROVES_READ | PROVES_WRITE | PROVES_DURABLE);
        push_write_reply(&reply->body, answer);
    } else if (err.code == ERR_NOT_FOUND || err.code == ERR_CORRUPT) {
        relay_write_refusal(&reply->body, err.code == ERR_NOT_FOUND ? "kiosk" : "record");
    } else {
        ingest_fail(reply, &call->ingest->trouble, &err);
        return false;
    }
    text_add(&reply->body, "\n");
    *at = next;
    return true;
}

void ingest_post_relay(struct ingest_call *call, struct http_reply *reply)
{
    AUTO_TEXT struct text body = {0};
    const char *at;

    text_init(&body, RELAY_BYTES);
    if (!ingest_read_body(call->request, &body, RELAY_BYTES, reply))
        return;
    if (body.len == 0) {
        ingest_refuse(reply, 422, "part");
        return;
    }
    reply->type = "application/x-ndjson";
    for (at = body.data; at < body.data + body.len;) {
        if (!take_part(call, &at, body.data + body.len, reply))
            return;
    }
}
