/* What the board in the hall shows and says. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/queue.h"

struct board_call {
    int64_t no; /* grows with every announcement */
    char number[TICKET_NUMBER_TEXT];
    char counter[COUNTER_TEXT];
    char group_id[64];
    int turn; /* 1 = called, 2 … = called again */
    int64_t at_ms;
};

enum { BOARD_OTHERS = 6, BOARD_NEXT = 3 };
struct board {
    bool has_call;
    struct board_call last;                 /* the newest announcement */
    struct board_call others[BOARD_OTHERS]; /* the newest of each other counter, newest first */
    size_t other_count;
    char next[BOARD_NEXT][TICKET_NUMBER_TEXT]; /* who is likely called next */
    size_t next_count;
};
MUST_USE bool desk_view_board(struct desk *desk, struct board *out, struct err *err);

/* The oldest announcement that `display` has not spoken yet and that is younger than
 * BOARD_SPEAK_WITHIN_MS; it counts as spoken from now on, on disk before a sound is made, so that a
 * restart never repeats it. ERR_NOT_FOUND: nothing to say. */
enum { BOARD_SPEAK_WITHIN_MS = 60000 };
MUST_USE bool desk_take_call_to_speak(struct desk *desk, const char *display,
                                      struct board_call *out, struct err *err);
