/* A walk over attract and home. */
#include "screens/home_walk.h"
#include "base/text.h"
#include "desk/opening.h"
#include "screens/away.h"
#include "screens/modes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct walk {
    struct stage *stage;
    void (*each)(struct stage *stage, const char *name, void *context);
    void *context;
    unsigned modes;
};

static void see_contact(const struct walk *walk)
{
    struct stage *stage = walk->stage;
    const struct widget *next;
    char name[32];
    int page = 1;

    stage_tap(stage, "contact");
    for (bool is_last = false; !is_last; page++) {
        assert_true(text_format(name, sizeof name, "07-contact-p%d", page));
        walk->each(stage, name, walk->context);
        next = stage_widget(stage, "page-down");
        is_last = !next || !next->is_enabled;
        if (!is_last)
            stage_tap(stage, "page-down");
    }
    stage_tap(stage, "nav-home");
}

/* With every switch that there may be. */
static void see_access(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    stage_tap(stage, "nav-access");
    walk->each(stage, "24-access", walk->context);
    stage_tap(stage, "access-close");
}

static void see(const struct walk *walk, const char *attract, const char *home)
{
    struct stage *stage = walk->stage;

    assert_string_equal(stage_screen(stage), "attract");
    if (walk->modes)
        modes_apply(stage, walk->modes);
    walk->each(stage, attract, walk->context);
    stage_tap(stage, "wake");
    assert_string_equal(stage_screen(stage), "home");
    walk->each(stage, home, walk->context);
    if (strcmp(home, "02-home") == 0) {
        see_access(walk);
        see_contact(walk);
    }
    stage_wait(stage, 60000); /* the visit ends */
    if (stage_widget(stage, "idle-end"))
        stage_tap(stage, "idle-end");
}

void home_walk(struct stage *stage,
               void (*each)(struct stage *stage, const char *name, void *context), void *context,
               unsigned modes)
{
    const struct walk walk = {stage, each, context, modes};
    struct err err = {0};

    see(&walk, "01-attract", "02-home");
    away_since(stage, 29 * 60000);
    see(&walk, "26-attract", "26-home");
    if (!desk_close_day(stage->desk, "test", &err))
        fail_msg("%s", err.text);
    stage_notice(stage);
    see(&walk, "26-attract-closed", "26-home-closed");
    if (!desk_open_day(stage->desk, "test", &err))
        fail_msg("%s", err.text);
    stage_issue(stage, "pengaduan");
    stage_announce(stage, "P-003", "Loket pengambilan izin dan penyerahan berkas", "pengambilan",
                   0);
    stage_announce(stage, "B-008", "Meja informasi", "informasi", 0);
    stage_announce(stage, "A-1014", "Loket 2", "berkas", 0);
    stage_call(stage, "Loket pengambilan izin dan penyerahan berkas");
    see(&walk, "26-attract-called", "26-home-called");
}
