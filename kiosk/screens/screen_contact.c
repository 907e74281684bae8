/* The office's channels, each with what a phone needs to use it. */
#include "base/text.h"
#include "contact.h"
#include "domain/channel.h"
#include "domain/lapor.h"
#include "parts.h"
#include "words/complaint_promise.h"
#include <string.h>
#define LOG_AREA "screen"
#include "base/log.h"

enum {
    WAYS = 16,
    MODULE = 6, /* px, the least that a phone reads at arm's length */
    QUIET = 8,
    PAD = 20,
    GAP = 16,
    ICON = 44,
    TEXT_X = 84,
    HEAD_GAP = 24
};

/* In the order in which people look for them. */
static const struct kind {
    enum channel_kind kind;
    enum icon icon;
    struct label label, purpose;
} kinds[] = {
    {CHANNEL_PHONE, ICON_PHONE, W("w_phone", "Phone"), W("q_call", "Scan to call")},
    {CHANNEL_WHATSAPP, ICON_MESSAGE_SQUARE_TEXT, W("whatsapp", "WhatsApp"),
     W("q_wa", "Scan to write in WhatsApp")},
    {CHANNEL_SMS, ICON_MESSAGE_SQUARE_TEXT, W("sms", "SMS"), W("q_sms", "Scan to send an SMS")},
    {CHANNEL_EMAIL, ICON_MAIL, W("mail", "E-mail"), W("q_mail", "Scan to write an e-mail")},
    {CHANNEL_WEB, ICON_INFO, W("web", "Website"), W("q_web", "Scan to open the website")},
    {CHANNEL_FACEBOOK, ICON_MESSAGE_SQUARE_TEXT, W("facebook", "Facebook"),
     W("q_web", "Scan to open the website")},
    {CHANNEL_TWITTER, ICON_MESSAGE_SQUARE_TEXT, W("twitter", "Twitter"),
     W("q_web", "Scan to open the website")},
};
static const struct kind national = {CHANNEL_WEB, ICON_LANDMARK,
                                     W("w_national", "National channel {name}"),
                                     W("q_web", "Scan to open the website")};

struct way {
    const struct kind *kind;
    const struct channel *channel; /* NULL: the national one */
    struct qr code;                /* size 0: it leads nowhere by itself */
};

struct contact_state {
    struct way ways[WAYS];
    size_t count;
    int page;
};

static const struct complaints *channels_of(const struct router *router,
                                            const struct service *service)
{
    return words_complaint_channels(router_catalog(router), service);
}

bool contact_is_offered(const struct router *router)
{
    return router_catalog(router) != NULL;
}

void contact_open(struct router *router, const struct service *service)
{
    router_visit(router)->contact_service = service;
    router_go(router, &screen_contact);
}

static void make_code(struct way *way, const char *uri)
{
    struct err err = {0};

    if (qr_encode(&way->code, uri, &err))
        return;
    way->code.size = 0;
    log_warn("no code for a channel: %s; its words stand alone", err.text);
}

static void contact_enter(void *state, struct router *router)
{
    struct contact_state *s = state;
    const struct complaints *complaints =
        channels_of(router, router_visit(router)->contact_service);
    char uri[CHANNEL_URI_TEXT];

    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        for (size_t j = 0; j < complaints->channel_count && s->count + 1 < WAYS; j++) {
            const struct channel *channel = &complaints->channels[j];

            if (channel->kind != kinds[i].kind || channel->is_hidden || !channel->value.id)
                continue;
            s->ways[s->count] = (struct way){.kind = &kinds[i], .channel = channel};
            if (channel_uri(uri, channel))
                make_code(&s->ways[s->count], uri);
            s->count++;
        }
    s->ways[s->count] = (struct way){.kind = &national};
    make_code(&s->ways[s->count++], national_channel.address);
}

/* --- one of them --------------------------------------------------------------------------------- */

struct way_words {
    char label[STRINGS_LINE], value[STRINGS_LINE];
    const char *purpose; /* NULL: no code */
};

static void words_of(struct way_words *out, const struct way *way)
{
    if (way->channel) {
        (void)text_copy(out->label, sizeof out->label, strings_label(&way->kind->label));
        (void)text_copy(out->value, sizeof out->value, strings_words(&way->channel->value));
    } else {
        (void)text_fill(out->label, sizeof out->label, strings_label(&way->kind->label), "name",
                        national_channel.name, NULL);
        (void)text_format(out->value, sizeof out->value, "%s · SMS %s", national_channel.web,
                          national_channel.sms);
    }
    out->purpose = way->code.size > 0 ? strings_label(&way->kind->purpose) : NULL;
}

static int code_side(const struct way *way)
{
    return way->code.size > 0 ? (way->code.size + QUIET) * MODULE : 0;
}

static int text_width(const struct way *way, int width)
{
    return width - TEXT_X - 2 * PAD - code_side(way);
}

/* A long address is one word, which may have to be smaller to stay whole. */
static enum ui_font value_font(struct ui *ui, const struct way_words *words, int width)
{
    static const enum ui_font fonts[] = {F_TITLE, F_BODY, F_CAPTION};
    size_t at = 0;

    while (at + 1 < ARRAY_LEN(fonts)
           && part_longest_word(ui, words->value, fonts[at], W_BOLD) > width)
        at++;
    return fonts[at];
}

static int words_height(struct ui *ui, const struct way_words *words, int width)
{
    int height = ui_text_height(ui, words->label, F_CAPTION, W_MEDIUM, width)
                 + ui_text_height(ui, words->value, value_font(ui, words, width), W_BOLD, width);

    if (words->purpose)
        height += 8 + ui_text_height(ui, words->purpose, F_CAPTION, W_MEDIUM, width);
    return height;
}

static int way_height(struct ui *ui, const struct way *way, int width)
{
    struct way_words words;
    int text, code = code_side(way);

    words_of(&words, way);
    text = words_height(ui, &words, text_width(way, width));
    return (text > code ? text : code) + 2 * PAD;
}

static void draw_words(struct ui *ui, const struct way *way, struct ui_box box)
{
    struct way_words words;
    struct part_text text = {.x = box.x, .w = box.w, .font = F_CAPTION, .color = C_INK2};

    words_of(&words, way);
    text.y = box.y + (box.h - words_height(ui, &words, box.w)) / 2;
    text.text = words.label;
    text.y += part_text(ui, &text);
    text.text = words.value;
    text.font = value_font(ui, &words, box.w);
    text.weight = W_BOLD;
    text.color = C_INK;
    text.y += part_text(ui, &text) + 8;
    if (!words.purpose)
        return;
    text.text = words.purpose;
    text.font = F_CAPTION;
    text.weight = W_MEDIUM;
    text.color = C_PRIMARY_DARK;
    part_text(ui, &text);
}

static void draw_way(struct ui *ui, const struct way *way, size_t at, struct ui_box box)
{
    int side = code_side(way);
    char name[WIDGET_NAME], spoken[2 * STRINGS_LINE];
    struct way_words words;

    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    ui_icon(ui, way->kind->icon,
            (struct ui_box){box.x + PAD + 4, box.y + (box.h - ICON) / 2, ICON, ICON}, C_INK);
    draw_words(ui, way, (struct ui_box){box.x + TEXT_X, box.y, text_width(way, box.w), box.h});
    if (side == 0)
        return;
    words_of(&words, way);
    (void)text_format(name, sizeof name, "qr-%zu", at + 1);
    (void)text_format(spoken, sizeof spoken, "%s: %s", words.purpose, words.value);
    ui_qr_named(ui, name,
                (struct ui_box){box.x + box.w - PAD - side, box.y + (box.h - side) / 2, side, side},
                &way->code, spoken);
}

/* --- the screen ---------------------------------------------------------------------------------- */

struct grid {
    int columns, width, height; /* of a card: all are as high as the highest */
    size_t each;                /* on one page */
    int pages;
};

static struct grid grid_of(const struct contact_state *s, struct ui *ui, int room)
{
    struct grid grid = {.columns = ui_is_landscape(ui) ? 2 : 1};
    size_t lines;

    grid.width = (ui_width(ui) - 2 * PART_X - (grid.columns - 1) * GAP) / grid.columns;
    for (size_t i = 0; i < s->count; i++) {
        int height = way_height(ui, &s->ways[i], grid.width);

        grid.height = height > grid.height ? height : grid.height;
    }
    lines = (s->count + (size_t)grid.columns - 1) / (size_t)grid.columns;
    if ((int)lines * (grid.height + GAP) - GAP > room)
        lines = (size_t)((room - PAGER_HEIGHT - PAGER_GAP + GAP) / (grid.height + GAP));
    grid.each = (lines > 0 ? lines : 1) * (size_t)grid.columns;
    grid.pages = (int)((s->count + grid.each - 1) / grid.each);
    return grid;
}

static void contact_frame(void *state, struct ui *ui, struct router *router)
{
    struct contact_state *s = state;
    int y = part_top(ui), bottom = part_bottom(ui);
    struct grid grid;

    (void)router;
    y += HEAD_GAP
         + part_text(ui, &(struct part_text){.x = PART_X,
                                             .y = y,
                                             .w = ui_width(ui) - 2 * PART_X,
                                             .text = _("contact_t", "Contact this office"),
                                             .font = F_H1,
                                             .weight = W_BOLD,
                                             .color = C_INK,
                                             .name = "title"});
    grid = grid_of(s, ui, bottom - y);
    if (s->page >= grid.pages)
        s->page = grid.pages - 1;
    for (size_t i = 0; i < grid.each; i++) {
        size_t at = (size_t)s->page * grid.each + i;
        int column = (int)(i % (size_t)grid.columns), line = (int)(i / (size_t)grid.columns);

        if (at < s->count)
            draw_way(ui, &s->ways[at], at,
                     (struct ui_box){PART_X + column * (grid.width + GAP),
                                     y + line * (grid.height + GAP), grid.width, grid.height});
    }
    if (grid.pages > 1)
        part_pager(ui, (struct ui_box){PART_X, bottom - PAGER_HEIGHT, PART_W, PAGER_HEIGHT},
                   &s->page, grid.pages);
}

const struct screen screen_contact = {
    .name = "contact",
    .state_size = sizeof(struct contact_state),
    .idle_ms = 90000,
    .idles_quietly = true,
    .enter = contact_enter,
    .frame = contact_frame,
};
