/* Synthetic days replayed through the real rules: whose turn it is, how many are ahead, what wait is
 * told. How many of the actual waits lie inside the range, and how wide that is.
 *
 * Where few people are ahead no range in steps of five minutes is narrow beside the wait: the quiet
 * day shows it. It counts as much as each of the busy ones.
 *
 * The factors of queue_wait were chosen on days of seeds below 1000; these days have others. */
#include "base/attr.h"
#include "domain/calling.h"
#include "domain/queue.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum {
    PHASES = 4,
    COUNTERS = 8,
    PEOPLE = 2600,     /* of one day */
    PACE = 40,         /* turns that the mean is of, as PACE_SERVICES of the store */
    TOLD = 20000,      /* waits judged of each pattern: every pattern counts the same */
    EACH_INSIDE = 70,  /* per cent, of every pattern alone */
    FIRST_SEED = 1000, /* those below were used for choosing */
    MINUTE_MS = 60000,
    DAY_END_MIN = 600
};

/* One kind of day. A phase lasts until its minute after opening. */
struct pattern {
    const char *name;
    int crowd; /* who stands at the door when it opens */
    struct {
        int until_min;
        double per_hour;
    } arrivals[PHASES];
    struct {
        int until_min;
        int open;
    } counters[PHASES];
    double mean_min, spread; /* of a service: mean, and deviation as a share of it */
    double long_share, long_min;
    int priority_percent, absent_percent;
};

static const struct pattern patterns[] = {
    {"morning, 3 counters", 18, {{120, 34}, {420, 21}}, {{600, 3}}, 7, .5, 0, 0, 10, 5},
    {"two peaks, 4 counters",
     20,
     {{120, 34}, {240, 22}, {330, 36}, {420, 22}},
     {{600, 4}},
     9,
     .6,
     0,
     0,
     8,
     5},
    {"information, 1 counter", 10, {{120, 25}, {420, 18}}, {{600, 1}}, 3, .6, 0, 0, 8, 3},
    {"hall, 8 counters", 30, {{180, 50}, {420, 37}}, {{600, 8}}, 12, .6, 0, 0, 10, 5},
    {"2,000 tickets, 8 counters", 100, {{120, 350}, {420, 240}}, {{600, 8}}, 1.6, .6, 0, 0, 10, 5},
    {"counters come and go",
     18,
     {{120, 38}, {420, 29}},
     {{180, 4}, {300, 3}, {600, 4}},
     7,
     .5,
     0,
     0,
     10,
     5},
    {"short and long services", 18, {{150, 32}, {420, 25}}, {{600, 3}}, 5, .4, .3, 11, 12, 6},
    {"a fifth with priority", 18, {{150, 32}, {420, 24}}, {{600, 3}}, 7, .5, 0, 0, 20, 5},
    {"quiet, 2 counters", 2, {{420, 12}}, {{600, 2}}, 8, .6, 0, 0, 10, 5},
};

/* --- chance -------------------------------------------------------------------------------------- */

static double chance(uint64_t *seed) /* splitmix64; 0 < chance < 1 */
{
    uint64_t x = *seed += UINT64_C(0x9e3779b97f4a7c15);

    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    x ^= x >> 31;
    return ((double)(x >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(uint64_t *seed)
{
    double radius = sqrt(-2 * log(chance(seed)));

    return radius * cos(6.283185307179586 * chance(seed));
}

static int64_t service_ms(const struct pattern *pattern, double drift, uint64_t *seed)
{
    double mean = chance(seed) < pattern->long_share ? pattern->long_min : pattern->mean_min * 1.0;
    double s2 = log(1 + pattern->spread * pattern->spread);

    return (int64_t)(exp(log(mean * drift) - s2 / 2 + sqrt(s2) * normal(seed)) * MINUTE_MS);
}

/* --- a day --------------------------------------------------------------------------------------- */

struct person {
    int64_t at_ms, wait_ms;
    bool is_priority, is_called;
    struct wait_range told;
};

struct day {
    const struct pattern *pattern;
    uint64_t seed;
    double drift; /* how today's services differ from other days' */
    struct person people[PEOPLE];
    int count, issued;
    int line[2][PEOPLE]; /* general, priority: places in `people` */
    int head[2], tail[2];
    int64_t free_at_ms[COUNTERS];
    int run[COUNTERS];
    int64_t turns_ms[PEOPLE]; /* completed, in the order of finishing */
    int completed;
    struct {
        int64_t at_ms, turn_ms;
    } finishing[COUNTERS];
    int64_t waits_ms[PEOPLE]; /* of the called, sorted */
    int called;
};

static int compare_time(const void *a, const void *b)
{
    int64_t left = ((const struct person *)a)->at_ms;
    int64_t right = ((const struct person *)b)->at_ms;

    return (left > right) - (left < right);
}

static void add_person(struct day *day, double at_min)
{
    assert_true(day->count < PEOPLE);
    day->people[day->count++] =
        (struct person){.at_ms = (int64_t)(at_min * MINUTE_MS),
                        .is_priority = chance(&day->seed) * 100 < day->pattern->priority_percent};
}

static void fill_day(struct day *day)
{
    const struct pattern *pattern = day->pattern;
    int from_min = 0;

    for (int i = 0; i < pattern->crowd; i++)
        add_person(day, chance(&day->seed) / 2); /* one after the other at the kiosk */
    for (int i = 0; i < PHASES && pattern->arrivals[i].until_min > 0; i++) {
        double at_min = from_min;

        while (true) {
            at_min -= log(chance(&day->seed)) * 60 / pattern->arrivals[i].per_hour;
            if (at_min >= pattern->arrivals[i].until_min)
                break;
            add_person(day, at_min);
        }
        from_min = pattern->arrivals[i].until_min;
    }
    qsort(day->people, (size_t)day->count, sizeof day->people[0], compare_time);
}

static int open_counters(const struct pattern *pattern, int64_t now_ms)
{
    int i = 0;

    while (i + 1 < PHASES && pattern->counters[i + 1].until_min > 0
           && now_ms >= (int64_t)pattern->counters[i].until_min * MINUTE_MS)
        i++;
    return pattern->counters[i].open;
}

static int64_t median_wait(const struct day *day)
{
    return day->called > 0 ? day->waits_ms[day->called / 2] : -1;
}

static void note_wait(struct day *day, int64_t wait_ms)
{
    int i = day->called++;

    for (; i > 0 && day->waits_ms[i - 1] > wait_ms; i--)
        day->waits_ms[i] = day->waits_ms[i - 1];
    day->waits_ms[i] = wait_ms;
}

static struct candidate first_of(const struct day *day, int line, int64_t now_ms)
{
    if (day->head[line] == day->tail[line])
        return (struct candidate){0};
    int place = day->line[line][day->head[line]];

    return (struct candidate){
        .is_there = true, .place = place, .wait_ms = now_ms - day->people[place].at_ms};
}

static const struct calling_rule rule = {.priority_in_a_row = 2};

/* A free counter calls whose turn it is; who does not come costs a minute or two. */
static void call_next(struct day *day, int counter, int64_t now_ms)
{
    struct candidate general = first_of(day, 0, now_ms);
    struct candidate priority = first_of(day, 1, now_ms);

    if (!general.is_there && !priority.is_there)
        return;
    bool is_general =
        calling_takes_general(&rule, day->run[counter], &priority, &general, median_wait(day));
    int line = is_general ? 0 : 1;
    struct person *person = &day->people[day->line[line][day->head[line]++]];
    day->run[counter] = is_general ? 0 : day->run[counter] + 1;
    person->is_called = true;
    person->wait_ms = now_ms - person->at_ms;
    note_wait(day, person->wait_ms);
    if (chance(&day->seed) * 100 < day->pattern->absent_percent) {
        day->free_at_ms[counter] = now_ms + (int64_t)((1 + chance(&day->seed)) * MINUTE_MS);
        return;
    }
    int64_t walk_ms = (int64_t)((0.2 + 0.4 * chance(&day->seed)) * MINUTE_MS);
    int64_t turn_ms = walk_ms + service_ms(day->pattern, day->drift, &day->seed);
    day->free_at_ms[counter] = now_ms + turn_ms;
    day->finishing[counter].at_ms = now_ms + turn_ms;
    day->finishing[counter].turn_ms = turn_ms;
}

static void finish(struct day *day, int64_t now_ms)
{
    for (int i = 0; i < COUNTERS; i++) {
        if (day->finishing[i].at_ms == 0 || day->finishing[i].at_ms > now_ms)
            continue;
        day->turns_ms[day->completed++] = day->finishing[i].turn_ms;
        day->finishing[i].at_ms = 0;
    }
}

static int64_t mean_turn(const struct day *day)
{
    int count = day->completed < PACE ? day->completed : PACE;
    int64_t sum_ms = 0;

    for (int i = 0; i < count; i++)
        sum_ms += day->turns_ms[day->completed - 1 - i];
    return count > 0 ? sum_ms / count : 0;
}

static void issue(struct day *day, int64_t now_ms)
{
    struct person *person = &day->people[day->issued];
    int line = person->is_priority ? 1 : 0;
    int ahead = calling_people_ahead(&rule, person->is_priority, day->tail[1] - day->head[1],
                                     day->tail[0] - day->head[0]);
    int completed = day->completed < PACE ? day->completed : PACE;

    person->told =
        queue_wait(ahead, completed, mean_turn(day), open_counters(day->pattern, now_ms));
    day->line[line][day->tail[line]++] = day->issued++;
}

/* When something happens next: an arrival, a counter that gets free, a phase that begins. */
static int64_t next_moment(const struct day *day, int64_t now_ms)
{
    int64_t next_ms = INT64_MAX;

    if (day->issued < day->count)
        next_ms = day->people[day->issued].at_ms;
    for (int i = 0; i < COUNTERS; i++) {
        if (day->free_at_ms[i] > now_ms && day->free_at_ms[i] < next_ms)
            next_ms = day->free_at_ms[i];
    }
    for (int i = 0; i < PHASES; i++) {
        int64_t phase_ms = (int64_t)day->pattern->counters[i].until_min * MINUTE_MS;

        if (phase_ms > now_ms && phase_ms < next_ms)
            next_ms = phase_ms;
    }
    return next_ms;
}

static void replay(struct day *day)
{
    int64_t now_ms = 0;

    fill_day(day);
    while (now_ms < (int64_t)DAY_END_MIN * MINUTE_MS) {
        finish(day, now_ms);
        for (int i = 0; i < open_counters(day->pattern, now_ms); i++) {
            if (day->free_at_ms[i] <= now_ms)
                call_next(day, i, now_ms);
        }
        int64_t next_ms = next_moment(day, now_ms);
        if (next_ms == INT64_MAX)
            return;
        now_ms = next_ms;
        finish(day, now_ms);
        while (day->issued < day->count && day->people[day->issued].at_ms <= now_ms)
            issue(day, now_ms);
    }
}

/* --- the judgement ------------------------------------------------------------------------------- */

struct tally {
    int told, inside;
    double widths[ARRAY_LEN(patterns) * TOLD]; /* as shares of the actual wait */
    double waits_min[TOLD];                    /* of one pattern */
};

static void judge(struct tally *tally, const struct person *person)
{
    double wait_min = (double)person->wait_ms / MINUTE_MS;
    double width = person->told.to_min - person->told.from_min;

    tally->inside += wait_min >= person->told.from_min && wait_min <= person->told.to_min;
    tally->waits_min[tally->told] = wait_min;
    tally->widths[tally->told++] = wait_min > 0 ? width / wait_min : 1e9;
}

static int compare_double(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;

    return (left > right) - (left < right);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, compare_double);
    return values[count / 2];
}

static void judge_pattern(const struct pattern *pattern, uint64_t seed, struct tally *tally)
{
    struct day *day = malloc(sizeof *day);

    assert_non_null(day);
    while (tally->told < TOLD) {
        *day = (struct day){.pattern = pattern, .seed = seed++ * UINT64_C(7919)};
        day->drift = exp(0.08 * normal(&day->seed));
        replay(day);
        for (int i = 0; i < day->count && tally->told < TOLD; i++) {
            if (day->people[i].told.is_known && day->people[i].is_called)
                judge(tally, &day->people[i]);
        }
    }
    free(day);
}

/* Every pattern counts the same; tells what all have together, and whether none of them is far off. */
static bool judge_all(uint64_t seed, double *inside, double *width)
{
    struct tally *all = calloc(1, sizeof *all);
    struct tally *one = calloc(1, sizeof *one);
    bool all_hold = true;

    assert_true(all && one);
    for (size_t i = 0; i < ARRAY_LEN(patterns); i++) {
        one->told = one->inside = 0;
        judge_pattern(&patterns[i], seed, one);
        memcpy(all->widths + all->told, one->widths, (size_t)one->told * sizeof one->widths[0]);
        all->told += one->told;
        all->inside += one->inside;
        all_hold = all_hold && 100.0 * one->inside >= EACH_INSIDE * one->told;
        printf("  %-26s %4.1f %% inside, width %4.0f %% of the wait, wait %3.0f min\n",
               patterns[i].name, 100.0 * one->inside / one->told,
               100 * median(one->widths, one->told), median(one->waits_min, one->told));
    }
    *inside = 100.0 * all->inside / all->told;
    *width = 100 * median(all->widths, all->told);
    printf("  all, %d waits: %.1f %% inside, median width %.1f %% of the wait\n", all->told,
           *inside, *width);
    free(one);
    free(all);
    return all_hold;
}

static void the_wait_that_is_told_holds_on_synthetic_days(void **state)
{
    const char *chosen = getenv("WAIT_REPLAY_SEED"); /* for choosing factors by hand */
    double inside;
    double width;

    (void)state;
    assert_true(judge_all(chosen ? strtoull(chosen, NULL, 10) : FIRST_SEED, &inside, &width));
    assert_true(inside >= 80);
    assert_true(width <= 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_wait_that_is_told_holds_on_synthetic_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
