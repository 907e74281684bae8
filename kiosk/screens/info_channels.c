/* Where to complain: the ways that the office offers, and a code that begins an SMS. */
#include "info_channels.h"
#include "base/qr.h"
#include "base/text.h"
#include <ctype.h>
#include <string.h>
#define LOG_AREA "screen"
#include "base/log.h"

enum {
    WORDS_ASIDE = 68, /* from the icon's edge to the words */
    QR_FIELD = 238,
    QR_ASIDE = 247,  /* from the code's edge to the body's */
    QR_COLUMN = 288, /* what the code takes from the entries */
};

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
enum { MAX_ENTRIES = 12 };

static size_t find_entries(const struct complaints *complaints, struct entry *out)
{
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        for (size_t j = 0; j < complaints->channel_count; j++) {
            const struct channel *channel = &complaints->channels[j];
            const char *value = strings_words(&channel->value);
            struct entry *last = count > 0 ? &out[count - 1] : NULL;
            char before[STRINGS_LINE];

            if (channel->kind != rows[i].kind || channel->is_hidden || !value[0])
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
    int text = width - WORDS_ASIDE;

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

size_t channels_count(struct router *router)
{
    struct channels channels = {0};

    find_channels(router, &channels);
    return channels.count;
}

static int caption_height(struct ui *ui)
{
    return ui_text_height(ui, _("qr_sms", "Scan to send a complaint by SMS"), F_CAPTION, W_MEDIUM,
                          QR_FIELD + 18);
}

static int entries_width(const struct channels *channels, int width)
{
    return width - (channels->has_qr ? QR_COLUMN : 0);
}

int channels_height(struct ui *ui, struct router *router, int width)
{
    struct channels channels = {0};
    int height = 0;
    int code;

    find_channels(router, &channels);
    for (size_t i = 0; i < channels.count && i < CHANNELS_BESIDE_CODE; i++)
        height += entry_height(ui, &channels.entries[i], entries_width(&channels, width));
    code = channels.has_qr ? 16 + QR_FIELD + 12 + caption_height(ui) : 0;
    return height > code ? height : code;
}

static void draw_entry(struct ui *ui, const struct entry *entry, int x, int y, int width)
{
    int height = entry_height(ui, entry, width);
    struct part_text text = {.x = x + WORDS_ASIDE,
                             .y = y + 8,
                             .w = width - WORDS_ASIDE,
                             .text = strings_label(&entry->row->label),
                             .font = F_CAPTION,
                             .weight = W_MEDIUM,
                             .color = C_INK2};

    ui_icon(ui, entry->row->icon, (struct ui_box){x, y + (height - 44) / 2, 44, 44}, C_INK);
    text.y += part_text(ui, &text);
    text.text = entry->value;
    text.font = F_BODY;
    text.weight = W_SEMIBOLD;
    text.color = C_INK;
    part_text(ui, &text);
    ui_fill(ui, (struct ui_box){x, y + height - 2, width, 2}, C_HAIR);
}

void channels_draw(struct ui *ui, struct router *router, struct ui_box box)
{
    struct channels channels = {0};
    int qr_x = box.x + box.w - QR_ASIDE;
    int y = box.y;
    int width;

    find_channels(router, &channels);
    width = entries_width(&channels, box.w);
    for (size_t i = 0; i < channels.count && i < CHANNELS_BESIDE_CODE; i++) {
        draw_entry(ui, &channels.entries[i], box.x, y, width);
        y += entry_height(ui, &channels.entries[i], width);
    }
    if (!channels.has_qr)
        return;
    ui_qr(ui, (struct ui_box){qr_x, box.y + 16, QR_FIELD, QR_FIELD}, channels.qr,
          _("qr_sms", "Scan to send a complaint by SMS"));
    part_text(ui, &(struct part_text){.x = qr_x - 9,
                                      .y = box.y + 16 + QR_FIELD + 12,
                                      .w = QR_FIELD + 18,
                                      .text = _("qr_sms", "Scan to send a complaint by SMS"),
                                      .font = F_CAPTION,
                                      .weight = W_MEDIUM,
                                      .color = C_INK,
                                      .align = UI_CENTER});
}

int channels_other_height(struct ui *ui, struct router *router, size_t number, int width)
{
    struct channels channels = {0};

    find_channels(router, &channels);
    return entry_height(ui, &channels.entries[number], width);
}

void channels_draw_other(struct ui *ui, struct router *router, size_t number, struct ui_box box)
{
    struct channels channels = {0};

    find_channels(router, &channels);
    draw_entry(ui, &channels.entries[number], box.x, box.y, box.w);
}
