/* Whose turn it is at a counter. */
#include "desk/calling_internal.h"
#include "store/ticket_store.h"

/* A candidate and its ticket. */
struct choice {
    struct candidate as; /* what the rule looks at */
    struct ticket ticket;
};

static bool find_first(struct turn *turn, enum walk_kind kind, struct choice *out, struct err *err)
{
    struct walk walk;
    struct ticket_place at;

    *out = (struct choice){0};
    walk_begin(&walk, turn->desk, turn->session.no, turn->at, 1);
    walk_add(&walk, kind);
    if (!walk_next(&walk, &at, &out->as.is_there, err))
        return false;
    if (!out->as.is_there)
        return true;
    if (!ticket_store_find_at(turn->desk->db, turn->session.no, &at, &out->ticket, err))
        return false;
    out->as.place = at.place;
    out->as.wait_ms = turn->now_ms - out->ticket.issued_at_ms;
    return true;
}

/* The median is looked at only where it may matter: it costs a walk over all who were called. */
static bool takes_general(struct turn *turn, const struct candidate *priority,
                          const struct candidate *general, bool *out, struct err *err)
{
    int64_t median_ms = -1;
    int run = turn->counter.priority_run;
    const struct calling_rule *rule = &turn->desk->calling;

    if (priority->is_there && general->is_there && run >= rule->priority_in_a_row
        && !waiting_store_median(turn->desk->db, turn->session.no, &median_ms, err))
        return false;
    *out = calling_takes_general(rule, run, priority, general, median_ms);
    return true;
}

/* Whoever a colleague sent here has waited in line before and goes first; with priority, though, by
 * the same rule as all. */
bool turn_find_next(struct turn *turn, struct ticket *out, struct err *err)
{
    struct choice sent;
    struct choice priority;
    struct choice general;
    bool is_general = false;

    if (!find_first(turn, WALK_HERE, &sent, err))
        return false;
    if (sent.as.is_there && !sent.ticket.is_priority) {
        *out = sent.ticket;
        return true;
    }
    if (sent.as.is_there)
        priority = sent;
    else if (!find_first(turn, WALK_PRIORITY, &priority, err))
        return false;
    if (!find_first(turn, WALK_GENERAL, &general, err))
        return false;
    if (!priority.as.is_there && !general.as.is_there)
        return err_set(err, ERR_NOT_FOUND, "nobody waits for %s", turn->at);
    if (!takes_general(turn, &priority.as, &general.as, &is_general, err))
        return false;
    *out = is_general ? general.ticket : priority.ticket;
    return true;
}
