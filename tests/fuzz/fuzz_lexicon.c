/* A lexicon of any bytes, and any text read by it: what is taken is found again, and what is said is text. */
#include "base/mem.h"
#include "base/text.h"
#include "domain/spoken.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

/* The first half is the lexicon, the second what is said. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    size_t half = len / 2;
    AUTO_FREE char *text = mem_zalloc(len - half + 1, 1);
    struct lexicon *lexicon = NULL;
    struct err err = {0};
    char out[300];

    memcpy(text, bytes + half, len - half);
    if (!lexicon_parse(&lexicon, (const char *)bytes, half, &err)) {
        expect(err.code == ERR_INVALID && strncmp(err.text, "line ", 5) == 0);
        lexicon = NULL;
    }
    spoken_text(lexicon, len % 2 ? "id" : "en", len % 3 ? "/s" : NULL, text, out, sizeof out);
    expect(strlen(out) < sizeof out);
    spoken_masked("id", text, out, sizeof out);
    expect(strlen(out) < sizeof out);
    lexicon_free(lexicon);
    return 0;
}
