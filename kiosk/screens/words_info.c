/* Warnings and advice below a complaint's words. */
#include "words_info.h"
#include "base/text.h"
#include "domain/lapor.h"
#include "parts.h"
#include "ui/keys.h"

enum { INFO_ICON = 36 };

struct words_info words_info_of(const struct visit_complaint *complaint, bool was_refused,
                                bool has_room)
{
    const struct words_info full = {
        _("c_full", "The limit is 600 letters. Nothing is lost; shorten the text to add more."),
        ICON_CIRCLE_ALERT, C_DANGER};

    if (was_refused)
        return full;
    if (complaint_seems_to_have_nik(complaint->text))
        return (struct words_info){_("c_nik", "That looks like an identity number (NIK). It is not "
                                              "needed; please leave it out."),
                                   ICON_TRIANGLE_ALERT, C_WARNING};
    if (ui_typing_letters(complaint->text) >= COMPLAINT_LETTERS)
        return full;
    if (complaint->text[0] && complaint_lacks_text(complaint))
        return (struct words_info){complaint_lacks_text(complaint), ICON_INFO, C_INK};
    if (!has_room)
        return (struct words_info){0};
    return (struct words_info){_("c_book", "Recorded in the Complaint Book and passed to the unit "
                                           "concerned. Do not write ID numbers or passwords here."),
                               ICON_INFO, C_INK2};
}

static void other_ways(char *out, size_t size)
{
    (void)text_fill(out, size, _("c_others", "Other channels: {name} {web}, SMS {sms}"), "name",
                    national_channel.name, "web", national_channel.web, "sms", national_channel.sms,
                    NULL);
}

static int words_height(struct ui *ui, const char *words, int width)
{
    return words ? ui_text_height(ui, words, F_CAPTION, W_MEDIUM, width - INFO_ICON - 16) : 0;
}

void words_info_draw(struct ui *ui, const struct visit_complaint *complaint, bool was_refused,
                     struct ui_box box)
{
    struct words_info info = words_info_of(complaint, was_refused, box.h > 0);
    char others[STRINGS_LINE];
    int x = box.x + INFO_ICON + 16;
    int height;

    if (!info.words || box.h == 0)
        return;
    ui_icon(ui, info.icon, (struct ui_box){box.x, box.y, INFO_ICON, INFO_ICON}, info.color);
    height =
        part_text(ui, &(struct part_text){.x = x,
                                          .y = box.y,
                                          .w = box.w - INFO_ICON - 16,
                                          .text = info.words,
                                          .font = F_CAPTION,
                                          .weight = info.color == C_INK2 ? W_MEDIUM : W_SEMIBOLD,
                                          .color = info.color,
                                          .name = "info"});
    other_ways(others, sizeof others);
    if (height + words_height(ui, others, box.w) > box.h)
        return;
    part_text(ui, &(struct part_text){.x = x,
                                      .y = box.y + height,
                                      .w = box.w - INFO_ICON - 16,
                                      .text = others,
                                      .font = F_CAPTION,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .name = "others"});
}

int words_info_room(struct ui *ui, int width)
{
    const char *const all[] = {
        _("c_nik",
          "That looks like an identity number (NIK). It is not needed; please leave it out."),
        _("c_full", "The limit is 600 letters. Nothing is lost; shorten the text to add more."),
        _("c_book", "Recorded in the Complaint Book and passed to the unit concerned. Do not write "
                    "ID numbers or passwords here."),
    };
    int most = 0;

    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        int height = ui_text_height(ui, all[i], F_CAPTION, W_SEMIBOLD, width - INFO_ICON - 16);

        most = height > most ? height : most;
    }
    return most;
}

int words_info_more(struct ui *ui, int width)
{
    char others[STRINGS_LINE];

    other_ways(others, sizeof others);
    return words_height(ui, others, width);
}
