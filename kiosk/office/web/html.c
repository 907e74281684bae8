/* Escaping for each place a value can stand at. */
#include "html.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

static const char *entity_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* What goes in as it is: no markup, no control character but line ends. */
static bool is_plain(char c)
{
    unsigned char byte = (unsigned char)c;

    return byte == '\n' || byte == '\t' || (byte >= 0x20 && byte != 0x7f && entity_of(c) == NULL);
}

/* Valid UTF-8. */
static void put_escaped(struct text *out, const char *value, size_t len)
{
    for (size_t from = 0; from < len;) {
        size_t until = from;
        while (until < len && is_plain(value[until]))
            until++;
        text_add_bytes(out, value + from, until - from);
        if (until < len)
            text_add(out, entity_of(value[until]) != NULL ? entity_of(value[until]) : "?");
        from = until + 1;
    }
}

void html_text(struct text *out, const char *value)
{
    size_t left = value == NULL ? 0 : strlen(value);

    while (left > 0) {
        size_t valid = text_valid_utf8(value, left);
        put_escaped(out, value, valid);
        if (valid == left)
            return;
        text_add(out, "?"); /* the byte where it breaks */
        value += valid + 1;
        left -= valid + 1;
    }
}

void html_address_part(struct text *out, const char *value)
{
    for (const char *at = value == NULL ? "" : value; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        if (isalnum(c) || strchr("-_.~", c) != NULL)
            text_add_bytes(out, at, 1);
        else
            text_addf(out, "%%%02X", c);
    }
}

void html_put_mark(struct text *out, const char *literal)
{
    text_add(out, literal);
}

/* The attribute's name when `at` is where its quoted value begins (`name="` just before), else "". */
struct attribute {
    const char *name;
    size_t len;
};

static struct attribute attribute_before(const char *literal, const char *at)
{
    struct attribute found = {"", 0};

    if (at - literal < 3 || at[-1] != '"' || at[-2] != '=')
        return found;
    const char *end = at - 2;
    const char *begin = end;
    while (begin > literal && (isalnum((unsigned char)begin[-1]) || begin[-1] == '-'))
        begin--;
    return (struct attribute){begin, (size_t)(end - begin)};
}

static bool is_named(struct attribute attribute, const char *name)
{
    return attribute.len == strlen(name) && strncmp(attribute.name, name, attribute.len) == 0;
}

static bool is_address(struct attribute attribute)
{
    return is_named(attribute, "href") || is_named(attribute, "src")
           || is_named(attribute, "action") || is_named(attribute, "formaction");
}

/* Browsers read "//host" and "/\host" as another server. */
static bool is_within_server(const char *value)
{
    if (value[0] == '?' || value[0] == '#')
        return true;
    return value[0] == '/' && value[1] != '/' && value[1] != '\\';
}

static void put_value(struct text *out, const char *literal, const char *at, const char *value)
{
    struct attribute attribute = attribute_before(literal, at);

    assert(at == literal || at[-1] != '='); /* quote it */
    assert(!is_named(attribute, "style") && strncmp(attribute.name, "on", 2) != 0);
    if (is_address(attribute) && value != NULL && !is_within_server(value))
        text_add(out, "#");
    else
        html_text(out, value);
}

void html_put_filled(struct text *out, const char *literal, const char *const *values, size_t count)
{
    size_t used = 0;

    for (const char *at = literal; *at != '\0';) {
        bool is_part = strncmp(at, "{%}", 3) == 0;
        if (!is_part && strncmp(at, "{}", 2) != 0) {
            size_t len = 1 + strcspn(at + 1, "{");
            text_add_bytes(out, at, len);
            at += len;
            continue;
        }
        assert(used < count);
        if (is_part)
            html_address_part(out, values[used++]);
        else
            put_value(out, literal, at, values[used++]);
        at += is_part ? 3 : 2;
    }
    assert(used == count);
}
