/* Text layout: words to lines by the measure seam, bold runs, and what does not fit. */
#pragma once
#include "ui/frame.h"

/* More is cut, and marked as cut: no text of a catalogue may make a frame grow without bound. */
enum { WORDS_MAX_PIECES = 1024, WORDS_MAX_LINES = 128, WORDS_MAX_BYTES = 8192 };

/* A stretch of one weight without a break inside. */
struct piece {
    char *text; /* its own, in the page's arena */
    bool is_bold;
    bool has_space;   /* a space stands before it */
    bool is_new_line; /* "\n" stands before it */
    bool is_split;    /* a line may end before it though no space is there: after a hyphen */
    int width;        /* window px */
};

struct words_line {
    size_t first, count; /* pieces */
    int width;
};

struct layout {
    struct piece *pieces; /* the frame's scratch: valid until the next layout */
    size_t piece_count;
    struct words_line lines[WORDS_MAX_LINES];
    size_t line_count;
    int size;  /* font size in window px */
    int space; /* width of a space */
    enum ui_weight weight;
    bool is_cut; /* lines were dropped; the last one ends in … */
};

/* Lays out `text` in `width` window px (0: one line), at most `max_lines` (0: no limit). */
void words_layout(struct ui *ui, struct layout *out, const char *text, int size,
                  enum ui_weight weight, int width, size_t max_lines);

/* The words on a widget, which are its label: drawn as ui_text does, and not a text of their own. */
int words_text(struct ui *ui, const struct ui_text *text);

/* Draws one line as it stands, its letters in the middle of `line`; `text` lives in the page's arena. */
void words_run(struct ui *ui, const char *text, enum ui_weight weight, int size, uint32_t color,
               struct rect line);

int words_width(const struct ui *ui, enum ui_weight weight, int size, const char *text,
                size_t bytes);
/* Window px of a font's size, at least 1. */
int words_size(const struct ui *ui, enum ui_font font);
