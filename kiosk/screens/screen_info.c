/* Screen 07: what it costs, how long it takes, on which law it stands, where to complain. */
#include "complaint_form.h"
#include "info_blocks.h"
#include "permit_place.h"

enum { PAGE_LINE = 48 };

struct info_state {
    int page;
};

/* What the service has to say, and which of it stands on the open page. */
struct info_pages {
    struct info_block blocks[INFO_MAX_BLOCKS];
    size_t count;
    struct paging paging;
};

/* A heading never stays alone at a page's end: it is measured with what follows it. */
static int kept_height(struct ui *ui, struct router *router, const struct info_pages *pages,
                       size_t i, int width)
{
    const struct info_block *blocks = pages->blocks;
    int height = info_height(ui, router, &blocks[i], width);

    if (blocks[i].kind == INFO_HEADING && i + 1 < pages->count)
        height += info_height(ui, router, &blocks[i + 1], width);
    return height;
}

/* Units of paging: a heading with its first block is one unit, everything else stands alone. */
static bool is_unit(const struct info_block *blocks, size_t i)
{
    return i == 0 || blocks[i - 1].kind != INFO_HEADING;
}

static void split(struct info_pages *pages, struct ui *ui, struct router *router,
                  struct ui_box body, int page, bool has_complain)
{
    pages->count = info_blocks(router, pages->blocks, has_complain);
    pages->paging = (struct paging){.room = body.h, .wanted = page};
    for (size_t i = 0; i < pages->count; i++)
        if (is_unit(pages->blocks, i))
            paging_add(&pages->paging, kept_height(ui, router, pages, i, body.w));
}

static void draw_blocks(struct ui *ui, struct router *router, const struct info_pages *pages,
                        struct ui_box body, int page)
{
    const struct info_block *blocks = pages->blocks;
    size_t unit = 0;

    if (page > 0)
        body.y -= 24; /* a page that begins with a heading brings its own gap */
    for (size_t i = 0; i < pages->count; i++) {
        if (i > 0 && is_unit(blocks, i))
            unit++;
        if (unit < pages->paging.first || unit >= pages->paging.last)
            continue;
        info_draw(ui, router, &blocks[i], body);
        body.y += info_height(ui, router, &blocks[i], body.w);
    }
}

static void draw_complain_and_take(struct ui *ui, struct router *router,
                                   const struct permit_place *place)
{
    const struct permit_second complain = {"complain", _("c_make", "File a complaint"),
                                           ICON_MEGAPHONE};

    if (permit_second(ui, router, place, &complain))
        complaint_open(router, router_visit(router)->service);
}

/* As designed: where one page is not enough its arrows stand in the place of the second action, the words
 * above them, and the complaint's button among the blocks. */
static void frame_upright(struct info_state *s, struct ui *ui, struct router *router,
                          const struct permit_place *place)
{
    const int actions = part_actions(ui);
    const struct ui_box body = {place->x, place->top, place->w, actions - PAGE_LINE - place->top};
    struct info_pages pages;

    split(&pages, ui, router, body, s->page, false);
    if (pages.paging.pages > 1)
        split(&pages, ui, router, body, s->page, true);
    paging_end(&pages.paging, &s->page);
    draw_blocks(ui, router, &pages, body, s->page);
    if (pages.paging.pages == 1) {
        draw_complain_and_take(ui, router, place);
        return;
    }
    part_page_words(ui, actions - PAGE_LINE, s->page, pages.paging.pages);
    part_small_pager(ui, (struct ui_box){PART_X, actions, SMALL_PAGER_WIDTH, PART_ACTION}, &s->page,
                     pages.paging.pages);
    permit_take(ui, router,
                (struct ui_box){PART_X + SMALL_PAGER_WIDTH + 16, actions,
                                PART_W - SMALL_PAGER_WIDTH - 16, PART_ACTION});
}

/* Elsewhere the pager has a line of its own. */
static void frame_with_pager(struct info_state *s, struct ui *ui, struct router *router,
                             const struct permit_place *place)
{
    struct ui_box body = permit_body(place, place->top, false);
    struct info_pages pages;

    split(&pages, ui, router, body, s->page, false);
    if (pages.paging.pages > 1) {
        body = permit_body(place, place->top, true);
        split(&pages, ui, router, body, s->page, false);
    }
    paging_end(&pages.paging, &s->page);
    if (place->is_beside) /* the column at the left is read first */
        draw_complain_and_take(ui, router, place);
    draw_blocks(ui, router, &pages, body, s->page);
    permit_low_tabs(ui, router, place, TAB_INFO);
    if (pages.paging.pages > 1)
        permit_pager(ui, place, &s->page, pages.paging.pages);
    if (!place->is_beside)
        draw_complain_and_take(ui, router, place);
}

static void info_frame(void *state, struct ui *ui, struct router *router)
{
    const struct permit_place place = permit_head(ui, router, TAB_INFO);

    if (place.is_beside || place.is_low || ui_is_large_text(ui))
        frame_with_pager(state, ui, router, &place);
    else
        frame_upright(state, ui, router, &place);
}

const struct screen screen_info = {
    .name = "info",
    .state_size = sizeof(struct info_state),
    .idle_ms = 90000,
    .frame = info_frame,
};
