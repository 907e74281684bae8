/* A print process that dies at one step of handing a slip to cupsd: put before libcups with LD_PRELOAD.
 *
 *   DIE_AT=STEP LD_PRELOAD=libanjungan-die-at.so anjungan-print …
 *
 *   create      before the Create-Job
 *   created     after its answer, which nobody has read yet
 *   committed   the job's number is in the database, the document is not on its way
 *   half        half of the document has been sent
 *   sent        all of it, and the answer has not come
 *   answered    after the answer, which nobody has read yet */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <cups/cups.h>
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static void die_at(const char *step)
{
    const char *chosen = getenv("DIE_AT");

    if (chosen && strcmp(chosen, step) == 0)
        (void)raise(SIGKILL);
}

/* The function behind ours; a union because ISO C knows no way from an object to a function. */
#define REAL(name)                                                                                 \
    union {                                                                                        \
        void *object;                                                                              \
        __typeof__(&name) call;                                                                    \
    } real = {.object = dlsym(RTLD_NEXT, #name)}

/* What the open connection has carried: where it is closed, its answer has been read. */
static const char *carried = "";

http_status_t cupsSendRequest(http_t *http, ipp_t *request, const char *resource, size_t length)
{
    REAL(cupsSendRequest);

    if (ippGetOperation(request) == IPP_OP_CREATE_JOB) {
        die_at("create");
        carried = "created";
    }
    return real.call(http, request, resource, length);
}

void httpClose(http_t *http)
{
    REAL(httpClose);

    die_at(carried);
    carried = "";
    real.call(http);
}

http_status_t cupsStartDocument(http_t *http, const char *name, int job, const char *document,
                                const char *format, int is_last)
{
    REAL(cupsStartDocument);

    die_at("committed");
    return real.call(http, name, job, document, format, is_last);
}

http_status_t cupsWriteRequestData(http_t *http, const char *bytes, size_t length)
{
    REAL(cupsWriteRequestData);
    const char *chosen = getenv("DIE_AT");

    if (chosen && strcmp(chosen, "half") == 0) {
        (void)real.call(http, bytes, length / 2);
        (void)httpFlushWrite(http);
        die_at("half");
    }
    return real.call(http, bytes, length);
}

/* Of nothing: the end of the document. */
ssize_t httpWrite2(http_t *http, const char *bytes, size_t length)
{
    REAL(httpWrite2);
    ssize_t put = real.call(http, bytes, length);

    if (length == 0) {
        die_at("sent");
        carried = "answered";
    }
    return put;
}
