/* Turns events into what pages read, over and over (sql/0003_project.sql). */
#include "base/log.h"
#include "base/mem.h"
#include "base/supervisor.h"
#include "office/office.h"
#include "office/pg.h"

#include <poll.h>

#define LOG_AREA "project"

enum {
    LOOK_MS = 300, /* what a kiosk sent is on the pages within a second */
    TROUBLE_MS = 2000,
};

/* What is lost in a power cut is read again: `projected` is lost with it. So no wait for the disk. */
static bool set_up(struct pg *pg, struct err *err)
{
    static const char sql[] = "SET synchronous_commit = off";

    return pg_run(pg, sql, NULL, 0, err);
}

static bool project(struct pg *pg, int offset_min, int64_t *out_done, struct err *err)
{
    static const char sql[] = "SELECT office.project_next($1)";
    AUTO_ROWS struct pg_rows *rows = NULL;
    AUTO_FREE char *offset = mem_format("%d", offset_min);
    const struct pg_param params[] = {PG_TEXT(offset)};

    if (!pg_query(pg, &rows, sql, params, ARRAY_LEN(params), err))
        return false;
    *out_done = pg_int(rows, 0, 0);
    return true;
}

/* True when told to stop. */
static bool rest(int stop_fd, int ms)
{
    struct pollfd fd = {.fd = stop_fd, .events = POLLIN};

    supervisor_ping();
    return poll(&fd, 1, ms) > 0;
}

bool office_project_run(const struct office_options *options, int stop_fd, struct err *err)
{
    struct pg *pg = pg_new(options->database);
    bool was_good = true;
    int wait_ms = 0;

    (void)err; /* a database that is away comes back */
    supervisor_ready("");
    while (!rest(stop_fd, wait_ms)) {
        struct err trouble;
        int64_t done = 0;
        bool is_good = set_up(pg, &trouble) && project(pg, options->offset_min, &done, &trouble);

        if (!is_good && was_good)
            log_error("%s: tried again every %d s", trouble.text, TROUBLE_MS / 1000);
        else if (is_good && !was_good)
            log_info("events are read again");
        was_good = is_good;
        wait_ms = !is_good ? TROUBLE_MS : done > 0 ? 0 : LOOK_MS;
    }
    pg_free(pg);
    return true;
}
