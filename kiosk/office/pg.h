/* PostgreSQL: one connection that is made again when it is lost. The only user of libpq.
 *
 * SQL stands in files *_rows.c (one function, one statement) and in sql/; parameters are bound, never
 * pasted. Answers are text unless a function says otherwise. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pg;
struct pg_rows; /* an answer */

/* Does not connect yet. */
struct pg *pg_new(const char *conninfo) MUST_USE;
void pg_free(struct pg *pg);
/* ERR_OFFLINE: the database is not there. */
MUST_USE bool pg_connect(struct pg *pg, struct err *err);

/* A parameter: text (NULL: null), or bytes where `len` > 0. */
struct pg_param {
    const char *text;
    size_t len; /* 0: text */
};
#define PG_TEXT(value) ((struct pg_param){.text = (value)})

/* ERR_OFFLINE: connection lost, whether it was done is unknown, or longer than its role may;
 * ERR_BUSY: deadlock or serialisation, try again; ERR_NOT_FOUND, ERR_INVALID: what the statement
 * raised with SQLSTATE AN404, AN400 (other codes of class AN likewise ERR_CLOSED: AN403, ERR_FULL:
 * AN429, ERR_OFFLINE: AN503); ERR_CORRUPT: a value that the database cannot hold, or nested too
 * deeply for it; ERR_IO: anything else. */
MUST_USE bool pg_query(struct pg *pg, struct pg_rows **out, const char *sql,
                       const struct pg_param *params, size_t count, struct err *err);
/* The same without an answer. */
MUST_USE bool pg_run(struct pg *pg, const char *sql, const struct pg_param *params, size_t count,
                     struct err *err);
/* Several statements as they stand, without parameters: migrations and setup. */
MUST_USE bool pg_script(struct pg *pg, const char *sql, struct err *err);
MUST_USE bool pg_begin(struct pg *pg, struct err *err);
MUST_USE bool pg_commit(struct pg *pg, struct err *err);
/* Why the last statement failed: its SQLSTATE; "AWAY": no connection was made, "08006": it was
 * lost, "MUTE": no answer in time, "SYNC": the standby did not confirm the commit, "53300": no
 * connection is free. "" after one that did not. */
const char *pg_state(const struct pg *pg);
/* How many statements went well so far. */
uint64_t pg_answers(const struct pg *pg);
void pg_undo(struct pg *pg); /* nothing where no transaction is open */

void pg_rows_free(struct pg_rows *rows);
void pg_rows_auto_free(struct pg_rows **slot);
#define AUTO_ROWS AUTO(pg_rows_auto_free)
size_t pg_count(const struct pg_rows *rows);
bool pg_is_null(const struct pg_rows *rows, size_t row, int column);
const char *pg_text(const struct pg_rows *rows, size_t row, int column); /* "" for null */
int64_t pg_int(const struct pg_rows *rows, size_t row, int column);      /* 0 for null */
bool pg_bool(const struct pg_rows *rows, size_t row, int column);
MUST_USE bool pg_uuid(const struct pg_rows *rows, size_t row, int column, struct uuid *out);
/* Adds a bytea. */
MUST_USE bool pg_bytes(const struct pg_rows *rows, size_t row, int column, struct text *out);
