/* One process issues, eight call, and the parent kills them. */
#include "support/call_day.h"
#include "base/file.h"
#include "base/text.h"
#include "desk/ticket.h"
#include "support/call_officer.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { CHILDREN = DAY_COUNTERS + 1, ISSUER = DAY_COUNTERS, KILL_PAUSE_MS = 40 };

static const char office[] =
    "{\"format\":\"anjungan-catalog-1\",\"version\":1,\"office\":{\"id\":\"pekanbaru\",\"name\":"
    "\"DPMPTSP\",\"zone\":\"WIB\",\"groups\":["
    "{\"letter\":\"A\",\"id\":\"intake\",\"name\":\"Berkas\",\"counters\":[\"Loket 1\",\"Loket "
    "2\",\"Loket 3\",\"Loket 4\",\"Loket 5\"]},"
    "{\"letter\":\"B\",\"id\":\"information\",\"name\":\"Informasi\",\"counters\":[\"Loket "
    "5\",\"Loket 6\",\"Loket 7\"]},"
    "{\"letter\":\"C\",\"id\":\"collection\",\"name\":\"Pengambilan\",\"counters\":[\"Loket "
    "4\",\"Loket 7\",\"Loket 8\"]}]},\"services\":["
    "{\"id\":\"izin\",\"name\":\"Izin\",\"group\":\"intake\",\"requirements\":[{\"text\":"
    "\"KTP\"}]}]}";

static long count_called(const struct day *day)
{
    long called = 0;

    for (int i = 0; i < DAY_COUNTERS; i++)
        called += officer_told(&day->officers[i])->calls;
    return called;
}

static void issue_all(struct day *day, struct desk *desk)
{
    static const char *const groups[] = {"intake", "intake", "izin", "information", "collection"};
    struct ticket ticket;

    for (long i = atomic_load(&day->issued); i < day->tickets; i++) {
        const struct ticket_request wish = {.request = day->requests[i],
                                            .service = groups[i % 5],
                                            .is_priority = i % 7 == 0,
                                            .lang = "id",
                                            .wants_slip = i % 3 != 0};
        struct err err = {0};
        day_tick(day, desk);
        while (!desk_issue_ticket(desk, &wish, &ticket, &err)) {
            if (err.code != ERR_BUSY)
                _exit(1);
        }
        atomic_store(&day->issued, i + 1);
        /* People come while others are called, not all before. */
        while (i + 1 < day->tickets && i - count_called(day) > day->tickets / 10)
            day_pause_us(500);
    }
}

static void live(struct day *day, const struct hall *hall, int child)
{
    struct desk *desk = NULL;

    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a day that is broken off leaves nobody behind */
    if (!hall_desk(hall, &desk, NULL))
        _exit(1);
    if (child == ISSUER)
        issue_all(day, desk);
    else
        officer_work(day, desk, child);
    desk_close(desk);
    _exit(0);
}

static pid_t begin_life(struct day *day, const struct hall *hall, int child)
{
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0)
        live(day, hall, child);
    return pid;
}

static void bury(pid_t *pid, struct day_result *out)
{
    int status = 0;

    if (*pid == 0 || waitpid(*pid, &status, WNOHANG) != *pid)
        return;
    *pid = 0;
    out->broken += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

/* Kills one of those who still work, and begins its life anew. */
static void kill_one(struct day *day, const struct hall *hall, pid_t *pids, struct day_result *out)
{
    int child = (int)(day_random(&day->random) % CHILDREN);
    int status = 0;

    if (pids[child] == 0)
        return;
    kill(pids[child], SIGKILL);
    waitpid(pids[child], &status, 0);
    pids[child] = 0;
    if (WIFEXITED(status)) {
        out->broken += WEXITSTATUS(status) != 0; /* it was over already */
        return;
    }
    out->kills++;
    pids[child] = begin_life(day, hall, child);
}

static void run(struct day *day, const struct hall *hall, const struct day_plan *plan,
                struct day_result *out)
{
    pid_t pids[CHILDREN];
    int alive = CHILDREN;

    for (int i = 0; i < CHILDREN; i++)
        pids[i] = begin_life(day, hall, i);
    while (alive > 0) {
        day_pause_us((int64_t)(day_random(&day->random) % (2 * KILL_PAUSE_MS * 1000)));
        if (out->kills < plan->kills)
            kill_one(day, hall, pids, out);
        alive = 0;
        for (int i = 0; i < CHILDREN; i++) {
            bury(&pids[i], out);
            alive += pids[i] != 0;
        }
        /* The dead do not come back: the others would wait for them. */
        for (int i = 0; out->broken > 0 && i < CHILDREN; i++) {
            if (pids[i] != 0)
                kill(pids[i], SIGKILL);
        }
    }
}

/* A call follows an issue, a skip, a return to the queue or a transfer, and nothing else. */
static const char twice_sql[] =
    "SELECT count(*) FROM (SELECT kind, lag(kind) OVER (PARTITION BY json_extract(CAST(rec AS "
    "TEXT), '$.data.ticket') ORDER BY seq) AS before FROM outbox WHERE kind IN ('ticket.issued', "
    "'ticket.called', 'ticket.skipped', 'ticket.restored', 'ticket.started', 'ticket.finished', "
    "'ticket.transferred', 'ticket.voided')) WHERE kind = 'ticket.called' AND before NOT IN "
    "('ticket.issued', 'ticket.skipped', 'ticket.restored', 'ticket.transferred')";

static void count(const struct day *day, const struct hall *hall, const struct day_plan *plan,
                  struct day_result *out)
{
    for (int i = 0; i < DAY_COUNTERS; i++) {
        const struct officer_memory *officer = &day->officers[i];
        out->acts += officer_told(officer)->acts;
        out->refused += officer_told(officer)->refused;
        out->repeats += officer->repeats;
        out->different += officer->different;
        out->broken += officer->broken;
    }
    out->calls = count_called(day);
    int64_t on_record = hall_number(hall, "SELECT count(*) FROM call WHERE turn = 1");
    int64_t events = hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'ticket.called'");
    out->untold = labs((long)on_record - out->calls) + labs((long)events - out->calls);
    out->twice = (long)hall_number(hall, twice_sql);
    out->without_fate = (long)hall_number(
        hall, "SELECT count(*) FROM ticket WHERE state IN ('waiting', 'called', 'serving')");
    out->missing = labs((long)hall_number(hall, "SELECT count(*) FROM ticket") - plan->tickets);
}

static struct day *day_new(const struct day_plan *plan)
{
    struct day *day =
        mmap(NULL, sizeof *day, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    assert_true(day != MAP_FAILED && plan->tickets <= DAY_TICKETS && plan->seed != 0);
    day->tickets = plan->tickets;
    day->random = plan->seed;
    for (int i = 0; i < plan->tickets; i++)
        day->requests[i] = uuid_v4();
    for (int i = 0; i < DAY_COUNTERS; i++) {
        day->officers[i].random = plan->seed * (uint64_t)(2 * i + 3);
        text_format(day->officers[i].counter, COUNTER_TEXT, "Loket %d", i + 1);
    }
    return day;
}

void call_day(const struct day_plan *plan, struct day_result *out)
{
    struct day *day = day_new(plan);
    struct hall hall;

    *out = (struct day_result){0};
    hall_prepare(&hall);
    assert_true(file_replace(hall.catalog, office, sizeof office - 1, false, NULL));
    hall_enter(&hall);
    hall_leave(&hall); /* a handle must not cross a fork */
    run(day, &hall, plan, out);
    count(day, &hall, plan, out);
    if (call_day_faults(out) == 0)
        hall_check(&hall);
    hall_close(&hall);
    munmap(day, sizeof *day);
}

long call_day_faults(const struct day_result *result)
{
    return result->broken + result->different + result->twice + result->untold
           + result->without_fate + result->missing;
}

void call_day_print(const struct day_result *r, const char *name, int days, double seconds,
                    FILE *file)
{
    fprintf(file,
            "{\"campaign\":\"%s\",\"days\":%d,\"seconds\":%.1f,\"calls\":%ld,\"acts\":%ld,"
            "\"repeats\":%ld,\"refused\":%ld,\"kills\":%ld,\"broken\":%ld,\"different\":%ld,"
            "\"twice\":%ld,\"untold\":%ld,\"without_fate\":%ld,\"missing\":%ld}\n",
            name, days, seconds, r->calls, r->acts, r->repeats, r->refused, r->kills, r->broken,
            r->different, r->twice, r->untold, r->without_fate, r->missing);
    fflush(file);
}
