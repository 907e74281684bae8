/* From the desk's commit to paper, through the real anjungan-print, a private cupsd and the virtual
 * printers. Goal: the last byte of the document at CUPS within 50 ms of the touch (p99).
 *
 *   bench_print [PART…]   slips-escpos slips-pdf first-escpos first-pdf refill idle-escpos idle-pdf
 *                         idle-out (of paper); all without one
 *
 * SLIPS, STARTS, REFILLS and IDLE_S in the environment make it shorter. One JSON object a part. The times of
 * one slip follow each other: the desk's commit is the beginning of all of them, and `issue` is how
 * long the desk took before. What cupsd got is seen on the line to it (cups_tap.h). */
#include "base/mem.h"
#include "base/text.h"
#include "base/wake.h"
#include "bench/cups_tap.h"
#include "bench/figures.h"
#include "bench/x11_probe.h"
#include "desk/slips.h"
#include "support/print_house.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    SLIPS_MOST = 2000,
    GOAL_LAST_BYTE_US = 50000,
    END_MS = 20000,
    WARM_UP = 5,
    SETTLE_MS = 1500, /* cupsd writes job files and history behind our back */
};

/* One machine with one printer. */
struct rig {
    struct print_house house;
    struct cups_tap *tap;
    struct wake *wake;
    char paper[HOUSE_PATH];
    char tap_path[HOUSE_PATH];
    const char *queue; /* NULL: the house's own */
    unsigned seed;
};

static int number_of(const char *name, int fallback, int most)
{
    const char *text = getenv(name);
    int number = text ? (int)strtol(text, NULL, 10) : fallback;

    return number < 1 ? 1 : number > most ? most : number;
}

static void start_print(struct rig *rig)
{
    house_start_print(&rig->house, rig->tap_path, rig->queue);
}

static void rig_open(struct rig *rig, bool is_pdf)
{
    struct err err = {0};

    *rig = (struct rig){.seed = 1};
    house_open(&rig->house, 80);
    assert_true(text_copy(rig->paper, sizeof rig->paper, rig->house.paper));
    if (is_pdf) {
        if (!house_add_ipp(&rig->house, rig->paper))
            exit(77);
        rig->queue = "roll";
    }
    assert_true(text_format(rig->tap_path, sizeof rig->tap_path, "%s/tap", rig->house.directory));
    rig->tap = tap_open(rig->tap_path, rig->house.server, rig->paper);
    if (!wake_open(&rig->wake, rig->house.state, &err))
        fail_msg("%s", err.text);
    start_print(rig);
}

static void rig_close(struct rig *rig)
{
    (void)house_stop_print(&rig->house, SIGTERM);
    wake_close(rig->wake);
    tap_close(rig->tap);
    house_close(&rig->house);
}

static void wait_until_final(struct rig *rig, struct print_job *job)
{
    int64_t from = house_now_ms();

    while (!print_state_is_final(job->state)) {
        if (house_now_ms() - from > END_MS)
            fail_msg("job %lld is %s, %s after %d ms", (long long)job->id,
                     print_state_name(job->state), printer_trouble_name(job->trouble), END_MS);
        (void)wake_wait(rig->wake, 1000);
        assert_true(desk_job(rig->house.desk, job->id, job, NULL));
    }
}

/* --- slips ------------------------------------------------------------------------------------ */

enum stage {
    STAGE_ISSUE,      /* the desk's own commit, before everything else */
    STAGE_FIRST_WORD, /* woken, read the job, first word to cupsd */
    STAGE_CREATE,     /* Create-Job begins */
    STAGE_CREATED,    /* … is answered */
    STAGE_SEND,       /* job number committed, Send-Document begins */
    STAGE_LAST_BYTE,  /* the document's last byte is at cupsd */
    STAGE_ACCEPTED,   /* cupsd's answer to it */
    STAGE_PAPER,      /* the slip came out */
    STAGE_SETTLED,    /* the end is in the database, and on its way to the screen */
    STAGES
};
static const char *const stage_names[] = {"issue",     "first_word", "create", "created", "send",
                                          "last_byte", "accepted",   "paper",  "settled"};

static void measure_slip(struct rig *rig, double stages[STAGES])
{
    struct tap_request first, create, send;
    struct ticket ticket;
    struct print_job job;

    wake_drain(rig->wake);
    tap_clear(rig->tap);
    double begin_us = figure_now_us();
    house_issue(&rig->house, &ticket, &job);
    double issued_us = figure_now_us();
    wait_until_final(rig, &job);
    double settled_us = figure_now_us();
    assert_true(job.state == PRINT_PRINTED || job.state == PRINT_UNCERTAIN);
    assert_true(tap_first(rig->tap, 0, &first) && tap_first(rig->tap, TAP_CREATE_JOB, &create)
                && tap_first(rig->tap, TAP_SEND_DOCUMENT, &send));
    assert_true(tap_slip_us(rig->tap) > 0);
    const double at_us[STAGES] = {issued_us,       first.begin_us,        create.begin_us,
                                  create.reply_us, send.begin_us,         send.last_us,
                                  send.reply_us,   tap_slip_us(rig->tap), settled_us};
    for (int i = 0; i < STAGES; i++)
        stages[i] = at_us[i] - begin_us;
}

static void measure_slips(const char *name, bool is_pdf)
{
    static double all[STAGES][SLIPS_MOST];
    double stages[STAGES];
    int slips = number_of("SLIPS", 200, SLIPS_MOST);
    struct rig rig;

    rig_open(&rig, is_pdf);
    for (int i = 0; i < WARM_UP; i++)
        measure_slip(&rig, stages);
    struct cost before = cost_of(rig.house.print);
    for (int i = 0; i < slips; i++) {
        /* Visitors do not come in step with the looks at the printer. */
        house_pause(100 + rand_r(&rig.seed) % 400);
        measure_slip(&rig, stages);
        for (int stage = 0; stage < STAGES; stage++)
            all[stage][i] = stages[stage];
    }
    struct cost after = cost_of(rig.house.print);
    rig_close(&rig);
    figure_begin(name);
    figure_number("n", slips);
    for (int stage = 0; stage < STAGES; stage++) {
        figure_sort(all[stage], (size_t)slips);
        figure_spread(stage_names[stage], all[stage], (size_t)slips);
    }
    figure_number("print_cpu_ms_each", (after.cpu_ms - before.cpu_ms) / slips);
    figure_number("print_pss_kb", (double)after.pss_kb);
    figure_number("goal_last_byte_us_p99", GOAL_LAST_BYTE_US);
    figure_text("goal_met",
                figure_at(all[STAGE_LAST_BYTE], (size_t)slips, 0.99) <= GOAL_LAST_BYTE_US ? "yes"
                                                                                          : "no");
    figure_end();
}

/* The first slip after a start, when nothing has been drawn yet. */
static void measure_first(const char *name, bool is_pdf)
{
    static double last_byte[SLIPS_MOST], paper[SLIPS_MOST];
    int rounds = number_of("STARTS", 20, SLIPS_MOST);
    double stages[STAGES];
    struct rig rig;

    rig_open(&rig, is_pdf);
    measure_slip(&rig, stages);
    for (int i = 0; i < rounds; i++) {
        (void)house_stop_print(&rig.house, SIGTERM);
        tap_clear(rig.tap);
        start_print(&rig);
        while (tap_count(rig.tap) == 0)
            house_pause(10);
        house_pause(SETTLE_MS);
        measure_slip(&rig, stages);
        last_byte[i] = stages[STAGE_LAST_BYTE];
        paper[i] = stages[STAGE_PAPER];
    }
    rig_close(&rig);
    figure_sort(last_byte, (size_t)rounds);
    figure_sort(paper, (size_t)rounds);
    figure_begin(name);
    figure_number("n", rounds);
    figure_spread("last_byte", last_byte, (size_t)rounds);
    figure_spread("paper", paper, (size_t)rounds);
    figure_end();
}

/* --- paper is put in -------------------------------------------------------------------------- */

static void wait_for_status(struct rig *rig, enum printer_trouble trouble)
{
    int64_t from = house_now_ms();
    struct printer_status status = {0};

    while (!status.is_known || status.trouble != trouble) {
        if (house_now_ms() - from > END_MS)
            fail_msg("the printer is %s after %d ms, wanted %s",
                     printer_trouble_name(status.trouble), END_MS, printer_trouble_name(trouble));
        house_pause(10);
        assert_true(desk_printer_status(rig->house.desk, &status, NULL));
    }
}

/* `is_known`: the kiosk knew it before the slip was wanted, so the slip waits with the kiosk; else it
 * waits in the backend. */
static double measure_refill(struct rig *rig, bool is_known)
{
    struct ticket ticket;
    struct print_job job;

    if (is_known)
        (void)house_stop_print(&rig->house, SIGTERM);
    else
        wait_for_status(rig, TROUBLE_NONE);
    house_fault(&rig->house, "media-empty", true);
    if (is_known) {
        start_print(rig);
        wait_for_status(rig, TROUBLE_PAPER_OUT);
    }
    house_issue(&rig->house, &ticket, &job);
    house_wait_job(&rig->house, &job, is_known ? PRINT_QUEUED : PRINT_SENDING, TROUBLE_PAPER_OUT,
                   END_MS);
    house_pause(500 + rand_r(&rig->seed) % 2000);
    tap_clear(rig->tap);
    house_fault(&rig->house, "media-empty", false);
    double filled_us = figure_now_us();
    wait_until_final(rig, &job);
    assert_int_equal(job.state, PRINT_PRINTED);
    return tap_slip_us(rig->tap) - filled_us;
}

static void measure_refills(void)
{
    static double known[SLIPS_MOST], unknown[SLIPS_MOST];
    int rounds = number_of("REFILLS", 20, SLIPS_MOST);
    struct rig rig;

    rig_open(&rig, false);
    for (int i = 0; i < rounds; i++) {
        unknown[i] = measure_refill(&rig, false);
        known[i] = measure_refill(&rig, true);
    }
    rig_close(&rig);
    figure_sort(known, (size_t)rounds);
    figure_sort(unknown, (size_t)rounds);
    figure_begin("print_refill");
    figure_number("n", rounds);
    figure_spread("waits_with_the_kiosk", known, (size_t)rounds);
    figure_spread("waits_in_the_backend", unknown, (size_t)rounds);
    figure_end();
}

/* --- nobody comes ----------------------------------------------------------------------------- */

static pid_t cupsd_of(const struct rig *rig)
{
    char path[HOUSE_PATH];
    long pid = 0;

    assert_true(text_format(path, sizeof path, "%s/printer/cupsd.pid", rig->house.directory));
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%ld", &pid), 1);
    assert_int_equal(fclose(file), 0);
    return (pid_t)pid;
}

static void figure_cost(const char *name, struct cost before, struct cost after, int seconds)
{
    char key[64];

    assert_true(text_format(key, sizeof key, "%s_wakeups_per_s", name));
    figure_number(key, (double)(after.wakeups - before.wakeups) / seconds);
    assert_true(text_format(key, sizeof key, "%s_cpu_ms_per_s", name));
    figure_number(key, (after.cpu_ms - before.cpu_ms) / seconds);
}

static void measure_idle(const char *name, bool is_pdf, bool has_paper)
{
    int seconds = number_of("IDLE_S", 60, 3600);
    double stages[STAGES];
    struct rig rig;

    rig_open(&rig, is_pdf);
    measure_slip(&rig, stages);
    if (!has_paper) {
        (void)house_stop_print(&rig.house, SIGTERM);
        house_fault(&rig.house, "media-empty", true);
        start_print(&rig);
        wait_for_status(&rig, TROUBLE_PAPER_OUT);
    }
    house_pause(SETTLE_MS);
    tap_clear(rig.tap);
    pid_t cupsd = cupsd_of(&rig);
    struct cost print = cost_of(rig.house.print);
    struct cost server = cost_of(cupsd);
    house_pause(seconds * 1000);
    struct cost print_after = cost_of(rig.house.print);
    struct cost server_after = cost_of(cupsd);
    figure_begin(name);
    figure_number("seconds", seconds);
    figure_cost("print", print, print_after, seconds);
    figure_cost("cupsd", server, server_after, seconds);
    figure_number("words_with_cupsd", (double)tap_count(rig.tap));
    figure_number("print_pss_kb", (double)print_after.pss_kb);
    figure_end();
    rig_close(&rig);
}

static void slips_escpos(void)
{
    measure_slips("print_escpos", false);
}

static void slips_pdf(void)
{
    measure_slips("print_pdf", true);
}

static void first_escpos(void)
{
    measure_first("print_first_escpos", false);
}

static void first_pdf(void)
{
    measure_first("print_first_pdf", true);
}

static void idle_escpos(void)
{
    measure_idle("print_idle_escpos", false, true);
}

static void idle_pdf(void)
{
    measure_idle("print_idle_pdf", true, true);
}

static void idle_out(void)
{
    measure_idle("print_idle_out_of_paper", false, false);
}

static const struct {
    const char *name;
    void (*run)(void);
} parts[] = {
    {"slips-escpos", slips_escpos}, {"slips-pdf", slips_pdf},    {"first-escpos", first_escpos},
    {"first-pdf", first_pdf},       {"refill", measure_refills}, {"idle-escpos", idle_escpos},
    {"idle-pdf", idle_pdf},         {"idle-out", idle_out},
};

int main(int argc, char **argv)
{
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        bool is_wanted = argc == 1;

        for (int word = 1; word < argc; word++)
            is_wanted = is_wanted || text_equal(argv[word], parts[i].name);
        if (is_wanted)
            parts[i].run();
    }
    return 0;
}
