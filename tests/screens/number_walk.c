/* A walk over the number's screens. */
#include "screens/number_walk.h"
#include "base/text.h"
#include "desk/opening.h"
#include "screens/modes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sqlite3.h>
#include <string.h>

#include <cmocka.h>

struct walk {
    struct stage *stage;
    void (*each)(struct stage *stage, const char *name, void *context);
    void *context;
    unsigned modes;
};

static void see(const struct walk *walk, const char *name)
{
    walk->each(walk->stage, name, walk->context);
}

static void expect_screen(const struct walk *walk, const char *name)
{
    assert_string_equal(stage_screen(walk->stage), name);
}

void number_open(struct stage *stage, unsigned modes)
{
    stage_printer(stage, TROUBLE_NONE, true); /* a report holds for 90 s */
    stage_notice(stage);
    if (strcmp(stage_screen(stage), "attract") == 0)
        stage_tap(stage, "wake");
    stage_tap(stage, "service-1");
    stage_tap(stage, "take");
    assert_string_equal(stage_screen(stage), "confirm");
    if (modes)
        modes_apply(stage, modes);
}

static void begin(const struct walk *walk)
{
    number_open(walk->stage, walk->modes);
}

/* Until the language, the modes and the wait of 4 seconds (8 in more time) of a notice are over. */
static void pass_notice(const struct walk *walk)
{
    stage_wait(walk->stage, 8500);
}

static void see_wishes(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    begin(walk);
    see(walk, "08-unticked");
    stage_printer(stage, TROUBLE_PAPER_OUT, true);
    stage_notice(stage);
    see(walk, "08-no-paper");
    assert_true(desk_pause_group(stage->desk, "berkas", "SR", "jaringan ke pusat terputus", NULL));
    stage_notice(stage);
    see(walk, "08-closed");
    assert_true(desk_resume_group(stage->desk, "berkas", "SR", NULL));
    stage_notice(stage);
    stage_wait(stage, walk->modes & MODE_TIME ? 120500 : 60500);
    see(walk, "21-idle");
    stage_tap(stage, "idle-end");
    expect_screen(walk, "attract");
}

/* Another process writes for longer than a tap waits; then the same wish is made again. */
static void see_failure(const struct walk *walk)
{
    char path[128];
    sqlite3 *other;

    assert_true(text_format(path, sizeof path, "%s/anjungan.db", walk->stage->directory));
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    stage_tap(walk->stage, "take-general");
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    assert_non_null(stage_widget(walk->stage, "failed"));
    see(walk, "08-failed");
}

static void see_paper(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    begin(walk);
    if (walk->modes == (MODE_LARGE | MODE_LOW)) /* it takes its time, and this is hardest to fit */
        see_failure(walk);
    stage_tap(stage, "take-general");
    see(walk, "09-printing");
    stage_move_job(stage, PRINT_PRINTED, TROUBLE_NONE);
    expect_screen(walk, "ticket");
    see(walk, "10-ticket");
    stage_tap(stage, "no-ticket");
    see(walk, "11-denied");
    stage_tap(stage, "call-officer");
    pass_notice(walk);
    see(walk, "11-called");
    stage_tap(stage, "kept");
    begin(walk);
    stage_tap(stage, "take-priority");
    stage_move_job(stage, PRINT_UNCERTAIN, TROUBLE_NONE);
    see(walk, "10-question");
    stage_tap(stage, "printed");
    see(walk, "10-answered");
    stage_tap(stage, "done");
}

static void see_troubles(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    for (enum printer_trouble trouble = TROUBLE_NO_PRINTER; trouble <= TROUBLE_UNKNOWN; trouble++) {
        char name[64];

        begin(walk);
        stage_tap(stage, "take-general");
        stage_printer(stage, trouble, true);
        stage_move_job(stage, PRINT_QUEUED, trouble);
        expect_screen(walk, "problem");
        assert_true(text_format(name, sizeof name, "11-%s", printer_trouble_name(trouble)));
        see(walk, name);
        stage_tap(stage, "kept");
    }
}

void number_walk(struct stage *stage,
                 void (*each)(struct stage *stage, const char *name, void *context), void *context,
                 unsigned modes)
{
    const struct walk walk = {stage, each, context, modes};

    for (int i = 0; i < 18; i++)
        stage_issue(stage, stage_first_service(stage));
    stage_serve(stage, 12, 14 * 60000);
    see_wishes(&walk);
    see_paper(&walk);
    see_troubles(&walk);
    begin(&walk);
    kiosk_fail(stage->kiosk, "P02");
    stage_settle(stage);
    expect_screen(&walk, "out-of-service");
    see(&walk, "27-out-of-service");
}
