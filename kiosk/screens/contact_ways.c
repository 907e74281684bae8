/* The ways in which a complaint can be answered. */
#include "base/secret.h"
#include "base/text.h"
#include "contact_form.h"
#include "parts.h"
#include "ui/form.h"
#include <assert.h>

enum {
    ROOMY = 128, /* what a row with its caption needs at least by itself */
    TIGHT = 104, /* and what its words need */
    GAP = 12,
    GAP_TIGHT = 8,
    OTHER = 88
};

/* In the order of the design. */
static const struct way {
    enum complaint_reply reply;
    struct label label, caption;
} ways[] = {
    {REPLY_PHONE, W("c_tel", "Phone or SMS"), W("c_tel_d", "We call or text your number")},
    {REPLY_EMAIL, W("c_mail", "E-mail"), W("c_mail_d", "We reply to your e-mail address")},
    {REPLY_LETTER, W("c_let", "Letter"), W("c_let_d", "We reply by letter to your address")},
    {REPLY_IN_PERSON, W("c_dir", "In person at the complaint counter"),
     W("c_dir_d", "You can take queue number D")},
    {REPLY_NONE, W("c_anon", "No contact"), W("c_anon_d", "Recorded, but we cannot reply")},
};
static_assert(ARRAY_LEN(ways) == REPLY_COUNT, "every way can be chosen");

/* An office without a complaint counter talks at its information desk. */
static struct ui_option option_of(const struct contact_form *form, const struct way *way)
{
    const struct group *group = complaint_counter(form->router);
    const struct visit_complaint *complaint = form->complaint;
    struct ui_option option = {.name = complaint_reply_key(way->reply),
                               .label = strings_label(&way->label),
                               .caption = strings_label(&way->caption),
                               .icon = complaint_reply_icon(way->reply),
                               .mark_first = true,
                               .is_selected =
                                   complaint->has_reply && complaint->reply == way->reply};

    if (way->reply == REPLY_IN_PERSON && (!group || group->letter != 'D')) {
        option.label = _("c_dir_b", "In person at the information desk");
        option.caption = group ? _("c_dir_b_d", "You can take queue number B")
                               : _("c_dir_none", "Please speak to an officer");
    }
    return option;
}

/* A phone number is no e-mail address, and what nobody needs is not kept. */
static void choose(struct contact_form *form, enum complaint_reply reply)
{
    struct visit_complaint *complaint = form->complaint;

    if (!complaint->has_reply || complaint->reply != reply) {
        secret_wipe(complaint->contact, sizeof complaint->contact);
        complaint->has_consented = false;
    }
    complaint->has_reply = true;
    complaint->reply = reply;
    if (!complaint_wants_contact(complaint))
        secret_wipe(complaint->name, sizeof complaint->name);
    form->s->is_choosing = false;
    ui_ask_wake(form->ui, ui_now_ms(form->ui));
}

static int row_height(const struct contact_form *form, const struct ui_option *option,
                      enum contact_piece kind)
{
    int height = ui_option_height(form->ui, option);

    return kind == PIECE_WAYS_TIGHT && height <= ROOMY ? TIGHT : height;
}

int contact_ways(struct contact_form *form, enum contact_piece kind, struct ui_box box,
                 bool is_measure)
{
    int gap = kind == PIECE_WAYS ? GAP : GAP_TIGHT;
    int y = box.y;

    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        struct ui_option option = option_of(form, &ways[i]);

        if (kind == PIECE_WAYS_PLAIN)
            option.caption = NULL;
        option.box = (struct ui_box){box.x, y, box.w, 0};
        option.box.h = row_height(form, &option, kind);
        if (!is_measure && ui_option(form->ui, &option))
            choose(form, ways[i].reply);
        y += option.box.h + gap;
    }
    return y - gap - box.y;
}

int contact_chosen(struct contact_form *form, struct ui_box box, bool is_measure)
{
    const struct way *way = &ways[0];

    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        if (ways[i].reply == form->complaint->reply)
            way = &ways[i];
    }
    struct ui_option option = option_of(form, way);
    option.box = box;
    option.box.h = row_height(form, &option, PIECE_WAYS_TIGHT);
    int height = option.box.h + GAP_TIGHT + OTHER;
    if (is_measure)
        return height;
    (void)ui_option(form->ui, &option); /* it is chosen already */
    if (ui_button(form->ui,
                  &(struct ui_button){.name = "other-way",
                                      .label = _("c_other_way", "Choose another way"),
                                      .icon = ICON_ROTATE_CCW,
                                      .kind = UI_SECONDARY,
                                      .font = F_BODY,
                                      .box = {box.x, box.y + height - OTHER, box.w, OTHER}})) {
        form->s->is_choosing = true;
        ui_ask_wake(form->ui, ui_now_ms(form->ui));
    }
    return height;
}

int contact_question(struct contact_form *form, struct ui_box box, bool is_measure)
{
    struct ui *ui = form->ui;
    struct part_text text = {.x = box.x,
                             .y = box.y,
                             .w = box.w,
                             .text = _("c_how", "How should we reply?"),
                             .font = F_H2,
                             .weight = W_BOLD,
                             .color = C_INK,
                             .name = "how"};
    const char *below = _("c_how_d", "We reply the way you choose.");
    int head = ui_text_height(ui, text.text, text.font, text.weight, text.w);
    int height = head + 4 + ui_text_height(ui, below, F_BODY, W_MEDIUM, text.w);

    if (is_measure)
        return height;
    part_text(ui, &text);
    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = box.y + head + 4,
                                      .w = box.w,
                                      .text = below,
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2});
    return height;
}
