/* Rows of calling: who waits, who was called, what was asked for. */
#include "base/text.h"
#include "store/call_store.h"
#include "store/counter_store.h"
#include "store/session_store.h"
#include "store/ticket_store.h"
#include "store/waiting_store.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct place {
    struct hall hall;
    struct db *db;
    struct session session;
};

static int open_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);

    hall_open(&place->hall);
    const struct db_options options = {.state_dir = place->hall.directory,
                                       .boot_id = clock_boot_id(place->hall.clock),
                                       .now_ms = HALL_NOW_MS};
    assert_true(db_open(&place->db, &options, NULL));
    *state = place;
    return 0;
}

static int close_place(void **state)
{
    struct place *place = *state;

    db_close(place->db);
    hall_check(&place->hall);
    hall_close(&place->hall);
    free(place);
    return 0;
}

static struct ticket issue(struct place *place, const char *service, bool is_priority)
{
    struct ticket ticket = hall_issue(&place->hall, service, is_priority);

    assert_true(session_store_find_open(place->db, &place->session, NULL));
    return ticket;
}

/* Stores a changed ticket in a transaction of its own. */
static bool move(struct place *place, const struct ticket *ticket, enum ticket_state from,
                 struct err *err)
{
    AUTO_TX struct tx tx = {0};

    return tx_begin(&tx, place->db, err) && ticket_store_move(place->db, ticket, from, err)
           && tx_commit(&tx, err);
}

static size_t list(struct place *place, const char *for_counter, bool is_priority, int64_t after,
                   size_t most, struct ticket_place out[PLACES_MOST])
{
    size_t count = 0;

    assert_true(waiting_store_list(place->db, place->session.no, "intake", for_counter, is_priority,
                                   after, most, out, &count, NULL));
    return count;
}

static void a_ticket_moves_only_from_the_state_that_was_seen(void **state)
{
    struct place *place = *state;
    struct ticket ticket = issue(place, "izin-a", false);
    struct ticket stored;
    struct err err = {0};

    ticket.state = TICKET_CALLED;
    ticket.calls = 1;
    ticket.wait_ms = 17;
    text_copy(ticket.counter, sizeof ticket.counter, "Loket 1");
    text_copy(ticket.officer, sizeof ticket.officer, "P-07");
    assert_false(move(place, &ticket, TICKET_SKIPPED, &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_true(move(place, &ticket, TICKET_WAITING, &err));
    assert_false(move(place, &ticket, TICKET_WAITING, &err)); /* a colleague was faster */
    assert_true(ticket_store_find(place->db, &ticket.id, &stored, NULL));
    assert_int_equal(stored.state, TICKET_CALLED);
    assert_int_equal(stored.calls, 1);
    assert_int_equal(stored.wait_ms, 17);
    assert_string_equal(stored.counter, "Loket 1");
    assert_string_equal(stored.officer, "P-07");
    assert_true(
        ticket_store_find_at_counter(place->db, place->session.no, "Loket 1", &stored, NULL));
    assert_false(
        ticket_store_find_at_counter(place->db, place->session.no, "Loket 4", &stored, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void one_counter_has_one_ticket(void **state)
{
    struct place *place = *state;
    struct ticket tickets[2] = {issue(place, "izin-a", false), issue(place, "izin-a", false)};
    struct err err = {0};

    for (int i = 0; i < 2; i++) {
        tickets[i].state = TICKET_CALLED;
        text_copy(tickets[i].counter, sizeof tickets[i].counter, "Loket 1");
    }
    assert_true(move(place, &tickets[0], TICKET_WAITING, NULL));
    assert_false(move(place, &tickets[1], TICKET_WAITING, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
}

static void lists_go_by_place_and_begin_where_they_are_told(void **state)
{
    struct place *place = *state;
    struct ticket_place places[PLACES_MOST];
    int64_t here = 0;
    int64_t all = 0;

    for (int i = 0; i < 40; i++)
        issue(place, i % 2 ? "izin-a" : "izin-b", i % 8 == 7);
    assert_int_equal(list(place, "", true, 0, PLACES_MOST, places), 5);
    assert_int_equal(places[0].place, 8);
    assert_string_equal(places[0].series, "P");
    assert_int_equal(list(place, "", false, 0, 4, places), 4);
    assert_int_equal(places[3].place, 10);
    assert_int_equal(list(place, "", false, 30, PLACES_MOST, places), 3);
    struct ticket ticket;
    assert_true(ticket_store_find_at(place->db, place->session.no, &places[0], &ticket, NULL));
    text_copy(ticket.for_counter, sizeof ticket.for_counter, "Loket 4");
    assert_true(move(place, &ticket, TICKET_WAITING, NULL));
    assert_int_equal(list(place, "", false, 30, PLACES_MOST, places), 2);
    assert_int_equal(list(place, "Loket 4", false, 0, PLACES_MOST, places), 1);
    assert_true(waiting_store_count_sent(place->db, place->session.no, "intake", "Loket 1", &here,
                                         &all, NULL));
    assert_int_equal(here, 0);
    assert_int_equal(all, 1);
    AUTO_TX struct tx tx = {0};
    assert_true(tx_begin(&tx, place->db, NULL));
    assert_true(waiting_store_release(place->db, place->session.no, "intake", "Loket 4", NULL));
    assert_true(tx_commit(&tx, NULL));
    assert_int_equal(list(place, "", false, 30, PLACES_MOST, places), 3);
}

static void the_median_is_the_middle_wait_of_the_session(void **state)
{
    static const int64_t waits_ms[] = {50, 10, 40, 20, 60};
    static const int64_t medians_ms[] = {50, 10, 40, 20, 40};
    struct place *place = *state;
    int64_t median_ms = 0;

    issue(place, "izin-a", false);
    assert_true(waiting_store_median(place->db, place->session.no, &median_ms, NULL));
    assert_int_equal(median_ms, -1);
    for (size_t i = 0; i < ARRAY_LEN(waits_ms); i++) {
        struct ticket ticket = issue(place, "izin-a", false);
        ticket.state = TICKET_DONE;
        ticket.wait_ms = waits_ms[i];
        assert_true(move(place, &ticket, TICKET_WAITING, NULL));
        assert_true(waiting_store_median(place->db, place->session.no, &median_ms, NULL));
        assert_int_equal(median_ms, medians_ms[i]); /* of an even number the lower one */
    }
}

static void a_command_is_found_as_what_it_was(void **state)
{
    struct place *place = *state;
    struct command command = {
        .id = uuid_v4(), .kind = "call", .ticket = issue(place, "izin-a", false).id};
    struct uuid ticket;
    struct err err = {0};
    AUTO_TX struct tx tx = {0};

    assert_false(command_store_find(place->db, &command.id, "call", &ticket, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_true(tx_begin(&tx, place->db, NULL));
    assert_true(command_store_add(place->db, place->session.no, &command, NULL));
    assert_true(command_store_find(place->db, &command.id, "call", &ticket, NULL));
    assert_true(uuid_equal(&ticket, &command.ticket));
    assert_false(command_store_find(place->db, &command.id, "skip", &ticket, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(command_store_add(place->db, place->session.no, &command, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_true(command_store_forget(place->db, place->session.no, NULL));
    assert_true(command_store_find(place->db, &command.id, "call", &ticket, NULL));
    assert_true(command_store_forget(place->db, place->session.no + 1, NULL));
    assert_false(command_store_find(place->db, &command.id, "call", &ticket, NULL));
}

static void the_oldest_unspoken_announcement_is_found_unless_it_is_too_old(void **state)
{
    struct place *place = *state;
    struct call call = {.ticket = issue(place, "izin-a", false).id,
                        .number = "A-001",
                        .group_id = "intake",
                        .counter = "Loket 1",
                        .turn = 1};
    struct call found;
    struct err err = {0};
    AUTO_TX struct tx tx = {0};

    assert_true(tx_begin(&tx, place->db, NULL));
    for (int i = 1; i <= 4; i++) {
        call.at_ms = i * 100;
        assert_true(call_store_add(place->db, place->session.no, &call, NULL));
        assert_int_equal(call.no, i);
    }
    assert_true(call_store_find_unspoken(place->db, place->session.no, 0, 0, &found, NULL));
    assert_int_equal(found.no, 1);
    assert_string_equal(found.counter, "Loket 1");
    assert_true(call_store_find_unspoken(place->db, place->session.no, 1, 250, &found, NULL));
    assert_int_equal(found.no, 3);
    assert_false(call_store_find_unspoken(place->db, place->session.no, 4, 0, &found, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_counter_is_stored_whole(void **state)
{
    struct place *place = *state;
    struct counter counter = {.name = "Loket 1",
                              .officer = "P-07",
                              .is_open = true,
                              .day = 20780,
                              .session = 3,
                              .priority_run = 2,
                              .last_call = 9,
                              .since_boot = "boot",
                              .since_mono_ms = 5,
                              .changed_at_ms = 6};
    struct counter stored[COUNTERS_MOST];
    size_t count = 0;
    AUTO_TX struct tx tx = {0};

    assert_true(tx_begin(&tx, place->db, NULL));
    assert_true(counter_store_put(place->db, &counter, NULL));
    counter.priority_run = 0;
    assert_true(counter_store_put(place->db, &counter, NULL));
    assert_true(counter_store_list(place->db, stored, &count, NULL));
    assert_int_equal(count, 1);
    assert_string_equal(stored[0].name, counter.name);
    assert_string_equal(stored[0].officer, counter.officer);
    assert_string_equal(stored[0].since_boot, counter.since_boot);
    assert_true(stored[0].is_open);
    assert_int_equal(stored[0].day, counter.day);
    assert_int_equal(stored[0].session, counter.session);
    assert_int_equal(stored[0].priority_run, counter.priority_run);
    assert_int_equal(stored[0].last_call, counter.last_call);
    assert_int_equal(stored[0].since_mono_ms, counter.since_mono_ms);
    assert_int_equal(stored[0].changed_at_ms, counter.changed_at_ms);
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_ticket_moves_only_from_the_state_that_was_seen),
        WITH_PLACE(one_counter_has_one_ticket),
        WITH_PLACE(lists_go_by_place_and_begin_where_they_are_told),
        WITH_PLACE(the_median_is_the_middle_wait_of_the_session),
        WITH_PLACE(a_command_is_found_as_what_it_was),
        WITH_PLACE(the_oldest_unspoken_announcement_is_found_unless_it_is_too_old),
        WITH_PLACE(a_counter_is_stored_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
