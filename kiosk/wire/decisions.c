/* A page of the office's decisions, written and read. */
#include "wire/decisions.h"
#include "base/json.h"
#include "base/sign.h"

#include <string.h>

enum { LETTER_TEXT = (DECISION_LETTER + 2) / 3 * 4 };

static void write_what(struct json_out *json, const struct decision *decision)
{
    const struct complaint_decision *what = &decision->what;
    AUTO_TEXT struct text letter;

    text_init(&letter, LETTER_TEXT + 1);
    json_out_string(json, "number", what->number);
    json_out_string(json, "act", complaint_act_key(what->act));
    json_out_int(json, "at", what->at_ms);
    json_out_string(json, "weight",
                    what->act == COMPLAINT_WEIGH ? complaint_weight_key(what->weight) : NULL);
    bool has_letter =
        decision->letter_len > 0 && base64_write(&letter, decision->letter, decision->letter_len);
    json_out_string(json, "answer", has_letter ? letter.data : NULL);
}

/* Of one that is not known its number, for whoever reads goes on behind it. */
static void write_one(struct json_out *json, const struct decision *decision)
{
    json_out_object(json, NULL);
    json_out_int(json, "seq", decision->seq);
    if (decision->is_known)
        write_what(json, decision);
    json_out_close_object(json);
}

void decisions_write(struct text *out, const struct decisions *decisions)
{
    struct json_out json;
    char incarnation[UUID_TEXT];

    uuid_format(&decisions->incarnation, incarnation);
    json_out_init(&json, out);
    json_out_object(&json, NULL);
    json_out_array(&json, "decisions");
    for (size_t i = 0; i < decisions->count; i++)
        write_one(&json, &decisions->items[i]);
    json_out_close_array(&json);
    json_out_int(&json, "head", decisions->head);
    json_out_int(&json, "server_time", decisions->server_ms);
    json_out_string(&json, "incarnation", incarnation);
    json_out_close_object(&json);
}

static bool read_count(int64_t *out, const struct json *value)
{
    *out = json_int(value);
    return value && json_kind(value) == JSON_INT && *out >= 0;
}

static bool read_letter(struct decision *out, const char *text)
{
    AUTO_TEXT struct text bytes = {0};

    if (!text)
        return true;
    text_init(&bytes, sizeof out->letter + 1);
    if (!base64_add(&bytes, text) || bytes.overflow || bytes.len > sizeof out->letter)
        return false;
    memcpy(out->letter, bytes.data, bytes.len);
    out->letter_len = bytes.len;
    return true;
}

/* What a later version may say, or a damaged row: it is passed over and holds nothing else up. */
static bool read_what(struct decision *out, const struct json *item)
{
    struct complaint_decision *what = &out->what;
    const char *number = json_string(json_get(item, "number"));
    const char *act = json_string(json_get(item, "act"));
    const char *weight = json_string(json_get(item, "weight"));
    int found = act ? complaint_find_key(KEYS_ACT, act) : -1;

    if (!number || found < 0 || !complaint_parse_number(number, what->number)
        || !text_equal(number, what->number) || !read_count(&what->at_ms, json_get(item, "at"))
        || what->at_ms == 0)
        return false;
    what->act = (enum complaint_act)found;
    found = weight ? complaint_find_key(KEYS_WEIGHT, weight) : WEIGHT_NOT_SET;
    what->weight = found > 0 ? (enum complaint_weight)found : WEIGHT_NOT_SET;
    if ((what->act == COMPLAINT_WEIGH) != (what->weight != WEIGHT_NOT_SET))
        return false;
    return what->act != COMPLAINT_ANSWER || read_letter(out, json_string(json_get(item, "answer")));
}

static bool read_one(struct decisions *out, const struct json *item)
{
    int64_t before = out->count > 0 ? out->items[out->count - 1].seq : 0;
    struct decision *decision = &out->items[out->count];

    if (json_kind(item) != JSON_OBJECT || !read_count(&decision->seq, json_get(item, "seq"))
        || decision->seq <= before)
        return false;
    decision->is_known = read_what(decision, item);
    if (!decision->is_known)
        *decision = (struct decision){.seq = decision->seq};
    out->count++;
    return true;
}

static bool read_all(struct decisions *out, const struct json *list)
{
    if (!list || json_kind(list) != JSON_ARRAY || json_len(list) > DECISIONS_MOST)
        return false;
    for (size_t i = 0; i < json_len(list); i++) {
        if (!read_one(out, json_at(list, i)))
            return false;
    }
    return true;
}

static bool read_incarnation(struct uuid *out, const struct json *value)
{
    const char *text = json_string(value);

    return text && uuid_parse(text, out) && !uuid_is_nil(out);
}

bool decisions_read(struct decisions *out, const char *bytes, size_t len, struct err *err)
{
    AUTO_JSON struct json *root = NULL;

    memset(out, 0, sizeof *out);
    if (!json_parse(&root, bytes, len, NULL, err))
        return err_add(err, "the office's decisions");
    if (json_kind(root) != JSON_OBJECT)
        return err_set(err, ERR_INVALID, "the office's decisions are no object");
    if (!read_all(out, json_get(root, "decisions"))
        || !read_count(&out->head, json_get(root, "head"))
        || !read_count(&out->server_ms, json_get(root, "server_time")) || out->server_ms == 0
        || !read_incarnation(&out->incarnation, json_get(root, "incarnation"))
        || (out->count > 0 && out->items[out->count - 1].seq > out->head))
        return err_set(err, ERR_INVALID, "the office's decisions are none");
    return true;
}
