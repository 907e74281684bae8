/* One request to the office and its answer: one of the four seams (libcurl, in-memory).
 *
 * The libcurl one keeps its connection, speaks HTTPS only with TLS 1.3, a client certificate and pinned
 * server keys, and follows no redirect and no proxy of the environment. Connect 5 s, in all 30 s, under
 * 100 B/s for 20 s. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct transport_request {
    const char *method; /* "GET", "POST" */
    const char *path;   /* "/v1/heartbeat" */
    const char *type;   /* of the body; NULL: none */
    const void *body;
    size_t body_len;
    bool is_gzip;
    const char *if_none_match;  /* NULL: none */
    const char *const *headers; /* further ones, "Name: value", NULL at the end; may be NULL */
    size_t reply_most;          /* bytes of the answer; a longer one is none */
    /* Called at most once, when all is sent and the answer is awaited; NULL: nothing is to be done. It makes
     * no request. */
    void (*meanwhile)(void *context);
    void *meanwhile_context;
};
/* Cleared by whoever sent the request, whatever came of it. */
struct transport_reply {
    int status;            /* 200 … */
    int64_t retry_after_s; /* -1: not said; a date counts from the answer's own */
    char etag[80];         /* "": none, or longer */
    struct text body;
    /* got: -1 where other work stood between, so that the answer dates nothing. */
    int64_t asked_mono_ms, got_mono_ms;
};
void transport_reply_clear(struct transport_reply *reply);

enum transport_result {
    TRANSPORT_ANSWERED, /* whatever the status */
    TRANSPORT_AWAY, /* no name, no route, refused, connection lost: whether it arrived is unknown */
    TRANSPORT_TIMED_OUT, /* the same, for lack of time */
    TRANSPORT_DISTRUSTED /* certificate or pin of the server is wrong, or it does not want ours */
};
struct transport {
    void *context;
    enum transport_result (*send)(void *context, const struct transport_request *request,
                                  struct transport_reply *reply, struct err *err);
    /* See transport_set_verify_time and transport_reset; NULL: it has no use for them. */
    void (*set_verify_time)(void *context, int64_t verify_ms);
    void (*reset)(void *context);
    void (*free)(void *context);
};
/* The moment at which certificates of the next connections are checked; 0 = the machine's. */
void transport_set_verify_time(const struct transport *transport, int64_t verify_ms);
/* Ends the connection, so that the next request makes a new one (after a renewal). */
void transport_reset(const struct transport *transport);
void transport_close(struct transport *transport); /* accepts an all-zero value */

struct transport_options {
    const char *url;         /* "https://kantor.example", without a path */
    const char *authority;   /* file: who may have signed the server's certificate */
    const char *certificate; /* file, PEM; NULL before enrolment */
    const char *key;         /* file, PEM */
    const char *pins;        /* "sha256//…;sha256//…"; NULL: none are known yet */
    int64_t verify_ms;       /* the moment at which certificates are checked; 0 = the machine's */
    /* Called at least every second while an answer is awaited, so that a watchdog is fed and an end is
     * noticed; false gives the request up (TRANSPORT_AWAY). NULL: nobody is asked. */
    bool (*go_on)(void *context);
    void *go_on_context;
};
/* The texts are copied. ERR_INVALID: the address is not https://HOST[:PORT], or nothing is given to know
 * the server by: without `authority` the pins alone tell it. */
MUST_USE bool transport_curl_open(struct transport *out, const struct transport_options *options,
                                  struct err *err);
