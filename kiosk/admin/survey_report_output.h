/* The survey's report in the formats of anjungan-ctl. */
#pragma once
#include "admin/verbs.h"
#include "base/err.h"
#include "base/text.h"
#include "domain/catalog.h"
#include "domain/survey_report.h"
#include "paper/survey_report.h"

struct survey_wish {
    const struct admin *admin;
    const struct catalog *catalog;
    const struct questionnaire *questionnaire; /* NULL: none */
    const struct survey_report *report;
    enum survey_page page; /* of PDFs */
};

/* Each takes a struct survey_wish; the translations are open. */
bool survey_write_json(const void *wish, struct text *out, struct err *err);
bool survey_write_csv(const void *wish, struct text *out, struct err *err);
bool survey_write_csv_id(const void *wish, struct text *out, struct err *err);
