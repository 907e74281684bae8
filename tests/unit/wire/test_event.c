/* Events: every kind has the head that the office reads, and its own data. */
#include "base/json.h"
#include "wire/event.h"
#include "wire/event_staff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct event_head head = {.id = {{1}},
                                       .session = {{2}},
                                       .at_ms = 1795401660000,
                                       .boot = "0ec8e92f-513c-45de-8493-5e3f336d9f69",
                                       .mono_ms = 42,
                                       .quality = CLOCK_PLAUSIBLE};

static const char expected_head[] =
    "{\"v\":1,\"id\":\"01000000-0000-0000-0000-000000000000\",\"kind\":\"%s\",\"session\":"
    "\"02000000-0000-0000-0000-000000000000\",\"at\":1795401660000,\"clock\":{\"boot\":"
    "\"0ec8e92f-513c-45de-8493-5e3f336d9f69\",\"mono_ms\":42,\"offset_ms\":0,\"quality\":1},"
    "\"data\":%s}";

static void assert_record(const struct text *rec, const char *kind, const char *expected_kind,
                          const char *data)
{
    AUTO_TEXT struct text expected;

    text_init(&expected, EVENT_MAX_BYTES);
    text_addf(&expected, expected_head, expected_kind, data);
    assert_string_equal(kind, expected_kind);
    assert_false(rec->overflow);
    assert_string_equal(rec->data, expected.data);
}

static void a_ticket_is_told_in_full(void **state)
{
    struct ticket ticket = {.id = {{3}},
                            .request = {{4}},
                            .series = "A",
                            .seq = 14,
                            .number = "A-014",
                            .code = "7F3K",
                            .service_id = "sip",
                            .group_id = "intake",
                            .is_priority = true,
                            .priority_reason = "self",
                            .people_ahead = 3,
                            .wait = {.is_known = true, .from_min = 15, .to_min = 25},
                            .lang = "id",
                            .unticked = {3, 7},
                            .unticked_count = 2};
    AUTO_TEXT struct text rec;

    (void)state;
    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind = event_ticket_issued(
        &rec, &head,
        &(struct event_ticket_issued){.ticket = &ticket, .has_slip = true, .device = 2});
    assert_record(&rec, kind, "ticket.issued",
                  "{\"ticket\":\"03000000-0000-0000-0000-000000000000\",\"request\":"
                  "\"04000000-0000-0000-0000-000000000000\",\"number\":\"A-014\",\"series\":\"A\","
                  "\"seq\":14,\"code\":\"7F3K\",\"service\":\"sip\",\"group\":\"intake\","
                  "\"priority\":\"self\",\"lang\":\"id\",\"ahead\":3,\"wait\":{\"from\":15,\"to\":"
                  "25},\"unticked\":[3,7],\"slip\":true,\"device\":2}");
}

static void what_a_ticket_lacks_is_null(void **state)
{
    struct ticket ticket = {.number = "B-001", .series = "B", .group_id = "information"};
    struct json *event = NULL;
    AUTO_TEXT struct text rec;

    (void)state;
    text_init(&rec, EVENT_MAX_BYTES);
    event_ticket_issued(&rec, &(struct event_head){.boot = ""},
                        &(struct event_ticket_issued){.ticket = &ticket});
    assert_true(json_parse(&event, rec.data, rec.len, NULL, NULL));
    const struct json *data = json_get(event, "data");
    assert_int_equal(json_kind(json_get(event, "session")), JSON_NULL);
    assert_int_equal(json_kind(json_get(data, "service")), JSON_NULL);
    assert_int_equal(json_kind(json_get(data, "priority")), JSON_NULL);
    assert_int_equal(json_kind(json_get(data, "wait")), JSON_NULL);
    assert_int_equal(json_len(json_get(data, "unticked")), 0);
    json_free(event);
}

static void a_session_has_a_day_only_with_a_clock(void **state)
{
    AUTO_TEXT struct text rec;

    (void)state;
    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind = event_session_opened(
        &rec, &head,
        &(struct event_session_opened){.day = 20780, .is_dated = true, .by = "first_issue"});
    assert_record(&rec, kind, "session.opened",
                  "{\"day\":\"2026-11-23\",\"by\":\"first_issue\",\"previous\":null,"
                  "\"generation\":0}");
    text_clear(&rec);
    text_init(&rec, EVENT_MAX_BYTES);
    kind = event_session_opened(
        &rec, &head,
        &(struct event_session_opened){.by = "first_issue", .previous = {{5}}, .generation = 1});
    assert_record(&rec, kind, "session.opened",
                  "{\"day\":null,\"by\":\"first_issue\",\"previous\":"
                  "\"05000000-0000-0000-0000-000000000000\",\"generation\":1}");
    text_clear(&rec);
    text_init(&rec, EVENT_MAX_BYTES);
    kind = event_session_dated(&rec, &head, &(struct event_session_dated){.day = 0});
    assert_record(&rec, kind, "session.dated", "{\"day\":\"1970-01-01\"}");
    text_clear(&rec);
    text_init(&rec, EVENT_MAX_BYTES);
    kind = event_session_closed(
        &rec, &head, &(struct event_session_closed){.by = "next_session", .issued = 120});
    assert_record(&rec, kind, "session.closed", "{\"by\":\"next_session\",\"issued\":120}");
}

static void a_stream_names_the_one_before_it(void **state)
{
    AUTO_TEXT struct text rec;

    (void)state;
    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind = event_stream_opened(
        &rec, &head,
        &(struct event_stream_opened){
            .stream = {{6}}, .name = "main", .previous = {{7}}, .previous_seq = 9});
    assert_record(&rec, kind, "stream.opened",
                  "{\"stream\":\"06000000-0000-0000-0000-000000000000\",\"name\":\"main\","
                  "\"previous\":\"07000000-0000-0000-0000-000000000000\",\"previous_seq\":9}");
}

static void slips_and_showings_name_their_ticket(void **state)
{
    const struct print_job job = {.uuid = {{8}},
                                  .kind = SLIP_TICKET,
                                  .ticket = {{3}},
                                  .service_id = "sip",
                                  .copy = 1,
                                  .state = PRINT_FAILED,
                                  .trouble = TROUBLE_PAPER_OUT};
    AUTO_TEXT struct text rec;

    (void)state;
    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind =
        event_slip_moved(&rec, &head, &(struct event_slip_moved){.job = &job, .by = "printer"});
    assert_record(&rec, kind, "slip.moved",
                  "{\"slip\":\"08000000-0000-0000-0000-000000000000\",\"kind\":\"ticket\","
                  "\"ticket\":\"03000000-0000-0000-0000-000000000000\",\"service\":\"sip\","
                  "\"copy\":1,\"state\":\"failed\",\"trouble\":\"paper_out\",\"printer\":null,"
                  "\"by\":\"printer\"}");
    text_clear(&rec);
    text_init(&rec, EVENT_MAX_BYTES);
    kind = event_ticket_shown(&rec, &head, &(struct event_ticket_shown){.ticket = {{3}}});
    assert_record(&rec, kind, "ticket.shown",
                  "{\"ticket\":\"03000000-0000-0000-0000-000000000000\"}");
}

static void a_call_for_an_officer_names_no_person(void **state)
{
    AUTO_TEXT struct text rec;

    (void)state;
    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind = event_help_called(
        &rec, &head,
        &(struct event_help_called){.request = {{9}}, .device = "K1", .screen = "problem"});
    assert_record(&rec, kind, "help.called",
                  "{\"request\":\"09000000-0000-0000-0000-000000000000\",\"device\":\"K1\","
                  "\"screen\":\"problem\"}");
    text_clear(&rec);
    text_init(&rec, EVENT_MAX_BYTES);
    kind = event_help_answered(
        &rec, &head,
        &(struct event_help_answered){.request = {{9}}, .officer = "P-07", .after_ms = 42000});
    assert_record(&rec, kind, "help.answered",
                  "{\"request\":\"09000000-0000-0000-0000-000000000000\",\"officer\":\"P-07\","
                  "\"after_ms\":42000}");
    text_clear(&rec);
    text_init(&rec, EVENT_MAX_BYTES);
    kind = event_help_answered(&rec, &head,
                               &(struct event_help_answered){.officer = "P-07", .after_ms = -1});
    assert_record(&rec, kind, "help.answered",
                  "{\"request\":null,\"officer\":\"P-07\",\"after_ms\":null}");
}

static void the_largest_ticket_fits(void **state)
{
    struct ticket ticket = {.number = "A-1", .unticked_count = TICKET_MAX_UNTICKED};
    AUTO_TEXT struct text rec;

    (void)state;
    for (int i = 0; i < TICKET_MAX_UNTICKED; i++)
        ticket.unticked[i] = UINT16_MAX;
    memset(ticket.service_id, '"', sizeof ticket.service_id - 1);
    memset(ticket.group_id, '\\', sizeof ticket.group_id - 1);
    text_init(&rec, EVENT_MAX_BYTES);
    event_ticket_issued(&rec, &head, &(struct event_ticket_issued){.ticket = &ticket});
    assert_false(rec.overflow);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ticket_is_told_in_full),
        cmocka_unit_test(what_a_ticket_lacks_is_null),
        cmocka_unit_test(a_session_has_a_day_only_with_a_clock),
        cmocka_unit_test(a_stream_names_the_one_before_it),
        cmocka_unit_test(slips_and_showings_name_their_ticket),
        cmocka_unit_test(a_call_for_an_officer_names_no_person),
        cmocka_unit_test(the_largest_ticket_fits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
