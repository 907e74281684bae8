/* The card with a complaint's number, and the head above it. */
#include "base/text.h"
#include "complaint_form.h"
#include "parts.h"
#include "sent_parts.h"
#include "words/complaint_promise.h"

enum {
    GAP = 24,
    MEDALLION = 128,
    MEDALLION_ICON = 80,
    PAD = 36,
    QR = 264, /* 33 modules of 8 px */
    ICON = 40,
    ICON_GAP = 16,
    FACT_GAP = 8,
    NUMBER_GAP = 12
};

/* Texts below each other; returns the height. */
static int walk_texts(struct ui *ui, struct ui_box box, const struct part_text *texts, size_t count,
                      enum ui_align align, bool is_measure)
{
    int y = box.y;

    for (size_t i = 0; i < count; i++) {
        struct part_text text = texts[i];

        text.x = box.x;
        text.y = y;
        text.w = box.w;
        text.align = align;
        y += is_measure ? ui_text_height(ui, text.text, text.font, text.weight, text.w)
                        : part_text(ui, &text);
    }
    return y - box.y;
}

int sent_head(struct ui *ui, struct ui_box box, const struct sent_shape *shape, bool is_measure)
{
    bool is_wide = ui_is_landscape(ui);
    const struct part_text texts[] = {
        {.text = _("c_ok", "Your complaint has been received"),
         .font = F_H1,
         .weight = W_BOLD,
         .color = C_INK,
         .name = "title"},
        {.text = _("c_keep", "Keep this number to ask about your complaint."),
         .font = F_BODY,
         .weight = W_MEDIUM,
         .color = C_INK2},
    };
    struct ui_box circle = {box.x + (box.w - MEDALLION) / 2, box.y, MEDALLION, MEDALLION};
    int top = box.y;

    if (shape->has_medallion && !is_wide) {
        if (!is_measure)
            part_medallion(ui, circle, ICON_CHECK, MEDALLION_ICON, C_TINT, C_PRIMARY_DARK);
        box.y += MEDALLION + 16;
    }
    return box.y - top
           + walk_texts(ui, box, texts, shape->has_advice ? 2 : 1, is_wide ? UI_LEFT : UI_CENTER,
                        is_measure);
}

struct fact {
    enum icon icon;
    const char *words;
    enum ui_weight weight;
    const char *name;
};
enum { FACTS = 3 };

static int walk_fact(struct ui *ui, const struct fact *fact, struct ui_box box, bool is_measure)
{
    struct part_text text = {.x = box.x + ICON + ICON_GAP,
                             .y = box.y,
                             .w = box.w - ICON - ICON_GAP,
                             .text = fact->words,
                             .font = F_BODY,
                             .weight = fact->weight,
                             .color = C_INK,
                             .name = fact->name};
    int height = ui_text_height(ui, text.text, text.font, text.weight, text.w);

    if (!is_measure) {
        ui_icon(ui, fact->icon, (struct ui_box){box.x, box.y, ICON, ICON}, C_PRIMARY);
        part_text(ui, &text);
    }
    return height > ICON ? height : ICON;
}

/* Number and code, large enough to be written down. */
static int walk_number(struct ui *ui, const struct complaint *sent, struct ui_box box,
                       bool is_measure)
{
    char code[64];
    const struct part_text texts[] = {
        {.text = _("c_no", "Complaint number"),
         .font = F_CAPTION,
         .weight = W_MEDIUM,
         .color = C_INK2},
        {.text = sent->number,
         .font = F_DISPLAY_S,
         .weight = W_BOLD,
         .color = C_INK,
         .name = "number"},
        {.text = code, .font = F_H2, .weight = W_BOLD, .color = C_INK, .name = "code"},
    };

    (void)text_fill(code, sizeof code, _("k_code", "Code {kode}"), "kode", sent->code, NULL);
    return walk_texts(ui, box, texts, ARRAY_LEN(texts), UI_LEFT, is_measure);
}

/* What stands at the left of the code goes below it as soon as there is room for the whole width. */
static int walk_inside(struct ui *ui, const struct complaint *sent, const struct fact facts[FACTS],
                       struct ui_box in, int code, bool is_measure)
{
    struct ui_box box = in;

    if (code > 0)
        box.w -= code + GAP;
    box.y += walk_number(ui, sent, box, is_measure) + NUMBER_GAP;
    for (int i = 0; i < FACTS; i++) {
        if (box.y >= in.y + code)
            box.w = in.w;
        box.y += walk_fact(ui, &facts[i], box, is_measure) + FACT_GAP;
    }
    box.y -= FACT_GAP;
    return (box.y > in.y + code ? box.y : in.y + code) - in.y;
}

int sent_card(struct ui *ui, const struct sent_state *s, struct router *router, struct ui_box box,
              bool is_measure)
{
    const struct complaint *sent = &router_visit(router)->complaint.sent;
    int code = s->code.size > 0 ? QR : 0;
    struct ui_box in = {box.x + PAD, box.y + PAD, box.w - 2 * PAD, 0};
    char at[STRINGS_LINE], due[STRINGS_LINE];
    const struct fact facts[FACTS] = {
        {ICON_CLOCK, at, W_SEMIBOLD, "at"},
        {complaint_reply_icon(sent->reply), words_complaint_answer(sent->reply), W_SEMIBOLD,
         "reply"},
        {ICON_CALENDAR_CLOCK, due, W_BOLD, "due"},
    };

    words_date_time(at, sizeof at, sent->at_ms, router_offset_min(router));
    words_complaint_due(due, sizeof due, sent);
    int height = walk_inside(ui, sent, facts, in, code, true) + 2 * PAD;
    if (is_measure)
        return height;
    ui_card(ui, (struct ui_box){box.x, box.y, box.w, height}, 24, 2, C_HAIR, C_SURFACE);
    (void)walk_inside(ui, sent, facts, in, code, false);
    if (code > 0)
        ui_qr(ui, (struct ui_box){in.x + in.w - QR, in.y, QR, QR}, &s->code,
              _("c_qr", "Code of this complaint"));
    return height;
}
