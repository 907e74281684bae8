/* The HTTP server: libmicrohttpd on a unix socket, driven by one loop (see http/server.h). */
#include "http/request.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/supervisor.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define LOG_AREA "http"

enum {
    BACKLOG = 511,
    HEAD_BYTES = 64 * 1024, /* of one connection: request line and headers */
    LAST_REPLY_MS = 5000,   /* after the stop, for the request under way */
    LOOK_AGAIN_MS = 60000,
    REPLY_BYTES = 80 << 20, /* more than the largest catalogue */
};

struct http_server {
    struct MHD_Daemon *daemon;
    struct http_server_options options;
    char *socket; /* ours to remove; NULL: it was handed to us */
    int listen_fd;
    bool is_closing; /* connections end with their reply */
    int under_way;   /* requests whose reply is not yet sent */
};

bool http_listen(const char *path, int *out_fd, struct err *err)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd;

    if (!text_copy(address.sun_path, sizeof address.sun_path, path))
        return err_set(err, ERR_INVALID, "%s: too long for a socket", path);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return err_set(err, ERR_IO, "a socket: %s", strerror(errno));
    if ((unlink(path) != 0 && errno != ENOENT) || fchmod(fd, 0660) != 0
        || bind(fd, (const struct sockaddr *)&address, sizeof address) != 0
        || chmod(path, 0660) != 0 || listen(fd, BACKLOG) != 0) {
        err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
        close(fd);
        return false;
    }
    *out_fd = fd;
    return true;
}

/* For what never reaches a handler: only broken or hostile callers see it. */
static void refuse(struct http_reply *reply, int status)
{
    reply->status = status;
    reply->type = "text/plain; charset=utf-8";
    text_add(&reply->body, status == 413 ? "Isi permintaan terlalu besar.\n"
                                         : "Permintaan tidak dapat dibaca.\n");
    http_reply_header(reply, "Connection", "close");
}

/* Hands the reply over to the library; its bytes go with it. */
static enum MHD_Result send_reply(struct http_server *server, struct MHD_Connection *connection,
                                  struct http_reply *reply)
{
    struct MHD_Response *response;
    enum MHD_Result is_queued;
    size_t len = reply->body.len;

    if (reply->body.overflow) {
        log_error("a reply is longer than %zu bytes: answered with 500", reply->body.max);
        reply->status = 500;
        reply->header_count = 0;
        len = 0;
    }
    response = MHD_create_response_from_buffer(len, reply->body.data, MHD_RESPMEM_MUST_FREE);
    if (!response)
        return MHD_NO;
    reply->body = (struct text){0};
    if (reply->type)
        (void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, reply->type);
    for (size_t i = 0; i < reply->header_count; i++)
        (void)MHD_add_response_header(response, reply->headers[i].name, reply->headers[i].value);
    if (server->is_closing)
        (void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
    is_queued = MHD_queue_response(connection, (unsigned)reply->status, response);
    MHD_destroy_response(response);
    return is_queued;
}

static enum MHD_Result send_refusal(struct http_server *server, struct MHD_Connection *connection,
                                    int status)
{
    struct http_reply reply = {0};
    enum MHD_Result is_queued;

    text_init(&reply.body, REPLY_BYTES);
    refuse(&reply, status);
    is_queued = send_reply(server, connection, &reply);
    text_clear(&reply.body);
    return is_queued;
}

static enum MHD_Result send_answer(struct http_server *server, struct http_request *request)
{
    struct http_reply reply = {.status = 200};
    enum MHD_Result is_queued;
    size_t len = strlen(request->path);

    text_init(&reply.body, REPLY_BYTES);
    if (request->excess > 0)
        refuse(&reply, 413);
    else if (request->path[0] != '/' || text_valid_utf8(request->path, len) != len
             || !http_request_read_form(request))
        refuse(&reply, 400);
    else
        server->options.handle(server->options.context, request, &reply);
    is_queued = send_reply(server, request->connection, &reply);
    text_clear(&reply.body);
    return is_queued;
}

static bool is_announced_too_long(struct MHD_Connection *connection, size_t most)
{
    const char *length =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);

    return length && strtoull(length, NULL, 10) > most;
}

/* The library calls this when the head is read, for each piece of the body, and at its end. */
static enum MHD_Result take_request(void *context, struct MHD_Connection *connection,
                                    const char *path, const char *method,
                                    const char *version UNUSED, const char *bytes, size_t *len,
                                    void **slot)
{
    struct http_server *server = context;
    struct http_request *request = *slot;

    if (!request) {
        server->under_way++;
        request = http_request_new(connection, method, path, server->options.body_most);
        *slot = request;
        if (is_announced_too_long(connection, server->options.body_most))
            return send_refusal(server, connection, 413);
        return MHD_YES;
    }
    if (*len > 0) {
        bool is_wanted = http_request_take(request, bytes, *len);

        *len = 0;
        return is_wanted ? MHD_YES : MHD_NO;
    }
    return send_answer(server, request);
}

static void request_ended(void *context, struct MHD_Connection *connection UNUSED, void **slot,
                          enum MHD_RequestTerminationCode code UNUSED)
{
    struct http_server *server = context;

    if (!*slot)
        return;
    server->under_way--;
    http_request_free(*slot);
    *slot = NULL;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Decodes in place. %00 stays as it stands: a text with a NUL would be cut short behind our back. */
static size_t decode(void *context UNUSED, struct MHD_Connection *connection UNUSED, char *text)
{
    size_t len = 0;

    for (const char *at = text; *at; at++) {
        int high = *at == '%' ? hex_digit(at[1]) : -1;
        int low = high >= 0 ? hex_digit(at[2]) : -1;

        if (low >= 0 && high + low > 0) {
            text[len++] = (char)(high * 16 + low);
            at += 2;
        } else {
            text[len++] = *at;
        }
    }
    text[len] = '\0';
    return len;
}

static void library_says(void *context UNUSED, const char *format, va_list args)
{
    char line[256];

    (void)text_format_args(line, sizeof line, format, args);
    text_mend(line);
    log_debug("%s", line);
}

static bool start_daemon(struct http_server *server, struct err *err)
{
    const struct http_server_options *options = &server->options;

    server->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_USE_ERROR_LOG, 0, NULL, NULL, take_request, server,
        MHD_OPTION_EXTERNAL_LOGGER, library_says, NULL, MHD_OPTION_LISTEN_SOCKET, server->listen_fd,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)options->connection_most,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)options->idle_s,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_BYTES, MHD_OPTION_NOTIFY_COMPLETED,
        request_ended, server, MHD_OPTION_UNESCAPE_CALLBACK, decode, NULL,
        MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_END);
    if (!server->daemon)
        return err_set(err, ERR_IO, "the HTTP server did not start: %s", strerror(errno));
    return true;
}

bool http_server_open(struct http_server **out, const struct http_server_options *options,
                      struct err *err)
{
    struct http_server *server = mem_zalloc(1, sizeof *server);

    server->options = *options;
    server->listen_fd = options->listen_fd;
    (void)signal(SIGPIPE, SIG_IGN); /* a caller that has gone is no reason to end */
    if (options->listen_fd < 0) {
        if (!http_listen(options->socket, &server->listen_fd, err)) {
            http_server_close(server);
            return false;
        }
        server->socket = mem_strdup(options->socket);
    }
    if (!start_daemon(server, err)) {
        http_server_close(server);
        return false;
    }
    *out = server;
    return true;
}

void http_server_close(struct http_server *server)
{
    if (!server)
        return;
    if (server->daemon)
        MHD_stop_daemon(server->daemon); /* closes its listening socket, unless it rests already */
    if ((!server->daemon || server->is_closing) && server->listen_fd >= 0)
        close(server->listen_fd);
    if (server->socket)
        (void)unlink(server->socket);
    free(server->socket);
    free(server);
}

static int sooner(int64_t a, int64_t b)
{
    return (int)(a < b ? a : b);
}

static bool is_crowded(const struct http_server *server)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);

    return info->num_connections >= (unsigned)server->options.connection_most;
}

/* One turn: waits at most `most_ms`, then lets the library do what there is to do. */
static void turn(struct http_server *server, int stop_fd, int64_t most_ms, bool *out_stop)
{
    const union MHD_DaemonInfo *epoll =
        MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct pollfd fds[2] = {{.fd = epoll->epoll_fd, .events = POLLIN},
                            {.fd = stop_fd, .events = POLLIN}};
    MHD_UNSIGNED_LONG_LONG wanted = 0;
    bool was_crowded = is_crowded(server);

    if (MHD_get_timeout(server->daemon, &wanted) == MHD_YES && wanted < (uint64_t)most_ms)
        most_ms = (int64_t)wanted;
    (void)poll(fds, ARRAY_LEN(fds), (int)most_ms); /* interrupted: just another turn */
    *out_stop = fds[1].revents != 0;
    (void)MHD_run(server->daemon);
    /* With its last free place taken the library stops listening; it looks again only when it is run. */
    if (was_crowded && !is_crowded(server))
        (void)MHD_run(server->daemon);
}

void http_server_run(struct http_server *server, int stop_fd)
{
    int64_t ping_ms = supervisor_ping_every_ms();
    int64_t rest_ms = ping_ms > 0 ? sooner(ping_ms, LOOK_AGAIN_MS) : LOOK_AGAIN_MS;
    int64_t pinged_ms = clock_machine_mono_ms();
    bool is_stopping = false;
    int64_t end_ms;

    supervisor_ready("serving");
    while (!is_stopping) {
        turn(server, stop_fd, rest_ms, &is_stopping);
        /* Not with each request; with half the time gone, as the next turn may take the other half. */
        if (ping_ms > 0 && clock_machine_mono_ms() - pinged_ms >= ping_ms / 2) {
            supervisor_ping();
            pinged_ms = clock_machine_mono_ms();
        }
    }
    /* No new callers; whoever is being served gets the answer. */
    server->is_closing = true;
    (void)MHD_quiesce_daemon(server->daemon);
    end_ms = clock_machine_mono_ms() + LAST_REPLY_MS;
    while (server->under_way > 0 && clock_machine_mono_ms() < end_ms)
        turn(server, -1, end_ms - clock_machine_mono_ms(), &is_stopping);
}
