/* One request from door to door: who it is, whether they may, the page, the reply's headers. */
#include "web.h"
#include "asset.h"
#include "page.h"
#include "route.h"
#include "session.h"
#include "web_internal.h"

#include <string.h>

#define LOG_AREA "web"
#include "base/log.h"

static const struct {
    const char *name, *value;
} HEADERS[] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
     "frame-ancestors 'none'; base-uri 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"}, /* with no-referrer, forms would come without an origin */
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
};

static int status_of(enum err_code code)
{
    switch (code) {
    case ERR_NOT_FOUND:
        return 404;
    case ERR_INVALID:
        return 400;
    case ERR_CLOSED:
        return 403;
    case ERR_FULL:
        return 429;
    case ERR_BUSY:
    case ERR_OFFLINE:
        return 503;
    case ERR_NONE:
    case ERR_IO:
    case ERR_CORRUPT:
        return 500;
    }
    return 500;
}

/* `path` is the route's, not the request's: that one may hold an account or a complaint's number. */
static void refuse(struct visit *visit, const char *path, const struct err *err)
{
    int status = status_of(err->code);

    if (status >= 500) {
        struct err why = *err;

        (void)err_add(&why, "%s %s", http_method(visit->request), path);
        trouble_say_pg(&visit->web->trouble, &why);
    }
    page_trouble(visit, status);
}

static bool is_post(const struct visit *visit)
{
    return strcmp(http_method(visit->request), "POST") == 0;
}

/* A form that another site or another session made is none of ours. */
static bool is_own_form(const struct visit *visit, const struct web_route *route)
{
    const struct http_request *request = visit->request;

    if (!session_origin_fits(visit->web->options->url, http_header(request, "Host"),
                             http_header(request, "Origin"),
                             http_header(request, "Sec-Fetch-Site")))
        return false;
    return route->least == WEB_ANYONE
           || session_token_fits(visit->token, http_field(request, "kunci", NULL));
}

static bool run_in_transaction(struct visit *visit, const struct web_route *route, struct err *err)
{
    struct pg *pg = visit->web->pg;

    if (pg_begin(pg, err) && route->run(visit, err) && pg_commit(pg, err))
        return true;
    pg_undo(pg);
    return false;
}

static void run(struct visit *visit, const struct web_route *route)
{
    struct err err = {0};

    if (is_post(visit) && !is_own_form(visit, route)) {
        log_warn("%s: a form without the right origin and token is refused", route->path);
        page_trouble(visit, 403);
        return;
    }
    if (is_post(visit) ? !run_in_transaction(visit, route, &err) : !route->run(visit, &err))
        refuse(visit, route->path, &err);
    else if (pg_answers(visit->web->pg) != visit->answers) /* some pages ask the database nothing */
        trouble_good(&visit->web->trouble,
                     is_post(visit) ? PROVES_READ | PROVES_WRITE : PROVES_READ);
}

static bool is_open_before_change(const struct web_route *route)
{
    return route->least == WEB_ANYONE || strcmp(route->path, "/sandi") == 0
           || strcmp(route->path, "/keluar") == 0;
}

static void answer(struct visit *visit)
{
    struct route_match match = route_find(web_routes, web_route_count, http_method(visit->request),
                                          http_path(visit->request));
    const struct web_route *route = match.route;

    memcpy(visit->part, match.part, sizeof visit->part);
    if (visit->role == WEB_ANYONE && (route == NULL || route->least > WEB_ANYONE))
        (void)web_go(visit, "/masuk", is_post(visit) ? "sesi-habis" : "");
    else if (route == NULL)
        page_trouble(visit, match.is_path_known ? 405 : 404);
    else if (visit->must_change && !is_open_before_change(route))
        (void)web_go(visit, "/sandi", "");
    else if (visit->role < route->least)
        page_trouble(visit, 403);
    else
        run(visit, route);
}

/* nginx says who asks; it alone can reach the socket. */
static void read_address(struct visit *visit)
{
    const char *address = http_header(visit->request, "Anjungan-Address");

    if (address != NULL && strspn(address, "0123456789abcdefABCDEF.:") == strlen(address))
        text_copy(visit->address, sizeof visit->address, address);
}

static void put_headers(struct http_reply *reply, const char *cache)
{
    for (size_t i = 0; i < ARRAY_LEN(HEADERS); i++)
        http_reply_header(reply, HEADERS[i].name, HEADERS[i].value);
    http_reply_header(reply, "Cache-Control", cache);
}

void web_handle(void *context, const struct http_request *request, struct http_reply *reply)
{
    struct web *web = context;
    struct visit visit = {.web = web,
                          .request = request,
                          .reply = reply,
                          .now_ms = clock_now_ms(web->clock),
                          .answers = pg_answers(web->pg)};
    struct err err = {0};

    if (asset_answer(web->options->asset_dir, request, reply)) {
        put_headers(reply, "public, max-age=86400");
        return;
    }
    read_address(&visit);
    if (session_find(&visit, &err))
        answer(&visit);
    else
        refuse(&visit, "any page", &err);
    put_headers(reply, "no-store");
}
