/* Text for others' eyes: what looks like a person or a secret is replaced by a word in brackets.
 *
 * What is given away is chosen so that nothing of the kind is in it; this is the second lock, and rather
 * hides too much. Hidden are: the names told; runs of ten digits and more (NIK, NIB); Indonesian
 * telephone numbers, however they are parted; mail addresses; what stands behind password=, token:, pin =
 * and their like; user and password within an address of the web; long keys. */
#pragma once
#include "base/text.h"
#include <stddef.h>

struct redact_name {
    const char *name;
    const char *instead; /* "P-07" */
};

/* Adds `text` to `out`. Of a name each word of four letters and more is hidden too. */
void redact_add(struct text *out, const char *text, const struct redact_name *names, size_t count);
