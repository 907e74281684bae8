/* The headers of an answer, as servers write them. */
#include "client/reply_headers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void take(struct reply_headers *headers, const char *line)
{
    reply_headers_take(headers, line, strlen(line));
}

static void seconds_are_read(void **state)
{
    struct reply_headers headers;

    (void)state;
    reply_headers_init(&headers);
    assert_int_equal(reply_headers_retry_after(&headers), -1);
    take(&headers, "HTTP/1.1 503 Service Unavailable\r\n");
    take(&headers, "retry-after:  120 \r\n");
    assert_int_equal(reply_headers_retry_after(&headers), 120);
}

static void a_date_counts_from_the_answers_own(void **state)
{
    struct reply_headers headers;

    (void)state;
    reply_headers_init(&headers);
    take(&headers, "Retry-After: Mon, 23 Nov 1987 07:30:00 GMT\r\n");
    assert_int_equal(reply_headers_retry_after(&headers), -1);
    take(&headers, "Date: Mon, 23 Nov 1987 07:28:00 GMT\r\n");
    assert_int_equal(reply_headers_retry_after(&headers), 120);
    take(&headers, "Date: Mon, 23 Nov 1987 07:40:00 GMT\r\n");
    assert_int_equal(reply_headers_retry_after(&headers), 0);
}

static void nonsense_says_nothing(void **state)
{
    static const char *const nonsense[] = {
        "Retry-After: soon\r\n",           "Retry-After: -5\r\n", "Retry-After:\r\n",
        "Retry-After: 99999999999999\r\n", "Retry-Afters: 5\r\n", "Retry-After 5\r\n"};

    (void)state;
    for (size_t i = 0; i < sizeof nonsense / sizeof nonsense[0]; i++) {
        struct reply_headers headers;

        reply_headers_init(&headers);
        take(&headers, "Date: Mon, 23 Nov 1987 07:28:00 GMT\r\n");
        take(&headers, nonsense[i]);
        assert_int_equal(reply_headers_retry_after(&headers), -1);
    }
}

static void a_tag_is_kept_with_its_quotes(void **state)
{
    struct reply_headers headers;

    (void)state;
    reply_headers_init(&headers);
    take(&headers, "ETag: \"7-ab\"\r\n");
    assert_string_equal(headers.etag, "\"7-ab\"");
}

static void half_a_tag_is_none(void **state)
{
    struct reply_headers headers;
    char line[100] = "ETag: \"";

    (void)state;
    memset(line + strlen(line), 'x', sizeof line - strlen(line) - 1);
    line[sizeof line - 1] = '\0';
    reply_headers_init(&headers);
    take(&headers, line);
    assert_string_equal(headers.etag, "");
}

static void an_answer_before_the_last_says_nothing(void **state)
{
    struct reply_headers headers;

    (void)state;
    reply_headers_init(&headers);
    take(&headers, "HTTP/1.1 100 Continue\r\n");
    take(&headers, "ETag: \"1\"\r\n");
    take(&headers, "Retry-After: 5\r\n");
    take(&headers, "HTTP/1.1 200 OK\r\n");
    assert_string_equal(headers.etag, "");
    assert_int_equal(reply_headers_retry_after(&headers), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seconds_are_read),
        cmocka_unit_test(a_date_counts_from_the_answers_own),
        cmocka_unit_test(nonsense_says_nothing),
        cmocka_unit_test(a_tag_is_kept_with_its_quotes),
        cmocka_unit_test(half_a_tag_is_none),
        cmocka_unit_test(an_answer_before_the_last_says_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
