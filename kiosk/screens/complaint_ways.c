/* SP4N-LAPOR! and the office's own channels on one card. */
#include "complaint_ways.h"
#include "base/text.h"
#include "complaint_form.h"
#include "domain/lapor.h"
#include "parts.h"
#include "words/complaint_promise.h"
#define LOG_AREA "screen"
#include "base/log.h"

enum { QR = 198, PAD = 24, GAP = 8 };

void complaint_ways_open(struct complaint_ways *ways)
{
    struct err err = {0};

    if (qr_encode(&ways->national, national_channel.address, &err))
        return;
    ways->national.size = 0;
    log_warn("no code for %s: %s; its address stands alone", national_channel.name, err.text);
}

/* Only ways that can be used from anywhere, in the order in which people look for them. */
static void office_ways(char *out, size_t size, struct router *router)
{
    static const struct {
        enum channel_kind kind;
        const char *name; /* NULL: it tells itself */
    } kinds[] = {{CHANNEL_PHONE, NULL},
                 {CHANNEL_SMS, "SMS"},
                 {CHANNEL_WHATSAPP, "WhatsApp"},
                 {CHANNEL_EMAIL, NULL}};
    const struct complaints *complaints =
        words_complaint_channels(router_catalog(router), router_visit(router)->complaint.service);
    char before[STRINGS_LINE], way[STRINGS_LINE];

    out[0] = '\0';
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        const struct channel *channel = complaints_channel(complaints, kinds[i].kind);

        if (!channel)
            continue;
        (void)text_copy(before, sizeof before, out);
        (void)text_format(way, sizeof way, "%s%s%s", kinds[i].name ? kinds[i].name : "",
                          kinds[i].name ? " " : "", strings_words(&channel->value));
        strings_dotted(out, size, before, way);
    }
}

struct line {
    char words[STRINGS_LINE];
    enum ui_font font;
    enum ui_weight weight;
    enum ui_color color;
};
enum { LINES = 3 };

static void fill(struct line lines[LINES], struct router *router)
{
    char office[STRINGS_LINE];

    lines[0] = (struct line){.font = F_CAPTION, .weight = W_MEDIUM, .color = C_INK2};
    (void)text_copy(lines[0].words, sizeof lines[0].words,
                    _("c_ways", "You can also use these channels:"));
    lines[1] = (struct line){.font = F_BODY, .weight = W_BOLD, .color = C_INK};
    (void)text_fill(lines[1].words, sizeof lines[1].words,
                    _("c_ways_national", "{name} {web}, SMS {sms}"), "name", national_channel.name,
                    "web", national_channel.web, "sms", national_channel.sms, NULL);
    lines[2] = (struct line){.font = F_CAPTION, .weight = W_SEMIBOLD, .color = C_INK};
    office_ways(office, sizeof office, router);
    lines[2].words[0] = '\0';
    if (office[0])
        (void)text_fill(lines[2].words, sizeof lines[2].words, _("c_ways_office", "Office: {ways}"),
                        "ways", office, NULL);
}

static int text_width(const struct complaint_ways *ways, int width)
{
    return width - 2 * PAD - (ways->national.size > 0 ? QR + PAD : 0);
}

static int text_height(struct ui *ui, const struct line lines[LINES], int width)
{
    int height = 0;

    for (int i = 0; i < LINES; i++) {
        if (lines[i].words[0])
            height +=
                GAP + ui_text_height(ui, lines[i].words, lines[i].font, lines[i].weight, width);
    }
    return height - GAP;
}

static int card_height(struct ui *ui, const struct line lines[LINES],
                       const struct complaint_ways *ways, int width)
{
    int text = text_height(ui, lines, text_width(ways, width)) + 2 * PAD;
    int code = ways->national.size > 0 ? QR + 2 * GAP : 0;

    return text > code ? text : code;
}

int complaint_ways_height(struct ui *ui, struct router *router, const struct complaint_ways *ways,
                          int width)
{
    struct line lines[LINES];

    fill(lines, router);
    return card_height(ui, lines, ways, width);
}

void complaint_ways_draw(struct ui *ui, struct router *router, const struct complaint_ways *ways,
                         struct ui_box box)
{
    struct line lines[LINES];
    int width = text_width(ways, box.w);
    int y;

    fill(lines, router);
    box.h = card_height(ui, lines, ways, box.w);
    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    y = box.y + (box.h - text_height(ui, lines, width)) / 2;
    for (int i = 0; i < LINES; i++) {
        if (lines[i].words[0])
            y += GAP
                 + part_text(ui, &(struct part_text){.x = box.x + PAD,
                                                     .y = y,
                                                     .w = width,
                                                     .text = lines[i].words,
                                                     .font = lines[i].font,
                                                     .weight = lines[i].weight,
                                                     .color = lines[i].color});
    }
    if (ways->national.size > 0)
        ui_qr_named(ui, "qr-national",
                    (struct ui_box){box.x + box.w - PAD - QR, box.y + (box.h - QR) / 2, QR, QR},
                    &ways->national, lines[1].words);
}
