/* The file receipt: the permit, the applicant's name, and what was handed in. */
#include "base/text.h"
#include "parts.h"
#include "receipt_form.h"
#include "staff_parts.h"
#include <string.h>

enum {
    LEFT_W = 640,
    GUTTER = 48,
    TOP_GAP = 28,
    BOTTOM_GAP = 32,
    NAME_H = 112,
    PRIMARY_H = 136,
    SMALL_H = 88,
    LABEL_H = 44
};

static void staff_receipt_enter(void *state, struct router *router)
{
    form_begin(state, router);
}

static void staff_receipt_news(void *state, struct router *router)
{
    form_read_job(state, router);
}

/* The router erases the whole state after this; the name goes first and for certain. */
static void staff_receipt_leave(void *state, struct router *router)
{
    struct receipt_form *form = state;

    (void)router;
    explicit_bzero(form->applicant, sizeof form->applicant);
    explicit_bzero(form->receipt.applicant, sizeof form->receipt.applicant);
}

/* --- pieces ------------------------------------------------------------------------------------- */

static void draw_label(struct ui *ui, int x, int y, int w, const char *text)
{
    ui_text(ui, &(struct ui_text){.box = {x, y, w, LABEL_H},
                                  .text = text,
                                  .font = F_BODY,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .max_lines = 1,
                                  .is_middle = true});
}

/* The permit, and a way to another one; returns the height used. */
static int draw_permit(struct ui *ui, struct receipt_form *form, struct ui_box box)
{
    const char *name = strings_words(&form->files.service->name);
    const char *change = _("p_change", "Change");
    int button = ui_text_width(ui, change, F_BODY, W_BOLD) + 64;
    int width = box.w - button - STAFF_GAP;
    int height = ui_text_height(ui, name, F_TITLE, W_BOLD, width);

    draw_label(ui, box.x, box.y, width, _("p_permit", "Permit"));
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y + LABEL_H, width, height},
                                  .text = name,
                                  .font = F_TITLE,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .name = "permit"});
    if (ui_button(ui,
                  &(struct ui_button){.name = "change",
                                      .label = change,
                                      .kind = UI_SECONDARY,
                                      .font = F_BODY,
                                      .box = {box.x + box.w - button, box.y, button, SMALL_H}})) {
        form->stage = FORM_CHOOSE;
        form->page = 0;
    }
    height += LABEL_H;
    return height > SMALL_H ? height : SMALL_H;
}

/* What was typed, as a button that opens the keyboard; returns the height used. */
static int draw_name(struct ui *ui, struct receipt_form *form, struct ui_box box)
{
    bool is_empty = form->applicant[0] == '\0';
    const char *words = is_empty ? _("p_type_name", "Touch to type the name") : form->applicant;
    struct ui_box in;
    int lines = ui_text_height(ui, words, F_TITLE, W_SEMIBOLD, box.w - 140);
    int height = lines + 48 > NAME_H ? lines + 48 : NAME_H;

    draw_label(ui, box.x, box.y, box.w, _("p_applicant", "Applicant's name"));
    if (ui_surface(ui,
                   &(struct ui_surface){.name = "applicant",
                                        .spoken = _("p_applicant", "Applicant's name"),
                                        .box = {box.x, box.y + LABEL_H + 8, box.w, height}},
                   &in))
        form->stage = FORM_TYPE;
    ui_icon(ui, ICON_KEYBOARD, (struct ui_box){in.x + in.w - 76, in.y + (in.h - 44) / 2, 44, 44},
            C_PRIMARY);
    ui_text(ui, &(struct ui_text){.box = {in.x + 28, in.y + 8, box.w - 140, in.h - 16},
                                  .text = words,
                                  .font = F_TITLE,
                                  .weight = W_SEMIBOLD,
                                  .color = is_empty ? C_INK2 : C_INK,
                                  .is_middle = true});
    return LABEL_H + 8 + height;
}

/* The button that saves, and above it what it still waits for; `box` ends where the button does. */
static void draw_save(struct ui *ui, struct receipt_form *form, struct router *router,
                      struct ui_box box)
{
    const char *lack = form_lacks(form);
    const char *words =
        form->has_failed ? _("p_not_saved", "It was not saved. Please try again.") : lack;
    int height = words ? ui_text_height(ui, words, F_BODY, W_MEDIUM, box.w) : 0;

    if (words)
        ui_text(ui, &(struct ui_text){
                        .box = {box.x, box.y + box.h - PRIMARY_H - 16 - height, box.w, height},
                        .text = words,
                        .font = F_BODY,
                        .weight = W_MEDIUM,
                        .color = form->has_failed ? C_DANGER : C_INK2,
                        .name = "hint"});
    if (ui_button(ui,
                  &(struct ui_button){.name = "save",
                                      .label = _("p_save", "Save and print"),
                                      .icon = ICON_PRINTER,
                                      .kind = UI_PRIMARY,
                                      .font = F_TITLE,
                                      .box = {box.x, box.y + box.h - PRIMARY_H, box.w, PRIMARY_H},
                                      .is_disabled = lack != NULL}))
        form_save(form, router);
}

/* --- stages ------------------------------------------------------------------------------------- */

static struct ui_box content(struct ui *ui)
{
    int top = part_staff_top(ui) + TOP_GAP;

    return (struct ui_box){STAFF_MARGIN, top, ui_width(ui) - 2 * STAFF_MARGIN,
                           ui_height(ui) - BOTTOM_GAP - top};
}

static void fill_landscape(struct ui *ui, struct receipt_form *form, struct router *router)
{
    struct ui_box all = content(ui);
    struct ui_box left = {all.x, all.y, LEFT_W, all.h};
    struct ui_box right = {all.x + LEFT_W + GUTTER, all.y, all.w - LEFT_W - GUTTER, all.h};
    int y = left.y + draw_permit(ui, form, left) + 32;

    (void)draw_name(ui, form, (struct ui_box){left.x, y, left.w, 0});
    draw_save(ui, form, router, left);
    form_draw_files(ui, form, right);
}

static void fill_portrait(struct ui *ui, struct receipt_form *form, struct router *router)
{
    struct ui_box all = content(ui);
    int y = all.y + draw_permit(ui, form, all) + 24;
    int end = all.y + all.h - PRIMARY_H - 16 - 88;

    y += draw_name(ui, form, (struct ui_box){all.x, y, all.w, 0}) + 32;
    form_draw_files(ui, form, (struct ui_box){all.x, y, all.w, end - y});
    draw_save(ui, form, router, all);
}

static void draw_typing(struct ui *ui, struct receipt_form *form)
{
    struct ui_box all = content(ui);
    const struct ui_typing typing = {.text = form->applicant,
                                     .size = sizeof form->applicant,
                                     .space = _("space", "space"),
                                     .shift = _("shift", "capital letter"),
                                     .erase = _("clear", "Clear"),
                                     .action = _("done", "Done"),
                                     .is_name = true};

    draw_label(ui, all.x, all.y, all.w, _("p_applicant", "Applicant's name"));
    ui_input_box(ui, "applicant", (struct ui_box){all.x, all.y + LABEL_H + 8, all.w, NAME_H},
                 form->applicant, _("p_name_hint", "as on the identity card"));
    part_text(ui, &(struct part_text){.x = all.x,
                                      .y = all.y + LABEL_H + 8 + NAME_H + 20,
                                      .w = all.w,
                                      .text = _("p_name_note",
                                                "The name is printed on the receipt and kept for a "
                                                "limited time only."),
                                      .font = F_CAPTION,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2});
    if (ui_keyboard(ui, &form->keyboard, &typing, ui_height(ui)))
        form->stage = FORM_FILL;
}

static void draw_choosing(struct ui *ui, struct receipt_form *form, struct router *router)
{
    struct ui_box all = content(ui);
    const char *cancel = _("cancel", "Cancel");
    int button = ui_text_width(ui, cancel, F_BODY, W_BOLD) + 64;
    int head = part_text(ui, &(struct part_text){.x = all.x,
                                                 .y = all.y,
                                                 .w = all.w - button - STAFF_GAP,
                                                 .text = _("p_which", "Which permit is it for?"),
                                                 .font = F_H2,
                                                 .weight = W_BOLD,
                                                 .color = C_INK,
                                                 .name = "which"})
               + 24;

    head = head > SMALL_H + 24 ? head : SMALL_H + 24;
    if (form->files.service
        && ui_button(ui,
                     &(struct ui_button){.name = "cancel",
                                         .label = cancel,
                                         .kind = UI_SECONDARY,
                                         .font = F_BODY,
                                         .box = {all.x + all.w - button, all.y, button, SMALL_H}}))
        form->stage = FORM_FILL;
    form_draw_choices(ui, form, router, (struct ui_box){all.x, all.y + head, all.w, all.h - head});
}

static void draw_bar(struct ui *ui, const struct receipt_form *form, struct router *router)
{
    bool is_inner = form->stage == FORM_TYPE || (form->stage == FORM_CHOOSE && form->files.service);
    const char *counter = router_shift(router)->counter;
    char subtitle[STRINGS_LINE];

    strings_dotted(subtitle, sizeof subtitle, form->has_ticket ? form->ticket.number : "", counter);
    (void)part_staff_bar(ui, router,
                         &(struct staff_bar){.title = _("p_receipt", "File receipt"),
                                             .subtitle = subtitle,
                                             .has_back = !is_inner});
}

static void staff_receipt_frame(void *state, struct ui *ui, struct router *router)
{
    struct receipt_form *form = state;
    enum form_stage before = form->stage;

    draw_bar(ui, form, router);
    switch (form->stage) {
    case FORM_CHOOSE:
        draw_choosing(ui, form, router);
        break;
    case FORM_FILL:
        if (ui_is_landscape(ui))
            fill_landscape(ui, form, router);
        else
            fill_portrait(ui, form, router);
        break;
    case FORM_TYPE:
        draw_typing(ui, form);
        break;
    case FORM_DONE:
        form_draw_done(ui, form, router, content(ui));
        break;
    }
    if (form->stage != before) {
        ui_forget_touch(ui); /* what lies under the finger now is another button */
        ui_ask_wake(ui, ui_now_ms(ui));
    }
}

const struct screen screen_staff_receipt = {
    .name = "staff-receipt",
    .state_size = sizeof(struct receipt_form),
    .idle_ms = 120000,
    .has_no_nav = true,
    .is_staff = true,
    .has_names = true,
    .enter = staff_receipt_enter,
    .frame = staff_receipt_frame,
    .news = staff_receipt_news,
    .leave = staff_receipt_leave,
};
