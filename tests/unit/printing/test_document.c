/* Every kind of slip becomes a document in the printer's format. */
#include "printing/document.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "desk/report.h"
#include "desk/slips.h"
#include "domain/calendar.h"
#include "paper/slip.h"
#include "support/desk_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int open_desk(void **state)
{
    struct desk_fixture *fixture = mem_zalloc(1, sizeof *fixture);
    struct err err = {0};

    *state = fixture;
    desk_fixture_open(fixture);
    return i18n_open(BINARY_DIR "/share/locale", &err)
                   && paper_open(SOURCE_DIR "/assets/fonts", &err)
               ? 0
               : -1;
}

static int close_desk(void **state)
{
    paper_close();
    desk_fixture_close(*state);
    free(*state);
    return 0;
}

/* Initialise, and the first band of a picture of that many bytes a row. */
static void check_escpos(struct desk_fixture *fixture, int64_t id)
{
    static const struct {
        enum printer_format format;
        uint8_t row_bytes;
    } formats[] = {{PRINTER_ESCPOS_80, 72}, {PRINTER_ESCPOS_58, 48}};
    const struct printer printer = {0};
    struct print_job job;

    assert_true(desk_job(fixture->desk, id, &job, NULL));
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        const uint8_t head[] = {0x1b, '@', 0x1d, 'v', '0', 0, formats[i].row_bytes};
        struct document document;
        struct err err = {0};

        if (!document_make(&document, fixture->desk, &job, &printer, formats[i].format, &err))
            fail_msg("%s", err.text);
        assert_memory_equal(document.bytes.data, head, sizeof head);
        document_clear(&document);
    }
}

static void a_ticket_and_its_days_report_are_drawn(void **state)
{
    struct desk_fixture *fixture = *state;
    const struct uuid request = uuid_v4();
    struct ticket ticket;
    struct print_job job;
    int64_t report = 0;

    desk_fixture_issue(fixture, &ticket, &job);
    check_escpos(fixture, job.id);
    assert_true(desk_print_report(fixture->desk, &request, calendar_day(ticket.issued_at_ms, 420),
                                  "P-07", &report, NULL));
    check_escpos(fixture, report);
}

static void a_test_page_is_drawn(void **state)
{
    struct desk_fixture *fixture = *state;
    const struct uuid request = uuid_v4();
    int64_t id = 0;

    assert_true(desk_print_test(fixture->desk, &request, "", &id, NULL));
    check_escpos(fixture, id);
}

static void a_report_of_no_day_is_refused(void **state)
{
    struct desk_fixture *fixture = *state;
    const struct print_job job = {.kind = SLIP_REPORT, .subject = "kemarin", .lang = "id"};
    const struct printer printer = {0};
    struct document document;
    struct err err = {0};

    assert_false(document_make(&document, fixture->desk, &job, &printer, PRINTER_ESCPOS_80, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_non_null(strstr(err.text, "kemarin"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_ticket_and_its_days_report_are_drawn, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(a_test_page_is_drawn, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_report_of_no_day_is_refused, open_desk, close_desk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
