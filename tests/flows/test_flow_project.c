/* What becomes of events: the same pages whatever the order in which they are read, and no event that
 * stands in the way of others. Against a real PostgreSQL. */
#include "support/feed.h"
#include "base/mem.h"
#include "base/text.h"
#include "wire/event_calling.h"
#include "wire/event_complaint.h"
#include "wire/event_survey.h"
#include "wire/event_words.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { TICKETS = 12, COMPLAINTS = 3, SURVEYS = 20, ORDERS = 4 };
static const int64_t morning_ms = 1795400000000; /* 2026-11-23 08:53 in Pekanbaru */

/* A day of one kiosk, in two streams. */
struct day {
    struct office_rig rig;
    struct feed feed;
    struct feed_stream main;
    struct feed_stream survey;
    struct uuid session;
    int64_t now_ms;
};

static void assert_sql(const struct day *day, const char *wanted, const char *sql)
{
    char said[4096] = "";

    office_rig_sql(&day->rig, sql, said, sizeof said);
    said[strcspn(said, "\n")] = '\0';
    assert_string_equal(said, wanted);
}

static struct event_head next_head(struct day *day)
{
    day->now_ms += 20000;
    return (struct event_head){.id = uuid_v7(day->now_ms),
                               .session = day->session,
                               .at_ms = day->now_ms,
                               .boot = "b",
                               .quality = CLOCK_VERIFIED};
}

static void add(struct feed_stream *stream, struct text *rec)
{
    (void)feed_add(stream, rec->data);
    rec->len = 0;
}

static void act(struct day *day, struct text *rec, struct ticket *ticket, enum ticket_act what)
{
    struct event_head head = next_head(day);

    ticket->calls = what == ACT_CALL_NEXT ? 1 : 2;
    (void)event_ticket_act(
        rec, &head, what,
        &(struct event_ticket_act){ticket, "1", ticket->seq % 2 ? "P-01" : "P-02"});
    add(&day->main, rec);
}

/* Every third is skipped and comes back; every fifth is voided; all others are served. */
static void add_ticket(struct day *day, struct text *rec, int no)
{
    struct event_head head = next_head(day);
    struct print_job job = {.uuid = uuid_v4(), .state = PRINT_PRINTED};
    struct ticket ticket = {
        .id = uuid_v4(), .seq = no, .wait_ms = 60000 + no, .service_ms = 90000 + no};

    (void)text_format(ticket.number, sizeof ticket.number, "A-%03d", no);
    (void)text_copy(ticket.series, sizeof ticket.series, "A");
    (void)text_copy(ticket.group_id, sizeof ticket.group_id, "umum");
    (void)text_copy(ticket.lang, sizeof ticket.lang, "id");
    (void)event_ticket_issued(rec, &head, &(struct event_ticket_issued){&ticket, true, 1});
    add(&day->main, rec);
    job.ticket = ticket.id;
    head = next_head(day);
    (void)event_slip_moved(rec, &head, &(struct event_slip_moved){&job, "printer"});
    add(&day->main, rec);
    if (no % 5 == 0) {
        act(day, rec, &ticket, ACT_VOID);
        return;
    }
    act(day, rec, &ticket, ACT_PROMOTE);
    act(day, rec, &ticket, ACT_CALL_NEXT);
    if (no % 3 == 0) {
        act(day, rec, &ticket, ACT_SKIP);
        act(day, rec, &ticket, ACT_RESTORE);
        act(day, rec, &ticket, ACT_CALL_NEXT);
    }
    act(day, rec, &ticket, ACT_START);
    (void)text_copy(ticket.group_id, sizeof ticket.group_id, "khusus");
    act(day, rec, &ticket, no % 4 == 0 ? ACT_TRANSFER : ACT_FINISH);
}

static void add_words(struct day *day, struct text *rec, const char *number, const char *sealed)
{
    static const uint8_t key[32] = {1};
    struct event_head head = next_head(day);

    (void)event_complaint_words(rec, &head,
                                &(struct event_words){number, sealed, strlen(sealed), key});
    add(&day->main, rec);
}

/* The second one's words are erased, and sent once more by a late record. */
static void add_complaint(struct day *day, struct text *rec, int no)
{
    struct event_head head = next_head(day);
    struct complaint complaint = {.kind = COMPLAINT_KIND_COUNT - 1, .weight = WEIGHT_COUNT - 1};

    complaint_format_number(complaint.number, 1, no);
    (void)event_complaint_received(rec, &head, &complaint);
    add(&day->main, rec);
    add_words(day, rec, complaint.number, "sealed words");
    head = next_head(day);
    (void)event_complaint_weighed(rec, &head, &complaint);
    add(&day->main, rec);
    head = next_head(day);
    (void)event_complaint_answered(rec, &head, &complaint);
    add(&day->main, rec);
    add_words(day, rec, complaint.number, "sealed answer");
    if (no != 2)
        return;
    head = next_head(day);
    (void)event_complaint_erased(rec, &head, &complaint, "visitor");
    add(&day->main, rec);
    add_words(day, rec, complaint.number, "sealed late");
}

static void add_surveys(struct day *day, struct text *rec)
{
    for (int i = 0; i < SURVEYS; i++) {
        struct survey_response response = {.id = uuid_v4(),
                                           .day = 20780,
                                           .bracket = (enum survey_bracket)(i % BRACKET_COUNT),
                                           .flags = (unsigned)(i % 8)};
        struct event_head head =
            event_survey_head(&response.id, response.day, response.bracket, 420);

        memset(response.answers, 1 + i % 4, sizeof response.answers);
        response.profile.age = (enum survey_age)(i % AGE_COUNT);
        (void)event_survey_answered(rec, &head,
                                    &(struct event_survey_answered){&response, "", 0, NULL});
        add(&day->survey, rec);
    }
}

static void send(struct feed *feed, struct feed_stream *stream)
{
    struct push_reply reply;

    feed_send(feed, stream, &reply);
    for (size_t i = 0; i < reply.ack_count; i++)
        assert_int_equal(reply.acks[i].ack, PUSH_STORED);
}

/* The session learns its day at the end only. */
static void live_through(struct day *day)
{
    AUTO_TEXT struct text rec = {0};
    struct event_head head;

    text_init(&rec, EVENT_MAX_BYTES);
    head = next_head(day);
    (void)event_session_opened(&rec, &head, &(struct event_session_opened){.by = "staff"});
    add(&day->main, &rec);
    head = next_head(day);
    (void)event_counter_opened(&rec, &head, &(struct event_counter){"1", "P-01"});
    add(&day->main, &rec);
    for (int no = 1; no <= TICKETS; no++)
        add_ticket(day, &rec, no);
    for (int no = 1; no <= COMPLAINTS; no++)
        add_complaint(day, &rec, no);
    head = next_head(day);
    (void)event_session_dated(&rec, &head, &(struct event_session_dated){20780});
    add(&day->main, &rec);
    head = next_head(day);
    (void)event_session_closed(&rec, &head, &(struct event_session_closed){"staff", TICKETS});
    add(&day->main, &rec);
    add_surveys(day, &rec);
    send(&day->feed, &day->main);
    send(&day->feed, &day->survey);
}

static int set_up(void **state)
{
    static const char *const options[] = {"--ingest", "1", "--without",
                                          "ingest,enrolment,web,project,nginx", NULL};
    struct day *day = mem_zalloc(1, sizeof *day);

    office_rig_start(&day->rig, options);
    feed_open(&day->feed, &day->rig, "day");
    feed_stream_init(&day->main, "main");
    feed_stream_init(&day->survey, "survey");
    day->session = uuid_v4();
    day->now_ms = morning_ms;
    live_through(day);
    *state = day;
    return 0;
}

static int tear_down(void **state)
{
    struct day *day = *state;

    feed_stream_clear(&day->main);
    feed_stream_clear(&day->survey);
    feed_close(&day->feed);
    office_rig_stop(&day->rig);
    free(day);
    return 0;
}

#define READ_MODELS                                                                                \
    "session", "ticket", "response", "abandoned", "complaint", "counter", "help_call", "unread"

/* A digest of all rows of all read models, and how many there are. */
static void digest(const struct day *day, char *out, size_t size)
{
    static const char *const tables[] = {READ_MODELS};
    AUTO_TEXT struct text sql = {0};

    text_init(&sql, 8192);
    text_add(&sql, "SELECT md5(string_agg(r, ',' ORDER BY r)), count(*) FROM (");
    for (size_t i = 0; i < ARRAY_LEN(tables); i++)
        text_addf(&sql, "%sSELECT to_jsonb(t) - 'at' || '{\"t\":\"%s\"}' FROM office.%s t",
                  i > 0 ? " UNION ALL " : "", tables[i], tables[i]);
    text_add(&sql, ") AS all_of(r0), LATERAL (SELECT r0::text) AS x(r)");
    office_rig_sql(&day->rig, sql.data, out, size);
}

static void forget(const struct day *day)
{
    office_rig_sql(&day->rig,
                   "TRUNCATE office.session, office.ticket, office.response, office.abandoned, "
                   "office.complaint, office.counter, office.help_call, office.unread; "
                   "UPDATE office.stream SET projected = '{}'",
                   NULL, 0);
}

static void read_all(const struct day *day)
{
    office_rig_sql(&day->rig,
                   "DO $$ BEGIN WHILE office.project_next(420) > 0 LOOP END LOOP; END $$", NULL, 0);
}

static void a_day_becomes_what_pages_show(void **state)
{
    const struct day *day = *state;

    read_all(day);
    assert_sql(day, "12|12|12|0",
               "SELECT count(*), count(number), count(*) FILTER (WHERE slip = 'printed'), "
               "count(*) FILTER (WHERE copies <> 0) FROM office.ticket");
    assert_sql(day, "2026-11-23|t|t",
               "SELECT day, opened_at < closed_at, "
               "(SELECT bool_and(t.day = s.day) FROM office.ticket t) FROM office.session s");
    assert_sql(day, "finished 7 voided 2 waiting 3",
               "SELECT string_agg(state || ' ' || n, ' ' ORDER BY state) FROM "
               "(SELECT state, count(*) n FROM office.ticket GROUP BY state) x");
    assert_sql(day, "khusus|staff|60004|t",
               "SELECT grp, priority, wait_ms, called_at < issued_at + interval '2 min' "
               "FROM office.ticket WHERE number = 'A-004'");
    assert_sql(day, "20|2026-11-23|7",
               "SELECT count(*), min(day), max(flags) FROM office.response");
    assert_sql(day, "0", "SELECT count(*) FROM office.unread");
    assert_sql(day, "0", "SELECT count(*) FROM office.stream WHERE got <> projected");
}

static void erased_words_are_gone_everywhere(void **state)
{
    const struct day *day = *state;

    read_all(day);
    assert_sql(day,
               "PD-1001|sealed answer|answered PD-1002||answered PD-1003|sealed answer|answered",
               "SELECT string_agg(concat_ws('|', number, coalesce(convert_from(words, 'UTF8'), "
               "''), state), ' ' "
               "ORDER BY number) FROM office.complaint");
    assert_sql(
        day, "0|3|3",
        "SELECT count(*) FILTER (WHERE convert_from(rec, 'UTF8') LIKE '%PD-1002%'), "
        "count(*) FILTER (WHERE rec = '' AND body IS NULL), count(sha) FILTER (WHERE rec = '') "
        "FROM office.event WHERE kind = 'complaint.words'");
}

/* Erasing is done before, so that the events are the same each time. */
static void any_order_gives_the_same_pages(void **state)
{
    const struct day *day = *state;
    unsigned seed = getenv("SEED") ? (unsigned)strtoul(getenv("SEED"), NULL, 10) : 20261123;
    char first[128] = "";
    char again[128] = "";
    AUTO_FREE char *sql = NULL;

    read_all(day);
    forget(day);
    read_all(day);
    digest(day, first, sizeof first);
    print_message("seed %u\n", seed);
    for (unsigned order = 0; order < ORDERS; order++) {
        free(sql);
        /* One by one in a random order, some of them twice. */
        sql = mem_format(
            "DO $$ DECLARE e record; BEGIN PERFORM setseed(%u / 4294967296.0); FOR e IN "
            "SELECT kiosk_id, stream_id, seq, ordinal FROM office.event JOIN office.stream USING "
            "(kiosk_id, stream_id), generate_series(1, 2) n WHERE n = 1 OR seq %% 3 = 0 "
            "ORDER BY random() LOOP PERFORM office.project_numbers(e.kiosk_id, e.stream_id, "
            "e.ordinal, int8multirange(int8range(e.seq, e.seq, '[]')), interval '420 min'); "
            "END LOOP; END $$",
            seed + order);
        forget(day);
        office_rig_sql(&day->rig, sql, NULL, 0);
        digest(day, again, sizeof again);
        assert_string_equal(again, first);
    }
}

static void a_record_that_cannot_be_read_keeps_none_away(void **state)
{
    struct day *day = *state;
    AUTO_FREE char *bad =
        feed_rec("ticket.issued", &day->session, morning_ms, "{\"ticket\":\"x\"}");
    AUTO_FREE char *odd =
        feed_rec("survey.answered", NULL, morning_ms,
                 "{\"id\":\"00000000-0000-4000-8000-00000000000a\",\"day\":\"2026-11-23\","
                 "\"source\":\"kiosk\",\"answers\":{\"persyaratan\":9}}");
    AUTO_FREE char *new = feed_rec("kind.of.tomorrow", NULL, morning_ms, "[1]");
    AUTO_FREE char *good =
        feed_rec("counter.opened", NULL, morning_ms, "{\"counter\":\"9\",\"officer\":\"P-09\"}");

    (void)feed_add(&day->main, bad);
    (void)feed_add(&day->main, odd);
    (void)feed_add(&day->main, new);
    (void)feed_add(&day->main, good);
    send(&day->feed, &day->main);
    read_all(day);
    assert_sql(day, "1", "SELECT count(*) FROM office.counter WHERE name = '9' AND is_open");
    assert_sql(day, "2", "SELECT count(*) FROM office.unread");
    assert_sql(day, "0", "SELECT count(*) FROM office.stream WHERE got <> projected");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_becomes_what_pages_show),
        cmocka_unit_test(erased_words_are_gone_everywhere),
        cmocka_unit_test(any_order_gives_the_same_pages),
        cmocka_unit_test(a_record_that_cannot_be_read_keeps_none_away),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
