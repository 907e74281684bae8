/* Suggestions, forms that an officer types in, and files of them: sealed, journaled, and once. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/survey.h"
#include "support/complaint_hall.h"
#include "support/survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TODAY INT64_C(20780) /* 2026-11-23 */
#define WORDS "Ruang tunggu kurang kursi Xyzzy"

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
    hall_ask(hall);
    complaint_staff(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    struct hall *hall = *state;

    hall_check(hall);
    hall_close(hall);
    free(hall);
    return 0;
}

static int64_t count(struct hall *hall, const char *table)
{
    AUTO_FREE char *sql = mem_format("SELECT count(*) FROM %s", table);

    return hall_number(hall, sql);
}

/* What a list of suggestions said, joined. */
struct heard {
    char words[4096];
    int64_t day;
    int count;
};

static bool hear(void *context, const struct suggestion *suggestion)
{
    struct heard *heard = context;

    (void)strncat(heard->words, suggestion->text, sizeof heard->words - strlen(heard->words) - 1);
    heard->day = suggestion->day;
    heard->count++;
    return true;
}

static const struct suggestion_query ever = {"P-07", 0, INT32_MAX};

static struct heard hear_all(struct hall *hall)
{
    struct heard heard = {.count = 0};
    struct err err = {0};
    int64_t unreadable = 0;

    if (!desk_list_suggestions(hall->desk, &ever, hear, &heard, &unreadable, &err))
        fail_msg("%s", err.text);
    assert_int_equal(unreadable, 0);
    return heard;
}

/* Whether the words stand anywhere in the files of the state directory. */
static bool is_readable(struct hall *hall, const char *words)
{
    static const char *const files[] = {"anjungan.db", "anjungan.db-wal"};
    bool found = false;

    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO_FREE char *path = mem_format("%s/%s", hall->directory, files[i]);
        AUTO_FREE char *bytes = NULL;
        size_t len = 0;

        assert_true(file_read(path, 64 << 20, &bytes, &len, NULL));
        found = found || memmem(bytes, len, words, strlen(words));
    }
    return found;
}

static void a_suggestion_is_sealed_apart_from_the_answers_and_opened_for_staff(void **state)
{
    struct hall *hall = *state;
    struct survey_submission answers = survey_answers("434343434");

    survey_submit(hall, &answers);
    for (int i = 0; i < 3; i++) /* the same request, once */
        assert_true(desk_add_suggestion(hall->desk, &answers.request, "izin-a", WORDS, NULL));
    assert_int_equal(count(hall, "suggestion"), 1);
    assert_int_equal(
        hall_number(hall, "SELECT count(*) FROM suggestion s JOIN response r ON r.id = s.id"), 0);
    assert_false(is_readable(hall, "Xyzzy"));
    struct heard heard = hear_all(hall);
    assert_string_equal(heard.words, WORDS);
    assert_int_equal(heard.day, TODAY);
    assert_int_equal(heard.count, 1);
    assert_int_equal(survey_release(hall), 0);
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    assert_int_equal(survey_release(hall), 1);
    assert_string_equal(hear_all(hall).words, WORDS);
    assert_false(is_readable(hall, "Xyzzy"));
    assert_int_equal(hall_number(hall, "SELECT sum(is_mixed) FROM suggestion"), 1);
}

static void words_that_are_too_many_or_none_are_refused(void **state)
{
    struct hall *hall = *state;
    struct uuid request = uuid_v4();
    AUTO_TEXT struct text most;
    struct err err = {0};

    text_init(&most, SUGGESTION_TEXT + 8);
    for (int i = 0; i < SUGGESTION_LETTERS; i++)
        text_add(&most, "é");
    assert_true(desk_add_suggestion(hall->desk, &request, NULL, most.data, &err));
    assert_string_equal(hear_all(hall).words, most.data);
    text_add(&most, "x");
    assert_false(desk_add_suggestion(hall->desk, &request, NULL, most.data, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(desk_add_suggestion(hall->desk, &request, NULL, "", &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(desk_add_suggestion(hall->desk, &request, NULL, "a\xff", &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(count(hall, "suggestion"), 1);
}

static void another_key_opens_no_suggestion(void **state)
{
    struct hall *hall = *state;
    struct uuid request = uuid_v4();
    struct heard heard = {.count = 0};
    struct err err = {0};
    int64_t unreadable = 0;
    AUTO_FREE char *path = mem_format("%s/seal.key", hall->directory);

    assert_true(desk_add_suggestion(hall->desk, &request, NULL, WORDS, NULL));
    hall_leave(hall);
    assert_true(file_replace(path, "0123456789abcdef0123456789abcdef", 32, false, NULL));
    hall_enter(hall);
    assert_false(desk_list_suggestions(hall->desk, &ever, hear, &heard, &unreadable, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(heard.count, 0);
    assert_int_equal(unreadable, 1);
}

static void one_that_cannot_be_read_ends_no_list(void **state)
{
    struct hall *hall = *state;
    struct uuid request = uuid_v4();
    struct heard heard = {.count = 0};
    int64_t unreadable = 0;

    assert_true(desk_add_suggestion(hall->desk, &request, NULL, WORDS, NULL));
    hall_sql(hall, "INSERT INTO suggestion (day, id, service_id, words) VALUES "
                   "(1, randomblob(16), '', zeroblob(60))");
    assert_true(desk_list_suggestions(hall->desk, &ever, hear, &heard, &unreadable, NULL));
    assert_string_equal(heard.words, WORDS);
    assert_int_equal(unreadable, 1);
}

static void only_an_active_officer_reads_and_it_is_noted_without_words(void **state)
{
    static const char *const nobodies[] = {"P-99", "P-00", "", NULL};
    struct hall *hall = *state;
    struct uuid request = uuid_v4();
    struct heard heard = {.count = 0};
    int64_t unreadable = 0;
    char note[256];

    assert_true(desk_add_suggestion(hall->desk, &request, NULL, WORDS, NULL));
    for (size_t i = 0; i < ARRAY_LEN(nobodies); i++) {
        const struct suggestion_query query = {nobodies[i], 0, INT32_MAX};
        struct err err = {0};

        assert_false(desk_list_suggestions(hall->desk, &query, hear, &heard, &unreadable, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
    assert_int_equal(heard.count, 0);
    assert_int_equal(count(hall, "journal"), 0);
    hear_all(hall);
    hall_text(hall, "SELECT who || ' ' || kind || ' ' || subject || ' ' || detail FROM journal",
              note, sizeof note);
    assert_ptr_equal(strstr(note, "P-07 suggestion.read 1970-01-01 "), note);
    assert_null(strstr(note, "Xyzzy"));
}

static void a_form_is_entered_once_with_its_line_and_without_its_answers(void **state)
{
    struct hall *hall = *state;
    struct survey_form form = survey_paper("444444444", TODAY - 3);
    char line[128];

    form.bracket = BRACKET_MORNING;
    form.service_id = "izin-a";
    form.suggestion = WORDS;
    for (int i = 0; i < 4; i++) {
        assert_true(desk_enter_survey_form(hall->desk, &form, NULL));
        assert_true(desk_enter_survey_form(hall->desk, &form, NULL));
        form.request = uuid_v4(); /* the next one, alike, at once: people may think so */
    }
    hall_text(hall,
              "SELECT format('%d %d %d %d %s', day, bracket, source, flags, device) FROM response",
              line, sizeof line);
    assert_string_equal(line, "20777 1 1 0 ");
    assert_int_equal(hall_number(hall, "SELECT sum(flags) FROM response"), 0);
    assert_int_equal(count(hall, "response"), 4);
    assert_int_equal(count(hall, "suggestion"), 4);
    assert_int_equal(count(hall, "journal WHERE kind = 'survey.entered'"), 4);
    hall_text(hall,
              "SELECT format('%s %s %s', who, subject, detail) FROM journal WHERE kind = "
              "'survey.entered'",
              line, sizeof line);
    assert_string_equal(line, "P-07 2026-11-20 ");
    assert_false(is_readable(hall, "Xyzzy"));
}

static void an_officers_forms_are_counted_from_midnight_on(void **state)
{
    struct hall *hall = *state;
    struct survey_form form = survey_paper("444444444", TODAY - 3);
    int64_t counted = -1;

    assert_true(desk_count_survey_forms(hall->desk, "P-07", &counted, NULL));
    assert_int_equal(counted, 0);
    for (int i = 0; i < 3; i++) {
        form.request = uuid_v4();
        form.officer = i < 2 ? "P-07" : "P-08";
        assert_true(desk_enter_survey_form(hall->desk, &form, NULL));
    }
    assert_true(desk_count_survey_forms(hall->desk, "P-07", &counted, NULL));
    assert_int_equal(counted, 2);
    clock_fake_advance(hall->clock, INT64_C(86400000));
    assert_true(desk_count_survey_forms(hall->desk, "P-07", &counted, NULL));
    assert_int_equal(counted, 0);
}

static void a_form_of_tomorrow_half_a_form_or_nobodys_is_refused(void **state)
{
    struct hall *hall = *state;
    struct survey_form tomorrow = survey_paper("444444444", TODAY + 1);
    struct survey_form half = survey_paper("444400000", TODAY);
    struct survey_form nobody = survey_paper("444444444", TODAY);
    struct survey_form *forms[] = {&tomorrow, &half, &nobody};

    nobody.officer = "";
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        struct err err = {0};

        assert_false(desk_enter_survey_form(hall->desk, forms[i], &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
    assert_int_equal(count(hall, "response"), 0);
    assert_int_equal(count(hall, "journal"), 0);
}

static struct survey_imported import(struct hall *hall, const struct survey_form *forms,
                                     size_t rows, enum survey_import_mode mode, enum err_code code)
{
    const struct survey_import file = {
        .file_name = "/media/usb/november.csv", .forms = forms, .count = rows, .mode = mode};
    struct survey_imported out;
    struct err err = {0};
    bool is_done = desk_import_survey(hall->desk, &file, &out, &err);

    if (is_done != (code == ERR_NONE) || err.code != code)
        fail_msg("%d: %s", err.code, err.text);
    return out;
}

static void the_same_file_twice_adds_nothing_also_with_rows_alike(void **state)
{
    struct hall *hall = *state;
    struct survey_form forms[] = {
        survey_paper("444444444", TODAY - 1), survey_paper("333333333", TODAY - 1),
        survey_paper("444444444", TODAY - 1), survey_paper("444444444", TODAY - 1)};
    struct survey_imported counts;
    char line[128];

    forms[1].suggestion = WORDS;
    counts = import(hall, forms, ARRAY_LEN(forms), IMPORT_ASK, ERR_NONE);
    assert_int_equal(counts.added, 4);
    assert_int_equal(counts.known, 0);
    for (size_t i = 0; i < ARRAY_LEN(forms); i++)
        forms[i].request = (struct uuid){{0}}; /* read anew: the file has no ids */
    counts = import(hall, forms, ARRAY_LEN(forms), IMPORT_ASK, ERR_NONE);
    assert_int_equal(counts.added, 0);
    assert_int_equal(counts.known, 4);
    assert_int_equal(count(hall, "response WHERE source = 2"), 4);
    assert_int_equal(count(hall, "suggestion"), 1);
    hall_text(hall,
              "SELECT format('%s %s %s', who, subject, detail) FROM journal WHERE kind = "
              "'survey.imported'",
              line, sizeof line);
    assert_string_equal(line, "P-07 november.csv 4 added, 0 known");
    assert_int_equal(count(hall, "journal"), 1);
}

static void a_file_that_is_partly_known_is_asked_about(void **state)
{
    struct hall *hall = *state;
    struct survey_form forms[] = {
        survey_paper("444444444", TODAY - 1), survey_paper("333333333", TODAY - 1),
        survey_paper("444444444", TODAY - 1), survey_paper("222222222", TODAY - 1)};
    struct survey_imported counts;

    (void)import(hall, forms, 2, IMPORT_ASK, ERR_NONE);
    for (size_t i = 0; i < ARRAY_LEN(forms); i++)
        forms[i].request = (struct uuid){{0}};
    counts = import(hall, forms, ARRAY_LEN(forms), IMPORT_ASK, ERR_BUSY);
    assert_int_equal(counts.added, 2);
    assert_int_equal(counts.known, 2);
    assert_int_equal(count(hall, "response"), 2);
    counts = import(hall, forms, ARRAY_LEN(forms), IMPORT_NEW, ERR_NONE);
    assert_int_equal(counts.added, 2);
    assert_int_equal(count(hall, "response"), 4);
    counts = import(hall, forms, ARRAY_LEN(forms), IMPORT_ALL, ERR_NONE);
    assert_int_equal(counts.added, 4);
    assert_int_equal(counts.known, 4);
    assert_int_equal(count(hall, "response"), 8);
    counts = import(hall, forms, ARRAY_LEN(forms), IMPORT_ASK, ERR_NONE);
    assert_int_equal(counts.added, 0);
}

/* Two officers type one form each: both people thought alike. */
static void known_rows_in_another_file_are_asked_about_though_none_is_new(void **state)
{
    struct hall *hall = *state;
    struct survey_form forms[] = {survey_paper("333333333", TODAY - 1)};
    struct survey_imported counts;

    (void)import(hall, forms, 1, IMPORT_ASK, ERR_NONE);
    forms[0].request = (struct uuid){{0}};
    forms[0].suggestion = WORDS;
    counts = import(hall, forms, 1, IMPORT_ASK, ERR_BUSY);
    assert_int_equal(counts.known, 1);
    assert_int_equal(count(hall, "response"), 1);
    counts = import(hall, forms, 1, IMPORT_ALL, ERR_NONE);
    assert_int_equal(counts.added, 1);
    assert_int_equal(count(hall, "suggestion"), 1);
    counts = import(hall, forms, 1, IMPORT_ASK, ERR_NONE);
    assert_int_equal(counts.added, 0);
}

static void one_bad_row_keeps_the_whole_file_out_and_is_named(void **state)
{
    struct hall *hall = *state;
    struct survey_form forms[] = {survey_paper("444444444", TODAY - 1),
                                  survey_paper("444444444", TODAY + 1),
                                  survey_paper("333333333", TODAY - 1)};
    const struct survey_import file = {.forms = forms, .count = ARRAY_LEN(forms)};
    struct survey_imported out;
    struct err err = {0};

    assert_false(desk_import_survey(hall->desk, &file, &out, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, "row 2: 2026-11-24"));
    assert_int_equal(count(hall, "response"), 0);
    assert_int_equal(count(hall, "survey_import"), 0);
    forms[1].day = TODAY;
    forms[1].answers[8] = 5;
    assert_false(desk_import_survey(hall->desk, &file, &out, &err));
    assert_non_null(strstr(err.text, "row 2: pengaduan"));
}

static void an_empty_file_is_a_success_without_a_line(void **state)
{
    struct hall *hall = *state;
    struct survey_imported counts = import(hall, NULL, 0, IMPORT_ASK, ERR_NONE);

    assert_int_equal(counts.added + counts.known, 0);
    assert_int_equal(count(hall, "journal"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_suggestion_is_sealed_apart_from_the_answers_and_opened_for_staff),
        TEST(words_that_are_too_many_or_none_are_refused),
        TEST(another_key_opens_no_suggestion),
        TEST(one_that_cannot_be_read_ends_no_list),
        TEST(only_an_active_officer_reads_and_it_is_noted_without_words),
        TEST(a_form_is_entered_once_with_its_line_and_without_its_answers),
        TEST(an_officers_forms_are_counted_from_midnight_on),
        TEST(a_form_of_tomorrow_half_a_form_or_nobodys_is_refused),
        TEST(the_same_file_twice_adds_nothing_also_with_rows_alike),
        TEST(a_file_that_is_partly_known_is_asked_about),
        TEST(known_rows_in_another_file_are_asked_about_though_none_is_new),
        TEST(one_bad_row_keeps_the_whole_file_out_and_is_named),
        TEST(an_empty_file_is_a_success_without_a_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
