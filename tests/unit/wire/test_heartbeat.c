/* A heartbeat and its answer read back as they were written, and nothing else is one. */
#include "wire/heartbeat.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 4096 };

static struct heartbeat example(void)
{
    struct heartbeat heartbeat = {.device = "K1",
                                  .office = "pekanbaru",
                                  .version = "0.1.0",
                                  .unsent = 12,
                                  .oldest_unsent_ms = 4000,
                                  .head_seq = 99,
                                  .disk_free = 5000,
                                  .disk_size = 9000,
                                  .printer = "ready",
                                  .paper = "low",
                                  .clock_ms = 1795401660000,
                                  .has_offset = true,
                                  .offset_ms = -250,
                                  .boot_mono_ms = 77,
                                  .catalogue = 7,
                                  .set_aside = 1,
                                  .surveys_held = 5,
                                  .decisions = 8,
                                  .has_letter_key = true,
                                  .letter_key = {1, 2, 3, 255},
                                  .roles = {{"lobby", true}, {"staff", false}},
                                  .role_count = 2};

    return heartbeat;
}

static void write_and_read(const struct heartbeat *in, struct heartbeat *back)
{
    AUTO_TEXT struct text text;
    struct err err = {0};

    text_init(&text, MOST);
    heartbeat_write(&text, in);
    assert_false(text.overflow);
    assert_true(heartbeat_read(back, text.data, text.len, &err));
}

static void a_heartbeat_reads_back_as_it_was_written(void **state)
{
    struct heartbeat in = example(), back;

    (void)state;
    write_and_read(&in, &back);
    assert_memory_equal(&in, &back, sizeof in);
}

static void what_is_not_known_stays_unknown(void **state)
{
    struct heartbeat in = example(), back;

    (void)state;
    in.oldest_unsent_ms = in.disk_free = in.disk_size = -1;
    in.has_offset = false;
    in.offset_ms = 0;
    memset(in.paper, 0, sizeof in.paper);
    in.clock_ms = -5; /* a dead clock battery */
    write_and_read(&in, &back);
    assert_memory_equal(&in, &back, sizeof in);
}

static void a_heartbeat_cut_anywhere_is_none(void **state)
{
    struct heartbeat in = example(), back;
    AUTO_TEXT struct text text;

    (void)state;
    text_init(&text, MOST);
    heartbeat_write(&text, &in);
    for (size_t len = 0; len < text.len; len++) {
        struct err err = {0};

        assert_false(heartbeat_read(&back, text.data, len, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
}

/* One thing in a good heartbeat replaced by a bad one. */
static void assert_refused(const char *old, const char *new)
{
    struct heartbeat in = example(), back;
    AUTO_TEXT struct text text, changed;

    text_init(&text, MOST);
    text_init(&changed, MOST);
    heartbeat_write(&text, &in);
    const char *at = strstr(text.data, old);
    assert_non_null(at);
    text_add_bytes(&changed, text.data, (size_t)(at - text.data));
    text_add(&changed, new);
    text_add(&changed, at + strlen(old));
    assert_false(heartbeat_read(&back, changed.data, changed.len, NULL));
}

static void bad_members_are_refused(void **state)
{
    (void)state;
    assert_refused("\"K1\"", "\"a device with a name that is too long\"");
    assert_refused("\"K1\"", "null");
    assert_refused("\"K1\"", "\"\\u001b[2JK1\""); /* a terminal would do what it says */
    assert_refused("\"K1\"", "\"K1\\n\"");
    assert_refused("\"unsent\":12", "\"unsent\":-12");
    assert_refused("\"unsent\":12", "\"unsent\":\"12\"");
    assert_refused("\"unsent\":12,", "");
    assert_refused("\"clock_ms\":1795401660000", "\"clock_ms\":null");
    assert_refused("\"offset_ms\":-250", "\"offset_ms\":true");
    assert_refused("\"lobby\":true", "\"lobby\":1");
    assert_refused("\"lobby\":true", "\"lobby\":true,\"1\":true,\"2\":true,\"3\":true,\"4\":true,"
                                     "\"5\":true,\"6\":true,\"7\":true");
    assert_refused("{\"lobby\":true,\"staff\":false}", "[]");
}

static void the_answer_changes_the_interval_within_bounds(void **state)
{
    static const struct {
        const char *text;
        int every_s;
    } cases[] = {
        {"{\"server_time\":5,\"every_s\":120}", 120},
        {"{\"server_time\":5}", 0},
        {"{\"server_time\":5,\"every_s\":0}", 0},
        {"{\"server_time\":5,\"every_s\":1}", 0},
        {"{\"server_time\":5,\"every_s\":99999999999}", 0},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct heartbeat_reply reply;

        assert_true(heartbeat_read_reply(&reply, cases[i].text, strlen(cases[i].text), NULL));
        assert_int_equal(reply.server_ms, 5);
        assert_int_equal(reply.every_s, cases[i].every_s);
    }
}

static void an_answer_without_a_time_is_none(void **state)
{
    static const char *const bad[] = {"",
                                      "{}",
                                      "[]",
                                      "{\"server_time\":0}",
                                      "{\"server_time\":-1}",
                                      "{\"server_time\":\"5\"}",
                                      "{\"server_time\":5,\"every_s\":\"60\"}",
                                      "{\"server_time\":5,\"incarnation\":7}",
                                      "{\"server_time\":5,\"incarnation\":\"x\"}"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct heartbeat_reply reply;

        assert_false(heartbeat_read_reply(&reply, bad[i], strlen(bad[i]), NULL));
    }
}

static void the_answer_reads_back_as_it_was_written(void **state)
{
    struct heartbeat_reply reply = {.server_ms = 1795401660000,
                                    .every_s = 45,
                                    .incarnation = uuid_v4()},
                           back;
    AUTO_TEXT struct text text;

    (void)state;
    text_init(&text, MOST);
    heartbeat_write_reply(&text, &reply);
    assert_true(heartbeat_read_reply(&back, text.data, text.len, NULL));
    assert_int_equal(back.server_ms, reply.server_ms);
    assert_int_equal(back.every_s, 45);
    assert_true(uuid_equal(&back.incarnation, &reply.incarnation));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_heartbeat_reads_back_as_it_was_written),
        cmocka_unit_test(what_is_not_known_stays_unknown),
        cmocka_unit_test(a_heartbeat_cut_anywhere_is_none),
        cmocka_unit_test(bad_members_are_refused),
        cmocka_unit_test(the_answer_changes_the_interval_within_bounds),
        cmocka_unit_test(an_answer_without_a_time_is_none),
        cmocka_unit_test(the_answer_reads_back_as_it_was_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
