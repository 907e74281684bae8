/* Shapes: what can be drawn and not touched. */
#include "ui/frame.h"
#include <string.h>

void ui_fill(struct ui *ui, struct ui_box box, enum ui_color color)
{
    struct display_command command = {
        .op = DRAW_FILL, .rect = frame_rect(ui, box), .color = frame_color(ui, color)};

    frame_add(ui, &command);
}

static void add_round(struct ui *ui, struct rect rect, int radius, enum ui_color color)
{
    struct display_command command = {
        .op = DRAW_ROUND, .rect = rect, .color = frame_color(ui, color), .radius = radius};

    frame_add(ui, &command);
}

/* A face inside a border that is equally wide on all sides at every scale. */
static void add_bordered(struct ui *ui, struct ui_box box, int radius, int stroke,
                         enum ui_color border, enum ui_color face)
{
    struct rect rect = frame_rect(ui, box);
    int outer = frame_px(ui, radius);
    int by = frame_px(ui, stroke) > 0 ? frame_px(ui, stroke) : 1;

    add_round(ui, rect, outer, border);
    rect = (struct rect){rect.x + by, rect.y + by, rect.w - 2 * by, rect.h - 2 * by};
    add_round(ui, rect, outer > by ? outer - by : 0, face);
}

static struct ui_box inset(struct ui_box box, int by)
{
    return (struct ui_box){box.x + by, box.y + by, box.w - 2 * by, box.h - 2 * by};
}

/* In high contrast a tint is black and shows by its border. C_BG: no tint. */
static enum ui_color tint_border(enum ui_color color)
{
    static const struct {
        enum ui_color tint, border;
    } tints[] = {{C_TINT, C_PRIMARY},
                 {C_WARNING_TINT, C_WARNING},
                 {C_DANGER_TINT, C_DANGER},
                 {C_INFO_TINT, C_INFO},
                 {C_SAND, C_EDGE}};

    for (size_t i = 0; i < sizeof tints / sizeof *tints; i++)
        if (tints[i].tint == color)
            return tints[i].border;
    return C_BG;
}

void ui_round(struct ui *ui, struct ui_box box, int radius, enum ui_color color)
{
    enum ui_color border = ui->theme->is_high_contrast ? tint_border(color) : C_BG;

    if (border == C_BG)
        add_round(ui, frame_rect(ui, box), frame_px(ui, radius), color);
    else
        add_bordered(ui, box, radius, 3, border, color);
}

void ui_card(struct ui *ui, struct ui_box box, int radius, int stroke, enum ui_color border,
             enum ui_color face)
{
    if (ui->theme->is_high_contrast && stroke < ui->theme->stroke_card)
        stroke = ui->theme->stroke_card;
    add_bordered(ui, box, radius, stroke, border, face);
}

void ui_icon(struct ui *ui, enum icon icon, struct ui_box box, enum ui_color color)
{
    struct display_command command = {.op = DRAW_ICON,
                                      .rect = frame_rect(ui, box),
                                      .color = frame_color(ui, color),
                                      .icon = icon};

    if (icon != ICON_NONE)
        frame_add(ui, &command);
}

void ui_mark(struct ui *ui, struct ui_box box, bool on_dark)
{
    bool is_high_contrast = ui->theme->is_high_contrast;
    struct display_command command = {
        .op = DRAW_MARK,
        .rect = frame_rect(ui, box),
        .color = is_high_contrast ? frame_color(ui, C_ON_PRIMARY) : 0,
        .on_dark = on_dark,
    };

    if (!on_dark || is_high_contrast)
        add_round(ui, command.rect, 16 * command.rect.w / 72,
                  is_high_contrast ? C_PRIMARY : C_PRIMARY_DARK);
    frame_add(ui, &command);
}

void ui_tumpal(struct ui *ui, struct ui_box box, enum ui_color triangle, enum ui_color ground)
{
    /* twelve triangles across the canvas: period 90 at 1080 */
    struct display_command command = {.op = DRAW_TUMPAL,
                                      .rect = frame_rect(ui, box),
                                      .color = frame_color(ui, triangle),
                                      .color2 = frame_color(ui, ground),
                                      .stroke = frame_px(ui, 90)};

    if (!ui->theme->is_high_contrast)
        frame_add(ui, &command);
}

void ui_dashes(struct ui *ui, struct ui_box line, enum ui_color color)
{
    struct display_command command = {.op = DRAW_DASHES,
                                      .rect = frame_rect(ui, line),
                                      .color = frame_color(ui, color),
                                      .stroke = frame_px(ui, 12)};

    frame_add(ui, &command);
}

void ui_ring(struct ui *ui, struct ui_box box, int stroke, enum ui_color color)
{
    struct display_command command = {.op = DRAW_RING,
                                      .rect = frame_rect(ui, box),
                                      .color = frame_color(ui, color),
                                      .stroke = frame_px(ui, stroke)};

    frame_add(ui, &command);
}

void ui_qr(struct ui *ui, struct ui_box box, const struct qr *qr, const char *label)
{
    ui_qr_named(ui, "qr", box, qr, label);
}

void ui_qr_named(struct ui *ui, const char *name, struct ui_box box, const struct qr *qr,
                 const char *label)
{
    struct rect field = frame_rect(ui, box);
    int modules = qr->size + 8; /* the quiet zone: 4 modules on each side (ISO/IEC 18004) */
    int side = field.w < field.h ? field.w : field.h;
    int module = side / modules;
    struct qr *copy;
    struct display_command command = {.op = DRAW_QR, .color = frame_color(ui, C_BLACK)};

    if (qr->size <= 0)
        return;
    if (module < 1)
        module = 1;
    copy = arena_alloc(frame_now(ui)->arena, 1, sizeof *copy);
    *copy = *qr;
    ui_round(ui, box, 16, C_WHITE);
    command.qr = copy;
    command.stroke = module;
    command.rect.w = command.rect.h = module * qr->size;
    command.rect.x = field.x + (field.w - command.rect.w) / 2;
    command.rect.y = field.y + (field.h - command.rect.h) / 2;
    frame_add(ui, &command);
    frame_note(ui, name, ROLE_IMAGE, label, box, "");
}

void frame_focus_ring(struct ui *ui, struct ui_box box, int radius)
{
    enum { GAP = 4, STROKE = 6 };
    struct display_command command = {.op = DRAW_RING,
                                      .rect = frame_rect(ui, inset(box, -GAP - STROKE)),
                                      .color = frame_color(ui, C_FOCUS),
                                      .radius = frame_px(ui, radius + GAP + STROKE),
                                      .stroke = frame_px(ui, STROKE)};

    frame_add(ui, &command);
}
