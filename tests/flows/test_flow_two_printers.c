/* A kiosk with two printers, at the real print process, backend and cupsd: which of them a slip comes out of, and
 * what the visitor is told of it. The paper of both is counted. */
#include "base/text.h"
#include "desk/slips.h"
#include "support/patience.h"
#include "support/print_house.h"
#include "support/print_witness.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cmocka.h>

enum {
    OUT_MS = 9000,   /* a slip is out, or known not to be: 8 s, and one for a busy machine */
    LOOK_MS = 25000, /* in which an idle printer is asked */
    CALM_MS = 10000, /* so long a mended printer must have been well */
    QUIET_MS = 300   /* in which a second copy would have come out */
};

static int open_house(void **state)
{
    struct print_house *house = calloc(1, sizeof *house);

    assert_non_null(house);
    house_open(house, 80);
    house_add_second(house, 58);
    house_start_print(house, NULL, NULL);
    *state = house;
    return 0;
}

static int close_house(void **state)
{
    house_close(*state);
    free(*state);
    return 0;
}

/* So many slips have come out of each, and no more do. */
static void expect_paper(const struct print_house *house, int first, int second)
{
    int64_t from = house_now_ms();

    while (house_count(house->paper, ".bin", NULL) < first
           || house_count(house->second.paper, ".bin", NULL) < second) {
        if (house_now_ms() - from > patience_ms(OUT_MS))
            fail_msg("%d and %d slips on paper", house_count(house->paper, ".bin", NULL),
                     house_count(house->second.paper, ".bin", NULL));
        house_pause(10);
    }
    house_pause(QUIET_MS);
    assert_int_equal(house_count(house->paper, ".bin", NULL), first);
    assert_int_equal(house_count(house->second.paper, ".bin", NULL), second);
}

static struct printers look(struct print_house *house)
{
    struct printers printers;
    struct err err = {0};

    if (!desk_printers(house->desk, &printers, &err))
        fail_msg("%s", err.text);
    return printers;
}

/* Both are known by now, and each is as said. */
static void wait_known(struct print_house *house, enum printer_trouble first,
                       enum printer_trouble second)
{
    for (int64_t from = house_now_ms();; house_pause(10)) {
        struct printers printers = look(house);
        if (printers.count == 2 && printers.at[0].is_known && printers.at[1].is_known
            && printers.at[0].trouble == first && printers.at[1].trouble == second)
            return;
        if (house_now_ms() - from > patience_ms(LOOK_MS))
            fail_msg("the printers are %s and %s", printer_trouble_name(printers.at[0].trouble),
                     printer_trouble_name(printers.at[1].trouble));
    }
}

/* What stands on the screen, before the touch and once the slip is out. */
static void expect_next_at(struct print_house *house, enum paper_place place)
{
    const struct printers printers = look(house);

    assert_int_equal(printers_next(&printers).trouble, TROUBLE_NONE);
    assert_int_equal(printers_next(&printers).place, place);
}

static void wait_printed_at(struct print_house *house, struct print_job *job,
                            enum paper_place place)
{
    (void)house_wait_end(house, job, PRINT_PRINTED, OUT_MS);
    const struct printers printers = look(house);
    assert_int_equal(printers_of(&printers, job).place, place);
}

static void print_next_at(struct print_house *house, enum paper_place place)
{
    struct ticket ticket;
    struct print_job job;

    house_issue(house, &ticket, &job);
    wait_printed_at(house, &job, place);
}

static void test_page(struct print_house *house, const char *printer)
{
    char config[HOUSE_PATH], now[HOUSE_TIME];
    char *page[] = {(char *)(uintptr_t)BINARY_DIR "/bin/anjungan-ctl",
                    (char *)(uintptr_t) "--state",
                    house->state,
                    (char *)(uintptr_t) "--config",
                    config,
                    (char *)(uintptr_t) "--now",
                    now,
                    (char *)(uintptr_t) "print",
                    (char *)(uintptr_t) "test",
                    (char *)(uintptr_t) "--printer",
                    (char *)(uintptr_t)printer,
                    NULL};

    house_time(house, now);
    assert_true(text_format(config, sizeof config, "%s/anjungan.conf", house->directory));
    assert_int_equal(house_run(page, NULL), 0);
}

static void slips_come_out_where_there_is_paper_and_the_place_is_told(void **state)
{
    struct print_house *house = *state;

    wait_known(house, TROUBLE_NONE, TROUBLE_NONE);
    print_next_at(house, PLACE_BELOW);
    house_fault(house, "media-empty", true); /* nobody knows of it before the slip is there */
    expect_next_at(house, PLACE_BELOW);
    print_next_at(house, PLACE_OFFICER);
    expect_next_at(house, PLACE_OFFICER);
    print_next_at(house, PLACE_OFFICER);
    expect_paper(house, 1, 2);

    /* A test page is for one printer alone: this one waits, the next comes out, and nobody is held up. */
    test_page(house, "1");
    test_page(house, "2");
    expect_paper(house, 1, 3);
    print_next_at(house, PLACE_OFFICER);
    house_fault(house, "media-empty", false);
    expect_paper(house, 2, 4);
}

static void without_paper_at_both_the_number_is_kept_or_waits_for_whichever_is_mended(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job kept, waiting;

    wait_known(house, TROUBLE_NONE, TROUBLE_NONE);
    house_fault(house, "media-empty", true);
    house_fault_second(house, "media-empty", true);
    house_issue(house, &ticket, &kept);
    wait_known(house, TROUBLE_PAPER_OUT, TROUBLE_PAPER_OUT); /* from here 08 offers the screen */
    while (kept.trouble != TROUBLE_PAPER_OUT) {              /* and 11 is shown */
        assert_false(print_state_is_final(kept.state));
        assert_true(desk_job(house->desk, kept.id, &kept, NULL));
        house_pause(10);
    }
    assert_true(desk_forget_slip(house->desk, &ticket.id, NULL));
    (void)house_wait_end(house, &kept, PRINT_CANCELLED, OUT_MS);
    house_issue(house, &ticket, &waiting);
    house_fault_second(house, "media-empty", false);
    wait_printed_at(house, &waiting, PLACE_OFFICER);
    expect_paper(house, 0, 1);
    house_fault(house, "media-empty", false);
    wait_known(house, TROUBLE_NONE, TROUBLE_NONE);
    expect_paper(house, 0, 1);
}

static void a_first_that_hangs_in_mid_slip_does_not_hold_the_second(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job hanging;

    wait_known(house, TROUBLE_NONE, TROUBLE_NONE);
    house_fault(house, "mid-hang", true);
    house_issue(house, &ticket, &hanging);
    house_wait_job(house, &hanging, PRINT_PRINTING, TROUBLE_NONE, OUT_MS);
    print_next_at(house, PLACE_OFFICER);
    print_next_at(house, PLACE_OFFICER);
    expect_paper(house, 0, 2);
    house_fault(house, "hang", false);
    wait_printed_at(house, &hanging, PLACE_BELOW);
    expect_paper(house, 1, 2);
}

static void kill_print(struct print_house *house)
{
    assert_true(WIFSIGNALED(house_stop_print(house, SIGKILL)));
}

static void a_print_process_killed_in_mid_slip_leaves_one_on_both_papers_together(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;

    wait_known(house, TROUBLE_NONE, TROUBLE_NONE);
    house_fault(house, "mid-media-empty", true);
    house_issue(house, &ticket, &job);
    house_wait_job(house, &job, PRINT_PRINTING, TROUBLE_PAPER_OUT, OUT_MS);
    kill_print(house);
    house_start_print(house, NULL, NULL);
    print_next_at(house, PLACE_OFFICER);
    assert_true(desk_job(house->desk, job.id, &job, NULL));
    assert_int_equal(job.state, PRINT_PRINTING);
    house_fault(house, "media-empty", false);
    wait_printed_at(house, &job, PLACE_BELOW);
    expect_paper(house, 1, 1);
}

/* It lies at cupsd for one of them, neither has paper, and only the other has some when the next life begins. */
static void a_slip_that_waited_when_the_print_process_died_comes_out_of_one_of_them(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;

    wait_known(house, TROUBLE_NONE, TROUBLE_NONE);
    house_fault(house, "media-empty", true);
    house_fault_second(house, "media-empty", true);
    house_issue(house, &ticket, &job);
    house_wait_job(house, &job, PRINT_SENDING, TROUBLE_PAPER_OUT, OUT_MS);
    kill_print(house);
    bool is_at_second = text_equal(job.printer, house->second.queue);
    if (is_at_second)
        house_fault(house, "media-empty", false);
    else
        house_fault_second(house, "media-empty", false);
    house_start_print(house, NULL, NULL);
    wait_printed_at(house, &job, is_at_second ? PLACE_BELOW : PLACE_OFFICER);
    expect_paper(house, is_at_second, !is_at_second);
    if (is_at_second)
        house_fault_second(house, "media-empty", false);
    else
        house_fault(house, "media-empty", false);
    expect_paper(house, is_at_second, !is_at_second);
}

/* --- the campaign ----------------------------------------------------------------------------- */

static void the_first_takes_slips_again_when_it_has_been_well_for_a_while(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;
    struct printers printers;
    int at_second = 0;

    wait_known(house, TROUBLE_NONE, TROUBLE_NONE);
    house_fault(house, "media-empty", true);
    print_next_at(house, PLACE_OFFICER);
    house_fault(house, "media-empty", false);
    wait_known(house, TROUBLE_NONE, TROUBLE_NONE);
    printers = look(house);
    int64_t mended_at_ms = printers.at[0].seen_at_ms;
    for (int64_t from = house_now_ms();; house_pause(500)) {
        house_issue(house, &ticket, &job);
        (void)house_wait_end(house, &job, PRINT_PRINTED, OUT_MS);
        if (text_equal(job.printer, house->queue))
            break;
        at_second++;
        assert_true(house_now_ms() - from < patience_ms(CALM_MS + OUT_MS));
    }
    print_message("%d slips at the second, then the first after %lld ms\n", at_second,
                  (long long)(job.changed_at_ms - mended_at_ms));
    assert_true(job.changed_at_ms - mended_at_ms >= CALM_MS);
    expect_paper(house, 1, at_second + 1);
}

static int count_both(const struct print_house *house)
{
    return house_count(house->paper, ".bin", NULL) + house_count(house->second.paper, ".bin", NULL);
}

/* It dies at `step` of a slip, and before its next life the first printer suffers `fate`. */
static void die_and_live_on(struct print_house *house, const char *step, const char *fate)
{
    int before = count_both(house);
    int status = 0;
    struct ticket ticket;
    struct print_job job;

    (void)house_stop_print(house, SIGTERM);
    assert_int_equal(setenv("DIE_AT", step, 1), 0);
    assert_int_equal(setenv("LD_PRELOAD", BINARY_DIR "/lib/libanjungan-die-at.so", 1), 0);
    house_start_print(house, NULL, NULL);
    (void)unsetenv("LD_PRELOAD");
    (void)unsetenv("DIE_AT");
    wait_known(house, TROUBLE_NONE, TROUBLE_NONE);
    house_issue(house, &ticket, &job);
    assert_int_equal(waitpid(house->print, &status, 0), house->print);
    house->print = 0;
    assert_true(WIFSIGNALED(status));
    house_fault(house, fate, true);
    house_start_print(house, NULL, NULL);
    /* The fault may have caught it half printed: then it waits there for its end. */
    for (int64_t from = house_now_ms();
         !print_state_is_final(job.state) && (job.state != PRINT_PRINTING || !job.trouble);
         house_pause(10)) {
        assert_true(house_now_ms() - from < patience_ms(OUT_MS));
        assert_true(desk_job(house->desk, job.id, &job, NULL));
    }
    house_fault(house, fate, false);
    for (int64_t from = house_now_ms(); !print_state_is_final(job.state); house_pause(10)) {
        assert_true(house_now_ms() - from < patience_ms(OUT_MS));
        assert_true(desk_job(house->desk, job.id, &job, NULL));
    }
    house_pause(QUIET_MS * 5); /* in which the other one would put it out too */
    print_message("died at %s, then %s: %s at %s\n", step, fate, print_state_name(job.state),
                  job.printer);
    assert_true(job.state == PRINT_PRINTED || job.state == PRINT_UNCERTAIN);
    assert_in_range(count_both(house) - before, job.state == PRINT_PRINTED, 1);
}

static void a_print_process_that_dies_at_any_step_leaves_one_on_both_papers_together(void **state)
{
    static const char *const steps[] = {"create", "created", "committed",
                                        "half",   "sent",    "answered"};
    static const char *const fates[] = {"media-empty", "off", "hang"};

    for (size_t i = 0; i < ARRAY_LEN(fates); i++) {
        for (size_t j = 0; j < ARRAY_LEN(steps); j++)
            die_and_live_on(*state, steps[j], fates[i]);
    }
}

#define FLOW(test) cmocka_unit_test_setup_teardown(test, open_house, close_house)

int main(void)
{
    const struct CMUnitTest daily[] = {
        FLOW(slips_come_out_where_there_is_paper_and_the_place_is_told),
        FLOW(without_paper_at_both_the_number_is_kept_or_waits_for_whichever_is_mended),
        FLOW(a_first_that_hangs_in_mid_slip_does_not_hold_the_second),
        FLOW(a_print_process_killed_in_mid_slip_leaves_one_on_both_papers_together),
        FLOW(a_slip_that_waited_when_the_print_process_died_comes_out_of_one_of_them),
    };
    const struct CMUnitTest campaign[] = {
        FLOW(the_first_takes_slips_again_when_it_has_been_well_for_a_while),
        FLOW(a_print_process_that_dies_at_any_step_leaves_one_on_both_papers_together),
    };

    cmocka_set_test_filter(getenv("ONLY"));
    return getenv("ANJUNGAN_LONG") ? cmocka_run_group_tests_name("two_long", campaign, NULL, NULL)
                                   : cmocka_run_group_tests_name("two", daily, NULL, NULL);
}
