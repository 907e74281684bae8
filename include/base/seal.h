/* Sealing personal text at rest: libsodium secretbox under a key that is not in the database.
 *
 * The key is 32 bytes in a file: the configured one, else a systemd credential
 * (CREDENTIALS_DIRECTORY/anjungan.seal), else STATE/seal.key, which is made (0640, synced) at the first
 * need. A configured file or credential that cannot be read is an error: nothing else serves instead.
 * A sealed text begins with the key's id, so that a lost or exchanged key is told apart from damage. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/sign.h"
#include "base/text.h"
#include <stddef.h>
#include <stdint.h>

struct seal;

enum { SEAL_EXTRA = 4 + 24 + 16 }; /* bytes that a sealed text is longer: key id, nonce, tag */

enum { SEAL_ID_TEXT = 9 }; /* a key's id in hexadecimal digits, and the end */

/* `path` NULL or "": none is configured. Does not fail for a missing file before something is sealed. */
struct seal *seal_new(const char *state_dir, const char *path) MUST_USE;
void seal_free(struct seal *seal); /* wipes the key */

/* Takes the key into use. `id` "": any key, made where that is allowed; `id` is then its id. Else only
 * the key of that id: ERR_INVALID says which file to put it back into, and no key is made. Otherwise
 * as seal_close. */
MUST_USE bool seal_take(struct seal *seal, char id[SEAL_ID_TEXT], struct err *err);
/* Adds the sealed bytes to `out`. ERR_IO, ERR_FULL: there is no key and none can be made; ERR_INVALID:
 * the key file is not 32 bytes. */
MUST_USE bool seal_close(struct seal *seal, const void *bytes, size_t len, struct text *out,
                         struct err *err);
/* The reverse. ERR_NOT_FOUND: another key sealed it, or there is none. ERR_CORRUPT: it was changed. */
MUST_USE bool seal_open(struct seal *seal, const void *sealed, size_t len, struct text *out,
                        struct err *err);

/* Letters to whoever holds the key: the public half of a pair that is made from it, for box_close. No key is
 * made; otherwise as seal_open. */
MUST_USE bool seal_letter_key(struct seal *seal, uint8_t out[BOX_PUBLIC], struct err *err);
/* ERR_CORRUPT: sealed for another key, or changed. ERR_NOT_FOUND: there is no key. The caller wipes `out`. */
MUST_USE bool seal_open_letter(struct seal *seal, const void *sealed, size_t len, struct text *out,
                               struct err *err);
