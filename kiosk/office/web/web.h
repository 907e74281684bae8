/* The pages' frame: who visits, which page answers, and what a page may do.
 *
 * A page is a function in the table of routes (routes.c). It runs only for accounts of at least its
 * role. A POST runs in one transaction, after its form's token and origin were checked: the page's act
 * and its audit line are kept together or not at all. A page that returns false has its transaction
 * undone and is answered by the error page of the code: NOT_FOUND 404, INVALID 400, CLOSED 403, FULL
 * 429, BUSY and OFFLINE 503, others 500 (logged). */
#pragma once
#include "base/attr.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/text.h"
#include "http/server.h"
#include "office/office.h"
#include "office/pg.h"
#include "office/trouble.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Each may do what those before it may. */
enum web_role { WEB_ANYONE, WEB_OFFICER, WEB_SUPERVISOR, WEB_ADMIN };
const char *web_role_name(enum web_role role); /* "officer" … as in the database */
MUST_USE bool web_role_from_name(const char *name, enum web_role *out);
const char *web_role_words(enum web_role role); /* "Petugas", "Penyelia", "Pengelola" */
/* Who did something: an account's name, or a command at the server itself. */
const char *web_by_words(const char *account);

struct in_force;

/* One process. */
struct web {
    struct pg *pg;
    const struct office_options *options;
    struct clock *clock;
    struct troubles trouble;
    struct in_force *in_force; /* in_force.h; NULL until a page asks */
    char nobody_hash[128];     /* checked where there is no account, so that it takes as long */
};

enum {
    WEB_ACCOUNT_TEXT = 33,
    WEB_SHOWN_TEXT = 129,
    WEB_ADDRESS_TEXT = 64,
    WEB_TOKEN_TEXT = 65,
    WEB_PARTS = 3,
    WEB_PART_TEXT = 128,
    WEB_FORM_MOST = 9 * 1024 * 1024, /* bytes of a form with a file of 8 MB; nginx's too */
    WEB_PAGE_MOST = 16 * 1024 * 1024,
};

/* One request. */
struct visit {
    struct web *web;
    const struct http_request *request;
    struct http_reply *reply;
    int64_t now_ms;
    uint64_t answers;   /* of the database, before it */
    enum web_role role; /* WEB_ANYONE: nobody is signed in, and the next four are empty */
    char account[WEB_ACCOUNT_TEXT];
    char shown[WEB_SHOWN_TEXT]; /* the account's name for people */
    uint8_t session[32];        /* SHA-256 of the cookie */
    char token[WEB_TOKEN_TEXT]; /* for this session's forms: form_open writes it */
    bool must_change;           /* the password, before anything else */
    char address[WEB_ADDRESS_TEXT];
    char part[WEB_PARTS][WEB_PART_TEXT]; /* what stood for {…} in the route's path, in order */
};

/* The reply's body is empty and its status 200. */
typedef bool web_page(struct visit *visit, struct err *err);

struct web_route {
    const char *method; /* "GET" (serves HEAD too), "POST" */
    const char *path;   /* "/pengguna/{nama}/peran"; a part is what stands between two '/' */
    enum web_role least;
    web_page *run;
};
extern const struct web_route web_routes[];
extern const size_t web_route_count;

/* A field of the form, "" where absent. False (ERR_INVALID): longer than `out`, no UTF-8, or with
 * control characters other than line ends. Blanks around it are dropped. */
MUST_USE bool web_field(const struct visit *visit, const char *name, char *out, size_t size,
                        struct err *err);
/* The same as it was typed, blanks and all: for passwords. */
MUST_USE bool web_secret(const struct visit *visit, const char *name, char *out, size_t size,
                         struct err *err);
/* A word of the query; "" where absent or no UTF-8. */
const char *web_query(const struct visit *visit, const char *name);

/* Writes down what the account does; within the request's transaction. `act` is a name of audit.h's
 * table ("device.revoked"); never a text of a complaint or a secret. */
MUST_USE bool web_audit(const struct visit *visit, const char *act, const char *subject,
                        const char *detail, struct err *err);

/* Sends the browser on to `path` of this server, where the message of that name (message.c, "" =
 * none) stands above the page. Returns true, so that a page may end with it. */
bool web_go(struct visit *visit, const char *path, const char *message);
