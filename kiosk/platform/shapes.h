/* Shapes with smooth edges: rounded rectangles, rings, triangles, dashes, codes, the shadow. */
#pragma once
#include "platform/canvas.h"

struct shapes; /* keeps corners and the triangle */

struct shapes *shapes_new(void) MUST_USE;
void shapes_free(struct shapes *shapes);

void shapes_round(struct shapes *shapes, struct canvas *canvas,
                  const struct display_command *command);
void shapes_ring(struct canvas *canvas, const struct display_command *command);
void shapes_tumpal(struct shapes *shapes, struct canvas *canvas,
                   const struct display_command *command);
void shapes_dashes(struct canvas *canvas, const struct display_command *command);
void shapes_qr(struct canvas *canvas, const struct display_command *command);
void shapes_shadow(struct canvas *canvas, const struct display_command *command);
