/* What a handler asks of a request (see http/server.h). */
#include "http/request.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { FORM_BUFFER = 4096 }; /* holds a name of a field and the boundary */

struct http_request *http_request_new(struct MHD_Connection *connection, const char *method,
                                      const char *path, size_t body_most)
{
    struct http_request *request = mem_zalloc(1, sizeof *request);

    request->connection = connection;
    request->method = method;
    request->path = path;
    text_init(&request->body, body_most);
    return request;
}

void http_request_free(struct http_request *request)
{
    if (!request)
        return;
    for (size_t i = 0; i < request->field_count; i++) {
        free(request->fields[i].name);
        text_clear(&request->fields[i].value);
    }
    text_clear(&request->body);
    free(request);
}

bool http_request_take(struct http_request *request, const char *bytes, size_t len)
{
    /* The library lets us answer only once all has come, so as much again is swallowed. */
    text_add_bytes(&request->body, bytes, len);
    if (!request->body.overflow)
        return true;
    request->excess += len;
    return request->excess <= request->body.max;
}

const char *http_method(const struct http_request *request)
{
    return request->method;
}

const char *http_path(const struct http_request *request)
{
    return request->path;
}

const char *http_header(const struct http_request *request, const char *name)
{
    return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

const char *http_cookie(const struct http_request *request, const char *name)
{
    return MHD_lookup_connection_value(request->connection, MHD_COOKIE_KIND, name);
}

const char *http_query(const struct http_request *request, const char *name)
{
    const char *value =
        MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, name);

    if (value && text_valid_utf8(value, strlen(value)) != strlen(value))
        return NULL;
    return value;
}

const char *http_body(const struct http_request *request, size_t *len)
{
    *len = request->body.len;
    return request->body.data;
}

static size_t field_named(const struct http_request *request, const char *name)
{
    size_t i = 0;

    while (i < request->field_count && strcmp(request->fields[i].name, name) != 0)
        i++;
    return i;
}

/* A value comes in pieces; `offset` is where this one belongs. */
static enum MHD_Result take_field(void *context, enum MHD_ValueKind kind UNUSED, const char *name,
                                  const char *file UNUSED, const char *type UNUSED,
                                  const char *coding UNUSED, const char *bytes, uint64_t offset,
                                  size_t len)
{
    struct http_request *request = context;

    if (offset == 0) {
        request->open = NULL;
        if (!name || field_named(request, name) < request->field_count)
            return MHD_YES;
        if (request->field_count == HTTP_FIELDS)
            return MHD_NO;
        request->open = &request->fields[request->field_count++];
        request->open->name = mem_strdup(name);
        text_init(&request->open->value, request->body.max);
    }
    if (request->open && len > 0)
        text_add_bytes(&request->open->value, bytes, len);
    return MHD_YES;
}

bool http_request_read_form(struct http_request *request)
{
    struct MHD_PostProcessor *form =
        MHD_create_post_processor(request->connection, FORM_BUFFER, take_field, request);
    bool is_read;

    if (!form)
        return true; /* something else than a form */
    is_read = MHD_post_process(form, request->body.data, request->body.len) == MHD_YES;
    return MHD_destroy_post_processor(form) == MHD_YES && is_read;
}

const char *http_field(const struct http_request *request, const char *name, size_t *len)
{
    const struct text *value;
    size_t at = field_named(request, name);

    if (at == request->field_count)
        return NULL;
    value = &request->fields[at].value;
    if (!len && text_valid_utf8(value->data, value->len) != value->len)
        return NULL;
    if (len)
        *len = value->len;
    return value->data;
}

void http_reply_header(struct http_reply *reply, const char *name, const char *value)
{
    if (reply->header_count == HTTP_HEADERS || strpbrk(value, "\r\n") != NULL
        || strlen(value) >= sizeof reply->headers[0].value)
        return;
    reply->headers[reply->header_count].name = name;
    (void)text_copy(reply->headers[reply->header_count].value,
                    sizeof reply->headers[reply->header_count].value, value);
    reply->header_count++;
}
