/* Pieces that several screens share. */
#pragma once
#include "router.h"

enum {
    PART_X = 64,      /* content margin */
    PART_W = 952,     /* content width */
    PART_TOP = 152,   /* first line: 32 below the top bar */
    PART_ACTION = 128 /* height of the action row */
};

int part_top(struct ui *ui);     /* PART_TOP, and less in landscape */
int part_bottom(struct ui *ui);  /* 32 above the navigation bar */
int part_actions(struct ui *ui); /* y of the action row */
enum part_side { PART_FIRST, PART_SECOND };
/* Where content stands, from part_top to part_bottom: on wide panels the left or the right half, on
 * upright ones all of it for both. */
struct ui_box part_column(struct ui *ui, enum part_side side);

/* Text without a box of its own: at x, y, as wide as `w`, as high as it needs; returns the height. */
struct part_text {
    int x, y, w;
    const char *text;
    enum ui_font font;
    enum ui_weight weight;
    enum ui_color color;
    enum ui_align align;
    const char *name;
};
int part_text(struct ui *ui, const struct part_text *text);
/* A name as the catalogue has it, cut at a word with … when it needs more than that height. */
void part_cut(struct ui *ui, char *out, size_t size, const char *text, enum ui_font font,
              enum ui_weight weight, int width, int height);
/* The width of its longest word: less would break it. */
int part_longest_word(struct ui *ui, const char *words, enum ui_font font, enum ui_weight weight);
/* A counter of the catalogue as it is called in the language in use. */
const char *part_counter_words(const struct router *router, const char *counter);
/* The largest font up to that one in which the text stands in the box with every word whole, else the
 * smallest. */
enum ui_font part_font(struct ui *ui, const char *text, enum ui_weight weight, enum ui_font largest,
                       int width, int height);
/* "first · second" in two colours where that fits on one line, else in the first one. */
int part_pair(struct ui *ui, const struct part_text *first, const char *second,
              enum ui_color second_color);
int part_pair_height(struct ui *ui, const struct part_text *first, const char *second);

/* A caption over a bold value, with an icon of 44 px at its left; returns the height used. */
struct part_fact {
    int x, y, w; /* of the icon and all */
    enum icon icon;
    enum ui_color icon_color;
    const char *label;
    const char *value;
    bool is_small; /* the value in body text, where little room is left */
};
int part_fact(struct ui *ui, const struct part_fact *fact);
int part_fact_height(struct ui *ui, const struct part_fact *fact);

/* An icon in a filled circle. */
void part_medallion(struct ui *ui, struct ui_box circle, enum icon icon, int icon_size,
                    enum ui_color fill, enum ui_color ink);

/* Paging: which items of a list stand on the page that is open. Items are added in order. */
struct paging {
    int room;     /* px on one page */
    int max_each; /* items on one page at most; 0: no limit */
    int wanted;   /* page, from 0 */
    int pages;
    int used; /* px on the page that is being filled */
    int each; /* items on it */
    size_t count;
    size_t first, last; /* items [first, last) of the wanted page, or of the last one there is */
};
void paging_add(struct paging *paging, int height);
/* Closes the list; `*page` is moved to a page that exists. */
void paging_end(struct paging *paging, int *page);

/* The two ways of a pager, each in its box; returns the step that was touched: -1, 0 or 1. */
struct part_ways {
    struct ui_box up, down;
    enum ui_font font;
    bool has_label; /* else the words are said aloud only */
    bool is_first, is_last;
};
int part_page_step(struct ui *ui, const struct part_ways *ways);

enum { PAGER_HEIGHT = 104, PAGER_GAP = 24 };
/* The two buttons; changes `*page`. */
void part_pager(struct ui *ui, struct ui_box box, int *page, int pages);
/* The same as two icons, where a page has no line to spare. */
void part_small_pager(struct ui *ui, struct ui_box box, int *page, int pages);
enum { SMALL_PAGER_WIDTH = 336 };
/* "Halaman 1 dari 2", right-aligned in the line at y. */
void part_page_words(struct ui *ui, int y, int page, int pages);
/* The same ending at that x. Returns its width. */
int part_page_words_at(struct ui *ui, int right, int y, int page, int pages);

/* The screen that shows a service's requirements: the list, or that there is none. */
const struct screen *part_requirements_of(const struct service *service);
/* The information desk's group, NULL when the office has none. */
const struct group *part_information(const struct router *router);

/* "Nomor antrean Anda", the number as large as the box allows, and words below it that tell what it is
 * for or where to go: whole, or cut after `lines` lines of body text. The card itself is the caller's. */
struct part_number {
    struct ui_box box;
    const char *number, *words;
    const char *name; /* of the words */
    int lines;
};
void part_number(struct ui *ui, const struct part_number *number);
/* The box's height at which the number is `size` px high (PART_NUMBER: as in the design). */
int part_number_height(struct ui *ui, const struct part_number *number, int size);
enum { PART_NUMBER = 392 };
/* Makes the code of the visit's ticket, once it has one. */
void part_make_ticket_qr(struct router *router);
/* The slip's QR code in a square of that size, quiet zone included. */
void part_ticket_qr(struct ui *ui, struct router *router, struct ui_box box);
/* The two answers of a screen that closes by itself, left and right. Which one fired. */
struct part_answer {
    const char *name, *label;
    enum icon icon; /* of the right one: after its label */
};
enum part_answered { PART_NOT_ANSWERED, PART_LEFT_ANSWER, PART_RIGHT_ANSWER };
enum part_answered part_answers(struct ui *ui, struct ui_box box,
                                const struct part_answer answers[2], int left_w);
/* y of that row, and where content ends on wide panels: above the countdown, which stands below all. */
int part_answers_y(struct ui *ui);
int part_above_countdown(struct ui *ui);
/* "Layar kembali ke awal dalam 18 detik" under the actions. */
void part_countdown(struct ui *ui, const char *pattern, int64_t total_ms, int64_t left_ms);
/* The same in a line of its own. */
void part_countdown_in(struct ui *ui, struct ui_box box, const char *pattern, int64_t total_ms,
                       int64_t left_ms);
/* Icon and words centred in the box, and the height they need at that width. */
int part_centred_height(struct ui *ui, int width, const char *text, bool has_both);
void part_centred_line(struct ui *ui, struct ui_box box, enum icon icon, const char *text,
                       enum ui_color color, bool has_both);
