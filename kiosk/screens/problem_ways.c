/* Ways to keep a number that is not on paper. */
#include "problem_ways.h"
#include "parts.h"

enum {
    KEEP_BELOW = 16,
    WAYS_GAP = 16,
    WAYS = 288,
    QR = 264,       /* 33 modules of 8 px */
    QR_SMALL = 231, /* where its white field is seen */
    WAYS_COUNT = 2,
    WAY_X = 30,
    WAY_TEXT = 110,
    WAY_LEAST = 72,
    WAY_GAP = 16
};

static const char *scan_words(void)
{
    return _("k1", "Scan with your phone");
}

/* The code with its words at its right, or below it where the card is too narrow for that. */
static void draw_code(struct ui *ui, struct router *router, struct ui_box box)
{
    bool is_wide = ui_is_landscape(ui);
    int words = is_wide ? ui_text_height(ui, scan_words(), F_TITLE, W_SEMIBOLD, box.w - 32) : 0;
    bool is_seen = ui_is_high_contrast(ui);
    int most = is_seen ? QR_SMALL : QR;
    int qr = is_wide && box.h - words - 24 < most ? box.h - words - 24 : most;
    int x = box.x + 6 + (is_seen ? 16 : 0);
    struct ui_box code = {x, box.y + (box.h - qr) / 2, qr, qr};
    struct ui_box text = {x + qr + (is_seen ? 12 : 0), box.y + 4, box.w - 6 - QR - 8, box.h - 8};

    if (is_wide) {
        code.x = box.x + (box.w - qr) / 2;
        code.y = box.y + (box.h - qr - words) / 2 - (is_seen ? 4 : 8);
        text = (struct ui_box){box.x + 16, code.y + qr + (is_seen ? 8 : 0), box.w - 32, words};
    }
    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    part_ticket_qr(ui, router, code);
    ui_text(ui, &(struct ui_text){.box = text,
                                  .text = scan_words(),
                                  .font = F_TITLE,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .align = is_wide ? UI_CENTER : UI_LEFT,
                                  .is_middle = true});
}

struct way {
    enum icon icon;
    const char *text;
};

/* Narrow as in the design where that does not cost a third line. */
static int way_width(struct ui *ui, const char *text, int room)
{
    int design = room - 40;

    return ui_text_height(ui, text, F_TITLE, W_SEMIBOLD, design)
                   <= ui_text_height(ui, text, F_TITLE, W_SEMIBOLD, room)
               ? design
               : room;
}

static int way_height(struct ui *ui, const char *text, enum ui_font font, int room)
{
    int height = ui_text_height(ui, text, font, W_SEMIBOLD, way_width(ui, text, room));

    return height > WAY_LEAST ? height : WAY_LEAST;
}

static int ways_height(struct ui *ui, const struct way ways[WAYS_COUNT], enum ui_font font,
                       int room)
{
    return way_height(ui, ways[0].text, font, room) + WAY_GAP
           + way_height(ui, ways[1].text, font, room);
}

static void draw_by_hand(struct ui *ui, struct ui_box box)
{
    const struct way ways[WAYS_COUNT] = {
        {ICON_CAMERA, _("k2", "Photograph this screen")},
        {ICON_PEN_LINE, _("k3", "Write down or remember your number")},
    };
    int room = box.w - WAY_TEXT - 8;
    enum ui_font font = ways_height(ui, ways, F_TITLE, room) <= box.h - 16 ? F_TITLE : F_BODY;
    int y = box.y + (box.h - ways_height(ui, ways, font, room)) / 2;

    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    for (size_t i = 0; i < WAYS_COUNT; i++) {
        int used = way_height(ui, ways[i].text, font, room);

        ui_icon(ui, ways[i].icon, (struct ui_box){box.x + WAY_X, y + (used - 56) / 2, 56, 56},
                C_INK);
        ui_text(ui, &(struct ui_text){
                        .box = {box.x + WAY_TEXT, y, way_width(ui, ways[i].text, room), used},
                        .text = ways[i].text,
                        .font = font,
                        .weight = W_SEMIBOLD,
                        .color = C_INK,
                        .is_middle = true});
        y += used + WAY_GAP;
    }
}

static struct part_text ways_title(struct ui_box box)
{
    return (struct part_text){.x = box.x,
                              .y = box.y,
                              .w = box.w,
                              .text = _("keep", "Keep this number in one of these ways"),
                              .font = F_BODY,
                              .weight = W_BOLD,
                              .color = C_INK};
}

void problem_ways_draw(struct ui *ui, struct router *router, struct ui_box box)
{
    struct part_text words = ways_title(box);
    int title = part_text(ui, &words) + KEEP_BELOW;
    int half = (box.w - WAYS_GAP) / 2;

    box.y += title;
    box.h -= title;
    draw_code(ui, router, (struct ui_box){box.x, box.y, half, box.h});
    draw_by_hand(ui, (struct ui_box){box.x + half + WAYS_GAP, box.y, half, box.h});
}

int problem_ways_height(struct ui *ui, int width)
{
    struct part_text title = ways_title((struct ui_box){0, 0, width, 0});

    return ui_text_height(ui, title.text, title.font, title.weight, title.w) + KEEP_BELOW + WAYS;
}
