/* The strip below the board. */
#include "board_strip.h"
#include "base/text.h"
#include "board_facts.h"
#include "parts.h"
#include "router_internal.h"

enum {
    SIDE = BOARD_SIDE,
    STRIP = BOARD_STRIP,
    FACT_MS = 15000, /* how long one fact stays */
    FACT_WIDTH_LEAST = 480
};

/* Returns the x behind the last number. */
static int draw_next(struct ui *ui, const struct board *board, struct ui_box strip)
{
    const char *words = _("tv_next", "Next");
    int width = ui_text_width(ui, words, F_TITLE, W_SEMIBOLD);
    int x = SIDE + width + 40;
    char name[WIDGET_NAME];

    if (board->next_count == 0)
        return SIDE;
    ui_text(ui, &(struct ui_text){.box = {SIDE, strip.y, width, STRIP},
                                  .text = words,
                                  .font = F_TITLE,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .is_middle = true});
    for (size_t i = 0; i < board->next_count; i++) {
        width = ui_text_width(ui, board->next[i], F_H1, W_BOLD);
        if (x + width > strip.w - SIDE)
            break;
        (void)text_format(name, sizeof name, "next-%zu", i + 1);
        if (i > 0)
            ui_fill(ui, (struct ui_box){x - 34, strip.y + STRIP / 2 - 28, 4, 56}, C_EDGE);
        ui_text(ui, &(struct ui_text){.box = {x, strip.y, width, STRIP},
                                      .text = board->next[i],
                                      .font = F_H1,
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .max_lines = 1,
                                      .is_middle = true,
                                      .name = name});
        x += width + 64;
    }
    return x;
}

/* The first font in which the fact has room. */
static bool fits(struct ui *ui, const char *fact, struct ui_box box, enum ui_font *font)
{
    static const enum ui_font fonts[] = {F_TITLE, F_BODY};

    for (size_t i = 0; i < ARRAY_LEN(fonts); i++) {
        *font = fonts[i];
        if (ui_text_height(ui, fact, *font, W_SEMIBOLD, box.w) <= box.h)
            return true;
    }
    return false;
}

/* Names of permits can be longer than any line: what does not fit is left out. */
static void draw_fact(struct ui *ui, const struct router *router, struct ui_box box, bool is_wide)
{
    const struct catalog *catalog = router_catalog(router);
    size_t count = board_fact_count(catalog);
    int64_t turn = ui_now_ms(ui) / FACT_MS;
    char fact[STRINGS_LINE];
    enum ui_font font;
    struct ui_box text = {box.x + 64, box.y, box.w - 64, box.h};

    for (size_t i = 0; i < count; i++) {
        board_fact(fact, sizeof fact, catalog, (size_t)(turn + (int64_t)i) % count);
        if (!fits(ui, fact, text, &font))
            continue;
        int used = ui_text_width(ui, fact, font, W_SEMIBOLD);
        if (is_wide && used < text.w) { /* at the right edge, the sign beside it */
            text.x += text.w - used;
            text.w = used;
        }
        ui_icon(ui, ICON_BADGE_CHECK, (struct ui_box){text.x - 64, box.y + box.h / 2 - 24, 48, 48},
                C_PRIMARY);
        ui_text(ui, &(struct ui_text){.box = text,
                                      .text = fact,
                                      .font = font,
                                      .weight = W_SEMIBOLD,
                                      .color = C_INK,
                                      .is_middle = true,
                                      .name = "fact"});
        ui_ask_wake(ui, (turn + 1) * FACT_MS);
        return;
    }
}

void board_strip(struct ui *ui, const struct router *router, struct ui_box strip, bool is_wide)
{
    int x;

    ui_fill(ui, strip, C_BG);
    x = draw_next(ui, &router->announcer.board, strip);
    if (is_wide) {
        if (strip.w - SIDE - x > FACT_WIDTH_LEAST)
            draw_fact(ui, router, (struct ui_box){x, strip.y + 8, strip.w - SIDE - x, STRIP - 16},
                      true);
        return;
    }
    ui_fill(ui, (struct ui_box){SIDE, strip.y + STRIP, strip.w - 2 * SIDE, 2}, C_HAIR);
    draw_fact(ui, router,
              (struct ui_box){SIDE, strip.y + STRIP + 16, strip.w - 2 * SIDE, strip.h - STRIP - 32},
              false);
}
