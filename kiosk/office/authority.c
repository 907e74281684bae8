/* Making the operator's private authority and the server's keys, file by file: what is there stays, so
 * that it may be run again after a failure and before a certificate ends. */
#include "office/authority.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "office/office.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DAY_MS (INT64_C(24) * 3600 * 1000)
#define FIRST_MS INT64_C(1577836800000) /* 2020-01-01; see certificate.h */

enum {
    AUTHORITY_DAYS = 20 * 365,
    SERVER_DAYS = 800,
    SERVER_LEAST_DAYS = 200, /* with less left it is made anew */
    SECRET_MODE = 0600,
    HOST_MOST = 160,
    PINS_TEXT = 256,
};

static const struct certificate_extension authority_extensions[] = {
    {NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
    {NID_key_usage, "critical,keyCertSign,cRLSign"},
    {NID_subject_key_identifier, "hash"},
};

/* The folder and what lies in it. */
struct house {
    const char *dir;
    const char *host;
    int64_t now_ms;
    EVP_PKEY *authority_key, *server_key, *next_key;
    X509 *authority;
};

static void close_house(struct house *house)
{
    EVP_PKEY_free(house->authority_key);
    EVP_PKEY_free(house->server_key);
    EVP_PKEY_free(house->next_key);
    X509_free(house->authority);
}

static bool have_key(EVP_PKEY **out, const struct house *house, const char *name, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/%s.key", house->dir, name);
    AUTO_TEXT struct text pem = {0};

    if (access(path, F_OK) == 0)
        return pem_read_key(out, path, err);
    text_init(&pem, CERTIFICATE_PEM);
    return certificate_make_key(out, err) && pem_add_key(&pem, *out, err)
           && file_create(path, pem.data, pem.len, SECRET_MODE, err);
}

static bool keep(const char *path, X509 *certificate, struct err *err)
{
    AUTO_TEXT struct text pem = {0};

    text_init(&pem, CERTIFICATE_PEM);
    return pem_add_certificate(&pem, certificate, err)
           && file_replace(path, pem.data, pem.len, true, err);
}

static bool have_authority(struct house *house, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/authority.crt", house->dir);
    AUTO_FREE char *key_path = mem_format("%s/authority.key", house->dir);
    struct certificate_order order = {
        .name = "Anjungan",
        .from_ms = FIRST_MS,
        .to_ms = house->now_ms + AUTHORITY_DAYS * DAY_MS,
        .extensions = authority_extensions,
        .extension_count = ARRAY_LEN(authority_extensions),
    };

    if (access(path, F_OK) == 0 && access(key_path, F_OK) != 0)
        return err_set(err, ERR_NOT_FOUND,
                       "%s is missing beside %s: put it back, kiosks know no other authority",
                       key_path, path);
    if (!have_key(&house->authority_key, house, "authority", err))
        return false;
    order.issuer_key = house->authority_key;
    if (access(path, F_OK) != 0)
        return certificate_issue(&house->authority, house->authority_key, &order, err)
               && keep(path, house->authority, err);
    if (!certificate_read(&house->authority, path, err))
        return false;
    if (X509_check_private_key(house->authority, house->authority_key) == 1)
        return true;
    ERR_clear_error();
    return err_set(err, ERR_CORRUPT, "%s is not the key of %s", key_path, path);
}

static bool is_address(const char *host)
{
    unsigned char bytes[sizeof(struct in6_addr)];

    return inet_pton(AF_INET, host, bytes) == 1 || inet_pton(AF_INET6, host, bytes) == 1;
}

/* Good for another while, of this key and for this host. */
static bool still_serves(const struct house *house, const char *path)
{
    AUTO_CERTIFICATE X509 *old = NULL;
    time_t until = (time_t)(house->now_ms / 1000 + SERVER_LEAST_DAYS * (DAY_MS / 1000));
    struct err ignored; /* what cannot be read is made anew */

    if (access(path, F_OK) != 0 || !certificate_read(&old, path, &ignored))
        return false;
    bool serves = X509_cmp_time(X509_get0_notAfter(old), &until) > 0
                  && X509_check_private_key(old, house->server_key) == 1
                  && X509_verify(old, house->authority_key) == 1
                  && (is_address(house->host) ? X509_check_ip_asc(old, house->host, 0) == 1
                                              : X509_check_host(old, house->host, 0, 0, NULL) == 1);
    ERR_clear_error();
    return serves;
}

static bool have_server(struct house *house, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/server.crt", house->dir);
    AUTO_CERTIFICATE X509 *made = NULL;
    char names[HOST_MOST];

    if (!have_key(&house->server_key, house, "server", err)
        || !have_key(&house->next_key, house, "next", err))
        return false;
    if (still_serves(house, path))
        return true;
    if (!text_format(names, sizeof names, "%s:%s", is_address(house->host) ? "IP" : "DNS",
                     house->host))
        return err_set(err, ERR_INVALID, "the host's name \"%s\" is too long", house->host);
    const struct certificate_extension extensions[] = {
        {NID_basic_constraints, "critical,CA:FALSE"},
        {NID_key_usage, "critical,digitalSignature"},
        {NID_ext_key_usage, "serverAuth"},
        {NID_subject_alt_name, names},
        {NID_subject_key_identifier, "hash"},
        {NID_authority_key_identifier, "keyid:always"},
    };
    const struct certificate_order order = {
        .name = "server", /* who reads it looks at the names beside */
        .from_ms = FIRST_MS,
        .to_ms = house->now_ms + SERVER_DAYS * DAY_MS,
        .extensions = extensions,
        .extension_count = ARRAY_LEN(extensions),
        .issuer = house->authority,
        .issuer_key = house->authority_key,
    };

    return certificate_issue(&made, house->server_key, &order, err) && keep(path, made, err);
}

/* Follows from the keys. */
static bool have_pins(const struct house *house, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/pins", house->dir);
    AUTO_FREE char *old = NULL;
    size_t old_len = 0;
    char now[CERTIFICATE_PIN], next[CERTIFICATE_PIN];
    AUTO_TEXT struct text pins = {0};

    if (!certificate_pin(now, house->server_key, err)
        || !certificate_pin(next, house->next_key, err))
        return false;
    text_init(&pins, PINS_TEXT);
    text_addf(&pins, "%s\n%s\n", now, next);
    if (access(path, F_OK) == 0 && file_read(path, PINS_TEXT, &old, &old_len, NULL)
        && strcmp(old, pins.data) == 0)
        return true;
    return file_replace(path, pins.data, pins.len, true, err);
}

/* A name that would end its place in the certificate is none. */
static bool check_host(const char *host, struct err *err)
{
    size_t len = strlen(host);

    return (len > 0
            && strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:")
                   == len)
           || err_set(err, ERR_INVALID, "\"%s\" is no name of a host", host);
}

bool office_make_authority(const char *dir, const char *host, struct err *err)
{
    struct clock *clock = clock_system_new(-1);
    AUTO(close_house)
    struct house house = {.dir = dir, .host = host, .now_ms = clock_now_ms(clock)};

    clock_free(clock);
    return check_host(host, err) && file_make_dir(dir, err) && have_authority(&house, err)
           && have_server(&house, err) && have_pins(&house, err);
}
