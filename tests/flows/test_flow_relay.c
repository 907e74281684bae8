/* Events on their way from an office to the one above it: all of them, once, and nothing that must stay.
 * Against two whole offices. */
#include "support/feed.h"
#include "base/mem.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { WAIT_MS = 60000, RECORDS = 450 };

struct offices {
    struct office_rig below;
    struct office_rig above; /* the same, seen through the other's directory */
    struct feed feed;
    struct feed_stream stream;
};

static int set_up(void **state)
{
    static const char *const options[] = {"--ingest",      "1",          "--without",
                                          "enrolment,web", "--province", NULL};
    struct offices *offices = mem_zalloc(1, sizeof *offices);

    office_rig_start(&offices->below, options);
    assert_true(text_format(offices->above.directory, sizeof offices->above.directory,
                            "%s/province", offices->below.directory));
    feed_open(&offices->feed, &offices->below, "kiosk");
    feed_stream_init(&offices->stream, "main");
    *state = offices;
    return 0;
}

static int tear_down(void **state)
{
    struct offices *offices = *state;

    feed_stream_clear(&offices->stream);
    feed_close(&offices->feed);
    office_rig_stop(&offices->below);
    free(offices);
    return 0;
}

static void send(struct offices *offices)
{
    struct push_reply reply;

    feed_send(&offices->feed, &offices->stream, &reply);
}

static void add(struct offices *offices, const char *kind, const char *data)
{
    AUTO_FREE char *rec = feed_rec(kind, NULL, 1795400000000, data);

    (void)feed_add(&offices->stream, rec);
}

/* What is the same in both: numbers, ids, hashes, and the bytes of what may leave. */
static void assert_same(const struct offices *offices)
{
    static const char sql[] =
        "SELECT md5(string_agg(concat_ws(' ', kiosk_id, stream_id, seq, id, kind, encode(sha, "
        "'hex'), "
        "CASE kind WHEN 'complaint.words' THEN '' ELSE encode(rec, 'hex') END), ',' "
        "ORDER BY stream_id, seq)) FROM office.event";
    char below[64] = "";
    char above[64] = "";

    office_rig_sql(&offices->below, sql, below, sizeof below);
    office_rig_sql(&offices->above, sql, above, sizeof above);
    assert_string_equal(below, above);
}

static void wait_until_relayed(const struct offices *offices)
{
    (void)office_rig_wait(&offices->below,
                          "SELECT count(*) FROM office.stream WHERE got <> relayed", "0", WAIT_MS);
}

static void the_office_above_gets_every_record_once(void **state)
{
    struct offices *offices = *state;

    for (int i = 1; i <= RECORDS; i++) {
        if (i % 100 == 50)
            add(offices, "complaint.words",
                "{\"number\":\"PD-1001\",\"words\":\"c2VhbGVk\",\"key\":\"00\"}");
        else
            add(offices, "counter.opened", "{\"counter\":\"1\",\"officer\":\"P-01\"}");
        if (i % 150 == 0)
            send(offices);
    }
    wait_until_relayed(offices);
    assert_same(offices);
    (void)office_rig_wait(&offices->above,
                          "SELECT s.got, k.device, k.serial, (SELECT is_open FROM office.counter) "
                          "FROM office.stream s JOIN office.kiosk k USING (kiosk_id)",
                          "{[1,451)}|K1||t", WAIT_MS);
}

static void sealed_words_do_not_leave_the_office(void **state)
{
    const struct offices *offices = *state;

    (void)office_rig_wait(
        &offices->above,
        "SELECT count(*) FILTER (WHERE rec <> '' OR body IS NOT NULL), count(*) FROM "
        "office.event WHERE kind = 'complaint.words'",
        "0|5", WAIT_MS);
}

/* Its database is from before: another incarnation, and half of the records. */
static void an_office_above_that_was_restored_is_told_again(void **state)
{
    struct offices *offices = *state;

    office_rig_sql(&offices->above,
                   "DELETE FROM office.event WHERE seq > 200; UPDATE office.stream SET got = "
                   "'{[1,201)}', contiguous = 200, chain = NULL; UPDATE office.meta SET value = "
                   "gen_random_uuid() WHERE key = 'incarnation'",
                   NULL, 0);
    add(offices, "counter.closed", "{\"counter\":\"1\",\"officer\":\"P-01\"}");
    send(offices);
    (void)office_rig_wait(&offices->above, "SELECT got FROM office.stream", "{[1,452)}", WAIT_MS);
    wait_until_relayed(offices);
    assert_same(offices);
}

/* The standby that took over may lack what the one before it had answered. */
static void an_office_above_whose_standby_took_over_is_told_again(void **state)
{
    struct offices *offices = *state;
    AUTO_FREE char *mark = mem_format("%s/pg/standby.signal", offices->above.directory);
    const char *const touch[] = {"/bin/touch", mark, NULL};

    office_rig_sql(&offices->above,
                   "DELETE FROM office.event WHERE seq > 200; UPDATE office.stream SET got = "
                   "'{[1,201)}', contiguous = 200, chain = NULL",
                   NULL, 0);
    office_rig_kill(&offices->above, "postgres");
    assert_int_equal(office_rig_run(touch, NULL, 0), 0);
    office_rig_up(&offices->above, "postgres");
    office_rig_sql(&offices->above, "SELECT pg_promote()", NULL, 0);
    add(offices, "counter.closed", "{\"counter\":\"1\",\"officer\":\"P-01\"}");
    send(offices);
    (void)office_rig_wait(&offices->above, "SELECT got FROM office.stream", "{[1,453)}", WAIT_MS);
    wait_until_relayed(offices);
    assert_same(offices);
}

/* How often the pattern stands in a log of this office. */
static int lines_of(const struct office_rig *rig, const char *log, const char *pattern)
{
    AUTO_FREE char *path = mem_format("%s/log/%s.log", rig->directory, log);
    const char *const words[] = {"/bin/grep", "-cE", pattern, path, NULL};
    char said[64];

    (void)office_rig_run(words, said, sizeof said);
    return (int)strtol(said, NULL, 10);
}

/* Its nginx says "Retry-After: 10": one request, not a storm, and one line in the log. */
static void an_office_above_that_is_away_is_left_alone_as_long_as_it_said(void **state)
{
    struct offices *offices = *state;
    int before = lines_of(&offices->above, "anjungan-kiosk", " 503 POST ");

    office_rig_kill(&offices->above, "ingest-1");
    add(offices, "counter.opened", "{\"counter\":\"1\",\"officer\":\"P-01\"}");
    send(offices);
    for (int i = 0;
         i < 600 && lines_of(&offices->below, "relay", "office above does not take") == 0; i++)
        (void)office_rig_wait(&offices->below, "SELECT pg_sleep(0.1)", "", WAIT_MS);
    assert_int_equal(lines_of(&offices->below, "relay", "does not take .*status 503"), 1);
    (void)office_rig_wait(&offices->below, "SELECT pg_sleep(4)", "", WAIT_MS);
    assert_int_equal(lines_of(&offices->above, "anjungan-kiosk", " 503 POST ") - before, 1);
    office_rig_up(&offices->above, "ingest-1");
    wait_until_relayed(offices);
    assert_same(offices);
    assert_int_equal(lines_of(&offices->below, "relay", "over: the office above"), 1);
}

static void a_kiosk_of_its_own_is_not_overwritten_from_below(void **state)
{
    struct offices *offices = *state;
    struct feed feed;
    struct feed_stream stream;
    struct push_reply reply;
    AUTO_FREE char *sql = NULL;
    AUTO_FREE char *rec = feed_rec("test", NULL, 1, "{}");

    feed_open(&feed, &offices->below, "stolen");
    feed_stream_init(&stream, "main");
    sql = mem_format("INSERT INTO office.kiosk (kiosk_id, device, serial, not_after, enrolled_by) "
                     "VALUES ('%s', 'K9', '0A', 'infinity', 'test')",
                     feed.caller.kiosk);
    office_rig_sql(&offices->above, sql, NULL, 0);
    (void)feed_add(&stream, rec);
    feed_send(&feed, &stream, &reply);
    free(sql);
    (void)office_rig_wait(&offices->below,
                          "SELECT count(*) FROM office.stream WHERE relay_refused_at IS NOT NULL",
                          "1", WAIT_MS);
    /* The others go on. */
    add(offices, "counter.opened", "{\"counter\":\"2\",\"officer\":\"P-01\"}");
    send(offices);
    (void)office_rig_wait(&offices->above, "SELECT got FROM office.stream", "{[1,455)}", WAIT_MS);
    sql = mem_format("SELECT count(*) FROM office.event WHERE kiosk_id = '%s'", feed.caller.kiosk);
    (void)office_rig_wait(&offices->above, sql, "0", WAIT_MS);
    feed_stream_clear(&stream);
    feed_close(&feed);
}

/* Its head is good; only the databases find out about the rest. */
static void a_record_that_no_database_can_hold_does_not_stop_its_stream(void **state)
{
    struct offices *offices = *state;
    AUTO_FREE char *poison = feed_rec("poison", NULL, 1, "{\"a\":\"\\u0000\"}");

    add(offices, "counter.closed", "{\"counter\":\"2\",\"officer\":\"P-01\"}");
    (void)feed_add(&offices->stream, poison);
    add(offices, "counter.opened", "{\"counter\":\"2\",\"officer\":\"P-01\"}");
    send(offices);
    (void)office_rig_wait(&offices->above, "SELECT got FROM office.stream", "{[1,458)}", WAIT_MS);
    (void)office_rig_wait(&offices->above,
                          "SELECT string_agg(seq || ' ' || octet_length(rec) / 100, ',') FROM "
                          "office.event WHERE is_quarantined AND body IS NULL",
                          "456 1", WAIT_MS);
}

/* Another record stands there under the same number. */
static void a_conflict_is_not_taken_for_sent(void **state)
{
    struct offices *offices = *state;

    office_rig_sql(
        &offices->above,
        "INSERT INTO office.event (kiosk_id, stream_id, seq, id, kind, quality, rec, sha) "
        "SELECT kiosk_id, stream_id, 459, gen_random_uuid(), 'test', 0, '{}', sha FROM "
        "office.event WHERE seq = 1",
        NULL, 0);
    for (int i = 458; i <= 460; i++)
        add(offices, "test", "{}");
    send(offices);
    (void)office_rig_wait(&offices->below,
                          "SELECT got - relayed, relay_refused_at IS NOT NULL FROM office.stream "
                          "WHERE got @> 459::bigint",
                          "{[459,460)}|t", WAIT_MS);
    (void)office_rig_wait(&offices->above, "SELECT got FROM office.stream", "{[1,459),[460,461)}",
                          WAIT_MS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_office_above_gets_every_record_once),
        cmocka_unit_test(sealed_words_do_not_leave_the_office),
        cmocka_unit_test(an_office_above_that_was_restored_is_told_again),
        cmocka_unit_test(an_office_above_whose_standby_took_over_is_told_again),
        cmocka_unit_test(an_office_above_that_is_away_is_left_alone_as_long_as_it_said),
        cmocka_unit_test(a_kiosk_of_its_own_is_not_overwritten_from_below),
        cmocka_unit_test(a_record_that_no_database_can_hold_does_not_stop_its_stream),
        cmocka_unit_test(a_conflict_is_not_taken_for_sent),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
