/* Shapes: what can be drawn and not touched. */
#include "ui/frame.h"
#include <string.h>

void ui_fill(struct ui *ui, struct ui_box box, enum ui_color color)
{
    struct display_command command = {
        .op = DRAW_FILL, .rect = frame_rect(ui, box), .color = frame_color(ui, color)};

    frame_add(ui, &command);
}

void ui_round(struct ui *ui, struct ui_box box, int radius, enum ui_color color)
{
    struct display_command command = {.op = DRAW_ROUND,
                                      .rect = frame_rect(ui, box),
                                      .color = frame_color(ui, color),
                                      .radius = frame_px(ui, radius)};

    frame_add(ui, &command);
}

void ui_card(struct ui *ui, struct ui_box box, int radius, int stroke, enum ui_color border,
             enum ui_color face)
{
    struct ui_box inside = {box.x + stroke, box.y + stroke, box.w - 2 * stroke, box.h - 2 * stroke};

    ui_round(ui, box, radius, border);
    ui_round(ui, inside, radius - stroke, face);
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
    struct display_command command = {
        .op = DRAW_MARK, .rect = frame_rect(ui, box), .color = 0xffffffff, .on_dark = on_dark};

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
    frame_note(ui, "qr", ROLE_IMAGE, label, box, "");
}

void frame_focus_ring(struct ui *ui, struct ui_box box, int radius)
{
    struct ui_box outer = {box.x - 10, box.y - 10, box.w + 20, box.h + 20};
    struct ui_box gap = {box.x - 4, box.y - 4, box.w + 8, box.h + 8};

    ui_round(ui, outer, radius + 10, C_FOCUS);
    ui_round(ui, gap, radius + 4, C_BG);
}
