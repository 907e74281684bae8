/* Findings with their path, and objects whose unknown keys are noticed. */
#include "wire/catalog_reader.h"
#include "base/text.h"
#include "wire/catalog_words.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void catalog_issues_clear(struct catalog_issues *issues)
{
    for (size_t i = 0; i < issues->count; i++)
        free(issues->items[i].text);
    free(issues->items);
    *issues = (struct catalog_issues){0};
}

static void add(struct catalog_issues *issues, bool is_error, char *text)
{
    /* Room grows by doubling: the counts 1, 2, 4, 8 … are where it is full. */
    if ((issues->count & (issues->count - 1)) == 0)
        issues->items = mem_resize(issues->items, issues->count > 0 ? issues->count * 2 : 1,
                                   sizeof *issues->items);
    issues->items[issues->count++] = (struct catalog_issue){.is_error = is_error, .text = text};
}

void catalog_add_issue(struct catalog_issues *issues, bool is_error, const char *format, ...)
{
    char text[1024];
    va_list args;

    va_start(args, format);
    (void)text_format_args(text, sizeof text, format, args);
    va_end(args);
    text_mend(text);
    add(issues, is_error, mem_strdup(text));
    issues->error_count += is_error;
}

bool catalog_reader_open(struct catalog_reader *reader, struct json **root, const char *name,
                         const char *bytes, size_t len, struct catalog_issues *issues)
{
    struct json_place place;
    struct err syntax;
    char text[sizeof syntax.text];

    *reader = (struct catalog_reader){.file = name,
                                      .issues = issues,
                                      .path = "$",
                                      .path_len = 1,
                                      .bytes = bytes,
                                      .len = len,
                                      .search_left = CATALOG_MAX_SEARCH};
    if (json_parse(root, bytes, len, &place, &syntax))
        return true;
    catalog_syntax_words(issues, syntax.text, text, sizeof text);
    catalog_add_issue(issues, true, "%s:%d:%d: %s", name, place.line, place.column, text);
    return false;
}

void catalog_reader_close(const struct catalog_reader *reader)
{
    if (reader->dropped > 0)
        catalog_add_issue(
            reader->issues, false,
            catalog_words(reader->issues, "cf_more", "%s: %zu more findings are not shown"),
            reader->file, reader->dropped);
}

size_t catalog_enter(struct catalog_reader *reader, const char *key)
{
    size_t before = reader->path_len;
    size_t room = sizeof reader->path - 1 - before;
    size_t len = strlen(key);

    if (room > 0 && len < room) {
        reader->path[before] = '.';
        memcpy(reader->path + before + 1, key, len + 1);
        reader->path_len = before + 1 + len;
    } else { /* only a strange key is as long as this */
        (void)text_format(reader->path + before, room + 1, ".%s", key);
        reader->path_len = strlen(reader->path);
    }
    return before;
}

size_t catalog_enter_at(struct catalog_reader *reader, size_t index)
{
    size_t before = reader->path_len;

    (void)text_format(reader->path + before, sizeof reader->path - before, "[%zu]", index);
    reader->path_len = strlen(reader->path);
    return before;
}

void catalog_leave(struct catalog_reader *reader, size_t path_len)
{
    reader->path_len = path_len;
    reader->path[path_len] = '\0';
}

static void report(struct catalog_reader *reader, bool is_error, const char *key,
                   const char *english, va_list args)
{
    const struct catalog_issues *issues = reader->issues;
    char text[600], at_line[40] = "";
    char *finding;
    int line = 0;

    reader->issues->error_count += is_error;
    reader->issues->warning_count += !is_error;
    if (reader->issues->count >= CATALOG_MAX_FINDINGS) {
        reader->dropped++;
        return;
    }
    (void)text_format_args(text, sizeof text, catalog_words(issues, key, english), args);
    if (reader->search_left >= reader->len) {
        reader->search_left -= reader->len;
        line = catalog_line_of(reader->bytes, reader->len, reader->path);
    }
    if (line > 0)
        (void)text_format(at_line, sizeof at_line, catalog_words(issues, "cf_line", " (line %d)"),
                          line);
    finding =
        mem_format("%s: %s: %s%s%s", reader->file, reader->path,
                   is_error ? "" : catalog_words(issues, "cf_warning", "warning: "), text, at_line);
    text_mend(finding);
    add(reader->issues, is_error, finding);
}

void catalog_error(struct catalog_reader *reader, const char *key, const char *english, ...)
{
    va_list args;

    va_start(args, english);
    report(reader, true, key, english, args);
    va_end(args);
}

void catalog_warn(struct catalog_reader *reader, const char *key, const char *english, ...)
{
    va_list args;

    va_start(args, english);
    report(reader, false, key, english, args);
    va_end(args);
}

void catalog_missing(struct catalog_reader *reader, const char *name)
{
    catalog_error(reader, "cf_missing", "\"%s\" is missing", name);
}

bool catalog_fields_begin(struct catalog_fields *fields, struct catalog_reader *reader,
                          const struct json *value)
{
    *fields = (struct catalog_fields){.reader = reader, .object = value};
    if (json_kind(value) == JSON_OBJECT)
        return true;
    catalog_error(reader, "cf_kind", "must be %s, not %s",
                  catalog_kind_words(reader->issues, JSON_OBJECT),
                  catalog_kind_words(reader->issues, json_kind(value)));
    return false;
}

static bool was_asked(const struct catalog_fields *fields, const char *key)
{
    for (size_t i = 0; i < fields->asked_count; i++) {
        if (strcmp(fields->asked[i], key) == 0)
            return true;
    }
    return false;
}

const struct json *catalog_field(struct catalog_fields *fields, const char *key)
{
    const struct json *value = json_get(fields->object, key);

    if (!was_asked(fields, key)) {
        assert(fields->asked_count < CATALOG_MAX_KEYS);
        fields->asked[fields->asked_count++] = key;
        fields->found_count += value != NULL;
    }
    return value;
}

static bool report_unknown(void *context, const char *key, const struct json *value)
{
    struct catalog_fields *fields = context;
    char allowed[500] = "";
    size_t path;

    (void)value;
    if (was_asked(fields, key))
        return true;
    for (size_t i = 0; i < fields->asked_count; i++) {
        size_t at = strlen(allowed);

        (void)text_format(allowed + at, sizeof allowed - at, "%s%s", i > 0 ? ", " : "",
                          fields->asked[i]);
    }
    path = catalog_enter(fields->reader, key);
    catalog_error(fields->reader, "cf_unknown_key", "unknown key; allowed are %s", allowed);
    catalog_leave(fields->reader, path);
    return true;
}

void catalog_fields_end(struct catalog_fields *fields)
{
    /* Nearly every object has only known keys: then the counts agree and no name is compared. */
    if (fields->found_count != json_len(fields->object))
        (void)json_each(fields->object, report_unknown, fields);
}

const struct json *catalog_field_of(struct catalog_fields *fields, const char *key,
                                    enum json_kind kind, enum catalog_need need)
{
    const struct json *value = catalog_field(fields, key);
    size_t path;

    if (value == NULL) {
        if (need == CATALOG_REQUIRED)
            catalog_missing(fields->reader, key);
        return NULL;
    }
    if (json_kind(value) == kind)
        return value;
    path = catalog_enter(fields->reader, key);
    if (json_kind(value) == JSON_NULL)
        catalog_error(fields->reader, "cf_null",
                      "must be %s, not null; leave out what is not known",
                      catalog_kind_words(fields->reader->issues, kind));
    else
        catalog_error(fields->reader, "cf_kind", "must be %s, not %s",
                      catalog_kind_words(fields->reader->issues, kind),
                      catalog_kind_words(fields->reader->issues, json_kind(value)));
    catalog_leave(fields->reader, path);
    return NULL;
}

const struct json *catalog_field_list(struct catalog_fields *fields, const char *key, size_t max,
                                      enum catalog_need need, size_t *out_count)
{
    const struct json *list = catalog_field_of(fields, key, JSON_ARRAY, need);
    size_t path;

    *out_count = list != NULL ? json_len(list) : 0;
    if (list == NULL || (*out_count > 0 && *out_count <= max))
        return list;
    path = catalog_enter(fields->reader, key);
    if (*out_count == 0)
        catalog_error(fields->reader, "cf_empty_list",
                      "an empty list; leave the key out where there is nothing");
    else
        catalog_error(fields->reader, "cf_many", "%zu entries; allowed are at most %zu", *out_count,
                      max);
    catalog_leave(fields->reader, path);
    *out_count = 0;
    return NULL;
}

const char *catalog_field_id(struct catalog_fields *fields, const char *key, enum catalog_need need)
{
    const struct json *value = catalog_field_of(fields, key, JSON_STRING, need);
    const char *id;
    size_t path;
    size_t len;

    if (value == NULL)
        return NULL;
    id = json_string(value);
    len = strlen(id);
    if (len > 0 && len <= CATALOG_MAX_ID
        && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == len)
        return arena_strndup(fields->reader->arena, id, len);
    path = catalog_enter(fields->reader, key);
    catalog_error(fields->reader, "cf_id",
                  "\"%.80s\": allowed are 1 to %d small letters, digits and hyphens", id,
                  (int)CATALOG_MAX_ID);
    catalog_leave(fields->reader, path);
    return NULL;
}

int64_t catalog_field_int(struct catalog_fields *fields, const char *key, int64_t min, int64_t max,
                          int64_t fallback)
{
    const struct json *value = catalog_field_of(fields, key, JSON_INT, CATALOG_OPTIONAL);
    size_t path;

    if (value == NULL)
        return fallback;
    if (json_int(value) >= min && json_int(value) <= max)
        return json_int(value);
    path = catalog_enter(fields->reader, key);
    catalog_error(fields->reader, "cf_range", "%lld: allowed are whole numbers from %lld to %lld",
                  (long long)json_int(value), (long long)min, (long long)max);
    catalog_leave(fields->reader, path);
    return fallback;
}

bool catalog_field_bool(struct catalog_fields *fields, const char *key)
{
    return json_bool(catalog_field_of(fields, key, JSON_BOOL, CATALOG_OPTIONAL));
}

int catalog_field_choice(struct catalog_fields *fields, const char *key, const char *const *names,
                         size_t count, enum catalog_need need)
{
    const struct json *value = catalog_field_of(fields, key, JSON_STRING, need);
    char allowed[300] = "";
    size_t path;

    if (value == NULL)
        return -1;
    for (size_t i = 0; i < count; i++) {
        size_t at = strlen(allowed);

        if (names[i] == NULL)
            continue;
        if (strcmp(names[i], json_string(value)) == 0)
            return (int)i;
        (void)text_format(allowed + at, sizeof allowed - at, "%s%s", at > 0 ? ", " : "", names[i]);
    }
    path = catalog_enter(fields->reader, key);
    catalog_error(fields->reader, "cf_choice", "unknown \"%.80s\"; allowed are %s",
                  json_string(value), allowed);
    catalog_leave(fields->reader, path);
    return -1;
}
