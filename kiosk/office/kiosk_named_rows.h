/* Which kiosk a person means at the console: by its number, the beginning of it, or the name on its sticker. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "office/pg.h"

enum kiosk_set {
    KIOSKS_IN_USE,  /* enrolled and not revoked */
    KIOSKS_KNOCKING /* see knock_rows.h */
};
/* A whole number is taken as it is. A name goes before the beginning of a number, which has four letters at
 * least. ERR_NOT_FOUND: none is meant. ERR_BUSY: several are. */
MUST_USE bool kiosk_named_find(struct pg *pg, enum kiosk_set set, const char *word,
                               char out[UUID_TEXT], struct err *err);
