/* How fast an office takes records in: over TLS 1.3 with kiosks' certificates through nginx and its daemons, beside
 * libpq calling the same function and beside COPY of the same rows into a table with the same keys.
 *
 * Each of nine cells (records in a batch × clients) goes its rounds, and each round its three ways one after the
 * other, another one first each time. A client makes the same records on each way, sends one batch before the
 * clock starts, and every batch is a commit that is on disk. Ratios are those within a round, the median of all
 * rounds is told; times are of all rounds' requests. Clients run on the same cores, so the processor's time for a
 * record is told as well: of the whole office, and of the client.
 *
 * At the end half of the events' partitions move to a second PostgreSQL (config/office/cluster), and the cell of
 * 200 × 4 is measured on one node and on two.
 *
 * bench_ingest [--seconds S] [--rounds R] [--batch N] [--clients N] [--nodes 0|1]: S (2) for each way, R (3);
 * N: these cells alone. Rates and times are told and never judged. */
#include "base/clock.h"
#include "base/gzip.h"
#include "base/mem.h"
#include "base/text.h"
#include "bench/figures.h"
#include "bench/processor.h"
#include "client/transport.h"
#include "office/ingest_rows.h"
#include "support/office.h"
#include "wire/push.h"

#include <libpq-fe.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { CLIENTS_MOST = 8, SAMPLES_MOST = 20000, ROUNDS_MOST = 15, BODY_MOST = 4 << 20 };
enum path { PATH_HTTPS, PATH_LIBPQ, PATH_COPY, PATH_COUNT };
static const char *const path_names[] = {"https", "libpq", "copy"};

struct kiosk {
    char id[UUID_TEXT];
    char serial[80], certificate[OFFICE_PATH], key[OFFICE_PATH];
};
struct bench {
    struct office_rig rig;
    struct kiosk kiosks[CLIENTS_MOST];
    char url[OFFICE_PATH], authority[OFFICE_PATH], pins[512], database[OFFICE_PATH];
    double seconds;
    int rounds, only_batch, only_clients; /* 0: all */
    bool has_nodes;
};
/* Of one client, shared with the parent. */
struct tally {
    long records;
    double processor_s;
    size_t samples;
    double us[SAMPLES_MOST];
};
struct board {
    pthread_barrier_t start; /* of all clients and the parent, once each client is warm */
    struct tally tallies[CLIENTS_MOST];
};
/* Of one path in one cell, over all rounds. */
struct cell {
    double rates[ROUNDS_MOST];
    double office_s, client_s;
    long records;
    size_t samples;
    double us[CLIENTS_MOST * SAMPLES_MOST];
};
/* A client at work. */
struct client {
    const struct bench *bench;
    const struct kiosk *kiosk;
    struct uuid stream;
    int64_t seq;
    int batch;
    struct text lines;
    struct uuid ids[PUSH_LINES];
};

static void make_lines(struct client *client)
{
    text_clear(&client->lines);
    text_init(&client->lines, BODY_MOST);
    for (int i = 0; i < client->batch; i++) {
        char rec[512], id[UUID_TEXT];

        client->ids[i] = uuid_v7(1795400000000 + client->seq);
        uuid_format(&client->ids[i], id);
        assert_true(text_format(
            rec, sizeof rec,
            "{\"v\":1,\"id\":\"%s\",\"kind\":\"ticket.shown\",\"session\":\"%s\",\"at\":%lld,"
            "\"clock\":{"
            "\"boot\":\"0a8e2f7c-1d3b-4f60-9b1e-6a2d5c4b3a21\",\"mono_ms\":%lld,\"offset_ms\":0,"
            "\"quality\":1},\"data\":{\"ticket\":\"%s\"}}",
            id, client->kiosk->id, 1795400000000LL + (long long)client->seq,
            (long long)client->seq * 7, id));
        push_write_line(&client->lines, ++client->seq, rec, strlen(rec));
    }
}

/* --- the three ways --------------------------------------------------------------------------- */

static void send_https(struct client *client, struct transport *transport)
{
    AUTO_TEXT struct text packed;
    char stream[UUID_TEXT], path[96];
    static const char *const headers[] = {"Anjungan-Stream: main", NULL};
    struct transport_reply reply = {0};
    static struct push_reply said;
    struct err err = {0};
    bool is_packed = client->lines.len > 1024;

    uuid_format(&client->stream, stream);
    assert_true(text_format(path, sizeof path, "/v1/streams/%s/events", stream));
    text_init(&packed, BODY_MOST);
    if (is_packed)
        assert_true(gzip_pack(&packed, client->lines.data, client->lines.len, &err));
    struct transport_request request = {
        .method = "POST",
        .path = path,
        .type = "application/x-ndjson",
        .body = is_packed ? packed.data : client->lines.data,
        .body_len = is_packed ? packed.len : client->lines.len,
        .is_gzip = is_packed,
        .headers = headers,
        .reply_most = 64 << 10,
    };
    if (transport->send(transport->context, &request, &reply, &err) != TRANSPORT_ANSWERED
        || reply.status != 200 || !push_read_reply(&said, reply.body.data, reply.body.len, &err)) {
        (void)fprintf(stderr, "%d %s %.300s\n", reply.status, err.text,
                      reply.body.data ? reply.body.data : "");
        _exit(1);
    }
    transport_reply_clear(&reply);
}

static void send_libpq(struct client *client, struct pg *pg)
{
    struct batch batch;
    static struct push_reply reply;
    char stream[UUID_TEXT];
    struct err err = {0};
    struct caller caller = {.serial = client->kiosk->serial, .ends = ""};

    assert_true(text_copy(caller.kiosk, sizeof caller.kiosk, client->kiosk->id));
    uuid_format(&client->stream, stream);
    batch_init(&batch, PUSH_LINES);
    reply = (struct push_reply){0};
    bool is_stored =
        batch_read(&batch, PUSH_LINES, client->lines.data, client->lines.len) == BATCH_GOOD
        && ingest_store(pg, &reply, &caller, &(struct batch_head){.stream = stream, .name = "main"},
                        &batch, 0, batch.count, &err);
    if (!is_stored) {
        (void)fprintf(stderr, "%s\n", err.text);
        _exit(1);
    }
    batch_clear(&batch);
}

static void expect(PGresult *result, ExecStatusType wanted)
{
    if (PQresultStatus(result) != wanted) {
        (void)fprintf(stderr, "%s\n", PQresultErrorMessage(result));
        _exit(1);
    }
    PQclear(result);
}

static void add_hex(struct text *out, const char *bytes, size_t len)
{
    char hex[1024];

    assert_true(2 * len <= sizeof hex);
    for (size_t i = 0; i < len; i++) {
        hex[2 * i] = "0123456789abcdef"[(unsigned char)bytes[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[(unsigned char)bytes[i] & 15];
    }
    text_add_bytes(out, hex, 2 * len);
}

/* The columns of the same rows; what the office computes of them is left at its default. */
static void send_copy(struct client *client, PGconn *connection)
{
    AUTO_TEXT struct text rows;
    const char *line = client->lines.data;

    text_init(&rows, BODY_MOST);
    for (int i = 0; i < client->batch; i++) {
        const char *end = strchr(line, '\n');
        const char *rec = strstr(line, "\"rec\":") + 6;
        char id[UUID_TEXT], stream[UUID_TEXT];

        uuid_format(&client->ids[i], id);
        uuid_format(&client->stream, stream);
        text_addf(&rows, "%s\t%s\t%lld\t%s\tticket.shown\t%s\t2026-11-23 02:00:00+00\t1\t\\\\x",
                  client->kiosk->id, stream, (long long)(client->seq - client->batch + 1 + i), id,
                  client->kiosk->id);
        add_hex(&rows, rec, (size_t)(end - 1 - rec));
        text_addf(&rows, "\t%.*s\t\\\\x%064d\n", (int)(end - 1 - rec), rec, i);
        line = end + 1;
    }
    expect(PQexec(connection, "COPY office.bench_event (kiosk_id, stream_id, seq, id, kind, "
                              "session_id, at, quality, rec, "
                              "body, sha) FROM STDIN"),
           PGRES_COPY_IN);
    if (PQputCopyData(connection, rows.data, (int)rows.len) != 1
        || PQputCopyEnd(connection, NULL) != 1)
        _exit(1);
    expect(PQgetResult(connection), PGRES_COMMAND_OK);
    while (PQgetResult(connection) != NULL) {
    }
}

/* --- a cell ----------------------------------------------------------------------------------- */

static void open_https(const struct client *client, struct transport *transport)
{
    struct err err = {0};

    if (!transport_curl_open(transport,
                             &(struct transport_options){.url = client->bench->url,
                                                         .authority = client->bench->authority,
                                                         .certificate = client->kiosk->certificate,
                                                         .key = client->kiosk->key,
                                                         .pins = client->bench->pins},
                             &err)) {
        (void)fprintf(stderr, "%s\n", err.text);
        _exit(1);
    }
}

/* One batch, made and sent; the time that the sending took. */
static double send_one(struct client *client, enum path path, struct transport *transport,
                       struct pg *pg, PGconn *connection)
{
    make_lines(client);
    double from = figure_now_us();
    switch (path) {
    case PATH_HTTPS:
        send_https(client, transport);
        break;
    case PATH_LIBPQ:
        send_libpq(client, pg);
        break;
    case PATH_COPY:
    case PATH_COUNT:
        send_copy(client, connection);
        break;
    }
    return figure_now_us() - from;
}

static void run_client(const struct bench *bench, enum path path, int no, int batch,
                       struct board *board)
{
    struct client client = {
        .bench = bench, .kiosk = &bench->kiosks[no], .stream = uuid_v4(), .batch = batch};
    struct tally *tally = &board->tallies[no];
    struct transport transport = {0};
    struct pg *pg = NULL;
    PGconn *connection = NULL;
    AUTO_FREE char *api = mem_format("%s user=kiosk_api", bench->database);
    AUTO_FREE char *super = mem_format("%s user=superuser", bench->database);

    text_init(&client.lines, BODY_MOST);
    if (path == PATH_HTTPS)
        open_https(&client, &transport);
    else if (path == PATH_LIBPQ)
        pg = pg_new(api);
    else
        connection = PQconnectdb(super);
    (void)send_one(&client, path, &transport, pg, connection);
    pthread_barrier_wait(&board->start);
    double until = figure_now_us() + bench->seconds * 1e6;
    double processor_s = processor_own_seconds();
    do {
        double us = send_one(&client, path, &transport, pg, connection);
        if (tally->samples < SAMPLES_MOST)
            tally->us[tally->samples++] = us;
        tally->records += batch;
    } while (figure_now_us() < until);
    tally->processor_s = processor_own_seconds() - processor_s;
    _exit(0);
}

static void add_tally(struct cell *cell, const struct tally *tally)
{
    cell->records += tally->records;
    cell->client_s += tally->processor_s;
    for (size_t i = 0; i < tally->samples && cell->samples < ARRAY_LEN(cell->us); i++)
        cell->us[cell->samples++] = tally->us[i];
}

static void start_together(struct board *board, int clients)
{
    pthread_barrierattr_t attributes;

    memset(board, 0, sizeof *board);
    assert_int_equal(pthread_barrierattr_init(&attributes), 0);
    assert_int_equal(pthread_barrierattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), 0);
    assert_int_equal(pthread_barrier_init(&board->start, &attributes, (unsigned)clients + 1), 0);
}

/* Once; adds to the cell. */
static void run_path(const struct bench *bench, enum path path, int batch, int clients, int round,
                     struct board *board, struct cell *cell)
{
    pid_t children[CLIENTS_MOST];
    long records = cell->records;

    start_together(board, clients);
    for (int i = 0; i < clients; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            run_client(bench, path, i, batch, board);
    }
    pthread_barrier_wait(&board->start);
    double from = figure_now_us();
    double office_s = processor_seconds_of(bench->rig.directory);
    for (int i = 0; i < clients; i++) {
        int status = 1;

        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
        add_tally(cell, &board->tallies[i]);
    }
    cell->rates[round] = (double)(cell->records - records) / ((figure_now_us() - from) / 1e6);
    cell->office_s += processor_seconds_of(bench->rig.directory) - office_s;
    pthread_barrier_destroy(&board->start);
}

static double median(const double *values, int count)
{
    double sorted[ROUNDS_MOST];

    memcpy(sorted, values, (size_t)count * sizeof *values);
    figure_sort(sorted, (size_t)count);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}

static double median_ratio(const struct cell *a, const struct cell *b, int rounds)
{
    double ratios[ROUNDS_MOST];

    for (int i = 0; i < rounds; i++)
        ratios[i] = a->rates[i] / b->rates[i];
    return median(ratios, rounds);
}

static double processor_us(const struct cell *cell)
{
    return (cell->office_s + cell->client_s) * 1e6 / (double)cell->records;
}

static void tell_cell(const struct bench *bench, const char *name, int batch, int clients,
                      struct cell *cell)
{
    figure_sort(cell->us, cell->samples);
    figure_begin(name);
    figure_number("batch", batch);
    figure_number("clients", clients);
    figure_number("rounds", bench->rounds);
    figure_number("records_per_s", median(cell->rates, bench->rounds));
    figure_number("office_cpu_us_per_record", cell->office_s * 1e6 / (double)cell->records);
    figure_number("client_cpu_us_per_record", cell->client_s * 1e6 / (double)cell->records);
    figure_spread("request", cell->us, cell->samples);
    figure_end();
}

static void run_cell(const struct bench *bench, int batch, int clients, struct board *board)
{
    static struct cell cells[PATH_COUNT];

    memset(cells, 0, sizeof cells);
    for (int round = 0; round < bench->rounds; round++) {
        for (int i = 0; i < PATH_COUNT; i++) {
            int path = (round + i) % PATH_COUNT;

            run_path(bench, (enum path)path, batch, clients, round, board, &cells[path]);
        }
    }
    for (int path = 0; path < PATH_COUNT; path++) {
        AUTO_FREE char *name = mem_format("ingest_%s", path_names[path]);

        tell_cell(bench, name, batch, clients, &cells[path]);
    }
    figure_begin("ingest_ratio");
    figure_number("batch", batch);
    figure_number("clients", clients);
    figure_number("https_to_libpq",
                  median_ratio(&cells[PATH_HTTPS], &cells[PATH_LIBPQ], bench->rounds));
    figure_number("https_to_copy",
                  median_ratio(&cells[PATH_HTTPS], &cells[PATH_COPY], bench->rounds));
    figure_number("libpq_to_copy",
                  median_ratio(&cells[PATH_LIBPQ], &cells[PATH_COPY], bench->rounds));
    figure_number("cpu_copy_to_https",
                  processor_us(&cells[PATH_COPY]) / processor_us(&cells[PATH_HTTPS]));
    figure_end();
}

/* --- the office ------------------------------------------------------------------------------- */

static void value_of(const char *said, const char *name, char *out, size_t size)
{
    AUTO_FREE char *key = mem_format("%s=", name);
    const char *at = strstr(said, key);

    assert_non_null(at);
    at += strlen(key);
    assert_true(text_format(out, size, "%.*s", (int)strcspn(at, "\n"), at));
}

static void make_kiosks(struct bench *bench)
{
    for (int i = 0; i < CLIENTS_MOST; i++) {
        struct kiosk *kiosk = &bench->kiosks[i];
        AUTO_FREE char *name = mem_format("k%d", i);
        const char *const words[] = {SOURCE_DIR "/tests/support/office-rig", "certificate",
                                     bench->rig.directory, name, NULL};
        char said[2048];

        assert_int_equal(office_rig_run(words, said, sizeof said), 0);
        value_of(said, "KIOSK", kiosk->id, sizeof kiosk->id);
        value_of(said, "SERIAL", kiosk->serial, sizeof kiosk->serial);
        value_of(said, "CERTIFICATE", kiosk->certificate, sizeof kiosk->certificate);
        value_of(said, "KEY", kiosk->key, sizeof kiosk->key);
    }
}

static void open_bench(struct bench *bench)
{
    static const char *const options[] = {
        "--ingest", "4", "--without", "web,enrolment,project,relay", "--province", NULL};

    office_rig_start(&bench->rig, options);
    office_rig_value(&bench->rig, "URL", bench->url, sizeof bench->url);
    office_rig_value(&bench->rig, "AUTHORITY", bench->authority, sizeof bench->authority);
    office_rig_value(&bench->rig, "PINS", bench->pins, sizeof bench->pins);
    office_rig_value(&bench->rig, "DATABASE", bench->database, sizeof bench->database);
    make_kiosks(bench);
    /* Debian's own value; the rig is made for many at once. */
    office_rig_sql(&bench->rig, "ALTER SYSTEM SET shared_buffers = '128MB'", NULL, 0);
    office_rig_kill(&bench->rig, "postgres");
    office_rig_up(&bench->rig, "postgres");
    office_rig_sql(&bench->rig,
                   "CREATE TABLE office.bench_event (LIKE office.event_0 INCLUDING ALL)", NULL, 0);
}

/* --- a second node ---------------------------------------------------------------------------- */

#define PARTS "remainders={4,5,6,7}"
#define CLUSTER SOURCE_DIR "/config/office/cluster/"

static void run_psql(const char *const *words)
{
    char said[4096];

    if (office_rig_run(words, said, sizeof said) != 0)
        fail_msg("psql: %s", said);
}

static void move_half(const struct bench *bench)
{
    AUTO_FREE char *here = mem_format("%s/sock", bench->rig.directory);
    AUTO_FREE char *there = mem_format("%s/province/sock", bench->rig.directory);
    AUTO_FREE char *host = mem_format("host=%s", there);
    const char *const make[] = {"/usr/bin/psql",
                                "-XqAt",
                                "-h",
                                there,
                                "-U",
                                "superuser",
                                "-d",
                                "postgres",
                                "-c",
                                "CREATE DATABASE anjungan_events",
                                NULL};
    const char *const second[] = {"/usr/bin/psql",
                                  "-XqAt",
                                  "-v",
                                  "ON_ERROR_STOP=1",
                                  "-h",
                                  there,
                                  "-U",
                                  "superuser",
                                  "-d",
                                  "anjungan_events",
                                  "-v",
                                  PARTS,
                                  "-f",
                                  CLUSTER "second-node.sql",
                                  NULL};
    const char *const first[] = {"/usr/bin/psql",
                                 "-XqAt",
                                 "-v",
                                 "ON_ERROR_STOP=1",
                                 "-h",
                                 here,
                                 "-U",
                                 "superuser",
                                 "-d",
                                 "anjungan",
                                 "-v",
                                 PARTS,
                                 "-v",
                                 host,
                                 "-v",
                                 "port=5432",
                                 "-v",
                                 "dbname=anjungan_events",
                                 "-f",
                                 CLUSTER "first-node.sql",
                                 NULL};

    /* What lies there from the cells before is not to be carried. */
    office_rig_sql(&bench->rig, "TRUNCATE office.event, office.event_moved, office.stream", NULL,
                   0);
    run_psql(make);
    run_psql(second);
    run_psql(first);
}

static double run_nodes(const struct bench *bench, const char *name, struct board *board)
{
    static struct cell cell;

    memset(&cell, 0, sizeof cell);
    for (int round = 0; round < bench->rounds; round++)
        run_path(bench, PATH_HTTPS, PUSH_LINES, 4, round, board, &cell);
    tell_cell(bench, name, PUSH_LINES, 4, &cell);
    return median(cell.rates, bench->rounds);
}

static void compare_nodes(const struct bench *bench, struct board *board)
{
    double one = run_nodes(bench, "ingest_one_node", board);

    move_half(bench);
    double two = run_nodes(bench, "ingest_two_nodes", board);
    figure_begin("ingest_nodes");
    figure_number("one_node_per_s", one);
    figure_number("two_nodes_per_s", two);
    figure_number("two_to_one", two / one);
    figure_text(
        "shows",
        "the cost of the way to a second node: both are on this machine's cores, so none is won");
    figure_end();
}

static void take_words(struct bench *bench, int argc, char **argv)
{
    for (int i = 1; i + 1 < argc; i += 2) {
        int number = (int)strtol(argv[i + 1], NULL, 10);

        if (strcmp(argv[i], "--seconds") == 0)
            bench->seconds = strtod(argv[i + 1], NULL);
        else if (strcmp(argv[i], "--rounds") == 0)
            bench->rounds = number;
        else if (strcmp(argv[i], "--batch") == 0)
            bench->only_batch = number;
        else if (strcmp(argv[i], "--clients") == 0)
            bench->only_clients = number;
        else if (strcmp(argv[i], "--nodes") == 0)
            bench->has_nodes = number != 0;
        else
            fail_msg("unknown word %s", argv[i]);
    }
    assert_true(bench->rounds >= 1 && bench->rounds <= ROUNDS_MOST);
}

int main(int argc, char **argv)
{
    static const int batches[] = {1, 20, 200}, clients[] = {1, 4, 8};
    static struct bench bench = {.seconds = 2, .rounds = 3, .has_nodes = true};
    struct board *board =
        mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    assert_true(board != MAP_FAILED);
    take_words(&bench, argc, argv);
    open_bench(&bench);
    for (size_t b = 0; b < ARRAY_LEN(batches); b++) {
        for (size_t c = 0; c < ARRAY_LEN(clients); c++) {
            if ((bench.only_batch == 0 || bench.only_batch == batches[b])
                && (bench.only_clients == 0 || bench.only_clients == clients[c]))
                run_cell(&bench, batches[b], clients[c], board);
        }
    }
    if (bench.has_nodes)
        compare_nodes(&bench, board);
    office_rig_stop(&bench.rig);
    return 0;
}
