/* The table of holidays, read by the means of the catalogue. */
#include "wire/holidays_json.h"
#include "base/file.h"
#include "domain/calendar.h"
#include "wire/catalog_reader.h"

#include <assert.h>
#include <string.h>

#define HOLIDAYS_FORMAT "anjungan-holidays-1"

enum { HOLIDAYS_MAX_DAYS = 5000, HOLIDAYS_GROWTH = 64, HOLIDAYS_LEAST_MEMORY = 65536 };

static const char *const kind_names[] = {
    [HOLIDAY_NATIONAL] = "national",
    [HOLIDAY_COLLECTIVE_LEAVE] = "collective_leave",
    [HOLIDAY_LOCAL] = "local",
};
static_assert(ARRAY_LEN(kind_names) == HOLIDAY_LOCAL + 1, "every kind has a name");

/* False where there is no day, after telling why. */
static bool read_day(struct catalog_fields *fields, const char *key, int64_t *out)
{
    const char *text = catalog_field_string(fields, key, CATALOG_REQUIRED);
    bool is_good = text != NULL && calendar_parse_day(text, out);
    size_t path = catalog_enter(fields->reader, key);

    if (text != NULL && !is_good)
        catalog_error(fields->reader, "cf_date", "\"%.20s\": a date is written as 2026-12-25",
                      text);
    catalog_leave(fields->reader, path);
    return is_good;
}

static void check_place(struct catalog_reader *reader, const struct holidays *table,
                        const struct holiday *holiday, size_t index)
{
    if (holiday->day < table->from_day || holiday->day > table->until_day)
        catalog_error(reader, "cf_day_outside", "the day is outside of \"from\" and \"until\"");
    if (index > 0 && holiday->day == holiday[-1].day)
        catalog_error(reader, "cf_day_twice", "the day is that of days[%zu] too; each stands once",
                      index - 1);
    else if (index > 0 && holiday->day < holiday[-1].day)
        catalog_error(reader, "cf_day_order",
                      "the day comes before that of days[%zu]; days stand in order", index - 1);
}

static struct holiday read_holiday(struct catalog_reader *reader, const struct json *value,
                                   bool *has_day)
{
    struct holiday holiday = {0};
    struct catalog_fields fields;
    int kind;

    *has_day = false;
    if (!catalog_fields_begin(&fields, reader, value))
        return holiday;
    *has_day = read_day(&fields, "date", &holiday.day);
    kind =
        catalog_field_choice(&fields, "kind", kind_names, ARRAY_LEN(kind_names), CATALOG_REQUIRED);
    holiday.kind = kind >= 0 ? (enum holiday_kind)kind : HOLIDAY_NATIONAL;
    holiday.name = catalog_field_name(&fields, "name");
    catalog_fields_end(&fields);
    return holiday;
}

static void read_days(struct catalog_fields *root, struct holidays *out)
{
    struct catalog_reader *reader = root->reader;
    const struct json *list =
        catalog_field_list(root, "days", HOLIDAYS_MAX_DAYS, CATALOG_REQUIRED, &out->count);
    struct holiday *days;
    bool is_whole = true; /* order is only told where every day is one */
    size_t path;

    if (list == NULL)
        return;
    days = arena_alloc(reader->arena, out->count, sizeof *days);
    path = catalog_enter(reader, "days");
    for (size_t i = 0; i < out->count; i++) {
        size_t outer = catalog_enter_at(reader, i);
        bool has_day;

        days[i] = read_holiday(reader, json_at(list, i), &has_day);
        is_whole = is_whole && has_day;
        if (is_whole)
            check_place(reader, out, &days[i], i);
        catalog_leave(reader, outer);
    }
    catalog_leave(reader, path);
    out->days = days;
}

static void read_format(struct catalog_fields *root)
{
    const char *format = catalog_field_string(root, "format", CATALOG_REQUIRED);
    size_t path = catalog_enter(root->reader, "format");

    if (format != NULL && strcmp(format, HOLIDAYS_FORMAT) != 0)
        catalog_error(root->reader, "cf_format", "\"%.60s\": allowed is \"%s\"", format,
                      HOLIDAYS_FORMAT);
    catalog_leave(root->reader, path);
}

static void read_root(struct catalog_reader *reader, const struct json *value, struct holidays *out)
{
    struct catalog_fields root;

    if (!catalog_fields_begin(&root, reader, value))
        return;
    read_format(&root);
    out->version = catalog_field_string(&root, "version", CATALOG_REQUIRED);
    out->status = catalog_field_words(&root, "status", CATALOG_OPTIONAL);
    bool has_from = read_day(&root, "from", &out->from_day);
    bool has_until = read_day(&root, "until", &out->until_day);
    if (has_from && has_until && out->until_day < out->from_day)
        catalog_error(reader, "cf_until", "\"until\" is before \"from\"");
    else if (has_from && has_until)
        read_days(&root, out);
    else
        (void)catalog_field(&root, "days"); /* without a span all of them would be outside */
    catalog_fields_end(&root);
}

static bool read_table(struct holidays **out, const char *name, const char *bytes, size_t len,
                       struct catalog_issues *issues, struct err *err)
{
    AUTO_JSON struct json *root = NULL;
    struct catalog_reader reader;
    struct holidays *table;
    size_t first_issue = issues->count;
    size_t errors_before = issues->error_count;

    if (!catalog_reader_open(&reader, &root, name, bytes, len, issues))
        return catalog_refuse(issues, first_issue, err);
    reader.arena = arena_new(len * HOLIDAYS_GROWTH + HOLIDAYS_LEAST_MEMORY);
    table = arena_alloc(reader.arena, 1, sizeof *table);
    table->memory = reader.arena;
    read_root(&reader, root, table);
    catalog_reader_close(&reader);
    if (issues->error_count > errors_before) {
        holidays_free(table);
        return catalog_refuse(issues, first_issue, err);
    }
    *out = table;
    return true;
}

bool holidays_json_read(struct holidays **out, const char *name, const char *bytes, size_t len,
                        struct catalog_issues *issues, struct err *err)
{
    struct catalog_issues own = {0};
    bool is_good = read_table(out, name, bytes, len, issues != NULL ? issues : &own, err);

    catalog_issues_clear(&own);
    return is_good;
}

bool holidays_json_load(struct holidays **out, const char *path, struct catalog_issues *issues,
                        struct err *err)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    return file_read(path, HOLIDAYS_MAX_BYTES, &bytes, &len, err)
           && holidays_json_read(out, path, bytes, len, issues, err);
}
