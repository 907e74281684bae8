/* What people wrote goes to the office in letters that only the office can open. */
#include "base/json.h"
#include "base/mem.h"
#include "base/sign.h"
#include "desk/complaints.h"
#include "desk/office.h"
#include "desk/outbox.h"
#include "support/complaint_hall.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct world {
    struct hall hall;
    uint8_t public[BOX_PUBLIC];
    uint8_t secret[BOX_SECRET];
};

static void make_key(struct world *world, const char *name)
{
    AUTO_FREE char *secret = mem_format("%s/%s.secret", world->hall.directory, name);
    AUTO_FREE char *public = mem_format("%s/%s.pub", world->hall.directory, name);

    assert_true(box_make_keys(secret, public, NULL));
    assert_true(box_read_secret(secret, world->secret, NULL));
    assert_true(box_read_public(public, world->public, NULL));
}

static int open_world(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    hall_open(&world->hall);
    complaint_staff(&world->hall);
    make_key(world, "office");
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    struct world *world = *state;

    hall_check(&world->hall);
    hall_close(&world->hall);
    free(world);
    return 0;
}

static int64_t letters(const struct world *world)
{
    return hall_number(&world->hall, "SELECT count(*) FROM outbox WHERE kind = 'complaint.words'");
}

/* One member of the newest letter about that complaint, as the office reads it. */
static void read_letter(const struct world *world, const char *number, const char *member,
                        char *out, size_t size)
{
    enum { LETTER_BYTES = 32 * 1024 };
    AUTO_FREE char *sql =
        mem_format("SELECT json_extract(CAST(rec AS TEXT), '$.data.words') FROM outbox WHERE kind "
                   "= 'complaint.words' AND json_extract(CAST(rec AS TEXT), '$.data.number') = "
                   "'%s' ORDER BY seq DESC LIMIT 1",
                   number);
    AUTO_FREE char *sealed = mem_zalloc(1, LETTER_BYTES);
    AUTO_TEXT struct text box;
    AUTO_TEXT struct text plain;
    AUTO_JSON struct json *json = NULL;
    struct err err = {0};

    text_init(&box, LETTER_BYTES);
    text_init(&plain, LETTER_BYTES);
    hall_text(&world->hall, sql, sealed, LETTER_BYTES);
    assert_true(base64_add(&box, sealed));
    if (!box_open(&plain, world->secret, box.data, box.len, &err)
        || !json_parse(&json, plain.data, plain.len, NULL, &err))
        fail_msg("%s", err.text);
    assert_true(text_copy(out, size, json_string(json_get(json, member))));
}

static void assert_reads(const struct world *world, const char *number, const char *member,
                         const char *expected)
{
    char value[4096];

    read_letter(world, number, member, value, sizeof value);
    assert_string_equal(value, expected);
}

static void without_the_offices_key_nothing_is_sent(void **state)
{
    struct world *world = *state;

    complaint_filed(&world->hall);
    assert_int_equal(letters(world), 0);
}

static void a_complaint_and_its_answer_are_letters(void **state)
{
    static const char answer[] = "Loket dua ditambah satu petugas mulai besok.";
    struct world *world = *state;
    struct desk *desk = world->hall.desk;

    assert_true(desk_note_office_key(desk, world->public, NULL));
    struct complaint complaint = complaint_filed(&world->hall);
    assert_int_equal(letters(world), 1);
    assert_reads(world, complaint.number, "text", COMPLAINT_STORY);
    assert_reads(world, complaint.number, "name", COMPLAINT_NAMED);
    assert_reads(world, complaint.number, "answer", "");
    assert_true(desk_weigh_complaint(desk, complaint.number, WEIGHT_RINGAN, "P-07", NULL));
    assert_int_equal(letters(world), 1);
    assert_true(desk_answer_complaint(desk, complaint.number, answer, "P-07", NULL));
    assert_int_equal(letters(world), 2);
    assert_reads(world, complaint.number, "answer", answer);
    assert_reads(world, complaint.number, "text", COMPLAINT_STORY);
    /* The letter about the filing stands behind the event that tells it. */
    assert_int_equal(
        hall_number(&world->hall,
                    "SELECT count(*) FROM outbox a JOIN outbox b ON b.stream = a.stream AND b.seq "
                    "= a.seq + 1 WHERE a.kind = 'complaint.received' AND b.kind = "
                    "'complaint.words'"),
        1);
}

static void what_people_wrote_stands_nowhere_on_the_disk(void **state)
{
    struct world *world = *state;

    assert_true(desk_note_office_key(world->hall.desk, world->public, NULL));
    complaint_filed(&world->hall);
    assert_int_equal(letters(world), 1);
    assert_int_equal(hall_strings(&world->hall, "zzkeluhan"), 0);
    assert_int_equal(hall_strings(&world->hall, "Zzpelapor"), 0);
    assert_int_equal(hall_strings(&world->hall, "3456 7890"), 0);
    assert_int_equal(hall_strings(&world->hall, "34567890"), 0);
    /* Nor as base 64 of it, at any of the three places of a group. */
    static const char *const parts[] = {"emtlbHVoYW", "6emtlbHVoY", "enprZWx1aG",
                                        "p6a2VsdWhh", "WnpwZWxhcG", "p6cGVsYXBv"};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        assert_int_equal(hall_strings(&world->hall, parts[i]), 0);
}

static void earlier_ones_follow_once_the_key_is_known(void **state)
{
    enum { EARLIER = 47 };
    struct world *world = *state;
    struct hall *hall = &world->hall;
    char first[24] = "";

    for (int i = 0; i < EARLIER; i++) {
        struct complaint complaint = complaint_filed(hall);
        if (i == 0)
            (void)text_copy(first, sizeof first, complaint.number);
        if (i == 5)
            assert_true(
                desk_erase_complaint(hall->desk, complaint.number, complaint.code, "S-01", NULL));
    }
    assert_true(desk_note_office_key(hall->desk, world->public, NULL));
    assert_int_equal(letters(world), EARLIER - 1); /* nothing is left of the erased one */
    assert_reads(world, first, "text", COMPLAINT_STORY);
    assert_true(desk_note_office_key(hall->desk, world->public, NULL)); /* the same says nothing */
    complaint_filed(hall);
    assert_int_equal(letters(world), EARLIER);
    struct outbox_batch batch;
    outbox_batch_init(&batch);
    assert_true(desk_outbox_next(hall->desk, PUSH_LINES, &batch, NULL));
    assert_int_equal(letters(world), EARLIER);
    outbox_batch_clear(&batch);
    /* Another key gets them all once more. */
    make_key(world, "next");
    assert_true(desk_note_office_key(hall->desk, world->public, NULL));
    assert_int_equal(letters(world), 2 * EARLIER);
    assert_reads(world, first, "name", COMPLAINT_NAMED);
}

/* Enrolment ended in the middle: the outbox goes on with it. */
static void what_was_left_over_is_sent_when_all_else_is(void **state)
{
    struct world *world = *state;
    struct hall *hall = &world->hall;
    struct outbox_batch batch;
    struct push_reply reply = {.ack_count = 0};
    enum outbox_finding finding;

    for (int i = 0; i < 3; i++)
        complaint_filed(hall);
    assert_true(desk_note_office_key(hall->desk, world->public, NULL));
    hall_sql(hall, "UPDATE office SET letters_seq = 0");
    outbox_batch_init(&batch);
    for (int i = 0; i < 10; i++) {
        assert_true(desk_outbox_next(hall->desk, PUSH_LINES, &batch, NULL));
        if (batch.count == 0)
            break;
        reply.ack_count = batch.count;
        reply.contiguous = batch.seqs[batch.count - 1];
        for (size_t j = 0; j < batch.count; j++) {
            reply.acks[j].seq = batch.seqs[j];
            reply.acks[j].ack = PUSH_STORED;
        }
        assert_true(desk_outbox_settle(hall->desk, &batch.stream, &batch, &reply, &finding, NULL));
    }
    assert_int_equal(batch.count, 0);
    assert_int_equal(letters(world), 6);
    outbox_batch_clear(&batch);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)
    const struct CMUnitTest tests[] = {
        CASE(without_the_offices_key_nothing_is_sent),
        CASE(a_complaint_and_its_answer_are_letters),
        CASE(what_people_wrote_stands_nowhere_on_the_disk),
        CASE(earlier_ones_follow_once_the_key_is_known),
        CASE(what_was_left_over_is_sent_when_all_else_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
