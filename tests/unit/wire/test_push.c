/* Events between kiosk and office: the record's bytes are never touched, and an answer is believed whole
 * or not at all. */
#include "base/json.h"
#include "base/mem.h"
#include "wire/event.h"
#include "wire/push.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char record[] =
    "{\"v\":1,\"id\":\"01000000-0000-7000-8000-000000000000\",\"kind\":\"ticket.issued\","
    "\"session\":\"02000000-0000-4000-8000-000000000000\",\"at\":1795401660000,"
    "\"clock\":{\"boot\":null,\"mono_ms\":1,\"offset_ms\":0,\"quality\":2},\"data\":{}}";

static bool read_rec(struct push_line *out, const char *rec)
{
    AUTO_FREE char *line = mem_format("{\"seq\":7,\"rec\":%s}", rec);
    struct err err = {0};
    bool is_read = push_read_line(out, line, strlen(line), &err);

    out->rec = NULL; /* the line goes away */
    if (!is_read)
        assert_int_equal(err.code, ERR_INVALID);
    return is_read;
}

static void a_line_carries_the_records_bytes(void **state)
{
    /* Blanks and an unusual order: a re-encoded record would differ. */
    static const char odd[] = "{ \"kind\":\"x\",  \"a\":{\"b\":[1 ,2]},\"id\":null }";
    AUTO_TEXT struct text lines;
    struct push_line line;
    struct err err = {0};

    (void)state;
    text_init(&lines, PUSH_BYTES);
    push_write_line(&lines, 812, odd, strlen(odd));
    assert_int_equal(lines.data[lines.len - 1], '\n');
    assert_true(push_read_line(&line, lines.data, lines.len - 1, &err));
    assert_int_equal(line.seq, 812);
    assert_int_equal(line.rec_len, strlen(odd));
    assert_memory_equal(line.rec, odd, line.rec_len);
    assert_string_equal(line.kind, "x");
    assert_false(line.is_quarantined);
    push_line_clear(&line);
}

static void a_record_tells_its_head(void **state)
{
    struct push_line line;
    char id[UUID_TEXT], session[UUID_TEXT];

    (void)state;
    assert_true(read_rec(&line, record));
    uuid_format(&line.id, id);
    uuid_format(&line.session, session);
    assert_string_equal(id, "01000000-0000-7000-8000-000000000000");
    assert_string_equal(session, "02000000-0000-4000-8000-000000000000");
    assert_string_equal(line.kind, "ticket.issued");
    assert_int_equal(line.at_ms, 1795401660000);
    assert_int_equal(line.quality, CLOCK_VERIFIED);
    push_line_clear(&line);
}

/* What both readers make of it is the same; false: the quick one took the long way. */
static bool read_both_ways(const char *rec, bool *out_quarantined)
{
    AUTO_FREE char *line = mem_format("{\"seq\":7,\"rec\":%s}", rec);
    struct push_line slow;
    struct push_line quick;
    bool was_quick;

    assert_true(push_read_line(&slow, line, strlen(line), NULL));
    assert_true(push_read_line_quickly(&quick, line, strlen(line), NULL));
    was_quick = !quick.body && !quick.is_quarantined;
    if (slow.is_quarantined)
        push_line_quarantine(&quick);
    assert_memory_equal(&slow.id, &quick.id, sizeof slow.id);
    assert_memory_equal(&slow.session, &quick.session, sizeof slow.session);
    assert_string_equal(slow.kind, quick.kind);
    assert_int_equal(slow.at_ms, quick.at_ms);
    assert_int_equal(slow.quality, quick.quality);
    assert_int_equal(slow.is_quarantined, quick.is_quarantined);
    *out_quarantined = slow.is_quarantined;
    push_line_clear(&slow);
    push_line_clear(&quick);
    return was_quick;
}

static void our_own_records_are_read_quickly_and_alike(void **state)
{
    AUTO_TEXT struct text rec = {0};
    struct event_head head = {.id = uuid_v4(),
                              .session = uuid_v4(),
                              .at_ms = 1795401660000,
                              .boot = "b0075000-0000-4000-8000-000000000000",
                              .mono_ms = 0,
                              .offset_ms = -5,
                              .quality = CLOCK_PLAUSIBLE};
    bool is_quarantined;

    (void)state;
    text_init(&rec, EVENT_MAX_BYTES);
    (void)event_ticket_shown(&rec, &head, &(struct event_ticket_shown){uuid_v4()});
    assert_true(read_both_ways(rec.data, &is_quarantined));
    assert_false(is_quarantined);
    assert_true(read_both_ways(record, &is_quarantined));
    assert_false(is_quarantined);
}

static void records_of_others_are_read_alike(void **state)
{
    static const struct {
        bool is_quick;
        bool is_quarantined;
        const char *from, *to; /* in `record` */
    } cases[] = {
        {false, false, "\"v\":1", "\"v\": 1"},
        {false, false, "ticket.issued", "ticket\\u002eissued"},
        {false, false, "\"session\":\"02000000-0000-4000-8000-000000000000\"", "\"session\":\"x\""},
        {false, true, "\"at\":1795401660000", "\"at\":-1"},
        {false, true, "\"at\":1795401660000", "\"at\":01"},
        {false, false, "\"quality\":2", "\"quality\":9"},
        {false, false, "\"data\":{}", "\"data\":[]"},
        {true, true, "\"data\":{}", "\"data\":{"}, /* only the database sees this one */
        {true, true, "\"data\":{}", "\"data\":{}}{"},
        {true, true, "\"data\":{}", "\"data\":{\"a\":\"\\u0000\"}"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *at = strstr(record, cases[i].from);
        bool is_quarantined;
        AUTO_FREE char *rec = NULL;

        assert_non_null(at);
        rec = mem_format("%.*s%s%s", (int)(at - record), record, cases[i].to,
                         at + strlen(cases[i].from));
        if (read_both_ways(rec, &is_quarantined) != cases[i].is_quick
            || is_quarantined != cases[i].is_quarantined)
            fail_msg("case %zu: %s", i, rec);
    }
}

static void a_record_that_cannot_be_parsed_is_kept_apart(void **state)
{
    static const char *const bad[] = {
        "x", "{\"a\":}", "[1]", "7", "{}}", "{\"a\":\"\\u0000\"}", "{\"a\":1,\"a\":2}", "\"\xFF\""};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct push_line line, again;

        assert_true(read_rec(&line, bad[i]));
        assert_true(read_rec(&again, bad[i]));
        assert_true(line.is_quarantined);
        assert_null(line.body);
        assert_string_equal(line.kind, "");
        assert_int_equal(line.id.bytes[6] >> 4, 8);
        assert_true(uuid_equal(&line.id, &again.id));
        push_line_clear(&line);
        push_line_clear(&again);
    }
}

static void heads_beyond_all_bounds_are_kept_apart(void **state)
{
    static const char *const bad[] = {
        "{\"id\":\"01000000-0000-7000-8000-000000000000\",\"at\":253402300800000}",
        "{\"id\":\"01000000-0000-7000-8000-000000000000\",\"at\":-1}",
        ("{\"id\":\"01000000-0000-7000-8000-000000000000\",\"kind\":"
         "\"12345678901234567890123456789012345678901234567890123456789012345\"}")};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct push_line line;

        assert_true(read_rec(&line, bad[i]));
        assert_true(line.is_quarantined);
        assert_null(line.body);
        assert_string_equal(line.kind, "");
        assert_int_equal(line.at_ms, 0);
        assert_int_equal(line.id.bytes[0], 1);
        push_line_clear(&line);
    }
}

static void other_bytes_get_another_id(void **state)
{
    struct push_line one, two;

    (void)state;
    assert_true(read_rec(&one, "{\"a\":1}"));
    assert_true(read_rec(&two, "{\"a\":2}"));
    assert_false(one.is_quarantined);
    assert_false(uuid_equal(&one.id, &two.id));
    push_line_clear(&one);
    push_line_clear(&two);
}

static void a_wrong_frame_is_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "{}",
        "{\"seq\":0,\"rec\":{}}",
        "{\"seq\":-1,\"rec\":{}}",
        "{\"seq\":01,\"rec\":{}}",
        "{\"seq\":1.0,\"rec\":{}}",
        "{\"seq\":1000000000000000000,\"rec\":{}}",
        "{\"seq\":1,\"rec\":}",
        "{\"seq\":1,\"rec\":{}",
        " {\"seq\":1,\"rec\":{}}",
        "{\"seq\":1,\"rec\":{}}\n",
        "{\"seq\":1,\"rec\":{\n}}",
        "{\"rec\":{},\"seq\":1}",
        "{\"seq\":1 ,\"rec\":{}}",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct push_line line;
        struct err err = {0};
        bool is_read = push_read_line(&line, bad[i], strlen(bad[i]), &err);

        if (strcmp(bad[i], "{\"seq\":1,\"rec\":{}") == 0) { /* its last brace is the record's */
            assert_true(is_read && line.is_quarantined);
            push_line_clear(&line);
            continue;
        }
        assert_false(is_read);
        assert_int_equal(err.code, ERR_INVALID);
    }
}

static void a_line_over_its_bound_is_refused(void **state)
{
    AUTO_FREE char *rec = mem_zalloc(PUSH_LINE_BYTES + 1, 1);
    struct push_line line;

    (void)state;
    memset(rec, ' ', PUSH_LINE_BYTES);
    assert_false(read_rec(&line, rec));
}

static struct push_reply example(void)
{
    struct push_reply reply = {
        .ack_count = 4,
        .acks = {{1, PUSH_STORED}, {2, PUSH_DUPLICATE}, {3, PUSH_QUARANTINED}, {9, PUSH_CONFLICT}},
        .contiguous = 3,
        .has_chain = true,
        .chain = {1, 2, 255},
        .gaps = {{4, 8}, {10, 10}},
        .gap_count = 2,
        .has_head = true,
        .head = 11,
        .server_ms = 1795401660000,
        .incarnation = {{3}}};

    return reply;
}

static void an_answer_reads_back_as_it_was_written(void **state)
{
    struct push_reply reply = example(), back;
    AUTO_TEXT struct text text;
    struct err err = {0};

    (void)state;
    text_init(&text, PUSH_BYTES);
    push_write_reply(&text, &reply);
    assert_true(push_read_reply(&back, text.data, text.len, &err));
    assert_int_equal(back.ack_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(back.acks[i].seq, reply.acks[i].seq);
        assert_int_equal(back.acks[i].ack, reply.acks[i].ack);
    }
    assert_int_equal(back.contiguous, 3);
    assert_true(back.has_chain);
    assert_memory_equal(back.chain, reply.chain, sizeof back.chain);
    assert_int_equal(back.gap_count, 2);
    assert_memory_equal(back.gaps, reply.gaps, 2 * sizeof back.gaps[0]);
    assert_true(back.has_head);
    assert_int_equal(back.head, 11);
    assert_int_equal(back.server_ms, reply.server_ms);
    assert_true(uuid_equal(&back.incarnation, &reply.incarnation));
    reply.has_head = false; /* an older office */
    text.len = 0;
    push_write_reply(&text, &reply);
    assert_true(push_read_reply(&back, text.data, text.len, &err));
    assert_false(back.has_head);
    assert_int_equal(back.head, 0);
}

static void an_answer_cut_anywhere_is_not_believed(void **state)
{
    struct push_reply reply = example(), back;
    AUTO_TEXT struct text text;

    (void)state;
    text_init(&text, PUSH_BYTES);
    push_write_reply(&text, &reply);
    for (size_t len = 0; len < text.len; len++) {
        struct err err = {0};

        assert_false(push_read_reply(&back, text.data, len, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
}

#define REST ",\"server_time\":1,\"incarnation\":\"03000000-0000-4000-8000-000000000000\"}"

static void answers_that_contradict_themselves_are_not_believed(void **state)
{
    static const char *const bad[] = {
        "[]",
        "{}",
        "{\"contiguous\":-1,\"chain\":null,\"missing\":[]" REST,
        "{\"contiguous\":\"1\",\"chain\":null,\"missing\":[]" REST,
        "{\"contiguous\":1,\"missing\":[]" REST,
        "{\"contiguous\":1,\"chain\":\"00\",\"missing\":[]" REST,
        "{\"contiguous\":1,\"chain\":null" REST,
        "{\"contiguous\":5,\"chain\":null,\"missing\":[[5,6]]" REST,
        "{\"contiguous\":5,\"chain\":null,\"missing\":[[7,6]]" REST,
        "{\"contiguous\":5,\"chain\":null,\"missing\":[[7,9],[9,10]]" REST,
        "{\"contiguous\":5,\"chain\":null,\"missing\":[[7,9,10]]" REST,
        "{\"contiguous\":5,\"chain\":null,\"missing\":[],\"head\":4" REST,
        "{\"contiguous\":5,\"chain\":null,\"missing\":[],\"head\":null" REST,
        "{\"contiguous\":5,\"chain\":null,\"missing\":[[7,9]],\"head\":9" REST,
        "{\"acks\":[[1,\"stored\"],[1,\"conflict\"]],\"contiguous\":1,\"chain\":null,\"missing\":["
        "]" REST,
        "{\"acks\":[[0,\"stored\"]],\"contiguous\":1,\"chain\":null,\"missing\":[]" REST,
        "{\"acks\":[[1]],\"contiguous\":1,\"chain\":null,\"missing\":[]" REST,
        "{\"acks\":{},\"contiguous\":1,\"chain\":null,\"missing\":[]" REST,
        "{\"contiguous\":1,\"chain\":null,\"missing\":[],\"server_time\":1,\"incarnation\":\"x\"}",
        "{\"contiguous\":1,\"chain\":null,\"missing\":[],\"server_time\":0,"
        "\"incarnation\":\"03000000-0000-4000-8000-000000000000\"}",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct push_reply reply;
        struct err err = {0};

        assert_false(push_read_reply(&reply, bad[i], strlen(bad[i]), &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
}

static void too_many_gaps_or_answers_are_not_believed(void **state)
{
    AUTO_TEXT struct text text;
    struct push_reply reply;

    (void)state;
    text_init(&text, PUSH_BYTES);
    text_add(&text, "{\"contiguous\":0,\"chain\":null,\"missing\":[");
    for (int i = 0; i <= PUSH_GAPS; i++)
        text_addf(&text, "%s[%d,%d]", i ? "," : "", 2 * i + 2, 2 * i + 2);
    text_add(&text, "]" REST);
    assert_false(push_read_reply(&reply, text.data, text.len, NULL));
    text_clear(&text);
    text_init(&text, PUSH_BYTES);
    text_add(&text, "{\"contiguous\":0,\"chain\":null,\"missing\":[],\"acks\":[");
    for (int i = 0; i <= PUSH_LINES; i++)
        text_addf(&text, "%s[%d,\"stored\"]", i ? "," : "", i + 1);
    text_add(&text, "]" REST);
    assert_false(push_read_reply(&reply, text.data, text.len, NULL));
}

static void words_of_a_later_office_are_passed_over(void **state)
{
    static const char later[] = "{\"acks\":[[1,\"cherished\"]],\"contiguous\":0,\"chain\":null,"
                                "\"missing\":[],\"news\":{\"a\":[1]}" REST;
    struct push_reply reply;

    (void)state;
    assert_true(push_read_reply(&reply, later, strlen(later), NULL));
    assert_int_equal(reply.acks[0].ack, PUSH_UNKNOWN);
    assert_false(reply.has_chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_carries_the_records_bytes),
        cmocka_unit_test(a_record_tells_its_head),
        cmocka_unit_test(our_own_records_are_read_quickly_and_alike),
        cmocka_unit_test(records_of_others_are_read_alike),
        cmocka_unit_test(a_record_that_cannot_be_parsed_is_kept_apart),
        cmocka_unit_test(heads_beyond_all_bounds_are_kept_apart),
        cmocka_unit_test(other_bytes_get_another_id),
        cmocka_unit_test(a_wrong_frame_is_refused),
        cmocka_unit_test(a_line_over_its_bound_is_refused),
        cmocka_unit_test(an_answer_reads_back_as_it_was_written),
        cmocka_unit_test(an_answer_cut_anywhere_is_not_believed),
        cmocka_unit_test(answers_that_contradict_themselves_are_not_believed),
        cmocka_unit_test(too_many_gaps_or_answers_are_not_believed),
        cmocka_unit_test(words_of_a_later_office_are_passed_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
