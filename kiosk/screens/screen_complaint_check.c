/* The last step of a complaint: all of it, read-only, and "Kirim pengaduan". */
#include "base/text.h"
#include "complaint_form.h"
#include "desk/complaints.h"
#include "parts.h"
#include "ui/keys.h"
#include "words/complaint.h"
#include "words/complaint_promise.h"
#include <string.h>
#define LOG_AREA "screen"
#include "base/log.h"

enum {
    GAP = 20,
    HEAD_GAP = 24,
    COLUMN_GAP = 32,
    CHANGE = 88, /* the row of the two "Ubah" */
    AREA_LEAST = 184,
    AREA_PAD = 88, /* what the box needs besides its lines */
    FAILED_PAD = 24,
    ICON = 40
};

struct check_state {
    bool has_failed;          /* "Kirim" did not reach the database */
    struct ui_keyboard turns; /* which page of a long text is open */
};

/* Where things stand on this panel and in these modes. */
struct places {
    struct ui_box words, contact, failed, change, send;
};

static void check_enter(void *state, struct router *router)
{
    struct check_state *s = state;

    (void)router;
    s->turns.pages_back = COMPLAINT_LETTERS; /* its first page, however many there are */
}

/* --- sending ------------------------------------------------------------------------------------ */

/* Whatever went wrong, nothing is lost: the same request may be repeated. The machine's own trouble
 * shows itself at the next look; here it would take what the visitor has written. */
static void send_it(struct check_state *s, struct router *router)
{
    struct visit *visit = router_visit(router);
    struct visit_complaint *complaint = &visit->complaint;
    const struct complaint_request wish = {
        .request = complaint->request,
        .kind = complaint->kind,
        .service_id = complaint->service ? complaint->service->id : NULL,
        .text = complaint->text,
        .reply = complaint->reply,
        .name = complaint->name,
        .contact = complaint->contact,
        .has_consented = complaint->has_consented,
        .lang = visit->lang,
    };
    struct complaint sent;
    struct err err = {0};

    s->has_failed = !desk_file_complaint(router_desk(router), &wish, &sent, &err);
    if (s->has_failed) {
        log_error("filing a complaint: %s; the visitor keeps the words and may try again",
                  err.text);
        return;
    }
    complaint->sent = sent;
    complaint_forget_words(complaint);
    router_restart(router, &screen_complaint_sent);
}

/* --- pieces ------------------------------------------------------------------------------------- */

/* What it is about: "Pengaduan · Surat Izin Kerja Perekam Medis" */
static void subject_of(char *out, size_t size, const struct visit_complaint *complaint)
{
    strings_dotted(out, size, words_complaint_kind(complaint->kind),
                   complaint->service ? strings_words(&complaint->service->name) : "");
}

static int subject_height(struct ui *ui, const struct visit_complaint *complaint, int width)
{
    char subject[STRINGS_LINE];

    subject_of(subject, sizeof subject, complaint);
    return ui_text_height(ui, subject, F_TITLE, W_BOLD, width);
}

static void draw_words(struct ui *ui, struct check_state *s,
                       const struct visit_complaint *complaint, struct ui_box box)
{
    char subject[STRINGS_LINE];
    int head;

    subject_of(subject, sizeof subject, complaint);
    head = part_text(ui, &(struct part_text){.x = box.x,
                                             .y = box.y,
                                             .w = box.w,
                                             .text = subject,
                                             .font = F_TITLE,
                                             .weight = W_BOLD,
                                             .color = C_INK,
                                             .name = "subject"})
           + 12;
    ui_text_area(ui,
                 &(struct ui_area){.name = "words",
                                   .box = {box.x, box.y + head, box.w, box.h - head},
                                   .text = complaint->text,
                                   .hint = "",
                                   .up = _("prev", "Previous"),
                                   .down = _("next", "Next"),
                                   .is_read_only = true},
                 &s->turns);
}

/* How to reply, and to whom: at most three lines under their heading. */
struct lines {
    const char *text[3];
    int count;
};

static struct lines lines_of(const struct visit_complaint *complaint)
{
    struct lines lines = {.text = {words_complaint_answer(complaint->reply)}, .count = 1};

    if (complaint->contact[0])
        lines.text[lines.count++] = complaint->contact;
    if (complaint->name[0])
        lines.text[lines.count++] = complaint->name;
    return lines;
}

/* Draws them, or with `is_measure` only tells how high they are. */
static int walk_contact(struct ui *ui, const struct visit_complaint *complaint, struct ui_box box,
                        bool is_measure)
{
    const struct lines lines = lines_of(complaint);
    int x = box.x + ICON + 20;
    int y = box.y;

    if (!is_measure)
        ui_icon(ui, complaint_reply_icon(complaint->reply), (struct ui_box){box.x, y, ICON, ICON},
                C_PRIMARY);
    for (int i = 0; i < lines.count; i++) {
        struct part_text text = {.x = x,
                                 .y = y,
                                 .w = box.w - ICON - 20,
                                 .text = lines.text[i],
                                 .font = i == 0 ? F_TITLE : F_BODY,
                                 .weight = i == 0 ? W_BOLD : W_SEMIBOLD,
                                 .color = C_INK,
                                 .name = i == 0   ? "reply"
                                         : i == 1 ? "contact"
                                                  : "name"};

        y += is_measure ? ui_text_height(ui, text.text, text.font, text.weight, text.w)
                        : part_text(ui, &text);
    }
    return y - box.y;
}

static const char *failed_words(void)
{
    return _("c_failed", "It could not be sent. What you wrote is still here. Touch “Send "
                         "complaint” again, or tell an officer.");
}

static int failed_height(struct ui *ui, int width)
{
    return ui_text_height(ui, failed_words(), F_BODY, W_SEMIBOLD, width - 3 * FAILED_PAD - ICON)
           + 2 * FAILED_PAD;
}

static void draw_failed(struct ui *ui, struct ui_box box)
{
    ui_card(ui, box, 24, 2, C_DANGER, C_DANGER_TINT);
    ui_icon(ui, ICON_CIRCLE_ALERT,
            (struct ui_box){box.x + FAILED_PAD, box.y + FAILED_PAD, ICON, ICON}, C_DANGER);
    part_text(ui, &(struct part_text){.x = box.x + 2 * FAILED_PAD + ICON,
                                      .y = box.y + FAILED_PAD,
                                      .w = box.w - 3 * FAILED_PAD - ICON,
                                      .text = failed_words(),
                                      .font = F_BODY,
                                      .weight = W_SEMIBOLD,
                                      .color = C_DANGER,
                                      .name = "failed"});
}

static void draw_change(struct ui *ui, struct router *router, struct ui_box box)
{
    const struct {
        const char *name, *label;
        const struct screen *screen;
    } ways[] = {
        {"edit-text", _("c_edit", "Edit text"), &screen_complaint_text},
        {"edit-contact", _("c_edit_contact", "Edit contact"), &screen_complaint_contact},
    };
    int width = (box.w - 16) / 2;

    for (int i = 0; i < 2; i++) {
        if (ui_button(ui,
                      &(struct ui_button){.name = ways[i].name,
                                          .label = ways[i].label,
                                          .icon = ICON_PEN_LINE,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = {box.x + i * (width + 16), box.y, width, box.h}}))
            router_back_to(router, ways[i].screen);
    }
}

/* --- places ------------------------------------------------------------------------------------- */

static int words_need(struct ui *ui, const struct visit_complaint *complaint, int width)
{
    int height = ui_text_height(ui, complaint->text, F_TITLE, W_MEDIUM, width - 80);
    int lines = height / ui_text_height(ui, "A", F_TITLE, W_MEDIUM, width);
    height += lines * 8 + AREA_PAD; /* lines of the box stand wider apart */
    return height < AREA_LEAST ? AREA_LEAST : height;
}

/* From the bottom: the button, the two ways back, what went wrong. */
static int place_actions(struct ui *ui, const struct check_state *s, struct places *at, int x,
                         int width)
{
    int y = part_actions(ui);

    at->send = (struct ui_box){x, y, width, PART_ACTION};
    y -= 16 + CHANGE;
    at->change = (struct ui_box){x, y, width, CHANGE};
    if (s->has_failed) {
        int height = failed_height(ui, width);

        y -= GAP + height;
        at->failed = (struct ui_box){x, y, width, height};
    }
    return y - GAP;
}

static struct places places_wide(struct ui *ui, const struct check_state *s, int top)
{
    struct places at = {0};
    int half = (ui_width(ui) - 2 * PART_X - COLUMN_GAP) / 2;
    int right = PART_X + half + COLUMN_GAP;
    int end = place_actions(ui, s, &at, right, half);

    at.words = (struct ui_box){PART_X, top, half, part_bottom(ui) - top};
    at.contact = (struct ui_box){right, top, half, end - top};
    return at;
}

static struct places places_upright(struct ui *ui, const struct check_state *s,
                                    const struct visit_complaint *complaint, int top)
{
    struct places at = {0};
    int end = place_actions(ui, s, &at, PART_X, PART_W);
    int contact = walk_contact(ui, complaint, (struct ui_box){PART_X, 0, PART_W, 0}, true);
    int head = subject_height(ui, complaint, PART_W) + 12;
    int need = head + words_need(ui, complaint, PART_W);

    if (ui_is_low_reach(ui)) { /* its pages are turned within reach */
        int y = UI_LOW_REACH - head;

        at.contact = (struct ui_box){PART_X, top, PART_W, contact};
        if (y < top + contact + GAP)
            y = top + contact + GAP;
        at.words = (struct ui_box){PART_X, y, PART_W, end - y < need ? end - y : need};
        return at;
    }
    int room = end - top - contact - 2 * GAP;
    at.words = (struct ui_box){PART_X, top, PART_W, need < room ? need : room};
    at.contact = (struct ui_box){PART_X, top + at.words.h + 2 * GAP, PART_W, contact};
    return at;
}

static void check_frame(void *state, struct ui *ui, struct router *router)
{
    struct check_state *s = state;
    const struct visit_complaint *complaint = &router_visit(router)->complaint;
    int top = complaint_head(ui, COMPLAINT_CHECKS) + HEAD_GAP;
    const struct places at =
        ui_is_landscape(ui) ? places_wide(ui, s, top) : places_upright(ui, s, complaint, top);

    if (at.contact.y < at.words.y) /* in reading order */
        (void)walk_contact(ui, complaint, at.contact, false);
    draw_words(ui, s, complaint, at.words);
    if (at.contact.y >= at.words.y)
        (void)walk_contact(ui, complaint, at.contact, false);
    if (s->has_failed)
        draw_failed(ui, at.failed);
    draw_change(ui, router, at.change);
    if (ui_button(ui, &(struct ui_button){.name = "send",
                                          .label = _("c_send", "Send complaint"),
                                          .icon = ICON_CHECK,
                                          .icon_after = true,
                                          .kind = UI_PRIMARY,
                                          .font = F_H2,
                                          .box = at.send})) {
        send_it(s, router);
        ui_ask_wake(ui, ui_now_ms(ui));
    }
}

const struct screen screen_complaint_check = {
    .name = "complaint-check",
    .state_size = sizeof(struct check_state),
    .idle_ms = 120000,
    .has_names = true,
    .enter = check_enter,
    .frame = check_frame,
};
