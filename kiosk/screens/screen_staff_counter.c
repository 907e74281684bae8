/* Where the officer works today: every counter of the catalogue, with what is done there. */
#include "base/text.h"
#include "desk/calling.h"
#include "parts.h"
#include "staff_parts.h"

enum { COUNTERS_MOST = 64, TILE_H = 136, TILE_GAP = 16, PAGER_H = 104 };

struct staff_counter_state {
    const char *counters[COUNTERS_MOST]; /* borrowed from the catalogue, each once */
    size_t count;
    struct desk_seat seats[DESK_SEATS_MOST];
    size_t seat_count;
    int page;
};

static bool is_listed(const struct staff_counter_state *s, const char *counter)
{
    for (size_t i = 0; i < s->count; i++)
        if (text_equal(s->counters[i], counter))
            return true;
    return false;
}

static void staff_counter_news(void *state, struct router *router)
{
    struct staff_counter_state *s = state;
    struct err err = {0};

    if (!desk_list_seats(router_desk(router), s->seats, &s->seat_count, &err)) {
        s->seat_count = 0;
        router_desk_failed(router, &err, "looking who works where");
    }
}

/* The colleague at a counter, NULL for nobody. */
static const char *colleague_at(const struct staff_counter_state *s, const char *counter,
                                const char *me)
{
    for (size_t i = 0; i < s->seat_count; i++)
        if (text_equal(s->seats[i].counter, counter) && !text_equal(s->seats[i].officer, me))
            return s->seats[i].officer;
    return NULL;
}

static void staff_counter_enter(void *state, struct router *router)
{
    struct staff_counter_state *s = state;
    const struct office *office = &router_catalog(router)->office;

    router_forget_visitor(router);
    staff_counter_news(state, router);

    for (size_t i = 0; i < office->group_count; i++) {
        const struct group *group = &office->groups[i];

        for (size_t j = 0; j < group->counter_count && s->count < COUNTERS_MOST; j++) {
            const char *counter = words_in(&group->counters[j], "id");

            if (counter && !is_listed(s, counter))
                s->counters[s->count++] = counter;
        }
    }
}

/* "Penerimaan berkas, Informasi" */
static void name_groups(char *out, size_t size, const struct catalog *catalog, const char *counter)
{
    out[0] = '\0';
    for (size_t i = 0; i < catalog->office.group_count; i++) {
        const struct group *group = &catalog->office.groups[i];
        char so_far[STRINGS_LINE];

        if (!desk_counter_serves(catalog, counter, group->id))
            continue;
        (void)text_copy(so_far, sizeof so_far, out);
        (void)text_format(out, size, "%s%s%s", so_far, so_far[0] ? ", " : "",
                          strings_words(&group->name));
    }
}

/* Who sits there already, in the corner; returns the width it takes. */
static int draw_colleague(struct ui *ui, const char *code, struct ui_box in)
{
    int width;

    if (!code)
        return 0;
    width = ui_text_width(ui, code, F_CAPTION, W_SEMIBOLD);
    ui_icon(ui, ICON_USER, (struct ui_box){in.x + in.w - 28 - width - 40, in.y + 22, 32, 32},
            C_WARNING);
    ui_text(ui, &(struct ui_text){.box = {in.x + in.w - 28 - width, in.y + 22, width, 32},
                                  .text = code,
                                  .font = F_CAPTION,
                                  .weight = W_SEMIBOLD,
                                  .color = C_WARNING,
                                  .max_lines = 1});
    return width + 56;
}

static bool draw_counter(struct ui *ui, const struct catalog *catalog, const char *counter,
                         const char *colleague, size_t index, struct ui_box box)
{
    char name[WIDGET_NAME], groups[STRINGS_LINE], spoken[STRINGS_LINE];
    struct ui_box in;
    bool fired;
    int taken;

    (void)text_format(name, sizeof name, "counter-%zu", index + 1);
    name_groups(groups, sizeof groups, catalog, counter);
    strings_dotted(spoken, sizeof spoken, counter, colleague ? colleague : "");
    fired = ui_surface(ui, &(struct ui_surface){.name = name, .spoken = spoken, .box = box}, &in);
    taken = draw_colleague(ui, colleague, in);
    ui_text(ui, &(struct ui_text){.box = {in.x + 28, in.y + 14, in.w - 56 - taken, 48},
                                  .text = counter,
                                  .font = F_H2,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1});
    ui_text(ui, &(struct ui_text){.box = {in.x + 28, in.y + 64, in.w - 56, 60},
                                  .text = groups,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .max_lines = 1});
    return fired;
}

static void staff_counter_frame(void *state, struct ui *ui, struct router *router)
{
    struct staff_counter_state *s = state;
    const struct catalog *catalog = router_catalog(router);
    int columns = ui_is_landscape(ui) ? 3 : 2;
    int top = part_staff_top(ui) + 48;
    int width = (ui_width(ui) - 2 * STAFF_MARGIN - (columns - 1) * TILE_GAP) / columns;
    int list = top + 96;
    int bottom = ui_height(ui) - STAFF_MARGIN;
    int rows = (bottom - PAGER_H - 24 - list) / (TILE_H + TILE_GAP);
    struct staff_pages pages = part_staff_pages(s->count, (size_t)(rows * columns), &s->page);

    (void)part_staff_bar(ui, router,
                         &(struct staff_bar){.title = _("p_mode", "Staff mode"),
                                             .subtitle = router_shift(router)->officer.name});
    part_text(ui, &(struct part_text){.x = STAFF_MARGIN,
                                      .y = top,
                                      .w = ui_width(ui) - 2 * STAFF_MARGIN,
                                      .text = _("p_where", "Where are you working?"),
                                      .font = F_H1,
                                      .weight = W_BOLD,
                                      .color = C_INK});
    for (size_t i = pages.first; i < pages.last; i++) {
        int at = (int)(i - pages.first);
        struct ui_box tile = {STAFF_MARGIN + at % columns * (width + TILE_GAP),
                              list + at / columns * (TILE_H + TILE_GAP), width, TILE_H};

        if (draw_counter(ui, catalog, s->counters[i],
                         colleague_at(s, s->counters[i], router_shift(router)->officer.code), i,
                         tile))
            router_choose_counter(router, s->counters[i]);
    }
    part_staff_pager(
        ui,
        (struct ui_box){STAFF_MARGIN, bottom - PAGER_H, ui_width(ui) - 2 * STAFF_MARGIN, PAGER_H},
        &s->page, pages.pages);
}

const struct screen screen_staff_counter = {
    .name = "staff-counter",
    .state_size = sizeof(struct staff_counter_state),
    .idle_ms = 120000,
    .is_staff = true,
    .enter = staff_counter_enter,
    .frame = staff_counter_frame,
    .news = staff_counter_news,
};
