/* Sessions: rules first, then what is kept. */
#include "session.h"
#include "base/id.h"
#include "base/secret.h"
#include "session_rows.h"

#include <stdio.h>
#include <string.h>

enum { TOUCH_MS = 60 * 1000 }; /* a page a second is no write a second */

bool session_is_alive(int64_t made_ms, int64_t seen_ms, int64_t now_ms)
{
    if (made_ms > now_ms || seen_ms > now_ms) /* the clock was set back: better to sign in again */
        return now_ms - made_ms > -SESSION_IDLE_MS && now_ms - seen_ms > -SESSION_IDLE_MS;
    return now_ms - seen_ms < SESSION_IDLE_MS && now_ms - made_ms < SESSION_WHOLE_MS;
}

void session_token(const uint8_t form_key[32], const uint8_t session[32], char out[WEB_TOKEN_TEXT])
{
    uint8_t mark[32];

    id_hmac_sha256(mark, form_key, session, 32);
    id_format_hex(out, mark, sizeof mark);
}

bool session_token_fits(const char *wanted, const char *given)
{
    size_t len = strlen(wanted);
    unsigned char differs = 0;

    if (given == NULL || len == 0 || strlen(given) != len)
        return false;
    for (size_t i = 0; i < len; i++)
        differs |= (unsigned char)(wanted[i] ^ given[i]);
    return differs == 0;
}

static const char SCHEME[] = "https://";
enum { SCHEME_LEN = sizeof SCHEME - 1 };

/* Whether `url` is `origin` with a path or none behind it. */
static bool is_origin_of(const char *url, const char *origin)
{
    size_t len = strlen(origin);

    return strncmp(url, origin, len) == 0 && (url[len] == '\0' || url[len] == '/');
}

static bool is_own_origin(const char *url, const char *host, const char *origin)
{
    /* "https://host": whole, and no more */
    if (strncmp(origin, SCHEME, SCHEME_LEN) != 0 || origin[SCHEME_LEN] == '\0'
        || strchr(origin + SCHEME_LEN, '/') != NULL)
        return false;
    return is_origin_of(url, origin) || (host != NULL && strcmp(origin + SCHEME_LEN, host) == 0);
}

bool session_origin_fits(const char *url, const char *host, const char *origin, const char *site)
{
    if (origin == NULL && site == NULL)
        return false;
    if (site != NULL && strcmp(site, "same-origin") != 0)
        return false;
    return origin == NULL || is_own_origin(url, host, origin);
}

static bool is_token(const char *cookie)
{
    return cookie != NULL && strlen(cookie) == SESSION_TOKEN_TEXT - 1
           && strspn(cookie, "0123456789abcdef") == SESSION_TOKEN_TEXT - 1;
}

bool session_find(struct visit *visit, struct err *err)
{
    const char *cookie = http_cookie(visit->request, SESSION_COOKIE);
    struct session_row row;

    if (!is_token(cookie))
        return true;
    id_sha256(visit->session, cookie, strlen(cookie), NULL, 0);
    if (!session_rows_read(visit->web->pg, visit->session, &row, err))
        return err != NULL && err->code == ERR_NOT_FOUND;
    if (!session_is_alive(row.made_ms, row.seen_ms, visit->now_ms))
        return session_rows_remove(visit->web->pg, visit->session, err);
    text_copy(visit->account, sizeof visit->account, row.account);
    text_copy(visit->shown, sizeof visit->shown, row.shown);
    visit->role = row.role;
    visit->must_change = row.must_change;
    session_token(row.form_key, visit->session, visit->token);
    return visit->now_ms - row.seen_ms < TOUCH_MS
           || session_rows_touch(visit->web->pg, visit->session, visit->now_ms, err);
}

static void set_cookie(struct visit *visit, const char *value, const char *more)
{
    char header[256];

    text_format(header, sizeof header,
                SESSION_COOKIE "=%s; Path=/; Secure; HttpOnly; SameSite=Strict%s", value, more);
    http_reply_header(visit->reply, "Set-Cookie", header);
    secret_wipe(header, sizeof header);
}

bool session_begin(struct visit *visit, const char *account, struct err *err)
{
    uint8_t bytes[32], hash[32], form_key[32];
    char token[SESSION_TOKEN_TEXT];

    id_random_key(bytes);
    id_random_key(form_key);
    id_format_hex(token, bytes, sizeof bytes);
    id_sha256(hash, token, strlen(token), NULL, 0);
    bool is_kept = session_rows_remove(visit->web->pg, visit->session, err)
                   && session_rows_add(visit->web->pg, hash, account, form_key, visit->now_ms, err);
    if (is_kept) {
        memcpy(visit->session, hash, sizeof hash);
        set_cookie(visit, token, "");
    }
    secret_wipe(token, sizeof token);
    secret_wipe(bytes, sizeof bytes);
    return is_kept;
}

bool session_end(struct visit *visit, struct err *err)
{
    set_cookie(visit, "", "; Max-Age=0");
    return session_rows_remove(visit->web->pg, visit->session, err);
}

bool session_end_all(struct pg *pg, const char *account, const uint8_t *but, struct err *err)
{
    return session_rows_remove_all(pg, account, but, err);
}
