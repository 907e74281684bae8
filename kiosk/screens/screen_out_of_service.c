/* Screen 27: where to go instead, in both languages, and a code for the technician. */
#include "base/text.h"
#include "parts.h"

static const struct label heading = W("oos", "This kiosk is out of service");
static const struct label advice =
    W("oos_d", "Please take your number at the **information desk**. Numbers already issued remain "
               "valid.");
static const struct label both = W("oos_both", "{a}. {b}");

struct out_of_service_state { /* both languages, made once */
    char title[STRINGS_LINE], advice[STRINGS_LINE], english[STRINGS_LINE];
};

static void out_of_service_enter(void *state, struct router *router)
{
    struct out_of_service_state *s = state;
    char plain[STRINGS_LINE];
    size_t used = 0;

    (void)router;
    strings_in(s->title, sizeof s->title, "id", &heading);
    strings_in(s->advice, sizeof s->advice, "id", &advice);
    for (const char *c = advice.english; *c && used + 1 < sizeof plain; c++)
        if (*c != '*') /* the small English needs no bold */
            plain[used++] = *c;
    plain[used] = '\0';
    (void)text_fill(s->english, sizeof s->english, both.english, "a", heading.english, "b", plain,
                    NULL);
}

static void help_words(char *out, size_t size, const struct router *router)
{
    const struct catalog *catalog = router_catalog(router);
    const struct complaints *ways = catalog ? &catalog->office.standard.complaints : NULL;
    const struct channel *phone = ways ? complaints_channel(ways, CHANNEL_PHONE) : NULL;
    const struct channel *sms = ways ? complaints_channel(ways, CHANNEL_SMS) : NULL;
    char contact[STRINGS_LINE] = "", message[STRINGS_LINE] = "";

    out[0] = '\0';
    if (router_help_line(router)[0]) {
        (void)text_copy(contact, sizeof contact, router_help_line(router));
    } else {
        if (sms)
            (void)text_format(message, sizeof message, "SMS %s", strings_words(&sms->value));
        strings_dotted(contact, sizeof contact, phone ? strings_words(&phone->value) : "", message);
    }
    if (contact[0])
        (void)text_fill(out, size, _("help", "Help: {contact}"), "contact", contact, NULL);
}

enum {
    TUMPAL = 88,
    FOOT = 178, /* y of the code's line, from below */
    PHONE = 44,
    PHONE_TEXT = 68,
    MEDALLION = 240,
    MEDALLION_Y = 420,
    MEDALLION_GAP = 64,
    TITLE_GAP = 40,
    ADVICE_GAP = 48
};

static void draw_foot(struct ui *ui, struct router *router)
{
    char help[STRINGS_LINE], code[64], words[STRINGS_LINE];
    int all = ui_width(ui) - 2 * PART_X;
    int middle = ui_height(ui) - FOOT + 20;
    int line, width;

    (void)text_format(code, sizeof code, "%s-%s", router_device(router), router_fault(router));
    (void)text_fill(words, sizeof words, _("code", "Code {code}"), "code", code, NULL);
    width = ui_text_width(ui, words, F_BODY, W_BOLD);
    line = ui_text_height(ui, words, F_BODY, W_BOLD, all);
    ui_text(ui, &(struct ui_text){.box = {PART_X + all - width, middle - line / 2, width, line},
                                  .text = words,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_DARK_INK2,
                                  .max_lines = 1,
                                  .name = "code"});
    help_words(help, sizeof help, router);
    if (!help[0])
        return;
    ui_icon(ui, ICON_PHONE, (struct ui_box){PART_X, middle - PHONE / 2, PHONE, PHONE}, C_ACCENT);
    width = all - width - 24 - PHONE_TEXT;
    line = ui_text_height(ui, help, F_BODY, W_MEDIUM, width);
    ui_text(ui, &(struct ui_text){.box = {PART_X + PHONE_TEXT, middle - line / 2, width, line},
                                  .text = help,
                                  .font = F_BODY,
                                  .weight = W_MEDIUM,
                                  .color = C_DARK_INK2,
                                  .is_middle = true,
                                  .name = "help"});
}

/* Title, advice and the same in English, below each other; returns their height. */
static int walk_words(struct ui *ui, const struct out_of_service_state *s, struct ui_box box,
                      bool is_measure)
{
    const struct {
        struct part_text text;
        int less, gap; /* narrower than the box; below */
    } words[] = {
        {{.text = s->title, .font = F_DISPLAY, .weight = W_BOLD, .color = C_WHITE, .name = "title"},
         152,
         TITLE_GAP},
        {{.text = s->advice, .font = F_FACE, .weight = W_MEDIUM, .color = C_WHITE}, 40, ADVICE_GAP},
        {{.text = s->english,
          .font = F_TITLE,
          .weight = W_MEDIUM,
          .color = C_DARK_INK2,
          .name = "english"},
         0,
         0},
    };
    int y = box.y;

    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        struct part_text text = words[i].text;

        text.x = box.x;
        text.y = y;
        text.w = box.w - (ui_is_landscape(ui) ? 0 : words[i].less);
        y += is_measure ? ui_text_height(ui, text.text, text.font, text.weight, text.w)
                        : part_text(ui, &text);
        y += words[i].gap;
    }
    return y - box.y;
}

static void out_of_service_frame(void *state, struct ui *ui, struct router *router)
{
    const struct out_of_service_state *s = state;
    int top = ui_top_height(ui);
    int foot = ui_height(ui) - FOOT - 40;
    struct ui_box sign = {PART_X, MEDALLION_Y, MEDALLION, MEDALLION};
    struct ui_box box = {PART_X, 0, ui_width(ui) - 2 * PART_X, 0};

    if (ui_is_landscape(ui)) { /* side by side, in the middle of the height */
        box.x += MEDALLION + MEDALLION_GAP;
        box.w -= MEDALLION + MEDALLION_GAP;
        box.y = top + (foot - top - walk_words(ui, s, box, true)) / 2;
        sign.y = box.y;
    } else { /* larger words begin higher */
        int most = foot - walk_words(ui, s, box, true) - MEDALLION_GAP - MEDALLION;

        sign.y = most < sign.y ? most : sign.y;
        box.y = sign.y + MEDALLION + MEDALLION_GAP;
    }
    ui_fill(ui, (struct ui_box){0, top, ui_width(ui), ui_height(ui) - top}, C_DARK);
    part_medallion(ui, sign, ICON_WRENCH, 128, C_ACCENT, C_DARK);
    (void)walk_words(ui, s, box, false);
    draw_foot(ui, router);
    ui_tumpal(ui, (struct ui_box){0, ui_height(ui) - TUMPAL, ui_width(ui), TUMPAL}, C_ACCENT,
              C_DARK);
}

const struct screen screen_out_of_service = {
    .name = "out-of-service",
    .state_size = sizeof(struct out_of_service_state),
    .is_dark = true,
    .has_no_nav = true,
    .has_no_back = true,
    .has_no_home = true,
    .enter = out_of_service_enter,
    .frame = out_of_service_frame,
};
