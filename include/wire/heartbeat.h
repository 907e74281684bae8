/* `POST /v1/heartbeat`: how a kiosk is, every minute or so. The newest alone is kept; nothing in it
 * is an event.
 *
 * {"device":"K1","office":ID,"version":TEXT,"unsent":n,"oldest_unsent_ms":n|null,"head_seq":n,
 *  "disk_free":bytes,"disk_size":bytes,"printer":"ready"|TROUBLE,"paper":"ok"|"low"|"out"|null,
 *  "clock_ms":n,"offset_ms":n|null,"boot_mono_ms":n,"catalogue":n,"set_aside":n,
 *  "surveys_held":n,"decisions":n,"letter_key":BASE64|null,"roles":{"lobby":true,…}}
 * surveys_held: answered ones that wait here for their half-day to end (event_survey.h); how many,
 * and nothing of what they say. An older kiosk does not tell.
 * decisions: the last one of this office's that this kiosk took. letter_key: what the office seals its answers to
 * this kiosk's complaints with (base/seal.h); null until there is a key. Both may be missing
 * likewise.
 * The answer: {"server_time":ms,"every_s":n,"version":TEXT,"incarnation":UUID,"decisions":n}; it
 * may change the interval and commands nothing. Another incarnation than before says that the
 * office was restored or another one took over (wire/push.h).
 * decisions: the last number of what was decided about this kiosk's complaints (wire/decisions.h),
 * so that a kiosk asks for them when there are any, and never otherwise. Members that are not known
 * are passed over. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "base/sign.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HEARTBEAT_ROLES = 8, HEARTBEAT_EVERY_LEAST_S = 10, HEARTBEAT_EVERY_MOST_S = 3600 };
struct heartbeat {
    char device[17];
    char office[64];
    char version[32];
    int64_t unsent;
    int64_t oldest_unsent_ms; /* its age; -1: none */
    int64_t head_seq;
    int64_t disk_free, disk_size; /* bytes; -1: unknown */
    char printer[32];             /* "ready", or a trouble's name of domain/print.h */
    char paper[8];                /* "": unknown */
    int64_t clock_ms;
    bool has_offset;
    int64_t offset_ms;
    int64_t boot_mono_ms;
    int64_t catalogue; /* version in use; 0: the shipped file */
    int64_t set_aside; /* records that the office refused for good */
    int64_t surveys_held;
    int64_t decisions;
    bool has_letter_key;
    uint8_t letter_key[BOX_PUBLIC];
    struct {
        char role[16];
        bool runs;
    } roles[HEARTBEAT_ROLES];
    size_t role_count;
};
void heartbeat_write(struct text *out, const struct heartbeat *heartbeat);
/* ERR_INVALID: not such an object, or a text is longer than its place. */
MUST_USE bool heartbeat_read(struct heartbeat *out, const char *bytes, size_t len, struct err *err);

struct heartbeat_reply {
    int64_t server_ms;
    int every_s;             /* 0: as before; also when it was outside its bounds */
    struct uuid incarnation; /* nil: not said */
    int64_t decisions;       /* 0: none, or not said */
    char version[32];        /* of the office's program; "": not said */
};
void heartbeat_write_reply(struct text *out, const struct heartbeat_reply *reply);
MUST_USE bool heartbeat_read_reply(struct heartbeat_reply *out, const char *bytes, size_t len,
                                   struct err *err);
