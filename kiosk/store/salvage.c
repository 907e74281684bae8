/* Reads a damaged file from both ends, a row at a time. */
#include "store/salvage.h"
#include "base/mem.h"
#include "base/file.h"
#include "store/db_internal.h"
#include "store/outbox_store.h"
#include "store/query.h"

#include <glob.h>
#include <string.h>
#include <unistd.h>

static const char mark[] = "salvaged"; /* in a folder that was gone through */

/* Rows of one transaction, so that no visitor waits for many. */
enum { BATCH = 100, COLUMNS_MOST = 40, SQL_MOST = 4096, SHA_BYTES = 32 };

static const struct table {
    const char *name;
    const char *key; /* its order, %s is ASC or DESC */
} tables[] = {
    {"officer", "code %s"},
    {"complaint", "seq %s"},
    {"receipt", "file_number %s"},
    {"response", "day %s, id %s"},
    {"abandoned", "day %s, id %s"},
    {"suggestion", "day %s, id %s"},
    {"survey_import", "fingerprint %s"},
};

struct salvaging {
    struct db *db;
    sqlite3 *old;
    struct salvage *out;
    struct tx tx;
    int in_tx;
};

bool salvage_next(const struct db *db, char out[SALVAGE_FOLDER])
{
    AUTO_FREE char *pattern = mem_format("%s/quarantine/*", db->state_dir);
    glob_t found;
    bool is_found = false;

    if (glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc && !is_found; i++) {
            AUTO_FREE char *done = mem_format("%s/%s", found.gl_pathv[i], mark);

            is_found = access(done, F_OK) != 0
                       && text_copy(out, SALVAGE_FOLDER, strrchr(found.gl_pathv[i], '/') + 1);
        }
    }
    globfree(&found);
    return is_found;
}

/* --- writing ------------------------------------------------------------------------------------ */

static bool end_batch(struct salvaging *s, struct err *err)
{
    s->in_tx = 0;
    return !s->tx.db || tx_commit(&s->tx, err);
}

static bool make_room(struct salvaging *s, struct err *err)
{
    if (s->in_tx >= BATCH && !end_batch(s, err))
        return false;
    s->in_tx++;
    return s->tx.db || tx_begin(&s->tx, s->db, err);
}

/* A damaged schema may say anything. */
static bool is_name(const char *word)
{
    return word && word[0] != '\0' && strspn(word, "abcdefghijklmnopqrstuvwxyz_") == strlen(word);
}

/* "INSERT OR IGNORE INTO t (a, b) VALUES (?, ?)" with the columns that the old file has. */
static sqlite3_stmt *prepare_add(struct salvaging *s, const struct table *table, sqlite3_stmt *rows)
{
    AUTO_TEXT struct text sql = {0};
    sqlite3_stmt *add = NULL;

    text_init(&sql, SQL_MOST);
    text_addf(&sql, "INSERT OR IGNORE INTO %s (", table->name);
    for (int i = 0; i < sqlite3_column_count(rows); i++) {
        if (!is_name(sqlite3_column_name(rows, i)))
            return NULL;
        text_addf(&sql, "%s%s", i ? ", " : "", sqlite3_column_name(rows, i));
    }
    text_add(&sql, ") VALUES (");
    for (int i = 0; i < sqlite3_column_count(rows); i++)
        text_add(&sql, i ? ", ?" : "?");
    text_add(&sql, ")");
    return sqlite3_prepare_v2(s->db->handle, sql.data, -1, &add, NULL) == SQLITE_OK ? add : NULL;
}

static bool is_text(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    size_t len = (size_t)sqlite3_column_bytes(row, column);

    return text && text_valid_utf8(text, len) == len;
}

static bool has_damaged_words(sqlite3_stmt *row)
{
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        if (sqlite3_column_type(row, i) == SQLITE_TEXT && !is_text(row, i))
            return true;
    }
    return false;
}

/* A receipt's ticket stays behind. A value that its column refuses is a damaged one. */
static bool add_row(struct salvaging *s, sqlite3_stmt *add, sqlite3_stmt *row, struct err *err)
{
    if (has_damaged_words(row)) {
        s->out->is_partial = true;
        return true;
    }
    if (!make_room(s, err))
        return false;
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        if (strcmp(sqlite3_column_name(row, i), "ticket") != 0)
            sqlite3_bind_value(add, i + 1, sqlite3_column_value(row, i));
    }
    int code = sqlite3_step(add);

    sqlite3_reset(add);
    if (code == SQLITE_DONE)
        s->out->rows += sqlite3_changes(s->db->handle);
    else if ((code & 0xff) == SQLITE_CONSTRAINT || (code & 0xff) == SQLITE_MISMATCH)
        s->out->is_partial = true;
    else
        return db_fail(s->db, code, "add a salvaged row", err);
    return true;
}

/* --- tables ------------------------------------------------------------------------------------- */

/* All rows from one end, as far as they go: `*is_whole` tells whether that was to the other one. */
static bool walk(struct salvaging *s, const struct table *table, const char *order, bool *is_whole,
                 struct err *err)
{
    AUTO_TEXT struct text sql = {0};
    sqlite3_stmt *rows = NULL;
    sqlite3_stmt *add = NULL;
    bool is_well = true;
    int code = SQLITE_DONE;

    *is_whole = false;
    text_init(&sql, SQL_MOST);
    text_addf(&sql, "SELECT * FROM %s ORDER BY ", table->name);
    text_addf(&sql, table->key, order, order);
    if (sqlite3_prepare_v2(s->old, sql.data, -1, &rows, NULL) == SQLITE_OK)
        add = prepare_add(s, table, rows);
    if (add) {
        while (is_well && (code = sqlite3_step(rows)) == SQLITE_ROW)
            is_well = add_row(s, add, rows, err);
        *is_whole = code == SQLITE_DONE;
    }
    sqlite3_finalize(add);
    sqlite3_finalize(rows);
    return is_well;
}

static bool take_table(struct salvaging *s, const struct table *table, struct err *err)
{
    bool is_whole = false;

    if (!walk(s, table, "ASC", &is_whole, err))
        return false;
    if (is_whole)
        return true;
    s->out->is_partial = true;
    return walk(s, table, "DESC", &is_whole, err);
}

/* --- events ------------------------------------------------------------------------------------- */

static bool is_there(struct salvaging *s, const struct stream *stream, const struct uuid *id,
                     bool *out, struct err *err)
{
    AUTO_QUERY struct query q =
        query_begin(s->db, "SELECT 1 FROM outbox WHERE stream = ?1 AND id = ?2");

    query_bind_uuid(&q, 1, &stream->id);
    query_bind_uuid(&q, 2, id);
    return query_step(&q, out, err);
}

/* `*is_named` false: no stream in use has the name in the row, which is damaged. */
static bool find_stream(struct salvaging *s, sqlite3_stmt *row, struct stream *out, bool *is_named,
                        struct err *err)
{
    struct err found = {.code = ERR_NOT_FOUND};

    *is_named = is_text(row, 0)
                && stream_store_find(s->db, (const char *)sqlite3_column_text(row, 0), out, &found);
    return *is_named || found.code == ERR_NOT_FOUND || err_set(err, found.code, "%s", found.text);
}

/* Its columns: name of the stream, id, kind, rec, sha. */
static bool take_event(struct salvaging *s, sqlite3_stmt *row, struct err *err)
{
    struct outbox_record record = {.kind = (const char *)sqlite3_column_text(row, 2),
                                   .rec = sqlite3_column_blob(row, 3),
                                   .rec_len = (size_t)sqlite3_column_bytes(row, 3)};
    uint8_t sha[SHA_BYTES] = {0};
    struct stream stream;
    bool is_known = false, is_named = false;

    if (record.rec)
        id_sha256(sha, record.rec, record.rec_len, NULL, 0);
    if (!is_text(row, 2) || !record.rec
        || sqlite3_column_bytes(row, 1) != (int)sizeof record.id.bytes
        || sqlite3_column_bytes(row, 4) != SHA_BYTES
        || memcmp(sha, sqlite3_column_blob(row, 4), SHA_BYTES) != 0) {
        s->out->bad_events++;
        return true;
    }
    memcpy(record.id.bytes, sqlite3_column_blob(row, 1), sizeof record.id.bytes);
    if (!make_room(s, err) || !find_stream(s, row, &stream, &is_named, err))
        return false;
    if (!is_named) {
        s->out->bad_events++;
        return true;
    }
    if (!is_there(s, &stream, &record.id, &is_known, err))
        return false;
    if (is_known)
        return true;
    s->out->events++;
    return outbox_store_add(s->db, &stream, &record, err);
}

static bool walk_events(struct salvaging *s, const char *sql, bool *is_whole, struct err *err)
{
    sqlite3_stmt *rows = NULL;
    bool is_well = true;
    int code = sqlite3_prepare_v2(s->old, sql, -1, &rows, NULL);

    if (code == SQLITE_OK) {
        while (is_well && (code = sqlite3_step(rows)) == SQLITE_ROW)
            is_well = take_event(s, rows, err);
    }
    *is_whole = code == SQLITE_DONE;
    sqlite3_finalize(rows);
    return is_well;
}

#define EVENTS                                                                                     \
    "SELECT s.name, o.id, o.kind, o.rec, o.sha FROM outbox o CROSS JOIN stream s ON s.id = "       \
    "o.stream WHERE o.acked_at = 0 ORDER BY o.stream "

static bool take_events(struct salvaging *s, struct err *err)
{
    bool is_whole = false;

    if (!walk_events(s, EVENTS "ASC, o.seq ASC", &is_whole, err))
        return false;
    if (is_whole)
        return true;
    s->out->is_partial = true;
    return walk_events(s, EVENTS "DESC, o.seq DESC", &is_whole, err);
}

/* --- people who waited -------------------------------------------------------------------------- */

static void list_waiting(struct salvaging *s, struct text *waiting)
{
    static const char sql[] =
        "SELECT number FROM ticket WHERE state = 'waiting' AND session = (SELECT max(no) FROM "
        "session WHERE closed_at = 0) ORDER BY place LIMIT 100";
    sqlite3_stmt *rows = NULL;
    int code = sqlite3_prepare_v2(s->old, sql, -1, &rows, NULL);

    while (code == SQLITE_OK && sqlite3_step(rows) == SQLITE_ROW) {
        const char *number = is_text(rows, 0) ? (const char *)sqlite3_column_text(rows, 0) : "?";

        text_addf(waiting, "%s%s", waiting->len > 0 ? ", " : "", number);
    }
    sqlite3_finalize(rows);
}

static bool take_all(struct salvaging *s, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        if (!take_table(s, &tables[i], err))
            return false;
    }
    return take_events(s, err) && end_batch(s, err);
}

/* Nothing of a file that is no database can be read, which is no trouble of the one in use. */
static bool take_folder(struct salvaging *s, const char *path, struct text *waiting,
                        struct err *err)
{
    AUTO_FREE char *file = mem_format("%s/anjungan.db", path);
    int code = sqlite3_open_v2(file, &s->old, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_exec(s->old, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    s->out->is_partial = code != SQLITE_OK;
    if (code != SQLITE_OK)
        return true;
    list_waiting(s, waiting);
    return take_all(s, err);
}

bool salvage_take(struct db *db, const char *folder, struct salvage *out, struct text *waiting,
                  struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/quarantine/%s", db->state_dir, folder);
    AUTO_FREE char *done = mem_format("%s/%s", path, mark);
    struct salvaging s = {.db = db, .out = out};

    *out = (struct salvage){.events = 0};
    bool is_taken = take_folder(&s, path, waiting, err);
    tx_undo(&s.tx);
    sqlite3_close(s.old);
    return is_taken && file_replace(done, "", 0, true, err);
}
