/* Argon2id by libsodium, with the parameters that OWASP names as the least (19 MiB, two passes). */
#include "base/secret.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#define LOG_AREA "secret"
#include "base/log.h"

enum { PASSES = 2, MEMORY_BYTES = 19456 * 1024 };
static_assert(PIN_HASH_TEXT >= crypto_pwhash_STRBYTES, "the whole string fits");

/* The library fails for want of memory alone, and out of memory ends the process. */
static NORETURN void fail_for_memory(void)
{
    log_error("no %d KiB of memory to look at a PIN", MEMORY_BYTES / 1024);
    abort();
}

static void start(void)
{
    int state = sodium_init(); /* cheap after the first time */

    assert(state >= 0);
    (void)state;
}

void pin_hash(char out[PIN_HASH_TEXT], const char *pin)
{
    start();
    memset(out, 0, PIN_HASH_TEXT);
    if (crypto_pwhash_str(out, pin, strlen(pin), PASSES, MEMORY_BYTES) != 0)
        fail_for_memory();
}

bool pin_check(const char *hash, const char *pin)
{
    char whole[crypto_pwhash_STRBYTES] = ""; /* the library reads all of it */

    start();
    size_t len = strnlen(hash, sizeof whole);
    if (len == sizeof whole)
        return false;
    memcpy(whole, hash, len);
    errno = 0;
    bool fits = crypto_pwhash_str_verify(whole, pin, strlen(pin)) == 0;
    if (!fits && errno == ENOMEM)
        fail_for_memory();
    secret_wipe(whole, sizeof whole);
    return fits;
}

void secret_wipe(void *bytes, size_t size)
{
    sodium_memzero(bytes, size);
}

void secret_close_memory(void)
{
    if (getenv("NOTIFY_SOCKET") && prctl(PR_SET_DUMPABLE, 0) != 0)
        log_error("its memory stays readable: %s", strerror(errno));
}
