/* Screen 16: the answers are kept; room for a word more, then the start again. */
#include "base/id.h"
#include "base/text.h"
#include "complaint_form.h"
#include "survey_parts.h"
#include "thanks_slip.h"

enum {
    OPEN_MS = 15000,
    MEDALLION = 240,
    TUMPAL = 88,
    SMALL = 112,
    COUNTDOWN = 48,
    DARK = 1040,
    GAP = 24
};

struct thanks_state {
    int64_t touched_ms; /* monotonic; 0: not shown yet */
    struct thanks_slip slip;
};

static void draw_thanks(struct ui *ui, struct ui_box box)
{
    const char *title = _("thanks", "Thank you");
    const char *words = _("v_help", "Your opinion helps us improve.");
    enum ui_font font =
        ui_text_width(ui, title, F_DISPLAY, W_BOLD) <= box.w ? F_DISPLAY : F_QUESTION;
    int w = box.w < 720 ? box.w : 720;
    int text = ui_text_height(ui, title, font, W_BOLD, box.w) + 16
               + ui_text_height(ui, words, F_H2, W_MEDIUM, w);
    int ring = box.h - text - 48 < MEDALLION ? box.h - text - 48 : MEDALLION;
    int y = box.y + (box.h - text - 48 - ring) / 2;

    part_medallion(ui, (struct ui_box){box.x + (box.w - ring) / 2, y, ring, ring}, ICON_CHECK,
                   ring * 6 / 10, C_ACCENT, C_DARK);
    y += ring + 48;
    y += part_text(ui, &(struct part_text){.x = box.x,
                                           .y = y,
                                           .w = box.w,
                                           .text = title,
                                           .font = font,
                                           .weight = W_BOLD,
                                           .color = C_WHITE,
                                           .align = UI_CENTER,
                                           .name = "title"})
         + 16;
    part_text(ui, &(struct part_text){.x = box.x + (box.w - w) / 2,
                                      .y = y,
                                      .w = w,
                                      .text = words,
                                      .font = F_H2,
                                      .weight = W_MEDIUM,
                                      .color = C_DARK_INK2,
                                      .align = UI_CENTER});
}

static void draw_dark(struct ui *ui, struct ui_box box)
{
    ui_fill(ui, box, C_DARK);
    ui_tumpal(ui, (struct ui_box){box.x, box.y + box.h - TUMPAL, box.w, TUMPAL}, C_ACCENT, C_DARK);
    draw_thanks(ui, (struct ui_box){box.x + 64, box.y + 48, box.w - 128, box.h - 96 - TUMPAL});
}

static void draw_saved(struct ui *ui, struct ui_box box)
{
    int w = box.w - 80;
    const char *title = _("v_saved", "Answers stored anonymously");
    const char *words = _("v_link", "Not linked to your queue number or file.");
    int head = ui_text_height(ui, title, F_TITLE, W_SEMIBOLD, w);

    ui_icon(ui, ICON_SHIELD_CHECK, (struct ui_box){box.x + 4, box.y + 12, 48, 48}, C_PRIMARY);
    part_text(ui, &(struct part_text){.x = box.x + 80,
                                      .y = box.y,
                                      .w = w,
                                      .text = title,
                                      .font = F_TITLE,
                                      .weight = W_SEMIBOLD,
                                      .color = C_INK});
    part_text(ui, &(struct part_text){.x = box.x + 80,
                                      .y = box.y + head,
                                      .w = w,
                                      .text = words,
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2});
}

static bool offer(struct ui *ui, const char *name, const char *label, enum icon icon,
                  struct ui_box box)
{
    return ui_button(ui, &(struct ui_button){.name = name,
                                             .label = label,
                                             .icon = icon,
                                             .kind = UI_SECONDARY,
                                             .font = F_TITLE,
                                             .box = box});
}

static bool has_added(struct router *router)
{
    return !uuid_is_nil(&router_visit(router)->survey.suggestion);
}

static const char *ask_words(struct router *router)
{
    return has_added(router) ? _("v_added", "Your suggestion is stored. Thank you.")
                             : _("v_add", "Anything to add? (optional)");
}

/* From the question down to the countdown. */
static int offers_height(struct ui *ui, struct router *router, int width)
{
    return ui_text_height(ui, ask_words(router), F_BODY, W_SEMIBOLD, width) + 16 + SMALL + GAP
           + PART_ACTION + 32 + COUNTDOWN;
}

/* True where the visitor goes on to say more. */
static bool draw_offers(struct ui *ui, struct router *router, struct ui_box box, int bottom)
{
    bool is_added = has_added(router);
    const char *ask = ask_words(router);
    int done_y = bottom - PART_ACTION;
    int more_y = done_y - GAP - SMALL;
    int half = is_added ? box.w : (box.w - 16) / 2;
    int height = ui_text_height(ui, ask, F_BODY, W_SEMIBOLD, box.w);
    bool is_going = false;

    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = more_y - 16 - height,
                                      .w = box.w,
                                      .text = ask,
                                      .font = F_BODY,
                                      .weight = W_SEMIBOLD,
                                      .color = C_INK2});
    if (!is_added
        && offer(ui, "suggest", _("v_sug", "Write a suggestion"), ICON_PEN_LINE,
                 (struct ui_box){box.x, more_y, half, SMALL})) {
        is_going = true;
        router_go(router, &screen_survey_suggestion);
    }
    if (offer(ui, "complain", _("c_make", "File a complaint"), ICON_MEGAPHONE,
              (struct ui_box){box.x + box.w - half, more_y, half, SMALL})) {
        is_going = true;
        complaint_open(router, router_visit(router)->survey.service);
    }
    if (ui_button(ui, &(struct ui_button){.name = "done",
                                          .label = _("done", "Done"),
                                          .icon = ICON_CHECK,
                                          .icon_after = true,
                                          .kind = UI_PRIMARY,
                                          .font = F_H2,
                                          .box = {box.x, done_y, box.w, PART_ACTION}}))
        router_end_visit(router);
    return is_going;
}

/* What stands below the dark part: what was stored, the slip, the offers. */
static int light_height(struct ui *ui, struct router *router, const struct thanks_state *s,
                        int width)
{
    int saved = ui_text_height(ui, _("v_saved", "Answers stored anonymously"), F_TITLE, W_SEMIBOLD,
                               width - 80)
                + ui_text_height(ui, _("v_link", "Not linked to your queue number or file."),
                                 F_BODY, W_MEDIUM, width - 80);
    int slip = thanks_slip_is_offered(&s->slip, router) ? GAP + thanks_slip_height(ui, width) : 0;

    return 40 + saved + slip + GAP + offers_height(ui, router, width);
}

static void draw_slip(struct ui *ui, struct router *router, struct thanks_state *s,
                      struct ui_box light, int foot)
{
    int height = thanks_slip_height(ui, light.w);
    int bottom = foot - offers_height(ui, router, light.w) - GAP;

    if (thanks_slip_is_offered(&s->slip, router))
        thanks_slip_draw(&s->slip, ui, router,
                         (struct ui_box){light.x, bottom - height, light.w, height});
}

static void keep_time(struct ui *ui, struct router *router, struct thanks_state *s, int64_t open_ms)
{
    if (s->touched_ms == 0)
        thanks_slip_look(&s->slip, router);
    if (s->touched_ms == 0 || ui_was_touched(ui) || router_is_covered(router))
        s->touched_ms = ui_now_ms(ui);
    if (ui_now_ms(ui) - s->touched_ms >= open_ms)
        router_end_visit(router);
}

static void thanks_frame(void *state, struct ui *ui, struct router *router)
{
    struct thanks_state *s = state;
    int64_t open_ms = router_scaled_ms(router, OPEN_MS);
    bool is_wide = ui_is_landscape(ui);
    int top = ui_top_height(ui);
    int foot = ui_height(ui) - ui_nav_height(ui);
    int width = is_wide ? ui_width(ui) / 2 - 128 : ui_width(ui) - 2 * PART_X;
    int least = foot - light_height(ui, router, s, width);
    int dark = (is_wide ? foot : least < DARK ? least : DARK) - top;
    struct ui_box light = {is_wide ? ui_width(ui) / 2 + 64 : PART_X,
                           is_wide ? top + 48 : top + dark + 40, width, 0};

    keep_time(ui, router, s, open_ms);
    draw_dark(ui, (struct ui_box){0, top, is_wide ? ui_width(ui) / 2 : ui_width(ui), dark});
    draw_saved(ui, light);
    draw_slip(ui, router, s, light, foot);
    bool is_going = draw_offers(ui, router, light, foot - 32 - COUNTDOWN);
    part_countdown_in(ui, (struct ui_box){light.x, foot - 56, light.w, 32},
                      _("return", "Screen resets in **{n}** seconds"), open_ms,
                      open_ms - (ui_now_ms(ui) - s->touched_ms));
    if (is_going)
        s->touched_ms = 0; /* back here the time begins anew */
}

static void thanks_news(void *state, struct router *router)
{
    struct thanks_state *s = state;

    thanks_slip_look(&s->slip, router);
}

const struct screen screen_survey_thanks = {
    .name = "survey-thanks",
    .state_size = sizeof(struct thanks_state),
    .is_dark = true,
    .has_no_back = true,
    .has_countdown = true,
    .tells_number = true,
    .is_survey = true,
    .frame = thanks_frame,
    .news = thanks_news,
};
