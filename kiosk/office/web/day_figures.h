/* A day's report (domain/day_report.h) from the numbers of all kiosks. */
#pragma once
#include "domain/catalog.h"
#include "domain/day_report.h"
#include "office/web/fate.h"
#include "office/web/ticket_rows.h"

struct day_figures {
    struct day_report report; /* owned */
    int64_t wait_mean_ms;     /* of those who were called; -1: nobody */
};
/* A figure in the making: filled by one pass over the day's tickets. */
struct day_pass;
struct day_pass *day_pass_new(const struct catalog *catalog, int offset_min) MUST_USE;
void day_pass_free(struct day_pass *pass);
void day_pass_add(struct day_pass *pass, const struct office_ticket *ticket);
void day_pass_finish(struct day_pass *pass, const struct session_line *sessions, int64_t day,
                     int64_t now_ms, struct day_figures *out);
void day_figures_clear(struct day_figures *figures);
