/* Wordings of the screens that the floor below does not have, in the language in use. Results are
 * cut at a character border. */
#pragma once
#include "base/i18n.h"
#include "domain/catalog.h"
#include "words/words.h"
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

void strings_count(char *out, size_t size, const char *pattern, int64_t n); /* fills {n} */
/* "2 hari kerja", without the document's note, breakable. */
void strings_duration(char *out, size_t size, const struct duration *duration);
/* "a · b"; an empty part leaves the other alone. */
void strings_dotted(char *out, size_t size, const char *a, const char *b);
/* "10 syarat"; "" where the document lists none. */
void strings_requirements(char *out, size_t size, const struct service *service);
/* The short facts of a service: "10 syarat · 2 hari kerja · Gratis". */
void strings_facts(char *out, size_t size, const struct service *service);
/* "Gratis", "Rp50.000" or the document's words; "" when the document says nothing. */
void strings_fee(char *out, size_t size, const struct service *service);
/* The catalogue's text in the language in use, "" when absent. */
const char *strings_words(const struct words *words);
