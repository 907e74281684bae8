/* Counts slips on paper and compares them with what the database says of them. */
#include "support/paper_check.h"
#include "support/escpos_decode.h"
#include "support/qr_read.h"
#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLIP_MOST = 1 << 20 };

/* --- the tray -------------------------------------------------------------------------------- */

static uint64_t sum_of(const uint8_t *bytes, size_t len)
{
    uint64_t sum = 14695981039346656037u;

    for (size_t i = 0; i < len; i++)
        sum = (sum ^ bytes[i]) * 1099511628211u;
    return sum;
}

static void read_slip(const char *directory, struct paper_slip *slip)
{
    char path[512];
    char why[128];
    char text[128];
    struct escpos_slip picture;
    uint8_t *bytes = malloc(SLIP_MOST);

    (void)snprintf(path, sizeof path, "%s/%s", directory, slip->file);
    FILE *file = fopen(path, "rb");
    size_t len = bytes && file ? fread(bytes, 1, SLIP_MOST, file) : 0;
    if (file)
        (void)fclose(file);
    slip->sum = sum_of(bytes, len);
    if (len > 0 && escpos_decode(bytes, len, &picture, why)) {
        const char *key = NULL;
        if (picture.is_cut && picture.bytes == len
            && qr_read(picture.bits, picture.width, picture.height, text, sizeof text)) {
            key = text; /* ANJ1:OFFICE:DAY:NUMBER:CODE */
            for (int colons = 0; key && colons < 3; colons++)
                key = (key = strchr(key, ':')) ? key + 1 : NULL;
        }
        if (key)
            (void)snprintf(slip->key, sizeof slip->key, "%.*s", PAPER_KEY - 1, key);
        escpos_slip_clear(&picture);
    }
    free(bytes);
}

static bool is_new_slip(const struct paper_tray *tray, const char *name)
{
    size_t len = strlen(name);

    if (name[0] == '.' || len < 4 || strcmp(name + len - 4, ".bin") != 0)
        return false;
    for (size_t i = 0; i < tray->len; i++) {
        if (strcmp(tray->slips[i].file, name) == 0)
            return false;
    }
    return true;
}

/* Slips are numbered as they come out. */
static int by_number(const void *a, const void *b)
{
    const struct paper_slip *one = a;
    const struct paper_slip *other = b;
    const char *dash = strrchr(one->file, '-');
    const char *other_dash = strrchr(other->file, '-');

    return (int)(strtol(dash ? dash + 1 : "0", NULL, 10)
                 - strtol(other_dash ? other_dash + 1 : "0", NULL, 10));
}

void paper_look(struct paper_tray *tray)
{
    DIR *dir = opendir(tray->directory);
    const struct dirent *file;

    while (dir && (file = readdir(dir))) {
        if (!is_new_slip(tray, file->d_name))
            continue;
        if (tray->len == tray->room) {
            tray->room = tray->room ? tray->room * 2 : 64;
            tray->slips = realloc(tray->slips, tray->room * sizeof *tray->slips);
        }
        if (!tray->slips)
            abort();
        struct paper_slip *slip = &tray->slips[tray->len++];
        *slip = (struct paper_slip){0};
        (void)snprintf(slip->file, sizeof slip->file, "%.*s", PAPER_FILE - 1, file->d_name);
        read_slip(tray->directory, slip);
    }
    if (dir)
        closedir(dir);
    if (tray->len > 0)
        qsort(tray->slips, tray->len, sizeof *tray->slips, by_number);
}

void paper_clear(struct paper_tray *tray)
{
    free(tray->slips);
    *tray = (struct paper_tray){0};
}

int paper_count(const struct paper_tray *tray, const char *key)
{
    int count = 0;

    for (size_t i = 0; i < tray->len; i++)
        count += strcmp(tray->slips[i].key, key) == 0;
    return count;
}

/* --- the rules ------------------------------------------------------------------------------- */

/* What the database says of one number, all its copies together. */
struct account {
    char key[PAPER_KEY];
    int jobs, printed, unsure, open;
    int64_t first; /* its first job's place in the order */
    char states[128];
};

struct check {
    const struct paper_tray *tray;
    struct paper_sums *sums;
    bool (*may_overtake)(void *context, const char *key);
    void *context;
    int64_t *order; /* of each slip in the tray; 0: unknown, or it may overtake */
    bool *is_known;
    bool *is_excused; /* may be out twice */
    bool is_stock;
};

static void violation(struct check *check, const char *rule, const char *key, const char *more)
{
    check->sums->violations++;
    printf("violation: %s: %s (%s)\n", key, rule, more);
}

static void hold(struct check *check, const struct account *account)
{
    struct paper_sums *sums = check->sums;
    int out = paper_count(check->tray, account->key);

    sums->slips += account->jobs;
    sums->printed += account->printed;
    sums->uncertain += account->unsure;
    sums->kept_off += account->jobs - account->printed - account->unsure - account->open;
    sums->uncertain_out += out > account->printed ? out - account->printed : 0;
    if (account->open > 0)
        violation(check, "left unsettled", account->key, account->states);
    if (out < account->printed)
        violation(check, "called printed, not on paper", account->key, account->states);
    int most = account->printed + account->unsure + account->open;
    /* "printed" is a person's word there, too. */
    bool is_excused = check->is_stock && most > 0 && out <= most * 2;
    if (is_excused && out > most)
        sums->stock_twice++;
    if (!is_excused && out > most)
        violation(check, account->printed ? "on paper too often" : "on paper, and said not to be",
                  account->key, account->states);
    if (account->unsure > 0 || out > most)
        printf("by name: %s: %s, %d on paper\n", account->key, account->states, out);
    for (size_t i = 0; i < check->tray->len; i++) {
        const struct paper_slip *slip = &check->tray->slips[i];
        if (strcmp(slip->key, account->key) != 0)
            continue;
        check->is_known[i] = true;
        check->is_excused[i] = is_excused;
        if (account->jobs == 1 && account->printed == 1
            && !check->may_overtake(check->context, account->key))
            check->order[i] = account->first;
    }
}

static void hold_tray(struct check *check)
{
    const struct paper_tray *tray = check->tray;
    int64_t last = 0;

    for (size_t i = 0; i < tray->len; i++) {
        const struct paper_slip *slip = &tray->slips[i];
        if (!check->is_known[i])
            violation(check, "on paper, unknown to the database", slip->key, slip->file);
        for (size_t k = 0; k < i; k++) {
            if (tray->slips[k].sum == slip->sum && !check->is_excused[i])
                violation(check, "the same slip twice", slip->key, slip->file);
        }
        if (check->order[i] && check->order[i] < last)
            violation(check, "out before one that was asked for earlier", slip->key, slip->file);
        last = check->order[i] > last ? check->order[i] : last;
    }
}

static const char accounts[] =
    "SELECT t.number || ':' || t.code, count(*), sum(j.state = 'printed'),"
    " sum(j.state = 'uncertain' OR (j.state = 'failed' AND j.trouble = 'none')),"
    " sum(j.state IN ('queued', 'sending', 'printing')), min(j.id),"
    " group_concat(j.copy || ' ' || j.state || ' ' || j.trouble || ' ' || lower(hex(j.uuid)))"
    " FROM print_job j JOIN ticket t ON t.id = j.ticket GROUP BY t.id ORDER BY min(j.id)";

static void hold_accounts(struct check *check, sqlite3_stmt *rows)
{
    while (sqlite3_step(rows) == SQLITE_ROW) {
        struct account account = {
            .jobs = sqlite3_column_int(rows, 1),
            .printed = sqlite3_column_int(rows, 2),
            .unsure = sqlite3_column_int(rows, 3),
            .open = sqlite3_column_int(rows, 4),
            .first = sqlite3_column_int64(rows, 5),
        };
        (void)snprintf(account.key, sizeof account.key, "%s",
                       (const char *)sqlite3_column_text(rows, 0));
        (void)snprintf(account.states, sizeof account.states, "%s",
                       (const char *)sqlite3_column_text(rows, 6));
        hold(check, &account);
    }
}

void paper_check(const struct paper_tray *tray, const char *path, bool is_stock,
                 bool (*may_overtake)(void *context, const char *key), void *context,
                 struct paper_sums *sums)
{
    struct check check = {
        .tray = tray,
        .sums = sums,
        .may_overtake = may_overtake,
        .context = context,
        .order = calloc(tray->len + 1, sizeof *check.order),
        .is_known = calloc(tray->len + 1, sizeof *check.is_known),
        .is_excused = calloc(tray->len + 1, sizeof *check.is_excused),
        .is_stock = is_stock,
    };
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;

    if (!check.order || !check.is_known || !check.is_excused)
        abort();
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK
        || sqlite3_prepare_v2(db, accounts, -1, &rows, NULL) != SQLITE_OK)
        violation(&check, "the database cannot be read", path, sqlite3_errmsg(db));
    else
        hold_accounts(&check, rows);
    sqlite3_finalize(rows);
    sqlite3_close(db);
    hold_tray(&check);
    free(check.order);
    free(check.is_known);
    free(check.is_excused);
}
