/* Says how the kiosk is, every minute or so. */
#include "sync_internal.h"
#include "wire/heartbeat.h"

#define LOG_AREA "sync"
#include "base/log.h"

enum { HEARTBEAT_BYTES = 8 * 1024 };

static void take_answer(struct sync *sync, const struct transport_reply *answer)
{
    struct heartbeat_reply reply;
    struct err err = {0};

    if (!heartbeat_read_reply(&reply, answer->body.data, answer->body.len, &err)) {
        log_warn("%s", err.text);
        return;
    }
    if (reply.every_s > 0)
        sync->heartbeat_every_ms = (int64_t)reply.every_s * 1000;
    sync_is_well(sync, answer, reply.server_ms);
}

static bool write(struct sync *sync, struct text *out)
{
    struct heartbeat heartbeat;
    struct err err = {0};

    if (!desk_heartbeat(sync->options.desk, &heartbeat, &err)) {
        sync_local_failed(sync, &err);
        return false;
    }
    heartbeat_write(out, &heartbeat);
    return true;
}

bool sync_heartbeat_step(struct sync *sync)
{
    AUTO(transport_reply_clear) struct transport_reply answer = {0};
    AUTO_TEXT struct text body = {0};

    if (sync_now(sync) < sync->heartbeat_ms)
        return false;
    text_init(&body, HEARTBEAT_BYTES);
    sync->heartbeat_ms = sync_around(sync, sync->heartbeat_every_ms);
    if (!write(sync, &body))
        return true;
    const struct transport_request request = {.method = "POST",
                                              .path = "/v1/heartbeat",
                                              .type = "application/json",
                                              .body = body.data,
                                              .body_len = body.len,
                                              .reply_most = HEARTBEAT_BYTES};
    enum verdict verdict = sync_ask(sync, &request, &answer);
    if (verdict == VERDICT_GOOD)
        take_answer(sync, &answer);
    sync_complain(&sync->heartbeat_said, "take the heartbeat", verdict, answer.status);
    return true;
}
