/* Texts, lines of lists and durations. */
#include "base/text.h"
#include "wire/catalog_reader.h"
#include "wire/catalog_words.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const char *const catalog_unit_names[] = {
    [DURATION_MINUTE] = "minute",   [DURATION_HOUR] = "hour",   [DURATION_DAY] = "day",
    [DURATION_WORKDAY] = "workday", [DURATION_MONTH] = "month",
};

static size_t characters(const char *text)
{
    size_t count = 0;

    while (text_next(&text) != 0)
        count++;
    return count;
}

/* Control characters would break lines on paper and in logs. */
static bool has_control(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return true;
    }
    return false;
}

/* A text of one language at the current path; NULL with a finding when it cannot be used. */
static const char *read_text(struct catalog_reader *reader, const struct json *value)
{
    const char *text = json_string(value);
    size_t len;

    if (text[strspn(text, " ")] == '\0') {
        catalog_error(reader, "cf_empty_text",
                      "an empty text; leave the key out where there is nothing");
        return NULL;
    }
    if (has_control(text)) {
        catalog_error(reader, "cf_control",
                      "a tab, line break or other control character; a text is one line");
        return NULL;
    }
    len = strlen(text);
    if (len > CATALOG_MAX_TEXT) {
        catalog_error(reader, "cf_long_text", "%zu bytes; a text has at most %d", len,
                      (int)CATALOG_MAX_TEXT);
        return NULL;
    }
    if (len > CATALOG_LONG_TEXT && characters(text) > CATALOG_LONG_TEXT)
        catalog_warn(reader, "cf_hard_to_read",
                     "%zu characters; over %d are hard to read on the screen", characters(text),
                     (int)CATALOG_LONG_TEXT);
    return arena_strndup(reader->arena, text, len);
}

const char *catalog_field_string(struct catalog_fields *fields, const char *key,
                                 enum catalog_need need)
{
    const struct json *value = catalog_field_of(fields, key, JSON_STRING, need);
    const char *text;
    size_t path;

    if (value == NULL)
        return NULL;
    path = catalog_enter(fields->reader, key);
    text = read_text(fields->reader, value);
    catalog_leave(fields->reader, path);
    return text;
}

struct words catalog_read_words(struct catalog_reader *reader, const struct json *value)
{
    struct words words = {0};
    struct catalog_fields fields;

    if (json_kind(value) == JSON_STRING) {
        words.id = read_text(reader, value);
        return words;
    }
    if (json_kind(value) != JSON_OBJECT) {
        catalog_error(reader, "cf_words", "must be a string or {\"id\": …, \"en\": …}, not %s",
                      catalog_kind_words(reader->issues, json_kind(value)));
        return words;
    }
    if (!catalog_fields_begin(&fields, reader, value))
        return words;
    words.id = catalog_field_string(&fields, "id", CATALOG_REQUIRED);
    words.en = catalog_field_string(&fields, "en", CATALOG_OPTIONAL);
    catalog_fields_end(&fields);
    return words;
}

struct words catalog_field_words(struct catalog_fields *fields, const char *key,
                                 enum catalog_need need)
{
    const struct json *value = catalog_field(fields, key);
    struct words words = {0};
    size_t path;

    if (value == NULL) {
        if (need == CATALOG_REQUIRED)
            catalog_missing(fields->reader, key);
        return words;
    }
    path = catalog_enter(fields->reader, key);
    words = catalog_read_words(fields->reader, value);
    catalog_leave(fields->reader, path);
    return words;
}

struct words catalog_field_name(struct catalog_fields *fields, const char *key)
{
    struct words words = catalog_field_words(fields, key, CATALOG_REQUIRED);
    size_t path = catalog_enter(fields->reader, key);

    if (words.id != NULL && words.en == NULL)
        catalog_warn(fields->reader, "cf_no_english",
                     "no English text; write {\"id\": …, \"en\": …}");
    if (words.id != NULL && strlen(words.id) > CATALOG_LONG_NAME
        && characters(words.id) > CATALOG_LONG_NAME)
        catalog_warn(fields->reader, "cf_long_name", "%zu characters; over %d do not fit a tile",
                     characters(words.id), (int)CATALOG_LONG_NAME);
    catalog_leave(fields->reader, path);
    return words;
}

const struct words *catalog_field_words_list(struct catalog_fields *fields, const char *key,
                                             size_t *out_count)
{
    const struct json *list =
        catalog_field_list(fields, key, CATALOG_MAX_ITEMS, CATALOG_OPTIONAL, out_count);
    struct catalog_reader *reader = fields->reader;
    struct words *all;
    size_t path;

    if (list == NULL)
        return NULL;
    all = arena_alloc(reader->arena, *out_count, sizeof *all);
    path = catalog_enter(reader, key);
    for (size_t i = 0; i < *out_count; i++) {
        size_t outer = catalog_enter_at(reader, i);

        all[i] = catalog_read_words(reader, json_at(list, i));
        catalog_leave(reader, outer);
    }
    catalog_leave(reader, path);
    return all;
}

/* Lines under a heading; they have no lines of their own. */
static void read_lines(struct catalog_fields *fields, struct item *item)
{
    const struct words *lines = catalog_field_words_list(fields, "lines", &item->line_count);
    struct item *items;

    if (lines == NULL)
        return;
    items = arena_alloc(fields->reader->arena, item->line_count, sizeof *items);
    for (size_t i = 0; i < item->line_count; i++)
        items[i].text = lines[i];
    item->lines = items;
}

struct item catalog_read_item(struct catalog_reader *reader, const struct json *value)
{
    struct item item = {0};
    struct catalog_fields fields;

    if (json_kind(value) != JSON_OBJECT || json_get(value, "id") != NULL) {
        item.text = catalog_read_words(reader, value);
        return item;
    }
    if (!catalog_fields_begin(&fields, reader, value))
        return item;
    item.text = catalog_field_words(&fields, "text", CATALOG_REQUIRED);
    item.display = catalog_field_words(&fields, "display", CATALOG_OPTIONAL);
    item.brief = catalog_field_words(&fields, "short", CATALOG_OPTIONAL);
    read_lines(&fields, &item);
    catalog_fields_end(&fields);
    return item;
}

struct item_list catalog_field_items(struct catalog_fields *fields, const char *key)
{
    struct catalog_reader *reader = fields->reader;
    struct item_list list = {0};
    const struct json *values =
        catalog_field_list(fields, key, CATALOG_MAX_ITEMS, CATALOG_OPTIONAL, &list.count);
    struct item *items;
    size_t path;

    if (values == NULL)
        return list;
    items = arena_alloc(reader->arena, list.count, sizeof *items);
    path = catalog_enter(reader, key);
    for (size_t i = 0; i < list.count; i++) {
        size_t outer = catalog_enter_at(reader, i);

        items[i] = catalog_read_item(reader, json_at(values, i));
        catalog_leave(reader, outer);
    }
    catalog_leave(reader, path);
    list.items = items;
    list.is_present = true;
    return list;
}

struct duration catalog_field_duration(struct catalog_fields *fields, const char *key)
{
    const struct json *value = catalog_field_of(fields, key, JSON_OBJECT, CATALOG_OPTIONAL);
    struct duration duration = {0};
    struct catalog_fields inner;
    size_t path;
    int unit;

    if (value == NULL)
        return duration;
    path = catalog_enter(fields->reader, key);
    if (catalog_fields_begin(&inner, fields->reader, value)) {
        if (catalog_field_of(&inner, "value", JSON_INT, CATALOG_REQUIRED) != NULL)
            duration.value = (int)catalog_field_int(&inner, "value", 1, 10000, 0);
        unit = catalog_field_choice(&inner, "unit", catalog_unit_names,
                                    ARRAY_LEN(catalog_unit_names), CATALOG_REQUIRED);
        duration.unit = unit > 0 && duration.value > 0 ? (enum duration_unit)unit : DURATION_NONE;
        duration.note = catalog_field_words(&inner, "note", CATALOG_OPTIONAL);
        catalog_fields_end(&inner);
    }
    catalog_leave(fields->reader, path);
    return duration;
}

static int compare_text(const void *a, const void *b)
{
    const struct item *const *left = a;
    const struct item *const *right = b;
    int order = strcmp((*left)->text.id, (*right)->text.id);

    /* equal texts in the order of the list, so that the later one is told */
    return order != 0 ? order : (*left > *right) - (*left < *right);
}

static void warn_pair(struct catalog_reader *reader, const struct item_list *list,
                      const struct item *first, const struct item *again)
{
    size_t path = catalog_enter_at(reader, (size_t)(again - list->items));

    catalog_warn(reader, "cf_repeated", "the same text as [%zu]; mark it as doubled or take it out",
                 (size_t)(first - list->items));
    catalog_leave(reader, path);
}

void catalog_warn_repeated(struct catalog_reader *reader, const char *key,
                           const struct item_list *list)
{
    const struct item *small[32];
    AUTO_FREE const struct item **large = NULL;
    const struct item **sorted = small;
    size_t count = 0;
    size_t path;

    if (list->count < 2)
        return;
    if (list->count > ARRAY_LEN(small))
        sorted = large = mem_zalloc(list->count, sizeof *large);
    for (size_t i = 0; i < list->count; i++) {
        if (!list->items[i].is_hidden && list->items[i].text.id != NULL)
            sorted[count++] = &list->items[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_text);
    path = catalog_enter(reader, key);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(sorted[i - 1]->text.id, sorted[i]->text.id) == 0)
            warn_pair(reader, list, sorted[i - 1], sorted[i]);
    }
    catalog_leave(reader, path);
}
