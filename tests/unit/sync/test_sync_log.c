/* The write-ahead log of the kiosk's database stays small while a long backlog goes to the office and no
 * printing process empties it. */
#include "base/gzip.h"
#include "base/mem.h"
#include "desk/outbox.h"
#include "support/fake_identity.h"
#include "support/hall.h"
#include "sync/sync.h"
#include "wire/heartbeat.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { EVENTS = 20000, WAL_MOST = 8 << 20 };

/* An office that takes whatever comes. */
static void take_events(const struct transport_request *request, struct push_reply *out)
{
    AUTO_TEXT struct text lines = {0};

    text_init(&lines, PUSH_BYTES);
    assert_true(gzip_unpack(&lines, request->body, request->body_len, PUSH_BYTES, NULL));
    for (const char *at = lines.data; *at != '\0'; at = strchr(at, '\n') + 1) {
        out->acks[out->ack_count].seq = strtoll(at + strlen("{\"seq\":"), NULL, 10);
        out->contiguous = out->acks[out->ack_count].seq;
        out->acks[out->ack_count++].ack = PUSH_STORED;
    }
}

static enum transport_result take(void *context, const struct transport_request *request,
                                  struct transport_reply *reply, struct err *err)
{
    const struct heartbeat_reply alive = {.server_ms = HALL_NOW_MS, .incarnation = {{1}}};
    struct push_reply answer = {.server_ms = HALL_NOW_MS, .incarnation = {{1}}};

    (void)context, (void)err;
    *reply = (struct transport_reply){.status = 200, .retry_after_s = -1};
    text_init(&reply->body, request->reply_most);
    if (strcmp(request->path, "/v1/heartbeat") == 0) {
        heartbeat_write_reply(&reply->body, &alive);
        return TRANSPORT_ANSWERED;
    }
    if (strcmp(request->method, "POST") == 0)
        take_events(request, &answer);
    push_write_reply(&reply->body, &answer);
    return TRANSPORT_ANSWERED;
}

static int64_t wal_size(const struct hall *hall)
{
    AUTO_FREE char *path = mem_format("%s/anjungan.db-wal", hall->directory);
    struct stat status;

    return stat(path, &status) == 0 ? (int64_t)status.st_size : 0;
}

static void a_long_drain_keeps_the_log_small(void **state)
{
    struct transport transport = {.send = take};
    struct identity identity = {0};
    struct hall hall;
    int64_t most = 0;
    int requests = 0;

    (void)state;
    hall_open(&hall);
    hall_sql(&hall,
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
             "INSERT INTO outbox (stream, seq, id, kind, rec, sha, chain, acked_at) SELECT "
             "s.id, s.head_seq + i, randomblob(16), 'test.made', CAST(printf('%-350d', i) AS "
             "BLOB), zeroblob(32), zeroblob(32), 0 FROM n, stream s WHERE s.name = 'main'");
    hall_leave(&hall);
    hall_enter(&hall);
    hall_sql(&hall, "PRAGMA wal_checkpoint(TRUNCATE)");
    const struct sync_options options = {.desk = hall.desk,
                                         .transport = &transport,
                                         .clock = hall.clock,
                                         .office_id = "pekanbaru",
                                         .identity = &identity};
    struct sync *sync = sync_new(&options);
    while (hall_number(&hall, "SELECT sum(waiting) FROM stream") > 0 && requests++ < 2000) {
        int64_t next = sync_step(sync);
        int64_t now = clock_mono_ms(hall.clock);

        if (next > now)
            clock_fake_advance(hall.clock, next - now);
        if (wal_size(&hall) > most)
            most = wal_size(&hall);
    }
    assert_int_equal(hall_number(&hall, "SELECT sum(waiting) FROM stream"), 0);
    print_message("%d events in %d steps: the log had %lld KiB at most\n", EVENTS, requests,
                  (long long)(most >> 10));
    assert_in_range(most, 1, WAL_MOST);
    sync_free(sync);
    hall_close(&hall);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_drain_keeps_the_log_small),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
