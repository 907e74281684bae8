/* Slips against their kept pictures. */
#include "fixture.h"
#include "golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

static const struct {
    enum slip_width width;
    const char *suffix;
} widths[] = {{SLIP_80MM, "80"}, {SLIP_58MM, "58"}};

static void check(struct slip *slip_take, const char *name, const char *suffix)
{
    char file[64];

    assert_true(text_format(file, sizeof(file), "%s-%s", name, suffix));
    golden_check(slip_take, file);
    slip_free(slip_take);
}

static void check_ticket(const struct fixture *fixture, const char *name, int copy)
{
    for (size_t i = 0; i < ARRAY_LEN(widths); i++)
        check(fixture_ticket(fixture, widths[i].width, copy), name, widths[i].suffix);
}

static void ticket_in_indonesian_looks_as_designed(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    check_ticket(&fixture, "ticket-id", 0);
}

static void ticket_in_english_is_in_english(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    assert_true(text_copy(fixture.ticket.lang, sizeof(fixture.ticket.lang), "en"));
    check_ticket(&fixture, "ticket-en", 0);
}

static void priority_is_white_on_black(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    fixture.ticket.is_priority = true;
    assert_true(text_copy(fixture.ticket.number, sizeof(fixture.ticket.number), "P-003"));
    check_ticket(&fixture, "ticket-priority", 0);
}

static void copy_says_which_copy_it_is(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    fixture.ticket.is_priority = true;
    check_ticket(&fixture, "ticket-copy", 2);
}

/* First ticket of the day: no list, no estimate yet, a fee to pay. */
static void unknown_facts_are_left_out(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    fixture.ticket.unticked_count = 0;
    fixture.ticket.wait.is_known = false;
    fixture.ticket.people_ahead = 0;
    fixture.service.fee_rp = 50000;
    fixture.group.wait_at = (struct words){NULL, NULL};
    check_ticket(&fixture, "ticket-bare", 0);
}

static void long_names_wrap(void **state)
{
    static const char name[] =
        "Persetujuan Kesesuaian Kegiatan Pemanfaatan Ruang untuk Kegiatan Nonberusaha bagi "
        "Pelayanan Kesehatan Tradisional dan Rehabilitasi Mediktanpasela";
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    fixture.service.name = (struct words){name, NULL};
    assert_true(text_copy(fixture.ticket.service_name, sizeof(fixture.ticket.service_name), name));
    fixture.catalog.office.name.id =
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kabupaten Rokan Hulu";
    fixture.catalog.office.address.id =
        "Kompleks Perkantoran Pemerintah Daerah, Jalan Tuanku Tambusai, Pasir Pengaraian 28557";
    fixture.group.wait_at.id = "Ruang tunggu lantai dua di sebelah kanan tangga utama";
    fixture.counters[0].id = "Loket Penerimaan Berkas Kesehatan";
    assert_true(text_copy(fixture.ticket.number, sizeof(fixture.ticket.number), "A2-1000"));
    check_ticket(&fixture, "ticket-long", 0);
}

static void lists_look_like_the_tickets(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        enum slip_width width = widths[i].width;

        check(fixture_requirements(&fixture, width, "id"), "requirements-id", widths[i].suffix);
        check(fixture_requirements(&fixture, width, "en"), "requirements-en", widths[i].suffix);
        check(fixture_steps(&fixture, width, "id"), "steps-id", widths[i].suffix);
        check(fixture_steps(&fixture, width, "en"), "steps-en", widths[i].suffix);
    }
}

static void check_receipt(const struct fixture *fixture, const char *name, const char *lang,
                          int copy)
{
    for (size_t i = 0; i < ARRAY_LEN(widths); i++)
        check(fixture_receipt(fixture, widths[i].width, lang, copy), name, widths[i].suffix);
}

static void receipt_of_a_file_looks_as_designed(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    fixture.service.notify_sms = true;
    fixture.service.notify_letter = (struct duration){1, DURATION_MONTH, {0}};
    check_receipt(&fixture, "receipt-id", "id", 0);
    check_receipt(&fixture, "receipt-en", "en", 0);
}

/* Two papers are missing, nobody promised a message, and the name is already forgotten. */
static void receipt_of_an_incomplete_file_promises_no_date(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    memmove(fixture.receipt.received + 5, fixture.receipt.received + 6, 3 * sizeof(uint16_t));
    fixture.receipt.received_count = 8;
    fixture.receipt.due_day = 0;
    fixture.receipt.applicant[0] = '\0';
    check_receipt(&fixture, "receipt-partial", "id", 2);
}

static void receipt_in_english_wraps_long_names(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    assert_true(text_copy(fixture.receipt.applicant, sizeof(fixture.receipt.applicant),
                          "Raden Ajeng Siti Nurhaliza Kusumawardhani Prawiranegara Hadiningrat "
                          "Wongsonegoro binti Muhammad Abdurrahman Kartosoewirjo Adh."));
    fixture.receipt.is_due_sure = false;
    fixture.receipt.number[0] = '\0';
    fixture.service.has_fee = false;
    check_receipt(&fixture, "receipt-long", "en", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticket_in_indonesian_looks_as_designed),
        cmocka_unit_test(ticket_in_english_is_in_english),
        cmocka_unit_test(priority_is_white_on_black),
        cmocka_unit_test(copy_says_which_copy_it_is),
        cmocka_unit_test(unknown_facts_are_left_out),
        cmocka_unit_test(long_names_wrap),
        cmocka_unit_test(receipt_of_a_file_looks_as_designed),
        cmocka_unit_test(receipt_of_an_incomplete_file_promises_no_date),
        cmocka_unit_test(receipt_in_english_wraps_long_names),
        cmocka_unit_test(lists_look_like_the_tickets),
    };

    return cmocka_run_group_tests(tests, paper_setup, paper_teardown);
}
