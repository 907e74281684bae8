/* A request while it comes in and is answered. */
#pragma once
#include "http/server.h"
#include <microhttpd.h>

enum { HTTP_FIELDS = 256 };

struct http_field {
    char *name;
    struct text value;
};
struct http_request {
    struct MHD_Connection *connection;
    const char *method;
    const char *path;
    struct text body;
    size_t excess; /* bytes beyond its ceiling */
    struct http_field fields[HTTP_FIELDS];
    size_t field_count;
    struct http_field *open; /* takes the pieces that come; NULL: they are left out */
};
struct http_request *http_request_new(struct MHD_Connection *connection, const char *method,
                                      const char *path, size_t body_most) MUST_USE;
void http_request_free(struct http_request *request);
/* Adds what came; false: so much too long that the connection is not worth keeping. */
bool http_request_take(struct http_request *request, const char *bytes, size_t len);
/* Once all has come. False: it says it is a form, and is none. */
bool http_request_read_form(struct http_request *request);
