/* The day report as a document: pages to file, and text to read in a terminal. Its slip is in
 * paper/slip.h. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "domain/catalog.h"
#include "domain/day_report.h"

/* A4 pages, wide side down: office, day, totals, and each table with its heading on every page that
 * it reaches. `lang` "id" or "en"; the language in use is left alone. paper_open comes first.
 * ERR_FULL when `out` has no room. */
MUST_USE bool report_pdf(const struct catalog *catalog, const struct day_report *report,
                         const char *lang, struct text *out, struct err *err);

/* Lines of aligned columns; needs no paper_open. */
void report_text(const struct catalog *catalog, const struct day_report *report, const char *lang,
                 struct text *out);
