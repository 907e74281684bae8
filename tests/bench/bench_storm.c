/* 30,000 kiosks at one office, from 500 connections over TLS 1.3 through nginx and its daemons, and the moment at
 * which all of them come back.
 *
 * Who a kiosk is comes from its certificate, and a connection has one. So these are 500 certificates with 60
 * streams each, taken in turn: a run of 20 s reaches 3,000 of the 30,000. What is weaker than 30,000 kiosks: 500
 * rows of kiosks, 500 connections held. One process is all of the clients and runs on the office's own cores.
 *
 * bench_storm [--seconds S] [--batch N]: 3,000 records/s for S (20) seconds, N (20) in a request. Requests have
 * times at which they are due and are measured from then, so that one that had to wait counts its wait.
 * Rates and times are told and never judged; what was acknowledged must be in the database. */
#include "base/mem.h"
#include "base/text.h"
#include "bench/figures.h"
#include "office/authority.h"
#include "support/office.h"
#include "wire/push.h"

#include <curl/curl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <cmocka.h>

enum {
    CONNECTIONS = 500,
    STREAMS = 60,
    RATE = 3000,
    REPLY_MOST = 16 * 1024,
    BODY_MOST = 256 * 1024
};
enum { SAMPLES_MOST = 400000, TIMEOUT_S = 30 };

struct caller_stream {
    struct uuid id;
    int64_t seq;
};
struct connection {
    char kiosk[UUID_TEXT];
    struct text certificate, key, body;
    struct caller_stream streams[STREAMS];
    CURL *easy;
    char reply[REPLY_MOST];
    size_t reply_len;
    double due_us;
    long turns;
    bool is_busy;
};
struct bench {
    struct office_rig rig;
    char url[OFFICE_PATH], authority[OFFICE_PATH], pins[512];
    struct curl_slist *headers;
    CURLM *multi;
    double seconds;
    int batch;
    struct connection connections[CONNECTIONS];
};
/* Of one part of the bench. */
struct tally {
    long requests, errors, handshakes, records;
    double first_us, last_handshake_us, end_us;
    size_t samples;
    double us[SAMPLES_MOST];
};

/* --- kiosks ----------------------------------------------------------------------------------- */

static void make_kiosk(struct connection *connection, const struct authority *authority,
                       struct text *rows)
{
    AUTO_KEY EVP_PKEY *key = NULL;
    struct authority_issued issued = {0};
    struct uuid kiosk = uuid_v4();
    struct err err = {0};

    uuid_format(&kiosk, connection->kiosk);
    text_init(&connection->certificate, CERTIFICATE_PEM);
    text_init(&connection->key, CERTIFICATE_PEM);
    text_init(&connection->body, BODY_MOST);
    if (!certificate_make_key(&key, &err)
        || !authority_issue_key(&issued, authority, key, &kiosk, (int64_t)time(NULL) * 1000, &err)
        || !pem_add_key(&connection->key, key, &err))
        fail_msg("%s", err.text);
    text_addf(&connection->certificate, "%s", issued.certificate);
    for (int i = 0; i < STREAMS; i++)
        connection->streams[i].id = uuid_v4();
    text_addf(rows, "%s('%s','K1','%s',clock_timestamp()+interval '730 days','bench')",
              rows->len > 0 ? "," : "", connection->kiosk, issued.serial);
}

static void make_kiosks(struct bench *bench)
{
    AUTO_FREE char *dir = mem_format("%s/authority", bench->rig.directory);
    AUTO_TEXT struct text rows;
    struct authority *authority = NULL;
    struct err err = {0};

    text_init(&rows, BODY_MOST);
    if (!authority_open(&authority, dir, &err))
        fail_msg("%s", err.text);
    for (int i = 0; i < CONNECTIONS; i++)
        make_kiosk(&bench->connections[i], authority, &rows);
    authority_close(authority);
    AUTO_FREE char *sql = mem_format(
        "INSERT INTO office.kiosk (kiosk_id, device, serial, not_after, enrolled_by) VALUES %s",
        rows.data);
    office_rig_sql(&bench->rig, sql, NULL, 0);
}

/* --- a request -------------------------------------------------------------------------------- */

static size_t keep(char *bytes, size_t one, size_t len, void *context)
{
    struct connection *connection = context;

    if (connection->reply_len + len * one > sizeof connection->reply)
        return 0;
    memcpy(connection->reply + connection->reply_len, bytes, len * one);
    connection->reply_len += len * one;
    return len * one;
}

static void open_easy(const struct bench *bench, struct connection *connection)
{
    CURL *easy = curl_easy_init();
    struct curl_blob certificate = {connection->certificate.data, connection->certificate.len,
                                    CURL_BLOB_COPY};
    struct curl_blob key = {connection->key.data, connection->key.len, CURL_BLOB_COPY};

    assert_non_null(easy);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_3);
    curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    curl_easy_setopt(easy, CURLOPT_CAINFO, bench->authority);
    curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, bench->pins);
    curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_SSLCERT_BLOB, &certificate), CURLE_OK);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_SSLKEY_BLOB, &key), CURLE_OK);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)TIMEOUT_S);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, bench->headers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, connection);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, connection);
    connection->easy = easy;
}

static void make_body(struct connection *connection, struct caller_stream *stream, int batch)
{
    text_clear(&connection->body);
    text_init(&connection->body, BODY_MOST);
    for (int i = 0; i < batch; i++) {
        struct uuid uuid = uuid_v7(1795400000000 + stream->seq);
        char rec[512], id[UUID_TEXT];

        uuid_format(&uuid, id);
        assert_true(text_format(
            rec, sizeof rec,
            "{\"v\":1,\"id\":\"%s\",\"kind\":\"ticket.shown\",\"session\":\"%s\",\"at\":%lld,"
            "\"clock\":{\"boot\":\"0a8e2f7c-1d3b-4f60-9b1e-6a2d5c4b3a21\",\"mono_ms\":%lld,"
            "\"offset_ms\":0,\"quality\":1},\"data\":{\"ticket\":\"%s\"}}",
            id, connection->kiosk, 1795400000000LL + (long long)stream->seq,
            (long long)stream->seq * 7, id));
        push_write_line(&connection->body, ++stream->seq, rec, strlen(rec));
    }
}

static void begin(struct bench *bench, struct connection *connection, int batch)
{
    struct caller_stream *stream = &connection->streams[connection->turns++ % STREAMS];
    char id[UUID_TEXT], url[OFFICE_PATH + 96];

    uuid_format(&stream->id, id);
    assert_true(text_format(url, sizeof url, "%s/v1/streams/%s/events", bench->url, id));
    make_body(connection, stream, batch);
    connection->reply_len = 0;
    connection->is_busy = true;
    curl_easy_setopt(connection->easy, CURLOPT_URL, url);
    curl_easy_setopt(connection->easy, CURLOPT_POSTFIELDS, connection->body.data);
    curl_easy_setopt(connection->easy, CURLOPT_POSTFIELDSIZE, (long)connection->body.len);
    assert_int_equal(curl_multi_add_handle(bench->multi, connection->easy), CURLM_OK);
}

/* How many records the office said it stored. */
static long stored(const struct connection *connection)
{
    static struct push_reply said;
    long count = 0;

    if (!push_read_reply(&said, connection->reply, connection->reply_len, NULL))
        return 0;
    for (size_t i = 0; i < said.ack_count; i++)
        count += said.acks[i].ack == PUSH_STORED;
    return count;
}

static void finish(struct bench *bench, const CURLMsg *message, int batch, struct tally *tally)
{
    struct connection *connection = NULL;
    CURL *easy = message->easy_handle;
    CURLcode result = message->data.result;
    long status = 0, connects = 0;
    double now = figure_now_us();

    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &connection);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &connects);
    long records = status == 200 ? stored(connection) : 0;
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
    if (result != CURLE_OK || records != batch) {
        if (tally->errors++ < 5)
            (void)fprintf(stderr, "%s, status %ld\n", curl_easy_strerror(result), status);
    } else if (tally->samples < SAMPLES_MOST) {
        tally->us[tally->samples++] = now - connection->due_us;
    }
    tally->end_us = now;
    curl_multi_remove_handle(bench->multi, easy);
    connection->is_busy = false;
}

/* --- the parts -------------------------------------------------------------------------------- */

/* Each connection sends when due, then again `step_us` later while that is before `until_us`. */
static void drive(struct bench *bench, int batch, double step_us, double until_us,
                  struct tally *tally)
{
    for (bool is_done = false; !is_done;) {
        double now = figure_now_us(), next = now + 20000;
        int running = 0, left = 0;

        is_done = true;
        for (int i = 0; i < CONNECTIONS; i++) {
            struct connection *connection = &bench->connections[i];

            if (!connection->is_busy && connection->due_us < until_us) {
                if (connection->due_us <= now)
                    begin(bench, connection, batch);
                else if (connection->due_us < next)
                    next = connection->due_us;
                is_done = false;
            }
            is_done = is_done && !connection->is_busy;
        }
        curl_multi_perform(bench->multi, &running);
        for (CURLMsg *message; (message = curl_multi_info_read(bench->multi, &left));) {
            struct connection *connection = NULL;

            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &connection);
            finish(bench, message, batch, tally);
            connection->due_us += step_us;
        }
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

static void tell(const char *name, struct tally *tally, const char *what)
{
    figure_sort(tally->us, tally->samples);
    figure_begin(name);
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
    figure_end();
}

/* All come back within `spread_s` and send what lay there. */
static long storm(struct bench *bench, const char *name, double spread_s)
{
    static struct tally tally;

    tally = (struct tally){0};
    connect_anew(bench);
    tally.first_us = figure_now_us();
    for (int i = 0; i < CONNECTIONS; i++)
        bench->connections[i].due_us =
            tally.first_us + spread_s * 1e3 * (double)id_random_below(1000);
    drive(bench, bench->batch, 1e12, tally.first_us + 1e11, &tally);
    tell(name, &tally, "first_ack");
    return tally.records;
}

static long steady(struct bench *bench)
{
    static struct tally tally;
    double apart = 1e6 * bench->batch / RATE;

    tally.first_us = figure_now_us();
    for (int i = 0; i < CONNECTIONS; i++)
        bench->connections[i].due_us = tally.first_us + apart * i;
    drive(bench, bench->batch, apart * CONNECTIONS, tally.first_us + bench->seconds * 1e6, &tally);
    tell("storm_steady", &tally, "request");
    return tally.records;
}

static void open_bench(struct bench *bench)
{
    static const char *const options[] = {"--ingest", "2", "--without",
                                          "web,enrolment,project,relay", NULL};
    struct rlimit files = {4096, 4096};

    (void)setrlimit(RLIMIT_NOFILE, &files); /* nginx inherits it */
    office_rig_start(&bench->rig, options);
    office_rig_value(&bench->rig, "URL", bench->url, sizeof bench->url);
    office_rig_value(&bench->rig, "AUTHORITY", bench->authority, sizeof bench->authority);
    office_rig_value(&bench->rig, "PINS", bench->pins, sizeof bench->pins);
    make_kiosks(bench);
    assert_int_equal(curl_global_init(CURL_GLOBAL_DEFAULT), CURLE_OK);
    bench->headers = curl_slist_append(bench->headers, "Content-Type: application/x-ndjson");
    bench->headers = curl_slist_append(bench->headers, "Anjungan-Stream: main");
    bench->headers = curl_slist_append(bench->headers, "Expect:");
    for (int i = 0; i < CONNECTIONS; i++)
        open_easy(bench, &bench->connections[i]);
}

static void close_bench(struct bench *bench)
{
    for (int i = 0; i < CONNECTIONS; i++) {
        struct connection *connection = &bench->connections[i];

        curl_easy_cleanup(connection->easy);
        text_clear(&connection->certificate);
        text_clear(&connection->key);
        text_clear(&connection->body);
    }
    curl_multi_cleanup(bench->multi);
    curl_slist_free_all(bench->headers);
    office_rig_stop(&bench->rig);
}

int main(int argc, char **argv)
{
    static struct bench bench = {.seconds = 20, .batch = 20};
    char rows[64];
    long acked = 0;

    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--seconds") == 0)
            bench.seconds = strtod(argv[i + 1], NULL);
        else if (strcmp(argv[i], "--batch") == 0)
            bench.batch = (int)strtol(argv[i + 1], NULL, 10);
    }
    assert_true(bench.batch >= 1 && bench.batch <= PUSH_LINES);
    open_bench(&bench);
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
