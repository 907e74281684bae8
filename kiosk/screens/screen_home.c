/* Screen 02: every permit of the office, the often chosen ones first, and the other services. */
#include "base/text.h"
#include "closed.h"
#include "complaint_form.h"
#include "offline.h"
#include "parts.h"
#include "permit_row.h"
#include "survey_parts.h"

enum {
    TILE = 168,
    TILE_GAP = 16,
    HOME_PAGES = 512, /* more could not be reached by pressing "Berikutnya" */
    STRIP = 152,
    SEARCH = 104,
};

struct home_state {
    struct queue_view queue;
    struct opening opening;
    int page;
    /* Where pages begin, measured once for a language and a size of the window. */
    uint32_t starts[HOME_PAGES + 1];
    int pages;
    char lang[VISIT_LANG];
    int height;
    int others; /* what stands beside the list */
    double scale;
};

static void home_news(void *state, struct router *router)
{
    struct home_state *s = state;
    struct queue_view queue;
    struct err err = {0};

    if (desk_view_queue(router_desk(router), NULL, &queue, &err))
        s->queue = queue;
    else
        router_desk_failed(router, &err, "reading the queue");
    s->opening = closed_look(router, NULL);
}

struct tile {
    const char *name;
    enum icon icon;
    struct label title;
    struct label caption;
    const char *group; /* whose number it gives; NULL: a form, open at all hours */
    void (*open)(struct router *router); /* that form's */
};

static void open_complaint(struct router *router)
{
    complaint_open(router, NULL);
}

static void open_survey(struct router *router)
{
    router_go(router, &screen_survey_start);
}

/* The tiles that exist; a group that an office does not have is left out. */
static const struct tile tiles[] = {
    {"collect", ICON_FILE_CHECK, W("collect", "Collect a permit"),
     W("collect_d", "Collection counter number"), "C", NULL},
    {"complain", ICON_MEGAPHONE, W("complain", "Complaint"), W("complain_d", "Complain or suggest"),
     NULL, open_complaint},
    {"ask", ICON_CONCIERGE_BELL, W("ask_staff", "Ask an officer"),
     W("ask_staff_d", "Information desk number"), "B", NULL},
    {"survey", ICON_SMILE, W("v_tile", "Rate our service"),
     W("v_tile_d", "Survey, about 2 minutes"), NULL, open_survey},
};

static bool has_tile(const struct router *router, const struct tile *tile)
{
    if (tile->open == open_survey)
        return router_offers_survey(router) && survey_is_offered(router);
    return !tile->group || catalog_group(router_catalog(router), tile->group);
}

/* Two in a row. */
static int tiles_height(const struct router *router)
{
    int count = 0;

    for (size_t i = 0; i < ARRAY_LEN(tiles); i++)
        count += has_tile(router, &tiles[i]);
    return (count + 1) / 2 * (TILE + TILE_GAP) - TILE_GAP;
}

static void open_tile(struct router *router, const struct tile *tile)
{
    if (!tile->group) {
        tile->open(router);
        return;
    }
    router_choose_group(router, catalog_group(router_catalog(router), tile->group));
    router_go(router, &screen_confirm);
}

static void draw_tile(struct ui *ui, struct router *router, const struct tile *tile,
                      struct ui_box box, bool is_open)
{
    enum ui_color ink = is_open ? C_INK : C_DISABLED_FG;
    struct ui_box in;
    int width = box.w - 130 - 16;
    int title, caption;

    if (ui_surface(ui,
                   &(struct ui_surface){.name = tile->name,
                                        .spoken = strings_label(&tile->title),
                                        .kind = UI_TILE,
                                        .box = box,
                                        .is_disabled = !is_open},
                   &in))
        open_tile(router, tile);
    title = ui_text_height(ui, strings_label(&tile->title), F_TITLE, W_SEMIBOLD, width);
    caption = ui_text_height(ui, strings_label(&tile->caption), F_CAPTION, W_MEDIUM, width);
    if (is_open)
        ui_round(ui, (struct ui_box){in.x + 26, in.y + (in.h - 80) / 2, 80, 80}, 20, C_TINT);
    ui_icon(ui, tile->icon, (struct ui_box){in.x + 42, in.y + (in.h - 48) / 2, 48, 48},
            is_open ? C_PRIMARY_DARK : ink);
    in.y += (in.h - title - caption) / 2;
    part_text(ui, &(struct part_text){.x = in.x + 130,
                                      .y = in.y,
                                      .w = width,
                                      .text = strings_label(&tile->title),
                                      .font = F_TITLE,
                                      .weight = W_SEMIBOLD,
                                      .color = ink});
    part_text(ui, &(struct part_text){.x = in.x + 130,
                                      .y = in.y + title,
                                      .w = width,
                                      .text = strings_label(&tile->caption),
                                      .font = F_CAPTION,
                                      .weight = W_MEDIUM,
                                      .color = is_open ? C_INK2 : ink});
}

static void draw_tiles(struct ui *ui, struct router *router, int y, bool is_open)
{
    int width = (PART_W - TILE_GAP) / 2;
    int at = 0;

    for (size_t i = 0; i < ARRAY_LEN(tiles); i++) {
        if (!has_tile(router, &tiles[i]))
            continue;
        draw_tile(ui, router, &tiles[i],
                  (struct ui_box){PART_X + at % 2 * (width + TILE_GAP),
                                  y + at / 2 * (TILE + TILE_GAP), width, TILE},
                  is_open || !tiles[i].group);
        at++;
    }
}

/* Who is called and how many wait: only informs, so it is flat. */
static void draw_strip(struct ui *ui, const struct queue_view *queue, int y)
{
    char called[STRINGS_LINE], people[64];

    if (queue->called[0])
        (void)text_fill(called, sizeof called, _("called_to", "{number}, {counter}"), "number",
                        queue->called, "counter", queue->called_counter, NULL);
    else
        (void)text_copy(called, sizeof called, _("none_called", "Nobody has been called yet"));
    words_people(people, sizeof people, queue->waiting);
    ui_card(ui, (struct ui_box){PART_X, y, PART_W, STRIP}, 24, 2, C_HAIR, C_SURFACE);
    part_fact(ui, &(struct part_fact){.x = PART_X + 38,
                                      .y = y + 40,
                                      .w = 560,
                                      .icon = ICON_MEGAPHONE,
                                      .icon_color = C_INK,
                                      .label = _("calling", "Now calling"),
                                      .value = called});
    part_fact(ui, &(struct part_fact){.x = PART_X + 638,
                                      .y = y + 40,
                                      .w = 290,
                                      .icon = ICON_USERS,
                                      .icon_color = C_INK,
                                      .label = _("waiting", "Waiting"),
                                      .value = people});
}

/* Looks like the box it leads to; all of it is touchable. */
static void draw_search(struct ui *ui, struct router *router, int y)
{
    struct ui_box in;

    if (ui_surface(ui,
                   &(struct ui_surface){.name = "search",
                                        .spoken = _("find", "Search permits"),
                                        .kind = UI_SURFACE_SECONDARY,
                                        .box = {PART_X, y, PART_W, SEARCH}},
                   &in))
        router_go(router, &screen_search);
    ui_icon(ui, ICON_SEARCH, (struct ui_box){in.x + 34, in.y + (in.h - 48) / 2, 48, 48}, C_INK);
    ui_text(ui, &(struct ui_text){.box = {in.x + 106, in.y, PART_W - 106 - 34, in.h},
                                  .text = _("search_ph", "Search a permit, e.g. perekam medis"),
                                  .font = F_TITLE,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .max_lines = 1,
                                  .is_middle = true});
}

static void split_pages(struct ui *ui, struct router *router, struct home_state *s, int room)
{
    int used = 0;

    s->pages = 1;
    s->starts[0] = 0;
    for (size_t i = 0; i < router_service_count(router); i++) {
        int height = permit_row_height(ui, router_service(router, i), PART_W) + PERMIT_ROW_GAP;

        if (used > 0 && used + height - PERMIT_ROW_GAP > room) {
            if (s->pages == HOME_PAGES)
                break;
            s->starts[s->pages++] = (uint32_t)i;
            used = 0;
        }
        used += height;
    }
    s->starts[s->pages] = (uint32_t)router_service_count(router);
    if (s->page >= s->pages)
        s->page = s->pages - 1;
}

static int rows_height(struct ui *ui, struct router *router, const struct home_state *s)
{
    int height = 0;

    for (uint32_t i = s->starts[s->page]; i < s->starts[s->page + 1]; i++)
        height += permit_row_height(ui, router_service(router, i), PART_W) + PERMIT_ROW_GAP;
    return height > 0 ? height - PERMIT_ROW_GAP : 0;
}

enum { OFFLINE_RISE = 8, OFFLINE_GAP = 24 };
enum {
    SECTION = 60,
    GAP = 32,
    SEARCH_GAP = 20,
    LIST_TOP = PART_TOP + 64 + SEARCH_GAP + SEARCH + GAP + SECTION,
    MAX_GAP = 80
};

static void prepare(struct ui *ui, struct router *router, struct home_state *s, int others)
{
    int room = part_bottom(ui) - others - LIST_TOP;

    if (text_equal(s->lang, i18n_lang()) && s->height == ui_height(ui) && s->scale == ui_scale(ui)
        && s->others == others)
        return;
    (void)text_copy(s->lang, sizeof s->lang, i18n_lang());
    s->height = ui_height(ui);
    s->others = others;
    s->scale = ui_scale(ui);
    split_pages(ui, router, s, room);
    if (s->pages > 1)
        split_pages(ui, router, s, room - PAGER_HEIGHT - PAGER_GAP);
}

static int heading(struct ui *ui, int y, const char *text)
{
    ui_text(ui, &(struct ui_text){.box = {PART_X, y, PART_W - 400, 48},
                                  .text = text,
                                  .font = F_H2,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1});
    return y + SECTION;
}

static int draw_list(struct ui *ui, struct router *router, struct home_state *s, int y)
{
    if (router_service_count(router) == 0)
        return y;
    if (s->pages > 1)
        part_page_words(ui, y + 4, s->page, s->pages);
    y = heading(ui, y, _("apply", "Apply for a permit"));
    for (uint32_t i = s->starts[s->page]; i < s->starts[s->page + 1]; i++) {
        int height = permit_row_height(ui, router_service(router, i), PART_W);

        permit_row_draw(ui, router,
                        &(struct permit_row){.service = router_service(router, i),
                                             .at = i,
                                             .box = {PART_X, y, PART_W, height},
                                             .is_open = s->opening.is_open});
        y += height + PERMIT_ROW_GAP;
    }
    return y - PERMIT_ROW_GAP;
}

static void home_frame(void *state, struct ui *ui, struct router *router)
{
    struct home_state *s = state;
    int notice = s->opening.is_open ? 0 : closed_height(ui, router, &s->opening) + GAP;
    int away = offline_height(ui, router);
    int top = PART_TOP + (away > 0 ? away - OFFLINE_RISE + OFFLINE_GAP : 0);
    int below = GAP + SECTION + tiles_height(router);
    int title, bottom, spare, gap, y;

    notice += top - PART_TOP;
    offline_draw(ui, router, PART_TOP - OFFLINE_RISE);
    prepare(ui, router, s, notice + below);
    title = part_text(ui, &(struct part_text){.x = PART_X,
                                              .y = top,
                                              .w = PART_W,
                                              .text = _("ask", "How can we help you?"),
                                              .font = F_H1,
                                              .weight = W_BOLD,
                                              .color = C_INK,
                                              .name = "title"});
    draw_search(ui, router, top + title + SEARCH_GAP);
    title += SEARCH_GAP + SEARCH;
    bottom = part_bottom(ui);
    spare = bottom - notice - below - LIST_TOP - rows_height(ui, router, s);
    gap = GAP;
    if (s->pages == 1 && spare >= STRIP + GAP) { /* a short list breathes, and the queue is shown */
        gap +=
            (spare - STRIP - GAP) / 2 < MAX_GAP - GAP ? (spare - STRIP - GAP) / 2 : MAX_GAP - GAP;
        draw_strip(ui, &s->queue, bottom - STRIP);
    }
    if (!s->opening.is_open)
        closed_draw(ui, router, &s->opening, top + title + GAP);
    y = draw_list(ui, router, s, PART_TOP + title + notice + gap);
    if (s->pages > 1) {
        y = bottom - below - PAGER_HEIGHT;
        part_pager(ui, y, &s->page, s->pages);
        y += PAGER_HEIGHT;
    }
    draw_tiles(ui, router, heading(ui, y + gap, _("other", "Other services")), s->opening.is_open);
}

const struct screen screen_home = {
    .name = "home",
    .state_size = sizeof(struct home_state),
    .idle_ms = 30000,
    .has_no_back = true,
    .has_no_home = true,
    .idles_quietly = true,
    .enter = home_news,
    .frame = home_frame,
    .news = home_news,
};
