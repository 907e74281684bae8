/* Words and how they are said, sorted for the search. */
#include "base/mem.h"
#include "base/text.h"
#include "domain/spoken.h"
#include <stdlib.h>
#include <string.h>

struct entry {
    char word[SPOKEN_WORD];
    char said[SPOKEN_SAID];
};

struct lexicon {
    size_t count;
    struct entry entries[SPOKEN_WORDS_MOST];
};

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->word, ((const struct entry *)b)->word);
}

/* One line without its end; empty ones and comments say nothing. */
static bool read_line(struct lexicon *lexicon, const char *line, size_t len, int number,
                      struct err *err)
{
    const char *tab = memchr(line, '\t', len);
    struct entry *entry = &lexicon->entries[lexicon->count];

    if (len == 0 || line[0] == '#')
        return true;
    if (!tab || tab == line || tab + 1 == line + len)
        return err_set(err, ERR_INVALID, "line %d: a word, a tab and how it is said", number);
    if (memchr(line, '\0', len) || text_valid_utf8(line, len) != len)
        return err_set(err, ERR_INVALID, "line %d: no text", number);
    if (lexicon->count == SPOKEN_WORDS_MOST)
        return err_set(err, ERR_INVALID, "line %d: more than %d words", number, SPOKEN_WORDS_MOST);
    if (!text_format(entry->word, sizeof entry->word, "%.*s", (int)(tab - line), line)
        || !text_format(entry->said, sizeof entry->said, "%.*s", (int)(line + len - tab - 1),
                        tab + 1))
        return err_set(err, ERR_INVALID, "line %d: too long", number);
    lexicon->count++;
    return true;
}

bool lexicon_parse(struct lexicon **out, const char *bytes, size_t len, struct err *err)
{
    struct lexicon *lexicon = mem_zalloc(1, sizeof *lexicon);
    const char *end = bytes + len;
    int number = 0;

    while (bytes < end) {
        const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
        size_t line = (size_t)((newline ? newline : end) - bytes);

        if (!read_line(lexicon, bytes, line, ++number, err)) {
            lexicon_free(lexicon);
            return false;
        }
        bytes += line + (newline != NULL);
    }
    qsort(lexicon->entries, lexicon->count, sizeof *lexicon->entries, compare);
    *out = lexicon;
    return true;
}

void lexicon_free(struct lexicon *lexicon)
{
    free(lexicon);
}

const char *lexicon_find(const struct lexicon *lexicon, const char *word, size_t len)
{
    struct entry key;
    const struct entry *found;

    if (!lexicon || len >= sizeof key.word)
        return NULL;
    (void)text_format(key.word, sizeof key.word, "%.*s", (int)len, word);
    found = bsearch(&key, lexicon->entries, lexicon->count, sizeof *lexicon->entries, compare);
    return found ? found->said : NULL;
}
