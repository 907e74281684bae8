/* What must hold once all is healed; the same rules as tests/fault/office/rules.py, for thousands of days. */
#include "base/text.h"
#include "support/sync_world.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void find(struct world *world, const char *format, ...) PRINTF_LIKE(2, 3);
static void find(struct world *world, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    if (world->faults++ == 0)
        text_format_args(world->fault, WORLD_WORDS, format, args);
    va_end(args);
}

static struct uuid uuid_at(sqlite3_stmt *row, int column)
{
    struct uuid uuid = {{0}};

    if (sqlite3_column_bytes(row, column) == (int)sizeof uuid.bytes)
        memcpy(uuid.bytes, sqlite3_column_blob(row, column), sizeof uuid.bytes);
    return uuid;
}

/* I1, I4, I8: each record of this disk is at the office, byte for byte, and known to be. */
static void check_record(struct world *world, size_t kiosk, sqlite3_stmt *row)
{
    struct uuid id = uuid_at(row, 0);
    const struct model_event *event = office_model_find(world->model, &world->kiosk, &id);
    size_t len = (size_t)sqlite3_column_bytes(row, 1);
    long long seq = sqlite3_column_int64(row, 2);

    if (sqlite3_column_int64(row, 3) == 0)
        find(world, "kiosk %zu: I8: record %lld still waits", kiosk, seq);
    else if (!event)
        find(world, "kiosk %zu: I4: record %lld is not at the office", kiosk, seq);
    else if (event->rec_len != len || memcmp(event->rec, sqlite3_column_blob(row, 1), len) != 0)
        find(world, "kiosk %zu: I1: record %lld has other bytes at the office", kiosk, seq);
}

/* I5: the office has this open stream whole. */
static void check_stream(struct world *world, size_t kiosk, sqlite3_stmt *row)
{
    struct uuid stream = uuid_at(row, 0);
    uint8_t chain[32];
    int64_t head = sqlite3_column_int64(row, 1);
    int64_t there = office_model_contiguous(world->model, &world->kiosk, &stream, chain);

    if (there != head)
        find(world, "kiosk %zu: I5: a stream reaches %lld, the office has %lld", kiosk,
             (long long)head, (long long)there);
    else if (memcmp(chain, sqlite3_column_blob(row, 2), sizeof chain) != 0)
        find(world, "kiosk %zu: I5: the office's chain is another", kiosk);
}

static void each_row(struct world *world, size_t kiosk, const char *sql,
                     void (*look)(struct world *world, size_t kiosk, sqlite3_stmt *row))
{
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    char path[96];

    assert_true(
        text_format(path, sizeof path, "%s/anjungan.db", world->kiosks[kiosk].hall.directory));
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
    while (sqlite3_step(row) == SQLITE_ROW)
        look(world, kiosk, row);
    sqlite3_finalize(row);
    sqlite3_close(db);
}

/* I2, I7: one record once, under its own name. */
static void check_office(struct world *world)
{
    for (size_t i = 0; i < office_model_count(world->model); i++) {
        const struct model_event *event = office_model_event(world->model, i);
        if (office_model_find(world->model, &event->kiosk, &event->id) != event)
            find(world, "I1: a record is stored twice");
        if (!uuid_equal(&event->kiosk, &world->kiosk))
            find(world, "I7: a record stands under another kiosk");
    }
}

void world_check(struct world *world)
{
    for (size_t i = 0; i < world->kiosk_count; i++) {
        each_row(world, i, "SELECT id, rec, seq, acked_at FROM outbox", check_record);
        each_row(world, i,
                 "SELECT id, head_seq, head_chain FROM stream WHERE closed_at = 0 AND head_seq > 0",
                 check_stream);
        hall_check(&world->kiosks[i].hall);
    }
    check_office(world);
}
