/* Choosing a page among those that a printer lists. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum { MEDIA_NAME = 80, MEDIA_MAX = 256 };

struct cups_page {
    char name[MEDIA_NAME]; /* as the printer spells it: the only spelling that is surely taken */
    int width_mm;
    int length_mm;
};

/* The size that a media name tells ("om_roll-80x120_80x120mm", "iso_a4_210x297mm", and
 * "custom_80x120mm_80x120mm", as cupsd calls what a printer lists). False for the ends of ranges
 * (custom_min_…, roll_max_…), unknown and absurd ones. */
bool cups_page_parse(const char *name, struct cups_page *out);

/* The page for a slip: the narrowest that is wide enough, of these the shortest that is long enough.
 * NULL when there is none. */
const struct cups_page *cups_page_choose(const struct cups_page *pages, size_t count, int width_mm,
                                         int need_mm);
