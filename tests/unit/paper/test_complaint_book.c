/* The complaint book on A4, read back as text. */
#include "document.h"
#include "fixture.h"
#include "survey_fixture.h"

#include "base/file.h"
#include "base/mem.h"
#include "paper/complaint_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

enum { PDF_MOST = 8 << 20, EDGE_PT = 20 };

static void make_pdf(const struct complaint_report *report, const char *lang, struct text *pdf)
{
    struct fixture fixture;
    struct err err = {0};

    fixture_init(&fixture);
    text_init(pdf, PDF_MOST);
    if (!complaint_report_pdf(&fixture.catalog, report, lang, pdf, &err))
        fail_msg("%s", err.text);
    document_keep(pdf, report->has_names ? "buku-terbuka" : "buku");
    document_check(pdf, EDGE_PT);
}

static char *text_of(const struct complaint_report *report, const char *lang)
{
    AUTO_TEXT struct text pdf = {0};

    make_pdf(report, lang, &pdf);
    return document_says("pdftotext", "-layout", &pdf);
}

static void the_register_tells_every_column(void **state)
{
    static const char *const expected[] = {
        "Buku Pengaduan",
        "November 2026 (1 s.d. 30 November 2026)",
        "PD-1001",
        "Siti Rahmawati",
        "tanpa nama",
        "dihapus",
        "Permintaan",
        "Berat",
        "Belum dinilai",
        "Diproses",
        "Lewat janji",
        "LEWAT",
        "1 Nov 2026",
        "Identitas dibuka untuk laporan ini",
        "DPMPTSP Kota Pekanbaru",
    };
    AUTO_COMPLAINT_REPORT struct complaint_report report = complaints_fixture(24, true);
    AUTO_FREE char *text = text_of(&report, "id");

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
        if (!strstr(text, expected[i]))
            fail_msg("lacks: %s", expected[i]);
    }
    assert_true(report.overdue > 0);
    assert_int_equal(count_of(text, "LEWAT"), report.overdue);
    assert_int_equal(count_of(text, "PD-1"), 24);
}

static void without_names_nobody_is_named(void **state)
{
    AUTO_COMPLAINT_REPORT struct complaint_report report = complaints_fixture(24, false);
    AUTO_FREE char *text = text_of(&report, "id");

    (void)state;
    assert_null(strstr(text, "Siti"));
    assert_null(strstr(text, "Hasanuddin"));
    assert_non_null(strstr(text, "tidak dibuka"));
    assert_non_null(strstr(text, "Identitas tidak dibuka."));
}

static void a_month_of_nobody_is_said(void **state)
{
    AUTO_COMPLAINT_REPORT struct complaint_report report = complaints_fixture(0, false);
    AUTO_FREE char *text = text_of(&report, "id");

    (void)state;
    assert_non_null(strstr(text, "Tidak ada pengaduan pada periode ini."));
}

static void many_complaints_repeat_their_heading(void **state)
{
    AUTO_COMPLAINT_REPORT struct complaint_report report = complaints_fixture(300, true);
    AUTO_FREE char *text = text_of(&report, "en");
    AUTO_TEXT struct text pdf = {0};

    (void)state;
    make_pdf(&report, "en", &pdf);
    assert_true(document_pages(&pdf) > 5);
    assert_int_equal(count_of(text, "Register of complaints (continued)"),
                     document_pages(&pdf) - 1);
    assert_int_equal(count_of(text, "PD-1"), 300);
}

static void the_page_is_a4_on_its_side(void **state)
{
    AUTO_COMPLAINT_REPORT struct complaint_report report = complaints_fixture(3, false);
    AUTO_TEXT struct text pdf = {0};

    (void)state;
    make_pdf(&report, "id", &pdf);
    AUTO_FREE char *info = document_says("pdfinfo", NULL, &pdf);

    assert_non_null(strstr(info, "841.89 x 595.276 pts (A4)"));
}

static void a_ceiling_is_an_error(void **state)
{
    AUTO_COMPLAINT_REPORT struct complaint_report report = complaints_fixture(3, false);
    AUTO_TEXT struct text pdf = {0};
    struct fixture fixture;
    struct err err = {0};

    (void)state;
    fixture_init(&fixture);
    text_init(&pdf, 1000);
    assert_false(complaint_report_pdf(&fixture.catalog, &report, "id", &pdf, &err));
    assert_int_equal(err.code, ERR_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_register_tells_every_column),
        cmocka_unit_test(without_names_nobody_is_named),
        cmocka_unit_test(a_month_of_nobody_is_said),
        cmocka_unit_test(many_complaints_repeat_their_heading),
        cmocka_unit_test(the_page_is_a4_on_its_side),
        cmocka_unit_test(a_ceiling_is_an_error),
    };

    return cmocka_run_group_tests(tests, paper_setup, paper_teardown);
}
