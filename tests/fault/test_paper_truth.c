/* Days of slips under faults drawn from a seed; what came out is counted on paper.
 *
 *   test_paper_truth [--slips N] [--seed S] [--program FILE] [--plan 1] [--keep DIRECTORY]
 *
 * A day has one kiosk, cupsd and printer, all of it real but the paper, and up to DAY_SLIPS visitors. The same
 * seed gives the same faults in the same order; when they strike the processes decide. --program is another
 * print process in anjungan-print's place, --plan says each fault as it strikes. --keep copies each day's house there: paper,
 * database, cupsd's log (CUPS_LOG_LEVEL=debug CUPS_LOG_SIZE=0 for all of it). */
#include "base/i18n.h"
#include "base/text.h"
#include "desk/slips.h"
#include "paper/slip.h"
#include "support/paper_plan.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    STOCK_EVERY = 4, /* days with a stock backend, whose word is worth nothing */
    FAULT_PERCENT = 40,
    SETTLE_MS =
        90000, /* the longest time of the product is 60 s: a slip that nobody wants and nothing ails */
    LATE_MS = 1000, /* in which a slip that should not would come out */
};

/* --- visitors -------------------------------------------------------------------------------- */

static void arrive(struct day *day)
{
    struct visitor *visitor = &day->visitors[day->count++];
    struct print_job job;

    house_issue(&day->house, &visitor->ticket, &job);
    visitor->job = job.id;
    assert_true(text_format(visitor->key, sizeof visitor->key, "%s:%s", visitor->ticket.number,
                            visitor->ticket.code));
}

/* Asks again; refused where the slip is under way. */
static void ask_again(struct day *day, struct visitor *visitor)
{
    struct print_job job;

    if (desk_print_again(day->house.desk, &visitor->ticket.id, &job, NULL))
        visitor->job = job.id;
    visitor->is_out_of_turn = true;
}

/* What somebody at the kiosk or at the staff desk does about a slip, at any moment. */
static void act(struct day *day)
{
    struct visitor *visitor =
        &day->visitors[day->count - 1 - draw_below(day, day->count < 4 ? day->count : 4)];
    struct slip_line line;

    switch (draw_below(day, 8)) {
    case 0:
        (void)!desk_forget_slip(day->house.desk, &visitor->ticket.id, NULL);
        break;
    case 1:
        ask_again(day, visitor);
        break;
    case 2: /* refused when it is over */
        (void)!desk_cancel_slip(day->house.desk, visitor->job, "", &line, NULL);
        break;
    case 3: /* refused when it waits already */
        if (desk_retry_slip(day->house.desk, visitor->job, "", &line, NULL))
            visitor->job = line.job.id;
        visitor->is_out_of_turn = true;
        break;
    default: /* waits */
        break;
    }
}

/* An honest answer to "Apakah tiket tercetak?", of those who have not gone. */
static void answer(struct day *day, struct visitor *visitor)
{
    struct print_job job;

    assert_true(desk_job(day->house.desk, visitor->job, &job, NULL));
    if (job.state != PRINT_UNCERTAIN || visitor->is_out_of_turn || draw_below(day, 3) == 0)
        return;
    bool came_out = paper_count(&day->tray, visitor->key) > 0;
    assert_true(desk_answer_printed(day->house.desk, visitor->job, came_out, NULL));
    visitor->is_out_of_turn = true;
    if (!came_out && draw_below(day, 2) == 0)
        ask_again(day, visitor);
}

/* --- a day ----------------------------------------------------------------------------------- */

/* Who waits for the slip in hand leaves in that moment, whatever has become of it. */
static void leave(struct day *day)
{
    struct print_job job;

    if (desk_next_job(day->house.desk, &job, NULL))
        (void)!desk_forget_slip(day->house.desk, &job.ticket, NULL);
}

static void suffer(struct day *day)
{
    const struct fault *fault = draw_fault(day);
    int before_ms = draw_below(day, 150);
    int lasts_ms = 50 + draw_below(day, 900);

    day->faults++;
    if (day->options->says_plan)
        print_message("after slip %d, %d ms: %s for %d ms\n", day->count, before_ms, fault->name,
                      lasts_ms);
    house_pause(before_ms);
    raise_fault(day, fault);
    if (fault->how == AT_STEP && day->count < DAY_SLIPS)
        arrive(day);
    house_pause(lasts_ms / 2);
    if (fault->how == AT_STEP && draw_below(day, 2) == 0)
        leave(day);
    else if (fault->how != AT_DATABASE)
        act(day);
    house_pause(lasts_ms / 2);
    mend_fault(day, fault);
}

/* Until nothing is under way any more; false when that takes too long. */
static bool settle(struct day *day)
{
    struct print_job job;

    for (int64_t from = house_now_ms(); house_now_ms() - from < SETTLE_MS; house_pause(20)) {
        struct err err = {0};
        if (!desk_next_job(day->house.desk, &job, &err) && err.code == ERR_NOT_FOUND)
            return true;
    }
    return false;
}

static bool may_overtake(void *context, const char *key)
{
    const struct day *day = context;

    for (int i = 0; i < day->count; i++) {
        if (text_equal(day->visitors[i].key, key))
            return day->visitors[i].is_out_of_turn;
    }
    return true;
}

static void live(struct day *day, int slips)
{
    while (day->count < slips) {
        int burst = 1 + draw_below(day, BURST_MOST);
        for (int i = 0; i < burst && day->count < slips; i++)
            arrive(day);
        if (draw_below(day, 100) < FAULT_PERCENT)
            suffer(day);
        else
            house_pause(draw_below(day, 200));
        if (draw_below(day, 4) == 0)
            act(day);
    }
    mend_printer(day);
    (void)settle(day);
    paper_look(&day->tray);
    for (int i = 0; i < day->count; i++)
        answer(day, &day->visitors[i]);
    (void)settle(day); /* the rules say so where it did not */
    house_pause(LATE_MS);
    paper_look(&day->tray);
}

static void make_stock_queue(struct day *day)
{
    char uri[HOUSE_PATH];
    char path[HOUSE_PATH];
    char *add[] = {(char *)(uintptr_t) "/usr/sbin/lpadmin",
                   (char *)(uintptr_t) "-p",
                   (char *)(uintptr_t) "stock",
                   (char *)(uintptr_t) "-E",
                   (char *)(uintptr_t) "-v",
                   uri,
                   (char *)(uintptr_t) "-m",
                   (char *)(uintptr_t) "raw",
                   (char *)(uintptr_t) "-o",
                   (char *)(uintptr_t) "printer-error-policy=abort-job",
                   NULL};
    int port = 0;

    assert_true(text_format(path, sizeof path, "%s/printer/port", day->house.directory));
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%d", &port), 1);
    (void)fclose(file);
    assert_true(text_format(uri, sizeof uri, "socket://127.0.0.1:%d/?snmp=false", port));
    assert_int_equal(house_run(add, NULL), 0);
    day->queue = "stock";
}

static void keep_house(const struct day *day, uint64_t seed)
{
    char path[HOUSE_PATH];
    char *copy[] = {(char *)(uintptr_t) "cp", (char *)(uintptr_t) "-a",
                    (char *)(uintptr_t)day->house.directory, path, NULL};

    assert_true(
        text_format(path, sizeof path, "%s/%llu", day->options->keep, (unsigned long long)seed));
    assert_int_equal(house_run(copy, NULL), 0);
}

static void live_one_day(const struct options *options, uint64_t seed, int slips, bool is_stock,
                         struct paper_sums *sums, int *fault_count)
{
    char path[HOUSE_PATH];
    struct day *day = calloc(1, sizeof *day);

    assert_non_null(day);
    day->options = options;
    day->state = seed;
    house_open(&day->house, seed % 2 ? 80 : 58);
    day->house.program = options->program;
    day->tray.directory = day->house.paper;
    if (is_stock)
        make_stock_queue(day);
    start_print(day);
    live(day, slips);
    assert_true(text_format(path, sizeof path, "%s/anjungan.db", day->house.state));
    paper_check(&day->tray, path, day->queue != NULL, may_overtake, day, sums);
    *fault_count += day->faults;
    if (options->keep)
        keep_house(day, seed);
    paper_clear(&day->tray);
    house_close(&day->house);
    free(day);
}

static void every_slip_is_on_paper_once_or_accounted_for_by_name(void **state)
{
    const struct options *options = *state;
    struct paper_sums sums = {0};
    int fault_count = 0;
    int64_t from = house_now_ms();

    for (long left = options->slips, seed = options->seed; left > 0; left -= DAY_SLIPS, seed++) {
        int before = sums.violations;
        live_one_day(options, (uint64_t)seed, left < DAY_SLIPS ? (int)left : DAY_SLIPS,
                     seed % STOCK_EVERY == 0, &sums, &fault_count);
        print_message("day of seed %ld: %d violations; so far %d slips, %d faults, %lld s\n", seed,
                      sums.violations - before, sums.slips, fault_count,
                      (long long)(house_now_ms() - from) / 1000);
        (void)fflush(stdout);
    }
    print_message("%d slips: %d printed once, %d kept off, %d by name (%d of them on paper, "
                  "%d twice, by a stock backend); %d faults; "
                  "%d violations, seed %ld\n",
                  sums.slips, sums.printed, sums.kept_off, sums.uncertain, sums.uncertain_out,
                  sums.stock_twice, fault_count, sums.violations, options->seed);
    assert_int_equal(sums.violations, 0);
}

int main(int argc, char **argv)
{
    struct options options = {.slips = 40, .seed = 1};
    struct err err = {0};

    for (int i = 1; i + 1 < argc; i += 2) {
        if (text_equal(argv[i], "--slips"))
            options.slips = strtol(argv[i + 1], NULL, 10);
        if (text_equal(argv[i], "--seed"))
            options.seed = strtol(argv[i + 1], NULL, 10);
        if (text_equal(argv[i], "--program"))
            options.program = argv[i + 1];
        if (text_equal(argv[i], "--keep"))
            options.keep = argv[i + 1];
        options.says_plan = options.says_plan || text_equal(argv[i], "--plan");
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(every_slip_is_on_paper_once_or_accounted_for_by_name, &options),
    };
    if (!i18n_open(BINARY_DIR "/share/locale", &err)
        || !paper_open(SOURCE_DIR "/assets/fonts", &err))
        fail_msg("%s", err.text);
    int failed = cmocka_run_group_tests_name("paper_truth", tests, NULL, NULL);
    paper_close();
    return failed;
}
