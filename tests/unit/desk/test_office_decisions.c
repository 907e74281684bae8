/* What the office decided comes back to the register: once, in any order, and never to somebody else's complaint. */
#include "base/mem.h"
#include "base/secret.h"
#include "base/sign.h"
#include "desk/office.h"
#include "desk/staff.h"
#include "support/complaint_hall.h"
#include "wire/decisions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ANSWER "Kantor: loket dua zzjawaban kini dilayani dua petugas."
#define DESK_ANSWER "Meja: mulai besok loket dua dibuka lebih pagi."
#define LATER_MS (HALL_NOW_MS + 10 * HALL_HOUR_MS)

struct world {
    struct hall hall;
    struct uuid incarnation;
    struct decisions page; /* what the office says next */
};

static int open_world(void **state)
{
    struct world *world = mem_zalloc(1, sizeof *world);

    hall_open(&world->hall);
    complaint_staff(&world->hall);
    world->incarnation = uuid_v4();
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    struct world *world = *state;
    struct journal_proof proof;
    int64_t bad_no = 0;

    assert_true(desk_verify_journal(world->hall.desk, &proof, &bad_no, NULL));
    hall_check(&world->hall);
    hall_close(&world->hall);
    free(world);
    return 0;
}

static struct decision *add(struct world *world, const char *number, enum complaint_act act,
                            enum complaint_weight weight, int64_t at_ms)
{
    struct decisions *page = &world->page;
    struct decision *decision = &page->items[page->count];

    page->count++;
    page->head++;
    *decision = (struct decision){.seq = page->head,
                                  .is_known = true,
                                  .what = {.act = act, .weight = weight, .at_ms = at_ms}};
    assert_true(text_copy(decision->what.number, sizeof decision->what.number, number));
    return decision;
}

/* As the office's page seals it, with the key of the last heartbeat. */
static void enclose(struct world *world, struct decision *decision, const char *answer)
{
    AUTO_FREE struct heartbeat *heartbeat = mem_zalloc(1, sizeof *heartbeat);
    AUTO_TEXT struct text letter;

    text_init(&letter, DECISION_LETTER + 1);
    assert_true(desk_heartbeat(world->hall.desk, heartbeat, NULL));
    assert_true(heartbeat->has_letter_key);
    assert_true(box_close(&letter, heartbeat->letter_key, answer, strlen(answer), NULL));
    memcpy(decision->letter, letter.data, letter.len);
    decision->letter_len = letter.len;
}

static void take_after(struct world *world, int64_t seq)
{
    const struct decisions_cursor after = {seq, world->incarnation};
    struct err err = {0};

    world->page.incarnation = world->incarnation;
    world->page.server_ms = LATER_MS + HALL_HOUR_MS;
    if (!desk_take_decisions(world->hall.desk, &after, &world->page, &err))
        fail_msg("%s", err.text);
    world->page.count = 0;
}

static void take(struct world *world)
{
    take_after(world, world->page.head - (int64_t)world->page.count);
}

static void assert_cursor(struct world *world, int64_t seq)
{
    struct decisions_cursor cursor;

    assert_true(desk_decisions_cursor(world->hall.desk, &cursor, NULL));
    assert_int_equal(cursor.seq, seq);
    assert_memory_equal(&cursor.incarnation, &world->incarnation, sizeof cursor.incarnation);
}

static void assert_journal(struct world *world, const char *expected)
{
    char text[256];

    hall_text(&world->hall,
              "SELECT who || '|' || kind || '|' || subject || '|' || detail FROM journal "
              "ORDER BY no DESC LIMIT 1",
              text, sizeof text);
    assert_string_equal(text, expected);
}

static void assert_answers(struct world *world, const char *number, const char *desks,
                           const char *offices)
{
    struct complaint_words words;
    struct err err = {0};

    if (!desk_read_complaint(world->hall.desk, number, "P-07", &words, &err))
        fail_msg("%s", err.text);
    assert_string_equal(words.answer, desks);
    assert_string_equal(words.office_answer, offices);
    secret_wipe(&words, sizeof words);
}

static void before_anything_is_sealed_no_key_is_told(void **state)
{
    struct world *world = *state;
    struct heartbeat heartbeat;

    assert_true(desk_heartbeat(world->hall.desk, &heartbeat, NULL));
    assert_false(heartbeat.has_letter_key);
}

static void a_complaint_that_the_office_closed_is_closed_at_the_desk(void **state)
{
    struct world *world = *state;
    struct complaint complaint = complaint_filed(&world->hall);
    int64_t events = hall_number(&world->hall, "SELECT count(*) FROM outbox");

    add(world, complaint.number, COMPLAINT_WEIGH, WEIGHT_SEDANG, LATER_MS);
    take(world);
    complaint = complaint_found(&world->hall, complaint.number);
    assert_int_equal(complaint.state, COMPLAINT_IN_PROGRESS);
    assert_int_equal(complaint.weight, WEIGHT_SEDANG);
    assert_journal(world, "|complaint.office|PD-1001|weighed sedang");
    enclose(world, add(world, complaint.number, COMPLAINT_ANSWER, WEIGHT_NOT_SET, LATER_MS + 1),
            ANSWER);
    take(world);
    complaint = complaint_found(&world->hall, complaint.number);
    assert_int_equal(complaint.state, COMPLAINT_ANSWERED);
    assert_int_equal(complaint.office_state, COMPLAINT_ANSWERED);
    assert_int_equal(complaint.answered_ms, LATER_MS + 1);
    assert_journal(world, "|complaint.office|PD-1001|answered");
    assert_answers(world, complaint.number, "", ANSWER);
    assert_false(desk_answer_complaint(world->hall.desk, complaint.number, DESK_ANSWER, "P-07",
                                       NULL)); /* nobody works twice */
    add(world, complaint.number, COMPLAINT_CLOSE, WEIGHT_NOT_SET, LATER_MS + 2);
    take(world);
    complaint = complaint_found(&world->hall, complaint.number);
    assert_int_equal(complaint.state, COMPLAINT_CLOSED);
    assert_int_equal(complaint.closed_ms, LATER_MS + 2);
    assert_cursor(world, 3);
    assert_int_equal(hall_number(&world->hall, "SELECT count(*) FROM outbox"), events);
}

static void what_the_office_answered_lies_sealed(void **state)
{
    struct world *world = *state;
    struct complaint complaint = complaint_filed(&world->hall);

    enclose(world, add(world, complaint.number, COMPLAINT_ANSWER, WEIGHT_NOT_SET, LATER_MS),
            ANSWER);
    take(world);
    assert_answers(world, complaint.number, "", ANSWER);
    hall_leave(&world->hall);
    assert_int_equal(hall_strings(&world->hall, "zzjawaban"), 0);
    hall_enter(&world->hall);
}

static void both_answers_are_kept_where_both_answered(void **state)
{
    struct world *world = *state;
    struct desk *desk = world->hall.desk;
    struct complaint complaint = complaint_filed(&world->hall);

    assert_true(desk_weigh_complaint(desk, complaint.number, WEIGHT_BERAT, "P-07", NULL));
    assert_true(desk_answer_complaint(desk, complaint.number, DESK_ANSWER, "P-07", NULL));
    int64_t answered_ms = complaint_found(&world->hall, complaint.number).answered_ms;
    enclose(world, add(world, complaint.number, COMPLAINT_ANSWER, WEIGHT_NOT_SET, LATER_MS),
            ANSWER);
    take(world);
    complaint = complaint_found(&world->hall, complaint.number);
    assert_int_equal(complaint.state, COMPLAINT_ANSWERED);
    assert_int_equal(complaint.answered_ms, answered_ms);
    assert_int_equal(complaint.weight, WEIGHT_BERAT);
    assert_string_equal(complaint.officer, "P-07");
    assert_journal(world, "|complaint.office|PD-1001|answered");
    assert_answers(world, complaint.number, DESK_ANSWER, ANSWER);
}

static void what_the_desk_did_further_stays(void **state)
{
    struct world *world = *state;
    struct desk *desk = world->hall.desk;
    struct complaint complaint = complaint_filed(&world->hall);

    clock_fake_advance(world->hall.clock, HALL_HOUR_MS);
    assert_true(desk_weigh_complaint(desk, complaint.number, WEIGHT_BERAT, "P-07", NULL));
    assert_true(desk_answer_complaint(desk, complaint.number, DESK_ANSWER, "P-07", NULL));
    assert_true(desk_close_complaint(desk, complaint.number, "S-01", NULL));
    add(world, complaint.number, COMPLAINT_WEIGH, WEIGHT_RINGAN, HALL_NOW_MS + 5); /* before it */
    take(world);
    complaint = complaint_found(&world->hall, complaint.number);
    assert_int_equal(complaint.state, COMPLAINT_CLOSED);
    assert_int_equal(complaint.office_state, COMPLAINT_IN_PROGRESS);
    assert_int_equal(complaint.weight, WEIGHT_BERAT);
    assert_string_equal(complaint.officer, "S-01");
}

static void taken_twice_or_from_the_start_is_taken_once(void **state)
{
    struct world *world = *state;
    struct complaint complaint = complaint_filed(&world->hall);

    add(world, complaint.number, COMPLAINT_WEIGH, WEIGHT_SEDANG, LATER_MS);
    enclose(world, add(world, complaint.number, COMPLAINT_ANSWER, WEIGHT_NOT_SET, LATER_MS + 1),
            ANSWER);
    const struct decisions page = world->page;
    take(world);
    struct complaint before = complaint_found(&world->hall, complaint.number);
    world->page = page;
    take_after(world, 0); /* the answer was lost */
    world->page = page;
    world->incarnation = uuid_v4(); /* the office was restored, and still has both */
    take_after(world, 0);
    struct complaint after = complaint_found(&world->hall, complaint.number);
    assert_memory_equal(&before, &after, sizeof before);
    assert_cursor(world, 2);
    assert_answers(world, complaint.number, "", ANSWER);
}

static void an_office_that_lost_decisions_takes_nothing_back(void **state)
{
    struct world *world = *state;
    struct complaint complaint = complaint_filed(&world->hall);

    add(world, complaint.number, COMPLAINT_CLOSE, WEIGHT_NOT_SET, LATER_MS);
    take(world);
    world->incarnation = uuid_v4();
    world->page.head = 0;
    add(world, complaint.number, COMPLAINT_WEIGH, WEIGHT_BERAT, LATER_MS + 5);
    take_after(world, 0);
    assert_cursor(world, 1);
    assert_int_equal(complaint_found(&world->hall, complaint.number).state, COMPLAINT_CLOSED);
}

static void answers_of_another_incarnation_or_out_of_turn_change_nothing(void **state)
{
    struct world *world = *state;
    struct complaint complaint = complaint_filed(&world->hall);
    const struct decisions_cursor other = {0, uuid_v4()}, beyond = {1, world->incarnation};
    struct err err = {0};

    add(world, complaint.number, COMPLAINT_CLOSE, WEIGHT_NOT_SET, LATER_MS);
    world->page.incarnation = world->incarnation;
    world->page.server_ms = LATER_MS;
    assert_false(desk_take_decisions(world->hall.desk, &other, &world->page, &err));
    assert_int_equal(err.code, ERR_INVALID);
    err = (struct err){0};
    assert_false(desk_take_decisions(world->hall.desk, &beyond, &world->page, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(complaint_found(&world->hall, complaint.number).state, COMPLAINT_RECEIVED);
    assert_int_equal(hall_number(&world->hall, "SELECT decisions_seq FROM office"), 0);
}

static void what_fits_no_complaint_is_passed_over_and_noted(void **state)
{
    struct world *world = *state;
    struct complaint complaint = complaint_filed(&world->hall);

    add(world, "PD-1999", COMPLAINT_CLOSE, WEIGHT_NOT_SET, LATER_MS);
    take(world);
    assert_journal(world, "|complaint.office|PD-1999|closed, not in this register");
    /* A lost disk gave the number to somebody else, a day before. */
    add(world, complaint.number, COMPLAINT_CLOSE, WEIGHT_NOT_SET, HALL_NOW_MS - 24 * HALL_HOUR_MS);
    take(world);
    assert_journal(world, "|complaint.office|PD-1001|closed, of an earlier register");
    *add(world, complaint.number, COMPLAINT_CLOSE, WEIGHT_NOT_SET, LATER_MS) =
        (struct decision){.seq = world->page.head};
    take(world);
    assert_int_equal(complaint_found(&world->hall, complaint.number).state, COMPLAINT_RECEIVED);
    assert_cursor(world, 3);
}

static void a_clock_that_was_years_ahead_keeps_no_decision_away(void **state)
{
    struct world *world = *state;

    clock_fake_set_wall(world->hall.clock, HALL_NOW_MS + 20 * 365 * 24 * HALL_HOUR_MS);
    struct complaint complaint = complaint_filed(&world->hall);
    clock_fake_set_wall(world->hall.clock, HALL_NOW_MS);
    add(world, complaint.number, COMPLAINT_CLOSE, WEIGHT_NOT_SET, LATER_MS);
    take(world);
    assert_int_equal(complaint_found(&world->hall, complaint.number).state, COMPLAINT_CLOSED);
}

static void erased_words_take_the_offices_answer_along(void **state)
{
    struct world *world = *state;
    struct complaint complaint = complaint_filed(&world->hall);

    enclose(world, add(world, complaint.number, COMPLAINT_ANSWER, WEIGHT_NOT_SET, LATER_MS),
            ANSWER);
    const struct decisions page = world->page;
    take(world);
    assert_true(
        desk_erase_complaint(world->hall.desk, complaint.number, complaint.code, "S-01", NULL));
    assert_int_equal(hall_number(&world->hall, "SELECT length(office_answer) FROM complaint"), 0);
    world->page = page; /* told once more, afterwards */
    take_after(world, 0);
    assert_int_equal(hall_number(&world->hall, "SELECT length(office_answer) FROM complaint"), 0);
}

static void an_answer_for_a_lost_key_hides_nothing_else(void **state)
{
    struct world *world = *state;
    struct complaint complaint = complaint_filed(&world->hall);
    struct decision *decision =
        add(world, complaint.number, COMPLAINT_ANSWER, WEIGHT_NOT_SET, LATER_MS);

    enclose(world, decision, ANSWER);
    decision->letter[10] ^= 1;
    take(world);
    assert_answers(world, complaint.number, "", "");
    assert_int_equal(complaint_found(&world->hall, complaint.number).office_state,
                     COMPLAINT_ANSWERED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(before_anything_is_sealed_no_key_is_told),
        TEST(a_complaint_that_the_office_closed_is_closed_at_the_desk),
        TEST(what_the_office_answered_lies_sealed),
        TEST(both_answers_are_kept_where_both_answered),
        TEST(what_the_desk_did_further_stays),
        TEST(taken_twice_or_from_the_start_is_taken_once),
        TEST(an_office_that_lost_decisions_takes_nothing_back),
        TEST(answers_of_another_incarnation_or_out_of_turn_change_nothing),
        TEST(what_fits_no_complaint_is_passed_over_and_noted),
        TEST(a_clock_that_was_years_ahead_keeps_no_decision_away),
        TEST(erased_words_take_the_offices_answer_along),
        TEST(an_answer_for_a_lost_key_hides_nothing_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
