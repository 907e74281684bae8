/* What the office answers to events: as it writes it and as the kiosk reads it. A kiosk lets go of records
 * by this answer, so its reader believes all of it or nothing. */
#include "base/json.h"
#include "wire/push.h"

#include <string.h>

enum { CHAIN_TEXT = 2 * 32 + 1 };

static void write_acks(struct json_out *json, const struct push_reply *reply)
{
    json_out_array(json, "acks");
    for (size_t i = 0; i < reply->ack_count; i++) {
        json_out_array(json, NULL);
        json_out_int(json, NULL, reply->acks[i].seq);
        json_out_string(json, NULL, push_ack_name(reply->acks[i].ack));
        json_out_close_array(json);
    }
    json_out_close_array(json);
}

static void write_gaps(struct json_out *json, const struct push_reply *reply)
{
    json_out_array(json, "missing");
    for (size_t i = 0; i < reply->gap_count; i++) {
        json_out_array(json, NULL);
        json_out_int(json, NULL, reply->gaps[i].from);
        json_out_int(json, NULL, reply->gaps[i].to);
        json_out_close_array(json);
    }
    json_out_close_array(json);
}

void push_write_reply(struct text *out, const struct push_reply *reply)
{
    char chain[CHAIN_TEXT];
    char incarnation[UUID_TEXT];
    struct json_out json;

    id_format_hex(chain, reply->chain, sizeof reply->chain);
    uuid_format(&reply->incarnation, incarnation);
    json_out_init(&json, out);
    json_out_object(&json, NULL);
    if (reply->ack_count > 0)
        write_acks(&json, reply);
    json_out_int(&json, "contiguous", reply->contiguous);
    json_out_string(&json, "chain", reply->has_chain ? chain : NULL);
    write_gaps(&json, reply);
    if (reply->has_head)
        json_out_int(&json, "head", reply->head);
    json_out_int(&json, "server_time", reply->server_ms);
    json_out_string(&json, "incarnation", incarnation);
    json_out_close_object(&json);
}

static bool is_pair(const struct json *value, enum json_kind second)
{
    return value && json_kind(value) == JSON_ARRAY && json_len(value) == 2
           && json_kind(json_at(value, 0)) == JSON_INT && json_kind(json_at(value, 1)) == second;
}

static bool is_told(const struct push_reply *reply, int64_t seq)
{
    for (size_t i = 0; i < reply->ack_count; i++) {
        if (reply->acks[i].seq == seq)
            return true;
    }
    return false;
}

/* Absent in the answer to GET. */
static bool read_acks(struct push_reply *out, const struct json *acks)
{
    if (!acks)
        return true;
    if (json_kind(acks) != JSON_ARRAY || json_len(acks) > PUSH_LINES)
        return false;
    for (size_t i = 0; i < json_len(acks); i++) {
        const struct json *ack = json_at(acks, i);
        int64_t seq;

        if (!is_pair(ack, JSON_STRING))
            return false;
        seq = json_int(json_at(ack, 0));
        if (seq < 1 || is_told(out, seq))
            return false;
        out->acks[out->ack_count].seq = seq;
        out->acks[out->ack_count].ack = push_ack_of(json_string(json_at(ack, 1)));
        out->ack_count++;
    }
    return true;
}

static bool read_gaps(struct push_reply *out, const struct json *gaps)
{
    int64_t before = out->contiguous;

    if (!gaps || json_kind(gaps) != JSON_ARRAY || json_len(gaps) > PUSH_GAPS)
        return false;
    for (size_t i = 0; i < json_len(gaps); i++) {
        const struct json *gap = json_at(gaps, i);
        struct push_gap *into = &out->gaps[out->gap_count++];

        if (!is_pair(gap, JSON_INT))
            return false;
        *into = (struct push_gap){json_int(json_at(gap, 0)), json_int(json_at(gap, 1))};
        if (into->from <= before || into->to < into->from)
            return false;
        before = into->to;
    }
    return true;
}

static bool read_chain(struct push_reply *out, const struct json *chain)
{
    if (!chain)
        return false;
    if (json_kind(chain) == JSON_NULL)
        return true;
    out->has_chain = true;
    return json_kind(chain) == JSON_STRING
           && id_parse_hex(out->chain, sizeof out->chain, json_string(chain));
}

static bool read_int(const struct json *root, const char *key, int64_t least, int64_t *out)
{
    const struct json *value = json_get(root, key);

    if (!value || json_kind(value) != JSON_INT)
        return false;
    *out = json_int(value);
    return *out >= least;
}

/* What is there ends neither before what is there without a gap nor with a gap. */
static bool read_head(struct push_reply *out, const struct json *root)
{
    int64_t least = out->contiguous;

    if (!json_get(root, "head"))
        return true;
    if (out->gap_count > 0)
        least = out->gaps[out->gap_count - 1].to + 1;
    out->has_head = true;
    return read_int(root, "head", least, &out->head);
}

static bool read_incarnation(struct push_reply *out, const struct json *value)
{
    const char *text = value ? json_string(value) : NULL;

    return text && uuid_parse(text, &out->incarnation);
}

bool push_read_reply(struct push_reply *out, const char *bytes, size_t len, struct err *err)
{
    AUTO_JSON struct json *root = NULL;

    *out = (struct push_reply){0};
    if (!json_parse(&root, bytes, len, NULL, err))
        return err_add(err, "the answer to events");
    if (json_kind(root) == JSON_OBJECT && read_int(root, "contiguous", 0, &out->contiguous)
        && read_acks(out, json_get(root, "acks")) && read_gaps(out, json_get(root, "missing"))
        && read_head(out, root) && read_chain(out, json_get(root, "chain"))
        && read_int(root, "server_time", 1, &out->server_ms)
        && read_incarnation(out, json_get(root, "incarnation")))
        return true;
    return err_set(err, ERR_INVALID, "the answer to events is not one");
}
