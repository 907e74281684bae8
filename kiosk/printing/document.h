/* The bytes of one print job in the printer's format. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "desk/desk.h"
#include "paper/slip.h"
#include "printing/printer.h"
#include <stdbool.h>

struct document {
    struct text bytes;
    int page_mm; /* 0: the paper has any length */
};

/* Draws the slip of `job` for a printer that takes `format`. ERR_NOT_FOUND: its ticket or service is
 * not known; ERR_INVALID: no page is long enough. The document must be cleared on success. */
MUST_USE bool document_make(struct document *out, struct desk *desk, const struct print_job *job,
                            const struct printer *printer, enum printer_format format,
                            struct err *err);
/* The same of a slip that is drawn already. */
MUST_USE bool document_encode(struct document *out, const struct slip *slip,
                              const struct printer *printer, enum printer_format format,
                              struct err *err);
void document_clear(struct document *document);
