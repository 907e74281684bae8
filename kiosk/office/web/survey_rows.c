/* Reading sums; sql/0005_pages.sql keeps them. */
#include "survey_rows.h"
#include "domain/calendar.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMN_KEY, COLUMN_N, COLUMN_FLAGGED, COLUMN_SQUARES, COLUMN_FIRST_SUM };

struct days {
    char from[16], until[16];
};

static struct days days_of(int64_t from_day, int64_t until_day)
{
    struct days days = {0};

    calendar_format_day(from_day, days.from);
    calendar_format_day(until_day, days.until);
    return days;
}

static struct survey_part part_of(const struct pg_rows *rows, size_t row, enum survey_by by)
{
    struct survey_part part = {.key = pg_text(rows, row, COLUMN_KEY)};

    part.key_len = strlen(part.key);
    if (survey_by_values(by) > 0)
        part.value = (int)strtol(part.key, NULL, 10);
    part.sums.n = pg_int(rows, row, COLUMN_N);
    part.sums.flagged = pg_int(rows, row, COLUMN_FLAGGED);
    part.sums.squares = pg_int(rows, row, COLUMN_SQUARES);
    for (int element = 0; element < ELEMENT_COUNT; element++)
        part.sums.sum[element] = pg_int(rows, row, COLUMN_FIRST_SUM + element);
    return part;
}

bool survey_rows_sum(struct pg *pg, const struct survey_scope *scope, enum survey_by by,
                     void (*each)(void *context, const struct survey_part *part), void *context,
                     struct err *err)
{
    static const char sql[] =
        "SELECT key, n, flagged, squares, persyaratan, prosedur, waktu, biaya, produk, kompetensi,"
        " perilaku, sarana, pengaduan"
        " FROM office.survey_sums($1, $2, CASE $3 WHEN '' THEN '*' ELSE $3 END, $4::smallint)";
    const struct days days = days_of(scope->from_day, scope->until_day);
    AUTO_ROWS struct pg_rows *rows = NULL;
    char dim[8];

    text_format(dim, sizeof dim, "%d", (int)by);
    if (!pg_query(pg, &rows, sql,
                  (struct pg_param[]){PG_TEXT(days.from), PG_TEXT(days.until),
                                      PG_TEXT(scope->service), PG_TEXT(dim)},
                  4, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++) {
        const struct survey_part part = part_of(rows, i, by);

        each(context, &part);
    }
    return true;
}

bool survey_rows_count(struct pg *pg, const struct survey_scope *scope, bool has_extras,
                       void (*each)(void *context, const struct survey_count *count), void *context,
                       struct err *err)
{
    static const char sql[] = "SELECT dim, key, n FROM office.survey_counts($1, $2,"
                              " CASE $3 WHEN '' THEN '*' ELSE $3 END, $4::smallint[])";
    const struct days days = days_of(scope->from_day, scope->until_day);
    AUTO_ROWS struct pg_rows *rows = NULL;
    char dims[32];

    text_format(dims, sizeof dims, "{%d,%d,%d,%d", BY_GENDER, BY_AGE, BY_EDUCATION, BY_OCCUPATION);
    text_format(dims + strlen(dims), sizeof dims - strlen(dims), has_extras ? ",%d}" : "}",
                SURVEY_EXTRAS);
    if (!pg_query(pg, &rows, sql,
                  (struct pg_param[]){PG_TEXT(days.from), PG_TEXT(days.until),
                                      PG_TEXT(scope->service), PG_TEXT(dims)},
                  4, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++) {
        const char *key = pg_text(rows, i, 1);

        each(context, &(struct survey_count){.by = (int)pg_int(rows, i, 0),
                                             .value = (int)strtol(key, NULL, 10),
                                             .key = key,
                                             .n = pg_int(rows, i, 2)});
    }
    return true;
}

bool survey_rows_abandoned(struct pg *pg, int64_t from_day, int64_t until_day, int64_t *out,
                           struct err *err)
{
    const struct days days = days_of(from_day, until_day);
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows, "SELECT count(*) FROM office.abandoned WHERE day BETWEEN $1 AND $2",
                  (struct pg_param[]){PG_TEXT(days.from), PG_TEXT(days.until)}, 2, err))
        return false;
    *out = pg_int(rows, 0, 0);
    return true;
}

bool survey_rows_served(struct pg *pg, const struct survey_scope *scope, int64_t *out,
                        struct err *err)
{
    static const char sql[] = "SELECT coalesce(sum(n), 0)::bigint FROM office.served_sum"
                              " WHERE day BETWEEN $1 AND $2 AND ($3 = '' OR service = $3)";
    const struct days days = days_of(scope->from_day, scope->until_day);
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(
            pg, &rows, sql,
            (struct pg_param[]){PG_TEXT(days.from), PG_TEXT(days.until), PG_TEXT(scope->service)},
            3, err))
        return false;
    *out = pg_int(rows, 0, 0);
    return true;
}

bool survey_rows_answers(struct pg *pg, const struct survey_scope *scope, struct text *out,
                         struct err *err)
{
    static const char sql[] =
        "SELECT coalesce(string_agg(concat(persyaratan, prosedur, waktu, biaya, produk, kompetensi,"
        " perilaku, sarana, pengaduan), '' ORDER BY day, id), '') FROM office.response"
        " WHERE day BETWEEN $1 AND $2 AND ($3 = '' OR service = $3)";
    const struct days days = days_of(scope->from_day, scope->until_day);
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(
            pg, &rows, sql,
            (struct pg_param[]){PG_TEXT(days.from), PG_TEXT(days.until), PG_TEXT(scope->service)},
            3, err))
        return false;
    text_add(out, pg_text(rows, 0, 0));
    return !out->overflow || err_set(err, ERR_FULL, "more responses than one document holds");
}
