/* Counts slips on paper and compares them with what the database says of them. */
#include "support/paper_check.h"
#include "support/escpos_decode.h"
#include "support/qr_read.h"
#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLIP_MOST = 1 << 20 };

/* --- the tray -------------------------------------------------------------------------------- */

static uint64_t sum_of(const uint8_t *bytes, size_t len)
{
    uint64_t sum = 14695981039346656037u;

    for (size_t i = 0; i < len; i++)
        sum = (sum ^ bytes[i]) * 1099511628211u;
    return sum;
}

/* ANJ1:OFFICE:DAY:NUMBER:CODE without what all slips of a day share. */
static void take_key(struct paper_slip *slip, const uint8_t *bits, int width, int height)
{
    char text[128];

    if (!qr_read(bits, width, height, text, sizeof text))
        return;
    const char *key = text;
    for (int colons = 0; key && colons < 3; colons++)
        key = (key = strchr(key, ':')) ? key + 1 : NULL;
    if (key)
        (void)snprintf(slip->key, sizeof slip->key, "%.*s", PAPER_KEY - 1, key);
}

/* A page as an IPP printer would put it on paper, through pdftoppm. */
static void read_page(const char *path, struct paper_slip *slip)
{
    char *draw[] = {(char *)(uintptr_t) "pdftoppm",
                    (char *)(uintptr_t) "-singlefile",
                    (char *)(uintptr_t) "-mono",
                    (char *)(uintptr_t) "-r",
                    (char *)(uintptr_t) "203",
                    (char *)(uintptr_t) "-scale-to-x",
                    (char *)(uintptr_t) "640",
                    (char *)(uintptr_t) "-scale-to-y",
                    (char *)(uintptr_t) "-1",
                    (char *)(uintptr_t)path,
                    NULL};
    int ends[2] = {-1, -1};
    int width = 0;
    int height = 0;

    if (pipe(ends) != 0)
        abort();
    pid_t child = fork();
    if (child == 0) {
        (void)dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execvp(draw[0], draw);
        _exit(127);
    }
    close(ends[1]);
    FILE *file = fdopen(ends[0], "rb");
    uint8_t *bits = malloc(SLIP_MOST);
    if (file && bits && fscanf(file, "P4 %d %d", &width, &height) == 2 && fgetc(file) == '\n'
        && width == 640 && height > 0 && height < SLIP_MOST / 80
        && fread(bits, 80, (size_t)height, file) == (size_t)height)
        take_key(slip, bits, width, height);
    free(bits);
    if (file)
        (void)fclose(file);
    (void)waitpid(child, NULL, 0);
}

static bool is_page(const char *name)
{
    size_t len = strlen(name);

    return len >= 4 && strcmp(name + len - 4, ".pdf") == 0;
}

static void read_slip(const char *directory, struct paper_slip *slip)
{
    char path[512];
    char why[128];
    struct escpos_slip picture;
    uint8_t *bytes = malloc(SLIP_MOST);

    (void)snprintf(path, sizeof path, "%s/%s", directory, slip->file);
    FILE *file = fopen(path, "rb");
    size_t len = bytes && file ? fread(bytes, 1, SLIP_MOST, file) : 0;
    if (file)
        (void)fclose(file);
    slip->sum = sum_of(bytes, len);
    if (is_page(slip->file)) {
        read_page(path, slip);
    } else if (len > 0 && escpos_decode(bytes, len, &picture, why)) {
        if (picture.is_cut && picture.bytes == len)
            take_key(slip, picture.bits, picture.width, picture.height);
        escpos_slip_clear(&picture);
    }
    free(bytes);
}

static bool is_new_slip(const struct paper_tray *tray, const char *name)
{
    size_t len = strlen(name);

    if (name[0] == '.' || len < 4 || (strcmp(name + len - 4, ".bin") != 0 && !is_page(name)))
        return false;
    for (size_t i = 0; i < tray->len; i++) {
        if (strcmp(tray->slips[i].file, name) == 0)
            return false;
    }
    return true;
}

/* Slips are numbered as they come out, pages have their moment. */
static long long place_of(const struct paper_slip *slip)
{
    const char *dash = strrchr(slip->file, '-');

    if (is_page(slip->file))
        return strtoll(slip->file, NULL, 10);
    return strtoll(dash ? dash + 1 : "0", NULL, 10);
}

static int by_number(const void *a, const void *b)
{
    long long one = place_of(a);
    long long other = place_of(b);

    return (one > other) - (one < other);
}

void paper_look(struct paper_tray *tray)
{
    DIR *dir = tray->directory[0] ? opendir(tray->directory) : NULL;
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
    *tray = (struct paper_tray){.directory = ""};
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

/* Of one slip on paper. */
struct mark {
    bool is_known;
    int64_t order; /* its place among the jobs; 0: unknown, or it may overtake */
};

struct check {
    const struct paper_tray *trays;
    size_t tray_count;
    struct mark **marks; /* of each tray */
    struct paper_sums *sums;
    bool (*may_overtake)(void *context, const char *key);
    void *context;
};

static void violation(struct check *check, const char *rule, const char *key, const char *more)
{
    check->sums->violations++;
    printf("violation: %s: %s (%s)\n", key, rule, more);
}

static int count_out(const struct check *check, const char *key)
{
    int out = 0;

    for (size_t i = 0; i < check->tray_count; i++)
        out += paper_count(&check->trays[i], key);
    return out;
}

static void mark_slips(struct check *check, const struct account *account)
{
    bool is_in_order = account->jobs == 1 && account->printed == 1
                       && !check->may_overtake(check->context, account->key);

    for (size_t i = 0; i < check->tray_count; i++) {
        for (size_t k = 0; k < check->trays[i].len; k++) {
            if (strcmp(check->trays[i].slips[k].key, account->key) != 0)
                continue;
            check->marks[i][k].is_known = true;
            check->marks[i][k].order = is_in_order ? account->first : 0;
        }
    }
}

static void hold(struct check *check, const struct account *account)
{
    struct paper_sums *sums = check->sums;
    int out = count_out(check, account->key);
    int most = account->printed + account->unsure + account->open;

    sums->slips += account->jobs;
    sums->printed += account->printed;
    sums->uncertain += account->unsure;
    sums->kept_off += account->jobs - account->printed - account->unsure - account->open;
    sums->uncertain_out += out > account->printed ? out - account->printed : 0;
    if (account->open > 0)
        violation(check, "left unsettled", account->key, account->states);
    if (out < account->printed)
        violation(check, "called printed, not on paper", account->key, account->states);
    if (out > most)
        violation(check, account->printed ? "on paper too often" : "on paper, and said not to be",
                  account->key, account->states);
    if (account->unsure > 0 || out > most)
        printf("by name: %s: %s, %d on paper\n", account->key, account->states, out);
    mark_slips(check, account);
}

/* `*last`: the place of the latest so far. */
static void hold_slip(struct check *check, size_t tray, size_t no, int64_t *last)
{
    const struct paper_slip *slip = &check->trays[tray].slips[no];
    const struct mark *mark = &check->marks[tray][no];

    if (!mark->is_known)
        violation(check, "on paper, unknown to the database", slip->key, slip->file);
    for (size_t i = 0; i <= tray; i++) {
        size_t end = i == tray ? no : check->trays[i].len;
        for (size_t k = 0; k < end; k++) {
            if (check->trays[i].slips[k].sum == slip->sum)
                violation(check, "the same slip twice", slip->key, slip->file);
        }
    }
    if (mark->order && mark->order < *last)
        violation(check, "out before one that was asked for earlier", slip->key, slip->file);
    if (mark->order > *last)
        *last = mark->order;
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

static void check_database(struct check *check, const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK
        || sqlite3_prepare_v2(db, accounts, -1, &rows, NULL) != SQLITE_OK)
        violation(check, "the database cannot be read", path, sqlite3_errmsg(db));
    else
        hold_accounts(check, rows);
    sqlite3_finalize(rows);
    sqlite3_close(db);
}

static void *zeroed(size_t count, size_t size)
{
    void *out = calloc(count, size);

    if (!out)
        abort();
    return out;
}

void paper_check(const struct paper_tray *trays, size_t tray_count, const char *path,
                 bool (*may_overtake)(void *context, const char *key), void *context,
                 struct paper_sums *sums)
{
    struct check check = {
        .trays = trays,
        .tray_count = tray_count,
        .marks = zeroed(tray_count, sizeof *check.marks),
        .sums = sums,
        .may_overtake = may_overtake,
        .context = context,
    };

    for (size_t i = 0; i < tray_count; i++)
        check.marks[i] = zeroed(trays[i].len + 1, sizeof *check.marks[i]);
    check_database(&check, path);
    for (size_t i = 0; i < tray_count; i++) {
        int64_t last = 0;
        for (size_t k = 0; k < trays[i].len; k++)
            hold_slip(&check, i, k, &last);
        free(check.marks[i]);
    }
    free(check.marks);
}
