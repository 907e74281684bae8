/* The table catalogue. */
#include "catalogue_rows.h"

bool catalogue_rows_version(struct pg *pg, const char *name, int64_t *out, struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows,
                  "SELECT coalesce(max(version), 0) FROM office.catalogue WHERE name = $1",
                  (struct pg_param[]){PG_TEXT(name)}, 1, err))
        return false;
    *out = pg_int(rows, 0, 0);
    return true;
}

bool catalogue_rows_file(struct pg *pg, const char *name, int64_t version, struct text *out,
                         struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;
    char number[24];

    text_format(number, sizeof number, "%lld", (long long)version);
    if (!pg_query(pg, &rows, "SELECT file FROM office.catalogue WHERE name = $1 AND version = $2",
                  (struct pg_param[]){PG_TEXT(name), PG_TEXT(number)}, 2, err))
        return false;
    if (pg_count(rows) == 0)
        return err_set(err, ERR_NOT_FOUND, "no catalogue %s of version %s", name, number);
    return pg_bytes(rows, 0, 0, out)
           || err_set(err, ERR_CORRUPT, "catalogue %s of version %s cannot be read", name, number);
}

bool catalogue_rows_publish(struct pg *pg, const char *name, int64_t version,
                            const struct text *file, const char *tag, const char *account,
                            struct err *err)
{
    static const char sql[] =
        "INSERT INTO office.catalogue (name, version, file, tag, published_by)"
        " SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS"
        " (SELECT FROM office.catalogue WHERE name = $1 AND version >= $2)"
        " ON CONFLICT DO NOTHING RETURNING version";
    AUTO_ROWS struct pg_rows *rows = NULL;
    char number[24];

    text_format(number, sizeof number, "%lld", (long long)version);
    const struct pg_param values[] = {PG_TEXT(name),
                                      PG_TEXT(number),
                                      {.text = file->data, .len = file->len},
                                      PG_TEXT(tag),
                                      PG_TEXT(account)};
    if (!pg_query(pg, &rows, sql, values, ARRAY_LEN(values), err))
        return false;
    return pg_count(rows) == 1
           || err_set(err, ERR_BUSY, "catalogue %s of version %s or higher is published", name,
                      number);
}

bool catalogue_rows_keep_draft(struct pg *pg, const char *account, const struct text *file,
                               const char *tag, struct err *err)
{
    static const char sql[] =
        "INSERT INTO office.catalogue_draft AS d (account, file, tag)"
        " VALUES ($1, $2, $3) ON CONFLICT (account) DO UPDATE"
        " SET file = excluded.file, tag = excluded.tag, at = clock_timestamp()";
    const struct pg_param values[] = {
        PG_TEXT(account), {.text = file->data, .len = file->len}, PG_TEXT(tag)};

    return pg_run(pg, sql, values, ARRAY_LEN(values), err);
}

bool catalogue_rows_draft(struct pg *pg, const char *account, const char *tag, struct text *out,
                          struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows,
                  "SELECT file FROM office.catalogue_draft WHERE account = $1 AND tag = $2",
                  (struct pg_param[]){PG_TEXT(account), PG_TEXT(tag)}, 2, err))
        return false;
    if (pg_count(rows) == 0)
        return err_set(err, ERR_NOT_FOUND, "%s has uploaded no such catalogue", account);
    return pg_bytes(rows, 0, 0, out)
           || err_set(err, ERR_CORRUPT, "an uploaded catalogue cannot be read");
}

bool catalogue_rows_list(struct pg *pg, const char *name, int most,
                         void (*each)(void *context, const struct catalogue_row *row),
                         void *context, struct err *err)
{
    static const char sql[] =
        "SELECT version, (extract(epoch FROM published_at) * 1000)::bigint, octet_length(file),"
        " published_by, tag FROM office.catalogue WHERE name = $1 ORDER BY version DESC LIMIT $2";
    AUTO_ROWS struct pg_rows *rows = NULL;
    char count[16];

    text_format(count, sizeof count, "%d", most);
    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(name), PG_TEXT(count)}, 2, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++)
        each(context, &(struct catalogue_row){.version = pg_int(rows, i, 0),
                                              .published_ms = pg_int(rows, i, 1),
                                              .bytes = pg_int(rows, i, 2),
                                              .published_by = pg_text(rows, i, 3),
                                              .tag = pg_text(rows, i, 4)});
    return true;
}
