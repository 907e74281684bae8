/* The line on which a path begins, looked up in the text only when there is something to report:
 * the JSON library forgets where its values stood. The text was parsed before, so it is valid. */
#include "wire/catalog_reader.h"

#include <string.h>

struct cursor {
    const char *at;
    const char *end;
};

static char peek(const struct cursor *cursor)
{
    return cursor->at < cursor->end ? *cursor->at : '\0';
}

static void skip_blanks(struct cursor *cursor)
{
    while (cursor->at < cursor->end && strchr(" \t\r\n", *cursor->at) != NULL)
        cursor->at++;
}

static bool take(struct cursor *cursor, char wanted)
{
    skip_blanks(cursor);
    if (peek(cursor) != wanted)
        return false;
    cursor->at++;
    return true;
}

/* Stands behind the string's closing quote afterwards. */
static void skip_string(struct cursor *cursor)
{
    cursor->at++;
    while (cursor->at < cursor->end && *cursor->at != '"')
        cursor->at += *cursor->at == '\\' ? 2 : 1;
    cursor->at++;
}

static void skip_value(struct cursor *cursor)
{
    int depth = 0;

    skip_blanks(cursor);
    do {
        char c = peek(cursor);

        if (c == '"') {
            skip_string(cursor);
            continue;
        }
        depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        cursor->at++;
    } while (cursor->at < cursor->end && (depth > 0 || strchr(",]} \t\r\n", *cursor->at) == NULL));
}

/* Stands at the value of `key` afterwards; `*line_at` is where the key stands. */
static bool find_key(struct cursor *cursor, const char *key, size_t len, const char **line_at)
{
    if (!take(cursor, '{'))
        return false;
    do {
        const char *start;

        skip_blanks(cursor);
        if (peek(cursor) != '"')
            return false;
        start = cursor->at + 1;
        skip_string(cursor);
        if (!take(cursor, ':'))
            return false;
        if ((size_t)(cursor->end - start) > len && memcmp(start, key, len) == 0
            && start[len] == '"') {
            *line_at = start;
            return true;
        }
        skip_value(cursor);
    } while (take(cursor, ','));
    return false;
}

static bool find_element(struct cursor *cursor, size_t index, const char **line_at)
{
    if (!take(cursor, '['))
        return false;
    for (size_t i = 0; i < index; i++) {
        skip_value(cursor);
        if (!take(cursor, ','))
            return false;
    }
    skip_blanks(cursor);
    *line_at = cursor->at;
    return true;
}

int catalog_line_of(const char *bytes, size_t len, const char *path)
{
    struct cursor cursor = {bytes, bytes + len};
    const char *found = NULL;
    int line = 1;

    for (path += strspn(path, "$"); *path != '\0';) {
        size_t word = strcspn(path + 1, ".[");

        if (*path == '.' && !find_key(&cursor, path + 1, word, &found))
            return 0;
        if (*path == '[') {
            size_t index = 0;

            for (const char *digit = path + 1; *digit >= '0' && *digit <= '9'; digit++)
                index = index * 10 + (size_t)(*digit - '0');
            if (!find_element(&cursor, index, &found))
                return 0;
        }
        path += word + 1;
    }
    if (found == NULL)
        return 0;
    for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(found - at))) != NULL; at++)
        line++;
    return line;
}
