/* Words with cupsd, each on a connection of its own that ends after 3 s of silence, and after 4 s (5 s
 * with a document) whatever comes. An answer that is too large or no IPP is none: ERR_OFFLINE.
 *
 * A cupsd that hangs still takes connections, and libcups's default connection then waits for
 * minutes; so CUPS_HTTP_DEFAULT is never used. A connection to its socket costs 0.1 ms. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <cups/cups.h>
#include <stdbool.h>
#include <stddef.h>

enum { CUPS_URI_TEXT = 256 };

/* Once per process: nobody is ever asked for a password. */
void cups_client_open(void);

/* The default queue's name: of LPDEST, of PRINTER, or cupsd's own. ERR_NOT_FOUND when there is none,
 * ERR_INVALID when no queue can have its name, ERR_OFFLINE. */
MUST_USE bool cups_default_queue(char *out, size_t size, struct err *err);

/* ipp://localhost/printers/QUEUE and /printers/QUEUE. */
void cups_queue_uri(char out[CUPS_URI_TEXT], const char *queue);
void cups_queue_resource(char out[CUPS_URI_TEXT], const char *queue);

/* A request with the printer and the user named. Hand it to cups_call, which deletes it. */
ipp_t *cups_request(ipp_op_t operation, const char *queue) MUST_USE;

/* Asks cupsd. `*out` is yours (ippDelete); it stays NULL on failure.
 * ERR_OFFLINE: no answer. ERR_NOT_FOUND, ERR_CLOSED (not accepting), ERR_BUSY (too many jobs),
 * ERR_INVALID (refused for good), ERR_IO (anything else). */
MUST_USE bool cups_call(ipp_t *request, const char *resource, ipp_t **out, struct err *err);

/* The same for what administrators may ask; ERR_CLOSED: this user may not. */
MUST_USE bool cups_call_admin(ipp_t *request, struct err *err);

/* The same as cups_call on a connection to a printer itself, in `timeout_ms` from the connection on. */
MUST_USE bool cups_call_device(const char *uri, int timeout_ms, ipp_t *request, ipp_t **out,
                               struct err *err);

/* Sends `job` its only document. Errors as cups_call; ERR_INVALID: refused for good. */
MUST_USE bool cups_send(const char *queue, int job, const char *mime_type, const void *bytes,
                        size_t len, struct err *err);

/* The value of an attribute, or what to take where it is absent or of another kind. */
int cups_integer(ipp_t *ipp, const char *name, int fallback);
const char *cups_string(ipp_t *ipp, const char *name, const char *fallback);

void cups_auto_ipp(ipp_t **ipp);
#define AUTO_IPP AUTO(cups_auto_ipp)
