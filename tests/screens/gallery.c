/* A walk through all screens. */
#include "screens/gallery.h"

#include "base/text.h"
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
    int last; /* form to leave at; -1: none */
    int *seen;
    jmp_buf *way_out;
};

static void see(const struct walk *walk, const char *name)
{
    walk->each(walk->stage, name, walk->context);
    if ((*walk->seen)++ == walk->last)
        longjmp(*walk->way_out, 1);
}

/* All pages of what is open. */
static void see_pages(const struct walk *walk, const char *name)
{
    char page[64];

    see(walk, name);
    for (int i = 2; i < 30; i++) {
        const struct widget *next = stage_widget(walk->stage, "page-down");

        if (!next || !next->is_enabled)
            return;
        stage_tap(walk->stage, "page-down");
        assert_true(text_format(page, sizeof page, "%s-p%d", name, i));
        see(walk, page);
    }
}

static void tick(const struct walk *walk, int count)
{
    char name[WIDGET_NAME];

    for (int i = 1; i <= count; i++) {
        assert_true(text_format(name, sizeof name, "item-%d", i));
        if (i != 7 && i != 8 && stage_widget(walk->stage, name))
            stage_tap(walk->stage, name);
    }
}

static void start(const struct walk *walk)
{
    if (strcmp(stage_screen(walk->stage), "attract") == 0)
        stage_tap(walk->stage, "wake");
    if (strcmp(stage_screen(walk->stage), "home") != 0)
        stage_tap(walk->stage, "nav-home");
}

static void see_permits(const struct walk *walk)
{
    struct stage *stage = walk->stage;
    char name[64], widget[WIDGET_NAME];

    for (int i = 1; i < 20; i++) {
        assert_true(text_format(widget, sizeof widget, "service-%d", i));
        start(walk);
        if (!stage_widget(stage, widget))
            return;
        stage_tap(stage, widget);
        tick(walk, 10);
        assert_true(text_format(name, sizeof name, "05-%s-%d", stage_screen(stage), i));
        see_pages(walk, name);
        stage_tap(stage, "tab-steps");
        assert_true(text_format(name, sizeof name, "06-steps-%d", i));
        see_pages(walk, name);
        stage_tap(stage, "tab-info");
        assert_true(text_format(name, sizeof name, "07-info-%d", i));
        see_pages(walk, name);
        stage_tap(stage, "take");
        assert_true(text_format(name, sizeof name, "08-confirm-%d", i));
        see(walk, name);
    }
}

static void take(const struct walk *walk, const char *button)
{
    start(walk);
    stage_printer(walk->stage, TROUBLE_NONE, true); /* a report holds for 90 s */
    stage_notice(walk->stage);
    stage_tap(walk->stage, "take-1");
    stage_tap(walk->stage, button);
}

static void see_paper(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    take(walk, "take-general");
    stage_wait(stage, 900);
    see(walk, "09-printing");
    stage_move_job(stage, PRINT_PRINTED, TROUBLE_NONE);
    see(walk, "10-ticket");
    stage_tap(stage, "no-ticket");
    see(walk, "11-problem-denied");
    stage_tap(stage, "kept");

    take(walk, "take-priority");
    stage_move_job(stage, PRINT_UNCERTAIN, TROUBLE_NONE);
    see(walk, "10-question");
    stage_tap(stage, "printed");
    see(walk, "10-answered");
    stage_tap(stage, "done");
    for (enum printer_trouble trouble = TROUBLE_NO_PRINTER; trouble <= TROUBLE_UNKNOWN; trouble++) {
        char name[64];

        take(walk, "take-general");
        stage_printer(stage, trouble, true);
        stage_move_job(stage, PRINT_QUEUED, trouble);
        assert_true(text_format(name, sizeof name, "11-problem-%s", printer_trouble_name(trouble)));
        see(walk, name);
        stage_tap(stage, "kept");
        stage_printer(stage, TROUBLE_NONE, true);
        stage_notice(stage);
    }
}

/* Known before the touch. */
static void see_no_paper(const struct walk *walk)
{
    start(walk);
    stage_printer(walk->stage, TROUBLE_PAPER_OUT, true);
    stage_notice(walk->stage);
    stage_tap(walk->stage, "ask");
    see(walk, "08-confirm-no-paper");
    stage_tap(walk->stage, "nav-home");
    stage_printer(walk->stage, TROUBLE_NONE, true);
    stage_notice(walk->stage);
}

static void walk_all(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    see(walk, "01-attract");
    start(walk);
    see_pages(walk, "02-home");
    stage_tap(stage, "ask");
    see(walk, "08-confirm-group");
    stage_tap(stage, "nav-home");
    see_no_paper(walk);
    see_permits(walk);
    start(walk);
    stage_tap(stage, "service-1");
    stage_wait(stage, 90500);
    see(walk, "21-idle");
    stage_tap(stage, "idle-end");
    start(walk);
    stage_tap(stage, "service-1");
    stage_tap(stage, "tab-steps");
    stage_tap(stage, "print");
    see(walk, "06-toast");
    stage_tap(stage, "nav-home");
    see_paper(walk);
    kiosk_fail(stage->kiosk, "P02");
    stage_settle(stage);
    see(walk, "27-out-of-service");
}

void gallery_until(struct stage *stage,
                   void (*each)(struct stage *stage, const char *name, void *context),
                   void *context, int last)
{
    jmp_buf way_out;
    int seen = 0;
    const struct walk walk = {stage, each, context, last, &seen, &way_out};

    if (setjmp(way_out) == 0)
        walk_all(&walk);
}

void gallery_walk(struct stage *stage,
                  void (*each)(struct stage *stage, const char *name, void *context), void *context)
{
    gallery_until(stage, each, context, -1);
}
