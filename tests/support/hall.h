/* A hall with three groups in a directory of its own: a desk over a fake clock, for tests of
 * numbers and of the store. Its local day is 2026-11-23, a Monday, 09:41 in Pekanbaru. */
#pragma once
#include "base/clock.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/queue.h"
#include <stdbool.h>
#include <stdint.h>

#define HALL_NOW_MS INT64_C(1795401660000)   /* 2026-11-23T02:41:00Z */
#define HALL_FLOOR_MS INT64_C(1767225600000) /* 2026-01-01T00:00:00Z */
#define HALL_HOUR_MS INT64_C(3600000)

struct hall {
    char directory[64];
    char catalog[96];
    char holidays[96];        /* "" = none */
    char questionnaire[96];   /* "" = none; hall_ask writes one */
    char publisher[128];      /* the key of published catalogues; "" = none is taken */
    char seal[96];            /* the key's file; "" = the state directory's */
    const char *restore_from; /* the copy that the next desk puts back; NULL = none */
    int complaint_days;       /* the setting; 0 = none */
    struct clock *clock;      /* fake */
    struct desk *desk;        /* NULL after hall_leave */
};

void hall_open(struct hall *hall); /* asserts that everything opens */
void hall_close(struct hall *hall);
/* A directory and a catalogue without a desk. */
void hall_prepare(struct hall *hall);
/* A questionnaire of nine questions, and an added one with three options; the desk is opened again. */
void hall_ask(struct hall *hall);
/* Opens a desk on the same directory; it is the caller's. */
MUST_USE bool hall_desk(const struct hall *hall, struct desk **out, struct err *err);
void hall_leave(struct hall *hall); /* closes the desk, as a process that ends */
void hall_enter(struct hall *hall); /* opens it again; asserts */

/* Counters: "Loket 1" intake, "Loket 2" information, "Loket 3" collection, "Loket 4" the first two. */
/* Services: "izin-a" (group intake, A), "izin-b" (information, B), "panjang" (collection, C, a name
 * of over 300 bytes). Asserts that the ticket is issued. */
struct ticket hall_issue(struct hall *hall, const char *service, bool is_priority);
MUST_USE bool hall_try(struct hall *hall, const struct uuid *request, struct ticket *out,
                       struct err *err);

/* SQL behind the store's back, through a connection of its own. */
int64_t hall_number(const struct hall *hall, const char *sql); /* first column of the first row */
void hall_text(const struct hall *hall, const char *sql, char *out, size_t size);
void hall_sql(const struct hall *hall, const char *sql);         /* asserts success */
bool hall_sql_refused(const struct hall *hall, const char *sql); /* a constraint or trigger */
/* True when a step of "EXPLAIN QUERY PLAN …" reads a whole table or sorts. */
bool hall_plan_scans(const struct hall *hall, const char *sql);
/* Asserts what must hold after any fault: the file is sound, numbers run 1..hi without gap or
 * double, people waiting are counted right, every ticket has its event, the chain holds. */
void hall_check(const struct hall *hall);
