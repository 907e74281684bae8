/* The line before each part of a relay (see wire/relay.h). */
#include "wire/relay.h"
#include "base/json.h"

#include <string.h>

enum { HEX_TEXT = 2 * 32 + 1 };

static void write_uuid(struct json_out *json, const char *key, const struct uuid *uuid)
{
    char text[UUID_TEXT];

    uuid_format(uuid, text);
    json_out_string(json, key, text);
}

static void write_hex(struct json_out *json, const uint8_t hash[32])
{
    char text[HEX_TEXT];

    id_format_hex(text, hash, 32);
    json_out_string(json, NULL, text);
}

static void write_chain(struct json_out *json, const struct relay_part *part)
{
    if (!part->has_chain) {
        json_out_string(json, "chain", NULL);
        return;
    }
    json_out_array(json, "chain");
    json_out_int(json, NULL, part->chain_seq);
    write_hex(json, part->chain);
    json_out_close_array(json);
}

void relay_write_part(struct text *out, const struct relay_part *part)
{
    struct json_out json;

    json_out_init(&json, out);
    json_out_object(&json, NULL);
    write_uuid(&json, "kiosk", &part->kiosk);
    json_out_string(&json, "device", part->device);
    write_uuid(&json, "stream", &part->stream);
    json_out_string(&json, "name", part->name);
    json_out_int(&json, "lines", (int64_t)part->lines);
    write_chain(&json, part);
    json_out_array(&json, "withheld");
    for (size_t i = 0; i < part->withheld_count; i++) {
        json_out_array(&json, NULL);
        json_out_int(&json, NULL, part->withheld[i].seq);
        write_uuid(&json, NULL, &part->withheld[i].id);
        json_out_string(&json, NULL, part->withheld[i].kind);
        write_hex(&json, part->withheld[i].sha);
        json_out_close_array(&json);
    }
    json_out_close_array(&json);
    json_out_close_object(&json);
    text_add(out, "\n");
}

void relay_write_refusal(struct text *out, const char *word)
{
    struct json_out json;

    json_out_init(&json, out);
    json_out_object(&json, NULL);
    json_out_string(&json, "refused", word);
    json_out_close_object(&json);
}

bool relay_is_refusal(const char *line)
{
    static const char start[] = "{\"refused\":";

    return strncmp(line, start, sizeof start - 1) == 0;
}

static bool read_uuid(const struct json *value, struct uuid *out)
{
    const char *text = value ? json_string(value) : NULL;

    return text && uuid_parse(text, out) && !uuid_is_nil(out);
}

static bool read_text(const struct json *value, char *out, size_t size)
{
    const char *text = value ? json_string(value) : NULL;

    return text && text_copy(out, size, text);
}

static bool read_hex(const struct json *value, uint8_t out[32])
{
    const char *text = value ? json_string(value) : NULL;

    return text && id_parse_hex(out, 32, text);
}

/* An array of `len` values that begins with a number from 1. */
static bool read_row(const struct json *row, size_t len, int64_t *out_seq)
{
    if (!row || json_kind(row) != JSON_ARRAY || json_len(row) != len)
        return false;
    *out_seq = json_int(json_at(row, 0));
    return *out_seq > 0 && *out_seq < (int64_t)1 << 40;
}

static bool read_chain(struct relay_part *out, const struct json *chain)
{
    if (chain && json_kind(chain) == JSON_NULL)
        return true;
    out->has_chain = true;
    return read_row(chain, 2, &out->chain_seq) && read_hex(json_at(chain, 1), out->chain);
}

static bool read_withheld(struct relay_part *out, const struct json *rows)
{
    if (!rows || json_kind(rows) != JSON_ARRAY || json_len(rows) > PUSH_LINES)
        return false;
    for (size_t i = 0; i < json_len(rows); i++) {
        const struct json *row = json_at(rows, i);
        struct relay_withheld *into = &out->withheld[out->withheld_count++];

        if (!read_row(row, 4, &into->seq) || !read_uuid(json_at(row, 1), &into->id)
            || !read_text(json_at(row, 2), into->kind, sizeof into->kind)
            || !read_hex(json_at(row, 3), into->sha))
            return false;
        if (i > 0 && into->seq <= into[-1].seq)
            return false;
    }
    return true;
}

bool relay_read_part(struct relay_part *out, const char *line, size_t len, struct err *err)
{
    AUTO_JSON struct json *root = NULL;
    const struct json *lines;

    *out = (struct relay_part){0};
    if (!json_parse(&root, line, len, NULL, err))
        return err_add(err, "a part of a relay");
    if (json_kind(root) != JSON_OBJECT)
        return err_set(err, ERR_INVALID, "a part of a relay is no object");
    lines = json_get(root, "lines");
    if (!lines || json_kind(lines) != JSON_INT || json_int(lines) < 0
        || json_int(lines) > PUSH_LINES)
        return err_set(err, ERR_INVALID, "a part of a relay: lines is none from 0 to %d",
                       PUSH_LINES);
    out->lines = (size_t)json_int(lines);
    if (read_uuid(json_get(root, "kiosk"), &out->kiosk)
        && read_text(json_get(root, "device"), out->device, sizeof out->device)
        && read_uuid(json_get(root, "stream"), &out->stream)
        && read_text(json_get(root, "name"), out->name, sizeof out->name)
        && read_chain(out, json_get(root, "chain"))
        && read_withheld(out, json_get(root, "withheld")) && out->lines + out->withheld_count > 0)
        return true;
    return err_set(err, ERR_INVALID, "a part of a relay is not one");
}
