/* The four letters on the slip tell which service was received; nothing else is taken from it. */
#include "base/secret.h"
#include "base/text.h"
#include "desk/survey.h"
#include "survey_parts.h"
#include "ui/keys.h"

enum { CODE_LETTERS = 4, BOX = 112, GAP = 24 };

enum code_answer { CODE_TYPING, CODE_UNKNOWN, CODE_USED, CODE_WITHOUT_SERVICE };

struct code_state {
    char text[CODE_LETTERS * 4 + 1];
    struct ui_keyboard keyboard;
    enum code_answer answer;
};

static void code_leave(void *state, struct router *router)
{
    (void)router;
    secret_wipe(state, sizeof(struct code_state));
}

static void look_up(struct code_state *s, struct router *router)
{
    struct visit_survey *survey = &router_visit(router)->survey;
    struct survey_ticket ticket;
    struct err err = {0};

    if (!desk_find_survey_ticket(router_desk(router), s->text, &ticket, &err)) {
        s->answer = CODE_UNKNOWN;
        if (err.code != ERR_NOT_FOUND && err.code != ERR_INVALID)
            router_desk_failed(router, &err, "looking for a ticket's code");
        return;
    }
    if (ticket.is_used) {
        s->answer = CODE_USED;
        return;
    }
    survey->ticket = ticket.ticket;
    if (ticket.service_id[0])
        survey->service = catalog_service(router_catalog(router), ticket.service_id);
    s->answer = survey->service ? CODE_TYPING : CODE_WITHOUT_SERVICE;
    if (s->answer == CODE_TYPING)
        router_back(router);
}

static const char *words_of(enum code_answer answer)
{
    switch (answer) {
    case CODE_TYPING:
        return _("v_code_d", "Four letters and digits beside the QR code. Your number is not kept "
                             "with your answers.");
    case CODE_UNKNOWN:
        return _("v_code_no",
                 "No ticket of today has this code. Check it, or go back and choose the service.");
    case CODE_USED:
        return _("v_code_used", "A survey was already filled in for this ticket. You can go back "
                                "and choose the service.");
    case CODE_WITHOUT_SERVICE:
        return _("v_code_none",
                 "This number was taken without a permit. You can go back and choose the service.");
    }
    return "";
}

static void as_on_paper(char *text)
{
    for (; *text; text++) {
        if (*text >= 'a' && *text <= 'z')
            *text = (char)(*text - 'a' + 'A');
    }
}

static void code_frame(void *state, struct ui *ui, struct router *router)
{
    struct code_state *s = state;
    char before[sizeof s->text];
    const struct ui_typing typing = {
        .text = s->text,
        .size = sizeof s->text,
        .space = _("space", "space"),
        .shift = _("shift", "capital letter"),
        .erase = _("clear", "Clear"),
        .action = _("v_code_ok", "Look up"),
        .is_action_disabled = ui_typing_letters(s->text) < CODE_LETTERS,
        .max_letters = CODE_LETTERS,
    };
    int w = ui_width(ui) - 2 * PART_X;
    int y = part_top(ui);
    int bottom = ui_height(ui) - ui_nav_height(ui);

    y += part_text(ui, &(struct part_text){.x = PART_X,
                                           .y = y,
                                           .w = w,
                                           .text = _("v_code_t", "Code on your ticket"),
                                           .font = F_H1,
                                           .weight = W_BOLD,
                                           .color = C_INK,
                                           .name = "title"})
         + GAP;
    ui_input_box(ui, "code", (struct ui_box){PART_X, y, w, BOX}, s->text,
                 _("v_code_hint", "Example: 7F3K"));
    y += BOX + GAP;
    part_text(ui, &(struct part_text){.x = PART_X,
                                      .y = y,
                                      .w = w,
                                      .text = words_of(s->answer),
                                      .font = F_TITLE,
                                      .weight = W_MEDIUM,
                                      .color = s->answer == CODE_TYPING ? C_INK2 : C_WARNING,
                                      .name = "code-words"});
    (void)text_copy(before, sizeof before, s->text);
    if (ui_keyboard(ui, &s->keyboard, &typing, bottom))
        look_up(s, router);
    if (!text_equal(before, s->text)) {
        s->answer = CODE_TYPING;
        as_on_paper(s->text);
    }
}

const struct screen screen_survey_code = {
    .name = "survey-code",
    .state_size = sizeof(struct code_state),
    .idle_ms = 60000,
    .is_survey = true,
    .frame = code_frame,
    .leave = code_leave,
};
