/* Numbers as decided: series, sequence, priority, one request one ticket. */
#include "base/json.h"
#include "base/text.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    hall_check(*state);
    hall_close(*state);
    free(*state);
    return 0;
}

static void numbers_run_per_series_from_one(void **state)
{
    struct ticket a1 = hall_issue(*state, "izin-a", false);
    struct ticket b1 = hall_issue(*state, "izin-b", false);
    struct ticket a2 = hall_issue(*state, "izin-a", false);

    assert_string_equal(a1.number, "A-001");
    assert_string_equal(b1.number, "B-001");
    assert_string_equal(a2.number, "A-002");
    assert_int_equal(a2.seq, 2);
    assert_string_equal(a2.series, "A");
    assert_string_equal(a2.group_id, "intake");
    assert_string_equal(a2.service_id, "izin-a");
    assert_string_equal(a2.service_name, "Izin A");
    assert_int_equal(strlen(a2.code), 4);
    assert_int_equal(a2.issued_at_ms, HALL_NOW_MS);
    assert_true(uuid_equal(&a1.session, &b1.session));
}

static void priority_numbers_span_the_groups(void **state)
{
    struct ticket p1 = hall_issue(*state, "izin-a", true);
    struct ticket p2 = hall_issue(*state, "izin-b", true);
    struct ticket a1 = hall_issue(*state, "izin-a", false);
    struct ticket p3 = hall_issue(*state, "izin-a", true);

    assert_string_equal(p1.number, "P-001");
    assert_string_equal(p2.number, "P-002");
    assert_string_equal(p3.number, "P-003");
    assert_string_equal(a1.number, "A-001");
    assert_string_equal(p2.group_id, "information");
    assert_true(p2.is_priority);
    assert_int_equal(a1.people_ahead, 1); /* those of its group, whatever their series */
    assert_int_equal(p3.people_ahead, 1); /* and a priority number goes before general ones */
    assert_int_equal(hall_number(*state, "SELECT count(*) FROM ticket WHERE "
                                         "priority_reason = 'self'"),
                     3);
}

static void a_group_gives_numbers_without_a_service(void **state)
{
    struct ticket by_id = hall_issue(*state, "information", false);
    struct ticket by_letter = hall_issue(*state, "B", false);

    assert_string_equal(by_id.number, "B-001");
    assert_string_equal(by_id.service_id, "");
    assert_string_equal(by_id.service_name, "Informasi");
    assert_string_equal(by_letter.number, "B-002");
}

static void the_same_request_is_the_same_ticket_with_one_slip(void **state)
{
    struct hall *hall = *state;
    struct uuid request = uuid_v4();
    struct ticket first;
    struct ticket second;

    assert_true(hall_try(hall, &request, &first, NULL));
    hall_issue(hall, "izin-a", false);
    clock_fake_advance(hall->clock, 5000);
    assert_true(hall_try(hall, &request, &second, NULL));
    assert_memory_equal(&first, &second, sizeof first);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM ticket"), 2);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM print_job"), 2);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'ticket.issued'"),
                     2);
}

static void the_same_request_holds_across_processes_and_days(void **state)
{
    struct hall *hall = *state;
    struct uuid request = uuid_v4();
    struct ticket first;
    struct ticket second;

    assert_true(hall_try(hall, &request, &first, NULL));
    hall_leave(hall);
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    hall_enter(hall);
    assert_true(hall_try(hall, &request, &second, NULL));
    assert_memory_equal(&first, &second, sizeof first);
}

static void ticket_slip_and_event_are_one_transaction(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-b", true);
    char rec[2048];
    char id[UUID_TEXT];
    struct json *event = NULL;

    hall_text(hall, "SELECT rec FROM outbox WHERE kind = 'ticket.issued'", rec, sizeof rec);
    assert_true(json_parse(&event, rec, strlen(rec), NULL, NULL));
    assert_int_equal(json_int(json_get(event, "v")), 1);
    assert_int_equal(json_int(json_get(event, "at")), HALL_NOW_MS);
    uuid_format(&ticket.session, id);
    assert_string_equal(json_string(json_get(event, "session")), id);
    const struct json *clock = json_get(event, "clock");
    assert_string_equal(json_string(json_get(clock, "boot")), clock_boot_id(hall->clock));
    assert_int_equal(json_int(json_get(clock, "mono_ms")), clock_mono_ms(hall->clock));
    assert_int_equal(json_int(json_get(clock, "offset_ms")), 0);
    assert_int_equal(json_int(json_get(clock, "quality")), 1);
    const struct json *data = json_get(event, "data");
    uuid_format(&ticket.id, id);
    assert_string_equal(json_string(json_get(data, "ticket")), id);
    assert_string_equal(json_string(json_get(data, "number")), "P-001");
    assert_string_equal(json_string(json_get(data, "code")), ticket.code);
    assert_string_equal(json_string(json_get(data, "service")), "izin-b");
    assert_string_equal(json_string(json_get(data, "priority")), "self");
    assert_true(json_bool(json_get(data, "slip")));
    json_free(event);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM print_job WHERE state = 'queued' AND "
                                       "copy = 0 AND is_wanted = 1 AND kind = 'ticket'"),
                     1);
}

static void a_ticket_without_a_slip_queues_none(void **state)
{
    struct hall *hall = *state;
    const struct ticket_request wish = {.request = uuid_v4(), .service = "izin-a", .lang = "en"};
    struct ticket ticket;
    struct print_job job;
    struct err err = {0};

    assert_true(desk_issue_ticket(hall->desk, &wish, &ticket, NULL));
    assert_string_equal(ticket.lang, "en");
    assert_false(desk_ticket_job(hall->desk, &ticket.id, &job, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void unticked_documents_are_kept(void **state)
{
    struct hall *hall = *state;
    static const uint16_t unticked[] = {3, 7, 4095};
    const struct ticket_request wish = {.request = uuid_v4(),
                                        .service = "izin-a",
                                        .lang = "id",
                                        .unticked = unticked,
                                        .unticked_count = 3};
    struct ticket issued;
    struct ticket found;

    assert_true(desk_issue_ticket(hall->desk, &wish, &issued, NULL));
    assert_true(desk_find_ticket(hall->desk, &issued.id, &found, NULL));
    assert_int_equal(found.unticked_count, 3);
    assert_memory_equal(found.unticked, unticked, sizeof unticked);
    assert_memory_equal(&found, &issued, sizeof issued);
}

static void strange_wishes_are_refused(void **state)
{
    struct hall *hall = *state;
    struct ticket_request wish = {.request = uuid_v4(), .service = "izin-x", .lang = "id"};
    struct ticket ticket;
    struct err err = {0};

    assert_false(desk_issue_ticket(hall->desk, &wish, &ticket, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "izin-x"));
    wish.service = "izin-a";
    wish.unticked_count = TICKET_MAX_UNTICKED + 1;
    assert_false(desk_issue_ticket(hall->desk, &wish, &ticket, &err));
    assert_int_equal(err.code, ERR_INVALID);
    wish.unticked_count = 0;
    wish.request = (struct uuid){{0}};
    assert_false(desk_issue_ticket(hall->desk, &wish, &ticket, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM ticket"), 0);
}

static void a_long_name_is_cut_at_a_letter_with_an_ellipsis(void **state)
{
    struct ticket ticket = hall_issue(*state, "panjang", false);
    size_t len = strlen(ticket.service_name);

    assert_in_range(len, TICKET_NAME_TEXT - 6, TICKET_NAME_TEXT - 1);
    assert_int_equal(text_valid_utf8(ticket.service_name, len), len);
    assert_string_equal(ticket.service_name + len - strlen("…"), "…");
}

static bool collect(void *context, const struct ticket *ticket)
{
    struct text *all = context;

    text_addf(all, "%s ", ticket->number);
    return strcmp(ticket->number, "B-002") != 0;
}

static void the_list_is_in_the_order_of_issuing(void **state)
{
    struct hall *hall = *state;
    AUTO_TEXT struct text all;

    text_init(&all, 1024);
    assert_true(desk_list_tickets(hall->desk, collect, &all, NULL)); /* no session yet */
    assert_int_equal(all.len, 0);
    hall_issue(hall, "izin-b", false);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS - HALL_HOUR_MS); /* clocks jump, order does not */
    hall_issue(hall, "izin-a", false);
    hall_issue(hall, "izin-a", true);
    hall_issue(hall, "izin-b", false);
    hall_issue(hall, "izin-b", false);
    assert_true(desk_list_tickets(hall->desk, collect, &all, NULL));
    assert_string_equal(all.data, "B-001 A-001 P-001 B-002 ");
}

static void the_queue_counts_people_by_group(void **state)
{
    struct hall *hall = *state;
    struct queue_view view;

    assert_true(desk_view_queue(hall->desk, NULL, &view, NULL));
    assert_int_equal(view.waiting, 0);
    hall_issue(hall, "izin-a", false);
    hall_issue(hall, "izin-a", true);
    hall_issue(hall, "izin-b", false);
    assert_true(desk_view_queue(hall->desk, "intake", &view, NULL));
    assert_int_equal(view.waiting, 2);
    assert_false(view.wait.is_known);
    assert_string_equal(view.called, "");
    assert_true(desk_view_queue(hall->desk, NULL, &view, NULL));
    assert_int_equal(view.waiting, 3);
    hall_sql(hall, "UPDATE ticket SET state = 'called', called_at = 5, counter = 'Loket 1' WHERE "
                   "number = 'A-001'");
    assert_true(desk_view_queue(hall->desk, "intake", &view, NULL));
    assert_int_equal(view.waiting, 1);
    assert_string_equal(view.called, "A-001");
    assert_string_equal(view.called_counter, "Loket 1");
    assert_true(desk_view_queue(hall->desk, "information", &view, NULL));
    assert_string_equal(view.called, "");
}

static void the_wait_is_told_after_five_services(void **state)
{
    struct hall *hall = *state;
    struct queue_view view;

    for (int i = 0; i < 8; i++)
        hall_issue(hall, "izin-a", false);
    hall_sql(hall, "UPDATE ticket SET state = 'done', done_at = seq, service_ms = 600000, counter "
                   "= 'Loket 1' WHERE seq <= 4");
    assert_true(desk_view_queue(hall->desk, "intake", &view, NULL));
    assert_false(view.wait.is_known);
    hall_sql(hall, "UPDATE ticket SET state = 'done', done_at = seq, service_ms = 600000, counter "
                   "= 'Loket 2' WHERE seq = 5");
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct wait_range expected =
        queue_wait(3, 5, 600000, 2); /* two counters served the last five */
    assert_true(ticket.wait.is_known);
    assert_int_equal(ticket.people_ahead, 3);
    assert_int_equal(ticket.wait.from_min, expected.from_min);
    assert_int_equal(ticket.wait.to_min, expected.to_min);
    assert_true(desk_view_queue(hall->desk, "information", &view, NULL));
    assert_false(view.wait.is_known);
}

static void only_the_first_showing_is_kept(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct uuid stranger = uuid_v4();
    struct err err = {0};

    assert_true(desk_mark_shown(hall->desk, &ticket.id, NULL));
    clock_fake_advance(hall->clock, 1000);
    assert_true(desk_mark_shown(hall->desk, &ticket.id, NULL));
    assert_true(desk_find_ticket(hall->desk, &ticket.id, &ticket, NULL));
    assert_int_equal(ticket.shown_at_ms, HALL_NOW_MS);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'ticket.shown'"),
                     1);
    assert_false(desk_mark_shown(hall->desk, &stranger, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_commit_touches_the_wake_file(void **state)
{
    struct hall *hall = *state;
    char path[96];
    struct stat info;

    hall_issue(hall, "izin-a", false);
    text_format(path, sizeof path, "%s/wake", hall->directory);
    assert_int_equal(stat(path, &info), 0);
}

static void codes_differ_within_a_day_of_many(void **state)
{
    struct hall *hall = *state;

    for (int i = 0; i < 300; i++)
        hall_issue(hall, i % 3 ? "izin-a" : "izin-b", i % 7 == 0);
    assert_int_equal(hall_number(hall, "SELECT count(DISTINCT code) FROM ticket"), 300);
    assert_true(hall_sql_refused(hall, "UPDATE ticket SET code = 'AAAA' WHERE number = 'A-001'"));
}

static void four_digits_follow_999(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    hall_leave(hall);
    hall_sql(hall, "INSERT INTO ticket (session, series, seq, id, place, number, code, service_id, "
                   "service_name, group_id, is_priority, priority_reason, state, issued_at, "
                   "people_ahead, wait_is_known, wait_from_min, wait_to_min, lang, unticked) WITH "
                   "RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 999) "
                   "SELECT 1, 'A', i, randomblob(16), i, 'x', printf('%04d', i), '', '', 'intake', "
                   "0, '', 'done', 1, 0, 0, 0, 0, 'id', x'' FROM n");
    hall_sql(hall, "UPDATE line SET hi = 999, last_place = 999");
    hall_enter(hall);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-1000");
    hall_sql(hall, "DELETE FROM outbox WHERE 0"); /* the made-up tickets have no events: */
    hall_leave(hall);
    hall_sql(hall, "UPDATE session SET closed_at = 1");
    hall_sql(hall, "DELETE FROM print_job; DELETE FROM ticket; UPDATE outbox SET acked_at = 1; "
                   "DELETE FROM outbox; UPDATE line SET waiting = 0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_run_per_series_from_one, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(priority_numbers_span_the_groups, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_group_gives_numbers_without_a_service, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(the_same_request_is_the_same_ticket_with_one_slip,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(the_same_request_holds_across_processes_and_days, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(ticket_slip_and_event_are_one_transaction, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_ticket_without_a_slip_queues_none, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(unticked_documents_are_kept, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(strange_wishes_are_refused, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_long_name_is_cut_at_a_letter_with_an_ellipsis, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(the_list_is_in_the_order_of_issuing, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(the_queue_counts_people_by_group, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(the_wait_is_told_after_five_services, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(only_the_first_showing_is_kept, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_commit_touches_the_wake_file, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(codes_differ_within_a_day_of_many, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(four_digits_follow_999, open_hall, close_hall),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
