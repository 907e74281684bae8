/* What a visitor filled in comes to its end in one place, once, whichever way the visit ends; and what
 * is in force of "Akses mudah" until then. */
#include "base/text.h"
#include "screens/router_internal.h"
#include "screens/stage.h"
#include "screens/visit_end.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct stage stage;
static struct router router;

static void empty_frame(void *state, struct ui *ui, struct router *shown)
{
    (void)state;
    (void)ui;
    (void)shown;
}

static const struct screen of_visitors = {
    .name = "of-visitors", .idle_ms = 60000, .frame = empty_frame};
static const struct screen of_officers = {
    .name = "of-officers", .is_staff = true, .idle_ms = 60000, .frame = empty_frame};

static int open_router(void **state)
{
    (void)state;
    stage = (struct stage){0};
    stage_open(&stage, "pekanbaru");
    router = (struct router){.first = &of_visitors, .clock = stage.clock};
    router_open(&router, stage.desk);
    return 0;
}

static int close_router(void **state)
{
    (void)state;
    router_close(&router);
    stage_close(&stage);
    return 0;
}

/* Surveys kept as abandoned, and of the last one how far it came. */
static int count_abandoned(int *answered)
{
    char path[128];
    sqlite3 *db;
    sqlite3_stmt *statement;
    int count = 0;

    assert_true(text_format(path, sizeof path, "%s/anjungan.db", stage.directory));
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT answered FROM abandoned", -1, &statement, NULL),
                     SQLITE_OK);
    for (; sqlite3_step(statement) == SQLITE_ROW; count++)
        *answered = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return count;
}

static void begin_forms(int answered)
{
    struct visit *visit = router_visit(&router);

    visit->survey.request = uuid_v4();
    for (int i = 0; i < answered; i++)
        visit->survey.answers[i] = 3;
    (void)text_copy(visit->complaint.text, sizeof visit->complaint.text, "Loket tutup");
}

static void expect_kept(int surveys, int answered)
{
    const struct visit *visit = router_visit(&router);
    int last = -1;

    assert_int_equal(count_abandoned(&last), surveys);
    assert_int_equal(last, answered);
    assert_true(uuid_is_nil(&visit->survey.request));
    assert_int_equal(visit->survey.answers[0], 0);
    assert_string_equal(visit->complaint.text, "");
    assert_false(visit_has_answers(visit));
}

static void end_visit(void)
{
    bool has_ended = false;

    router_end_visit(&router);
    assert_true(router_move_on(&router, &has_ended));
    assert_true(has_ended);
}

static void survey_that_was_begun_is_kept_as_abandoned_once(void **state)
{
    (void)state;
    begin_forms(4);
    end_visit();
    expect_kept(1, 4);
    end_visit();
    expect_kept(1, 4);
}

static void survey_ends_with_the_visitor_whom_an_officer_relieves(void **state)
{
    (void)state;
    begin_forms(0);
    router_forget_visitor(&router);
    expect_kept(1, 0);
}

static void survey_ends_with_the_program(void **state)
{
    (void)state;
    begin_forms(8);
    router_close(&router);
    expect_kept(1, 8);
}

static void survey_ends_with_a_fault(void **state)
{
    bool has_ended = false;

    (void)state;
    begin_forms(2);
    router_fail(&router, "D02");
    assert_true(router_move_on(&router, &has_ended));
    expect_kept(1, 2);
}

static void survey_that_was_sent_leaves_nothing_to_keep(void **state)
{
    (void)state;
    begin_forms(9);
    router_visit(&router)->survey.is_done = true;
    end_visit();
    expect_kept(0, -1);
}

static int count_rows(const char *table)
{
    char path[128], sql[64];
    sqlite3 *db;
    sqlite3_stmt *statement;
    int count;

    assert_true(text_format(path, sizeof path, "%s/anjungan.db", stage.directory));
    assert_true(text_format(sql, sizeof sql, "SELECT count(*) FROM %s", table));
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return count;
}

static void all_nine_count_though_the_visitor_left_at_a_further_question(void **state)
{
    (void)state;
    begin_forms(9);
    end_visit();
    expect_kept(0, -1);
    assert_int_equal(count_rows("response"), 1);
    end_visit();
    assert_int_equal(count_rows("response"), 1);
}

static void survey_that_was_given_up_counts_nothing(void **state)
{
    (void)state;
    begin_forms(9);
    router_give_up(&router);
    end_visit();
    expect_kept(1, 8);
    assert_int_equal(count_rows("response"), 0);
}

static void forms_are_wiped_where_there_is_no_desk(void **state)
{
    struct desk *desk = router.desk;

    (void)state;
    begin_forms(3);
    router.desk = NULL;
    visit_end_forms(&router);
    router.desk = desk;
    expect_kept(0, -1);
}

static void answers_are_what_was_typed_or_chosen_and_not_sent(void **state)
{
    struct visit visit = {0};

    (void)state;
    assert_false(visit_has_entries(&visit));
    visit.survey.profile.age = AGE_40_49;
    assert_true(visit_has_answers(&visit));
    visit.survey.is_done = true;
    assert_false(visit_has_answers(&visit));
    (void)text_copy(visit.complaint.contact, sizeof visit.complaint.contact, "0812");
    assert_true(visit_has_entries(&visit));
    (void)text_copy(visit.complaint.sent.number, sizeof visit.complaint.sent.number, "PD-1031");
    assert_false(visit_has_answers(&visit));
    visit.modes.has_more_time = true;
    assert_true(visit_has_modes(&visit));
    assert_false(visit_has_entries(&visit));
}

static void modes_are_in_force_for_visitors_alone_and_end_with_the_visit(void **state)
{
    bool has_ended = false;

    (void)state;
    router_visit(&router)->modes =
        (struct visit_modes){.has_low_reach = true, .has_high_contrast = true};
    assert_true(router_modes(&router).has_low_reach);
    router_go(&router, &of_officers);
    assert_true(router_move_on(&router, &has_ended));
    assert_false(router_modes(&router).has_low_reach);
    assert_false(router_modes(&router).has_high_contrast);
    router_back(&router);
    assert_true(router_move_on(&router, &has_ended));
    assert_true(router_modes(&router).has_high_contrast);
    end_visit();
    assert_false(visit_has_modes(router_visit(&router)));
}

static void more_time_doubles_what_screens_wait(void **state)
{
    (void)state;
    assert_int_equal(router_scaled_ms(&router, 15000), 15000);
    router_visit(&router)->modes.has_more_time = true;
    assert_int_equal(router_scaled_ms(&router, 15000), 30000);
    router.idle_percent = 50;
    assert_int_equal(router_scaled_ms(&router, 15000), 15000);
}

static void panel_lies_over_the_screen_it_was_opened_from(void **state)
{
    bool has_ended = false;

    (void)state;
    assert_null(router_below(&router));
    router_go(&router, &screen_access);
    assert_true(router_move_on(&router, &has_ended));
    assert_ptr_equal(router_below(&router)->screen, &of_visitors);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(survey_that_was_begun_is_kept_as_abandoned_once,
                                        open_router, close_router),
        cmocka_unit_test_setup_teardown(survey_ends_with_the_visitor_whom_an_officer_relieves,
                                        open_router, close_router),
        cmocka_unit_test_setup_teardown(survey_ends_with_the_program, open_router, close_router),
        cmocka_unit_test_setup_teardown(survey_ends_with_a_fault, open_router, close_router),
        cmocka_unit_test_setup_teardown(survey_that_was_sent_leaves_nothing_to_keep, open_router,
                                        close_router),
        cmocka_unit_test_setup_teardown(
            all_nine_count_though_the_visitor_left_at_a_further_question, open_router,
            close_router),
        cmocka_unit_test_setup_teardown(survey_that_was_given_up_counts_nothing, open_router,
                                        close_router),
        cmocka_unit_test_setup_teardown(forms_are_wiped_where_there_is_no_desk, open_router,
                                        close_router),
        cmocka_unit_test(answers_are_what_was_typed_or_chosen_and_not_sent),
        cmocka_unit_test_setup_teardown(
            modes_are_in_force_for_visitors_alone_and_end_with_the_visit, open_router,
            close_router),
        cmocka_unit_test_setup_teardown(more_time_doubles_what_screens_wait, open_router,
                                        close_router),
        cmocka_unit_test_setup_teardown(panel_lies_over_the_screen_it_was_opened_from, open_router,
                                        close_router),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
