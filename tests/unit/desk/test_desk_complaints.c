/* Filing complaints: numbers, what they keep and what they refuse, the promised day, the slip. */
#include "desk/complaints.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "support/complaint_hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define TODAY INT64_C(20780) /* 2026-11-23 in Pekanbaru */

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

    if (hall->desk)
        hall_check(hall);
    hall_close(hall);
    free(hall);
    return 0;
}

static void refuse(struct hall *hall, const struct complaint_request *request, const char *says)
{
    struct complaint complaint;
    struct err err = {0};

    assert_false(desk_file_complaint(hall->desk, request, &complaint, &err));
    assert_int_equal(err.code, ERR_INVALID);
    if (!strstr(err.text, says))
        fail_msg("\"%s\" does not say \"%s\"", err.text, says);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM complaint"), 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind LIKE 'complaint%'"),
                     0);
}

static void a_complaint_has_number_code_row_event_and_journal(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();
    char text[512];
    struct complaint complaint = complaint_file(hall, &request);
    struct complaint found;

    assert_string_equal(complaint.number, "PD-1001");
    assert_int_equal(strlen(complaint.code), 4);
    assert_string_equal(complaint.device, "K1");
    assert_int_equal(complaint.kind, KIND_PENGADUAN);
    assert_string_equal(complaint.service_id, "izin-a");
    assert_string_equal(complaint.service_name, "Izin A");
    assert_int_equal(complaint.reply, REPLY_PHONE);
    assert_int_equal(complaint.weight, WEIGHT_NOT_SET);
    assert_int_equal(complaint.state, COMPLAINT_RECEIVED);
    assert_int_equal(complaint.at_ms, HALL_NOW_MS);
    assert_int_equal(complaint.due_day, 0);
    assert_int_equal(complaint.notice_version, COMPLAINT_NOTICE_VERSION);
    assert_false(complaint.is_erased);
    assert_true(desk_find_complaint(hall->desk, "pd 1001", &found, NULL));
    assert_string_equal(found.code, complaint.code);
    assert_int_equal(found.notice_version, COMPLAINT_NOTICE_VERSION);
    hall_text(hall,
              "SELECT who || '|' || kind || '|' || subject || '|' || detail FROM journal "
              "ORDER BY no DESC LIMIT 1",
              text, sizeof text);
    assert_string_equal(text, "|complaint.received|PD-1001|pengaduan");
    hall_text(hall,
              "SELECT json_extract(CAST(rec AS TEXT), '$.data') FROM outbox "
              "WHERE kind = 'complaint.received'",
              text, sizeof text);
    assert_string_equal(text, "{\"number\":\"PD-1001\",\"kind\":\"pengaduan\",\"service\":"
                              "\"izin-a\",\"reply\":\"phone\",\"due\":null,\"notice\":2}");
}

static void the_same_request_gives_the_same_complaint(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();
    struct complaint first = complaint_file(hall, &request);
    struct complaint again = complaint_file(hall, &request);

    assert_string_equal(again.number, first.number);
    assert_string_equal(again.code, first.code);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM complaint"), 1);
    assert_int_equal(
        hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'complaint.received'"), 1);
    request.request = uuid_v4();
    assert_string_equal(complaint_file(hall, &request).number, "PD-1002");
}

static void without_name_and_contact_no_consent_is_asked_for_nor_noted(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();

    request.reply = REPLY_NONE;
    request.name = request.contact = NULL;
    request.service_id = "";
    request.has_consented = false;
    struct complaint complaint = complaint_file(hall, &request);
    assert_int_equal(complaint.notice_version, 0);
    assert_string_equal(complaint.service_id, "");
    assert_string_equal(complaint.service_name, "");
}

static void a_name_or_contact_without_consent_is_refused(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();

    request.has_consented = false;
    refuse(hall, &request, "consent");
    request.reply = REPLY_IN_PERSON;
    request.contact = "";
    refuse(hall, &request, "consent");
}

static void a_contact_must_fit_the_reply(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();

    request.contact = "siti@contoh.id";
    refuse(hall, &request, "\"phone\"");
    request.contact = "";
    refuse(hall, &request, "\"phone\"");
    request.reply = REPLY_EMAIL;
    request.contact = "0812 3456 7890";
    refuse(hall, &request, "\"email\"");
    request.reply = REPLY_LETTER;
    request.contact = "  ";
    refuse(hall, &request, "\"letter\"");
    request.reply = REPLY_NONE; /* nothing is kept that nobody needs */
    request.contact = "0812 3456 7890";
    refuse(hall, &request, "\"none\"");
    request.reply = REPLY_IN_PERSON;
    refuse(hall, &request, "\"in_person\"");
}

static void a_text_has_ten_to_six_hundred_letters(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();
    AUTO_FREE char *much = mem_zalloc(100001, 1);
    AUTO_FREE char *six_hundred = mem_zalloc(601 * 4 + 1, 1);

    request.text = "";
    refuse(hall, &request, "has 0 letters");
    request.text = NULL;
    refuse(hall, &request, "has 0 letters");
    request.text = "  \n  antre  \n";
    refuse(hall, &request, "has 5 letters");
    memset(much, 'a', 100000);
    request.text = much;
    refuse(hall, &request, "over 600 letters");
    for (int i = 0; i < 601; i++)
        memcpy(six_hundred + (size_t)i * 4, "😀", 4);
    request.text = six_hundred;
    refuse(hall, &request, "over 600 letters");
    six_hundred[(size_t)600 * 4] = '\0';
    complaint_file(hall, &request);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM complaint"), 1);
}

static void what_is_no_kind_service_or_request_is_refused(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();

    request.service_id = "tidak-ada";
    refuse(hall, &request, "tidak-ada");
    request = complaint_wish();
    request.kind = COMPLAINT_KIND_COUNT;
    refuse(hall, &request, "kind");
    request = complaint_wish();
    request.reply = REPLY_COUNT;
    refuse(hall, &request, "reply");
    request = complaint_wish();
    request.request = (struct uuid){{0}};
    refuse(hall, &request, "request");
}

static void numbers_are_found_as_people_type_them(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();
    struct complaint found;
    struct err err = {0};

    complaint_file(hall, &request);
    assert_true(desk_find_complaint(hall->desk, "1001", &found, NULL));
    assert_true(desk_find_complaint(hall->desk, " PD-1001 ", &found, NULL));
    assert_false(desk_find_complaint(hall->desk, "PD-1002", &found, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(desk_find_complaint(hall->desk, "A-014", &found, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void the_setting_promises_days_before_the_standard_does(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();

    complaint_promise(hall, "{\"deadline\":{\"value\":7,\"unit\":\"day\"}}");
    assert_int_equal(complaint_file(hall, &request).due_day, TODAY + 7);
    hall_leave(hall);
    hall->complaint_days = 5;
    hall_enter(hall);
    request.request = uuid_v4();
    assert_int_equal(complaint_file(hall, &request).due_day, TODAY + 5);
}

static void working_days_are_counted_by_the_offices_week(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();

    complaint_promise(hall, "{\"deadline\":{\"value\":5,\"unit\":\"workday\"}}");
    assert_int_equal(complaint_file(hall, &request).due_day, TODAY + 7); /* from Monday to Monday */
}

static void a_clock_that_cannot_be_trusted_promises_no_day(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();

    complaint_promise(hall, "{\"deadline\":{\"value\":5,\"unit\":\"day\"}}");
    clock_fake_set_wall(hall->clock, INT64_C(1000));
    struct complaint complaint = complaint_file(hall, &request);
    assert_int_equal(complaint.due_day, 0);
    assert_int_equal(complaint.at_ms, 1000);
}

static void a_day_ends_at_the_offices_midnight(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();

    complaint_promise(hall, "{\"deadline\":{\"value\":1,\"unit\":\"day\"}}");
    clock_fake_set_wall(hall->clock, INT64_C(1795453199999)); /* 2026-11-23T23:59:59.999+07:00 */
    assert_int_equal(complaint_file(hall, &request).due_day, TODAY + 1);
    clock_fake_set_wall(hall->clock, INT64_C(1795453200000)); /* a millisecond later */
    request.request = uuid_v4();
    assert_int_equal(complaint_file(hall, &request).due_day, TODAY + 2);
}

static void the_receipt_is_printed_once_and_copies_are_numbered(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();
    struct complaint complaint = complaint_file(hall, &request);
    struct uuid first = uuid_v4();
    struct uuid second = uuid_v4();
    struct print_job job;
    struct print_job again;
    struct err err = {0};

    assert_int_equal(hall_number(hall, "SELECT count(*) FROM print_job"), 0);
    assert_true(desk_print_complaint(hall->desk, &first, complaint.number, "en", &job, NULL));
    assert_int_equal(job.kind, SLIP_COMPLAINT);
    assert_string_equal(job.subject, "PD-1001");
    assert_string_equal(job.lang, "en");
    assert_int_equal(job.copy, 0);
    assert_true(desk_print_complaint(hall->desk, &first, complaint.number, "en", &again, NULL));
    assert_int_equal(again.id, job.id);
    /* One that still waits is the one that is asked for. */
    assert_true(desk_print_complaint(hall->desk, &second, complaint.number, "en", &again, NULL));
    assert_int_equal(again.id, job.id);
    hall_sql(hall, "UPDATE print_job SET state = 'printed', is_over = 1");
    second = uuid_v4();
    assert_true(desk_print_complaint(hall->desk, &second, complaint.number, "id", &again, NULL));
    assert_int_equal(again.copy, 1);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM print_job"), 2);
    assert_false(desk_print_complaint(hall->desk, &second, "PD-1009", "id", &again, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void after_a_lost_database_no_number_comes_again(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();
    AUTO_FREE char *path = mem_format("%s/anjungan.db", hall->directory);
    AUTO_FREE char *log = mem_format("%s/anjungan.db-wal", hall->directory);
    static const char rubble[] = "this is no database at all, whatever its name may say";

    complaint_file(hall, &request);
    hall_leave(hall);
    assert_true(file_replace(path, rubble, sizeof rubble, false, NULL));
    assert_true(file_replace(log, "", 0, false, NULL));
    hall_enter(hall);
    request.request = uuid_v4();
    assert_string_equal(complaint_file(hall, &request).number, "PD-1100001");
}

static void without_a_key_nothing_is_filed_and_the_error_names_the_file(void **state)
{
    struct hall *hall = *state;
    struct complaint_request request = complaint_wish();
    struct complaint complaint;
    struct err err = {0};

    hall_leave(hall);
    assert_true(text_format(hall->seal, sizeof hall->seal, "%s/other.key", hall->directory));
    hall_enter(hall);
    assert_false(desk_file_complaint(hall->desk, &request, &complaint, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, hall->seal));
    assert_int_equal(mkdir(hall->seal, 0700),
                     0); /* there, and cannot be read, not by root either */
    assert_false(desk_file_complaint(hall->desk, &request, &complaint, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, hall->seal));
    assert_int_equal(rmdir(hall->seal), 0);
    assert_true(file_replace(hall->seal, "too short", 9, false, NULL));
    assert_false(desk_file_complaint(hall->desk, &request, &complaint, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, hall->seal));
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM complaint"), 0);
    assert_true(file_replace(hall->seal, "0123456789abcdef0123456789abcdef", 32, false, NULL));
    complaint_file(hall, &request); /* mended while the desk is open */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_complaint_has_number_code_row_event_and_journal,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(the_same_request_gives_the_same_complaint, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(without_name_and_contact_no_consent_is_asked_for_nor_noted,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_name_or_contact_without_consent_is_refused, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_contact_must_fit_the_reply, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_text_has_ten_to_six_hundred_letters, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(what_is_no_kind_service_or_request_is_refused, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(numbers_are_found_as_people_type_them, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(the_setting_promises_days_before_the_standard_does,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(working_days_are_counted_by_the_offices_week, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_clock_that_cannot_be_trusted_promises_no_day, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_day_ends_at_the_offices_midnight, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(the_receipt_is_printed_once_and_copies_are_numbered,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(after_a_lost_database_no_number_comes_again, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(without_a_key_nothing_is_filed_and_the_error_names_the_file,
                                        open_hall, close_hall),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
