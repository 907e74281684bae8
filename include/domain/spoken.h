/* Text as a voice should read it: abbreviations by their letters, prices, times and queue numbers as people say
 * them, marks of the screen left out. A pure function over a lexicon, which is data: assets/speech/LANG.lexicon.
 *
 * A lexicon's line is WORD, a tab, and how it is said; "#" begins a comment. A word is found whole and in this
 * spelling: "IKM", not "ikm". */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stddef.h>

enum { SPOKEN_WORD = 48, SPOKEN_SAID = 96, SPOKEN_WORDS_MOST = 512, SPOKEN_TEXT = 4096 };

struct lexicon;

/* ERR_INVALID names the line. The bytes may be anything. */
MUST_USE bool lexicon_parse(struct lexicon **out, const char *bytes, size_t len, struct err *err);
void lexicon_free(struct lexicon *lexicon);
/* How a word of `len` bytes is said; NULL: as it is written. `lexicon` may be NULL. */
const char *lexicon_find(const struct lexicon *lexicon, const char *word, size_t len);

/* Writes what is to be said in that language ("id", "en"), cut at a character where `size` ends. With `clips`, the
 * folder of the recorded letters and digits (domain/voice.h names them), it is SSML, in which these say a queue
 * number: `<audio src="CLIPS/nol.wav">nol</audio>`; NULL: plain text. */
void spoken_text(const struct lexicon *lexicon, const char *lang, const char *clips,
                 const char *text, char *out, size_t size);
/* What was typed, for a loudspeaker: every letter and digit is "bintang" ("star"). */
void spoken_masked(const char *lang, const char *text, char *out, size_t size);
