/* The power fails at any step of a day, and the disk keeps of what was not synced whatever it likes: what
 * a visitor was told is there, and the next one is served.
 *
 * test_power_loss [--seeds N] [--first SEED]: a seed that fails is printed and can be run alone. */
#include "base/mem.h"
#include "base/text.h"
#include "desk/office.h"
#include "desk/outbox.h"
#include "desk/slips.h"
#include "support/fault_vfs.h"
#include "support/hall.h"
#include "support/power_loss.h"
#include "support/published.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { TOLD_MOST = 64, TICKETS_BEFORE = 4 };

/* What the process that dies had been told, in memory that outlives it. */
struct told {
    struct uuid tickets[TOLD_MOST];
    size_t ticket_count;
    int64_t printed[TOLD_MOST];
    size_t printed_count;
    int64_t delivered; /* records that were settled */
    int64_t catalogue; /* the version taken last */
    bool may_be_pruned;
    long steps;
};

struct campaign {
    struct hall hall; /* as it was before; closed */
    struct publisher publisher;
    struct told *told;
    uint64_t first, seeds, seed;
    long steps;
};

static void copy_folder(const char *from, const char *to)
{
    pid_t child = fork();
    int status = 1;

    if (child == 0) {
        execlp("cp", "cp", "-r", from, to, (char *)NULL);
        _exit(1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void remove_folder(const char *path)
{
    pid_t child = fork();

    if (child == 0) {
        execlp("rm", "rm", "-rf", path, (char *)NULL);
        _exit(1);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void tell_ticket(struct told *told, const struct ticket *ticket)
{
    told->tickets[told->ticket_count] = ticket->id;
    told->ticket_count++;
}

/* What waits is delivered, and the office's answer settled. */
static void deliver(struct hall *hall, struct told *told)
{
    struct push_reply *reply = mem_zalloc(1, sizeof *reply);
    struct outbox_batch batch;
    enum outbox_finding finding;

    outbox_batch_init(&batch);
    assert_true(desk_outbox_next(hall->desk, PUSH_LINES, &batch, NULL));
    for (size_t i = 0; i < batch.count; i++) {
        reply->acks[i].seq = batch.seqs[i];
        reply->acks[i].ack = PUSH_STORED;
        reply->contiguous = batch.seqs[i];
    }
    reply->ack_count = batch.count;
    if (batch.count > 0) {
        assert_true(desk_outbox_settle(hall->desk, &batch.stream, &batch, reply, &finding, NULL));
        assert_int_equal(finding, OUTBOX_FINE);
        told->delivered += (int64_t)batch.count;
    }
    outbox_batch_clear(&batch);
    free(reply);
}

static void take_catalogue(const struct campaign *campaign, struct hall *hall, int64_t version)
{
    AUTO_TEXT struct text bytes = {0};
    struct err err = {0};

    publisher_sign(&campaign->publisher, hall->catalog, "pekanbaru", version, "Izin A", "Izin A",
                   &bytes);
    if (!desk_take_catalog(hall->desk, bytes.data, bytes.len, "\"tag\"", &err))
        fail_msg("%s", err.text);
    campaign->told->catalogue = version;
}

/* What was delivered over a week ago goes. */
static void prune(struct hall *hall, struct told *told)
{
    int64_t count = 0;
    int64_t mono_ms = clock_mono_ms(hall->clock);

    assert_true(desk_note_office_time(hall->desk, clock_now_ms(hall->clock) + 9 * 24 * HALL_HOUR_MS,
                                      mono_ms, mono_ms, NULL));
    told->may_be_pruned = true;
    assert_true(desk_outbox_prune(hall->desk, &count, NULL));
}

/* A stretch of a day: numbers, their slips, and what the print process does meanwhile. */
static void live(const struct campaign *campaign, struct hall *hall)
{
    struct told *told = campaign->told;
    static const char *const services[] = {"izin-a", "izin-b", "panjang"};

    for (int i = 0; i < 9; i++) {
        struct ticket ticket = hall_issue(hall, services[i % 3], i % 4 == 0);
        struct print_job job;
        tell_ticket(told, &ticket);
        assert_true(desk_ticket_job(hall->desk, &ticket.id, &job, NULL));
        if (i % 2 == 0) {
            assert_true(
                desk_move_job(hall->desk, job.id, PRINT_PRINTED, TROUBLE_NONE, "t", 1, NULL));
            told->printed[told->printed_count] = job.id;
            told->printed_count++;
        }
        if (i % 3 == 2)
            desk_checkpoint(hall->desk);
        if (i % 3 == 1)
            deliver(hall, told);
        if (i % 4 == 3)
            take_catalogue(campaign, hall, i);
    }
    prune(hall, told);
}

/* In a process of its own, whose disk loses power at the nth step; nth = 0 counts the steps. */
static int live_until(struct campaign *campaign, struct hall *hall, const char *after, long nth,
                      uint64_t seed)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        power_loss_plan(hall->directory, after, nth, seed);
        hall_enter(hall);
        live(campaign, hall);
        campaign->told->steps = power_loss_steps();
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void check_told(struct hall *hall, const struct told *told)
{
    for (size_t i = 0; i < told->ticket_count; i++) {
        struct print_job job;
        struct err err = {0};
        if (!desk_ticket_job(hall->desk, &told->tickets[i], &job, &err))
            fail_msg("ticket %zu of %zu is lost: %s", i + 1, told->ticket_count, err.text);
    }
    for (size_t i = 0; i < told->printed_count; i++) {
        struct print_job job;
        assert_true(desk_job(hall->desk, told->printed[i], &job, NULL));
        assert_int_equal(job.state, PRINT_PRINTED);
    }
}

/* Without the rows that were let go, the rules that count them do not hold. */
static void check_whole(struct hall *hall, const struct told *told)
{
    char verdict[64];

    if (!told->may_be_pruned) {
        hall_check(hall);
        assert_true(hall_number(hall, "SELECT count(*) FROM outbox WHERE acked_at <> 0")
                    >= told->delivered);
        return;
    }
    hall_text(hall, "PRAGMA integrity_check", verdict, sizeof verdict);
    assert_string_equal(verdict, "ok");
    assert_int_equal(hall_number(hall,
                                 "SELECT count(*) FROM stream s WHERE waiting <> (SELECT "
                                 "count(*) FROM outbox WHERE stream = s.id AND acked_at = 0)"),
                     0);
    /* Whatever is gone was delivered. */
    assert_true(
        hall_number(hall, "SELECT sum(head_seq) - (SELECT count(*) FROM outbox) FROM stream")
        <= told->delivered);
}

static void lose_power_once(struct campaign *campaign, uint64_t seed)
{
    struct hall before = campaign->hall;
    struct hall after = campaign->hall;
    long nth = 1 + (long)(seed * 0x9e3779b97f4a7c15 >> 20) % campaign->steps;

    assert_true(
        text_format(before.directory, sizeof before.directory, "%s.a", campaign->hall.directory));
    assert_true(
        text_format(after.directory, sizeof after.directory, "%s.b", campaign->hall.directory));
    copy_folder(campaign->hall.directory, before.directory);
    assert_int_equal(mkdir(after.directory, 0700), 0);
    memset(campaign->told, 0, sizeof *campaign->told);
    int code = live_until(campaign, &before, after.directory, nth, seed);
    if (code == POWER_LOST) {
        hall_enter(&after);
        assert_false(desk_was_quarantined(after.desk));
        check_told(&after, campaign->told);
        assert_true(desk_catalog_version(after.desk) >= campaign->told->catalogue);
        hall_issue(&after, "izin-a", false);
        hall_leave(&after);
        check_whole(&after, campaign->told);
    } else {
        assert_int_equal(code, 0);
    }
    remove_folder(before.directory);
    remove_folder(after.directory);
}

static void what_was_told_survives_a_loss_of_power(void **state)
{
    struct campaign *campaign = *state;

    for (uint64_t i = 0; i < campaign->seeds; i++) {
        campaign->seed = campaign->first + i;
        lose_power_once(campaign, campaign->seed);
    }
    campaign->seed = 0;
}

static int prepare(void **state)
{
    struct campaign *campaign = *state;
    struct hall counted;

    hall_prepare(&campaign->hall);
    publisher_open(&campaign->publisher, campaign->hall.directory);
    assert_true(text_copy(campaign->hall.publisher, sizeof campaign->hall.publisher,
                          campaign->publisher.public));
    hall_enter(&campaign->hall);
    for (int i = 0; i < TICKETS_BEFORE; i++)
        hall_issue(&campaign->hall, "izin-a", false);
    hall_leave(&campaign->hall);
    campaign->told = mmap(NULL, sizeof *campaign->told, PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(campaign->told != MAP_FAILED);
    counted = campaign->hall;
    assert_true(
        text_format(counted.directory, sizeof counted.directory, "%s.a", campaign->hall.directory));
    copy_folder(campaign->hall.directory, counted.directory);
    assert_int_equal(live_until(campaign, &counted, "", 0, 0), 0);
    remove_folder(counted.directory);
    campaign->steps = campaign->told->steps;
    return 0;
}

static int finish(void **state)
{
    struct campaign *campaign = *state;

    if (campaign->seed)
        print_error("failed with --seeds 1 --first %llu\n", (unsigned long long)campaign->seed);
    else
        print_message("%llu losses of power at any of %ld steps, seeds from %llu\n",
                      (unsigned long long)campaign->seeds, campaign->steps,
                      (unsigned long long)campaign->first);
    hall_close(&campaign->hall);
    return 0;
}

int main(int argc, char **argv)
{
    struct campaign campaign = {.first = 1, .seeds = 100};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate_setup_teardown(what_was_told_survives_a_loss_of_power, prepare,
                                                 finish, &campaign),
    };

    for (int i = 1; i + 1 < argc; i += 2) {
        uint64_t *option = strcmp(argv[i], "--seeds") == 0 ? &campaign.seeds : &campaign.first;
        *option = strtoull(argv[i + 1], NULL, 10);
    }
    /* What becomes durable is decided here, not by the machine's disk. */
    if (access("/dev/shm", W_OK) == 0 && !getenv("TMPDIR"))
        setenv("TMPDIR", "/dev/shm", 1);
    fault_vfs_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
