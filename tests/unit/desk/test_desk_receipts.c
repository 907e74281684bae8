/* File receipts: numbers, what they keep, copies, and that the name is forgotten to the last byte. */
#include "desk/receipts.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/slips.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define APPLICANT "Siti Rahmawati Xyzzy"
#define DAY_MS INT64_C(86400000)

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
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

static struct receipt_request wish(void)
{
    static const uint16_t received[] = {1};

    return (struct receipt_request){.request = uuid_v4(),
                                    .service_id = "izin-a",
                                    .applicant = APPLICANT,
                                    .received = received,
                                    .received_count = ARRAY_LEN(received),
                                    .officer = "P-07",
                                    .counter = "Loket 1"};
}

static struct receipt issue(struct hall *hall, const struct receipt_request *request)
{
    struct receipt receipt;
    struct err err = {0};

    if (!desk_issue_receipt(hall->desk, request, &receipt, &err))
        fail_msg("%s", err.text);
    return receipt;
}

static void a_receipt_has_number_row_slip_event_and_journal(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct receipt_request request = wish();
    struct print_job job;
    char text[512];

    request.ticket = ticket.id;
    struct receipt receipt = issue(hall, &request);
    assert_string_equal(receipt.file_number, "2611-1001-9");
    assert_string_equal(receipt.number, ticket.number);
    assert_string_equal(receipt.applicant, APPLICANT);
    assert_int_equal(receipt.asked, 1);
    assert_true(receipt_is_complete(&receipt));
    assert_int_equal(receipt.at_ms, HALL_NOW_MS);
    assert_true(desk_receipt_job(hall->desk, receipt.file_number, &job, NULL));
    assert_int_equal(job.kind, SLIP_RECEIPT);
    assert_string_equal(job.subject, "2611-1001-9");
    assert_string_equal(job.service_id, "izin-a");
    assert_string_equal(job.lang, "id");
    assert_int_equal(job.copy, 0);
    hall_text(hall,
              "SELECT who || ' ' || kind || ' ' || subject || ' ' || detail FROM journal "
              "ORDER BY no DESC LIMIT 1",
              text, sizeof text);
    assert_string_equal(text, "P-07 receipt.issued 2611-1001-9 izin-a");
    hall_text(hall,
              "SELECT json_extract(CAST(rec AS TEXT), '$.data.file') || ' ' || "
              "json_extract(CAST(rec AS TEXT), '$.data.received') || ' ' || "
              "json_extract(CAST(rec AS TEXT), '$.data.officer') FROM outbox "
              "WHERE kind = 'receipt.issued'",
              text, sizeof text);
    assert_string_equal(text, "2611-1001-9 [1] P-07");
}

static void the_same_request_gives_the_same_receipt(void **state)
{
    struct hall *hall = *state;
    struct receipt_request request = wish();
    struct receipt first = issue(hall, &request);
    struct receipt again = issue(hall, &request);

    assert_string_equal(again.file_number, first.file_number);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM receipt"), 1);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM print_job"), 1);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'receipt.issued'"),
                     1);
    assert_int_equal(
        hall_number(hall, "SELECT count(*) FROM journal WHERE kind = 'receipt.issued'"), 1);
}

static void numbers_begin_anew_every_month_of_the_offices_calendar(void **state)
{
    struct hall *hall = *state;
    struct receipt_request request = wish();

    assert_string_equal(issue(hall, &request).file_number, "2611-1001-9");
    request.request = uuid_v4();
    assert_string_equal(issue(hall, &request).file_number, "2611-1002-7");
    clock_fake_set_wall(hall->clock, INT64_C(1796057999000)); /* 2026-11-30T23:59:59+07:00 */
    request.request = uuid_v4();
    assert_string_equal(issue(hall, &request).file_number, "2611-1003-5");
    clock_fake_set_wall(hall->clock, INT64_C(1796058000000)); /* a second later */
    request.request = uuid_v4();
    assert_string_equal(issue(hall, &request).file_number, "2612-1001-7");
    clock_fake_set_wall(hall->clock, INT64_C(1798736400000)); /* 2027-01-01T00:00:00+07:00 */
    request.request = uuid_v4();
    assert_string_equal(issue(hall, &request).file_number, "2701-1001-8");
    clock_fake_set_wall(hall->clock, HALL_NOW_MS); /* a clock that jumps back repeats nothing */
    request.request = uuid_v4();
    assert_string_equal(issue(hall, &request).file_number, "2611-1004-3");
}

static void after_a_lost_database_no_number_of_the_month_comes_again(void **state)
{
    struct hall *hall = *state;
    struct receipt_request request = wish();
    AUTO_FREE char *path = mem_format("%s/anjungan.db", hall->directory);
    AUTO_FREE char *log = mem_format("%s/anjungan.db-wal", hall->directory);
    static const char rubble[] = "this is no database at all, whatever its name may say";

    issue(hall, &request);
    hall_leave(hall);
    assert_true(file_replace(path, rubble, sizeof rubble, false, NULL));
    assert_true(file_replace(log, "", 0, false, NULL));
    hall_enter(hall);
    assert_true(desk_was_quarantined(hall->desk));
    request.request = uuid_v4();
    assert_string_equal(issue(hall, &request).file_number, "2611-1100001-2");
    request.request = uuid_v4();
    assert_string_equal(issue(hall, &request).file_number, "2611-1100002-0");
}

static void what_is_no_receipt_is_refused_and_leaves_nothing(void **state)
{
    static const uint16_t unknown[] = {2};
    static const uint16_t zero[] = {0};
    static const uint16_t twice[] = {1, 1};
    struct hall *hall = *state;
    char long_name[APPLICANT_TEXT + 1];
    struct receipt out;
    struct err err = {0};

    memset(long_name, 'N', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    struct receipt_request cases[] = {wish(), wish(), wish(), wish(), wish(),
                                      wish(), wish(), wish(), wish(), wish()};
    cases[0].applicant = "";
    cases[1].applicant = " \t ";
    cases[2].applicant = NULL;
    cases[3].applicant = long_name;
    cases[4].received = unknown;
    cases[5].received = zero;
    cases[6].received = twice;
    cases[6].received_count = 2;
    cases[7].officer = "";
    cases[8].request = (struct uuid){{0}};
    cases[9].received_count = 1000;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_false(desk_issue_receipt(hall->desk, &cases[i], &out, &err));
        assert_int_equal(err.code, ERR_INVALID);
        assert_null(strstr(err.text, "NNN"));
        assert_null(strstr(err.text, "Siti"));
    }
    cases[0] = wish();
    cases[0].service_id = "izin-z";
    assert_false(desk_issue_receipt(hall->desk, &cases[0], &out, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    cases[0] = wish();
    cases[0].ticket = uuid_v4();
    assert_false(desk_issue_receipt(hall->desk, &cases[0], &out, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM receipt"), 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM print_job"), 0);
}

static void a_name_is_kept_as_one_line_without_blanks_around(void **state)
{
    struct hall *hall = *state;
    struct receipt_request request = wish();
    char most[APPLICANT_TEXT];

    request.applicant = " \tI Gusti Ngurah\nPutra  ";
    assert_string_equal(issue(hall, &request).applicant, "I Gusti Ngurah Putra");
    memset(most, 'N', sizeof most - 1);
    most[sizeof most - 1] = '\0';
    request.request = uuid_v4();
    request.applicant = most;
    assert_string_equal(issue(hall, &request).applicant, most);
}

static void receipts_are_found_as_people_type_them(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct receipt_request request = wish();
    struct receipt receipt, found;
    struct err err = {0};

    assert_false(desk_find_ticket_receipt(hall->desk, &ticket.id, &found, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    request.ticket = ticket.id;
    receipt = issue(hall, &request);
    assert_true(desk_find_receipt(hall->desk, " 2611 1001 9", &found, NULL));
    assert_string_equal(found.applicant, APPLICANT);
    assert_memory_equal(&found, &receipt, sizeof found);
    clock_fake_advance(hall->clock, 60000);
    request.request = uuid_v4();
    receipt = issue(hall, &request);
    assert_true(desk_find_ticket_receipt(hall->desk, &ticket.id, &found, NULL));
    assert_string_equal(found.file_number, receipt.file_number); /* the newest */
    assert_false(desk_find_receipt(hall->desk, "2611-1009-2", &found, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(desk_find_receipt(hall->desk, "2611-1001-8", &found, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void a_receipt_printed_again_is_a_marked_copy(void **state)
{
    struct hall *hall = *state;
    struct receipt_request request = wish();
    struct receipt receipt = issue(hall, &request);
    struct uuid tap = uuid_v4();
    struct print_job job, again;
    struct err err = {0};

    /* Still waiting: the same one. */
    assert_true(
        desk_print_receipt_again(hall->desk, &tap, receipt.file_number, "P-07", &job, NULL));
    assert_int_equal(job.copy, 0);
    /* Certainly not on paper: the same one again. */
    assert_true(
        desk_move_job(hall->desk, job.id, PRINT_FAILED, TROUBLE_PAPER_OUT, "tiket", 7, NULL));
    tap = uuid_v4();
    assert_true(
        desk_print_receipt_again(hall->desk, &tap, receipt.file_number, "P-07", &job, NULL));
    assert_int_equal(job.copy, 0);
    assert_int_equal(job.state, PRINT_QUEUED);
    /* On paper: a copy, and a double tap is one copy. */
    assert_true(desk_move_job(hall->desk, job.id, PRINT_PRINTED, TROUBLE_NONE, "tiket", 8, NULL));
    tap = uuid_v4();
    assert_true(
        desk_print_receipt_again(hall->desk, &tap, receipt.file_number, "P-07", &job, NULL));
    assert_int_equal(job.copy, 1);
    assert_string_equal(job.subject, receipt.file_number);
    assert_true(
        desk_print_receipt_again(hall->desk, &tap, receipt.file_number, "P-07", &again, NULL));
    assert_int_equal(again.id, job.id);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM print_job"), 2);
    assert_false(desk_print_receipt_again(hall->desk, &(struct uuid){{1}}, "2611-1009-2", "P-07",
                                          &again, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

/* How often the name's rarest word stands in a file of the state directory. */
static int occurrences(const struct hall *hall, const char *name)
{
    AUTO_FREE char *path = mem_format("%s/%s", hall->directory, name);
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    int count = 0;
    struct err err = {0};

    if (!file_read(path, 64 << 20, &bytes, &len, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i + 5 <= len; i++)
        count += memcmp(bytes + i, "Xyzzy", 5) == 0;
    return count;
}

static void a_forgotten_name_is_in_no_byte_of_the_database(void **state)
{
    struct hall *hall = *state;
    char name[64];
    int64_t count = 0;

    for (int i = 0; i < 300; i++) { /* several pages, split in the middle */
        struct receipt_request request = wish();

        text_format(name, sizeof name, "Pemohon %d Xyzzy", i);
        request.applicant = name;
        issue(hall, &request);
        if (i % 50 == 0)
            desk_checkpoint(hall->desk);
    }
    assert_true(occurrences(hall, "anjungan.db") > 0);
    assert_true(occurrences(hall, "anjungan.db-wal") > 0);
    clock_fake_advance(hall->clock, 90 * DAY_MS);
    assert_true(desk_forget_applicants(hall->desk, 90, &count, NULL));
    assert_int_equal(count, 0); /* exactly 90 days old: kept */
    clock_fake_advance(hall->clock, 1);
    assert_true(desk_forget_applicants(hall->desk, 90, &count, NULL));
    assert_int_equal(count, 300);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM receipt WHERE applicant <> ''"), 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM receipt"), 300);
    assert_int_equal(occurrences(hall, "anjungan.db"), 0);
    assert_int_equal(occurrences(hall, "anjungan.db-wal"), 0);
    assert_int_equal(
        hall_number(hall, "SELECT count(*) FROM journal WHERE kind = 'receipt.forgotten' AND "
                          "detail = '300'"),
        1);
    assert_true(desk_forget_applicants(hall->desk, 90, &count, NULL));
    assert_int_equal(count, 0);
}

static void a_younger_name_stays_and_a_wild_clock_forgets_nobody(void **state)
{
    struct hall *hall = *state;
    struct receipt_request request = wish();
    struct receipt old = issue(hall, &request), young;
    int64_t count = 0;

    clock_fake_advance(hall->clock, 60 * DAY_MS);
    request.request = uuid_v4();
    young = issue(hall, &request);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 36500 * DAY_MS);
    assert_true(desk_forget_applicants(hall->desk, 90, &count, NULL));
    assert_int_equal(count, 0);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 91 * DAY_MS);
    assert_true(desk_forget_applicants(hall->desk, 90, &count, NULL));
    assert_int_equal(count, 1);
    assert_true(desk_find_receipt(hall->desk, old.file_number, &old, NULL));
    assert_string_equal(old.applicant, "");
    assert_true(desk_find_receipt(hall->desk, young.file_number, &young, NULL));
    assert_string_equal(young.applicant, APPLICANT);
}

static void the_name_stands_in_its_row_alone(void **state)
{
    static const char *const queries[] = {
        "SELECT count(*) FROM outbox WHERE instr(rec, CAST('Xyzzy' AS BLOB)) > 0",
        "SELECT count(*) FROM journal WHERE who || kind || subject || detail LIKE '%Xyzzy%'",
        "SELECT count(*) FROM print_job WHERE subject || service_id || printer LIKE '%Xyzzy%'",
        "SELECT count(*) FROM meta WHERE value LIKE '%Xyzzy%'",
    };
    struct hall *hall = *state;
    struct receipt_request request = wish();
    struct receipt receipt = issue(hall, &request);
    struct uuid tap = uuid_v4();
    struct print_job job;

    assert_true(desk_receipt_job(hall->desk, receipt.file_number, &job, NULL));
    assert_true(desk_move_job(hall->desk, job.id, PRINT_PRINTED, TROUBLE_NONE, "tiket", 8, NULL));
    assert_true(
        desk_print_receipt_again(hall->desk, &tap, receipt.file_number, "P-07", &job, NULL));
    for (size_t i = 0; i < ARRAY_LEN(queries); i++)
        assert_int_equal(hall_number(hall, queries[i]), 0);
    assert_int_equal(
        hall_number(hall, "SELECT count(*) FROM receipt WHERE applicant LIKE '%Xyzzy%'"), 1);
}

int main(void)
{
#define HALL_TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)
    const struct CMUnitTest tests[] = {
        HALL_TEST(a_receipt_has_number_row_slip_event_and_journal),
        HALL_TEST(the_same_request_gives_the_same_receipt),
        HALL_TEST(numbers_begin_anew_every_month_of_the_offices_calendar),
        HALL_TEST(after_a_lost_database_no_number_of_the_month_comes_again),
        HALL_TEST(what_is_no_receipt_is_refused_and_leaves_nothing),
        HALL_TEST(a_name_is_kept_as_one_line_without_blanks_around),
        HALL_TEST(receipts_are_found_as_people_type_them),
        HALL_TEST(a_receipt_printed_again_is_a_marked_copy),
        HALL_TEST(a_forgotten_name_is_in_no_byte_of_the_database),
        HALL_TEST(a_younger_name_stays_and_a_wild_clock_forgets_nobody),
        HALL_TEST(the_name_stands_in_its_row_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
