/* HTTPS on a loopback port, one connection at a time. */
#include "support/tls_server.h"
#include "base/sign.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { REQUEST_BYTES = 64 * 1024, LARGE_BYTES = 100 * 1000, SLOW_MS = 1500 };

struct holder { /* of a certificate */
    EVP_PKEY *key;
    X509 *certificate;
};

static void holder_clear(struct holder *holder)
{
    EVP_PKEY_free(holder->key);
    X509_free(holder->certificate);
}

static void extend(X509 *certificate, int nid, const char *value)
{
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, NULL, nid, value);

    assert_non_null(extension);
    assert_int_equal(X509_add_ext(certificate, extension, -1), 1);
    X509_EXTENSION_free(extension);
}

/* `issuer` NULL: an authority, signed by itself. `host` NULL: a client. */
static struct holder make(const char *name, const struct holder *issuer, const char *host,
                          const struct tls_server_wish *wish)
{
    struct holder holder = {.key = EVP_EC_gen("P-256"), .certificate = X509_new()};
    X509 *certificate = holder.certificate;
    char alternative[96];
    int64_t now_s = (int64_t)time(NULL);

    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), issuer ? 2 : 1);
    ASN1_TIME_set(X509_getm_notBefore(certificate), wish->from_s ? wish->from_s : now_s - 3600);
    ASN1_TIME_set(X509_getm_notAfter(certificate), wish->to_s ? wish->to_s : now_s + 3600);
    X509_set_pubkey(certificate, holder.key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                               (const unsigned char *)name, -1, -1, 0);
    X509_set_issuer_name(certificate, issuer ? X509_get_subject_name(issuer->certificate)
                                             : X509_get_subject_name(certificate));
    extend(certificate, NID_basic_constraints, issuer ? "CA:FALSE" : "critical,CA:TRUE");
    (void)text_format(alternative, sizeof alternative, "DNS:%s", host ? host : "");
    if (host)
        extend(certificate, NID_subject_alt_name, alternative);
    assert_true(X509_sign(certificate, issuer ? issuer->key : holder.key, EVP_sha256()) > 0);
    return holder;
}

static void write_certificate(char *path, size_t size, const char *directory, const char *name,
                              const X509 *certificate)
{
    assert_true(text_format(path, size, "%s/%s", directory, name));
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(PEM_write_X509(file, certificate), 1);
    assert_int_equal(fclose(file), 0);
}

static void write_key(char *path, size_t size, const char *directory, const EVP_PKEY *key)
{
    assert_true(text_format(path, size, "%s/kiosk.key", directory));
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL), 1);
    assert_int_equal(fclose(file), 0);
}

static void write_pin(char *out, size_t size, X509 *certificate)
{
    uint8_t digest[32];
    unsigned char *der = NULL;
    struct text pin;

    int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    assert_true(len > 0);
    assert_int_equal(EVP_Digest(der, (size_t)len, digest, NULL, EVP_sha256(), NULL), 1);
    OPENSSL_free(der);
    text_init(&pin, 100);
    text_add(&pin, "sha256//");
    assert_true(base64_write(&pin, digest, sizeof digest));
    assert_true(text_copy(out, size, pin.data));
    text_clear(&pin);
}

/* --- in the child ------------------------------------------------------------------------------- */

static void nap(int ms)
{
    const struct timespec pause = {ms / 1000, (ms % 1000) * 1000000L};

    (void)nanosleep(&pause, NULL);
}

/* A whole request as text; false when the client is gone. */
static bool read_request(SSL *ssl, char *out)
{
    size_t len = 0;

    for (;;) {
        out[len] = '\0';
        const char *end = strstr(out, "\r\n\r\n");
        const char *length = strstr(out, "Content-Length: ");
        size_t body = length ? strtoul(length + 16, NULL, 10) : 0;
        if (end && len >= (size_t)(end + 4 - out) + body)
            return true;
        int count = SSL_read(ssl, out + len, (int)(REQUEST_BYTES - 1 - len));
        if (count <= 0)
            return false;
        len += (size_t)count;
    }
}

static void reply(SSL *ssl, const char *status, const char *headers, const char *body,
                  size_t announced)
{
    struct text text;

    text_init(&text, 4 * LARGE_BYTES);
    text_addf(
        &text,
        "HTTP/1.1 %s\r\nDate: Mon, 23 Nov 1987 07:28:00 GMT\r\n%sContent-Length: %zu\r\n\r\n%s",
        status, headers, announced, body);
    (void)SSL_write(ssl, text.data, (int)text.len);
    text_clear(&text);
}

static bool has_path(const char *request, const char *path)
{
    const char *at = strchr(request, ' ');
    size_t len = strlen(path);

    return at && strncmp(at + 1, path, len) == 0 && at[1 + len] == ' ';
}

static void reply_large(SSL *ssl)
{
    char *body = calloc(1, LARGE_BYTES + 1);

    memset(body, 'x', LARGE_BYTES);
    reply(ssl, "200 OK", "", body, LARGE_BYTES);
    free(body);
}

/* False: the connection ends. */
static bool answer(SSL *ssl, const char *request, int connection, int number)
{
    char body[64];

    if (has_path(request, "/hang"))
        nap(60 * 1000);
    if (has_path(request, "/shut") || has_path(request, "/hang"))
        return false;
    if (has_path(request, "/slow"))
        nap(SLOW_MS);
    if (has_path(request, "/echo"))
        reply(ssl, "200 OK", "", request, strlen(request));
    else if (has_path(request, "/later"))
        reply(ssl, "503 Away", "Retry-After: 7\r\n", "", 0);
    else if (has_path(request, "/date"))
        reply(ssl, "503 Away", "Retry-After: Mon, 23 Nov 1987 07:29:00 GMT\r\n", "", 0);
    else if (has_path(request, "/moved"))
        reply(ssl, "302 Found", "Location: /else\r\n", "", 0);
    else if (has_path(request, "/large"))
        reply_large(ssl);
    else if (has_path(request, "/cut"))
        reply(ssl, "200 OK", "", "half", 8);
    else {
        (void)text_format(body, sizeof body, "{\"connection\":%d,\"request\":%d}", connection,
                          number);
        reply(ssl, "200 OK", "ETag: \"7\"\r\n", body, strlen(body));
    }
    return !has_path(request, "/cut");
}

/* A close with unread bytes would reset the connection before the client has read the alert. */
static void linger(int fd)
{
    char rest[256];

    (void)shutdown(fd, SHUT_WR);
    while (read(fd, rest, sizeof rest) > 0)
        ;
}

static void serve(SSL_CTX *context, int fd, int connection)
{
    char *request = malloc(REQUEST_BYTES);
    SSL *ssl = SSL_new(context);

    SSL_set_fd(ssl, fd);
    if (SSL_accept(ssl) == 1) {
        for (int number = 1; read_request(ssl, request) && answer(ssl, request, connection, number);
             number++)
            ;
        (void)SSL_shutdown(ssl);
    } else {
        linger(fd);
    }
    SSL_free(ssl);
    free(request);
    close(fd);
}

static SSL_CTX *new_context(const struct holder *holder, const char *authority,
                            const struct tls_server_wish *wish)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());

    SSL_CTX_use_certificate(context, holder->certificate);
    SSL_CTX_use_PrivateKey(context, holder->key);
    if (wish->is_old)
        SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
    if (wish->wants_certificate) {
        SSL_CTX_load_verify_locations(context, authority, NULL);
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
    }
    return context;
}

static _Noreturn void live(int listener, SSL_CTX *context)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves nothing behind */
    (void)signal(SIGPIPE, SIG_IGN);
    for (int connection = 1;; connection++) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0)
            _exit(1);
        serve(context, fd, connection);
    }
}

/* --- in the test --------------------------------------------------------------------------------- */

static int open_listener(struct tls_server *server)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(fd, 8), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &len), 0);
    assert_true(text_format(server->url, sizeof server->url, "https://localhost:%d",
                            ntohs(address.sin_port)));
    return fd;
}

void tls_server_start(struct tls_server *server, const struct tls_server_wish *wish)
{
    const char *temporary = getenv("TMPDIR");
    struct holder authority = make("authority", NULL, NULL, wish);
    struct holder foreign = make("foreign", NULL, NULL, wish);
    struct holder own = make("server", &authority, wish->host ? wish->host : "localhost", wish);
    struct holder kiosk = make("kiosk", &authority, NULL, wish);

    *server = (struct tls_server){.child = -1};
    assert_true(text_format(server->directory, sizeof server->directory, "%s/tls.XXXXXX",
                            temporary ? temporary : "/tmp"));
    assert_non_null(mkdtemp(server->directory));
    write_certificate(server->authority, sizeof server->authority, server->directory,
                      "authority.crt", authority.certificate);
    write_certificate(server->foreign, sizeof server->foreign, server->directory, "foreign.crt",
                      foreign.certificate);
    write_certificate(server->certificate, sizeof server->certificate, server->directory,
                      "kiosk.crt", kiosk.certificate);
    write_key(server->key, sizeof server->key, server->directory, kiosk.key);
    write_pin(server->pin, sizeof server->pin, own.certificate);
    int listener = open_listener(server);
    SSL_CTX *context = new_context(&own, server->authority, wish);
    server->child = fork();
    assert_true(server->child >= 0);
    if (server->child == 0)
        live(listener, context);
    close(listener);
    SSL_CTX_free(context);
    holder_clear(&authority);
    holder_clear(&foreign);
    holder_clear(&own);
    holder_clear(&kiosk);
}

void tls_server_stop(struct tls_server *server)
{
    (void)kill(server->child, SIGKILL);
    (void)waitpid(server->child, NULL, 0);
    (void)unlink(server->authority);
    (void)unlink(server->foreign);
    (void)unlink(server->certificate);
    (void)unlink(server->key);
    (void)rmdir(server->directory);
}
