/* A slip as a table of rows, placed from top to bottom as they are added.
 *
 * A row says what it is (its look: size, weight, spacing per roll width); where it stands follows.
 * Whoever needs a new kind of slip fills rows and is done: bitmap, PDF, PNG and ESC/POS all come
 * from the same table. */
#pragma once
#include "base/qr.h"
#include "font.h"
#include "paper/slip.h"
#include <cairo.h>

enum {
    SLIP_MAX_DOTS = 12000, /* 1.5 m of paper; a longer slip is a fault in the data */
    QR_MODULE_DOTS = 6,    /* 0.75 mm: every phone and the scanner below the screen read it */
    QR_QUIET_MODULES = 4,
    ROLL_TRIANGLES = 12, /* of the band, whatever the roll's width */
};

enum look {
    LOOK_OFFICE,
    LOOK_ADDRESS,
    LOOK_TUMPAL,
    LOOK_HEADING,
    LOOK_BADGE, /* white on black, or framed */
    LOOK_NUMBER,
    LOOK_PERMIT, /* under a number */
    LOOK_TITLE,  /* the same under a heading */
    LOOK_RULE,
    LOOK_PAIR,
    LOOK_LIST_HEAD,
    LOOK_ITEM,      /* a list as running text */
    LOOK_CHECK,     /* a list in columns: box, number, text */
    LOOK_CHECK_NOW, /* the same, bold: the visitor's own part */
    LOOK_REMARK,    /* small print under an item */
    LOOK_PHASE,     /* what holds for several items together */
    LOOK_QR,
    LOOK_SCAN, /* what the code is for */
    LOOK_CODE,
    LOOK_WORDS, /* the code's content in words */
    LOOK_LINE,
    LOOK_CLOSING,
    LOOK_CONTACT,
    LOOK_RECEIPT,     /* the heading of a file receipt */
    LOOK_FILE_NUMBER, /* under it */
    LOOK_CAPTION,     /* what a number is, or a value in a box */
    LOOK_BOX,         /* a frame around caption and value */
    LOOK_NOTE,        /* running text of whole sentences */
    LOOK_SIGN,        /* two lines to sign on, and whose they are */
    LOOK_COUNT
};

/* In dots. A line of text is `pitch` high, its baseline `base` below its top. Between rows of
 * different looks stands the larger of the upper one's `below` and the lower one's `above`; rows of
 * one look follow each other closely, or `above` apart where they `is_list`. */
struct look_size {
    int px;
    int pitch;
    int base;
    int above;
    int below;
    enum font_weight weight;
    bool is_list;
};
const struct look_size *look_size(enum look look, enum slip_width width);
int slip_margin(enum slip_width width);

enum cell_align { CELL_LEFT, CELL_CENTRE, CELL_RIGHT };

/* A text in a box; all coordinates are dots from the slip's top left. */
struct cell {
    PangoLayout *layout;
    struct look_size size;
    enum cell_align align;
    int x;
    int y;
    int width;
};

enum row_kind {
    ROW_TEXT,
    ROW_RULE,
    ROW_LINE,
    ROW_TUMPAL,
    ROW_FILLED,
    ROW_FRAMED,
    ROW_ROUNDED, /* a frame with round corners */
    ROW_SIGNED,  /* a line over each of its two cells */
    ROW_QR
};

struct row {
    enum row_kind kind;
    int x;
    int y;
    int width;
    int height;
    struct cell cells[3];
    int cell_count;
    struct qr *qr; /* ROW_QR only */
};

struct rows {
    enum slip_width width;
    int y; /* where the next row begins */
    int last_look;
    bool is_too_long; /* over SLIP_MAX_DOTS: further rows were dropped */
    struct row *items;
    size_t count;
    size_t room;
};

void rows_init(struct rows *rows, enum slip_width width);
void rows_clear(struct rows *rows);

/* Nothing is added for a NULL or empty text. `max_lines` 0 = as many as it takes, else "…". */
void rows_text(struct rows *rows, enum look look, enum cell_align align, const char *text,
               int max_lines);
/* Fits the look's size or smaller on one line. */
void rows_number(struct rows *rows, const char *text);
/* A word in a black box, or in a frame. */
void rows_badge(struct rows *rows, enum row_kind kind, const char *text);
/* Label left, value right; both wrap when they must. Nothing is added without a value. */
void rows_pair(struct rows *rows, const char *label, const char *value);
/* Box, number and text in columns; `mark` and `number` may be empty. */
void rows_check(struct rows *rows, enum look look, const char *mark, const char *number,
                const char *text);
void rows_rule(struct rows *rows);   /* dashed */
void rows_line(struct rows *rows);   /* solid */
void rows_tumpal(struct rows *rows); /* the band of triangles, edge to edge */
/* A value that must be seen, below its caption, in a frame. */
void rows_box(struct rows *rows, const char *caption, const char *value);
/* Room for two people to sign, on lines above their titles. */
void rows_signatures(struct rows *rows, const char *left, const char *right);
/* On 80 mm the words stand beside the code, on 58 mm below it. `code` is the human's (may
 * be ""), `purpose` (beside only) says what it is for. ERR_INVALID when `payload` does not fit a QR code. */
MUST_USE bool rows_qr(struct rows *rows, const char *payload, const char *purpose, const char *code,
                      struct err *err);

/* Height of a cell's text; with `cr` also draws it, in the current colour. */
int cell_walk(const struct cell *cell, cairo_t *cr);

/* Draws all rows in dots, black on what is there. */
void rows_draw(const struct rows *rows, cairo_t *cr);
/* The band: triangles, each with a lower one cut out of it, in the current colour. */
void draw_tumpal(cairo_t *cr, int x, int y, int width, int height, int triangles);
