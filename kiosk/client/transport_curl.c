/* Requests by libcurl: one connection, kept; TLS 1.3 with pinned keys on both sides.
 *
 * A request may take 30 s and the service's watchdog bites after 20: so libcurl's multi interface
 * is driven by waits of at most a second, and who asked is called in between. (systemd's EXTEND_TIMEOUT_USEC
 * stretches starting and stopping, not the watchdog.) */
#include "base/clock.h"
#include "base/mem.h"
#include "client/transport.h"
#include "reply_headers.h"

#include <assert.h>
#include <curl/curl.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

enum {
    CONNECT_MS = 5 * 1000,
    TOTAL_MS = 30 * 1000,
    LOW_SPEED_BYTES = 100, /* a second … */
    LOW_SPEED_S = 20,      /* … for so long */
    WAIT_MS = 1000,
};

struct curl_way {
    CURLM *multi; /* holds the connection */
    struct clock *clock;
    char *url;
    char *authority;
    char *certificate;
    char *key;
    char *pins;
    int64_t verify_ms;
    bool (*go_on)(void *context);
    void *go_on_context;
};

/* One request while it runs. */
struct exchange {
    struct curl_way *way;
    CURL *easy;
    struct curl_slist *headers;
    struct reply_headers got;
    struct text *body;
    char why[CURL_ERROR_SIZE];
    bool is_over; /* the answer was longer than asked for */
    const struct transport_request *request;
    bool was_meanwhile;
};

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    struct exchange *exchange = context;

    text_add_bytes(exchange->body, bytes, size * count);
    exchange->is_over = exchange->body->overflow;
    return exchange->is_over ? 0 : size * count;
}

static size_t take_header(char *line, size_t size, size_t count, void *context)
{
    struct exchange *exchange = context;

    reply_headers_take(&exchange->got, line, size * count);
    return size * count;
}

/* For each new connection. */
static CURLcode check_at_verify_time(CURL *easy, void *ssl, void *context)
{
    const struct curl_way *way = context;

    (void)easy;
    if (way->verify_ms > 0)
        X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(ssl), (time_t)(way->verify_ms / 1000));
    return CURLE_OK;
}

static bool set_text(CURL *easy, CURLoption option, const char *value)
{
    return curl_easy_setopt(easy, option, value) == CURLE_OK;
}

static bool set_number(CURL *easy, CURLoption option, long value)
{
    return curl_easy_setopt(easy, option, value) == CURLE_OK;
}

/* Whom to believe, and who we are. No session is resumed: each connection checks everything anew, and
 * a renewed certificate is the one that is shown. */
static bool set_trust(CURL *easy, struct curl_way *way)
{
    return set_text(easy, CURLOPT_PROTOCOLS_STR, "https")
           && set_number(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_3)
           && set_text(easy, CURLOPT_CAPATH, NULL) && set_text(easy, CURLOPT_CAINFO, way->authority)
           && set_number(easy, CURLOPT_SSL_VERIFYPEER, way->authority ? 1 : 0)
           && set_number(easy, CURLOPT_SSL_VERIFYHOST, 2)
           && set_number(easy, CURLOPT_SSL_SESSIONID_CACHE, 0)
           && set_text(easy, CURLOPT_PINNEDPUBLICKEY, way->pins)
           && set_text(easy, CURLOPT_SSLCERT, way->certificate)
           && set_text(easy, CURLOPT_SSLKEY, way->key)
           && curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, check_at_verify_time) == CURLE_OK
           && curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, way) == CURLE_OK;
}

static bool set_limits(CURL *easy)
{
    return set_text(easy, CURLOPT_PROXY, "") && set_number(easy, CURLOPT_FOLLOWLOCATION, 0)
           && set_number(easy, CURLOPT_NOSIGNAL, 1)
           && set_number(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
           && set_number(easy, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS)
           && set_number(easy, CURLOPT_TIMEOUT_MS, TOTAL_MS)
           && set_number(easy, CURLOPT_LOW_SPEED_LIMIT, LOW_SPEED_BYTES)
           && set_number(easy, CURLOPT_LOW_SPEED_TIME, LOW_SPEED_S)
           && set_number(easy, CURLOPT_TCP_NODELAY, 1);
}

static bool set_receivers(struct exchange *exchange)
{
    CURL *easy = exchange->easy;

    return curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, exchange->why) == CURLE_OK
           && curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body) == CURLE_OK
           && curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange) == CURLE_OK
           && curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header) == CURLE_OK
           && curl_easy_setopt(easy, CURLOPT_HEADERDATA, exchange) == CURLE_OK;
}

static bool add_header(struct exchange *exchange, const char *name, const char *value)
{
    AUTO_FREE char *line = mem_format("%s%s", name, value);
    struct curl_slist *list = curl_slist_append(exchange->headers, line);

    if (list)
        exchange->headers = list;
    return list != NULL;
}

static bool set_headers(struct exchange *exchange, const struct transport_request *request)
{
    bool is_fine = add_header(exchange, "Expect:", "")
                   && add_header(exchange, "User-Agent: anjungan/", ANJUNGAN_VERSION);

    if (request->type)
        is_fine = is_fine && add_header(exchange, "Content-Type: ", request->type);
    if (request->is_gzip)
        is_fine = is_fine && add_header(exchange, "Content-Encoding: ", "gzip");
    if (request->if_none_match)
        is_fine = is_fine && add_header(exchange, "If-None-Match: ", request->if_none_match);
    for (const char *const *at = request->headers; at && *at; at++)
        is_fine = is_fine && add_header(exchange, *at, "");
    return is_fine
           && curl_easy_setopt(exchange->easy, CURLOPT_HTTPHEADER, exchange->headers) == CURLE_OK;
}

static bool set_request(struct exchange *exchange, const struct transport_request *request)
{
    AUTO_FREE char *url = mem_format("%s%s", exchange->way->url, request->path);
    bool is_post = strcmp(request->method, "POST") == 0;

    assert((is_post || strcmp(request->method, "GET") == 0) && request->path[0] == '/');
    if (!set_text(exchange->easy, CURLOPT_URL, url) || !set_headers(exchange, request))
        return false;
    if (!is_post)
        return set_number(exchange->easy, CURLOPT_HTTPGET, 1);
    return set_number(exchange->easy, CURLOPT_POST, 1)
           && curl_easy_setopt(exchange->easy, CURLOPT_POSTFIELDS,
                               request->body ? request->body : "")
                  == CURLE_OK
           && curl_easy_setopt(exchange->easy, CURLOPT_POSTFIELDSIZE_LARGE,
                               (curl_off_t)request->body_len)
                  == CURLE_OK;
}

static bool was_connected(const struct exchange *exchange)
{
    curl_off_t ready_us = 0;

    return curl_easy_getinfo(exchange->easy, CURLINFO_PRETRANSFER_TIME_T, &ready_us) == CURLE_OK
           && ready_us > 0;
}

static void use_the_wait(struct exchange *exchange)
{
    const struct transport_request *request = exchange->request;
    curl_off_t sent = 0;

    if (exchange->was_meanwhile || !request->meanwhile || !was_connected(exchange)
        || curl_easy_getinfo(exchange->easy, CURLINFO_SIZE_UPLOAD_T, &sent) != CURLE_OK
        || sent < (curl_off_t)request->body_len)
        return;
    exchange->was_meanwhile = true;
    request->meanwhile(request->meanwhile_context);
}

/* CURLE_ABORTED_BY_CALLBACK: who asked gave it up. */
static CURLcode drive(struct exchange *exchange)
{
    const struct curl_way *way = exchange->way;
    int running = 1;

    while (curl_multi_perform(way->multi, &running) == CURLM_OK && running > 0) {
        use_the_wait(exchange);
        if (way->go_on && !way->go_on(way->go_on_context))
            return CURLE_ABORTED_BY_CALLBACK;
        if (curl_multi_poll(way->multi, NULL, 0, WAIT_MS, NULL) != CURLM_OK)
            return CURLE_FAILED_INIT;
    }
    int left = 0;
    const CURLMsg *message = curl_multi_info_read(way->multi, &left);
    return message && message->msg == CURLMSG_DONE ? message->data.result : CURLE_FAILED_INIT;
}

/* The server's own words about our certificate come as an alert, in whatever call reads it. */
static bool is_alert(const struct exchange *exchange)
{
    return strstr(exchange->why, "alert") != NULL;
}

static enum transport_result result_of(const struct exchange *exchange, CURLcode code)
{
    switch ((int)code) { /* the other ninety say that nothing came */
    case CURLE_OK:
        return TRANSPORT_ANSWERED;
    case CURLE_OPERATION_TIMEDOUT: /* a smaller request helps no one who cannot connect */
        return was_connected(exchange) ? TRANSPORT_TIMED_OUT : TRANSPORT_AWAY;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
        return TRANSPORT_DISTRUSTED;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return is_alert(exchange) ? TRANSPORT_DISTRUSTED : TRANSPORT_AWAY;
    default:
        return TRANSPORT_AWAY;
    }
}

static void say(const struct exchange *exchange, CURLcode code, const char *path, struct err *err)
{
    const char *why = exchange->why[0] != '\0' ? exchange->why : curl_easy_strerror(code);

    if (exchange->is_over)
        why = "the answer is too long";
    else if (code == CURLE_ABORTED_BY_CALLBACK)
        why = "given up";
    err_set(err, ERR_OFFLINE, "%s%s: %s", exchange->way->url, path, why);
}

static bool take_status(struct exchange *exchange, struct transport_reply *reply)
{
    long status = 0;

    if (curl_easy_getinfo(exchange->easy, CURLINFO_RESPONSE_CODE, &status) != CURLE_OK)
        return false;
    reply->status = (int)status;
    reply->retry_after_s = reply_headers_retry_after(&exchange->got);
    return text_copy(reply->etag, sizeof reply->etag, exchange->got.etag);
}

static enum transport_result run(struct exchange *exchange, const struct transport_request *request,
                                 struct transport_reply *reply, struct err *err)
{
    struct curl_way *way = exchange->way;

    reply->asked_mono_ms = clock_mono_ms(way->clock);
    CURLcode code = CURLE_FAILED_INIT;
    if (curl_multi_add_handle(way->multi, exchange->easy) == CURLM_OK) {
        code = drive(exchange);
        (void)curl_multi_remove_handle(way->multi, exchange->easy);
    }
    reply->got_mono_ms = exchange->was_meanwhile ? -1 : clock_mono_ms(way->clock);
    enum transport_result result = result_of(exchange, code);
    if (result == TRANSPORT_ANSWERED && !take_status(exchange, reply))
        result = TRANSPORT_AWAY;
    if (result != TRANSPORT_ANSWERED)
        say(exchange, code, request->path, err);
    return result;
}

static enum transport_result way_send(void *context, const struct transport_request *request,
                                      struct transport_reply *reply, struct err *err)
{
    struct curl_way *way = context;
    struct exchange exchange = {
        .way = way, .easy = curl_easy_init(), .body = &reply->body, .request = request};
    enum transport_result result = TRANSPORT_AWAY;

    *reply = (struct transport_reply){.retry_after_s = -1};
    text_init(&reply->body, request->reply_most);
    reply_headers_init(&exchange.got);
    if (exchange.easy && set_trust(exchange.easy, way) && set_limits(exchange.easy)
        && set_receivers(&exchange) && set_request(&exchange, request))
        result = run(&exchange, request, reply, err);
    else
        err_set(err, ERR_IO, "libcurl lacks an option that this program needs");
    curl_easy_cleanup(exchange.easy);
    curl_slist_free_all(exchange.headers);
    return result;
}

static void way_set_verify_time(void *context, int64_t verify_ms)
{
    struct curl_way *way = context;

    way->verify_ms = verify_ms;
}

static void way_reset(void *context)
{
    struct curl_way *way = context;

    (void)curl_multi_cleanup(way->multi);
    way->multi = curl_multi_init();
    assert(way->multi);
}

static void way_free(void *context)
{
    struct curl_way *way = context;

    (void)curl_multi_cleanup(way->multi);
    clock_free(way->clock);
    free(way->url);
    free(way->authority);
    free(way->certificate);
    free(way->key);
    free(way->pins);
    free(way);
    curl_global_cleanup();
}

static bool has_part(CURLU *url, CURLUPart part, const char *wanted)
{
    char *text = NULL;
    bool is_there = curl_url_get(url, part, &text, 0) == CURLUE_OK;
    bool is_as_wanted = wanted ? is_there && strcmp(text, wanted) == 0 : !is_there;

    curl_free(text);
    return is_as_wanted;
}

/* https://HOST[:PORT] and no more, but for a stroke at the end. */
static bool is_address(const char *text)
{
    CURLU *url = curl_url();
    bool is_fine = url && curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK
                   && has_part(url, CURLUPART_SCHEME, "https") && has_part(url, CURLUPART_PATH, "/")
                   && has_part(url, CURLUPART_USER, NULL) && has_part(url, CURLUPART_PASSWORD, NULL)
                   && has_part(url, CURLUPART_QUERY, NULL)
                   && has_part(url, CURLUPART_FRAGMENT, NULL);

    curl_url_cleanup(url);
    return is_fine;
}

static char *without_stroke(const char *url)
{
    char *copy = mem_strdup(url);
    size_t len = strlen(copy);

    if (len > 0 && copy[len - 1] == '/')
        copy[len - 1] = '\0';
    return copy;
}

static bool is_usable(const struct transport_options *options, struct err *err)
{
    if (!is_address(options->url))
        return err_set(err, ERR_INVALID, "the office's address %s is not https://HOST[:PORT]",
                       options->url);
    return options->authority || text_is_set(options->pins)
           || err_set(err, ERR_INVALID, "neither an authority nor a pin tells the office's server");
}

bool transport_curl_open(struct transport *out, const struct transport_options *options,
                         struct err *err)
{
    if (!is_usable(options, err))
        return false;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return err_set(err, ERR_IO, "libcurl does not start");
    struct curl_way *way = mem_zalloc(1, sizeof *way);
    *way = (struct curl_way){.multi = curl_multi_init(),
                             .clock = clock_system_new(-1),
                             .url = without_stroke(options->url),
                             .authority = mem_strdup(options->authority),
                             .certificate = mem_strdup(options->certificate),
                             .key = mem_strdup(options->key),
                             .pins = text_is_set(options->pins) ? mem_strdup(options->pins) : NULL,
                             .verify_ms = options->verify_ms,
                             .go_on = options->go_on,
                             .go_on_context = options->go_on_context};
    assert(way->multi);
    *out = (struct transport){.context = way,
                              .send = way_send,
                              .set_verify_time = way_set_verify_time,
                              .reset = way_reset,
                              .free = way_free};
    return true;
}
