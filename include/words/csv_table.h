/* A table as CSV, field by field, in one of two dialects.
 *
 * "csv" is RFC 4180 for programs: heads are keys, numbers have a point, lines end in CRLF, UTF-8
 * without a mark. "csv-id" opens by a double click in LibreOffice with the Indonesian locale:
 * semicolons, decimal commas, Indonesian heads, and a byte order mark that tells UTF-8. Texts are
 * quoted, numbers are not; a text that a spreadsheet would take for a formula has an apostrophe in
 * front. */
#pragma once
#include "base/text.h"
#include <stdbool.h>
#include <stdint.h>

struct csv_table {
    struct text *out;
    bool is_local; /* csv-id */
    bool has_field;
};

/* Begins with what the dialect begins with. */
void csv_table_init(struct csv_table *table, struct text *out, bool is_local);
/* A field without quotes: what is added to `out` until the next one. */
void csv_begin_field(struct csv_table *table);
void csv_end_line(struct csv_table *table);
/* Somebody's text, which is no formula. */
void csv_add_text(struct csv_table *table, const char *value);
/* A text of our own, as it is. */
void csv_add_quoted(struct csv_table *table, const char *value);
/* A head: its key, or its name in the local dialect. */
void csv_add_head(struct csv_table *table, const char *key, const char *name);
/* Empty where it is not known. */
void csv_add_number(struct csv_table *table, bool is_known, int64_t value);
/* `value` / `unit` with so many digits behind the point. */
void csv_add_decimal(struct csv_table *table, bool is_known, int value, int unit, int digits);
/* "2026-11-23", which spreadsheets read in every locale; 0: empty. */
void csv_add_day(struct csv_table *table, int64_t day);
