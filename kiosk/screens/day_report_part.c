/* The report half of the day screen: the totals large, and one table at a time in pages. */
#include "base/text.h"
#include "day_screen.h"
#include <assert.h>
#include <string.h>

enum {
    HEAD = 96,
    ARROW = 96,
    CARD = 112,
    CARD_GAP = 12,
    TIMES = 68,
    TABS = 104,
    TABLE_HEAD = 72,
    ROW_PAD = 10,
    LINE = 32,
    NAME_LINES = 2,
    NARROW = 1100,
    NAME_LEAST = 240, /* below it a row's name has a line of its own */
    PAGER = 88,
};

static const enum report_column cards[] = {COLUMN_ISSUED,  COLUMN_CALLED, COLUMN_SERVED,
                                           COLUMN_SKIPPED, COLUMN_VOID,   COLUMN_WAITING};
static const enum report_column columns[] = {
    COLUMN_ISSUED, COLUMN_CALLED,  COLUMN_SERVED,      COLUMN_SKIPPED,
    COLUMN_VOID,   COLUMN_WAITING, COLUMN_WAIT_MEDIAN, COLUMN_SERVICE_MEDIAN};
enum { COLUMNS = ARRAY_LEN(columns) };

/* --- the day and its totals ------------------------------------------------------------------- */

static void go_to(struct day_screen *s, struct router *router, int64_t day)
{
    s->day = day;
    s->page = 0;
    day_read(s, router);
}

static void draw_head(struct day_screen *s, struct ui *ui, struct router *router, struct ui_box box)
{
    char day[STRINGS_LINE], words[STRINGS_LINE];
    int arrows = box.x + box.w - 2 * ARROW - CARD_GAP;

    words_day(day, sizeof day, s->day);
    report_state(words, sizeof words, &s->report, router_offset_min(router));
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y, arrows - box.x - 16, 48},
                                  .text = day,
                                  .font = F_H2,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .name = "day"});
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y + 50, arrows - box.x - 16, 32},
                                  .text = words,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .max_lines = 1,
                                  .name = "day-state"});
    if (ui_button(ui, &(struct ui_button){.name = "day-before",
                                          .label = "",
                                          .spoken = _("sd_before", "Day before"),
                                          .icon = ICON_ARROW_LEFT,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = {arrows, box.y, ARROW, 80},
                                          .is_key = true}))
        go_to(s, router, s->day - 1);
    if (ui_button(ui, &(struct ui_button){.name = "day-after",
                                          .label = "",
                                          .spoken = _("sd_after", "Day after"),
                                          .icon = ICON_ARROW_RIGHT,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = {arrows + ARROW + CARD_GAP, box.y, ARROW, 80},
                                          .is_disabled = s->day >= s->today,
                                          .is_key = true}))
        go_to(s, router, s->day + 1);
}

static void draw_card(struct ui *ui, struct ui_box box, const struct report_row *total,
                      enum report_column column)
{
    static const char *const names[] = {
        [COLUMN_ISSUED] = "sum-issued", [COLUMN_CALLED] = "sum-called",
        [COLUMN_SERVED] = "sum-served", [COLUMN_SKIPPED] = "sum-skipped",
        [COLUMN_VOID] = "sum-void",     [COLUMN_WAITING] = "sum-waiting",
    };
    char figure[32];

    report_cell(figure, sizeof figure, total, column);
    ui_card(ui, box, 24, 2, C_EDGE, C_SURFACE);
    ui_text(ui, &(struct ui_text){.box = {box.x + 8, box.y + 8, box.w - 16, 64},
                                  .text = figure,
                                  .font = F_H1,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_CENTER,
                                  .max_lines = 1,
                                  .name = names[column]});
    ui_text(ui, &(struct ui_text){.box = {box.x + 4, box.y + 72, box.w - 8, LINE},
                                  .text = report_column_head(column),
                                  .font = F_CAPTION,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK2,
                                  .align = UI_CENTER,
                                  .max_lines = 1});
}

/* Returns the height used. */
static int draw_cards(struct ui *ui, struct ui_box box, const struct report_row *total)
{
    int each = box.w < NARROW ? 3 : (int)ARRAY_LEN(cards);
    int width = (box.w - (each - 1) * CARD_GAP) / each;

    for (int i = 0; i < (int)ARRAY_LEN(cards); i++)
        draw_card(ui,
                  (struct ui_box){box.x + i % each * (width + CARD_GAP),
                                  box.y + i / each * (CARD + CARD_GAP), width, CARD},
                  total, cards[i]);
    return (int)ARRAY_LEN(cards) / each * (CARD + CARD_GAP);
}

static void draw_time(struct ui *ui, struct ui_box box, const char *pattern,
                      const struct spread_ms *spread, const char *name)
{
    char median[64], p90[64], words[STRINGS_LINE];

    words_span(median, sizeof median, spread->median);
    words_span(p90, sizeof p90, spread->p90);
    (void)text_fill(words, sizeof words, pattern, "median", median, "p", p90, NULL);
    ui_text(ui, &(struct ui_text){.box = box,
                                  .text = words,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK,
                                  .max_lines = 2,
                                  .is_middle = true,
                                  .name = name});
}

static int draw_times(struct ui *ui, struct ui_box box, const struct report_row *total)
{
    bool is_narrow = box.w < NARROW;
    struct ui_box first = {box.x, box.y, is_narrow ? box.w : box.w / 2, TIMES};
    struct ui_box second = first;

    if (is_narrow)
        second.y += TIMES;
    else
        second.x += box.w / 2;
    draw_time(ui, first, _("sd_waits", "Waiting: median **{median}**, 90% **{p}**"), &total->wait,
              "waits");
    draw_time(ui, second, _("sd_services", "Service: median **{median}**, 90% **{p}**"),
              &total->service, "services");
    return is_narrow ? 2 * TIMES : TIMES;
}

/* --- the table -------------------------------------------------------------------------------- */

/* Where the columns stand. */
struct grid {
    enum report_column column[COLUMNS];
    int x[COLUMNS], w[COLUMNS];
    int count;
    int name_w;
    bool is_stacked;
};

static int word_width(struct ui *ui, const char *text)
{
    int widest = 0;

    while (*text) {
        size_t len = strcspn(text, " ");
        char word[64];

        (void)text_format(word, sizeof word, "%.*s", (int)len, text);
        int width = ui_text_width(ui, word, F_CAPTION, W_SEMIBOLD);
        widest = width > widest ? width : widest;
        text += len + strspn(text + len, " ");
    }
    return widest;
}

static int fill_columns(struct ui *ui, struct grid *grid, int dropped)
{
    /* What is left out first where a language has long words: the cards tell it too. */
    static const enum report_column spare[] = {COLUMN_CALLED, COLUMN_VOID, COLUMN_SKIPPED};
    int sum = 0;

    grid->count = 0;
    for (int i = 0; i < COLUMNS; i++) {
        bool is_dropped = false;

        for (int k = 0; k < dropped && k < (int)ARRAY_LEN(spare); k++)
            is_dropped = is_dropped || spare[k] == columns[i];
        if (is_dropped)
            continue;
        grid->column[grid->count] = columns[i];
        grid->w[grid->count] = word_width(ui, report_column_head(columns[i])) + 16;
        sum += grid->w[grid->count++];
    }
    return sum;
}

/* Each column as wide as its heading's longest word; the name gets the rest, or a line of its own
 * where the columns need the width. */
static struct grid grid_of(struct ui *ui, struct ui_box box)
{
    struct grid grid = {0};
    int sum = fill_columns(ui, &grid, 0);
    int x = box.x;

    for (int dropped = 1; sum > box.w && dropped <= 3; dropped++)
        sum = fill_columns(ui, &grid, dropped);
    grid.is_stacked = box.w - sum < NAME_LEAST;
    grid.name_w = grid.is_stacked ? box.w : box.w - sum - 16;
    for (int i = 0; i < grid.count; i++) {
        if (grid.is_stacked && sum < box.w)
            grid.w[i] += (box.w - sum) / grid.count;
        grid.x[i] = grid.is_stacked ? x : x + box.w - sum;
        x += grid.w[i];
    }
    return grid;
}

/* Cut at a word so that it takes two lines at most. */
static void fit_name(struct ui *ui, char *name, int width)
{
    while (ui_text_height(ui, name, F_CAPTION, W_SEMIBOLD, width) > NAME_LINES * LINE) {
        char *blank = strrchr(name, ' ');

        if (!blank)
            return; /* one long word: the font's measure ends it */
        (void)text_copy(blank, 4, "…");
    }
}

static void draw_cells(struct ui *ui, const struct grid *grid, int y, int height,
                       const struct report_row *row, bool is_total)
{
    for (int i = 0; i < grid->count; i++) {
        char cell[32];

        if (row)
            report_cell(cell, sizeof cell, row, grid->column[i]);
        ui_text(ui, &(struct ui_text){.box = {grid->x[i], y, grid->w[i], height},
                                      .text = row ? cell : report_column_head(grid->column[i]),
                                      .font = F_CAPTION,
                                      .weight = is_total ? W_BOLD : W_SEMIBOLD,
                                      .color = row ? C_INK : C_INK2,
                                      .align = UI_RIGHT,
                                      .is_middle = true});
    }
}

struct line {
    char name[TICKET_NAME_TEXT];
    int height;
    int name_height;
};

static struct line line_of(struct ui *ui, const struct grid *grid, enum report_kind kind,
                           const struct report_row *row)
{
    struct line line;

    report_row_name(line.name, sizeof line.name, kind, row);
    fit_name(ui, line.name, grid->name_w);
    line.name_height = ui_text_height(ui, line.name, F_CAPTION, W_SEMIBOLD, grid->name_w);
    line.height = line.name_height + (grid->is_stacked ? LINE : 0) + 2 * ROW_PAD;
    return line;
}

static void draw_line(struct ui *ui, const struct grid *grid, struct ui_box box,
                      const struct line *line, const struct report_row *row, bool is_total)
{
    int cells = grid->is_stacked ? box.y + ROW_PAD + line->name_height : box.y;

    ui_text(ui, &(struct ui_text){.box = {box.x, box.y + ROW_PAD, grid->name_w, line->name_height},
                                  .text = line->name,
                                  .font = F_CAPTION,
                                  .weight = is_total ? W_BOLD : W_SEMIBOLD,
                                  .color = C_INK});
    draw_cells(ui, grid, cells, grid->is_stacked ? LINE : line->height, row, is_total);
    ui_fill(ui, (struct ui_box){box.x, box.y + line->height - 2, box.w, 2}, C_HAIR);
}

static struct paging split(struct ui *ui, const struct grid *grid, const struct day_screen *s,
                           int room)
{
    const struct report_table *table = report_table(&s->report, s->kind);
    struct paging paging = {.room = room, .wanted = s->page};

    for (size_t i = 0; i < table->count; i++)
        paging_add(&paging, line_of(ui, grid, s->kind, &table->rows[i]).height);
    return paging;
}

static void draw_table(struct day_screen *s, struct ui *ui, struct ui_box box)
{
    const struct report_table *table = report_table(&s->report, s->kind);
    struct grid grid = grid_of(ui, box);
    int y = box.y + TABLE_HEAD;
    int room = box.y + box.h - y;
    struct paging paging = split(ui, &grid, s, room);

    if (paging.pages > 1)
        paging = split(ui, &grid, s, room - PAGER - 8);
    paging_end(&paging, &s->page);
    draw_cells(ui, &grid, box.y, TABLE_HEAD, NULL, false);
    ui_fill(ui, (struct ui_box){box.x, y - 4, box.w, 4}, C_PRIMARY);
    for (size_t i = paging.first; i < paging.last; i++) {
        struct line line = line_of(ui, &grid, s->kind, &table->rows[i]);

        draw_line(ui, &grid, (struct ui_box){box.x, y, box.w, line.height}, &line, &table->rows[i],
                  false);
        y += line.height;
    }
    if (paging.pages > 1)
        part_staff_pager(ui, (struct ui_box){box.x, box.y + box.h - PAGER, box.w, PAGER}, &s->page,
                         paging.pages);
}

static void draw_tabs(struct day_screen *s, struct ui *ui, struct ui_box box)
{
    static const struct {
        const char *name;
        enum icon icon;
    } looks[] = {{"tab-group", ICON_USERS},
                 {"tab-service", ICON_LIST_CHECKS},
                 {"tab-hour", ICON_CLOCK},
                 {"tab-officer", ICON_USER_ROUND}};
    struct ui_tab tabs[REPORT_KINDS];
    int chosen;

    static_assert(ARRAY_LEN(looks) == REPORT_KINDS, "every table has its tab");
    for (int kind = 0; kind < REPORT_KINDS; kind++)
        tabs[kind] = (struct ui_tab){looks[kind].name, report_kind_head((enum report_kind)kind),
                                     looks[kind].icon};
    chosen = ui_tabs(ui, box, tabs, REPORT_KINDS, (size_t)s->kind);
    if (chosen < 0)
        return;
    s->kind = (enum report_kind)chosen;
    s->page = 0;
}

static void draw_refusal(struct ui *ui, struct ui_box box, const char *why)
{
    int middle = box.y + box.h / 2;

    part_medallion(ui, (struct ui_box){box.x + (box.w - 160) / 2, middle - 180, 160, 160},
                   ICON_LOCK, 80, C_SAND, C_INK);
    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = middle,
                                      .w = box.w,
                                      .text = why,
                                      .font = F_H2,
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .align = UI_CENTER,
                                      .name = "report-refused"});
}

void day_draw_report(struct day_screen *s, struct ui *ui, struct router *router, struct ui_box box)
{
    int bottom = box.y + box.h;

    if (day_refusal(router, RIGHT_REPORT)[0]) {
        draw_refusal(ui, box, _("sd_report_refused", "The day report is for supervisors."));
        return;
    }
    draw_head(s, ui, router, box);
    if (!s->is_read) /* the other day could not be read */
        return;
    box.y += HEAD;
    box.y += draw_cards(ui, box, &s->report.total);
    box.y += draw_times(ui, box, &s->report.total) + 8;
    draw_tabs(s, ui, (struct ui_box){box.x, box.y, box.w, TABS});
    box.y += TABS + 4;
    draw_table(s, ui, (struct ui_box){box.x, box.y, box.w, bottom - box.y});
}
