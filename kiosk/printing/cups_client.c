/* Connections, requests and errors of libcups, with our time-outs. */
#include "printing/cups_client.h"
#include "base/text.h"
#include <string.h>
#include <strings.h>

enum { CONNECT_MS = 3000 };
#define CALL_SECONDS 3.0

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

static void auto_close(http_t **http)
{
    httpClose(*http);
}

/* Called by libcups when a connection is silent for too long: 0 gives up. */
static int give_up(http_t *http, void *data)
{
    (void)http;
    (void)data;
    return 0;
}

static http_t *connect_to(const char *host, int port, http_encryption_t encryption, int timeout_ms)
{
    http_t *http = httpConnect2(host, port, NULL, AF_UNSPEC, encryption, 1, timeout_ms, NULL);

    if (http)
        httpSetTimeout(http, timeout_ms / 1000.0, give_up, NULL);
    return http;
}

static http_t *connect_cupsd(void)
{
    http_t *http = connect_to(cupsServer(), ippPort(), cupsEncryption(), CONNECT_MS);

    if (http)
        httpSetTimeout(http, CALL_SECONDS, give_up, NULL);
    return http;
}

static bool no_cupsd(struct err *err)
{
    return err_set(err, ERR_OFFLINE, "cupsd at %s: %s", cupsServer(), cupsLastErrorString());
}

bool cups_default_queue(char *out, size_t size, struct err *err)
{
    AUTO(auto_close) http_t *http = connect_cupsd();

    if (!http)
        return no_cupsd(err);
    const char *name = cupsGetDefault2(http);
    if (name && text_copy(out, size, name))
        return true;
    if (cupsLastError() == IPP_STATUS_ERROR_NOT_FOUND || name)
        return err_set(err, ERR_NOT_FOUND, "cupsd has no default queue");
    return err_set(err, ERR_OFFLINE, "cupsd does not answer: %s", cupsLastErrorString());
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

static bool set_status(ipp_status_t status, struct err *err)
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
        {IPP_STATUS_ERROR_INTERNAL, ERR_OFFLINE}, /* also what libcups makes of a lost connection */
        {IPP_STATUS_ERROR_TEMPORARY, ERR_OFFLINE},
        {IPP_STATUS_ERROR_TIMEOUT, ERR_OFFLINE},
    };
    enum err_code code = status >= 0x0400 && status < 0x0500 ? ERR_INVALID : ERR_IO;

    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        if (table[i].status == status)
            code = table[i].code;
    }
    return err_set(err, code, "cupsd: %s: %s", ippErrorString(status), cupsLastErrorString());
}

static bool take_answer(ipp_t *answer, ipp_t **out, struct err *err)
{
    *out = NULL;
    if (!answer)
        return err_set(err, ERR_OFFLINE, "cupsd does not answer: %s", cupsLastErrorString());
    ipp_status_t status = ippGetStatusCode(answer);
    if (status > IPP_STATUS_OK_EVENTS_COMPLETE) {
        ippDelete(answer);
        return set_status(status, err);
    }
    *out = answer;
    return true;
}

bool cups_call(ipp_t *request, const char *resource, ipp_t **out, struct err *err)
{
    AUTO(auto_close) http_t *http = connect_cupsd();

    *out = NULL;
    if (!http) {
        ippDelete(request);
        return no_cupsd(err);
    }
    return take_answer(cupsDoRequest(http, request, resource), out, err);
}

bool cups_call_device(const char *uri, int timeout_ms, ipp_t *request, ipp_t **out, struct err *err)
{
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
    AUTO(auto_close)
    http_t *http = connect_to(host, port,
                              text_equal(scheme, "ipps") ? HTTP_ENCRYPTION_ALWAYS
                                                         : HTTP_ENCRYPTION_IF_REQUESTED,
                              timeout_ms);
    if (!http) {
        ippDelete(request);
        return err_set(err, ERR_OFFLINE, "%s port %d: %s", host, port, cupsLastErrorString());
    }
    return take_answer(cupsDoRequest(http, request, resource), out, err);
}

bool cups_send(const char *queue, int job, const char *mime_type, const void *bytes, size_t len,
               struct err *err)
{
    AUTO(auto_close) http_t *http = connect_cupsd();

    if (!http)
        return no_cupsd(err);
    http_status_t status = cupsStartDocument(http, queue, job, "slip", mime_type, 1);
    if (status == HTTP_STATUS_CONTINUE)
        status = cupsWriteRequestData(http, bytes, len);
    if (status != HTTP_STATUS_CONTINUE && status != HTTP_STATUS_OK)
        return err_set(err, ERR_OFFLINE, "cupsd took no document: %s", cupsLastErrorString());
    ipp_status_t answer = cupsFinishDocument(http, queue);
    return answer <= IPP_STATUS_OK_EVENTS_COMPLETE || set_status(answer, err);
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
