/* PINs: kept as Argon2id strings only, and wiped from memory after use; a memory that is this process's alone. */
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

/* For a process that its supervisor started: from here on no other of the same account reads its memory or
 * environment, and no core file is written of it. Does nothing where there is no supervisor. */
void secret_close_memory(void);
