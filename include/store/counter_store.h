/* Counters: who works there, and how its calls go on. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "domain/queue.h"
#include "store/db.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { COUNTERS_MOST = 64, COUNTER_BOOT_TEXT = 40 };

struct counter {
    char name[COUNTER_TEXT];
    char officer[OFFICER_CODE_TEXT];
    bool is_open;
    int64_t day;     /* local, on which somebody last came or worked there */
    int64_t session; /* the one that the rest belongs to, 0 = none */
    int priority_run;
    int64_t last_call;                  /* its newest announcement, 0 = none */
    char since_boot[COUNTER_BOOT_TEXT]; /* when its service began: "" = nobody is served */
    int64_t since_mono_ms;
    int64_t changed_at_ms;
};

/* ERR_NOT_FOUND before anybody ever worked there. */
MUST_USE bool counter_store_find(struct db *db, const char *name, struct counter *out,
                                 struct err *err);
MUST_USE bool counter_store_put(struct db *db, const struct counter *counter, struct err *err);
/* By name, at most COUNTERS_MOST. */
MUST_USE bool counter_store_list(struct db *db, struct counter out[COUNTERS_MOST], size_t *count,
                                 struct err *err);
