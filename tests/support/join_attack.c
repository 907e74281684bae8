/* Orders by every column and every offset, moments by every value and every byte. */
#include "support/join_attack.h"
#include "base/attr.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <dirent.h>
#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PAGE = 4096, HALVES = 2, FILE_MOST = 256 << 20, NEAR_MS = 900 };

struct attack {
    const struct hall *hall;
    const struct given *given;
    size_t count;
    sqlite3 *db;
    int *buckets; /* first response by the first two bytes of its id, -1 = none */
    int *next;
    struct join_findings *out;
};

static int find_id(const struct attack *attack, const uint8_t *bytes)
{
    int at = attack->buckets[bytes[0] << 8 | bytes[1]];

    while (at >= 0 && memcmp(attack->given[at].response.bytes, bytes, 16) != 0)
        at = attack->next[at];
    return at;
}

static void index_ids(struct attack *attack)
{
    attack->buckets = mem_zalloc(65536, sizeof *attack->buckets);
    attack->next = mem_zalloc(attack->count + 1, sizeof *attack->next);
    for (size_t i = 0; i < 65536; i++)
        attack->buckets[i] = -1;
    for (size_t i = 0; i < attack->count; i++) {
        const uint8_t *id = attack->given[i].response.bytes;
        int *first = &attack->buckets[id[0] << 8 | id[1]];

        attack->next[i] = *first;
        *first = (int)i;
    }
}

/* `order[i]`: which response (by giving) stands at place i. Compared within each half-day. */
static void judge_order(struct attack *attack, const int *order, size_t count, const char *name)
{
    size_t hits = 0;

    for (int half = 0; half < HALVES; half++) {
        double distance = 0;
        int place = 0;
        double all = 0;
        AUTO_FREE int *rank = mem_zalloc(attack->count + 1, sizeof *rank);

        for (size_t i = 0; i < attack->count; i++) { /* ranks of giving */
            if (attack->given[i].half == half)
                rank[i] = (int)all++;
        }
        for (size_t i = 0; i < count; i++) {
            if (attack->given[order[i]].half != half)
                continue;
            double off = rank[order[i]] - place;
            distance += off * off;
            hits += off == 0;
            place++;
        }
        if (place < 30 || place != (int)all)
            continue;
        double rho = fabs(1 - 6 * distance / (all * (all * all - 1)));
        if (rho * sqrt(all) > attack->out->order) {
            attack->out->order = rho * sqrt(all);
            (void)text_copy(attack->out->order_by, sizeof attack->out->order_by, name);
        }
    }
    if (hits > attack->out->most_hits)
        attack->out->most_hits = hits;
}

/* The order that a query gives, of ids as blobs. */
static void try_order(struct attack *attack, const char *sql)
{
    AUTO_FREE int *order = mem_zalloc(attack->count + 1, sizeof *order);
    sqlite3_stmt *statement = NULL;
    size_t count = 0;

    if (sqlite3_prepare_v2(attack->db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(attack->db));
    while (sqlite3_step(statement) == SQLITE_ROW && count < attack->count) {
        const uint8_t *id = sqlite3_column_blob(statement, 0);
        int at = id && sqlite3_column_bytes(statement, 0) == 16 ? find_id(attack, id) : -1;

        if (at >= 0)
            order[count++] = at;
    }
    sqlite3_finalize(statement);
    judge_order(attack, order, count, sql);
}

static void try_columns(struct attack *attack)
{
    sqlite3_stmt *statement = NULL;

    assert_int_equal(sqlite3_prepare_v2(attack->db,
                                        "SELECT name FROM pragma_table_info('response')", -1,
                                        &statement, NULL),
                     SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        AUTO_FREE char *sql = mem_format("SELECT id FROM response ORDER BY \"%s\"",
                                         (const char *)sqlite3_column_text(statement, 0));
        try_order(attack, sql);
    }
    sqlite3_finalize(statement);
    try_order(attack, "SELECT id FROM response");
    try_order(attack, "SELECT id FROM outbox WHERE kind = 'survey.answered' ORDER BY seq");
    try_order(attack, "SELECT id FROM outbox WHERE kind = 'survey.answered'");
}

static bool is_near(int64_t value, int64_t moment)
{
    return value - moment < NEAR_MS && moment - value < NEAR_MS;
}

static void note_moment(struct attack *attack, const char *where)
{
    if (attack->out->moments++ == 0)
        (void)text_copy(attack->out->moment_in, sizeof attack->out->moment_in, where);
}

/* As milliseconds or seconds of either clock. */
static void judge_number(struct attack *attack, int64_t value, const char *where)
{
    for (size_t i = 0; i < attack->count; i++) {
        const struct given *given = &attack->given[i];

        if (is_near(value, given->at_ms) || is_near(value, given->mono_ms)
            || value == given->at_ms / 1000 || (given->slip_ms && is_near(value, given->slip_ms))) {
            note_moment(attack, where);
            return;
        }
    }
}

static bool is_of_id(char c)
{
    return c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Every number that stands in a text; what is part of an id is random. */
static void judge_text(struct attack *attack, const char *bytes, size_t len, const char *where)
{
    for (size_t i = 0; i < len; i++) {
        int64_t value = 0;
        size_t from = i;

        while (i < len && bytes[i] >= '0' && bytes[i] <= '9' && i - from < 18)
            value = value * 10 + (bytes[i++] - '0');
        if (i - from >= 7 && (from == 0 || !is_of_id(bytes[from - 1]))
            && (i == len || !is_of_id(bytes[i])))
            judge_number(attack, value, where);
    }
}

static void judge_values(struct attack *attack, const char *table)
{
    AUTO_FREE char *sql = mem_format("SELECT * FROM \"%s\"", table);
    sqlite3_stmt *statement = NULL;

    assert_int_equal(sqlite3_prepare_v2(attack->db, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            AUTO_FREE char *where = mem_format("%s.%s", table, sqlite3_column_name(statement, i));
            const char *bytes = sqlite3_column_blob(statement, i);
            size_t len = (size_t)sqlite3_column_bytes(statement, i);

            if (sqlite3_column_type(statement, i) == SQLITE_INTEGER)
                judge_number(attack, sqlite3_column_int64(statement, i), where);
            else if (len > 32) /* ids and digests are random */
                judge_text(attack, bytes, len, where);
        }
    }
    sqlite3_finalize(statement);
}

static void try_values(struct attack *attack)
{
    sqlite3_stmt *statement = NULL;

    assert_int_equal(sqlite3_prepare_v2(attack->db,
                                        "SELECT name FROM sqlite_schema WHERE type = 'table' "
                                        "AND name NOT LIKE 'sqlite_%'",
                                        -1, &statement, NULL),
                     SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW)
        judge_values(attack, (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
}

/* Pairs of a page in the order of giving, and what chance makes of them (Kendall). */
struct pairs {
    double ordered;
    double variance;
};

static void judge_half(struct attack *attack, const int *found, size_t count, struct pairs *pairs)
{
    double all = (double)count;

    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; k < count; k++) {
            attack->out->page_pairs++;
            pairs->ordered += found[i] < found[k] ? 0.5 : -0.5;
        }
    }
    pairs->variance += all * (all - 1) * (2 * all + 5) / 72;
}

static bool holds_a_ticket(const struct attack *attack, const uint8_t *page)
{
    for (size_t i = 0; i < attack->count; i++) {
        const struct uuid *ticket = &attack->given[i].ticket;
        if (!uuid_is_nil(ticket) && memmem(page, PAGE, ticket->bytes, sizeof ticket->bytes))
            return true;
    }
    return false;
}

/* Newer cells of a page stand in front of older ones, unless somebody mixed them. */
static void judge_page(struct attack *attack, const uint8_t *page, struct pairs *pairs)
{
    bool has_any = false;

    for (int half = 0; half < 2; half++) {
        int found[PAGE];
        size_t count = 0;

        for (size_t at = 0; at + 16 <= PAGE; at++) {
            int response = find_id(attack, page + at);
            if (response >= 0 && attack->given[response].half == half)
                found[count++] = response;
        }
        judge_half(attack, found, count, pairs);
        has_any = has_any || count > 0;
    }
    if (has_any && holds_a_ticket(attack, page))
        attack->out->shared++;
}

static void try_pages(struct attack *attack)
{
    AUTO_FREE char *path = mem_format("%s/anjungan.db", attack->hall->directory);
    AUTO_FREE int *order = mem_zalloc(attack->count + 1, sizeof *order);
    AUTO_FREE bool *seen = mem_zalloc(attack->count + 1, sizeof *seen);
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    size_t count = 0;
    struct pairs pairs = {0};

    assert_true(file_read(path, FILE_MOST, &bytes, &len, NULL));
    for (size_t at = 0; at + PAGE <= len; at += PAGE)
        judge_page(attack, (const uint8_t *)bytes + at, &pairs);
    if (pairs.variance > 0)
        attack->out->page_order = pairs.ordered / sqrt(pairs.variance);
    for (size_t at = 0; at + 16 <= len; at++) {
        int response = find_id(attack, (const uint8_t *)bytes + at);
        if (response < 0 || seen[response])
            continue;
        seen[response] = true;
        order[count++] = response;
    }
    judge_order(attack, order, count, "the first place in the file");
}

static size_t count_in(const char *bytes, size_t len, const void *needle, size_t needle_len)
{
    size_t count = 0;
    const char *at = bytes;

    while ((at = memmem(at, len - (size_t)(at - bytes), needle, needle_len)) != NULL) {
        count++;
        at++;
    }
    return count;
}

/* Calls `look` with every file of the state directory. */
static void each_file(const struct hall *hall,
                      void (*look)(void *context, const char *name, const char *bytes, size_t len),
                      void *context)
{
    DIR *directory = opendir(hall->directory);
    const struct dirent *entry;

    assert_non_null(directory);
    while ((entry = readdir(directory)) != NULL) {
        AUTO_FREE char *path = mem_format("%s/%s", hall->directory, entry->d_name);
        AUTO_FREE char *bytes = NULL;
        size_t len = 0;

        if (entry->d_type == DT_REG && file_read(path, FILE_MOST, &bytes, &len, NULL))
            look(context, entry->d_name, bytes, len);
    }
    closedir(directory);
}

/* As SQLite and time-ordered UUIDs write a moment (six bytes, big endian), and in digits. */
static void look_for_moments(void *context, const char *name, const char *bytes, size_t len)
{
    struct attack *attack = context;

    for (size_t i = 0; i < 2 * attack->count; i++) {
        const struct given *given = &attack->given[i / 2];
        uint64_t at_ms = (uint64_t)(i % 2 ? given->slip_ms : given->at_ms);
        uint8_t packed[6];
        char digits[24];

        if (at_ms == 0)
            continue;
        for (int k = 0; k < 6; k++)
            packed[k] = (uint8_t)(at_ms >> (40 - 8 * k));
        (void)text_format(digits, sizeof digits, "%" PRIu64, at_ms);
        if (count_in(bytes, len, packed, sizeof packed) > 0
            || count_in(bytes, len, digits, strlen(digits)) > 0)
            note_moment(attack, name);
    }
}

static void look_for_slips(void *context, const char *name, const char *bytes, size_t len)
{
    struct attack *attack = context;

    (void)name;
    for (size_t i = 0; i < attack->count; i++) {
        const struct given *given = &attack->given[i];
        if (given->slip_ms)
            attack->out->slips += count_in(bytes, len, given->slip.bytes, sizeof given->slip.bytes);
    }
}

/* Where one is missing, a slip was printed between the moments of its neighbours. */
static size_t count_gaps(struct attack *attack, const char *column)
{
    AUTO_FREE char *sql = mem_format(
        "SELECT ifnull(max(%s) - min(%s) + 1 - count(*), 0) FROM print_job WHERE %s <> 0", column,
        column, column);
    sqlite3_stmt *statement = NULL;

    assert_int_equal(sqlite3_prepare_v2(attack->db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    size_t count = (size_t)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

void join_attack(const struct hall *hall, const struct given *given, size_t count,
                 struct join_findings *out)
{
    AUTO_FREE char *path = mem_format("%s/anjungan.db", hall->directory);
    struct attack attack = {.hall = hall, .given = given, .count = count, .out = out};

    *out = (struct join_findings){.order = 0};
    index_ids(&attack);
    assert_int_equal(sqlite3_open_v2(path, &attack.db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    try_columns(&attack);
    try_values(&attack);
    out->gaps = count_gaps(&attack, "id") + count_gaps(&attack, "cups_job");
    sqlite3_close(attack.db);
    try_pages(&attack);
    each_file(hall, look_for_moments, &attack);
    each_file(hall, look_for_slips, &attack);
    free(attack.buckets);
    free(attack.next);
}

struct needle {
    const void *bytes;
    size_t len;
    size_t count;
};

static void look_for_bytes(void *context, const char *name, const char *bytes, size_t len)
{
    struct needle *needle = context;

    (void)name;
    needle->count += count_in(bytes, len, needle->bytes, needle->len);
}

size_t join_count_bytes(const struct hall *hall, const void *bytes, size_t len)
{
    struct needle needle = {.bytes = bytes, .len = len};

    each_file(hall, look_for_bytes, &needle);
    return needle.count;
}
