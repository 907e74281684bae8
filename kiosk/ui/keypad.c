/* Keys, and the pad of digits. */
#include "ui/keys.h"
#include "base/text.h"
#include "key.h"
#include "ui/words.h"
#include <assert.h>

enum { RADIUS_KEY = 16, KEY_ICON = 44 };

static const struct {
    enum ui_color face, border, lip, pressed, ink;
} looks[] = {
    [KEY_PLAIN] = {C_SURFACE, C_EDGE, C_LIP, C_MINT, C_INK},
    [KEY_SAND] = {C_SAND, C_EDGE, C_LIP, C_MINT, C_INK},
    [KEY_PRIMARY] = {C_PRIMARY, C_PRIMARY, C_PRIMARY_DARK, C_PRIMARY_DARK, C_ON_PRIMARY},
};
static_assert(ARRAY_LEN(looks) == KEY_PRIMARY + 1, "every kind of key has its look");

static void draw_face(struct ui *ui, const struct key *key, struct ui_box face, enum ui_color ink)
{
    /* a long translation takes the smaller type rather than losing its end */
    enum ui_font font =
        !key->has_label || ui_text_width(ui, key->label, key->font, W_BOLD) <= face.w - 16
            ? key->font
            : F_NAV;
    int line = ui->theme->type[font].line;
    int icon = key->icon == ICON_NONE ? 0 : KEY_ICON;
    int label = key->has_label ? line : 0;
    int top = face.y + (face.h - icon - label) / 2;

    if (icon)
        ui_icon(ui, key->icon, (struct ui_box){face.x + (face.w - icon) / 2, top, icon, icon}, ink);
    if (key->has_label)
        words_text(ui, &(struct ui_text){.box = {face.x + 4, top + icon, face.w - 8, label},
                                         .text = key->label,
                                         .font = font,
                                         .weight = W_BOLD,
                                         .color = ink,
                                         .align = UI_CENTER,
                                         .max_lines = 1});
}

bool key_draw(struct ui *ui, const struct key *key)
{
    struct ui_box face = {key->box.x, key->box.y, key->box.w, key->box.h - UI_LIP};
    bool is_pressed = frame_is_pressed(ui, key->name);
    enum ui_color ink = key->is_disabled ? C_DISABLED_FG : looks[key->kind].ink;

    if (frame_is_focused(ui, key->name))
        frame_focus_ring(ui, key->box, RADIUS_KEY);
    if (is_pressed)
        face.y += UI_LIP;
    else
        ui_round(ui, key->box, RADIUS_KEY, key->is_disabled ? C_EDGE : looks[key->kind].lip);
    ui_card(ui, face, RADIUS_KEY, ui->theme->stroke_card,
            key->is_disabled ? C_EDGE : looks[key->kind].border,
            key->is_disabled ? C_DISABLED_BG
            : is_pressed     ? looks[key->kind].pressed
                             : looks[key->kind].face);
    draw_face(ui, key, face, ink);
    return frame_widget(ui, key->name, ROLE_BUTTON, key->label, key->box, !key->is_disabled, false,
                        "");
}

enum ui_pad_key ui_keypad(struct ui *ui, const struct ui_keypad *keypad, char *digit)
{
    static const char order[] = "123456789e0k";
    enum ui_pad_key fired = PAD_NONE;

    for (int i = 0; order[i]; i++) {
        char name[WIDGET_NAME], label[2] = {order[i], '\0'};
        bool is_erase = order[i] == 'e';
        bool is_confirm = order[i] == 'k';
        const struct key key = {
            .name = is_erase     ? "key-erase"
                    : is_confirm ? "key-ok"
                                 : name,
            .label = is_erase     ? keypad->erase
                     : is_confirm ? keypad->confirm
                                  : label,
            .icon = is_erase     ? ICON_DELETE
                    : is_confirm ? ICON_CHECK
                                 : ICON_NONE,
            .has_label = true,
            .font = is_erase || is_confirm ? F_NAV : F_H1,
            .kind = is_erase     ? KEY_SAND
                    : is_confirm ? KEY_PRIMARY
                                 : KEY_PLAIN,
            .box = {keypad->x + i % 3 * (keypad->key_w + KEYPAD_GAP),
                    keypad->y + i / 3 * (keypad->key_h + KEYPAD_GAP), keypad->key_w, keypad->key_h},
            .is_disabled = is_confirm && keypad->is_confirm_disabled,
        };

        (void)text_format(name, sizeof name, "key-%c", order[i]);
        if (!key_draw(ui, &key))
            continue;
        fired = is_erase ? PAD_ERASE : is_confirm ? PAD_CONFIRM : PAD_DIGIT;
        *digit = order[i];
    }
    return fired;
}
