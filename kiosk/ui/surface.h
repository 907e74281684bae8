/* The face, border and lip that everything touchable stands on. */
#pragma once
#include "ui/frame.h"

enum { RADIUS_OPTION = 16, RADIUS_BUTTON = 24 };

/* How a surface looks, at rest and pressed, and what stands on it. */
struct surface_look {
    enum ui_color face, border, lip, pressed, ink;
};
const struct surface_look *surface_look(const struct ui *ui, enum ui_surface_kind kind,
                                        bool is_disabled);
/* Of what was chosen among several. */
const struct surface_look *surface_look_chosen(void);

/* Draws lip, border and face; returns the face's box, moved down while pressed. */
struct ui_box surface_draw(struct ui *ui, const char *name, const struct surface_look *look,
                           struct ui_box box, int radius, int stroke);
/* One of several: the chosen one has its own look and a wider border. */
struct ui_box surface_draw_choice(struct ui *ui, const char *name, const struct surface_look *look,
                                  struct ui_box box, int radius);
