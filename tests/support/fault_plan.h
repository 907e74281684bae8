/* Which fault strikes which connection (or, at the level of HTTP, which request), in memory that all
 * processes of a proxy share. Planned faults are taken in order, one each; without a plan a seeded die
 * decides, so that a run can be repeated by its seed. */
#pragma once
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fault_kind_of_way {
    FAULT_PASS,
    FAULT_REFUSE,    /* closed before a byte */
    FAULT_CUT_UP,    /* closed after so many bytes to the server */
    FAULT_CUT_DOWN,  /* closed after so many bytes to the client */
    FAULT_HOLE_UP,   /* after so many bytes the rest to the server vanishes without a word */
    FAULT_HOLE_DOWN, /* the same towards the client */
    FAULT_DELAY,     /* everything comes so many milliseconds late */
    FAULT_LOSE_UP,   /* HTTP: the request never arrives, the client is cut off */
    FAULT_LOSE_DOWN, /* HTTP: the request is done, its reply is lost */
    FAULT_DUPLICATE, /* HTTP: arrives twice at once; one of the replies is passed on */
    FAULT_HOLD,      /* HTTP: the client is cut off; arrives after the next request was answered */
    FAULT_REPEAT,    /* HTTP: answered as ever; arrives once more after the next one */
    FAULT_STATUS,    /* HTTP: answered by the proxy, with this status */
    FAULT_WAYS
};
struct fault {
    enum fault_kind_of_way kind;
    int64_t amount; /* bytes, milliseconds or status */
};
/* "cut-up:512"; false: no such word. */
bool fault_read(struct fault *out, const char *word);

enum fault_partition { PARTITION_NONE, PARTITION_SHUT, PARTITION_UP, PARTITION_DOWN };

enum { PLAN_MOST = 16384, HELD_MOST = 16, HELD_BYTES = 768 * 1024 };
struct fault_house {
    pthread_mutex_t lock;
    struct fault plan[PLAN_MOST];
    size_t first, count;
    int percent;     /* of what has no plan is struck */
    uint64_t random; /* state of the die */
    bool is_http;
    enum fault_partition partition;
    int64_t taken;    /* connections, or requests */
    int64_t struck;   /* of these, with a fault */
    int64_t up, down; /* bytes of the connection that ended last */
    struct {
        size_t len;
        bool is_used;
        char bytes[HELD_BYTES];
    } held[HELD_MOST];
};
struct fault_house *fault_house_new(void);
void fault_house_lock(struct fault_house *house);
void fault_house_unlock(struct fault_house *house);
struct fault fault_take(struct fault_house *house);
/* Keeps a request for later; false: no room. */
bool fault_keep(struct fault_house *house, const char *bytes, size_t len);
/* Takes out the oldest kept one into a buffer of HELD_BYTES; 0: none. */
size_t fault_kept(struct fault_house *house, char *out);
