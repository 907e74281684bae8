/* Facts as words on screen, in the language in use. Results are cut at a character border. */
#pragma once
#include "base/i18n.h"
#include "domain/catalog.h"
#include "domain/queue.h"
#include <stddef.h>
#include <stdint.h>

enum { STRINGS_LINE = 1024 };

/* A wording kept in a table and looked up when it is shown. */
struct label {
    const char *key;
    const char *english;
};
#define W(key, english)                                                                            \
    {                                                                                              \
        key, english                                                                               \
    }
const char *strings_label(const struct label *label);
/* The wording in another language than the one in use; that one is in use again afterwards. */
void strings_in(char *out, size_t size, const char *lang, const struct label *label);

void strings_time(char *out, size_t size, int64_t ms, int offset_min); /* 09.41 */
void strings_date(char *out, size_t size, int64_t ms, int offset_min); /* Sen, 23 Nov 2026 */

void strings_count(char *out, size_t size, const char *pattern, int64_t n); /* fills {n} */
void strings_duration(char *out, size_t size, const struct duration *duration);
void strings_rupiah(char *out, size_t size, int64_t rp);
void strings_people(char *out, size_t size, int count);
void strings_wait(char *out, size_t size, const struct wait_range *wait); /* 15–25 menit */
/* "Loket 1 dan 2", "Loket 1 atau 2": a first word that all share is said once. */
enum strings_joint { STRINGS_AND, STRINGS_OR };
void strings_counters(char *out, size_t size, const struct group *group, enum strings_joint joint);
/* "1, 5 dan 9" */
void strings_numbers(char *out, size_t size, const int *numbers, size_t count);
/* "a · b"; an empty part leaves the other alone. */
void strings_dotted(char *out, size_t size, const char *a, const char *b);
/* The short facts of a service: "10 syarat · 2 hari kerja · Gratis". */
void strings_facts(char *out, size_t size, const struct service *service);
/* "Gratis", "Rp50.000" or the document's words; "" when the document says nothing. */
void strings_fee(char *out, size_t size, const struct service *service);
/* The catalogue's text in the language in use, "" when absent. */
const char *strings_words(const struct words *words);
