/* The day report as words: what its tables, columns and rows are called, and what stands in a cell.
 * The same on screen, on paper and in text. */
#pragma once
#include "domain/day_report.h"
#include <stddef.h>
#include <stdint.h>

enum report_kind { REPORT_GROUPS, REPORT_SERVICES, REPORT_HOURS, REPORT_OFFICERS, REPORT_KINDS };

const struct report_table *report_table(const struct day_report *report, enum report_kind kind);
/* "Per kelompok" */
const char *report_kind_title(enum report_kind kind);
/* "Kelompok": what the first column holds */
const char *report_kind_head(enum report_kind kind);

enum report_column {
    COLUMN_ISSUED,
    COLUMN_PRIORITY,
    COLUMN_CALLED,
    COLUMN_SERVED,
    COLUMN_SKIPPED,
    COLUMN_VOID,
    COLUMN_WAITING,
    COLUMN_IN_SERVICE,
    COLUMN_PRINTED,
    COLUMN_NOT_PRINTED,
    COLUMN_PRINT_UNKNOWN,
    COLUMN_WAIT_MEDIAN,
    COLUMN_WAIT_P90,
    COLUMN_SERVICE_MEDIAN,
    COLUMN_SERVICE_P90,
    REPORT_COLUMNS
};
/* One or two words: "Tunggu median". Times are minutes. */
const char *report_column_head(enum report_column column);
/* "17", "4,5"; "–" where nobody waited or was served. */
void report_cell(char *out, size_t size, const struct report_row *row, enum report_column column);
/* "Penerimaan berkas", "09.00–09.59", "P-07" */
void report_row_name(char *out, size_t size, enum report_kind kind, const struct report_row *row);

/* "4,5 menit", "12 menit", "1 jam 20 menit"; "–" below 0 */
void words_span(char *out, size_t size, int64_t ms);
/* "Senin, 23 November 2026"; `day` is days since 1970 */
void words_day(char *out, size_t size, int64_t day);
/* "Dibuka 07.58, ditutup 16.02", "Dibuka 07.58, masih buka", "Belum ada nomor pada hari ini" */
void report_state(char *out, size_t size, const struct day_report *report, int offset_min);
/* "Nomor yang terbit: A 1–120, P 1–17. Semuanya tercatat." */
void report_numbers(char *out, size_t size, const struct day_report *report);
/* "Lembar salinan: 3. Tanda terima: 12. …" */
void report_extras(char *out, size_t size, const struct day_report *report);
