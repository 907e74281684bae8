/* The statement cache, and binding, stepping and reading with errors kept until the step. */
#include "store/query.h"
#include "store/db_internal.h"
#include "base/text.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define LOG_AREA "store"
#include "base/log.h"

static struct db_statement *find_slot(struct db *db, const char *sql)
{
    for (int i = 0; i < db->statement_count; i++) {
        if (db->statements[i].sql == sql)
            return &db->statements[i];
    }
    if (db->statement_count == DB_STATEMENTS) {
        log_error("more than %d statements: raise DB_STATEMENTS", DB_STATEMENTS);
        abort();
    }
    return &db->statements[db->statement_count];
}

struct query query_begin(struct db *db, const char *sql)
{
    struct query query = {.db = db};
    struct db_statement *slot = find_slot(db, sql);

    if (!slot->statement) {
        query.code = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                        &slot->statement, NULL);
        if (query.code != SQLITE_OK)
            return query;
        slot->sql = sql;
        db->statement_count++;
    }
    query.statement = slot->statement;
    return query;
}

void query_end(struct query *query)
{
    if (!query->statement)
        return;
    sqlite3_reset(query->statement); /* its failure was told by the step */
    sqlite3_clear_bindings(query->statement);
    query->statement = NULL;
}

static void keep_first(struct query *query, int code)
{
    if (query->code == SQLITE_OK)
        query->code = code;
}

void query_bind_int(struct query *query, int index, int64_t value)
{
    if (query->statement)
        keep_first(query, sqlite3_bind_int64(query->statement, index, value));
}

void query_bind_text(struct query *query, int index, const char *value)
{
    if (query->statement)
        keep_first(query, sqlite3_bind_text(query->statement, index, value, -1, SQLITE_STATIC));
}

void query_bind_blob(struct query *query, int index, const void *bytes, size_t len)
{
    /* SQLite takes a NULL pointer for NULL, also of length 0. */
    if (query->statement)
        keep_first(query, sqlite3_bind_blob64(query->statement, index, bytes ? bytes : "", len,
                                              SQLITE_STATIC));
}

void query_bind_pointer(struct query *query, int index, void *pointer, const char *kind)
{
    if (query->statement)
        keep_first(query, sqlite3_bind_pointer(query->statement, index, pointer, kind, NULL));
}

void query_bind_uuid(struct query *query, int index, const struct uuid *uuid)
{
    if (!query->statement)
        return;
    if (!uuid || uuid_is_nil(uuid))
        keep_first(query, sqlite3_bind_null(query->statement, index));
    else
        query_bind_blob(query, index, uuid->bytes, sizeof uuid->bytes);
}

/* "UPDATE ticket SET" is enough to find the statement. */
static bool fail_step(struct query *query, int code, struct err *err)
{
    char doing[48] = "statement";

    if (query->statement)
        text_copy(doing, sizeof doing, sqlite3_sql(query->statement));
    return db_fail(query->db, code, doing, err);
}

bool query_step(struct query *query, bool *has_row, struct err *err)
{
    if (query->code != SQLITE_OK)
        return fail_step(query, query->code, err);
    int code = sqlite3_step(query->statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return fail_step(query, code, err);
    *has_row = code == SQLITE_ROW;
    return true;
}

bool query_one(struct query *query, const char *what, struct err *err)
{
    bool has_row = false;

    if (!query_step(query, &has_row, err))
        return false;
    return has_row || err_set(err, ERR_NOT_FOUND, "no %s", what);
}

bool query_run(struct query *query, int64_t *changes, struct err *err)
{
    bool has_row = false;

    if (!query_step(query, &has_row, err))
        return false;
    assert(!has_row);
    if (changes)
        *changes = sqlite3_changes64(query->db->handle);
    return true;
}

int64_t query_int(const struct query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

int64_t query_last_row(const struct query *query)
{
    return sqlite3_last_insert_rowid(query->db->handle);
}

bool query_is_text(const struct query *query, int column, const char *text)
{
    const char *value = (const char *)sqlite3_column_text(query->statement, column);

    return value && text && strcmp(value, text) == 0;
}

bool query_is_null(const struct query *query, int column)
{
    return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

void query_text(const struct query *query, int column, char *out, size_t size)
{
    const char *value = (const char *)sqlite3_column_text(query->statement, column);

    text_copy(out, size, value ? value : "");
}

size_t query_blob(const struct query *query, int column, void *out, size_t size)
{
    const void *bytes = sqlite3_column_blob(query->statement, column);
    size_t len = (size_t)sqlite3_column_bytes(query->statement, column);

    if (len > size)
        len = size;
    if (len > 0)
        memcpy(out, bytes, len);
    return len;
}

struct uuid query_uuid(const struct query *query, int column)
{
    struct uuid uuid = {{0}};

    query_blob(query, column, uuid.bytes, sizeof uuid.bytes);
    return uuid;
}
