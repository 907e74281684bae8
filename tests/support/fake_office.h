/* An office that keeps what it is told in memory, by the rules of wire/push.h: the other side of the
 * outbox in tests without a server. */
#pragma once
#include "desk/outbox.h"
#include "wire/push.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FAKE_STREAMS = 48, FAKE_RECORDS = 4096 };

struct fake_record {
    bool is_there;
    bool is_elsewhere; /* it stands in another stream already: counted there */
    struct uuid id;
    uint8_t sha[32];
    char *rec;
    size_t rec_len;
};
struct fake_stream {
    struct uuid id;
    int64_t head;
    struct fake_record records[FAKE_RECORDS + 1]; /* by number */
};
struct fake_office {
    struct fake_stream *streams[FAKE_STREAMS];
    size_t count;
    struct uuid incarnation;
    int64_t now_ms;
    bool is_old; /* it does not tell where its records end */
};

struct fake_office *fake_office_new(int64_t now_ms) MUST_USE;
void fake_office_free(struct fake_office *office);
/* What it has now, for another time. */
struct fake_office *fake_office_copy(const struct fake_office *office) MUST_USE;

/* POST and GET. Asserts that the batch is well formed and in order. */
void fake_office_post(struct fake_office *office, const struct outbox_batch *batch,
                      struct push_reply *out);
void fake_office_get(struct fake_office *office, const struct uuid *stream, struct push_reply *out);
/* A record that somebody else put there. */
void fake_office_plant(struct fake_office *office, const struct uuid *stream, int64_t seq,
                       const char *rec);
/* How often a record of that id is kept. */
int fake_office_has(const struct fake_office *office, const struct uuid *id);
size_t fake_office_total(const struct fake_office *office);
