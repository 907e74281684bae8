/* The survey's documents, read back as text. */
#include "document.h"
#include "fixture.h"
#include "survey_fixture.h"

#include "base/mem.h"
#include "paper/survey_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

static const char *const page_keys[SURVEY_PAGE_COUNT] = {"pengolahan", "papan", "papan-a3",
                                                         "rekap"};

enum { PDF_MOST = 32 << 20, EDGE_PT = 14 };

static const struct survey_paper processing = {.page = SURVEY_PROCESSING, .lang = "id"};
static const struct survey_paper board = {.page = SURVEY_BOARD, .lang = "id"};
static const struct survey_paper recap = {.page = SURVEY_RECAP, .lang = "id"};

static void make_pdf(const struct survey_report *report, const struct survey_paper *paper,
                     const char *name, struct text *pdf)
{
    struct fixture fixture;
    struct err err = {0};

    fixture_init(&fixture);
    fixture.catalog.office.full_name = (struct words){
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Pekanbaru", NULL};
    text_init(pdf, PDF_MOST);
    if (!survey_report_pdf(&fixture.catalog, report, NULL, paper, pdf, &err))
        fail_msg("%s", err.text);
    document_keep(pdf, name);
    document_check(pdf, EDGE_PT);
}

/* The text of one document of a made-up report; yours. */
static char *text_of(const struct survey_report *report, const struct survey_paper *paper,
                     const char *name)
{
    AUTO_TEXT struct text pdf = {0};

    make_pdf(report, paper, name, &pdf);
    return document_says("pdftotext", "-layout", &pdf);
}

static int pages_of(const struct survey_report *report, const struct survey_paper *paper,
                    const char *name)
{
    AUTO_TEXT struct text pdf = {0};

    make_pdf(report, paper, name, &pdf);
    return document_pages(&pdf);
}

static void the_official_table_has_head_rows_foot_and_legend(void **state)
{
    static const char *const expected[] = {
        "PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN",
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Pekanbaru",
        "Triwulan IV 2026 (1 Oktober s.d. 31 Desember 2026)",
        "Jl. Jenderal Sudirman No. 464, Pekanbaru",
        "(0761) 28262",
        "No. Resp.",
        "Jumlah nilai",
        "NRR per unsur",
        "NRR tertimbang",
        "Jumlah NRR IKM tertimbang",
        "IKM Unit Pelayanan",
        "U1 s.d. U9 = unsur-unsur pelayanan",
        "**) = jumlah NRR tertimbang × 25",
        "NRR per unsur × 1/9",
        "tepat 1/9",
        "76,61 – 88,30",
        "Sangat Baik",
        "Nilai rata-rata setiap unsur pelayanan",
        "Sistem, mekanisme, dan prosedur",
    };
    struct survey_report report = survey_fixture(152, 6, 5, MOOD_USUAL);
    AUTO_FREE char *text = text_of(&report, &processing, "pengolahan");
    char index[32];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
        if (!strstr(text, expected[i]))
            fail_msg("lacks: %s", expected[i]);
    }
    text_format(index, sizeof(index), "**) %d,%02d", report.ikm.index_centi / 100,
                report.ikm.index_centi % 100);
    assert_non_null(strstr(text, index));
    assert_null(strstr(text, "pembanding"));
    survey_report_clear(&report);
}

static void every_respondent_has_a_row_with_the_nine_answers(void **state)
{
    struct survey_report report = survey_fixture(152, 0, 1, MOOD_USUAL);
    AUTO_FREE char *text = text_of(&report, &processing, "rows");
    size_t rows = 0;

    (void)state;
    for (const char *line = text; line; line = strchr(line, '\n')) {
        long number;
        char *end;

        line += *line == '\n' ? 1 : 0;
        line += strspn(line, "\f ");
        number = strtol(line, &end, 10);
        if (number != (long)rows + 1 || *end != ' ')
            continue;
        for (int u = 1; u <= ELEMENT_COUNT; u++) {
            enum survey_element element = survey_element_of_number(u, NUMBERING_QUESTIONNAIRE);

            assert_int_equal(strtol(end, &end, 10), report.answers[rows][element]);
        }
        rows++;
    }
    assert_int_equal(rows, 152);
    survey_report_clear(&report);
}

static void the_numbering_is_the_offices(void **state)
{
    struct survey_report report = survey_fixture(40, 0, 1, MOOD_USUAL);
    struct survey_paper annex = processing;

    (void)state;
    annex.numbering = NUMBERING_ANNEX;
    AUTO_FREE char *usual = text_of(&report, &processing, "questionnaire");
    AUTO_FREE char *other = text_of(&report, &annex, "annex");
    const char *facilities = strstr(usual, "Sarana dan prasarana");

    assert_non_null(facilities);
    while (*facilities != 'U')
        facilities--;
    assert_memory_equal(facilities, "U8", 2);
    facilities = strstr(other, "Sarana dan prasarana");
    assert_non_null(facilities);
    while (*facilities != 'U')
        facilities--;
    assert_memory_equal(facilities, "U9", 2);
    survey_report_clear(&report);
}

static void another_weight_is_told_beside_the_index(void **state)
{
    struct survey_report report = survey_fixture(40, 0, 1, MOOD_BEST);
    struct survey_paper paper = processing;

    (void)state;
    paper.weight = IKM_0_11;
    AUTO_FREE char *text = text_of(&report, &paper, "weight");
    assert_non_null(strstr(text, "**) 100,00"));
    assert_non_null(strstr(text, "bobot 0,11 nilainya 99,00"));
    assert_non_null(strstr(text, "bukan nilai IKM"));
    survey_report_clear(&report);
}

static void a_thousand_respondents_fill_numbered_pages(void **state)
{
    struct survey_report report = survey_fixture(1000, 0, 1, MOOD_USUAL);
    AUTO_FREE char *text = text_of(&report, &processing, "thousand");
    int pages = pages_of(&report, &processing, "thousand");
    char last[64];

    (void)state;
    assert_in_range(pages, 15, 30);
    text_format(last, sizeof(last), "Halaman %d dari %d", pages, pages);
    assert_non_null(strstr(text, last));
    assert_in_range(count_of(text, "No. Resp."), pages - 1, pages);
    assert_int_equal(count_of(text, "No. Resp."),
                     1 + count_of(text, "Nilai unsur pelayanan (lanjutan)"));
    assert_null(strstr(text, "Responden lebih dari"));
    survey_report_clear(&report);
}

static void very_many_respondents_are_summed_in_blocks_and_it_is_said(void **state)
{
    struct survey_report report = survey_fixture(100000, 0, 1, MOOD_USUAL);
    AUTO_FREE char *text = text_of(&report, &processing, "many");
    int64_t sum = 0, rows = 0;
    char *rest = text;

    (void)state;
    assert_non_null(strstr(text, "Responden lebih dari 5.000: setiap baris di bawah memuat jumlah "
                                 "nilai dari 20 responden"));
    assert_non_null(strstr(text, "99.981–100.000"));
    for (const char *line = strsep(&rest, "\n"); line; line = strsep(&rest, "\n")) {
        const char *dash;

        line += strspn(line, "\f ");
        dash = strstr(line, "–");
        if (*line < '1' || *line > '9' || !dash || dash - line > 8)
            continue;
        sum += strtol(strchr(dash, ' '), NULL, 10);
        rows++;
    }
    assert_int_equal(rows, SURVEY_RESPONDENTS_SHOWN);
    assert_int_equal(sum, report.sums.sum[ELEMENT_PERSYARATAN]);
    survey_report_clear(&report);
}

static void a_million_respondents_have_whole_sums(void **state)
{
    struct survey_report report = survey_fixture(1000000, 2, 1, MOOD_USUAL);
    AUTO_FREE char *table = text_of(&report, &processing, "million");
    AUTO_FREE char *summary = text_of(&report, &recap, "million-recap");

    (void)state;
    assert_non_null(strstr(table, "999.801–1.000.000"));
    assert_non_null(strstr(table, "3.900.000"));
    assert_non_null(strstr(summary, " 1.000.000 "));
    survey_report_clear(&report);
}

static void nobody_has_no_index_in_any_document(void **state)
{
    struct survey_report report = survey_fixture(0, 3, 1, MOOD_USUAL);

    (void)state;
    for (int page = 0; page < SURVEY_PAGE_COUNT; page++) {
        const struct survey_paper paper = {.page = (enum survey_page)page, .lang = "id"};
        AUTO_FREE char *text = text_of(&report, &paper, page_keys[paper.page]);

        assert_null(strstr(text, "  0,00"));
        assert_true(page != SURVEY_PROCESSING || strstr(text, "**) –"));
        assert_true(page == SURVEY_PROCESSING || strstr(text, "Belum ada data"));
    }
    survey_report_clear(&report);
}

static void one_respondent_has_documents_too(void **state)
{
    struct survey_report report = survey_fixture(1, 1, 2, MOOD_USUAL);

    (void)state;
    for (int page = 0; page < SURVEY_PAGE_COUNT; page++) {
        const struct survey_paper paper = {.page = (enum survey_page)page, .lang = "en"};
        AUTO_FREE char *text = text_of(&report, &paper, "one");

        assert_non_null(strstr(text, "75.00"));
    }
    survey_report_clear(&report);
}

static void the_board_has_every_part_that_it_owes(void **state)
{
    static const char *const expected[] = {
        "INDEKS KEPUASAN",
        "Dinas Penanaman Modal",
        "Triwulan IV 2026",
        "NILAI IKM",
        "Mutu pelayanan",
        "NAMA LAYANAN",
        "Semua layanan",
        "RESPONDEN",
        "JUMLAH = 152 orang",
        "JENIS KELAMIN",
        "L = 72",
        "P = 72",
        "PENDIDIKAN",
        "SMA = 27",
        "PERIODE SURVEI",
        "TERIMA KASIH ATAS PENILAIAN",
    };
    struct survey_report report = survey_fixture(152, 6, 5, MOOD_USUAL);
    AUTO_FREE char *text = text_of(&report, &board, "papan");

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
        if (!strstr(text, expected[i]))
            fail_msg("lacks: %s", expected[i]);
    }
    assert_null(strstr(text, "kurang dari 30"));
    survey_report_clear(&report);
}

static void the_board_is_one_upright_page_of_its_paper(void **state)
{
    static const struct {
        enum survey_page page;
        const char *size;
    } cases[] = {{SURVEY_BOARD, "595.276 x 841.89 pts (A4)"},
                 {SURVEY_BOARD_A3, "841.89 x 1190.67 pts (A3)"}};
    struct survey_report report = survey_fixture(152, 6, 5, MOOD_USUAL);

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct survey_paper paper = {.page = cases[i].page, .lang = "id"};
        AUTO_TEXT struct text pdf = {0};

        make_pdf(&report, &paper, page_keys[paper.page], &pdf);
        AUTO_FREE char *info = document_says("pdfinfo", NULL, &pdf);

        if (!strstr(info, cases[i].size))
            fail_msg("no %s in %s", cases[i].size, info);
        assert_int_equal(document_pages(&pdf), 1);
    }
    survey_report_clear(&report);
}

static void few_respondents_are_told_on_the_board(void **state)
{
    struct survey_report report = survey_fixture(29, 0, 1, MOOD_USUAL);
    AUTO_FREE char *text = text_of(&report, &board, "few");

    (void)state;
    assert_non_null(strstr(text, "Responden kurang dari 30"));
    survey_report_clear(&report);
}

static void the_longest_service_name_stays_on_every_page(void **state)
{
    static const char *const long_names[] = {"long-0", "long-1", "long-2", "long-3"};
    struct survey_report report = survey_fixture(152, 6, 5, MOOD_USUAL);

    (void)state;
    text_copy(report.service_id, sizeof(report.service_id), "layanan-05");
    text_copy(report.service_name, sizeof(report.service_name), report.rows[5].name);
    for (int page = 0; page < SURVEY_PAGE_COUNT; page++) {
        const struct survey_paper paper = {.page = (enum survey_page)page, .lang = "en"};
        AUTO_FREE char *text = text_of(&report, &paper, long_names[page]);

        assert_non_null(strstr(text, "Penyelenggaraan"));
        assert_non_null(strstr(text, "Kementerian"));
    }
    survey_report_clear(&report);
}

static void the_recap_tells_services_people_and_what_is_lowest(void **state)
{
    static const char *const expected[] = {
        "Rekapitulasi Survei Kepuasan Masyarakat",
        "Nilai setiap unsur",
        "Perkembangan nilai IKM",
        "TW IV 2025",
        "n = 91",
        "273 orang dilayani",
        "Tingkat kepercayaan 95%",
        "Ditandai meragukan",
        "tidak diselesaikan: 10; tidak dihitung",
        "tepat 1/9",
        "Nilai rata-rata dan IKM menurut: Layanan",
        "Surat Izin Kerja Perekam Medis",
        "Karakteristik responden",
        "47,4%",
        "Unsur terendah dan rencana tindak lanjut (RTL)",
        "Penanggung jawab",
        "U8 Sarana dan prasarana",
    };
    struct survey_report report = survey_fixture(152, 6, 5, MOOD_USUAL);
    AUTO_FREE char *text = text_of(&report, &recap, "rekap");

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
        if (!strstr(text, expected[i]))
            fail_msg("lacks: %s", expected[i]);
    }
    survey_report_clear(&report);
}

static void small_cells_show_their_number_alone(void **state)
{
    struct survey_report report = survey_fixture(152, 4, 1, MOOD_USUAL);

    (void)state;
    report.by = BY_EDUCATION;
    for (size_t i = 0; i < report.row_count; i++) {
        report.rows[i].name[0] = '\0';
        text_copy(report.rows[i].key, sizeof(report.rows[i].key),
                  survey_education_key((enum survey_education)i));
    }
    report.rows[2].is_hidden = true;
    report.rows[2].ikm.n = 3;
    report.rows[2].ikm.index_centi = 4321;
    AUTO_FREE char *text = text_of(&report, &recap, "hidden");

    assert_non_null(strstr(text, "menurut: Pendidikan terakhir"));
    assert_null(strstr(text, "43,21"));
    assert_non_null(strstr(text, "kurang dari 5 responden"));
    survey_report_clear(&report);
}

static void ties_are_all_listed(void **state)
{
    struct survey_report report = survey_fixture(35, 3, 1, MOOD_BEST);
    AUTO_FREE char *text = text_of(&report, &recap, "ties");

    (void)state;
    assert_int_equal(report.ikm.lowest_count, ELEMENT_COUNT);
    for (int number = 1; number <= ELEMENT_COUNT; number++) {
        char u[8];

        text_format(u, sizeof(u), "U%d ", number);
        assert_true(count_of(text, u) >= 2); /* in the chart, and with its plan */
    }
    survey_report_clear(&report);
}

static void forty_services_repeat_their_heading(void **state)
{
    struct survey_report report = survey_fixture(1000, 40, 12, MOOD_USUAL);
    AUTO_FREE char *text = text_of(&report, &recap, "forty");

    (void)state;
    assert_true(count_of(text, "menurut: Layanan (lanjutan)") >= 1);
    assert_non_null(strstr(text, "\n40 "));
    survey_report_clear(&report);
}

static void documents_are_named_by_their_key(void **state)
{
    enum survey_page page;

    (void)state;
    for (int i = 0; i < SURVEY_PAGE_COUNT; i++) {
        assert_true(survey_page_from_key(page_keys[i], &page));
        assert_int_equal(page, i);
    }
    assert_false(survey_page_from_key("poster", &page));
}

static void the_same_report_is_the_same_file(void **state)
{
    struct survey_report report = survey_fixture(152, 6, 5, MOOD_USUAL);
    AUTO_TEXT struct text first = {0};
    AUTO_TEXT struct text second = {0};

    (void)state;
    make_pdf(&report, &recap, "first", &first);
    make_pdf(&report, &recap, "second", &second);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.data, second.data, first.len);
    survey_report_clear(&report);
}

static void a_ceiling_is_an_error(void **state)
{
    struct survey_report report = survey_fixture(40, 0, 1, MOOD_USUAL);
    AUTO_TEXT struct text pdf = {0};
    struct fixture fixture;
    struct err err = {0};

    (void)state;
    fixture_init(&fixture);
    text_init(&pdf, 1000);
    assert_false(survey_report_pdf(&fixture.catalog, &report, NULL, &board, &pdf, &err));
    assert_int_equal(err.code, ERR_FULL);
    survey_report_clear(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_official_table_has_head_rows_foot_and_legend),
        cmocka_unit_test(every_respondent_has_a_row_with_the_nine_answers),
        cmocka_unit_test(the_numbering_is_the_offices),
        cmocka_unit_test(another_weight_is_told_beside_the_index),
        cmocka_unit_test(a_thousand_respondents_fill_numbered_pages),
        cmocka_unit_test(very_many_respondents_are_summed_in_blocks_and_it_is_said),
        cmocka_unit_test(a_million_respondents_have_whole_sums),
        cmocka_unit_test(nobody_has_no_index_in_any_document),
        cmocka_unit_test(one_respondent_has_documents_too),
        cmocka_unit_test(the_board_has_every_part_that_it_owes),
        cmocka_unit_test(the_board_is_one_upright_page_of_its_paper),
        cmocka_unit_test(few_respondents_are_told_on_the_board),
        cmocka_unit_test(the_longest_service_name_stays_on_every_page),
        cmocka_unit_test(the_recap_tells_services_people_and_what_is_lowest),
        cmocka_unit_test(small_cells_show_their_number_alone),
        cmocka_unit_test(ties_are_all_listed),
        cmocka_unit_test(forty_services_repeat_their_heading),
        cmocka_unit_test(documents_are_named_by_their_key),
        cmocka_unit_test(the_same_report_is_the_same_file),
        cmocka_unit_test(a_ceiling_is_an_error),
    };

    return cmocka_run_group_tests(tests, paper_setup, paper_teardown);
}
