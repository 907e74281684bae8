/* A complaint under way: its beginning and end, and words that its steps share. */
#include "complaint_form.h"
#include "base/text.h"
#include "parts.h"
#include "ui/form.h"
#include <assert.h>
#include <ctype.h>
#include <string.h>

enum { STEPS_GAP = 16, COLUMN_GAP = 32 };

static const struct label step_labels[] = {
    [COMPLAINT_WRITES] = W("c_1", "Complaint"),
    [COMPLAINT_CONTACTS] = W("c_2", "Contact"),
    [COMPLAINT_CHECKS] = W("c_3", "Check & send"),
};

void complaint_begin(struct visit_complaint *complaint)
{
    if (complaint->sent.number[0])
        *complaint = (struct visit_complaint){0};
    if (uuid_is_nil(&complaint->request))
        complaint->request = uuid_v4();
}

void complaint_open(struct router *router, const struct service *service)
{
    struct visit_complaint *complaint = &router_visit(router)->complaint;

    complaint_begin(complaint);
    if (service)
        complaint->service = service;
    router_go(router, &screen_complaint_text);
}

void complaint_forget_words(struct visit_complaint *complaint)
{
    explicit_bzero(complaint->text, sizeof complaint->text);
    explicit_bzero(complaint->name, sizeof complaint->name);
    explicit_bzero(complaint->contact, sizeof complaint->contact);
}

int complaint_head(struct ui *ui, enum complaint_step step)
{
    bool is_wide = ui_is_landscape(ui);
    int count = (int)ARRAY_LEN(step_labels);
    int width = is_wide ? (ui_width(ui) - 2 * PART_X - COLUMN_GAP) / 2 : PART_W;
    int top = part_top(ui);
    const char *labels[ARRAY_LEN(step_labels)];
    char spoken[STRINGS_LINE], n[16], m[16];

    for (int i = 0; i < count; i++)
        labels[i] = strings_label(&step_labels[i]);
    (void)text_format(n, sizeof n, "%d", (int)step + 1);
    (void)text_format(m, sizeof m, "%d", count);
    (void)text_fill(spoken, sizeof spoken, _("c_step", "Step {n} of {m}: {name}"), "n", n, "m", m,
                    "name", labels[step], NULL);
    int title = part_text(ui, &(struct part_text){.x = PART_X,
                                                  .y = top,
                                                  .w = width,
                                                  .text = _("c_t", "File a complaint"),
                                                  .font = F_H1,
                                                  .weight = W_BOLD,
                                                  .color = C_INK,
                                                  .name = "title"});
    struct ui_box steps = {PART_X, top + title + STEPS_GAP, width, 0};

    if (is_wide)
        steps = (struct ui_box){ui_width(ui) - PART_X - width, top, width, 0};
    int used = ui_steps(ui, steps, labels, count, (int)step, spoken);
    return is_wide ? top + (title > used ? title : used) : steps.y + used;
}

bool complaint_wants_contact(const struct visit_complaint *complaint)
{
    return complaint->has_reply
           && (complaint->reply == REPLY_PHONE || complaint->reply == REPLY_EMAIL
               || complaint->reply == REPLY_LETTER);
}

const char *complaint_lacks_text(const struct visit_complaint *complaint)
{
    return complaint_letters(complaint->text) < COMPLAINT_LETTERS_LEAST
               ? _("c_short", "Write at least 10 letters, so that we understand you.")
               : NULL;
}

static bool has_text(const char *text)
{
    return text[strspn(text, " \n")] != '\0';
}

const char *complaint_lacks_contact(const struct visit_complaint *complaint)
{
    const char *contact = complaint->contact;

    if (!complaint->has_reply)
        return _("c_lacks_way", "Choose how we should reply.");
    if (!complaint_wants_contact(complaint))
        return NULL;
    if (complaint->reply == REPLY_PHONE && !complaint_is_phone(contact))
        return _("c_lacks_phone", "Type a phone number of 8 to 15 digits.");
    if (complaint->reply == REPLY_EMAIL && !complaint_is_email(contact))
        return _("c_lacks_mail", "Type an e-mail address, for example name@mail.com.");
    if (complaint->reply == REPLY_LETTER && !has_text(contact))
        return _("c_lacks_letter", "Type the address for the letter.");
    if (!complaint->has_consented)
        return _("c_lacks_consent", "Touch the box if you agree, or choose a way without contact.");
    return NULL;
}

const char *complaint_contact_label(enum complaint_reply reply)
{
    switch (reply) {
    case REPLY_EMAIL:
        return _("c_mail_address", "E-mail address");
    case REPLY_LETTER:
        return _("c_let_address", "Postal address");
    case REPLY_PHONE:
    case REPLY_NONE:
    case REPLY_IN_PERSON:
    case REPLY_COUNT:
        break;
    }
    return _("c_num", "Phone number");
}

enum icon complaint_reply_icon(enum complaint_reply reply)
{
    static const enum icon icons[] = {
        [REPLY_NONE] = ICON_USER_X,      [REPLY_PHONE] = ICON_PHONE,     [REPLY_EMAIL] = ICON_MAIL,
        [REPLY_LETTER] = ICON_FILE_TEXT, [REPLY_IN_PERSON] = ICON_USERS,
    };
    static_assert(ARRAY_LEN(icons) == REPLY_COUNT, "every way has its icon");

    return icons[reply];
}

void complaint_notice(char *out, size_t size, struct router *router)
{
    char days[16], version[16];

    (void)text_format(days, sizeof days, "%d", router_complaint_keep_days(router));
    (void)text_format(version, sizeof version, "%d", COMPLAINT_NOTICE_VERSION);
    (void)text_fill(out, size,
                    _("c_notice",
                      "**Privacy notice (version {version}).** {office} uses your name and contact "
                      "only to answer this complaint. They are kept encrypted and read only by "
                      "officers who handle complaints. They are erased {n} days after it is "
                      "closed. You may see, correct or erase them and withdraw your consent at any "
                      "time. Show an officer the number and code of your receipt (Law 27/2022)."),
                    "version", version, "office", router_office(router), "n", days, NULL);
}

const struct group *complaint_counter(const struct router *router)
{
    const struct catalog *catalog = router_catalog(router);
    const struct group *group = catalog ? catalog_group(catalog, "D") : NULL;

    return group ? group : part_information(router);
}
