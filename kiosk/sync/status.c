/* What the office has of each stream: asked at start, after it was away, after a conflict, and
 * every hour, for a kiosk at rest hears nothing of a loss. */
#include "base/text.h"
#include "sync_internal.h"

#define LOG_AREA "sync"
#include "base/log.h"

enum { PATH_TEXT = 64, STATUS_TRIES = 3, STATUS_EVERY_MS = 3600 * 1000 };

enum verdict sync_ask_stream(struct sync *sync, const struct uuid *stream, struct push_reply *reply)
{
    AUTO(transport_reply_clear) struct transport_reply answer = {0};
    char id[UUID_TEXT];
    char path[PATH_TEXT];
    const struct transport_request request = {
        .method = "GET", .path = path, .reply_most = ANSWER_BYTES};
    struct err err = {0};

    uuid_format(stream, id);
    (void)text_format(path, sizeof path, "/v1/streams/%s", id);
    enum verdict verdict = sync_ask(sync, &request, &answer);
    if (verdict != VERDICT_GOOD)
        return verdict;
    if (!push_read_reply(reply, answer.body.data, answer.body.len, &err)) {
        log_warn("stream %s: %s", id, err.text);
        return VERDICT_BROKEN;
    }
    sync_is_well(sync, &answer, reply->server_ms);
    return VERDICT_GOOD;
}

static void settle(struct sync *sync, const struct uuid *stream, const struct push_reply *reply)
{
    enum outbox_finding finding;
    struct err err = {0};

    if (!desk_outbox_settle(sync->options.desk, stream, NULL, reply, &finding, &err))
        sync_local_failed(sync, &err);
    else
        sync->stream_at++;
}

/* Those behind the first `skip`. */
static bool list_page(struct sync *sync, size_t skip)
{
    struct err err = {0};

    sync->stream_at = 0;
    sync->stream_skip = skip;
    if (desk_outbox_streams(sync->options.desk, skip, sync->streams, &sync->stream_count, &err))
        return true;
    sync->stream_count = 0;
    sync->wants_streams = true;
    sync_local_failed(sync, &err);
    return false;
}

static bool list(struct sync *sync)
{
    if (!list_page(sync, 0))
        return false;
    sync->status_ms = sync_around(sync, STATUS_EVERY_MS);
    sync->stream_tries = 0;
    sync->wants_streams = false;
    return true;
}

bool sync_status_step(struct sync *sync)
{
    struct push_reply reply;

    if ((sync->wants_streams || sync_now(sync) >= sync->status_ms) && !list(sync))
        return true;
    if (sync->stream_at >= OUTBOX_STREAMS
        && !list_page(sync, sync->stream_skip + OUTBOX_STREAMS)) /* many were begun anew */
        return true;
    if (sync->stream_at >= sync->stream_count)
        return false;
    const struct uuid *stream = &sync->streams[sync->stream_at];
    switch (sync_ask_stream(sync, stream, &reply)) {
    case VERDICT_GOOD:
        settle(sync, stream, &reply);
        break;
    case VERDICT_LARGE:
    case VERDICT_NEVER:
        sync->stream_at++;
        break;
    case VERDICT_BROKEN: /* the answer to events tells the same: it is not waited for without end */
        sync_fail(sync, &sync->office, -1);
        if (++sync->stream_tries >= STATUS_TRIES)
            sync->stream_count = 0;
        break;
    case VERDICT_LATER:
    case VERDICT_SLOW:
    case VERDICT_REFUSED:
        break; /* again after the pause */
    }
    return true;
}
