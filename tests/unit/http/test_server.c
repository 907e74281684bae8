/* The HTTP server, spoken to over its socket; it runs in a child process. */
#include "base/file.h"
#include "base/mem.h"
#include "http/server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BODY_MOST = 1000 };

struct house {
    char folder[32];
    char socket[64];
    int stop_fd; /* written: the server ends */
    pid_t server;
    int connection_most;
};

static void show(struct text *out, const char *name, const char *value)
{
    text_addf(out, "%s=%s\n", name, value ? value : "(none)");
}

/* Says back what it was asked. */
static void echo(void *context, const struct http_request *request, struct http_reply *reply)
{
    size_t len = 0;

    (void)context;
    reply->type = "text/plain";
    http_reply_header(reply, "Anjungan-Test", "yes");
    http_reply_header(reply, "Anjungan-Split", "a\r\nSet-Cookie: b=c");
    if (strcmp(http_path(request), "/gone") == 0)
        reply->status = 410;
    show(&reply->body, "method", http_method(request));
    show(&reply->body, "path", http_path(request));
    show(&reply->body, "header", http_header(request, "anjungan-KIOSK"));
    show(&reply->body, "query", http_query(request, "q"));
    show(&reply->body, "cookie", http_cookie(request, "session"));
    show(&reply->body, "name", http_field(request, "name", NULL));
    show(&reply->body, "empty", http_field(request, "empty", NULL));
    (void)http_body(request, &len);
    text_addf(&reply->body, "body=%zu\n", len);
    len = 0;
    (void)http_field(request, "file", &len);
    text_addf(&reply->body, "file=%zu\n", len);
}

static int serve(const struct house *house, int stop_fd, int ready_fd)
{
    struct http_server_options options = {.socket = house->socket,
                                          .listen_fd = -1,
                                          .body_most = BODY_MOST,
                                          .idle_s = 1,
                                          .connection_most = house->connection_most,
                                          .handle = echo};
    struct http_server *server = NULL;
    struct err err;

    if (!http_server_open(&server, &options, &err)) {
        print_error("%s\n", err.text);
        return 1;
    }
    (void)!write(ready_fd, "r", 1);
    http_server_run(server, stop_fd);
    http_server_close(server);
    return 0;
}

static int set_up_with(void **state, int connection_most)
{
    struct house *house = mem_zalloc(1, sizeof *house);
    int stop[2];
    int ready[2];
    char byte;

    (void)text_copy(house->folder, sizeof house->folder, "/tmp/anjungan-http-XXXXXX");
    if (!mkdtemp(house->folder) || pipe(stop) != 0 || pipe(ready) != 0)
        return -1;
    (void)text_format(house->socket, sizeof house->socket, "%s/office.sock", house->folder);
    house->connection_most = connection_most;
    house->server = fork();
    if (house->server == 0) {
        close(stop[1]);
        _exit(serve(house, stop[0], ready[1]));
    }
    close(ready[1]);
    house->stop_fd = stop[1];
    close(stop[0]);
    *state = house;
    return read(ready[0], &byte, 1) == 1 && close(ready[0]) == 0 ? 0 : -1;
}

static int set_up(void **state)
{
    return set_up_with(state, 8);
}

static int set_up_narrow(void **state)
{
    return set_up_with(state, 1);
}

static int tear_down(void **state)
{
    struct house *house = *state;
    int status = -1;

    (void)!write(house->stop_fd, "s", 1);
    close(house->stop_fd);
    (void)waitpid(house->server, &status, 0);
    (void)unlink(house->socket);
    if (rmdir(house->folder) != 0)
        status = -1;
    free(house);
    return status; /* 0: it ended by itself, without a report of a sanitizer */
}

static int call(const struct house *house)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    assert_true(text_copy(address.sun_path, sizeof address.sun_path, house->socket));
    assert_int_equal(connect(fd, (const struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

static void say(int fd, const char *bytes, size_t len)
{
    assert_int_equal(send(fd, bytes, len, MSG_NOSIGNAL), len);
}

/* Until the other side closes. */
static void hear(int fd, struct text *out)
{
    char bytes[4096];
    ssize_t len;

    while ((len = read(fd, bytes, sizeof bytes)) > 0)
        text_add_bytes(out, bytes, (size_t)len);
    close(fd);
}

/* Sends `head` with "Connection: close" and `body`, and reads the whole answer. */
static struct text ask(const struct house *house, const char *head, const char *body, size_t len)
{
    struct text answer;
    AUTO_FREE char *whole =
        mem_format("%s\r\nHost: x\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n", head, len);
    int fd = call(house);

    text_init(&answer, 1 << 20);
    say(fd, whole, strlen(whole));
    if (len > 0)
        (void)send(fd, body, len, MSG_NOSIGNAL); /* it may have been refused already */
    hear(fd, &answer);
    return answer;
}

static void assert_says(const struct text *answer, const char *words)
{
    if (!strstr(answer->data, words))
        fail_msg("\"%s\" is not in: %s", words, answer->data);
}

static void a_request_reaches_its_handler(void **state)
{
    AUTO_TEXT struct text answer =
        ask(*state,
            "GET /a%20b/%C3%A9?q=x+y%26z HTTP/1.1\r\nAnjungan-Kiosk: K1\r\n"
            "Cookie: a=b; session=s3cret",
            NULL, 0);

    assert_says(&answer, "HTTP/1.1 200 ");
    assert_says(&answer, "Anjungan-Test: yes");
    assert_says(&answer, "method=GET\npath=/a b/\xC3\xA9\nheader=K1\nquery=x y&z\ncookie=s3cret\n");
    assert_says(&answer, "name=(none)\nempty=(none)\nbody=0\n");
}

static void a_status_other_than_200_is_said(void **state)
{
    AUTO_TEXT struct text answer = ask(*state, "GET /gone HTTP/1.1", NULL, 0);

    assert_says(&answer, "HTTP/1.1 410 ");
}

static void a_value_cannot_end_its_header_line(void **state)
{
    AUTO_TEXT struct text answer = ask(*state, "GET / HTTP/1.1", NULL, 0);

    assert_null(strstr(answer.data, "Set-Cookie"));
}

static void a_nul_in_the_path_does_not_cut_it(void **state)
{
    AUTO_TEXT struct text answer = ask(*state, "GET /a%00b HTTP/1.1", NULL, 0);

    assert_says(&answer, "path=/a%00b\n");
}

static void a_path_that_is_no_utf8_is_refused(void **state)
{
    AUTO_TEXT struct text answer = ask(*state, "GET /%FF HTTP/1.1", NULL, 0);

    assert_says(&answer, "HTTP/1.1 400 ");
}

static void a_form_has_fields(void **state)
{
    static const char body[] = "name=Ani+%C3%89&empty=&name=second";
    AUTO_TEXT struct text answer =
        ask(*state, "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded", body,
            sizeof body - 1);

    assert_says(&answer, "name=Ani \xC3\x89\nempty=\n");
    assert_says(&answer, "body=34\n");
}

static void a_field_that_is_no_text_is_absent_as_text(void **state)
{
    static const char body[] = "name=%FF&file=%FF%00%01";
    AUTO_TEXT struct text answer =
        ask(*state, "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded", body,
            sizeof body - 1);

    assert_says(&answer, "name=(none)\n");
    assert_says(&answer, "file=3\n");
}

static void a_file_comes_whole(void **state)
{
    static const char head[] =
        "--Border\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAni\r\n"
        "--Border\r\nContent-Disposition: form-data; name=\"file\"; "
        "filename=\"a\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    AUTO_TEXT struct text body = {0};
    AUTO_TEXT struct text answer = {0};

    text_init(&body, BODY_MOST);
    text_add(&body, head);
    for (int i = 0; i < 256; i++)
        text_add_bytes(&body, &(char){(char)i}, 1);
    text_add(&body, "\r\n--Border--\r\n");
    answer = ask(*state, "POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=Border",
                 body.data, body.len);
    assert_says(&answer, "name=Ani\n");
    assert_says(&answer, "file=256\n");
}

static void a_body_up_to_the_ceiling_is_taken(void **state)
{
    char body[BODY_MOST + 1] = {0};
    AUTO_TEXT struct text whole = ask(*state, "POST / HTTP/1.1", body, BODY_MOST);
    AUTO_TEXT struct text more = ask(*state, "POST / HTTP/1.1", body, BODY_MOST + 1);

    assert_says(&whole, "body=1000\n");
    assert_says(&more, "HTTP/1.1 413 ");
}

static void a_body_of_unknown_length_has_the_same_ceiling(void **state)
{
    AUTO_TEXT struct text answer = {0};
    AUTO_TEXT struct text body = {0};
    int fd = call(*state);

    text_init(&answer, 1 << 16);
    text_init(&body, 1 << 16);
    text_add(&body, "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 6; i++)
        text_addf(&body, "c8\r\n%0200d\r\n", i);
    text_add(&body, "0\r\n\r\n");
    say(fd, body.data, body.len);
    hear(fd, &answer);
    assert_says(&answer, "HTTP/1.1 413 ");
}

static void two_requests_share_a_connection(void **state)
{
    static const char first[] = "GET /one HTTP/1.1\r\nHost: x\r\n\r\n";
    static const char second[] = "GET /two HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    AUTO_TEXT struct text answer = {0};
    int fd = call(*state);

    text_init(&answer, 1 << 16);
    say(fd, first, sizeof first - 1);
    say(fd, second, sizeof second - 1);
    hear(fd, &answer);
    assert_says(&answer, "path=/one\n");
    assert_says(&answer, "path=/two\n");
}

static void who_says_nothing_is_hung_up_on_and_others_are_served(void **state)
{
    AUTO_TEXT struct text answer = {0};
    AUTO_TEXT struct text other = {0};
    int fd = call(*state);

    text_init(&answer, 1 << 16);
    say(fd, "POST / HT", 9);
    other = ask(*state, "GET /meanwhile HTTP/1.1", NULL, 0);
    assert_says(&other, "path=/meanwhile\n");
    hear(fd, &answer);
    assert_int_equal(answer.len, 0);
}

/* The first caller keeps the only place until the idle time has passed. */
static void who_finds_no_place_waits_and_is_served(void **state)
{
    int first = call(*state);

    for (int i = 0; i < 5; i++) {
        AUTO_TEXT struct text answer = ask(*state, "GET /next HTTP/1.1", NULL, 0);

        assert_says(&answer, "path=/next\n");
    }
    close(first);
}

static void the_socket_is_for_its_group_alone(void **state)
{
    const struct house *house = *state;
    struct stat about;

    assert_int_equal(stat(house->socket, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0660);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_reaches_its_handler),
        cmocka_unit_test(a_status_other_than_200_is_said),
        cmocka_unit_test(a_value_cannot_end_its_header_line),
        cmocka_unit_test(a_nul_in_the_path_does_not_cut_it),
        cmocka_unit_test(a_path_that_is_no_utf8_is_refused),
        cmocka_unit_test(a_form_has_fields),
        cmocka_unit_test(a_field_that_is_no_text_is_absent_as_text),
        cmocka_unit_test(a_file_comes_whole),
        cmocka_unit_test(a_body_up_to_the_ceiling_is_taken),
        cmocka_unit_test(a_body_of_unknown_length_has_the_same_ceiling),
        cmocka_unit_test(two_requests_share_a_connection),
        cmocka_unit_test(who_says_nothing_is_hung_up_on_and_others_are_served),
        cmocka_unit_test(the_socket_is_for_its_group_alone),
    };

    const struct CMUnitTest narrow[] = {
        cmocka_unit_test(who_finds_no_place_waits_and_is_served),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down)
           + cmocka_run_group_tests(narrow, set_up_narrow, tear_down);
}
