/* Findings in the language that their reader asked for. */
#include "wire/catalog_words.h"
#include "base/text.h"
#include "base/wording.h"

#include <assert.h>
#include <string.h>

/* What json_parse says, by how it begins; what no row knows is told by the first. */
static const struct {
    const char *begins;
    struct wording words;
} faults[] = {
    {"", W("cj_syntax", "not written as JSON is")},
    {"begins with a byte order mark",
     W("cj_mark", "begins with a byte order mark; save it as UTF-8 without one")},
    {"is UTF-16", W("cj_utf16", "is UTF-16; save it as UTF-8")},
    {"a NUL byte", W("cj_nul", "a NUL byte; allowed is UTF-8 text")},
    {"the byte 0x", W("cj_byte", "a byte that is not UTF-8; save the file as UTF-8")},
    {"nested too deeply", W("cj_deep", "nested too deeply")},
    {"the text ends too early", W("cj_end", "the text ends too early")},
    {"\\u0000", W("cj_escape", "\\u0000 is not allowed in a text")},
    {"duplicate object key", W("cj_twice", "a key that stands twice")},
    {"end of file expected", W("cj_rest", "something behind the end")},
    {"too big", W("cj_big", "too large a number")},
    {"real number overflow", W("cj_big", "too large a number")},
    {"control character", W("cj_control", "a control character in a text")},
};

const char *catalog_words(const struct catalog_issues *issues, const char *key, const char *english)
{
    return issues->words != NULL ? issues->words(key, english) : english;
}

const char *catalog_kind_words(const struct catalog_issues *issues, enum json_kind kind)
{
    static const struct wording names[] = {
        [JSON_NULL] = W("cj_null", "null"),          [JSON_BOOL] = W("cj_bool", "true or false"),
        [JSON_INT] = W("cj_int", "a whole number"),  [JSON_REAL] = W("cj_fraction", "a fraction"),
        [JSON_STRING] = W("cj_string", "a string"),  [JSON_ARRAY] = W("cj_list", "a list"),
        [JSON_OBJECT] = W("cj_object", "an object"),
    };
    static_assert(ARRAY_LEN(names) == JSON_OBJECT + 1, "every kind has a name");

    return catalog_words(issues, names[kind].key, names[kind].english);
}

void catalog_syntax_words(const struct catalog_issues *issues, const char *said, char *out,
                          size_t size)
{
    const struct wording *fault = &faults[0].words;
    const char *near = strstr(said, " near ");

    if (issues->words == NULL) {
        (void)text_copy(out, size, said);
        return;
    }
    for (size_t i = 1; i < ARRAY_LEN(faults); i++) {
        if (strncmp(said, faults[i].begins, strlen(faults[i].begins)) == 0)
            fault = &faults[i].words;
    }
    const char *words = catalog_words(issues, fault->key, fault->english);
    if (near != NULL)
        (void)text_format(out, size, catalog_words(issues, "cj_near", "%s near %s"), words,
                          near + strlen(" near "));
    else
        (void)text_copy(out, size, words);
}
