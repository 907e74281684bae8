/* What cupsd says, and what it means to a kiosk: reasons, pages and the ends of jobs. */
#include "base/text.h"
#include "printing/cups_job.h"
#include "printing/cups_media.h"
#include "printing/cups_reasons.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum printer_trouble trouble_of(const char *reason)
{
    struct cups_reasons reasons = {0};

    cups_reasons_add(&reasons, reason);
    return reasons.trouble;
}

static void one_fault_is_known_in_all_its_spellings(void **state)
{
    static const char *const endings[] = {"", "-report", "-warning", "-error"};
    char reason[64];

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        assert_true(text_format(reason, sizeof reason, "media-empty%s", endings[i]));
        assert_int_equal(trouble_of(reason), TROUBLE_PAPER_OUT);
        assert_true(text_format(reason, sizeof reason, "cover-open%s", endings[i]));
        assert_int_equal(trouble_of(reason), TROUBLE_COVER_OPEN);
    }
    assert_int_equal(trouble_of("spool-area-full-error"), TROUBLE_STOPPED);
    assert_int_equal(trouble_of("none"), TROUBLE_NONE);
    assert_int_equal(trouble_of(""), TROUBLE_NONE);
    assert_int_equal(trouble_of("cups-waiting-for-job-completed"), TROUBLE_NONE);
    assert_int_equal(trouble_of("connecting-to-device"), TROUBLE_NONE);
}

static void the_worst_fault_is_kept(void **state)
{
    struct cups_reasons reasons = {0};

    (void)state;
    cups_reasons_add(&reasons, "media-empty-error");
    cups_reasons_add(&reasons, "cover-open-error");
    cups_reasons_add(&reasons, "media-low-report");
    cups_reasons_add(&reasons, "anjungan-sending-report");
    assert_int_equal(reasons.trouble, TROUBLE_COVER_OPEN);
    assert_true(reasons.is_paper_low);
    assert_true(reasons.is_sending);
}

static void page_sizes_are_read_from_names(void **state)
{
    struct cups_page page;

    (void)state;
    assert_true(cups_page_parse("om_roll-80x120_80x120mm", &page));
    assert_int_equal(page.width_mm, 80);
    assert_int_equal(page.length_mm, 120);
    assert_true(cups_page_parse("custom_80x200mm_80x200mm", &page));
    assert_int_equal(page.width_mm, 80);
    assert_int_equal(page.length_mm, 200);
    assert_true(cups_page_parse("iso_a4_210x297mm", &page));
    assert_int_equal(page.length_mm, 297);
}

static void ranges_and_nonsense_are_no_pages(void **state)
{
    static const char *const wrong[] = {
        "",           "custom_min_80x30mm", "custom_max_80x600mm", "roll_min_80x30mm",
        "roll_max_x", "om_x_-80x-120mm",    "om_x_0x0mm",          "om_x_99999999x99999999mm",
        "bogus"};
    struct cups_page page;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(cups_page_parse(wrong[i], &page));
}

static void next_longer_page_of_the_rolls_width_is_chosen(void **state)
{
    static const struct cups_page pages[] = {
        {"a4", 210, 297},    {"80x80", 80, 80},   {"80x200", 80, 200},
        {"58x120", 58, 120}, {"80x120", 80, 120},
    };

    (void)state;
    assert_string_equal(cups_page_choose(pages, 5, 80, 81)->name, "80x120");
    assert_string_equal(cups_page_choose(pages, 5, 80, 120)->name, "80x120");
    assert_string_equal(cups_page_choose(pages, 5, 80, 121)->name, "80x200");
    assert_string_equal(cups_page_choose(pages, 5, 58, 100)->name, "58x120");
    assert_string_equal(cups_page_choose(pages, 5, 80, 250)->name, "a4");
    assert_null(cups_page_choose(pages, 5, 80, 298));
    assert_null(cups_page_choose(pages, 0, 80, 10));
}

/* The table of the ends of jobs, as seen with cupsd. */
static void ends_of_jobs_are_judged(void **state)
{
    static const struct {
        enum cups_device device;
        struct cups_job job;
        bool is_printing;
        enum printed_answer answer;
    } cases[] = {
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_COMPLETED, .was_started = true, .impressions = 1},
         false,
         ANSWER_PRINTED},
        /* cupsd calls it completed when the backend was killed */
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_COMPLETED, .was_started = true},
         false,
         ANSWER_UNCERTAIN},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_COMPLETED, .was_started = true, .progress = 1, .is_followed = true},
         false,
         ANSWER_UNCERTAIN},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_COMPLETED, .was_started = true, .is_followed = true},
         false,
         ANSWER_NOT_PRINTED},
        {DEVICE_RAW,
         {.state = IPP_JSTATE_COMPLETED, .was_started = true, .is_followed = true},
         false,
         ANSWER_UNCERTAIN},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_CANCELED, .was_started = true, .is_followed = true},
         false,
         ANSWER_NOT_PRINTED},
        /* cupsd was started anew in between: only the backend's word is left */
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_CANCELED, .was_started = true},
         false,
         ANSWER_UNCERTAIN},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_ABORTED, .was_started = true, .was_kept_off = true},
         false,
         ANSWER_NOT_PRINTED},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_CANCELED, .was_started = true, .is_followed = true},
         true,
         ANSWER_WAITING},
        /* cancelled, but its backend is still at it */
        {DEVICE_ESCPOS, {.state = IPP_JSTATE_CANCELED, .was_started = true}, true, ANSWER_WAITING},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_CANCELED, .was_started = true, .progress = 1},
         false,
         ANSWER_UNCERTAIN},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_ABORTED, .was_started = true, .progress = 1},
         false,
         ANSWER_UNCERTAIN},
        {DEVICE_ESCPOS, {.state = IPP_JSTATE_ABORTED}, false, ANSWER_NOT_PRINTED},
        /* its page was counted: a new cupsd aborts what it finds begun and without a document */
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_ABORTED, .was_started = true, .impressions = 1, .is_bare = true},
         false,
         ANSWER_PRINTED},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_CANCELED, .was_started = true, .impressions = 1},
         false,
         ANSWER_PRINTED},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_HELD, .reason = "job-hold-until-specified", .was_started = true},
         false,
         ANSWER_UNCERTAIN},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_HELD, .reason = "job-incoming"},
         false,
         ANSWER_WAITING},
        {DEVICE_ESCPOS, {.state = IPP_JSTATE_PENDING}, false, ANSWER_WAITING},
        {DEVICE_ESCPOS, {.state = IPP_JSTATE_PENDING, .was_started = true}, false, ANSWER_WAITING},
        /* cupsd ended between the job's end and writing it down: pending for ever, its document gone */
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_PENDING, .was_started = true, .impressions = 1, .is_bare = true},
         false,
         ANSWER_PRINTED},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_PENDING, .was_started = true, .is_bare = true},
         false,
         ANSWER_UNCERTAIN},
        {DEVICE_ESCPOS, {.state = IPP_JSTATE_PENDING, .is_bare = true}, false, ANSWER_UNCERTAIN},
        {DEVICE_RAW,
         {.state = IPP_JSTATE_PENDING, .impressions = 1, .is_bare = true},
         false,
         ANSWER_UNCERTAIN},
        {DEVICE_IPP, {.state = IPP_JSTATE_PENDING}, false, ANSWER_WAITING},
        {DEVICE_IPP, {.state = IPP_JSTATE_PENDING, .was_started = true}, false, ANSWER_UNCERTAIN},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_PROCESSING, .was_started = true},
         true,
         ANSWER_WAITING},
        {DEVICE_ESCPOS,
         {.state = IPP_JSTATE_PROCESSING, .was_started = true, .progress = 1},
         true,
         ANSWER_PRINTING},
        {DEVICE_RAW, {.state = IPP_JSTATE_PROCESSING, .was_started = true}, true, ANSWER_PRINTING},
        {DEVICE_RAW,
         {.state = IPP_JSTATE_COMPLETED, .was_started = true, .impressions = 1},
         false,
         ANSWER_UNCERTAIN},
        {DEVICE_IPP,
         {.state = IPP_JSTATE_COMPLETED, .was_started = true, .impressions = 1},
         false,
         ANSWER_UNCERTAIN},
        {DEVICE_IPP, {.state = IPP_JSTATE_CANCELED, .was_started = true}, false, ANSWER_UNCERTAIN},
        {DEVICE_IPP, {.state = IPP_JSTATE_CANCELED}, false, ANSWER_NOT_PRINTED},
        {DEVICE_IPP,
         {.state = IPP_JSTATE_STOPPED, .reason = "job-completed-with-errors", .was_started = true},
         false,
         ANSWER_UNCERTAIN},
        {DEVICE_DRIVER,
         {.state = IPP_JSTATE_STOPPED, .was_started = true},
         false,
         ANSWER_UNCERTAIN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cups_queue queue = {.device = cases[i].device, .is_printing = cases[i].is_printing};
        assert_int_equal(cups_job_judge(&cases[i].job, &queue), cases[i].answer);
    }
}

/* What cupsd calls completed, and what the printer itself says of it. */
static void ipp_printer_is_believed_by_its_own_word_alone(void **state)
{
    static const struct {
        int cups;
        struct cups_job own;
        bool was_lost;
        enum printed_answer answer;
    } cases[] = {
        {IPP_JSTATE_COMPLETED, {.id = 7, .state = IPP_JSTATE_COMPLETED}, false, ANSWER_PRINTED},
        {IPP_JSTATE_COMPLETED, {.id = 7, .state = IPP_JSTATE_COMPLETED}, true, ANSWER_UNCERTAIN},
        {IPP_JSTATE_COMPLETED, {.id = 0}, false, ANSWER_UNCERTAIN}, /* it knows none */
        {IPP_JSTATE_COMPLETED, {.id = 7, .state = IPP_JSTATE_ABORTED}, false, ANSWER_UNCERTAIN},
        {IPP_JSTATE_COMPLETED, {.id = 7, .state = IPP_JSTATE_CANCELED}, false, ANSWER_UNCERTAIN},
        {IPP_JSTATE_COMPLETED,
         {.id = 7, .state = IPP_JSTATE_COMPLETED, .has_doubt = true},
         false,
         ANSWER_UNCERTAIN},
        {IPP_JSTATE_CANCELED, {.id = 7, .state = IPP_JSTATE_COMPLETED}, false, ANSWER_UNCERTAIN},
        /* its backend was killed: the printer still has the slip */
        {IPP_JSTATE_COMPLETED, {.id = 7, .state = IPP_JSTATE_PROCESSING}, false, ANSWER_PRINTING},
        {IPP_JSTATE_ABORTED, {.id = 7, .state = IPP_JSTATE_STOPPED}, true, ANSWER_PRINTING},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct cups_job job = {.state = cases[i].cups, .was_started = true};
        assert_int_equal(cups_job_judge_ipp(&job, &cases[i].own, cases[i].was_lost),
                         cases[i].answer);
    }
}

static void job_without_document_is_told_by_its_state(void **state)
{
    (void)state;
    assert_false(cups_job_has_document(
        &(struct cups_job){.state = IPP_JSTATE_HELD, .reason = "job-incoming"}));
    assert_true(cups_job_has_document(
        &(struct cups_job){.state = IPP_JSTATE_HELD, .reason = "job-hold-until-specified"}));
    assert_false(cups_job_has_document(&(struct cups_job){.state = IPP_JSTATE_ABORTED}));
    assert_true(cups_job_has_document(&(struct cups_job){.state = IPP_JSTATE_PENDING}));
    assert_true(cups_job_has_document(&(struct cups_job){.state = IPP_JSTATE_COMPLETED}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_fault_is_known_in_all_its_spellings),
        cmocka_unit_test(the_worst_fault_is_kept),
        cmocka_unit_test(page_sizes_are_read_from_names),
        cmocka_unit_test(ranges_and_nonsense_are_no_pages),
        cmocka_unit_test(next_longer_page_of_the_rolls_width_is_chosen),
        cmocka_unit_test(ends_of_jobs_are_judged),
        cmocka_unit_test(ipp_printer_is_believed_by_its_own_word_alone),
        cmocka_unit_test(job_without_document_is_told_by_its_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
