/* The slip of thanks: the office's channels, and nothing that tells whose it was or when. */
#include "fixture.h"
#include "golden.h"
#include "inspect.h"

#include "base/mem.h"
#include "support/escpos_decode.h"
#include "support/qr_read.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

enum { MOST_BYTES = 1 << 20 };

static const struct {
    enum slip_width width;
    const char *suffix;
} widths[] = {{SLIP_80MM, "80"}, {SLIP_58MM, "58"}};

static const struct channel every_way[] = {
    {.kind = CHANNEL_PHONE, .value = {"(0761) 28262", NULL}},
    {.kind = CHANNEL_SMS, .value = {"08117515133", NULL}},
    {.kind = CHANNEL_WHATSAPP, .value = {"0812 7000 1234", NULL}},
    {.kind = CHANNEL_EMAIL, .value = {"pengaduan@dpmptsp.pekanbaru.example", NULL}},
    {.kind = CHANNEL_WEB, .value = {"dpmptsp.pekanbaru.example", NULL}},
    {.kind = CHANNEL_BOX, .value = {"Kotak saran di ruang tunggu", NULL}},
};

static void init(struct fixture *fixture)
{
    fixture_init(fixture);
    fixture->catalog.office.standard.complaints = (struct complaints){
        .is_present = true, .channels = every_way, .channel_count = ARRAY_LEN(every_way)};
}

static struct slip *draw(const struct fixture *fixture, enum slip_width width, const char *lang)
{
    struct slip *slip = NULL;
    struct err err = {0};

    if (!slip_thanks(&slip, width, &fixture->catalog, lang, &err))
        fail_msg("%s", err.text);
    return slip;
}

static void thanks_look_as_designed(void **state)
{
    static const char *const langs[] = {"id", "en"};
    struct fixture fixture;

    (void)state;
    init(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(widths) * ARRAY_LEN(langs); i++) {
        const char *lang = langs[i / ARRAY_LEN(widths)];
        struct slip *slip = draw(&fixture, widths[i % ARRAY_LEN(widths)].width, lang);
        char file[64];

        assert_true(text_format(file, sizeof file, "thanks-%s-%s", lang,
                                widths[i % ARRAY_LEN(widths)].suffix));
        slip_check(slip);
        golden_check(slip, file);
        slip_free(slip);
    }
}

static void thanks_name_the_channels_of_the_office(void **state)
{
    static const char *const said[] = {"TERIMA KASIH",   "(0761) 28262",
                                       "08117515133",    "WhatsApp",
                                       "0812 7000 1234", "www.lapor.go.id · SMS 1708"};
    struct fixture fixture;

    (void)state;
    init(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        struct slip *slip = draw(&fixture, widths[i].width, "id");
        for (size_t k = 0; k < ARRAY_LEN(said); k++)
            assert_true(slip_says(slip, said[k]));
        assert_false(slip_says(slip, "Kotak saran"));
        slip_free(slip);
    }
}

/* A day would have to be the fixture's or today's: no text has a year, and the PDF is the same always. */
static void thanks_have_no_date_and_no_number(void **state)
{
    static const char *const unsaid[] = {"202", "Nov", "Dicetak", "Kode", "nomor antrean"};
    struct fixture fixture;
    struct err err = {0};

    (void)state;
    init(&fixture);
    struct slip *slip = draw(&fixture, SLIP_80MM, "id");
    AUTO_TEXT struct text pdf;
    text_init(&pdf, MOST_BYTES);
    for (size_t i = 0; i < ARRAY_LEN(unsaid); i++)
        assert_false(slip_says(slip, unsaid[i]));
    assert_true(slip_pdf(slip, 0, &pdf, &err));
    assert_int_equal(slip->printed_at_ms, 0);
    assert_null(memmem(pdf.data, pdf.len, "D:202", 5));
    slip_free(slip);
}

/* From the bitmap and from what the printer gets. */
static void phone_reads_the_national_channel(void **state)
{
    struct fixture fixture;

    (void)state;
    init(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        struct slip *slip = draw(&fixture, widths[i].width, "id");
        struct escpos_slip paper;
        char read[128] = "", why[128];
        AUTO_TEXT struct text bytes;
        size_t len;
        AUTO_FREE uint8_t *bits = slip_bitmap(slip, &len);

        assert_true(qr_read(bits, (int)widths[i].width, slip_height_dots(slip), read, sizeof read));
        assert_string_equal(read, "HTTPS://WWW.LAPOR.GO.ID");
        text_init(&bytes, MOST_BYTES);
        slip_escpos(slip, &bytes);
        if (!escpos_decode((const uint8_t *)bytes.data, bytes.len, &paper, why))
            fail_msg("%s", why);
        read[0] = '\0';
        assert_true(qr_read(paper.bits, paper.width, paper.height, read, sizeof read));
        assert_string_equal(read, "HTTPS://WWW.LAPOR.GO.ID");
        escpos_slip_clear(&paper);
        slip_free(slip);
    }
}

/* An office without channels has the national one; what is under review is not told. */
static void office_without_channels_names_the_national_one(void **state)
{
    static const struct channel hidden = {
        .kind = CHANNEL_PHONE, .value = {"(0761) 99999", NULL}, .is_hidden = true};
    struct fixture fixture;

    (void)state;
    init(&fixture);
    fixture.catalog.service_count = 0;
    fixture.catalog.office.standard.complaints.channels = &hidden;
    fixture.catalog.office.standard.complaints.channel_count = 1;
    struct slip *slip = draw(&fixture, SLIP_58MM, "en");
    slip_check(slip);
    assert_false(slip_says(slip, "99999"));
    assert_false(slip_says(slip, "Complaints and information"));
    assert_true(slip_says(slip, "www.lapor.go.id · SMS 1708"));
    slip_free(slip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thanks_look_as_designed),
        cmocka_unit_test(thanks_name_the_channels_of_the_office),
        cmocka_unit_test(thanks_have_no_date_and_no_number),
        cmocka_unit_test(phone_reads_the_national_channel),
        cmocka_unit_test(office_without_channels_names_the_national_one),
    };

    return cmocka_run_group_tests(tests, paper_setup, paper_teardown);
}
