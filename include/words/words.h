/* Facts as words for people, on screen and on paper, in the language in use (base/i18n.h). Results
 * are cut at a character border when the buffer is too small. */
#pragma once
#include "base/attr.h"
#include "base/i18n.h"
#include "domain/catalog.h"
#include "domain/opening.h"
#include "domain/queue.h"
#include <stddef.h>
#include <stdint.h>

enum { WORDS_LINE = 2048 };

/* Switches the language for a scope: `AUTO_LANG struct lang_scope scope = lang_enter("en");` */
struct lang_scope {
    char previous[16];
};
struct lang_scope lang_enter(const char *lang) MUST_USE;
void lang_leave(struct lang_scope *scope);
#define AUTO_LANG AUTO(lang_leave) UNUSED

void words_date(char *out, size_t size, int64_t ms, int offset_min);       /* Sen, 23 Nov 2026 */
void words_short_date(char *out, size_t size, int64_t ms, int offset_min); /* 23 Nov 2026 */
void words_time(char *out, size_t size, int64_t ms, int offset_min);       /* 09.41 */
void words_date_time(char *out, size_t size, int64_t ms, int offset_min);
/* The text with no-break spaces: a number is not parted from its unit at a line's end. Cut at `size`. */
void words_keep_together(char *out, size_t size, const char *text);
const char *words_weekday(int weekday);   /* "Minggu" for 0 */
const char *words_month(int month);       /* "Januari" for 1 */
const char *words_short_month(int month); /* "Jan" for 1 */

/* "12.345" */
void words_count(char *out, size_t size, int64_t count);
void words_people(char *out, size_t size, int count);
void words_wait(char *out, size_t size, const struct wait_range *wait); /* "" when unknown */
void words_duration(char *out, size_t size, const struct duration *duration, const char *lang);
void words_fee(char *out, size_t size, const struct service *service, const char *lang);

/* "Loket 1 atau 2": a first word that all counters share is said once. "" without counters. */
void words_counters(char *out, size_t size, const struct group *group, const char *lang);
/* "Loket 1 dan 2" */
void words_all_counters(char *out, size_t size, const struct group *group, const char *lang);
/* "7, 8 dan 10" */
void words_numbers(char *out, size_t size, const uint16_t *numbers, size_t count);
/* Where to complain, on one line: phone and SMS if `is_wide`, else the shortest way there is. */
void words_complaints(char *out, size_t size, const struct complaints *complaints, const char *lang,
                      bool is_wide);

/* Why no number is given: "Istirahat sampai 13.00.", "Libur: Hari Natal." */
void words_closed(char *out, size_t size, const struct opening *opening, int offset_min);
/* When numbers are given again: "Buka lagi Senin, 28 Desember pukul 08.00." "" when that is not known
 * or said by words_closed already. */
void words_opens_again(char *out, size_t size, const struct opening *opening, int64_t now_ms,
                       int offset_min);
