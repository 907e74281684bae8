/* The office as it was last heard, and the catalogues that it published. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "store/db.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `answered_ms` is the office's time of its last answer; it was true at `mono_ms` of `boot`. */
struct office_row {
    char contact[16]; /* a name of desk/office.h's contact, as it was noted */
    char contact_boot[40];
    int64_t contact_mono_ms;
    int64_t answered_ms; /* 0: never */
    char boot[40];
    int64_t mono_ms;
    bool has_letter_key;
    uint8_t letter_key[32];
    int64_t letters_seq; /* the last complaint whose words were sealed for that key */
    char catalog_tag[80];
    int catalog_slot;                  /* 0: the shipped file */
    int64_t decisions_seq;             /* the last that was taken */
    struct uuid decisions_incarnation; /* nil: none yet */
};
MUST_USE bool office_store_get(struct db *db, struct office_row *out, struct err *err);
/* Inside a transaction: writes all of it. */
MUST_USE bool office_store_put(struct db *db, const struct office_row *row, struct err *err);

struct catalog_slot {
    int slot; /* 1 or 2 */
    char name[64];
    int64_t version;
    int64_t taken_at_ms;
    uint8_t sha[32];
};
/* ERR_NOT_FOUND: empty. */
MUST_USE bool catalog_slot_store_get(struct db *db, int slot, struct catalog_slot *out,
                                     struct err *err);
/* The catalogue's bytes: `*out` is the caller's. ERR_NOT_FOUND; ERR_CORRUPT: it is not what was put
 * there. */
MUST_USE bool catalog_slot_store_read(struct db *db, int slot, char **out, size_t *len,
                                      struct err *err);
/* Inside a transaction: fills the slot, whatever was there. */
MUST_USE bool catalog_slot_store_put(struct db *db, const struct catalog_slot *slot,
                                     const void *bytes, size_t len, struct err *err);
