/* Says how the kiosk is, every minute or so. */
#include "base/text.h"
#include "sync_internal.h"
#include "wire/heartbeat.h"

#define LOG_AREA "sync"
#include "base/log.h"

enum {
    HEARTBEAT_BYTES = 8 * 1024,
    /* A survey shows in the office at once, but one request tells of several. The office's nginx keeps
     * no log of heartbeats: its second would date an answer. */
    NEWS_AFTER_MS = 500,
};

/* An office that was restored lacks what came since its backup, and a kiosk at rest sends nothing by
 * which it would learn that. */
static void look_for_restoring(struct sync *sync, const struct uuid *incarnation)
{
    if (uuid_is_nil(incarnation) || uuid_equal(incarnation, &sync->incarnation))
        return;
    if (!uuid_is_nil(&sync->incarnation))
        sync->wants_streams = true;
    sync->incarnation = *incarnation;
}

/* What one office did not take another one may, or a newer version of it. */
static void try_again(struct sync *sync, const struct heartbeat_reply *reply)
{
    char incarnation[UUID_TEXT];
    struct err err = {0};
    size_t count = 0;

    uuid_format(&reply->incarnation, incarnation);
    (void)text_format(sync->office_word, sizeof sync->office_word, "%s %s", reply->version,
                      incarnation);
    if (!desk_outbox_again(sync->options.desk, sync->office_word, &count, &err))
        sync_local_failed(sync, &err);
    else if (count > 0)
        log_info("%zu records that lay aside are tried again with this office", count);
}

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
    look_for_restoring(sync, &reply.incarnation);
    try_again(sync, &reply);
    sync_look_for_decisions(sync, &reply.incarnation, reply.decisions);
}

static bool write(struct sync *sync, struct text *out)
{
    struct heartbeat heartbeat;
    struct err err = {0};

    if (!desk_heartbeat(sync->options.desk, &heartbeat, &err)) {
        sync_local_failed(sync, &err);
        return false;
    }
    heartbeat.decisions =
        sync->decisions.seq; /* 0 until this office said whose numbers it counts */
    heartbeat_write(out, &heartbeat);
    sync->surveys_told = heartbeat.surveys_held;
    return true;
}

/* Somebody answered a survey: its words wait for their half-day to end, that it is there does not. */
static void look_for_news(struct sync *sync)
{
    int64_t surveys = 0;
    struct err err = {0};

    if (!desk_count_held_surveys(sync->options.desk, &surveys, &err)) {
        sync_local_failed(sync, &err);
        return;
    }
    int64_t soon = sync->heartbeat_told_ms + NEWS_AFTER_MS;
    if (surveys != sync->surveys_told && soon < sync->heartbeat_ms)
        sync->heartbeat_ms = soon;
}

bool sync_heartbeat_step(struct sync *sync)
{
    AUTO(transport_reply_clear) struct transport_reply answer = {0};
    AUTO_TEXT struct text body = {0};

    look_for_news(sync);
    if (sync_now(sync) < sync->heartbeat_ms)
        return false;
    sync->heartbeat_told_ms = sync_now(sync);
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
