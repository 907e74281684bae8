/* Events of the counters: each act tells what the office may know of it, and nothing else. */
#include "base/json.h"
#include "wire/event_calling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct event_head head = {.id = {{1}}, .session = {{2}}, .at_ms = 7, .boot = "b"};

/* The data of an event as it was written. */
static void assert_data(const struct text *rec, const char *expected)
{
    const char *data = strstr(rec->data, "\"data\":");

    assert_non_null(data);
    data += strlen("\"data\":");
    assert_int_equal(strncmp(data, expected, strlen(expected)), 0);
    assert_string_equal(data + strlen(expected), "}");
}

static void each_act_tells_its_own_facts(void **state)
{
    static const struct {
        enum ticket_act act;
        const char *kind;
        const char *facts;
    } cases[] = {
        {ACT_CALL_NEXT, "ticket.called", ",\"turn\":2,\"wait_ms\":60000"},
        {ACT_CALL, "ticket.called", ",\"turn\":2,\"wait_ms\":60000"},
        {ACT_RECALL, "ticket.recalled", ",\"turn\":2"},
        {ACT_SKIP, "ticket.skipped", ""},
        {ACT_RESTORE, "ticket.restored", ""},
        {ACT_START, "ticket.started", ""},
        {ACT_FINISH, "ticket.finished", ",\"service_ms\":90000"},
        {ACT_TRANSFER, "ticket.transferred", ",\"group\":\"intake\",\"for_counter\":null"},
        {ACT_PROMOTE, "ticket.promoted", ""},
        {ACT_DEMOTE, "ticket.demoted", ""},
        {ACT_VOID, "ticket.voided", ""},
    };
    const struct ticket ticket = {.id = {{3}},
                                  .number = "A-014",
                                  .group_id = "intake",
                                  .calls = 2,
                                  .wait_ms = 60000,
                                  .service_ms = 90000,
                                  .priority_reason = "rahasia",
                                  .void_reason = "rahasia"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO_TEXT struct text rec;
        char expected[256];
        text_init(&rec, EVENT_MAX_BYTES);
        const char *kind = event_ticket_act(
            &rec, &head, cases[i].act,
            &(struct event_ticket_act){.ticket = &ticket, .counter = "Loket 1", .officer = "P-07"});
        assert_string_equal(kind, cases[i].kind);
        assert_string_equal(kind, event_ticket_act_kind(cases[i].act));
        assert_true(text_format(expected, sizeof expected,
                                "{\"ticket\":\"03000000-0000-0000-0000-000000000000\",\"number\":"
                                "\"A-014\",\"counter\":\"Loket 1\",\"officer\":\"P-07\"%s}",
                                cases[i].facts));
        assert_data(&rec, expected);
    }
}

static void an_act_from_no_counter_says_so(void **state)
{
    const struct ticket ticket = {.id = {{3}}, .number = "A-014"};
    AUTO_TEXT struct text rec;

    (void)state;
    text_init(&rec, EVENT_MAX_BYTES);
    event_ticket_act(
        &rec, &head, ACT_VOID,
        &(struct event_ticket_act){.ticket = &ticket, .counter = "", .officer = "P-07"});
    assert_non_null(strstr(rec.data, "\"counter\":null"));
}

static void a_counter_opens_and_closes_under_a_code(void **state)
{
    const struct event_counter counter = {.counter = "Loket 1", .officer = "P-07"};
    AUTO_TEXT struct text opened;
    AUTO_TEXT struct text closed;

    (void)state;
    text_init(&opened, EVENT_MAX_BYTES);
    text_init(&closed, EVENT_MAX_BYTES);
    assert_string_equal(event_counter_opened(&opened, &head, &counter), "counter.opened");
    assert_string_equal(event_counter_closed(&closed, &head, &counter), "counter.closed");
    assert_data(&opened, "{\"counter\":\"Loket 1\",\"officer\":\"P-07\"}");
    assert_data(&closed, "{\"counter\":\"Loket 1\",\"officer\":\"P-07\"}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_act_tells_its_own_facts),
        cmocka_unit_test(an_act_from_no_counter_says_so),
        cmocka_unit_test(a_counter_opens_and_closes_under_a_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
