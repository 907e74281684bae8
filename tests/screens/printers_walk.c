/* A walk over the screens that speak of printers. */
#include "screens/printers_walk.h"
#include "base/text.h"
#include "screens/complaint_gallery.h"
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

static void see(const struct walk *walk, const char *name, enum paper_place place)
{
    char full[64];

    assert_true(text_format(full, sizeof full, "%s%s%s", name, place == PLACE_BELOW ? "" : "-",
                            place == PLACE_BELOW ? "" : paper_place_name(place)));
    walk->each(walk->stage, full, walk->context);
}

/* The home screen in these modes. */
static void begin(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    if (strcmp(stage_screen(stage), "attract") == 0)
        stage_tap(stage, "wake");
    if (walk->modes) {
        stage_tap(stage, "ask");
        modes_apply(stage, walk->modes);
        stage_tap(stage, "nav-back");
    }
    assert_string_equal(stage_screen(stage), "home");
}

static const char *const queues[] = {"tiket", "cadangan"};

static void report(const struct walk *walk, int no, enum printer_trouble trouble,
                   enum paper_place place)
{
    struct printer_status status = {
        .no = no, .trouble = trouble, .is_confirming = true, .place = place};
    struct err err = {0};

    assert_true(text_copy(status.queue, sizeof status.queue, queues[no - 1]));
    if (!desk_report_printer(walk->stage->desk, &status, &err))
        fail_msg("%s", err.text);
    stage_notice(walk->stage);
}

/* The slip that waits comes to its end at the second printer. */
static void end_at_second(const struct walk *walk, enum print_state state)
{
    struct print_job job;

    assert_true(desk_next_job(walk->stage->desk, &job, NULL));
    assert_true(desk_move_job(walk->stage->desk, job.id, state, TROUBLE_NONE, queues[1], 7, NULL));
    stage_notice(walk->stage);
}

static void expect_screen(const struct walk *walk, const char *name)
{
    assert_string_equal(stage_screen(walk->stage), name);
}

static void see_the_only_one_out(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    report(walk, 1, TROUBLE_PAPER_OUT, PLACE_BELOW);
    see(walk, "01-no-paper", PLACE_BELOW);
    begin(walk);
    see(walk, "02-no-paper", PLACE_BELOW);
    stage_tap(stage, "ask");
    see(walk, "08-no-paper", PLACE_BELOW);
    stage_tap(stage, "take-general");
    expect_screen(walk, "problem");
    see(walk, "11-no-paper", PLACE_BELOW);
    stage_tap(stage, "kept");
    begin(walk);
    report(walk, 1, TROUBLE_JAM, PLACE_BELOW);
    see(walk, "02-jam", PLACE_BELOW);
    stage_tap(stage, "ask");
    see(walk, "08-jam", PLACE_BELOW);
    stage_tap(stage, "nav-home");
}

static void see_the_second(const struct walk *walk, enum paper_place place)
{
    struct stage *stage = walk->stage;

    report(walk, 1, TROUBLE_PAPER_OUT, PLACE_BELOW);
    report(walk, 2, TROUBLE_NONE, place);
    begin(walk);
    stage_tap(stage, "ask");
    see(walk, "08", place);
    stage_tap(stage, "take-general");
    see(walk, "09", place);
    end_at_second(walk, PRINT_PRINTED);
    expect_screen(walk, "ticket");
    see(walk, "10", place);
    stage_tap(stage, "no-ticket");
    see(walk, "11", place);
    stage_tap(stage, "kept");
    begin(walk);
    stage_tap(stage, "ask");
    stage_tap(stage, "take-priority");
    end_at_second(walk, PRINT_UNCERTAIN);
    see(walk, "10-question", place);
    stage_tap(stage, "printed");
    see(walk, "10-answered", place);
    stage_tap(stage, "done");
}

static void see_a_receipt_at_the_officers(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    begin(walk);
    complaint_open_form(stage);
    complaint_send(stage);
    report(walk, 1, TROUBLE_PAPER_OUT, PLACE_BELOW); /* a report holds for 90 s */
    report(walk, 2, TROUBLE_NONE, PLACE_OFFICER);
    stage_tap(stage, "print");
    see(walk, "29-printing", PLACE_OFFICER);
    end_at_second(walk, PRINT_PRINTED);
    see(walk, "29-printed", PLACE_OFFICER);
    stage_tap(stage, "done");
}

static void see_both_out(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    report(walk, 1, TROUBLE_PAPER_OUT, PLACE_BELOW);
    report(walk, 2, TROUBLE_JAM, PLACE_OFFICER);
    begin(walk);
    stage_tap(stage, "ask");
    see(walk, "08-both-out", PLACE_BELOW);
    stage_tap(stage, "take-general");
    see(walk, "11-both-out", PLACE_BELOW);
    stage_tap(stage, "kept");
}

void printers_walk(struct stage *stage,
                   void (*each)(struct stage *stage, const char *name, void *context),
                   void *context, unsigned modes)
{
    const struct walk walk = {stage, each, context, modes};

    see_the_only_one_out(&walk);
    for (enum paper_place place = PLACE_LEFT; place <= PLACE_OFFICER; place++)
        see_the_second(&walk, place);
    see_a_receipt_at_the_officers(&walk);
    see_both_out(&walk);
}
