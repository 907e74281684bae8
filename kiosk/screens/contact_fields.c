/* Contact and name, the notice about them, and the consent to it. */
#include "base/secret.h"
#include "base/text.h"
#include "contact_form.h"
#include "parts.h"
#include <string.h>

enum {
    FIELD = 104,
    LABEL_GAP = 8,
    COLUMN_GAP = 16,
    ICON = 40,
    PAD = 28,
    TEXT_AIR = 24,
    NOTICE_PAD = 20,
    NAME_SHARE = 2, /* of five parts of a row; the contact takes the others */
    GAP = 20,
    PAD_KEY_W = 280,
    PAD_KEY_H = 144,
    PAD_KEY_H_WIDE = 96
};

/* --- fields ------------------------------------------------------------------------------------- */

struct field {
    const char *name, *label, *value;
    enum icon icon;
    enum contact_stage stage;
};

static struct field field_of(const struct contact_form *form, enum contact_stage stage)
{
    const struct visit_complaint *complaint = form->complaint;

    if (stage == CONTACT_TYPES_NAME)
        return (struct field){"name", _("c_name", "Name (optional)"), complaint->name,
                              ICON_USER_ROUND, stage};
    return (struct field){"contact", complaint_contact_label(complaint->reply), complaint->contact,
                          complaint_reply_icon(complaint->reply), stage};
}

static int label_height(struct ui *ui, const struct field *field, int width)
{
    return ui_text_height(ui, field->label, F_BODY, W_SEMIBOLD, width);
}

static void draw_field(struct contact_form *form, const struct field *field, struct ui_box box,
                       int label)
{
    struct ui *ui = form->ui;
    bool is_empty = field->value[0] == '\0';
    struct ui_box in, row = {box.x, box.y + label + LABEL_GAP, box.w, FIELD};
    int room = box.w - 3 * PAD - 2 * ICON - 16;
    const char *words = is_empty ? _("type", "Type") : field->value;
    enum ui_font font = ui_text_width(ui, words, F_TITLE, W_SEMIBOLD) <= room ? F_TITLE : F_CAPTION;
    char shown[COMPLAINT_CONTACT + 8]; /* an address takes some lines; its beginning tells */

    part_cut(ui, shown, sizeof shown, words, font, W_SEMIBOLD, room, FIELD - TEXT_AIR);
    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = box.y,
                                      .w = box.w,
                                      .text = field->label,
                                      .font = F_BODY,
                                      .weight = W_SEMIBOLD,
                                      .color = C_INK});
    if (ui_surface(ui,
                   &(struct ui_surface){.name = field->name,
                                        .spoken = field->label,
                                        .kind = UI_SURFACE_SECONDARY,
                                        .box = row},
                   &in)) {
        form->s->stage = field->stage;
        form->s->keyboard = (struct ui_keyboard){0};
    }
    ui_icon(ui, field->icon, (struct ui_box){in.x + PAD, in.y + (in.h - ICON) / 2, ICON, ICON},
            C_INK);
    ui_text(ui, &(struct ui_text){.box = {in.x + PAD + ICON + 16, in.y, room, in.h},
                                  .text = shown,
                                  .font = font,
                                  .weight = is_empty ? W_MEDIUM : W_SEMIBOLD,
                                  .color = is_empty ? C_INK2 : C_INK,
                                  .is_middle = true});
    secret_wipe(shown, sizeof shown);
    ui_icon(ui, ICON_KEYBOARD,
            (struct ui_box){in.x + in.w - PAD - ICON, in.y + (in.h - ICON) / 2, ICON, ICON},
            C_INK2);
}

int contact_fields(struct contact_form *form, struct ui_box box, bool is_measure)
{
    const struct field contact = field_of(form, CONTACT_TYPES_CONTACT);
    const struct field name = field_of(form, CONTACT_TYPES_NAME);
    int name_w = (box.w - COLUMN_GAP) * NAME_SHARE / 5;
    struct ui_box left = {box.x, box.y, box.w - COLUMN_GAP - name_w, 0};
    struct ui_box right = {box.x + box.w - name_w, box.y, name_w, 0};
    int label = label_height(form->ui, &contact, left.w);
    int other = label_height(form->ui, &name, right.w);

    label = other > label ? other : label;
    if (!is_measure) {
        draw_field(form, &contact, left, label);
        draw_field(form, &name, right, label);
    }
    return label + LABEL_GAP + FIELD;
}

/* --- notice and consent ------------------------------------------------------------------------- */

int contact_notice(struct contact_form *form, struct ui_box box, bool is_measure)
{
    char words[STRINGS_LINE];
    int x = NOTICE_PAD + ICON + 16;
    int width = box.w - x - NOTICE_PAD;

    complaint_notice(words, sizeof words, form->router);
    int height = ui_text_height(form->ui, words, F_CAPTION, W_MEDIUM, width) + 2 * NOTICE_PAD;
    if (is_measure)
        return height;
    ui_card(form->ui, (struct ui_box){box.x, box.y, box.w, height}, 24, 2, C_HAIR, C_SURFACE);
    ui_icon(form->ui, ICON_SHIELD_CHECK,
            (struct ui_box){box.x + NOTICE_PAD, box.y + NOTICE_PAD, ICON, ICON}, C_PRIMARY);
    part_text(form->ui, &(struct part_text){.x = box.x + x,
                                            .y = box.y + NOTICE_PAD,
                                            .w = width,
                                            .text = words,
                                            .font = F_CAPTION,
                                            .weight = W_MEDIUM,
                                            .color = C_INK,
                                            .name = "notice"});
    return height;
}

int contact_consent(struct contact_form *form, struct ui_box box, bool is_measure)
{
    struct visit_complaint *complaint = form->complaint;
    const char *words = _("c_consent", "I agree that my name and contact are used this way.");
    int height = ui_check_height(form->ui, words, box.w - 4) + 4;

    if (is_measure)
        return height;
    ui_card(form->ui, (struct ui_box){box.x, box.y, box.w, height}, 24, 2, C_CONTROL, C_SURFACE);
    if (ui_check_row(form->ui,
                     &(struct ui_check){.name = "consent",
                                        .text = words,
                                        .is_ticked = complaint->has_consented,
                                        .box = {box.x + 2, box.y + 2, box.w - 4, height - 4}})) {
        complaint->has_consented = !complaint->has_consented;
        ui_ask_wake(form->ui, ui_now_ms(form->ui));
    }
    return height;
}

/* --- typing ------------------------------------------------------------------------------------- */

/* Digits alone: a person cannot type a wrong sign. */
static bool type_digits(struct contact_form *form, struct ui_box box)
{
    struct visit_complaint *complaint = form->complaint;
    size_t len = strlen(complaint->contact);
    int key_h = ui_is_landscape(form->ui) ? PAD_KEY_H_WIDE : PAD_KEY_H;
    int height = 4 * key_h + 3 * KEYPAD_GAP;
    int width = 3 * PAD_KEY_W + 2 * KEYPAD_GAP;
    char digit;

    switch (ui_keypad(form->ui,
                      &(struct ui_keypad){.x = box.x + (box.w - width) / 2,
                                          .y = box.y + box.h - height,
                                          .key_w = PAD_KEY_W,
                                          .key_h = key_h,
                                          .erase = _("clear", "Clear"),
                                          .confirm = _("done", "Done")},
                      &digit)) {
    case PAD_NONE:
        break;
    case PAD_DIGIT:
        if (len < COMPLAINT_PHONE_DIGITS) {
            complaint->contact[len] = digit;
            complaint->contact[len + 1] = '\0';
        }
        break;
    case PAD_ERASE:
        ui_typing_erase(complaint->contact);
        break;
    case PAD_CONFIRM:
        return true;
    }
    return false;
}

static bool type_letters(struct contact_form *form, int bottom)
{
    struct visit_complaint *complaint = form->complaint;
    bool is_name = form->s->stage == CONTACT_TYPES_NAME;
    const struct ui_typing typing = {
        .text = is_name ? complaint->name : complaint->contact,
        .size = is_name ? sizeof complaint->name : sizeof complaint->contact,
        .space = _("space", "space"),
        .shift = _("shift", "capital letter"),
        .erase = _("clear", "Clear"),
        .action = _("done", "Done"),
        .is_name = is_name || complaint->reply == REPLY_LETTER,
    };

    return ui_keyboard(form->ui, &form->s->keyboard, &typing, bottom);
}

/* Where keys begin that stand below the notice. */
static int typing_top(struct ui *ui, bool is_pad)
{
    if (is_pad)
        return ui_is_landscape(ui)
                   ? part_bottom(ui)
                   : ui_height(ui) - ui_nav_height(ui) - 2 * GAP - 4 * (PAD_KEY_H + KEYPAD_GAP);
    return ui_height(ui) - ui_nav_height(ui) - ui_keyboard_height(ui) - GAP / 2;
}

static const char *example_of(const struct contact_form *form)
{
    if (form->s->stage == CONTACT_TYPES_NAME)
        return _("c_name_hint", "How may we address you?");
    switch (form->complaint->reply) {
    case REPLY_EMAIL:
        return _("c_mail_hint", "name@mail.com");
    case REPLY_LETTER:
        return _("c_let_hint", "Street, number, village, town");
    case REPLY_PHONE:
    case REPLY_NONE:
    case REPLY_IN_PERSON:
    case REPLY_COUNT:
        break;
    }
    return _("c_tel_hint", "08…");
}

void contact_typing(struct contact_form *form, int top)
{
    struct ui *ui = form->ui;
    const struct field field = field_of(form, form->s->stage);
    bool is_pad = field.stage == CONTACT_TYPES_CONTACT && form->complaint->reply == REPLY_PHONE;
    bool is_wide = ui_is_landscape(ui);
    int all = ui_width(ui) - 2 * PART_X;
    int width = is_wide ? (all - 32) / 2 : all;
    int tray = ui_height(ui) - ui_nav_height(ui);
    int label = part_text(ui, &(struct part_text){.x = PART_X,
                                                  .y = top,
                                                  .w = width,
                                                  .text = field.label,
                                                  .font = F_TITLE,
                                                  .weight = W_BOLD,
                                                  .color = C_INK,
                                                  .name = "label"});
    struct ui_box input = {PART_X, top + label + LABEL_GAP, width, FIELD};
    struct ui_box notice = {PART_X, input.y + FIELD + GAP, width, 0};
    bool is_done;

    ui_input_box(ui, "typed", input, field.value, example_of(form));
    if (is_wide && !is_pad)
        notice = (struct ui_box){PART_X + width + 32, top, width, 0};
    if (notice.y + contact_notice(form, notice, true)
        <= typing_top(ui, is_pad)) /* else by "Selesai" */
        (void)contact_notice(form, notice, false);
    if (is_pad)
        is_done = type_digits(
            form, is_wide ? (struct ui_box){PART_X + width + 32, top, width, part_bottom(ui) - top}
                          : (struct ui_box){PART_X, top, all, tray - 24 - top});
    else
        is_done = type_letters(form, tray);
    if (is_done)
        form->s->stage = CONTACT_FORM;
}
