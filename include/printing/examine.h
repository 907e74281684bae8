/* A printer asked now, for whoever looks after the machine. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "domain/print.h"
#include <stdbool.h>

struct printer_view {
    struct printer_status status; /* is_known: somebody answered */
    char device[256]; /* its address as cupsd has it, without a user's name; "" unknown */
    bool is_printing; /* a job is under way: what is told of it is cupsd's word */
};
/* Asks cupsd for the queue ("" = the default one) and the device itself, under the lock of the
 * backend and never while a job is under way. Takes no longer than printer.h says. A printer that is
 * not there is a trouble; false where cupsd does not answer (ERR_OFFLINE), with the trouble in `out`
 * all the same. */
MUST_USE bool printer_examine(struct printer_view *out, const char *queue, struct err *err);
