/* Two daemons behind nginx, of which one ends at a time: no kiosk hears of it. An nginx that is told not to
 * ask the other one shows that the kiosks here would have heard. */
#include "base/attr.h"
#include "base/text.h"
#include "client/transport.h"
#include "support/office.h"
#include "wire/push.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { PUSHERS = 4, KILLS = 6, TWIN_KILLS = 20, BATCH = 5, BODY_MOST = 64 * 1024 };

struct pusher {
    char kiosk[UUID_TEXT], certificate[OFFICE_PATH], key[OFFICE_PATH];
};
/* Shared with the pushers' processes. */
struct tally {
    volatile bool is_over;
    volatile int requests[PUSHERS], failed[PUSHERS];
};
static struct office_rig rig;
static struct pusher pushers[PUSHERS];

static int stop_office(void **state)
{
    (void)state;
    office_rig_stop(&rig);
    return 0;
}

static void make_pusher(struct pusher *pusher, int no)
{
    char name[8], said[2048];
    const char *const words[] = {SOURCE_DIR "/tests/support/office-rig", "certificate",
                                 rig.directory, name, NULL};

    assert_true(text_format(name, sizeof name, "k%d", no));
    assert_int_equal(office_rig_run(words, said, sizeof said), 0);
    const char *kiosk = strstr(said, "KIOSK=");
    assert_non_null(kiosk);
    assert_true(text_format(pusher->kiosk, sizeof pusher->kiosk, "%.36s", kiosk + 6));
    assert_true(text_format(pusher->certificate, OFFICE_PATH, "%s/%s.crt", rig.directory, name));
    assert_true(text_format(pusher->key, OFFICE_PATH, "%s/%s.key", rig.directory, name));
}

static int start_office(void **state)
{
    static const char *const options[] = {"--ingest", "2", "--without",
                                          "web,enrolment,project,relay", NULL};

    (void)state;
    office_rig_start(&rig, options);
    for (int i = 0; i < PUSHERS; i++)
        make_pusher(&pushers[i], i);
    return 0;
}

static bool push(struct transport *transport, const char *path, const struct pusher *pusher,
                 int64_t *seq)
{
    static const char *const headers[] = {"Anjungan-Stream: main", NULL};
    static struct push_reply said;
    AUTO_TEXT struct text lines;
    struct transport_reply reply = {0};
    struct err err = {0};
    size_t stored = 0;

    text_init(&lines, BODY_MOST);
    for (int i = 0; i < BATCH; i++) {
        struct uuid uuid = uuid_v4();
        char rec[512], id[UUID_TEXT];

        uuid_format(&uuid, id);
        if (!text_format(rec, sizeof rec,
                         "{\"v\":1,\"id\":\"%s\",\"kind\":\"ticket.shown\",\"session\":\"%s\","
                         "\"at\":1795400000000,\"clock\":{"
                         "\"boot\":\"0a8e2f7c-1d3b-4f60-9b1e-6a2d5c4b3a21\",\"mono_ms\":7,"
                         "\"offset_ms\":0,\"quality\":1},\"data\":{\"ticket\":\"%s\"}}",
                         id, pusher->kiosk, id))
            return false;
        push_write_line(&lines, ++*seq, rec, strlen(rec));
    }
    struct transport_request request = {.method = "POST",
                                        .path = path,
                                        .type = "application/x-ndjson",
                                        .body = lines.data,
                                        .body_len = lines.len,
                                        .headers = headers,
                                        .reply_most = 64 << 10};
    bool is_good = transport->send(transport->context, &request, &reply, &err) == TRANSPORT_ANSWERED
                   && reply.status == 200
                   && push_read_reply(&said, reply.body.data, reply.body.len, &err);
    /* A daemon may die between its COMMIT and its answer: the next one then says "duplicate". */
    for (size_t i = 0; is_good && i < said.ack_count; i++)
        stored += said.acks[i].ack == PUSH_STORED || said.acks[i].ack == PUSH_DUPLICATE;
    if (!is_good)
        (void)fprintf(stderr, "status %d %s\n", reply.status, err.text);
    transport_reply_clear(&reply);
    return stored == BATCH;
}

/* Never returns. */
static void push_on(const struct pusher *pusher, int no, struct tally *tally)
{
    char url[OFFICE_PATH], authority[OFFICE_PATH], pins[512], id[UUID_TEXT], path[96];
    struct transport transport = {0};
    struct uuid stream = uuid_v4();
    int64_t seq = 0;
    struct err err = {0};

    office_rig_value(&rig, "URL", url, sizeof url);
    office_rig_value(&rig, "AUTHORITY", authority, sizeof authority);
    office_rig_value(&rig, "PINS", pins, sizeof pins);
    uuid_format(&stream, id);
    struct transport_options options = {.url = url,
                                        .authority = authority,
                                        .certificate = pusher->certificate,
                                        .key = pusher->key,
                                        .pins = pins};
    if (!text_format(path, sizeof path, "/v1/streams/%s/events", id)
        || !transport_curl_open(&transport, &options, &err))
        _exit(1);
    while (!tally->is_over) {
        if (!push(&transport, path, pusher, &seq))
            tally->failed[no]++;
        tally->requests[no]++;
    }
    _exit(0);
}

static int sum_of(const volatile int *values)
{
    int sum = 0;

    for (int i = 0; i < PUSHERS; i++)
        sum += values[i];
    return sum;
}

/* Killed like by a lost machine, or asked to end as by an upgrade. */
static void end_daemon(int no, bool is_asked)
{
    char part[16], socket[OFFICE_PATH], run[OFFICE_PATH];
    const char *const words[] = {
        SOURCE_DIR "/tests/support/office-rig", "kill", rig.directory, part, "TERM", NULL};

    assert_true(text_format(part, sizeof part, "ingest-%d", no));
    if (!is_asked) {
        office_rig_kill(&rig, part);
        return;
    }
    office_rig_value(&rig, "RUN", run, sizeof run);
    assert_true(text_format(socket, sizeof socket, "%s/ingest/%d.sock", run, no));
    assert_int_equal(office_rig_run(words, NULL, 0), 0);
    while (access(socket, F_OK) == 0) /* the last that it does */
        (void)usleep(5000);
}

static void end_and_start(struct tally *tally, int i)
{
    int before = sum_of(tally->requests), no = 1 + i % 2;
    char part[16];

    end_daemon(no, i % 3 == 2);
    while (sum_of(tally->requests) < before + 10 * PUSHERS) /* by the other one alone */
        (void)usleep(5000);
    assert_true(text_format(part, sizeof part, "ingest-%d", no));
    office_rig_up(&rig, part);
}

/* Daemons end `kills` times while all push, or until a request failed where `is_twin`. */
static struct tally walk(int kills, bool is_twin)
{
    struct tally *tally =
        mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t children[PUSHERS];
    struct tally result;
    int done = 0;

    assert_ptr_not_equal(tally, MAP_FAILED);
    for (int i = 0; i < PUSHERS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            push_on(&pushers[i], i, tally);
    }
    while (done < kills && !(is_twin && sum_of(tally->failed) > 0))
        end_and_start(tally, done++);
    tally->is_over = true;
    for (int i = 0; i < PUSHERS; i++) {
        int status = -1;

        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    result = *tally;
    (void)munmap(tally, sizeof *tally);
    print_message("%d requests, %d ends of daemons, %d failed\n", sum_of(result.requests), done,
                  sum_of(result.failed));
    return result;
}

static void no_kiosk_hears_of_a_daemon_that_ends(void **state)
{
    struct tally tally = walk(KILLS, false);
    char rows[32];

    (void)state;
    assert_int_equal(sum_of(tally.failed), 0);
    office_rig_sql(&rig, "SELECT count(*) FROM office.event", rows, sizeof rows);
    assert_int_equal(strtol(rows, NULL, 10), BATCH * sum_of(tally.requests));
}

/* Changes nginx's site with a word for sed, and walks: some kiosk must hear of it. */
static void must_be_heard(const char *change)
{
    char site[OFFICE_PATH];
    const char *const words[] = {"/bin/sed", "-i", change, site, NULL};

    assert_true(text_format(site, sizeof site, "%s/nginx/site.conf", rig.directory));
    assert_int_equal(office_rig_run(words, NULL, 0), 0);
    office_rig_kill(&rig, "nginx");
    office_rig_up(&rig, "nginx");
    struct tally tally = walk(TWIN_KILLS, true);
    assert_true(sum_of(tally.failed) > 0);
}

static void requests_under_way_need_a_second_try(void **state)
{
    (void)state;
    must_be_heard("s/error timeout non_idempotent;/error timeout;/");
}

static void requests_that_no_daemon_took_need_a_second_try(void **state)
{
    (void)state;
    must_be_heard("s/proxy_next_upstream error timeout.*;/proxy_next_upstream off;/");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_kiosk_hears_of_a_daemon_that_ends),
        cmocka_unit_test(requests_under_way_need_a_second_try),
        cmocka_unit_test(requests_that_no_daemon_took_need_a_second_try),
    };

    return cmocka_run_group_tests_name("daemons", tests, start_office, stop_office);
}
