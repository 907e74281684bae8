/* Reading a PDF back with poppler's tools. These end the test when they fail. */
#pragma once
#include "base/text.h"

/* What a tool ("pdfinfo", "pdftotext") writes about the PDF; yours. */
char *document_says(const char *tool, const char *option, const struct text *pdf);
int document_pages(const struct text *pdf);
int count_of(const char *text, const char *what);
/* Every word of every page lies within its page, `margin_pt` from its edges. */
void document_check(const struct text *pdf, double margin_pt);
/* With ANJUNGAN_PAPER_DIR set, the document stays there to be looked at. */
void document_keep(const struct text *pdf, const char *name);
