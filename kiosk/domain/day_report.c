/* Adding up a day. Waits and services are kept one by one until the end, because a median needs all
 * of them: a busy day has a few thousand. */
#include "domain/day_report.h"
#include "base/mem.h"
#include "base/text.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct values {
    int64_t *items;
    size_t count, room;
};

struct line {
    struct report_row row;
    struct values waits, services;
};

struct lines {
    struct line *items;
    size_t count, room;
};

struct day_tally {
    struct line total;
    struct lines groups, services, hours, officers;
};

static const char *const fate_names[] = {
    [FATE_SERVED] = "served",   [FATE_SKIPPED] = "skipped",       [FATE_VOID] = "void",
    [FATE_WAITING] = "waiting", [FATE_IN_SERVICE] = "in_service",
};
static_assert(ARRAY_LEN(fate_names) == FATE_COUNT, "every fate has its name");

const char *ticket_fate_name(enum ticket_fate fate)
{
    return fate_names[fate];
}

enum ticket_fate ticket_fate_of(enum ticket_state state)
{
    static const enum ticket_fate fates[] = {
        [TICKET_WAITING] = FATE_WAITING,    [TICKET_CALLED] = FATE_IN_SERVICE,
        [TICKET_SERVING] = FATE_IN_SERVICE, [TICKET_DONE] = FATE_SERVED,
        [TICKET_SKIPPED] = FATE_SKIPPED,    [TICKET_VOID] = FATE_VOID,
    };
    static_assert(ARRAY_LEN(fates) == TICKET_VOID + 1, "every state ends somewhere");

    return fates[state];
}

void day_report_clear(struct day_report *report)
{
    free(report->groups.rows);
    free(report->services.rows);
    free(report->hours.rows);
    free(report->officers.rows);
    *report = (struct day_report){0};
}

static int by_value(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

    return (left > right) - (left < right);
}

/* Nearest rank: the smallest value that at least `percent` of all do not exceed. The median of an
 * even count is the mean of its two middle values, as people expect it. */
struct spread_ms spread_of(int64_t *values, size_t count)
{
    struct spread_ms spread = {-1, -1, -1};

    if (count == 0)
        return spread;
    qsort(values, count, sizeof *values, by_value);
    spread.median = count % 2 == 1
                        ? values[count / 2]
                        : values[count / 2 - 1] + (values[count / 2] - values[count / 2 - 1]) / 2;
    spread.p90 = values[(count * 90 + 99) / 100 - 1];
    spread.most = values[count - 1];
    return spread;
}

static void values_add(struct values *values, int64_t value)
{
    if (values->count == values->room) {
        values->room = values->room ? values->room * 2 : 16;
        values->items = mem_resize(values->items, values->room, sizeof *values->items);
    }
    values->items[values->count++] = value;
}

static void line_clear(struct line *line)
{
    free(line->waits.items);
    free(line->services.items);
}

static void lines_clear(struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        line_clear(&lines->items[i]);
    free(lines->items);
}

struct day_tally *day_tally_new(void)
{
    return mem_zalloc(1, sizeof(struct day_tally));
}

void day_tally_free(struct day_tally *tally)
{
    if (!tally)
        return;
    line_clear(&tally->total);
    lines_clear(&tally->groups);
    lines_clear(&tally->services);
    lines_clear(&tally->hours);
    lines_clear(&tally->officers);
    free(tally);
}

static struct line *lines_append(struct lines *lines, const char *key, const char *name)
{
    if (lines->count == lines->room) {
        lines->room = lines->room ? lines->room * 2 : 16;
        lines->items = mem_resize(lines->items, lines->room, sizeof *lines->items);
    }
    struct line *line = &lines->items[lines->count++];
    *line = (struct line){0};
    text_copy(line->row.key, sizeof line->row.key, key);
    text_copy(line->row.name, sizeof line->row.name, name);
    return line;
}

static struct line *lines_find(struct lines *lines, const char *key, const char *name)
{
    for (size_t i = 0; i < lines->count; i++) {
        if (strcmp(lines->items[i].row.key, key) == 0)
            return &lines->items[i];
    }
    if (lines->count < REPORT_ROWS_MOST - 1 || strcmp(key, REPORT_KEY_REST) == 0)
        return lines_append(lines, key, name);
    return lines_find(lines, REPORT_KEY_REST, "");
}

void day_tally_name_group(struct day_tally *tally, const char *id, const char *name)
{
    (void)lines_find(&tally->groups, id, name);
}

static void line_add(struct line *line, const struct ticket_fact *fact)
{
    struct report_row *row = &line->row;

    row->issued++;
    row->priority += fact->is_priority;
    row->called += fact->was_called;
    row->fate[ticket_fate_of(fact->state)]++;
    row->printed += fact->paper == PAPER_PRINTED;
    row->not_printed += fact->paper == PAPER_NOT_PRINTED;
    row->print_unknown += fact->paper == PAPER_UNKNOWN;
    if (fact->wait_ms >= 0)
        values_add(&line->waits, fact->wait_ms);
    if (fact->state == TICKET_DONE && fact->service_ms > 0)
        values_add(&line->services, fact->service_ms);
}

void day_tally_add(struct day_tally *tally, const struct ticket_fact *fact)
{
    char hour[8];

    text_format(hour, sizeof hour, "%02d", fact->hour);
    line_add(&tally->total, fact);
    line_add(lines_find(&tally->groups, fact->group_id, fact->group_id), fact);
    line_add(lines_find(&tally->services, fact->service_id,
                        fact->service_id[0] ? fact->service_name : ""),
             fact);
    line_add(lines_find(&tally->hours, hour, ""), fact);
    line_add(lines_find(&tally->officers, fact->officer, ""), fact);
}

/* What is no key of its own stands last. */
static int rank_of(const char *key)
{
    return strcmp(key, REPORT_KEY_REST) == 0 ? 2 : key[0] == '\0';
}

static int by_key(const void *a, const void *b)
{
    const struct report_row *left = a, *right = b;
    int rank = rank_of(left->key) - rank_of(right->key);

    return rank ? rank : strcmp(left->key, right->key);
}

static int by_count(const void *a, const void *b)
{
    const struct report_row *left = a, *right = b;
    int rank = rank_of(left->key) - rank_of(right->key);

    if (rank)
        return rank;
    if (left->issued != right->issued)
        return left->issued < right->issued ? 1 : -1;
    int name = strcmp(left->name, right->name);
    return name ? name : strcmp(left->key, right->key);
}

static struct report_row line_finish(struct line *line)
{
    line->row.wait = spread_of(line->waits.items, line->waits.count);
    line->row.service = spread_of(line->services.items, line->services.count);
    return line->row;
}

static struct report_table lines_finish(struct lines *lines,
                                        int (*order)(const void *, const void *))
{
    struct report_table table = {.count = lines->count};

    if (table.count == 0)
        return table;
    table.rows = mem_zalloc(table.count, sizeof *table.rows);
    for (size_t i = 0; i < table.count; i++)
        table.rows[i] = line_finish(&lines->items[i]);
    if (order)
        qsort(table.rows, table.count, sizeof *table.rows, order);
    return table;
}

void day_tally_finish(struct day_tally *tally, struct day_report *out)
{
    out->total = line_finish(&tally->total);
    out->groups = lines_finish(&tally->groups, NULL);
    out->services = lines_finish(&tally->services, by_count);
    out->hours = lines_finish(&tally->hours, by_key);
    out->officers = lines_finish(&tally->officers, by_key);
}

void day_report_add_series(struct day_report *report, const char *series, int64_t hi,
                           int64_t present)
{
    size_t i = 0;

    while (i < report->series_count && strcmp(report->series[i].series, series) != 0)
        i++;
    if (i == report->series_count) {
        assert(i < REPORT_SERIES_MOST); /* 26 letters, plain and marked after a lost database */
        report->series_count++;
        text_copy(report->series[i].series, sizeof report->series[i].series, series);
    }
    report->series[i].hi += hi;
    report->series[i].missing += hi - present;
}
