/* Finding services by what a visitor types.
 *
 * Every typed word must be found in a service: in its name (both languages), its sector's name, or its
 * short name ("sik"). A word is found as a whole, as a beginning, or inside a longer one; spellings that
 * people use beside the standard ones (praktek, ijin) count as these (KBBI). Only when no service has all
 * words so are slips of the finger forgiven: one in words of 4 letters, two from 7 on. */
#pragma once
#include "base/attr.h"
#include "domain/catalog.h"

enum {
    FIND_LETTERS = 2, /* fewer find nothing yet */
    FIND_WORDS = 8,   /* further ones are not looked at */
    FIND_MARKS = 16
};

struct finder;

/* Reads the catalogue once and borrows it until finder_free. */
struct finder *finder_new(const struct catalog *catalog) MUST_USE;
void finder_free(struct finder *finder);

/* How many services have every word of `text` (valid UTF-8), the nearest first, then the often chosen,
 * then in the catalogue's order. `*out` lasts until the next call. */
size_t finder_find(struct finder *finder, const char *text, const struct service *const **out);

/* What was typed last is wiped; it is kept to follow who types on. */
void finder_forget(struct finder *finder);

/* A word of a shown name that made it a result: its first byte and how many. */
struct find_mark {
    size_t at;
    size_t len;
};
size_t finder_marks(const char *name, const char *text, struct find_mark out[FIND_MARKS]);
