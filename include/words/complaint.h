/* Complaints as words for people, in the language in use: on screens, on paper and in text. */
#pragma once
#include "domain/complaint_report.h"

/* "Pengaduan", "Aspirasi", "Permintaan informasi" */
const char *words_complaint_kind(enum complaint_kind kind);
/* "Ringan"; "Belum dinilai" */
const char *words_complaint_weight(enum complaint_weight weight);
/* "Diterima", "Diproses", "Dijawab", "Selesai" */
const char *words_complaint_state(enum complaint_state state);
/* The same, and where nobody at the kiosk took it there: "Dijawab kantor" */
const char *words_complaint_progress(const struct complaint *complaint);
/* "Telepon atau SMS" … "Tanpa kontak" */
const char *words_complaint_reply(enum complaint_reply reply);
/* Whose it is: a name, "tanpa nama", "dihapus", or "tidak dibuka" in a report without names. */
const char *words_complaint_identity(const struct complaint_report *report,
                                     const struct complaint_row *row);
