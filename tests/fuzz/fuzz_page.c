/* Anything as a field of a form, a word of an address and a value on a page: it stays what it is, and
 * adds no markup. The server beside it is a fake: its fields are the bytes. */
#include "base/mem.h"
#include "office/web/form.h"
#include "office/web/html.h"
#include "office/web/route.h"
#include "office/web/session.h"
#include "office/web/table.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

struct http_request {
    const char *value;
    size_t len;
};

const char *http_field(const struct http_request *request, const char *name, size_t *len)
{
    (void)name;
    if (len != NULL)
        *len = request->len;
    return request->value;
}

const char *http_query(const struct http_request *request, const char *name)
{
    (void)name;
    return request->value;
}

const char *http_cookie(const struct http_request *request, const char *name)
{
    return http_query(request, name);
}

void http_reply_header(struct http_reply *reply, const char *name, const char *value)
{
    (void)reply;
    (void)name;
    (void)value;
}

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static size_t count_of(const char *text, char c)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += *text == c ? 1 : 0;
    return count;
}

static void put_everywhere(struct text *out, const char *value)
{
    static const struct table_column columns[] = {{"a", false}, {"b", true}};
    const struct form_field field = {.name = "a",
                                     .label = value,
                                     .value = value,
                                     .hint = value,
                                     .error = value,
                                     .complete = value,
                                     .accept = value};
    struct form_field area = field;

    area.type = "textarea";
    html_fill(out, "<a href=\"{}\" title=\"{}\">{}</a><a href=\"/x/{%}?y={%}\">", value, value,
              value, value, value);
    form_field(out, &field);
    form_field(out, &area);
    form_select(out, "a", value, (struct form_option[]){{value, value}}, 1, "");
    struct table table = table_open(out, value, true, columns, ARRAY_LEN(columns));
    table_row(&table);
    table_text(&table, value);
    table_text(&table, value);
    table_close(&table, value);
}

/* The markup around a harmless value has as many signs as around this one. */
static void page_is_unharmed(const char *value)
{
    static const char signs[] = "<>\"'";
    struct text plain AUTO_TEXT = {0};
    struct text out AUTO_TEXT = {0};

    text_init(&plain, 1 << 20);
    text_init(&out, 1 << 24);
    put_everywhere(&plain, "/x");
    put_everywhere(&out, value);
    expect(!out.overflow && text_valid_utf8(out.data, out.len) == out.len);
    for (const char *sign = signs; *sign != '\0'; sign++)
        expect(count_of(out.data, *sign) == count_of(plain.data, *sign));
    const char *address = out.data + strlen("<a href=\"");
    expect(strchr("/?#", address[0]) != NULL && !(address[0] == '/' && strchr("/\\", address[1])));
}

static void field_is_plain(const struct http_request *request)
{
    struct visit visit = {.request = request};
    char field[200] = "", secret[200] = "";
    struct err err;

    if (web_secret(&visit, "a", secret, sizeof secret, &err))
        expect(strlen(secret) == request->len && memcmp(secret, request->value, request->len) == 0);
    if (!web_field(&visit, "a", field, sizeof field, &err))
        return;
    size_t len = strlen(field);
    expect(text_valid_utf8(field, len) == len);
    expect(len == 0
           || (strchr(" \t\r\n", field[0]) == NULL && strchr(" \t\r\n", field[len - 1]) == NULL));
    for (size_t i = 0; i < len; i++)
        expect((unsigned char)field[i] >= 0x20 || strchr("\t\r\n", field[i]) != NULL);
}

static void route_is_one_of_ours(const char *path)
{
    static const struct web_route routes[] = {{"GET", "/a/{b}", WEB_OFFICER, NULL},
                                              {"GET", "/a/{b}/{c}/d", WEB_OFFICER, NULL},
                                              {"GET", "/{a}/{b}/{c}", WEB_OFFICER, NULL}};
    struct route_match match = route_find(routes, ARRAY_LEN(routes), "GET", path);

    for (size_t i = 0; match.route != NULL && i < WEB_PARTS; i++)
        expect(strstr(path, match.part[i]) != NULL && strchr(match.part[i], '/') == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO_FREE char *text = mem_zalloc(len + 1, 1);
    struct http_request request = {.value = text, .len = len};
    struct visit visit = {.request = &request};

    memcpy(text, bytes, len);
    page_is_unharmed(text);
    field_is_plain(&request);
    route_is_one_of_ours(text);
    expect(text_valid_utf8(web_query(&visit, "a"), strlen(web_query(&visit, "a")))
           == strlen(web_query(&visit, "a")));
    if (session_origin_fits("https://kantor.example", NULL, text, NULL))
        expect(strcmp(text, "https://kantor.example") == 0);
    expect(!session_token_fits("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", text)
           || strspn(text, "a") == 36);
    return 0;
}
