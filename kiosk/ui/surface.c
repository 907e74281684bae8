/* Lip, border and face: the looks as a table, and how they are drawn. */
#include "surface.h"
#include <assert.h>

static const struct surface_look looks[] = {
    [UI_TILE] = {C_SURFACE, C_EDGE, C_LIP, C_TINT, C_INK},
    [UI_SURFACE_PRIMARY] = {C_PRIMARY, C_PRIMARY, C_PRIMARY_DARK, C_PRIMARY_DARK, C_ON_PRIMARY},
    [UI_SURFACE_SECONDARY] = {C_SURFACE, C_CONTROL, C_LIP, C_TINT, C_INK},
    [UI_SURFACE_HELPER] = {C_TINT, C_PRIMARY, C_PRIMARY, C_MINT, C_PRIMARY_DARK},
    [UI_SURFACE_ACCENT] = {C_ACCENT, C_ACCENT, C_ACCENT_DARK, C_ACCENT, C_ON_ACCENT},
    [UI_TILE_NOTED] = {C_WARNING_TINT, C_ACCENT, C_ACCENT_DARK, C_HIGHLIGHT, C_INK},
};
static_assert(sizeof looks / sizeof *looks == UI_TILE_NOTED + 1, "every surface has its look");
static const struct surface_look disabled_look = {C_DISABLED_BG, C_EDGE, C_EDGE, C_DISABLED_BG,
                                                  C_DISABLED_FG};
/* In high contrast the grey border says it, because there is no grey face. */
static const struct surface_look disabled_outline = {C_DISABLED_BG, C_DISABLED_FG, C_DISABLED_FG,
                                                     C_DISABLED_BG, C_DISABLED_FG};
static const struct surface_look chosen = {C_TINT, C_PRIMARY, C_PRIMARY_DARK, C_MINT,
                                           C_PRIMARY_DARK};

const struct surface_look *surface_look(const struct ui *ui, enum ui_surface_kind kind,
                                        bool is_disabled)
{
    if (!is_disabled)
        return &looks[kind];
    return ui->theme->is_high_contrast ? &disabled_outline : &disabled_look;
}

const struct surface_look *surface_look_chosen(void)
{
    return &chosen;
}

struct ui_box surface_draw(struct ui *ui, const char *name, const struct surface_look *look,
                           struct ui_box box, int radius, int stroke)
{
    struct ui_box face = {box.x, box.y, box.w, box.h - UI_LIP};
    bool is_pressed = frame_is_pressed(ui, name);

    if (frame_is_focused(ui, name))
        frame_focus_ring(ui, box, radius);
    if (is_pressed)
        face.y += UI_LIP;
    else
        ui_round(ui, box, radius, look->lip);
    ui_card(ui, face, radius, stroke, look->border, is_pressed ? look->pressed : look->face);
    return face;
}

struct ui_box surface_draw_choice(struct ui *ui, const char *name, const struct surface_look *look,
                                  struct ui_box box, int radius)
{
    return surface_draw(ui, name, look, box, radius,
                        ui->theme->stroke_card + (look == &chosen ? 2 : 0));
}
