/* The plan of faults in shared memory. */
#include "support/fault_plan.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Up to where a die's amount goes; 0: it has none. `level` says where the die may draw it. */
enum { AT_BYTES = 1, AT_HTTP = 2 };
static const struct {
    const char *word;
    int64_t most;
    int level;
} ways[FAULT_WAYS] = {
    [FAULT_PASS] = {"pass", 0, 0},
    [FAULT_REFUSE] = {"refuse", 0, AT_BYTES | AT_HTTP},
    [FAULT_CUT_UP] = {"cut-up", 6000, AT_BYTES},
    [FAULT_CUT_DOWN] = {"cut-down", 6000, AT_BYTES | AT_HTTP},
    [FAULT_HOLE_UP] = {"hole-up", 6000, 0},
    [FAULT_HOLE_DOWN] = {"hole-down", 6000, 0},
    [FAULT_DELAY] = {"delay", 300, AT_BYTES | AT_HTTP},
    [FAULT_LOSE_UP] = {"lose-request", 0, AT_HTTP},
    [FAULT_LOSE_DOWN] = {"lose-reply", 0, AT_HTTP},
    [FAULT_DUPLICATE] = {"duplicate", 0, AT_HTTP},
    [FAULT_HOLD] = {"hold", 0, AT_HTTP},
    [FAULT_REPEAT] = {"repeat", 0, AT_HTTP},
    [FAULT_STATUS] = {"status", 0, 0},
};

bool fault_read(struct fault *out, const char *word)
{
    size_t len = strcspn(word, ":");

    *out = (struct fault){.amount = word[len] ? strtoll(word + len + 1, NULL, 10) : 0};
    for (int i = 0; i < FAULT_WAYS; i++) {
        out->kind = (enum fault_kind_of_way)i;
        if (strlen(ways[i].word) == len && strncmp(word, ways[i].word, len) == 0)
            return true;
    }
    return false;
}

struct fault_house *fault_house_new(void)
{
    struct fault_house *house =
        mmap(NULL, sizeof *house, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t shared;

    if (house == MAP_FAILED)
        return NULL;
    pthread_mutexattr_init(&shared);
    pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&shared, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&house->lock, &shared);
    return house;
}

void fault_house_lock(struct fault_house *house)
{
    /* Its last holder was killed: what it changed is counters and a plan, and may be used on. */
    if (pthread_mutex_lock(&house->lock) == EOWNERDEAD)
        pthread_mutex_consistent(&house->lock);
}

void fault_house_unlock(struct fault_house *house)
{
    pthread_mutex_unlock(&house->lock);
}

/* splitmix64 */
static uint64_t roll(struct fault_house *house)
{
    uint64_t z = house->random += 0x9e3779b97f4a7c15;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

static struct fault drawn(struct fault_house *house)
{
    int level = house->is_http ? AT_HTTP : AT_BYTES;
    enum fault_kind_of_way kind = FAULT_PASS;

    if (roll(house) % 100 >= (uint64_t)house->percent)
        return (struct fault){.kind = FAULT_PASS};
    while (!(ways[kind].level & level))
        kind = (enum fault_kind_of_way)(roll(house) % FAULT_WAYS);
    return (struct fault){
        .kind = kind,
        .amount = ways[kind].most ? (int64_t)(roll(house) % (uint64_t)ways[kind].most) : 0};
}

struct fault fault_take(struct fault_house *house)
{
    struct fault fault;

    fault_house_lock(house);
    if (house->count > 0) {
        fault = house->plan[house->first];
        house->first = (house->first + 1) % PLAN_MOST;
        house->count--;
    } else {
        fault = drawn(house);
    }
    house->taken++;
    house->struck += fault.kind != FAULT_PASS;
    fault_house_unlock(house);
    return fault;
}

bool fault_keep(struct fault_house *house, const char *bytes, size_t len)
{
    bool is_kept = false;

    fault_house_lock(house);
    for (int i = 0; i < HELD_MOST && !is_kept && len <= HELD_BYTES; i++) {
        if (house->held[i].is_used)
            continue;
        memcpy(house->held[i].bytes, bytes, len);
        house->held[i].len = len;
        house->held[i].is_used = true;
        is_kept = true;
    }
    fault_house_unlock(house);
    return is_kept;
}

size_t fault_kept(struct fault_house *house, char *out)
{
    size_t len = 0;

    fault_house_lock(house);
    for (int i = 0; i < HELD_MOST && len == 0; i++) {
        if (!house->held[i].is_used)
            continue;
        len = house->held[i].len;
        memcpy(out, house->held[i].bytes, len);
        house->held[i].is_used = false;
    }
    fault_house_unlock(house);
    return len;
}
