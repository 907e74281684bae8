/* The routes of kiosks; see ingest.c. */
#pragma once
#include "http/server.h"
#include "office/ingest_rows.h"
#include "office/pg.h"
#include "office/trouble.h"

struct ingest {
    struct pg *pg;
    struct troubles trouble;
};
/* A request whose caller is known. */
struct ingest_call {
    struct ingest *ingest;
    const struct http_request *request;
    struct caller caller;
    char stream[UUID_TEXT]; /* of the path; "" where it names none */
    const char *name;       /* of the catalogue; how far decisions were taken */
};
/* Answers a request: a http_handler over `struct ingest`. */
void ingest_handle(void *context, const struct http_request *request, struct http_reply *reply);

/* {"error":WORD} under a status. */
void ingest_refuse(struct http_reply *reply, int status, const char *word);
/* The same for what the database said, which is told to `trouble` where the fault is ours. */
void ingest_fail(struct http_reply *reply, struct troubles *trouble, const struct err *err);

/* Who asks, as nginx found out; what it says is borrowed from `request`. False after refusing. */
MUST_USE bool ingest_read_caller(struct caller *out, const struct http_request *request,
                                 struct http_reply *reply);

/* The body of NDJSON, unpacked, into `out`; false: it was refused. */
bool ingest_read_body(const struct http_request *request, struct text *out, size_t most,
                      struct http_reply *reply);

void ingest_post_events(struct ingest_call *call, struct http_reply *reply);
void ingest_get_stream(struct ingest_call *call, struct http_reply *reply);
void ingest_post_relay(struct ingest_call *call, struct http_reply *reply);
