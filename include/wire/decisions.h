/* `GET /v1/decisions/{after}`: what the office decided about this kiosk's complaints, in the order
 * in which it did, at most DECISIONS_MOST numbers beyond `after`.
 *
 * {"decisions":[{"seq":n,"number":"PD-1031","act":"weighed"|"answered"|"closed","at":ms,
 *                "weight":"ringan"|null,"answer":BASE64|null},…],
 *  "head":n,"server_time":ms,"incarnation":UUID}
 * `head` is the last number that there is, `answer` the text in a letter that this kiosk alone
 * opens (base/seal.h, seal_open_letter); null where the office did not know the kiosk's key when it
 * answered, or the words were erased since. Another incarnation of the office's database
 * (wire/push.h) is asked from 0: restored it may give numbers anew, and one that took over may lack
 * the last of them. What kind of decision this version does not know is passed over; of one that
 * the office cannot read it says the number alone. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "base/text.h"
#include "domain/complaint.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DECISIONS_MOST = 25,
    DECISIONS_BYTES = 128 * 1024, /* of the answer */
    DECISION_LETTER = COMPLAINT_TEXT + 64,
};
struct decision {
    int64_t seq;
    bool is_known; /* else nothing but its number is */
    struct complaint_decision what;
    size_t letter_len; /* 0: no answer */
    uint8_t letter[DECISION_LETTER];
};
struct decisions {
    struct decision items[DECISIONS_MOST];
    size_t count;
    int64_t head;
    int64_t server_ms;
    struct uuid incarnation;
};
void decisions_write(struct text *out, const struct decisions *decisions);
/* ERR_INVALID: cut short, or not such an answer, or numbers that do not rise; then nothing of it is
 * believed. */
MUST_USE bool decisions_read(struct decisions *out, const char *bytes, size_t len, struct err *err);
