/* Text in boxes, numbers that fit, digits in cells. */
#include "base/text.h"
#include "ui/words.h"
#include <string.h>

/* The digit cell of the shipped typeface, whose digits are proportional. */
enum { DIGIT_CELL_PERCENT = 66 };

/* The line stands in the middle of its box; big letters may reach out of it, and the command's
 * rectangle then holds them, because damage is told in rectangles. */
static void add_run(struct ui *ui, const char *text, enum ui_weight weight, int size,
                    uint32_t color, struct rect line, bool is_cut)
{
    struct display_command command = {
        .op = DRAW_TEXT,
        .rect = line,
        .color = color,
        .weight = weight,
        .size = size,
        .text = text,
        .is_cut = is_cut,
    };
    int ascent;
    int height;
    int top;

    ui->measure->extent(ui->measure->context, weight, size, &ascent, &height);
    top = line.y + (line.h - height) / 2;
    command.baseline = top + ascent;
    if (top < line.y)
        command.rect.y = top;
    if (top + height > line.y + line.h)
        line.h = top + height - line.y;
    command.rect.h = line.y + line.h - command.rect.y;
    frame_add(ui, &command);
}

void words_run(struct ui *ui, const char *text, enum ui_weight weight, int size, uint32_t color,
               struct rect line)
{
    add_run(ui, text, weight, size, color, line, false);
}

/* The pieces from `first` up to `end`, with the spaces between them. */
static char *joined(struct arena *arena, const struct layout *layout, size_t first, size_t end)
{
    size_t len = 1;
    char *out;
    char *at;

    for (size_t i = first; i < end; i++)
        len += strlen(layout->pieces[i].text) + 1;
    out = at = arena_alloc(arena, len, 1);
    for (size_t i = first; i < end; i++) {
        size_t piece = strlen(layout->pieces[i].text);

        if (i > first && layout->pieces[i].has_space)
            *at++ = ' ';
        memcpy(at, layout->pieces[i].text, piece);
        at += piece;
    }
    return out;
}

/* Pieces of one weight that stand in a row become one run, so that kerning is right. */
static void draw_line(struct ui *ui, const struct layout *layout, const struct words_line *line,
                      const struct ui_text *text, struct rect place, bool is_cut)
{
    size_t at = line->first;
    size_t line_end = line->first + line->count;
    int x = place.x;

    while (at < line_end) {
        bool is_bold = layout->pieces[at].is_bold;
        enum ui_weight weight = is_bold ? W_BOLD : layout->weight;
        size_t end = at + 1;
        const char *run;
        int width;

        while (end < line_end && layout->pieces[end].is_bold == is_bold)
            end++;
        if (at > line->first && layout->pieces[at].has_space)
            x += layout->space;
        run = joined(frame_now(ui)->arena, layout, at, end);
        width = words_width(ui, weight, layout->size, run, strlen(run));
        struct rect run_place = {x, place.y, width, place.h};
        bool is_marked = is_bold && text->is_marking;

        if (is_marked)
            frame_add(ui, &(struct display_command){.op = DRAW_FILL,
                                                    .rect = run_place,
                                                    .color = frame_color(ui, C_HIGHLIGHT)});
        add_run(ui, run, weight, layout->size,
                frame_color(ui, is_marked ? C_ON_ACCENT : text->color), run_place,
                is_cut && end == line_end);
        x += width;
        at = end;
    }
}

static int aligned(int x, int width, int used, enum ui_align align)
{
    switch (align) {
    case UI_LEFT:
        return x;
    case UI_CENTER:
        return x + (width - used) / 2;
    case UI_RIGHT:
        return x + width - used;
    }
    return x;
}

/* The same wherever the text stands, so that it is drawn as it was measured; a box on the window's grid
 * may be a px wider. */
static int room_px(const struct ui *ui, int width)
{
    int room = (int)(width * ui->scale);

    return room > 0 ? room : 1; /* 0 would be without limit */
}

int words_text(struct ui *ui, const struct ui_text *text)
{
    struct layout layout;
    struct rect box = frame_rect(ui, text->box);
    const struct ui_type *type = &ui->theme->type[text->font];
    size_t fits = text->box.h > 0 ? (size_t)(text->box.h / type->line) : 0;
    size_t max_lines = (size_t)text->max_lines;
    int top = text->box.y;
    int used;

    if (text->box.h > 0 && fits == 0)
        fits = 1;
    if (max_lines == 0 || (fits > 0 && fits < max_lines))
        max_lines = fits;
    words_layout(ui, &layout, text->text, words_size(ui, text->font), text->weight,
                 room_px(ui, text->box.w), max_lines);
    used = (int)layout.line_count * type->line;
    if (text->is_middle)
        top += (text->box.h - used) / 2;
    for (size_t i = 0; i < layout.line_count; i++) {
        struct rect place = frame_rect(
            ui, (struct ui_box){text->box.x, top + (int)i * type->line, text->box.w, type->line});

        place.x = aligned(box.x, box.w, layout.lines[i].width, text->align);
        draw_line(ui, &layout, &layout.lines[i], text, place,
                  layout.is_cut && i + 1 == layout.line_count);
    }
    return used;
}

int ui_text(struct ui *ui, const struct ui_text *text)
{
    int used = words_text(ui, text);
    struct ui_box box = text->box;

    if (box.h == 0)
        box.h = used;
    if (text->name || text->text[0] != '\0')
        frame_note(ui, text->name ? text->name : "", ROLE_TEXT, text->text, box, "");
    return used;
}

/* Only lines and widths of the layout may be used after it. A screen measures every item of a long
 * list in each frame to find its pages, so nothing of it may stay in the page's memory. */
static void measure_layout(struct ui *ui, struct layout *out, const char *text, enum ui_font font,
                           enum ui_weight weight, int width)
{
    struct arena *arena = frame_now(ui)->arena;
    struct arena_mark mark = arena_mark(arena);

    words_layout(ui, out, text, words_size(ui, font), weight, width, 0);
    out->pieces = NULL;
    arena_rewind(arena, &mark);
}

int ui_text_height(struct ui *ui, const char *text, enum ui_font font, enum ui_weight weight,
                   int width)
{
    struct layout layout;

    measure_layout(ui, &layout, text, font, weight, room_px(ui, width));
    return (int)layout.line_count * ui->theme->type[font].line;
}

int ui_text_width(struct ui *ui, const char *text, enum ui_font font, enum ui_weight weight)
{
    struct layout layout;
    int widest = 0;

    measure_layout(ui, &layout, text, font, weight, 0);
    for (size_t i = 0; i < layout.line_count; i++)
        if (layout.lines[i].width > widest)
            widest = layout.lines[i].width;
    return (int)((widest + 1) / ui->scale) + 1;
}

void ui_number(struct ui *ui, struct ui_box box, const char *text, enum ui_color color,
               const char *name)
{
    struct rect field = frame_rect(ui, box);
    size_t bytes = strlen(text);
    int size = words_size(ui, F_NUMBER_MAX);
    int width = words_width(ui, W_BOLD, size, text, bytes);

    if (width > field.w && width > 0) {
        size = size * field.w / width;
        size = size > 0 ? size : 1;
        width = words_width(ui, W_BOLD, size, text, bytes);
        while (width > field.w && size > 1)
            width = words_width(ui, W_BOLD, --size, text, bytes);
    }
    field.x += (field.w - width) / 2;
    field.w = width;
    add_run(ui, arena_strdup(frame_now(ui)->arena, text), W_BOLD, size, frame_color(ui, color),
            field, false);
    if (name)
        frame_note(ui, name, ROLE_TEXT, text, box, "");
}

static bool is_digit(char c)
{
    return (c >= '0' && c <= '9') || c == '-';
}

void ui_digits(struct ui *ui, struct ui_box box, const char *text, enum ui_font font,
               enum ui_color color, enum ui_align align)
{
    struct rect field = frame_rect(ui, box);
    int size = words_size(ui, font);
    int cell = (size * DIGIT_CELL_PERCENT + 50) / 100;
    int used = 0;
    int x;

    for (const char *c = text; *c; c++)
        used += is_digit(*c) ? cell : words_width(ui, W_BOLD, size, c, 1);
    x = aligned(field.x, field.w, used, align);
    for (const char *c = text; *c; c++) {
        int width = words_width(ui, W_BOLD, size, c, 1);
        int advance = is_digit(*c) ? cell : width;

        add_run(ui, arena_strndup(frame_now(ui)->arena, c, 1), W_BOLD, size, frame_color(ui, color),
                (struct rect){x + (advance - width) / 2, field.y, width, field.h}, false);
        x += advance;
    }
}
