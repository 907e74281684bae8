/* The number, its QR code and the countdown of screens 10 and 11. */
#include "base/qr.h"
#include "base/text.h"
#include "parts.h"
#define LOG_AREA "screen"
#include "base/log.h"

enum { NUMBER_LINE = 392, NUMBER_WIDTH = 856 };

void part_number(struct ui *ui, int y, const char *number)
{
    ui_number(ui,
              (struct ui_box){PART_X + (PART_W - NUMBER_WIDTH) / 2, y, NUMBER_WIDTH, NUMBER_LINE},
              number, C_INK, "number");
}

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
                      (struct ui_box){PART_X, ui_height(ui) - ui_nav_height(ui) - 56,
                                      ui_width(ui) - 2 * PART_X, 32},
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
                                  .max_lines = 1,
                                  .name = "countdown"});
    ui_ask_wake(ui, ui_now_ms(ui) + (left_ms > 0 ? left_ms - (seconds - 1) * 1000 : 0));
}

void part_centred_line(struct ui *ui, struct ui_box box, enum icon icon, const char *text,
                       enum ui_color color, bool has_both)
{
    int icon_size = has_both ? 56 : 48;
    int gap = has_both ? 28 : 16;
    int sides = (icon_size + gap) * (has_both ? 2 : 1);
    int width = ui_text_width(ui, text, F_H2, W_BOLD);
    int room = box.w - sides;
    int x;

    if (width > room)
        width = room;
    x = box.x + (box.w - width - sides) / 2;
    ui_icon(ui, icon, (struct ui_box){x, box.y + (box.h - icon_size) / 2, icon_size, icon_size},
            color);
    if (has_both)
        ui_icon(ui, icon,
                (struct ui_box){x + icon_size + 2 * gap + width, box.y + (box.h - icon_size) / 2,
                                icon_size, icon_size},
                color);
    ui_text(ui, &(struct ui_text){.box = {x + icon_size + gap, box.y, width, box.h},
                                  .text = text,
                                  .font = F_H2,
                                  .weight = W_BOLD,
                                  .color = color,
                                  .is_middle = true,
                                  .name = has_both ? "where" : "title"});
}
