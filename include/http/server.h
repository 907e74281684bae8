/* A small HTTP server on a unix socket, behind a reverse proxy: requests in, answers out, one at a
 * time. The only owner of libmicrohttpd. Several processes may share one listening socket. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct http_request; /* valid during the handler's call; all texts are borrowed from it */
const char *http_method(const struct http_request *request);
const char *http_path(const struct http_request *request); /* decoded once; "/" …, UTF-8 */
const char *http_header(const struct http_request *request, const char *name); /* NULL: absent */
const char *http_query(const struct http_request *request, const char *name);  /* NULL: absent */
const char *http_cookie(const struct http_request *request, const char *name); /* NULL: absent */
const char *http_body(const struct http_request *request, size_t *len);
/* A field of a form (application/x-www-form-urlencoded or multipart/form-data); NULL: absent. Where
 * `len` is NULL it is asked for as text: what is no UTF-8, or holds a NUL, is absent. So are queries
 * that are no UTF-8. Of fields that come twice the first counts. */
const char *http_field(const struct http_request *request, const char *name, size_t *len);

enum { HTTP_HEADERS = 16 };
struct http_reply {
    int status; /* 200 unless set */
    const char *type;
    struct text body;
    struct {
        const char *name;
        char value[512];
    } headers[HTTP_HEADERS];
    size_t header_count;
};
/* A value that does not fit, or would end the line, is left out. "Connection: close" is obeyed. */
void http_reply_header(struct http_reply *reply, const char *name, const char *value);

typedef void http_handler(void *context, const struct http_request *request,
                          struct http_reply *reply);
struct http_server_options {
    const char *socket;  /* path of the unix socket; made anew, mode 0660 */
    int listen_fd;       /* -1: none; else a socket that is listened on already */
    size_t body_most;    /* a longer body is answered with 413 */
    int idle_s;          /* a connection that says nothing for so long is closed */
    int connection_most; /* further ones wait in the kernel */
    http_handler *handle;
    void *context;
};
/* The socket alone, for processes that shall share it: each opens a server with `listen_fd`. */
MUST_USE bool http_listen(const char *path, int *out_fd, struct err *err);

struct http_server;
MUST_USE bool http_server_open(struct http_server **out, const struct http_server_options *options,
                               struct err *err);
void http_server_close(struct http_server *server);
/* Serves until `stop_fd` is readable (-1: for ever), the request under way included, and tells the
 * supervisor that it lives. */
void http_server_run(struct http_server *server, int stop_fd);
