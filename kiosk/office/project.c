/* Turns events into what pages read, over and over (sql/0003_project.sql). */
#include "base/log.h"
#include "base/mem.h"
#include "base/supervisor.h"
#include "office/office.h"
#include "office/pg.h"
#include "office/trouble.h"

#include <poll.h>
#include <string.h>

#define LOG_AREA "project"

enum {
    LOOK_MS = 300, /* what a kiosk sent is on the pages within a second… */
    LOOK_STEP_MS = 50,
    LOOK_MOST_MS = 800, /* …or, after a quiet while, two */
    TROUBLE_MS = 2000,
    RECORDS_MOST = 2000, /* at once */
};

static bool project(struct pg *pg, int offset_min, int most, int64_t *out_done, struct err *err)
{
    static const char sql[] = "SELECT office.project_next($1, $2)";
    AUTO_ROWS struct pg_rows *rows = NULL;
    AUTO_FREE char *offset = mem_format("%d", offset_min);
    AUTO_FREE char *records = mem_format("%d", most);
    const struct pg_param params[] = {PG_TEXT(offset), PG_TEXT(records)};

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

/* What took longer than a statement may is tried with half as much. */
static int next_most(int most, bool is_good, const char *state)
{
    if (!is_good)
        return strcmp(state, "57014") == 0 && most > 1 ? most / 2 : most;
    return most < RECORDS_MOST / 2 ? most * 2 : RECORDS_MOST;
}

static int next_idle_ms(int idle_ms, int64_t done)
{
    if (done > 0)
        return LOOK_MS;
    return idle_ms < LOOK_MOST_MS ? idle_ms + LOOK_STEP_MS : LOOK_MOST_MS;
}

bool office_project_run(const struct office_options *options, int stop_fd, struct err *err)
{
    struct pg *pg = pg_new(options->database);
    struct clock *clock = clock_system_new(-1);
    struct troubles trouble = {.area = LOG_AREA, .clock = clock, .pg = pg};
    int most = RECORDS_MOST;
    int idle_ms = LOOK_MS;
    int wait_ms = 0;

    (void)err; /* a database that is away comes back */
    supervisor_ready("");
    while (!rest(stop_fd, wait_ms)) {
        struct err why;
        int64_t done = 0;
        bool is_good = project(pg, options->offset_min, most, &done, &why);

        if (is_good)
            trouble_good(&trouble, PROVES_READ | PROVES_WRITE);
        else
            trouble_say_pg(&trouble, &why);
        most = next_most(most, is_good, pg_state(pg));
        idle_ms = next_idle_ms(idle_ms, done);
        wait_ms = !is_good ? TROUBLE_MS : done > 0 ? 0 : idle_ms;
    }
    pg_free(pg);
    clock_free(clock);
    return true;
}
