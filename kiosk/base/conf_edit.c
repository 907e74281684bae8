/* A value put into a configuration file, line by line; everything else stays as it was written. */
#include "base/conf.h"
#include "base/mem.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

enum { FILE_MOST = 1 << 20 };

/* One line without its end. */
struct line {
    const char *at;
    size_t len;
};

static bool next_line(const char **text, struct line *out)
{
    if (**text == '\0')
        return false;
    out->at = *text;
    out->len = strcspn(*text, "\n");
    *text += out->len + ((*text)[out->len] == '\n');
    return true;
}

static size_t skip_blanks(const struct line *line, size_t from)
{
    while (from < line->len && strchr(" \t\r", line->at[from]))
        from++;
    return from;
}

static bool has_word(const struct line *line, size_t from, const char *word)
{
    size_t len = strlen(word);

    return line->len - from >= len && strncmp(line->at + from, word, len) == 0;
}

/* "[office]" */
static bool is_section(const struct line *line, const char *section)
{
    size_t at = skip_blanks(line, 0);

    return at < line->len && line->at[at] == '[' && has_word(line, at + 1, section)
           && has_word(line, at + 1 + strlen(section), "]");
}

static bool is_any_section(const struct line *line)
{
    size_t at = skip_blanks(line, 0);

    return at < line->len && line->at[at] == '[';
}

/* "id = …", or as a shipped default "#id = …". */
static bool is_key(const struct line *line, const char *key, bool as_default)
{
    size_t at = skip_blanks(line, 0);

    if (as_default && at < line->len && line->at[at] == '#')
        at = skip_blanks(line, at + 1);
    else if (as_default)
        return false;
    if (!has_word(line, at, key))
        return false;
    at = skip_blanks(line, at + strlen(key));
    return at < line->len && (line->at[at] == '=' || line->at[at] == ':');
}

/* Behind which line the value belongs, and whether that line gives way to it. */
struct place {
    const char *at; /* NULL: there is no such section */
    bool takes_line;
    struct line line;
};

static struct place find_place(const char *text, const char *section, const char *key)
{
    struct place header = {0}, shipped = {0};
    struct line line;
    bool is_inside = false;

    while (next_line(&text, &line)) {
        if (is_any_section(&line))
            is_inside = is_section(&line, section);
        if (!is_inside)
            continue;
        if (is_any_section(&line) && !header.at)
            header = (struct place){.at = text, .line = line};
        if (is_key(&line, key, false))
            return (struct place){.at = text, .takes_line = true, .line = line};
        if (is_key(&line, key, true) && !shipped.at)
            shipped = (struct place){.at = text, .takes_line = true, .line = line};
    }
    return shipped.at ? shipped : header;
}

char *conf_edit(const char *text, const char *section, const char *key, const char *value)
{
    struct place place = find_place(text, section, key);
    struct text out;

    text_init(&out, FILE_MOST);
    if (!place.at) {
        text_addf(&out, "%s%s%s[%s]\n%s = %s\n", text,
                  text[0] && text[strlen(text) - 1] != '\n' ? "\n" : "", text[0] ? "\n" : "",
                  section, key, value);
    } else {
        size_t kept = (size_t)((place.takes_line ? place.line.at : place.at) - text);

        text_add_bytes(&out, text, kept);
        if (kept > 0 && text[kept - 1] != '\n') /* the header was the file's last line */
            text_add(&out, "\n");
        text_addf(&out, "%s = %s\n", key, value);
        text_add(&out, place.at);
    }
    return out.data;
}
