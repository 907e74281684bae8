/* Forked processes report through shared memory and pipes, so that a kill loses nothing told. */
#include "support/crowd.h"
#include "base/mem.h"
#include "desk/ticket.h"
#include "store/db.h"
#include "store/ticket_store.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { PROCESSES_MAX = 16 };

/* One told ticket, as it stands in shared memory and in the pipe. */
struct told {
    struct uuid id;
    char number[TICKET_NUMBER_TEXT];
    double us;
};

static double now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static bool take(struct desk *desk, const struct uuid *request, int turn, struct told *out)
{
    const struct ticket_request wish = {.request = *request,
                                        .service = turn % 2 ? "izin-a" : "izin-b",
                                        .is_priority = turn % 5 == 0,
                                        .lang = "id",
                                        .wants_slip = true};
    struct ticket ticket;
    double begin_us = now_us();

    if (!desk_issue_ticket(desk, &wish, &ticket, NULL))
        return false;
    *out = (struct told){.id = ticket.id, .us = now_us() - begin_us};
    memcpy(out->number, ticket.number, sizeof out->number);
    return true;
}

static void issue_all(const struct hall *hall, struct told *told, int each, int seed)
{
    struct desk *desk = NULL;

    if (!hall_desk(hall, &desk, NULL))
        _exit(1);
    for (int i = 0; i < each; i++) {
        struct uuid request = uuid_v4();
        if (!take(desk, &request, i + seed, &told[i]))
            memset(&told[i], 0, sizeof told[i]);
    }
    desk_close(desk);
    _exit(0);
}

static int by_number(const void *a, const void *b)
{
    return strcmp(((const struct told *)a)->number, ((const struct told *)b)->number);
}

static int by_id(const void *a, const void *b)
{
    return memcmp(&((const struct told *)a)->id, &((const struct told *)b)->id,
                  sizeof(struct uuid));
}

static int by_double(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static long count_twice(struct told *told, size_t count, int (*compare)(const void *, const void *))
{
    long twice = 0;

    qsort(told, count, sizeof *told, compare);
    for (size_t i = 1; i < count; i++)
        twice += compare(&told[i - 1], &told[i]) == 0;
    return twice;
}

static struct db *open_db(const struct hall *hall)
{
    const struct db_options options = {.state_dir = hall->directory,
                                       .boot_id = clock_boot_id(hall->clock),
                                       .now_ms = clock_now_ms(hall->clock)};
    struct db *db = NULL;
    struct err err = {0};

    if (!db_open(&db, &options, &err))
        fail_msg("%s", err.text);
    return db;
}

static long count_missing(const struct hall *hall, const struct told *told, size_t count)
{
    struct db *db = open_db(hall);
    struct ticket stored;
    long missing = 0;

    for (size_t i = 0; i < count; i++)
        missing += !ticket_store_find(db, &told[i].id, &stored, NULL)
                   || strcmp(stored.number, told[i].number) != 0;
    db_close(db);
    return missing;
}

/* Failed calls left an empty place: closes the gaps. */
static size_t squeeze(struct told *told, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (told[i].number[0] != '\0')
            told[kept++] = told[i];
    }
    return kept;
}

static void *share(size_t bytes)
{
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    assert_true(memory != MAP_FAILED);
    return memory;
}

static void wait_for(const pid_t *children, int count)
{
    for (int i = 0; i < count; i++) {
        int status = 1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
}

void crowd_issue(struct hall *hall, int processes, int each, struct crowd_result *out)
{
    size_t places = (size_t)processes * (size_t)each;
    struct told *told = share(places * sizeof *told);
    pid_t children[PROCESSES_MAX];

    hall_leave(hall); /* a handle must not cross a fork */
    double begin_us = now_us();
    for (int p = 0; p < processes; p++) {
        children[p] = fork();
        if (children[p] == 0)
            issue_all(hall, told + (size_t)p * (size_t)each, each, p);
        assert_true(children[p] > 0);
    }
    wait_for(children, processes);
    *out = (struct crowd_result){.seconds = (now_us() - begin_us) / 1e6};
    size_t count = squeeze(told, places);
    out->told = (long)count;
    out->refused = (long)(places - count);
    out->latency_us = mem_zalloc(count, sizeof(double));
    for (size_t i = 0; i < count; i++)
        out->latency_us[i] = told[i].us;
    qsort(out->latency_us, count, sizeof(double), by_double);
    out->duplicates = count_twice(told, count, by_number) + count_twice(told, count, by_id);
    out->lost = count_missing(hall, told, count);
    munmap(told, places * sizeof *told);
}

static void ask_all(const struct hall *hall, const struct uuid *requests, struct told *told,
                    int count)
{
    struct desk *desk = NULL;

    if (!hall_desk(hall, &desk, NULL))
        _exit(1);
    for (int i = 0; i < count; i++) {
        if (!take(desk, &requests[i], i, &told[i]))
            _exit(1);
    }
    desk_close(desk);
    _exit(0);
}

long crowd_race(struct hall *hall, int processes, int requests)
{
    struct uuid *wanted = mem_zalloc((size_t)requests, sizeof *wanted);
    size_t places = (size_t)processes * (size_t)requests;
    struct told *told = share(places * sizeof *told);
    pid_t children[PROCESSES_MAX];
    long different = 0;

    for (int i = 0; i < requests; i++)
        wanted[i] = uuid_v4();
    hall_leave(hall);
    for (int p = 0; p < processes; p++) {
        children[p] = fork();
        if (children[p] == 0)
            ask_all(hall, wanted, told + (size_t)p * (size_t)requests, requests);
        assert_true(children[p] > 0);
    }
    wait_for(children, processes);
    for (size_t i = (size_t)requests; i < places; i++)
        different += by_number(&told[i], &told[i % (size_t)requests]) != 0;
    munmap(told, places * sizeof *told);
    free(wanted);
    return different;
}

static void issue_for_ever(const struct hall *hall, int pipe_fd)
{
    struct desk *desk = NULL;
    struct told told;

    if (!hall_desk(hall, &desk, NULL))
        _exit(1);
    for (int i = 0;; i++) {
        struct uuid request = uuid_v4();
        if (!take(desk, &request, i, &told)
            || write(pipe_fd, &told, sizeof told) != (ssize_t)sizeof told)
            _exit(1);
        if (i % 40 == 39)
            desk_checkpoint(desk); /* dies in these too */
    }
}

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static size_t read_told(int fd, struct told *told, size_t places)
{
    size_t count = 0;

    while (count < places && read(fd, &told[count], sizeof *told) == (ssize_t)sizeof *told)
        count++;
    return count;
}

void crowd_kill(struct hall *hall, int rounds, uint64_t seed, struct kill_result *out)
{
    enum { PLACES = 65536 / sizeof(struct told), LONGEST_US = 40000 };
    struct told told[PLACES + 1];

    *out = (struct kill_result){0};
    hall_leave(hall);
    for (int i = 0; i < rounds; i++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            issue_for_ever(hall, ends[1]);
        }
        assert_true(child > 0);
        close(ends[1]);
        struct timespec pause = {.tv_nsec = (long)(next_random(&seed) % LONGEST_US) * 1000};
        nanosleep(&pause, NULL);
        int status = 0;
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
        /* It may only have died by our hand; a full pipe would have held it up, not ended it. */
        out->broken += !WIFSIGNALED(status);
        size_t count = read_told(ends[0], told, PLACES);
        close(ends[0]);
        out->kills++;
        out->told += (long)count;
        out->missing += count_missing(hall, told, count);
    }
}
