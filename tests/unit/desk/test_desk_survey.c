/* A visitor's answers: what is kept, once, on which half-day, with which doubts; and one a ticket. */
#include "base/mem.h"
#include "base/text.h"
#include "desk/opening.h"
#include "desk/survey.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SLOW_MS = 60000 };
#define TODAY INT64_C(20780) /* 2026-11-23 */
#define MINUTE_MS INT64_C(60000)

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

static struct survey_submission answers(const char nine[ELEMENT_COUNT + 1])
{
    struct survey_submission out = {.request = uuid_v4(), .took_ms = SLOW_MS};

    for (int i = 0; i < ELEMENT_COUNT; i++)
        out.answers[i] = (uint8_t)(nine[i] - '0');
    return out;
}

static void submit(struct hall *hall, const struct survey_submission *submission)
{
    struct err err = {0};

    if (!desk_submit_survey(hall->desk, submission, &err))
        fail_msg("%s", err.text);
}

static enum err_code refusal(struct hall *hall, const struct survey_submission *submission)
{
    struct err err = {0};

    assert_false(desk_submit_survey(hall->desk, submission, &err));
    assert_string_not_equal(err.text, "");
    return err.code;
}

static int64_t flags_of(struct hall *hall, const struct survey_submission *submission)
{
    char id[UUID_TEXT];
    AUTO_FREE char *sql = NULL;

    uuid_format(&submission->request, id);
    sql =
        mem_format("SELECT flags FROM response WHERE lower(hex(id)) = replace('%s', '-', '')", id);
    return hall_number(hall, sql);
}

static int64_t count(struct hall *hall)
{
    return hall_number(hall, "SELECT count(*) FROM response");
}

static void a_response_keeps_its_answers_and_its_half_day(void **state)
{
    struct hall *hall = *state;
    struct survey_submission submission = answers("123412341");
    char row[256];

    submission.service_id = "izin-a";
    submission.profile =
        (struct survey_profile){GENDER_FEMALE, AGE_30_39, EDUCATION_S1, OCCUPATION_WIRAUSAHA};
    submission.extras[0] = 3;
    submit(hall, &submission);
    hall_text(hall,
              "SELECT format('%d %d %d %d %d%d%d%d%d%d%d%d%d %d %d %d %d %s %s %s %s %s %d', day, "
              "bracket, source, flags, persyaratan, prosedur, waktu, biaya, produk, kompetensi, "
              "perilaku, sarana, pengaduan, gender, age, education, occupation, service_id, "
              "sector_id, device, form, hex(extras), is_sent) FROM response",
              row, sizeof row);
    assert_string_equal(row, "20780 1 0 0 123412341 2 3 5 5 izin-a umum K1 uji/3 03 0");
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal"), 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind LIKE 'survey%'"), 0);
}

static void the_same_request_adds_nothing_not_even_after_midnight(void **state)
{
    struct hall *hall = *state;
    struct survey_submission submission = answers("333333333");

    submit(hall, &submission);
    submit(hall, &submission);
    clock_fake_advance(hall->clock, 20 * HALL_HOUR_MS);
    submit(hall, &submission);
    hall_leave(hall);
    hall_enter(hall);
    submit(hall, &submission);
    assert_int_equal(count(hall), 1);
    assert_int_equal(hall_number(hall, "SELECT day FROM response"), TODAY);
    assert_int_equal(hall_number(hall, "SELECT flags FROM response"), 0);
}

static void answers_and_options_that_are_none_are_refused(void **state)
{
    struct hall *hall = *state;
    struct survey_submission zero = answers("333033333");
    struct survey_submission five = answers("333333335");
    struct survey_submission nobody = answers("333333333");
    struct survey_submission extra = answers("333333333");
    struct survey_submission beyond = answers("333333333");
    struct survey_submission profile = answers("333333333");
    struct survey_submission service = answers("333333333");
    char name[80];

    memset(name, 'x', sizeof name);
    name[sizeof name - 1] = '\0';
    nobody.request = (struct uuid){{0}};
    extra.extras[0] = 4;
    beyond.extras[1] = 1;
    profile.profile.age = AGE_COUNT;
    service.service_id = name;
    assert_int_equal(refusal(hall, &zero), ERR_INVALID);
    assert_int_equal(refusal(hall, &five), ERR_INVALID);
    assert_int_equal(refusal(hall, &nobody), ERR_INVALID);
    assert_int_equal(refusal(hall, &extra), ERR_INVALID);
    assert_int_equal(refusal(hall, &beyond), ERR_INVALID);
    assert_int_equal(refusal(hall, &profile), ERR_INVALID);
    assert_int_equal(refusal(hall, &service), ERR_INVALID);
    assert_int_equal(count(hall), 0);
}

static void without_a_questionnaire_no_survey_is_taken(void **state)
{
    struct hall *hall = *state;
    struct survey_submission submission = answers("333333333");

    hall->questionnaire[0] = '\0';
    hall_leave(hall);
    hall_enter(hall);
    assert_null(desk_questionnaire(hall->desk));
    assert_int_equal(refusal(hall, &submission), ERR_INVALID);
}

static void the_half_of_the_day_turns_at_one_o_clock(void **state)
{
    static const struct {
        int64_t ms;
        int64_t day;
        int bracket;
    } moments[] = {
        {HALL_NOW_MS, TODAY, BRACKET_MORNING},
        {HALL_NOW_MS + 198 * MINUTE_MS + 59999, TODAY, BRACKET_MORNING}, /* 12:59:59 */
        {HALL_NOW_MS + 199 * MINUTE_MS, TODAY, BRACKET_AFTERNOON},       /* 13:00 */
        {HALL_NOW_MS + 14 * HALL_HOUR_MS, TODAY, BRACKET_AFTERNOON},     /* 23:41 */
        {HALL_NOW_MS + 15 * HALL_HOUR_MS, TODAY + 1, BRACKET_MORNING},   /* 00:41 */
    };
    struct hall *hall = *state;

    for (size_t i = 0; i < ARRAY_LEN(moments); i++) {
        struct survey_submission submission = answers("434343434");
        AUTO_FREE char *sql =
            mem_format("SELECT count(*) FROM response WHERE day = %d AND bracket = %d",
                       (int)moments[i].day, moments[i].bracket);
        clock_fake_set_wall(hall->clock, moments[i].ms);
        int64_t before = hall_number(hall, sql);
        submit(hall, &submission);
        assert_int_equal(hall_number(hall, sql), before + 1);
    }
}

static void a_clock_that_jumps_in_mid_survey_changes_the_day_and_not_the_time_taken(void **state)
{
    struct hall *hall = *state;
    struct survey_submission submission = answers("434343434");
    int64_t began_ms = clock_mono_ms(hall->clock);

    clock_fake_advance(hall->clock, 30000);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 26 * HALL_HOUR_MS);
    clock_fake_advance(hall->clock, 30000);
    submission.took_ms = clock_mono_ms(hall->clock) - began_ms;
    assert_int_equal(submission.took_ms, 60000);
    submit(hall, &submission);
    assert_int_equal(hall_number(hall, "SELECT day FROM response"), TODAY + 1);
    assert_int_equal(hall_number(hall, "SELECT flags FROM response"), 0);
    /* Back again, and the same visitor's retry still adds nothing. */
    clock_fake_set_wall(hall->clock, HALL_NOW_MS);
    submit(hall, &submission);
    assert_int_equal(count(hall), 1);
}

static void a_clock_that_nobody_trusts_gives_the_day_of_the_session(void **state)
{
    struct hall *hall = *state;
    struct survey_submission first = answers("434343434");
    struct survey_submission second = answers("434343433");

    clock_fake_set_wall(hall->clock, 0);
    submit(hall, &first); /* nothing is known but when the program was made: 2026-01-01 */
    assert_int_equal(hall_number(hall, "SELECT day FROM response"), 20454);
    assert_int_equal(hall_number(hall, "SELECT bracket FROM response"), BRACKET_UNKNOWN);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS);
    hall_issue(hall, "izin-a", false);
    clock_fake_set_wall(hall->clock, 0);
    submit(hall, &second);
    assert_int_equal(hall_number(hall, "SELECT max(day) FROM response"), TODAY);
    assert_int_equal(hall_number(hall, "SELECT max(bracket) FROM response"), BRACKET_UNKNOWN);
}

static void a_box_without_sessions_goes_by_its_last_response(void **state)
{
    struct hall *hall = *state;
    struct survey_submission first = answers("434343434");
    struct survey_submission second = answers("434343433");

    submit(hall, &first);
    clock_fake_set_wall(hall->clock, 0);
    submit(hall, &second);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM response WHERE day = 20780"), 2);
}

static void haste_straight_lines_and_repeats_are_flagged_and_kept(void **state)
{
    struct hall *hall = *state;
    struct survey_submission fast = answers("123412341");
    struct survey_submission like = answers("123412341");
    struct survey_submission later = answers("123412341");
    struct survey_submission straight[] = {answers("444444444"), answers("333333333"),
                                           answers("222222222")};

    fast.took_ms = SURVEY_FAST_MS - 1;
    submit(hall, &fast);
    assert_int_equal(flags_of(hall, &fast), SURVEY_FAST);
    clock_fake_advance(hall->clock, 30000);
    submit(hall, &like);
    assert_int_equal(flags_of(hall, &like), SURVEY_REPEAT);
    clock_fake_advance(hall->clock, 61000);
    submit(hall, &later);
    assert_int_equal(flags_of(hall, &later), 0);
    for (size_t i = 0; i < ARRAY_LEN(straight); i++) {
        clock_fake_advance(hall->clock, 61000);
        submit(hall, &straight[i]);
        assert_int_equal(flags_of(hall, &straight[i]), i + 1 >= SURVEY_BURST ? SURVEY_STRAIGHT : 0);
    }
    assert_int_equal(count(hall), 6);
}

static void a_tickets_second_survey_is_kept_and_flagged(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct ticket other = hall_issue(hall, "izin-a", false);
    struct survey_submission first = answers("434343434");
    struct survey_submission second = answers("111111112");
    struct survey_submission neighbour = answers("222222223");
    struct survey_ticket found;

    first.ticket = second.ticket = ticket.id;
    neighbour.ticket = other.id;
    assert_true(desk_find_survey_ticket(hall->desk, ticket.code, &found, NULL));
    assert_true(uuid_equal(&found.ticket, &ticket.id));
    assert_string_equal(found.number, ticket.number);
    assert_string_equal(found.service_id, "izin-a");
    assert_false(found.is_used);
    submit(hall, &first);
    assert_true(desk_find_survey_ticket(hall->desk, ticket.code, &found, NULL));
    assert_true(found.is_used);
    assert_true(desk_find_survey_ticket(hall->desk, other.code, &found, NULL));
    assert_false(found.is_used);
    submit(hall, &first); /* its own retry is no second one */
    submit(hall, &second);
    submit(hall, &neighbour);
    assert_int_equal(flags_of(hall, &first), 0);
    assert_int_equal(flags_of(hall, &second), SURVEY_REPEAT);
    assert_int_equal(flags_of(hall, &neighbour), 0);
    assert_int_equal(count(hall), 3);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM survey_mark"), 2);
}

static void a_code_is_found_as_people_type_it_and_only_today(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-b", false);
    struct survey_ticket found;
    struct err err = {0};
    char typed[5];

    memcpy(typed, ticket.code, sizeof typed);
    for (size_t i = 0; i < 4; i++) {
        if (typed[i] >= 'A')
            typed[i] = (char)(typed[i] - 'A' + 'a');
        else if (typed[i] == '0')
            typed[i] = 'o';
        else if (typed[i] == '1')
            typed[i] = 'l';
    }
    assert_true(desk_find_survey_ticket(hall->desk, typed, &found, NULL));
    assert_string_equal(found.service_id, "izin-b");
    assert_false(desk_find_survey_ticket(hall->desk, "?", &found, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(desk_find_survey_ticket(
        hall->desk, strcmp(ticket.code, "ZZZZ") == 0 ? "YYYY" : "ZZZZ", &found, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    assert_false(desk_find_survey_ticket(hall->desk, ticket.code, &found, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_ticket_that_nobody_knows_loses_no_answers(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct survey_submission unknown = answers("434343434");
    struct survey_submission late = answers("434343433");

    unknown.ticket = uuid_v4();
    submit(hall, &unknown);
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    hall_issue(hall, "izin-a", false); /* the ticket's session is closed */
    late.ticket = ticket.id;
    submit(hall, &late);
    assert_int_equal(count(hall), 2);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM survey_mark"), 0);
}

static void a_stopped_survey_is_a_number_of_answers_and_no_more(void **state)
{
    struct hall *hall = *state;
    struct uuid request = uuid_v4();
    struct survey_submission whole = answers("434343434");
    struct err err = {0};
    char row[64];

    assert_true(desk_abandon_survey(hall->desk, &request, 4, NULL));
    assert_true(desk_abandon_survey(hall->desk, &request, 5, NULL));
    hall_text(hall, "SELECT format('%d %d %s %d', day, bracket, device, answered) FROM abandoned",
              row, sizeof row);
    assert_string_equal(row, "20780 1 K1 4");
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM abandoned"), 1);
    submit(hall, &whole);
    assert_true(desk_abandon_survey(hall->desk, &whole.request, 8, NULL));
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM abandoned"), 1);
    assert_false(desk_abandon_survey(hall->desk, &request, 9, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(desk_abandon_survey(hall->desk, &(struct uuid){{0}}, 1, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void two_processes_keep_a_request_once_and_see_each_others_marks(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct survey_submission submission = answers("434343434");
    struct survey_submission second = answers("434343433");
    struct survey_ticket found;
    struct desk *other = NULL;

    assert_true(hall_desk(hall, &other, NULL));
    submission.ticket = second.ticket = ticket.id;
    submit(hall, &submission);
    assert_true(desk_submit_survey(other, &submission, NULL));
    assert_int_equal(count(hall), 1);
    assert_true(desk_find_survey_ticket(other, ticket.code, &found, NULL));
    assert_true(found.is_used);
    assert_true(desk_submit_survey(other, &second, NULL));
    assert_int_equal(flags_of(hall, &second), SURVEY_REPEAT);
    desk_close(other);
}

static void a_day_that_staff_closed_forgets_who_answered(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct survey_submission submission = answers("434343434");

    submission.ticket = ticket.id;
    submit(hall, &submission);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM survey_mark"), 1);
    assert_true(desk_close_day(hall->desk, "P-07", NULL));
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM survey_mark"), 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM survey_key"), 0);
}

static void an_answer_is_never_changed_and_none_that_was_sent_deleted(void **state)
{
    struct hall *hall = *state;
    struct survey_submission submission = answers("434343434");

    submit(hall, &submission);
    assert_true(hall_sql_refused(hall, "UPDATE response SET waktu = 1"));
    assert_true(hall_sql_refused(hall, "UPDATE response SET is_sent = 1"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_response_keeps_its_answers_and_its_half_day),
        TEST(the_same_request_adds_nothing_not_even_after_midnight),
        TEST(answers_and_options_that_are_none_are_refused),
        TEST(without_a_questionnaire_no_survey_is_taken),
        TEST(the_half_of_the_day_turns_at_one_o_clock),
        TEST(a_clock_that_jumps_in_mid_survey_changes_the_day_and_not_the_time_taken),
        TEST(a_clock_that_nobody_trusts_gives_the_day_of_the_session),
        TEST(a_box_without_sessions_goes_by_its_last_response),
        TEST(haste_straight_lines_and_repeats_are_flagged_and_kept),
        TEST(a_tickets_second_survey_is_kept_and_flagged),
        TEST(a_code_is_found_as_people_type_it_and_only_today),
        TEST(a_ticket_that_nobody_knows_loses_no_answers),
        TEST(a_stopped_survey_is_a_number_of_answers_and_no_more),
        TEST(two_processes_keep_a_request_once_and_see_each_others_marks),
        TEST(a_day_that_staff_closed_forgets_who_answered),
        TEST(an_answer_is_never_changed_and_none_that_was_sent_deleted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
