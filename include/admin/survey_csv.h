/* Paper forms in a file, as spreadsheets save them: columns by name, one row a form.
 *
 * Nothing of a file is lost unseen: each row either becomes a form or is told of with its line, its
 * column, the wrong value and what is allowed. Rows of empty cells are no rows. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/survey.h"
#include "domain/catalog.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SURVEY_CSV_BYTES = 64 * 1024 * 1024,
    SURVEY_CSV_FORMS = 1000000,
    SURVEY_CSV_ROW_BYTES = 64 * 1024, /* of one row, with the line breaks in its cells */
    SURVEY_CSV_FIRST_YEAR = 2000,
};

struct survey_csv_order {
    const char *name;              /* of the file, in findings */
    const struct catalog *catalog; /* whose services may be named; NULL: none */
    int64_t today;                 /* days since 1970, local: no form is of a later day */
    const char *officer;           /* for the forms; borrowed by them */
    /* Is given each finding: one line of UTF-8, "FILE:LINE:COLUMN: …", without its end. */
    void (*tell)(void *context, const char *finding);
    void *context;
};

struct survey_csv {
    struct survey_form
        *forms; /* the good ones, in the order of the file; each with a new request */
    size_t count;
    size_t bad;           /* rows with a finding */
    struct arena *memory; /* owns the suggestions */
};

/* False when the file cannot be read as a whole: ERR_INVALID, no CSV or wrong columns, told of too;
 * ERR_FULL, more than SURVEY_CSV_FORMS rows. Clear `out` in every case. */
MUST_USE bool survey_csv_read(struct survey_csv *out, const struct survey_csv_order *order,
                              const char *bytes, size_t len, struct err *err);
void survey_csv_clear(struct survey_csv *csv);
