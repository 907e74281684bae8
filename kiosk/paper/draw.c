/* Drawing rows with cairo, in dots, black on white. */
#include "rows.h"

#include <pango/pangocairo.h>

/* Fallback faces are taller than ours. Ink that leaves its line by more than an overshoot pushes
 * the lines apart instead of running into the next. */
static int overflow(int ink, int room, int px)
{
    int over = ink - room;

    return over > px / 12 ? over : 0;
}

static int aligned_x(const struct cell *cell, int line_width)
{
    switch (cell->align) {
    case CELL_LEFT:
        break;
    case CELL_CENTRE:
        return cell->x + (cell->width - line_width) / 2;
    case CELL_RIGHT:
        return cell->x + cell->width - line_width;
    }
    return cell->x;
}

/* Aligned by its advance, then moved so that no ink (the foot of a "j") leaves the cell. */
static int line_x(const struct cell *cell, const PangoRectangle *ink, int line_width)
{
    int x = aligned_x(cell, line_width);

    if (x + ink->x + ink->width > cell->x + cell->width)
        x = cell->x + cell->width - ink->x - ink->width;
    if (x + ink->x < cell->x)
        x = cell->x - ink->x;
    return x;
}

int cell_walk(const struct cell *cell, cairo_t *cr)
{
    int y = cell->y;

    for (GSList *at = pango_layout_get_lines_readonly(cell->layout); at; at = at->next) {
        PangoLayoutLine *line = at->data;
        PangoRectangle ink, logical;
        int baseline;

        pango_layout_line_get_pixel_extents(line, &ink, &logical);
        y += overflow(PANGO_ASCENT(ink), cell->size.base, cell->size.px);
        baseline = y + cell->size.base;
        if (cr) {
            cairo_move_to(cr, line_x(cell, &ink, logical.width), baseline);
            pango_cairo_show_layout_line(cr, line);
        }
        y += cell->size.pitch
             + overflow(PANGO_DESCENT(ink), cell->size.pitch - cell->size.base, cell->size.px);
    }
    return y - cell->y;
}

static void draw_rule(const struct row *row, cairo_t *cr)
{
    const int dash = 6, gap = 3;

    for (int x = 0; x < row->width; x += dash + gap) {
        int length = row->width - x < dash ? row->width - x : dash;

        cairo_rectangle(cr, row->x + x, row->y, length, row->height);
    }
    cairo_fill(cr);
}

static void draw_box(const struct row *row, cairo_t *cr)
{
    cairo_rectangle(cr, row->x, row->y, row->width, row->height);
    cairo_fill(cr);
}

static void draw_frame(const struct row *row, cairo_t *cr)
{
    const double stroke = 3;

    cairo_set_line_width(cr, stroke);
    cairo_rectangle(cr, row->x + stroke / 2, row->y + stroke / 2, row->width - stroke,
                    row->height - stroke);
    cairo_stroke(cr);
}

static void draw_rounded(const struct row *row, cairo_t *cr)
{
    const double stroke = 3, radius = 14, quarter = 1.5707963267948966;
    const double left = row->x + stroke / 2 + radius,
                 right = left + row->width - stroke - 2 * radius;
    const double top = row->y + stroke / 2 + radius;
    const double bottom = top + row->height - stroke - 2 * radius;

    cairo_new_sub_path(cr);
    cairo_arc(cr, right, top, radius, -quarter, 0);
    cairo_arc(cr, right, bottom, radius, 0, quarter);
    cairo_arc(cr, left, bottom, radius, quarter, 2 * quarter);
    cairo_arc(cr, left, top, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(cr);
    cairo_set_line_width(cr, stroke);
    cairo_stroke(cr);
}

static void draw_signed(const struct row *row, cairo_t *cr)
{
    const double stroke = 2;

    for (int i = 0; i < row->cell_count; i++)
        cairo_rectangle(cr, row->cells[i].x, row->cells[i].y - stroke, row->cells[i].width, stroke);
    cairo_fill(cr);
}

void draw_tumpal(cairo_t *cr, int x, int y, int width, int height, int triangles)
{
    const double period = width / (double)triangles;
    const double bottom = y + height;

    for (int i = 0; i < triangles; i++) {
        double left = x + i * period;

        cairo_move_to(cr, left, bottom);
        cairo_line_to(cr, left + period * 0.5, y);
        cairo_line_to(cr, left + period, bottom);
        cairo_line_to(cr, left + period * 0.73, bottom);
        cairo_line_to(cr, left + period * 0.5, y + height * 0.46);
        cairo_line_to(cr, left + period * 0.27, bottom);
        cairo_close_path(cr);
    }
    cairo_fill(cr);
}

static void draw_qr(const struct row *row, cairo_t *cr)
{
    const struct qr *qr = row->qr;

    for (int y = 0; y < qr->size; y++) {
        for (int x = 0; x < qr->size; x++) {
            if (qr->dark[y * qr->size + x])
                cairo_rectangle(cr, row->x + x * QR_MODULE_DOTS, row->y + y * QR_MODULE_DOTS,
                                QR_MODULE_DOTS, QR_MODULE_DOTS);
        }
    }
    cairo_fill(cr);
}

static void draw_ground(const struct row *row, cairo_t *cr)
{
    switch (row->kind) {
    case ROW_TEXT:
        break;
    case ROW_RULE:
        draw_rule(row, cr);
        break;
    case ROW_LINE:
    case ROW_FILLED:
        draw_box(row, cr);
        break;
    case ROW_TUMPAL:
        draw_tumpal(cr, row->x, row->y, row->width, row->height, ROLL_TRIANGLES);
        break;
    case ROW_FRAMED:
        draw_frame(row, cr);
        break;
    case ROW_ROUNDED:
        draw_rounded(row, cr);
        break;
    case ROW_SIGNED:
        draw_signed(row, cr);
        break;
    case ROW_QR:
        draw_qr(row, cr);
        break;
    }
}

void rows_draw(const struct rows *rows, cairo_t *cr)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->items[i];

        cairo_set_source_rgb(cr, 0, 0, 0);
        draw_ground(row, cr);
        if (row->kind == ROW_FILLED)
            cairo_set_source_rgb(cr, 1, 1, 1);
        for (int c = 0; c < row->cell_count; c++)
            cell_walk(&row->cells[c], cr);
    }
}
