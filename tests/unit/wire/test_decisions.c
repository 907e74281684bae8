/* A page of decisions reads back as it was written; what is strange in one holds no other up. */
#include "wire/decisions.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define INCARNATION "018f2c00-0000-7000-8000-0000000000aa"
#define REST "],\"head\":9,\"server_time\":1795401660000,\"incarnation\":\"" INCARNATION "\"}"

static struct decisions *example(void)
{
    struct decisions *out = mem_zalloc(1, sizeof *out);

    out->items[0] = (struct decision){
        3, true, {"PD-1031", COMPLAINT_WEIGH, WEIGHT_SEDANG, 1795401650000}, 0, {0}};
    out->items[1] = (struct decision){
        4, true, {"PD-1031", COMPLAINT_ANSWER, WEIGHT_NOT_SET, 1795401651000}, 5, "\1\0\2\377x"};
    out->items[2] = (struct decision){
        7, true, {"PD-1002", COMPLAINT_CLOSE, WEIGHT_NOT_SET, 1795401652000}, 0, {0}};
    out->count = 3;
    out->head = 9;
    out->server_ms = 1795401660000;
    assert_true(uuid_parse(INCARNATION, &out->incarnation));
    return out;
}

static void a_page_reads_back_as_it_was_written(void **state)
{
    AUTO_FREE struct decisions *in = example();
    AUTO_FREE struct decisions *back = mem_zalloc(1, sizeof *back);
    AUTO_TEXT struct text text;
    struct err err = {0};

    (void)state;
    text_init(&text, DECISIONS_BYTES);
    decisions_write(&text, in);
    if (!decisions_read(back, text.data, text.len, &err))
        fail_msg("%s", err.text);
    assert_memory_equal(back, in, sizeof *in);
}

static void a_full_page_of_long_answers_fits(void **state)
{
    AUTO_FREE struct decisions *in = example();
    AUTO_FREE struct decisions *back = mem_zalloc(1, sizeof *back);
    AUTO_TEXT struct text text;

    (void)state;
    in->count = DECISIONS_MOST;
    in->head = INT64_MAX;
    for (int i = 0; i < DECISIONS_MOST; i++) {
        in->items[i] = (struct decision){
            .seq = INT64_MAX - DECISIONS_MOST + i,
            .is_known = true,
            .what = {"PD-9123456789012345678", COMPLAINT_ANSWER, WEIGHT_NOT_SET, INT64_MAX},
            .letter_len = DECISION_LETTER};
        memset(in->items[i].letter, 0xff, DECISION_LETTER);
        complaint_format_number(in->items[i].what.number, 9, INT64_C(99999999999999999));
    }
    text_init(&text, DECISIONS_BYTES);
    decisions_write(&text, in);
    assert_false(text.overflow);
    assert_true(decisions_read(back, text.data, text.len, NULL));
    assert_memory_equal(back, in, sizeof *in);
}

static void a_page_cut_anywhere_is_none(void **state)
{
    AUTO_FREE struct decisions *in = example();
    AUTO_FREE struct decisions *back = mem_zalloc(1, sizeof *back);
    AUTO_TEXT struct text text;

    (void)state;
    text_init(&text, DECISIONS_BYTES);
    decisions_write(&text, in);
    for (size_t len = 0; len < text.len; len++) {
        struct err err = {0};

        assert_false(decisions_read(back, text.data, len, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
}

/* A row that the office itself cannot read. */
static void one_that_is_not_known_is_written_as_its_number(void **state)
{
    AUTO_FREE struct decisions *in = example();
    AUTO_FREE struct decisions *back = mem_zalloc(1, sizeof *back);
    AUTO_TEXT struct text text;

    (void)state;
    in->items[1] = (struct decision){.seq = 4};
    text_init(&text, DECISIONS_BYTES);
    decisions_write(&text, in);
    assert_non_null(strstr(text.data, "{\"seq\":4}"));
    assert_true(decisions_read(back, text.data, text.len, NULL));
    assert_memory_equal(back, in, sizeof *in);
}

static bool reads(struct decisions *out, const char *items)
{
    AUTO_FREE char *text = mem_format("{\"decisions\":[%s" REST, items);

    return decisions_read(out, text, strlen(text), NULL);
}

/* Passed over: its number is taken, and the one behind it too. */
static void assert_strange(const char *members)
{
    AUTO_FREE struct decisions *out = mem_zalloc(1, sizeof *out);
    AUTO_FREE char *items = mem_format(
        "{\"seq\":1,%s},{\"seq\":2,\"number\":\"PD-1001\",\"act\":\"closed\",\"at\":5}", members);

    assert_true(reads(out, items));
    assert_int_equal(out->count, 2);
    assert_false(out->items[0].is_known);
    assert_int_equal(out->items[0].seq, 1);
    assert_true(out->items[1].is_known);
}

static void what_this_version_does_not_know_is_passed_over(void **state)
{
    (void)state;
    assert_strange("\"number\":\"PD-1001\",\"act\":\"forwarded\",\"at\":5");
    assert_strange("\"number\":\"pd 1001\",\"act\":\"closed\",\"at\":5");
    assert_strange("\"number\":7,\"act\":\"closed\",\"at\":5");
    assert_strange("\"number\":\"PD-1001\",\"act\":\"closed\",\"at\":0");
    assert_strange("\"number\":\"PD-1001\",\"act\":\"closed\",\"at\":-5");
    assert_strange("\"number\":\"PD-1001\",\"act\":\"closed\"");
    assert_strange("\"number\":\"PD-1001\",\"act\":\"closed\",\"weight\":\"berat\",\"at\":5");
    assert_strange("\"number\":\"PD-1001\",\"act\":\"weighed\",\"weight\":null,\"at\":5");
    assert_strange("\"number\":\"PD-1001\",\"act\":\"weighed\",\"weight\":\"huge\",\"at\":5");
    assert_strange("\"number\":\"PD-1001\",\"act\":\"answered\",\"answer\":\"!\",\"at\":5");
    assert_strange("\"x\":1");
}

static void what_is_no_page_is_not_believed(void **state)
{
    static const char *const texts[] = {
        "[]",
        "{}",
        "{\"decisions\":{}" REST,
        "{\"decisions\":[],\"head\":-1,\"server_time\":5,\"incarnation\":\"" INCARNATION "\"}",
        "{\"decisions\":[],\"head\":1,\"server_time\":0,\"incarnation\":\"" INCARNATION "\"}",
        "{\"decisions\":[],\"head\":1,\"server_time\":5,\"incarnation\":\"x\"}",
        ("{\"decisions\":[],\"head\":1,\"server_time\":5,"
         "\"incarnation\":\"00000000-0000-0000-0000-000000000000\"}"),
        "{\"decisions\":[],\"head\":1,\"server_time\":5}",
    };
    static const char *const items[] = {
        "7",
        "{}",
        "{\"seq\":0}",
        "{\"seq\":\"1\"}",
        "{\"seq\":2},{\"seq\":2}",
        "{\"seq\":2},{\"seq\":1}",
        "{\"seq\":10}", /* beyond the head */
    };
    AUTO_FREE struct decisions *out = mem_zalloc(1, sizeof *out);
    AUTO_TEXT struct text many;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        assert_false(decisions_read(out, texts[i], strlen(texts[i]), NULL));
    for (size_t i = 0; i < ARRAY_LEN(items); i++)
        assert_false(reads(out, items[i]));
    text_init(&many, DECISIONS_BYTES);
    for (int i = 1; i <= DECISIONS_MOST + 1; i++)
        text_addf(&many, "%s{\"seq\":%d}", i > 1 ? "," : "", i);
    assert_false(reads(out, many.data));
    assert_true(reads(out, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_reads_back_as_it_was_written),
        cmocka_unit_test(a_full_page_of_long_answers_fits),
        cmocka_unit_test(a_page_cut_anywhere_is_none),
        cmocka_unit_test(one_that_is_not_known_is_written_as_its_number),
        cmocka_unit_test(what_this_version_does_not_know_is_passed_over),
        cmocka_unit_test(what_is_no_page_is_not_believed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
