/* A printer: one of the four seams (CUPS, folder). Calls answer within a few seconds or fail
 * ERR_OFFLINE: 4 s for each word with cupsd, 5 s with a document, less with a device.
 *
 * A job is created under a name, committed by the caller, and only then given its document, so that
 * after a crash it can be found again by name and nothing is printed twice. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "domain/print.h"
#include <stdbool.h>
#include <stddef.h>

enum printer_format { PRINTER_ESCPOS_80, PRINTER_ESCPOS_58, PRINTER_PDF_80, PRINTER_PDF_58 };

/* What became of a job, as far as the printer's side knows. */
enum printed_answer {
    ANSWER_WAITING,     /* nothing has reached the printer, for certain */
    ANSWER_PRINTING,    /* bytes may be on their way */
    ANSWER_PRINTED,     /* it is on paper: only a confirming printer says so */
    ANSWER_NOT_PRINTED, /* over, and certainly not on paper */
    ANSWER_UNCERTAIN    /* over or stuck; a person has to look */
};

struct printer {
    void *context;
    enum paper_place place; /* of what comes out; told to visitors */
    /* What it takes and whether it is ready: fills `*format`, and of `*status` trouble, queue,
     * is_paper_low and is_confirming. A printer that is not there is a trouble, not an error; false
     * only when the question itself cannot be asked. */
    bool (*look)(void *context, enum printer_format *format, struct printer_status *status,
                 struct err *err);
    /* The length of the page that a slip of `need_mm` goes on; 0 when the paper has any length.
     * ERR_INVALID: the printer has no page that long; ERR_BUSY: it does not say yet. */
    bool (*fit)(void *context, int need_mm, int *page_mm, struct err *err);
    /* Creates the job under `name` (the slip's uuid); the caller commits `*out_job` before `send`.
     * ERR_INVALID: refused for good. ERR_CLOSED: not accepting jobs. ERR_OFFLINE, ERR_NOT_FOUND. */
    bool (*create)(void *context, const char *name, int page_mm, int *out_job, struct err *err);
    /* Sends the document. After false nobody knows whether it arrived: `find` tells.
     * ERR_INVALID: the printer's side refused this document for good. */
    bool (*send)(void *context, int job, const void *bytes, size_t len, struct err *err);
    /* Finds a job by name; `*out_job` 0 when there is none; `*has_document` when all arrived. */
    bool (*find)(void *context, const char *name, int *out_job, bool *has_document,
                 struct err *err);
    /* What became of the job. ERR_NOT_FOUND: no job of this number and name is known any more. */
    bool (*ask)(void *context, int job, const char *name, enum printed_answer *answer,
                enum printer_trouble *trouble, struct err *err);
    /* Ends the job; one that is over already is no error. What it did to the paper, `ask` tells. */
    bool (*cancel)(void *context, int job, struct err *err);
    void (*free)(void *context);
};

/* A CUPS queue ("" = the default one) on the server of CUPS_SERVER or the system's. `roll_mm`
 * is the paper's width, 80 or 58; the format follows from the queue's device. anjungan-escpos
 * confirms; of an IPP printer, what cupsd calls completed is printed only if the printer itself,
 * asked by the job's name, calls it so too and had forgotten no job meanwhile. Of all others it is
 * ANSWER_UNCERTAIN. */
MUST_USE bool printer_cups_open(struct printer *out, const char *queue, int roll_mm,
                                struct err *err);
/* Writes each slip as NUMBER-NAME.bin or .pdf into a directory, in one rename; for tests and
 * demonstrations. A file "trouble" in it, holding a trouble's name, makes the printer not ready. */
MUST_USE bool printer_folder_open(struct printer *out, const char *directory,
                                  enum printer_format format, struct err *err);
