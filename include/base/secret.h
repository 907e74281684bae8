/* PINs: kept as Argon2id strings only, and wiped from memory after use. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>
#include <stddef.h>

enum { PIN_HASH_TEXT = 128 };

/* A salted Argon2id string (19 MiB, two passes, about 20 ms) into `out`. */
void pin_hash(char out[PIN_HASH_TEXT], const char *pin);
/* True when `pin` made `hash`. Takes as long for a wrong PIN as for the right one. */
MUST_USE bool pin_check(const char *hash, const char *pin);

/* Overwrites with zeros, also where the compiler sees nobody read them. */
void secret_wipe(void *bytes, size_t size);
