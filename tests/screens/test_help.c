/* Visitors who ask for an officer: once per visit and screen. */
#include "base/text.h"
#include "desk/devices.h"
#include "screens/gallery.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int open_stage(void **state)
{
    static struct stage stage;

    stage = (struct stage){0};
    stage_open(&stage, "pekanbaru");
    *state = &stage;
    return 0;
}

static int close_stage(void **state)
{
    stage_close(*state);
    return 0;
}

static size_t open_calls(struct stage *stage, struct help_call calls[HELP_CALLS_MOST])
{
    size_t count = 0;

    assert_true(desk_list_help_calls(stage->desk, calls, &count, NULL));
    return count;
}

static void go_to_missing(struct stage *stage)
{
    stage_tap(stage, "wake");
    stage_tap(stage, "service-2");
    assert_string_equal(stage_screen(stage), "missing");
}

static void go_to_problem(struct stage *stage)
{
    if (stage_widget(stage, "wake"))
        stage_tap(stage, "wake");
    else
        stage_tap(stage, "nav-home");
    stage_printer(stage, TROUBLE_PAPER_OUT, true);
    stage_notice(stage);
    stage_tap(stage, "take-1");
    stage_tap(stage, "take-general");
    stage_move_job(stage, PRINT_QUEUED, TROUBLE_PAPER_OUT);
    assert_string_equal(stage_screen(stage), "problem");
}

static void a_call_is_made_once_and_said(void **state)
{
    struct stage *stage = *state;
    struct help_call calls[HELP_CALLS_MOST];

    go_to_missing(stage);
    assert_int_equal(open_calls(stage, calls), 0);
    stage_tap(stage, "call-officer");
    assert_int_equal(open_calls(stage, calls), 1);
    assert_string_equal(calls[0].screen, "missing");
    assert_string_equal(calls[0].device, "K1");
    assert_non_null(stage_widget(stage, "toast"));
    assert_string_equal(stage_label(stage, "toast"), "Petugas sudah dipanggil");
    assert_string_equal(stage_label(stage, "call-officer"), "Petugas sudah dipanggil");
    assert_false(stage_widget(stage, "call-officer")->is_enabled);
    stage_tap(stage, "tab-steps");
    stage_tap(stage, "tab-requirements"); /* it was asked on this screen already */
    assert_false(stage_widget(stage, "call-officer")->is_enabled);
    assert_int_equal(open_calls(stage, calls), 1);
}

static void each_screen_calls_for_itself(void **state)
{
    struct stage *stage = *state;
    struct help_call calls[HELP_CALLS_MOST];

    go_to_missing(stage);
    stage_tap(stage, "call-officer");
    go_to_problem(stage);
    assert_true(stage_widget(stage, "call-officer")->is_enabled);
    stage_tap(stage, "call-officer");
    assert_int_equal(open_calls(stage, calls), 2);
    assert_string_equal(calls[1].screen, "problem");
}

static void the_next_visitor_can_call_again(void **state)
{
    struct stage *stage = *state;
    struct help_call calls[HELP_CALLS_MOST];

    go_to_problem(stage);
    stage_tap(stage, "call-officer");
    stage_tap(stage, "kept");
    assert_string_equal(stage_screen(stage), "attract");
    go_to_problem(stage);
    assert_true(stage_widget(stage, "call-officer")->is_enabled);
    stage_tap(stage, "call-officer");
    assert_int_equal(open_calls(stage, calls), 2);
}

/* --- the navigation bar's -------------------------------------------------------------------------- */

static void offers_the_call(struct stage *stage, const char *name, void *context)
{
    const struct widget *help = stage_widget(stage, "nav-help");
    bool is_covered = stage_widget(stage, "dialog") != NULL;

    (void)context;
    if (strcmp(stage_screen(stage), "out-of-service") == 0)
        return; /* nothing can be recorded; it says whom to ask */
    if (!help || !help->is_enabled || (!help->is_touchable && !is_covered))
        fail_msg("nobody can be called from %s", name);
    assert_string_equal(help->label, "Panggil petugas");
}

static void every_screen_for_visitors_can_call_an_officer(void **state)
{
    gallery_walk(*state, offers_the_call, NULL);
}

static void a_visit_makes_one_call_wherever_it_is_touched(void **state)
{
    struct stage *stage = *state;
    struct help_call calls[HELP_CALLS_MOST];

    stage_tap(stage, "wake");
    stage_tap(stage, "nav-help");
    assert_string_equal(stage_label(stage, "toast"), "Petugas sudah dipanggil");
    assert_int_equal(open_calls(stage, calls), 1);
    assert_string_equal(calls[0].screen, "home");
    assert_string_equal(stage_screen(stage), "home");
    stage_tap(stage, "service-1");
    stage_tap(stage, "nav-help");
    assert_string_equal(stage_label(stage, "toast"), "Petugas sudah dipanggil");
    assert_int_equal(open_calls(stage, calls), 1);
}

static void what_a_screen_has_called_is_not_called_again_below_it(void **state)
{
    struct stage *stage = *state;
    struct help_call calls[HELP_CALLS_MOST];

    go_to_missing(stage);
    stage_tap(stage, "call-officer");
    stage_tap(stage, "nav-help");
    assert_int_equal(open_calls(stage, calls), 1);
}

static void a_call_stays_until_an_officer_has_seen_to_it(void **state)
{
    struct stage *stage = *state;
    struct help_call calls[HELP_CALLS_MOST];

    stage_tap(stage, "nav-help");
    stage_restart(stage); /* the kiosk's program, not the database */
    assert_int_equal(open_calls(stage, calls), 1);
    assert_string_equal(calls[0].screen, "attract");
    assert_true(desk_answer_help_call(stage->desk, calls[0].no, "P01", NULL));
    assert_int_equal(open_calls(stage, calls), 0);
}

static void who_comes_after_a_caller_who_left_can_call(void **state)
{
    struct stage *stage = *state;
    struct help_call calls[HELP_CALLS_MOST];

    stage_tap(stage, "nav-help"); /* on the welcome screen, and away */
    stage_wait(stage, 60000);
    stage_tap(stage, "wake");
    stage_tap(stage, "nav-help");
    assert_int_equal(open_calls(stage, calls), 2);
    assert_string_equal(calls[1].screen, "home");
}

#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, open_stage, close_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STAGE(a_call_is_made_once_and_said),
        ON_STAGE(each_screen_calls_for_itself),
        ON_STAGE(the_next_visitor_can_call_again),
        ON_STAGE(every_screen_for_visitors_can_call_an_officer),
        ON_STAGE(a_visit_makes_one_call_wherever_it_is_touched),
        ON_STAGE(what_a_screen_has_called_is_not_called_again_below_it),
        ON_STAGE(a_call_stays_until_an_officer_has_seen_to_it),
        ON_STAGE(who_comes_after_a_caller_who_left_can_call),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
