/* Screen 21: is anybody still here? A modal over whatever is open. */
#include "base/text.h"
#include "chrome.h"
#include "parts.h"
#include "dialog.h"

enum { RING = 176, RING_ROOM = 216, BAR = 16, HEAD_GAP = 8, ABOVE_BAR = 40, BELOW_BAR = 32 };

static void draw_ring(struct ui *ui, int x, int y, const char *seconds)
{
    struct ui_box ring = {x, y, RING, RING};

    ui_ring(ui, ring, 12, C_ACCENT);
    ui_digits(ui, (struct ui_box){x, y + (RING - 96) / 2, RING, 96}, seconds, F_DISPLAY_S, C_INK,
              UI_CENTER);
}

enum warning_answer chrome_warning(struct ui *ui, int64_t left_ms, int64_t total_ms)
{
    const struct dialog dialog = {.name = "idle",
                                  .title = _("idle", "Are you still there?"),
                                  .stay = _("idle_y", "Yes, continue"),
                                  .stay_icon = ICON_HAND,
                                  .end = _("idle_n", "Finish, erase my entries"),
                                  .end_icon = ICON_LOG_OUT};
    int64_t seconds = (left_ms + 999) / 1000;
    int width = PART_W - 2 * 56 - RING_ROOM;
    char number[16], words[STRINGS_LINE];
    int title, head;
    struct ui_box in;

    (void)text_format(number, sizeof number, "%lld", (long long)seconds);
    strings_count(words, sizeof words,
                  _("idle_d", "The screen resets in **{n} seconds** and your entries are erased."),
                  seconds);
    title = ui_text_height(ui, dialog.title, F_H1, W_BOLD, width);
    /* the digits change each second: the box is as high as its words ever need */
    head = HEAD_GAP + title + HEAD_GAP + ui_text_height(ui, words, F_TITLE, W_BOLD, width);
    if (head < RING)
        head = RING;
    in = part_dialog_open(ui, head + ABOVE_BAR + BAR + BELOW_BAR + DIALOG_ANSWERS);
    draw_ring(ui, in.x, in.y, number);
    part_text(ui, &(struct part_text){.x = in.x + RING_ROOM,
                                      .y = in.y + HEAD_GAP,
                                      .w = width,
                                      .text = dialog.title,
                                      .font = F_H1,
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .name = "idle"});
    part_text(ui, &(struct part_text){.x = in.x + RING_ROOM,
                                      .y = in.y + HEAD_GAP + title + HEAD_GAP,
                                      .w = width,
                                      .text = words,
                                      .font = F_TITLE,
                                      .weight = W_MEDIUM,
                                      .color = C_INK,
                                      .name = "idle-words"});
    ui_progress(ui, (struct ui_box){in.x, in.y + head + ABOVE_BAR, in.w, BAR},
                (int)(left_ms * 1000 / total_ms), C_ACCENT, words);
    ui_ask_wake(ui, ui_now_ms(ui) + left_ms - (seconds - 1) * 1000);
    switch (part_dialog_answers(ui, in, &dialog)) {
    case DIALOG_OPEN:
        break;
    case DIALOG_STAY:
        return WARNING_STAY;
    case DIALOG_END:
        return WARNING_END;
    }
    return WARNING_NONE;
}
