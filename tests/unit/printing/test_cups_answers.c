/* Answers of cupsd and of IPP printers that make no sense: nothing is believed that cannot be. */
#include "base/mem.h"
#include "base/text.h"
#include "printing/cups_client.h"
#include "printing/cups_job.h"
#include "printing/cups_queue.h"
#include "printing/ipp_bytes.h"
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

enum { HEADER = 8, MANY = 5000 };

static const uint8_t header[HEADER] = {2, 0, 0, 0, 0, 0, 0, 1};

static void start(struct text *bytes, uint8_t group)
{
    text_init(bytes, 64 << 20);
    text_add_bytes(bytes, header, sizeof header);
    text_add_bytes(bytes, &group, 1);
}

/* A value; one without a name belongs to the attribute before. */
static void add(struct text *bytes, uint8_t tag, const char *name, const void *value, size_t len)
{
    size_t name_len = strlen(name);
    const uint8_t head[] = {tag, (uint8_t)(name_len >> 8), (uint8_t)name_len};
    const uint8_t size[] = {(uint8_t)(len >> 8), (uint8_t)len};

    text_add_bytes(bytes, head, sizeof head);
    text_add_bytes(bytes, name, name_len);
    text_add_bytes(bytes, size, sizeof size);
    text_add_bytes(bytes, value, len);
}

static void add_text(struct text *bytes, uint8_t tag, const char *name, const char *value)
{
    add(bytes, tag, name, value, strlen(value));
}

static void add_number(struct text *bytes, uint8_t tag, const char *name, int32_t number)
{
    uint32_t bits = (uint32_t)number;
    const uint8_t value[] = {(uint8_t)(bits >> 24), (uint8_t)(bits >> 16), (uint8_t)(bits >> 8),
                             (uint8_t)bits};

    add(bytes, tag, name, value, sizeof value);
}

static ipp_t *finish(struct text *bytes)
{
    ipp_t *ipp = NULL;
    struct err err = {0};

    text_add_bytes(bytes, "\x03", 1);
    if (!ipp_bytes_read((const uint8_t *)bytes->data, bytes->len, &ipp, &err))
        fail_msg("%s", err.text);
    text_clear(bytes);
    return ipp;
}

static void queue_that_says_nothing_is_an_idle_one_without_device(void **state)
{
    struct cups_queue queue;
    struct text bytes;

    (void)state;
    start(&bytes, IPP_TAG_PRINTER);
    AUTO_IPP ipp_t *answer = finish(&bytes);
    assert_true(cups_queue_take(&queue, "tiket", answer, NULL));
    assert_string_equal(queue.device_uri, "");
    assert_int_equal(queue.device, DEVICE_DRIVER);
    assert_false(queue.is_stopped);
    assert_int_equal(queue.reasons.trouble, TROUBLE_NONE);
    assert_int_equal(queue.page_count, 0);
}

static void attributes_of_a_wrong_kind_count_as_absent(void **state)
{
    struct cups_queue queue;
    struct text bytes;

    (void)state;
    start(&bytes, IPP_TAG_PRINTER);
    add_text(&bytes, IPP_TAG_KEYWORD, "printer-state", "stopped");
    add_number(&bytes, IPP_TAG_INTEGER, "printer-state-reasons", 7);
    add_number(&bytes, IPP_TAG_INTEGER, "device-uri", -1);
    add_text(&bytes, IPP_TAG_NAME, "printer-is-accepting-jobs", "no");
    add_number(&bytes, IPP_TAG_ENUM, "media-supported", INT_MIN);
    add(&bytes, IPP_TAG_NOVALUE, "printer-make-and-model", "", 0);
    AUTO_IPP ipp_t *answer = finish(&bytes);
    assert_true(cups_queue_take(&queue, "tiket", answer, NULL));
    assert_false(queue.is_stopped);
    assert_int_equal(queue.reasons.trouble, TROUBLE_NONE);
    assert_string_equal(queue.device_uri, "");
    assert_int_equal(queue.page_count, 0);
}

static void a_fault_behind_thousands_of_reasons_is_seen(void **state)
{
    struct cups_queue queue;
    struct text bytes;
    char reason[32];

    (void)state;
    start(&bytes, IPP_TAG_PRINTER);
    for (int i = 0; i < MANY; i++) {
        assert_true(text_format(reason, sizeof reason, "vendor-reason-%d", i));
        add_text(&bytes, IPP_TAG_KEYWORD, i ? "" : "printer-state-reasons", reason);
    }
    add_text(&bytes, IPP_TAG_KEYWORD, "", "media-empty-error");
    AUTO_IPP ipp_t *answer = finish(&bytes);
    assert_true(cups_queue_take(&queue, "tiket", answer, NULL));
    assert_int_equal(queue.reasons.trouble, TROUBLE_PAPER_OUT);
}

/* cupsdisable --hold: what is sent now would be held, and its end uncertain. */
static void queue_that_holds_new_jobs_takes_none(void **state)
{
    struct cups_queue queue;
    struct text bytes;

    (void)state;
    start(&bytes, IPP_TAG_PRINTER);
    add_number(&bytes, IPP_TAG_ENUM, "printer-state", IPP_PSTATE_IDLE);
    add(&bytes, IPP_TAG_BOOLEAN, "printer-is-accepting-jobs", "\1", 1);
    add_text(&bytes, IPP_TAG_KEYWORD, "printer-state-reasons", "hold-new-jobs");
    AUTO_IPP ipp_t *answer = finish(&bytes);
    assert_true(cups_queue_take(&queue, "tiket", answer, NULL));
    assert_true(queue.is_stopped);
    assert_true(queue.is_rejecting);
}

static enum printer_trouble trouble_of_device(int32_t printer_state, const char *reason)
{
    struct cups_reasons reasons;
    struct text bytes;

    start(&bytes, IPP_TAG_PRINTER);
    add_number(&bytes, IPP_TAG_ENUM, "printer-state", printer_state);
    add_text(&bytes, IPP_TAG_KEYWORD, "printer-state-reasons", reason);
    AUTO_IPP ipp_t *answer = finish(&bytes);
    cups_device_take(&reasons, answer);
    return reasons.trouble;
}

static void printer_that_stands_still_for_a_strange_reason_is_not_ready(void **state)
{
    (void)state;
    assert_int_equal(trouble_of_device(IPP_PSTATE_STOPPED, "vendor-reason-error"), TROUBLE_UNKNOWN);
    assert_int_equal(trouble_of_device(IPP_PSTATE_STOPPED, "none"), TROUBLE_UNKNOWN);
    assert_int_equal(trouble_of_device(IPP_PSTATE_STOPPED, "media-empty-error"), TROUBLE_PAPER_OUT);
    assert_int_equal(trouble_of_device(IPP_PSTATE_IDLE, "vendor-reason-error"), TROUBLE_NONE);
    assert_int_equal(trouble_of_device(IPP_PSTATE_PROCESSING, "none"), TROUBLE_NONE);
}

static void absurd_media_are_no_pages(void **state)
{
    static const char *const media[] = {
        "om_zero_0x0mm",
        "om_negative_-80x-120mm",
        "om_int_2147483647x2147483647mm",
        "om_int_4294967296x4294967296mm",
        "custom_10km_80x10000000mm_80x10000000mm",
        "om_inch_99999999999999x1in",
        "roll_max_80x600mm",
        "na_letter_8.5x",
        "om_x_x",
        "\xff\xfe",
        "",
        "om_none_80x0.1mm",
    };
    struct cups_queue queue;
    struct text bytes;

    (void)state;
    start(&bytes, IPP_TAG_PRINTER);
    for (size_t i = 0; i < ARRAY_LEN(media); i++)
        add_text(&bytes, IPP_TAG_KEYWORD, i ? "" : "media-supported", media[i]);
    add_text(&bytes, IPP_TAG_KEYWORD, "", "om_roll-80x120_80x120mm");
    AUTO_IPP ipp_t *answer = finish(&bytes);
    assert_true(cups_queue_take(&queue, "tiket", answer, NULL));
    assert_int_equal(queue.page_count, 1);
    assert_int_equal(queue.pages[0].length_mm, 120);
}

static void more_pages_than_there_is_room_for_are_left_out(void **state)
{
    struct cups_queue queue;
    struct text bytes;
    char name[64];

    (void)state;
    start(&bytes, IPP_TAG_PRINTER);
    for (int i = 0; i < MANY; i++) {
        assert_true(text_format(name, sizeof name, "om_r%d_80x%dmm", i, 50 + i % 2000));
        add_text(&bytes, IPP_TAG_KEYWORD, i ? "" : "media-supported", name);
    }
    AUTO_IPP ipp_t *answer = finish(&bytes);
    assert_true(cups_queue_take(&queue, "tiket", answer, NULL));
    assert_int_equal(queue.page_count, MEDIA_MAX);
}

static void a_device_address_that_is_too_long_is_refused_and_named(void **state)
{
    struct cups_queue queue;
    struct text bytes;
    struct err err = {0};
    char uri[2048] = "anjungan-escpos://";

    (void)state;
    memset(uri + strlen(uri), 'a', sizeof uri - 1 - strlen("anjungan-escpos://"));
    start(&bytes, IPP_TAG_PRINTER);
    add_text(&bytes, IPP_TAG_URI, "device-uri", uri);
    AUTO_IPP ipp_t *answer = finish(&bytes);
    assert_false(cups_queue_take(&queue, "tiket", answer, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, "tiket"));
    assert_non_null(strstr(err.text, "device-uri"));
}

static void add_job(struct text *bytes, int id, const char *name, int job_state)
{
    static const uint8_t group = IPP_TAG_JOB;

    text_add_bytes(bytes, &group, 1);
    add_number(bytes, IPP_TAG_INTEGER, "job-id", id);
    add_text(bytes, IPP_TAG_NAME, "job-name", name);
    add_number(bytes, IPP_TAG_ENUM, "job-state", job_state);
}

static void jobs_with_impossible_numbers_are_not_picked(void **state)
{
    struct cups_job job;
    struct text bytes;

    (void)state;
    start(&bytes, IPP_TAG_OPERATION);
    add_job(&bytes, 0, "slip", IPP_JSTATE_COMPLETED);
    add_job(&bytes, -5, "slip", IPP_JSTATE_PENDING);
    add_job(&bytes, INT_MIN, "slip", IPP_JSTATE_PENDING);
    add_job(&bytes, 12, "another", IPP_JSTATE_PENDING);
    AUTO_IPP ipp_t *answer = finish(&bytes);
    cups_job_pick(&job, answer, "slip");
    assert_int_equal(job.id, 0);
    cups_job_pick(&job, answer, "another");
    assert_int_equal(job.id, 12);
}

static void one_job_is_found_among_thousands(void **state)
{
    struct cups_job job;
    struct text bytes;

    (void)state;
    start(&bytes, IPP_TAG_OPERATION);
    for (int i = 1; i <= MANY; i++)
        add_job(&bytes, i, i == MANY - 1 ? "slip" : "", IPP_JSTATE_COMPLETED);
    AUTO_IPP ipp_t *answer = finish(&bytes);
    cups_job_pick(&job, answer, "slip");
    assert_int_equal(job.id, MANY - 1);
}

static void jobs_in_no_state_at_all_are_never_printed(void **state)
{
    static const int states[] = {0, -1, 2, 10, INT_MAX, INT_MIN};
    static const struct cups_queue escpos = {.device = DEVICE_ESCPOS};
    static const struct cups_queue ipp = {.device = DEVICE_IPP};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(states); i++) {
        const struct cups_job job = {.id = 1, .state = states[i], .impressions = 1};
        const struct cups_job done = {.id = 1, .state = IPP_JSTATE_COMPLETED};

        assert_int_not_equal(cups_job_judge(&job, &escpos), ANSWER_PRINTED);
        assert_int_not_equal(cups_job_judge(&job, &ipp), ANSWER_PRINTED);
        assert_int_not_equal(cups_job_judge_ipp(&done, &job, false), ANSWER_PRINTED);
        assert_int_not_equal(cups_job_judge_ipp(&job, &done, false), ANSWER_PRINTED);
    }
    const struct cups_job negative = {
        .id = 1, .state = IPP_JSTATE_COMPLETED, .was_started = true, .impressions = -1};
    assert_int_equal(cups_job_judge(&negative, &escpos), ANSWER_UNCERTAIN);
}

static void a_default_queue_with_an_impossible_name_is_refused(void **state)
{
    char long_name[80] = "";
    const char *const names[] = {"tiket\n<3>kernel: all is lost", "\xff\xfe", "a\x1b[2J",
                                 long_name};
    char name[64];
    struct err err = {0};

    (void)state;
    memset(long_name, 'a', sizeof long_name - 1);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        assert_int_equal(setenv("LPDEST", names[i], 1), 0);
        assert_false(cups_default_queue(name, sizeof name, &err));
        assert_int_equal(err.code, ERR_INVALID);
        assert_null(strpbrk(err.text, "\n\x1b\xff"));
    }
    assert_int_equal(setenv("LPDEST", "Loket 1 (lantai dua)", 1), 0);
    assert_true(cups_default_queue(name, sizeof name, &err));
    assert_string_equal(name, "Loket 1 (lantai dua)");
    assert_int_equal(unsetenv("LPDEST"), 0);
}

static void assert_refused(const uint8_t *bytes, size_t len, const char *why)
{
    ipp_t *ipp = NULL;
    struct err err = {0};

    assert_false(ipp_bytes_read(bytes, len, &ipp, &err));
    assert_null(ipp);
    assert_int_equal(err.code, ERR_INVALID);
    if (!strstr(err.text, why))
        fail_msg("\"%s\" does not say \"%s\"", err.text, why);
}

static void an_answer_cut_anywhere_is_none(void **state)
{
    struct text bytes;

    (void)state;
    start(&bytes, IPP_TAG_PRINTER);
    add_text(&bytes, IPP_TAG_KEYWORD, "printer-state-reasons", "none");
    add_number(&bytes, IPP_TAG_ENUM, "printer-state", IPP_PSTATE_IDLE);
    text_add_bytes(&bytes, "\x03", 1);
    for (size_t len = 0; len < bytes.len; len++)
        assert_refused((const uint8_t *)bytes.data, len, len < HEADER ? "has" : "breaks off");
    text_clear(&bytes);
}

static void collections_are_not_followed_into_the_depth(void **state)
{
    struct text bytes;

    (void)state;
    start(&bytes, IPP_TAG_PRINTER);
    add(&bytes, IPP_TAG_BEGIN_COLLECTION, "media-col", "", 0);
    for (int i = 0; i < 40000; i++) {
        add_text(&bytes, IPP_TAG_MEMBERNAME, "", "a");
        add(&bytes, IPP_TAG_BEGIN_COLLECTION, "", "", 0);
    }
    assert_refused((const uint8_t *)bytes.data, bytes.len, "nested");
    text_clear(&bytes);
}

static void too_much_is_refused_before_it_is_read(void **state)
{
    struct text bytes;

    (void)state;
    start(&bytes, IPP_TAG_PRINTER);
    for (int i = 0; i <= IPP_VALUES_MAX; i++)
        add_text(&bytes, IPP_TAG_KEYWORD, i ? "" : "printer-state-reasons", "x");
    assert_refused((const uint8_t *)bytes.data, bytes.len, "values");
    text_clear(&bytes);
    uint8_t *large = calloc(1, IPP_BYTES_MAX + 1);
    assert_non_null(large);
    assert_refused(large, IPP_BYTES_MAX + 1, "over");
    free(large);
}

static void a_word_that_ends_is_a_sign_of_life(void **state)
{
    char directory[] = "/tmp/anjungan-life-XXXXXX";
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char said[64] = "";
    char name[64];
    struct err err = {0};

    (void)state;
    assert_non_null(mkdtemp(directory));
    assert_true(text_format(address.sun_path, sizeof address.sun_path, "%s/notify", directory));
    AUTO_FREE char *nobody = mem_format("%s/cupsd", directory);
    int notify = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    assert_int_equal(bind(notify, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(setenv("NOTIFY_SOCKET", address.sun_path, 1), 0);
    assert_int_equal(setenv("CUPS_SERVER", nobody, 1), 0);
    assert_int_equal(unsetenv("LPDEST") | unsetenv("PRINTER"), 0);
    cups_client_open();
    assert_false(cups_default_queue(name, sizeof name, &err));
    assert_int_equal(err.code, ERR_OFFLINE);
    assert_true(recv(notify, said, sizeof said - 1, 0) > 0);
    assert_string_equal(said, "WATCHDOG=1");
    assert_int_equal(unsetenv("NOTIFY_SOCKET") | unsetenv("CUPS_SERVER"), 0);
    close(notify);
    assert_int_equal(unlink(address.sun_path) | rmdir(directory), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queue_that_says_nothing_is_an_idle_one_without_device),
        cmocka_unit_test(attributes_of_a_wrong_kind_count_as_absent),
        cmocka_unit_test(a_fault_behind_thousands_of_reasons_is_seen),
        cmocka_unit_test(queue_that_holds_new_jobs_takes_none),
        cmocka_unit_test(printer_that_stands_still_for_a_strange_reason_is_not_ready),
        cmocka_unit_test(absurd_media_are_no_pages),
        cmocka_unit_test(more_pages_than_there_is_room_for_are_left_out),
        cmocka_unit_test(a_device_address_that_is_too_long_is_refused_and_named),
        cmocka_unit_test(jobs_with_impossible_numbers_are_not_picked),
        cmocka_unit_test(one_job_is_found_among_thousands),
        cmocka_unit_test(jobs_in_no_state_at_all_are_never_printed),
        cmocka_unit_test(a_default_queue_with_an_impossible_name_is_refused),
        cmocka_unit_test(a_word_that_ends_is_a_sign_of_life),
        cmocka_unit_test(an_answer_cut_anywhere_is_none),
        cmocka_unit_test(collections_are_not_followed_into_the_depth),
        cmocka_unit_test(too_much_is_refused_before_it_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
