/* The survey's whole report beside one bare SELECT of the sums over the same rows, taken in turns, of
 * 10,000 and of 1,000,000 responses; and the most memory it takes.
 *
 * bench_survey_report [--responses N]: N (1,000,000) in place of the larger. Sums are checked against
 * those of the SELECT; times are told and never judged. */
#include "base/text.h"
#include "bench/figures.h"
#include "desk/survey_report.h"
#include "support/hall.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    SMALL = 10000,
    LARGE = 1000000,
    TURNS_MOST = 301,
    TURNS_LARGE = 15,
    FIRST_DAY = 20600,
    DAYS = 92,
    SERVICES = 24
};

struct bench {
    struct hall hall;
    sqlite3 *handle;
    sqlite3_stmt *bare;
    long responses;
};

/* Values of a generator that depends on the row's number alone; ids come as they do, at random, but in
 * their tree's order, so that a million is filled in seconds. */
static const char fill_sql[] =
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1), "
    "r(i, x) AS (SELECT i, (i * 2654435761 + 40503) %% 4294967296 FROM n) "
    "INSERT INTO response (day, id, bracket, source, flags, persyaratan, prosedur, waktu, biaya, "
    "produk, kompetensi, perilaku, sarana, pengaduan, gender, age, education, occupation, "
    "service_id, sector_id, device, form, extras, is_sent) "
    "SELECT %d + i * %d / ?1, CAST(printf('%%08d', i) || substr(hex(x), 1, 8) AS BLOB), 1 + i %% "
    "2, "
    "0, i %% 50 = 0, 1 + x / 3 %% 4, 1 + x / 13 %% 4, 1 + x / 53 %% 4, 2 + x / 211 %% 3, "
    "1 + x / 839 %% 4, 3 + x / 3361 %% 2, 1 + x / 13441 %% 4, 1 + x / 53777 %% 4, "
    "1 + x / 215077 %% 4, x / 7 %% 3, x / 29 %% 7, x / 101 %% 8, x / 409 %% 7, "
    "printf('izin-layanan-nomor-%%d', x / 17 %% %d), 'kesehatan', 'K' || (1 + i %% 3), "
    "'permenpanrb-14-2017/1', x'', 1 FROM r";

static const char bare_sql[] =
    "SELECT count(*), sum(persyaratan), sum(prosedur), sum(waktu), sum(biaya), sum(produk), "
    "sum(kompetensi), sum(perilaku), sum(sarana), sum(pengaduan) FROM response "
    "WHERE day BETWEEN ?1 AND ?2";

static void check(sqlite3 *handle, int code, int wanted)
{
    if (code != wanted)
        fail_msg("%s", sqlite3_errmsg(handle));
}

static sqlite3 *connect(const struct bench *bench, int flags)
{
    char path[128];
    sqlite3 *handle;

    assert_true(text_format(path, sizeof path, "%s/anjungan.db", bench->hall.directory));
    check(NULL, sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, NULL), SQLITE_OK);
    return handle;
}

static void fill(const struct bench *bench)
{
    sqlite3 *handle = connect(bench, SQLITE_OPEN_READWRITE);
    sqlite3_stmt *statement;
    char sql[2048];

    assert_true(text_format(sql, sizeof sql, fill_sql, FIRST_DAY, DAYS, SERVICES));
    check(handle,
          sqlite3_exec(handle, "PRAGMA synchronous = OFF; PRAGMA cache_size = -400000", NULL, NULL,
                       NULL),
          SQLITE_OK);
    check(handle, sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
    check(handle, sqlite3_bind_int64(statement, 1, bench->responses), SQLITE_OK);
    check(handle, sqlite3_step(statement), SQLITE_DONE);
    sqlite3_finalize(statement);
    check(handle, sqlite3_exec(handle, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL),
          SQLITE_OK);
    sqlite3_close(handle);
}

/* Another process fills, so that what it takes is not counted here. */
static void open_bench(struct bench *bench, long responses)
{
    pid_t child;
    int status = 1;

    *bench = (struct bench){.responses = responses};
    hall_open(&bench->hall);
    hall_leave(&bench->hall);
    child = fork();
    if (child == 0) {
        fill(bench);
        _exit(0);
    }
    assert_true(child > 0 && waitpid(child, &status, 0) == child && status == 0);
    hall_enter(&bench->hall);
    bench->handle = connect(bench, SQLITE_OPEN_READONLY);
    check(bench->handle, sqlite3_prepare_v2(bench->handle, bare_sql, -1, &bench->bare, NULL),
          SQLITE_OK);
    check(bench->handle, sqlite3_bind_int64(bench->bare, 1, FIRST_DAY), SQLITE_OK);
    check(bench->handle, sqlite3_bind_int64(bench->bare, 2, FIRST_DAY + DAYS - 1), SQLITE_OK);
}

static void close_bench(struct bench *bench)
{
    sqlite3_finalize(bench->bare);
    sqlite3_close(bench->handle);
    hall_close(&bench->hall);
}

static double run_bare(struct bench *bench, struct ikm_sums *out)
{
    double begin_us = figure_now_us();

    check(bench->handle, sqlite3_step(bench->bare), SQLITE_ROW);
    out->n = sqlite3_column_int64(bench->bare, 0);
    for (int i = 0; i < ELEMENT_COUNT; i++)
        out->sum[i] = sqlite3_column_int64(bench->bare, i + 1);
    sqlite3_reset(bench->bare);
    return figure_now_us() - begin_us;
}

static double run_report(struct bench *bench, enum survey_by by, bool wants_answers,
                         const struct ikm_sums *expected)
{
    const struct survey_query query = {
        .period = period_of_days(FIRST_DAY, FIRST_DAY + DAYS - 1),
        .by = by,
        .wants_answers = wants_answers,
    };
    struct survey_report report;
    struct err err = {0};
    double begin_us = figure_now_us();
    bool is_made = desk_survey_report(bench->hall.desk, &query, &report, &err);
    double took_us = figure_now_us() - begin_us;
    int64_t in_rows = 0;

    if (!is_made)
        fail_msg("%s", err.text);
    assert_int_equal(report.sums.n, bench->responses);
    assert_int_equal(report.sums.n, expected->n);
    assert_memory_equal(report.sums.sum, expected->sum, sizeof expected->sum);
    for (size_t i = 0; i < report.row_count; i++)
        in_rows += report.rows[i].sums.n;
    assert_int_equal(in_rows, by == BY_NOTHING ? 0 : report.sums.n);
    assert_int_equal(report.answer_count, wants_answers ? bench->responses : 0);
    survey_report_clear(&report);
    return took_us;
}

/* The most memory since it was last asked to forget; in MB. */
static double peak_mb(void)
{
    FILE *status = fopen("/proc/self/status", "r");
    char line[256];
    long kb = -1;

    assert_non_null(status);
    while (fgets(line, sizeof line, status)) {
        if (strncmp(line, "VmHWM:", 6) == 0)
            kb = strtol(line + 6, NULL, 10);
    }
    (void)fclose(status);
    return (double)kb / 1024;
}

static void forget_peak(void)
{
    FILE *refs = fopen("/proc/self/clear_refs", "w");

    assert_non_null(refs);
    assert_true(fputs("5", refs) >= 0);
    assert_int_equal(fclose(refs), 0);
}

/* What half of the reports took at most, in µs. */
static double measure(struct bench *bench, const char *name, enum survey_by by, bool wants_answers)
{
    double bare_us[TURNS_MOST], report_us[TURNS_MOST];
    size_t turns = bench->responses > SMALL ? TURNS_LARGE : TURNS_MOST;
    struct ikm_sums sums = {0};

    (void)run_bare(bench, &sums);
    forget_peak();
    for (size_t i = 0; i < turns; i++) {
        bare_us[i] = run_bare(bench, &sums);
        report_us[i] = run_report(bench, by, wants_answers, &sums);
    }
    figure_sort(bare_us, turns);
    figure_sort(report_us, turns);
    figure_begin(name);
    figure_number("responses", (double)bench->responses);
    figure_spread("bare", bare_us, turns);
    figure_spread("report", report_us, turns);
    figure_number("ratio_p50", figure_at(report_us, turns, 0.5) / figure_at(bare_us, turns, 0.5));
    figure_number("peak_mb", peak_mb());
    figure_end();
    return figure_at(report_us, turns, 0.5);
}

static void reports_cost_little_more_than_their_sums(void **state)
{
    const long sizes[] = {SMALL, *(const long *)*state};
    double took_us[ARRAY_LEN(sizes)];

    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        struct bench bench;

        open_bench(&bench, sizes[i]);
        took_us[i] = measure(&bench, "survey_report", BY_NOTHING, false);
        (void)measure(&bench, "survey_report_by_service", BY_SERVICE, false);
        (void)measure(&bench, "survey_report_by_age", BY_AGE, false);
        (void)measure(&bench, "survey_report_with_answers", BY_NOTHING, true);
        close_bench(&bench);
    }
    figure_begin("survey_report_growth");
    figure_number("responses_times", (double)sizes[1] / (double)sizes[0]);
    figure_number("time_times", took_us[1] / took_us[0]);
    figure_end();
}

int main(int argc, char **argv)
{
    long large =
        argc == 3 && strcmp(argv[1], "--responses") == 0 ? strtol(argv[2], NULL, 10) : LARGE;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(reports_cost_little_more_than_their_sums, &large),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
