/* What the board in the hall shows and says. */
#include "desk/board.h"
#include "desk/calling_internal.h"
#include "store/call_store.h"
#include "store/meta_store.h"
#include "store/ticket_store.h"
#include <inttypes.h>
#include <stdlib.h>

enum { MARK_TEXT = 24, MARK_KEY_TEXT = 80 };

static void fill_call(const struct call *call, struct board_call *out)
{
    *out = (struct board_call){.no = call->no, .turn = call->turn, .at_ms = call->at_ms};
    text_copy(out->number, sizeof out->number, call->number);
    text_copy(out->counter, sizeof out->counter, call->counter);
    text_copy(out->group_id, sizeof out->group_id, call->group_id);
}

/* Whoever was sent to a counter, priority, general: as each counter alone would go on. */
static bool find_likely(struct desk *desk, int64_t session, struct board *out, struct err *err)
{
    static const enum walk_kind kinds[] = {WALK_SENT, WALK_PRIORITY, WALK_GENERAL};
    struct walk walk;

    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct ticket_place at;
        struct ticket ticket;
        bool has_one = true;
        walk_begin(&walk, desk, session, NULL, BOARD_NEXT);
        walk_add(&walk, kinds[i]);
        while (out->next_count < BOARD_NEXT) {
            if (!walk_next(&walk, &at, &has_one, err))
                return false;
            if (!has_one)
                break;
            if (!ticket_store_find_at(desk->db, session, &at, &ticket, err))
                return false;
            text_copy(out->next[out->next_count++], TICKET_NUMBER_TEXT, ticket.number);
        }
    }
    return true;
}

bool desk_view_board(struct desk *desk, struct board *out, struct err *err)
{
    struct session session;
    struct call calls[1 + BOARD_OTHERS];
    struct err missing = {0};
    size_t count = 0;

    *out = (struct board){0};
    if (!desk_enter(desk, err))
        return false;
    if (!session_store_find_open(desk->db, &session, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    if (!call_store_list_newest(desk->db, session.no, calls, ARRAY_LEN(calls), &count, err))
        return false;
    out->has_call = count > 0;
    if (count > 0)
        fill_call(&calls[0], &out->last);
    for (size_t i = 1; i < count; i++)
        fill_call(&calls[i], &out->others[out->other_count++]);
    return find_likely(desk, session.no, out, err);
}

/* The last announcement that the display has spoken; 0 before its first. */
static bool read_mark(struct desk *desk, const char *key, int64_t *out, struct err *err)
{
    char mark[MARK_TEXT];
    struct err missing = {0};

    *out = 0;
    if (meta_store_get(desk->db, key, mark, sizeof mark, &missing))
        *out = strtoll(mark, NULL, 10);
    else if (missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    return true;
}

static bool find_unspoken(struct desk *desk, const char *key, struct call *out, struct err *err)
{
    struct session session;
    int64_t mark = 0;

    return session_store_find_open(desk->db, &session, err) && read_mark(desk, key, &mark, err)
           && call_store_find_unspoken(desk->db, session.no, mark,
                                       clock_now_ms(desk->clock) - BOARD_SPEAK_WITHIN_MS, out, err);
}

bool desk_take_call_to_speak(struct desk *desk, const char *display, struct board_call *out,
                             struct err *err)
{
    AUTO_TX struct tx tx = {0};
    char key[MARK_KEY_TEXT];
    char mark[MARK_TEXT];
    struct call call;

    if (!text_format(key, sizeof key, "spoken.%s", display))
        return err_set(err, ERR_INVALID, "a display's name is too long: %s", display);
    /* Looked at without a transaction first: a board asks often and mostly in vain. */
    if (!desk_enter(desk, err) || !find_unspoken(desk, key, &call, err)
        || !desk_begin(desk, &tx, err) || !find_unspoken(desk, key, &call, err))
        return false;
    text_format(mark, sizeof mark, "%" PRId64, call.no);
    if (!meta_store_put(desk->db, key, mark, err) || !desk_commit(desk, &tx, err))
        return false;
    fill_call(&call, out);
    return true;
}
