#include "screens/permit_gallery.h"
#include "base/text.h"
#include "screens/modes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { PERMITS_MOST = 4, PAGES_MOST = 199 };

struct walk {
    struct stage *stage;
    void (*each)(struct stage *stage, const char *name, void *context);
    void *context;
};

static void see_pages(const struct walk *walk, const char *number, int permit)
{
    char page[64];

    for (int i = 1;; i++) {
        const struct widget *next = stage_widget(walk->stage, "page-down");

        assert_true(i <= PAGES_MOST);
        assert_true(text_format(page, sizeof page, "%s-%s-%d-p%d", number,
                                stage_screen(walk->stage), permit, i));
        walk->each(walk->stage, page, walk->context);
        if (!next || !next->is_enabled)
            return;
        stage_tap(walk->stage, "page-down");
    }
}

/* Every third stays at home. */
static void tick(struct stage *stage)
{
    char name[WIDGET_NAME];

    for (int i = 1; i <= 12; i++) {
        assert_true(text_format(name, sizeof name, "item-%d", i));
        if (i % 3 != 0 && stage_widget(stage, name))
            stage_tap(stage, name);
    }
}

/* From the search, which stands alike in every mode. */
static bool open_permit(struct stage *stage, int permit, unsigned modes)
{
    char widget[WIDGET_NAME];

    stage_tap(stage, strcmp(stage_screen(stage), "attract") == 0 ? "wake" : "nav-home");
    stage_tap(stage, "search");
    modes_apply(stage, modes);
    stage_tap(stage, "key-i");
    stage_tap(stage, "key-z");
    stage_tap(stage, "key-action");
    assert_true(text_format(widget, sizeof widget, "service-%d", permit));
    while (!stage_widget(stage, widget)) {
        const struct widget *next = stage_widget(stage, "page-down");

        if (!next || !next->is_enabled)
            return false;
        stage_tap(stage, "page-down");
    }
    stage_tap(stage, widget);
    return true;
}

void permit_gallery_walk(struct stage *stage,
                         void (*each)(struct stage *stage, const char *name, void *context),
                         void *context, unsigned modes)
{
    const struct walk walk = {stage, each, context};

    for (int permit = 1; permit <= PERMITS_MOST; permit++) {
        if (!open_permit(stage, permit, modes))
            break;
        tick(stage);
        see_pages(&walk, "05", permit);
        stage_tap(stage, "tab-steps");
        see_pages(&walk, "06", permit);
        stage_tap(stage, "tab-info");
        see_pages(&walk, "07", permit);
    }
    stage_tap(stage, "nav-home");
}
