/* A list of services of which one is chosen. */
#include "service_choice.h"
#include "base/text.h"
#include "parts.h"
#include "staff_parts.h"
#include "ui/form.h"

enum { ROW = 116, ROW_GAP = 12, PAGER = 88, TEXT_ASIDE = 28 + 40 + 16 + 28, NAME_TEXT = 512 };

static bool draw_row(struct ui *ui, const char *name, const char *words, struct ui_box box,
                     bool is_chosen)
{
    char label[NAME_TEXT];

    part_cut(ui, label, sizeof label, words, F_BODY, W_BOLD, box.w - TEXT_ASIDE,
             2 * ui_text_height(ui, "A", F_BODY, W_BOLD, box.w));
    return ui_option(ui, &(struct ui_option){.name = name,
                                             .label = label,
                                             .mark_first = true,
                                             .box = box,
                                             .is_selected = is_chosen});
}

/* Rows that stand on one page: all but the pager, at least one. */
static size_t rows_of(int height, int columns)
{
    int rows = (height + ROW_GAP) / (ROW + ROW_GAP);

    return (size_t)((rows > 0 ? rows : 1) * columns);
}

enum service_answer service_choice_draw(struct ui *ui, struct router *router,
                                        struct service_choice *choice, struct ui_box box,
                                        const struct service *chosen, const char *none,
                                        const struct service **out)
{
    int columns = box.w >= 2 * 700 ? 2 : 1;
    int width = (box.w - (columns - 1) * ROW_GAP) / columns;
    size_t total = router_service_count(router) + 1; /* with the row for none */
    size_t each = rows_of(box.h, columns);
    enum service_answer answer = SERVICE_OPEN;

    if (each < total)
        each = rows_of(box.h - PAGER - ROW_GAP, columns);
    struct staff_pages pages = part_staff_pages(total, each, &choice->page);
    for (size_t i = pages.first; i < pages.last; i++) {
        const struct service *service = i > 0 ? router_service(router, i - 1) : NULL;
        int at = (int)(i - pages.first);
        struct ui_box row = {box.x + at % columns * (width + ROW_GAP),
                             box.y + at / columns * (ROW + ROW_GAP), width, ROW};
        char name[WIDGET_NAME] = "service-none";

        if (service)
            (void)text_format(name, sizeof name, "service-%zu", i);
        if (!draw_row(ui, name, service ? strings_words(&service->name) : none, row,
                      service && service == chosen))
            continue;
        answer = service ? SERVICE_CHOSEN : SERVICE_NONE;
        *out = service;
    }
    part_staff_pager(ui, (struct ui_box){box.x, box.y + box.h - PAGER, box.w, PAGER}, &choice->page,
                     pages.pages);
    return answer;
}
