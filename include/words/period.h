/* Days and reporting periods as words, in the language in use. */
#pragma once
#include "domain/period.h"
#include <stddef.h>
#include <stdint.h>

/* "Triwulan IV 2026"; of a range its days */
void words_period_name(char *out, size_t size, const struct period *period);
/* "1 Oktober s.d. 31 Desember 2026"; what both days share is said once */
void words_period_days(char *out, size_t size, const struct period *period);
/* "Triwulan IV 2026 (1 Oktober s.d. 31 Desember 2026)" */
void words_period(char *out, size_t size, const struct period *period);
/* "TW IV 2026": for the foot of a chart */
void words_period_brief(char *out, size_t size, const struct period *period);
