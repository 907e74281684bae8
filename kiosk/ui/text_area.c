/* The box of many lines: what was typed, wrapped as it stands, with the caret at its end. */
#include "base/text.h"
#include "ui/keys.h"
#include "ui/words.h"
#include <string.h>

enum { PAD = 32, AIR = 8, CARET_W = 4, TURN = 72, TURN_PAD = 12 };

/* Lines as they stand in the box. */
struct sheet {
    struct ui *ui;
    int size;  /* of the font, window px */
    int width; /* window px */
};

static int width_of(const struct sheet *sheet, const char *text, size_t bytes)
{
    return words_width(sheet->ui, W_MEDIUM, sheet->size, text, bytes);
}

/* As many characters of a word without a blank as fit, at least one. */
static size_t fitting_letters(const struct sheet *sheet, const char *text, size_t bytes)
{
    const char *at = text;
    size_t fits = 0;

    while ((size_t)(at - text) < bytes) {
        (void)text_next(&at);
        if (fits > 0 && width_of(sheet, text, (size_t)(at - text)) > sheet->width)
            break;
        fits = (size_t)(at - text);
    }
    return fits;
}

/* The line at `text`: its bytes in `*shown`; returns where the next one begins, NULL after the last.
 * Blanks at a break stay on the line before it, where they may reach past the edge. */
static const char *take_line(const struct sheet *sheet, const char *text, size_t *shown)
{
    size_t paragraph = strcspn(text, "\n");
    size_t fits = 0; /* up to the end of a word and its blanks */

    while (fits < paragraph) {
        size_t word = fits + strcspn(text + fits, " \n");
        size_t next = word + strspn(text + word, " ");

        if (width_of(sheet, text, word) > sheet->width) {
            if (fits == 0)
                fits = fitting_letters(sheet, text, word);
            break;
        }
        fits = next;
    }
    *shown = fits;
    if (fits < paragraph)
        return text + fits;
    return text[fits] == '\n' ? text + fits + 1 : NULL;
}

static int count_lines(const struct sheet *sheet, const char *text)
{
    int count = 0;
    size_t shown;

    for (; text; count++)
        text = take_line(sheet, text, &shown);
    return count;
}

/* Which lines stand in the box. */
struct view {
    int first, room, lines; /* `first` of all `lines`, at most `room` of them */
};

static struct view view_of(int lines, int room, struct ui_keyboard *keyboard)
{
    int step = room > 1 ? room - 1 : 1; /* a line of the page before stays for the eye */
    int most = lines > room ? (lines - room + step - 1) / step : 0;
    struct view view = {.room = room, .lines = lines};

    if (keyboard->pages_back > most)
        keyboard->pages_back = most;
    view.first = lines - room - keyboard->pages_back * step;
    if (view.first < 0)
        view.first = 0;
    return view;
}

static void draw_lines(const struct sheet *sheet, const struct view *view,
                       const struct ui_area *area, struct ui_box in, int pitch)
{
    const char *text = area->text;
    struct ui *ui = sheet->ui;
    const char *line = text;

    for (int i = 0; line && i < view->first + view->room; i++) {
        size_t shown;
        const char *next = take_line(sheet, line, &shown);
        struct rect place =
            frame_rect(ui, (struct ui_box){in.x, in.y + (i - view->first) * pitch, in.w, pitch});
        int width = width_of(sheet, line, shown);

        if (i >= view->first) {
            int caret = width < sheet->width ? width : sheet->width;

            while (shown > 0 && line[shown - 1] == ' ') /* the caret tells of them */
                shown--;
            place.w = width_of(sheet, line, shown);
            words_run(ui, arena_strndup(frame_now(ui)->arena, line, shown), W_MEDIUM, sheet->size,
                      frame_color(ui, C_INK), place);
            if (!next && !area->is_read_only)
                ui_fill(ui,
                        (struct ui_box){in.x + (int)(caret / ui_scale(ui)) + 2,
                                        in.y + (i - view->first) * pitch + AIR / 2, CARET_W,
                                        pitch - AIR},
                        C_PRIMARY);
        }
        line = next;
    }
}

static bool turn_button(struct ui *ui, const struct ui_area *area, const char *suffix,
                        const char *spoken, enum icon icon, int y, bool is_disabled)
{
    char name[WIDGET_NAME];

    (void)text_format(name, sizeof name, "%s-%s", area->name, suffix);
    return ui_button(
        ui, &(struct ui_button){.name = name,
                                .label = "",
                                .spoken = spoken,
                                .icon = icon,
                                .kind = UI_SECONDARY,
                                .font = F_BODY,
                                .box = {area->box.x + area->box.w - TURN_PAD - TURN, y, TURN, TURN},
                                .is_disabled = is_disabled,
                                .is_key = true,
                                .radius = 16});
}

static void turn(struct ui *ui, const struct ui_area *area, const struct view *view,
                 struct ui_keyboard *keyboard)
{
    int down_y = area->box.y + area->box.h - TURN_PAD - TURN;
    int back = keyboard->pages_back;

    if (turn_button(ui, area, "up", area->up, ICON_CHEVRON_UP, area->box.y + TURN_PAD,
                    view->first == 0))
        keyboard->pages_back++;
    if (turn_button(ui, area, "down", area->down, ICON_CHEVRON_DOWN, down_y, back == 0))
        keyboard->pages_back--;
    if (keyboard->pages_back != back)
        ui_ask_wake(ui, ui_now_ms(ui)); /* this frame shows the page before */
}

static void draw_empty(struct ui *ui, const struct ui_area *area, struct ui_box in, int pitch)
{
    ui_fill(ui, (struct ui_box){in.x, in.y + AIR / 2, CARET_W, pitch - AIR}, C_PRIMARY);
    words_text(ui, &(struct ui_text){
                       .box = {in.x + CARET_W + 8, in.y + AIR / 2, in.w - CARET_W - 8, in.h - AIR},
                       .text = area->hint,
                       .font = F_TITLE,
                       .weight = W_MEDIUM,
                       .color = C_INK2});
}

void ui_text_area(struct ui *ui, const struct ui_area *area, struct ui_keyboard *keyboard)
{
    int pitch = ui->theme->type[F_TITLE].line + AIR;
    struct ui_box in = {area->box.x + PAD, area->box.y + PAD - AIR, area->box.w - 2 * PAD,
                        area->box.h - 2 * (PAD - AIR)};
    int room = in.h / pitch > 0 ? in.h / pitch : 1;
    struct sheet sheet = {ui, words_size(ui, F_TITLE), frame_px(ui, in.w - CARET_W - 2)};
    int lines;

    ui_card(ui, area->box, 24, ui->theme->stroke_card + (area->is_read_only ? 0 : 2),
            area->is_read_only ? C_EDGE : C_PRIMARY, C_SURFACE);
    frame_note(ui, area->name, ROLE_TEXT, area->text[0] ? area->text : area->hint, area->box,
               area->text[0] ? "typed" : "empty");
    if (!area->text[0]) {
        draw_empty(ui, area, in, pitch);
        return;
    }
    lines = count_lines(&sheet, area->text);
    bool has_turn = lines > room && !area->has_no_turn;
    if (has_turn) { /* the buttons take their room from the lines */
        in.w -= TURN + TURN_PAD;
        sheet.width = frame_px(ui, in.w - CARET_W - 2);
        lines = count_lines(&sheet, area->text);
    }
    const struct view view = view_of(lines, room, keyboard);

    draw_lines(&sheet, &view, area, in, pitch);
    if (has_turn)
        turn(ui, area, &view, keyboard);
}

void ui_letter_count(struct ui *ui, struct ui_box box, const struct ui_typing *typing)
{
    bool is_full = ui_typing_is_full(typing);
    char words[48];

    (void)text_format(words, sizeof words, "%zu / %zu", ui_typing_letters(typing->text),
                      typing->max_letters);
    ui_text(ui, &(struct ui_text){.box = box,
                                  .text = words,
                                  .font = F_CAPTION,
                                  .weight = is_full ? W_BOLD : W_SEMIBOLD,
                                  .color = is_full ? C_DANGER : C_INK2,
                                  .align = UI_RIGHT,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = "count"});
}
