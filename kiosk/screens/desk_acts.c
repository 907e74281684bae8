/* What the officer's taps do: one use case each, and the words for how it went. */
#include "base/text.h"
#include "desk_screen.h"

/* --- reading ---------------------------------------------------------------------------------- */

int desk_screen_pages(const struct desk_screen *s)
{
    int count = s->list == DESK_WAITING ? s->view.waiting : s->view.skipped;
    int pages = s->rows > 0 ? (count + s->rows - 1) / s->rows : 1;

    return pages > 1 ? pages : 1;
}

static bool read_queue(struct desk_screen *s, struct router *router)
{
    struct desk_view view = {0};
    struct err err = {0};

    if (!desk_view_counter(router_desk(router), router_shift(router)->counter, s->list,
                           s->page * s->rows, s->rows, &view, &err)) {
        router_desk_failed(router, &err, "reading the queue");
        return false;
    }
    s->view = view;
    return true;
}

static void read_devices(struct desk_screen *s, struct router *router)
{
    struct help_call calls[HELP_CALLS_MOST];
    struct complaint_counts complaints;
    struct devices devices;
    size_t count = 0;
    struct err err = {0};

    if (!desk_view_devices(router_desk(router), &devices, &err)
        || !desk_list_help_calls(router_desk(router), calls, &count, &err)
        || !desk_count_complaints(router_desk(router), &complaints, &err)) {
        router_desk_failed(router, &err, "reading the devices");
        return;
    }
    s->devices = devices;
    s->has_devices = true;
    s->help_calls = (int)count;
    s->complaints = complaints;
}

void desk_screen_read(struct desk_screen *s, struct router *router)
{
    s->is_stale = false;
    if (!read_queue(s, router))
        return;
    if (s->list == DESK_SKIPPED && s->view.skipped == 0) { /* nothing is left to look at */
        s->list = DESK_WAITING;
        s->page = 0;
        if (!read_queue(s, router))
            return;
    }
    if (s->page >= desk_screen_pages(s)) {
        s->page = desk_screen_pages(s) - 1;
        if (!read_queue(s, router))
            return;
    }
    read_devices(s, router);
}

/* --- telling ---------------------------------------------------------------------------------- */

void desk_screen_say(struct desk_screen *s, const char *text, bool is_good)
{
    (void)text_copy(s->toast, sizeof s->toast, text);
    s->is_toast_good = is_good;
    s->has_new_toast = true;
}

static void say_number(struct desk_screen *s, const char *pattern, const char *number, bool is_good)
{
    char words[DESK_TOAST];

    (void)text_fill(words, sizeof words, pattern, "no", number, NULL);
    desk_screen_say(s, words, is_good);
}

static void say_copy(struct desk_screen *s, struct router *router, const struct ticket *ticket)
{
    const char *number = ticket->number;
    struct print_job job;
    struct err err = {0};

    if (!desk_ticket_job(router_desk(router), &ticket->id, &job, &err)) {
        router_desk_failed(router, &err, "reading the slip");
        return;
    }
    if (job.copy == 0 && router_printer(router)->is_known
        && router_printer(router)->trouble == TROUBLE_NONE) /* the first one never came out */
        say_number(s, _("p_printing", "{no} is being printed."), number, true);
    else if (router_printer(router)->is_known && router_printer(router)->trouble == TROUBLE_NONE)
        say_number(s, _("p_reprinting", "{no} is being printed again, marked as a copy."), number,
                   true);
    else
        say_number(s,
                   _("p_reprint_later",
                     "The copy of {no} waits for the printer. Please write the number down."),
                   number, false);
}

static void say_done(struct desk_screen *s, struct router *router, enum ticket_act act,
                     const struct ticket *ticket)
{
    switch (act) {
    case ACT_CALL_NEXT: /* the card says it */
    case ACT_CALL:
    case ACT_START:
        break;
    case ACT_RECALL:
        say_number(s, _("p_recalled", "{no} is called again."), ticket->number, true);
        break;
    case ACT_SKIP:
        say_number(s, _("p_skipped", "{no} was skipped. It is in the Skipped list."),
                   ticket->number, true);
        break;
    case ACT_RESTORE:
        say_number(s, _("p_restored", "{no} is waiting again, in its old place."), ticket->number,
                   true);
        break;
    case ACT_FINISH:
        say_number(s, _("p_finished", "{no} is finished."), ticket->number, true);
        break;
    case ACT_TRANSFER:
        say_number(s, _("p_moved", "{no} was transferred. Number and waiting time stay."),
                   ticket->number, true);
        break;
    case ACT_PROMOTE:
        say_number(s, _("p_promoted", "{no} has priority now."), ticket->number, true);
        break;
    case ACT_DEMOTE:
        say_number(s, _("p_demoted", "{no} no longer has priority."), ticket->number, true);
        break;
    case ACT_VOID:
        say_number(s, _("p_voided", "{no} is void."), ticket->number, true);
        break;
    case ACT_REPRINT:
        say_copy(s, router, ticket);
        break;
    case TICKET_ACT_COUNT:
        break;
    }
}

static void say_not_done(struct desk_screen *s, struct router *router, const struct err *err,
                         enum ticket_act act)
{
    if (err->code == ERR_NOT_FOUND && act == ACT_CALL_NEXT)
        desk_screen_say(s, _("p_nobody", "Nobody is waiting"), false);
    else if (err->code == ERR_CLOSED)
        desk_screen_say(s, _("p_no_officer", "No officer sits at that counter."), false);
    else if (err->code == ERR_BUSY || err->code == ERR_NOT_FOUND)
        desk_screen_say(s, _("p_busy", "A colleague was faster. The list has been read again."),
                        false);
    else
        desk_screen_say(s, _("p_not_done", "That did not work. Please try again."), false);
    if (err->code != ERR_NOT_FOUND && err->code != ERR_BUSY && err->code != ERR_CLOSED)
        router_desk_failed(router, err, ticket_act_name(act));
}

static void say_issued(struct desk_screen *s, struct router *router, const struct ticket *ticket)
{
    const struct printer_status *printer = router_printer(router);

    if (printer->is_known && printer->trouble == TROUBLE_NONE)
        say_number(s, _("p_issued", "**{no}** was issued and is being printed."), ticket->number,
                   true);
    else
        say_number(s,
                   _("p_issued_aloud",
                     "**{no}** was issued, but the printer is not ready. Please read it out."),
                   ticket->number, false);
}

/* --- doing ------------------------------------------------------------------------------------ */

void desk_screen_wish(struct desk_screen *s, enum ticket_act act, const struct uuid *ticket)
{
    s->wish = (struct desk_wish){.kind = WISH_ACT, .act = act};
    if (ticket)
        s->wish.ticket = *ticket;
}

/* Both tell whether the desk has answered: what the machine failed to do may have happened all the
 * same, and the same command finds out. */
static bool is_answer(const struct err *err)
{
    return err->code != ERR_IO && err->code != ERR_FULL && err->code != ERR_CORRUPT;
}

static bool act(struct desk_screen *s, struct router *router)
{
    const struct shift *shift = router_shift(router);
    const struct staff_act wanted = {
        .command = s->command,
        .kind = s->wish.act,
        .officer = shift->officer.code,
        .counter = shift->counter,
        .ticket = s->wish.ticket,
        .to_group = s->wish.to_group,
        .to_counter = s->wish.to_counter,
        .reason = s->wish.reason,
    };
    struct ticket ticket;
    struct err err = {0};

    if (desk_act(router_desk(router), &wanted, &ticket, &err)) {
        say_done(s, router, wanted.kind, &ticket);
        return true;
    }
    say_not_done(s, router, &err, wanted.kind);
    return is_answer(&err);
}

static void ask_override(struct desk_screen *s, struct router *router, const char *group)
{
    struct err err = {0};

    if (!desk_view_opening(router_desk(router), group, &s->closed, &err)) {
        router_desk_failed(router, &err, "reading the opening hours");
        return;
    }
    s->refused = s->wish;
    s->sheet = SHEET_CLOSED;
    s->choice_page = 0;
}

static bool issue(struct desk_screen *s, struct router *router)
{
    const struct group *group = &router_catalog(router)->office.groups[s->wish.group];
    const struct ticket_request request = {
        .request = s->command,
        .service = group->id,
        .is_priority = s->wish.is_priority,
        .lang = "id",
        .wants_slip = true,
        .officer = router_shift(router)->officer.code,
        .priority_reason = s->wish.reason,
        .override_reason = s->wish.override_reason,
    };
    struct ticket ticket;
    struct err err = {0};

    if (desk_issue_ticket(router_desk(router), &request, &ticket, &err)) {
        say_issued(s, router, &ticket);
    } else if (err.code == ERR_CLOSED && !s->wish.override_reason) {
        ask_override(s, router, group->id);
    } else {
        desk_screen_say(s, _("p_not_issued", "No number was issued. Please try again."), false);
        router_desk_failed(router, &err, "issuing a number");
        return is_answer(&err);
    }
    return true;
}

static bool is_same_wish(const struct desk_wish *a, const struct desk_wish *b)
{
    return a->kind == b->kind && a->act == b->act && uuid_equal(&a->ticket, &b->ticket)
           && a->is_priority == b->is_priority && a->group == b->group;
}

void desk_screen_carry_out(struct desk_screen *s, struct router *router)
{
    const struct desk_wish wish = s->wish;

    if (wish.kind == WISH_NONE)
        return;
    if (s->unanswered.kind != WISH_NONE && !is_same_wish(&s->unanswered, &wish))
        s->command = uuid_v4(); /* the officer wants something else now */
    s->sheet = SHEET_NONE;
    s->is_answered = wish.kind == WISH_ACT ? act(s, router) : issue(s, router);
    s->unanswered = s->is_answered ? (struct desk_wish){0} : wish;
    s->wish = (struct desk_wish){0};
    desk_screen_read(s, router);
}
