/* Placing rows: each is measured and set below the one before. */
#include "rows.h"

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>

enum {
    PAIR_GAP = 16,  /* at least, between a label and its value */
    BADGE_PAD = 32, /* left and right of a badge's word */
    QR_INDENT = 12, /* from the margin, so that the quiet zone stays white */
    QR_TEXT_GAP = 32,
    BOX_PAD = 16,   /* between a frame and its words */
    SIGN_GAP = 32,  /* between two lines to sign on */
    SIGN_ROOM = 64, /* 8 mm of paper to write on */
    SIGN_STROKE = 2
};

static int max_int(int a, int b)
{
    return a > b ? a : b;
}

static int min_int(int a, int b)
{
    return a < b ? a : b;
}

static int content_width(const struct rows *rows)
{
    return (int)rows->width - 2 * slip_margin(rows->width);
}

void rows_init(struct rows *rows, enum slip_width width)
{
    *rows = (struct rows){.width = width, .last_look = -1};
}

static void row_clear(struct row *row)
{
    for (int i = 0; i < row->cell_count; i++)
        g_object_unref(row->cells[i].layout);
    free(row->qr);
}

void rows_clear(struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        row_clear(&rows->items[i]);
    free(rows->items);
    *rows = (struct rows){0};
}

/* The top of a row of this look, below what is there. */
static int row_top(const struct rows *rows, enum look look)
{
    const struct look_size *size = look_size(look, rows->width);
    int below = 0;

    if (rows->last_look == (int)look)
        return rows->y + (size->is_list ? size->above : 0);
    if (rows->last_look >= 0)
        below = look_size((enum look)rows->last_look, rows->width)->below;
    return rows->y + max_int(below, size->above);
}

/* Takes the row, or drops it when the paper would get too long. */
static void rows_take(struct rows *rows, enum look look, struct row *row)
{
    if (rows->is_too_long || row->y + row->height > SLIP_MAX_DOTS) {
        rows->is_too_long = true;
        row_clear(row);
        return;
    }
    if (rows->count == rows->room) {
        rows->room = rows->room ? rows->room * 2 : 32;
        rows->items = mem_resize(rows->items, rows->room, sizeof(*rows->items));
    }
    rows->items[rows->count++] = *row;
    rows->y = row->y + row->height;
    rows->last_look = (int)look;
}

static struct row row_begin(const struct rows *rows, enum row_kind kind, enum look look)
{
    return (struct row){
        .kind = kind,
        .x = slip_margin(rows->width),
        .y = row_top(rows, look),
        .width = content_width(rows),
        .height = look_size(look, rows->width)->pitch,
    };
}

/* Adds a cell that is wrapped at `width`. */
static struct cell *row_cell(struct row *row, const struct look_size *size, enum cell_align align,
                             const char *text, int x, int width)
{
    struct cell *cell = &row->cells[row->cell_count++];

    assert(row->cell_count <= (int)ARRAY_LEN(row->cells));
    *cell = (struct cell){
        .layout = font_layout(text, size->px, size->weight),
        .size = *size,
        .align = align,
        .x = x,
        .y = row->y,
        .width = width,
    };
    pango_layout_set_width(cell->layout, width * PANGO_SCALE);
    return cell;
}

/* Width of a text on one line. */
static int text_width(const char *text, const struct look_size *size, enum font_weight weight)
{
    PangoLayout *layout = font_layout(text, size->px, weight);
    PangoRectangle logical;

    pango_layout_get_pixel_extents(layout, NULL, &logical);
    g_object_unref(layout);
    return logical.width;
}

/* Short lines read better evenly long: the narrowest width that needs no more lines. */
static void balance(const struct cell *cell)
{
    const int lines = pango_layout_get_line_count(cell->layout);
    int narrow = cell->width / 2, wide = cell->width;

    if (pango_layout_is_ellipsized(cell->layout))
        return;
    while (lines > 1 && wide - narrow > 4) {
        int width = (narrow + wide) / 2;

        pango_layout_set_width(cell->layout, width * PANGO_SCALE);
        if (pango_layout_get_line_count(cell->layout) > lines
            || pango_layout_is_ellipsized(cell->layout))
            narrow = width;
        else
            wide = width;
    }
    pango_layout_set_width(cell->layout, wide * PANGO_SCALE);
}

void rows_text(struct rows *rows, enum look look, enum cell_align align, const char *text,
               int max_lines)
{
    struct row row = row_begin(rows, ROW_TEXT, look);
    struct cell *cell;

    if (!text || !*text || rows->is_too_long)
        return;
    cell = row_cell(&row, look_size(look, rows->width), align, text, row.x, row.width);
    if (max_lines > 0) {
        pango_layout_set_height(cell->layout, -max_lines);
        pango_layout_set_ellipsize(cell->layout, PANGO_ELLIPSIZE_END);
    }
    if (align == CELL_CENTRE)
        balance(cell);
    row.height = cell_walk(cell, NULL);
    rows_take(rows, look, &row);
}

/* The largest size up to `px` at which the text's ink is at most `width` dots wide. */
static int fit_px(const char *text, int px, int width)
{
    while (px > 1) {
        PangoLayout *layout = font_layout(text, px, FONT_BOLD);
        PangoRectangle ink;
        int smaller;

        pango_layout_get_pixel_extents(layout, &ink, NULL);
        g_object_unref(layout);
        if (ink.width <= width)
            return px;
        smaller = px * width / ink.width;
        px = smaller < px ? smaller : px - 1;
    }
    return px;
}

void rows_number(struct rows *rows, const char *text)
{
    struct row row = row_begin(rows, ROW_TEXT, LOOK_NUMBER);
    const struct look_size *most = look_size(LOOK_NUMBER, rows->width);
    struct look_size size = *most;

    size.px = fit_px(text, most->px, row.width);
    size.pitch = most->pitch * size.px / most->px; /* the height of its capitals */
    size.base = size.pitch;
    /* Fitted by its ink, so the advance may be a little wider: never wrapped. */
    pango_layout_set_width(row_cell(&row, &size, CELL_CENTRE, text, row.x, row.width)->layout, -1);
    row.height = size.pitch;
    rows_take(rows, LOOK_NUMBER, &row);
}

void rows_badge(struct rows *rows, enum row_kind kind, const char *text)
{
    struct row row = row_begin(rows, kind, LOOK_BADGE);
    const struct look_size *size = look_size(LOOK_BADGE, rows->width);
    int inner = text_width(text, size, size->weight);

    if (inner > row.width - 2 * BADGE_PAD)
        inner = row.width - 2 * BADGE_PAD;
    row.x += (row.width - inner) / 2 - BADGE_PAD;
    row.width = inner + 2 * BADGE_PAD;
    row.height = cell_walk(row_cell(&row, size, CELL_CENTRE, text, row.x + BADGE_PAD, inner), NULL);
    rows_take(rows, LOOK_BADGE, &row);
}

void rows_pair(struct rows *rows, const char *label, const char *value)
{
    struct row row = row_begin(rows, ROW_TEXT, LOOK_PAIR);
    const struct look_size *size = look_size(LOOK_PAIR, rows->width);
    struct look_size bold = *size;
    struct cell *cell;
    int label_width, value_width, left, right;

    if (!value || !*value || rows->is_too_long)
        return;
    bold.weight = FONT_BOLD;
    label_width = text_width(label, size, size->weight);
    /* Each gets what the other leaves; two long ones share the row. */
    value_width = text_width(value, size, FONT_BOLD);
    left = label_width;
    if (label_width + PAIR_GAP + value_width > row.width)
        left = min_int(label_width,
                       max_int((row.width - PAIR_GAP) / 2, row.width - PAIR_GAP - value_width));
    right = row.width - PAIR_GAP - left;
    left = cell_walk(row_cell(&row, size, CELL_LEFT, label, row.x, left), NULL);
    cell = row_cell(&row, &bold, CELL_RIGHT, value, row.x + row.width - right, right);
    balance(cell);
    right = cell_walk(cell, NULL);
    row.height = max_int(left, right);
    rows_take(rows, LOOK_PAIR, &row);
}

void rows_check(struct rows *rows, enum look look, const char *mark, const char *number,
                const char *text)
{
    struct row row = row_begin(rows, ROW_TEXT, look);
    const struct look_size *size = look_size(look, rows->width);
    const struct look_size *body = look_size(LOOK_CHECK, rows->width);
    int mark_width = text_width("[x]", body, FONT_BOLD);
    int number_width = text_width("000", body, FONT_BOLD);
    int text_x = row.x + mark_width + number_width + PAIR_GAP;

    if (!text || !*text || rows->is_too_long)
        return;
    if (*mark)
        row_cell(&row, size, CELL_LEFT, mark, row.x, mark_width);
    if (*number)
        row_cell(&row, size, CELL_RIGHT, number, row.x + mark_width, number_width);
    row.height =
        cell_walk(row_cell(&row, size, CELL_LEFT, text, text_x, row.x + row.width - text_x), NULL);
    rows_take(rows, look, &row);
}

static void rows_ornament(struct rows *rows, enum row_kind kind, enum look look)
{
    struct row row = row_begin(rows, kind, look);

    if (kind == ROW_TUMPAL) {
        row.x = 0;
        row.width = (int)rows->width;
    }
    rows_take(rows, look, &row);
}

void rows_rule(struct rows *rows)
{
    rows_ornament(rows, ROW_RULE, LOOK_RULE);
}

void rows_line(struct rows *rows)
{
    rows_ornament(rows, ROW_LINE, LOOK_LINE);
}

void rows_tumpal(struct rows *rows)
{
    rows_ornament(rows, ROW_TUMPAL, LOOK_TUMPAL);
}

/* The words beside a code, centred on its height. */
static void place_beside(struct rows *rows, struct row *row, const char *purpose, const char *code)
{
    int x = row->x + row->width + QR_TEXT_GAP;
    int width = (int)rows->width - slip_margin(rows->width) - x;
    struct cell *above =
        row_cell(row, look_size(LOOK_SCAN, rows->width), CELL_LEFT, purpose, x, width);
    int above_height = cell_walk(above, NULL);
    struct cell *below = NULL;
    int height = above_height;

    if (*code) {
        below = row_cell(row, look_size(LOOK_CODE, rows->width), CELL_LEFT, code, x, width);
        height += cell_walk(below, NULL);
    }
    above->y = row->y + max_int(0, (row->height - height) / 2);
    if (below)
        below->y = above->y + above_height;
    row->height = max_int(row->height, height);
}

void rows_box(struct rows *rows, const char *caption, const char *value)
{
    struct row row = row_begin(rows, ROW_ROUNDED, LOOK_BOX);
    const struct look_size *size = look_size(LOOK_BOX, rows->width);
    const int x = row.x + BOX_PAD, width = row.width - 2 * BOX_PAD;
    int y = row.y + BOX_PAD;

    if (rows->is_too_long)
        return;
    struct cell *above =
        row_cell(&row, look_size(LOOK_CAPTION, rows->width), CELL_CENTRE, caption, x, width);
    above->y = y;
    balance(above);
    y += cell_walk(above, NULL);
    struct cell *below = row_cell(&row, size, CELL_CENTRE, value, x, width);
    below->y = y;
    balance(below);
    row.height = y + cell_walk(below, NULL) + BOX_PAD - row.y;
    rows_take(rows, LOOK_BOX, &row);
}

void rows_signatures(struct rows *rows, const char *left, const char *right)
{
    struct row row = row_begin(rows, ROW_SIGNED, LOOK_SIGN);
    const struct look_size *size = look_size(LOOK_SIGN, rows->width);
    const int width = (row.width - SIGN_GAP) / 2;
    const char *const titles[] = {left, right};

    if (rows->is_too_long)
        return;
    row.height = 0;
    for (int i = 0; i < 2; i++) {
        struct cell *cell =
            row_cell(&row, size, CELL_CENTRE, titles[i], row.x + i * (width + SIGN_GAP), width);

        cell->y = row.y + SIGN_ROOM + SIGN_STROKE;
        balance(cell);
        row.height = max_int(row.height, SIGN_ROOM + SIGN_STROKE + cell_walk(cell, NULL));
    }
    rows_take(rows, LOOK_SIGN, &row);
}

bool rows_qr(struct rows *rows, const char *payload, const char *purpose, const char *code,
             struct err *err)
{
    struct row row = row_begin(rows, ROW_QR, LOOK_QR);
    AUTO_FREE struct qr *qr = mem_zalloc(1, sizeof(*qr));

    if (!qr_encode(qr, payload, err))
        return false;
    row.width = row.height = qr->size * QR_MODULE_DOTS;
    if (rows->width == SLIP_80MM) {
        row.x += QR_INDENT;
        place_beside(rows, &row, purpose, code);
    } else {
        row.x = ((int)rows->width - row.width) / 2;
    }
    row.qr = mem_steal(&qr);
    rows_take(rows, LOOK_QR, &row);
    if (rows->width == SLIP_58MM)
        rows_text(rows, LOOK_CODE, CELL_CENTRE, code, 0);
    return true;
}
