/* What the board shows large and what is said: one announcement after the other, in the order in
 * which they were made, each for as long as its voice, so that two calls within a second are both
 * seen and heard. It outlives screens and desks: when the database fails, its last answer stays. */
#pragma once
#include "desk/board.h"
#include "domain/voice.h"
#include <stdbool.h>
#include <stdint.h>

struct router;

struct announcer {
    bool has_voice; /* somebody takes the lines; else calls are shown only */
    bool has_board;
    struct board board;  /* the last good answer */
    int64_t board_at_ms; /* wall clock: when it was */
    bool is_stale;       /* the desk did not answer since */

    bool has_shown;
    struct board_call shown; /* large */
    int64_t lit_until_ms;    /* monotonic: ink on saffron until then */
    int64_t hold_until_ms;   /* monotonic: it stays at least until then; 0: over */
    int64_t retry_ms;        /* monotonic: when to ask again after a failure; 0: not */
    bool has_failed_to_take; /* told the log */

    bool has_line; /* for the host to take */
    bool is_speaking;
    struct voice_line line;
};

/* Looks at what was called and begins the next announcement when the one before is over. */
void announcer_look(struct announcer *announcer, struct router *router);
/* The voice is silent again. */
void announcer_ended(struct announcer *announcer);
/* True when it is time to look though nobody has told of news. */
bool announcer_is_due(const struct announcer *announcer, int64_t now_ms);
/* Monotonic ms at which the picture or the announcement changes by itself; INT64_MAX: never. */
int64_t announcer_wake_at(const struct announcer *announcer, int64_t now_ms);
bool announcer_is_lit(const struct announcer *announcer, int64_t now_ms);

/* The newest calls of the other counters, of those that were announced: never what is still to be
 * said. Returns how many of `out` are filled. */
size_t announcer_others(const struct announcer *announcer,
                        const struct board_call *out[BOARD_OTHERS]);
