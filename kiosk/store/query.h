/* One run of one SQL statement: bind, step, read columns. Statements are prepared once per
 * database and found again by the address of their text, so that text must be a constant. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "store/db.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct query {
    struct db *db;
    sqlite3_stmt *statement; /* borrowed from the cache; NULL when it could not be prepared */
    int code;                /* first failure of preparing or binding, told by the next step */
};

/* `AUTO_QUERY struct query q = query_begin(db, sql);` resets the statement on every path. */
struct query query_begin(struct db *db, const char *sql);
void query_end(struct query *query);
#define AUTO_QUERY AUTO(query_end)

void query_bind_int(struct query *query, int index, int64_t value);
void query_bind_text(struct query *query, int index, const char *value);
void query_bind_blob(struct query *query, int index, const void *bytes, size_t len);
void query_bind_uuid(struct query *query, int index, const struct uuid *uuid); /* nil: NULL */
/* A value of our own for a function of ours (survey_reader.h); `kind` must be a constant. */
void query_bind_pointer(struct query *query, int index, void *pointer, const char *kind);

/* Runs to the next row; `*has_row` is false at the end. */
MUST_USE bool query_step(struct query *query, bool *has_row, struct err *err);
/* The one row that must be there: ERR_NOT_FOUND with "no <what>" when it is not. */
MUST_USE bool query_one(struct query *query, const char *what, struct err *err);
/* Runs a statement that yields no row; `*changes` (may be NULL) counts the rows it touched. */
MUST_USE bool query_run(struct query *query, int64_t *changes, struct err *err);

bool query_is_null(const struct query *query, int column);
int64_t query_int(const struct query *query, int column);
/* The key of the row that the statement inserted last. */
int64_t query_last_row(const struct query *query);
/* False for a NULL `text`. */
bool query_is_text(const struct query *query, int column, const char *text);
void query_text(const struct query *query, int column, char *out, size_t size);
/* Copies at most `size` bytes; returns how many. */
size_t query_blob(const struct query *query, int column, void *out, size_t size);
struct uuid query_uuid(const struct query *query, int column);
