/* The day report. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/day_report.h"

/* Of the sessions of a local day (days since 1970). `*out` is yours: day_report_clear. */
MUST_USE bool desk_day_report(struct desk *desk, int64_t day, struct day_report *out,
                              struct err *err);
/* Queues the report's slip. `request` makes a double tap one slip. */
MUST_USE bool desk_print_report(struct desk *desk, const struct uuid *request, int64_t day,
                                const char *officer, int64_t *out_job, struct err *err);
