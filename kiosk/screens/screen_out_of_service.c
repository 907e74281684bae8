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

static void draw_foot(struct ui *ui, struct router *router, int y)
{
    char help[STRINGS_LINE], code[64], words[STRINGS_LINE];
    int width;

    (void)text_format(code, sizeof code, "%s-%s", router_device(router), router_fault(router));
    (void)text_fill(words, sizeof words, _("code", "Code {code}"), "code", code, NULL);
    width = ui_text_width(ui, words, F_BODY, W_BOLD);
    ui_text(ui, &(struct ui_text){.box = {PART_X + PART_W - width, y, width, 40},
                                  .text = words,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_DARK_INK2,
                                  .max_lines = 1,
                                  .name = "code"});
    help_words(help, sizeof help, router);
    if (!help[0])
        return;
    ui_icon(ui, ICON_PHONE, (struct ui_box){PART_X, y - 2, 44, 44}, C_ACCENT);
    ui_text(ui, &(struct ui_text){.box = {132, y - 20, PART_X + PART_W - width - 24 - 132, 80},
                                  .text = help,
                                  .font = F_BODY,
                                  .weight = W_MEDIUM,
                                  .color = C_DARK_INK2,
                                  .is_middle = true,
                                  .name = "help"});
}

static void out_of_service_frame(void *state, struct ui *ui, struct router *router)
{
    const struct out_of_service_state *s = state;
    int y = 660 + 64;

    ui_fill(ui, (struct ui_box){0, 120, ui_width(ui), ui_height(ui) - 120}, C_DARK);
    part_medallion(ui, (struct ui_box){PART_X, 420, 240, 240}, ICON_WRENCH, 128, C_ACCENT, C_DARK);
    y += 40
         + part_text(ui, &(struct part_text){.x = PART_X,
                                             .y = y,
                                             .w = PART_W - 152,
                                             .text = s->title,
                                             .font = F_DISPLAY,
                                             .weight = W_BOLD,
                                             .color = C_WHITE,
                                             .name = "title"});
    y += 48
         + part_text(ui, &(struct part_text){.x = PART_X,
                                             .y = y,
                                             .w = PART_W - 40,
                                             .text = s->advice,
                                             .font = F_FACE,
                                             .weight = W_MEDIUM,
                                             .color = C_WHITE});
    part_text(ui, &(struct part_text){.x = PART_X,
                                      .y = y,
                                      .w = PART_W,
                                      .text = s->english,
                                      .font = F_TITLE,
                                      .weight = W_MEDIUM,
                                      .color = C_DARK_INK2,
                                      .name = "english"});
    draw_foot(ui, router, ui_height(ui) - 178);
    ui_tumpal(ui, (struct ui_box){0, ui_height(ui) - 88, ui_width(ui), 88}, C_ACCENT, C_DARK);
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
