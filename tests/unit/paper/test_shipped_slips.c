/* Every kind of slip for every service of every shipped catalogue, on both rolls and in both
 * languages: margins, length, ESC/POS bytes, PDF and code. */
#include "fixture.h"
#include "inspect.h"
#include "outputs.h"
#include "report_fixture.h"

#include "base/mem.h"
#include "wire/catalog_json.h"

#include <ctype.h>
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

enum { DEVICE_CODE = 64 };

static const enum slip_width widths[] = {SLIP_80MM, SLIP_58MM};
static const char *const langs[] = {"id", "en"};

/* A ticket with nothing ticked, as most will be. */
static struct ticket ticket_for(const struct service *service, const char *lang)
{
    struct ticket ticket = {
        .series = "A",
        .seq = 1,
        .number = "A-001",
        .code = "0XYZ",
        .issued_at_ms = FIXTURE_PRINTED_MS,
        .people_ahead = 12,
        .wait = {true, 120, 200},
    };

    assert_true(text_copy(ticket.lang, sizeof(ticket.lang), lang));
    assert_true(text_copy(ticket.service_id, sizeof(ticket.service_id), service->id));
    assert_true(text_copy(ticket.service_name, sizeof(ticket.service_name), service->name.id));
    assert_true(text_copy(ticket.group_id, sizeof(ticket.group_id), service->group->id));
    for (size_t i = 0; i < service->requirements.count; i++) {
        if (!service->requirements.items[i].is_hidden)
            ticket.unticked[ticket.unticked_count++] = (uint16_t)(i + 1);
    }
    return ticket;
}

static void check_ticket(const struct catalog *catalog, const struct service *service,
                         enum slip_width width, const char *lang)
{
    struct ticket ticket = ticket_for(service, lang);
    char code[TICKET_QR_TEXT];
    struct err err = {0};
    struct slip *slip;

    if (!slip_ticket(&slip, width, catalog, &ticket, 0, &err))
        fail_msg("%s", err.text);
    slip_check(slip);
    assert_in_range(slip_height_dots(slip), 700, 3000);
    assert_true(queue_format_qr(code, catalog->office.id, ticket.issued_at_ms,
                                zone_offset_min(catalog->office.zone), ticket.number, ticket.code));
    outputs_check(slip, code);
    slip_free(slip);
}

/* A file with everything in it. */
static void check_receipt(const struct catalog *catalog, const struct service *service,
                          enum slip_width width, const char *lang)
{
    struct receipt receipt = {.file_number = "2611-1042-3",
                              .number = "A-001",
                              .applicant = "I Gusti Ngurah Rai Wirabuana",
                              .officer = "P-07",
                              .counter = "Loket 2",
                              .at_ms = FIXTURE_PRINTED_MS};
    char code[TICKET_QR_TEXT];
    struct err err = {0};
    struct slip *slip;

    (void)text_copy(receipt.service_id, sizeof(receipt.service_id), service->id);
    (void)text_copy(receipt.service_name, sizeof(receipt.service_name), service->name.id);
    for (size_t i = 0; i < service->requirements.count; i++) {
        if (!service->requirements.items[i].is_hidden)
            receipt.received[receipt.received_count++] = (uint16_t)(i + 1);
    }
    receipt.asked = (int)receipt.received_count;
    receipt_due(&receipt, &catalog->office, NULL, &service->duration, true);
    if (!slip_receipt(&slip, width, catalog, &receipt, lang, 0, &err))
        fail_msg("%s", err.text);
    slip_check(slip);
    assert_in_range(slip_height_dots(slip), 1000, 3600);
    assert_true(receipt_format_qr(code, catalog->office.id, receipt.file_number));
    outputs_check(slip, code);
    slip_free(slip);
}

static void check_lists(const struct catalog *catalog, const struct service *service,
                        enum slip_width width, const char *lang)
{
    struct err err = {0};
    struct slip *slip;

    if (!slip_requirements(&slip, width, catalog, service, lang, FIXTURE_PRINTED_MS, &err))
        fail_msg("%s", err.text);
    slip_check(slip);
    outputs_check(slip, NULL);
    slip_free(slip);
    if (!slip_steps(&slip, width, catalog, service, lang, FIXTURE_PRINTED_MS, &err))
        fail_msg("%s", err.text);
    slip_check(slip);
    outputs_check(slip, NULL);
    slip_free(slip);
}

static void check_complaint(const struct catalog *catalog, const struct service *service,
                            enum slip_width width, const char *lang)
{
    struct complaint complaint = {
        .number = "PD-1031",
        .code = "7F3K",
        .device = "1",
        .kind = KIND_PENGADUAN,
        .reply = REPLY_PHONE,
        .at_ms = FIXTURE_PRINTED_MS,
        .due_day = 20784,
        .notice_version = COMPLAINT_NOTICE_VERSION,
    };
    char code[TICKET_QR_TEXT];
    struct err err = {0};
    struct slip *slip;

    assert_true(text_copy(complaint.service_id, sizeof complaint.service_id, service->id));
    assert_true(text_copy(complaint.service_name, sizeof complaint.service_name, service->name.id));
    if (!slip_complaint(&slip, width, catalog, &complaint, lang, 1, &err))
        fail_msg("%s", err.text);
    slip_check(slip);
    assert_in_range(slip_height_dots(slip), 700, 3000);
    assert_true(complaint_format_qr(code, catalog->office.id, complaint.number, complaint.code));
    outputs_check(slip, code);
    slip_free(slip);
}

/* What does not depend on a service. */
static void check_office(const struct catalog *catalog, const struct day_report *report,
                         enum slip_width width, const char *lang)
{
    char code[DEVICE_CODE];
    struct err err = {0};
    struct slip *slip;

    if (!slip_report(&slip, width, catalog, report, lang, &err))
        fail_msg("%s", err.text);
    slip_check(slip);
    outputs_check(slip, NULL);
    slip_free(slip);
    if (!slip_test(&slip, width, catalog, "K1", lang, FIXTURE_PRINTED_MS, &err))
        fail_msg("%s", err.text);
    slip_check(slip);
    assert_true(text_format(code, sizeof code, "ANJ1:%s:20261123:TEST:K1", catalog->office.id));
    for (char *at = code; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    outputs_check(slip, code);
    slip_free(slip);
}

static void check_catalog(const char *path)
{
    struct day_report report = report_fixture(320, 12);
    struct catalog *catalog = NULL;
    struct err err = {0};

    if (!catalog_json_load(&catalog, path, NULL, &err))
        fail_msg("%s", err.text);
    assert_true(catalog->service_count > 0);
    for (size_t s = 0; s < catalog->service_count; s++) {
        for (size_t w = 0; w < ARRAY_LEN(widths); w++) {
            for (size_t l = 0; l < ARRAY_LEN(langs); l++) {
                check_ticket(catalog, &catalog->services[s], widths[w], langs[l]);
                check_receipt(catalog, &catalog->services[s], widths[w], langs[l]);
                check_lists(catalog, &catalog->services[s], widths[w], langs[l]);
                check_complaint(catalog, &catalog->services[s], widths[w], langs[l]);
            }
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(widths) * ARRAY_LEN(langs); i++)
        check_office(catalog, &report, widths[i / 2], langs[i % 2]);
    day_report_clear(&report);
    catalog_free(catalog);
}

static void every_shipped_service_prints_well(void **state)
{
    glob_t found;

    (void)state;
    assert_int_equal(glob(SOURCE_DIR "/assets/catalog/*.json", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check_catalog(found.gl_pathv[i]);
    globfree(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shipped_service_prints_well),
    };

    return cmocka_run_group_tests(tests, paper_setup, paper_teardown);
}
