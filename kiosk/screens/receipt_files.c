/* Choosing the permit, and receiving its papers one by one. */
#include "base/text.h"
#include "parts.h"
#include "receipt_form.h"
#include "staff_parts.h"

enum { CHOICE_H = 112, CHOICE_GAP = 16, FOOT = 88, HEAD = 92 };

/* --- permits ------------------------------------------------------------------------------------ */

void form_draw_choices(struct ui *ui, struct receipt_form *form, struct router *router,
                       struct ui_box box)
{
    int columns = ui_is_landscape(ui) ? 2 : 1;
    int width = (box.w - (columns - 1) * CHOICE_GAP) / columns;
    int rows = (box.h - FOOT - CHOICE_GAP) / (CHOICE_H + CHOICE_GAP);
    struct staff_pages pages =
        part_staff_pages(router_service_count(router), (size_t)(rows * columns), &form->page);

    for (size_t i = pages.first; i < pages.last; i++) {
        const struct service *service = router_service(router, i);
        int at = (int)(i - pages.first);
        char name[WIDGET_NAME];
        struct ui_box tile = {box.x + at % columns * (width + CHOICE_GAP),
                              box.y + at / columns * (CHOICE_H + CHOICE_GAP), width, CHOICE_H};
        struct ui_box in;

        (void)text_format(name, sizeof name, "permit-%zu", i + 1);
        if (ui_surface(ui,
                       &(struct ui_surface){
                           .name = name, .spoken = strings_words(&service->name), .box = tile},
                       &in))
            form_choose(form, service);
        ui_text(ui, &(struct ui_text){.box = {in.x + 28, in.y + 8, in.w - 56, in.h - 16},
                                      .text = strings_words(&service->name),
                                      .font = F_BODY,
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .is_middle = true});
    }
    part_staff_pager(ui, (struct ui_box){box.x, box.y + box.h - FOOT, box.w, FOOT}, &form->page,
                     pages.pages);
}

/* --- files -------------------------------------------------------------------------------------- */

/* As on the slip: the short form where the catalogue has one. */
static const char *file_words(const struct item *item)
{
    return strings_words(item->brief.id ? &item->brief : item_shown(item));
}

static void draw_count(struct ui *ui, const struct receipt_form *form, struct ui_box box)
{
    size_t total = item_list_shown(&form->files.service->requirements);
    size_t ticked = visit_count_ticked(&form->files);
    char n[24], m[24], words[STRINGS_LINE];

    (void)text_format(n, sizeof n, "%zu", ticked);
    (void)text_format(m, sizeof m, "%zu", total);
    (void)text_fill(words, sizeof words,
                    ticked == total ? _("p_files_all", "**{n} of {m}** received, complete")
                                    : _("p_files", "**{n} of {m}** received"),
                    "n", n, "m", m, NULL);
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y, box.w, 44},
                                  .text = words,
                                  .font = F_TITLE,
                                  .weight = W_MEDIUM,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .is_middle = true,
                                  .name = "received"});
    ui_progress(ui, (struct ui_box){box.x, box.y + 56, box.w, 16},
                total > 0 ? (int)(ticked * 1000 / total) : 0, C_PRIMARY, words);
}

static struct paging split(struct ui *ui, const struct item_list *list, int width, int room,
                           int page)
{
    struct paging paging = {.room = room, .wanted = page};

    for (size_t i = 0; i < list->count; i++) {
        if (!list->items[i].is_hidden)
            paging_add(&paging, ui_check_height(ui, file_words(&list->items[i]), width - 4));
    }
    return paging;
}

/* Draws the page's rows, or with `is_measure` only tells how high they are. */
static int walk_rows(struct ui *ui, struct receipt_form *form, const struct paging *paging,
                     struct ui_box box, bool is_measure)
{
    const struct item_list *list = &form->files.service->requirements;
    char name[WIDGET_NAME];
    size_t shown = 0;
    int y = box.y;

    for (size_t i = 0; i < list->count; i++) {
        const char *words = file_words(&list->items[i]);

        if (list->items[i].is_hidden)
            continue;
        if (shown++ < paging->first || shown > paging->last)
            continue;
        int height = ui_check_height(ui, words, box.w);
        (void)text_format(name, sizeof name, "file-%zu", i + 1);
        if (!is_measure
            && ui_check_row(ui, &(struct ui_check){.name = name,
                                                   .number = (int)i + 1,
                                                   .text = words,
                                                   .is_ticked = visit_is_ticked(&form->files, i),
                                                   .has_divider = shown < paging->last,
                                                   .box = {box.x, y, box.w, height}}))
            visit_toggle(&form->files, i);
        y += height;
    }
    return y - box.y;
}

void form_draw_files(struct ui *ui, struct receipt_form *form, struct ui_box box)
{
    const struct item_list *list = &form->files.service->requirements;
    struct ui_box rows = {box.x + 2, box.y + HEAD + 2, box.w - 4, 0};
    int room = box.h - HEAD - 4;

    if (item_list_shown(list) == 0) {
        part_text(ui, &(struct part_text){.x = box.x,
                                          .y = box.y,
                                          .w = box.w,
                                          .text = _("noreq", "Requirements not available yet"),
                                          .font = F_TITLE,
                                          .weight = W_MEDIUM,
                                          .color = C_INK2,
                                          .name = "received"});
        return;
    }
    struct paging paging = split(ui, list, box.w, room, form->page);
    if (paging.pages > 1)
        paging = split(ui, list, box.w, room - FOOT - CHOICE_GAP, form->page);
    paging_end(&paging, &form->page);
    draw_count(ui, form, box);
    int height = walk_rows(ui, form, &paging, rows, true);
    ui_card(ui, (struct ui_box){box.x, box.y + HEAD, box.w, height + 4}, 24, 2, C_EDGE, C_SURFACE);
    (void)walk_rows(ui, form, &paging, rows, false);
    part_staff_pager(ui, (struct ui_box){box.x, box.y + box.h - FOOT, box.w, FOOT}, &form->page,
                     paging.pages);
}
