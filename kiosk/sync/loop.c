/* The loop: whatever is due, one request a step. */
#include "base/mem.h"
#include "sync/identity.h"
#include "sync_internal.h"
#include <inttypes.h>
#include <stdlib.h>

#define LOG_AREA "sync"
#include "base/alert.h"

enum {
    HEARTBEAT_EVERY_MS = 60 * 1000,
    PRUNE_EVERY_MS = 24 * 3600 * 1000,
    PRUNE_AGAIN_MS = 1000, /* the rest, with tickets in between */
    RENEW_EVERY_MS = 3600 * 1000,
    LOG_BYTES = 6 << 20, /* the printing process, where it runs, is there before */
};

struct sync *sync_new(const struct sync_options *options)
{
    struct sync *sync = mem_zalloc(1, sizeof *sync);

    *sync = (struct sync){.options = *options,
                          .last = OFFICE_AWAY,
                          .wants_streams = true,
                          .batch_most = PUSH_LINES,
                          .heartbeat_every_ms = HEARTBEAT_EVERY_MS};
    sync->answered_ms = sync_now(sync);
    sync->catalog_asked_ms = INT64_MIN / 2;
    return sync;
}

void sync_free(struct sync *sync)
{
    if (sync)
        parcel_clear(&sync->ahead.next); /* and what is not written down is asked for again */
    free(sync);
}

static bool is_silent(const struct sync *sync)
{
    return sync->last == OFFICE_AWAY && !sync->is_away_noted;
}

/* Screens learn that the office is away after a while, not at the first lost packet. */
static void note_silence(struct sync *sync)
{
    struct err err = {0};

    if (!is_silent(sync) || sync_now(sync) - sync->answered_ms < OFFICE_AWAY_MS)
        return;
    if (desk_note_contact(sync->options.desk, OFFICE_AWAY, &err))
        sync->is_away_noted = true;
    else
        sync_local_failed(sync, &err);
}

static bool renew_step(struct sync *sync)
{
    struct err err = {0};
    int64_t now_ms = 0;

    if (!sync->options.identity || sync_now(sync) < sync->renew_ms || sync->last != OFFICE_REACHED)
        return false;
    sync->renew_ms = sync_around(sync, RENEW_EVERY_MS);
    /* The office's time, a few minutes old at most: by a clock that is ahead every new certificate would be
     * due at once. */
    if (!desk_time_floor(sync->options.desk, &now_ms, &err)) {
        sync_local_failed(sync, &err);
        return true;
    }
    if (!identity_is_due(sync->options.identity, now_ms))
        return false;
    sync_ahead_end(sync);
    if (identity_renew(sync->options.identity, sync->options.transport, sync->options.desk, &err)) {
        log_info("the certificate is renewed");
        transport_reset(sync->options.transport);
    } else {
        log_alert(ALERT_CERTIFICATE, "the certificate is not renewed: %s; trying again in an hour",
                  err.text);
    }
    return true;
}

static void prune(struct sync *sync)
{
    struct err err = {0};
    int64_t count = 0;

    if (sync_now(sync) < sync->prune_ms)
        return;
    if (!desk_outbox_prune(sync->options.desk, &count, &err)) {
        sync_local_failed(sync, &err);
        return;
    }
    sync->prune_ms = sync_now(sync) + (count > 0 ? PRUNE_AGAIN_MS : PRUNE_EVERY_MS);
}

/* A long drain writes, and the printing process may not run. Whoever reads may keep the log from being
 * emptied: it is tried again when it has grown by as much once more. */
static void tidy_log(struct sync *sync)
{
    int64_t bytes = desk_wal_bytes(sync->options.desk);

    if (bytes < sync->log_bytes)
        sync->log_bytes = bytes;
    if (bytes < sync->log_bytes + LOG_BYTES)
        return;
    desk_checkpoint(sync->options.desk);
    sync->log_bytes = desk_wal_bytes(sync->options.desk);
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Of what needs the office, then of what does not. */
static int64_t next_step(const struct sync *sync)
{
    int64_t next = earlier(sync->heartbeat_ms, sync_catalog_next(sync));

    next = earlier(next, sync_suspects_next(sync));
    if (sync->wants_decisions)
        next = earlier(next, sync->decisions_ms);
    next = earlier(next, sync->status_ms);
    if (sync->options.identity && sync->last == OFFICE_REACHED)
        next = earlier(next, sync->renew_ms);
    if (sync->push.until_ms > sync_now(sync))
        next = earlier(next, sync->push.until_ms);
    if (sync->office.until_ms > sync_now(sync))
        next = sync->office.until_ms; /* what failed waits for this */
    if (is_silent(sync))
        next = earlier(next, sync->answered_ms + OFFICE_AWAY_MS);
    return earlier(next, sync->prune_ms);
}

static bool ask(struct sync *sync)
{
    return sync_now(sync) >= sync->office.until_ms
           && (sync_status_step(sync) || sync_heartbeat_step(sync) || sync_decisions_step(sync)
               || sync_catalog_step(sync) || renew_step(sync) || sync_push_step(sync));
}

int64_t sync_step(struct sync *sync)
{
    if (sync_now(sync) < sync->local.until_ms)
        return sync->local.until_ms;
    int failures = sync->local.backoff.failures;
    note_silence(sync);
    bool has_asked = ask(sync);
    if (!has_asked)
        prune(sync);
    tidy_log(sync);
    if (sync->local.backoff.failures > failures)
        return sync->local.until_ms;
    if (failures > 0) {
        log_info("the database is well again");
        backoff_reset(&sync->local.backoff);
    }
    return has_asked ? sync_now(sync) : next_step(sync);
}
