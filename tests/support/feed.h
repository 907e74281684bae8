/* An enrolled kiosk without its program: sends records to the office's database as the ingest process
 * does. Everything asserts unless it says otherwise. */
#pragma once
#include "office/ingest_rows.h"
#include "support/office.h"

struct feed {
    struct pg *pg; /* as role kiosk_api */
    struct caller caller;
    char serial[64];
};
/* `name` is of the certificate's files, one a kiosk. */
void feed_open(struct feed *feed, const struct office_rig *rig, const char *name);
/* Another connection of the same kiosk, for another process. */
void feed_open_again(struct feed *feed, const struct office_rig *rig, const struct feed *kiosk);
void feed_close(struct feed *feed);

/* Records of one stream, as a kiosk numbers them. */
struct feed_stream {
    char id[UUID_TEXT];
    const char *name;
    int64_t seq; /* of the last one */
    uint8_t chain[32];
    struct text lines; /* of the batch that is being made */
};
void feed_stream_init(struct feed_stream *stream, const char *name);
void feed_stream_clear(struct feed_stream *stream);
/* The next record into the batch; gives its number. */
int64_t feed_add(struct feed_stream *stream, const char *rec);
/* A record under this number, whatever came before; the chain goes on over it. */
void feed_add_at(struct feed_stream *stream, int64_t seq, const char *rec);
/* Forgets the batch. */
void feed_drop(struct feed_stream *stream);

/* Sends the batch with the chain at its last record, and forgets it. False: the database refused; why is in `err`. */
bool feed_try(struct feed *feed, struct feed_stream *stream, struct push_reply *reply,
              struct err *err);
void feed_send(struct feed *feed, struct feed_stream *stream, struct push_reply *reply);

/* {"v":1,"id":…,"kind":KIND,…,"data":DATA} with an id of its own and a good clock. */
char *feed_rec(const char *kind, const struct uuid *session, int64_t at_ms,
               const char *data) MUST_USE;
