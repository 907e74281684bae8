/* What cupsd does to a kiosk: every fault of the server, its filters, backends and disks, of the print process
 * and of the power, provoked at the real programs. A row of data here is a row of the table in
 * tests/README.md. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/slips.h"
#include "paper/slip.h"
#include "support/patience.h"
#include "support/print_faults.h"
#include "support/print_witness.h"
#include <setjmp.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    SHOWN_MS =
        3000, /* from the first sign of a fault to the visitor: 2 s, and one for a busy machine */
    LATEST_MS = 9000, /* from the touch, where silence is the sign: 8 s, and one */
    MENDED_MS = 8000, /* two tries and a busy machine */
    TRIED_MS = 1500,  /* in which what waits is tried several times */
    HANG_MS = 6000,   /* longer than a word with cupsd may last */
    PING_MS = 5500,   /* each second, a word of 4 s may lie between, and a busy machine */
    NUMBER_MS = 1000,
    BUSY_MS = 20000, /* the ipp backend asks a busy printer again after 5 s, then 10 */
    QUIET_MS = 300   /* in which a second copy would have come out */
};

enum moment {
    BEFORE,  /* the touch */
    WAITING, /* the slip is at cupsd, the paper is out, no byte has gone to the printer */
    DURING   /* the slip is half printed, and the paper is out */
};

struct row {
    const char *name;
    enum moment when;
    fault_step *raise;
    fault_step *mend; /* NULL: nobody has to do anything */
    /* The slip while the fault lasts, which is what the visitor's screen shows; and the printer to staff. */
    enum print_state state;
    enum printer_trouble trouble;
    int shown_ms;
    enum printer_trouble staff;
    /* In the end, with paper. */
    enum print_state end;
    int slips;
    bool is_long; /* not every day */
};

#define QUEUED PRINT_QUEUED
#define SENDING PRINT_SENDING
#define PRINTING PRINT_PRINTING
#define PRINTED PRINT_PRINTED
#define UNCERTAIN PRINT_UNCERTAIN
#define NONE TROUBLE_NONE
#define PAPER TROUBLE_PAPER_OUT
#define STOPPED TROUBLE_STOPPED
#define NO_PRINTER TROUBLE_NO_PRINTER
#define UNKNOWN TROUBLE_UNKNOWN

/* clang-format off */
static const struct row queue_rows[] = {
    {"paused", BEFORE, fault_pause, NULL, PRINTED, NONE, SHOWN_MS, NONE, PRINTED, 1, false},
    {"paused", WAITING, fault_pause, NULL, SENDING, PAPER, SHOWN_MS, PAPER, PRINTED, 1, true},
    {"paused", DURING, fault_pause, NULL, UNCERTAIN, NONE, SHOWN_MS, PAPER, UNCERTAIN, 0, false},
    {"rejecting", BEFORE, fault_reject, fault_accept, QUEUED, STOPPED, SHOWN_MS, STOPPED, PRINTED, 1, false},
    {"rejecting", WAITING, fault_reject, fault_accept, SENDING, PAPER, SHOWN_MS, PAPER, PRINTED, 1, true},
    {"paused for good", BEFORE, fault_pause_for_good, fault_accept, QUEUED, STOPPED, SHOWN_MS, STOPPED, PRINTED, 1, true},
    {"removed", BEFORE, fault_remove_queue, fault_make_queue, QUEUED, NO_PRINTER, SHOWN_MS, NO_PRINTER, PRINTED, 1, true},
    {"removed", WAITING, fault_remove_queue, fault_make_queue, UNCERTAIN, UNKNOWN, SHOWN_MS, NO_PRINTER, UNCERTAIN, 0, false},
    {"cancelled", WAITING, fault_cancel_jobs, NULL, QUEUED, PAPER, SHOWN_MS, PAPER, PRINTED, 1, true},
    {"cancelled", DURING, fault_cancel_jobs, NULL, UNCERTAIN, NONE, SHOWN_MS, PAPER, UNCERTAIN, 0, true},
    {"backend killed", WAITING, fault_kill_backend, NULL, QUEUED, PAPER, SHOWN_MS, PAPER, PRINTED, 1, false},
    {"backend killed", DURING, fault_kill_backend, NULL, UNCERTAIN, NONE, SHOWN_MS, PAPER, UNCERTAIN, 1, false},
    {"backend crashed", WAITING, fault_crash_backend, NULL, QUEUED, PAPER, SHOWN_MS, PAPER, PRINTED, 1, true},
    {"backend crashed", DURING, fault_crash_backend, NULL, UNCERTAIN, NONE, SHOWN_MS, PAPER, UNCERTAIN, 1, true},
};

static const struct row cupsd_rows[] = {
    {"stopped", BEFORE, fault_stop_cupsd, fault_start_cupsd, QUEUED, NO_PRINTER, SHOWN_MS, NO_PRINTER, PRINTED, 1, true},
    {"stopped", WAITING, fault_stop_cupsd, fault_start_cupsd, SENDING, NO_PRINTER, SHOWN_MS, NO_PRINTER, PRINTED, 1, true},
    {"stopped", DURING, fault_stop_cupsd, fault_start_cupsd, PRINTING, NO_PRINTER, SHOWN_MS, NO_PRINTER, UNCERTAIN, 1, true},
    {"restarted", WAITING, fault_restart_cupsd, NULL, SENDING, PAPER, SHOWN_MS, PAPER, PRINTED, 1, true},
    {"restarted", DURING, fault_restart_cupsd, NULL, UNCERTAIN, NONE, SHOWN_MS, PAPER, UNCERTAIN, 1, false},
    {"killed", BEFORE, fault_kill_cupsd, fault_start_cupsd, QUEUED, NO_PRINTER, SHOWN_MS, NO_PRINTER, PRINTED, 1, true},
    {"killed", WAITING, fault_kill_cupsd, fault_start_cupsd, SENDING, NO_PRINTER, SHOWN_MS, NO_PRINTER, PRINTED, 1, false},
    {"killed", DURING, fault_kill_cupsd, fault_start_cupsd, PRINTING, NO_PRINTER, SHOWN_MS, NO_PRINTER, UNCERTAIN, 1, false},
    {"hung", BEFORE, fault_hang_cupsd, fault_wake_cupsd, QUEUED, NO_PRINTER, LATEST_MS, NO_PRINTER, PRINTED, 1, true},
    {"hung", WAITING, fault_hang_cupsd, fault_wake_cupsd, SENDING, NO_PRINTER, LATEST_MS, NO_PRINTER, PRINTED, 1, true},
    {"hung", DURING, fault_hang_cupsd, fault_wake_cupsd, PRINTING, NO_PRINTER, LATEST_MS, NO_PRINTER, PRINTED, 1, true},
    {"power", WAITING, fault_cut_power, fault_power_up, SENDING, PAPER, SHOWN_MS, PAPER, PRINTED, 1, false},
    {"power", DURING, fault_cut_power, fault_power_up, PRINTING, PAPER, SHOWN_MS, PAPER, UNCERTAIN, 1, false},
    {"power, jobs lost", WAITING, fault_cut_power_losing_jobs, fault_power_up, SENDING, PAPER, SHOWN_MS, PAPER, UNCERTAIN, 0, false},
};

static const struct row disk_rows[] = {
    {"spool full", BEFORE, fault_fill_spool, fault_empty_spool, QUEUED, STOPPED, SHOWN_MS, STOPPED, PRINTED, 1, false},
    {"spool full", WAITING, fault_fill_spool, fault_empty_spool, SENDING, PAPER, SHOWN_MS, PAPER, PRINTED, 1, true},
    {"journal full", BEFORE, fault_fill_journal, fault_empty_journal, SENDING, STOPPED, SHOWN_MS, STOPPED, PRINTED, 1, false},
    {"database full", BEFORE, fault_fill_database, fault_empty_database, QUEUED, NONE, SHOWN_MS, NONE, PRINTED, 1, false},
    {"database full", WAITING, fault_fill_database, fault_empty_database, SENDING, PAPER, SHOWN_MS, PAPER, PRINTED, 1, true},
};
/* clang-format on */

static int count(const struct print_house *house)
{
    return house_count(house->paper, ".bin", NULL);
}

/* That many slips come out, and no more. */
static void assert_slips(const struct print_house *house, int slips)
{
    (void)house_wait_slips(house, slips, MENDED_MS);
    house_pause(QUIET_MS);
    assert_int_equal(count(house), slips);
}

/* The slip at the moment at which the fault comes. */
static void bring_there(struct print_house *house, enum moment when, struct print_job *job)
{
    struct ticket ticket;

    house_fault(house, when == DURING ? "mid-media-empty" : "media-empty", true);
    house_issue(house, &ticket, job);
    house_wait_job(house, job, when == DURING ? PRINT_PRINTING : PRINT_SENDING, TROUBLE_PAPER_OUT,
                   4000);
    house_wait_staff(house, TROUBLE_PAPER_OUT, SHOWN_MS); /* a power cut keeps what is stored */
}

static void issue_one_more(struct print_house *house)
{
    struct ticket ticket;
    struct print_job job;

    house_issue(house, &ticket, &job);
    house_wait_end(house, &job, PRINT_PRINTED, MENDED_MS);
}

static void live_through(struct print_house *house, const struct row *row, int64_t lasts_ms)
{
    static const char *const moments[] = {"before", "waiting", "during"};
    int before = count(house);
    int64_t last = 0;
    char kind[64];
    struct ticket ticket;
    struct print_job job;

    (void)house_journal_says(house, 0, NULL, &last);
    print_message("%s, %s: ", row->name, moments[row->when]);
    if (row->when != BEFORE)
        bring_there(house, row->when, &job);
    row->raise(house);
    if (row->when == BEFORE)
        house_issue(house, &ticket, &job);
    int64_t shown = house_wait_job(house, &job, row->state, row->trouble, row->shown_ms);
    house_wait_staff(house, row->staff, SHOWN_MS);
    assert_true(text_format(kind, sizeof kind, "printer.%s", printer_trouble_name(row->staff)));
    assert_true(row->staff == NONE || house_journal_says(house, last, kind, NULL) > 0);
    house_pause(lasts_ms);
    house_wait_job(house, &job, row->state, row->trouble, lasts_ms ? lasts_ms : SHOWN_MS);
    if (row->mend)
        row->mend(house);
    if (row->when != BEFORE)
        house_fault(house, "media-empty", false);
    int64_t mended = house_wait_end(house, &job, row->end, MENDED_MS);
    assert_slips(house, before + row->slips);
    issue_one_more(house); /* nobody is blocked */
    assert_int_equal(count(house), before + row->slips + 1);
    house_wait_staff(house, TROUBLE_NONE, SHOWN_MS);
    print_message("shown after %lld ms, %s %lld ms after its end\n", (long long)shown,
                  print_state_name(row->end), (long long)mended);
}

static void live_through_all(struct print_house *house, const struct row *rows, size_t size,
                             int64_t lasts_ms)
{
    issue_one_more(house);
    for (size_t i = 0; i < size; i++) {
        if (!rows[i].is_long || getenv("ANJUNGAN_LONG"))
            live_through(house, &rows[i], lasts_ms);
    }
}

static void faults_of_the_queue_are_shown_recorded_and_mended(void **state)
{
    house_start_print(*state, NULL, NULL);
    live_through_all(*state, queue_rows, ARRAY_LEN(queue_rows), 0);
}

static void faults_of_cupsd_are_shown_recorded_and_mended(void **state)
{
    house_start_print(*state, NULL, NULL);
    live_through_all(*state, cupsd_rows, ARRAY_LEN(cupsd_rows), 0);
}

static void full_disks_are_shown_recorded_and_mended(void **state)
{
    fault_prepare_disks(*state);
    live_through_all(*state, disk_rows, ARRAY_LEN(disk_rows), TRIED_MS);
}

static void slip_that_comes_out_while_nothing_can_be_stored_is_recorded_later(void **state)
{
    struct print_house *house = *state;
    struct print_job job;

    fault_prepare_disks(house);
    issue_one_more(house);
    bring_there(house, WAITING, &job);
    fault_fill_database(house);
    house_fault(house, "media-empty", false);
    house_wait_slips(house, 2, MENDED_MS);
    house_pause(TRIED_MS);
    (void)house_wait_job(house, &job, SENDING, PAPER, QUIET_MS);
    fault_empty_database(house);
    (void)house_wait_end(house, &job, PRINTED, MENDED_MS);
    assert_slips(house, 2);
}

/* --- who hangs, and who does not -------------------------------------------------------------- */

static int start_watched(struct print_house *house)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    assert_true(
        text_format(address.sun_path, sizeof address.sun_path, "%s/notify", house->directory));
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(setenv("NOTIFY_SOCKET", address.sun_path, 1), 0);
    assert_int_equal(setenv("WATCHDOG_USEC", "2000000", 1), 0); /* a ping each second */
    house_start_print(house, NULL, NULL);
    assert_int_equal(unsetenv("NOTIFY_SOCKET") + unsetenv("WATCHDOG_USEC"), 0);
    return fd;
}

/* The longest time without a ping within the next `ms`. */
static int64_t longest_silence(int fd, int64_t ms)
{
    int64_t from = house_now_ms();
    int64_t last = from;
    int64_t longest = 0;

    for (int64_t now = from; now - from < ms; now = house_now_ms()) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        char bytes[256] = "";
        bool is_ping = poll(&wait, 1, (int)(ms - (now - from))) > 0
                       && recv(fd, bytes, sizeof bytes - 1, 0) > 0
                       && strstr(bytes, "WATCHDOG=1") != NULL;
        int64_t silence = house_now_ms() - last;
        longest = silence > longest ? silence : longest;
        if (is_ping)
            last = house_now_ms();
    }
    return longest;
}

/* One comes that was not sent yet. */
static bool hears_a_ping(int fd)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    char bytes[256];
    ssize_t got = 1;

    while (got > 0)
        got = recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
    return poll(&wait, 1, (int)patience_ms(PING_MS)) > 0;
}

/* The visitor at the screen takes a number while something hangs; the print process pings on. */
static void take_a_number_meanwhile(struct print_house *house, int notify, int64_t lasts_ms,
                                    struct print_job *job)
{
    struct ticket ticket;
    int64_t from = house_now_ms();

    house_issue(house, &ticket, job);
    int64_t took = house_now_ms() - from;
    int64_t silence = longest_silence(notify, lasts_ms);
    print_message("a number in %lld ms, no ping for at most %lld ms\n", (long long)took,
                  (long long)silence);
    assert_true(took < patience_ms(NUMBER_MS));
    assert_true(silence < patience_ms(PING_MS));
    assert_true(hears_a_ping(notify));
}

static void hung_cupsd_and_hung_printer_hold_up_neither_screen_nor_watchdog(void **state)
{
    struct print_house *house = *state;
    struct print_job job;
    int notify = start_watched(house);

    issue_one_more(house);
    fault_hang_cupsd(house);
    take_a_number_meanwhile(house, notify, HANG_MS, &job);
    house_wait_job(house, &job, QUEUED, NO_PRINTER, SHOWN_MS);
    fault_wake_cupsd(house);
    (void)house_wait_end(house, &job, PRINTED, MENDED_MS);
    house_fault(house, "hang", true);
    take_a_number_meanwhile(house, notify, HANG_MS / 2, &job);
    house_fault(house, "hang", false);
    (void)house_wait_end(house, &job, PRINTED, MENDED_MS);
    assert_slips(house, 3);
    close(notify);
}

/* --- the print process killed at each step ---------------------------------------------------- */

static void start_print_dying_at(struct print_house *house, const char *step)
{
    assert_int_equal(setenv("DIE_AT", step, 1), 0);
    assert_int_equal(setenv("LD_PRELOAD", BINARY_DIR "/lib/libanjungan-die-at.so", 1), 0);
    house_start_print(house, NULL, NULL);
    (void)unsetenv("LD_PRELOAD");
    (void)unsetenv("DIE_AT");
}

static void print_process_that_dies_at_any_step_neither_loses_nor_doubles_the_slip(void **state)
{
    static const char *const steps[] = {"create", "created", "committed",
                                        "half",   "sent",    "answered"};
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;
    int status = 0;

    for (int i = 0; i < (int)ARRAY_LEN(steps); i++) {
        start_print_dying_at(house, steps[i]);
        house_issue(house, &ticket, &job);
        assert_int_equal(waitpid(house->print, &status, 0), house->print);
        house->print = 0;
        assert_true(WIFSIGNALED(status));
        house_start_print(house, NULL, NULL);
        int64_t took = house_wait_end(house, &job, PRINT_PRINTED, MENDED_MS);
        assert_slips(house, i + 1);
        print_message("died at %s: printed %lld ms after the new start\n", steps[i],
                      (long long)took);
        (void)house_stop_print(house, SIGTERM);
    }
}

/* The slip is out, the print process and cupsd die before either has written it down. */
static void slip_whose_end_cupsd_never_wrote_down_is_printed_and_holds_nobody_up(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;
    int status = 0;

    start_print_dying_at(house, "answered");
    house_issue(house, &ticket, &job);
    assert_int_equal(waitpid(house->print, &status, 0), house->print);
    house->print = 0;
    (void)house_wait_slips(house, 1, MENDED_MS);
    house_pause(QUIET_MS); /* the backend has ended, too */
    assert_true(desk_job(house->desk, job.id, &job, NULL));
    fault_kill_cupsd(house);
    fault_forget_end(house, job.cups_job);
    house_start_cupsd(house);
    house_start_print(house, NULL, NULL);
    (void)house_wait_end(house, &job, PRINT_PRINTED, MENDED_MS);
    house_issue(house, &ticket, &job);
    (void)house_wait_end(house, &job, PRINT_PRINTED, MENDED_MS);
    assert_slips(house, 2);
}

/* --- filters --------------------------------------------------------------------------------- */

static void filter_that_ends_badly_leaves_the_slip_to_a_person_and_blocks_nobody(void **state)
{
    static const struct {
        const char *word;
        int slips;
    } cases[] = {{"", 1}, {"kill", 0}, {"crash", 0}, {"fail", 0}};
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;
    int slips = 0;

    fault_make_filter_queue(house, "filtered");
    house_start_print(house, NULL, "filtered");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        fault_tell_filter(house, cases[i].word);
        house_issue(house, &ticket, &job);
        int64_t took = house_wait_end(house, &job, PRINT_UNCERTAIN, MENDED_MS);
        slips += cases[i].slips;
        assert_slips(house, slips);
        print_message("filter '%s': uncertain after %lld ms\n", cases[i].word, (long long)took);
    }
}

static void filter_that_hangs_is_shown_and_left_to_a_person(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;

    fault_make_filter_queue(house, "filtered");
    house_start_print(house, NULL, "filtered");
    fault_tell_filter(house, "hang");
    house_issue(house, &ticket, &job);
    int64_t shown = house_wait_job(house, &job, PRINTING, UNKNOWN, LATEST_MS);
    fault_tell_filter(house, "");
    (void)house_wait_end(house, &job, UNCERTAIN, MENDED_MS);
    assert_slips(house, 1);
    print_message("filter hangs: shown after %lld ms\n", (long long)shown);
}

/* A stock backend gives no word, and cupsd would start a job that it finds begun once more. */
static void stock_queue_whose_cupsd_ends_is_left_to_a_person(void **state)
{
    fault_step *const ends[] = {fault_stop_cupsd, fault_kill_cupsd};
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;

    fault_make_filter_queue(house, "filtered");
    house_start_print(house, NULL, "filtered");
    for (int i = 0; i < (int)ARRAY_LEN(ends); i++) {
        int before = count(house);
        fault_tell_filter(house, "hang");
        house_issue(house, &ticket, &job);
        house_wait_job(house, &job, PRINTING, NONE, SHOWN_MS);
        ends[i](house);
        house_wait_job(house, &job, PRINTING, NO_PRINTER, SHOWN_MS);
        house_start_cupsd(house);
        fault_tell_filter(house, "");
        (void)house_wait_end(house, &job, UNCERTAIN, MENDED_MS);
        (void)house_wait_slips(house, before + 1, MENDED_MS);
        house_pause(QUIET_MS);
        assert_in_range(count(house), before, before + 1);
        before = count(house);
        house_issue(house, &ticket, &job); /* the queue goes on by itself */
        (void)house_wait_end(house, &job, UNCERTAIN, MENDED_MS);
        house_pause(QUIET_MS);
        assert_int_equal(count(house), before + 1);
    }
}

/* cupsd leaves the job of an IPP printer pending on an idle queue for ever, while the printer has it. */
static void job_that_a_new_cupsd_leaves_lying_is_cancelled_and_blocks_nobody(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;
    char paper[HOUSE_PATH];

    if (!house_add_ipp(house, paper))
        skip();
    house_start_print(house, NULL, "roll");
    issue_one_more(house);
    fault_tell_ipp(house, "mid-media-empty", "on");
    house_issue(house, &ticket, &job);
    house_wait_job(house, &job, PRINTING, PAPER, LATEST_MS);
    fault_restart_cupsd(house);
    (void)house_wait_end(house, &job, UNCERTAIN, MENDED_MS);
    fault_tell_ipp(house, "media-empty", "off"); /* it has the whole slip */
    house_issue(house, &ticket, &job);
    (void)house_wait_end(house, &job, PRINTED, BUSY_MS);
    house_pause(QUIET_MS);
    assert_int_equal(house_count(paper, ".pdf", NULL), 3);
}

static int open_house(void **state)
{
    struct print_house *house = calloc(1, sizeof *house);

    assert_non_null(house);
    house_open(house, 80);
    *state = house;
    return 0;
}

static int close_house(void **state)
{
    house_close(*state);
    free(*state);
    return 0;
}

#define FLOW(test) cmocka_unit_test_setup_teardown(test, open_house, close_house)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        FLOW(faults_of_the_queue_are_shown_recorded_and_mended),
        FLOW(faults_of_cupsd_are_shown_recorded_and_mended),
        FLOW(full_disks_are_shown_recorded_and_mended),
        FLOW(slip_that_comes_out_while_nothing_can_be_stored_is_recorded_later),
        FLOW(hung_cupsd_and_hung_printer_hold_up_neither_screen_nor_watchdog),
        FLOW(print_process_that_dies_at_any_step_neither_loses_nor_doubles_the_slip),
        FLOW(filter_that_ends_badly_leaves_the_slip_to_a_person_and_blocks_nobody),
    };
    const struct CMUnitTest not_every_day[] = {
        FLOW(filter_that_hangs_is_shown_and_left_to_a_person),
        FLOW(stock_queue_whose_cupsd_ends_is_left_to_a_person),
        FLOW(job_that_a_new_cupsd_leaves_lying_is_cancelled_and_blocks_nobody),
        FLOW(slip_whose_end_cupsd_never_wrote_down_is_printed_and_holds_nobody_up),
    };
    struct err err = {0};

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    if (!i18n_open(BINARY_DIR "/share/locale", &err)
        || !paper_open(SOURCE_DIR "/assets/fonts", &err))
        fail_msg("%s", err.text);
    int failed = cmocka_run_group_tests_name("server", tests, NULL, NULL);
    if (getenv("ANJUNGAN_LONG"))
        failed += cmocka_run_group_tests_name("server, long", not_every_day, NULL, NULL);
    paper_close();
    return failed;
}
