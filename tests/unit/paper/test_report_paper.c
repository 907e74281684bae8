/* The day report on the roll, on A4 and as text; and the test page. */
#include "document.h"
#include "fixture.h"
#include "golden.h"
#include "inspect.h"
#include "report_fixture.h"

#include "base/mem.h"
#include "paper/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

enum { BUSY = 320, SERVICES = 12 };

static const struct {
    enum slip_width width;
    const char *suffix;
} widths[] = {{SLIP_80MM, "80"}, {SLIP_58MM, "58"}};

static void check_slip(const struct day_report *report, const char *lang, const char *name)
{
    struct fixture fixture;

    fixture_init(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        struct slip *slip = NULL;
        struct err err = {0};
        char file[64];

        if (!slip_report(&slip, widths[i].width, &fixture.catalog, report, lang, &err))
            fail_msg("%s", err.text);
        text_format(file, sizeof(file), "%s-%s", name, widths[i].suffix);
        slip_check(slip);
        golden_check(slip, file);
        slip_free(slip);
    }
}

static void the_reports_slip_tells_totals_and_tables(void **state)
{
    struct day_report report = report_fixture(BUSY, SERVICES);

    (void)state;
    check_slip(&report, "id", "report-id");
    check_slip(&report, "en", "report-en");
    day_report_clear(&report);
}

static void a_day_of_nobody_has_a_slip_too(void **state)
{
    struct day_report report = report_fixture(0, SERVICES);

    (void)state;
    check_slip(&report, "en", "report-empty-en");
    day_report_clear(&report);
}

static void the_longest_report_stays_within_the_roll(void **state)
{
    struct day_report report = report_fixture(2000, 250);
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        struct slip *slip = NULL;
        struct err err = {0};

        if (!slip_report(&slip, widths[i].width, &fixture.catalog, &report, "id", &err))
            fail_msg("%s", err.text);
        slip_check(slip);
        assert_true(slip_says(slip, "lagi, lihat laporan A4"));
        slip_free(slip);
    }
    day_report_clear(&report);
}

static void check_test_page(const char *lang)
{
    struct fixture fixture;

    fixture_init(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        struct slip *slip = NULL;
        struct err err = {0};
        char file[64];

        if (!slip_test(&slip, widths[i].width, &fixture.catalog, "K1", lang, FIXTURE_PRINTED_MS,
                       &err))
            fail_msg("%s", err.text);
        text_format(file, sizeof(file), "test-%s-%s", lang, widths[i].suffix);
        slip_check(slip);
        golden_check(slip, file);
        slip_free(slip);
    }
}

static void the_test_page_shows_widths_letters_and_code(void **state)
{
    (void)state;
    check_test_page("id");
    check_test_page("en");
}

static void make_pdf(const struct day_report *report, const char *lang, struct text *pdf)
{
    struct fixture fixture;
    struct err err = {0};

    fixture_init(&fixture);
    text_init(pdf, 8 << 20);
    if (!report_pdf(&fixture.catalog, report, lang, pdf, &err))
        fail_msg("%s", err.text);
}

static void the_a4_report_names_office_day_and_totals(void **state)
{
    struct day_report report = report_fixture(BUSY, SERVICES);
    AUTO_TEXT struct text pdf = {0};

    (void)state;
    make_pdf(&report, "id", &pdf);
    AUTO_FREE char *info = document_says("pdfinfo", NULL, &pdf);
    AUTO_FREE char *text = document_says("pdftotext", "-layout", &pdf);

    assert_non_null(strstr(info, "841.89 x 595.276 pts (A4)"));
    assert_non_null(strstr(text, "DPMPTSP Kota Pekanbaru"));
    assert_non_null(strstr(text, "Jl. Jenderal Sudirman No. 464, Pekanbaru"));
    assert_non_null(strstr(text, "Laporan harian antrean"));
    assert_non_null(strstr(text, "Senin, 23 November 2026"));
    assert_non_null(strstr(text, "Dibuka pukul 07.58, ditutup pukul 16.02."));
    assert_non_null(strstr(text, "Dibuat Sen, 23 Nov 2026 16.10 WIB"));
    assert_non_null(strstr(text, "Per kelompok"));
    assert_non_null(strstr(text, "Per petugas"));
    assert_non_null(strstr(text, "Semua nomor tercatat."));
    assert_int_equal(count_of(text, "Jumlah  "), 4);
    day_report_clear(&report);
}

static void long_tables_repeat_their_heading_on_numbered_pages(void **state)
{
    struct day_report report = report_fixture(2000, 250);
    AUTO_TEXT struct text pdf = {0};
    char last[64];
    int pages = 0;

    (void)state;
    make_pdf(&report, "id", &pdf);
    AUTO_FREE char *text = document_says("pdftotext", "-layout", &pdf);
    for (const char *at = strchr(text, '\f'); at; at = strchr(at + 1, '\f'))
        pages++;
    assert_true(pages > 3);
    text_format(last, sizeof(last), "Halaman %d dari %d", pages, pages);
    assert_non_null(strstr(text, "Halaman 1 dari"));
    assert_non_null(strstr(text, last));
    assert_true(count_of(text, "Per layanan (lanjutan)") >= pages - 3);
    assert_true(count_of(text, "Dibatalkan") >= pages); /* a heading on each of them */
    day_report_clear(&report);
}

static void the_same_report_is_the_same_file(void **state)
{
    struct day_report report = report_fixture(BUSY, SERVICES);
    AUTO_TEXT struct text first = {0};
    AUTO_TEXT struct text second = {0};

    (void)state;
    make_pdf(&report, "en", &first);
    make_pdf(&report, "en", &second);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.data, second.data, first.len);
    day_report_clear(&report);
}

static void a_ceiling_is_an_error(void **state)
{
    struct day_report report = report_fixture(BUSY, SERVICES);
    AUTO_TEXT struct text pdf = {0};
    struct fixture fixture;
    struct err err = {0};

    (void)state;
    fixture_init(&fixture);
    text_init(&pdf, 1000);
    assert_false(report_pdf(&fixture.catalog, &report, "id", &pdf, &err));
    assert_int_equal(err.code, ERR_FULL);
    day_report_clear(&report);
}

/* Columns from the `from`th character on of each line that begins with `name`. */
static int width_of_line(const char *line)
{
    int width = 0;

    for (; *line && *line != '\n'; line++)
        width += ((unsigned char)*line & 0xc0) != 0x80;
    return width;
}

static void columns_of_the_text_stand_under_each_other(void **state)
{
    struct day_report report = report_fixture(BUSY, SERVICES);
    AUTO_TEXT struct text text = {0};
    struct fixture fixture;
    int width = 0, rows = 0;

    (void)state;
    fixture_init(&fixture);
    text_init(&text, 1 << 20);
    report_text(&fixture.catalog, &report, "id", &text);
    for (const char *line = text.data; line && *line; line = strchr(line, '\n') + 1) {
        if (strncmp(line, "Jumlah  ", 8) != 0 && strncmp(line, "P-0", 3) != 0
            && strncmp(line, "Kelompok", 8) != 0 && strncmp(line, "09.00", 5) != 0)
            continue;
        if (rows++ == 0)
            width = width_of_line(line);
        assert_int_equal(width_of_line(line), width);
    }
    assert_true(rows >= 4 + 4 + 1 + 1);
    assert_non_null(strstr(text.data, "09.00–09.59"));
    assert_non_null(strstr(text.data, "Dibuka pukul 07.58"));
    day_report_clear(&report);
}

static void an_empty_day_is_said_in_text(void **state)
{
    struct day_report report = report_fixture(0, 1);
    AUTO_TEXT struct text text = {0};
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    text_init(&text, 1 << 20);
    report_text(&fixture.catalog, &report, "id", &text);
    assert_non_null(strstr(text.data, "Tidak ada nomor yang diterbitkan pada hari ini."));
    day_report_clear(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reports_slip_tells_totals_and_tables),
        cmocka_unit_test(a_day_of_nobody_has_a_slip_too),
        cmocka_unit_test(the_longest_report_stays_within_the_roll),
        cmocka_unit_test(the_test_page_shows_widths_letters_and_code),
        cmocka_unit_test(the_a4_report_names_office_day_and_totals),
        cmocka_unit_test(long_tables_repeat_their_heading_on_numbered_pages),
        cmocka_unit_test(the_same_report_is_the_same_file),
        cmocka_unit_test(a_ceiling_is_an_error),
        cmocka_unit_test(columns_of_the_text_stand_under_each_other),
        cmocka_unit_test(an_empty_day_is_said_in_text),
    };

    return cmocka_run_group_tests(tests, paper_setup, paper_teardown);
}
