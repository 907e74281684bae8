/* The line to an office in memory (support/fake_office.h), which fails on command. */
#pragma once
#include "base/clock.h"
#include "client/transport.h"
#include "support/fake_office.h"
#include "wire/decisions.h"
#include "wire/heartbeat.h"

enum line_fault {
    LINE_FINE,
    LINE_LOSE_REQUEST, /* it never arrives; the line is dead */
    LINE_LOSE_REPLY,   /* it is done; the line is dead */
    LINE_SLOW_REQUEST, /* the same two, and the time runs out */
    LINE_SLOW_REPLY,
    LINE_CUT_REPLY,   /* done; half of the answer comes */
    LINE_TWICE,       /* done twice */
    LINE_HOLD,        /* the line is dead; done before the next but one */
    LINE_DISTRUST,    /* the server's certificate is wrong */
    LINE_STATUS,      /* not done; the status below */
    LINE_STATUS_DONE, /* done, and the status all the same */
    LINE_FAULTS
};
struct line_order {
    enum line_fault fault;
    int status;
    int64_t retry_after_s; /* 0: not said */
};

struct line_request { /* one that was sent, arrived or not */
    char method[8];
    char path[96];
    size_t lines;
    int64_t mono_ms;
};
enum { LINE_LOG = 2048, LINE_ORDERS = 64 };
struct office_line {
    struct transport transport; /* its context is this */
    struct fake_office *office;
    const struct clock *clock;
    struct line_order orders[LINE_ORDERS]; /* for the next requests, then fine */
    size_t order_count, order_at;
    struct line_order (*plan)(void *context); /* NULL: the orders hold */
    void *plan_context;
    const char *poison;     /* a batch that holds it is refused: 422 */
    const char *breaks;     /* the office fails over a batch that holds it: 500 */
    size_t lines_most;      /* a batch of more is refused: 413; 0: any goes */
    int refuses_all;        /* the status of everything; 0: none */
    const char *busy_at;    /* paths that begin so always get … */
    struct line_order busy; /* … this; NULL: none do */
    bool breaks_all;        /* it fails over every batch */
    bool answers_at_once;   /* nobody has a moment before the answer */
    int stranger; /* something before the office answers POST with this, in HTML; 0: nothing … */
    const char *stranger_at; /* … at paths that end so; NULL: at all */
    struct outbox_batch held;
    int held_for;
    struct heartbeat heartbeat; /* the last one that came */
    int heartbeats;
    int every_s;
    struct decisions *decisions; /* all that there are, by number from 1; NULL: none */
    size_t decisions_page;       /* at most so many at once; 0: DECISIONS_MOST */
    const char *version;         /* the office's; NULL: it does not say */
    const char *catalog;         /* published; NULL: none */
    const char *tag;
    int catalogs_sent;
    struct line_request log[LINE_LOG];
    size_t log_count;
    int64_t verify_ms;
};
void office_line_open(struct office_line *line, struct fake_office *office,
                      const struct clock *clock);
void office_line_close(struct office_line *line);
void office_line_order(struct office_line *line, enum line_fault fault, int status,
                       int64_t retry_after_s);
/* How many requests had a path that ends so. */
int office_line_count(const struct office_line *line, const char *end);
