/* The answers of ESC/POS printers are told apart, whatever comes. */
#include "printing/backend/answer.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum escpos_event feed(struct escpos_reader *reader, const char *bytes, size_t len)
{
    enum escpos_event event = ESCPOS_NOTHING;

    for (size_t i = 0; i < len; i++)
        event = escpos_read(reader, (uint8_t)bytes[i]);
    return event;
}

static void each_question_tells_its_states(void **state)
{
    static const struct {
        int n;
        uint8_t answer;
        unsigned states;
    } cases[] = {
        {1, 0x12, 0},
        {1, 0x1a, ESCPOS_OFFLINE},
        {2, 0x12, 0},
        {2, 0x16, ESCPOS_COVER_OPEN},
        {2, 0x32, ESCPOS_PAPER_OUT},
        {2, 0x36, (unsigned)ESCPOS_COVER_OPEN | (unsigned)ESCPOS_PAPER_OUT},
        {3, 0x1a, ESCPOS_JAM},
        {3, 0x32, ESCPOS_JAM},
        {4, 0x1e, ESCPOS_PAPER_LOW},
        {4, 0x72, ESCPOS_PAPER_OUT},
        {4, 0x7e, (unsigned)ESCPOS_PAPER_OUT | (unsigned)ESCPOS_PAPER_LOW},
        {9, 0xff, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(escpos_realtime_state(cases[i].n, cases[i].answer), cases[i].states);
}

static void process_answer_gives_its_number(void **state)
{
    struct escpos_reader reader = {0};

    (void)state;
    assert_int_equal(feed(&reader,
                          "\x37\x22"
                          "0042\0",
                          7),
                     ESCPOS_PROCESS);
    assert_string_equal(reader.process, "0042");
}

static void report_gives_its_states_without_their_consequence(void **state)
{
    struct escpos_reader reader = {0};

    (void)state;
    assert_int_equal(feed(&reader, "\x38\x00\x0c\x00", 4), ESCPOS_STATE);
    assert_int_equal(reader.state, (unsigned)ESCPOS_COVER_OPEN | (unsigned)ESCPOS_PAPER_OUT);
    assert_int_equal(feed(&reader, "\x18\x00\x00\x00", 4), ESCPOS_STATE); /* no cause is known */
    assert_int_equal(reader.state, ESCPOS_OFFLINE);
    assert_int_equal(feed(&reader, "\x10\x00\x00\x00", 4), ESCPOS_STATE);
    assert_int_equal(reader.state, 0);
}

static void answer_behind_cut_report_is_still_read(void **state)
{
    struct escpos_reader reader = {0};

    (void)state;
    (void)feed(&reader, "\x10\x00", 2);
    assert_int_equal(feed(&reader,
                          "\x37\x22"
                          "0007\0",
                          7),
                     ESCPOS_PROCESS);
    assert_string_equal(reader.process, "0007");
}

static void realtime_answer_inside_report_is_taken(void **state)
{
    struct escpos_reader reader = {0};

    (void)state;
    (void)feed(&reader, "\x10\x00", 2);
    assert_int_equal(escpos_read(&reader, 0x12), ESCPOS_REALTIME);
    assert_int_equal(feed(&reader, "\x03\x00", 2), ESCPOS_STATE);
    assert_int_equal(reader.state, ESCPOS_PAPER_LOW);
}

static void wrong_process_answer_is_no_proof(void **state)
{
    struct escpos_reader reader = {0};

    (void)state;
    assert_int_not_equal(feed(&reader, "\x37\x22\x01\x02\x03\x04\x00", 7), ESCPOS_PROCESS);
    assert_int_not_equal(feed(&reader,
                              "\x37\x22"
                              "00421",
                              7),
                         ESCPOS_PROCESS);
}

static void any_bytes_keep_the_reader_within_bounds(void **state)
{
    struct escpos_reader reader = {0};
    unsigned seed = 1;

    (void)state;
    for (int i = 0; i < 2000000; i++) {
        seed = seed * 1103515245u + 12345u;
        (void)escpos_read(&reader, (uint8_t)(seed >> 16));
        assert_true(reader.held_len < sizeof reader.held);
        assert_true(reader.process[4] == '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_question_tells_its_states),
        cmocka_unit_test(process_answer_gives_its_number),
        cmocka_unit_test(report_gives_its_states_without_their_consequence),
        cmocka_unit_test(answer_behind_cut_report_is_still_read),
        cmocka_unit_test(realtime_answer_inside_report_is_taken),
        cmocka_unit_test(wrong_process_answer_is_no_proof),
        cmocka_unit_test(any_bytes_keep_the_reader_within_bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
