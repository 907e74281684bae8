/* Fields and lines of CSV. */
#include "words/csv_table.h"
#include "base/mem.h"
#include "domain/calendar.h"

#include <csv.h>
#include <string.h>

void csv_table_init(struct csv_table *table, struct text *out, bool is_local)
{
    *table = (struct csv_table){.out = out, .is_local = is_local};
    if (is_local)
        text_add(out, "\xef\xbb\xbf");
}

void csv_begin_field(struct csv_table *table)
{
    if (table->has_field)
        text_add(table->out, table->is_local ? ";" : ",");
    table->has_field = true;
}

void csv_end_line(struct csv_table *table)
{
    text_add(table->out, "\r\n");
    table->has_field = false;
}

static bool is_formula(const char *value)
{
    return value[0] != '\0' && strchr("=+-@\t\r", value[0]) != NULL;
}

void csv_add_quoted(struct csv_table *table, const char *value)
{
    size_t len = strlen(value);
    size_t room = 2 * len + 2;
    AUTO_FREE char *quoted = mem_zalloc(room, 1);

    csv_begin_field(table);
    text_add_bytes(table->out, quoted, csv_write2(quoted, room, value, len, '"'));
    explicit_bzero(quoted, room); /* may be somebody's name */
}

void csv_add_text(struct csv_table *table, const char *value)
{
    AUTO_FREE char *safe = mem_format("%s%s", is_formula(value) ? "'" : "", value);

    csv_add_quoted(table, safe);
    explicit_bzero(safe, strlen(safe));
}

void csv_add_head(struct csv_table *table, const char *key, const char *name)
{
    csv_add_text(table, table->is_local ? name : key);
}

void csv_add_number(struct csv_table *table, bool is_known, int64_t value)
{
    csv_begin_field(table);
    if (is_known)
        text_addf(table->out, "%lld", (long long)value);
}

void csv_add_decimal(struct csv_table *table, bool is_known, int value, int unit, int digits)
{
    csv_begin_field(table);
    if (is_known)
        text_addf(table->out, "%d%s%0*d", value / unit, table->is_local ? "," : ".", digits,
                  value % unit);
}

void csv_add_day(struct csv_table *table, int64_t day)
{
    char text[16];

    csv_begin_field(table);
    if (day <= 0)
        return;
    calendar_format_day(day, text);
    text_add(table->out, text);
}
