/* The number, its QR code and the countdown of screens 10 and 11. */
#include "base/qr.h"
#include "base/text.h"
#include "parts.h"
#define LOG_AREA "screen"
#include "base/log.h"

enum {
    NUMBER_SIZE = 400, /* of PART_NUMBER, its line */
    NUMBER_PAD = 48,
    ABOVE = 42,
    BELOW = 16,
    RISE = 12, /* a line has air below its digits */
    WORDS_PAD = 24,
    ABOVE_NAV = 80,
    COUNTDOWN = 68
};

/* --- the number ---------------------------------------------------------------------------------- */

struct caption {
    char text[STRINGS_LINE];
    enum ui_font font;
    int height; /* of their place: two lines at least, so that the number stands where it always does */
};

static void fit_words(struct ui *ui, const struct part_number *number, struct caption *out)
{
    int width = number->box.w - 2 * WORDS_PAD;
    int two = 2 * ui_text_height(ui, "0", F_TITLE, W_SEMIBOLD, width);
    int most = number->lines * ui_text_height(ui, "0", F_BODY, W_SEMIBOLD, width);

    out->font = F_TITLE;
    if (ui_text_height(ui, number->words, F_TITLE, W_SEMIBOLD, width) > two)
        out->font = F_BODY;
    part_cut(ui, out->text, sizeof out->text, number->words, out->font, W_SEMIBOLD, width,
             most > two ? most : two);
    out->height = ui_text_height(ui, out->text, out->font, W_SEMIBOLD, width);
    if (out->height < two)
        out->height = two;
}

static int height_around(struct ui *ui, const struct part_number *number,
                         const struct caption *words)
{
    return ABOVE
           + ui_text_height(ui, _("yourno", "Your queue number"), F_TITLE, W_MEDIUM, number->box.w)
           + 8 - RISE + words->height + BELOW;
}

int part_number_height(struct ui *ui, const struct part_number *number, int size)
{
    struct caption words;

    fit_words(ui, number, &words);
    return height_around(ui, number, &words) + size;
}

/* As wide as the box or as high, whatever is less. */
static void draw_number(struct ui *ui, struct ui_box box, const char *number)
{
    int size = box.h < PART_NUMBER ? box.h * NUMBER_SIZE / PART_NUMBER : NUMBER_SIZE;
    int width = ui_text_width(ui, number, F_NUMBER_MAX, W_BOLD) * size / NUMBER_SIZE;

    if (width > box.w)
        width = box.w;
    ui_number(ui, (struct ui_box){box.x + (box.w - width) / 2, box.y, width, box.h}, number, C_INK,
              "number");
}

void part_number(struct ui *ui, const struct part_number *number)
{
    struct ui_box box = number->box;
    struct caption words;
    int size;

    fit_words(ui, number, &words);
    size = box.h - height_around(ui, number, &words);
    box.y += ABOVE;
    box.y += 8
             + part_text(ui, &(struct part_text){.x = box.x,
                                                 .y = box.y,
                                                 .w = box.w,
                                                 .text = _("yourno", "Your queue number"),
                                                 .font = F_TITLE,
                                                 .weight = W_MEDIUM,
                                                 .color = C_INK2,
                                                 .align = UI_CENTER});
    draw_number(ui, (struct ui_box){box.x + NUMBER_PAD, box.y, box.w - 2 * NUMBER_PAD, size},
                number->number);
    ui_text(ui, &(struct ui_text){.box = {box.x + WORDS_PAD, box.y + size - RISE,
                                          box.w - 2 * WORDS_PAD, words.height},
                                  .text = words.text,
                                  .font = words.font,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .align = UI_CENTER,
                                  .is_middle = true,
                                  .name = number->name});
}

/* --- answers ------------------------------------------------------------------------------------- */

int part_answers_y(struct ui *ui)
{
    return ui_height(ui) - ui_nav_height(ui) - ABOVE_NAV - PART_ACTION;
}

int part_above_countdown(struct ui *ui)
{
    return ui_height(ui) - ui_nav_height(ui) - COUNTDOWN;
}

/* The first of two types in which the label stands whole on a button of that width. */
static enum ui_font label_font(struct ui *ui, const struct part_answer *answer, enum ui_font large,
                               enum ui_font small, int width)
{
    int room = width - 32 - (answer->icon == ICON_NONE ? 0 : 52 + 20);

    return ui_text_height(ui, answer->label, large, W_BOLD, room) <= PART_ACTION - 24 ? large
                                                                                      : small;
}

enum part_answered part_answers(struct ui *ui, struct ui_box box,
                                const struct part_answer answers[2], int left_w)
{
    enum { GAP = 16 };
    enum part_answered answered = PART_NOT_ANSWERED;

    if (label_font(ui, &answers[0], F_BODY, F_CAPTION, left_w) != F_BODY)
        left_w = (box.w - GAP) / 2;
    int right_w = box.w - GAP - left_w;
    if (ui_button(
            ui, &(struct ui_button){.name = answers[0].name,
                                    .label = answers[0].label,
                                    .icon = answers[0].icon,
                                    .kind = UI_SECONDARY,
                                    .font = label_font(ui, &answers[0], F_BODY, F_CAPTION, left_w),
                                    .box = {box.x, part_answers_y(ui), left_w, PART_ACTION}}))
        answered = PART_LEFT_ANSWER;
    if (ui_button(ui,
                  &(struct ui_button){
                      .name = answers[1].name,
                      .label = answers[1].label,
                      .icon = answers[1].icon,
                      .icon_after = true,
                      .kind = UI_PRIMARY,
                      .font = label_font(ui, &answers[1], F_H2, F_TITLE, right_w),
                      .box = {box.x + box.w - right_w, part_answers_y(ui), right_w, PART_ACTION}}))
        answered = PART_RIGHT_ANSWER;
    return answered;
}

/* --- the code, the countdown --------------------------------------------------------------------- */

void part_make_ticket_qr(struct router *router)
{
    struct visit *visit = router_visit(router);
    const struct catalog *catalog = router_catalog(router);
    char text[TICKET_QR_TEXT];
    struct err err = {0};

    visit->ticket_code.size = 0;
    if (!catalog
        || !queue_format_qr(text, catalog->office.id, visit->ticket.issued_at_ms,
                            router_offset_min(router), visit->ticket.number, visit->ticket.code)
        || !qr_encode(&visit->ticket_code, text, &err))
        log_warn("no QR code for a ticket: %s; the screen shows the number alone",
                 err.text[0] ? err.text : "the office's id is too long");
}

void part_ticket_qr(struct ui *ui, struct router *router, struct ui_box box)
{
    const struct qr *code = &router_visit(router)->ticket_code;

    if (code->size > 0)
        ui_qr(ui, box, code, _("scan", "Scan to keep"));
}

void part_countdown(struct ui *ui, const char *pattern, int64_t total_ms, int64_t left_ms)
{
    part_countdown_in(ui,
                      (struct ui_box){PART_X, ui_height(ui) - ui_nav_height(ui) - ABOVE_NAV,
                                      ui_width(ui) - 2 * PART_X, ABOVE_NAV},
                      pattern, total_ms, left_ms);
}

void part_countdown_in(struct ui *ui, struct ui_box box, const char *pattern, int64_t total_ms,
                       int64_t left_ms)
{
    int64_t seconds = left_ms > 0 ? (left_ms + 999) / 1000 : 0;
    char n[16], m[16], words[STRINGS_LINE];

    (void)text_format(n, sizeof n, "%lld", (long long)seconds);
    (void)text_format(m, sizeof m, "%lld", (long long)(total_ms / 1000));
    (void)text_fill(words, sizeof words, pattern, "n", n, "m", m, NULL);
    ui_text(ui, &(struct ui_text){.box = box,
                                  .text = words,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .align = UI_CENTER,
                                  .is_middle = true,
                                  .name = "countdown"});
    ui_ask_wake(ui, ui_now_ms(ui) + (left_ms > 0 ? left_ms - (seconds - 1) * 1000 : 0));
}

struct centred {
    int icon, gap, pad, sides; /* of all that is not words */
    enum ui_font font;
};

/* A title keeps its type; what points to the slip is smaller rather than broken. */
static struct centred centred(struct ui *ui, int width, const char *text, bool has_both)
{
    struct centred is = {.icon = 48, .gap = 16, .font = F_H2};

    if (has_both)
        is = (struct centred){.icon = 56, .gap = 28, .pad = 24, .font = F_H2};
    is.sides = (is.icon + is.gap + is.pad) * (has_both ? 2 : 1);
    if (has_both && ui_text_width(ui, text, F_H2, W_BOLD) > width - is.sides)
        is.font = F_TITLE;
    return is;
}

int part_centred_height(struct ui *ui, int width, const char *text, bool has_both)
{
    struct centred is = centred(ui, width, text, has_both);
    int height = ui_text_height(ui, text, is.font, W_BOLD, width - is.sides);

    return height > is.icon ? height : is.icon;
}

void part_centred_line(struct ui *ui, struct ui_box box, enum icon icon, const char *text,
                       enum ui_color color, bool has_both)
{
    struct centred is = centred(ui, box.w, text, has_both);
    int natural = ui_text_width(ui, text, is.font, W_BOLD);
    int room = box.w - is.sides;
    int width = natural < room ? natural : room;
    int x = box.x + is.pad + (room - width) / 2;
    struct ui_box sign = {x, box.y + (box.h - is.icon) / 2, is.icon, is.icon};

    ui_icon(ui, icon, sign, color);
    sign.x = x + is.icon + 2 * is.gap + width;
    if (has_both)
        ui_icon(ui, icon, sign, color);
    ui_text(ui, &(struct ui_text){.box = {x + is.icon + is.gap, box.y, width, box.h},
                                  .text = text,
                                  .font = is.font,
                                  .weight = W_BOLD,
                                  .color = color,
                                  .align = natural > room && has_both ? UI_CENTER : UI_LEFT,
                                  .is_middle = true,
                                  .name = has_both ? "where" : "title"});
}
