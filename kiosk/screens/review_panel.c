/* Review marks, a page at a time. */
#include "review_panel.h"
#include "base/text.h"
#include "desk/opening.h"
#include "desk/survey.h"
#include "parts.h"
#include "review_words.h"
#include <limits.h>

enum { BANNER_PAD = 24, HEAD = 96, STEP = 88, ROW_PAD = 20, CHIP = 48, GAP = 16 };

/* Where marks stand: in the catalogue itself, or in one of its services. */
struct marked {
    const char *name;
    const struct review_list *marks;
};

static int source_count(const struct catalog *catalog)
{
    int count = catalog->review.count > 0;

    for (size_t i = 0; i < catalog->service_count; i++)
        count += catalog->services[i].review.count > 0;
    return count;
}

static struct marked source_at(const struct catalog *catalog, int index)
{
    if (catalog->review.count > 0 && index-- == 0)
        return (struct marked){_("rv_office", "Office"), &catalog->review};
    for (size_t i = 0; i < catalog->service_count; i++) {
        const struct service *service = &catalog->services[i];

        if (service->review.count > 0 && index-- == 0)
            return (struct marked){strings_words(&service->name), &service->review};
    }
    return (struct marked){"", &catalog->review};
}

/* Files that the office goes on without; the log says what is wrong with them. */
struct troubles {
    const char *lines[2];
    size_t count;
};

static struct troubles troubles_of(const struct router *router)
{
    const struct desk *desk = router_desk(router);
    struct troubles troubles = {.count = 0};

    if (desk && desk_questionnaire_trouble(desk)[0])
        troubles.lines[troubles.count++] =
            _("rv_no_questionnaire", "No survey is offered: the questionnaire's file cannot be "
                                     "read. Tell the technician; the system log says more.");
    if (desk && desk_holidays_trouble(desk)[0])
        troubles.lines[troubles.count++] =
            _("rv_no_holidays", "No holidays are known: the holidays' file cannot be read. Tell "
                                "the technician; the system log says more.");
    return troubles;
}

size_t review_panel_count(const struct router *router)
{
    const struct catalog *catalog = router_catalog(router);
    size_t count = troubles_of(router).count;

    if (!catalog)
        return count;
    count += catalog->review.count;
    for (size_t i = 0; i < catalog->service_count; i++)
        count += catalog->services[i].review.count;
    return count;
}

/* What holds for a whole file. Returns the height used. */
static int draw_banner(struct ui *ui, const char *text, const char *name, struct ui_box box)
{
    int width = box.w - 2 * BANNER_PAD - 60;
    int height = ui_text_height(ui, text, F_BODY, W_SEMIBOLD, width) + 2 * BANNER_PAD;

    if (!text[0])
        return 0;
    ui_round(ui, (struct ui_box){box.x, box.y, box.w, height}, 24, C_WARNING_TINT);
    ui_icon(ui, ICON_TRIANGLE_ALERT,
            (struct ui_box){box.x + BANNER_PAD, box.y + (height - 44) / 2, 44, 44}, C_WARNING);
    part_text(ui, &(struct part_text){.x = box.x + BANNER_PAD + 60,
                                      .y = box.y + BANNER_PAD,
                                      .w = width,
                                      .text = text,
                                      .font = F_BODY,
                                      .weight = W_SEMIBOLD,
                                      .color = C_WARNING,
                                      .name = name});
    return height + GAP;
}

/* Files in trouble, and "Belum dikonfirmasi oleh kantor". Returns the height used. */
static int draw_banners(struct ui *ui, const struct router *router, struct ui_box box)
{
    static const char *const names[] = {"trouble-1", "trouble-2"};
    const struct troubles troubles = troubles_of(router);
    int top = box.y;

    for (size_t i = 0; i < troubles.count; i++)
        box.y += draw_banner(ui, troubles.lines[i], names[i], box);
    box.y += draw_banner(ui, strings_words(&router_catalog(router)->status), "unconfirmed", box);
    return box.y - top;
}

static bool draw_step(struct ui *ui, const char *name, const char *spoken, enum icon icon,
                      struct ui_box box, bool is_disabled)
{
    return ui_button(ui, &(struct ui_button){.name = name,
                                             .label = "",
                                             .spoken = spoken,
                                             .icon = icon,
                                             .kind = UI_SECONDARY,
                                             .font = F_H2,
                                             .box = box,
                                             .is_disabled = is_disabled,
                                             .is_key = true});
}

/* The source that is open, between the ways to the one before (-1) and the one after (1). */
static int draw_source(struct ui *ui, const struct marked *source, int index, int count,
                       struct ui_box box)
{
    char words[STRINGS_LINE];
    int step = 0;

    strings_count(words, sizeof words,
                  N_("rv_count", "{n} mark", "{n} marks", (unsigned long)source->marks->count),
                  (int64_t)source->marks->count);
    if (draw_step(ui, "source-prev", _("rv_before", "Previous permit"), ICON_ARROW_LEFT,
                  (struct ui_box){box.x, box.y, STEP, STEP}, index == 0))
        step = -1;
    if (draw_step(ui, "source-next", _("rv_after", "Next permit"), ICON_ARROW_RIGHT,
                  (struct ui_box){box.x + box.w - STEP, box.y, STEP, STEP}, index + 1 >= count))
        step = 1;
    ui_text(ui, &(struct ui_text){.box = {box.x + STEP + GAP, box.y, box.w - 2 * (STEP + GAP), 48},
                                  .text = source->name,
                                  .font = ui_text_width(ui, source->name, F_TITLE, W_BOLD)
                                                  <= box.w - 2 * (STEP + GAP)
                                              ? F_TITLE
                                              : F_CAPTION,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_CENTER,
                                  .max_lines = 1,
                                  .name = "source"});
    ui_text(ui,
            &(struct ui_text){.box = {box.x + STEP + GAP, box.y + 48, box.w - 2 * (STEP + GAP), 32},
                              .text = words,
                              .font = F_CAPTION,
                              .weight = W_MEDIUM,
                              .color = C_INK2,
                              .align = UI_CENTER,
                              .max_lines = 1});
    return step;
}

/* What a mark says, and where its chip stands: beside the heading, or below it when both are long. */
struct mark_row {
    char item[STRINGS_LINE];
    const char *kind;
    const char *note;
    int chip_w;
    int item_w;
    int item_h;
    int note_h;
    int height;
};

static void measure_mark(struct ui *ui, const struct review *mark, int width, struct mark_row *out)
{
    review_item_words(out->item, sizeof out->item, mark->item);
    out->kind = review_kind_words(mark->kind);
    out->note = strings_words(&mark->note);
    out->chip_w = ui_text_width(ui, out->kind, F_CAPTION, W_SEMIBOLD) + 48;
    out->item_w = width - out->chip_w - GAP;
    out->item_h = ui_text_height(ui, out->item, F_BODY, W_BOLD, out->item_w);
    if (out->item_h < CHIP)
        out->item_h = CHIP;
    out->note_h = ui_text_height(ui, out->note, F_BODY, W_MEDIUM, width);
    out->height = ROW_PAD + out->item_h + 4 + out->note_h + ROW_PAD;
}

static void draw_mark(struct ui *ui, const struct review *mark, const struct mark_row *row,
                      struct ui_box box)
{
    int y = box.y + ROW_PAD;

    ui_text(ui, &(struct ui_text){.box = {box.x, y, row->item_w, row->item_h},
                                  .text = row->item,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .is_middle = true});
    (void)ui_chip(ui, (struct ui_box){box.x + box.w - row->chip_w, y, row->chip_w, CHIP}, ICON_NONE,
                  row->kind, review_kind_tone(mark->kind), true, NULL);
    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = y + row->item_h + 4,
                                      .w = box.w,
                                      .text = row->note,
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2});
}

/* The page that is open; returns how many there are. */
static int draw_marks(struct ui *ui, const struct review_list *marks, struct review_panel *panel,
                      struct ui_box box)
{
    struct paging paging = {.room = box.h - 2 * GAP, .wanted = panel->page};
    struct mark_row row;
    int width = box.w - 2 * 32;
    int y = box.y + GAP;

    for (size_t i = 0; i < marks->count; i++) {
        measure_mark(ui, &marks->marks[i], width, &row);
        paging_add(&paging, row.height);
    }
    paging_end(&paging, &panel->page);
    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    for (size_t i = paging.first; i < paging.last; i++) {
        measure_mark(ui, &marks->marks[i], width, &row);
        draw_mark(ui, &marks->marks[i], &row, (struct ui_box){box.x + 32, y, width, row.height});
        y += row.height;
        if (i + 1 < paging.last)
            ui_fill(ui, (struct ui_box){box.x + 32, y - 1, width, 2}, C_HAIR);
    }
    return paging.pages;
}

/* Pages of the source, and beyond its last one the next source. */
static void draw_pages(struct ui *ui, struct review_panel *panel, int pages, int sources,
                       struct ui_box box)
{
    char n[16], m[16], words[STRINGS_LINE];
    bool is_first = panel->page == 0 && panel->source == 0;
    bool is_last = panel->page + 1 >= pages && panel->source + 1 >= sources;

    (void)text_format(n, sizeof n, "%d", panel->page + 1);
    (void)text_format(m, sizeof m, "%d", pages);
    (void)text_fill(words, sizeof words, _("page", "Page {n} of {m}"), "n", n, "m", m, NULL);
    ui_text(ui,
            &(struct ui_text){.box = {box.x + STEP + GAP, box.y, box.w - 2 * (STEP + GAP), STEP},
                              .text = words,
                              .font = F_BODY,
                              .weight = W_BOLD,
                              .color = C_INK,
                              .align = UI_CENTER,
                              .max_lines = 1,
                              .is_middle = true,
                              .name = "page"});
    if (draw_step(ui, "page-up", _("prev", "Previous"), ICON_CHEVRON_UP,
                  (struct ui_box){box.x, box.y, STEP, STEP}, is_first)) {
        panel->page--;
        if (panel->page < 0) {
            panel->source--;
            panel->page = INT_MAX; /* its last one, whichever that is */
        }
    }
    if (draw_step(ui, "page-down", _("next", "Next"), ICON_CHEVRON_DOWN,
                  (struct ui_box){box.x + box.w - STEP, box.y, STEP, STEP}, is_last)) {
        panel->page++;
        if (panel->page >= pages) {
            panel->source++;
            panel->page = 0;
        }
    }
}

/* A wide panel has the pages beside the source: its height is for marks. */
struct places {
    struct ui_box source, marks, pages;
};

static struct places places_of(struct ui *ui, struct ui_box box)
{
    int half = (box.w - 2 * STEP) / 2;

    if (ui_is_landscape(ui))
        return (struct places){.source = {box.x, box.y, half, STEP},
                               .marks = {box.x, box.y + HEAD, box.w, box.h - HEAD},
                               .pages = {box.x + box.w - half, box.y, half, STEP}};
    return (struct places){.source = {box.x, box.y, box.w, STEP},
                           .marks = {box.x, box.y + HEAD, box.w, box.h - HEAD - STEP - GAP},
                           .pages = {box.x, box.y + box.h - STEP, box.w, STEP}};
}

void review_panel_draw(struct ui *ui, const struct router *router, struct review_panel *panel,
                       struct ui_box box)
{
    const struct catalog *catalog = router_catalog(router);
    int count = source_count(catalog);
    int used = draw_banners(ui, router, box);

    box.y += used;
    box.h -= used;
    if (count == 0) {
        part_text(ui, &(struct part_text){.x = box.x,
                                          .y = box.y + 32,
                                          .w = box.w,
                                          .text = _("rv_none", "The data has no marks."),
                                          .font = F_TITLE,
                                          .weight = W_MEDIUM,
                                          .color = C_INK2,
                                          .name = "no-marks"});
        return;
    }
    if (panel->source >= count) /* another catalogue */
        *panel = (struct review_panel){0};
    struct marked source = source_at(catalog, panel->source);
    struct places places = places_of(ui, box);
    int step = draw_source(ui, &source, panel->source, count, places.source);
    int pages = draw_marks(ui, source.marks, panel, places.marks);
    draw_pages(ui, panel, pages, count, places.pages);
    if (step != 0)
        *panel = (struct review_panel){.source = panel->source + step};
}
