/* Paints the damaged parts of a display list onto a surface. */
#include "painter.h"
#include "shapes.h"

static void paint(struct painter *painter, SDL_Surface *surface,
                  const struct display_command *command)
{
    const struct rect *rect = &command->rect;
    SDL_Rect place = {rect->x, rect->y, rect->w, rect->h};

    switch (command->op) {
    case DRAW_FILL:
        shape_fill(surface, *rect, command->color);
        break;
    case DRAW_ROUND:
        shape_round(surface, *rect, command->radius, command->color);
        break;
    case DRAW_TEXT:
        glyphs_draw(painter->glyphs, surface, command->weight, command->size, command->color,
                    command->text, rect->x, command->baseline);
        break;
    case DRAW_ICON:
        pictures_icon(painter->pictures, surface, command->icon, place, command->color);
        break;
    case DRAW_MARK:
        pictures_mark(painter->pictures, surface, place);
        break;
    case DRAW_TUMPAL:
        shape_tumpal(surface, *rect, command->stroke, command->color, command->color2);
        break;
    case DRAW_DASHES:
        shape_dashes(surface, *rect, command->stroke, command->color);
        break;
    case DRAW_RING:
        shape_ring(surface, *rect, command->stroke, command->color);
        break;
    case DRAW_QR:
        shape_qr(surface, *rect, command->stroke, command->qr, command->color);
        break;
    case DRAW_SHADOW:
        shape_shadow(surface, *rect, command->radius, command->stroke, command->color);
        break;
    }
}

/* Text may reach a little beyond its line box (accents, kerning). */
static bool touches(const struct display_command *command, const struct rect *damage)
{
    int slack = command->op == DRAW_TEXT ? command->size / 4 + 2 : 0;
    const struct rect *rect = &command->rect;

    return rect->x - slack < damage->x + damage->w && damage->x < rect->x + rect->w + slack
           && rect->y - slack < damage->y + damage->h && damage->y < rect->y + rect->h + slack;
}

void painter_paint(struct painter *painter, SDL_Surface *surface, const struct display_list *list,
                   const struct rect *damage)
{
    SDL_SetClipRect(surface, &(SDL_Rect){damage->x, damage->y, damage->w, damage->h});
    for (size_t i = 0; i < list->command_count; i++)
        if (touches(&list->commands[i], damage))
            paint(painter, surface, &list->commands[i]);
    SDL_SetClipRect(surface, NULL);
}
