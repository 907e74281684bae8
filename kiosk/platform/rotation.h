/* A picture on a panel that hangs turned. We turn it ourselves: SDL cannot on KMSDRM, and libinput does not
 * follow a compositor that does. "Upright" is the picture as people see it, "glass" the panel's own rows. */
#pragma once
#include "platform/canvas.h"

/* Quarter turns clockwise from the glass to the upright picture's place on it: 1 = 90 degrees. */
enum rotation { ROTATION_NONE, ROTATION_90, ROTATION_180, ROTATION_270 };

/* The upright picture is as high as the glass is wide. */
bool rotation_is_sideways(enum rotation rotation);
/* 0, 90, 180, 270; others are a programming error. */
enum rotation rotation_of_degrees(int degrees);

/* Where a rectangle of the upright picture (width x height) lies on the glass. */
struct rect rotation_to_glass(enum rotation rotation, struct rect upright, int width, int height);
/* Where on the upright picture (width x height) a finger at x, y of the glass is. */
void rotation_from_glass(enum rotation rotation, int width, int height, int *x, int *y);
/* Copies a rectangle of the upright picture, which lies inside it, to its place on the glass. */
void rotation_copy(enum rotation rotation, const struct canvas *upright, struct rect rect,
                   struct canvas *glass);
