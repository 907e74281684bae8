/* Text layout: words to lines by the measure seam, bold runs, and what does not fit. */
#include "ui/words.h"
#include "base/text.h"
#include <string.h>

int words_width(const struct ui *ui, enum ui_weight weight, int size, const char *text,
                size_t bytes)
{
    return ui->measure->width(ui->measure->context, weight, size, text, bytes);
}

int words_size(const struct ui *ui, enum ui_font font)
{
    int size = frame_px(ui, ui->theme->type[font].size);

    return size > 0 ? size : 1;
}

static enum ui_weight weight_of(const struct layout *layout, const struct piece *piece)
{
    return piece->is_bold ? W_BOLD : layout->weight;
}

static struct piece *add_piece(struct ui *ui, struct layout *layout, const char *text, size_t bytes)
{
    struct piece *piece;

    if (layout->piece_count == layout->room)
        return NULL;
    piece = &layout->pieces[layout->piece_count++];
    *piece = (struct piece){.text = arena_strndup(frame_now(ui)->arena, text, bytes)};
    return piece;
}

static void measure(struct ui *ui, const struct layout *layout, struct piece *piece)
{
    piece->width =
        words_width(ui, weight_of(layout, piece), layout->size, piece->text, strlen(piece->text));
}

static void split_pieces(struct ui *ui, struct layout *layout, const char *text)
{
    bool is_bold = false;
    bool has_space = false;
    bool is_new_line = false;

    while (*text) {
        const char *end = text;
        struct piece *piece;

        if (strncmp(text, "**", 2) == 0) {
            is_bold = !is_bold;
            text += 2;
            continue;
        }
        if (*text == ' ' || *text == '\n') {
            has_space = has_space || *text == ' ';
            is_new_line = is_new_line || *text == '\n';
            text++;
            continue;
        }
        while (*end && *end != ' ' && *end != '\n' && strncmp(end, "**", 2) != 0)
            end++;
        piece = add_piece(ui, layout, text, (size_t)(end - text));
        if (!piece)
            return;
        piece->is_bold = is_bold;
        piece->has_space = has_space && layout->piece_count > 1;
        piece->is_new_line = is_new_line;
        measure(ui, layout, piece);
        has_space = is_new_line = false;
        text = end;
    }
}

/* Bytes of the longest prefix that fits; at least one character. */
static size_t fitting_prefix(struct ui *ui, const struct layout *layout, const struct piece *piece,
                             int width)
{
    const char *at = piece->text;
    size_t best = 0;

    while (text_next(&at)) {
        size_t bytes = (size_t)(at - piece->text);

        if (best > 0
            && words_width(ui, weight_of(layout, piece), layout->size, piece->text, bytes) > width)
            break;
        best = bytes;
    }
    return best;
}

/* A word longer than the line breaks inside. */
static void break_long_pieces(struct ui *ui, struct layout *layout, int width)
{
    for (size_t i = 0; i < layout->piece_count; i++) {
        struct piece *piece = &layout->pieces[i];
        size_t bytes;

        if (piece->width <= width || layout->piece_count == layout->room)
            continue;
        bytes = fitting_prefix(ui, layout, piece, width);
        if (bytes == 0 || bytes == strlen(piece->text))
            continue;
        memmove(piece + 2, piece + 1, (layout->piece_count - i - 1) * sizeof *piece);
        layout->piece_count++;
        piece[1] = (struct piece){
            .text = piece->text + bytes, .is_bold = piece->is_bold, .is_new_line = true};
        piece->text = arena_strndup(frame_now(ui)->arena, piece->text, bytes);
        measure(ui, layout, piece);
        measure(ui, layout, &piece[1]);
    }
}

/* Pieces that hang together without a space count as one word; its end and width. */
static size_t word_end(const struct layout *layout, size_t first, int *width)
{
    size_t end = first + 1;

    *width = layout->pieces[first].width;
    while (end < layout->piece_count && !layout->pieces[end].has_space
           && !layout->pieces[end].is_new_line)
        *width += layout->pieces[end++].width;
    return end;
}

static void fill_lines(struct layout *layout, int width, size_t max_lines)
{
    size_t at = 0;

    while (at < layout->piece_count) {
        struct words_line *line;
        size_t first = at;
        int word;

        if (layout->line_count == max_lines) {
            layout->is_cut = true;
            return;
        }
        line = &layout->lines[layout->line_count++];
        at = word_end(layout, at, &word);
        *line = (struct words_line){first, at - first, word};
        while (at < layout->piece_count && !layout->pieces[at].is_new_line) {
            size_t end = word_end(layout, at, &word);

            if (width > 0 && line->width + layout->space + word > width)
                break;
            line->width += layout->space + word;
            at = end;
            line->count = at - first;
        }
    }
}

/* The last line gives up characters until "…" fits behind it. */
static void end_in_dots(struct ui *ui, struct layout *layout, int width)
{
    struct words_line *line = &layout->lines[layout->line_count - 1];
    int dots = words_width(ui, layout->weight, layout->size, "…", strlen("…"));

    for (;;) {
        struct piece *last = &layout->pieces[line->first + line->count - 1];
        size_t bytes = strlen(last->text);

        if (line->width + dots <= width || (line->count == 1 && bytes == 0)) {
            last->text = arena_format(frame_now(ui)->arena, "%s…", last->text);
            line->width -= last->width;
            measure(ui, layout, last);
            line->width += last->width;
            return;
        }
        line->width -= last->width;
        if (line->count > 1 && bytes <= 1) {
            line->width -= last->has_space ? layout->space : 0;
            line->count--;
            continue;
        }
        do
            bytes--;
        while (bytes > 0 && ((unsigned char)last->text[bytes] & 0xc0) == 0x80);
        last->text = arena_strndup(frame_now(ui)->arena, last->text, bytes);
        measure(ui, layout, last);
        line->width += last->width;
    }
}

void words_layout(struct ui *ui, struct layout *out, const char *text, int size,
                  enum ui_weight weight, int width, size_t max_lines)
{
    *out = (struct layout){.size = size, .weight = weight};
    out->room = strlen(text) + 2; /* every character may become a piece of its own */
    if (out->room > WORDS_MAX_PIECES)
        out->room = WORDS_MAX_PIECES;
    out->pieces = arena_alloc(frame_now(ui)->arena, out->room, sizeof *out->pieces);
    out->space = words_width(ui, weight, size, " ", 1);
    split_pieces(ui, out, text);
    if (width > 0)
        break_long_pieces(ui, out, width);
    if (max_lines == 0 || max_lines > WORDS_MAX_LINES)
        max_lines = WORDS_MAX_LINES;
    fill_lines(out, width, max_lines);
    if (out->is_cut && out->line_count > 0)
        end_in_dots(ui, out, width);
}
