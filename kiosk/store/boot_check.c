/* The check at open: every table where that is quick, and in any case what the next ticket will
 * touch. The walk of one table cannot be interrupted in SQLite 3.40, so the size of the file
 * decides what is walked (about 2 MB a millisecond from memory, 150 MB a second from a slow disk)
 * and the progress handler ends what takes longer than expected. */
#include "store/boot_check.h"
#include "store/meta_store.h"
#include "store/outbox_store.h"
#include "store/query.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define LOG_AREA "store"
#include "base/log.h"

static const char quick[] =
    "PRAGMA quick_check(1)"; /* not whether indexes agree with their tables */
static const char whole[] = "PRAGMA integrity_check(1)";

struct extent {
    const char *check;   /* of a file that is walked whole */
    int64_t whole_bytes; /* files up to this size are walked whole */
    int ceiling_ms;
    int outbox_rows;
};

static const struct extent extent_every_open = {quick, 16 << 20, 150, 50};
static const struct extent extent_once_a_boot = {quick, 256 << 20, 1500, 1000};
static const struct extent extent_on_demand = {whole, 512 << 20, BOOT_CHECK_CEILING_MS, 1000};

/* Always small. */
static const char *const small_tables[] = {
    "PRAGMA quick_check('meta')",   "PRAGMA quick_check('session')", "PRAGMA quick_check('line')",
    "PRAGMA quick_check('stream')", "PRAGMA quick_check('printer')",
};

/* What a large file is sampled by: the rows that were written last, through their trees. */
static const char tail_of_tickets[] =
    "SELECT sum(length(number) + length(service_name)) FROM (SELECT number, service_name FROM "
    "ticket WHERE session = (SELECT max(no) FROM session) ORDER BY series DESC, seq DESC LIMIT "
    "1000)";
static const char tail_of_jobs[] =
    "SELECT sum(length(service_id) + length(state)) FROM (SELECT service_id, state FROM print_job "
    "ORDER BY id DESC LIMIT 1000)";
static const char *const tails[] = {tail_of_tickets, tail_of_jobs};

static char *demand_path(const char *state_dir)
{
    return mem_format("%s/check-database", state_dir);
}

void boot_check_demand(const char *state_dir)
{
    AUTO_FREE char *path = demand_path(state_dir);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0660);

    if (fd < 0)
        log_warn("%s cannot be made; the next start checks as usual", path);
    else
        close(fd);
}

static int stop_when_late(void *deadline_ms)
{
    return clock_machine_mono_ms() > *(const int64_t *)deadline_ms;
}

static bool walk(struct db *db, const char *sql, struct err *err)
{
    char finding[256] = "";
    AUTO_QUERY struct query q = query_begin(db, sql);

    if (!query_one(&q, "answer", err))
        return false;
    query_text(&q, 0, finding, sizeof finding);
    return text_equal(finding, "ok")
           || err_set(err, ERR_CORRUPT, "%s: %s (%s)", sql, finding, db->path);
}

static bool read_tail(struct db *db, const char *sql, struct err *err)
{
    AUTO_QUERY struct query q = query_begin(db, sql);

    return query_one(&q, "answer", err);
}

static bool file_size(struct db *db, int64_t *out, struct err *err)
{
    AUTO_QUERY struct query q = query_begin(db, "PRAGMA page_count");

    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0) * DB_PAGE_BYTES;
    return true;
}

static bool look(struct db *db, const struct extent *extent, struct err *err)
{
    int64_t bytes = 0;

    if (!file_size(db, &bytes, err))
        return false;
    if (bytes <= extent->whole_bytes)
        return walk(db, extent->check, err) && outbox_store_check(db, extent->outbox_rows, err);
    for (size_t i = 0; i < ARRAY_LEN(small_tables); i++) {
        if (!walk(db, small_tables[i], err))
            return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
        if (!read_tail(db, tails[i], err))
            return false;
    }
    return outbox_store_check(db, extent->outbox_rows, err);
}

/* True when the time ran out, which says nothing against the file. */
static bool is_only_late(struct db *db, int64_t deadline_ms, const struct err *err)
{
    if (err->code != ERR_IO || clock_machine_mono_ms() <= deadline_ms
        || sqlite3_errcode(db->handle) != SQLITE_INTERRUPT)
        return false;
    db->is_in_doubt = false;
    return true;
}

/* `*is_late`: the time ran out, and so far nothing was wrong. */
static bool look_in_time(struct db *db, const struct extent *extent, bool *is_late, struct err *err)
{
    int64_t deadline_ms = clock_machine_mono_ms() + extent->ceiling_ms;
    struct err found = {0};

    sqlite3_progress_handler(db->handle, 1000, stop_when_late, &deadline_ms);
    bool is_sound = look(db, extent, &found);
    *is_late = !is_sound && is_only_late(db, deadline_ms, &found);
    sqlite3_progress_handler(db->handle, 0, NULL, NULL);
    return is_sound || *is_late || err_set(err, found.code, "%s", found.text);
}

bool db_check_for(struct db *db, int ms, bool *is_whole, struct err *err)
{
    struct extent extent = extent_on_demand;
    int64_t bytes = 0;
    bool is_late = false;

    extent.check = quick;
    extent.ceiling_ms = ms;
    if (!file_size(db, &bytes, err) || !look_in_time(db, &extent, &is_late, err))
        return false;
    *is_whole = !is_late && bytes <= extent.whole_bytes;
    return true;
}

bool boot_check_run(struct db *db, const char *boot_id, struct err *err)
{
    AUTO_FREE char *demand = demand_path(db->state_dir);
    const struct extent *extent = &extent_every_open;
    char checked_boot[64] = "";
    struct err ignored;

    if (!meta_store_get(db, "checked_boot", checked_boot, sizeof checked_boot, &ignored)
        && ignored.code != ERR_NOT_FOUND)
        return err_set(err, ignored.code, "%s", ignored.text);
    bool is_late = false;
    bool is_first = !text_equal(checked_boot, boot_id);
    bool is_demanded = access(demand, F_OK) == 0;
    if (is_demanded)
        extent = &extent_on_demand;
    else if (is_first)
        extent = &extent_once_a_boot;
    if (!look_in_time(db, extent, &is_late, err))
        return false;
    if (is_late)
        log_warn("%s: check ended after %d ms", db->path, extent->ceiling_ms);
    if (is_demanded && unlink(demand) != 0)
        log_warn("%s cannot be removed; the next start checks everything again", demand);
    return !is_first || meta_store_put(db, "checked_boot", boot_id, err);
}
