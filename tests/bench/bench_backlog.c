/* A kiosk that was cut off for months drains its backlog: how long, beside the same batches over the same TLS with
 * gzip but without a database; what memory anjungan-sync takes meanwhile; and whether a finger notices.
 *
 * A third of the backlog at a time, and after each third as many records without a database: the ratio is the
 * median of the three. The same finger presses in both. Everything runs on the same cores, so the processor's
 * time for a record is told too: of the kiosk's anjungan-sync, of the whole office, and of all without a database.
 * Of memory `rss` counts libraries that other processes share, `pss` this process's part of them, `private` what
 * is its alone: that is what a kiosk with all its processes needs for it.
 *
 * bench_backlog [--events N]: N (100,000). What the office has is counted at the end; times are told and never
 * judged. */
#include "base/file.h"
#include "base/gzip.h"
#include "base/mem.h"
#include "bench/figures.h"
#include "bench/processor.h"
#include "bench/x11_probe.h"
#include "client/transport.h"
#include "desk/desk_internal.h"
#include "desk/outbox.h"
#include "http/server.h"
#include "support/lobby.h"
#include "support/office.h"
#include "wire/push.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 540, HEIGHT = 960, FILL_EACH = 1000, PRESSES_MOST = 4000, BODY_MOST = 4 << 20 };
enum { THIRDS = 3, TURN_PRESSES = 8 };

struct bench {
    struct office_rig office;
    struct lobby lobby;
    struct probe *probe;
    int events; /* in a third */
    int x, y;   /* a button of the home screen */
};
struct presses {
    double ms[PRESSES_MOST];
    int count;
};

/* --- the backlog ------------------------------------------------------------------------------ */

static struct desk *open_desk(const struct bench *bench, const struct clock *clock)
{
    struct desk *desk = NULL;
    struct err err = {0};

    if (!desk_open(
            &desk,
            &(struct desk_options){.state_dir = bench->lobby.state,
                                   .catalog_path = SOURCE_DIR "/assets/catalog/pekanbaru.json",
                                   .clock = clock,
                                   .device_digit = 1,
                                   .ticket_digits = 3},
            &err))
        fail_msg("%s", err.text);
    return desk;
}

/* A third. */
static void fill(const struct bench *bench)
{
    struct clock *clock = clock_system_new(-1);
    struct desk *desk = open_desk(bench, clock);
    struct err err = {0};

    for (int made = 0; made < bench->events;) {
        AUTO_TX struct tx tx = {0};

        assert_true(desk_begin(desk, &tx, &err));
        for (int i = 0; i < FILL_EACH && made < bench->events; i++, made++) {
            AUTO_TEXT struct text rec;
            struct uuid session = uuid_v4();
            struct event_head head = desk_event_head(desk, &session);

            text_init(&rec, EVENT_MAX_BYTES);
            const char *kind =
                event_ticket_shown(&rec, &head, &(struct event_ticket_shown){.ticket = uuid_v4()});
            assert_true(desk_event_add(desk, &head, kind, &rec, &err));
        }
        assert_true(desk_commit(desk, &tx, &err));
    }
    desk_checkpoint(desk);
    desk_close(desk);
    clock_free(clock);
}

/* --- a finger --------------------------------------------------------------------------------- */

/* Down until the button looks pressed, then off it, so that nothing else happens. */
static void press(const struct bench *bench, struct presses *presses)
{
    struct view *view = bench->lobby.view;
    uint64_t old = probe_spot(bench->probe, bench->x, bench->y);

    view_move(view, bench->x, bench->y);
    view_sync(view);
    int64_t from = now_ns();
    view_button(view, 1, true);
    view_sync(view);
    double ms = probe_wait_spot(bench->probe, bench->x, bench->y, old, from, 2000);
    if (ms >= 0 && presses->count < PRESSES_MOST)
        presses->ms[presses->count++] = ms;
    view_move(view, 5, HEIGHT / 2);
    view_button(view, 1, false);
    view_sync(view);
    sleep_ms(100);
}

static void tell_presses(const char *key, struct presses *presses)
{
    for (int i = 0; i < presses->count; i++)
        presses->ms[i] *= 1000;
    figure_sort(presses->ms, (size_t)presses->count);
    figure_spread(key, presses->ms, (size_t)presses->count);
}

/* --- draining --------------------------------------------------------------------------------- */

/* A line "KEY n kB" of a file in /proc; -1: none. */
static long memory_kb(pid_t pid, const char *name, const char *key)
{
    AUTO_FREE char *path = mem_format("/proc/%d/%s", (int)pid, name);
    FILE *file = fopen(path, "re");
    char line[256];
    long kb = -1;

    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        if (strncmp(line, key, strlen(key)) == 0)
            kb = strtol(line + strlen(key), NULL, 10);
    (void)fclose(file);
    return kb;
}

static long stored(const struct bench *bench)
{
    char said[64];

    office_rig_sql(&bench->office,
                   "SELECT coalesce(sum(contiguous), 0) FROM office.stream WHERE name = 'main'",
                   said, sizeof said);
    return strtol(said, NULL, 10);
}

struct drain {
    double rate, sync_s, office_s;
    long resident_kb, resident_most_kb, proportional_kb, private_kb;
};

static void press_a_while(const struct bench *bench, struct presses *presses)
{
    for (int i = 0; i < TURN_PRESSES; i++)
        press(bench, presses);
}

static void weigh(struct drain *out, pid_t sync)
{
    out->resident_kb = memory_kb(sync, "status", "VmRSS:");
    out->resident_most_kb = memory_kb(sync, "status", "VmHWM:");
    out->proportional_kb = memory_kb(sync, "smaps_rollup", "Pss:");
    out->private_kb = memory_kb(sync, "smaps_rollup", "Private_Clean:")
                      + memory_kb(sync, "smaps_rollup", "Private_Dirty:");
}

static double ask_number(const struct bench *bench, const char *what, long above)
{
    AUTO_FREE char *sql =
        mem_format("SELECT %s FROM office.event e JOIN office.stream s USING (kiosk_id, stream_id) "
                   "WHERE s.name = 'main' AND e.seq > %ld",
                   what, above);
    char said[64];

    office_rig_sql(&bench->office, sql, said, sizeof said);
    return strtod(said, NULL);
}

/* From the first batch's coming to the last one's, as the office noted it: a start is no part of a backlog. */
static double rate_of(const struct bench *bench, long above)
{
    double seconds =
        ask_number(bench, "extract(epoch FROM max(received_at) - min(received_at))", above);

    return (ask_number(bench, "count(*)", above) - PUSH_LINES) / seconds;
}

static void drain(struct bench *bench, struct drain *out, struct presses *presses)
{
    long before = stored(bench);
    double from = figure_now_us();
    double sync_s = processor_seconds_of(bench->lobby.state);
    double office_s = processor_seconds_of(bench->office.directory);
    pid_t sync = office_rig_start_sync(&bench->office, bench->lobby.state, bench->lobby.config);

    while (stored(bench) < before + bench->events) {
        press_a_while(bench, presses); /* a second: asking costs the same cores */
        weigh(out, sync);
        if (figure_now_us() - from > 600e6)
            fail_msg("%ld of %d came in ten minutes", stored(bench) - before, bench->events);
    }
    out->sync_s = processor_seconds_of(bench->lobby.state) - sync_s;
    out->office_s = processor_seconds_of(bench->office.directory) - office_s;
    office_rig_end(sync, SIGTERM);
    out->rate = rate_of(bench, before);
}

/* --- without a database ----------------------------------------------------------------------- */

static void swallow(void *context, const struct http_request *request, struct http_reply *reply)
{
    AUTO_TEXT struct text lines;
    size_t len = 0;
    const char *body = http_body(request, &len);
    struct err err = {0};

    (void)context;
    text_init(&lines, BODY_MOST);
    reply->status = gzip_unpack(&lines, body, len, PUSH_BYTES, &err) ? 200 : 400;
    reply->type = "application/json";
    text_add(&reply->body, "{}");
}

struct nowhere {
    double *rate; /* shared with the sender */
    double processor_s;
};

static pid_t start_nowhere(const char *socket)
{
    pid_t child = fork();
    struct http_server *server = NULL;
    struct err err = {0};

    if (child != 0)
        return child;
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (!http_server_open(&server,
                          &(struct http_server_options){.socket = socket,
                                                        .listen_fd = -1,
                                                        .body_most = 1 << 20,
                                                        .idle_s = 60,
                                                        .connection_most = 16,
                                                        .handle = swallow},
                          &err))
        _exit(1);
    http_server_run(server, -1);
    _exit(0);
}

static void open_transport(const struct bench *bench, struct transport *transport)
{
    static char url[OFFICE_PATH], authority[OFFICE_PATH], certificate[OFFICE_PATH],
        key[OFFICE_PATH];
    struct err err = {0};

    office_rig_value(&bench->office, "URL", url, sizeof url);
    office_rig_value(&bench->office, "AUTHORITY", authority, sizeof authority);
    assert_true(
        text_format(certificate, sizeof certificate, "%s/identity/kiosk.crt", bench->lobby.state));
    assert_true(text_format(key, sizeof key, "%s/identity/kiosk.key", bench->lobby.state));
    if (!transport_curl_open(
            transport,
            &(struct transport_options){
                .url = url, .authority = authority, .certificate = certificate, .key = key},
            &err))
        fail_msg("%s", err.text);
}

static void send_batch(const struct transport *transport, struct event_head *head, int64_t seq)
{
    AUTO_TEXT struct text lines, packed;
    AUTO(transport_reply_clear) struct transport_reply reply = {0};
    struct err err = {0};

    text_init(&lines, BODY_MOST);
    for (int i = 0; i < PUSH_LINES; i++) {
        AUTO_TEXT struct text rec;

        text_init(&rec, EVENT_MAX_BYTES);
        head->id = uuid_v7(seq + i);
        (void)event_ticket_shown(&rec, head, &(struct event_ticket_shown){.ticket = uuid_v4()});
        push_write_line(&lines, seq + i + 1, rec.data, rec.len);
    }
    text_init(&packed, BODY_MOST);
    bool is_packed = gzip_pack(&packed, lines.data, lines.len, &err);
    const struct transport_request request = {.method = "POST",
                                              .path = "/v1/streams/x/events",
                                              .type = "application/x-ndjson",
                                              .body = packed.data,
                                              .body_len = packed.len,
                                              .is_gzip = true,
                                              .reply_most = 1 << 16};
    if (!is_packed
        || transport->send(transport->context, &request, &reply, &err) != TRANSPORT_ANSWERED
        || reply.status != 200) {
        (void)fprintf(stderr, "%d %s\n", reply.status, err.text);
        _exit(1);
    }
}

/* As many records as the backlog had, in the same batches; records a second into `*rate`, which is shared. */
static pid_t start_sender(const struct bench *bench, double *rate)
{
    struct event_head head = {.id = uuid_v4(), .boot = "0a8e2f7c-1d3b-4f60-9b1e-6a2d5c4b3a21"};
    struct transport transport;
    pid_t child = fork();

    if (child != 0)
        return child;
    open_transport(bench, &transport);
    send_batch(&transport, &head, 0);
    double from = figure_now_us();
    int sent = 0;
    for (; sent < bench->events; sent += PUSH_LINES)
        send_batch(&transport, &head, sent);
    *rate = sent * 1e6 / (figure_now_us() - from);
    _exit(0);
}

static double children_seconds(void)
{
    struct rusage used;

    assert_int_equal(getrusage(RUSAGE_CHILDREN, &used), 0);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
           + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

/* Without a database: the same finger meanwhile. */
static void send_nowhere(const struct bench *bench, struct nowhere *out)
{
    AUTO_FREE char *socket = mem_format("%s/run/ingest/1.sock", bench->office.directory);
    static struct presses presses;
    int status = 1;

    office_rig_kill(&bench->office, "ingest-1");
    (void)unlink(socket);
    pid_t nowhere = start_nowhere(socket);
    while (access(socket, F_OK) != 0)
        sleep_ms(10);
    double office_s = processor_seconds_of(bench->office.directory);
    double children_s = children_seconds();
    pid_t sender = start_sender(bench, out->rate);
    while (waitpid(sender, &status, WNOHANG) == 0)
        press(bench, &presses);
    assert_int_equal(status, 0);
    out->processor_s = processor_seconds_of(bench->office.directory) - office_s;
    office_rig_end(nowhere, SIGKILL);
    out->processor_s += children_seconds() - children_s;
    (void)unlink(socket);
    office_rig_up(&bench->office, "ingest-1");
}

/* --- the run ---------------------------------------------------------------------------------- */

static void open_bench(struct bench *bench)
{
    static const char *const options[] = {"--ingest", "1", "--without", "web,project", NULL};

    office_rig_start(&bench->office, options);
    lobby_open(&bench->lobby, WIDTH, HEIGHT);
    lobby_configure(&bench->lobby, "[print]\nbackend = folder\n[time]\nidle_percent = 500\n");
    office_rig_enrol(&bench->office, bench->lobby.state, bench->lobby.config);
    lobby_start(&bench->lobby, NULL);
    lobby_expect(&bench->lobby, "attract", 20000);
    lobby_tap(&bench->lobby, "start-id");
    lobby_expect(&bench->lobby, "home", 10000);
    lobby_find(&bench->lobby, "take-1", &bench->x, &bench->y);
    assert_int_equal(setenv("DISPLAY", bench->lobby.name, 1), 0);
    bench->probe = probe_open();
    bench->y += 8; /* beside the letters */
    sleep_ms(500);
}

static void tell(const struct bench *bench, const struct drain *drained,
                 const struct nowhere *nowhere, struct presses *before, struct presses *meanwhile)
{
    double rates[THIRDS], bare[THIRDS], ratios[THIRDS], each = bench->events;
    const struct drain *last = &drained[THIRDS - 1];

    for (int i = 0; i < THIRDS; i++) {
        rates[i] = drained[i].rate;
        bare[i] = *nowhere[i].rate;
        ratios[i] = rates[i] / bare[i];
    }
    figure_sort(rates, THIRDS);
    figure_sort(bare, THIRDS);
    figure_sort(ratios, THIRDS);
    figure_begin("backlog");
    figure_number("events", each * THIRDS);
    figure_number("records_per_s", rates[THIRDS / 2]);
    figure_number("seconds", each * THIRDS / rates[THIRDS / 2]);
    figure_number("without_database_per_s", bare[THIRDS / 2]);
    figure_number("ratio", ratios[THIRDS / 2]);
    figure_number("ratio_min", ratios[0]);
    figure_number("ratio_max", ratios[THIRDS - 1]);
    figure_number("sync_cpu_us_per_record", last->sync_s * 1e6 / each);
    figure_number("office_cpu_us_per_record", last->office_s * 1e6 / each);
    figure_number("without_database_cpu_us_per_record",
                  nowhere[THIRDS - 1].processor_s * 1e6 / each);
    figure_number("sync_rss_first_kb", (double)drained[0].resident_kb);
    figure_number("sync_rss_last_kb", (double)last->resident_kb);
    figure_number("sync_rss_most_kb", (double)last->resident_most_kb);
    figure_number("sync_pss_kb", (double)last->proportional_kb);
    figure_number("sync_private_first_kb", (double)drained[0].private_kb);
    figure_number("sync_private_kb", (double)last->private_kb);
    tell_presses("press_idle", before);
    tell_presses("press_draining", meanwhile);
    figure_end();
}

int main(int argc, char **argv)
{
    static struct bench bench = {.events = 100000};
    static struct presses before, meanwhile;
    struct drain drained[THIRDS] = {0};
    struct nowhere nowhere[THIRDS] = {0};
    double *rates = mmap(NULL, THIRDS * sizeof *rates, PROT_READ | PROT_WRITE,
                         MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    assert_true(rates != MAP_FAILED);
    if (argc == 3 && strcmp(argv[1], "--events") == 0)
        bench.events = (int)strtol(argv[2], NULL, 10);
    bench.events /= THIRDS;
    if (!lobby_is_possible())
        return 77;
    open_bench(&bench);
    for (int i = 0; i < 60; i++)
        press(&bench, &before);
    for (int i = 0; i < THIRDS; i++) {
        fill(&bench);
        drain(&bench, &drained[i], &meanwhile);
        nowhere[i].rate = &rates[i];
        send_nowhere(&bench, &nowhere[i]);
    }
    tell(&bench, drained, nowhere, &before, &meanwhile);
    probe_close(bench.probe);
    (void)lobby_stop(&bench.lobby, SIGTERM);
    lobby_close(&bench.lobby);
    office_rig_stop(&bench.office);
    return 0;
}
