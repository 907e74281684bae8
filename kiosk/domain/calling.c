/* What may be done with a ticket in which state, and whose turn it is. */
#include "domain/calling.h"
#include "base/text.h"
#include <assert.h>
#include <limits.h>

enum { STATES = TICKET_VOID + 1, NEVER = 0 };

/* The state a ticket has after the act, plus one: a state that is not named is NEVER. */
#define THEN(state) ((unsigned char)((state) + 1))

struct act_rule {
    const char *name;
    unsigned char then[STATES];
};

static const struct act_rule rules[] = {
    [ACT_CALL_NEXT] = {"call_next", {[TICKET_WAITING] = THEN(TICKET_CALLED)}},
    [ACT_CALL] = {"call",
                  {[TICKET_WAITING] = THEN(TICKET_CALLED), [TICKET_SKIPPED] = THEN(TICKET_CALLED)}},
    [ACT_RECALL] = {"recall", {[TICKET_CALLED] = THEN(TICKET_CALLED)}},
    [ACT_SKIP] = {"skip", {[TICKET_CALLED] = THEN(TICKET_SKIPPED)}},
    [ACT_RESTORE] = {"restore", {[TICKET_SKIPPED] = THEN(TICKET_WAITING)}},
    [ACT_START] = {"start", {[TICKET_CALLED] = THEN(TICKET_SERVING)}},
    [ACT_FINISH] = {"finish", {[TICKET_SERVING] = THEN(TICKET_DONE)}},
    [ACT_TRANSFER] = {"transfer",
                      {[TICKET_WAITING] = THEN(TICKET_WAITING),
                       [TICKET_CALLED] = THEN(TICKET_WAITING),
                       [TICKET_SERVING] = THEN(TICKET_WAITING),
                       [TICKET_SKIPPED] = THEN(TICKET_WAITING)}},
    [ACT_PROMOTE] =
        {"promote",
         {[TICKET_WAITING] = THEN(TICKET_WAITING), [TICKET_SKIPPED] = THEN(TICKET_SKIPPED)}},
    [ACT_DEMOTE] =
        {"demote",
         {[TICKET_WAITING] = THEN(TICKET_WAITING), [TICKET_SKIPPED] = THEN(TICKET_SKIPPED)}},
    [ACT_VOID] = {"void",
                  {[TICKET_WAITING] = THEN(TICKET_VOID),
                   [TICKET_CALLED] = THEN(TICKET_VOID),
                   [TICKET_SKIPPED] = THEN(TICKET_VOID)}},
    /* A void number gets no paper any more. */
    [ACT_REPRINT] = {"reprint",
                     {[TICKET_WAITING] = THEN(TICKET_WAITING),
                      [TICKET_CALLED] = THEN(TICKET_CALLED),
                      [TICKET_SERVING] = THEN(TICKET_SERVING),
                      [TICKET_DONE] = THEN(TICKET_DONE),
                      [TICKET_SKIPPED] = THEN(TICKET_SKIPPED)}},
};
static_assert(ARRAY_LEN(rules) == TICKET_ACT_COUNT, "every act has its rule");

const char *ticket_act_name(enum ticket_act act)
{
    return rules[act].name;
}

bool calling_allows(enum ticket_act act, enum ticket_state state, int calls,
                    enum ticket_state *then)
{
    unsigned char rule = rules[act].then[state];

    if (rule == NEVER || (act == ACT_RECALL && calls > RECALLS_MOST))
        return false;
    *then = (enum ticket_state)(rule - 1);
    return true;
}

bool calling_takes_general(const struct calling_rule *rule, int priority_run,
                           const struct candidate *priority, const struct candidate *general,
                           int64_t median_wait_ms)
{
    assert(priority->is_there || general->is_there);
    if (!priority->is_there || !general->is_there)
        return general->is_there;
    return priority_run >= rule->priority_in_a_row && median_wait_ms >= 0
           && general->wait_ms > median_wait_ms;
}

int calling_people_ahead(const struct calling_rule *rule, bool is_priority, int waiting_priority,
                         int waiting_general)
{
    int between = waiting_general;

    /* Every full run of priority calls lets one general ticket through. */
    if (is_priority && waiting_priority / rule->priority_in_a_row < waiting_general)
        between = waiting_priority / rule->priority_in_a_row;
    return between < INT_MAX - waiting_priority ? waiting_priority + between : INT_MAX;
}
