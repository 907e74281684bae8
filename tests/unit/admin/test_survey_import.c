/* survey import: what an administrator is told, and what is in the database afterwards. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER                                                                                     \
    "tanggal;jam;layanan;persyaratan;prosedur;waktu;biaya;produk;kompetensi;perilaku;sarana;"      \
    "pengaduan;saran\n"

static const char good[] = HEADER "2026-11-20;pagi;izin-satu;4;4;4;4;4;4;4;4;4;Terima kasih\n"
                                  "2026-11-20;siang;;3;3;3;3;3;3;3;3;3;\n"
                                  "2026-11-20;siang;;3;3;3;3;3;3;3;3;3;\n";
static const char mixed[] = HEADER "2026-11-20;pagi;;4;4;4;4;4;4;4;4;4;\n"
                                   "2026-11-20;pagi;;4;4;4;5;4;4;4;4;4;\n"
                                   "2026-11-24;pagi;;4;4;4;4;4;4;4;4;4;\n"
                                   "2026-11-20;pagi;;2;2;2;2;2;2;2;2;2;\n";

/* Types "survey import STATE/f.csv OPTIONS" over a file of these bytes. */
static int import_bytes(struct terminal *terminal, const char *bytes, const char *options)
{
    AUTO_FREE char *path = mem_format("%s/f.csv", terminal->state_dir);
    AUTO_FREE char *command =
        mem_format("survey import %s%s%s", path, options[0] != '\0' ? " " : "", options);
    struct err err;

    assert_true(file_replace(path, bytes, strlen(bytes), false, &err));
    return terminal_type(terminal, command);
}

/* The answer with the folder of the file cut away. */
static void expect_answer(struct terminal *terminal, const char *answer)
{
    AUTO_TEXT struct text short_answer = {0};
    AUTO_FREE char *folder = mem_format("%s/", terminal->state_dir);
    const char *at = terminal->out;

    text_init(&short_answer, 1 << 20);
    for (const char *found; (found = strstr(at, folder)) != NULL; at = found + strlen(folder))
        text_add_bytes(&short_answer, at, (size_t)(found - at));
    text_add(&short_answer, at);
    assert_string_equal(short_answer.data, answer);
}

static void expect_complaint(struct terminal *terminal, const char *complaint)
{
    AUTO_FREE char *line = mem_format("anjungan-ctl: %s\n", complaint);

    assert_string_equal(terminal->complaints, line);
}

static int count_rows(struct terminal *terminal, const char *query)
{
    AUTO_FREE char *path = mem_format("%s/anjungan.db", terminal->state_dir);
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    int count;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, query, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    count = sqlite3_column_int(stmt, 0);
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return count;
}

static int responses(struct terminal *terminal)
{
    return count_rows(terminal, "SELECT count(*) FROM response WHERE source = 2" /* import */);
}

static void mistakes_in_the_command_are_told(void **state)
{
    static const struct {
        const char *command, *complaint;
    } cases[] = {
        {"survey import", "survey import takes one FILE, not 0"},
        {"survey import a b", "survey import takes one FILE, not 2"},
        {"survey import a --new --all", "--new and --all contradict each other"},
        {"survey import a --force", "unknown option --force; see anjungan-ctl --help"},
        {"survey import a --officer",
         "a value is missing behind --officer; see anjungan-ctl --help"},
    };
    struct terminal *terminal = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_equal(terminal_type(terminal, cases[i].command), ADMIN_USAGE);
        expect_complaint(terminal, cases[i].complaint);
    }
}

static void a_good_file_is_added_once(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(import_bytes(terminal, good, ""), ADMIN_OK);
    expect_answer(terminal, "f.csv: 3 added, 0 known from an earlier import, 0 bad\n");
    assert_int_equal(responses(terminal), 3);
    assert_int_equal(count_rows(terminal, "SELECT count(*) FROM suggestion"), 1);
    assert_int_equal(import_bytes(terminal, good, ""), ADMIN_OK);
    expect_answer(terminal, "f.csv: 0 added, 3 known from an earlier import, 0 bad\n");
    assert_int_equal(import_bytes(terminal, good, "--new"), ADMIN_OK);
    assert_int_equal(responses(terminal), 3);
}

static void forms_like_known_ones_are_asked_about(void **state)
{
    static const char more[] = HEADER "2026-11-20;pagi;izin-satu;4;4;4;4;4;4;4;4;4;\n"
                                      "2026-11-21;pagi;;1;2;3;4;1;2;3;4;1;\n";
    struct terminal *terminal = *state;

    assert_int_equal(import_bytes(terminal, good, ""), ADMIN_OK);
    assert_int_equal(import_bytes(terminal, more, ""), ADMIN_FAILED);
    expect_complaint(terminal,
                     "nothing was imported: 1 forms are like those of an earlier import, 1 "
                     "are new; --new adds only these, --all adds all of them");
    assert_int_equal(responses(terminal), 3);
    assert_int_equal(import_bytes(terminal, more, "--new"), ADMIN_OK);
    expect_answer(terminal, "f.csv: 1 added, 1 known from an earlier import, 0 bad\n");
    assert_int_equal(responses(terminal), 4);
    assert_int_equal(import_bytes(terminal, more, "--all"), ADMIN_OK);
    expect_answer(terminal, "f.csv: 2 added, 2 known from an earlier import, 0 bad\n");
    assert_int_equal(responses(terminal), 6);
}

static void one_bad_row_keeps_the_whole_file_out(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(import_bytes(terminal, mixed, ""), ADMIN_FAILED);
    expect_answer(terminal,
                  "f.csv:3:biaya: \"5\": allowed are 1 to 4, or a to d\n"
                  "f.csv:4:tanggal: \"2026-11-24\": in the future; today is 2026-11-23\n");
    expect_complaint(terminal, "nothing was imported: 2 of 4 forms are bad; mend them, or take the "
                               "good ones with --skip-bad");
    assert_int_equal(responses(terminal), 0);
}

static void bad_rows_are_left_out_when_asked_and_listed(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(import_bytes(terminal, mixed, "--skip-bad"), ADMIN_PARTLY);
    expect_answer(terminal, "f.csv:3:biaya: \"5\": allowed are 1 to 4, or a to d\n"
                            "f.csv:4:tanggal: \"2026-11-24\": in the future; today is 2026-11-23\n"
                            "f.csv: 2 added, 0 known from an earlier import, 2 bad\n");
    assert_string_equal(terminal->complaints, "");
    assert_int_equal(responses(terminal), 2);
    assert_int_equal(import_bytes(terminal, good, "--skip-bad"), ADMIN_OK);
}

static void a_dry_run_writes_nothing(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(import_bytes(terminal, good, "--dry-run"), ADMIN_OK);
    expect_answer(terminal, "f.csv: 3 forms, 3 good, 0 bad; nothing was written\n");
    assert_int_equal(import_bytes(terminal, mixed, "--dry-run --skip-bad"), ADMIN_PARTLY);
    assert_int_equal(responses(terminal), 0);
    assert_int_equal(
        count_rows(terminal, "SELECT count(*) FROM journal WHERE kind = 'survey.imported'"), 0);
}

static void a_file_without_good_forms_is_told(void **state)
{
    struct terminal *terminal = *state;
    AUTO_FREE char *empty =
        mem_format("nothing was imported: %s/f.csv has no good form", terminal->state_dir);
    AUTO_FREE char *columns = mem_format(
        "anjungan-ctl: nothing was imported: %s/f.csv: the columns", terminal->state_dir);

    assert_int_equal(import_bytes(terminal, HEADER, ""), ADMIN_FAILED);
    expect_complaint(terminal, empty);
    assert_int_equal(import_bytes(terminal, "nama;nilai\nSari;4\n", "--skip-bad"), ADMIN_FAILED);
    assert_ptr_equal(strstr(terminal->complaints, columns), terminal->complaints);
    assert_int_equal(terminal_type(terminal, "survey import /nonexistent.csv"), ADMIN_FAILED);
    expect_complaint(terminal,
                     "nothing was imported: cannot read /nonexistent.csv: No such file or "
                     "directory");
    assert_int_equal(responses(terminal), 0);
}

static void too_many_findings_are_counted(void **state)
{
    struct terminal *terminal = *state;
    AUTO_TEXT struct text bytes = {0};

    text_init(&bytes, 1 << 20);
    text_add(&bytes, HEADER);
    for (int i = 0; i < 1200; i++)
        text_add(&bytes, "2026-11-20;;;4;4;4;4;4;4;4;4;7;\n");
    assert_int_equal(import_bytes(terminal, bytes.data, ""), ADMIN_FAILED);
    assert_non_null(strstr(terminal->out, "f.csv: 200 more findings are not shown\n"));
    assert_null(strstr(terminal->out, "f.csv:1002:"));
    text_add(&bytes, "2026-11-20;;;4;4;4;4;4;4;4;4;4;\n");
    assert_int_equal(import_bytes(terminal, bytes.data, "--skip-bad"), ADMIN_PARTLY);
    assert_non_null(strstr(terminal->out, "f.csv:1201:pengaduan: \"7\""));
    assert_int_equal(responses(terminal), 1);
}

static void the_officer_who_imported_is_in_the_journal(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(import_bytes(terminal, good, "--officer P-07"), ADMIN_FAILED);
    expect_complaint(terminal, "no officer \"P-07\"; `staff list` shows all");
    assert_int_equal(terminal_type_with(terminal, "staff add P-07 Sari --pin-stdin", "271828\n"),
                     ADMIN_OK);
    assert_int_equal(import_bytes(terminal, good, "--officer P-07"), ADMIN_OK);
    assert_int_equal(count_rows(terminal, "SELECT count(*) FROM journal WHERE kind = "
                                          "'survey.imported' AND who = 'P-07'"),
                     1);
}

static void a_large_file_waits_for_the_end_of_the_day(void **state)
{
    struct terminal *terminal = *state;
    AUTO_TEXT struct text bytes = {0};

    text_init(&bytes, 1 << 20);
    text_add(&bytes, HEADER);
    for (int i = 0; i < 2001; i++)
        text_add(&bytes, "2026-11-20;;;4;4;4;4;4;4;4;4;4;\n");
    assert_int_equal(terminal_type(terminal, "ticket issue --service izin-satu --no-slip"),
                     ADMIN_OK);
    assert_int_equal(import_bytes(terminal, bytes.data, ""), ADMIN_FAILED);
    expect_complaint(terminal, "nothing was imported: a day of numbers is open, and visitors would "
                               "wait for 2001 forms; import more than 2000 once staff have closed "
                               "the day; or do it now with --now-anyway");
    assert_int_equal(responses(terminal), 0);
    assert_int_equal(import_bytes(terminal, good, ""), ADMIN_OK); /* a few never wait */
    assert_int_equal(import_bytes(terminal, bytes.data, "--now-anyway"), ADMIN_OK);
    assert_int_equal(responses(terminal), 2004);
}

static void suggestions_are_read_by_an_officer_and_that_is_noted(void **state)
{
    struct terminal *terminal = *state;
    static const char two[] = HEADER "2026-11-20;pagi;izin-satu;4;4;4;4;4;4;4;4;4;Kursi\n"
                                     "2026-11-21;siang;;3;3;3;3;3;3;3;3;3;Antrean panjang\n"
                                     "2026-11-22;siang;;3;3;3;3;3;3;3;3;3;Nanti\n";
    static const char wish[] =
        "survey suggestions --from 2026-11-20 --to 2026-11-21 --officer P-07";

    assert_int_equal(import_bytes(terminal, two, ""), ADMIN_OK);
    assert_int_equal(terminal_type(terminal, wish), ADMIN_FAILED);
    expect_complaint(terminal, "\"P-07\" is no active officer");
    assert_int_equal(terminal_type_with(terminal, "staff add P-07 Sari --pin-stdin", "271828\n"),
                     ADMIN_OK);
    assert_int_equal(terminal_type(terminal, wish), ADMIN_OK);
    assert_string_equal(terminal->out, "2026-11-20  izin-satu  Kursi\n"
                                       "2026-11-21  -  Antrean panjang\n");
    AUTO_FREE char *json = mem_format("%s --json", wish);
    assert_int_equal(terminal_type(terminal, json), ADMIN_OK);
    assert_non_null(strstr(
        terminal->out, "{\"day\":\"2026-11-21\",\"service\":\"\",\"text\":\"Antrean panjang\"}\n"));
    assert_int_equal(count_rows(terminal, "SELECT count(*) FROM journal WHERE kind = "
                                          "'suggestion.read' AND who = 'P-07' AND subject = "
                                          "'2026-11-20' AND detail = '2026-11-21'"),
                     2);
    assert_int_equal(count_rows(terminal, "SELECT count(*) FROM journal WHERE detail LIKE "
                                          "'%panjang%' OR subject LIKE '%panjang%'"),
                     0);
    assert_int_equal(terminal_type(terminal, "survey suggestions --from 2026-11-20"), ADMIN_USAGE);
    expect_complaint(terminal, "survey suggestions takes --from DAY --to DAY --officer CODE");
}

#define AT_TERMINAL(name) cmocka_unit_test_setup_teardown(name, terminal_set_up, terminal_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_TERMINAL(mistakes_in_the_command_are_told),
        AT_TERMINAL(a_good_file_is_added_once),
        AT_TERMINAL(forms_like_known_ones_are_asked_about),
        AT_TERMINAL(one_bad_row_keeps_the_whole_file_out),
        AT_TERMINAL(bad_rows_are_left_out_when_asked_and_listed),
        AT_TERMINAL(a_dry_run_writes_nothing),
        AT_TERMINAL(a_file_without_good_forms_is_told),
        AT_TERMINAL(too_many_findings_are_counted),
        AT_TERMINAL(the_officer_who_imported_is_in_the_journal),
        AT_TERMINAL(suggestions_are_read_by_an_officer_and_that_is_noted),
        AT_TERMINAL(a_large_file_waits_for_the_end_of_the_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
