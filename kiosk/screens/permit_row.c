/* Rows of permits on home, in the list and among what was found. */
#include "permit_row.h"
#include "base/text.h"
#include "domain/finder.h"
#include "parts.h"

#include <string.h>

enum {
    TAKE_LEAST = 248,
    PAD = 34,
    CHEVRON = 40,
    NAME_TEXT = 1024,
};

/* Large type needs more. */
static int take_width(struct ui *ui)
{
    int width = ui_text_width(ui, _("take", "Get a number"), F_BODY, W_BOLD) + 48;

    return width > TAKE_LEAST ? width : TAKE_LEAST;
}

static int text_width_of(struct ui *ui, int width)
{
    return width - take_width(ui) - PERMIT_ROW_GAP - 2 * PAD - CHEVRON;
}

/* Legal titles stay in Indonesian; in another language the line below says what the permit is. */
static void caption_of(char *out, size_t size, const struct service *service)
{
    const char *name = strings_words(&service->name);

    if (name != service->name.id && !text_equal(name, service->name.id))
        (void)text_copy(out, size, name);
    else
        strings_facts(out, size, service);
}

int permit_row_least(struct ui *ui, const struct service *service, int width)
{
    char caption[STRINGS_LINE];
    int text = text_width_of(ui, width);
    int used;

    caption_of(caption, sizeof caption, service);
    used = ui_text_height(ui, service->name.id, F_TITLE, W_SEMIBOLD, text)
           + ui_text_height(ui, caption, F_CAPTION, W_MEDIUM, text);
    return used + 26 > PERMIT_ROW_LEAST ? used + 26 : PERMIT_ROW_LEAST;
}

int permit_row_height(struct ui *ui, const struct service *service, int width)
{
    int height = permit_row_least(ui, service, width) + 14;

    return height > PERMIT_ROW ? height : PERMIT_ROW;
}

/* "Surat Izin Kerja **Perekam** Medis" */
static void mark_words(char *out, size_t size, const char *name, const char *typed)
{
    struct find_mark marks[FIND_MARKS];
    size_t count = typed ? finder_marks(name, typed, marks) : 0;
    AUTO_TEXT struct text marked = {0};
    size_t at = 0;

    text_init(&marked, size);
    for (size_t i = 0; i < count; i++) {
        text_add_bytes(&marked, name + at, marks[i].at - at);
        text_addf(&marked, "**%.*s**", (int)marks[i].len, name + marks[i].at);
        at = marks[i].at + marks[i].len;
    }
    text_add(&marked, name + at);
    (void)text_copy(out, size, marked.overflow ? name : marked.data);
}

static void draw_words(struct ui *ui, const struct permit_row *row, struct ui_box in)
{
    char caption[STRINGS_LINE], cut[NAME_TEXT], name[NAME_TEXT];
    int width = text_width_of(ui, row->box.w);
    int title, below;

    caption_of(caption, sizeof caption, row->service);
    below = ui_text_height(ui, caption, F_CAPTION, W_MEDIUM, width);
    part_cut(ui, cut, sizeof cut, row->service->name.id, F_TITLE, W_SEMIBOLD, width,
             in.h - below - 16);
    mark_words(name, sizeof name, cut, row->typed);
    title = ui_text_height(ui, name, F_TITLE, W_SEMIBOLD, width);
    in.y += (in.h - title - below) / 2;
    ui_text(ui, &(struct ui_text){.box = {in.x + PAD, in.y, width, title},
                                  .text = name,
                                  .font = F_TITLE,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .is_marking = row->typed != NULL});
    part_text(ui, &(struct part_text){.x = in.x + PAD,
                                      .y = in.y + title,
                                      .w = width,
                                      .text = caption,
                                      .font = F_CAPTION,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2});
}

static void draw_permit(struct ui *ui, struct router *router, const struct permit_row *row)
{
    struct ui_box box = row->box, in;
    char name[WIDGET_NAME];

    box.w -= take_width(ui) + PERMIT_ROW_GAP;
    (void)text_format(name, sizeof name, "service-%zu", row->at + 1);
    if (ui_surface(ui,
                   &(struct ui_surface){
                       .name = name, .spoken = row->service->name.id, .kind = UI_TILE, .box = box},
                   &in)) {
        router_choose_service(router, row->service);
        router_go(router, part_requirements_of(row->service));
    }
    draw_words(ui, row, in);
    ui_icon(ui, ICON_CHEVRON_RIGHT,
            (struct ui_box){in.x + in.w - PAD - CHEVRON + 8, in.y + (in.h - CHEVRON) / 2, CHEVRON,
                            CHEVRON},
            C_INK);
}

void permit_take_draw(struct ui *ui, struct router *router, const struct permit_row *row,
                      struct ui_box box)
{
    bool is_helper = box.w <= take_width(ui);
    char name[WIDGET_NAME], spoken[STRINGS_LINE];

    (void)text_format(name, sizeof name, "take-%zu", row->at + 1);
    (void)text_fill(spoken, sizeof spoken, _("take_for", "Get a number: {name}"), "name",
                    row->service->name.id, NULL);
    if (ui_button(ui, &(struct ui_button){.name = name,
                                          .label = _("take", "Get a number"),
                                          .spoken = spoken,
                                          .icon = ICON_TICKET,
                                          .is_stacked = is_helper,
                                          .kind = is_helper ? UI_HELPER : UI_PRIMARY,
                                          .font = is_helper ? F_BODY : F_TITLE,
                                          .box = box,
                                          .is_disabled = !row->is_open})) {
        router_choose_service(router, row->service);
        router_go(router, &screen_confirm);
    }
}

void permit_row_draw(struct ui *ui, struct router *router, const struct permit_row *row)
{
    int width = take_width(ui);
    struct ui_box box = row->box;

    draw_permit(ui, router, row);
    box.x += box.w - width;
    box.w = width;
    permit_take_draw(ui, router, row, box);
}
