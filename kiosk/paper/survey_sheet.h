/* What the survey's documents share. */
#pragma once
#include "page_parts.h"
#include "paper/survey_report.h"

struct survey_sheet {
    const struct catalog *catalog;
    const struct survey_report *report;
    const struct questionnaire *questionnaire; /* or NULL */
    const struct survey_paper *paper;
};

/* These draw the document; `sheet` is a struct survey_sheet. */
void survey_draw_processing(struct pages *pages, const void *sheet);
void survey_draw_board(struct pages *pages, const void *sheet);
void survey_draw_recap(struct pages *pages, const void *sheet);

/* The element that the office shows as U`number`, and its name. */
enum survey_element sheet_element(const struct survey_sheet *sheet, int number);
const char *sheet_element_name(const struct survey_sheet *sheet, int number);
/* "Semua layanan", or the one that the report is of */
const char *sheet_service(const struct survey_sheet *sheet);
/* The four grades with their spans in a row of boxes, the one reached filled. */
void sheet_grades(struct pages *pages, const struct survey_sheet *sheet);
/* What the weight is, and what another one would give. */
void sheet_weights(struct pages *pages, const struct survey_sheet *sheet);
/* The elements as bars and, where the report has one, the trend beside them; nothing without data. */
void sheet_charts(struct pages *pages, const struct survey_sheet *sheet);
