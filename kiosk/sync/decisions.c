/* Asks for what the office decided about complaints, when it said that there is something: the answer to a
 * heartbeat names the last number, so that asking costs nothing where nothing was decided. */
#include "base/mem.h"
#include "sync_internal.h"
#include "wire/decisions.h"
#include <inttypes.h>
#include <stdlib.h>

#define LOG_AREA "sync"
#include "base/log.h"

enum { PATH_TEXT = 64, AGAIN_MS = 60 * 1000 };

/* Where to go on. Another incarnation counts anew, and so does one that has fewer than were taken. */
static bool is_news(struct decisions_cursor *cursor, const struct uuid *incarnation, int64_t head)
{
    bool is_same = uuid_equal(&cursor->incarnation, incarnation);

    if (!is_same || head < cursor->seq)
        *cursor = (struct decisions_cursor){0, *incarnation};
    return head > cursor->seq;
}

void sync_look_for_decisions(struct sync *sync, const struct uuid *incarnation, int64_t head)
{
    struct decisions_cursor cursor;
    struct err err = {0};

    if (uuid_is_nil(incarnation)) /* an older office */
        return;
    if (!desk_decisions_cursor(sync->options.desk, &cursor, &err)) {
        sync_local_failed(sync, &err);
        return;
    }
    sync->wants_decisions = is_news(&cursor, incarnation, head);
    sync->decisions = cursor;
}

/* True: there are more behind them. */
static bool take(struct sync *sync, const struct transport_reply *answer)
{
    AUTO_FREE struct decisions *decisions = mem_zalloc(1, sizeof *decisions);
    struct err err = {0};

    if (!decisions_read(decisions, answer->body.data, answer->body.len, &err)) {
        log_warn("%s", err.text);
        return false;
    }
    if (!desk_take_decisions(sync->options.desk, &sync->decisions, decisions, &err)) {
        if (err.code == ERR_INVALID)
            log_warn("%s", err.text);
        else
            sync_local_failed(sync, &err);
        return false;
    }
    if (decisions->count == 0)
        return false;
    sync->heartbeat_ms = sync_now(sync); /* the office's page says that they arrived */
    sync->decisions.seq = decisions->items[decisions->count - 1].seq;
    log_info("the office's decisions are taken, up to %" PRId64, sync->decisions.seq);
    return decisions->head > sync->decisions.seq;
}

/* An office that is too busy for this alone pauses everything: behind the pause events come first. */
static void put_off(struct sync *sync)
{
    int64_t paused_ms = sync->office.until_ms - sync_now(sync);

    sync->decisions_ms = sync_around(sync, AGAIN_MS) + (paused_ms > 0 ? paused_ms : 0);
}

bool sync_decisions_step(struct sync *sync)
{
    AUTO(transport_reply_clear) struct transport_reply answer = {0};
    char path[PATH_TEXT];

    if (!sync->wants_decisions || sync_now(sync) < sync->decisions_ms)
        return false;
    sync->wants_decisions = false; /* whatever goes wrong, a heartbeat says it again */
    (void)text_format(path, sizeof path, "/v1/decisions/%" PRId64, sync->decisions.seq);
    const struct transport_request request = {
        .method = "GET", .path = path, .reply_most = DECISIONS_BYTES};
    enum verdict verdict = sync_ask(sync, &request, &answer);
    if (verdict == VERDICT_GOOD)
        sync->wants_decisions = take(sync, &answer);
    else
        put_off(sync);
    sync_complain(&sync->decisions_said, "hand out its decisions", verdict, answer.status);
    return true;
}
