/* Events between an office and the one above it: `POST /v1/relay` and its answer.
 *
 * The request is NDJSON, gzip allowed: for each part, which is of one kiosk's stream, a line
 *   {"kiosk":UUID,"device":"K1","stream":UUID,"name":"main","lines":n,"chain":[seq,HEX]|null,
 *    "withheld":[[seq,UUID,KIND,HEX],…]}
 * and then `lines` lines as in wire/push.h. `withheld` are records whose bytes do not leave the
 * office below (words of complaints, and what was erased): number, id, kind and SHA-256 prove that
 * they are there. `chain` is the sender's own at its last record without a gap.
 *
 * The answer is NDJSON: a line per part in the same order, each as the answer to events
 * (wire/push.h), or {"refused":WORD} for a part that is not taken: its kiosk is none of the
 * sender's, or a record cannot be held. Ids of kiosks, streams and records are the original ones,
 * so whatever is sent again is known. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "base/text.h"
#include "wire/push.h"

enum {
    RELAY_PARTS = 16,
    RELAY_BYTES = 8 << 20, /* before packing */
    RELAY_KIND = 64,
    RELAY_NAME = 17,
};

struct relay_withheld {
    int64_t seq;
    struct uuid id;
    char kind[RELAY_KIND];
    uint8_t sha[32];
};
struct relay_part {
    struct uuid kiosk;
    char device[RELAY_NAME];
    struct uuid stream;
    char name[RELAY_NAME];
    size_t lines;
    bool has_chain;
    int64_t chain_seq;
    uint8_t chain[32];
    struct relay_withheld withheld[PUSH_LINES];
    size_t withheld_count;
};
/* Adds the part's line and its end. */
void relay_write_part(struct text *out, const struct relay_part *part);
/* Adds the answer to a part that is not taken, without an end of line; and knows it again. */
void relay_write_refusal(struct text *out, const char *word);
bool relay_is_refusal(const char *line);
/* A line, without its end. */
MUST_USE bool relay_read_part(struct relay_part *out, const char *line, size_t len,
                              struct err *err);
