/* Records that the office refuses, or fails over, although they come alone.
 *
 * Such a record is passed over after its tries, so that it keeps nobody waiting, and stays where it is. What
 * tells it from an office that takes nothing is the next record of its stream: only when that is taken is the
 * suspect proven, and one more refusal sets it aside. A failure of the office may be mended, so that
 * there it gets hours. */
#include "base/text.h"
#include "sync_internal.h"
#include <inttypes.h>

#define LOG_AREA "sync"
#include "base/alert.h"

enum {
    SUSPECT_REFUSALS = 5,
    BROKEN_REFUSALS = 10,
    BROKEN_MS = 4 * 3600 * 1000,
    STATUS_BROKEN = 500
};

static bool is_of(const struct suspect *suspect, const struct uuid *stream, int64_t seq)
{
    return suspect->seq == seq && uuid_equal(&suspect->stream, stream);
}

/* The record's entry, or a free one; NULL: all are taken. */
static struct suspect *find(struct sync *sync, const struct uuid *stream, int64_t seq)
{
    struct suspect *place = NULL;

    for (size_t i = 0; i < ARRAY_LEN(sync->suspects); i++) {
        struct suspect *at = &sync->suspects[i];

        if (is_of(at, stream, seq))
            return at;
        if (!place && at->seq == 0)
            place = at;
    }
    return place;
}

void sync_suspects_passed(const struct sync *sync, struct outbox_passed *out)
{
    *out = (struct outbox_passed){.count = 0};
    for (size_t i = 0; i < ARRAY_LEN(sync->suspects); i++) {
        const struct suspect *at = &sync->suspects[i];

        if (!at->is_passed)
            continue;
        out->items[out->count].stream = at->stream;
        out->items[out->count++].seq = at->seq;
    }
}

struct suspect *sync_suspect_due(struct sync *sync, bool is_proven)
{
    for (size_t i = 0; i < ARRAY_LEN(sync->suspects); i++) {
        struct suspect *at = &sync->suspects[i];

        if (at->is_passed && at->is_proven == is_proven && sync_now(sync) >= at->pause.until_ms)
            return at;
    }
    return NULL;
}

int64_t sync_suspects_next(const struct sync *sync)
{
    int64_t next = INT64_MAX;

    for (size_t i = 0; i < ARRAY_LEN(sync->suspects); i++) {
        const struct suspect *at = &sync->suspects[i];

        if (at->is_passed && at->pause.until_ms < next)
            next = at->pause.until_ms;
    }
    return next > sync->push.until_ms ? next : sync->push.until_ms;
}

static bool is_sent(const struct outbox_batch *batch, const struct suspect *suspect)
{
    for (size_t i = 0; i < batch->count; i++) {
        if (is_of(suspect, &batch->stream, batch->seqs[i]))
            return true;
    }
    return false;
}

void sync_suspects_taken(struct sync *sync, const struct outbox_batch *batch)
{
    for (size_t i = 0; i < ARRAY_LEN(sync->suspects); i++) {
        struct suspect *at = &sync->suspects[i];

        if (is_sent(batch, at)) {
            *at = (struct suspect){0};
        } else if (at->seq > 0 && !at->is_proven && uuid_equal(&at->stream, &batch->stream)) {
            at->is_proven = at->is_passed = true;
            at->pause = (struct pause){.until_ms = sync_now(sync)};
        }
    }
}

/* While nothing goes through, nothing is known of any record. */
static void forget_unproven(struct sync *sync)
{
    for (size_t i = 0; i < ARRAY_LEN(sync->suspects); i++) {
        if (!sync->suspects[i].is_proven)
            sync->suspects[i] = (struct suspect){0};
    }
}

static bool is_over(const struct sync *sync, const struct suspect *suspect)
{
    if (!suspect->is_proven || suspect->refusals <= SUSPECT_REFUSALS)
        return false;
    return suspect->status < STATUS_BROKEN
           || (suspect->refusals >= BROKEN_REFUSALS
               && sync_now(sync) - suspect->first_ms >= BROKEN_MS);
}

static void set_aside(struct sync *sync, struct suspect *suspect)
{
    struct err err = {0};
    char why[32];

    (void)text_format(why, sizeof why, "HTTP %d", suspect->status);
    if (!desk_outbox_set_aside(sync->options.desk, &suspect->stream, suspect->seq, why,
                               sync->office_word, &err)) {
        sync_local_failed(sync, &err);
        return;
    }
    log_alert(ALERT_SET_ASIDE,
              "record %" PRId64 " is set aside: the office takes others and not this one (%s)",
              suspect->seq, why);
    *suspect = (struct suspect){0};
}

void sync_suspect_refused(struct sync *sync, const struct outbox_batch *batch, int status,
                          int64_t told_s)
{
    struct suspect *suspect = find(sync, &batch->stream, batch->seqs[0]);

    if (!suspect) {
        sync_fail(sync, &sync->push, told_s);
        return;
    }
    if (suspect->refusals++ == 0) {
        suspect->stream = batch->stream;
        suspect->seq = batch->seqs[0];
        suspect->first_ms = sync_now(sync);
    }
    suspect->status = status;
    sync_fail(sync, suspect->is_passed ? &suspect->pause : &sync->push, told_s);
    if (is_over(sync, suspect)) {
        set_aside(sync, suspect);
    } else if (!suspect->is_passed && suspect->refusals >= SUSPECT_REFUSALS) {
        suspect->is_passed = true;
        sync_fail(sync, &suspect->pause, told_s);
        if (!find(sync, &batch->stream, 0))
            forget_unproven(sync);
    }
}
