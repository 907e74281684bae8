/* Issuing into a database of ten years beside an empty one, taken in turns.
 *
 * bench_ticket_large [--tickets N]: N tickets (10,000,000) in sessions of 1,000, each with its
 * printed slip; events are acknowledged and gone, as after a week. */
#include "base/mem.h"
#include "bench/figures.h"
#include "desk/ticket.h"
#include "support/hall.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TURNS = 3000, WARM_UP = 300, CHECKPOINT_AT = 4 * 1024 * 1024 };

/* Ids are random, as requests are: the worst case for their tree. Filled in the order of the keys
 * of each tree, except for them. */
static const char fill_sql[] =
    "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -4000000;"
    "PRAGMA temp_store = FILE; BEGIN;"
    "DROP INDEX ticket_id;"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 / 1000) "
    "INSERT INTO session (no, id, local_day, is_dated, generation, opened_at, closed_at) SELECT i, "
    "randomblob(16), 10000 + i, 1, 0, i * 86400000, i * 86400000 + 1 FROM n;"
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1) INSERT INTO "
    "ticket (session, series, seq, id, place, number, code, service_id, service_name, group_id, "
    "is_priority, priority_reason, state, issued_at, people_ahead, wait_is_known, wait_from_min, "
    "wait_to_min, lang, unticked, called_at, done_at, service_ms, counter) SELECT i / 1000 + 1, "
    "char(65 + i % 1000 / 500), i % 500 + 1, randomblob(16), i % 1000 + 1, printf('%s-%03d', "
    "char(65 + i % 1000 / 500), i % 500 + 1), printf('%04X', (i % 1000) * 61), 'izin-praktik-"
    "bidan', 'Izin Praktik Bidan (SIPB)', CASE WHEN i % 1000 < 500 THEN 'intake' ELSE "
    "'information' END, 0, '', "
    "'done', 1700000000000 + i, 7, 1, 10, 20, 'id', x'', i, i, 300000, 'Loket 1' FROM n;"
    "CREATE UNIQUE INDEX ticket_id ON ticket (id);"
    "INSERT INTO line (session, series, group_id, hi, last_place, waiting) SELECT no, 'A', "
    "'intake', 500, 500, 0 FROM session WHERE closed_at > 0;"
    "INSERT INTO print_job (uuid, kind, ticket, service_id, copy, lang, state, is_over, trouble, "
    "is_wanted, printer, cups_job, created_at, changed_at) SELECT randomblob(16), 'ticket', id, "
    "service_id, 0, 'id', 'printed', 1, 'none', 1, 'tiket', 1, 1, 1 FROM ticket INDEXED BY "
    "ticket_id;"
    "COMMIT; PRAGMA journal_mode = WAL;";

/* sqlite3_exec binds nothing, so statements run one by one. */
static void run_all(sqlite3 *handle, const char *sql, long tickets)
{
    while (*sql != '\0') {
        sqlite3_stmt *statement = NULL;
        if (sqlite3_prepare_v2(handle, sql, -1, &statement, &sql) != SQLITE_OK)
            fail_msg("%s", sqlite3_errmsg(handle));
        if (sqlite3_bind_parameter_count(statement) > 0)
            sqlite3_bind_int64(statement, 1, tickets);
        int code;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW)
            continue;
        if (code != SQLITE_DONE)
            fail_msg("%s: %s", sqlite3_sql(statement), sqlite3_errmsg(handle));
        sqlite3_finalize(statement);
    }
}

static void fill(struct hall *hall, long tickets)
{
    AUTO_FREE char *path = mem_format("%s/anjungan.db", hall->directory);
    sqlite3 *handle = NULL;

    hall_leave(hall);
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    run_all(handle, fill_sql, tickets);
    sqlite3_close(handle);
    hall_enter(hall);
}

static double issue(struct hall *hall, int turn)
{
    double begin_us = figure_now_us();

    hall_issue(hall, turn % 2 ? "izin-a" : "izin-b", turn % 5 == 0);
    double us = figure_now_us() - begin_us;
    if (desk_wal_bytes(hall->desk) > CHECKPOINT_AT)
        desk_checkpoint(hall->desk);
    return us;
}

int main(int argc, char **argv)
{
    static double large_us[TURNS];
    static double empty_us[TURNS];
    long tickets = 10000000;
    struct hall large;
    struct hall empty;

    if (argc == 3 && strcmp(argv[1], "--tickets") == 0)
        tickets = strtol(argv[2], NULL, 10);
    hall_open(&empty);
    hall_open(&large);
    double begin_us = figure_now_us();
    fill(&large, tickets);
    double fill_us = figure_now_us() - begin_us;
    begin_us = figure_now_us();
    hall_leave(&large);
    hall_enter(&large);
    double open_us = figure_now_us() - begin_us;
    for (int i = 0; i < WARM_UP; i++) {
        issue(&large, i);
        issue(&empty, i);
    }
    for (int i = 0; i < TURNS; i++) {
        large_us[i] = issue(&large, i);
        empty_us[i] = issue(&empty, i);
    }
    figure_sort(large_us, TURNS);
    figure_sort(empty_us, TURNS);
    figure_begin("ticket_large");
    figure_number("tickets", (double)tickets);
    figure_number("database_mb", (double)(hall_number(&large, "PRAGMA page_count") * 4096) / 1e6);
    figure_number("fill_s", fill_us / 1e6);
    figure_number("open_ms", open_us / 1e3);
    figure_number("n", TURNS);
    figure_spread("large", large_us, TURNS);
    figure_spread("empty", empty_us, TURNS);
    figure_number("ratio_p50", figure_at(large_us, TURNS, 0.5) / figure_at(empty_us, TURNS, 0.5));
    figure_number("ratio_p99", figure_at(large_us, TURNS, 0.99) / figure_at(empty_us, TURNS, 0.99));
    figure_end();
    hall_close(&empty);
    hall_close(&large);
}
