/* What the office keeps of kiosks' records, against a real PostgreSQL: exactly once, with the right
 * answers, and for no other role. */
#include "support/feed.h"
#include "base/mem.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CROWD = 8, ROUNDS = 15, CROWD_BATCH = 100 };

static struct office_rig *rig_of(void **state)
{
    return *state;
}

static int set_up(void **state)
{
    static const char *const options[] = {"--ingest", "1", "--without", "enrolment,web,project",
                                          NULL};
    struct office_rig *rig = mem_zalloc(1, sizeof *rig);

    office_rig_start(rig, options);
    *state = rig;
    return 0;
}

static int tear_down(void **state)
{
    office_rig_stop(*state);
    free(*state);
    return 0;
}

static void assert_sql(void **state, const char *wanted, const char *format, ...) PRINTF_LIKE(3, 4);
static void assert_sql(void **state, const char *wanted, const char *format, ...)
{
    char sql[2048];
    char said[1024] = "";
    va_list args;

    va_start(args, format);
    assert_true(text_format_args(sql, sizeof sql, format, args));
    va_end(args);
    office_rig_sql(rig_of(state), sql, said, sizeof said);
    said[strcspn(said, "\n")] = '\0';
    assert_string_equal(said, wanted);
}

/* Adds `count` records of kind "test". */
static void add_records(struct feed_stream *stream, int count)
{
    for (int i = 0; i < count; i++) {
        AUTO_FREE char *rec = feed_rec("test", NULL, 1795400000000 + i, "{}");

        (void)feed_add(stream, rec);
    }
}

static void assert_acks(const struct push_reply *reply, size_t count, enum push_ack ack)
{
    assert_int_equal(reply->ack_count, count);
    for (size_t i = 0; i < count; i++) {
        if (reply->acks[i].ack != ack)
            fail_msg("record %" PRId64 " is %s, not %s", reply->acks[i].seq,
                     push_ack_name(reply->acks[i].ack), push_ack_name(ack));
    }
}

static void what_is_sent_again_is_a_duplicate(void **state)
{
    struct feed feed;
    struct feed_stream stream;
    struct push_reply reply;
    AUTO_FREE char *lines = NULL;

    feed_open(&feed, rig_of(state), "again");
    feed_stream_init(&stream, "main");
    add_records(&stream, 20);
    lines = mem_strdup(stream.lines.data);
    feed_send(&feed, &stream, &reply);
    assert_acks(&reply, 20, PUSH_STORED);
    text_add(&stream.lines, lines);
    feed_send(&feed, &stream, &reply);
    assert_acks(&reply, 20, PUSH_DUPLICATE);
    assert_int_equal(reply.contiguous, 20);
    assert_int_equal(reply.gap_count, 0);
    assert_memory_equal(reply.chain, stream.chain, 32);
    assert_sql(state, "20", "SELECT count(*) FROM office.event WHERE kiosk_id = '%s'",
               feed.caller.kiosk);
    feed_stream_clear(&stream);
    feed_close(&feed);
}

/* What each of the processes of the crowd was told, all rounds together. */
struct told {
    int acks[PUSH_CONFLICT + 1];
};

/* Never returns. Each round sends the same batch as everybody else. */
static void send_rounds(const struct office_rig *rig, const struct feed *kiosk,
                        const struct feed_stream *streams, struct told *told)
{
    struct feed mine;

    feed_open_again(&mine, rig, kiosk);
    for (int round = 0; round < ROUNDS; round++) {
        struct feed_stream stream = streams[round];
        struct push_reply reply;
        struct err err;

        while (!feed_try(&mine, &stream, &reply, &err)) {
            if (err.code != ERR_BUSY)
                _exit(1);
            stream.lines.len = streams[round].lines.len;
        }
        for (size_t i = 0; i < reply.ack_count; i++)
            told->acks[reply.acks[i].ack]++;
    }
    _exit(0);
}

static void a_crowd_with_the_same_batch_stores_it_once(void **state)
{
    struct feed feed;
    struct feed_stream streams[ROUNDS];
    struct told sum = {0};
    struct told *told =
        mmap(NULL, sizeof *told * CROWD, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t crowd[CROWD];

    assert_ptr_not_equal(told, MAP_FAILED);
    feed_open(&feed, rig_of(state), "crowd");
    for (int round = 0; round < ROUNDS; round++) {
        feed_stream_init(&streams[round], "main");
        add_records(&streams[round], CROWD_BATCH);
    }
    for (int i = 0; i < CROWD; i++) {
        crowd[i] = fork();
        if (crowd[i] == 0)
            send_rounds(rig_of(state), &feed, streams, &told[i]);
    }
    for (int i = 0; i < CROWD; i++) {
        int status = -1;

        assert_int_equal(waitpid(crowd[i], &status, 0), crowd[i]);
        assert_int_equal(status, 0);
        for (size_t ack = 0; ack < ARRAY_LEN(sum.acks); ack++)
            sum.acks[ack] += told[i].acks[ack];
    }
    assert_int_equal(sum.acks[PUSH_STORED], ROUNDS * CROWD_BATCH);
    assert_int_equal(sum.acks[PUSH_DUPLICATE], ROUNDS * CROWD_BATCH * (CROWD - 1));
    assert_int_equal(sum.acks[PUSH_CONFLICT], 0);
    assert_sql(state, "1500", "SELECT count(*) FROM office.event WHERE kiosk_id = '%s'",
               feed.caller.kiosk);
    for (int round = 0; round < ROUNDS; round++)
        feed_stream_clear(&streams[round]);
    feed_close(&feed);
    (void)munmap(told, sizeof *told * CROWD);
}

enum { PIECES = 10, PIECE_RECORDS = 5 };

/* Never returns. Sends every eighth piece of one stream. */
static void send_pieces(const struct office_rig *rig, const struct feed *kiosk,
                        struct feed_stream *stream, struct text *pieces, int first)
{
    struct feed mine;

    feed_open_again(&mine, rig, kiosk);
    for (int i = first; i < CROWD * PIECES; i += CROWD) {
        struct push_reply reply;

        text_add_bytes(&stream->lines, pieces[i].data, pieces[i].len);
        feed_send(&mine, stream, &reply);
    }
    _exit(0);
}

static void pieces_of_a_stream_that_come_at_once_all_count(void **state)
{
    struct feed feed;
    struct feed_stream stream;
    struct text pieces[CROWD * PIECES];
    pid_t crowd[CROWD];

    feed_open(&feed, rig_of(state), "pieces");
    feed_stream_init(&stream, "main");
    for (int i = 0; i < CROWD * PIECES; i++) {
        add_records(&stream, PIECE_RECORDS);
        text_init(&pieces[i], PUSH_BYTES);
        text_add_bytes(&pieces[i], stream.lines.data, stream.lines.len);
        feed_drop(&stream);
    }
    for (int i = 0; i < CROWD; i++) {
        crowd[i] = fork();
        if (crowd[i] == 0)
            send_pieces(rig_of(state), &feed, &stream, pieces, i);
    }
    for (int i = 0; i < CROWD; i++) {
        int status = -1;

        assert_int_equal(waitpid(crowd[i], &status, 0), crowd[i]);
        assert_int_equal(status, 0);
    }
    assert_sql(
        state, "{[1,401)}|400|t",
        "SELECT got, contiguous, chain_broken_at IS NULL FROM office.stream WHERE stream_id = '%s'",
        stream.id);
    for (int i = 0; i < CROWD * PIECES; i++)
        text_clear(&pieces[i]);
    feed_stream_clear(&stream);
    feed_close(&feed);
}

static void gaps_are_told_until_they_are_filled(void **state)
{
    struct feed feed;
    struct feed_stream stream;
    struct push_reply reply;
    uint8_t end[32];
    AUTO_FREE char *early = NULL;

    feed_open(&feed, rig_of(state), "gaps");
    feed_stream_init(&stream, "main");
    add_records(&stream, 3);
    early = mem_strdup(stream.lines.data);
    feed_drop(&stream); /* 1 to 3 are lost on the way */
    add_records(&stream, 2);
    feed_send(&feed, &stream, &reply);
    assert_acks(&reply, 2, PUSH_STORED);
    assert_int_equal(reply.contiguous, 0);
    assert_int_equal(reply.gap_count, 1);
    assert_int_equal(reply.gaps[0].from, 1);
    assert_int_equal(reply.gaps[0].to, 3);
    memcpy(end, stream.chain, sizeof end);
    text_add(&stream.lines, early);
    feed_send(&feed, &stream, &reply);
    assert_int_equal(reply.contiguous, 5);
    assert_int_equal(reply.gap_count, 0);
    assert_memory_equal(reply.chain, end, sizeof end);
    assert_sql(state, "{[1,6)}|",
               "SELECT got, chain_broken_at FROM office.stream WHERE stream_id = '%s'", stream.id);
    feed_stream_clear(&stream);
    feed_close(&feed);
}

static void another_record_under_a_number_is_a_conflict(void **state)
{
    struct feed feed;
    struct feed_stream stream;
    struct push_reply reply;
    AUTO_FREE char *other = feed_rec("other", NULL, 1, "{}");
    AUTO_FREE char *fresh = feed_rec("fresh", NULL, 1, "{}");

    feed_open(&feed, rig_of(state), "conflict");
    feed_stream_init(&stream, "main");
    add_records(&stream, 2);
    feed_send(&feed, &stream, &reply);
    feed_add_at(&stream, 2, other);
    (void)feed_add(&stream, fresh);
    feed_send(&feed, &stream, &reply);
    assert_int_equal(reply.acks[0].ack, PUSH_CONFLICT);
    assert_int_equal(reply.acks[1].ack, PUSH_STORED);
    assert_int_equal(reply.contiguous, 3);
    assert_sql(state, "test", "SELECT kind FROM office.event WHERE stream_id = '%s' AND seq = 2",
               stream.id);
    /* The kiosk's chain runs over a record that the office does not have. */
    assert_sql(state, "3", "SELECT chain_broken_at FROM office.stream WHERE stream_id = '%s'",
               stream.id);
    feed_stream_clear(&stream);
    feed_close(&feed);
}

static void a_record_that_moved_to_a_new_stream_is_kept_once(void **state)
{
    struct feed feed;
    struct feed_stream old;
    struct feed_stream new;
    struct push_reply reply;
    AUTO_FREE char *first = feed_rec("first", NULL, 1, "{}");
    AUTO_FREE char *second = feed_rec("second", NULL, 2, "{}");
    AUTO_FREE char *third = feed_rec("third", NULL, 3, "{}");

    feed_open(&feed, rig_of(state), "moved");
    feed_stream_init(&old, "main");
    feed_stream_init(&new, "main");
    (void)feed_add(&old, first);
    (void)feed_add(&old, second);
    feed_send(&feed, &old, &reply);
    (void)feed_add(&new, second);
    (void)feed_add(&new, third);
    feed_send(&feed, &new, &reply);
    assert_int_equal(reply.acks[0].ack, PUSH_DUPLICATE);
    assert_int_equal(reply.acks[1].ack, PUSH_STORED);
    assert_int_equal(reply.contiguous, 2);
    assert_memory_equal(reply.chain, new.chain, 32);
    assert_sql(state, "3|1",
               "SELECT (SELECT count(*) FROM office.event WHERE kiosk_id = '%s'), "
               "(SELECT count(*) FROM office.event_moved WHERE stream_id = '%s')",
               feed.caller.kiosk, new.id);
    /* Its place is taken: another record there is a conflict. */
    feed_add_at(&new, 1, first);
    feed_send(&feed, &new, &reply);
    assert_acks(&reply, 1, PUSH_CONFLICT);
    feed_stream_clear(&old);
    feed_stream_clear(&new);
    feed_close(&feed);
}

static void what_cannot_be_read_is_kept_as_bytes(void **state)
{
    struct feed feed;
    struct feed_stream stream;
    struct push_reply reply;
    AUTO_FREE char *good = feed_rec("good", NULL, 1, "{}");

    feed_open(&feed, rig_of(state), "bytes");
    feed_stream_init(&stream, "main");
    (void)feed_add(&stream, good);
    (void)feed_add(&stream, "{not json\xFF");
    feed_send(&feed, &stream, &reply);
    assert_int_equal(reply.acks[0].ack, PUSH_STORED);
    assert_int_equal(reply.acks[1].ack, PUSH_QUARANTINED);
    assert_int_equal(reply.contiguous, 2);
    assert_memory_equal(reply.chain, stream.chain, 32);
    assert_sql(state, "\\x7b6e6f74206a736f6eff|t",
               "SELECT rec, body IS NULL FROM office.event WHERE stream_id = '%s' AND seq = 2",
               stream.id);
    feed_stream_clear(&stream);
    feed_close(&feed);
}

static void a_survey_leaves_only_the_day_it_came(void **state)
{
    struct feed feed;
    struct feed_stream stream;
    struct push_reply reply;

    feed_open(&feed, rig_of(state), "survey");
    feed_stream_init(&stream, "survey");
    add_records(&stream, 1);
    feed_send(&feed, &stream, &reply);
    assert_sql(state, "t",
               "SELECT received_at = date_trunc('day', received_at AT TIME ZONE 'UTC') AT TIME "
               "ZONE 'UTC' FROM office.event WHERE stream_id = '%s'",
               stream.id);
    feed_stream_clear(&stream);
    feed_close(&feed);
}

static enum err_code refusal(struct feed *feed)
{
    struct feed_stream stream;
    struct push_reply reply;
    struct err err = {0};
    bool is_stored;

    feed_stream_init(&stream, "main");
    add_records(&stream, 1);
    is_stored = feed_try(feed, &stream, &reply, &err);
    feed_stream_clear(&stream);
    return is_stored ? ERR_NONE : err.code;
}

static void run_sql(void **state, const char *format, const char *value)
{
    AUTO_FREE char *sql = mem_format("%s'%s'", format, value);

    office_rig_sql(rig_of(state), sql, NULL, 0);
}

static void only_the_certificate_in_use_may_send(void **state)
{
    struct feed feed;

    feed_open(&feed, rig_of(state), "serial");
    assert_int_equal(refusal(&feed), ERR_NONE);
    /* Renewed: the old one is good until the kiosk works with the new one. */
    run_sql(state, "UPDATE office.kiosk SET old_serial = serial, serial = 'AB01' WHERE kiosk_id = ",
            feed.caller.kiosk);
    assert_int_equal(refusal(&feed), ERR_NONE);
    /* Tried, and not kept: the kiosk goes on with the old one. */
    run_sql(state,
            "SELECT office.api_stream(kiosk_id, 'AB01', kiosk_id) FROM office.kiosk "
            "WHERE kiosk_id = ",
            feed.caller.kiosk);
    assert_int_equal(refusal(&feed), ERR_NONE);
    feed.caller.serial = "ab01";
    assert_int_equal(refusal(&feed), ERR_NONE);
    feed.caller.serial = feed.serial;
    assert_int_equal(refusal(&feed), ERR_CLOSED);
    feed.caller.serial = "AB01";
    assert_int_equal(refusal(&feed), ERR_NONE);
    run_sql(state,
            "UPDATE office.kiosk SET revoked_at = now(), revoked_by = 'test' WHERE kiosk_id = ",
            feed.caller.kiosk);
    assert_int_equal(refusal(&feed), ERR_CLOSED);
    (void)text_copy(feed.caller.kiosk, sizeof feed.caller.kiosk,
                    "00000000-0000-4000-8000-000000000000");
    assert_int_equal(refusal(&feed), ERR_CLOSED);
    feed_close(&feed);
}

static void a_database_that_forgets_is_not_used(void **state)
{
    struct feed feed;
    struct err err = {0};

    feed_open(&feed, rig_of(state), "forgets");
    office_rig_sql(rig_of(state), "ALTER ROLE kiosk_api SET synchronous_commit = local", NULL, 0);
    struct feed late;
    feed_open_again(&late, rig_of(state), &feed);
    assert_int_equal(refusal(&late), ERR_OFFLINE);
    assert_false(ingest_check_durable(late.pg, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, "synchronous_commit"));
    office_rig_sql(rig_of(state), "ALTER ROLE kiosk_api RESET synchronous_commit", NULL, 0);
    assert_int_equal(refusal(&feed), ERR_NONE);
    feed_close(&late);
    feed_close(&feed);
}

static void kiosks_and_projection_reach_their_functions_and_nothing_else(void **state)
{
    assert_sql(
        state, "0",
        "SELECT count(*) FROM pg_class c, "
        "unnest('{kiosk_api,office_project,office_relay}'::text[]) r(role), "
        "unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) p(may) "
        "WHERE c.relnamespace = 'office'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
        "AND has_table_privilege(r.role, c.oid, p.may)");
    assert_sql(
        state, "0",
        "SELECT count(*) FROM pg_class c, "
        "unnest('{kiosk_api,office_project,office_relay}'::text[]) r(role) "
        "WHERE c.relnamespace = 'office'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
        "AND has_any_column_privilege(r.role, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')");
    assert_sql(state,
               "api_catalogue api_decisions api_head api_heartbeat api_incarnation api_ingest "
               "api_knock api_relay api_stream",
               "SELECT string_agg(proname, ' ' ORDER BY proname) FROM pg_proc WHERE pronamespace = "
               "'office'::regnamespace AND has_function_privilege('kiosk_api', oid, 'EXECUTE')");
    /* The pages may not number a decision, nor say what a kiosk's letters are sealed with. */
    assert_sql(state, "SELECT",
               "SELECT string_agg(p, ' ') FROM "
               "unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) p "
               "WHERE has_table_privilege('office_web', 'office.decision_head', p)");
    assert_sql(state, "account act answer kiosk_id letter number weight",
               "SELECT string_agg(attname, ' ' ORDER BY attname) FROM pg_attribute WHERE attrelid "
               "= 'office.complaint_act'::regclass AND attnum > 0 AND NOT attisdropped AND "
               "has_column_privilege('office_web', attrelid, attnum, 'INSERT')");
    assert_sql(state, "survey_counts survey_keys survey_sums",
               "SELECT string_agg(proname, ' ' ORDER BY proname) FROM pg_proc WHERE pronamespace = "
               "'office'::regnamespace AND has_function_privilege('office_web', oid, 'EXECUTE')");
    assert_sql(
        state, "project_next",
        "SELECT string_agg(proname, ' ' ORDER BY proname) FROM pg_proc WHERE pronamespace = "
        "'office'::regnamespace AND has_function_privilege('office_project', oid, 'EXECUTE')");
}

/* A request as nginx passes it on; the answer's status. */
static int status_of(void **state, const char *const *curl_words)
{
    char socket[256];
    char said[OFFICE_SAID] = "";
    const char *words[32] = {"/usr/bin/curl", "-s",  "-o", "/dev/null", "-w", "%{http_code}",
                             "--unix-socket", socket};
    size_t count = 8;

    office_rig_value(rig_of(state), "RUN", socket, sizeof socket);
    assert_true(
        text_format(socket + strlen(socket), sizeof socket - strlen(socket), "/ingest/1.sock"));
    for (; *curl_words; curl_words++)
        words[count++] = *curl_words;
    assert_int_equal(office_rig_run(words, said, sizeof said), 0);
    return (int)strtol(said, NULL, 10);
}

static void requests_that_are_none_are_refused(void **state)
{
    struct feed feed;
    AUTO_FREE char *dn = NULL;
    AUTO_FREE char *serial = NULL;

    feed_open(&feed, rig_of(state), "refused");
    dn = mem_format("Anjungan-Kiosk-Dn: CN=%s", feed.caller.kiosk);
    serial = mem_format("Anjungan-Kiosk-Serial: %s", feed.serial);
#define GOOD "-H", "Anjungan-Kiosk-Verify: SUCCESS", "-H", dn, "-H", serial
#define NDJSON "-H", "Content-Type: application/x-ndjson", "-H", "Anjungan-Stream: main"
#define STREAM "http://x/v1/streams/00000000-0000-4000-8000-000000000001"
    const struct {
        int status;
        const char *words[16];
    } cases[] = {
        {200, {GOOD, STREAM}},
        {401, {STREAM}},
        {401, {"-H", "Anjungan-Kiosk-Verify: FAILED:expired", "-H", dn, "-H", serial, STREAM}},
        {403,
         {"-H", "Anjungan-Kiosk-Verify: SUCCESS", "-H", "Anjungan-Kiosk-Dn: CN=K1", "-H", serial,
          STREAM}},
        {403, {"-H", "Anjungan-Kiosk-Verify: SUCCESS", "-H", dn, STREAM}},
        {403,
         {"-H", "Anjungan-Kiosk-Verify: SUCCESS", "-H", dn, "-H", "Anjungan-Kiosk-Serial: 00",
          STREAM}},
        {400, {GOOD, "http://x/v1/streams/main"}},
        {404, {GOOD, "http://x/v1/nothing"}},
        {404, {GOOD, "--path-as-is", "http://x/v1/streams/../heartbeat"}},
        {404, {GOOD, "http://x/v1/catalogue/unknown"}},
        {405, {GOOD, "http://x/v1/heartbeat"}},
        {415,
         {GOOD, "-H", "Content-Type: text/plain", "-H", "Anjungan-Stream: main", "--data-binary",
          "x", STREAM "/events"}},
        {415, {GOOD, NDJSON, "-H", "Content-Encoding: br", "--data-binary", "x", STREAM "/events"}},
        {400,
         {GOOD, NDJSON, "-H", "Content-Encoding: gzip", "--data-binary", "x", STREAM "/events"}},
        {400,
         {GOOD, NDJSON, "--data-binary", "{\"seq\":1,\"rec\":{}}",
          STREAM "/events"}}, /* no end of line */
        {400, {GOOD, NDJSON, "--data-binary", "[1]\n", STREAM "/events"}},
        {422, {GOOD, NDJSON, "--data-binary", "", STREAM "/events"}},
        {422,
         {GOOD, NDJSON, "--data-binary", "{\"seq\":2,\"rec\":{}}\n{\"seq\":1,\"rec\":{}}\n",
          STREAM "/events"}},
        {422,
         {GOOD, NDJSON, "--data-binary", "{\"seq\":99999999999999999,\"rec\":{}}\n",
          STREAM "/events"}},
        {400,
         {GOOD, NDJSON, "-H", "Anjungan-Chain: 1:zz", "--data-binary", "{\"seq\":1,\"rec\":{}}\n",
          STREAM "/events"}},
        {422,
         {GOOD, "-H", "Content-Type: application/x-ndjson", "-H", "Anjungan-Stream: ../x",
          "--data-binary", "x", STREAM "/events"}},
        {422,
         {GOOD, "-H", "Content-Type: application/json", "--data-binary", "{}",
          "http://x/v1/heartbeat"}},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int status = status_of(state, cases[i].words);

        if (status != cases[i].status)
            fail_msg("request %zu is answered with %d, not %d", i, status, cases[i].status);
    }
    feed_close(&feed);
}

static void a_catalogue_that_is_known_is_not_sent_again(void **state)
{
    struct feed feed;
    AUTO_FREE char *dn = NULL;
    AUTO_FREE char *serial = NULL;

    feed_open(&feed, rig_of(state), "catalogue");
    office_rig_sql(rig_of(state),
                   "INSERT INTO office.catalogue (name, version, file, tag, published_by) VALUES "
                   "('uji', 1, 'old', 'one', 'test'), ('uji', 2, 'new', 'two', 'test')",
                   NULL, 0);
    dn = mem_format("Anjungan-Kiosk-Dn: CN=%s", feed.caller.kiosk);
    serial = mem_format("Anjungan-Kiosk-Serial: %s", feed.serial);
    const char *const fresh[] = {GOOD, "http://x/v1/catalogue/uji", NULL};
    const char *const old[] = {GOOD, "-H", "If-None-Match: \"one\"", "http://x/v1/catalogue/uji",
                               NULL};
    const char *const same[] = {GOOD, "-H", "If-None-Match: \"two\"", "http://x/v1/catalogue/uji",
                                NULL};
    const char *const weak[] = {GOOD, "-H", "If-None-Match: W/\"two\"", "http://x/v1/catalogue/uji",
                                NULL};
    assert_int_equal(status_of(state, fresh), 200);
    assert_int_equal(status_of(state, old), 200);
    assert_int_equal(status_of(state, same), 304);
    assert_int_equal(status_of(state, weak), 304);
    feed_close(&feed);
}

/* Its head is good; only the database finds out about the rest. */
static void a_record_that_the_database_cannot_hold_keeps_none_away(void **state)
{
    struct feed feed;
    AUTO_FREE char *dn = NULL;
    AUTO_FREE char *serial = NULL;
    AUTO_FREE char *good = feed_rec("good", NULL, 1, "{}");
    AUTO_FREE char *nul = feed_rec("nul", NULL, 1, "{\"a\":\"\\u0000\"}");
    AUTO_FREE char *cut = feed_rec("cut", NULL, 1, "{\"a\":[}");
    AUTO_FREE char *last = feed_rec("last", NULL, 1, "{}");
    struct feed_stream stream;
    AUTO_FREE char *url = NULL;

    feed_open(&feed, rig_of(state), "poison");
    feed_stream_init(&stream, "main");
    (void)feed_add(&stream, good);
    (void)feed_add(&stream, nul);
    (void)feed_add(&stream, cut);
    (void)feed_add(&stream, last);
    dn = mem_format("Anjungan-Kiosk-Dn: CN=%s", feed.caller.kiosk);
    serial = mem_format("Anjungan-Kiosk-Serial: %s", feed.serial);
    url = mem_format("http://x/v1/streams/%s/events", stream.id);
    const char *const words[] = {GOOD, NDJSON, "--data-binary", stream.lines.data, url, NULL};
    assert_int_equal(status_of(state, words), 200);
    assert_sql(state, "good f  t  t last f",
               "SELECT string_agg(kind || ' ' || left(is_quarantined::text, 1), ' ' ORDER BY seq) "
               "FROM office.event WHERE stream_id = '%s'",
               stream.id);
    assert_sql(
        state, "4|t",
        "SELECT contiguous, chain_broken_at IS NULL FROM office.stream WHERE stream_id = '%s'",
        stream.id);
    assert_int_equal(status_of(state, words), 200); /* and again: all known */
    feed_stream_clear(&stream);
    feed_close(&feed);
}

static void a_decision_that_cannot_be_read_holds_none_up(void **state)
{
    AUTO_FREE struct decisions *page = mem_zalloc(1, sizeof *page);
    struct feed feed;
    struct err err;

    feed_open(&feed, rig_of(state), "decided");
    assert_sql(state, "",
               "INSERT INTO office.complaint_act (kiosk_id, number, act, weight, account) "
               "SELECT '%s', 'PD-1001', 'weighed', w, 'a' FROM unnest('{ringan,strange,berat}'"
               "::text[]) w",
               feed.caller.kiosk);
    if (!ingest_decisions(feed.pg, page, &feed.caller, 0, &err))
        fail_msg("%s", err.text);
    assert_int_equal(page->count, 3);
    assert_true(page->items[0].is_known);
    assert_false(page->items[1].is_known);
    assert_int_equal(page->items[1].seq, 2);
    assert_int_equal(page->items[2].what.weight, WEIGHT_BERAT);
    feed_close(&feed);
}

/* Kiosks at rest must ask what it lacks: it may not have all that the one before it was told. */
static void a_database_that_took_over_is_another_incarnation(void **state)
{
    const struct office_rig *rig = rig_of(state);
    AUTO_FREE char *mark = mem_format("%s/pg/standby.signal", rig->directory);
    const char *const touch[] = {"/bin/touch", mark, NULL};
    struct push_reply before, after;
    struct feed feed;
    struct err err;

    feed_open(&feed, rig, "promoted");
    assert_true(ingest_stream(feed.pg, &before, &feed.caller, feed.caller.kiosk, &err));
    office_rig_kill(rig, "postgres");
    office_rig_up(rig, "postgres");
    assert_true(ingest_stream(feed.pg, &after, &feed.caller, feed.caller.kiosk, &err)
                || ingest_stream(feed.pg, &after, &feed.caller, feed.caller.kiosk, &err));
    assert_true(uuid_equal(&before.incarnation, &after.incarnation));

    office_rig_kill(rig, "postgres");
    assert_int_equal(office_rig_run(touch, NULL, 0), 0);
    office_rig_up(rig, "postgres");
    assert_sql(state, "t", "SELECT pg_promote()");
    assert_true(ingest_stream(feed.pg, &after, &feed.caller, feed.caller.kiosk, &err)
                || ingest_stream(feed.pg, &after, &feed.caller, feed.caller.kiosk, &err));
    assert_false(uuid_equal(&before.incarnation, &after.incarnation));
    feed_close(&feed);
}

static void without_its_database_the_office_asks_to_wait(void **state)
{
    struct feed feed;
    AUTO_FREE char *dn = NULL;
    AUTO_FREE char *serial = NULL;

    feed_open(&feed, rig_of(state), "wait");
    dn = mem_format("Anjungan-Kiosk-Dn: CN=%s", feed.caller.kiosk);
    serial = mem_format("Anjungan-Kiosk-Serial: %s", feed.serial);
    const char *const words[] = {GOOD, STREAM, NULL};
    office_rig_kill(rig_of(state), "postgres");
    assert_int_equal(status_of(state, words), 503);
    office_rig_up(rig_of(state), "postgres");
    /* A daemon that was not asked meanwhile may still hold the dead connection, and asks once more. */
    int status = status_of(state, words);
    for (int i = 0; i < 5 && status == 503; i++)
        status = status_of(state, words);
    assert_int_equal(status, 200);
    feed_close(&feed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sent_again_is_a_duplicate),
        cmocka_unit_test(a_crowd_with_the_same_batch_stores_it_once),
        cmocka_unit_test(pieces_of_a_stream_that_come_at_once_all_count),
        cmocka_unit_test(gaps_are_told_until_they_are_filled),
        cmocka_unit_test(another_record_under_a_number_is_a_conflict),
        cmocka_unit_test(a_record_that_moved_to_a_new_stream_is_kept_once),
        cmocka_unit_test(what_cannot_be_read_is_kept_as_bytes),
        cmocka_unit_test(a_survey_leaves_only_the_day_it_came),
        cmocka_unit_test(only_the_certificate_in_use_may_send),
        cmocka_unit_test(a_database_that_forgets_is_not_used),
        cmocka_unit_test(kiosks_and_projection_reach_their_functions_and_nothing_else),
        cmocka_unit_test(requests_that_are_none_are_refused),
        cmocka_unit_test(a_catalogue_that_is_known_is_not_sent_again),
        cmocka_unit_test(a_record_that_the_database_cannot_hold_keeps_none_away),
        cmocka_unit_test(a_decision_that_cannot_be_read_holds_none_up),
        cmocka_unit_test(a_database_that_took_over_is_another_incarnation),
        cmocka_unit_test(without_its_database_the_office_asks_to_wait),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
