/* Paper forms in a file: what is read, and what is told of what is not. */
#include "admin/survey_csv.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/calendar.h"
#include "terminal.h"
#include "wire/catalog_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define HEADER                                                                                     \
    "tanggal,persyaratan,prosedur,waktu,biaya,produk,kompetensi,perilaku,sarana,pengaduan"
#define NAMED                                                                                      \
    "tanggal;jam;layanan;jenis_kelamin;usia;pendidikan;pekerjaan;persyaratan;prosedur;waktu;"      \
    "biaya;produk;kompetensi;perilaku;sarana;pengaduan;saran\n"
#define ALL "4;4;4;4;4;4;4;4;4"

enum { TOLD_BYTES = 1 << 20 };

struct reading {
    struct catalog *catalog;
    struct survey_csv csv;
    struct text told; /* one finding a line */
    struct err err;
    int64_t today;
};

static int set_up(void **state)
{
    struct reading *reading = mem_zalloc(1, sizeof *reading);

    *state = reading;
    text_init(&reading->told, TOLD_BYTES);
    return calendar_parse_day("2026-11-23", &reading->today)
                   && catalog_json_load(&reading->catalog, CATALOG, NULL, &reading->err)
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    struct reading *reading = *state;

    survey_csv_clear(&reading->csv);
    catalog_free(reading->catalog);
    text_clear(&reading->told);
    free(reading);
    return 0;
}

static void note(void *context, const char *finding)
{
    struct reading *reading = context;

    assert_null(strchr(finding, '\n'));
    assert_int_equal(text_valid_utf8(finding, strlen(finding)), strlen(finding));
    text_addf(&reading->told, "%s\n", finding);
}

static bool read_bytes(struct reading *reading, const char *bytes, size_t len)
{
    const struct survey_csv_order order = {.name = "f.csv",
                                           .catalog = reading->catalog,
                                           .today = reading->today,
                                           .officer = "P-07",
                                           .tell = note,
                                           .context = reading};

    survey_csv_clear(&reading->csv);
    reading->told.len = 0;
    text_add(&reading->told, "");
    reading->err = (struct err){0};
    return survey_csv_read(&reading->csv, &order, bytes, len, &reading->err);
}

static bool read_text(struct reading *reading, const char *text)
{
    return read_bytes(reading, text, strlen(text));
}

/* One row under all columns, told as `finding` behind "f.csv:2:", or read when that is NULL. */
static void expect_row(struct reading *reading, const char *row, const char *finding)
{
    AUTO_FREE char *text = mem_format(NAMED "%s\n", row);
    AUTO_FREE char *line = finding ? mem_format("f.csv:2:%s\n", finding) : mem_strdup("");

    assert_true(read_text(reading, text));
    assert_string_equal(reading->told.data, line);
    assert_int_equal(reading->csv.count, finding ? 0 : 1);
    assert_int_equal(reading->csv.bad, finding ? 1 : 0);
}

static void expect_refused(struct reading *reading, const char *text, const char *finding)
{
    AUTO_FREE char *line = mem_format("%s", finding);

    assert_false(read_text(reading, text));
    assert_int_equal(reading->err.code, ERR_INVALID);
    assert_string_equal(reading->told.data, line);
    assert_int_equal(reading->csv.count, 0);
}

static void a_row_becomes_a_form(void **state)
{
    struct reading *reading = *state;
    const struct survey_form *form;

    assert_true(read_text(reading, NAMED "2026-11-20;09:30;izin-satu;P;34;S1;SWASTA;"
                                         "1;2;3;4;a;b;C;D;4;\"Ruang \"\"tunggu\"\"; panas\"\n"));
    assert_string_equal(reading->told.data, "");
    assert_int_equal(reading->csv.count, 1);
    form = &reading->csv.forms[0];
    assert_int_equal(form->day, reading->today - 3);
    assert_int_equal(form->bracket, BRACKET_MORNING);
    assert_string_equal(form->service_id, "izin-satu");
    assert_int_equal(form->profile.gender, GENDER_FEMALE);
    assert_int_equal(form->profile.age, AGE_30_39);
    assert_int_equal(form->profile.education, EDUCATION_S1);
    assert_int_equal(form->profile.occupation, OCCUPATION_SWASTA);
    assert_memory_equal(form->answers, ((uint8_t[]){1, 2, 3, 4, 1, 2, 3, 4, 4}), ELEMENT_COUNT);
    assert_string_equal(form->suggestion, "Ruang \"tunggu\"; panas");
    assert_string_equal(form->officer, "P-07");
    assert_false(uuid_is_nil(&form->request));
}

static void the_least_file_has_a_day_and_nine_answers(void **state)
{
    struct reading *reading = *state;

    assert_true(read_text(reading, HEADER "\n2026-11-23,4,3,2,1,4,3,2,1,4"));
    assert_int_equal(reading->csv.count, 1);
    assert_int_equal(reading->csv.forms[0].bracket, BRACKET_UNKNOWN);
    assert_null(reading->csv.forms[0].service_id);
    assert_null(reading->csv.forms[0].suggestion);
    assert_int_equal(reading->csv.forms[0].profile.age, AGE_SKIPPED);
    assert_int_equal(reading->csv.forms[0].answers[ELEMENT_PENGADUAN], 4);
}

static void columns_may_stand_in_any_order_and_case(void **state)
{
    struct reading *reading = *state;

    assert_true(read_text(reading,
                          "PENGADUAN, Sarana ,perilaku,kompetensi,produk,biaya,waktu,prosedur,"
                          "\"persyaratan\",Tanggal\n1,2,3,4,1,2,3,4,1,2026-11-23\n"));
    assert_string_equal(reading->told.data, "");
    assert_memory_equal(reading->csv.forms[0].answers, ((uint8_t[]){1, 4, 3, 2, 1, 4, 3, 2, 1}),
                        ELEMENT_COUNT);
}

static void files_of_all_spreadsheets_are_read_alike(void **state)
{
    static const char *const files[] = {
        HEADER "\n2026-11-23,4,3,2,1,4,3,2,1,4\n",
        "\xef\xbb\xbf" HEADER "\n2026-11-23,4,3,2,1,4,3,2,1,4\n",
        HEADER "\r\n2026-11-23,4,3,2,1,4,3,2,1,4\r\n",
        HEADER "\r2026-11-23,4,3,2,1,4,3,2,1,4\r",
        "\n\n" HEADER "\n\n  \n2026-11-23,4,3,2,1,4,3,2,1,4\n\n",
        HEADER "\n\"2026-11-23\",\"4\",\"3\",\"2\",\"1\",\"4\",\"3\",\"2\",\"1\",\"4\"\n",
        HEADER "\n 2026-11-23 , 4,3 ,2,1,4,3,2,1,4 \n,,,,,,,,,\n",
    };
    struct reading *reading = *state;

    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        for (const char *delimiter = ",;\t"; *delimiter; delimiter++) {
            AUTO_FREE char *text = mem_strdup(files[i]);

            for (char *at = text; *at; at++)
                *at = *at == ',' ? *delimiter : *at;
            assert_true(read_text(reading, text));
            assert_string_equal(reading->told.data, "");
            assert_int_equal(reading->csv.count, 1);
            assert_int_equal(reading->csv.forms[0].answers[ELEMENT_BIAYA], 1);
        }
    }
}

static void what_the_columns_lack_or_have_too_much_is_named(void **state)
{
    struct reading *reading = *state;

    expect_refused(reading, HEADER ",umur\n",
                   "f.csv:1:column 11: \"umur\" is no column of a survey\n");
    expect_refused(reading, HEADER ",Waktu\n", "f.csv:1:column 11: \"waktu\" is there twice\n");
    expect_refused(reading, HEADER ",\n", "f.csv:1:column 11: has no name\n");
    expect_refused(reading,
                   "tanggal,persyaratan,prosedur,waktu,produk,kompetensi,perilaku,"
                   "pengaduan\n",
                   "f.csv:1: the column \"biaya\" is missing\n"
                   "f.csv:1: the column \"sarana\" is missing\n");
    expect_refused(reading, HEADER ",s\xe9x\n",
                   "f.csv:1:column 11: the byte 0xE9 is not UTF-8; save the file as UTF-8\n");
    assert_non_null(
        strstr(reading->err.text, "f.csv: the columns of its first line cannot be used"));
    expect_refused(reading, "", "");
    assert_string_equal(reading->err.text, "f.csv: is empty; its first line names the columns");
    expect_refused(reading, "\xef\xbb\xbf\r\n;;;\r\n", "");
}

static void every_wrong_value_is_told_with_what_is_allowed(void **state)
{
    static const struct {
        const char *row, *finding;
    } cases[] = {
        {"2026-11-23;;;;;;;" ALL ";", NULL},
        {"2026-11-23;;;;;;;4;4;4;5;4;4;4;4;4;", "biaya: \"5\": allowed are 1 to 4, or a to d"},
        {"2026-11-23;;;;;;;4;4;4;0;4;4;4;4;4;", "biaya: \"0\": allowed are 1 to 4, or a to d"},
        {"2026-11-23;;;;;;;4;4;4;e;4;4;4;4;4;", "biaya: \"e\": allowed are 1 to 4, or a to d"},
        {"2026-11-23;;;;;;;4;4;4;4,0;4;4;4;4;4;", "biaya: \"4,0\": allowed are 1 to 4, or a to d"},
        {"2026-11-23;;;;;;;4;4;4;;4;4;4;4;4;",
         "biaya: empty; a form counts only with all nine answers"},
        {";;;;;;;" ALL ";", "tanggal: empty; each form has its day"},
        {"23/11/2026;;;;;;;" ALL ";", "tanggal: \"23/11/2026\": a day is written as 2026-11-23"},
        {"2026-02-29;;;;;;;" ALL ";", "tanggal: \"2026-02-29\": a day is written as 2026-11-23"},
        {"2026-11-24;;;;;;;" ALL ";",
         "tanggal: \"2026-11-24\": in the future; today is 2026-11-23"},
        {"1999-12-31;;;;;;;" ALL ";",
         "tanggal: \"1999-12-31\": no form is older than the year 2000"},
        {"2000-01-01;;;;;;;" ALL ";", NULL},
        {"2026-11-23;24:00;;;;;;" ALL ";",
         "jam: \"24:00\": allowed are a time as 09:30, pagi, siang, or nothing"},
        {"2026-11-23;sore;;;;;;" ALL ";",
         "jam: \"sore\": allowed are a time as 09:30, pagi, siang, or nothing"},
        {"2026-11-23;9:5x;;;;;;" ALL ";",
         "jam: \"9:5x\": allowed are a time as 09:30, pagi, siang, or nothing"},
        {"2026-11-23;;Izin Tiga;;;;;" ALL ";",
         "layanan: \"Izin Tiga\" is neither the id nor the exact name of a service; `catalog show` "
         "lists them"},
        {"2026-11-23;;;W;;;;" ALL ";", "jenis_kelamin: \"W\": allowed are L, P, or nothing"},
        {"2026-11-23;;;;0;;;" ALL ";", "usia: \"0\": allowed are 1 to 120 years"},
        {"2026-11-23;;;;121;;;" ALL ";", "usia: \"121\": allowed are 1 to 120 years"},
        {"2026-11-23;;;;1e2;;;" ALL ";",
         "usia: \"1e2\": allowed are years from 1 to 120, -19, 20-29, 30-39, 40-49, 50-59, 60-, or "
         "nothing"},
        {"2026-11-23;;;;;S4;;" ALL ";",
         "pendidikan: \"S4\": allowed are SD, SMP, SMA, D, S1, S2, S3, or nothing"},
        {"2026-11-23;;;;;;Petani;" ALL ";",
         "pekerjaan: \"Petani\": allowed are PNS, TNI, POLRI, SWASTA, WIRAUSAHA, LAINNYA, or "
         "nothing"},
        {"2026-11-23;;;;;;;4;4;4;4;4;4;4;4;", " 16 cells; the first line has 17 columns"},
        {"2026-11-23;;;;;;;" ALL ";;", " 18 cells; the first line has 17 columns"},
        {"2026-11-23;;;;;;;" ALL ";Caf\xe9",
         "saran: the byte 0xE9 is not UTF-8; save the file as UTF-8"},
        {"2026-11-23;;;;;;;" ALL ";a\x1b[2Jb",
         "saran: the control character 0x1B does not belong into a cell"},
    };
    struct reading *reading = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        expect_row(reading, cases[i].row, cases[i].finding);
}

static void every_allowed_way_to_write_a_value_is_read(void **state)
{
    struct reading *reading = *state;

    assert_true(read_text(reading, NAMED "2026-11-23;pagi;Izin Dua;l;-19;sd;pns;" ALL ";\n"
                                         "2026-11-23;SIANG;;p;20-29;smp;Tni;" ALL ";\n"
                                         "2026-11-23;9.05;;L;29;SMA;POLRI;" ALL ";\n"
                                         "2026-11-23;12:59;;P;60;D3;wirausaha;" ALL ";\n"
                                         "2026-11-23;13:00:00;;;60-;S3;Lainnya;" ALL ";\n"));
    assert_string_equal(reading->told.data, "");
    const struct survey_form *forms = reading->csv.forms;
    static const enum survey_bracket brackets[] = {
        BRACKET_MORNING, BRACKET_AFTERNOON, BRACKET_MORNING, BRACKET_MORNING, BRACKET_AFTERNOON};
    static const enum survey_age ages[] = {AGE_TO_19, AGE_20_29, AGE_20_29, AGE_FROM_60,
                                           AGE_FROM_60};
    static const enum survey_education educations[] = {EDUCATION_SD, EDUCATION_SMP, EDUCATION_SMA,
                                                       EDUCATION_DIPLOMA, EDUCATION_S3};
    static const enum survey_occupation occupations[] = {
        OCCUPATION_PNS, OCCUPATION_TNI, OCCUPATION_POLRI, OCCUPATION_WIRAUSAHA, OCCUPATION_OTHER};
    assert_int_equal(reading->csv.count, ARRAY_LEN(brackets));
    assert_string_equal(forms[0].service_id, "izin-dua");
    assert_int_equal(forms[0].profile.gender, GENDER_MALE);
    for (size_t i = 0; i < ARRAY_LEN(brackets); i++) {
        assert_int_equal(forms[i].bracket, brackets[i]);
        assert_int_equal(forms[i].profile.age, ages[i]);
        assert_int_equal(forms[i].profile.education, educations[i]);
        assert_int_equal(forms[i].profile.occupation, occupations[i]);
    }
}

static void all_faults_of_all_rows_are_told_and_the_good_rows_read(void **state)
{
    struct reading *reading = *state;

    assert_true(read_text(reading, HEADER "\n"
                                          "2026-11-23,4,4,4,4,4,4,4,4,4\n"
                                          "2026-11-23,5,4,4,4,4,4,4,4,\n"
                                          "\n"
                                          "2026-11-23,4,4,4,4,4,4,4,4,4\n"
                                          "kemarin,4,4,4,4,4,4,4,4,4\n"));
    assert_string_equal(reading->told.data,
                        "f.csv:3:persyaratan: \"5\": allowed are 1 to 4, or a to d\n"
                        "f.csv:3:pengaduan: empty; a form counts only with all nine answers\n"
                        "f.csv:6:tanggal: \"kemarin\": a day is written as 2026-11-23\n");
    assert_int_equal(reading->csv.count, 2);
    assert_int_equal(reading->csv.bad, 2);
}

static void a_suggestion_may_have_several_lines_and_lines_are_still_counted(void **state)
{
    struct reading *reading = *state;

    assert_true(read_text(reading, HEADER ",saran\n"
                                          "2026-11-23,4,4,4,4,4,4,4,4,4,\"satu\r\ndua\n\ntiga\"\n"
                                          "2026-11-23,4,4,4,4,4,4,4,4,9,\n"));
    assert_string_equal(reading->csv.forms[0].suggestion, "satu  dua  tiga");
    assert_string_equal(reading->told.data,
                        "f.csv:6:pengaduan: \"9\": allowed are 1 to 4, or a to d\n");
}

static void a_suggestion_keeps_to_its_ceiling(void **state)
{
    struct reading *reading = *state;
    AUTO_TEXT struct text row = {0};

    text_init(&row, 8192);
    text_add(&row, "2026-11-23;;;;;;;" ALL ";");
    for (int i = 0; i < SUGGESTION_LETTERS; i++)
        text_add(&row, "é");
    expect_row(reading, row.data, NULL);
    assert_int_equal(strlen(reading->csv.forms[0].suggestion), 2 * SUGGESTION_LETTERS);
    text_add(&row, "é");
    expect_row(reading, row.data, "saran: 601 letters; allowed are at most 600");
}

static void a_lost_quotation_mark_costs_one_row(void **state)
{
    struct reading *reading = *state;

    assert_true(read_text(reading, HEADER ",saran\n"
                                          "2026-11-23,4,4,4,4,4,4,4,4,4,\"lupa\n"
                                          "2026-11-23,4,4,4,4,4,4,4,4,3,baik\n"
                                          "2026-11-23,4,4,4,4,4,4,4,4,2,\n"));
    assert_string_equal(reading->told.data,
                        "f.csv:2: a quotation mark is not closed until the end of the file\n");
    assert_int_equal(reading->csv.count, 2);
    assert_int_equal(reading->csv.bad, 1);
    assert_true(read_text(reading, HEADER ",saran\n"
                                          "2026-11-23,4,4,4,4,4,4,4,4,4,a\"b\n"
                                          "2026-11-23,4,4,4,4,4,4,4,4,3,\"a\"b\n"
                                          "2026-11-23,4,4,4,4,4,4,4,4,2,\n"));
    assert_string_equal(reading->told.data,
                        "f.csv:2:31: a quotation mark in the middle of a cell; put the whole cell "
                        "into quotation marks and double those within\n"
                        "f.csv:3:33: a quotation mark in the middle of a cell; put the whole cell "
                        "into quotation marks and double those within\n");
    assert_int_equal(reading->csv.count, 1);
    assert_int_equal(reading->csv.bad, 2);
}

static void a_line_of_ten_megabytes_is_told_and_the_next_one_read(void **state)
{
    enum { LONG = 10 << 20 };
    static const char head[] = HEADER ",saran\n2026-11-23,4,4,4,4,4,4,4,4,4,";
    static const char tail[] = "\n2026-11-23,4,4,4,4,4,4,4,4,4,baik\n";
    struct reading *reading = *state;
    AUTO_TEXT struct text text = {0};
    AUTO_FREE char *block = mem_zalloc(LONG + 1, 1);

    memset(block, 'x', LONG);
    for (int is_quoted = 0; is_quoted < 2; is_quoted++) {
        text_clear(&text);
        text_init(&text, LONG + 1000);
        text_add(&text, head);
        text_add(&text, is_quoted ? "\"" : "");
        text_add_bytes(&text, block, LONG);
        text_add(&text, is_quoted ? "\"" : "");
        text_add(&text, tail);
        assert_true(read_bytes(reading, text.data, text.len));
        assert_string_equal(reading->told.data, "f.csv:2: longer than 65536 bytes\n");
        assert_int_equal(reading->csv.count, 1);
        assert_int_equal(reading->csv.bad, 1);
    }
    /* A mark that stays open meets the ceiling too. */
    memcpy(strstr(text.data, ",\"xxx") + 2, "\n", 1);
    assert_true(read_bytes(reading, text.data, text.len));
    assert_non_null(strstr(reading->told.data,
                           "f.csv:2: a quotation mark is not closed within 65536 bytes\n"
                           "f.csv:3: longer than 65536 bytes\n"));
    assert_int_equal(reading->csv.count, 1);
    assert_int_equal(reading->csv.bad, 2);
    /* And one in place of the columns. */
    assert_false(read_bytes(reading, block, LONG));
    assert_string_equal(reading->told.data, "f.csv:1: longer than 65536 bytes\n");
    assert_string_equal(reading->err.text, "f.csv: its first line cannot be read");
}

static void nul_bytes_are_told(void **state)
{
    static const char text[] =
        HEADER "\n2026-11-23,4,4,4,\0,4,4,4,4,4\n2026-11-23,4,4,4,4,4,4,4,4,4\n";
    static const char zeros[64] = {0};
    struct reading *reading = *state;

    assert_true(read_bytes(reading, text, sizeof text - 1));
    assert_string_equal(reading->told.data,
                        "f.csv:2:biaya: a NUL byte, 0x00; the file is damaged or no CSV\n");
    assert_int_equal(reading->csv.count, 1);
    assert_int_equal(reading->csv.bad, 1);
    assert_false(read_bytes(reading, zeros, sizeof zeros));
    assert_non_null(
        strstr(reading->told.data, "f.csv:1:column 1: a NUL byte, 0x00; the file is damaged"));
}

static void what_is_no_csv_is_told_as_what_it_is(void **state)
{
    struct reading *reading = *state;

    assert_false(read_bytes(reading, "\xff\xfet\0", 4));
    assert_string_equal(reading->err.text, "f.csv: is UTF-16; save it as CSV in UTF-8");
    assert_false(read_bytes(reading, "PK\x03\x04", 4));
    assert_string_equal(reading->err.text,
                        "f.csv: is a spreadsheet's own file; save it as CSV in UTF-8");
}

static void more_than_a_million_forms_are_refused(void **state)
{
    static const char row[] = "2026-11-23,4,4,4,4,4,4,4,4,4\n";
    struct reading *reading = *state;
    AUTO_TEXT struct text text = {0};

    text_init(&text, SURVEY_CSV_BYTES + 1);
    text_add(&text, HEADER "\n");
    for (int i = 0; i <= SURVEY_CSV_FORMS; i++)
        text_add_bytes(&text, row, sizeof row - 1);
    assert_false(read_bytes(reading, text.data, text.len));
    assert_int_equal(reading->err.code, ERR_FULL);
    assert_string_equal(reading->err.text,
                        "f.csv: more than 1000000 forms; part it into several files");
    assert_int_equal(reading->csv.count, SURVEY_CSV_FORMS);
    assert_string_equal(reading->told.data, "");
}

#define AT_FILE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_FILE(a_row_becomes_a_form),
        AT_FILE(the_least_file_has_a_day_and_nine_answers),
        AT_FILE(columns_may_stand_in_any_order_and_case),
        AT_FILE(files_of_all_spreadsheets_are_read_alike),
        AT_FILE(what_the_columns_lack_or_have_too_much_is_named),
        AT_FILE(every_wrong_value_is_told_with_what_is_allowed),
        AT_FILE(every_allowed_way_to_write_a_value_is_read),
        AT_FILE(all_faults_of_all_rows_are_told_and_the_good_rows_read),
        AT_FILE(a_suggestion_may_have_several_lines_and_lines_are_still_counted),
        AT_FILE(a_suggestion_keeps_to_its_ceiling),
        AT_FILE(a_lost_quotation_mark_costs_one_row),
        AT_FILE(a_line_of_ten_megabytes_is_told_and_the_next_one_read),
        AT_FILE(nul_bytes_are_told),
        AT_FILE(what_is_no_csv_is_told_as_what_it_is),
        AT_FILE(more_than_a_million_forms_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
