/* A small HTTPS server in a child process, with certificates of its own making.
 *
 * What it answers depends on the path: /echo tells the request back, /later 503 with Retry-After 7, /moved 302,
 * /none 304, /large 100,000 bytes, /cut a part of what it announces, /shut nothing, /hang nothing for ever, /slow
 * after 1.5 s; all others 200 with {"connection":n,"request":n}, both counted from 1, and an ETag. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct tls_server {
    char directory[64];
    char authority[96], foreign[96]; /* certificates of authorities: the server's, and another */
    char certificate[96], key[96];   /* a client's, by the same authority */
    char url[64];
    char pin[64]; /* "sha256//…" of the server's key */
    pid_t child;
};
struct tls_server_wish {
    int64_t from_s, to_s;   /* validity of all certificates; 0: around now */
    bool is_old;            /* speaks no TLS 1.3 */
    bool wants_certificate; /* a client's */
    const char *host;       /* in the server's certificate; NULL: localhost */
};
void tls_server_start(struct tls_server *server, const struct tls_server_wish *wish);
void tls_server_stop(struct tls_server *server);
