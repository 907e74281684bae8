/* survey report: its formats, its periods, and what it refuses. */
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <csv.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static int set_up(void **state)
{
    int failed = terminal_set_up(state);
    struct terminal *terminal = *state;

    terminal->admin.locale_dir = BINARY_DIR "/share/locale";
    terminal->admin.font_dir = SOURCE_DIR "/assets/fonts";
    return failed;
}

static void run_sql(const struct terminal *terminal, const char *sql)
{
    AUTO_FREE char *path = mem_format("%s/anjungan.db", terminal->state_dir);
    sqlite3 *handle;

    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
    sqlite3_close(handle);
}

/* `count` people who answered `answer` nine times about `service` on 23 November 2026 (day 20780). */
static void answer(struct terminal *terminal, int count, int value, const char *service)
{
    AUTO_FREE char *sql = mem_format(
        "INSERT INTO response (day, id, bracket, source, flags, persyaratan, prosedur, waktu, "
        "biaya, "
        "produk, kompetensi, perilaku, sarana, pengaduan, gender, age, education, occupation, "
        "service_id, sector_id, device, form, extras) "
        "WITH RECURSIVE c(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM c WHERE i < %d) "
        "SELECT 20780, randomblob(16), 1, 0, i = 1, %d, %d, %d, %d, %d, %d, %d, %d, %d, "
        "CASE WHEN i > 2 THEN 2 ELSE 1 END, 1, 3, 0, '%s', '', 'K1', 'f/1', x'' FROM c",
        count, value, value, value, value, value, value, value, value, value, service);

    assert_int_equal(terminal_type(terminal, "ticket list"), ADMIN_OK); /* makes the database */
    run_sql(terminal, sql);
}

static struct json *json_of(struct terminal *terminal, const char *command)
{
    struct json *json = NULL;
    struct err err;

    if (terminal_type(terminal, command) != ADMIN_OK)
        fail_msg("%s", terminal->complaints);
    assert_ptr_equal(strchr(terminal->out, '\n'), terminal->out + terminal->out_len - 1);
    assert_true(json_parse(&json, terminal->out, terminal->out_len, NULL, &err));
    return json;
}

static void assert_text(const struct json *object, const char *key, const char *expected)
{
    const struct json *value = json_get(object, key);

    assert_non_null(value);
    if (expected)
        assert_string_equal(json_string(value), expected);
    else
        assert_int_equal(json_kind(value), JSON_NULL);
}

static void assert_number(const struct json *object, const char *key, int64_t expected)
{
    assert_int_equal(json_kind(json_get(object, key)), JSON_INT);
    assert_int_equal(json_int(json_get(object, key)), expected);
}

static void json_tells_the_index_and_its_elements(void **state)
{
    struct terminal *terminal = *state;

    answer(terminal, 8, 3, "izin-satu");
    AUTO_JSON struct json *json = json_of(terminal, "survey report --period 2026-T4 --format json");
    assert_number(json, "n", 8);
    assert_text(json, "ikm", "75.00");
    assert_text(json, "mutu", "C");
    assert_text(json, "kinerja", "Kurang Baik");
    assert_text(json, "nrr", "3.000");
    assert_text(json, "nrr_weighted", "3.000");
    assert_text(json, "weight", "1/9");
    assert_text(json, "convention", NULL);
    assert_text(json, "service", NULL);
    assert_text(json, "by", NULL);
    assert_number(json, "flagged", 1);
    assert_number(json, "abandoned", 0);
    assert_int_equal(json_len(json_get(json, "lowest")), 9);
    const struct json *elements = json_get(json, "unsur");
    assert_int_equal(json_len(elements), 9);
    const struct json *eighth = json_at(elements, 7);
    assert_text(eighth, "key", "sarana");
    assert_text(eighth, "name", "Sarana dan prasarana");
    assert_text(eighth, "nrr", "3.000");
    assert_text(eighth, "nrr_weighted", "0.333");
    assert_text(eighth, "index", "75.00");
    assert_text(eighth, "mutu", "C");
    assert_number(eighth, "number", 8);
    assert_number(eighth, "sum", 24);
    assert_number(eighth, "rank", 1);
    const struct json *sample = json_get(json, "sample");
    assert_number(sample, "population", 0);
    assert_number(sample, "required", 0);
    assert_number(sample, "table_row", 0);
    const struct json *period = json_get(json, "period");
    assert_text(period, "kind", "triwulan");
    assert_text(period, "name", "2026-T4");
    assert_text(period, "from", "2026-10-01");
    assert_text(period, "until", "2026-12-31");
}

static void nobody_is_null_and_nothing_else(void **state)
{
    struct terminal *terminal = *state;
    AUTO_JSON struct json *json =
        json_of(terminal, "survey report --from 2026-11-23 --to 2026-11-23 --format json");

    assert_number(json, "n", 0);
    assert_text(json, "ikm", NULL);
    assert_text(json, "mutu", NULL);
    assert_text(json, "kinerja", NULL);
    assert_text(json, "interval", NULL);
    assert_int_equal(json_len(json_get(json, "lowest")), 0);
    assert_int_equal(json_len(json_get(json, "unsur")), 9);
    assert_text(json_at(json_get(json, "unsur"), 0), "index", NULL);
    assert_text(json_get(json, "period"), "kind", "day");
}

static void people_served_ask_for_a_sample(void **state)
{
    struct terminal *terminal = *state;

    for (int i = 0; i < 12; i++)
        assert_int_equal(terminal_type(terminal, "ticket issue --service izin-satu --no-slip"),
                         ADMIN_OK);
    run_sql(terminal, "UPDATE ticket SET state = 'done'");
    answer(terminal, 5, 4, "izin-satu");
    AUTO_JSON struct json *json =
        json_of(terminal, "survey report --period 2026 --format json --service izin-satu");
    const struct json *sample = json_get(json, "sample");
    assert_number(sample, "population", 12);
    assert_number(sample, "required", 12);
    assert_number(sample, "table_row", 14);
    assert_text(json, "ikm", "100.00");
    assert_text(json_get(json, "service"), "id", "izin-satu");
}

static void numbers_of_elements_are_a_setting(void **state)
{
    struct terminal *terminal = *state;

    terminal->admin.survey_numbering = NUMBERING_ANNEX;
    answer(terminal, 5, 4, "");
    AUTO_JSON struct json *json = json_of(terminal, "survey report --period 2026 --format json");
    const struct json *eighth = json_at(json_get(json, "unsur"), 7);
    assert_text(eighth, "key", "pengaduan");
    assert_number(eighth, "number", 8);
    assert_int_equal(terminal_type(terminal, "survey report --period 2026"), ADMIN_OK);
    assert_non_null(strstr(terminal->out, "\nU9  Sarana dan prasarana "));
}

static void a_convention_stands_beside_the_index(void **state)
{
    struct terminal *terminal = *state;

    terminal->admin.survey_weight = IKM_0_11;
    answer(terminal, 5, 4, "");
    AUTO_JSON struct json *json = json_of(terminal, "survey report --period 2026 --format json");
    assert_text(json, "ikm", "100.00");
    assert_text(json, "weight", "1/9");
    assert_text(json_get(json, "convention"), "weight", "0.11");
    assert_text(json_get(json, "convention"), "ikm", "99.00");
    assert_int_equal(terminal_type(terminal, "survey report --period 2026"), ADMIN_OK);
    assert_non_null(strstr(terminal->out, "bobot 0,11 nilainya 99,00"));
    assert_non_null(strstr(terminal->out, "bukan nilai IKM"));
    assert_int_equal(terminal_type(terminal, "survey report --period 2026 --format csv-id"),
                     ADMIN_OK);
    assert_non_null(strstr(terminal->out, ";\"tepat 1/9\";0,11;99,00\r\n"));
}

static void rows_of_a_profile_hide_their_small_cells(void **state)
{
    struct terminal *terminal = *state;

    answer(terminal, 20, 3, "izin-satu"); /* two men */
    AUTO_JSON struct json *json =
        json_of(terminal, "survey report --period 2026 --by gender --format json");
    const struct json *rows = json_get(json, "rows");
    assert_text(json, "by", "gender");
    assert_int_equal(json_len(rows), 2);
    for (size_t i = 0; i < 2; i++) { /* the other would give it away */
        const struct json *row = json_at(rows, i);
        assert_true(json_bool(json_get(row, "is_hidden")));
        assert_number(row, "n", i == 0 ? 2 : 18);
        assert_text(row, "ikm", NULL);
        assert_text(row, "flagged", NULL);
        assert_int_equal(json_len(json_get(row, "unsur")), 0);
    }
    assert_text(json_at(rows, 0), "key", "L");
    assert_text(json_at(rows, 0), "name", "Laki-laki");
    const struct json *genders = json_get(json_get(json, "profile"), "gender");
    assert_int_equal(json_len(genders), 3);
    assert_number(json_at(genders, 1), "n", 18);
    assert_text(json_at(genders, 2), "key", "");
}

static void a_trend_has_its_periods(void **state)
{
    struct terminal *terminal = *state;

    answer(terminal, 6, 3, "");
    AUTO_JSON struct json *json =
        json_of(terminal, "survey report --period 2026-11 --trend 3 --format json");
    const struct json *trend = json_get(json, "trend");
    assert_int_equal(json_len(trend), 3);
    assert_text(json_get(json_at(trend, 0), "period"), "name", "2026-09");
    assert_text(json_at(trend, 0), "ikm", NULL);
    assert_text(json_at(trend, 2), "ikm", "75.00");
}

/* What a CSV reader made of a table. */
struct reading {
    size_t lines, fields, first_line_fields;
    bool is_even, has_formula;
    char last[8][64]; /* the first fields of the last line */
};

static void read_field(void *bytes, size_t len, void *context)
{
    struct reading *reading = context;
    const char *field = bytes;

    if (len > 0 && strchr("=+@", field[0]))
        reading->has_formula = true;
    if (reading->fields < 8)
        (void)text_format(reading->last[reading->fields], 64, "%.*s", (int)len, field);
    reading->fields++;
}

static void read_line(int end, void *context)
{
    struct reading *reading = context;

    (void)end;
    if (reading->lines++ == 0)
        reading->first_line_fields = reading->fields;
    reading->is_even = reading->is_even && reading->fields == reading->first_line_fields;
    reading->fields = 0;
}

static struct reading read_csv(const char *bytes, size_t len, unsigned char delimiter)
{
    struct reading reading = {.is_even = true};
    struct csv_parser parser;

    assert_int_equal(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
    csv_set_delim(&parser, delimiter);
    assert_int_equal(csv_parse(&parser, bytes, len, read_field, read_line, &reading), len);
    assert_int_equal(csv_fini(&parser, read_field, read_line, &reading), 0);
    csv_free(&parser);
    return reading;
}

static void csv_is_one_even_table_for_programs(void **state)
{
    struct terminal *terminal = *state;
    size_t feeds = 0, ends = 0;

    answer(terminal, 6, 3, "izin-satu");
    answer(terminal, 7, 4, "=1+cmd|x;\"y\",z");
    assert_int_equal(terminal_type(terminal,
                                   "survey report --period 2026-11 --by service --trend 2 "
                                   "--format csv"),
                     ADMIN_OK);
    assert_memory_equal(terminal->out, "\"part\",\"key\"", 12); /* no byte order mark */
    for (size_t i = 0; i < terminal->out_len; i++) {
        feeds += terminal->out[i] == '\n' ? 1 : 0;
        ends += terminal->out[i] == '\n' && terminal->out[i - 1] == '\r' ? 1 : 0;
    }
    struct reading reading = read_csv(terminal->out, terminal->out_len, ',');
    assert_true(reading.is_even);
    assert_int_equal(reading.lines, 1 + 1 + 2 + 2);
    assert_int_equal(reading.first_line_fields, 66);
    assert_int_equal(feeds, reading.lines);
    assert_int_equal(ends, feeds);
    assert_false(reading.has_formula);
    assert_non_null(strstr(terminal->out, "\"'=1+cmd|x;\"\"y\"\",z\""));
    assert_string_equal(reading.last[0], "trend");
    assert_string_equal(reading.last[1], "2026-11");
    assert_string_equal(reading.last[5], "13");
    assert_string_equal(reading.last[6], "88.46"); /* 25 x (6 x 27 + 7 x 36) / (9 x 13) */
}

static void csv_id_has_marks_semicolons_and_commas(void **state)
{
    struct terminal *terminal = *state;

    answer(terminal, 6, 3, "izin-satu");
    answer(terminal, 7, 4, "@lama");
    assert_int_equal(terminal_type(terminal, "survey report --period 2026-11 --by service "
                                             "--format csv-id"),
                     ADMIN_OK);
    assert_memory_equal(terminal->out, "\xef\xbb\xbf\"Bagian\";\"Kode\"", 18);
    struct reading reading = read_csv(terminal->out + 3, terminal->out_len - 3, ';');
    assert_true(reading.is_even);
    assert_int_equal(reading.first_line_fields, 66);
    assert_false(reading.has_formula);
    assert_non_null(strstr(terminal->out, ";88,46;\"A\";\"Sangat Baik\";"));
    assert_null(strstr(terminal->out, "88.46"));
    assert_string_equal(reading.last[0], "Layanan");
}

static void text_fits_the_terminal_and_says_how_it_was_computed(void **state)
{
    struct terminal *terminal = *state;

    answer(terminal, 6, 3, "izin-satu");
    answer(terminal, 7, 4, "sebuah-layanan-yang-namanya-jauh-lebih-panjang-daripada-kolom");
    assert_int_equal(
        terminal_type(terminal, "survey report --period 2026-11 --by service --trend 2"), ADMIN_OK);
    assert_non_null(strstr(terminal->out, "Bobot setiap unsur tepat 1/9"));
    assert_non_null(strstr(terminal->out, "IKM 88,46 · mutu A · Sangat Baik\n"));
    assert_non_null(strstr(terminal->out, "Tingkat kepercayaan 95%"));
    assert_non_null(strstr(terminal->out, "2 dari 13"));
    for (const char *line = terminal->out; *line;) {
        const char *end = strchr(line, '\n');
        int width = 0;

        assert_non_null(end);
        for (const char *at = line; at < end; width++)
            (void)text_next(&at);
        assert_true(width <= 100);
        line = end + 1;
    }
}

static void a_file_gets_the_whole_report(void **state)
{
    struct terminal *terminal = *state;
    AUTO_FREE char *path = mem_format("%s/ikm.json", terminal->state_dir);
    AUTO_FREE char *command =
        mem_format("survey report --period 2026 --format json --out %s", path);
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    struct err err;

    answer(terminal, 6, 3, "izin-satu");
    assert_int_equal(terminal_type(terminal, command), ADMIN_OK);
    assert_int_equal(terminal->out_len, 0);
    assert_true(file_read(path, 1 << 20, &bytes, &len, &err));
    assert_non_null(strstr(bytes, "\"ikm\":\"75.00\""));
}

static void every_page_comes_as_a_pdf(void **state)
{
    static const char *const pages[] = {"",
                                        " --page pengolahan",
                                        " --page papan",
                                        " --page papan-a3",
                                        " --page rekap",
                                        " --page rekap --by age --trend 2"};
    struct terminal *terminal = *state;

    answer(terminal, 40, 3, "izin-satu");
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        AUTO_FREE char *command =
            mem_format("survey report --period 2026-T4 --format pdf%s", pages[i]);

        if (terminal_type(terminal, command) != ADMIN_OK)
            fail_msg("%s: %s", command, terminal->complaints);
        assert_true(terminal->out_len > 5000);
        assert_memory_equal(terminal->out, "%PDF-", 5);
    }
}

static void wrong_words_are_told(void **state)
{
    static const struct {
        const char *command, *says;
        int code;
    } cases[] = {
        {"survey report", "name the days", ADMIN_USAGE},
        {"survey report --from 2026-11-01", "name the days", ADMIN_USAGE},
        {"survey report --period 2026 --to 2026-11-01", "name the days", ADMIN_USAGE},
        {"survey report --period 2026-T5", "--period \"2026-T5\" is none", ADMIN_USAGE},
        {"survey report --from 2026-11-31 --to 2026-12-01", "--from \"2026-11-31\" is no date",
         ADMIN_USAGE},
        {"survey report --from 2026-11-02 --to 2026-11-01", "is before --from", ADMIN_USAGE},
        {"survey report --period 2026 --by nik", "--by \"nik\" is none of", ADMIN_USAGE},
        {"survey report --period 2026 --trend 13", "--trend \"13\"", ADMIN_USAGE},
        {"survey report --period 2026 --trend 0", "--trend \"0\"", ADMIN_USAGE},
        {"survey report --period 2026 --trend 2x", "--trend \"2x\"", ADMIN_USAGE},
        {"survey report --period 2026 --format xls", "--format \"xls\" is none of", ADMIN_USAGE},
        {"survey report --period 2026 --page papan", "is of PDFs alone", ADMIN_USAGE},
        {"survey report --period 2026 --format pdf --page a4", "--page \"a4\" is none of",
         ADMIN_USAGE},
        {"survey report --period 2026 dan", "\"dan\" does not belong", ADMIN_USAGE},
        {"survey report --period 2026 --service tidak-ada", "no service \"tidak-ada\"",
         ADMIN_FAILED},
    };
    struct terminal *terminal = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_equal(terminal_type(terminal, cases[i].command), cases[i].code);
        if (!strstr(terminal->complaints, cases[i].says))
            fail_msg("%s: %s", cases[i].command, terminal->complaints);
        assert_string_equal(terminal->out, "");
    }
}

/* The shipped form with one question more, in a file of this office. */
static void add_question(struct terminal *terminal, char **path)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    assert_true(file_read(SOURCE_DIR "/assets/survey/permenpanrb-14-2017.json", 1 << 20, &bytes,
                          &len, NULL));
    *strrchr(bytes, '}') = '\0';
    AUTO_FREE char *form =
        mem_format("%s,\"extras\":[{\"key\":\"parkir\",\"name\":\"Parkir\",\"text\":\"Parkir?\","
                   "\"options\":[\"Kurang\",\"Cukup\"]}]}",
                   bytes);
    *path = mem_format("%s/form.json", terminal->state_dir);
    assert_true(file_replace(*path, form, strlen(form), false, NULL));
    terminal->admin.desk.questionnaire_path = *path;
}

static void the_offices_own_questions_stand_in_text_and_json(void **state)
{
    struct terminal *terminal = *state;
    AUTO_FREE char *path = NULL;

    add_question(terminal, &path);
    answer(terminal, 3, 4, "");
    run_sql(terminal, "DROP TRIGGER response_is_written_once; UPDATE response SET extras = x'02', "
                      "form = 'permenpanrb-14-2017/1'");
    assert_int_equal(terminal_type(terminal, "survey report --period 2026-11 --format json"),
                     ADMIN_OK);
    assert_non_null(strstr(terminal->out,
                           "\"extras\":[{\"key\":\"parkir\",\"name\":\"Parkir\",\"skipped\":0,"
                           "\"options\":[{\"option\":\"Kurang\",\"n\":0},{\"option\":\"Cukup\","
                           "\"n\":3}]}]"));
    assert_int_equal(terminal_type(terminal, "survey report --period 2026-11"), ADMIN_OK);
    const char *head = strstr(terminal->out, "\nParkir ");
    assert_non_null(head);
    assert_non_null(strstr(head, "\nCukup "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TYPED(name) cmocka_unit_test_setup_teardown(name, set_up, terminal_tear_down)
        TYPED(json_tells_the_index_and_its_elements),
        TYPED(nobody_is_null_and_nothing_else),
        TYPED(people_served_ask_for_a_sample),
        TYPED(numbers_of_elements_are_a_setting),
        TYPED(a_convention_stands_beside_the_index),
        TYPED(rows_of_a_profile_hide_their_small_cells),
        TYPED(a_trend_has_its_periods),
        TYPED(csv_is_one_even_table_for_programs),
        TYPED(csv_id_has_marks_semicolons_and_commas),
        TYPED(text_fits_the_terminal_and_says_how_it_was_computed),
        TYPED(the_offices_own_questions_stand_in_text_and_json),
        TYPED(a_file_gets_the_whole_report),
        TYPED(every_page_comes_as_a_pdf),
        TYPED(wrong_words_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
