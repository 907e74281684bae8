/* A made-up day for the report's documents: the same one each time. */
#pragma once
#include "domain/day_report.h"

/* `tickets` numbers over `services` services and four officers on 23 November 2026; 0 tickets are a
 * day without a session. The result is yours. */
struct day_report report_fixture(int tickets, int services);
