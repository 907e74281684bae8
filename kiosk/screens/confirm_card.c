/* The card of screen 08: purpose, where to, how many wait. */
#include "base/text.h"
#include "confirm_parts.h"
#include "parts.h"

enum {
    FACTS = 3,
    FACTS_CLOSED = 1, /* where to */
    PAD = 38,
    PAD_TIGHT = 24,
    LABEL_GAP = 4,
    RULE_ABOVE = 28,
    RULE_BELOW = 26,
    RULE_TIGHT = 12,
    FACT_GAP = 12,
    FACT_ICON = 60,
    ROW_GAP = 16,
    ROW_GAP_TIGHT = 4,
    LEAST_LINES = 2
};

struct fact {
    enum icon icon;
    const char *label, *value;
    int width;
};

struct facts {
    char counters[STRINGS_LINE], people[64], wait[64];
    struct fact list[FACTS];
    size_t count;
    bool is_stacked; /* the first one stands above the others */
    bool is_tight;
};

static int natural_width(struct ui *ui, const struct fact *fact)
{
    int label = ui_text_width(ui, fact->label, F_CAPTION, W_MEDIUM);
    int value = ui_text_width(ui, fact->value, F_TITLE, W_BOLD);

    return FACT_ICON + (label > value ? label : value) + FACT_GAP;
}

/* Equal columns as in the design, else as wide as each needs when that saves a broken line. */
static void share_width(struct ui *ui, struct fact *facts, size_t count, int width)
{
    int pitch = (width + 2 * FACT_GAP) / (int)count;
    int sum = 0;
    bool is_tight = false;

    for (size_t i = 0; i < count; i++) {
        int natural = natural_width(ui, &facts[i]);

        sum += natural;
        is_tight = is_tight || natural > pitch;
        facts[i].width = pitch;
    }
    for (size_t i = 0; is_tight && sum <= width && i < count; i++)
        facts[i].width = natural_width(ui, &facts[i]) + (width - sum) / (int)count;
}

static int fact_height(struct ui *ui, const struct fact *fact, int width, bool is_tight)
{
    return part_fact_height(
        ui, &(struct part_fact){
                .w = width, .label = fact->label, .value = fact->value, .is_small = is_tight});
}

static int row_gap(const struct facts *facts)
{
    return facts->is_tight ? ROW_GAP_TIGHT : ROW_GAP;
}

static int facts_height(struct ui *ui, const struct facts *facts)
{
    int first = fact_height(ui, &facts->list[0], facts->list[0].width - FACT_GAP, facts->is_tight);
    int highest = 0;

    for (size_t i = 1; i < facts->count; i++) {
        int height =
            fact_height(ui, &facts->list[i], facts->list[i].width - FACT_GAP, facts->is_tight);

        highest = height > highest ? height : highest;
    }
    if (facts->is_stacked)
        return first + row_gap(facts) + highest;
    return first > highest ? first : highest;
}

/* Beside each other; a long place alone above the others where that takes less height. */
static void place_facts(struct ui *ui, struct facts *facts, int width)
{
    facts->is_stacked = false;
    share_width(ui, facts->list, facts->count, width);
    if (facts->count == 1)
        return;
    int beside = facts_height(ui, facts);
    facts->is_stacked = true;
    facts->list[0].width = width + FACT_GAP;
    share_width(ui, facts->list + 1, facts->count - 1, width);
    facts->is_stacked = facts_height(ui, facts) < beside;
    if (!facts->is_stacked)
        share_width(ui, facts->list, facts->count, width);
}

static void list_facts(struct ui *ui, const struct confirm_card *card, int width, struct facts *out)
{
    const struct fact all[FACTS] = {{ICON_MAP_PIN, _("dest", "Go to"), out->counters, 0},
                                    {ICON_USERS, _("waiting", "Waiting"), out->people, 0},
                                    {ICON_HOURGLASS, _("est", "Estimate"), out->wait, 0}};

    words_all_counters(out->counters, sizeof out->counters, card->group, i18n_lang());
    out->count = FACTS_CLOSED;
    if (card->queue) {
        words_people(out->people, sizeof out->people, card->queue->waiting);
        words_wait(out->wait, sizeof out->wait, &card->queue->wait);
        out->count = card->queue->wait.is_known ? FACTS : FACTS - 1;
    }
    for (size_t i = 0; i < FACTS; i++)
        out->list[i] = all[i];
    out->is_tight = card->is_tight;
    place_facts(ui, out, width);
}

static int around(struct ui *ui, const struct facts *facts, int width)
{
    int pads = facts->is_tight ? 2 * PAD_TIGHT + 2 * RULE_TIGHT : 2 * PAD + RULE_ABOVE + RULE_BELOW;

    return pads + ui_text_height(ui, _("purpose", "Purpose"), F_CAPTION, W_MEDIUM, width)
           + LABEL_GAP + facts_height(ui, facts);
}

/* The name whole in the largest type that has room, or cut in the smallest. */
static enum ui_font fit_name(struct ui *ui, char *out, size_t size, const char *name, int width,
                             int room)
{
    static const enum ui_font fonts[] = {F_H2, F_TITLE, F_BODY};
    size_t i = 0;

    while (i + 1 < ARRAY_LEN(fonts) && ui_text_height(ui, name, fonts[i], W_BOLD, width) > room)
        i++;
    part_cut(ui, out, size, name, fonts[i], W_BOLD, width, room);
    return fonts[i];
}

int confirm_card_least(struct ui *ui, const struct confirm_card *card, int width)
{
    struct facts facts;
    int in = width - 2 * PAD;
    int lines = LEAST_LINES * ui_text_height(ui, "0", F_BODY, W_BOLD, in);
    int whole = ui_text_height(ui, card->purpose, F_BODY, W_BOLD, in);

    list_facts(ui, card, in, &facts);
    return around(ui, &facts, in) + (whole < lines ? whole : lines);
}

static void draw_facts(struct ui *ui, const struct facts *facts, int left, int y)
{
    int x = left;

    for (size_t i = 0; i < facts->count; i++) {
        const struct fact *fact = &facts->list[i];
        int used = part_fact(ui, &(struct part_fact){.x = x,
                                                     .y = y,
                                                     .w = fact->width - FACT_GAP,
                                                     .icon = fact->icon,
                                                     .icon_color = C_INK,
                                                     .label = fact->label,
                                                     .value = fact->value,
                                                     .is_small = facts->is_tight});

        x += fact->width;
        if (facts->is_stacked && i == 0) {
            x = left;
            y += used + row_gap(facts);
        }
    }
}

int confirm_card(struct ui *ui, const struct confirm_card *card, struct ui_box box)
{
    struct facts facts;
    struct ui_box in = {box.x + PAD, box.y + (card->is_tight ? PAD_TIGHT : PAD), box.w - 2 * PAD,
                        0};
    char name[STRINGS_LINE];

    list_facts(ui, card, in.w, &facts);
    int rest = around(ui, &facts, in.w);
    enum ui_font font = fit_name(ui, name, sizeof name, card->purpose, in.w, box.h - rest);
    box.h = rest + ui_text_height(ui, name, font, W_BOLD, in.w);
    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    in.y += LABEL_GAP
            + part_text(ui, &(struct part_text){.x = in.x,
                                                .y = in.y,
                                                .w = in.w,
                                                .text = _("purpose", "Purpose"),
                                                .font = F_CAPTION,
                                                .weight = W_MEDIUM,
                                                .color = C_INK2});
    in.y += (card->is_tight ? RULE_TIGHT : RULE_ABOVE)
            + part_text(ui, &(struct part_text){.x = in.x,
                                                .y = in.y,
                                                .w = in.w,
                                                .text = name,
                                                .font = font,
                                                .weight = W_BOLD,
                                                .color = C_INK,
                                                .name = "purpose"});
    ui_fill(ui, (struct ui_box){in.x, in.y, in.w, 2}, C_HAIR);
    draw_facts(ui, &facts, in.x, in.y + (card->is_tight ? RULE_TIGHT : RULE_BELOW));
    return box.h;
}
