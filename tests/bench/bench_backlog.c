/* A kiosk that was cut off for months drains its backlog: how long, beside the same batches over the same TLS with
 * gzip but without a database; what memory anjungan-sync takes meanwhile; and whether a finger notices.
 *
 * bench_backlog [--events N]: N (100,000). Everything runs on the same cores. What the office has is counted at the end;
 * times are told and never judged. */
#include "base/file.h"
#include "base/gzip.h"
#include "base/mem.h"
#include "bench/figures.h"
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
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 540, HEIGHT = 960, FILL_EACH = 1000, PRESSES_MOST = 4000, BODY_MOST = 4 << 20 };

struct bench {
    struct office_rig office;
    struct lobby lobby;
    struct probe *probe;
    int events;
    int x, y; /* a button of the home screen */
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

static long status_kb(pid_t pid, const char *key)
{
    AUTO_FREE char *path = mem_format("/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "re");
    char line[256];
    long kb = -1;

    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        if (strncmp(line, key, strlen(key)) == 0)
            kb = strtol(line + strlen(key) + 1, NULL, 10);
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
    double seconds;
    long resident_first_kb, resident_last_kb, resident_most_kb, data_most_kb;
};

static void drain(struct bench *bench, struct drain *out, struct presses *presses)
{
    double from = figure_now_us();
    pid_t sync = office_rig_start_sync(&bench->office, bench->lobby.state, bench->lobby.config);

    while (stored(bench) < bench->events) {
        for (int i = 0; i < 8; i++) /* a second: asking costs the same cores */
            press(bench, presses);
        out->resident_last_kb = status_kb(sync, "VmRSS");
        if (out->resident_first_kb == 0)
            out->resident_first_kb = out->resident_last_kb;
        if (figure_now_us() - from > 600e6)
            fail_msg("%ld of %d came in ten minutes", stored(bench), bench->events);
    }
    out->seconds = (figure_now_us() - from) / 1e6;
    out->resident_most_kb = status_kb(sync, "VmHWM");
    out->data_most_kb = status_kb(sync, "RssAnon");
    office_rig_end(sync, SIGTERM);
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

/* As many records as the backlog had, in the same batches. */
static double send_nowhere(const struct bench *bench)
{
    struct transport transport;
    AUTO_TEXT struct text lines;
    AUTO_FREE char *socket = mem_format("%s/run/ingest/1.sock", bench->office.directory);
    struct event_head head = {.id = uuid_v4(), .boot = "0a8e2f7c-1d3b-4f60-9b1e-6a2d5c4b3a21"};

    office_rig_kill(&bench->office, "ingest-1");
    (void)unlink(socket);
    pid_t nowhere = start_nowhere(socket);
    while (access(socket, F_OK) != 0)
        sleep_ms(10);
    open_transport(bench, &transport);
    text_init(&lines, BODY_MOST);
    double from = figure_now_us();
    for (int sent = 0; sent < bench->events; sent += PUSH_LINES) {
        AUTO_TEXT struct text packed;
        AUTO(transport_reply_clear) struct transport_reply reply = {0};
        struct err err = {0};

        text_clear(&lines);
        text_init(&lines, BODY_MOST);
        for (int i = 0; i < PUSH_LINES; i++) {
            AUTO_TEXT struct text rec;

            text_init(&rec, EVENT_MAX_BYTES);
            head.id = uuid_v7(sent + i);
            (void)event_ticket_shown(&rec, &head,
                                     &(struct event_ticket_shown){.ticket = uuid_v4()});
            push_write_line(&lines, sent + i + 1, rec.data, rec.len);
        }
        text_init(&packed, BODY_MOST);
        assert_true(gzip_pack(&packed, lines.data, lines.len, &err));
        const struct transport_request request = {.method = "POST",
                                                  .path = "/v1/streams/x/events",
                                                  .type = "application/x-ndjson",
                                                  .body = packed.data,
                                                  .body_len = packed.len,
                                                  .is_gzip = true,
                                                  .reply_most = 1 << 16};
        if (transport.send(transport.context, &request, &reply, &err) != TRANSPORT_ANSWERED
            || reply.status != 200)
            fail_msg("%d %s", reply.status, err.text);
    }
    double seconds = (figure_now_us() - from) / 1e6;
    transport.free(transport.context);
    office_rig_end(nowhere, SIGKILL);
    return seconds;
}

/* --- the run ---------------------------------------------------------------------------------- */

static void open_bench(struct bench *bench)
{
    static const char *const options[] = {"--ingest", "1", "--without", "web,project", NULL};

    office_rig_start(&bench->office, options);
    lobby_open(&bench->lobby, WIDTH, HEIGHT);
    lobby_configure(&bench->lobby, "[print]\nbackend = folder\n[time]\nidle_percent = 500\n");
    fill(bench);
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

int main(int argc, char **argv)
{
    static struct bench bench = {.events = 100000};
    static struct presses before, meanwhile;
    struct drain drained = {0};

    if (argc == 3 && strcmp(argv[1], "--events") == 0)
        bench.events = (int)strtol(argv[2], NULL, 10);
    if (!lobby_is_possible())
        return 77;
    open_bench(&bench);
    for (int i = 0; i < 60; i++)
        press(&bench, &before);
    drain(&bench, &drained, &meanwhile);
    double nowhere = send_nowhere(&bench);
    figure_begin("backlog");
    figure_number("events", bench.events);
    figure_number("seconds", drained.seconds);
    figure_number("records_per_s", bench.events / drained.seconds);
    figure_number("without_database_seconds", nowhere);
    figure_number("ratio", nowhere / drained.seconds);
    figure_number("sync_rss_first_kb", (double)drained.resident_first_kb);
    figure_number("sync_rss_last_kb", (double)drained.resident_last_kb);
    figure_number("sync_rss_most_kb", (double)drained.resident_most_kb);
    figure_number("sync_anonymous_kb", (double)drained.data_most_kb);
    tell_presses("press_idle", &before);
    tell_presses("press_draining", &meanwhile);
    figure_end();
    probe_close(bench.probe);
    (void)lobby_stop(&bench.lobby, SIGTERM);
    lobby_close(&bench.lobby);
    office_rig_stop(&bench.office);
    return 0;
}
