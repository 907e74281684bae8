/* The line before each part of a relay, written and read. */
#include "base/mem.h"
#include "wire/relay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static struct relay_part *example(void)
{
    struct relay_part *part = mem_zalloc(1, sizeof *part);

    part->kiosk = uuid_v4();
    part->stream = uuid_v4();
    (void)text_copy(part->device, sizeof part->device, "K1");
    (void)text_copy(part->name, sizeof part->name, "main");
    part->lines = 3;
    part->has_chain = true;
    part->chain_seq = 7;
    memset(part->chain, 0xAB, sizeof part->chain);
    part->withheld_count = 2;
    for (size_t i = 0; i < part->withheld_count; i++) {
        part->withheld[i].seq = 4 + (int64_t)i;
        part->withheld[i].id = uuid_v4();
        (void)text_copy(part->withheld[i].kind, RELAY_KIND, "complaint.words");
        memset(part->withheld[i].sha, (int)i, 32);
    }
    return part;
}

static struct text written(const struct relay_part *part)
{
    struct text line;

    text_init(&line, 1 << 16);
    relay_write_part(&line, part);
    assert_int_equal(line.data[line.len - 1], '\n');
    line.data[--line.len] = '\0';
    return line;
}

static void a_part_reads_back(void **state)
{
    AUTO_FREE struct relay_part *part = example();
    AUTO_FREE struct relay_part *again = mem_zalloc(1, sizeof *again);
    AUTO_TEXT struct text line = written(part);
    struct err err;

    (void)state;
    assert_true(relay_read_part(again, line.data, line.len, &err));
    assert_memory_equal(again, part, sizeof *part);
}

static void a_part_without_a_chain_reads_back(void **state)
{
    AUTO_FREE struct relay_part *part = example();
    AUTO_FREE struct relay_part *again = mem_zalloc(1, sizeof *again);
    struct err err;

    (void)state;
    part->has_chain = false;
    part->withheld_count = 0;
    AUTO_TEXT struct text line = written(part);
    assert_true(relay_read_part(again, line.data, line.len, &err));
    assert_false(again->has_chain);
    assert_int_equal(again->withheld_count, 0);
}

static void a_part_cut_anywhere_is_none(void **state)
{
    AUTO_FREE struct relay_part *part = example();
    AUTO_FREE struct relay_part *again = mem_zalloc(1, sizeof *again);
    AUTO_TEXT struct text line = written(part);
    struct err err;

    (void)state;
    for (size_t len = 0; len < line.len; len++)
        assert_false(relay_read_part(again, line.data, len, &err));
}

static void strange_parts_are_refused(void **state)
{
    static const char ids[] =
        "{\"kiosk\":\"11111111-1111-4111-8111-111111111111\",\"device\":\"K1\","
        "\"stream\":\"21111111-1111-4111-8111-111111111111\",\"name\":\"main\",";
    static const char *const rests[] = {
        "\"lines\":0,\"chain\":null,\"withheld\":[]}",
        "\"lines\":201,\"chain\":null,\"withheld\":[]}",
        "\"lines\":-1,\"chain\":null,\"withheld\":[]}",
        "\"lines\":1,\"chain\":[0,\"00\"],\"withheld\":[]}",
        "\"lines\":1,\"chain\":null}",
        "\"lines\":1,\"withheld\":[]}",
        "\"lines\":1,\"chain\":null,\"withheld\":[[1]]}",
        "\"lines\":1,\"chain\":null,\"withheld\":[[99999999999999,\"\",\"\",\"\"]]}",
    };
    AUTO_FREE struct relay_part *part = mem_zalloc(1, sizeof *part);
    struct err err;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rests); i++) {
        AUTO_FREE char *line = mem_format("%s%s", ids, rests[i]);

        if (relay_read_part(part, line, strlen(line), &err))
            fail_msg("taken: %s", line);
        assert_int_equal(err.code, ERR_INVALID);
    }
}

static void a_refusal_is_no_answer_to_events(void **state)
{
    AUTO_TEXT struct text line = {0};
    AUTO_FREE struct push_reply *reply = mem_zalloc(1, sizeof *reply);
    struct err err;

    (void)state;
    text_init(&line, 1000);
    relay_write_refusal(&line, "kiosk");
    assert_true(relay_is_refusal(line.data));
    assert_false(push_read_reply(reply, line.data, line.len, &err));
    line.len = 0;
    push_write_reply(&line, &(struct push_reply){.server_ms = 1});
    assert_false(relay_is_refusal(line.data));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_reads_back),
        cmocka_unit_test(a_part_without_a_chain_reads_back),
        cmocka_unit_test(a_part_cut_anywhere_is_none),
        cmocka_unit_test(strange_parts_are_refused),
        cmocka_unit_test(a_refusal_is_no_answer_to_events),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
