/* The Buku Pengaduan as a table for programs and spreadsheets (words/csv_table.h): a line a complaint, in the
 * report's order: tanggal, nomor, identitas, jenis, layanan, bobot, keadaan, janji, jawaban, terlambat.
 *
 * "csv" holds keys ("ringan", "received"), days as 2026-11-23 and 0 or 1; "csv-id" the words of people.
 * `identitas` is empty unless the book was opened, `jawaban` is the day of the answer. What was
 * complained of is in none of them. */
#pragma once
#include "base/text.h"
#include "domain/complaint_report.h"

/* `offset_min` is the office's; i18n_open comes first. */
void complaint_file_csv(const struct complaint_report *report, int offset_min, bool is_local,
                        struct text *out);
