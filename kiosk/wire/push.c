/* A batch of events as the kiosk writes it and the office reads it. */
#include "wire/push.h"
#include "base/json.h"
#include "push_quick.h"
#include "wire/event.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

static const char line_start[] = "{\"seq\":";
static const char line_rec[] = ",\"rec\":";

enum { SEQ_DIGITS = 18, UUID_VERSION_HASH = 8, KIND_BYTES = 64 };
#define AT_MOST_MS INT64_C(253402300799999) /* the end of the year 9999 */

void push_write_line(struct text *out, int64_t seq, const void *rec, size_t rec_len)
{
    text_addf(out, "%s%" PRId64 "%s", line_start, seq, line_rec);
    text_add_bytes(out, rec, rec_len);
    text_add_bytes(out, "}\n", 2);
}

/* A number from 1 as JSON writes it: no sign, no zero before it. */
static bool read_seq(const char **at, const char *end, int64_t *out)
{
    const char *start = *at;
    int64_t seq = 0;

    while (*at < end && **at >= '0' && **at <= '9' && *at - start < SEQ_DIGITS)
        seq = seq * 10 + (*(*at)++ - '0');
    *out = seq;
    return *at > start && *start != '0';
}

static bool skip(const char **at, const char *end, const char *word)
{
    size_t len = strlen(word);

    if ((size_t)(end - *at) < len || memcmp(*at, word, len) != 0)
        return false;
    *at += len;
    return true;
}

/* What the record says of itself; what it does not say stays unknown. False: it says something that
 * no database takes, and must not stand in the way of the others. */
static bool read_head(struct push_line *out)
{
    const struct json *clock = json_get(out->body, "clock");
    const char *id = json_string(json_get(out->body, "id"));
    const char *session = json_string(json_get(out->body, "session"));
    const char *kind = json_string(json_get(out->body, "kind"));
    struct uuid uuid;

    if (id && uuid_parse(id, &uuid) && !uuid_is_nil(&uuid))
        out->id = uuid;
    if (session && uuid_parse(session, &uuid))
        out->session = uuid;
    if (kind)
        out->kind = kind;
    out->at_ms = json_int(json_get(out->body, "at"));
    int64_t quality = json_int(clock ? json_get(clock, "quality") : NULL);
    if (quality >= CLOCK_UNTRUSTED && quality <= CLOCK_VERIFIED)
        out->quality = (int)quality;
    return strlen(out->kind) <= KIND_BYTES && out->at_ms >= 0 && out->at_ms <= AT_MOST_MS;
}

/* The same bytes get the same id wherever they come from again. */
static struct uuid id_of_bytes(const char *rec, size_t len)
{
    uint8_t hash[32];
    struct uuid uuid;

    id_sha256(hash, rec, len, NULL, 0);
    memcpy(uuid.bytes, hash, sizeof uuid.bytes);
    uuid.bytes[6] = (uint8_t)((uuid.bytes[6] & 0x0Fu) | UUID_VERSION_HASH << 4);
    uuid.bytes[8] = (uint8_t)((uuid.bytes[8] & 0x3Fu) | 0x80u);
    return uuid;
}

static void quarantine(struct push_line *line)
{
    json_free(line->body);
    line->body = NULL;
    line->kind = "";
    line->session = (struct uuid){{0}};
    line->at_ms = 0;
    line->quality = 0;
    line->is_quarantined = true;
}

static void read_record(struct push_line *out)
{
    out->kind = "";
    if (!json_parse(&out->body, out->rec, out->rec_len, NULL, NULL)
        || json_kind(out->body) != JSON_OBJECT || !read_head(out))
        quarantine(out);
    if (uuid_is_nil(&out->id))
        out->id = id_of_bytes(out->rec, out->rec_len);
}

static bool read_frame(struct push_line *out, const char *line, size_t len, struct err *err)
{
    const char *at = line;
    const char *end = line + len;

    *out = (struct push_line){0};
    if (len > PUSH_LINE_BYTES)
        return err_set(err, ERR_INVALID, "a line of %zu bytes; at most %d", len, PUSH_LINE_BYTES);
    if (!skip(&at, end, line_start) || !read_seq(&at, end, &out->seq) || !skip(&at, end, line_rec))
        return err_set(err, ERR_INVALID, "a line does not begin with a number and a record");
    if (end - at < 2 || end[-1] != '}' || memchr(at, '\n', (size_t)(end - at)))
        return err_set(err, ERR_INVALID, "the line of record %" PRId64 " has no end", out->seq);
    out->rec = at;
    out->rec_len = (size_t)(end - at) - 1;
    return true;
}

bool push_read_line(struct push_line *out, const char *line, size_t len, struct err *err)
{
    if (!read_frame(out, line, len, err))
        return false;
    read_record(out);
    return true;
}

bool push_read_line_quickly(struct push_line *out, const char *line, size_t len, struct err *err)
{
    if (!read_frame(out, line, len, err))
        return false;
    if (!push_read_head_quickly(out))
        read_record(out);
    return true;
}

void push_line_quarantine(struct push_line *line)
{
    json_free(line->body);
    *line = (struct push_line){.seq = line->seq, .rec = line->rec, .rec_len = line->rec_len};
    read_record(line);
    quarantine(line);
}

void push_line_clear(struct push_line *line)
{
    json_free(line->body);
    *line = (struct push_line){0};
}

static const char *const ack_names[] = {[PUSH_UNKNOWN] = "unknown",
                                        [PUSH_STORED] = "stored",
                                        [PUSH_DUPLICATE] = "duplicate",
                                        [PUSH_QUARANTINED] = "quarantined",
                                        [PUSH_CONFLICT] = "conflict"};
static_assert(ARRAY_LEN(ack_names) == PUSH_CONFLICT + 1, "every answer has a name");

const char *push_ack_name(enum push_ack ack)
{
    return ack_names[ack];
}

enum push_ack push_ack_of(const char *name)
{
    for (size_t i = PUSH_STORED; i < ARRAY_LEN(ack_names); i++) {
        if (text_equal(ack_names[i], name))
            return (enum push_ack)i;
    }
    return PUSH_UNKNOWN;
}
