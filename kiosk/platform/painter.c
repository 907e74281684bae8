/* The painter. */
#include "platform/painter.h"

static void paint_text(struct painter *painter, struct canvas *canvas,
                       const struct display_command *command)
{
    const struct line *line =
        lines_get(painter->lines, command->weight, command->size, command->text);
    int ascent;
    int height;

    lines_extent(painter->lines, command->weight, command->size, &ascent, &height);
    if (line)
        canvas_mask(canvas, &line->mask, command->rect.x, command->baseline - ascent + line->top,
                    command->color);
}

static void paint_icon(struct painter *painter, struct canvas *canvas,
                       const struct display_command *command)
{
    const struct mask *mask =
        icons_get(painter->icons, command->icon, command->rect.w, command->rect.h);

    if (mask)
        canvas_mask(canvas, mask, command->rect.x, command->rect.y, command->color);
}

/* In its own colours, or, where `color` is one, all in that. */
static void paint_mark(struct painter *painter, struct canvas *canvas,
                       const struct display_command *command)
{
    const struct rect *rect = &command->rect;
    const uint32_t *mark = icons_mark(painter->icons, rect->w, rect->h);

    if (!mark)
        return;
    if (!command->color) {
        canvas_picture(canvas, mark, rect->w, rect->h, rect->x, rect->y);
        return;
    }
    for (int y = 0; y < rect->h; y++)
        for (int x = 0; x < rect->w; x++)
            canvas_dot(canvas, rect->x + x, rect->y + y, command->color,
                       (int)(mark[y * rect->w + x] >> 24));
}

static void paint_command(struct painter *painter, struct canvas *canvas,
                          const struct display_command *command)
{
    switch (command->op) {
    case DRAW_FILL:
        canvas_fill(canvas, command->rect, command->color);
        return;
    case DRAW_ROUND:
        shapes_round(painter->shapes, canvas, command);
        return;
    case DRAW_TEXT:
        paint_text(painter, canvas, command);
        return;
    case DRAW_ICON:
        paint_icon(painter, canvas, command);
        return;
    case DRAW_MARK:
        paint_mark(painter, canvas, command);
        return;
    case DRAW_TUMPAL:
        shapes_tumpal(painter->shapes, canvas, command);
        return;
    case DRAW_DASHES:
        shapes_dashes(canvas, command);
        return;
    case DRAW_RING:
        shapes_ring(canvas, command);
        return;
    case DRAW_QR:
        shapes_qr(canvas, command);
        return;
    case DRAW_SHADOW:
        shapes_shadow(canvas, command);
        return;
    }
}

/* Does it hide all of `area`, so that nothing before it needs painting? */
static bool covers(const struct display_command *command, const struct rect *area)
{
    struct rect rect = command->rect;

    if ((command->color & 0xff) != 0xff)
        return false;
    if (command->op == DRAW_ROUND) { /* the part between its corners */
        rect.y += command->radius;
        rect.h -= 2 * command->radius;
    } else if (command->op != DRAW_FILL) {
        return false;
    }
    return rect.x <= area->x && rect.y <= area->y && rect.x + rect.w >= area->x + area->w
           && rect.y + rect.h >= area->y + area->h;
}

void painter_paint(struct painter *painter, struct canvas *canvas, const struct display_list *list,
                   struct rect area)
{
    const struct rect all = {0, 0, canvas->width, canvas->height};
    size_t first = list->command_count;

    if (!rect_clip(&area, &all))
        return;
    while (first > 0 && !covers(&list->commands[first - 1], &area))
        first--;
    for (size_t i = first > 0 ? first - 1 : 0; i < list->command_count; i++) {
        const struct display_command *command = &list->commands[i];
        struct rect seen = command->rect;

        /* a command paints inside its own rectangle only, or damage would lie */
        if (!rect_clip(&seen, &area))
            continue;
        canvas->clip = seen;
        paint_command(painter, canvas, command);
    }
}
