/* The on-screen keyboard and the box above it. */
#include "base/text.h"
#include "key.h"
#include "ui/keys.h"
#include <string.h>

enum {
    KEY_W = 96,
    KEY_H = 104,
    GAP = 8,
    PAD = 16,
    ROW_W = 10 * KEY_W + 9 * GAP,
    WIDE_W = 148,
    SPACE_W = 408,
    ACTION_W = 252,
    INPUT_PAD = 28,
    CARET_W = 4
};

static const char *const letters[] = {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"};
static const char *const signs[] = {"1234567890", "@-_/:()?!\"", "'&+#%", ""};

/* What one frame types. */
struct stroke {
    char character; /* '\0': none */
    bool is_erase;
};

static bool wants_capital(const struct ui_keyboard *keyboard, const struct ui_typing *typing)
{
    size_t len = strlen(typing->text);

    /* shift turns round what comes by itself: "Ali bin Abu" */
    return keyboard->is_shifted != (typing->is_name && (len == 0 || typing->text[len - 1] == ' '));
}

static char shifted(char c, bool is_capital)
{
    return is_capital && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static void draw_row(struct ui *ui, const char *keys, int x, int y, bool is_capital,
                     struct stroke *stroke)
{
    for (int i = 0; keys[i]; i++) {
        char name[WIDGET_NAME], label[2] = {shifted(keys[i], is_capital), '\0'};

        (void)text_format(name, sizeof name, "key-%c", keys[i]);
        if (key_draw(ui, &(struct key){.name = name,
                                       .label = label,
                                       .has_label = true,
                                       .font = F_H2,
                                       .box = {x + i * (KEY_W + GAP), y, KEY_W, KEY_H}}))
            stroke->character = label[0];
    }
}

static int row_width(const char *keys)
{
    return (int)strlen(keys) * (KEY_W + GAP) - GAP;
}

/* Shift, the last row of letters, delete. */
static void draw_third(struct ui *ui, struct ui_keyboard *keyboard, const struct ui_typing *typing,
                       int x, int y, bool is_capital, struct stroke *stroke)
{
    if (key_draw(ui, &(struct key){.name = "key-shift",
                                   .label = typing->shift,
                                   .icon = ICON_ARROW_BIG_UP,
                                   .font = F_NAV,
                                   .kind = is_capital ? KEY_PRIMARY : KEY_SAND,
                                   .box = {x, y, WIDE_W, KEY_H},
                                   .is_disabled = keyboard->has_symbols}))
        keyboard->is_shifted = !keyboard->is_shifted;
    if (!keyboard->has_symbols)
        draw_row(ui, letters[3], x + WIDE_W + GAP, y, is_capital, stroke);
    stroke->is_erase = key_draw(ui, &(struct key){.name = "key-delete",
                                                  .label = typing->erase,
                                                  .icon = ICON_DELETE,
                                                  .font = F_NAV,
                                                  .kind = KEY_SAND,
                                                  .box = {x + ROW_W - WIDE_W, y, WIDE_W, KEY_H}});
}

static bool draw_bottom(struct ui *ui, struct ui_keyboard *keyboard, const struct ui_typing *typing,
                        int x, int y, struct stroke *stroke)
{
    int space_x = x + WIDE_W + KEY_W + 2 * GAP;

    if (key_draw(ui, &(struct key){.name = "key-signs",
                                   .label = keyboard->has_symbols ? "abc" : "?123",
                                   .has_label = true,
                                   .font = F_BODY,
                                   .kind = KEY_SAND,
                                   .box = {x, y, WIDE_W, KEY_H}}))
        keyboard->has_symbols = !keyboard->has_symbols;
    draw_row(ui, ",", x + WIDE_W + GAP, y, false, stroke);
    if (key_draw(ui, &(struct key){.name = "key-space",
                                   .label = typing->space,
                                   .has_label = true,
                                   .font = F_TITLE,
                                   .box = {space_x, y, SPACE_W, KEY_H}}))
        stroke->character = ' ';
    draw_row(ui, ".", space_x + SPACE_W + GAP, y, false, stroke);
    return key_draw(ui, &(struct key){.name = "key-action",
                                      .label = typing->action,
                                      .has_label = true,
                                      .font = F_BODY,
                                      .kind = KEY_PRIMARY,
                                      .box = {x + ROW_W - ACTION_W, y, ACTION_W, KEY_H},
                                      .is_disabled = typing->is_action_disabled});
}

static void type(struct ui_keyboard *keyboard, const struct ui_typing *typing,
                 const struct stroke *stroke)
{
    size_t len = strlen(typing->text);

    if (stroke->is_erase)
        ui_typing_erase(typing->text);
    if (stroke->character == '\0' || len + 2 > typing->size)
        return;
    typing->text[len] = stroke->character;
    typing->text[len + 1] = '\0';
    keyboard->is_shifted = false;
}

bool ui_keyboard(struct ui *ui, struct ui_keyboard *keyboard, const struct ui_typing *typing,
                 int bottom)
{
    const char *const *rows = keyboard->has_symbols ? signs : letters;
    bool is_capital = !keyboard->has_symbols && wants_capital(keyboard, typing);
    int middle = ui_width(ui) / 2;
    int y = bottom - KEYBOARD_HEIGHT + PAD;
    struct stroke stroke = {0};
    bool is_done;

    ui_fill(ui, (struct ui_box){0, bottom - KEYBOARD_HEIGHT, ui_width(ui), KEYBOARD_HEIGHT},
            C_KEYBOARD);
    for (int i = 0; i < 3; i++, y += KEY_H + GAP)
        draw_row(ui, rows[i], middle - row_width(rows[i]) / 2, y, is_capital, &stroke);
    draw_third(ui, keyboard, typing, middle - ROW_W / 2, y, is_capital, &stroke);
    is_done = draw_bottom(ui, keyboard, typing, middle - ROW_W / 2, y + KEY_H + GAP, &stroke);
    type(keyboard, typing, &stroke);
    return is_done;
}

void ui_typing_erase(char *text)
{
    size_t len = strlen(text);

    while (len > 0 && ((unsigned char)text[len - 1] & 0xc0) == 0x80)
        text[--len] = '\0'; /* the following bytes of a character */
    if (len > 0)
        text[len - 1] = '\0';
}

/* The longest end of `text` that is no wider than `width`. */
static const char *fitting_end(struct ui *ui, const char *text, int width)
{
    while (*text && ui_text_width(ui, text, F_TITLE, W_MEDIUM) > width)
        (void)text_next(&text);
    return text;
}

void ui_input_box(struct ui *ui, const char *name, struct ui_box box, const char *text,
                  const char *hint)
{
    const char *shown = text[0] ? text : hint;
    int room = box.w - 2 * INPUT_PAD - CARET_W - 8;
    int line = ui->theme->type[F_TITLE].line;
    int x = box.x + INPUT_PAD;

    ui_card(ui, box, 24, 4, C_PRIMARY, C_SURFACE);
    shown = fitting_end(ui, shown, room);
    ui_text(ui, &(struct ui_text){.box = {text[0] ? x : x + CARET_W + 8, box.y, room, box.h},
                                  .text = shown,
                                  .font = F_TITLE,
                                  .weight = W_MEDIUM,
                                  .color = text[0] ? C_INK : C_INK2,
                                  .max_lines = 1,
                                  .is_middle = true});
    if (text[0])
        x += ui_text_width(ui, shown, F_TITLE, W_MEDIUM) + 4;
    ui_fill(ui, (struct ui_box){x, box.y + (box.h - line) / 2, CARET_W, line}, C_PRIMARY);
    frame_note(ui, name, ROLE_TEXT, text[0] ? text : hint, box, text[0] ? "" : "empty");
}
