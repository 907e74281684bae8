/* The Buku Pengaduan: who may do what, states and refusals, lists, counts, and the book of a period. */
#include "base/secret.h"
#include "base/text.h"
#include "domain/complaint_report.h"
#include "support/complaint_hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TODAY INT64_C(20780) /* 2026-11-23 in Pekanbaru */
#define DAY_MS INT64_C(86400000)
#define ANSWER "Loket dua kini dilayani oleh dua petugas."

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
    complaint_staff(hall);
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

static void assert_last_journal(struct hall *hall, const char *expected)
{
    char text[256];

    hall_text(hall,
              "SELECT who || '|' || kind || '|' || subject || '|' || detail FROM journal "
              "ORDER BY no DESC LIMIT 1",
              text, sizeof text);
    assert_string_equal(text, expected);
}

static void assert_last_event(struct hall *hall, const char *expected)
{
    char text[512];

    hall_text(hall,
              "SELECT kind || ' ' || json_extract(CAST(rec AS TEXT), '$.data') FROM outbox "
              "ORDER BY seq DESC LIMIT 1",
              text, sizeof text);
    assert_string_equal(text, expected);
}

static void weigh(struct hall *hall, const char *number, enum complaint_weight weight)
{
    struct err err = {0};

    if (!desk_weigh_complaint(hall->desk, number, weight, "P-07", &err))
        fail_msg("%s", err.text);
}

static void answer(struct hall *hall, const char *number)
{
    struct err err = {0};

    if (!desk_answer_complaint(hall->desk, number, ANSWER, "P-07", &err))
        fail_msg("%s", err.text);
}

static void a_complaint_goes_from_received_to_closed(void **state)
{
    struct hall *hall = *state;
    struct complaint complaint = complaint_filed(hall);
    struct complaint_words words;

    weigh(hall, "pd 1001", WEIGHT_SEDANG);
    complaint = complaint_found(hall, "PD-1001");
    assert_int_equal(complaint.state, COMPLAINT_IN_PROGRESS);
    assert_int_equal(complaint.weight, WEIGHT_SEDANG);
    assert_string_equal(complaint.officer, "P-07");
    assert_last_journal(hall, "P-07|complaint.weighed|PD-1001|sedang");
    assert_last_event(hall, "complaint.weighed {\"number\":\"PD-1001\",\"weight\":\"sedang\","
                            "\"officer\":\"P-07\"}");
    clock_fake_advance(hall->clock, HALL_HOUR_MS);
    answer(hall, "1001");
    complaint = complaint_found(hall, "PD-1001");
    assert_int_equal(complaint.state, COMPLAINT_ANSWERED);
    assert_int_equal(complaint.answered_ms, HALL_NOW_MS + HALL_HOUR_MS);
    assert_last_journal(hall, "P-07|complaint.answered|PD-1001|sedang");
    assert_last_event(hall, "complaint.answered {\"number\":\"PD-1001\",\"officer\":\"P-07\"}");
    assert_true(desk_close_complaint(hall->desk, "PD-1001", "S-01", NULL));
    complaint = complaint_found(hall, "PD-1001");
    assert_int_equal(complaint.state, COMPLAINT_CLOSED);
    assert_int_equal(complaint.closed_ms, HALL_NOW_MS + HALL_HOUR_MS);
    assert_string_equal(complaint.officer, "S-01");
    assert_last_event(hall, "complaint.closed {\"number\":\"PD-1001\",\"officer\":\"S-01\"}");
    assert_true(desk_read_complaint(hall->desk, "PD-1001", "P-07", &words, NULL));
    assert_string_equal(words.text, COMPLAINT_STORY);
    assert_string_equal(words.name, COMPLAINT_NAMED);
    assert_string_equal(words.contact, COMPLAINT_PHONE);
    assert_string_equal(words.answer, ANSWER);
    assert_last_journal(hall, "P-07|complaint.read|PD-1001|");
    secret_wipe(&words, sizeof words);
}

static void the_weight_may_change_until_it_is_answered(void **state)
{
    struct hall *hall = *state;
    struct err err = {0};

    complaint_filed(hall);
    weigh(hall, "PD-1001", WEIGHT_RINGAN);
    weigh(hall, "PD-1001", WEIGHT_BERAT);
    weigh(hall, "PD-1001", WEIGHT_BERAT); /* a second tap is no second act */
    assert_int_equal(complaint_found(hall, "PD-1001").weight, WEIGHT_BERAT);
    assert_int_equal(
        hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'complaint.weighed'"), 2);
    answer(hall, "PD-1001");
    assert_false(desk_weigh_complaint(hall->desk, "PD-1001", WEIGHT_RINGAN, "P-07", &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_false(desk_weigh_complaint(hall->desk, "PD-1001", WEIGHT_NOT_SET, "P-07", &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void nothing_is_answered_or_closed_out_of_turn(void **state)
{
    struct hall *hall = *state;
    struct err err = {0};

    complaint_filed(hall);
    assert_false(desk_answer_complaint(hall->desk, "PD-1001", ANSWER, "P-07", &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_false(desk_close_complaint(hall->desk, "PD-1001", "P-07", &err));
    assert_int_equal(err.code, ERR_BUSY);
    weigh(hall, "PD-1001", WEIGHT_RINGAN);
    assert_false(desk_close_complaint(hall->desk, "PD-1001", "P-07", &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_false(desk_answer_complaint(hall->desk, "PD-1001", "pendek", "P-07", &err));
    assert_int_equal(err.code, ERR_INVALID);
    answer(hall, "PD-1001");
    assert_false(desk_answer_complaint(hall->desk, "PD-1001", ANSWER, "P-07", &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_true(desk_close_complaint(hall->desk, "PD-1001", "P-07", NULL));
    assert_false(desk_close_complaint(hall->desk, "PD-1001", "P-07", &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_false(desk_close_complaint(hall->desk, "PD-1002", "P-07", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(desk_close_complaint(hall->desk, "A-001", "P-07", &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void one_that_wants_no_reply_is_closed_without_an_answer(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();

    request.reply = REPLY_NONE;
    request.name = request.contact = NULL;
    complaint_file(hall, &request);
    weigh(hall, "PD-1001", WEIGHT_RINGAN);
    assert_true(desk_close_complaint(hall->desk, "PD-1001", "P-07", NULL));
    assert_int_equal(complaint_found(hall, "PD-1001").answered_ms, 0);
}

static void assert_refused(struct hall *hall, const char *officer, const char *says)
{
    struct complaint_words words;
    struct err err = {0};
    int64_t journal = hall_number(hall, "SELECT count(*) FROM journal");

    assert_false(desk_read_complaint(hall->desk, "PD-1001", officer, &words, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, says));
    assert_int_equal(words.text[0], '\0');
    assert_false(desk_weigh_complaint(hall->desk, "PD-1001", WEIGHT_RINGAN, officer, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(desk_answer_complaint(hall->desk, "PD-1001", ANSWER, officer, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(desk_close_complaint(hall->desk, "PD-1001", officer, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(desk_erase_complaint(hall->desk, "PD-1001", "AAAA", officer, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal"), journal);
}

static void only_an_active_officer_of_the_office_keeps_the_book(void **state)
{
    struct hall *hall = *state;

    complaint_filed(hall);
    assert_refused(hall, "P-99", "no active officer");
    assert_refused(hall, "X-00", "no active officer");
    assert_refused(hall, "", "no active officer");
    assert_refused(hall, NULL, "no active officer");
    assert_int_equal(complaint_found(hall, "PD-1001").state, COMPLAINT_RECEIVED);
}

static void erasing_and_the_whole_book_are_a_supervisors(void **state)
{
    struct hall *hall = *state;
    struct complaint complaint = complaint_filed(hall);
    const struct period november = {PERIOD_MONTH, TODAY - 22, TODAY + 7};
    AUTO_COMPLAINT_REPORT struct complaint_report report;
    struct err err = {0};

    assert_false(desk_erase_complaint(hall->desk, complaint.number, complaint.code, "P-07", &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, "right"));
    assert_false(desk_complaint_book(hall->desk, &november, "P-07", &report, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(complaint_found(hall, "PD-1001").is_erased);
}

struct seen {
    char numbers[256];
};

static bool see(void *context, const struct complaint *complaint)
{
    struct seen *seen = context;
    size_t len = strlen(seen->numbers);

    (void)text_format(seen->numbers + len, sizeof seen->numbers - len, "%s%s", len > 0 ? " " : "",
                      complaint->number);
    return true;
}

static void assert_listed(struct hall *hall, const struct complaint_query *query,
                          const char *expected)
{
    struct seen seen = {""};
    struct err err = {0};

    if (!desk_list_complaints(hall->desk, query, see, &seen, &err))
        fail_msg("%s", err.text);
    assert_string_equal(seen.numbers, expected);
}

static void the_list_is_filtered_ordered_and_paged(void **state)
{
    struct hall *hall = *state;

    complaint_filed(hall);
    clock_fake_set_wall(hall->clock, INT64_C(1795453199999)); /* 23:59:59.999 of this day */
    complaint_filed(hall);
    clock_fake_set_wall(hall->clock, INT64_C(1795453200000)); /* the next day */
    complaint_filed(hall);
    complaint_filed(hall);
    weigh(hall, "PD-1002", WEIGHT_RINGAN);
    answer(hall, "PD-1002");
    assert_listed(hall, &(struct complaint_query){0}, "PD-1004 PD-1003 PD-1002 PD-1001");
    assert_listed(hall, &(struct complaint_query){.is_oldest_first = true, .skip = 1, .most = 2},
                  "PD-1002 PD-1003");
    assert_listed(hall, &(struct complaint_query){.from_day = TODAY, .until_day = TODAY},
                  "PD-1002 PD-1001");
    assert_listed(hall, &(struct complaint_query){.from_day = TODAY + 1, .until_day = TODAY + 1},
                  "PD-1004 PD-1003");
    assert_listed(hall, &(struct complaint_query){.states = 1U << COMPLAINT_ANSWERED}, "PD-1002");
    assert_listed(
        hall,
        &(struct complaint_query){.states = 1U << COMPLAINT_CLOSED | 1U << COMPLAINT_RECEIVED},
        "PD-1004 PD-1003 PD-1001");
}

static void what_is_past_its_day_is_overdue_until_it_is_answered(void **state)
{
    struct hall *hall = *state;
    const struct complaint_query overdue = {.is_overdue = true};
    struct complaint_counts counts;

    complaint_promise(hall, "{\"deadline\":{\"value\":2,\"unit\":\"day\"}}");
    complaint_filed(hall);
    complaint_filed(hall);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 2 * DAY_MS); /* the promised day itself */
    assert_true(desk_count_complaints(hall->desk, &counts, NULL));
    assert_int_equal(counts.overdue, 0);
    assert_listed(hall, &overdue, "");
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 3 * DAY_MS);
    weigh(hall, "PD-1001", WEIGHT_RINGAN);
    assert_true(desk_count_complaints(hall->desk, &counts, NULL));
    assert_int_equal(counts.overdue, 2);
    assert_int_equal(counts.by_state[COMPLAINT_RECEIVED], 1);
    assert_int_equal(counts.by_state[COMPLAINT_IN_PROGRESS], 1);
    assert_listed(hall, &overdue, "PD-1002 PD-1001");
    answer(hall, "PD-1001");
    assert_listed(hall, &overdue, "PD-1002");
    assert_true(desk_count_complaints(hall->desk, &counts, NULL));
    assert_int_equal(counts.overdue, 1);
    assert_int_equal(counts.by_state[COMPLAINT_ANSWERED], 1);
    clock_fake_set_wall(hall->clock, 1000); /* before the build: nobody knows what day it is */
    assert_true(desk_count_complaints(hall->desk, &counts, NULL));
    assert_int_equal(counts.overdue, 0);
    assert_listed(hall, &overdue, "");
}

static void the_book_of_a_month_has_names_only_when_a_supervisor_opens_it(void **state)
{
    struct hall *hall = *state;
    const struct period november = {PERIOD_MONTH, TODAY - 22, TODAY + 7};
    AUTO_COMPLAINT_REPORT struct complaint_report closed;
    AUTO_COMPLAINT_REPORT struct complaint_report open;
    struct complaint_request silent = complaint_wish();
    struct complaint erased;
    struct err err = {0};

    complaint_filed(hall);
    silent.reply = REPLY_NONE;
    silent.name = silent.contact = NULL;
    complaint_file(hall, &silent);
    erased = complaint_filed(hall);
    assert_true(desk_erase_complaint(hall->desk, erased.number, erased.code, "S-01", NULL));
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 10 * DAY_MS); /* December */
    complaint_filed(hall);
    int64_t journal = hall_number(hall, "SELECT count(*) FROM journal");
    assert_true(desk_complaint_book(hall->desk, &november, NULL, &closed, NULL));
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal"), journal);
    assert_int_equal(closed.total, 3);
    assert_false(closed.has_names);
    assert_string_equal(closed.rows[0].complaint.number, "PD-1001");
    assert_string_equal(closed.rows[0].name, "");
    if (!desk_complaint_book(hall->desk, &november, "S-01", &open, &err))
        fail_msg("%s", err.text);
    assert_last_journal(hall, "S-01|complaint.book_read|2026-11|");
    assert_true(open.has_names);
    assert_string_equal(open.rows[0].name, COMPLAINT_NAMED);
    assert_string_equal(open.rows[1].name, "");
    assert_string_equal(open.rows[2].name, "");
    assert_true(open.rows[2].complaint.is_erased);
    assert_int_equal(open.by_state[COMPLAINT_CLOSED], 1);
}

static void the_standard_tells_how_each_weight_is_handled(void **state)
{
    struct hall *hall = *state;

    assert_null(desk_complaint_route(hall->desk, "izin-a", WEIGHT_RINGAN, "id"));
    complaint_promise(hall, "{\"routes\":{\"ringan\":{\"id\":\"Dijawab langsung\",\"en\":"
                            "\"At once\"},\"berat\":\"Ke wali kota\"}}");
    assert_string_equal(desk_complaint_route(hall->desk, "izin-a", WEIGHT_RINGAN, "id"),
                        "Dijawab langsung");
    assert_string_equal(desk_complaint_route(hall->desk, "", WEIGHT_RINGAN, "en"), "At once");
    assert_string_equal(desk_complaint_route(hall->desk, NULL, WEIGHT_BERAT, "en"), "Ke wali kota");
    assert_null(desk_complaint_route(hall->desk, "izin-a", WEIGHT_SEDANG, "id"));
    assert_null(desk_complaint_route(hall->desk, "izin-a", WEIGHT_NOT_SET, "id"));
}

#define HALL_TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HALL_TEST(a_complaint_goes_from_received_to_closed),
        HALL_TEST(the_weight_may_change_until_it_is_answered),
        HALL_TEST(nothing_is_answered_or_closed_out_of_turn),
        HALL_TEST(one_that_wants_no_reply_is_closed_without_an_answer),
        HALL_TEST(only_an_active_officer_of_the_office_keeps_the_book),
        HALL_TEST(erasing_and_the_whole_book_are_a_supervisors),
        HALL_TEST(the_list_is_filtered_ordered_and_paged),
        HALL_TEST(what_is_past_its_day_is_overdue_until_it_is_answered),
        HALL_TEST(the_standard_tells_how_each_weight_is_handled),
        HALL_TEST(the_book_of_a_month_has_names_only_when_a_supervisor_opens_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
