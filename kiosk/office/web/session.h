/* Who is signed in: a random cookie, of which the database knows the SHA-256 alone. */
#pragma once
#include "office/web/web.h"

#define SESSION_COOKIE "__Host-anjungan"

enum { SESSION_TOKEN_TEXT = 65 }; /* 32 random bytes as hexadecimal digits */

/* The rules. A session ends 30 minutes after its last request, and 12 hours after its beginning. */
enum { SESSION_IDLE_MS = 30 * 60 * 1000, SESSION_WHOLE_MS = 12 * 3600 * 1000 };
bool session_is_alive(int64_t made_ms, int64_t seen_ms, int64_t now_ms);

/* Fills the visit's account from the request's cookie; nobody is signed in where it is none, ended, or
 * its account disabled. False: the database did not answer. */
MUST_USE bool session_find(struct visit *visit, struct err *err);
/* A new session for an account; the visit's former one ends. Sets the cookie. */
MUST_USE bool session_begin(struct visit *visit, const char *account, struct err *err);
/* This session ends; the cookie goes. */
MUST_USE bool session_end(struct visit *visit, struct err *err);
/* All sessions of an account end but the one with this hash (NULL: all). */
MUST_USE bool session_end_all(struct pg *pg, const char *account, const uint8_t *but,
                              struct err *err);

/* The token in the forms of a session: an HMAC of the session under its own key. */
void session_token(const uint8_t form_key[32], const uint8_t session[32], char out[WEB_TOKEN_TEXT]);
/* Takes as long for every wrong one of its length. */
bool session_token_fits(const char *wanted, const char *given);
/* Whether a POST comes from a page of this server. `url` is the server's own, `host` what was asked for;
 * all but `url` may be NULL. A request that names neither origin nor site is refused. */
bool session_origin_fits(const char *url, const char *host, const char *origin, const char *site);
