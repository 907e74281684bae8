/* What lies over the desk: what to do with a row, where to move somebody, and reasons. */
#include "base/text.h"
#include "desk_choices.h"
#include "parts.h"

enum { BIG = 128 };

struct reason {
    const char *code; /* as kept: counts may leave the machine, words of people never */
    struct label label;
    enum icon icon;
};
static const struct reason needs[] = {
    {"elder", W("elder", "Seniors (60 and over)"), ICON_USER_ROUND},
    {"disability", W("disab", "Persons with disabilities"), ICON_ACCESSIBILITY},
    {"pregnant", W("preg", "Pregnant or nursing mothers"), ICON_HEART_HANDSHAKE},
    {"child", W("child", "With a small child"), ICON_BABY},
    {"other", W("p_other", "Other"), ICON_PEN_LINE},
};
static const struct reason voids[] = {
    {"left", W("p_void_left", "The person has left"), ICON_LOG_OUT},
    {"double", W("p_void_double", "Taken twice"), ICON_TICKET},
    {"mistake", W("p_void_mistake", "Wrong number taken"), ICON_CIRCLE_ALERT},
    {"served", W("p_void_served", "Served elsewhere"), ICON_CHECK},
    {"other", W("p_other", "Other"), ICON_PEN_LINE},
};
static const struct reason overrides[] = {
    {"waited", W("p_over_waited", "Was already waiting"), ICON_HOURGLASS},
    {"urgent", W("p_over_urgent", "Urgent"), ICON_TRIANGLE_ALERT},
    {"far", W("p_over_far", "Came from far away"), ICON_ROUTE},
    {"other", W("p_other", "Other"), ICON_PEN_LINE},
};

/* The reason's code, or NULL. */
static const char *choose_reason(struct ui *ui, struct desk_screen *s, const char *title,
                                 const char *sub, const struct reason *reasons, size_t count)
{
    struct choice choices[8] = {0};
    int fired;

    for (size_t i = 0; i < count && i < ARRAY_LEN(choices); i++)
        choices[i] = (struct choice){strings_label(&reasons[i].label), reasons[i].icon, ""};
    fired = sheet_choose(ui, s, title, sub, choices, count);
    return fired < 0 ? NULL : reasons[fired].code;
}

/* --- where to --------------------------------------------------------------------------------- */

struct place {
    const struct group *group; /* NULL: a counter */
    const char *counter;
};

static bool has_counter(const struct place *places, size_t count, const char *counter)
{
    for (size_t i = 0; i < count; i++)
        if (places[i].counter && text_equal(places[i].counter, counter))
            return true;
    return false;
}

static size_t list_places(const struct desk_screen *s, struct router *router, struct place *places,
                          size_t most)
{
    const struct office *office = &router_catalog(router)->office;
    size_t count = 0;

    for (size_t i = 0; i < office->group_count && count < most; i++)
        if (!text_equal(office->groups[i].id, s->picked.group_id))
            places[count++] = (struct place){&office->groups[i], NULL};
    for (size_t i = 0; i < office->group_count; i++)
        for (size_t j = 0; j < office->groups[i].counter_count && count < most; j++) {
            const char *counter = office->groups[i].counters[j].id;

            if (!text_equal(counter, router_shift(router)->counter)
                && !has_counter(places, count, counter))
                places[count++] = (struct place){NULL, counter};
        }
    return count;
}

static void place_move(struct ui *ui, struct desk_screen *s, struct router *router)
{
    struct place places[DESK_CHOICES_MOST];
    struct choice choices[DESK_CHOICES_MOST] = {0};
    size_t count = list_places(s, router, places, DESK_CHOICES_MOST);
    char title[128];
    int fired;

    for (size_t i = 0; i < count; i++) {
        const struct group *group = places[i].group;

        choices[i].label =
            group ? strings_words(&group->name) : part_counter_words(router, places[i].counter);
        choices[i].icon = ICON_MAP_PIN;
        choices[i].letter[0] = group ? group->letter : '\0';
    }
    (void)text_fill(title, sizeof title, _("p_move_title", "Transfer {no} to"), "no",
                    s->picked.number, NULL);
    fired = sheet_choose(ui, s, title, _("p_move_words", "Number and waiting time stay."), choices,
                         count);
    if (fired < 0)
        return;
    desk_screen_wish(s, ACT_TRANSFER, &s->picked.id);
    s->wish.to_group = places[fired].group ? places[fired].group->id : NULL;
    s->wish.to_counter = places[fired].counter;
}

/* --- a row ------------------------------------------------------------------------------------ */

static bool sheet_button(struct ui *ui, const char *name, const char *label, enum icon icon,
                         struct ui_box box)
{
    return ui_button(ui, &(struct ui_button){.name = name,
                                             .label = label,
                                             .icon = icon,
                                             .kind = UI_SECONDARY,
                                             .font = F_BODY,
                                             .box = box});
}

static void ticket_words(const struct ticket *ticket, int64_t now_ms, char *out, size_t size)
{
    char minutes[32], numbers[STRINGS_LINE], unticked[STRINGS_LINE] = "", waits[STRINGS_LINE];

    desk_minutes(minutes, sizeof minutes, ticket->issued_at_ms, now_ms);
    if (ticket->unticked_count > 0) {
        words_numbers(numbers, sizeof numbers, ticket->unticked, ticket->unticked_count);
        (void)text_fill(unticked, sizeof unticked,
                        _("p_unticked", "Not ticked: requirements {list}"), "list", numbers, NULL);
    }
    strings_dotted(waits, sizeof waits, ticket->is_priority ? _("prio", "Priority") : "", minutes);
    (void)text_format(out, size, "%s\n%s%s%s", ticket->service_name, waits, unticked[0] ? "\n" : "",
                      unticked);
}

static bool is_called_here(const struct desk_screen *s)
{
    return s->view.has_ticket && s->view.ticket.state == TICKET_CALLED;
}

/* Calling out of turn finishes whom the counter serves; who is called comes or is skipped first. */
static void place_ticket(struct ui *ui, struct desk_screen *s, struct router *router)
{
    const struct ticket *ticket = &s->picked;
    bool is_skipped = ticket->state == TICKET_SKIPPED;
    char words[STRINGS_LINE * 2];
    struct ui_box in;
    int half, y;

    ticket_words(ticket, clock_now_ms(router_clock(router)), words, sizeof words);
    in = sheet_open(
        ui, 2 * SHEET_PAD + sheet_head_height(ui, ticket->number, words, SHEET_W - 2 * SHEET_PAD)
                + BIG + DESK_GAP + SHEET_PITCH + SHEET_CLOSE + (is_skipped ? SHEET_PITCH : 0));
    half = (in.w - DESK_GAP) / 2;
    y = sheet_head(ui, in, ticket->number, words);
    if (ui_button(ui, &(struct ui_button){.name = "sheet-call",
                                          .label = is_skipped ? _("p_call_again", "Call once more")
                                                              : _("p_call", "Call"),
                                          .icon = ICON_MEGAPHONE,
                                          .kind = UI_PRIMARY,
                                          .font = F_H2,
                                          .box = {in.x, y, in.w, BIG},
                                          .is_disabled = is_called_here(s)}))
        desk_screen_wish(s, ACT_CALL, &ticket->id);
    y += BIG + DESK_GAP;
    if (is_skipped) {
        if (sheet_button(ui, "sheet-restore", _("p_restore", "Back into the queue"),
                         ICON_ROTATE_CCW, (struct ui_box){in.x, y, in.w, SHEET_CHOICE}))
            desk_screen_wish(s, ACT_RESTORE, &ticket->id);
        y += SHEET_PITCH;
    }
    if (sheet_button(ui, "sheet-move", _("p_move", "Transfer"), ICON_ARROW_RIGHT,
                     (struct ui_box){in.x, y, half, SHEET_CHOICE}))
        s->sheet = SHEET_MOVE;
    if (sheet_button(ui, "sheet-void", _("p_void", "Void the number"), ICON_X,
                     (struct ui_box){in.x + half + DESK_GAP, y, half, SHEET_CHOICE}))
        s->sheet = SHEET_VOID;
    s->choice_page = 0;
    if (sheet_close(ui, (struct ui_box){in.x, in.y + in.h - SHEET_CLOSE, in.w, SHEET_CLOSE}))
        s->sheet = SHEET_NONE;
}

/* --- reasons ---------------------------------------------------------------------------------- */

static void place_void(struct ui *ui, struct desk_screen *s)
{
    char title[128];
    const char *reason;

    (void)text_fill(title, sizeof title, _("p_void_title", "Why is {no} void?"), "no",
                    s->picked.number, NULL);
    reason = choose_reason(ui, s, title, _("p_void_words", "A void number is never called again."),
                           voids, ARRAY_LEN(voids));
    if (!reason)
        return;
    desk_screen_wish(s, ACT_VOID, &s->picked.id);
    s->wish.reason = reason;
}

static void place_promote(struct ui *ui, struct desk_screen *s)
{
    char title[128];
    const char *reason;

    (void)text_fill(title, sizeof title, _("p_promote_title", "Why priority for {no}?"), "no",
                    s->picked.number, NULL);
    reason = choose_reason(ui, s, title, _("p_promote_words", "The number stays as it is."), needs,
                           ARRAY_LEN(needs));
    if (!reason)
        return;
    desk_screen_wish(s, ACT_PROMOTE, &s->picked.id);
    s->wish.reason = reason;
}

static void place_issue_priority(struct ui *ui, struct desk_screen *s)
{
    const char *reason =
        choose_reason(ui, s, _("p_prio_title", "A priority number for"),
                      _("p_prio_words", "It is printed at once."), needs, ARRAY_LEN(needs));

    if (reason)
        s->wish = (struct desk_wish){
            .kind = WISH_ISSUE, .is_priority = true, .reason = reason, .group = s->group};
}

/* --- closed ----------------------------------------------------------------------------------- */

/* A day that staff closed is opened again, not stepped over. */
static const char *ask_words(bool is_ended, bool may)
{
    if (is_ended)
        return _("p_open_first", "To go on, open the day again under Today.");
    return may ? _("p_override", "Issue a number anyway? Touch the reason.")
               : _("p_no_override", "You may not issue a number now.");
}

static void place_closed(struct ui *ui, struct desk_screen *s, struct router *router)
{
    bool is_ended = s->closed.reason == CLOSED_DAY_ENDED;
    bool may = !is_ended && staff_may(router_shift(router)->officer.role, RIGHT_OVERRIDE);
    const char *ask = ask_words(is_ended, may);
    char why[STRINGS_LINE];
    const char *reason;

    words_closed(why, sizeof why, &s->closed, router_offset_min(router));
    reason = choose_reason(ui, s, why, ask, overrides, may ? ARRAY_LEN(overrides) : 0);
    if (!reason)
        return;
    s->wish = s->refused;
    s->wish.override_reason = reason;
}

void desk_sheet(struct ui *ui, struct desk_screen *s, struct router *router)
{
    switch (s->sheet) {
    case SHEET_NONE:
        break;
    case SHEET_TICKET:
        place_ticket(ui, s, router);
        break;
    case SHEET_MOVE:
        place_move(ui, s, router);
        break;
    case SHEET_VOID:
        place_void(ui, s);
        break;
    case SHEET_PROMOTE:
        place_promote(ui, s);
        break;
    case SHEET_ISSUE_PRIORITY:
        place_issue_priority(ui, s);
        break;
    case SHEET_CLOSED:
        place_closed(ui, s, router);
        break;
    }
}
