/* Screen 32: six digits. */
#include "base/secret.h"
#include "base/text.h"
#include "desk/staff.h"
#include "parts.h"
#include "staff_parts.h"
#include "ui/keys.h"
#include <string.h>

enum { DOT = 40, DOT_PITCH = 68, KEY_W = 224, KEY_H = 124, MINUTE_MS = 60000 };

struct staff_pin_state {
    char digits[PIN_DIGITS + 1];
    bool was_wrong;
    int tries_left;
    int64_t paused_until_ms; /* monotonic; 0: not */
};

static void sign_in(struct staff_pin_state *s, struct ui *ui, struct router *router)
{
    struct sign_in answer;
    struct err err = {0};
    bool ok = desk_sign_in(router_desk(router), router_shift(router)->officer.code, s->digits,
                           &answer, &err);

    secret_wipe(s->digits, sizeof s->digits);
    if (!ok) {
        router_desk_failed(router, &err, "signing in");
        router_toast(router, _("p_not_done", "That did not work. Please try again."), false);
        return;
    }
    if (answer.is_in) {
        router_begin_shift(router, &answer.officer);
        return;
    }
    s->was_wrong = true;
    s->tries_left = answer.tries_left;
    s->paused_until_ms = answer.paused_for_ms > 0 ? ui_now_ms(ui) + answer.paused_for_ms : 0;
}

static void draw_dots(struct ui *ui, int middle, int y, size_t count)
{
    int x = middle - ((PIN_DIGITS - 1) * DOT_PITCH + DOT) / 2;

    for (size_t i = 0; i < PIN_DIGITS; i++, x += DOT_PITCH) {
        struct ui_box dot = {x, y, DOT, DOT};

        if (i < count)
            ui_round(ui, dot, DOT / 2, C_PRIMARY);
        else
            ui_ring(ui, dot, 4, C_CONTROL);
    }
}

/* What the officer should know: the rule, how many tries are left, or how long to wait. */
static void draw_words(struct staff_pin_state *s, struct ui *ui, struct ui_box line)
{
    int64_t left_ms = s->paused_until_ms - ui_now_ms(ui);
    char words[STRINGS_LINE];
    bool is_bad = s->was_wrong;

    if (s->paused_until_ms > 0 && left_ms > 0) {
        int64_t minutes = (left_ms + MINUTE_MS - 1) / MINUTE_MS;

        strings_count(words, sizeof words,
                      _("p_paused", "Too many wrong tries. Try again in {n} minutes."), minutes);
        ui_ask_wake(ui, ui_now_ms(ui) + left_ms - (minutes - 1) * MINUTE_MS);
    } else if (s->was_wrong && s->paused_until_ms == 0) {
        strings_count(words, sizeof words, _("p_bad", "Wrong PIN. {n} attempts left."),
                      s->tries_left);
    } else {
        (void)text_copy(words, sizeof words,
                        _("p_rule", "5 wrong tries: locked 5 minutes and logged"));
        is_bad = false;
    }
    ui_text(ui, &(struct ui_text){.box = line,
                                  .text = words,
                                  .font = F_BODY,
                                  .weight = is_bad ? W_BOLD : W_MEDIUM,
                                  .color = is_bad ? C_DANGER : C_INK2,
                                  .align = UI_CENTER,
                                  .name = "pin-words"});
}

static void take_key(struct staff_pin_state *s, struct ui *ui, struct router *router,
                     enum ui_pad_key key, char digit)
{
    size_t count = strlen(s->digits);

    switch (key) {
    case PAD_NONE:
        break;
    case PAD_DIGIT:
        if (count < PIN_DIGITS)
            s->digits[count] = digit;
        break;
    case PAD_ERASE:
        ui_typing_erase(s->digits);
        break;
    case PAD_CONFIRM:
        sign_in(s, ui, router);
        break;
    }
}

static void staff_pin_frame(void *state, struct ui *ui, struct router *router)
{
    struct staff_pin_state *s = state;
    struct ui_box box = part_staff_door(ui, router);
    int width = 3 * KEY_W + 2 * KEYPAD_GAP;
    int height = 4 * KEY_H + 3 * KEYPAD_GAP;
    int middle = box.x + box.w / 2;
    bool is_wide = ui_is_landscape(ui);
    int top = is_wide ? box.y - 14 : box.y + 16; /* picture 32: beside the way back */
    char digit = '\0';
    enum ui_pad_key key;

    ui_text(ui, &(struct ui_text){.box = {box.x, top, box.w, 40},
                                  .text = router_shift(router)->officer.name,
                                  .font = F_BODY,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK2,
                                  .align = UI_CENTER,
                                  .max_lines = 1,
                                  .name = "officer"});
    ui_text(ui, &(struct ui_text){.box = {box.x, top + 42, box.w, 48},
                                  .text = _("p_pin", "Enter 6-digit PIN"),
                                  .font = F_H2,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_CENTER,
                                  .max_lines = 1});
    draw_dots(ui, middle, top + 112, strlen(s->digits));
    draw_words(s, ui, (struct ui_box){box.x, top + 168, box.w, 80});
    key = ui_keypad(ui,
                    &(struct ui_keypad){
                        .x = middle - width / 2,
                        .y = is_wide ? box.y + box.h - height + 8 : top + 280,
                        .key_w = KEY_W,
                        .key_h = KEY_H,
                        .erase = _("clear", "Clear"),
                        .confirm = _("enter", "Enter"),
                        .is_confirm_disabled =
                            strlen(s->digits) < PIN_DIGITS || s->paused_until_ms > ui_now_ms(ui),
                    },
                    &digit);
    take_key(s, ui, router, key, digit);
}

static void staff_pin_leave(void *state, struct router *router)
{
    struct staff_pin_state *s = state;

    (void)router;
    secret_wipe(s->digits, sizeof s->digits);
}

const struct screen screen_staff_pin = {
    .name = "staff-pin",
    .state_size = sizeof(struct staff_pin_state),
    .idle_ms = 60000,
    .is_staff = true,
    .frame = staff_pin_frame,
    .leave = staff_pin_leave,
};
