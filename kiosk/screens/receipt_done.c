/* The receipt is in the database: its number, and what became of its paper. */
#include "base/text.h"
#include "parts.h"
#include "receipt_form.h"
#include "staff_parts.h"
#include "words/report.h"

enum { BUTTON = 128, MOST_W = 1160, CIRCLE = 120, LINE = 56 };

struct paper_words {
    const char *text;
    enum icon icon;
    enum ui_color color;
};

static struct paper_words paper(const struct receipt_form *form)
{
    const struct paper_words waits = {_("p_slip_waits", "The receipt is being printed."),
                                      ICON_PRINTER, C_INK2};
    const struct paper_words none = {
        _("p_slip_none", "The receipt did not come out. Print it again."), ICON_CIRCLE_ALERT,
        C_DANGER};

    if (!form->has_job)
        return none;
    switch (form->job.state) {
    case PRINT_QUEUED:
    case PRINT_SENDING:
    case PRINT_PRINTING:
        if (form->job.trouble == TROUBLE_NONE)
            return waits;
        return (struct paper_words){
            _("p_slip_held", "The receipt waits: the printer needs attention."),
            ICON_TRIANGLE_ALERT, C_WARNING};
    case PRINT_PRINTED:
        return (struct paper_words){_("p_slip_out", "The receipt is printed."), ICON_CIRCLE_CHECK,
                                    C_PRIMARY_DARK};
    case PRINT_UNCERTAIN:
        return (struct paper_words){
            _("p_slip_unsure", "It is not certain that the receipt came out. Look at the printer."),
            ICON_TRIANGLE_ALERT, C_WARNING};
    case PRINT_FAILED:
    case PRINT_CANCELLED:
        return none;
    }
    return none;
}

static void draw_paper(struct ui *ui, const struct receipt_form *form, struct ui_box line)
{
    struct paper_words words = paper(form);

    ui_icon(ui, words.icon, (struct ui_box){line.x, line.y + 4, 44, 44}, words.color);
    ui_text(ui, &(struct ui_text){.box = {line.x + 64, line.y, line.w - 64, line.h},
                                  .text = words.text,
                                  .font = F_BODY,
                                  .weight = W_SEMIBOLD,
                                  .color = words.color,
                                  .name = "paper"});
}

/* Label and value on one line, the value as wide as it needs. */
static int draw_fact(struct ui *ui, struct ui_box line, const char *label, const char *value)
{
    const int label_w = line.w / 3;
    int height = ui_text_height(ui, value, F_BODY, W_BOLD, line.w - label_w);

    if (!value[0])
        return 0;
    ui_text(ui, &(struct ui_text){.box = {line.x, line.y, label_w - 16, height},
                                  .text = label,
                                  .font = F_BODY,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2});
    ui_text(ui, &(struct ui_text){.box = {line.x + label_w, line.y, line.w - label_w, height},
                                  .text = value,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_INK});
    return height + 12;
}

static void count_words(char *out, size_t size, const struct receipt *receipt)
{
    char n[24], m[24];

    out[0] = '\0';
    if (receipt->asked == 0)
        return;
    (void)text_format(n, sizeof n, "%zu", receipt->received_count);
    (void)text_format(m, sizeof m, "%d", receipt->asked);
    (void)text_fill(out, size,
                    receipt_is_complete(receipt) ? _("p_all", "{n} of {m}, complete")
                                                 : _("p_part", "{n} of {m}, not complete yet"),
                    "n", n, "m", m, NULL);
}

static void due_words(char *out, size_t size, const struct receipt *receipt)
{
    char time[64];

    out[0] = '\0';
    if (receipt->due_day > 0) {
        words_day(out, size, receipt->due_day);
    } else if (receipt->workdays > 0 && !receipt_is_complete(receipt)) {
        strings_duration(time, sizeof time,
                         &(struct duration){receipt->workdays, DURATION_WORKDAY, {0}});
        (void)text_fill(out, size, _("k_due_complete", "{time} after the file is complete"), "time",
                        time, NULL);
    }
}

static void draw_facts(struct ui *ui, const struct receipt_form *form, struct ui_box box)
{
    const struct receipt *receipt = &form->receipt;
    char count[STRINGS_LINE], due[STRINGS_LINE];

    count_words(count, sizeof count, receipt);
    due_words(due, sizeof due, receipt);
    box.y += draw_fact(ui, box, _("p_permit", "Permit"), receipt->service_name);
    box.y += draw_fact(ui, box, _("k_queue", "Queue number"), receipt->number);
    box.y += draw_fact(ui, box, _("p_files_short", "Files"), count);
    box.y += draw_fact(ui, box, _("k_due", "Expected to be ready"), due) + 12;
    draw_paper(ui, form, (struct ui_box){box.x, box.y, box.w, 2 * LINE});
}

static bool done_button(struct ui *ui, const char *name, const char *label, enum icon icon,
                        enum ui_button_kind kind, struct ui_box box)
{
    return ui_button(
        ui,
        &(struct ui_button){
            .name = name, .label = label, .icon = icon, .kind = kind, .font = F_TITLE, .box = box});
}

static void draw_buttons(struct ui *ui, struct receipt_form *form, struct router *router,
                         struct ui_box box)
{
    int width = (box.w - STAFF_GAP) / 2;
    int upper = box.y + box.h - 2 * BUTTON - STAFF_GAP;

    if (done_button(ui, "print-again", _("p_again_slip", "Print it again"), ICON_PRINTER,
                    UI_SECONDARY, (struct ui_box){box.x, upper, width, BUTTON}))
        form_print_again(form, router);
    if (done_button(ui, "another", _("p_another", "Another permit"), ICON_RECEIPT_TEXT,
                    UI_SECONDARY, (struct ui_box){box.x + width + STAFF_GAP, upper, width, BUTTON}))
        form_begin_another(form);
    if (done_button(ui, "done", _("done", "Done"), ICON_CHECK, UI_PRIMARY,
                    (struct ui_box){box.x, box.y + box.h - BUTTON, box.w, BUTTON}))
        router_back(router);
}

void form_draw_done(struct ui *ui, struct receipt_form *form, struct router *router,
                    struct ui_box box)
{
    int width = box.w < MOST_W ? box.w : MOST_W;
    struct ui_box in = {box.x + (box.w - width) / 2, box.y, width, box.h};

    part_medallion(ui, (struct ui_box){in.x, in.y + 16, CIRCLE, CIRCLE}, ICON_CHECK, 64, C_TINT,
                   C_PRIMARY);
    ui_text(ui, &(struct ui_text){.box = {in.x + CIRCLE + 32, in.y + 16, width - CIRCLE - 32, 40},
                                  .text = _("p_saved", "The file receipt is saved"),
                                  .font = F_BODY,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .max_lines = 1});
    ui_text(ui, &(struct ui_text){.box = {in.x + CIRCLE + 32, in.y + 56, width - CIRCLE - 32, 88},
                                  .text = form->receipt.file_number,
                                  .font = F_DISPLAY_S,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .name = "file-number"});
    draw_facts(ui, form, (struct ui_box){in.x, in.y + CIRCLE + 56, width, 0});
    draw_buttons(ui, form, router, in);
}
