/* One announcement after the other. */
#include "announcer.h"
#include "base/text.h"
#include "router.h"
#include <string.h>
#define LOG_AREA "board"
#include "base/log.h"

enum {
    LIT_MS = 12000,
    SHOW_LEAST_MS = 4000,  /* of a call without voice while others wait */
    SPEAK_MOST_MS = 30000, /* a voice that never ends holds up nobody for longer */
    RETRY_MS = 1000
};

static bool is_holding(const struct announcer *announcer, int64_t now_ms)
{
    return announcer->hold_until_ms > now_ms;
}

static void begin(struct announcer *announcer, const struct board_call *call, bool is_said,
                  int64_t now_ms)
{
    announcer->shown = *call;
    announcer->has_shown = true;
    announcer->lit_until_ms = now_ms + LIT_MS;
    announcer->is_speaking = is_said && announcer->has_voice;
    announcer->has_line = announcer->is_speaking;
    if (announcer->is_speaking) {
        voice_call(&announcer->line, call->number, call->counter);
        if (!announcer->line.is_whole)
            log_warn("no clips for \"%s\" at \"%s\": the voice sends people to the screen",
                     call->number, call->counter);
    }
    announcer->hold_until_ms = now_ms + (announcer->is_speaking ? SPEAK_MOST_MS : SHOW_LEAST_MS);
}

/* Nothing is to be said: the newest call stands there. One that came while this board could not
 * take it (a full disk, another board with the same name) is lit too, but not spoken. */
static void show_newest(struct announcer *announcer, bool is_first, int64_t now_ms)
{
    const struct board *board = &announcer->board;

    if (!board->has_call) {
        announcer->has_shown = false;
    } else if (!announcer->has_shown || board->last.no != announcer->shown.no) {
        bool is_newer = !announcer->has_shown || board->last.no > announcer->shown.no;

        announcer->shown = board->last;
        announcer->has_shown = true;
        announcer->lit_until_ms = 0;
        if (is_newer && !is_first)
            begin(announcer, &board->last, false, now_ms);
    }
}

static void next(struct announcer *announcer, struct router *router, bool is_first, int64_t now_ms)
{
    struct board_call call;
    struct err err = {0};

    if (is_holding(announcer, now_ms))
        return;
    announcer->hold_until_ms = 0;
    announcer->is_speaking = false;
    if (desk_take_call_to_speak(router_desk(router), router_device(router), &call, &err)) {
        announcer->has_failed_to_take = false;
        begin(announcer, &call, true, now_ms);
        return;
    }
    if (err.code != ERR_NOT_FOUND) {
        if (!announcer->has_failed_to_take)
            log_warn("%s; calls are shown without voice until it can be noted which were spoken",
                     err.text);
        announcer->has_failed_to_take = true;
        announcer->retry_ms = now_ms + RETRY_MS;
    }
    show_newest(announcer, is_first, now_ms);
}

void announcer_look(struct announcer *announcer, struct router *router)
{
    const struct clock *clock = router_clock(router);
    int64_t now_ms = clock_mono_ms(clock);
    bool is_first = !announcer->has_board;
    struct board board;
    struct err err = {0};

    announcer->retry_ms = 0;
    if (!router_desk(router)) {
        announcer->is_stale = true;
        return;
    }
    if (!desk_view_board(router_desk(router), &board, &err)) {
        if (!announcer->is_stale)
            log_warn("%s; the board keeps what it shows", err.text);
        announcer->is_stale = true;
        announcer->retry_ms = now_ms + RETRY_MS;
        if (err.code == ERR_IO || err.code == ERR_CORRUPT)
            router_desk_failed(router, &err, "reading the board");
        return;
    }
    if (announcer->is_stale && announcer->has_board)
        log_info("the board is up to date again");
    announcer->board = board;
    announcer->has_board = true;
    announcer->board_at_ms = clock_now_ms(clock);
    announcer->is_stale = false;
    next(announcer, router, is_first, now_ms);
}

void announcer_ended(struct announcer *announcer)
{
    announcer->is_speaking = false;
    announcer->has_line = false;
    announcer->hold_until_ms = 0;
}

bool announcer_is_due(const struct announcer *announcer, int64_t now_ms)
{
    return (announcer->hold_until_ms > 0 && now_ms >= announcer->hold_until_ms)
           || (announcer->retry_ms > 0 && now_ms >= announcer->retry_ms);
}

int64_t announcer_wake_at(const struct announcer *announcer, int64_t now_ms)
{
    int64_t at = INT64_MAX;

    if (announcer->lit_until_ms > now_ms)
        at = announcer->lit_until_ms;
    if (announcer->hold_until_ms > 0 && announcer->hold_until_ms < at)
        at = announcer->hold_until_ms;
    if (announcer->retry_ms > 0 && announcer->retry_ms < at)
        at = announcer->retry_ms;
    return at;
}

bool announcer_is_lit(const struct announcer *announcer, int64_t now_ms)
{
    return announcer->has_shown && now_ms < announcer->lit_until_ms;
}

static bool is_other(const struct announcer *announcer, const struct board_call *call)
{
    return call->no < announcer->shown.no && !text_equal(call->counter, announcer->shown.counter);
}

size_t announcer_others(const struct announcer *announcer,
                        const struct board_call *out[BOARD_OTHERS])
{
    const struct board *board = &announcer->board;
    size_t count = 0;

    if (!announcer->has_shown || !board->has_call)
        return 0;
    if (is_other(announcer, &board->last))
        out[count++] = &board->last;
    for (size_t i = 0; i < board->other_count && count < BOARD_OTHERS; i++) {
        if (is_other(announcer, &board->others[i]))
            out[count++] = &board->others[i];
    }
    return count;
}
