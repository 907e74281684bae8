/* HTTP/1.1 by hand: one connection for each request. */
#include "support/web_client.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

enum { REPLY_MOST = 4 * 1024 * 1024, REQUEST_MOST = 1024 * 1024 };

void web_client_init(struct web_client *client, const char *socket, const char *origin)
{
    *client = (struct web_client){0};
    assert_true(text_copy(client->socket, sizeof client->socket, socket));
    assert_true(text_copy(client->origin, sizeof client->origin, origin));
    assert_true(text_copy(client->address, sizeof client->address, "10.20.30.40"));
    text_init(&client->head, REPLY_MOST);
    text_init(&client->body, REPLY_MOST);
}

void web_client_clear(struct web_client *client)
{
    text_clear(&client->head);
    text_clear(&client->body);
}

static int connect_to(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0 && text_copy(address.sun_path, sizeof address.sun_path, path));
    assert_int_equal(connect(fd, (const struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

static void exchange(const struct web_client *client, const struct text *request, struct text *out)
{
    char bytes[16384];
    ssize_t got = 1;
    int fd = connect_to(client->socket);

    assert_false(request->overflow);
    for (size_t sent = 0; sent < request->len;) {
        ssize_t step = send(fd, request->data + sent, request->len - sent, MSG_NOSIGNAL);
        assert_true(step > 0);
        sent += (size_t)step;
    }
    while ((got = read(fd, bytes, sizeof bytes)) > 0)
        text_add_bytes(out, bytes, (size_t)got);
    assert_int_equal(got, 0);
    assert_false(out->overflow);
    close(fd);
}

void web_header(const struct web_client *client, const char *name, char *out, size_t size)
{
    size_t len = strlen(name);

    out[0] = '\0';
    for (const char *line = client->head.data; line != NULL; line = strstr(line, "\r\n")) {
        line += line[0] == '\r' ? 2 : 0;
        if (strncasecmp(line, name, len) == 0 && line[len] == ':') {
            size_t from = len + 1 + strspn(line + len + 1, " ");
            assert_true(
                text_format(out, size, "%.*s", (int)strcspn(line + from, "\r"), line + from));
            return;
        }
    }
}

/* The token of the page's forms, where it has one. */
static void note_token(struct web_client *client)
{
    static const char mark[] = "name=\"kunci\" value=\"";
    const char *at = strstr(client->body.data, mark);

    if (at != NULL)
        (void)text_format(client->token, sizeof client->token, "%.64s", at + sizeof mark - 1);
}

static void note_reply(struct web_client *client, const struct text *whole)
{
    const char *end = strstr(whole->data, "\r\n\r\n");

    assert_non_null(end);
    text_clear(&client->head);
    text_clear(&client->body);
    text_init(&client->head, REPLY_MOST);
    text_init(&client->body, REPLY_MOST);
    text_add_bytes(&client->head, whole->data, (size_t)(end - whole->data));
    text_add_bytes(&client->body, end + 4, whole->len - (size_t)(end + 4 - whole->data));
    text_add(&client->body, "");
    assert_memory_equal(client->head.data, "HTTP/1.1 ", 9);
    client->status = (int)strtol(client->head.data + 9, NULL, 10);
    web_header(client, "Location", client->location, sizeof client->location);
    web_header(client, "Set-Cookie", client->set_cookie, sizeof client->set_cookie);
    if (client->set_cookie[0] != '\0')
        (void)text_format(client->cookie, sizeof client->cookie, "%.*s",
                          (int)strcspn(client->set_cookie, ";"), client->set_cookie);
    if (client->body.data != NULL)
        note_token(client);
}

void web_send(struct web_client *client, const char *method, const char *path, const char *form)
{
    struct text request AUTO_TEXT = {0};
    struct text reply AUTO_TEXT = {0};

    text_init(&request, REQUEST_MOST);
    text_init(&reply, REPLY_MOST);
    text_addf(&request,
              "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              "Anjungan-Address: %s\r\n",
              method, path, client->address);
    if (client->cookie[0] != '\0')
        text_addf(&request, "Cookie: %s\r\n", client->cookie);
    if (client->origin[0] != '\0')
        text_addf(&request, "Origin: %s\r\n", client->origin);
    if (form != NULL)
        text_addf(&request,
                  "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n",
                  strlen(form));
    text_add(&request, "\r\n");
    text_add(&request, form == NULL ? "" : form);
    exchange(client, &request, &reply);
    note_reply(client, &reply);
}

void web_get(struct web_client *client, const char *path)
{
    web_send(client, "GET", path, NULL);
}

static void add_encoded(struct text *out, const char *value)
{
    for (; *value != '\0'; value++) {
        if (isalnum((unsigned char)*value))
            text_add_bytes(out, value, 1);
        else
            text_addf(out, "%%%02X", (unsigned char)*value);
    }
}

void web_post(struct web_client *client, const char *path, const char *const *fields)
{
    struct text form AUTO_TEXT = {0};

    text_init(&form, REQUEST_MOST);
    text_addf(&form, "kunci=%s", client->token);
    for (; fields != NULL && fields[0] != NULL; fields += 2) {
        text_addf(&form, "&%s=", fields[0]);
        add_encoded(&form, fields[1]);
    }
    assert_false(form.overflow);
    web_send(client, "POST", path, form.data);
}

void web_sign_in(struct web_client *client, const char *account, const char *password)
{
    const char *const fields[] = {"akun", account, "sandi", password, NULL};

    web_post(client, "/masuk", fields);
}

bool web_says(const struct web_client *client, const char *part)
{
    return client->body.data != NULL && strstr(client->body.data, part) != NULL;
}

void web_between(const struct web_client *client, const char *before, const char *after, char *out,
                 size_t size)
{
    const char *from = client->body.data == NULL ? NULL : strstr(client->body.data, before);

    if (from == NULL)
        fail_msg("\"%s\" is not on the page", before);
    from += strlen(before);
    const char *until = strstr(from, after);
    assert_non_null(until);
    assert_true(text_format(out, size, "%.*s", (int)(until - from), from));
}
