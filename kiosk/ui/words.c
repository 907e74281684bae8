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

    if (layout->piece_count == WORDS_MAX_PIECES)
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

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Where the piece that starts at `text` ends: before a space, a switch of weight, or behind a hyphen
 * between letters ("perundang-undangan"; numbers such as A-014 stay whole). */
static const char *piece_end(const char *text)
{
    const char *end = text;

    while (*end && *end != ' ' && *end != '\n' && strncmp(end, "**", 2) != 0) {
        end++;
        if (end - text >= 2 && end[-1] == '-' && is_letter(end[-2]) && is_letter(*end))
            break;
    }
    return end;
}

/* False when there were more pieces than fit. */
static bool split_pieces(struct ui *ui, struct layout *layout, const char *text)
{
    struct piece before = {0}; /* gathers what stands before the next piece */

    while (*text) {
        const char *end;
        struct piece *piece;

        if (strncmp(text, "**", 2) == 0) {
            before.is_bold = !before.is_bold;
            text += 2;
            continue;
        }
        if (*text == ' ' || *text == '\n') {
            before.has_space = before.has_space || *text == ' ';
            before.is_new_line = before.is_new_line || *text == '\n';
            text++;
            continue;
        }
        end = piece_end(text);
        piece = add_piece(ui, layout, text, (size_t)(end - text));
        if (!piece)
            return false;
        piece->is_bold = before.is_bold;
        piece->has_space = before.has_space && layout->piece_count > 1;
        piece->is_new_line = before.is_new_line;
        piece->is_split = before.is_split;
        measure(ui, layout, piece);
        before = (struct piece){.is_bold = before.is_bold, .is_split = end[-1] == '-'};
        text = end;
    }
    return true;
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

/* A word longer than the line breaks inside. False when there were more pieces than fit. */
static bool break_long_pieces(struct ui *ui, struct layout *layout, int width)
{
    for (size_t i = 0; i < layout->piece_count; i++) {
        struct piece *piece = &layout->pieces[i];
        size_t bytes;

        if (piece->width <= width)
            continue;
        bytes = fitting_prefix(ui, layout, piece, width);
        if (bytes == 0 || bytes == strlen(piece->text))
            continue;
        if (layout->piece_count == WORDS_MAX_PIECES) {
            piece->text[bytes] = '\0';
            measure(ui, layout, piece);
            layout->piece_count = i + 1;
            return false;
        }
        memmove(piece + 2, piece + 1, (layout->piece_count - i - 1) * sizeof *piece);
        layout->piece_count++;
        piece[1] = (struct piece){
            .text = piece->text + bytes, .is_bold = piece->is_bold, .is_split = true};
        piece->text = arena_strndup(frame_now(ui)->arena, piece->text, bytes);
        measure(ui, layout, piece);
        measure(ui, layout, &piece[1]);
    }
    return true;
}

/* Pieces that hang together count as one word, but one that is longer than the line does not hang
 * together; its end and width. */
static size_t word_end(const struct layout *layout, size_t first, int line_width, int *width)
{
    size_t end = first + 1;

    *width = layout->pieces[first].width;
    while (end < layout->piece_count) {
        const struct piece *piece = &layout->pieces[end];

        if (piece->has_space || piece->is_new_line || piece->is_split
            || (line_width > 0 && *width + piece->width > line_width))
            break;
        *width += piece->width;
        end++;
    }
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
        at = word_end(layout, at, width, &word);
        *line = (struct words_line){first, at - first, word};
        while (at < layout->piece_count && !layout->pieces[at].is_new_line) {
            size_t end = word_end(layout, at, width, &word);

            if (layout->pieces[at].has_space)
                word += layout->space;
            if (width > 0 && line->width + word > width)
                break;
            line->width += word;
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

        if (width == 0 || line->width + dots <= width || (line->count == 1 && bytes == 0)) {
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
        last->text[bytes] = '\0';
        measure(ui, layout, last);
        line->width += last->width;
    }
}

void words_layout(struct ui *ui, struct layout *out, const char *text, int size,
                  enum ui_weight weight, int width, size_t max_lines)
{
    bool is_whole;

    *out = (struct layout){.size = size, .weight = weight, .pieces = ui->pieces};
    out->space = words_width(ui, weight, size, " ", 1);
    is_whole = split_pieces(ui, out, frame_keep(ui, text)) && strlen(text) <= WORDS_MAX_BYTES;
    if (width > 0)
        is_whole = break_long_pieces(ui, out, width) && is_whole;
    if (max_lines == 0 || max_lines > WORDS_MAX_LINES)
        max_lines = WORDS_MAX_LINES;
    fill_lines(out, width, max_lines);
    out->is_cut = out->is_cut || !is_whole;
    if (out->is_cut && out->line_count > 0)
        end_in_dots(ui, out, width);
}
