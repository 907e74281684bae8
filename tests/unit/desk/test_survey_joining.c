/* Can whoever has the whole database tell whose answers are whose? A day of tickets and surveys with
 * the truth known, and an attacker who knows even who answered when. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/slips.h"
#include "desk/survey.h"
#include "desk/thanks.h"
#include "support/join_attack.h"
#include "support/survey.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Opens at 07:41, 700 visitors; the last leaves after 19:00. */
enum { VISITORS = 700, SOME = 150, FEW = 30, STEP_MS = 60000 };
#define OPENS_MS (HALL_NOW_MS - 2 * HALL_HOUR_MS)
/* A rank correlation of n pairs by chance is about 1/sqrt(n); found is the correlation in that unit.
 * Of some fifty orders none comes near 5.5 by chance in a million runs. */
#define ORDER_BOUND 5.5
#define HITS_BOUND 20
/* Table and index of a response are filled together, so they miss chance together. */
#define PAGE_BOUND 8.0

struct day {
    struct hall hall;
    struct given given[VISITORS];
    size_t count;
    uint8_t key[32];
    int printed; /* by the printer, which counts on */
};

static int open_day(void **state)
{
    struct day *day = calloc(1, sizeof *day);

    hall_open(&day->hall);
    hall_ask(&day->hall);
    *state = day;
    return 0;
}

static int close_day(void **state)
{
    struct day *day = *state;

    hall_check(&day->hall);
    hall_close(&day->hall);
    free(day);
    return 0;
}

static void print_out(struct day *day, const struct print_job *job)
{
    static const enum print_state states[] = {PRINT_SENDING, PRINT_PRINTING, PRINT_PRINTED};

    day->printed++;
    for (size_t i = 0; i < ARRAY_LEN(states); i++)
        assert_true(desk_move_job(day->hall.desk, job->id, states[i], TROUBLE_NONE, "tiket",
                                  day->printed, NULL));
}

/* Some take the slip of thanks, at a moment of its own again; some leave before it is out. */
static void take_thanks(struct day *day, struct given *given, uint64_t *seed)
{
    struct print_job job;

    clock_fake_advance(day->hall.clock, 2000 + survey_chance(seed, 1000));
    assert_true(desk_print_thanks(day->hall.desk, "id", &job, NULL));
    print_out(day, &job);
    if (survey_chance(seed, 2) == 0)
        assert_true(desk_thanks_job(day->hall.desk, &job, NULL));
    given->slip = job.uuid;
    given->slip_ms = clock_now_ms(day->hall.clock);
}

/* At a moment of its own, away from every ticket's. */
static void answer(struct day *day, const struct ticket *ticket, uint64_t *seed)
{
    struct survey_submission submission = survey_by_chance(seed);
    struct given *given = &day->given[day->count++];

    clock_fake_advance(day->hall.clock, 20000 + survey_chance(seed, 1000));
    submission.ticket = ticket->id;
    submission.service_id = ticket->service_id;
    survey_submit(&day->hall, &submission);
    *given = (struct given){.response = submission.request,
                            .ticket = ticket->id,
                            .at_ms = clock_now_ms(day->hall.clock),
                            .mono_ms = clock_mono_ms(day->hall.clock)};
    given->half = given->at_ms >= HALL_NOW_MS + 199 * INT64_C(60000); /* 13:00 */
    if (survey_chance(seed, 4) == 0)
        assert_true(desk_add_suggestion(day->hall.desk, &submission.request, ticket->service_id,
                                        "Kursi kurang", NULL));
    if (survey_chance(seed, 2) == 0)
        take_thanks(day, given, seed);
}

/* A minute a visitor: takes a number, and answers, or stops, or goes home. */
static void live(struct day *day, int visitors)
{
    static const char *const services[] = {"izin-a", "izin-b", "panjang"};
    uint64_t seed = 4711;

    clock_fake_set_wall(day->hall.clock, OPENS_MS);
    for (int i = 0; i < visitors; i++) {
        int64_t began_ms = clock_now_ms(day->hall.clock);
        struct ticket ticket = hall_issue(&day->hall, services[survey_chance(&seed, 3)], false);
        struct print_job job;
        uint32_t deed = survey_chance(&seed, 10);
        struct uuid request = uuid_v4();

        assert_true(desk_ticket_job(day->hall.desk, &ticket.id, &job, NULL));
        print_out(day, &job);
        if (deed < 8)
            answer(day, &ticket, &seed);
        else if (deed == 8)
            assert_true(desk_abandon_survey(day->hall.desk, &request, 3, NULL));
        clock_fake_advance(day->hall.clock, began_ms + STEP_MS - clock_now_ms(day->hall.clock));
    }
}

static void remember_key(struct day *day)
{
    char hex[80];

    hall_text(&day->hall, "SELECT hex(key) FROM survey_key", hex, sizeof hex);
    assert_int_equal(strlen(hex), 64);
    for (size_t i = 0; i < 32; i++) {
        char pair[3] = {hex[2 * i], hex[2 * i + 1], '\0'};
        day->key[i] = (uint8_t)strtoul(pair, NULL, 16);
    }
}

/* The next morning: the first ticket closes the session, and the hourly release runs. */
static void sleep_over_it(struct day *day)
{
    clock_fake_advance(day->hall.clock,
                       OPENS_MS + 24 * HALL_HOUR_MS + 7 - clock_now_ms(day->hall.clock));
    hall_issue(&day->hall, "izin-a", false);
    assert_in_range(survey_release(&day->hall), (int64_t)day->count, VISITORS);
}

static void responses_cannot_be_joined_with_tickets(void **state)
{
    struct day *day = *state;
    struct join_findings found;

    live(day, VISITORS);
    remember_key(day);
    int64_t marks = hall_number(&day->hall, "SELECT count(*) FROM survey_mark");
    assert_int_equal(marks, day->count);
    assert_in_range(day->count, 500, VISITORS);
    sleep_over_it(day);
    join_attack(&day->hall, day->given, day->count, &found);
    print_message("order %.2f (%s), %zu own tickets of %zu, pages %.2f of %zu pairs\n", found.order,
                  found.order_by, found.most_hits, day->count, found.page_order, found.page_pairs);
    if (found.moments > 0)
        fail_msg("%zu moments, the first in %s", found.moments, found.moment_in);
    assert_true(found.order < ORDER_BOUND);
    assert_in_range(found.most_hits, 0, HITS_BOUND);
    assert_true(found.page_pairs > 1000);
    assert_true(found.page_order > -PAGE_BOUND && found.page_order < PAGE_BOUND);
    assert_int_equal(found.shared, 0);
    assert_int_equal(found.slips, 0);
    assert_int_equal(found.gaps, 0);
}

static void key_and_marks_are_nowhere_once_the_session_is_closed(void **state)
{
    struct day *day = *state;
    uint8_t mark[32];
    size_t made = 0;

    live(day, SOME);
    remember_key(day);
    assert_true(join_count_bytes(&day->hall, day->key, sizeof day->key) > 0);
    sleep_over_it(day);
    assert_int_equal(join_count_bytes(&day->hall, day->key, sizeof day->key), 0);
    for (size_t i = 0; i < day->count; i += 10, made++) {
        id_hmac_sha256(mark, day->key, day->given[i].ticket.bytes, sizeof(struct uuid));
        assert_int_equal(join_count_bytes(&day->hall, mark, sizeof mark), 0);
    }
    assert_true(made > 5);
    assert_int_equal(hall_number(&day->hall, "SELECT count(*) FROM survey_key"), 0);
    assert_int_equal(hall_number(&day->hall, "SELECT count(*) FROM survey_mark"), 0);
}

static void no_event_of_a_response_names_a_ticket(void **state)
{
    struct day *day = *state;
    char text[16];

    live(day, SOME);
    sleep_over_it(day);
    assert_int_equal(
        hall_number(&day->hall,
                    "SELECT count(*) FROM outbox o JOIN ticket t ON o.kind LIKE 'survey.%' AND "
                    "(instr(o.rec, CAST(lower(substr(hex(t.id), 1, 8)) AS BLOB)) > 0 OR "
                    "instr(o.rec, CAST('\"' || t.number AS BLOB)) > 0 OR "
                    "instr(o.rec, CAST('\"' || t.code || '\"' AS BLOB)) > 0 OR o.id = t.id)"),
        0);
    /* Members that nobody has looked at here may not come in unseen. */
    assert_int_equal(
        hall_number(
            &day->hall,
            "SELECT count(*) FROM outbox o, json_tree(CAST(o.rec AS TEXT)) j WHERE o.kind "
            "LIKE 'survey.%' AND j.key NOT IN ('v', 'id', 'kind', 'session', 'at', 'clock', "
            "'boot', 'mono_ms', 'offset_ms', 'quality', 'data', 'day', 'bracket', 'source', "
            "'device', 'service', 'sector', 'profile', 'gender', 'age', 'education', "
            "'occupation', 'answers', 'persyaratan', 'prosedur', 'waktu', 'biaya', "
            "'produk', 'kompetensi', 'perilaku', 'sarana', 'pengaduan', 'extras', 'parkir', "
            "'form', 'form_version', 'flags', 'answered') AND typeof(j.key) = 'text'"),
        0);
    hall_text(&day->hall,
              "SELECT group_concat(DISTINCT json_extract(CAST(rec AS TEXT), '$.at')) FROM outbox "
              "WHERE kind LIKE 'survey.%'",
              text, sizeof text);
    assert_string_equal(text, "1795366800000"); /* 2026-11-23T00:00:00+07:00, the morning */
    assert_int_equal(hall_number(&day->hall, "SELECT count(*) FROM journal"), 0);
}

static void a_column_of_times_would_be_found(void **state)
{
    struct day *day = *state;
    struct join_findings found;

    live(day, SOME);
    sleep_over_it(day);
    hall_sql(&day->hall, "DROP TRIGGER response_is_written_once;"
                         "ALTER TABLE response ADD COLUMN at INTEGER NOT NULL DEFAULT 0");
    for (size_t i = 0; i < day->count; i++) {
        char id[UUID_TEXT];

        uuid_format(&day->given[i].response, id);
        AUTO_FREE char *sql = mem_format(
            "UPDATE response SET at = %lld WHERE lower(hex(id)) = replace('%s', '-', '')",
            (long long)day->given[i].at_ms, id);
        hall_sql(&day->hall, sql);
    }
    join_attack(&day->hall, day->given, day->count, &found);
    assert_in_range(found.moments, day->count, SIZE_MAX);
    assert_string_equal(found.moment_in, "response.at");
    assert_string_equal(found.order_by, "SELECT id FROM response ORDER BY \"at\"");
    assert_true(found.order > ORDER_BOUND);
    assert_int_equal(found.most_hits, day->count);
}

static void slip_of_thanks_that_was_kept_would_be_found(void **state)
{
    struct day *day = *state;
    struct join_findings found;

    live(day, SOME);
    sleep_over_it(day);
    join_attack(&day->hall, day->given, day->count, &found);
    assert_int_equal(found.slips, 0);
    assert_int_equal(found.gaps, 0);
    assert_int_equal(found.moments, 0);
    for (size_t i = 0; i < day->count; i++) {
        char id[33];

        if (!day->given[i].slip_ms)
            continue;
        for (size_t k = 0; k < 16; k++)
            assert_true(text_format(id + 2 * k, 3, "%02x", day->given[i].slip.bytes[k]));
        AUTO_FREE char *sql = mem_format(
            "INSERT INTO print_job SELECT max(id) + 2, x'%s', zeroblob(16), 'thanks', NULL, '', "
            "'', 0, 'id', 'printed', 1, 'none', 1, 'tiket', 0, %lld, 0, 0 FROM print_job",
            id, (long long)day->given[i].slip_ms);
        hall_sql(&day->hall, sql);
        break;
    }
    desk_checkpoint(day->hall.desk);
    join_attack(&day->hall, day->given, day->count, &found);
    assert_true(found.slips > 0);
    assert_int_equal(found.gaps, 1);
    assert_true(found.moments > 0);
}

/* The rows of a quiet morning fit one page, and lie there in the order of the visitors until the
 * half-day is over. */
static void responses_that_were_not_mixed_would_be_found(void **state)
{
    struct day *day = *state;
    struct join_findings found;

    live(day, FEW);
    desk_checkpoint(day->hall.desk);
    join_attack(&day->hall, day->given, day->count, &found);
    print_message("not mixed: pages %.2f of %zu pairs\n", found.page_order, found.page_pairs);
    assert_true(found.page_order < -PAGE_BOUND);
    assert_int_equal(survey_release(&day->hall), 0); /* the hour is over, the half-day is not */
    join_attack(&day->hall, day->given, day->count, &found);
    print_message("mixed: pages %.2f of %zu pairs\n", found.page_order, found.page_pairs);
    assert_true(found.page_order > -PAGE_BOUND && found.page_order < PAGE_BOUND);
    sleep_over_it(day);
    join_attack(&day->hall, day->given, day->count, &found);
    print_message("sent: pages %.2f of %zu pairs\n", found.page_order, found.page_pairs);
    assert_true(found.page_order > -PAGE_BOUND && found.page_order < PAGE_BOUND);
}

/* Whatever the clock says, and it may say nothing right for weeks. */
static void a_wrong_clock_keeps_no_order(void **state)
{
    struct day *day = *state;
    struct join_findings found;

    live(day, FEW);
    clock_fake_set_wall(day->hall.clock, 0);
    assert_int_equal(survey_release(&day->hall), 0);
    join_attack(&day->hall, day->given, day->count, &found);
    assert_true(found.page_pairs > 0);
    assert_true(found.page_order > -PAGE_BOUND && found.page_order < PAGE_BOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_day, close_day)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(responses_cannot_be_joined_with_tickets),
        TEST(key_and_marks_are_nowhere_once_the_session_is_closed),
        TEST(no_event_of_a_response_names_a_ticket),
        TEST(a_column_of_times_would_be_found),
        TEST(slip_of_thanks_that_was_kept_would_be_found),
        TEST(responses_that_were_not_mixed_would_be_found),
        TEST(a_wrong_clock_keeps_no_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
