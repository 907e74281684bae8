/* Inside the reader of paper forms: one row on its way from cells to a form. */
#pragma once
#include "admin/survey_csv.h"
#include "base/attr.h"

enum survey_column {
    COLUMN_TANGGAL,
    COLUMN_FIRST_ELEMENT,
    COLUMN_LAST_ELEMENT = COLUMN_FIRST_ELEMENT + ELEMENT_COUNT - 1,
    COLUMN_JAM,
    COLUMN_LAYANAN,
    COLUMN_JENIS_KELAMIN,
    COLUMN_USIA,
    COLUMN_PENDIDIKAN,
    COLUMN_PEKERJAAN,
    COLUMN_SARAN,
    COLUMN_COUNT
};
const char *survey_column_name(enum survey_column column); /* "tanggal" … */
/* In any letter case. */
bool survey_column_from_name(const char *name, enum survey_column *out);

/* The office's services, sorted by name. */
struct service_name {
    const char *name;
    const struct service *service;
};

struct survey_row {
    const struct survey_csv_order *order;
    struct arena *memory; /* for what the form keeps */
    const struct service_name *services;
    size_t service_count;
    size_t line;                     /* on which the row begins */
    const char *cells[COLUMN_COUNT]; /* trimmed UTF-8; NULL where the file lacks the column */
    bool is_bad;
};

/* A finding about a column of the row; makes the row bad. */
void survey_row_tell(struct survey_row *row, enum survey_column column, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* Fills the form; every wrong cell is told of. False when the row is bad. */
MUST_USE bool survey_row_read(struct survey_row *row, struct survey_form *out);

/* What survey_row.services is made of; free() it. */
struct service_name *survey_row_sort_services(const struct catalog *catalog,
                                              size_t *out_count) MUST_USE;
