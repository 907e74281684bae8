/* The survey's report against sums that SQL takes behind the desk's back, by every dimension, and what
 * it keeps to itself. */
#include "base/mem.h"
#include "base/text.h"
#include "desk/survey_report.h"
#include "domain/calendar.h"
#include "desk/survey.h"
#include "support/hall.h"
#include "support/survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HALL_DAY (HALL_NOW_MS / 86400000)

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    hall_close(*state);
    free(*state);
    return 0;
}

/* `count` responses on `day`. Each column's value turns with its own length, so that all mix; the
 * service is "izin-a", "izin-b", one that the catalogue lost, or none. */
static void answer(const struct hall *hall, int64_t day, int count)
{
    static const char pattern[] =
        "INSERT INTO response (day, id, bracket, source, flags, persyaratan, prosedur, waktu, "
        "biaya, "
        "produk, kompetensi, perilaku, sarana, pengaduan, gender, age, education, occupation, "
        "service_id, sector_id, device, form, extras) "
        "WITH RECURSIVE c(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM c WHERE i < %d) "
        "SELECT %lld, randomblob(16), i %% 3, 0, i %% 9 = 0, 1 + i %% 4, 1 + i / 4 %% 4, 3, "
        "4 - i %% 2, 2 + i %% 3, 1 + i / 16 %% 4, 3 + i %% 2, 4, 1 + i %% 3, i %% 3, i %% 7, "
        "i %% 8, i %% 5, CASE i %% 4 WHEN 0 THEN 'izin-a' WHEN 1 THEN 'izin-b' WHEN 2 THEN 'lama' "
        "ELSE '' END, CASE i %% 2 WHEN 0 THEN 'hilang' ELSE '' END, "
        "CASE i %% 6 WHEN 0 THEN '' ELSE 'K' || (1 + i %% 2) END, 'permenpanrb-14-2017/1', x'' "
        "FROM c";
    AUTO_FREE char *sql = mem_format(pattern, count - 1, (long long)day);

    hall_sql(hall, sql);
}

/* The same of a day that is over, as an officer brings forms: noted with the last of them. */
static void answer_late(const struct hall *hall, int64_t day, int count)
{
    struct survey_form form = survey_paper("123412341", day);
    struct err err = {0};

    if (count > 1)
        answer(hall, day, count - 1);
    if (!desk_enter_survey_form(hall->desk, &form, &err))
        fail_msg("%s", err.text);
}

static struct survey_report report_on(struct desk *desk, const struct survey_query *query)
{
    struct survey_report report;
    struct err err = {0};

    if (!desk_survey_report(desk, query, &report, &err))
        fail_msg("%s", err.text);
    return report;
}

static struct survey_report report_of(const struct hall *hall, int64_t from_day, int64_t until_day,
                                      enum survey_by by)
{
    const struct survey_query query = {.period = period_of_days(from_day, until_day), .by = by};

    return report_on(hall->desk, &query);
}

static int64_t ask(const struct hall *hall, const char *what, const char *where)
{
    AUTO_FREE char *sql = mem_format("SELECT coalesce(%s, 0) FROM response WHERE %s", what, where);

    return hall_number(hall, sql);
}

static void assert_sums(const struct hall *hall, const struct ikm_sums *sums, const char *where)
{
    assert_int_equal(sums->n, ask(hall, "count(*)", where));
    assert_int_equal(sums->flagged, ask(hall, "sum(flags > 0)", where));
    for (int i = 0; i < ELEMENT_COUNT; i++) {
        AUTO_FREE char *sum = mem_format("sum(%s)", survey_element_key((enum survey_element)i));
        assert_int_equal(sums->sum[i], ask(hall, sum, where));
    }
    assert_int_equal(sums->squares,
                     ask(hall,
                         "sum((persyaratan + prosedur + waktu + biaya + produk + kompetensi + "
                         "perilaku + sarana + pengaduan) * (persyaratan + prosedur + waktu + biaya "
                         "+ produk + kompetensi + perilaku + sarana + pengaduan))",
                         where));
}

static void an_empty_period_has_no_index(void **state)
{
    struct survey_report report = report_of(*state, HALL_DAY, HALL_DAY, BY_SERVICE);

    assert_false(report.ikm.has_index);
    assert_int_equal(report.row_count, 0);
    assert_int_equal(report.required, 0);
    assert_int_equal(report.made_ms, HALL_NOW_MS);
    survey_report_clear(&report);
}

static void sums_are_those_of_the_periods_days_alone(void **state)
{
    const struct hall *hall = *state;
    char where[64];

    answer(hall, HALL_DAY - 3, 40);
    answer(hall, HALL_DAY - 2, 70);
    answer(hall, HALL_DAY - 1, 30);
    answer(hall, HALL_DAY, 20);
    struct survey_report report = report_of(hall, HALL_DAY - 2, HALL_DAY - 1, BY_NOTHING);
    assert_true(text_format(where, sizeof where, "day BETWEEN %d AND %d", (int)HALL_DAY - 2,
                            (int)HALL_DAY - 1));
    assert_int_equal(report.sums.n, 100);
    assert_sums(hall, &report.sums, where);
    assert_int_equal(report.ikm.n, 100);
    assert_int_equal(report.genders[GENDER_FEMALE], ask(hall, "sum(gender = 2)", where));
    assert_int_equal(report.ages[AGE_FROM_60], ask(hall, "sum(age = 6)", where));
    assert_int_equal(report.educations[EDUCATION_SKIPPED], ask(hall, "sum(education = 0)", where));
    assert_int_equal(report.occupations[OCCUPATION_SWASTA],
                     ask(hall, "sum(occupation = 4)", where));
    assert_null(report.answers);
    survey_report_clear(&report);
}

static void every_dimension_adds_up_to_the_total(void **state)
{
    static const struct {
        enum survey_by by;
        size_t rows;
        const char *column; /* SQL for the row's key */
    } cases[] = {
        {BY_SERVICE, 4, "service_id"},
        {BY_SECTOR, 2, "sector_id"},
        {BY_KIOSK, 3, "device"},
        {BY_GENDER, 3, "CASE gender WHEN 1 THEN 'L' WHEN 2 THEN 'P' ELSE '' END"},
        {BY_AGE, 7,
         "CASE age WHEN 0 THEN '' WHEN 1 THEN '-19' WHEN 6 THEN '60-' ELSE age || '0-' || age || "
         "'9' END"},
        {BY_EDUCATION, 8,
         "CASE education WHEN 0 THEN '' WHEN 1 THEN 'SD' WHEN 2 THEN 'SMP' WHEN 3 THEN 'SMA' WHEN "
         "4 "
         "THEN 'D' ELSE 'S' || (education - 4) END"},
        {BY_OCCUPATION, 5,
         "CASE occupation WHEN 0 THEN '' WHEN 1 THEN 'PNS' WHEN 2 THEN 'TNI' WHEN 3 THEN 'POLRI' "
         "ELSE 'SWASTA' END"},
        {BY_BRACKET, 3, "CASE bracket WHEN 1 THEN 'pagi' WHEN 2 THEN 'siang' ELSE '' END"},
    };
    const struct hall *hall = *state;

    answer(hall, HALL_DAY, 160);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct survey_report report = report_of(hall, HALL_DAY, HALL_DAY, cases[i].by);
        int64_t n = 0;

        assert_int_equal(report.by, cases[i].by);
        assert_int_equal(report.row_count, cases[i].rows);
        for (size_t r = 0; r < report.row_count; r++) {
            const struct survey_row *row = &report.rows[r];
            AUTO_FREE char *where = mem_format("%s = '%s'", cases[i].column, row->key);

            assert_false(row->is_hidden);
            assert_true(row->sums.n >= IKM_CELL_LEAST);
            assert_sums(hall, &row->sums, where);
            n += row->sums.n;
        }
        assert_int_equal(n, report.sums.n);
        survey_report_clear(&report);
    }
}

static void services_have_their_names_or_their_ids(void **state)
{
    const struct hall *hall = *state;

    answer(hall, HALL_DAY, 40);
    struct survey_report report = report_of(hall, HALL_DAY, HALL_DAY, BY_SERVICE);
    assert_string_equal(report.rows[0].key, "izin-a");
    assert_string_equal(report.rows[0].name, "Izin A");
    assert_string_equal(report.rows[2].key, "lama");
    assert_string_equal(report.rows[2].name, "lama");
    assert_string_equal(report.rows[3].key, "");
    assert_string_equal(report.rows[3].name, "");
    survey_report_clear(&report);
}

static void one_service_may_be_asked_for(void **state)
{
    struct hall *hall = *state;
    struct survey_query query = {.period = period_of(PERIOD_DAY, HALL_DAY), .service_id = "izin-b"};
    struct survey_report report;
    struct err err = {0};

    answer(hall, HALL_DAY, 80);
    report = report_on(hall->desk, &query);
    assert_string_equal(report.service_id, "izin-b");
    assert_string_equal(report.service_name, "Izin B");
    assert_sums(hall, &report.sums, "service_id = 'izin-b'");
    survey_report_clear(&report);
    for (int by = 1; by < BY_COUNT; by++) {
        query.by = (enum survey_by)by;
        report = report_on(hall->desk, &query);
        assert_int_equal(report.sums.n, 20);
        survey_report_clear(&report);
    }
    query.service_id = "lama"; /* gone from the catalogue, and answered for */
    report = report_on(hall->desk, &query);
    assert_int_equal(report.sums.n, 20);
    survey_report_clear(&report);
    query.service_id = "panjang"; /* nobody answered for it */
    report = report_on(hall->desk, &query);
    assert_int_equal(report.sums.n, 0);
    survey_report_clear(&report);
    query.service_id = "tidak-ada";
    assert_false(desk_survey_report(hall->desk, &query, &report, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void small_cells_of_a_profile_tell_their_count_alone(void **state)
{
    const struct hall *hall = *state;

    answer(hall, HALL_DAY, 45); /* ages: 7 7 7 6 6 6 6 */
    hall_sql(hall, "DROP TRIGGER response_is_kept");
    hall_sql(hall,
             "DELETE FROM response WHERE age = 6 AND id > (SELECT min(id) FROM response WHERE "
             "age = 6)");
    struct survey_report report = report_of(hall, HALL_DAY, HALL_DAY, BY_AGE);
    int hidden = 0;
    assert_int_equal(report.row_count, 7);
    assert_int_equal(report.sums.n, 40);
    for (size_t i = 0; i < report.row_count; i++) {
        const struct survey_row *row = &report.rows[i];
        if (!row->is_hidden)
            continue;
        hidden++;
        assert_false(row->ikm.has_index);
        assert_int_equal(row->sums.sum[ELEMENT_WAKTU], 0);
    }
    assert_string_equal(report.rows[5].key, "60-");
    assert_true(report.rows[5].is_hidden);
    assert_int_equal(report.rows[5].sums.n, 1);
    assert_int_equal(hidden, 2); /* the next smallest with it, else the total gives it away */
    survey_report_clear(&report);
}

static void small_cells_of_services_are_shown(void **state)
{
    const struct hall *hall = *state;

    answer(hall, HALL_DAY, 6);
    struct survey_report report = report_of(hall, HALL_DAY, HALL_DAY, BY_SERVICE);
    for (size_t i = 0; i < report.row_count; i++)
        assert_false(report.rows[i].is_hidden);
    survey_report_clear(&report);
}

static void everybodys_answers_are_given_where_they_are_asked_for(void **state)
{
    struct hall *hall = *state;
    const struct survey_query query = {.period = period_of(PERIOD_DAY, HALL_DAY),
                                       .wants_answers = true};
    struct ikm_sums sums = {0};

    answer(hall, HALL_DAY, 3000);
    answer(hall, HALL_DAY + 1, 10);
    struct survey_report report = report_on(hall->desk, &query);
    assert_int_equal(report.answer_count, 3000);
    for (size_t i = 0; i < report.answer_count; i++)
        ikm_sums_add(&sums, report.answers[i], false);
    assert_memory_equal(sums.sum, report.sums.sum, sizeof sums.sum);
    assert_int_equal(sums.squares, report.sums.squares);
    survey_report_clear(&report);
}

static void people_served_and_surveys_stopped_are_counted(void **state)
{
    struct hall *hall = *state;
    const struct survey_query of_service = {.period = period_of(PERIOD_MONTH, HALL_DAY),
                                            .service_id = "izin-a"};

    for (int i = 0; i < 40; i++)
        (void)hall_issue(hall, i % 4 == 0 ? "izin-b" : "izin-a", false);
    hall_sql(hall, "UPDATE ticket SET state = 'done' WHERE place % 5 > 0");
    hall_sql(hall, "INSERT INTO abandoned (day, id, bracket, device, answered) SELECT local_day, "
                   "randomblob(16), 1, 'K1', 3 FROM session UNION ALL SELECT local_day - 60, "
                   "randomblob(16), 1, 'K1', 3 FROM session");
    int64_t served = hall_number(hall, "SELECT count(*) FROM ticket WHERE state = 'done'");
    assert_true(served > 20 && served < 40);
    struct survey_report report = report_of(hall, HALL_DAY, HALL_DAY, BY_NOTHING);
    assert_int_equal(report.population, served);
    assert_int_equal(report.required, ikm_sample_required(served));
    assert_int_equal(report.table_row, ikm_sample_table_row(served));
    assert_int_equal(report.abandoned, 1);
    survey_report_clear(&report);
    report = report_on(hall->desk, &of_service);
    assert_int_equal(report.population,
                     hall_number(hall, "SELECT count(*) FROM ticket WHERE state = 'done' AND "
                                       "service_id = 'izin-a'"));
    survey_report_clear(&report);
    report = report_of(hall, HALL_DAY - 1, HALL_DAY - 1, BY_NOTHING);
    assert_int_equal(report.population, 0);
    survey_report_clear(&report);
}

static void the_trend_ends_with_the_period_itself(void **state)
{
    struct hall *hall = *state;
    struct survey_query query = {.period = period_of(PERIOD_MONTH, HALL_DAY), .trend = 4};
    struct period before = period_before(&query.period);
    char name[32];

    answer(hall, HALL_DAY, 50);
    answer(hall, before.from_day, 30);
    answer(hall, before.until_day, 5);
    struct survey_report report = report_on(hall->desk, &query);
    assert_int_equal(report.trend_count, 4);
    assert_memory_equal(&report.trend[3].ikm, &report.ikm, sizeof report.ikm);
    assert_int_equal(report.trend[2].ikm.n, 35);
    assert_int_equal(report.trend[1].ikm.n, 0);
    assert_false(report.trend[0].ikm.has_index);
    period_format(&report.trend[0].period, name, sizeof name);
    assert_string_equal(name, "2026-08");
    survey_report_clear(&report);
    query.trend = 100;
    report = report_on(hall->desk, &query);
    assert_int_equal(report.trend_count, SURVEY_TREND_MOST);
    assert_int_equal(report.trend[SURVEY_TREND_MOST - 1].ikm.n, 50);
    survey_report_clear(&report);
    query.trend = 0;
    report = report_on(hall->desk, &query);
    assert_int_equal(report.trend_count, 0);
    survey_report_clear(&report);
}

static struct published_ikm published(const struct hall *hall)
{
    struct published_ikm ikm;
    struct err err = {0};

    if (!desk_published_ikm(hall->desk, &ikm, &err))
        fail_msg("%s", err.text);
    return ikm;
}

/* 2026-11-23: the last triwulan is July to September, the month before October. */
static void the_hall_is_shown_the_newest_long_period_with_enough_answers(void **state)
{
    static const char *const periods[] = {"2026-10-24..2026-11-22", "2026-10", "2026-T3"};
    static const char *const days[] = {"2026-11-22", "2026-10-15", "2026-09-30"};
    const struct hall *hall = *state;
    char name[32];

    assert_false(published(hall).is_shown);
    answer(hall, HALL_DAY, 200); /* today says nothing yet */
    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        int64_t day = 0;

        assert_true(calendar_parse_day(days[i], &day));
        answer_late(hall, day, IKM_PUBLISHED_FROM - 1);
        clock_fake_advance(hall->clock, 61 * 1000);
        struct published_ikm before = published(hall);
        assert_int_equal(before.is_shown, i > 0);
        answer_late(hall, day, 1);
        clock_fake_advance(hall->clock, 61 * 1000);
        struct published_ikm after = published(hall);
        assert_true(after.is_shown);
        assert_int_equal(after.ikm.n, IKM_PUBLISHED_FROM);
        period_format(&after.period, name, sizeof name);
        assert_string_equal(name, periods[i]);
    }
}

static void the_index_of_the_hall_is_kept_for_a_minute_and_until_the_day_changes(void **state)
{
    const struct hall *hall = *state;

    answer_late(hall, HALL_DAY - 1, 30);
    assert_int_equal(published(hall).ikm.n, 30);
    answer_late(hall, HALL_DAY - 1, 1);
    clock_fake_advance(hall->clock, 59 * 1000);
    assert_int_equal(published(hall).ikm.n, 30);
    clock_fake_advance(hall->clock, 2 * 1000);
    assert_int_equal(published(hall).ikm.n, 31);
    answer(hall, HALL_DAY, 5);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 24 * HALL_HOUR_MS); /* another day at once */
    assert_int_equal(published(hall).ikm.n, 36);
}

static void only_an_answer_of_a_day_that_is_over_makes_the_hall_read_again(void **state)
{
    struct hall *hall = *state;
    struct survey_form today = survey_paper("123412341", HALL_DAY);

    answer_late(hall, HALL_DAY - 1, 30);
    assert_int_equal(published(hall).ikm.n, 30);
    answer(hall, HALL_DAY - 1, 7); /* behind the desk's back: seen when it reads */
    assert_true(desk_enter_survey_form(hall->desk, &today, NULL));
    hall_issue(hall, "izin-a", false);
    clock_fake_advance(hall->clock, 3600 * 1000);
    assert_int_equal(published(hall).ikm.n, 30);
    answer_late(hall, HALL_DAY - 2, 1);
    clock_fake_advance(hall->clock, 61 * 1000);
    assert_int_equal(published(hall).ikm.n, 38);
    hall_leave(hall);
    hall_enter(hall); /* nothing is remembered of another database */
    answer(hall, HALL_DAY - 1, 1);
    assert_int_equal(published(hall).ikm.n, 39);
}

static void a_report_scans_only_its_days(void **state)
{
    const struct hall *hall = *state;

    assert_false(hall_plan_scans(hall, "EXPLAIN QUERY PLAN SELECT count(*) FROM response WHERE day "
                                       "BETWEEN 1 AND 2"));
    assert_false(hall_plan_scans(hall,
                                 "EXPLAIN QUERY PLAN SELECT count(*) FROM session s JOIN ticket t "
                                 "ON t.session = s.no WHERE s.local_day BETWEEN 1 AND 2 AND "
                                 "t.state = 'done'"));
}

static void answers_to_the_offices_own_questions_are_counted(void **state)
{
    struct hall *hall = *state;

    hall_ask(hall);
    for (int i = 0; i < 5; i++) {
        struct survey_submission submission = survey_answers("434343434");

        submission.extras[0] = i < 3 ? 2 : 0;
        submission.service_id = i < 2 ? "izin-a" : "";
        survey_submit(hall, &submission);
    }
    hall_sql(hall, "DROP TRIGGER response_is_written_once; UPDATE response SET form = 'lain/1' "
                   "WHERE id = (SELECT id FROM response WHERE extras = x'00' LIMIT 1)");
    struct survey_report report = report_of(hall, HALL_DAY, HALL_DAY, BY_NOTHING);
    assert_int_equal(report.extras[0][0], 1);
    assert_int_equal(report.extras[0][1], 0);
    assert_int_equal(report.extras[0][2], 3);
    survey_report_clear(&report);
    const struct survey_query query = {.period = period_of_days(HALL_DAY, HALL_DAY),
                                       .service_id = "izin-a"};
    report = report_on(hall->desk, &query);
    assert_int_equal(report.extras[0][2], 2);
    survey_report_clear(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define HALL(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)
        HALL(an_empty_period_has_no_index),
        HALL(sums_are_those_of_the_periods_days_alone),
        HALL(every_dimension_adds_up_to_the_total),
        HALL(services_have_their_names_or_their_ids),
        HALL(one_service_may_be_asked_for),
        HALL(small_cells_of_a_profile_tell_their_count_alone),
        HALL(small_cells_of_services_are_shown),
        HALL(everybodys_answers_are_given_where_they_are_asked_for),
        HALL(people_served_and_surveys_stopped_are_counted),
        HALL(the_trend_ends_with_the_period_itself),
        HALL(the_hall_is_shown_the_newest_long_period_with_enough_answers),
        HALL(the_index_of_the_hall_is_kept_for_a_minute_and_until_the_day_changes),
        HALL(only_an_answer_of_a_day_that_is_over_makes_the_hall_read_again),
        HALL(answers_to_the_offices_own_questions_are_counted),
        HALL(a_report_scans_only_its_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
