/* A request as anybody may send it, through the whole server: queries, cookies, forms and uploads. The
 * first empty line of the input ends the head; the length of what follows is added to it, so that bodies
 * reach the form reader. */
#include "base/mem.h"
#include "http/server.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { BODY_MOST = 4000, REQUEST_MOST = 20000, REPLY_MOST = 64 * 1024 };

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static void expect_text(const char *value)
{
    if (value)
        expect(text_valid_utf8(value, strlen(value)) == strlen(value));
}

/* Asks for everything, and says some of it back in a header. */
static void handle(void *context, const struct http_request *request, struct http_reply *reply)
{
    static const char *const names[] = {"a", "file", "name", "session", ""};
    size_t len = 0;

    (void)context;
    expect(http_path(request)[0] == '/');
    expect_text(http_path(request));
    (void)http_body(request, &len);
    expect(len <= BODY_MOST);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const char *cookie = http_cookie(request, names[i]);
        const char *field = http_field(request, names[i], NULL);

        expect_text(field);
        expect_text(http_query(request, names[i]));
        if (cookie)
            http_reply_header(reply, "Anjungan-Cookie", cookie);
        if (http_field(request, names[i], &len))
            expect(len <= BODY_MOST && (!field || strlen(field) == len));
    }
    reply->type = "text/plain";
    text_add(&reply->body, "ok");
}

/* The socket that every server of this process listens on, and where it is: its name is gone at once, so
 * that no end of the process leaves it behind, and it is found through a descriptor. */
static int listener(struct sockaddr_un *address)
{
    static struct sockaddr_un place = {.sun_family = AF_UNIX};
    static int fd = -1;

    if (fd < 0) {
        char path[32];

        expect(text_format(path, sizeof path, "/tmp/fuzz_http.%d", (int)getpid()));
        expect(http_listen(path, &fd, NULL));
        expect(text_format(place.sun_path, sizeof place.sun_path, "/proc/self/fd/%d",
                           open(path, O_PATH | O_CLOEXEC)));
        expect(unlink(path) == 0);
    }
    *address = place;
    return fd;
}

static void write_request(struct text *out, const uint8_t *bytes, size_t len)
{
    const char *end = memmem(bytes, len, "\r\n\r\n", 4);
    size_t head = end ? (size_t)(end - (const char *)bytes) + 2 : len;

    text_add_bytes(out, (const char *)bytes, head);
    if (end) {
        text_addf(out, "Content-Length: %zu\r\n", len - head - 2);
        text_add_bytes(out, (const char *)bytes + head, len - head);
    }
}

/* Sends it and says no more; the server runs until it has answered, or closed the line. */
static void exchange(struct text *reply, const struct text *request)
{
    struct sockaddr_un address;
    struct http_server_options options = {.listen_fd = dup(listener(&address)),
                                          .body_most = BODY_MOST,
                                          .idle_s = 2,
                                          .connection_most = 4,
                                          .handle = handle};
    struct http_server *server = NULL;
    char bytes[4096];
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ssize_t got;

    expect(http_server_open(&server, &options, NULL));
    expect(connect(fd, (const struct sockaddr *)&address, sizeof address) == 0);
    expect(send(fd, request->data, request->len, MSG_DONTWAIT) == (ssize_t)request->len);
    expect(shutdown(fd, SHUT_WR) == 0);
    http_server_run(server, fd);
    http_server_close(server);
    while ((got = recv(fd, bytes, sizeof bytes, MSG_DONTWAIT)) > 0)
        text_add_bytes(reply, bytes, (size_t)got);
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO_TEXT struct text request = {0};
    AUTO_TEXT struct text reply = {0};

    text_init(&request, REQUEST_MOST);
    text_init(&reply, REPLY_MOST);
    write_request(&request, bytes, len);
    exchange(&reply, &request);
    expect(reply.len == 0 || strncmp(reply.data, "HTTP/1.", 7) == 0);
    return 0;
}
