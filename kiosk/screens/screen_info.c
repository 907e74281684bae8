/* Screen 07: what it costs, how long it takes, on which law it stands, where to complain. */
#include "base/text.h"
#include "info_blocks.h"

enum { WORDS_LINE_HEIGHT = 48, COMPLAIN_WIDTH = 336 };

struct info_state {
    int page;
};

/* A heading never stays alone at a page's end: it is measured with what follows it. */
static int kept_height(struct ui *ui, struct router *router, const struct info_block *blocks,
                       size_t count, size_t i)
{
    int height = info_height(ui, router, &blocks[i]);

    if (blocks[i].kind == INFO_HEADING && i + 1 < count)
        height += info_height(ui, router, &blocks[i + 1]);
    return height;
}

/* Units of paging: a heading with its first block is one unit, everything else stands alone. */
static bool is_unit(const struct info_block *blocks, size_t i)
{
    return i == 0 || blocks[i - 1].kind != INFO_HEADING;
}

static struct paging split(struct ui *ui, struct router *router, const struct info_block *blocks,
                           size_t count, int room, int page)
{
    struct paging paging = {.room = room, .wanted = page};

    for (size_t i = 0; i < count; i++)
        if (is_unit(blocks, i))
            paging_add(&paging, kept_height(ui, router, blocks, count, i));
    return paging;
}

/* Where all pages would need a line, the words stand above the actions and the buttons in the place
 * of the second one, so that the first page keeps the designed one's room. */
static void draw_pager(struct ui *ui, struct router *router, struct info_state *s, int pages)
{
    part_small_pager(ui, &s->page, pages);
    part_permit_take(ui, router, PART_X + SMALL_PAGER_WIDTH + 16);
}

static void info_frame(void *state, struct ui *ui, struct router *router)
{
    struct info_state *s = state;
    struct info_block blocks[INFO_MAX_BLOCKS];
    size_t count = info_blocks(router, blocks, false);
    size_t unit = 0;
    int y = part_permit_head(ui, router, TAB_INFO) + 24;
    int bottom = part_actions(ui) - WORDS_LINE_HEIGHT;
    struct paging paging = split(ui, router, blocks, count, bottom - y, s->page);

    if (paging.pages > 1) { /* the pager stands where the complaint's button would */
        count = info_blocks(router, blocks, true);
        paging = split(ui, router, blocks, count, bottom - y, s->page);
    }
    paging_end(&paging, &s->page);
    if (s->page > 0)
        y -= 24; /* a page that begins with a heading brings its own gap */
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && is_unit(blocks, i))
            unit++;
        if (unit < paging.first || unit >= paging.last)
            continue;
        info_draw(ui, router, &blocks[i], y);
        y += info_height(ui, router, &blocks[i]);
    }
    if (paging.pages == 1) {
        info_complain(ui, router,
                      (struct ui_box){PART_X, part_actions(ui), COMPLAIN_WIDTH, PART_ACTION});
        part_permit_take(ui, router, PART_X + COMPLAIN_WIDTH + 16);
        return;
    }
    part_page_words(ui, bottom, s->page, paging.pages);
    draw_pager(ui, router, s, paging.pages);
}

const struct screen screen_info = {
    .name = "info",
    .state_size = sizeof(struct info_state),
    .idle_ms = 90000,
    .frame = info_frame,
};
