/* A browser without a face, for flow tests of the office's pages: it speaks to the process's socket as
 * nginx does, keeps its cookie and fills forms. Everything asserts. */
#pragma once
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>

struct web_client {
    char socket[128];
    char origin[64];  /* "https://localhost:18931"; "" sends none */
    char address[48]; /* as nginx tells it */
    char cookie[160]; /* "__Host-anjungan=…", taken from replies; "" sends none */
    char token[80];   /* of the last page with a form */
    /* the last reply */
    int status;
    char location[256];
    char set_cookie[256]; /* whole line; "" */
    struct text head, body;
};

void web_client_init(struct web_client *client, const char *socket, const char *origin);
void web_client_clear(struct web_client *client);

/* The path may hold a query. */
void web_get(struct web_client *client, const char *path);
/* `fields` are name, value …, ended by NULL; the token goes with them. */
void web_post(struct web_client *client, const char *path, const char *const *fields);
/* As it stands; `form` NULL: no body. */
void web_send(struct web_client *client, const char *method, const char *path, const char *form);

/* Signs in with the form; the reply is the page's. */
void web_sign_in(struct web_client *client, const char *account, const char *password);

/* Of the last reply. */
bool web_says(const struct web_client *client, const char *part);
/* The value of a header, "" where it is absent. */
void web_header(const struct web_client *client, const char *name, char *out, size_t size);
/* What stands between the two in the body; fails when they are not there. */
void web_between(const struct web_client *client, const char *before, const char *after, char *out,
                 size_t size);
