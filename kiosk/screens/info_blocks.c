/* Fee, time and product cards; numbered lines; complaint channels with the SMS code. */
#include "info_blocks.h"
#include "base/qr.h"
#include "base/text.h"
#include <ctype.h>
#include <string.h>
#define LOG_AREA "screen"
#include "base/log.h"

enum {
    CARD_PAD = 26,
    CARD_MIN = 216,
    LINE_X = 104,
    LINE_GAP = 8,
    HEADING = 48,
    HEADING_GAP = 28,
    CHANNEL_X = 132,
    CHANNEL_WIDE = PART_W,
    CHANNEL_NARROW = 664,
    CHANNEL_PAD = 12,
    QR_FIELD = 238,
    QR_X = 769,
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

static int card_width(size_t count)
{
    return (PART_W - 16 * ((int)count - 1)) / (int)count;
}

static int card_height(struct ui *ui, const struct card *card, int width)
{
    int text = width - 2 * CARD_PAD;
    int used = CARD_PAD + 44 + 12 + 32 + 4 + ui_text_height(ui, card->value, F_TITLE, W_BOLD, text)
               + CARD_PAD;

    if (card->note[0])
        used += 2 + ui_text_height(ui, card->note, F_CAPTION, W_MEDIUM, text);
    return used > CARD_MIN ? used : CARD_MIN;
}

static int cards_height(struct ui *ui, const struct service *service)
{
    struct card cards[3];
    size_t count = find_cards(service, cards);
    int highest = 0;

    for (size_t i = 0; i < count; i++) {
        int height = card_height(ui, &cards[i], card_width(count));

        highest = height > highest ? height : highest;
    }
    return highest;
}

static void draw_cards(struct ui *ui, const struct service *service, int y)
{
    struct card cards[3];
    size_t count = find_cards(service, cards);
    int height = cards_height(ui, service);
    int width = count > 0 ? card_width(count) : 0;
    int x = PART_X;

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

/* --- channels ----------------------------------------------------------------------------------- */

/* In the order in which people look for them: the first four stand beside the code for SMS, the rest
 * below, on the next page if need be. */
struct channel_row {
    enum channel_kind kind;
    enum icon icon;
    struct label label;
};
static const struct channel_row rows[] = {
    {CHANNEL_PHONE, ICON_PHONE, W("phone", "Phone / Fax")},
    {CHANNEL_FAX, ICON_PHONE, W("phone", "Phone / Fax")},
    {CHANNEL_SMS, ICON_MESSAGE_SQUARE_TEXT, W("sms", "SMS")},
    {CHANNEL_WHATSAPP, ICON_MESSAGE_SQUARE_TEXT, W("whatsapp", "WhatsApp")},
    {CHANNEL_EMAIL, ICON_MAIL, W("mail", "E-mail")},
    {CHANNEL_LETTER, ICON_MAP_PIN, W("letter", "By letter or at the complaint counter")},
    {CHANNEL_WEB, ICON_INFO, W("web", "Website")},
    {CHANNEL_COUNTER, ICON_USER, W("counter", "In person")},
    {CHANNEL_OFFICER, ICON_USER, W("counter", "In person")},
    {CHANNEL_BOX, ICON_CLIPBOARD_LIST, W("box", "Suggestion box")},
    {CHANNEL_FORM, ICON_FILE_TEXT, W("form", "Form")},
    {CHANNEL_FACEBOOK, ICON_MESSAGE_SQUARE_TEXT, W("facebook", "Facebook")},
    {CHANNEL_TWITTER, ICON_MESSAGE_SQUARE_TEXT, W("twitter", "Twitter")},
};

/* One entry on screen: channels of one kind together, phone and fax in one. */
struct entry {
    const struct channel_row *row;
    char value[STRINGS_LINE];
};
enum { MAX_ENTRIES = 12, BESIDE_CODE = 4 };

static size_t find_entries(const struct complaints *complaints, struct entry *out)
{
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        for (size_t j = 0; j < complaints->channel_count; j++) {
            const struct channel *channel = &complaints->channels[j];
            const char *value = strings_words(&channel->value);
            struct entry *last = count > 0 ? &out[count - 1] : NULL;
            char before[STRINGS_LINE];

            if (channel->kind != rows[i].kind || !value[0])
                continue;
            if (last && text_equal(last->row->label.key, rows[i].label.key)) {
                (void)text_copy(before, sizeof before, last->value);
                (void)text_fill(last->value, sizeof last->value, _("k_slash", "{a} / {b}"), "a",
                                before, "b", value, NULL);
            } else if (count < MAX_ENTRIES) {
                out[count].row = &rows[i];
                (void)text_copy(out[count++].value, sizeof out->value, value);
            }
        }
    return count;
}

/* "SMSTO:08117515133:PENGADUAN DPMPTSP KOTA PEKANBARU": upper case keeps the code coarse. False
 * when the office takes no SMS. */
static bool make_sms_code(const struct complaints *complaints, const char *office, struct qr *out)
{
    const struct channel *sms = complaints_channel(complaints, CHANNEL_SMS);
    char uri[128] = "SMSTO:";
    size_t used = strlen(uri);
    struct err err = {0};

    if (!sms || !sms->value.id)
        return false;
    for (const char *c = sms->value.id; *c && used + 1 < sizeof uri; c++)
        if (isdigit((unsigned char)*c) || *c == '+')
            uri[used++] = *c;
    uri[used] = '\0';
    (void)text_format(uri + used, sizeof uri - used, ":PENGADUAN %s", office);
    for (char *c = uri; *c; c++) {
        *c = (char)toupper((unsigned char)*c);
        if (!isalnum((unsigned char)*c) && !strchr(" $%*+-./:", *c))
            *c = '-';
    }
    if (qr_encode(out, uri, &err))
        return true;
    log_warn("no code for SMS complaints: %s; the number stands alone", err.text);
    return false;
}

static int entry_height(struct ui *ui, const struct entry *entry, int width)
{
    int text = width - (CHANNEL_X - PART_X);

    return ui_text_height(ui, strings_label(&entry->row->label), F_CAPTION, W_MEDIUM, text)
           + ui_text_height(ui, entry->value, F_BODY, W_SEMIBOLD, text) + 18;
}

struct channels {
    struct entry entries[MAX_ENTRIES];
    size_t count;
    const struct qr *qr;
    bool has_qr;
};

static void find_channels(struct router *router, struct channels *out)
{
    struct visit *visit = router_visit(router);
    const struct complaints *complaints = &visit->service->standard.complaints;

    out->count = find_entries(complaints, out->entries);
    if (visit->sms_service != visit->service) {
        visit->sms_service = visit->service;
        if (!make_sms_code(complaints, router_catalog(router)->office.name.id, &visit->sms_code))
            visit->sms_code.size = 0;
    }
    out->qr = &visit->sms_code;
    out->has_qr = visit->sms_code.size > 0;
}

static int caption_height(struct ui *ui)
{
    return ui_text_height(ui, _("qr_sms", "Scan to send a complaint by SMS"), F_CAPTION, W_MEDIUM,
                          QR_FIELD + 18);
}

static int channels_height(struct ui *ui, struct router *router)
{
    struct channels channels = {0};
    int height = 0;
    int code;

    find_channels(router, &channels);
    for (size_t i = 0; i < channels.count && i < BESIDE_CODE; i++)
        height +=
            entry_height(ui, &channels.entries[i], channels.has_qr ? CHANNEL_NARROW : CHANNEL_WIDE);
    code = channels.has_qr ? 16 + QR_FIELD + 12 + caption_height(ui) : 0;
    return height > code ? height : code;
}

static void draw_entry(struct ui *ui, const struct entry *entry, int y, int width)
{
    int height = entry_height(ui, entry, width);
    struct part_text text = {.x = CHANNEL_X,
                             .y = y + 8,
                             .w = width - (CHANNEL_X - PART_X),
                             .text = strings_label(&entry->row->label),
                             .font = F_CAPTION,
                             .weight = W_MEDIUM,
                             .color = C_INK2};

    ui_icon(ui, entry->row->icon, (struct ui_box){PART_X, y + (height - 44) / 2, 44, 44}, C_INK);
    text.y += part_text(ui, &text);
    text.text = entry->value;
    text.font = F_BODY;
    text.weight = W_SEMIBOLD;
    text.color = C_INK;
    part_text(ui, &text);
    ui_fill(ui, (struct ui_box){PART_X, y + height - 2, width, 2}, C_HAIR);
}

static void draw_channels(struct ui *ui, struct router *router, int y)
{
    struct channels channels = {0};
    int width, top = y;

    find_channels(router, &channels);
    width = channels.has_qr ? CHANNEL_NARROW : CHANNEL_WIDE;
    for (size_t i = 0; i < channels.count && i < BESIDE_CODE; i++) {
        draw_entry(ui, &channels.entries[i], y, width);
        y += entry_height(ui, &channels.entries[i], width);
    }
    if (!channels.has_qr)
        return;
    ui_qr(ui, (struct ui_box){QR_X, top + 16, QR_FIELD, QR_FIELD}, channels.qr,
          _("qr_sms", "Scan to send a complaint by SMS"));
    part_text(ui, &(struct part_text){.x = QR_X - 9,
                                      .y = top + 16 + QR_FIELD + 12,
                                      .w = QR_FIELD + 18,
                                      .text = _("qr_sms", "Scan to send a complaint by SMS"),
                                      .font = F_CAPTION,
                                      .weight = W_MEDIUM,
                                      .color = C_INK,
                                      .align = UI_CENTER});
}

/* A channel that stands alone: its height, and its picture when `is_drawn`. */
static int other_channel(struct ui *ui, struct router *router, int number, int y, bool is_drawn)
{
    struct channels channels = {0};

    find_channels(router, &channels);
    if (is_drawn)
        draw_entry(ui, &channels.entries[number], y, CHANNEL_WIDE);
    return entry_height(ui, &channels.entries[number], CHANNEL_WIDE);
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

size_t info_blocks(struct router *router, struct info_block *out)
{
    const struct service *service = router_visit(router)->service;
    const struct office *office = &router_catalog(router)->office;
    struct channels channels = {0};
    struct card cards[3];
    size_t count = 0;

    if (find_cards(service, cards) > 0)
        out[count++] = (struct info_block){INFO_CARDS, NULL, 0};
    count = add_list(out, count, _("legal", "Legal basis"), &service->standard.legal_basis);
    find_channels(router, &channels);
    if (channels.count > 0 && count + 2 < INFO_MAX_BLOCKS) {
        out[count++] = (struct info_block){INFO_HEADING,
                                           _("channels", "Complaints, suggestions, feedback"), 0};
        out[count++] = (struct info_block){INFO_CHANNELS, NULL, 0};
    }
    if (channels.count > BESIDE_CODE && count + 1 < INFO_MAX_BLOCKS)
        out[count++] = (struct info_block){INFO_HEADING, _("other_ways", "Other ways"), 0};
    for (size_t i = BESIDE_CODE; i < channels.count && count < INFO_MAX_BLOCKS; i++)
        out[count++] = (struct info_block){INFO_CHANNEL, NULL, (int)i};
    return add_list(out, count,
                    office->pledge_title.id ? strings_words(&office->pledge_title)
                                            : _("pledge", "Service pledge"),
                    &office->pledge);
}

static int line_height(struct ui *ui, const struct info_block *block)
{
    return ui_text_height(ui, block->text, F_CAPTION, W_MEDIUM, PART_X + PART_W - LINE_X);
}

int info_height(struct ui *ui, struct router *router, const struct info_block *block)
{
    switch (block->kind) {
    case INFO_CARDS:
        return cards_height(ui, router_visit(router)->service);
    case INFO_HEADING:
        return HEADING_GAP + ui_text_height(ui, block->text, F_H2, W_BOLD, PART_W) + 8;
    case INFO_LINE:
        return LINE_GAP + line_height(ui, block);
    case INFO_CHANNELS:
        return channels_height(ui, router);
    case INFO_CHANNEL:
        return other_channel(ui, router, block->number, 0, false);
    }
    return HEADING;
}

void info_draw(struct ui *ui, struct router *router, const struct info_block *block, int y)
{
    char number[16];

    switch (block->kind) {
    case INFO_CARDS:
        draw_cards(ui, router_visit(router)->service, y);
        break;
    case INFO_HEADING:
        part_text(ui, &(struct part_text){.x = PART_X,
                                          .y = y + HEADING_GAP,
                                          .w = PART_W,
                                          .text = block->text,
                                          .font = F_H2,
                                          .weight = W_BOLD,
                                          .color = C_INK});
        break;
    case INFO_LINE:
        (void)text_format(number, sizeof number, "%d", block->number);
        ui_text(ui, &(struct ui_text){.box = {PART_X, y + LINE_GAP, LINE_X - PART_X, 32},
                                      .text = number,
                                      .font = F_CAPTION,
                                      .weight = W_BOLD,
                                      .color = C_INK});
        part_text(ui, &(struct part_text){.x = LINE_X,
                                          .y = y + LINE_GAP,
                                          .w = PART_X + PART_W - LINE_X,
                                          .text = block->text,
                                          .font = F_CAPTION,
                                          .weight = W_MEDIUM,
                                          .color = C_INK});
        break;
    case INFO_CHANNELS:
        draw_channels(ui, router, y);
        break;
    case INFO_CHANNEL:
        other_channel(ui, router, block->number, y, true);
        break;
    }
}
