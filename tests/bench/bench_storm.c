/* 30,000 kiosks at one office, over TLS 1.3 through nginx and its daemons, 500 connections open at a time, and the
 * moment at which all who hold one come back.
 *
 * storm_turns: every kiosk once. Each has a certificate, a key and a row of its own; it shakes hands, sends its
 * batch on its stream, has its first acknowledgement and hangs up, and the next takes its place at once. Afterwards
 * the database has exactly one batch of every kiosk.
 * The parts behind it: the first 500 kiosks keep their connections and send as 60 streams each, 30,000 in all,
 * taken in turn (20 s reach 3,000 of them), as handshakes alone would take both cores long before the rate is
 * reached. Never are more than 500 connections held, and one process on the office's own cores is all clients.
 *
 * bench_storm [--kiosks K] [--seconds S] [--batch N]: K (30,000, at least 500); 3,000 records/s for S (20) seconds;
 * N (20) in a request. Requests have times at which they are due and are measured from then, so that one that had
 * to wait counts its wait; a kiosk's turn is due when the one before it has hung up.
 * Rates and times are told and never judged; a kiosk's turn must not fail, and what was acknowledged must be in the
 * database. */
#include "bench/figures.h"
#include "bench/processor.h"
#include "bench/storm_caller.h"
#include "wire/push.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <cmocka.h>

enum { CONNECTIONS = 500, RATE = 3000, SAMPLES_MOST = 400000 };

struct bench {
    struct office_rig rig;
    struct storm_office office;
    CURLM *multi;
    double seconds;
    int batch;
    size_t kiosk_count;
    struct storm_kiosk *kiosks;
    struct storm_caller callers[CONNECTIONS];
};
/* Of one part of the bench. */
struct tally {
    long requests, errors, handshakes, records;
    double first_us, last_handshake_us, end_us;
    size_t samples;
    double us[SAMPLES_MOST];
};

/* Gives the connection that is free again. */
static struct storm_caller *finish(struct bench *bench, const CURLMsg *message, struct tally *tally)
{
    struct storm_caller *caller = NULL;
    CURL *easy = message->easy_handle;
    CURLcode result = message->data.result;
    long status = 0, connects = 0;
    double now = figure_now_us();

    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &caller);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &connects);
    long records = status == 200 ? storm_caller_stored(caller) : 0;
    curl_off_t total = 0, secured = 0;
    curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &total);
    curl_easy_getinfo(easy, CURLINFO_APPCONNECT_TIME_T, &secured);
    if (connects > 0 && secured > 0) {
        double at = now - (double)(total - secured);

        tally->handshakes++;
        tally->last_handshake_us = at > tally->last_handshake_us ? at : tally->last_handshake_us;
    }
    tally->requests++;
    tally->records += records;
    if (result != CURLE_OK || records != bench->batch) {
        if (tally->errors++ < 5)
            (void)fprintf(stderr, "%s, status %ld\n", curl_easy_strerror(result), status);
    } else if (tally->samples < SAMPLES_MOST) {
        tally->us[tally->samples++] = now - caller->due_us;
    }
    tally->end_us = now;
    curl_multi_remove_handle(bench->multi, easy);
    caller->is_busy = false;
    return caller;
}

/* Each connection sends when due, then again `step_us` later while that is before `until_us`. */
static void drive(struct bench *bench, double step_us, double until_us, struct tally *tally)
{
    for (bool is_done = false; !is_done;) {
        double now = figure_now_us(), next = now + 20000;
        int running = 0, left = 0;

        is_done = true;
        for (int i = 0; i < CONNECTIONS; i++) {
            struct storm_caller *caller = &bench->callers[i];

            if (!caller->is_busy && caller->due_us < until_us) {
                if (caller->due_us <= now)
                    storm_caller_send(caller, bench->multi, bench->batch);
                else if (caller->due_us < next)
                    next = caller->due_us;
                is_done = false;
            }
            is_done = is_done && !caller->is_busy;
        }
        curl_multi_perform(bench->multi, &running);
        for (CURLMsg *message; (message = curl_multi_info_read(bench->multi, &left));)
            finish(bench, message, tally)->due_us += step_us;
        now = figure_now_us();
        curl_multi_poll(bench->multi, NULL, 0, next > now ? (int)((next - now) / 1000) : 0, NULL);
    }
}

static void connect_anew(struct bench *bench)
{
    if (bench->multi)
        curl_multi_cleanup(bench->multi); /* closes every connection that was kept */
    bench->multi = curl_multi_init();
    assert_non_null(bench->multi);
    curl_multi_setopt(bench->multi, CURLMOPT_MAXCONNECTS, 2L * CONNECTIONS);
}

/* Leaves the object open for more. */
static void tell(const char *name, struct tally *tally, const char *what)
{
    figure_sort(tally->us, tally->samples);
    figure_begin(name);
    figure_number("seconds", (tally->end_us - tally->first_us) / 1e6);
    figure_number("connections", CONNECTIONS);
    figure_number("requests", (double)tally->requests);
    figure_number("errors", (double)tally->errors);
    figure_number("handshakes", (double)tally->handshakes);
    if (tally->handshakes > 0)
        figure_number("handshakes_per_s", (double)tally->handshakes * 1e6
                                              / (tally->last_handshake_us - tally->first_us));
    figure_number("records_per_s",
                  (double)tally->records * 1e6 / (tally->end_us - tally->first_us));
    figure_spread(what, tally->us, tally->samples);
}

/* The next kiosk takes the connection, if there is one left. */
static bool take_turn(struct bench *bench, struct storm_caller *caller, size_t *next)
{
    if (*next == bench->kiosk_count)
        return false;
    storm_caller_become(caller, &bench->kiosks[(*next)++], true);
    caller->due_us = figure_now_us();
    storm_caller_send(caller, bench->multi, bench->batch);
    return true;
}

/* Every kiosk once: the connections are closed after each. */
static long turns(struct bench *bench)
{
    static struct tally tally;
    double own_s = processor_own_seconds();
    double office_s = processor_seconds_of(bench->rig.directory);
    size_t next = 0, busy = 0;

    connect_anew(bench);
    tally.first_us = figure_now_us();
    for (int i = 0; i < CONNECTIONS; i++)
        busy += take_turn(bench, &bench->callers[i], &next) ? 1 : 0;
    while (busy > 0) {
        int running = 0, left = 0;

        curl_multi_perform(bench->multi, &running);
        for (CURLMsg *message; (message = curl_multi_info_read(bench->multi, &left));)
            busy -= take_turn(bench, finish(bench, message, &tally), &next) ? 0 : 1;
        curl_multi_poll(bench->multi, NULL, 0, 1000, NULL);
    }
    tell("storm_turns", &tally, "first_ack");
    figure_number("office_processor_s", processor_seconds_of(bench->rig.directory) - office_s);
    figure_number("client_processor_s", processor_own_seconds() - own_s);
    figure_end();
    assert_int_equal(tally.errors, 0);
    assert_int_equal(tally.handshakes, bench->kiosk_count);
    for (int i = 0; i < CONNECTIONS; i++)
        storm_caller_become(&bench->callers[i], &bench->kiosks[i], false);
    return tally.records;
}

/* After `turns`: one batch of every kiosk, whole, and nothing else. */
static void check_turns(const struct bench *bench)
{
    long kiosks = 0, least = 0, most = 0, whole = 0;
    char said[128];

    office_rig_sql(
        &bench->rig,
        "SELECT count(*), min(records), max(records), "
        "count(*) FILTER (WHERE records = contiguous AND streams = 1) "
        "FROM (SELECT kiosk_id FROM office.kiosk WHERE enrolled_by = 'bench') AS kiosk "
        "CROSS JOIN LATERAL (SELECT count(*) AS records FROM office.event AS e "
        "WHERE e.kiosk_id = kiosk.kiosk_id) AS had CROSS JOIN LATERAL (SELECT count(*) AS streams, "
        "max(contiguous) AS contiguous FROM office.stream AS s "
        "WHERE s.kiosk_id = kiosk.kiosk_id) AS told",
        said, sizeof said);
    assert_int_equal(sscanf(said, "%ld|%ld|%ld|%ld", &kiosks, &least, &most, &whole), 4);
    figure_begin("storm_turns_kept");
    figure_number("kiosks", (double)kiosks);
    figure_number("kiosks_whole", (double)whole);
    figure_number("records_least", (double)least);
    figure_number("records_most", (double)most);
    figure_end();
    assert_int_equal(kiosks, bench->kiosk_count);
    assert_int_equal(whole, bench->kiosk_count);
    assert_int_equal(least, bench->batch);
    assert_int_equal(most, bench->batch);
}

/* All come back within `spread_s` and send what lay there. */
static long storm(struct bench *bench, const char *name, double spread_s)
{
    static struct tally tally;

    tally = (struct tally){0};
    connect_anew(bench);
    tally.first_us = figure_now_us();
    for (int i = 0; i < CONNECTIONS; i++)
        bench->callers[i].due_us = tally.first_us + spread_s * 1e3 * (double)id_random_below(1000);
    drive(bench, 1e12, tally.first_us + 1e11, &tally);
    tell(name, &tally, "first_ack");
    figure_end();
    return tally.records;
}

static long steady(struct bench *bench)
{
    static struct tally tally;
    double apart = 1e6 * bench->batch / RATE;

    tally.first_us = figure_now_us();
    for (int i = 0; i < CONNECTIONS; i++)
        bench->callers[i].due_us = tally.first_us + apart * i;
    drive(bench, apart * CONNECTIONS, tally.first_us + bench->seconds * 1e6, &tally);
    tell("storm_steady", &tally, "request");
    figure_end();
    return tally.records;
}

static void open_bench(struct bench *bench)
{
    static const char *const options[] = {"--ingest", "2", "--without",
                                          "web,enrolment,project,relay", NULL};
    struct rlimit files = {4096, 4096};

    (void)setrlimit(RLIMIT_NOFILE, &files); /* nginx inherits it */
    office_rig_start(&bench->rig, options);
    office_rig_value(&bench->rig, "URL", bench->office.url, sizeof bench->office.url);
    office_rig_value(&bench->rig, "AUTHORITY", bench->office.authority,
                     sizeof bench->office.authority);
    office_rig_value(&bench->rig, "PINS", bench->office.pins, sizeof bench->office.pins);
    bench->kiosks = storm_kiosks_make(&bench->rig, bench->kiosk_count);
    assert_int_equal(curl_global_init(CURL_GLOBAL_DEFAULT), CURLE_OK);
    bench->office.headers =
        curl_slist_append(bench->office.headers, "Content-Type: application/x-ndjson");
    bench->office.headers = curl_slist_append(bench->office.headers, "Anjungan-Stream: main");
    bench->office.headers = curl_slist_append(bench->office.headers, "Expect:");
    for (int i = 0; i < CONNECTIONS; i++)
        storm_caller_open(&bench->callers[i], &bench->office);
}

static void close_bench(struct bench *bench)
{
    for (int i = 0; i < CONNECTIONS; i++)
        storm_caller_close(&bench->callers[i]);
    curl_multi_cleanup(bench->multi);
    curl_slist_free_all(bench->office.headers);
    storm_kiosks_free(bench->kiosks, bench->kiosk_count);
    office_rig_stop(&bench->rig);
}

int main(int argc, char **argv)
{
    static struct bench bench = {.seconds = 20, .batch = 20, .kiosk_count = 30000};
    char rows[64];
    long acked = 0;

    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--seconds") == 0)
            bench.seconds = strtod(argv[i + 1], NULL);
        else if (strcmp(argv[i], "--batch") == 0)
            bench.batch = (int)strtol(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--kiosks") == 0)
            bench.kiosk_count = strtoul(argv[i + 1], NULL, 10);
    }
    assert_true(bench.batch >= 1 && bench.batch <= PUSH_LINES);
    assert_true(bench.kiosk_count >= CONNECTIONS);
    open_bench(&bench);
    acked += turns(&bench);
    check_turns(&bench);
    acked += storm(&bench, "storm_first", 5);
    acked += steady(&bench);
    acked += storm(&bench, "storm_at_once", 0);
    acked += storm(&bench, "storm_jittered", 5);
    office_rig_sql(&bench.rig, "SELECT count(*) FROM office.event", rows, sizeof rows);
    figure_begin("storm_kept");
    figure_number("acked", (double)acked);
    figure_number("in_database", strtod(rows, NULL));
    figure_end();
    assert_true(strtol(rows, NULL, 10) >= acked);
    close_bench(&bench);
    return 0;
}
