/* The writer of compact JSON. */
#include "base/json.h"

#include <assert.h>
#include <string.h>

void json_out_init(struct json_out *out, struct text *text)
{
    *out = (struct json_out){.text = text, .is_first = true};
}

/* Bytes up to the next one that must be escaped go out in one piece. */
static void add_quoted(struct text *text, const char *value)
{
    text_add_bytes(text, "\"", 1);
    while (*value != '\0') {
        size_t plain = 0;
        unsigned char c;

        while ((c = (unsigned char)value[plain]) >= 0x20 && c != '"' && c != '\\')
            plain++;
        text_add_bytes(text, value, plain);
        value += plain;
        if (*value == '\0')
            break;
        if (*value == '\n')
            text_add(text, "\\n");
        else if (*value == '"' || *value == '\\')
            text_addf(text, "\\%c", *value);
        else
            text_addf(text, "\\u%04x", (unsigned)(unsigned char)*value);
        value++;
    }
    text_add_bytes(text, "\"", 1);
}

static void begin(struct json_out *out, const char *key)
{
    if (!out->is_first)
        text_add_bytes(out->text, ",", 1);
    out->is_first = false;
    if (key != NULL) {
        assert(out->depth > 0);
        add_quoted(out->text, key);
        text_add_bytes(out->text, ":", 1);
    }
}

static void open_level(struct json_out *out, const char *key, const char *bracket)
{
    begin(out, key);
    text_add_bytes(out->text, bracket, 1);
    out->depth++;
    out->is_first = true;
}

static void close_level(struct json_out *out, const char *bracket)
{
    assert(out->depth > 0);
    text_add_bytes(out->text, bracket, 1);
    out->depth--;
    out->is_first = false;
}

void json_out_object(struct json_out *out, const char *key)
{
    open_level(out, key, "{");
}

void json_out_array(struct json_out *out, const char *key)
{
    open_level(out, key, "[");
}

void json_out_close_object(struct json_out *out)
{
    close_level(out, "}");
}

void json_out_close_array(struct json_out *out)
{
    close_level(out, "]");
}

void json_out_string(struct json_out *out, const char *key, const char *value)
{
    begin(out, key);
    if (value != NULL)
        add_quoted(out->text, value);
    else
        text_add(out->text, "null");
}

void json_out_int(struct json_out *out, const char *key, int64_t value)
{
    begin(out, key);
    text_addf(out->text, "%lld", (long long)value);
}

void json_out_bool(struct json_out *out, const char *key, bool value)
{
    begin(out, key);
    text_add(out->text, value ? "true" : "false");
}
