/* The Buku Pengaduan of a period as a document. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "domain/catalog.h"
#include "domain/complaint_report.h"

/* A4 pages, wide side down: totals, and the register with a row a complaint. Whether identities were
 * opened for it is said on its first page. `lang` "id" or "en"; the language in use is left alone.
 * paper_open comes first. ERR_FULL when `out` has no room. */
MUST_USE bool complaint_report_pdf(const struct catalog *catalog,
                                   const struct complaint_report *report, const char *lang,
                                   struct text *out, struct err *err);
