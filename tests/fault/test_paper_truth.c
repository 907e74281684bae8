/* Days of slips under faults drawn from a seed; what came out is counted on paper.
 *
 *   test_paper_truth [--slips N] [--seed S] [--program FILE] [--plan 1] [--keep DIRECTORY]
 *                    [--kind ours|two|stock|filter|ipp]
 *
 * A day has one kiosk, cupsd and one or two printers, all of it real but the paper, and up to DAY_SLIPS visitors;
 * what stands behind the queue is said by the seed, or by --kind. The same
 * seed gives the same faults in the same order; when they strike the processes decide. --program is another
 * print process in anjungan-print's place, --plan says each fault as it strikes. --keep copies each day's house there: paper,
 * database, cupsd's log (CUPS_LOG_LEVEL=debug CUPS_LOG_SIZE=0 for all of it). */
#include "base/i18n.h"
#include "base/text.h"
#include "desk/slips.h"
#include "paper/slip.h"
#include "support/paper_plan.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
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

static int count(const struct day *day, const char *key)
{
    int found = 0;

    for (size_t i = 0; i < ARRAY_LEN(day->trays); i++)
        found += paper_count(&day->trays[i], key);
    return found;
}

static void look(struct day *day)
{
    for (size_t i = 0; i < ARRAY_LEN(day->trays); i++)
        paper_look(&day->trays[i]);
}

/* An honest answer to "Apakah tiket tercetak?", of those who have not gone. */
static void answer(struct day *day, struct visitor *visitor)
{
    struct print_job job;

    assert_true(desk_job(day->house.desk, visitor->job, &job, NULL));
    if (job.state != PRINT_UNCERTAIN || visitor->is_out_of_turn || draw_below(day, 3) == 0)
        return;
    bool came_out = count(day, visitor->key) > 0;
    assert_true(desk_answer_printed(day->house.desk, visitor->job, came_out, NULL));
    visitor->is_out_of_turn = true;
    if (!came_out && draw_below(day, 2) == 0)
        ask_again(day, visitor);
}

/* --- a day ----------------------------------------------------------------------------------- */

/* The slip that a printer has in hand, else the one that comes next; false when there is none. */
static bool find_open(struct day *day, struct print_job *out, struct err *err)
{
    struct print_job begun[BEGUN_MOST];
    size_t count = 0;

    if (!desk_begun_jobs(day->house.desk, begun, &count, err))
        return false;
    if (count == 0)
        return desk_next_job(day->house.desk, out, err);
    *out = begun[0];
    return true;
}

/* Who waits for the slip in hand leaves in that moment, whatever has become of it. */
static void leave(struct day *day)
{
    struct print_job job;

    if (find_open(day, &job, NULL))
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

/* Until nothing is under way any more; false when a slip takes too long. */
static bool settle(struct day *day)
{
    struct print_job job = {0};
    int64_t last = 0;
    int quiet = 0;

    for (int64_t from = house_now_ms(); house_now_ms() - from < SETTLE_MS; house_pause(20)) {
        struct err err = {0};
        bool is_open = find_open(day, &job, &err);
        /* Twice: between the two questions a slip may go from the queue to a printer. */
        quiet = !is_open && err.code == ERR_NOT_FOUND ? quiet + 1 : 0;
        if (quiet == 2)
            return true;
        if (job.id != last)
            from = house_now_ms();
        last = job.id;
    }
    return false;
}

static bool may_overtake(void *context, const char *key)
{
    const struct day *day = context;

    if (day->kind == DAY_TWO) /* one printer may be ahead of the other */
        return true;
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
    look(day);
    for (int i = 0; i < day->count; i++)
        answer(day, &day->visitors[i]);
    (void)settle(day); /* the rules say so where it did not */
    house_pause(LATE_MS);
    look(day);
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

/* False: this machine has no printer of this kind. */
static bool live_one_day(const struct options *options, uint64_t seed, int slips,
                         struct paper_sums *sums, int *fault_count)
{
    char path[HOUSE_PATH];
    struct day *day = calloc(1, sizeof *day);

    assert_non_null(day);
    day->options = options;
    day->state = seed;
    day->sums = sums;
    day->kind = options->kind ? options->kind : day_kind_of(seed);
    bool is_open = open_day(day);
    if (is_open) {
        start_print(day);
        live(day, slips);
        assert_true(text_format(path, sizeof path, "%s/anjungan.db", day->house.state));
        paper_check(day->trays, ARRAY_LEN(day->trays), path, may_overtake, day, sums);
        (void)house_stop_print(&day->house, SIGTERM);
        assert_true(text_format(path, sizeof path, "%s/printer/spool", day->house.directory));
        paper_check_cupsd(path, sums);
        *fault_count += day->faults;
        if (options->keep)
            keep_house(day, seed);
    }
    close_day(day);
    free(day);
    return is_open;
}

static void every_slip_is_on_paper_once_or_accounted_for_by_name(void **state)
{
    const struct options *options = *state;
    struct paper_sums sums = {0};
    int fault_count = 0;
    int64_t from = house_now_ms();

    for (long left = options->slips, seed = options->seed; left > 0; left -= DAY_SLIPS, seed++) {
        struct paper_sums before = sums;
        enum day_kind kind = options->kind ? options->kind : day_kind_of((uint64_t)seed);
        if (!live_one_day(options, (uint64_t)seed, left < DAY_SLIPS ? (int)left : DAY_SLIPS, &sums,
                          &fault_count))
            continue;
        print_message("day of seed %ld, %s: %d slips, %d printed once, %d kept off, %d by name (%d "
                      "on paper), %d violations; so far %d slips, %d faults, %lld s\n",
                      seed, day_kind_name(kind), sums.slips - before.slips,
                      sums.printed - before.printed, sums.kept_off - before.kept_off,
                      sums.uncertain - before.uncertain, sums.uncertain_out - before.uncertain_out,
                      sums.violations - before.violations, sums.slips, fault_count,
                      (long long)(house_now_ms() - from) / 1000);
        (void)fflush(stdout);
    }
    print_message("%d slips: %d printed once, %d kept off, %d by name (%d of them on paper); "
                  "%d faults; %d jobs of cupsd; %d violations, seed %ld\n",
                  sums.slips, sums.printed, sums.kept_off, sums.uncertain, sums.uncertain_out,
                  fault_count, sums.cups_jobs, sums.violations, options->seed);
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
        if (text_equal(argv[i], "--kind")) {
            options.kind = day_kind_named(argv[i + 1]);
            if (!options.kind)
                fail_msg("%s: no such kind of day", argv[i + 1]);
        }
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
