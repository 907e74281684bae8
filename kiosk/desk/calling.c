/* An officer's act: checked, looked up by its command, carried out and kept, in one transaction. */
#include "desk/calling.h"
#include "desk/calling_internal.h"
#include "store/call_store.h"
#include "store/ticket_store.h"
#include "wire/event_calling.h"
#include <assert.h>

/* What an act needs to be told. */
static const struct {
    bool at_counter; /* takes place at a counter, which is open from then on */
    bool of_ticket;
    bool needs_reason;
} needs[] = {
    [ACT_CALL_NEXT] = {.at_counter = true},
    [ACT_CALL] = {.at_counter = true, .of_ticket = true},
    [ACT_RECALL] = {.at_counter = true, .of_ticket = true},
    [ACT_SKIP] = {.at_counter = true, .of_ticket = true},
    [ACT_RESTORE] = {.of_ticket = true},
    [ACT_START] = {.at_counter = true, .of_ticket = true},
    [ACT_FINISH] = {.at_counter = true, .of_ticket = true},
    [ACT_TRANSFER] = {.of_ticket = true},
    [ACT_PROMOTE] = {.of_ticket = true, .needs_reason = true},
    [ACT_DEMOTE] = {.of_ticket = true},
    [ACT_VOID] = {.of_ticket = true, .needs_reason = true},
    [ACT_REPRINT] = {.of_ticket = true},
};
static_assert(ARRAY_LEN(needs) == TICKET_ACT_COUNT, "every act says what it needs");

static bool is_told(const char *text)
{
    return text && text[0] != '\0';
}

static bool check_names(const struct desk *desk, const struct staff_act *act, struct err *err)
{
    const char *const counters[] = {act->counter, act->to_counter};

    if (!desk->catalog)
        return err_set(err, ERR_INVALID, "no catalogue is open");
    for (size_t i = 0; i < ARRAY_LEN(counters); i++) {
        if (is_told(counters[i]) && !desk_counter_is_known(desk->catalog, counters[i]))
            return err_set(err, ERR_INVALID, "no counter \"%s\"", counters[i]);
    }
    return !act->to_group || catalog_group(desk->catalog, act->to_group)
           || err_set(err, ERR_INVALID, "no group \"%s\"", act->to_group);
}

static bool check_act(const struct desk *desk, const struct staff_act *act, struct err *err)
{
    const char *name = ticket_act_name(act->kind);

    if (uuid_is_nil(&act->command) || !is_told(act->officer))
        return err_set(err, ERR_INVALID, "%s needs its command's id and an officer", name);
    if (needs[act->kind].at_counter && !is_told(act->counter))
        return err_set(err, ERR_INVALID, "%s needs a counter", name);
    if (needs[act->kind].of_ticket && uuid_is_nil(&act->ticket))
        return err_set(err, ERR_INVALID, "%s needs a ticket", name);
    if (needs[act->kind].needs_reason && !is_told(act->reason))
        return err_set(err, ERR_INVALID, "%s needs a reason", name);
    return check_names(desk, act, err);
}

/* `*is_known`: the command was carried out before, on this ticket. */
static bool find_command(struct desk *desk, const struct staff_act *act, struct ticket *out,
                         bool *is_known, struct err *err)
{
    struct uuid ticket;
    struct err missing = {0};

    *is_known =
        command_store_find(desk->db, &act->command, ticket_act_name(act->kind), &ticket, &missing);
    if (*is_known)
        return ticket_store_find(desk->db, &ticket, out, err);
    return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
}

static bool begin_turn(struct turn *turn, struct err *err)
{
    const struct staff_act *act = turn->act;

    if (!session_store_find_open(turn->desk->db, &turn->session, err))
        return false;
    turn->has_counter = needs[act->kind].at_counter;
    return !turn->has_counter
           || desk_counter_occupy(turn->desk, &turn->session, turn->at, act->officer, OCCUPY_FREE,
                                  &turn->counter, err);
}

static bool find_ticket(struct turn *turn, struct ticket *out, struct err *err)
{
    if (!needs[turn->act->kind].of_ticket)
        return turn_find_next(turn, out, err);
    if (!ticket_store_find(turn->desk->db, &turn->act->ticket, out, err))
        return false;
    return uuid_equal(&out->session, &turn->session.id)
           || err_set(err, ERR_NOT_FOUND, "%s is of another session", out->number);
}

static bool end_turn(struct turn *turn, const struct ticket *ticket, struct err *err)
{
    const struct command command = {
        .id = turn->act->command, .kind = ticket_act_name(turn->act->kind), .ticket = ticket->id};

    return command_store_add(turn->desk->db, turn->session.no, &command, err)
           && (!turn->has_counter || counter_store_put(turn->desk->db, &turn->counter, err));
}

bool desk_act(struct desk *desk, const struct staff_act *act, struct ticket *out, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct turn turn = {.desk = desk,
                        .act = act,
                        .at = act->counter ? act->counter : "",
                        .now_ms = clock_now_ms(desk->clock)};
    bool is_known = false;

    if (!check_act(desk, act, err) || !desk_begin(desk, &tx, err)
        || !find_command(desk, act, out, &is_known, err))
        return false;
    if (is_known)
        return true;
    return begin_turn(&turn, err) && find_ticket(&turn, out, err) && turn_carry_out(&turn, out, err)
           && end_turn(&turn, out, err) && desk_commit(desk, &tx, err);
}
