/* Pages: what a media name means, and which one a slip goes on. */
#include "printing/cups_media.h"
#include "base/text.h"
#include <cups/cups.h>
#include <cups/pwg.h>
#include <string.h>

enum { LONGEST_MM = 3000, TOLERANCE_MM = 1, PWG_PER_MM = 100 };

static bool is_range(const char *name)
{
    return strncmp(name, "custom_min", 10) == 0 || strncmp(name, "custom_max", 10) == 0
           || strncmp(name, "Custom", 6) == 0 || strncmp(name, "roll_min", 8) == 0
           || strncmp(name, "roll_max", 8) == 0 || strstr(name, "_min_") || strstr(name, "_max_");
}

bool cups_page_parse(const char *name, struct cups_page *out)
{
    *out = (struct cups_page){0};
    if (is_range(name) || !text_copy(out->name, sizeof out->name, name))
        return false;
    const pwg_media_t *media = pwgMediaForPWG(name);
    if (!media)
        media = pwgMediaForPPD(name);
    if (!media || media->width <= 0 || media->length <= 0 || media->width > LONGEST_MM * PWG_PER_MM
        || media->length > LONGEST_MM * PWG_PER_MM)
        return false;
    /* Downwards: a slip must not be cut because of a tenth of a millimetre. */
    out->width_mm = (media->width + PWG_PER_MM / 2) / PWG_PER_MM;
    out->length_mm = media->length / PWG_PER_MM;
    return out->width_mm > 0 && out->length_mm > 0;
}

const struct cups_page *cups_page_choose(const struct cups_page *pages, size_t count, int width_mm,
                                         int need_mm)
{
    const struct cups_page *best = NULL;

    for (size_t i = 0; i < count; i++) {
        const struct cups_page *page = &pages[i];
        if (page->width_mm < width_mm - TOLERANCE_MM || page->length_mm < need_mm)
            continue;
        if (!best || page->width_mm < best->width_mm
            || (page->width_mm == best->width_mm && page->length_mm < best->length_mm))
            best = page;
    }
    return best;
}
