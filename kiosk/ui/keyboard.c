/* The on-screen keyboard and the box above it. */
#include "base/text.h"
#include "key.h"
#include "ui/words.h"
#include "ui/keys.h"
#include <string.h>

enum {
    GAP = 8,
    PAD = 16,
    PAD_GAP = 48, /* between letters and digits where these stand beside them */
    INPUT_PAD = 28,
    CARET_W = 4,
    GLASS = 48 /* the magnifying glass of a search */
};

/* Sizes follow from one key's: ten of them fill a row. */
struct grid {
    int key_w, key_h, action_w;
    int row_w, wide_w; /* shift, delete, "?123" */
    int x, y;          /* of the first row */
    bool has_pad;      /* digits at the right instead of a row on top */
};

static const char *const letters[] = {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"};
static const char *const signs[] = {"1234567890", "@-_/:()?!\"", "'&+#%", ""};

/* What one frame types. */
struct stroke {
    char character; /* '\0': none */
    bool is_erase;
};

static bool begins_sentence(const char *text, size_t len)
{
    return len == 0 || text[len - 1] == '\n'
           || (len > 1 && text[len - 1] == ' ' && strchr(".?!", text[len - 2]));
}

static bool wants_capital(const struct ui_keyboard *keyboard, const struct ui_typing *typing)
{
    size_t len = strlen(typing->text);
    bool comes_by_itself = (typing->is_name && (len == 0 || typing->text[len - 1] == ' '))
                           || (typing->is_prose && begins_sentence(typing->text, len));

    /* shift turns round what comes by itself: "Ali bin Abu" */
    return keyboard->is_shifted != comes_by_itself;
}

static char shifted(char c, bool is_capital)
{
    return is_capital && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static int row_width(const struct grid *grid, const char *keys)
{
    return (int)strlen(keys) * (grid->key_w + GAP) - GAP;
}

static void draw_key(struct ui *ui, char character, char shown, struct ui_box box,
                     struct stroke *stroke)
{
    char name[WIDGET_NAME], label[2] = {shown, '\0'};

    (void)text_format(name, sizeof name, "key-%c", character);
    if (key_draw(ui,
                 &(struct key){
                     .name = name, .label = label, .has_label = true, .font = F_H2, .box = box}))
        stroke->character = shown;
}

static void draw_row(struct ui *ui, const struct grid *grid, const char *keys, int x, int y,
                     bool is_capital, struct stroke *stroke)
{
    for (int i = 0; keys[i]; i++)
        draw_key(ui, keys[i], shifted(keys[i], is_capital),
                 (struct ui_box){x + i * (grid->key_w + GAP), y, grid->key_w, grid->key_h}, stroke);
}

/* Three digits of the pad beside row `row`; the last row has the nought alone. */
static void draw_digits(struct ui *ui, const struct grid *grid, int row, int y,
                        struct stroke *stroke)
{
    static const char *const digits[] = {"123", "456", "789"};
    int x = grid->x + grid->row_w + PAD_GAP;

    if (!grid->has_pad)
        return;
    if (row < 3)
        draw_row(ui, grid, digits[row], x, y, false, stroke);
    else
        draw_key(ui, '0', '0', (struct ui_box){x, y, row_width(grid, digits[0]), grid->key_h},
                 stroke);
}

/* Shift, the last row of letters, delete. */
static void draw_third(struct ui *ui, struct ui_keyboard *keyboard, const struct ui_typing *typing,
                       const struct grid *grid, int y, bool is_capital, struct stroke *stroke)
{
    if (key_draw(ui, &(struct key){.name = "key-shift",
                                   .label = typing->shift,
                                   .icon = ICON_ARROW_BIG_UP,
                                   .font = F_NAV,
                                   .kind = is_capital ? KEY_PRIMARY : KEY_SAND,
                                   .box = {grid->x, y, grid->wide_w, grid->key_h},
                                   .is_disabled = keyboard->has_symbols}))
        keyboard->is_shifted = !keyboard->is_shifted;
    if (!keyboard->has_symbols)
        draw_row(ui, grid, letters[3], grid->x + grid->wide_w + GAP, y, is_capital, stroke);
    stroke->is_erase = key_draw(ui, &(struct key){.name = "key-delete",
                                                  .label = typing->erase,
                                                  .icon = ICON_DELETE,
                                                  .font = F_NAV,
                                                  .kind = KEY_SAND,
                                                  .box = {grid->x + grid->row_w - grid->wide_w, y,
                                                          grid->wide_w, grid->key_h}});
}

static bool draw_bottom(struct ui *ui, struct ui_keyboard *keyboard, const struct ui_typing *typing,
                        const struct grid *grid, int y, struct stroke *stroke)
{
    int comma_x = grid->x + grid->wide_w + GAP;
    int space_x = comma_x + grid->key_w + GAP;
    int action_x = grid->x + grid->row_w - grid->action_w;
    int stop_x = action_x - GAP - grid->key_w;
    bool has_fired;

    if (key_draw(ui, &(struct key){.name = "key-signs",
                                   .label = keyboard->has_symbols ? "abc" : "?123",
                                   .has_label = true,
                                   .font = F_BODY,
                                   .kind = KEY_SAND,
                                   .box = {grid->x, y, grid->wide_w, grid->key_h}}))
        keyboard->has_symbols = !keyboard->has_symbols;
    draw_row(ui, grid, ",", comma_x, y, false, stroke);
    if (key_draw(ui, &(struct key){.name = "key-space",
                                   .label = typing->space,
                                   .has_label = true,
                                   .font = F_TITLE,
                                   .box = {space_x, y, stop_x - GAP - space_x, grid->key_h}}))
        stroke->character = ' ';
    draw_row(ui, grid, ".", stop_x, y, false, stroke);
    has_fired = key_draw(ui, &(struct key){.name = "key-action",
                                           .label = typing->action,
                                           .has_label = true,
                                           .font = F_BODY,
                                           .kind = typing->has_lines ? KEY_SAND : KEY_PRIMARY,
                                           .box = {action_x, y, grid->action_w, grid->key_h},
                                           .is_disabled = typing->is_action_disabled});
    if (!typing->has_lines)
        return has_fired;
    if (has_fired)
        stroke->character = '\n';
    return false;
}

size_t ui_typing_letters(const char *text)
{
    size_t count = 0;

    while (text_next(&text))
        count++;
    return count;
}

bool ui_typing_is_full(const struct ui_typing *typing)
{
    return strlen(typing->text) + 2 > typing->size
           || (typing->max_letters > 0 && ui_typing_letters(typing->text) >= typing->max_letters);
}

static void type(struct ui_keyboard *keyboard, const struct ui_typing *typing,
                 const struct stroke *stroke)
{
    size_t len = strlen(typing->text);

    if (stroke->is_erase)
        ui_typing_erase(typing->text);
    if (stroke->is_erase || stroke->character != '\0') {
        keyboard->pages_back = 0;
        keyboard->was_refused = stroke->character != '\0' && ui_typing_is_full(typing);
    }
    if (stroke->character == '\0' || keyboard->was_refused)
        return;
    typing->text[len] = stroke->character;
    typing->text[len + 1] = '\0';
    keyboard->is_shifted = false;
}

static struct grid grid_of(const struct ui *ui)
{
    bool is_wide = ui_is_landscape(ui);
    struct grid grid = {
        .key_w = is_wide ? 120 : 96,
        .key_h = is_wide ? 88 : 104,
        .action_w = is_wide ? 300 : 252,
        .has_pad = is_wide,
    };
    int pad_w = is_wide ? PAD_GAP + 3 * grid.key_w + 2 * GAP : 0;

    grid.row_w = 10 * grid.key_w + 9 * GAP;
    grid.wide_w = (grid.row_w - 7 * grid.key_w - 8 * GAP) / 2;
    grid.x = (ui_width(ui) - grid.row_w - pad_w) / 2;
    return grid;
}

int ui_keyboard_height(const struct ui *ui)
{
    const struct grid grid = grid_of(ui);
    int rows = grid.has_pad ? 4 : 5;

    return 2 * PAD + rows * grid.key_h + (rows - 1) * GAP;
}

bool ui_keyboard(struct ui *ui, struct ui_keyboard *keyboard, const struct ui_typing *typing,
                 int bottom)
{
    const char *const *rows = keyboard->has_symbols ? signs : letters;
    bool is_capital = !keyboard->has_symbols && wants_capital(keyboard, typing);
    const struct grid grid = grid_of(ui);
    int height = ui_keyboard_height(ui);
    int y = bottom - height + PAD;
    struct stroke stroke = {0};
    bool is_done;
    int row = 0; /* of the pad */

    ui_fill(ui, (struct ui_box){0, bottom - height, ui_width(ui), height}, C_KEYBOARD);
    for (int i = grid.has_pad ? 1 : 0; i < 3; i++, y += grid.key_h + GAP) {
        draw_row(ui, &grid, rows[i], grid.x + (grid.row_w - row_width(&grid, rows[i])) / 2, y,
                 is_capital, &stroke);
        draw_digits(ui, &grid, row++, y, &stroke);
    }
    draw_third(ui, keyboard, typing, &grid, y, is_capital, &stroke);
    draw_digits(ui, &grid, row++, y, &stroke);
    y += grid.key_h + GAP;
    is_done = draw_bottom(ui, keyboard, typing, &grid, y, &stroke);
    draw_digits(ui, &grid, 3, y, &stroke);
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

/* The words and the caret between x and x + room. */
static void draw_typed(struct ui *ui, struct ui_box box, int x, int room, const char *text,
                       const char *hint)
{
    const char *shown = fitting_end(ui, text[0] ? text : hint, room);
    int line = ui->theme->type[F_TITLE].line;

    words_text(ui, &(struct ui_text){.box = {text[0] ? x : x + CARET_W + 8, box.y, room, box.h},
                                     .text = shown,
                                     .font = F_TITLE,
                                     .weight = W_MEDIUM,
                                     .color = text[0] ? C_INK : C_INK2,
                                     .max_lines = 1,
                                     .is_middle = true});
    if (text[0])
        x += ui_text_width(ui, shown, F_TITLE, W_MEDIUM) + 4;
    ui_fill(ui, (struct ui_box){x, box.y + (box.h - line) / 2, CARET_W, line}, C_PRIMARY);
}

void ui_input_box(struct ui *ui, const char *name, struct ui_box box, const char *text,
                  const char *hint)
{
    ui_card(ui, box, 24, 4, C_PRIMARY, C_SURFACE);
    draw_typed(ui, box, box.x + INPUT_PAD, box.w - 2 * INPUT_PAD - CARET_W - 8, text, hint);
    frame_note(ui, name, ROLE_TEXT, text[0] ? text : hint, box, text[0] ? "typed" : "empty");
}

void ui_search_box(struct ui *ui, const char *name, struct ui_box box, const char *text,
                   const char *hint, int aside)
{
    const int x = box.x + 36 + GLASS + 20;

    ui_card(ui, box, 24, 4, C_PRIMARY, C_SURFACE);
    ui_icon(ui, ICON_SEARCH, (struct ui_box){box.x + 36, box.y + (box.h - GLASS) / 2, GLASS, GLASS},
            C_INK);
    draw_typed(ui, box, x, box.x + box.w - aside - x - CARET_W - 8, text, hint);
    frame_note(ui, name, ROLE_TEXT, text[0] ? text : hint, box, text[0] ? "" : "empty");
}
