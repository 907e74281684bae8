/* How a kiosk is, as it says it and as the office reads it. */
#include "wire/heartbeat.h"
#include "base/json.h"

#include <string.h>

enum { KEY_TEXT = 64 };

static void put_known(struct json_out *json, const char *key, bool is_known, int64_t value)
{
    if (is_known)
        json_out_int(json, key, value);
    else
        json_out_string(json, key, NULL);
}

static void put_key(struct json_out *json, const struct heartbeat *heartbeat)
{
    AUTO_TEXT struct text key;

    text_init(&key, KEY_TEXT);
    bool has_key = heartbeat->has_letter_key
                   && base64_write(&key, heartbeat->letter_key, sizeof heartbeat->letter_key);
    json_out_string(json, "letter_key", has_key ? key.data : NULL);
}

void heartbeat_write(struct text *out, const struct heartbeat *heartbeat)
{
    const struct heartbeat *h = heartbeat;
    struct json_out json;

    json_out_init(&json, out);
    json_out_object(&json, NULL);
    json_out_string(&json, "device", h->device);
    json_out_string(&json, "office", h->office);
    json_out_string(&json, "version", h->version);
    json_out_int(&json, "unsent", h->unsent);
    put_known(&json, "oldest_unsent_ms", h->oldest_unsent_ms >= 0, h->oldest_unsent_ms);
    json_out_int(&json, "head_seq", h->head_seq);
    put_known(&json, "disk_free", h->disk_free >= 0, h->disk_free);
    put_known(&json, "disk_size", h->disk_size >= 0, h->disk_size);
    json_out_string(&json, "printer", h->printer);
    json_out_string(&json, "paper", h->paper[0] != '\0' ? h->paper : NULL);
    json_out_int(&json, "clock_ms", h->clock_ms);
    put_known(&json, "offset_ms", h->has_offset, h->offset_ms);
    json_out_int(&json, "boot_mono_ms", h->boot_mono_ms);
    json_out_int(&json, "catalogue", h->catalogue);
    json_out_int(&json, "set_aside", h->set_aside);
    json_out_int(&json, "surveys_held", h->surveys_held);
    json_out_int(&json, "decisions", h->decisions);
    put_key(&json, h);
    json_out_object(&json, "roles");
    for (size_t i = 0; i < h->role_count; i++)
        json_out_bool(&json, h->roles[i].role, h->roles[i].runs);
    json_out_close_object(&json);
    json_out_close_object(&json);
}

/* Members of these kinds; their places are looked up by one loop each. */
struct text_member {
    const char *key;
    char *out;
    size_t size;
    bool may_miss; /* null */
};
struct int_member {
    const char *key;
    int64_t *out;
    bool may_miss; /* null: -1 */
};

/* These words are shown on terminals and in logs: none of them steers one. */
static bool is_one_line(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return false;
    }
    return true;
}

static bool read_text(const struct json *root, const struct text_member *member)
{
    const struct json *value = json_get(root, member->key);

    if (!value)
        return false;
    if (json_kind(value) == JSON_NULL)
        return member->may_miss;
    return json_kind(value) == JSON_STRING && is_one_line(json_string(value))
           && text_copy(member->out, member->size, json_string(value));
}

static bool read_int(const struct json *root, const struct int_member *member)
{
    const struct json *value = json_get(root, member->key);

    if (!value)
        return false;
    if (json_kind(value) == JSON_NULL) {
        *member->out = -1;
        return member->may_miss;
    }
    *member->out = json_int(value);
    return json_kind(value) == JSON_INT && *member->out >= 0;
}

static bool read_texts(struct heartbeat *out, const struct json *root)
{
    const struct text_member members[] = {
        {"device", out->device, sizeof out->device, false},
        {"office", out->office, sizeof out->office, false},
        {"version", out->version, sizeof out->version, false},
        {"printer", out->printer, sizeof out->printer, false},
        {"paper", out->paper, sizeof out->paper, true},
    };

    for (size_t i = 0; i < ARRAY_LEN(members); i++) {
        if (!read_text(root, &members[i]))
            return false;
    }
    return true;
}

static bool read_ints(struct heartbeat *out, const struct json *root)
{
    const struct int_member members[] = {
        {"unsent", &out->unsent, false},       {"oldest_unsent_ms", &out->oldest_unsent_ms, true},
        {"head_seq", &out->head_seq, false},   {"disk_free", &out->disk_free, true},
        {"disk_size", &out->disk_size, true},  {"boot_mono_ms", &out->boot_mono_ms, false},
        {"catalogue", &out->catalogue, false}, {"set_aside", &out->set_aside, false},
    };

    for (size_t i = 0; i < ARRAY_LEN(members); i++) {
        if (!read_int(root, &members[i]))
            return false;
    }
    return true;
}

/* Both may be below zero: a clock that fell back to 1970, an offset into the past. */
static bool read_clock(struct heartbeat *out, const struct json *root)
{
    const struct json *clock = json_get(root, "clock_ms");
    const struct json *offset = json_get(root, "offset_ms");

    if (!clock || json_kind(clock) != JSON_INT || !offset)
        return false;
    out->clock_ms = json_int(clock);
    out->has_offset = json_kind(offset) == JSON_INT;
    out->offset_ms = json_int(offset);
    return out->has_offset || json_kind(offset) == JSON_NULL;
}

/* What an older kiosk does not tell. */
static bool read_newer(struct heartbeat *out, const struct json *root)
{
    const struct int_member members[] = {
        {"surveys_held", &out->surveys_held, false},
        {"decisions", &out->decisions, false},
    };

    for (size_t i = 0; i < ARRAY_LEN(members); i++) {
        if (json_get(root, members[i].key) && !read_int(root, &members[i]))
            return false;
    }
    return true;
}

static bool read_key(struct heartbeat *out, const struct json *root)
{
    const struct json *key = json_get(root, "letter_key");

    if (!key || json_kind(key) == JSON_NULL)
        return true;
    out->has_letter_key = json_kind(key) == JSON_STRING
                          && base64_read(out->letter_key, sizeof out->letter_key, json_string(key));
    return out->has_letter_key;
}

static bool read_role(void *context, const char *key, const struct json *value)
{
    struct heartbeat *out = context;

    if (out->role_count == HEARTBEAT_ROLES || json_kind(value) != JSON_BOOL
        || !text_copy(out->roles[out->role_count].role, sizeof out->roles[0].role, key))
        return false;
    out->roles[out->role_count++].runs = json_bool(value);
    return true;
}

static bool read_roles(struct heartbeat *out, const struct json *root)
{
    const struct json *roles = json_get(root, "roles");

    return roles && json_kind(roles) == JSON_OBJECT && json_each(roles, read_role, out);
}

bool heartbeat_read(struct heartbeat *out, const char *bytes, size_t len, struct err *err)
{
    AUTO_JSON struct json *root = NULL;

    *out = (struct heartbeat){0};
    if (!json_parse(&root, bytes, len, NULL, err))
        return err_add(err, "the heartbeat");
    if (json_kind(root) == JSON_OBJECT && read_texts(out, root) && read_ints(out, root)
        && read_clock(out, root) && read_newer(out, root) && read_key(out, root)
        && read_roles(out, root))
        return true;
    return err_set(err, ERR_INVALID, "the heartbeat is not one");
}

void heartbeat_write_reply(struct text *out, const struct heartbeat_reply *reply)
{
    struct json_out json;

    json_out_init(&json, out);
    json_out_object(&json, NULL);
    json_out_int(&json, "server_time", reply->server_ms);
    if (reply->every_s > 0)
        json_out_int(&json, "every_s", reply->every_s);
    if (!uuid_is_nil(&reply->incarnation)) {
        char id[UUID_TEXT];

        uuid_format(&reply->incarnation, id);
        json_out_string(&json, "incarnation", id);
    }
    json_out_int(&json, "decisions", reply->decisions);
    if (reply->version[0] != '\0')
        json_out_string(&json, "version", reply->version);
    json_out_close_object(&json);
}

/* It may be missing: offices that are older do not say it. */
static bool read_incarnation(struct uuid *out, const struct json *value)
{
    return !value || (json_kind(value) == JSON_STRING && uuid_parse(json_string(value), out));
}

bool heartbeat_read_reply(struct heartbeat_reply *out, const char *bytes, size_t len,
                          struct err *err)
{
    AUTO_JSON struct json *root = NULL;
    int64_t every_s = 0;

    *out = (struct heartbeat_reply){0};
    if (!json_parse(&root, bytes, len, NULL, err))
        return err_add(err, "the answer to the heartbeat");
    const struct int_member server = {"server_time", &out->server_ms, false};
    const struct int_member decisions = {"decisions", &out->decisions, false};
    const struct int_member every = {"every_s", &every_s, true};
    if (json_kind(root) != JSON_OBJECT || !read_int(root, &server) || out->server_ms == 0
        || (json_get(root, every.key) && !read_int(root, &every))
        || (json_get(root, decisions.key) && !read_int(root, &decisions)))
        return err_set(err, ERR_INVALID, "the answer to the heartbeat is not one");
    if (!read_incarnation(&out->incarnation, json_get(root, "incarnation")))
        return err_set(err, ERR_INVALID, "the answer to the heartbeat names no incarnation");
    const struct text_member version = {"version", out->version, sizeof out->version, false};
    if (json_get(root, version.key) && !read_text(root, &version))
        return err_set(err, ERR_INVALID, "the answer to the heartbeat has a version too long");
    if (every_s >= HEARTBEAT_EVERY_LEAST_S && every_s <= HEARTBEAT_EVERY_MOST_S)
        out->every_s = (int)every_s;
    return true;
}
