#include "screens/find_gallery.h"
#include "base/text.h"
#include "screens/modes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

void find_type(struct stage *stage, const char *text)
{
    for (; *text; text++) {
        char name[WIDGET_NAME];

        assert_true(*text == ' ' ? text_copy(name, sizeof name, "key-space")
                                 : text_format(name, sizeof name, "key-%c", *text));
        stage_tap(stage, name);
    }
}

struct walk {
    struct stage *stage;
    void (*each)(struct stage *stage, const char *name, void *context);
    void *context;
};

static void see(const struct walk *walk, const char *name)
{
    walk->each(walk->stage, name, walk->context);
}

static void erase(struct stage *stage)
{
    for (int i = 0; i < 40 && strcmp(stage_state(stage, "typed"), "empty") != 0; i++)
        stage_tap(stage, "key-delete");
}

static void see_pages(const struct walk *walk, const char *name)
{
    char page[64];

    see(walk, name);
    for (int i = 2; i < 4; i++) {
        const struct widget *next = stage_widget(walk->stage, "page-down");

        if (!next || !next->is_enabled)
            return;
        stage_tap(walk->stage, "page-down");
        assert_true(text_format(page, sizeof page, "%s-p%d", name, i));
        see(walk, page);
    }
}

static void see_search(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    see(walk, "03-search");
    find_type(stage, "rekam");
    see(walk, "03-search-rekam");
    erase(stage);
    find_type(stage, "izin");
    see(walk, "03-search-izin");
    stage_tap(stage, "key-action");
    see_pages(walk, "03-search-izin-all");
    stage_tap(stage, "type");
    erase(stage);
    find_type(stage, "zzzqq");
    see(walk, "03-search-none");
    stage_tap(stage, "key-action");
    see(walk, "03-search-none-all");
}

static void see_list(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    stage_tap(stage, "nav-home");
    if (!stage_widget(stage, "sector-1"))
        return; /* home has no room for them in these modes, or the office has one sector */
    stage_tap(stage, "sector-1");
    see_pages(walk, "04-list");
    if (stage_widget(stage, "sector-0"))
        stage_tap(stage, "sector-0");
    see_pages(walk, "04-list-all");
    stage_tap(stage, "nav-home");
}

void find_gallery_walk(struct stage *stage,
                       void (*each)(struct stage *stage, const char *name, void *context),
                       void *context, unsigned modes)
{
    const struct walk walk = {stage, each, context};

    if (strcmp(stage_screen(stage), "attract") == 0)
        stage_tap(stage, "wake");
    stage_tap(stage, "search");
    modes_apply(stage, modes);
    see_search(&walk);
    see_list(&walk);
}
