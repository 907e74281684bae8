/* What a complaint's receipt says, what it keeps to itself, and its kept pictures. */
#include "fixture.h"
#include "golden.h"
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

static const struct {
    enum slip_width width;
    const char *suffix;
} widths[] = {{SLIP_80MM, "80"}, {SLIP_58MM, "58"}};

static struct complaint sample(void)
{
    return (struct complaint){
        .number = "PD-1031",
        .code = "7F3K",
        .device = "1",
        .kind = KIND_PENGADUAN,
        .service_id = "sik-perekam-medis",
        .service_name = "Surat Izin Kerja Perekam Medis",
        .reply = REPLY_PHONE,
        .at_ms = FIXTURE_PRINTED_MS + 6 * 60000,
        .due_day = 20784, /* Fri 27 November 2026 */
        .notice_version = COMPLAINT_NOTICE_VERSION,
    };
}

/* The office has a counter of its own for complaints. */
static void add_complaint_counter(struct fixture *fixture)
{
    fixture->group.letter = 'D';
    fixture->group.id = "pengaduan";
    fixture->group.name = (struct words){"Pengaduan", "Complaints"};
    fixture->counters[0] = (struct words){"Loket 5", "Counter 5"};
    fixture->group.counter_count = 1;
    fixture->catalog.office.groups = &fixture->group;
    fixture->catalog.office.group_count = 1;
}

static struct slip *draw(const struct fixture *fixture, const struct complaint *complaint,
                         enum slip_width width, const char *lang, int copy)
{
    struct slip *slip = NULL;
    struct err err = {0};

    if (!slip_complaint(&slip, width, &fixture->catalog, complaint, lang, copy, &err))
        fail_msg("%s", err.text);
    return slip;
}

static void check_picture(const struct fixture *fixture, const struct complaint *complaint,
                          const char *name, const char *lang, int copy)
{
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        struct slip *slip = draw(fixture, complaint, widths[i].width, lang, copy);
        char file[64];

        assert_true(text_format(file, sizeof file, "%s-%s", name, widths[i].suffix));
        slip_check(slip);
        golden_check(slip, file);
        slip_free(slip);
    }
}

static void receipt_of_a_complaint_looks_as_designed(void **state)
{
    struct fixture fixture;
    struct complaint complaint = sample();

    (void)state;
    fixture_init(&fixture);
    add_complaint_counter(&fixture);
    check_picture(&fixture, &complaint, "complaint-id", "id", 0);
    check_picture(&fixture, &complaint, "complaint-en", "en", 0);
}

/* Nothing was promised, no service named, nobody is written to, and it is the second copy. */
static void what_was_not_promised_is_not_printed(void **state)
{
    struct fixture fixture;
    struct complaint complaint = sample();

    (void)state;
    fixture_init(&fixture);
    complaint.kind = KIND_ASPIRASI;
    complaint.service_id[0] = complaint.service_name[0] = '\0';
    complaint.reply = REPLY_NONE;
    complaint.due_day = 0;
    complaint.notice_version = 0;
    check_picture(&fixture, &complaint, "complaint-bare", "id", 2);
    struct slip *slip = draw(&fixture, &complaint, SLIP_80MM, "id", 2);
    assert_true(slip_says(slip, "SALINAN 2"));
    assert_true(slip_says(slip, "tidak menetapkan tanggal jawaban"));
    assert_false(slip_says(slip, "paling lambat"));
    assert_false(slip_says(slip, "Layanan"));
    slip_free(slip);
}

static void receipt_in_english_wraps_long_names(void **state)
{
    struct fixture fixture;
    struct complaint complaint = sample();

    (void)state;
    fixture_init(&fixture);
    complaint.kind = KIND_INFORMASI;
    complaint.reply = REPLY_IN_PERSON;
    fixture.service.name.en = "Approval of the Conformity of Spatial Utilisation Activities for "
                              "Non-Business Activities of Traditional Health Services";
    fixture.catalog.office.address.id =
        "Kompleks Perkantoran Pemerintah Daerah, Jalan Tuanku Tambusai, Pasir Pengaraian 28557";
    check_picture(&fixture, &complaint, "complaint-long", "en", 0);
}

static void phone_reads_the_complaint_from_its_code(void **state)
{
    static const char *const numbers[] = {"PD-1001", "PD-1031", "PD-9999", "PD-110000"};
    struct fixture fixture;
    struct complaint complaint = sample();

    (void)state;
    fixture_init(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(numbers) * ARRAY_LEN(widths); i++) {
        enum slip_width width = widths[i % ARRAY_LEN(widths)].width;
        char expected[TICKET_QR_TEXT], read[128] = "";
        size_t bytes;

        assert_true(
            text_copy(complaint.number, sizeof complaint.number, numbers[i / ARRAY_LEN(widths)]));
        struct slip *slip = draw(&fixture, &complaint, width, "id", 0);
        AUTO_FREE uint8_t *bits = slip_bitmap(slip, &bytes);
        assert_true(complaint_format_qr(expected, "pekanbaru", complaint.number, complaint.code));
        assert_true(qr_read(bits, (int)width, slip_height_dots(slip), read, sizeof read));
        assert_string_equal(read, expected);
        slip_free(slip);
    }
}

static void receipt_says_what_was_promised_and_where_to_ask(void **state)
{
    struct fixture fixture;
    struct complaint complaint = sample();

    (void)state;
    fixture_init(&fixture);
    add_complaint_counter(&fixture);
    struct slip *slip = draw(&fixture, &complaint, SLIP_80MM, "id", 0);
    assert_true(slip_says(slip, "sebutkan nomor dan kode di Loket 5 (Pengaduan)"));
    assert_true(slip_says(slip, "BUKTI PENGADUAN"));
    assert_true(slip_says(slip, "PD-1031"));
    assert_true(slip_says(slip, "Kode 7F3K"));
    assert_true(slip_says(slip, "Sen, 23 Nov 2026 09.47"));
    assert_true(slip_says(slip, "Pengaduan"));
    assert_true(slip_says(slip, "Surat Izin Kerja Perekam Medis"));
    assert_true(slip_says(slip, "Dijawab paling lambat"));
    assert_true(slip_says(slip, "Jumat, 27 November 2026"));
    assert_true(slip_says(slip, "Telepon atau SMS"));
    assert_true(slip_says(slip, "www.lapor.go.id · SMS 1708"));
    assert_true(slip_says(slip, "(0761) 28262"));
    assert_true(slip_says(slip, "tunjukkan nomor dan kode kepada petugas"));
    assert_false(slip_says(slip, "SALINAN"));
    assert_false(slip_says(slip, "GRATIS"));
    slip_free(slip);
}

/* Nobody is called up: the promised day is the one from which the answer can be asked for. */
static void complaint_without_contact_says_when_to_ask(void **state)
{
    struct fixture fixture;
    struct complaint complaint = sample();

    (void)state;
    fixture_init(&fixture);
    complaint.reply = REPLY_NONE;
    struct slip *slip = draw(&fixture, &complaint, SLIP_80MM, "id", 0);
    assert_true(slip_says(slip, "Jawaban dapat ditanyakan mulai"));
    assert_false(slip_says(slip, "Dijawab paling lambat"));
    slip_free(slip);
}

static void office_id_that_does_not_fit_the_code_is_refused(void **state)
{
    struct fixture fixture;
    struct complaint complaint = sample();
    struct slip *slip = NULL;
    struct err err = {0};

    (void)state;
    fixture_init(&fixture);
    fixture.catalog.office.id = "dinas-penanaman-modal-kabupaten-rokan-hulu";
    assert_false(slip_complaint(&slip, SLIP_80MM, &fixture.catalog, &complaint, "id", 0, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_null(slip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(receipt_of_a_complaint_looks_as_designed),
        cmocka_unit_test(what_was_not_promised_is_not_printed),
        cmocka_unit_test(receipt_in_english_wraps_long_names),
        cmocka_unit_test(phone_reads_the_complaint_from_its_code),
        cmocka_unit_test(receipt_says_what_was_promised_and_where_to_ask),
        cmocka_unit_test(complaint_without_contact_says_when_to_ask),
        cmocka_unit_test(office_id_that_does_not_fit_the_code_is_refused),
    };

    return cmocka_run_group_tests(tests, paper_setup, paper_teardown);
}
