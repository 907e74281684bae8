/* Putting a copy of the database in its place. */
#include "store/restore.h"
#include "base/mem.h"
#include "store/db_internal.h"
#include "store/disk.h"
#include "store/losses.h"
#include "store/migrate.h"
#include "store/quarantine.h"
#include "store/query.h"

#include <sys/stat.h>

static char *prepared(const char *state_dir)
{
    return mem_format("%s/restore.db", state_dir);
}

static bool take_copy(const char *from, const char *to, struct err *err)
{
    struct db *copy = NULL;

    if (!db_open_copy(&copy, from, false, err))
        return false;
    bool is_taken = db_check(copy, err) && db_copy(copy, to, err);
    db_close(copy);
    return is_taken;
}

static bool note_streams(struct db *db, struct db_quarantine *out, struct err *err)
{
    bool has_row = false;
    AUTO_QUERY struct query q =
        query_begin(db, "SELECT name, id, head_seq FROM stream WHERE closed_at = 0");

    while (query_step(&q, &has_row, err)) {
        if (!has_row || out->stream_count == DB_STREAMS_MOST)
            return true;
        struct db_old_stream *stream = &out->streams[out->stream_count++];
        query_text(&q, 0, stream->name, sizeof stream->name);
        stream->id = query_uuid(&q, 1);
        stream->head = query_int(&q, 2);
    }
    return false;
}

/* What the database that is left behind has sent since, the office knows under their next numbers. */
static bool close_streams(struct db *db, int64_t now_ms, struct err *err)
{
    AUTO_QUERY struct query q =
        query_begin(db, "UPDATE stream SET closed_at = ?1, is_leaving = 1 WHERE closed_at = 0");

    query_bind_int(&q, 1, now_ms);
    return query_run(&q, NULL, err);
}

/* Without a transaction: until it is placed, it is nobody's, and half of it is made anew. */
static bool mark(struct db *db, const struct db_options *options, struct db_quarantine *out,
                 struct err *err)
{
    int version = 0;

    return migrate_read_version(db, &version, err) && migrate_run(db, version, migration_count, err)
           && note_streams(db, out, err) && close_streams(db, options->now_ms, err)
           && losses_put_before(db, quarantine_count(options->state_dir), err);
}

bool restore_prepare(const struct db_options *options, struct db_quarantine *out, struct err *err)
{
    AUTO_FREE char *path = prepared(options->state_dir);
    struct db *db = NULL;

    if (!disk_remove(path, err) || !take_copy(options->restore_from, path, err)
        || !db_open_copy(&db, path, true, err))
        return false;
    bool is_ready = mark(db, options, out, err);
    db_close(db);
    /* as the kiosk's programs share it */
    return is_ready
           && (chmod(path, 0660) == 0
               || err_set(err, ERR_IO, "%s: its rights cannot be set", path));
}

bool restore_place(const char *state_dir, struct err *err)
{
    AUTO_FREE char *from = prepared(state_dir);
    AUTO_FREE char *to = mem_format("%s/anjungan.db", state_dir);

    return disk_rename(from, to, err) && disk_sync(state_dir, err);
}
