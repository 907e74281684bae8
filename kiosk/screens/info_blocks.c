/* Fee, time and product cards, numbered lines, and where the channels stand between them. */
#include "info_blocks.h"
#include "info_channels.h"
#include "base/text.h"
#include "complaint_form.h"
#include "contact.h"

enum {
    CARD_PAD = 26,
    CARD_MIN = 216,
    LINE_ASIDE = 40,
    LINE_GAP = 8,
    HEADING = 48,
    HEADING_GAP = 28,
    COMPLAIN = 96,
    COMPLAIN_GAP = 20,
    HEADING_HAS_CODES = 1, /* a block's number */
    CODES = 64,
    CODES_TOP = 16,
    CODES_ASIDE = 112, /* its icon and padding */
};

/* --- cards -------------------------------------------------------------------------------------- */

struct card {
    enum icon icon;
    const char *label;
    char value[STRINGS_LINE];
    char note[STRINGS_LINE];
};

static size_t find_cards(const struct service *service, struct card cards[3])
{
    size_t count = 0;

    if (service->has_fee || service->fee_text.id) {
        struct card *card = &cards[count++];

        *card = (struct card){.icon = ICON_BANKNOTE, .label = _("fee", "Fee")};
        if (service->has_fee && service->fee_rp == 0) {
            (void)text_copy(card->value, sizeof card->value, _("fee_free", "FREE"));
            (void)text_copy(card->note, sizeof card->note, _("fee_none", "no charge"));
        } else {
            strings_fee(card->value, sizeof card->value, service);
        }
    }
    if (service->duration.unit != DURATION_NONE) {
        struct card *card = &cards[count++];
        const char *note = words_in(&service->duration.note, i18n_lang());

        *card = (struct card){.icon = ICON_CLOCK, .label = _("time", "Time")};
        strings_duration(card->value, sizeof card->value, &service->duration);
        (void)text_copy(card->note, sizeof card->note,
                        note ? note : _("if_complete", "if requirements are complete"));
    }
    if (service->product.id && !service->is_product_hidden) {
        struct card *card = &cards[count++];

        *card = (struct card){.icon = ICON_FILE_CHECK, .label = _("product", "Result")};
        (void)text_copy(card->value, sizeof card->value, strings_words(&service->product));
    }
    return count;
}

static int card_width(size_t count, int width)
{
    return (width - 16 * ((int)count - 1)) / (int)count;
}

static int card_height(struct ui *ui, const struct card *card, int width)
{
    int text = width - 2 * CARD_PAD;
    int used = CARD_PAD + 44 + 12 + ui_text_height(ui, card->label, F_CAPTION, W_MEDIUM, text) + 4
               + ui_text_height(ui, card->value, F_TITLE, W_BOLD, text) + CARD_PAD;

    if (card->note[0])
        used += 2 + ui_text_height(ui, card->note, F_CAPTION, W_MEDIUM, text);
    return used > CARD_MIN ? used : CARD_MIN;
}

static int cards_height(struct ui *ui, const struct service *service, int width)
{
    struct card cards[3];
    size_t count = find_cards(service, cards);
    int highest = 0;

    for (size_t i = 0; i < count; i++) {
        int height = card_height(ui, &cards[i], card_width(count, width));

        highest = height > highest ? height : highest;
    }
    return highest;
}

static void draw_cards(struct ui *ui, const struct service *service, struct ui_box box)
{
    struct card cards[3];
    size_t count = find_cards(service, cards);
    int height = cards_height(ui, service, box.w);
    int width = count > 0 ? card_width(count, box.w) : 0;
    int x = box.x;
    int y = box.y;

    for (size_t i = 0; i < count; i++, x += width + 16) {
        struct part_text text = {
            .x = x + CARD_PAD, .y = y + CARD_PAD + 56, .w = width - 2 * CARD_PAD};

        ui_card(ui, (struct ui_box){x, y, width, height}, 24, 2, C_HAIR, C_SURFACE);
        ui_icon(ui, cards[i].icon, (struct ui_box){x + CARD_PAD, y + CARD_PAD, 44, 44}, C_INK);
        text.text = cards[i].label;
        text.font = F_CAPTION;
        text.weight = W_MEDIUM;
        text.color = C_INK2;
        text.y += part_text(ui, &text) + 4;
        text.text = cards[i].value;
        text.font = F_TITLE;
        text.weight = W_BOLD;
        text.color = C_INK;
        text.y += part_text(ui, &text) + 2;
        if (cards[i].note[0]) {
            text.text = cards[i].note;
            text.font = F_CAPTION;
            text.weight = W_MEDIUM;
            part_text(ui, &text);
        }
    }
}

/* --- the blocks --------------------------------------------------------------------------------- */

static size_t add_list(struct info_block *out, size_t count, const char *heading,
                       const struct item_list *list)
{
    int number = 0;

    if (item_list_shown(list) == 0 || count + 1 >= INFO_MAX_BLOCKS)
        return count;
    out[count++] = (struct info_block){INFO_HEADING, heading, 0};
    for (size_t i = 0; i < list->count && count < INFO_MAX_BLOCKS; i++)
        if (!list->items[i].is_hidden)
            out[count++] = (struct info_block){
                INFO_LINE, strings_words(item_shown(&list->items[i])), ++number};
    return count;
}

size_t info_blocks(struct router *router, struct info_block *out, bool has_complain)
{
    const struct service *service = router_visit(router)->service;
    const struct office *office = &router_catalog(router)->office;
    struct card cards[3];
    size_t channels = channels_count(router);
    size_t count = 0;

    if (find_cards(service, cards) > 0)
        out[count++] = (struct info_block){INFO_CARDS, NULL, 0};
    count = add_list(out, count, _("legal", "Legal basis"), &service->standard.legal_basis);
    if (channels > 0 && count + 2 < INFO_MAX_BLOCKS) {
        out[count++] = (struct info_block){
            INFO_HEADING, _("channels", "Complaints, suggestions, feedback"), HEADING_HAS_CODES};
        out[count++] = (struct info_block){INFO_CHANNELS, NULL, 0};
    }
    if (has_complain && count < INFO_MAX_BLOCKS)
        out[count++] = (struct info_block){INFO_COMPLAIN, NULL, 0};
    if (channels > CHANNELS_BESIDE_CODE && count + 1 < INFO_MAX_BLOCKS)
        out[count++] = (struct info_block){INFO_HEADING, _("other_ways", "Other channels"), 0};
    for (size_t i = CHANNELS_BESIDE_CODE; i < channels && count < INFO_MAX_BLOCKS; i++)
        out[count++] = (struct info_block){INFO_CHANNEL, NULL, (int)i};
    return add_list(out, count,
                    office->pledge_title.id ? strings_words(&office->pledge_title)
                                            : _("pledge", "Service pledge"),
                    &office->pledge);
}

/* Beside its heading: the channels again, each with a code. */
static int codes_width(struct ui *ui)
{
    return ui_text_width(ui, _("codes", "QR codes"), F_BODY, W_BOLD) + CODES_ASIDE;
}

/* In low reach what is only read stands too high for a button. */
static bool has_codes(const struct ui *ui, const struct info_block *block)
{
    return block->number == HEADING_HAS_CODES && !ui_is_low_reach(ui);
}

static int heading_width(struct ui *ui, const struct info_block *block, int width)
{
    return has_codes(ui, block) ? width - codes_width(ui) - 16 : width;
}

static void draw_codes(struct ui *ui, struct router *router, struct ui_box box)
{
    int width = codes_width(ui);

    if (ui_button(ui, &(struct ui_button){.name = "contact",
                                          .label = _("codes", "QR codes"),
                                          .spoken = _("contact_d", "Channels with QR codes"),
                                          .icon = ICON_SCAN_QR_CODE,
                                          .kind = UI_HELPER,
                                          .font = F_BODY,
                                          .box = {box.x + box.w - width, box.y, width, CODES}}))
        contact_open(router, router_visit(router)->service);
}

static int line_height(struct ui *ui, const struct info_block *block, int width)
{
    return ui_text_height(ui, block->text, F_CAPTION, W_MEDIUM, width - LINE_ASIDE);
}

int info_height(struct ui *ui, struct router *router, const struct info_block *block, int width)
{
    switch (block->kind) {
    case INFO_CARDS:
        return cards_height(ui, router_visit(router)->service, width);
    case INFO_HEADING:
        return HEADING_GAP
               + ui_text_height(ui, block->text, F_H2, W_BOLD, heading_width(ui, block, width)) + 8;
    case INFO_LINE:
        return LINE_GAP + line_height(ui, block, width);
    case INFO_COMPLAIN:
        return COMPLAIN_GAP + COMPLAIN;
    case INFO_CHANNELS:
        return channels_height(ui, router, width);
    case INFO_CHANNEL:
        return channels_other_height(ui, router, (size_t)block->number, width);
    }
    return HEADING;
}

/* "Buat pengaduan", about the service that is open. */
static void draw_complain(struct ui *ui, struct router *router, struct ui_box box)
{
    if (ui_button(ui, &(struct ui_button){.name = "complain",
                                          .label = _("c_make", "File a complaint"),
                                          .icon = ICON_MEGAPHONE,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = box}))
        complaint_open(router, router_visit(router)->service);
}

void info_draw(struct ui *ui, struct router *router, const struct info_block *block,
               struct ui_box box)
{
    char number[16];

    switch (block->kind) {
    case INFO_CARDS:
        draw_cards(ui, router_visit(router)->service, box);
        break;
    case INFO_HEADING:
        part_text(ui, &(struct part_text){.x = box.x,
                                          .y = box.y + HEADING_GAP,
                                          .w = heading_width(ui, block, box.w),
                                          .text = block->text,
                                          .font = F_H2,
                                          .weight = W_BOLD,
                                          .color = C_INK});
        if (has_codes(ui, block))
            draw_codes(ui, router, (struct ui_box){box.x, box.y + CODES_TOP, box.w, 0});
        break;
    case INFO_LINE:
        (void)text_format(number, sizeof number, "%d", block->number);
        ui_text(ui, &(struct ui_text){
                        .box = {box.x, box.y + LINE_GAP, LINE_ASIDE,
                                ui_text_height(ui, number, F_CAPTION, W_BOLD, LINE_ASIDE)},
                        .text = number,
                        .font = F_CAPTION,
                        .weight = W_BOLD,
                        .color = C_INK});
        part_text(ui, &(struct part_text){.x = box.x + LINE_ASIDE,
                                          .y = box.y + LINE_GAP,
                                          .w = box.w - LINE_ASIDE,
                                          .text = block->text,
                                          .font = F_CAPTION,
                                          .weight = W_MEDIUM,
                                          .color = C_INK});
        break;
    case INFO_COMPLAIN:
        draw_complain(ui, router, (struct ui_box){box.x, box.y + COMPLAIN_GAP, box.w, COMPLAIN});
        break;
    case INFO_CHANNELS:
        channels_draw(ui, router, box);
        break;
    case INFO_CHANNEL:
        channels_draw_other(ui, router, (size_t)block->number, box);
        break;
    }
}
