/* A database whose bytes were changed anywhere, gone through by the salvage. The input says where: a byte for the page, two for
 * the place in it, one of length, one of value. Whatever they are, it ends, the database in use is sound afterwards, holds no event that
 * the good file did not hold byte for byte, no text that is none, and a second time adds nothing. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/db.h"
#include "store/outbox_store.h"
#include "store/salvage.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { FILE_MOST = 8 << 20, CHANGE = 5, PAGE = 4096, EVENTS = 60, PATH_MOST = 128 };

static const char *const streams[] = {"main", "survey"};
static char folder[64], database[PATH_MOST], old[PATH_MOST], good[PATH_MOST], done[PATH_MOST];
static char *whole, *empty; /* the database to be damaged, and a fresh one */
static size_t whole_len, empty_len;

static void expect(bool holds, const char *what)
{
    if (holds)
        return;
    (void)fprintf(stderr, "not so: %s\n", what);
    abort();
}

static struct db *open_db(void)
{
    const struct db_options options = {
        .state_dir = folder, .boot_id = "0a8e2f7c-1d3b-4f60-9b1e-6a2d5c4b3a21", .now_ms = 1};
    struct err err = {0};
    struct db *db = NULL;

    expect(db_open(&db, &options, &err), err.text);
    return db;
}

static void put(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "we");

    expect(file && fwrite(bytes, 1, len, file) == len && fclose(file) == 0, path);
}

static char *get(const char *path, size_t *len)
{
    char *bytes = NULL;
    struct err err = {0};

    expect(file_read(path, FILE_MOST, &bytes, len, &err), err.text);
    return bytes;
}

static void run(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;
    char *said = NULL;

    expect(sqlite3_open(path, &handle) == SQLITE_OK, path);
    expect(sqlite3_exec(handle, sql, NULL, NULL, &said) == SQLITE_OK, said);
    sqlite3_close(handle);
}

/* The first column of the first row. */
static int64_t number(const char *sql)
{
    sqlite3 *handle = NULL;
    sqlite3_stmt *row = NULL;
    AUTO_FREE char *attach = mem_format("ATTACH '%s' AS good", good);

    expect(sqlite3_open(database, &handle) == SQLITE_OK, database);
    expect(sqlite3_exec(handle, attach, NULL, NULL, NULL) == SQLITE_OK, attach);
    expect(sqlite3_prepare_v2(handle, sql, -1, &row, NULL) == SQLITE_OK, sqlite3_errmsg(handle));
    expect(sqlite3_step(row) == SQLITE_ROW, sql);
    int64_t found = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(handle);
    return found;
}

static void add_streams(struct db *db, uint8_t mark, struct stream out[ARRAY_LEN(streams)])
{
    AUTO_TX struct tx tx = {0};
    struct err err = {0};

    expect(tx_begin(&tx, db, &err), err.text);
    for (size_t i = 0; i < ARRAY_LEN(streams); i++) {
        out[i] = (struct stream){.id.bytes = {mark, (uint8_t)i}};
        expect(stream_store_add(db, streams[i], &out[i], 1, &err), err.text);
    }
    expect(tx_commit(&tx, &err), err.text);
}

static void fill(struct db *db)
{
    struct stream into[ARRAY_LEN(streams)];
    struct err err = {0};

    add_streams(db, 1, into);
    AUTO_TX struct tx tx = {0};
    expect(tx_begin(&tx, db, &err), err.text);
    for (int i = 0; i < EVENTS; i++) {
        AUTO_FREE char *rec =
            mem_format("{\"no\":%d,\"number\":\"A-%03d\",\"service\":\"izin-a\"}", i, i);
        const struct outbox_record record = {.id.bytes = {2, (uint8_t)i},
                                             .kind = "ticket.issued",
                                             .rec = rec,
                                             .rec_len = strlen(rec)};

        expect(outbox_store_add(db, &into[i % 2], &record, &err), err.text);
    }
    expect(tx_commit(&tx, &err), err.text);
}

static void clear_log(const char *path)
{
    AUTO_FREE char *log = mem_format("%s-wal", path);
    AUTO_FREE char *index = mem_format("%s-shm", path);

    (void)unlink(log);
    (void)unlink(index);
}

static void make_files(void)
{
    static const char rows[] = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                               "WHERE i < 40) INSERT INTO officer "
                               "(code, name, role, pin, is_active, created_at) SELECT 'P-' || i, "
                               "'Siti Rahmawati ' || i, 'officer', "
                               "'$argon2id$v=19$m=65536,t=2', 1, i FROM n;"
                               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                               "WHERE i < 90) INSERT INTO suggestion "
                               "(day, id, service_id, words) SELECT 20000 + i, "
                               "CAST(printf('%016d', i) AS BLOB), '', zeroblob(200) FROM n;"
                               "PRAGMA journal_mode = DELETE";
    struct stream into[ARRAY_LEN(streams)];
    struct db *db = open_db();

    fill(db);
    db_close(db);
    run(database, rows);
    whole = get(database, &whole_len);
    put(good, whole, whole_len);
    expect(unlink(database) == 0, database);
    db = open_db();
    add_streams(db, 3, into);
    db_close(db);
    run(database, "PRAGMA journal_mode = DELETE");
    empty = get(database, &empty_len);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    AUTO_FREE char *quarantine = NULL;

    (void)argc;
    (void)argv;
    (void)text_copy(folder, sizeof folder,
                    access("/dev/shm", W_OK) == 0 ? "/dev/shm/salvage.XXXXXX"
                                                  : "/tmp/salvage.XXXXXX");
    expect(mkdtemp(folder) != NULL, folder);
    quarantine = mem_format("%s/quarantine", folder);
    expect(mkdir(quarantine, 0700) == 0, quarantine);
    (void)text_format(old, sizeof old, "%s/1", quarantine);
    expect(mkdir(old, 0700) == 0, old);
    (void)text_format(old, sizeof old, "%s/1/anjungan.db", quarantine);
    (void)text_format(done, sizeof done, "%s/1/salvaged", quarantine);
    (void)text_format(database, sizeof database, "%s/anjungan.db", folder);
    (void)text_format(good, sizeof good, "%s/good.db", folder);
    make_files();
    return 0;
}

static void damage(const uint8_t *bytes, size_t len)
{
    AUTO_FREE char *spoilt = mem_zalloc(whole_len, 1);

    memcpy(spoilt, whole, whole_len);
    for (; len >= CHANGE; bytes += CHANGE, len -= CHANGE) {
        size_t page = bytes[0] % (whole_len / PAGE);
        size_t at = page * PAGE + ((size_t)bytes[1] << 8 | bytes[2]) % PAGE;
        size_t run_len = (size_t)1 << (bytes[3] % 13); /* a byte to a page */

        memset(spoilt + at, bytes[4], run_len < whole_len - at ? run_len : whole_len - at);
    }
    put(old, spoilt, whole_len);
    clear_log(old);
    put(database, empty, empty_len);
    clear_log(database);
    (void)unlink(done);
}

static void take(struct db *db, struct salvage *out, struct err *err)
{
    AUTO_TEXT struct text waiting = {0};

    text_init(&waiting, 1 << 16);
    expect(salvage_take(db, "1", out, &waiting, err), err->text);
    expect(access(done, F_OK) == 0, "it is marked as gone through");
    expect(text_valid_utf8(waiting.data, waiting.len) == waiting.len, "who waits is text");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct salvage first, second;
    struct err err = {0};

    damage(bytes, len);
    struct db *db = open_db();
    expect(!db_quarantine(db)->happened, "the one in use is sound");
    take(db, &first, &err);
    expect(first.is_partial || len >= CHANGE || (first.events == EVENTS && first.rows == 40 + 90),
           "all of a good one is taken");
    take(db, &second, &err);
    expect(second.events == 0 && second.rows == 0, "a second time adds nothing");
    expect(db_check(db, &err), err.text);
    expect(outbox_store_check(db, 1000, &err), err.text);
    db_close(db);
    expect(
        number("SELECT count(*) FROM main.outbox WHERE EXISTS (SELECT 1 FROM good.outbox g WHERE "
               "g.rec = main.outbox.rec)")
            == first.events,
        "each event is a good one, and counted");
    expect(first.events <= EVENTS, "none is there twice");
    return 0;
}
