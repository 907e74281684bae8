#include "permit_card.h"
#include "base/text.h"
#include "parts.h"

enum {
    PAD = 36,
    CHIP = 56,
    CHIP_GAP = 12,
    CHIP_ASIDE = 84,
    GAP = 28,
    BUTTON = 104,
    BUTTON_GAP = 16
};

/* Requirements, time and fee; what the standard does not say is left out. */
struct facts {
    char texts[3][STRINGS_LINE];
    enum icon icons[3];
};

static void facts_of(struct facts *out, const struct service *service)
{
    *out = (struct facts){.icons = {ICON_LIST_CHECKS, ICON_CLOCK, ICON_BADGE_CHECK}};
    strings_requirements(out->texts[0], sizeof out->texts[0], service);
    if (!out->texts[0][0])
        (void)text_copy(out->texts[0], sizeof out->texts[0],
                        _("req_desk", "Requirements at the information desk"));
    strings_duration(out->texts[1], sizeof out->texts[1], &service->duration);
    strings_fee(out->texts[2], sizeof out->texts[2], service);
}

/* Chips go to the next line where they must; returns the y below them. `is_drawn` false: only measures. */
static int place_chips(struct ui *ui, const struct service *service, struct ui_box in,
                       bool is_drawn)
{
    struct facts facts;
    int x = in.x;
    int bottom = in.y;

    facts_of(&facts, service);
    for (size_t i = 0; i < ARRAY_LEN(facts.texts); i++) {
        int width = ui_text_width(ui, facts.texts[i], F_CAPTION, W_SEMIBOLD) + CHIP_ASIDE;

        if (!facts.texts[i][0])
            continue;
        if (x > in.x && x + width > in.x + in.w) {
            x = in.x;
            in.y += CHIP + CHIP_GAP;
        }
        if (is_drawn)
            (void)ui_chip(ui, (struct ui_box){x, in.y, in.w, CHIP}, facts.icons[i], facts.texts[i],
                          UI_TONE_PLAIN, false, NULL);
        x += width + CHIP_GAP;
        bottom = in.y + CHIP;
    }
    return bottom;
}

/* In another language than Indonesian: what the permit is, below its legal title. */
static const char *meaning_of(const struct service *service)
{
    const char *name = strings_words(&service->name);

    return text_equal(name, service->name.id) ? "" : name;
}

static int place_words(struct ui *ui, const struct service *service, struct ui_box in,
                       bool is_drawn)
{
    const struct part_text title = {.x = in.x,
                                    .y = in.y,
                                    .w = in.w,
                                    .text = service->name.id,
                                    .font = F_H2,
                                    .weight = W_BOLD,
                                    .color = C_INK};
    const char *meaning = meaning_of(service);
    int y = in.y + ui_text_height(ui, title.text, F_H2, W_BOLD, in.w);

    if (is_drawn)
        (void)part_text(ui, &title);
    if (meaning[0]) {
        const struct part_text below = {.x = in.x,
                                        .y = y,
                                        .w = in.w,
                                        .text = meaning,
                                        .font = F_BODY,
                                        .weight = W_MEDIUM,
                                        .color = C_INK2};

        y += ui_text_height(ui, meaning, F_BODY, W_MEDIUM, in.w);
        if (is_drawn)
            (void)part_text(ui, &below);
    }
    return place_chips(ui, service, (struct ui_box){in.x, y + 20, in.w, CHIP}, is_drawn);
}

int permit_card_height(struct ui *ui, const struct service *service, int width)
{
    const struct ui_box in = {0, PAD, width - 2 * PAD, 0};

    return place_words(ui, service, in, false) + GAP + BUTTON + PAD;
}

static void draw_buttons(struct ui *ui, struct router *router, const struct permit_row *row,
                         struct ui_box in)
{
    const int width = (in.w - BUTTON_GAP) / 2;
    char name[WIDGET_NAME], spoken[STRINGS_LINE];

    (void)text_format(name, sizeof name, "service-%zu", row->at + 1);
    (void)text_fill(spoken, sizeof spoken, _("see_req_for", "See requirements: {name}"), "name",
                    row->service->name.id, NULL);
    if (ui_button(ui, &(struct ui_button){.name = name,
                                          .label = _("see_req", "See requirements"),
                                          .spoken = spoken,
                                          .icon = ICON_LIST_CHECKS,
                                          .kind = UI_SECONDARY,
                                          .font = F_TITLE,
                                          .box = {in.x, in.y, width, BUTTON}})) {
        router_choose_service(router, row->service);
        router_go(router, part_requirements_of(row->service));
    }
    permit_take_draw(ui, router, row,
                     (struct ui_box){in.x + width + BUTTON_GAP, in.y, width, BUTTON});
}

void permit_card_draw(struct ui *ui, struct router *router, const struct permit_row *row)
{
    const struct ui_box box = row->box;
    struct ui_box in = {box.x + PAD, box.y + PAD, box.w - 2 * PAD, 0};

    ui_card(ui, box, 24, 2, C_EDGE, C_SURFACE);
    (void)place_words(ui, row->service, in, true);
    in.y = box.y + box.h - PAD - BUTTON;
    draw_buttons(ui, router, row, in);
}
