/* What a ticket says, what a phone reads from it, and that no text breaks it. */
#include "fixture.h"
#include "inspect.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "support/qr_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

static const enum slip_width widths[] = {SLIP_80MM, SLIP_58MM};

static void set_number(struct fixture *fixture, const char *number)
{
    assert_true(text_copy(fixture->ticket.number, sizeof(fixture->ticket.number), number));
}

static void check_qr(const struct fixture *fixture, enum slip_width width)
{
    struct slip *slip = fixture_ticket(fixture, width, 0);
    char expected[TICKET_QR_TEXT], read[128] = "";
    size_t bytes;
    AUTO_FREE uint8_t *bits = slip_bitmap(slip, &bytes);

    assert_true(queue_format_qr(expected, "pekanbaru", fixture->ticket.issued_at_ms, 420,
                                fixture->ticket.number, fixture->ticket.code));
    assert_true(qr_read(bits, (int)width, slip_height_dots(slip), read, sizeof(read)));
    assert_string_equal(read, expected);
    slip_free(slip);
}

static void phone_reads_the_ticket_from_its_code(void **state)
{
    static const char *const numbers[] = {"A-001", "A-014", "P-003",   "C-999", "A2-001",
                                          "B-222", "D-777", "A9-1000", "Z-500", "A-10000"};
    static const char *const codes[] = {"7F3K", "0000", "ZZZZ", "A1B2", "9999"};
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        set_number(&fixture, numbers[i]);
        memcpy(fixture.ticket.code, codes[i % ARRAY_LEN(codes)], sizeof(fixture.ticket.code));
        for (size_t w = 0; w < ARRAY_LEN(widths); w++)
            check_qr(&fixture, widths[w]);
    }
}

static const struct row *qr_row(const struct slip *slip)
{
    for (size_t i = 0; i < slip->rows.count; i++) {
        if (slip->rows.items[i].kind == ROW_QR)
            return &slip->rows.items[i];
    }
    fail_msg("no QR code on the slip");
    return NULL;
}

/* Every module 6 × 6 equal dots; four modules of white around. */
static void code_is_whole_dots_in_a_white_field(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    for (size_t w = 0; w < ARRAY_LEN(widths); w++) {
        struct slip *slip = fixture_ticket(&fixture, widths[w], 0);
        const struct row *row = qr_row(slip);
        const int side = row->qr->size * QR_MODULE_DOTS;
        const int quiet = QR_QUIET_MODULES * QR_MODULE_DOTS;
        size_t bytes;
        AUTO_FREE uint8_t *bits = slip_bitmap(slip, &bytes);

        assert_int_equal(side, 150);
        for (int y = -quiet; y < side + quiet; y++) {
            for (int x = -quiet; x < side + quiet; x++) {
                bool is_inside = x >= 0 && y >= 0 && x < side && y < side;
                bool wanted =
                    is_inside
                    && row->qr->dark[y / QR_MODULE_DOTS * row->qr->size + x / QR_MODULE_DOTS];

                if (dot_at(bits, (int)widths[w], row->x + x, row->y + y) != wanted)
                    fail_msg("dot %d,%d of the code is wrong on %d dots", x, y, (int)widths[w]);
            }
        }
        slip_free(slip);
    }
}

static void ticket_says_what_the_visitor_was_told(void **state)
{
    struct fixture fixture;
    struct slip *slip;

    (void)state;
    fixture_init(&fixture);
    slip = fixture_ticket(&fixture, SLIP_80MM, 0);
    assert_true(slip_says(slip, "A-014"));
    assert_true(slip_says(slip, "Ruang tunggu"));
    assert_true(slip_says(slip, "Loket 1 atau 2"));
    assert_true(slip_says(slip, "6 orang"));
    assert_true(slip_says(slip, "20–35 menit"));
    assert_true(slip_says(slip, "Sen, 23 Nov 2026 09.41"));
    assert_true(slip_says(slip, "Belum dicentang (2):"));
    assert_true(slip_says(slip, "[ ] 7. Surat keterangan kerja"));
    assert_true(slip_says(slip, "A-014 · DPMPTSP Kota Pekanbaru · 23 Nov 2026"));
    assert_true(slip_says(slip, "Kode 7F3K"));
    assert_true(slip_says(slip, "GRATIS"));
    assert_true(slip_says(slip, "Pengaduan: (0761) 28262 · SMS 08117515133"));
    assert_false(slip_says(slip, "PRIORITAS"));
    assert_false(slip_says(slip, "SALINAN"));
    slip_free(slip);
}

static void what_is_not_known_is_not_printed(void **state)
{
    struct fixture fixture;
    struct slip *slip;

    (void)state;
    fixture_init(&fixture);
    fixture.ticket.wait.is_known = false;
    fixture.ticket.unticked_count = 0;
    fixture.service.has_fee = false;
    fixture.group.counter_count = 0;
    fixture.group.wait_at = (struct words){NULL, NULL};
    fixture.service.standard.complaints = (struct complaints){0};
    slip = fixture_ticket(&fixture, SLIP_80MM, 0);
    assert_false(slip_says(slip, "Perkiraan"));
    assert_false(slip_says(slip, "Belum dicentang"));
    assert_false(slip_says(slip, "GRATIS"));
    assert_false(slip_says(slip, "Menuju"));
    assert_false(slip_says(slip, "Tunggu di"));
    assert_false(slip_says(slip, "Pengaduan"));
    assert_true(slip_says(slip, "6 orang"));
    slip_check(slip);
    slip_free(slip);
}

static void service_with_a_fee_is_not_called_free(void **state)
{
    struct fixture fixture;
    struct slip *slip;

    (void)state;
    fixture_init(&fixture);
    fixture.service.fee_rp = 1250000;
    slip = fixture_ticket(&fixture, SLIP_58MM, 0);
    assert_false(slip_says(slip, "GRATIS"));
    slip_free(slip);
    slip = fixture_requirements(&fixture, SLIP_58MM, "id");
    assert_true(slip_says(slip, "Rp1.250.000"));
    slip_free(slip);
    slip = fixture_requirements(&fixture, SLIP_80MM, "en");
    assert_true(slip_says(slip, "Rp1,250,000"));
    slip_free(slip);
}

/* The catalogue may change between the tap and the copy. */
static void ticket_survives_a_service_that_is_gone(void **state)
{
    struct fixture fixture;
    struct slip *slip;

    (void)state;
    fixture_init(&fixture);
    fixture.catalog.service_count = 0;
    fixture.catalog.office.group_count = 0;
    slip = fixture_ticket(&fixture, SLIP_80MM, 1);
    assert_true(slip_says(slip, "Surat Izin Kerja Perekam Medis"));
    assert_true(slip_says(slip, "syarat nomor 7 dan 8"));
    assert_true(slip_says(slip, "SALINAN 1"));
    slip_check(slip);
    slip_free(slip);
}

static void number_of_a_group_names_the_group(void **state)
{
    struct fixture fixture;
    struct slip *slip;

    (void)state;
    fixture_init(&fixture);
    fixture.ticket.service_id[0] = '\0';
    fixture.ticket.service_name[0] = '\0';
    fixture.ticket.unticked_count = 0;
    assert_true(text_copy(fixture.ticket.lang, sizeof(fixture.ticket.lang), "en"));
    slip = fixture_ticket(&fixture, SLIP_58MM, 0);
    assert_true(slip_says(slip, "File intake"));
    assert_false(slip_says(slip, "FREE"));
    slip_free(slip);
}

static void drawing_leaves_the_language_alone(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    assert_true(text_copy(fixture.ticket.lang, sizeof(fixture.ticket.lang), "en"));
    i18n_use("id");
    slip_free(fixture_ticket(&fixture, SLIP_80MM, 0));
    assert_string_equal(i18n_lang(), "id");
    slip_free(fixture_requirements(&fixture, SLIP_80MM, "en"));
    assert_string_equal(i18n_lang(), "id");
}

static void office_that_fits_no_code_is_refused(void **state)
{
    struct fixture fixture;
    struct slip *slip = NULL;
    struct err err = {0};

    (void)state;
    fixture_init(&fixture);
    fixture.catalog.office.id = "an-office-with-a-very-long-identifier";
    assert_false(slip_ticket(&slip, SLIP_80MM, &fixture.catalog, &fixture.ticket, 0, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_null(slip);
}

static void hidden_requirements_leave_their_number_free(void **state)
{
    struct fixture fixture;
    struct slip *slip;

    (void)state;
    fixture_init(&fixture);
    fixture.requirements[1].is_hidden = true;
    fixture.nested[0].is_hidden = true;
    slip = fixture_requirements(&fixture, SLIP_80MM, "id");
    assert_false(slip_says(slip, "Fotokopi KTP"));
    assert_false(slip_says(slip, "asli diperlihatkan"));
    assert_true(slip_says(slip, "cap basah pada setiap lembar"));
    assert_true(slip_says(slip, "10"));
    slip_free(slip);
    fixture.service.requirements = (struct item_list){0};
    slip = fixture_requirements(&fixture, SLIP_80MM, "id");
    assert_true(slip_says(slip, "Daftar syarat belum tersedia"));
    slip_free(slip);
}

static void usual_tickets_have_the_designed_length(void **state)
{
    struct fixture fixture;
    struct slip *slip;

    (void)state;
    fixture_init(&fixture);
    slip = fixture_ticket(&fixture, SLIP_80MM, 0);
    assert_in_range(slip_height_dots(slip), 1100, 1230); /* 149 mm in the design */
    slip_check(slip);
    slip_free(slip);
    slip = fixture_ticket(&fixture, SLIP_58MM, 0);
    assert_in_range(slip_height_dots(slip), 880, 1000); /* 115 mm in the design */
    slip_check(slip);
    slip_free(slip);
}

static void phone_reads_the_file_number_from_its_code(void **state)
{
    static const char *const numbers[] = {"2611-1042-3", "2612-9001-1", "2701-11000-2"};
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        (void)text_copy(fixture.receipt.file_number, sizeof(fixture.receipt.file_number),
                        numbers[i]);
        for (size_t w = 0; w < ARRAY_LEN(widths); w++) {
            struct slip *slip = fixture_receipt(&fixture, widths[w], "id", 0);
            char expected[TICKET_QR_TEXT], read[128] = "";
            size_t bytes;
            AUTO_FREE uint8_t *bits = slip_bitmap(slip, &bytes);

            assert_true(receipt_format_qr(expected, "pekanbaru", numbers[i]));
            assert_true(qr_read(bits, (int)widths[w], slip_height_dots(slip), read, sizeof(read)));
            assert_string_equal(read, expected);
            slip_free(slip);
        }
    }
}

static void receipt_says_what_was_handed_in(void **state)
{
    struct fixture fixture;
    struct slip *slip;

    (void)state;
    fixture_init(&fixture);
    slip = fixture_receipt(&fixture, SLIP_80MM, "id", 0);
    assert_true(slip_says(slip, "TANDA TERIMA BERKAS"));
    assert_true(slip_says(slip, "2611–1042–3"));
    assert_true(slip_says(slip, "Siti Rahmawati"));
    assert_true(slip_says(slip, "Loket 2 / P-07"));
    assert_true(slip_says(slip, "A-014"));
    assert_true(slip_says(slip, "Berkas diterima: 10 dari 10, lengkap"));
    assert_true(slip_says(slip, "Fotokopi ijazah, cap basah")); /* in brief */
    assert_false(slip_says(slip, "[ ]"));
    assert_true(slip_says(slip, "GRATIS"));
    assert_false(slip_says(slip, "SALINAN"));
    slip_free(slip);
    fixture.receipt.received_count = 8;
    slip = fixture_receipt(&fixture, SLIP_58MM, "id", 2);
    assert_true(slip_says(slip, "Berkas diterima: 8 dari 10, belum lengkap"));
    assert_true(slip_says(slip, "[ ]"));
    assert_true(slip_says(slip, "SALINAN 2"));
    slip_free(slip);
}

/* Promises and dates are those of the standard, and no others. */
static void receipt_promises_what_the_standard_promises(void **state)
{
    struct fixture fixture;
    struct slip *slip;

    (void)state;
    fixture_init(&fixture);
    slip = fixture_receipt(&fixture, SLIP_80MM, "id", 0);
    assert_false(slip_says(slip, "SMS jika"));
    assert_false(slip_says(slip, "surat ke rumah"));
    assert_false(slip_says(slip, "perkiraan:"));
    slip_free(slip);
    fixture.service.notify_sms = true;
    fixture.service.notify_letter = (struct duration){1, DURATION_MONTH, {0}};
    fixture.service.has_fee = false;
    fixture.receipt.is_due_sure = false;
    slip = fixture_receipt(&fixture, SLIP_80MM, "id", 0);
    assert_true(slip_says(slip, "SMS jika izin sudah selesai"));
    assert_true(slip_says(slip, "surat ke rumah pemohon"));
    assert_true(slip_says(slip, "Tanggal ini perkiraan"));
    assert_false(slip_says(slip, "GRATIS"));
    slip_free(slip);
    fixture.receipt.due_day = 0;
    fixture.receipt.workdays = 0;
    fixture.service.duration = (struct duration){0};
    slip = fixture_receipt(&fixture, SLIP_80MM, "id", 0);
    assert_false(slip_says(slip, "Perkiraan selesai"));
    assert_false(slip_says(slip, "Tanggal ini perkiraan"));
    slip_free(slip);
}

static void receipt_survives_a_catalogue_that_changed(void **state)
{
    struct fixture fixture;
    struct slip *slip;

    (void)state;
    fixture_init(&fixture);
    fixture.service.requirements.count = 9; /* one line fewer than was ticked */
    slip = fixture_receipt(&fixture, SLIP_80MM, "id", 0);
    assert_true(slip_says(slip, "10 dari 10, lengkap"));
    assert_true(slip_says(slip, "syarat nomor 1, 2, 3"));
    assert_false(slip_says(slip, "[x]"));
    slip_free(slip);
    fixture.catalog.service_count = 0;
    slip = fixture_receipt(&fixture, SLIP_58MM, "en", 1);
    assert_true(slip_says(slip, "Surat Izin Kerja Perekam Medis"));
    assert_true(slip_says(slip, "2 working days"));
    slip_check(slip);
    slip_free(slip);
    fixture.catalog.office.id = "an-office-with-a-very-long-identifier";
    struct err err = {0};
    assert_false(slip_receipt(&slip, SLIP_80MM, &fixture.catalog, &fixture.receipt, "id", 0, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void usual_receipts_have_about_the_designed_length(void **state)
{
    struct fixture fixture;
    struct slip *slip;

    (void)state;
    fixture_init(&fixture);
    fixture.service.notify_sms = true;
    fixture.service.notify_letter = (struct duration){1, DURATION_MONTH, {0}};
    slip = fixture_receipt(&fixture, SLIP_80MM, "id", 0);
    assert_in_range(slip_height_dots(slip), 1600, 1800); /* 207 mm in the design */
    slip_check(slip);
    slip_free(slip);
}

static void missing_font_is_named(void **state)
{
    struct err err = {0};

    paper_close();
    assert_false(paper_open("/nowhere", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "/nowhere/AtkinsonHyperlegibleNext_600SemiBold.ttf"));
    assert_int_equal(paper_setup(state), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phone_reads_the_ticket_from_its_code),
        cmocka_unit_test(code_is_whole_dots_in_a_white_field),
        cmocka_unit_test(ticket_says_what_the_visitor_was_told),
        cmocka_unit_test(what_is_not_known_is_not_printed),
        cmocka_unit_test(service_with_a_fee_is_not_called_free),
        cmocka_unit_test(ticket_survives_a_service_that_is_gone),
        cmocka_unit_test(number_of_a_group_names_the_group),
        cmocka_unit_test(drawing_leaves_the_language_alone),
        cmocka_unit_test(office_that_fits_no_code_is_refused),
        cmocka_unit_test(hidden_requirements_leave_their_number_free),
        cmocka_unit_test(usual_tickets_have_the_designed_length),
        cmocka_unit_test(phone_reads_the_file_number_from_its_code),
        cmocka_unit_test(receipt_says_what_was_handed_in),
        cmocka_unit_test(receipt_promises_what_the_standard_promises),
        cmocka_unit_test(receipt_survives_a_catalogue_that_changed),
        cmocka_unit_test(usual_receipts_have_about_the_designed_length),
        cmocka_unit_test(missing_font_is_named),
    };

    return cmocka_run_group_tests(tests, paper_setup, paper_teardown);
}
