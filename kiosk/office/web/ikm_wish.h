/* Which survey figures an address asks for: a period, a service, a breakdown. Pure.
 *
 *   periode=2026-T4            as domain/period.h writes it
 *   jenis=triwulan&hari=DAY    the period of that kind which holds the day
 *   jenis=rentang&hari=DAY&sampai=DAY
 *   layanan=ID  rinci=service|sector|kiosk|gender|age|education|occupation|bracket */
#pragma once
#include "base/err.h"
#include "base/text.h"
#include "domain/survey_report.h"

/* NULL: absent. */
struct ikm_words {
    const char *period, *kind, *day, *until, *service, *by;
};
struct ikm_wish {
    struct period period;
    char service[64]; /* "" = all */
    enum survey_by by;
};
/* Without a word about the period: the triwulan of `today`. ERR_INVALID: what is no period or breakdown. */
MUST_USE bool ikm_wish_read(const struct ikm_words *words, int64_t today, struct ikm_wish *out,
                            struct err *err);
/* "hari" … "rentang" */
const char *ikm_kind_key(enum period_kind kind);
const char *ikm_kind_words(enum period_kind kind); /* "Hari" … "Rentang tanggal" */
/* The address of `path` with this wish, its values encoded. */
void ikm_wish_address(const struct ikm_wish *wish, const char *path, char *out, size_t size);
/* The period behind it; of a range as many days. */
struct period ikm_period_after(const struct period *period);
/* How many periods a trend of this kind shows. */
int ikm_trend_length(enum period_kind kind);
