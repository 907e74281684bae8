/* The tiles of home, large as drawn and small where there is less room. */
#include "home_tile.h"
#include "base/text.h"

enum {
    PAD = 12, /* above and below the words, lip included */
    RIGHT = 16,
    TEXT_X = 130,
    BADGE = 80,
    BADGE_X = 26,
    ICON = 48,
    SMALL_TEXT_X = 88,
    SMALL_ICON = 44,
    SMALL_ICON_X = 28,
    LEAST = 72
};

struct words_at {
    int x, w;           /* of the words, x from the tile's left */
    int title, caption; /* heights; caption 0: not shown */
    enum ui_font font;  /* of the title */
};

static struct words_at words_at(struct ui *ui, const struct home_tile *tile, int width)
{
    struct words_at at = {.x = tile->is_small ? SMALL_TEXT_X : TEXT_X, .font = F_TITLE};
    bool has_caption = tile->caption[0] && (!tile->hides_caption || tile->is_disabled);

    at.w = width - at.x - RIGHT;
    at.title = ui_text_height(ui, tile->title, at.font, W_SEMIBOLD, at.w);
    if (has_caption)
        at.caption = ui_text_height(ui, tile->caption, F_CAPTION, W_MEDIUM, at.w);
    return at;
}

/* A tile that is lower than its words: the title comes first, the card of the closed office says the
 * rest. */
static void squeeze(struct ui *ui, const struct home_tile *tile, int height, struct words_at *at)
{
    static const enum ui_font fonts[] = {F_BODY, F_CAPTION};

    if (at->title + at->caption > height)
        at->caption = 0;
    for (size_t i = 0; i < ARRAY_LEN(fonts) && at->title > height; i++) {
        at->font = fonts[i];
        at->title = ui_text_height(ui, tile->title, at->font, W_SEMIBOLD, at->w);
    }
}

int home_tile_height(struct ui *ui, const struct home_tile *tile, int width)
{
    struct words_at at = words_at(ui, tile, width);
    int height = at.title + at.caption + 2 * PAD;

    return height < LEAST ? LEAST : height;
}

bool home_tile_fits(struct ui *ui, const struct home_tile *tile, int width)
{
    struct words_at at = words_at(ui, tile, width);

    return part_longest_word(ui, tile->title, F_TITLE, W_SEMIBOLD) <= at.w
           && (at.caption == 0
               || part_longest_word(ui, tile->caption, F_CAPTION, W_MEDIUM) <= at.w);
}

static void draw_icon(struct ui *ui, const struct home_tile *tile, struct ui_box in)
{
    if (tile->is_small) {
        ui_icon(ui, tile->icon,
                (struct ui_box){in.x + SMALL_ICON_X, in.y + (in.h - SMALL_ICON) / 2, SMALL_ICON,
                                SMALL_ICON},
                tile->is_disabled ? C_DISABLED_FG : C_PRIMARY);
        return;
    }
    if (!tile->is_disabled)
        ui_round(ui, (struct ui_box){in.x + BADGE_X, in.y + (in.h - BADGE) / 2, BADGE, BADGE}, 20,
                 C_TINT);
    ui_icon(
        ui, tile->icon,
        (struct ui_box){in.x + BADGE_X + (BADGE - ICON) / 2, in.y + (in.h - ICON) / 2, ICON, ICON},
        tile->is_disabled ? C_DISABLED_FG : C_PRIMARY_DARK);
}

bool home_tile_draw(struct ui *ui, const struct home_tile *tile, struct ui_box box)
{
    struct words_at at = words_at(ui, tile, box.w);
    char spoken[STRINGS_LINE];
    struct ui_box in;
    bool fired;

    if (tile->is_disabled && tile->caption[0])
        (void)text_format(spoken, sizeof spoken, "%s. %s", tile->title, tile->caption);
    else
        (void)text_copy(spoken, sizeof spoken, tile->title);
    fired = ui_surface(ui,
                       &(struct ui_surface){.name = tile->name,
                                            .spoken = spoken,
                                            .kind = UI_TILE,
                                            .box = box,
                                            .is_disabled = tile->is_disabled},
                       &in);
    draw_icon(ui, tile, in);
    squeeze(ui, tile, in.h, &at);
    in.y += (in.h - at.title - at.caption) / 2;
    part_text(ui, &(struct part_text){.x = in.x + at.x,
                                      .y = in.y,
                                      .w = at.w,
                                      .text = tile->title,
                                      .font = at.font,
                                      .weight = W_SEMIBOLD,
                                      .color = tile->is_disabled ? C_DISABLED_FG : C_INK});
    if (at.caption > 0)
        part_text(ui, &(struct part_text){.x = in.x + at.x,
                                          .y = in.y + at.title,
                                          .w = at.w,
                                          .text = tile->caption,
                                          .font = F_CAPTION,
                                          .weight = W_MEDIUM,
                                          .color = tile->is_disabled ? C_DISABLED_FG : C_INK2});
    return fired;
}
