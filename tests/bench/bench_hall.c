/* A working day with every process of an office: visitors with the tasks of tests/tasks/visitor.tsv at the real screen,
 * an officer who calls them at another, a board, paper, and the office server. What each process has for itself is
 * noted every ten minutes of the hall's clock.
 *
 *   bench_hall MINUTES [PACE LIBRARY]
 *
 * MINUTES of the hall's clock, which goes PACE times as fast as ours where LIBRARY, preloaded, makes it (bench_hall.sh
 * does). Fails where a process ends, a number does not reach the office, a slip stays out, a sanitizer finds something,
 * or what a process has grows from the fourth hour to the end by more than GROWN_MOST_KB:
 * until then what each keeps for the next time fills. Prints one line of JSON. */
#include "base/mem.h"
#include "base/text.h"
#include "bench/figures.h"
#include "bench/whole_hall.h"
#include "bench/x11_probe.h"
#include "screens/tasks.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    MINUTE_MS = 60 * 1000,
    SAMPLE_MIN = 10,
    WARM_MIN = 240,
    SAMPLES = 256,
    GROWN_MOST_KB = 2048,
    WIDGET_MS = 5000, /* ours: what a task wants to touch is there by then */
    GONE_MS = 180000, /* the hall's: a screen that was left clears itself by then */
};

struct day {
    struct whole_hall hall;
    struct task tasks[TASKS];
    long private_kb[SAMPLES][HALL_PARTS], shared_kb[SAMPLES];
    size_t sample_count;
    double pace;
    int64_t from;
    uint32_t random;
    int visitors, left, given_up, lists; /* lists of what to bring were printed */
};

static uint32_t draw(struct day *day, uint32_t below)
{
    day->random ^= day->random << 13;
    day->random ^= day->random >> 17;
    day->random ^= day->random << 5;
    return day->random % below;
}

static double minutes_gone(const struct day *day)
{
    return (double)(view_now_ms() - day->from) * day->pace / MINUTE_MS;
}

/* --- a visit -------------------------------------------------------------------------------------- */

static bool is_on(const struct lobby *lobby, const char *screen)
{
    AUTO_JSON struct json *tree = lobby_tree(lobby);

    return tree && text_equal(json_string(json_get(tree, "screen")), screen);
}

static bool tap(struct lobby *lobby, const char *widget)
{
    int64_t from = view_now_ms();

    while (!lobby_tap_if(lobby, widget)) {
        if (text_equal(widget, "wake") && is_on(lobby, "home"))
            return true; /* a page that closed by itself has left the last touch to the first screen */
        if (view_now_ms() - from > WIDGET_MS)
            return false;
        view_pause(20);
    }
    return true;
}

static bool type(struct lobby *lobby, const char *letters)
{
    for (; *letters; letters++) {
        char name[WIDGET_NAME];

        task_key(*letters, name);
        if (!tap(lobby, name))
            return false;
    }
    return true;
}

/* False where that cannot be done on the screen as it is. */
static bool do_word(struct day *day, const char *word)
{
    struct lobby *lobby = &day->hall.lobby;
    const char *letters = task_behind(word, "type:");
    const char *ms = task_behind(word, "after:");

    if (letters)
        return type(lobby, letters);
    if (ms) {
        view_pause((int)((double)strtol(ms, NULL, 10) / day->pace));
        return true;
    }
    if (text_equal(word, "printed")) {
        lobby_expect(lobby, "ticket|problem", 60000);
        return true;
    }
    return tap(lobby, word);
}

static void wait_until_clear(struct day *day)
{
    struct lobby *lobby = &day->hall.lobby;

    for (int64_t from = view_now_ms(); !is_on(lobby, "attract"); view_pause(20)) {
        if ((double)(view_now_ms() - from) * day->pace > GONE_MS)
            lobby_expect(lobby, "attract", 1); /* says what it shows instead */
    }
}

/* One in ten goes away in the middle. */
static void visit(struct day *day)
{
    const struct task *task = &day->tasks[draw(day, TASKS)];
    struct lobby *lobby = &day->hall.lobby;
    const char *words = task->taps;
    bool is_patient = draw(day, 10) > 0;
    char word[TASK_WORD];

    day->visitors++;
    while (task_word(&words, word)) {
        if (!is_patient && draw(day, 4) == 0) {
            day->left++;
            wait_until_clear(day);
            return;
        }
        if (do_word(day, word)) {
            day->lists += text_equal(word, "print") ? 1 : 0;
            continue;
        }
        AUTO_JSON struct json *tree = lobby_tree(lobby);

        (void)fprintf(stderr, "minute %.0f: %s: no %s on %s\n", minutes_gone(day), task->name, word,
                      json_string(json_get(tree, "screen")));
        day->given_up++;
        wait_until_clear(day);
        return;
    }
    (void)lobby_tap_if(lobby, "done");
    wait_until_clear(day);
}

/* --- memory --------------------------------------------------------------------------------------- */

static void take_sample(struct day *day)
{
    assert_true(day->sample_count < SAMPLES);
    for (size_t i = 0; i < day->hall.part_count; i++) {
        const struct hall_part *part = &day->hall.parts[i];
        struct cost cost = part->is_family ? cost_of_session(part->pid) : cost_of(part->pid);

        if (cost.pss_kb <= 0)
            fail_msg("%s has ended after %.0f minutes", part->name, minutes_gone(day));
        day->private_kb[day->sample_count][i] = cost.uss_kb;
        day->shared_kb[day->sample_count] += cost.pss_kb;
    }
    day->sample_count++;
}

static void run_day(struct day *day, double minutes)
{
    double next = SAMPLE_MIN;

    day->from = view_now_ms();
    while (minutes_gone(day) < minutes) {
        if (minutes_gone(day) >= next) {
            take_sample(day);
            next += SAMPLE_MIN;
        }
        visit(day);
        whole_hall_serve_next(&day->hall);
    }
    take_sample(day);
}

static void print_figures(const struct day *day, double minutes, size_t numbers, int slips)
{
    size_t last = day->sample_count - 1;

    figure_begin("hall");
    figure_number("minutes", minutes);
    figure_number("pace", day->pace);
    figure_number("visitors", day->visitors);
    figure_number("left", day->left);
    figure_number("given_up", day->given_up);
    figure_number("numbers", (double)numbers);
    figure_number("slips", slips);
    figure_number("pss_first_kb", (double)day->shared_kb[0]);
    figure_number("pss_last_kb", (double)day->shared_kb[last]);
    for (size_t i = 0; i < day->hall.part_count; i++) {
        printf(",\"%s_kb\":[", day->hall.parts[i].name);
        for (size_t at = 0; at < day->sample_count; at++)
            printf("%s%ld", at > 0 ? "," : "", day->private_kb[at][i]);
        printf("]");
    }
    figure_end();
}

static void assert_flat(const struct day *day)
{
    const long *warm = day->private_kb[WARM_MIN / SAMPLE_MIN - 1];
    const long *last = day->private_kb[day->sample_count - 1];

    for (size_t i = 0; i < day->hall.part_count; i++) {
        if (last[i] - warm[i] > GROWN_MOST_KB)
            fail_msg("%s grew from %ld to %ld KB", day->hall.parts[i].name, warm[i], last[i]);
    }
}

int main(int argc, char **argv)
{
    static struct day day = {.random = 2463534242};
    AUTO_TEXT struct text listed;

    if (argc != 2 && argc != 4) {
        (void)fprintf(stderr, "usage: bench_hall MINUTES [PACE LIBRARY]\n");
        return 2;
    }
    if (!lobby_is_possible())
        return 77;
    double minutes = strtod(argv[1], NULL);
    day.pace = argc == 4 ? strtod(argv[2], NULL) : 1;
    tasks_read(day.tasks);
    whole_hall_open(&day.hall, argc == 4 ? argv[3] : NULL);
    run_day(&day, minutes);
    size_t numbers = lobby_numbers(&day.hall.lobby, &listed);
    whole_hall_expect_numbers(&day.hall, numbers);
    int slips = (int)numbers + day.lists;
    house_wait_slips(&day.hall.house, slips, 60000);
    print_figures(&day, minutes, numbers, slips);
    whole_hall_close(&day.hall);
    assert_true(numbers > 0);
    assert_int_equal(day.given_up, 0);
    if (minutes > WARM_MIN)
        assert_flat(&day);
    return 0;
}
