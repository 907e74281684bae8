/* Eight hours of visitors on a clock that is pushed on: the real kiosk with its window, its database and a
 * drain that prints into a folder, in one process. Every ten minutes, while nobody is there, what the
 * process holds is noted; the slope of that over hours 2 to 8 is by least squares.
 *
 *   bench_hours HOURS WARM [screen]
 *
 * WARM hours go before, in which the letters of every size are met and kept; without any the slope is told
 * and not judged. "screen" leaves the drain out, as `anjungan` does: another process prints. Prints one
 * line of JSON. Fails where the heap grows by more than what would be 4 MiB in a month of nine hours a
 * day. Under the sanitizers nothing of it may leak or be misused either. */
#include "bench/figures.h"
#include "base/text.h"
#include "paper/slip.h"
#include "platform/window.h"
#include "printing/drain.h"
#include "screens/stage.h"
#include "screens/tasks.h"
#include <malloc.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    HOUR_MS = 3600 * 1000,
    SAMPLE_MS = HOUR_MS / 6,
    SAMPLES = 512,
    VISITOR_MS = 60 * 1000, /* the next one comes so long after the last has gone, at most */
    KIB_PER_HOUR_MOST = 15
};

/* 2026-11-23T08:00:00+07:00 */
static const int64_t morning_ms = 1795395600000;

/* The address sanitizer's own count: with it malloc's is always 0. */
size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

struct sample {
    double hours, heap_kib, resident_kib;
};

struct day {
    struct stage stage;
    struct window *window;
    struct desk *printing; /* another desk on the same database, as anjungan-print has */
    struct printer printer;
    struct drain *drain;
    struct task tasks[TASKS];
    struct sample samples[SAMPLES];
    size_t sample_count;
    uint32_t random;
    int visitors, given_up, left, slips;
};

static uint32_t draw(struct day *day, uint32_t below)
{
    day->random ^= day->random << 13;
    day->random ^= day->random >> 17;
    day->random ^= day->random << 5;
    return day->random % below;
}

/* --- the house ------------------------------------------------------------------------------------ */

static void open_window(struct day *day)
{
    const struct window_options options = {.title = "hours",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 1080,
                                           .height = 1920,
                                           .is_hidden = true};
    struct err err = {0};

    if (!window_open(&day->window, &options, &err))
        fail_msg("%s", err.text);
}

static void open_printing(struct day *day)
{
    const struct desk_options options = {.state_dir = day->stage.directory,
                                         .catalog_path = day->stage.catalog,
                                         .questionnaire_path =
                                             SOURCE_DIR "/assets/survey/permenpanrb-14-2017.json",
                                         .device = "K1",
                                         .clock = day->stage.clock,
                                         .device_digit = 1,
                                         .ticket_digits = 3};
    char folder[128];
    struct err err = {0};

    assert_true(text_format(folder, sizeof folder, "%s/slips", day->stage.directory));
    assert_int_equal(mkdir(folder, 0700), 0);
    if (!paper_open(SOURCE_DIR "/assets/fonts", &err) || !desk_open(&day->printing, &options, &err)
        || !printer_folder_open(&day->printer, folder, PRINTER_ESCPOS_80, &err))
        fail_msg("%s", err.text);
    day->drain = drain_new(day->printing, &day->printer);
}

static void close_all(struct day *day)
{
    if (day->drain) {
        drain_free(day->drain);
        day->printer.free(day->printer.context);
        desk_close(day->printing);
        paper_close();
    }
    stage_close(&day->stage);
    window_close(day->window);
}

/* --- a day ---------------------------------------------------------------------------------------- */

/* What the process does between two touches. */
static void rest(struct day *day, int64_t ms)
{
    int64_t until = clock_mono_ms(day->stage.clock) + ms;

    for (int64_t now; (now = clock_mono_ms(day->stage.clock)) < until;) {
        int64_t next = day->drain ? drain_step(day->drain) : until;

        stage_notice(&day->stage);
        next = next < now + 1000 ? now + 1000 : next;
        stage_wait(&day->stage, (next < until ? next : until) - now);
    }
    window_show(day->window, day->stage.list, true);
    if (kiosk_take_wiped(day->stage.kiosk))
        window_wipe(day->window);
}

static bool can_do(const struct day *day, const char *word)
{
    const struct widget *widget = stage_widget(&day->stage, word);

    return task_taps(word) != 1 || strchr(word, ':') || (widget && widget->is_enabled);
}

/* One in six goes away in the middle; the screen clears itself after a while. */
static void visit(struct day *day)
{
    const char *words = day->tasks[draw(day, TASKS)].taps;
    bool is_patient = draw(day, 6) > 0;
    char word[TASK_WORD];

    day->visitors++;
    while (task_word(&words, word)) {
        if (!is_patient && draw(day, 4) == 0) {
            day->left++;
            break;
        }
        if (!can_do(day, word)) {
            day->given_up++;
            break;
        }
        if (!day->drain || !text_equal(word, "printed")) /* else that is the drain's to say */
            task_do(&day->stage, word);
        if (!day->drain && text_equal(word, "print"))
            stage_move_job(&day->stage, PRINT_PRINTED, TROUBLE_NONE);
        rest(day, 1000 + draw(day, 5000));
    }
    if (is_patient && draw(day, 2) == 0 && can_do(day, "nav-home"))
        stage_tap(&day->stage, "nav-home");
    for (int tries = 0; strcmp(stage_screen(&day->stage), "attract") != 0; tries++) {
        assert_true(tries < 100);
        rest(day, 10000);
    }
}

static double resident_kib(void)
{
    long pages = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "re");

    assert_non_null(file);
    assert_int_equal(fscanf(file, "%ld %ld", &pages, &resident), 2);
    assert_int_equal(fclose(file), 0);
    return (double)resident * (double)sysconf(_SC_PAGESIZE) / 1024;
}

static double heap_kib(void)
{
    struct mallinfo2 heap = mallinfo2();
    size_t bytes = __sanitizer_get_current_allocated_bytes
                       ? __sanitizer_get_current_allocated_bytes()
                       : heap.uordblks + heap.hblkhd;

    return (double)bytes / 1024;
}

static void take_sample(struct day *day, double hours)
{
    assert_true(day->sample_count < SAMPLES);
    day->samples[day->sample_count++] = (struct sample){hours, heap_kib(), resident_kib()};
}

static void run_hours(struct day *day, int hours, bool is_noted)
{
    int64_t start = clock_mono_ms(day->stage.clock);
    int64_t next = SAMPLE_MS;

    for (int64_t gone = 0; gone < (int64_t)hours * HOUR_MS;
         gone = clock_mono_ms(day->stage.clock) - start) {
        if (gone >= next && is_noted) {
            take_sample(day, (double)gone / HOUR_MS);
            next += SAMPLE_MS;
        }
        visit(day);
        stage_serve(&day->stage, 1, 300000); /* the desks keep up, nearly */
        rest(day, 1000 + draw(day, VISITOR_MS));
    }
    if (is_noted)
        take_sample(day, hours);
}

/* --- the slope ------------------------------------------------------------------------------------- */

struct slope {
    double per_hour, error; /* its standard error */
};

static struct slope slope_of(const struct day *day, bool is_heap)
{
    double n = (double)(day->sample_count), x = 0, y = 0, xx = 0, xy = 0, rest_of = 0;

    for (size_t i = 0; i < day->sample_count; i++) {
        const struct sample *sample = &day->samples[i];

        x += sample->hours / n;
        y += (is_heap ? sample->heap_kib : sample->resident_kib) / n;
    }
    for (size_t i = 0; i < day->sample_count; i++) {
        const struct sample *sample = &day->samples[i];
        double value = is_heap ? sample->heap_kib : sample->resident_kib;

        xx += (sample->hours - x) * (sample->hours - x);
        xy += (sample->hours - x) * (value - y);
    }
    struct slope slope = {.per_hour = xy / xx};
    for (size_t i = 0; i < day->sample_count; i++) {
        const struct sample *sample = &day->samples[i];
        double value = is_heap ? sample->heap_kib : sample->resident_kib;
        double off = value - y - slope.per_hour * (sample->hours - x);

        rest_of += off * off;
    }
    slope.error = n > 2 ? sqrt(rest_of / (n - 2) / xx) : 0;
    return slope;
}

struct wish {
    int hours, warm;
    bool has_printing;
};

static void print_figures(const struct day *day, const struct wish *wish, const struct slope *heap,
                          const struct slope *resident, int tickets)
{
    const struct sample *last = &day->samples[day->sample_count - 1];

    figure_begin("hours");
    figure_text("process", wish->has_printing ? "screen and print in one" : "screen");
    figure_number("hours", last->hours);
    figure_number("warm_hours", wish->warm);
    figure_number("visitors", day->visitors);
    figure_number("left", day->left);
    figure_number("given_up", day->given_up);
    figure_number("tickets", tickets);
    figure_number("frames", day->stage.frames);
    figure_number("samples", (double)day->sample_count);
    figure_number("heap_kib_first", day->samples[0].heap_kib);
    figure_number("heap_kib_last", last->heap_kib);
    figure_number("resident_kib_first", day->samples[0].resident_kib);
    figure_number("resident_kib_last", last->resident_kib);
    figure_number("heap_slope_kib_per_hour", heap->per_hour);
    figure_number("heap_slope_error", heap->error);
    figure_number("resident_slope_kib_per_hour", resident->per_hour);
    figure_number("resident_slope_error", resident->error);
    printf(",\"heap_kib\":[");
    for (size_t i = 0; i < day->sample_count; i++)
        printf("%s%.0f", i ? "," : "", day->samples[i].heap_kib);
    printf("]");
    figure_end();
}

/* The next morning at eight, after a night in which nobody comes. */
static void sleep_until_morning(struct day *day)
{
    const int64_t day_ms = 24 * (int64_t)HOUR_MS;
    int64_t gone = (clock_now_ms(day->stage.clock) - morning_ms) % day_ms;

    rest(day, day_ms - gone);
}

static void hours_of_visitors_leave_nothing_in_memory(void **state)
{
    static struct day day;
    const struct wish *wish = *state;
    int tickets;

    day = (struct day){.random = 2463534242};
    tasks_read(day.tasks);
    open_window(&day);
    day.stage.measure = window_measure(day.window);
    day.stage.start_ms = morning_ms;
    stage_open(&day.stage, "pekanbaru");
    if (wish->has_printing)
        open_printing(&day);
    if (wish->warm > 0) {
        run_hours(&day, wish->warm, false);
        sleep_until_morning(&day);
    }
    run_hours(&day, wish->hours, true);
    tickets = stage_count_tickets(&day.stage);
    struct slope heap = slope_of(&day, true);
    struct slope resident = slope_of(&day, false);
    print_figures(&day, wish, &heap, &resident, tickets);
    close_all(&day);
    assert_true(tickets > 10 * wish->hours);
    if (wish->warm > 0)
        assert_true(heap.per_hour - 2 * heap.error < KIB_PER_HOUR_MOST);
}

int main(int argc, char **argv)
{
    struct wish wish = {.hours = 8, .warm = 8, .has_printing = argc < 4};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(hours_of_visitors_leave_nothing_in_memory, &wish),
    };

    if (argc > 2) {
        wish.hours = (int)strtol(argv[1], NULL, 10);
        wish.warm = (int)strtol(argv[2], NULL, 10);
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
