/* The office's pages over a million tickets and a million surveys of two years: how long each takes, from request to
 * the whole page, at the process's own socket.
 *
 * bench_pages [--rows N] [--times T]: N (1,000,000) of each, every page T (100) times. What a page says is checked
 * once; times are told and never judged. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/secret.h"
#include "bench/figures.h"
#include "domain/calendar.h"
#include "support/office.h"
#include "support/web_client.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PASSWORD "pasar-terapung-7"

enum { TIMES_MOST = 10000, DAYS = 500 };

struct bench {
    struct office_rig rig;
    struct web_client client;
    long rows;
    int times;
};

/* --- two years -------------------------------------------------------------------------------- */

static void run_sql(const struct bench *bench, const char *format, ...) PRINTF_LIKE(2, 3);
static void run_sql(const struct bench *bench, const char *format, ...)
{
    char sql[4096];
    va_list list;

    va_start(list, format);
    assert_true(text_format_args(sql, sizeof sql, format, list));
    va_end(list);
    office_rig_sql(&bench->rig, sql, NULL, 0);
}

/* Four kiosks, four groups, most people served, the last day still open. */
static void fill(const struct bench *bench)
{
    run_sql(
        bench,
        "INSERT INTO office.kiosk (kiosk_id, device, note, serial, not_after, enrolled_by) "
        "SELECT ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'K' || n, 'Lobi', '0' || n, "
        "now() + interval '1 year', 'bench' FROM generate_series(1, 4) n");
    run_sql(bench,
            "INSERT INTO office.ticket (kiosk_id, ticket_id, day, number, series, seq, service, "
            "grp, issued_at, slip, copies, "
            "state, called_at, finished_at, wait_ms, service_ms, state_rank) "
            "SELECT ('00000000-0000-4000-8000-00000000000' || 1 + i %% 4)::uuid, "
            "gen_random_uuid(), day, 'A-' || seq, 'A', seq, "
            "'izin', (ARRAY['berkas', 'informasi', 'pengambilan', 'pengaduan'])[1 + i %% 4], at, "
            "'printed', 1, "
            "CASE WHEN day = current_date AND i %% 3 = 0 THEN 'waiting' WHEN i %% 20 = 0 THEN "
            "'skipped' ELSE 'finished' END, "
            "at + interval '9 minutes', at + interval '15 minutes', 540000 + i %% 600000, 300000 + "
            "i %% 400000, i "
            "FROM (SELECT i, current_date - (i * %d / %ld)::int AS day, 1 + i %% 2000 AS seq, "
            "current_date - (i * %d / %ld)::int + interval '1 hour' + (i %% 25200) * interval '1 "
            "second' AS at "
            "FROM generate_series(0, %ld) i) AS t",
            DAYS, bench->rows, DAYS, bench->rows, bench->rows - 1);
    run_sql(bench,
            "INSERT INTO office.response SELECT ('00000000-0000-4000-8000-00000000000' || 1 + i %% "
            "4)::uuid, gen_random_uuid(), "
            "current_date - (i * %d / %ld)::int, 1 + i %% 2, 0, (i %% 50 = 0)::int, 1 + h %% 4, 1 "
            "+ h / 3 %% 4, 1 + h / 7 %% 4, "
            "2 + h / 11 %% 3, 1 + h / 13 %% 4, 3 + h / 17 %% 2, 1 + h / 19 %% 4, 1 + h / 23 %% 4, "
            "1 + h / 29 %% 4, h %% 3, "
            "h / 5 %% 7, h / 37 %% 8, h / 41 %% 7, 'izin-' || h / 43 %% 24, 'kesehatan', 'K1', "
            "'permenpanrb-14-2017/1', '{}' "
            "FROM (SELECT i, (i * 2654435761 %% 1000003)::int AS h FROM generate_series(0::bigint, "
            "%ld) i) AS r",
            DAYS, bench->rows, bench->rows - 1);
    run_sql(bench, "VACUUM (ANALYZE) office.ticket, office.response");
}

static void add_account(const struct bench *bench)
{
    char hash[PIN_HASH_TEXT];

    pin_hash(hash, PASSWORD);
    run_sql(
        bench,
        "INSERT INTO office.account (name, shown, role, hash) VALUES ('sri', 'Sri', 'admin', '%s')",
        hash);
}

/* --- pages ------------------------------------------------------------------------------------ */

static void measure(struct bench *bench, const char *name, const char *path)
{
    static double us[TIMES_MOST];

    web_get(&bench->client, path);
    if (bench->client.status != 200)
        fail_msg("%s: %d", path, bench->client.status);
    for (int i = 0; i < bench->times; i++) {
        double from = figure_now_us();

        web_get(&bench->client, path);
        us[i] = figure_now_us() - from;
    }
    figure_sort(us, (size_t)bench->times);
    AUTO_FREE char *bench_name = mem_format("page_%s", name);
    figure_begin(bench_name);
    figure_number("rows", (double)bench->rows);
    figure_number("bytes", (double)bench->client.body.len);
    figure_spread("page", us, (size_t)bench->times);
    figure_end();
}

int main(int argc, char **argv)
{
    static const char *const options[] = {"--without", "ingest,enrolment,project,nginx", NULL};
    static struct bench bench = {.rows = 1000000, .times = 100};
    static const char *const pages[][2] = {
        {"today", "/"},
        {"ikm_quarter", "/ikm"},
        {"ikm_year", "/ikm?masa=tahun"},
        {"tickets", "/nomor"},
        {"complaints", "/pengaduan"},
        {"devices", "/perangkat"},
        {"catalogue", "/katalog"},
        {"audit", "/jejak"},
    };
    char run[OFFICE_PATH], socket[OFFICE_PATH], origin[OFFICE_PATH];

    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--rows") == 0)
            bench.rows = strtol(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--times") == 0)
            bench.times = (int)strtol(argv[i + 1], NULL, 10);
    }
    assert_true(bench.times > 0 && bench.times <= TIMES_MOST && bench.rows > 0);
    office_rig_start(&bench.rig, options);
    office_rig_value(&bench.rig, "RUN", run, sizeof run);
    office_rig_value(&bench.rig, "PAGES", origin, sizeof origin);
    assert_true(text_format(socket, sizeof socket, "%s/web/1.sock", run));
    add_account(&bench);
    fill(&bench);
    web_client_init(&bench.client, socket, origin);
    web_sign_in(&bench.client, "sri", PASSWORD);
    for (size_t i = 0; i < ARRAY_LEN(pages); i++)
        measure(&bench, pages[i][0], pages[i][1]);
    web_client_clear(&bench.client);
    office_rig_stop(&bench.rig);
    return 0;
}
