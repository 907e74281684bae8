/* The questionnaire: the shipped one, and every fault with its exact words, path and line. */
#include "wire/questionnaire_json.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHIPPED SOURCE_DIR "/assets/survey/permenpanrb-14-2017.json"

enum { FORM_BYTES = 20000 };

/* A good form: one key a line, so that a finding's line can be told. */
static char *make_form(void)
{
    AUTO_TEXT struct text out = {0};

    text_init(&out, FORM_BYTES);
    text_add(&out, "{\"format\": \"anjungan-questionnaire-1\",\n"
                   "\"id\": \"form\",\n"
                   "\"version\": 3,\n"
                   "\"title\": {\"id\": \"Survei\", \"en\": \"Survey\"},\n"
                   "\"source\": \"Aturan\",\n"
                   "\"questions\": [\n");
    for (int i = 0; i < ELEMENT_COUNT; i++)
        text_addf(&out,
                  "{\"key\": \"%s\", \"name\": {\"id\": \"Nama %d\", \"en\": \"Name %d\"},\n"
                  " \"text\": \"Tanya %d?\",\n"
                  " \"options\": [\"A%d\", \"B%d\", \"C%d\", \"D%d\"]}%s\n",
                  survey_element_key((enum survey_element)i), i, i, i, i, i, i, i,
                  i + 1 < ELEMENT_COUNT ? "," : "],");
    text_add(&out, "\"extras\": [\n"
                   "{\"key\": \"parkir\", \"name\": {\"id\": \"Parkir\", \"en\": \"Parking\"},\n"
                   " \"text\": \"Parkir?\",\n"
                   " \"options\": [\"Ya\", \"Tidak\"]},\n"
                   "{\"key\": \"antre\", \"name\": {\"id\": \"Antre\", \"en\": \"Queue\"},\n"
                   " \"text\": \"Antre?\",\n"
                   " \"options\": [\"Ya\", \"Ragu\", \"Tidak\"]}]}\n");
    assert_false(out.overflow);
    return mem_strdup(out.data);
}

static char *changed(const char *from, const char *to)
{
    AUTO_FREE char *good = make_form();
    AUTO_TEXT struct text out = {0};
    const char *at = strstr(good, from);

    assert_non_null(at);
    text_init(&out, FORM_BYTES);
    text_add_bytes(&out, good, (size_t)(at - good));
    text_add(&out, to);
    text_add(&out, at + strlen(from));
    return mem_strdup(out.data);
}

static void a_good_form_is_read(void **state)
{
    AUTO_FREE char *good = make_form();
    struct questionnaire *form = NULL;
    struct err err;

    (void)state;
    assert_true(questionnaire_json_read(&form, "f.json", good, strlen(good), NULL, &err));
    assert_string_equal(form->id, "form");
    assert_int_equal(form->version, 3);
    assert_string_equal(form->title.en, "Survey");
    assert_string_equal(form->source.id, "Aturan");
    assert_string_equal(form->elements[ELEMENT_BIAYA].options[3].id, "D3");
    assert_int_equal(form->elements[ELEMENT_BIAYA].option_count, SCORE_MOST);
    assert_int_equal(form->extra_count, 2);
    assert_string_equal(form->extras[1].key, "antre");
    assert_int_equal(form->extras[1].option_count, 3);
    questionnaire_free(form);
}

static void questions_are_asked_in_the_order_of_the_file(void **state)
{
    AUTO_FREE char *text = changed("\"persyaratan\"", "\"prosedur\"");
    const char *second = strstr(strstr(text, "\"prosedur\"") + 1, "\"prosedur\"");
    AUTO_FREE char *swapped = mem_format("%.*s\"persyaratan\"%s", (int)(second - text), text,
                                         second + strlen("\"prosedur\""));
    struct questionnaire *form = NULL;
    struct err err;

    (void)state;
    assert_true(questionnaire_json_read(&form, "f.json", swapped, strlen(swapped), NULL, &err));
    assert_int_equal(form->order[0], ELEMENT_PROSEDUR);
    assert_int_equal(form->order[1], ELEMENT_PERSYARATAN);
    assert_int_equal(form->order[2], ELEMENT_WAKTU);
    assert_string_equal(form->elements[ELEMENT_PROSEDUR].text.id, "Tanya 0?");
    questionnaire_free(form);
}

static void the_shipped_form_has_nine_questions_in_both_languages(void **state)
{
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct questionnaire *form = NULL;
    struct err err = {0};

    (void)state;
    assert_true(questionnaire_json_load(&form, SHIPPED, &issues, &err));
    assert_int_equal(issues.count, 0);
    assert_string_equal(form->id, "permenpanrb-14-2017");
    assert_int_equal(form->extra_count, 0);
    for (int i = 0; i < ELEMENT_COUNT; i++) {
        const struct question *question = &form->elements[i];

        assert_int_equal(form->order[i], i);
        assert_string_equal(question->key, survey_element_key((enum survey_element)i));
        assert_non_null(question->name.en);
        assert_non_null(question->text.en);
        assert_int_equal(question->option_count, SCORE_MOST);
        for (int k = 0; k < SCORE_MOST; k++)
            assert_non_null(question->options[k].en);
    }
    /* These three have words of their own; nothing may be made of a pattern. */
    assert_string_equal(form->elements[ELEMENT_BIAYA].options[3].id, "Gratis");
    assert_string_equal(form->elements[ELEMENT_SARANA].options[0].id, "Buruk");
    assert_string_equal(form->elements[ELEMENT_PENGADUAN].options[3].id, "Dikelola dengan baik");
    questionnaire_free(form);
}

static const struct fault {
    const char *from, *to, *finding;
} faults[] = {
    /* syntax */
    {"\"id\": \"form\",", "\"id\": \"form\"", "f.json:3:9: '}' expected near '\"version\"'"},
    {"\"version\": 3,", "\"version\": 3, \"version\": 4,",
     "f.json:3:23: duplicate object key near '\"version\"'"},
    {" \"text\": \"Tanya 2?\",", " \"text\": \"Tanya 2?\", \"text\": \"Tanya?\",",
     "f.json:14:27: duplicate object key near '\"text\"'"},
    {"Tanya 2?", "Tanya \xff?", "f.json:14:17: the byte 0xFF is not UTF-8; save the file as UTF-8"},
    /* the head */
    {"questionnaire-1", "questionnaire-2",
     "f.json: $.format: \"anjungan-questionnaire-2\": allowed is \"anjungan-questionnaire-1\" "
     "(line "
     "1)"},
    {"\"format\": \"anjungan-questionnaire-1\",\n", "", "f.json: $: \"format\" is missing"},
    {"\"id\": \"form\",\n", "", "f.json: $: \"id\" is missing"},
    {"\"id\": \"form\"", "\"id\": \"Form 1\"",
     "f.json: $.id: \"Form 1\": allowed are 1 to 63 small letters, digits and hyphens (line 2)"},
    {"\"version\": 3,\n", "", "f.json: $: \"version\" is missing"},
    {"\"version\": 3", "\"version\": 0",
     "f.json: $.version: 0: allowed are whole numbers from 1 to 1000000 (line 3)"},
    {"\"version\": 3", "\"version\": 1.5",
     "f.json: $.version: must be a whole number, not a fraction (line 3)"},
    {"\"source\": \"Aturan\",", "", "f.json: $: \"source\" is missing"},
    {"\"source\": \"Aturan\",", "\"source\": \" \",",
     "f.json: $.source: an empty text; leave the key out where there is nothing (line 5)"},
    {"\"source\"", "\"weights\": 9, \"source\"",
     "f.json: $.weights: unknown key; allowed are format, id, version, title, source, questions, "
     "extras (line 5)"},
    /* the nine */
    {"\"key\": \"waktu\"", "\"key\": \"prosedur\"",
     "f.json: $.questions[2]: the element \"prosedur\" is asked twice (line 13)"},
    {"\"key\": \"waktu\"", "\"key\": \"kecepatan\"",
     "f.json: $.questions[2]: \"kecepatan\" is none of the nine elements; questions of your own "
     "stand under \"extras\" (line 13)"},
    {"\"key\": \"waktu\", ", "", "f.json: $.questions[2]: \"key\" is missing (line 13)"},
    {"\"name\": {\"id\": \"Nama 2\", \"en\": \"Name 2\"},", "",
     "f.json: $.questions[2]: \"name\" is missing (line 13)"},
    {" \"text\": \"Tanya 2?\",", "", "f.json: $.questions[2]: \"text\" is missing (line 13)"},
    {"\"A2\", \"B2\", \"C2\", \"D2\"", "\"A2\", \"B2\", \"C2\"",
     "f.json: $.questions[2].options: has 3 options; a scored question has exactly 4 (line 15)"},
    {"\"A2\", \"B2\", \"C2\", \"D2\"", "\"A2\", \"B2\", \"C2\", \"D2\", \"E2\"",
     "f.json: $.questions[2].options: has 5 options; a scored question has exactly 4 (line 15)"},
    {"\"A2\", \"B2\", \"C2\", \"D2\"", "",
     "f.json: $.questions[2].options: an empty list; leave the key out where there is nothing "
     "(line "
     "15)"},
    {",\n \"options\": [\"A2\", \"B2\", \"C2\", \"D2\"]", "",
     "f.json: $.questions[2]: \"options\" is missing (line 13)"},
    {"[\"A2\", \"B2\", \"C2\", \"D2\"]", "\"A2\"",
     "f.json: $.questions[2].options: must be a list, not a string (line 15)"},
    {"\"B2\"", "2",
     "f.json: $.questions[2].options[1]: must be a string or {\"id\": …, \"en\": …}, not a whole "
     "number (line 15)"},
    {"\"B2\"", "\"A2\"",
     "f.json: $.questions[2]: options[0] and options[1] say the same: \"A2\" (line 13)"},
    {"\"options\": [\"A2\"", "\"skor\": 1, \"options\": [\"A2\"",
     "f.json: $.questions[2].skor: unknown key; allowed are key, name, text, options (line 15)"},
    {"{\"key\": \"persyaratan\"", "7, {\"key\": \"persyaratan\"",
     "f.json: $.questions: 10 entries; allowed are at most 9 (line 6)"},
    /* the office's own */
    {"\"key\": \"parkir\"", "\"key\": \"sarana\"",
     "f.json: $.extras[0]: \"sarana\" is the key of a scored question (line 35)"},
    {"\"key\": \"antre\"", "\"key\": \"parkir\"",
     "f.json: $.extras[1]: the key \"parkir\" is that of extras[0] too (line 38)"},
    {"[\"Ya\", \"Tidak\"]", "[\"Ya\"]",
     "f.json: $.extras[0].options: has 1 options; allowed are 2 to 6 (line 37)"},
    {"[\"Ya\", \"Tidak\"]", "[\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\"]",
     "f.json: $.extras[0].options: has 7 options; allowed are 2 to 6 (line 37)"},
};

static void every_fault_is_told_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
        AUTO_FREE char *text = changed(faults[i].from, faults[i].to);
        AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
        struct questionnaire *form = NULL;
        struct err err = {0};

        assert_false(questionnaire_json_read(&form, "f.json", text, strlen(text), &issues, &err));
        assert_null(form);
        assert_int_equal(err.code, ERR_INVALID);
        assert_string_equal(err.text, faults[i].finding);
        assert_true(issues.error_count > 0);
        assert_string_equal(issues.items[0].text, faults[i].finding);
    }
}

/* Leaves out the question of one element, and its comma. */
static char *without_element(enum survey_element element)
{
    AUTO_FREE char *good = make_form();
    AUTO_FREE char *key = mem_format("{\"key\": \"%s\"", survey_element_key(element));
    const char *begin = strstr(good, key);
    const char *end;

    assert_non_null(begin);
    end = strchr(strstr(begin, "]}"), '\n');
    assert_int_equal(end[-1], ',');
    return mem_format("%.*s%s", (int)(begin - good), good, end + 1);
}

static void each_missing_element_is_named(void **state)
{
    (void)state;
    for (int i = 0; i + 1 < ELEMENT_COUNT; i++) {
        AUTO_FREE char *text = without_element((enum survey_element)i);
        AUTO_FREE char *finding =
            mem_format("f.json: $.questions: the element \"%s\" is not asked; all nine are needed "
                       "(line 6)",
                       survey_element_key((enum survey_element)i));
        AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
        struct questionnaire *form = NULL;
        struct err err = {0};

        assert_false(questionnaire_json_read(&form, "f.json", text, strlen(text), &issues, &err));
        assert_string_equal(err.text, finding);
        assert_int_equal(issues.error_count, 1);
    }
}

static void several_faults_are_told_together(void **state)
{
    AUTO_FREE char *text =
        changed("\"A0\", \"B0\", \"C0\", \"D0\"]}", "\"A0\", \"B0\", \"C0\"], \"nilai\": 4}");
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct questionnaire *form = NULL;
    struct err err = {0};

    (void)state;
    memcpy(strstr(text, "\"antre\""), "\"waktu\"", strlen("\"waktu\""));
    assert_false(questionnaire_json_read(&form, "f.json", text, strlen(text), &issues, &err));
    assert_int_equal(issues.error_count, 3);
    assert_non_null(strstr(issues.items[0].text, "$.questions[0].options: has 3 options"));
    assert_non_null(strstr(issues.items[1].text, "$.questions[0].nilai: unknown key"));
    assert_non_null(strstr(issues.items[2].text, "\"waktu\" is the key of a scored question"));
}

static void what_is_no_form_at_all_is_told(void **state)
{
    static const struct {
        const char *bytes;
        const char *finding;
    } cases[] = {
        {"", "f.json:1:1: the text ends too early"},
        {"   \n", "f.json:2:1: the text ends too early"},
        {"[]", "f.json: $: must be an object, not a list"},
        {"{}", "f.json: $: \"format\" is missing"},
        {"PK\003\004", "f.json:1:2: invalid token near 'PK'"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct questionnaire *form = NULL;
        struct err err = {0};

        assert_false(questionnaire_json_read(&form, "f.json", cases[i].bytes,
                                             strlen(cases[i].bytes), NULL, &err));
        assert_int_equal(err.code, ERR_INVALID);
        assert_string_equal(err.text, cases[i].finding);
    }
}

static void a_name_without_english_is_only_warned_of(void **state)
{
    AUTO_FREE char *text = changed("{\"id\": \"Nama 4\", \"en\": \"Name 4\"}", "\"Nama 4\"");
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct questionnaire *form = NULL;
    struct err err = {0};

    (void)state;
    assert_true(questionnaire_json_read(&form, "f.json", text, strlen(text), &issues, &err));
    assert_int_equal(issues.warning_count, 1);
    assert_non_null(strstr(issues.items[0].text, "$.questions[4].name: warning: no English text"));
    questionnaire_free(form);
}

static void no_cut_form_is_taken(void **state)
{
    AUTO_FREE char *good = make_form();
    size_t end = strlen(good) - 1; /* the last byte is the line's end */

    (void)state;
    for (size_t len = 0; len < end; len++) {
        struct questionnaire *form = NULL;
        struct err err;

        assert_false(questionnaire_json_read(&form, "f.json", good, len, NULL, &err));
        assert_null(form);
    }
}

static void a_file_that_cannot_be_read_is_told(void **state)
{
    char path[] = "/tmp/anjungan-form-XXXXXX";
    AUTO_FREE char *large = mem_zalloc(QUESTIONNAIRE_MAX_BYTES + 1, 1);
    struct questionnaire *form = NULL;
    struct err err = {0};
    int file = mkstemp(path);

    (void)state;
    assert_true(file >= 0);
    assert_false(questionnaire_json_load(&form, "/nonexistent.json", NULL, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    memset(large, ' ', QUESTIONNAIRE_MAX_BYTES + 1);
    assert_true(file_replace(path, large, QUESTIONNAIRE_MAX_BYTES + 1, false, &err));
    assert_false(questionnaire_json_load(&form, path, NULL, &err));
    assert_int_equal(err.code, ERR_FULL);
    assert_int_equal(remove(path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_form_is_read),
        cmocka_unit_test(questions_are_asked_in_the_order_of_the_file),
        cmocka_unit_test(the_shipped_form_has_nine_questions_in_both_languages),
        cmocka_unit_test(every_fault_is_told_with_its_place),
        cmocka_unit_test(each_missing_element_is_named),
        cmocka_unit_test(several_faults_are_told_together),
        cmocka_unit_test(what_is_no_form_at_all_is_told),
        cmocka_unit_test(a_name_without_english_is_only_warned_of),
        cmocka_unit_test(no_cut_form_is_taken),
        cmocka_unit_test(a_file_that_cannot_be_read_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
