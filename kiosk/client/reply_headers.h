/* The few headers of an answer that matter: ETag and Retry-After. */
#pragma once
#include <stddef.h>
#include <stdint.h>

struct reply_headers {
    char etag[80];
    int64_t date_s;        /* the server's clock; -1: not said */
    int64_t retry_after_s; /* -1: not said */
    int64_t retry_at_s;    /* as a date; -1: not said so */
};
void reply_headers_init(struct reply_headers *headers);
/* One line as it came; a status line begins anew. */
void reply_headers_take(struct reply_headers *headers, const char *line, size_t len);
/* A date counts from the answer's own, never from the machine's clock, which may be years off. -1:
 * not said. */
int64_t reply_headers_retry_after(const struct reply_headers *headers);
