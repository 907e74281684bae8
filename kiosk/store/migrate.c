/* Applies the numbered schema files. */
#include "store/migrate.h"
#include "store/query.h"
#include "base/mem.h"

enum { APPLICATION_ID = 1095649841 }; /* "ANJ1", as 0001_first sets it */

static bool ask_int(struct db *db, const char *sql, int64_t *out, struct err *err)
{
    AUTO_QUERY struct query q = query_begin(db, sql);

    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}

bool migrate_read_version(struct db *db, int *version, struct err *err)
{
    int64_t found = 0;
    int64_t application = 0;
    int64_t objects = 0;

    if (!ask_int(db, "PRAGMA user_version", &found, err)
        || !ask_int(db, "PRAGMA application_id", &application, err)
        || !ask_int(db, "SELECT count(*) FROM sqlite_schema", &objects, err))
        return false;
    if (application != APPLICATION_ID && (found != 0 || objects != 0))
        return err_set(err, ERR_INVALID, "%s is a database of another program", db->path);
    if (found > migration_count)
        return err_set(err, ERR_INVALID,
                       "%s has schema version %lld, newer than the %d that this program knows: "
                       "install the newer program again",
                       db->path, (long long)found, migration_count);
    *version = (int)found;
    return true;
}

static bool apply(struct db *db, int number, struct err *err)
{
    const struct migration *migration = &migrations[number - 1];
    AUTO_FREE char *set_version = mem_format("PRAGMA user_version=%d", number);
    int code = sqlite3_exec(db->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_exec(db->handle, migration->sql, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db->handle, set_version, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        return true;
    db_fail(db, code, migration->name, err);
    if (!sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

bool migrate_run(struct db *db, int version, int target, struct err *err)
{
    for (int number = version + 1; number <= target; number++) {
        if (!apply(db, number, err))
            return false;
    }
    return true;
}
