/* Kiosks with good certificates whom this office, restored from a backup, does not know
 * (sql/0012_knock.sql). */
#pragma once
#include "base/id.h"
#include "office/ingest_rows.h"

/* It was refused. `device`: as it calls itself, "" where it did not say. */
MUST_USE bool knock_rows_note(struct pg *pg, const struct caller *caller, const char *device,
                              struct err *err);

struct knock {
    const char *kiosk, *device; /* during the call; device "" = it has no name */
    int64_t since_ms;
    bool is_known; /* it has a row, with another certificate */
};
MUST_USE bool knock_rows_each(struct pg *pg, void (*each)(void *context, const struct knock *knock),
                              void *context, struct err *err);
/* Lets it in with the certificate it has. ERR_NOT_FOUND: none of this id knocks. ERR_BUSY: two
 * certificates of this number do, one may be a copy's. */
MUST_USE bool knock_rows_adopt(struct pg *pg, const char *kiosk, int life_days, struct err *err);
