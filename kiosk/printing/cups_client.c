/* Connections, requests and errors of libcups, with our time-outs and our bounds. */
#include "printing/cups_client.h"
#include "base/supervisor.h"
#include "base/text.h"
#include "printing/cups_deadline.h"
#include "printing/ipp_bytes.h"
#include <stdlib.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

enum {
    CONNECT_MS = 3000,
    SILENCE_MS = 3000,
    CALL_MS = 4000,     /* a whole word with cupsd, however lively it is … */
    DOCUMENT_MS = 5000, /* … and one with a slip in it */
    CONTINUES_MAX = 16,
    LOGIN_TRIES = 3
};

static const char *no_password(const char *prompt, http_t *http, const char *method,
                               const char *resource, void *data)
{
    (void)prompt;
    (void)http;
    (void)method;
    (void)resource;
    (void)data;
    return NULL;
}

void cups_client_open(void)
{
    cupsSetPasswordCB2(no_password, NULL); /* the default one reads from the terminal */
}

void cups_auto_ipp(ipp_t **ipp)
{
    ippDelete(*ipp);
}

/* Called by libcups when a connection is silent for too long: 0 gives up. */
static int give_up(http_t *http, void *data)
{
    (void)http;
    (void)data;
    return 0;
}

/* A connection and the time that it has. */
struct line {
    http_t *http;
    struct cups_deadline deadline;
};

/* A word that came to its end, whichever it was, is a sign of life: one slip takes some eight of them,
 * and where cupsd crawls they are longer together than the watchdog's patience. */
static void auto_hang_up(struct line *line)
{
    cups_deadline_end(&line->deadline);
    httpClose(line->http);
    supervisor_ping();
}

struct line_limits {
    int connect_ms;
    int silence_ms;
    int total_ms;
};

static const struct line_limits call_limits = {CONNECT_MS, SILENCE_MS, CALL_MS};
static const struct line_limits document_limits = {CONNECT_MS, SILENCE_MS, DOCUMENT_MS};

/* "Host is down" of a socket that is missing sends people looking for a network. */
static const char *no_answer(void)
{
    const char *words = cupsLastErrorString();

    return text_equal(words, strerror(EHOSTDOWN)) ? "nobody answers" : words;
}

static bool call_up(struct line *line, const char *host, int port, http_encryption_t encryption,
                    const struct line_limits *limits, struct err *err)
{
    bool is_tls = encryption == HTTP_ENCRYPTION_ALWAYS;

    /* libcups gives a handshake 10 s whatever it is told; so it begins after the clock does. */
    line->http = httpConnect2(host, port, NULL, AF_UNSPEC,
                              is_tls ? HTTP_ENCRYPTION_IF_REQUESTED : encryption, 1,
                              limits->connect_ms, NULL);
    if (!line->http)
        return err_set(err, ERR_OFFLINE, "%s", no_answer());
    httpSetTimeout(line->http, limits->silence_ms / 1000.0, give_up, NULL);
    if (!cups_deadline_begin(&line->deadline, line->http, limits->total_ms, err))
        return false;
    return !is_tls || httpEncryption(line->http, HTTP_ENCRYPTION_ALWAYS) == 0
           || err_set(err, ERR_OFFLINE, "%s", cupsLastErrorString());
}

static bool call_up_cupsd(struct line *line, const struct line_limits *limits, struct err *err)
{
    return call_up(line, cupsServer(), ippPort(), cupsEncryption(), limits, err)
           || err_add(err, "cupsd at %s", cupsServer());
}

void cups_queue_uri(char out[CUPS_URI_TEXT], const char *queue)
{
    if (httpAssembleURIf(HTTP_URI_CODING_ALL, out, CUPS_URI_TEXT, "ipp", NULL, "localhost", 0,
                         "/printers/%s", queue)
        < HTTP_URI_STATUS_OK)
        out[0] = '\0'; /* cupsd then says that there is no such queue */
}

void cups_queue_resource(char out[CUPS_URI_TEXT], const char *queue)
{
    (void)text_format(out, CUPS_URI_TEXT, "/printers/%s", queue);
}

ipp_t *cups_request(ipp_op_t operation, const char *queue)
{
    char uri[CUPS_URI_TEXT];
    ipp_t *request = ippNewRequest(operation);

    cups_queue_uri(uri, queue);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
                 cupsUser());
    return request;
}

static bool set_status(ipp_t *answer, struct err *err)
{
    static const struct {
        ipp_status_t status;
        enum err_code code;
    } table[] = {
        {IPP_STATUS_ERROR_NOT_FOUND, ERR_NOT_FOUND},
        {IPP_STATUS_ERROR_GONE, ERR_NOT_FOUND},
        {IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS, ERR_CLOSED},
        {IPP_STATUS_ERROR_BUSY, ERR_BUSY},
        {IPP_STATUS_ERROR_TOO_MANY_JOBS, ERR_BUSY},
        {IPP_STATUS_ERROR_SERVICE_UNAVAILABLE, ERR_OFFLINE},
        {IPP_STATUS_ERROR_INTERNAL, ERR_OFFLINE},
        {IPP_STATUS_ERROR_TEMPORARY, ERR_OFFLINE},
        {IPP_STATUS_ERROR_TIMEOUT, ERR_OFFLINE},
    };
    ipp_status_t status = ippGetStatusCode(answer);
    enum err_code code = status >= 0x0400 && status < 0x0500 ? ERR_INVALID : ERR_IO;

    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        if (table[i].status == status)
            code = table[i].code;
    }
    return err_set(err, code, "%s: %s", ippErrorString(status),
                   cups_string(answer, "status-message", ""));
}

/* --- the answer ------------------------------------------------------------------------------- */

/* The final status of the request that was sent. */
static http_status_t wait_for_status(http_t *http)
{
    http_status_t status = HTTP_STATUS_CONTINUE;

    for (int i = 0; i < CONTINUES_MAX && status == HTTP_STATUS_CONTINUE; i++)
        status = httpUpdate(http);
    return status;
}

static bool wrong_status(http_status_t status, struct err *err)
{
    if (status == HTTP_STATUS_ERROR || status == HTTP_STATUS_CONTINUE)
        return err_set(err, ERR_OFFLINE, "no answer");
    if (status == HTTP_STATUS_UNAUTHORIZED || status == HTTP_STATUS_CUPS_AUTHORIZATION_CANCELED)
        return err_set(err, ERR_OFFLINE, "it wants a password");
    return err_set(err, ERR_OFFLINE, "the answer is HTTP status %d", (int)status);
}

/* Everything that is no IPP counts as no answer: asking again later may help. */
static bool read_answer(http_t *http, ipp_t **out, struct err *err)
{
    AUTO_TEXT struct text body = {0};
    struct err fault = {0};
    char bytes[16384];
    ssize_t got = 0;

    text_init(&body, IPP_BYTES_MAX);
    while (!body.overflow && (got = httpRead2(http, bytes, sizeof bytes)) > 0)
        text_add_bytes(&body, bytes, (size_t)got);
    if (body.overflow)
        return err_set(err, ERR_OFFLINE, "the answer is over %d bytes", IPP_BYTES_MAX);
    if (!ipp_bytes_read((const uint8_t *)body.data, body.len, out, &fault))
        return err_set(err, ERR_OFFLINE, "%s", fault.text);
    if (ippGetStatusCode(*out) <= IPP_STATUS_OK_EVENTS_COMPLETE)
        return true;
    (void)set_status(*out, err);
    ippDelete(*out);
    *out = NULL;
    return false;
}

/* --- the request ------------------------------------------------------------------------------ */

static bool converse(http_t *http, ipp_t *request, const char *resource, ipp_t **out,
                     struct err *err)
{
    http_status_t status = HTTP_STATUS_ERROR;

    for (int i = 0; i < LOGIN_TRIES; i++) {
        status = cupsSendRequest(http, request, resource, ippLength(request));
        if (status != HTTP_STATUS_CONTINUE && status != HTTP_STATUS_OK)
            break;
        status = wait_for_status(http);
        if (status == HTTP_STATUS_OK)
            return read_answer(http, out, err);
        if (status != HTTP_STATUS_UNAUTHORIZED)
            break;
        httpFlush(http);
        if (cupsDoAuthentication(http, "POST", resource) != 0
            || httpReconnect2(http, CONNECT_MS, NULL) != 0)
            break;
    }
    return wrong_status(status, err);
}

bool cups_call(ipp_t *request, const char *resource, ipp_t **out, struct err *err)
{
    AUTO(auto_hang_up) struct line line = {0};

    *out = NULL;
    bool is_answered =
        call_up_cupsd(&line, &call_limits, err)
        && (converse(line.http, request, resource, out, err) || err_add(err, "cupsd"));
    ippDelete(request);
    return is_answered;
}

static bool is_refused(http_t *http)
{
    http_status_t status = http ? httpGetStatus(http) : HTTP_STATUS_OK;

    return status == HTTP_STATUS_FORBIDDEN || status == HTTP_STATUS_UNAUTHORIZED
           || status == HTTP_STATUS_CUPS_AUTHORIZATION_CANCELED;
}

bool cups_call_admin(ipp_t *request, struct err *err)
{
    AUTO(auto_hang_up) struct line line = {0};
    AUTO_IPP ipp_t *answer = NULL;

    bool is_done =
        call_up_cupsd(&line, &call_limits, err)
        && (converse(line.http, request, "/admin/", &answer, err) || err_add(err, "cupsd"));
    ippDelete(request);
    if (!is_done && is_refused(line.http))
        return err_set(err, ERR_CLOSED, "cupsd does not let user %s set up queues", cupsUser());
    return is_done;
}

bool cups_default_queue(char *out, size_t size, struct err *err)
{
    static const char *const variables[] = {"LPDEST", "PRINTER"};
    AUTO_IPP ipp_t *answer = NULL;
    const char *name = NULL;

    for (size_t i = 0; i < ARRAY_LEN(variables) && !text_is_set(name); i++)
        name = getenv(variables[i]);
    if (!text_is_set(name)) {
        if (!cups_call(ippNewRequest(IPP_OP_CUPS_GET_DEFAULT), "/", &answer, err))
            return false;
        name = cups_string(answer, "printer-name", "");
    }
    if (!*name)
        return err_set(err, ERR_NOT_FOUND, "cupsd has no default queue");
    bool is_whole = text_copy(out, size, name);
    text_mend(out);
    if (is_whole && text_equal(out, name))
        return true;
    return err_set(err, ERR_INVALID, "the default queue has an impossible name, %s", out);
}

bool cups_call_device(const char *uri, int timeout_ms, ipp_t *request, ipp_t **out, struct err *err)
{
    const struct line_limits limits = {timeout_ms, timeout_ms, timeout_ms};
    AUTO(auto_hang_up) struct line line = {0};
    char scheme[32];
    char user[64];
    char host[256];
    char resource[1024];
    int port = 0;

    *out = NULL;
    if (httpSeparateURI(HTTP_URI_CODING_ALL, uri, scheme, sizeof scheme, user, sizeof user, host,
                        sizeof host, &port, resource, sizeof resource)
        < HTTP_URI_STATUS_OK) {
        ippDelete(request);
        return err_set(err, ERR_INVALID, "not a device address");
    }
    bool is_answered =
        call_up(&line, host, port,
                text_equal(scheme, "ipps") ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED,
                &limits, err)
        && converse(line.http, request, resource, out, err);
    ippDelete(request);
    return is_answered || err_add(err, "printer %s port %d", host, port);
}

bool cups_send(const char *queue, int job, const char *mime_type, const void *bytes, size_t len,
               struct err *err)
{
    AUTO(auto_hang_up) struct line line = {0};
    AUTO_IPP ipp_t *answer = NULL;

    if (!call_up_cupsd(&line, &document_limits, err))
        return false;
    http_status_t status = cupsStartDocument(line.http, queue, job, "slip", mime_type, 1);
    if (status == HTTP_STATUS_CONTINUE)
        status = cupsWriteRequestData(line.http, bytes, len);
    if (status != HTTP_STATUS_CONTINUE && status != HTTP_STATUS_OK)
        return wrong_status(status, err) || err_add(err, "cupsd took no document");
    /* Nothing more: the end of the last chunk. */
    if (status == HTTP_STATUS_CONTINUE && httpWrite2(line.http, "", 0) < 0)
        return err_set(err, ERR_OFFLINE, "cupsd took no document: no answer");
    status = wait_for_status(line.http);
    if (status != HTTP_STATUS_OK)
        return wrong_status(status, err) || err_add(err, "cupsd");
    return read_answer(line.http, &answer, err) || err_add(err, "cupsd");
}

int cups_integer(ipp_t *ipp, const char *name, int fallback)
{
    ipp_attribute_t *attribute = ippFindAttribute(ipp, name, IPP_TAG_ZERO);
    ipp_tag_t tag = attribute ? ippGetValueTag(attribute) : IPP_TAG_ZERO;

    if (tag == IPP_TAG_BOOLEAN)
        return ippGetBoolean(attribute, 0);
    return tag == IPP_TAG_INTEGER || tag == IPP_TAG_ENUM ? ippGetInteger(attribute, 0) : fallback;
}

const char *cups_string(ipp_t *ipp, const char *name, const char *fallback)
{
    ipp_attribute_t *attribute = ippFindAttribute(ipp, name, IPP_TAG_ZERO);
    const char *value = attribute ? ippGetString(attribute, 0, NULL) : NULL;

    return value ? value : fallback;
}
