/* Responses leave for the office: when their half-day is over, each once, and as the event says. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/survey.h"
#include "support/survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define TODAY INT64_C(20780) /* 2026-11-23 */
#define MINUTE_MS INT64_C(60000)
#define ONE_O_CLOCK_MS (HALL_NOW_MS + 199 * MINUTE_MS)

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
    hall_ask(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    struct hall *hall = *state;

    hall_check(hall);
    hall_close(hall);
    free(hall);
    return 0;
}

static int64_t events(struct hall *hall)
{
    return hall_number(hall, "SELECT count(*) FROM outbox WHERE kind LIKE 'survey.%'");
}

static void submit_one(struct hall *hall, const char *nine)
{
    struct survey_submission submission = survey_answers(nine);

    survey_submit(hall, &submission);
}

static void advance_to(struct hall *hall, int64_t wall_ms)
{
    clock_fake_advance(hall->clock, wall_ms - clock_now_ms(hall->clock));
}

static void a_half_day_goes_when_it_is_over_and_once(void **state)
{
    struct hall *hall = *state;
    struct uuid stopped = uuid_v4();

    submit_one(hall, "434343434");
    assert_true(desk_abandon_survey(hall->desk, &stopped, 2, NULL));
    assert_int_equal(survey_release(hall), 0);
    advance_to(hall, ONE_O_CLOCK_MS - 1);
    assert_int_equal(survey_release(hall), 0);
    advance_to(hall, ONE_O_CLOCK_MS);
    submit_one(hall, "434343433"); /* of the afternoon */
    assert_int_equal(survey_release(hall), 2);
    assert_int_equal(survey_release(hall), 0);
    advance_to(hall, HALL_NOW_MS + 15 * HALL_HOUR_MS); /* 00:41 */
    assert_int_equal(survey_release(hall), 1);
    assert_int_equal(survey_release(hall), 0);
    assert_int_equal(events(hall), 3);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM response WHERE is_sent = 1"), 2);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM abandoned WHERE is_sent = 1"), 1);
    assert_true(hall_sql_refused(hall, "DELETE FROM response"));
    assert_true(hall_sql_refused(hall, "UPDATE response SET is_sent = 0"));
}

static void the_event_says_what_was_answered_and_no_moment(void **state)
{
    struct hall *hall = *state;
    struct survey_submission submission = survey_answers("123412341");
    char id[UUID_TEXT];
    char rec[1024];

    submission.service_id = "izin-a";
    submission.profile =
        (struct survey_profile){GENDER_FEMALE, AGE_TO_19, EDUCATION_SKIPPED, OCCUPATION_OTHER};
    submission.extras[0] = 2;
    submission.took_ms = 100;
    advance_to(hall, ONE_O_CLOCK_MS);
    survey_submit(hall, &submission);
    advance_to(hall, HALL_NOW_MS + 24 * HALL_HOUR_MS);
    assert_int_equal(survey_release(hall), 1);
    uuid_format(&submission.request, id);
    AUTO_FREE char *expected = mem_format(
        "{\"v\":1,\"id\":\"%s\",\"kind\":\"survey.answered\",\"session\":null,\"at\":%lld,"
        "\"clock\":{\"boot\":null,\"mono_ms\":0,\"offset_ms\":0,\"quality\":0},\"data\":{"
        "\"id\":\"%s\",\"day\":\"2026-11-23\",\"bracket\":\"siang\",\"source\":\"kiosk\","
        "\"device\":\"K1\",\"service\":\"izin-a\",\"sector\":\"umum\",\"profile\":{\"gender\":"
        "\"P\","
        "\"age\":\"-19\",\"education\":null,\"occupation\":\"LAINNYA\"},\"answers\":{"
        "\"persyaratan\":1,\"prosedur\":2,\"waktu\":3,\"biaya\":4,\"produk\":1,\"kompetensi\":2,"
        "\"perilaku\":3,\"sarana\":4,\"pengaduan\":1},\"extras\":{\"parkir\":2},\"form\":\"uji\","
        "\"form_version\":3,\"flags\":[\"fast\"]}}",
        id, (long long)ONE_O_CLOCK_MS, id);
    hall_text(hall, "SELECT rec FROM outbox WHERE kind = 'survey.answered'", rec, sizeof rec);
    assert_string_equal(rec, expected);
}

static void a_stopped_survey_and_a_paper_form_are_told_too(void **state)
{
    struct hall *hall = *state;
    struct survey_form form = survey_paper("444444444", TODAY - 2);
    struct uuid stopped = uuid_v4();
    char rec[1024];

    assert_true(desk_enter_survey_form(hall->desk, &form, NULL));
    assert_int_equal(survey_release(hall), 1); /* of a day that is long over */
    hall_text(hall,
              "SELECT json_extract(CAST(rec AS TEXT), '$.data.source') || "
              "json_extract(CAST(rec AS TEXT), '$.data.day') || coalesce(json_extract(CAST(rec AS "
              "TEXT), '$.data.bracket'), '-') || coalesce(json_extract(CAST(rec AS TEXT), "
              "'$.data.device'), '-') FROM outbox WHERE kind = 'survey.answered'",
              rec, sizeof rec);
    assert_string_equal(rec, "form2026-11-21--");
    assert_true(desk_abandon_survey(hall->desk, &stopped, 7, NULL));
    advance_to(hall, ONE_O_CLOCK_MS);
    assert_int_equal(survey_release(hall), 1);
    hall_text(hall,
              "SELECT json_extract(CAST(rec AS TEXT), '$.data') FROM outbox WHERE kind = "
              "'survey.abandoned'",
              rec, sizeof rec);
    assert_non_null(strstr(rec, "\"day\":\"2026-11-23\",\"bracket\":\"pagi\",\"device\":\"K1\","
                                "\"answered\":7}"));
}

static void added_questions_of_another_form_are_numbered(void **state)
{
    struct hall *hall = *state;
    struct survey_submission submission = survey_answers("434343434");
    char extras[64];

    submission.extras[0] = 3;
    survey_submit(hall, &submission);
    hall->questionnaire[0] = '\0';
    hall_leave(hall);
    hall_enter(hall);
    advance_to(hall, ONE_O_CLOCK_MS);
    assert_int_equal(survey_release(hall), 1);
    hall_text(hall,
              "SELECT json_extract(CAST(rec AS TEXT), '$.data.extras') FROM outbox WHERE kind = "
              "'survey.answered'",
              extras, sizeof extras);
    assert_string_equal(extras, "{\"1\":3}");
}

static void nothing_goes_while_the_clock_is_not_trusted_or_before_its_day(void **state)
{
    struct hall *hall = *state;

    submit_one(hall, "434343434");
    clock_fake_set_wall(hall->clock, 0);
    assert_int_equal(survey_release(hall), 0);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 300 * 24 * HALL_HOUR_MS);
    submit_one(hall, "343434343"); /* dated far ahead by a clock that is wrong */
    clock_fake_set_wall(hall->clock, ONE_O_CLOCK_MS);
    assert_int_equal(survey_release(hall), 1);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM response"), 2);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 301 * 24 * HALL_HOUR_MS);
    assert_int_equal(survey_release(hall), 1);
}

static void the_log_is_cut_and_holds_no_answers(void **state)
{
    struct hall *hall = *state;
    struct survey_submission submission = survey_answers("434343434");
    AUTO_FREE char *path = mem_format("%s/anjungan.db-wal", hall->directory);
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    survey_submit(hall, &submission);
    advance_to(hall, ONE_O_CLOCK_MS);
    assert_int_equal(survey_release(hall), 1);
    assert_true(file_read(path, 64 << 20, &bytes, &len, NULL));
    assert_in_range(len, 0, 3 * 4200);
    assert_null(memmem(bytes, len, submission.request.bytes, sizeof submission.request.bytes));
}

static void keys_go_with_their_day_also_when_no_ticket_ends_it(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct survey_submission submission = survey_answers("434343434");

    submission.ticket = ticket.id;
    survey_submit(hall, &submission);
    (void)survey_release(hall);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM survey_key"), 1);
    advance_to(hall, HALL_NOW_MS + 15 * HALL_HOUR_MS); /* after midnight, nobody came yet */
    (void)survey_release(hall);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM survey_key"), 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM survey_mark"), 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM session WHERE closed_at = 0"), 1);
}

static void the_streams_of_events_are_two_from_the_start(void **state)
{
    struct hall *hall = *state;

    assert_int_equal(hall_number(hall, "SELECT count(*) FROM stream WHERE closed_at = 0"), 2);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox o JOIN stream s ON s.id = "
                                       "o.stream WHERE o.seq = 1 AND o.kind = 'stream.opened' AND "
                                       "json_extract(CAST(o.rec AS TEXT), '$.data.name') = s.name"),
                     2);
    hall_leave(hall);
    hall_enter(hall);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM stream"), 2);
    submit_one(hall, "434343434");
    advance_to(hall, ONE_O_CLOCK_MS);
    (void)survey_release(hall);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox o JOIN stream s ON s.id = "
                                       "o.stream WHERE o.kind LIKE 'survey.%' AND s.name <> "
                                       "'survey'"),
                     0);
}

/* What a run of chance did, counted beside the desk. */
struct model {
    struct uuid requests[2000];
    size_t request_count;
    int64_t responses;
    int64_t stopped;
    int64_t went;
};

static void act_by_chance(struct hall *hall, struct model *model, uint64_t *seed)
{
    struct survey_submission submission = survey_by_chance(seed);
    struct survey_form form = survey_paper("343434343", TODAY - survey_chance(seed, 9));

    switch (survey_chance(seed, 8)) {
    case 0:
    case 1:
    case 2:
        survey_submit(hall, &submission);
        model->requests[model->request_count++] = submission.request;
        model->responses++;
        break;
    case 3: /* a retry, of any age */
        if (model->request_count == 0)
            break;
        submission.request = model->requests[survey_chance(seed, (uint32_t)model->request_count)];
        survey_submit(hall, &submission);
        break;
    case 4:
        assert_true(desk_abandon_survey(hall->desk, &submission.request, 5, NULL));
        assert_true(desk_abandon_survey(hall->desk, &submission.request, 5, NULL));
        model->stopped++;
        break;
    case 5:
        assert_true(desk_enter_survey_form(hall->desk, &form, NULL));
        assert_true(desk_enter_survey_form(hall->desk, &form, NULL));
        model->responses++;
        break;
    case 6:
        clock_fake_advance(hall->clock, survey_chance(seed, 200) * MINUTE_MS);
        break;
    default:
        model->went += survey_release(hall);
        break;
    }
}

static void nothing_is_lost_or_doubled_whatever_happens(void **state)
{
    struct hall *hall = *state;
    struct model *model = mem_zalloc(1, sizeof *model);
    uint64_t seed = 1945;

    for (int i = 0; i < 1500; i++) {
        act_by_chance(hall, model, &seed);
        if (i % 300 == 299) {
            hall_leave(hall);
            hall_enter(hall);
        }
    }
    clock_fake_advance(hall->clock, 48 * HALL_HOUR_MS);
    model->went += survey_release(hall);
    assert_true(model->responses > 400);
    assert_int_equal(model->went, model->responses + model->stopped);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM response"), model->responses);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM response WHERE is_sent = 0"), 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM abandoned"), model->stopped);
    assert_int_equal(events(hall), model->responses + model->stopped);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM response r JOIN outbox o ON o.id = "
                                       "r.id AND o.kind = 'survey.answered' WHERE "
                                       "json_extract(CAST(o.rec AS TEXT), '$.data.answers.waktu') "
                                       "= r.waktu AND json_extract(CAST(o.rec AS TEXT), "
                                       "'$.data.answers.pengaduan') = r.pengaduan"),
                     model->responses);
    for (size_t i = 0; i < model->request_count; i += 50) {
        char id[UUID_TEXT];

        uuid_format(&model->requests[i], id);
        AUTO_FREE char *sql = mem_format(
            "SELECT count(*) FROM response WHERE lower(hex(id)) = replace('%s', '-', '')", id);
        assert_int_equal(hall_number(hall, sql), 1);
    }
    free(model);
}

/* More than one transaction takes; a call leaves the rest for the next one. */
static void a_large_file_goes_in_several_calls(void **state)
{
    enum { ROWS = RELEASE_MOST + 100 };
    struct hall *hall = *state;
    struct survey_form *forms = mem_zalloc(ROWS, sizeof *forms);
    struct survey_import file = {.file_name = "besar.csv", .forms = forms, .count = ROWS};
    struct survey_imported counts;

    for (size_t i = 0; i < ROWS; i++) {
        forms[i] = survey_paper("343434343", TODAY - 1);
        forms[i].request = (struct uuid){{0}};
    }
    assert_true(desk_import_survey(hall->desk, &file, &counts, NULL));
    assert_int_equal(counts.added, ROWS);
    assert_int_equal(survey_release(hall), RELEASE_MOST);
    assert_int_equal(survey_release(hall), 100);
    assert_int_equal(survey_release(hall), 0);
    assert_int_equal(events(hall), ROWS);
    free(forms);
}

/* Beside years of responses, the few that wait are found by what they are kept for. */
static void what_waits_is_found_without_a_walk_or_a_sort(void **state)
{
    struct hall *hall = *state;

    assert_false(hall_plan_scans(
        hall, "EXPLAIN QUERY PLAN SELECT day, id, waktu FROM response INDEXED BY response_unsent "
              "WHERE is_sent = 0 AND day = 1 AND bracket = 1 ORDER BY id LIMIT 128"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_half_day_goes_when_it_is_over_and_once),
        TEST(the_event_says_what_was_answered_and_no_moment),
        TEST(a_stopped_survey_and_a_paper_form_are_told_too),
        TEST(added_questions_of_another_form_are_numbered),
        TEST(nothing_goes_while_the_clock_is_not_trusted_or_before_its_day),
        TEST(the_log_is_cut_and_holds_no_answers),
        TEST(keys_go_with_their_day_also_when_no_ticket_ends_it),
        TEST(the_streams_of_events_are_two_from_the_start),
        TEST(nothing_is_lost_or_doubled_whatever_happens),
        TEST(a_large_file_goes_in_several_calls),
        TEST(what_waits_is_found_without_a_walk_or_a_sort),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
