/* Requests over real TLS to a small server: who is believed, what is sent, and how each failure is told. */
#include "client/transport.h"
#include "support/tls_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A client that trusts the server in every way. */
static struct transport_options options_of(const struct tls_server *server)
{
    return (struct transport_options){.url = server->url,
                                      .authority = server->authority,
                                      .certificate = server->certificate,
                                      .key = server->key,
                                      .pins = server->pin};
}

static struct transport open_transport(const struct transport_options *options)
{
    struct transport transport;
    struct err err = {0};

    if (!transport_curl_open(&transport, options, &err))
        fail_msg("%s", err.text);
    return transport;
}

static enum transport_result get(const struct transport *transport, const char *path,
                                 struct transport_reply *reply)
{
    const struct transport_request request = {.method = "GET", .path = path, .reply_most = 10000};
    struct err err = {0};
    enum transport_result result = transport->send(transport->context, &request, reply, &err);

    if (result != TRANSPORT_ANSWERED)
        assert_int_equal(err.code, ERR_OFFLINE);
    return result;
}

/* The outcome of one GET, without its answer. */
static enum transport_result try(const struct transport_options *options, const char *path)
{
    struct transport transport = open_transport(options);
    struct transport_reply reply;
    enum transport_result result = get(&transport, path, &reply);

    transport_reply_clear(&reply);
    transport_close(&transport);
    return result;
}

static void assert_body(const struct transport *transport, const char *path, const char *body)
{
    struct transport_reply reply;

    assert_int_equal(get(transport, path, &reply), TRANSPORT_ANSWERED);
    assert_int_equal(reply.status, 200);
    assert_string_equal(reply.body.data, body);
    assert_true(reply.asked_mono_ms > 0 && reply.got_mono_ms >= reply.asked_mono_ms);
    transport_reply_clear(&reply);
}

static void one_connection_is_kept(void **state)
{
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){.wants_certificate = true});
    const struct transport_options options = options_of(&server);
    struct transport transport = open_transport(&options);
    assert_body(&transport, "/a", "{\"connection\":1,\"request\":1}");
    assert_body(&transport, "/b", "{\"connection\":1,\"request\":2}");
    transport_reset(&transport);
    assert_body(&transport, "/c", "{\"connection\":2,\"request\":1}");
    transport_close(&transport);
    tls_server_stop(&server);
}

static void a_request_is_sent_as_asked(void **state)
{
    static const char *const headers[] = {"Anjungan-Stream: main", "Anjungan-Chain: 1:00", NULL};
    static const char *const expected[] = {
        "POST /echo HTTP/1.1\r\n",    "Content-Type: application/x-ndjson\r\n",
        "Content-Encoding: gzip\r\n", "If-None-Match: \"7\"\r\n",
        "Anjungan-Stream: main\r\n",  "Anjungan-Chain: 1:00\r\n",
        "Content-Length: 4\r\n",      "\r\n\r\nbody",
        "User-Agent: anjungan/",      "Host: localhost:"};
    const struct transport_request request = {.method = "POST",
                                              .path = "/echo",
                                              .type = "application/x-ndjson",
                                              .body = "body",
                                              .body_len = 4,
                                              .is_gzip = true,
                                              .if_none_match = "\"7\"",
                                              .headers = headers,
                                              .reply_most = 10000};
    struct transport_reply reply;
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){0});
    const struct transport_options options = options_of(&server);
    struct transport transport = open_transport(&options);
    assert_int_equal(transport.send(transport.context, &request, &reply, NULL), TRANSPORT_ANSWERED);
    for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
        if (!strstr(reply.body.data, expected[i]))
            fail_msg("%s is missing in: %s", expected[i], reply.body.data);
    }
    assert_null(strstr(reply.body.data, "Expect:"));
    transport_reply_clear(&reply);
    transport_close(&transport);
    tls_server_stop(&server);
}

static void what_the_answer_says_is_handed_on(void **state)
{
    static const struct {
        const char *path;
        int status;
        int64_t retry_after_s;
        const char *etag;
    } cases[] = {{"/ok", 200, -1, "\"7\""},
                 {"/later", 503, 7, ""},
                 {"/date", 503, 60, ""},
                 {"/moved", 302, -1, ""}}; /* not followed */
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){0});
    const struct transport_options options = options_of(&server);
    struct transport transport = open_transport(&options);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct transport_reply reply;

        assert_int_equal(get(&transport, cases[i].path, &reply), TRANSPORT_ANSWERED);
        assert_int_equal(reply.status, cases[i].status);
        assert_int_equal(reply.retry_after_s, cases[i].retry_after_s);
        assert_string_equal(reply.etag, cases[i].etag);
        transport_reply_clear(&reply);
    }
    transport_close(&transport);
    tls_server_stop(&server);
}

static void half_an_answer_is_none(void **state)
{
    static const char *const paths[] = {"/cut", "/shut", "/large"};
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){0});
    const struct transport_options options = options_of(&server);
    for (size_t i = 0; i < ARRAY_LEN(paths); i++)
        assert_int_equal(try(&options, paths[i]), TRANSPORT_AWAY);
    tls_server_stop(&server);
}

static void nobody_there_is_told(void **state)
{
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){0});
    struct transport_options options = options_of(&server);
    options.url = "https://localhost:1";
    assert_int_equal(try(&options, "/ok"), TRANSPORT_AWAY);
    options.url = "https://no-such-host.invalid";
    assert_int_equal(try(&options, "/ok"), TRANSPORT_AWAY);
    tls_server_stop(&server);
}

static void a_wrong_server_is_not_believed(void **state)
{
    static const char wrong_pin[] = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){0});
    struct transport_options options = options_of(&server);
    assert_int_equal(try(&options, "/ok"), TRANSPORT_ANSWERED);
    options.authority = server.foreign;
    assert_int_equal(try(&options, "/ok"), TRANSPORT_DISTRUSTED);
    options = options_of(&server);
    options.pins = wrong_pin;
    assert_int_equal(try(&options, "/ok"), TRANSPORT_DISTRUSTED);
    options.authority = NULL; /* the pin alone has to tell it */
    assert_int_equal(try(&options, "/ok"), TRANSPORT_DISTRUSTED);
    options.pins = server.pin;
    assert_int_equal(try(&options, "/ok"), TRANSPORT_ANSWERED);
    tls_server_stop(&server);
}

static void one_of_several_pins_is_enough(void **state)
{
    struct tls_server server;
    char pins[160];

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){0});
    struct transport_options options = options_of(&server);
    assert_true(text_format(pins, sizeof pins,
                            "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=;%s", server.pin));
    options.pins = pins;
    assert_int_equal(try(&options, "/ok"), TRANSPORT_ANSWERED);
    tls_server_stop(&server);
}

static void another_host_is_not_believed(void **state)
{
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){.host = "kantor.example"});
    const struct transport_options options = options_of(&server);
    assert_int_equal(try(&options, "/ok"), TRANSPORT_DISTRUSTED);
    tls_server_stop(&server);
}

static void certificates_are_checked_at_the_given_time(void **state)
{
    enum { IN_1985_S = 480000000, IN_1990_S = 640000000 };
    static const int64_t in_1987_ms = INT64_C(560000000000);
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){.from_s = IN_1985_S, .to_s = IN_1990_S});
    struct transport_options options = options_of(&server);
    assert_int_equal(try(&options, "/ok"), TRANSPORT_DISTRUSTED);
    options.verify_ms = in_1987_ms;
    assert_int_equal(try(&options, "/ok"), TRANSPORT_ANSWERED);
    options.verify_ms = in_1987_ms / 2; /* 1978: not yet */
    struct transport transport = open_transport(&options);
    struct transport_reply reply;
    assert_int_equal(get(&transport, "/ok", &reply), TRANSPORT_DISTRUSTED);
    transport_reply_clear(&reply);
    transport_set_verify_time(&transport, in_1987_ms);
    assert_int_equal(get(&transport, "/ok", &reply), TRANSPORT_ANSWERED);
    transport_reply_clear(&reply);
    transport_close(&transport);
    tls_server_stop(&server);
}

static void older_tls_is_not_spoken(void **state)
{
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){.is_old = true});
    const struct transport_options options = options_of(&server);
    assert_int_not_equal(try(&options, "/ok"), TRANSPORT_ANSWERED);
    tls_server_stop(&server);
}

static void a_server_that_does_not_want_us_is_told_apart(void **state)
{
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){.wants_certificate = true});
    struct transport_options options = options_of(&server);
    options.certificate = options.key = NULL;
    assert_int_equal(try(&options, "/ok"), TRANSPORT_DISTRUSTED);
    tls_server_stop(&server);
}

static void no_proxy_of_the_environment_is_used(void **state)
{
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){0});
    const struct transport_options options = options_of(&server);
    assert_int_equal(setenv("https_proxy", "http://localhost:1", 1), 0);
    assert_int_equal(setenv("ALL_PROXY", "http://localhost:1", 1), 0);
    assert_int_equal(try(&options, "/ok"), TRANSPORT_ANSWERED);
    assert_int_equal(unsetenv("https_proxy") + unsetenv("ALL_PROXY"), 0);
    tls_server_stop(&server);
}

struct patience {
    int asked;
    int most;
};

static bool has_patience(void *context)
{
    struct patience *patience = context;

    return ++patience->asked <= patience->most;
}

static void whoever_waits_is_asked_every_second(void **state)
{
    struct patience patience = {.most = 1000};
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){0});
    struct transport_options options = options_of(&server);
    options.go_on = has_patience;
    options.go_on_context = &patience;
    assert_int_equal(try(&options, "/slow"), TRANSPORT_ANSWERED);
    assert_true(patience.asked >= 2);
    tls_server_stop(&server);
}

static void a_request_can_be_given_up(void **state)
{
    struct patience patience = {.most = 6};
    struct tls_server server;

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){0});
    struct transport_options options = options_of(&server);
    options.go_on = has_patience;
    options.go_on_context = &patience;
    assert_int_equal(try(&options, "/hang"), TRANSPORT_AWAY);
    assert_int_equal(patience.asked, 7);
    tls_server_stop(&server);
}

static void count_call(void *context)
{
    ++*(int *)context;
}

static void the_wait_for_an_answer_can_be_used_once(void **state)
{
    int calls = 0;
    const struct transport_request request = {.method = "POST",
                                              .path = "/slow",
                                              .body = "body",
                                              .body_len = 4,
                                              .reply_most = 10000,
                                              .meanwhile = count_call,
                                              .meanwhile_context = &calls};
    struct transport_reply reply;
    struct tls_server server;
    struct err err = {0};

    (void)state;
    tls_server_start(&server, &(struct tls_server_wish){0});
    struct transport_options options = options_of(&server);
    struct transport transport = open_transport(&options);
    assert_int_equal(transport.send(transport.context, &request, &reply, &err), TRANSPORT_ANSWERED);
    assert_int_equal(calls, 1);
    assert_int_equal(reply.got_mono_ms, -1); /* the work would be counted as the line's */
    transport_reply_clear(&reply);
    transport_close(&transport);
    tls_server_stop(&server);
    options.url = "https://localhost:9"; /* nothing was sent, so nothing is waited for */
    transport = open_transport(&options);
    assert_int_equal(transport.send(transport.context, &request, &reply, &err), TRANSPORT_AWAY);
    assert_int_equal(calls, 1);
    transport_reply_clear(&reply);
    transport_close(&transport);
}

static void addresses_that_are_not_https_are_refused(void **state)
{
    static const char *const bad[] = {"http://kantor.example",
                                      "kantor.example",
                                      "https://",
                                      "ftp://kantor.example",
                                      "https://kantor.example/pfad",
                                      "https://user@kantor.example",
                                      "https://kantor.example?a=1",
                                      "https://kantor.example#a",
                                      "https://kantor.example:99999999"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        const struct transport_options options = {.url = bad[i], .pins = "sha256//AAAA"};
        struct transport transport;
        struct err err = {0};

        if (transport_curl_open(&transport, &options, &err))
            fail_msg("%s", bad[i]);
        assert_int_equal(err.code, ERR_INVALID);
    }
}

static void without_anything_to_know_the_server_by_it_is_not_asked(void **state)
{
    const struct transport_options options = {.url = "https://kantor.example", .pins = ""};
    struct transport transport;
    struct err err = {0};

    (void)state;
    assert_false(transport_curl_open(&transport, &options, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_connection_is_kept),
        cmocka_unit_test(a_request_is_sent_as_asked),
        cmocka_unit_test(what_the_answer_says_is_handed_on),
        cmocka_unit_test(half_an_answer_is_none),
        cmocka_unit_test(nobody_there_is_told),
        cmocka_unit_test(a_wrong_server_is_not_believed),
        cmocka_unit_test(one_of_several_pins_is_enough),
        cmocka_unit_test(another_host_is_not_believed),
        cmocka_unit_test(certificates_are_checked_at_the_given_time),
        cmocka_unit_test(older_tls_is_not_spoken),
        cmocka_unit_test(a_server_that_does_not_want_us_is_told_apart),
        cmocka_unit_test(no_proxy_of_the_environment_is_used),
        cmocka_unit_test(whoever_waits_is_asked_every_second),
        cmocka_unit_test(a_request_can_be_given_up),
        cmocka_unit_test(the_wait_for_an_answer_can_be_used_once),
        cmocka_unit_test(addresses_that_are_not_https_are_refused),
        cmocka_unit_test(without_anything_to_know_the_server_by_it_is_not_asked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
