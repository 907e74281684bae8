/* A printer: one of the four seams (CUPS, folder). Calls answer within 3 s or fail ERR_OFFLINE. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "domain/print.h"
#include <stdbool.h>
#include <stddef.h>

enum printer_format { PRINTER_ESCPOS_80, PRINTER_ESCPOS_58, PRINTER_PDF_80, PRINTER_PDF_58 };

/* What became of a job, as far as the printer's side knows. */
enum printed_answer {
    ANSWER_WAITING,
    ANSWER_PRINTING,
    ANSWER_PRINTED,
    ANSWER_NOT_PRINTED,
    ANSWER_UNCERTAIN
};

struct printer {
    void *context;
    /* What it takes and whether it is ready. Fills status->trouble and is_confirming. */
    bool (*look)(void *context, enum printer_format *format, struct printer_status *status,
                 struct err *err);
    /* Creates the job under `name` (the slip's uuid); the caller commits `*out_job` before `send`. */
    bool (*create)(void *context, const char *name, int *out_job, struct err *err);
    bool (*send)(void *context, int job, const void *bytes, size_t len, int page_mm,
                 struct err *err);
    /* Finds a job by name after a crash; `*out_job` 0 when there is none; `*has_document` when all arrived. */
    bool (*find)(void *context, const char *name, int *out_job, bool *has_document,
                 struct err *err);
    bool (*ask)(void *context, int job, enum printed_answer *answer, enum printer_trouble *trouble,
                struct err *err);
    bool (*cancel)(void *context, int job, struct err *err);
    void (*free)(void *context);
};

/* A CUPS queue ("" = the default one) on the server of CUPS_SERVER or the system's. */
MUST_USE bool printer_cups_open(struct printer *out, const char *queue, const char *roll,
                                struct err *err);
/* Writes each slip as a file into a directory, in one rename; tests and demonstrations. */
MUST_USE bool printer_folder_open(struct printer *out, const char *directory,
                                  enum printer_format format, struct err *err);
