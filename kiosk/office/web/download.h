/* Files for the visitor's machine. Tables are written with words/csv_table.h. */
#pragma once
#include "office/web/web.h"

/* The reply is a file: `type` "application/pdf", `name` "ikm-2026-tw4.pdf" (letters, digits, '-', '.',
 * '_'; others become '-'). The bytes are in or go to visit->reply->body. */
void download_as(struct visit *visit, const char *type, const char *name);

/* The same for a table: NAME.csv. True: in the dialect of Indonesian spreadsheets, which ?format=csv-id
 * asks for; see csv_table_init. */
bool download_as_csv(struct visit *visit, const char *name);
