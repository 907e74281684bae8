/* Thanks after a survey: where to turn, and nothing that tells whose slip it was or when. */
#include "slip_build.h"
#include "base/wording.h"
#include "domain/lapor.h"
#include "words/complaint_promise.h"
#include "words/words.h"

/* Ways that can be used from anywhere, in the order in which people look for them. */
static const struct {
    enum channel_kind kind;
    struct wording label;
} ways[] = {
    {CHANNEL_PHONE, W("w_phone", "Phone")},
    {CHANNEL_SMS, W("sms", "SMS")},
    {CHANNEL_WHATSAPP, W("whatsapp", "WhatsApp")},
    {CHANNEL_EMAIL, W("mail", "E-mail")},
    {CHANNEL_WEB, W("web", "Website")},
};

static void add_ways(struct rows *rows, const struct catalog *catalog, const char *lang)
{
    const struct complaints *channels = words_complaint_channels(catalog, NULL);
    bool has_any = false;

    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        const struct channel *channel = complaints_channel(channels, ways[i].kind);

        if (!channel)
            continue;
        if (!has_any) {
            rows_rule(rows);
            rows_text(rows, LOOK_LIST_HEAD, CELL_LEFT,
                      _("k_thanks_ways", "Complaints and information:"), 0);
        }
        has_any = true;
        rows_pair(rows, wording_text(&ways[i].label), words_in(&channel->value, lang));
    }
}

static bool add_national(struct rows *rows, struct err *err)
{
    char line[WORDS_LINE];

    words_complaint_national(line, sizeof line);
    rows_rule(rows);
    if (!rows_qr(rows, national_channel.address,
                 _("k_thanks_scan", "Scan to open the national channel."), national_channel.name,
                 err))
        return false;
    rows_line(rows);
    rows_text(rows, LOOK_CONTACT, CELL_CENTRE, line, 0);
    return true;
}

bool slip_thanks(struct slip **out, enum slip_width width, const struct catalog *catalog,
                 const char *lang_or_none, struct err *err)
{
    const char *lang = lang_or_none[0] ? lang_or_none : "id";
    AUTO_LANG struct lang_scope scope = lang_enter(lang);
    struct slip *slip = slip_new(width, _("thanks", "Thank you"), 0);
    struct rows *rows = &slip->rows;

    slip_add_head(slip, &catalog->office, lang);
    rows_text(rows, LOOK_RECEIPT, CELL_CENTRE, _("k_thanks", "THANK YOU"), 0);
    rows_text(rows, LOOK_CLOSING, CELL_CENTRE, _("v_help", "Your opinion helps us improve."), 0);
    add_ways(rows, catalog, lang);
    if (!add_national(rows, err)) {
        slip_free(slip);
        return false;
    }
    return slip_finish(slip, out, err);
}
