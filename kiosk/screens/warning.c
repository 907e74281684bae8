/* Screen 21: is anybody still here? A modal over whatever is open. */
#include "base/text.h"
#include "chrome.h"
#include "parts.h"

enum { MODAL_HEIGHT = 668, MODAL_BOTTOM = 204, RING = 176 };

static void draw_ring(struct ui *ui, int x, int y, const char *seconds)
{
    struct ui_box ring = {x, y, RING, RING};

    ui_ring(ui, ring, 12, C_ACCENT);
    ui_digits(ui, (struct ui_box){x, y + (RING - 96) / 2, RING, 96}, seconds, F_DISPLAY_S, C_INK,
              UI_CENTER);
}

enum warning_answer chrome_warning(struct ui *ui, int64_t left_ms, int64_t total_ms)
{
    int64_t seconds = (left_ms + 999) / 1000;
    struct ui_box box = {PART_X, ui_height(ui) - 152 - MODAL_BOTTOM - MODAL_HEIGHT, PART_W,
                         MODAL_HEIGHT};
    struct ui_box in;
    char number[16], words[STRINGS_LINE];
    enum warning_answer answer = WARNING_NONE;

    (void)text_format(number, sizeof number, "%lld", (long long)seconds);
    strings_count(words, sizeof words,
                  _("idle_d", "The screen resets in **{n} seconds** and your entries are erased."),
                  seconds);
    in = ui_modal(ui, box);
    draw_ring(ui, in.x, in.y, number);
    part_text(ui, &(struct part_text){.x = in.x + 216,
                                      .y = in.y + 8,
                                      .w = in.w - 216,
                                      .text = _("idle", "Are you still there?"),
                                      .font = F_H1,
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .name = "idle"});
    ui_text(ui, &(struct ui_text){.box = {in.x + 216, in.y + 80, in.w - 216, 124},
                                  .text = words,
                                  .font = F_TITLE,
                                  .weight = W_MEDIUM,
                                  .color = C_INK,
                                  .name = "idle-words"});
    ui_progress(ui, (struct ui_box){in.x, in.y + 216, in.w, 16}, (int)(left_ms * 1000 / total_ms),
                C_ACCENT, words);
    if (ui_button(ui, &(struct ui_button){.name = "idle-stay",
                                          .label = _("idle_y", "Yes, continue"),
                                          .icon = ICON_HAND,
                                          .kind = UI_PRIMARY,
                                          .font = F_FACE,
                                          .box = {in.x, in.y + 272, in.w, 160}}))
        answer = WARNING_STAY;
    if (ui_button(ui, &(struct ui_button){.name = "idle-end",
                                          .label = _("idle_n", "Finish, erase my entries"),
                                          .icon = ICON_LOG_OUT,
                                          .kind = UI_SECONDARY,
                                          .font = F_TITLE,
                                          .box = {in.x, in.y + 452, in.w, 112}}))
        answer = WARNING_END;
    ui_ask_wake(ui, ui_now_ms(ui) + left_ms - (seconds - 1) * 1000);
    return answer;
}
