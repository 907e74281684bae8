/* What keeps this process from serving, told to the log: each cause once when it begins, then at
 * most every ten minutes with how often, and once when it is over. The one place where the office's
 * processes say so; each has its own. */
#pragma once
#include "base/attr.h"
#include "base/clock.h"
#include "base/err.h"
#include "office/pg.h"
#include <stddef.h>
#include <stdint.h>

enum {
    TROUBLE_UNNAMED = 8, /* told apart by their texts alone */
    TROUBLE_ROWS = 26,   /* every cause that has a name, and those */
    TROUBLE_TEXT = 200,
    TROUBLE_AGAIN_MS = 10 * 60 * 1000,
    TROUBLE_CALM_MS = 60 * 1000
};

/* Causes that are not PostgreSQL's; those are named by their SQLSTATE (or pg_state's words). */
#define TROUBLE_KEY "KEY"           /* the authority cannot be read */
#define TROUBLE_PROVINCE "PROVINCE" /* the office above does not take what it is sent */

/* What a success proves; a cause is over with the first that proves it away. */
enum trouble_proof {
    PROVES_READ = 1,    /* the database answered */
    PROVES_WRITE = 2,   /* and committed */
    PROVES_DURABLE = 4, /* and says that this is kept */
    PROVES_KEY = 8,
    PROVES_PROVINCE = 16,
};

struct troubles {
    const char *area; /* of the log */
    const struct clock *clock;
    const struct pg *pg;
    struct trouble_row {
        const struct trouble_cause *cause;
        char text[TROUBLE_TEXT]; /* the last one */
        int64_t begun_ms, last_ms, said_ms;
        int64_t count, unsaid;
    } rows[TROUBLE_ROWS];
    size_t count;
};

/* `state`: what pg_state gave, or a word from above. */
void trouble_say(struct troubles *trouble, const char *state, const char *text);
/* The same for what `pg` did not do, or something that came after it. */
void trouble_say_pg(struct troubles *trouble, const struct err *err);
/* Something went well; `proofs` are of enum trouble_proof. */
void trouble_good(struct troubles *trouble, int proofs);
