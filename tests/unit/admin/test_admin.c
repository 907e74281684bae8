/* The verbs of anjungan-ctl: their answers, their complaints and their exit codes. */
#include "admin/verbs.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void mistakes_in_the_command_are_told_with_code_2(void **state)
{
    static const struct {
        const char *command;
        const char *complaint;
    } cases[] = {
        {"", "no verb given; see anjungan-ctl --help"},
        {"queue", "unknown verb \"queue\"; see anjungan-ctl --help"},
        {"ticket", "unknown verb \"ticket \"; see anjungan-ctl --help"},
        {"ticket take", "unknown verb \"ticket take\"; see anjungan-ctl --help"},
        {"catalog check", "catalog check needs at least one FILE"},
        {"catalog check --fast x", "unknown option --fast; see anjungan-ctl --help"},
        {"catalog show a b", "catalog show takes one FILE, not 2"},
        {"catalog show --service", "a value is missing behind --service; see anjungan-ctl --help"},
        {"catalog show --service=", "a value is missing behind --service; see anjungan-ctl --help"},
        {"catalog show --json=1", "no value belongs behind --json; see anjungan-ctl --help"},
        {"ticket issue", "ticket issue needs --service ID, a service or a group of the office"},
        {"ticket issue --service a --service b", "given twice: --service; see anjungan-ctl --help"},
        {"ticket issue --service a b", "\"b\" does not belong to ticket issue"},
        {"ticket issue --service a --request 12", "--request \"12\" is no UUID"},
        {"ticket list all", "\"all\" does not belong to ticket list"},
    };
    struct terminal *terminal = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO_FREE char *line = mem_format("anjungan-ctl: %s\n", cases[i].complaint);

        assert_int_equal(terminal_type(terminal, cases[i].command), ADMIN_USAGE);
        assert_string_equal(terminal->complaints, line);
        assert_string_equal(terminal->out, "");
    }
}

static void a_check_counts_files_errors_and_warnings(void **state)
{
    struct terminal *terminal = *state;
    AUTO_FREE char *broken = mem_format("%s/broken.json", terminal->state_dir);
    AUTO_FREE char *command = mem_format("catalog check %s %s /nonexistent.json", CATALOG, broken);
    AUTO_FREE char *answer = mem_format("%s:1:1: the text ends too early\n"
                                        "/nonexistent.json: cannot read /nonexistent.json: No such "
                                        "file or directory\n"
                                        "3 files, 2 errors, 0 warnings\n",
                                        broken);
    struct err err;

    assert_int_equal(terminal_type(terminal, "catalog check " CATALOG), ADMIN_OK);
    assert_string_equal(terminal->out, "1 files, 0 errors, 0 warnings\n");
    assert_true(file_replace(broken, "{", 1, false, &err));
    assert_int_equal(terminal_type(terminal, command), ADMIN_FAILED);
    assert_string_equal(terminal->out, answer);
}

static void a_questionnaire_is_checked_and_told_of(void **state)
{
    static const char shipped[] = SOURCE_DIR "/assets/survey/permenpanrb-14-2017.json";
    struct terminal *terminal = *state;
    AUTO_FREE char *broken = mem_format("%s/broken.json", terminal->state_dir);
    AUTO_FREE char *command = mem_format("survey check %s %s", shipped, broken);
    AUTO_FREE char *answer =
        mem_format("%s: permenpanrb-14-2017 version 1, 9 questions and 0 of the office\n"
                   "%s:1:1: the text ends too early\n"
                   "2 files, 1 errors, 0 warnings\n",
                   shipped, broken);
    struct err err;

    assert_true(file_replace(broken, "", 0, false, &err));
    assert_int_equal(terminal_type(terminal, command), ADMIN_FAILED);
    assert_string_equal(terminal->out, answer);
    command[strlen("survey check ") + strlen(shipped)] = '\0';
    assert_int_equal(terminal_type(terminal, command), ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "survey check"), ADMIN_USAGE);
}

static void a_catalogue_is_shown_to_people_and_programs(void **state)
{
    struct terminal *terminal = *state;
    AUTO_JSON struct json *json = NULL;
    struct err err;

    assert_int_equal(terminal_type(terminal, "catalog show"), ADMIN_OK);
    assert_non_null(strstr(terminal->out, "DPMPTSP Contoh (contoh), WITA\n"));
    assert_non_null(strstr(terminal->out, "  Izin Dua (izin-dua)\n"));
    assert_int_equal(terminal_type(terminal, "catalog show " CATALOG " --service izin-satu"),
                     ADMIN_OK);
    assert_non_null(strstr(terminal->out, "   2. Fotokopi ijazah\n   3. KTP  [hidden]\n"));
    assert_non_null(strstr(terminal->out, "\nEvaluation: the document says nothing\n"));
    assert_int_equal(terminal_type(terminal, "catalog show --service=izin-satu --json"), ADMIN_OK);
    assert_ptr_equal(strchr(terminal->out, '\n'), terminal->out + terminal->out_len - 1);
    assert_true(json_parse(&json, terminal->out, terminal->out_len, NULL, &err));
    assert_string_equal(json_string(json_get(json, "id")), "izin-satu");
    assert_int_equal(terminal_type(terminal, "catalog show --json"), ADMIN_OK);
    assert_ptr_equal(strchr(terminal->out, '\n'), terminal->out + terminal->out_len - 1);
    assert_int_equal(terminal_type(terminal, "catalog show --service none"), ADMIN_FAILED);
    assert_string_equal(terminal->complaints, "anjungan-ctl: no service \"none\" here; `catalog "
                                              "show` lists their ids\n");
}

/* The answer without its random parts. */
static void expect_ticket(struct terminal *terminal, const char *number, int seq,
                          const char *service)
{
    static const char *const keys[] = {"number", "series", "seq",     "session",
                                       "id",     "code",   "service", "issued_at"};
    AUTO_JSON struct json *json = NULL;
    struct err err;

    assert_ptr_equal(strchr(terminal->out, '\n'), terminal->out + terminal->out_len - 1);
    assert_true(json_parse(&json, terminal->out, terminal->out_len, NULL, &err));
    assert_int_equal(json_len(json), ARRAY_LEN(keys));
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        assert_non_null(json_get(json, keys[i]));
    assert_string_equal(json_string(json_get(json, "number")), number);
    assert_int_equal(json_int(json_get(json, "seq")), seq);
    assert_string_equal(json_string(json_get(json, "service")), service);
    assert_string_equal(json_string(json_get(json, "issued_at")), "2026-11-23T10:41:00+08:00");
    assert_int_equal(strlen(json_string(json_get(json, "code"))), 4);
    assert_int_equal(strlen(json_string(json_get(json, "session"))), 36);
}

static void issued_tickets_are_told_and_listed(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(terminal_type(terminal, "ticket issue --service izin-satu --json"), ADMIN_OK);
    expect_ticket(terminal, "A-001", 1, "izin-satu");
    assert_int_equal(terminal_type(terminal, "ticket issue --service info --json"), ADMIN_OK);
    expect_ticket(terminal, "B-001", 1, "info");
    assert_int_equal(terminal_type(terminal, "ticket issue --service izin-satu --priority --json"),
                     ADMIN_OK);
    expect_ticket(terminal, "P-001", 1, "izin-satu");
    assert_int_equal(terminal_type(terminal, "ticket issue --service izin-satu"), ADMIN_OK);
    assert_memory_equal(terminal->out, "A-002    ", 9);
    assert_int_equal(terminal_type(terminal, "ticket list --json"), ADMIN_OK);
    assert_non_null(strstr(terminal->out, "\"group\":\"info\",\"priority\":false,\"state\":"
                                          "\"waiting\"}\n"));
    assert_non_null(strstr(terminal->out, "\"priority\":true"));
    assert_int_equal(terminal_type(terminal, "ticket list"), ADMIN_OK);
    assert_non_null(strstr(terminal->out, "B-001"));
}

static void the_same_request_gives_the_same_ticket(void **state)
{
    static const char command[] = "ticket issue --service izin-satu --json --request "
                                  "0192c0de-0000-7000-8000-000000000001";
    struct terminal *terminal = *state;
    AUTO_FREE char *first = NULL;

    assert_int_equal(terminal_type(terminal, command), ADMIN_OK);
    first = mem_strdup(terminal->out);
    assert_int_equal(terminal_type(terminal, command), ADMIN_OK);
    assert_string_equal(terminal->out, first);
}

static void what_cannot_be_done_is_told_with_code_1(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(terminal_type(terminal, "ticket issue --service none --json"), ADMIN_FAILED);
    assert_string_equal(terminal->out, "");
    assert_non_null(strstr(terminal->complaints, "\"none\""));
    terminal->admin.desk.state_dir = "/nonexistent";
    assert_int_equal(terminal_type(terminal, "ticket list"), ADMIN_FAILED);
    assert_string_equal(terminal->complaints,
                        "anjungan-ctl: cannot use the state directory /nonexistent: No such file "
                        "or directory; make it, join its group, or name another with --state\n");
    terminal->admin.desk.state_dir = terminal->state_dir;
    terminal->admin.desk.catalog_path = "/nonexistent.json";
    assert_int_equal(terminal_type(terminal, "ticket list"), ADMIN_FAILED);
    assert_int_equal(terminal_type(terminal, "catalog show"), ADMIN_FAILED);
    assert_string_equal(terminal->complaints, "anjungan-ctl: cannot read /nonexistent.json: No "
                                              "such file or directory\n");
}

static void an_answer_that_cannot_be_written_fails(void **state)
{
    struct terminal *terminal = *state;
    char *words[] = {"catalog", "show"};
    char *complaints = NULL;
    size_t len = 0;
    int code;

    terminal->admin.out = fopen("/dev/full", "w");
    terminal->admin.complaints = open_memstream(&complaints, &len);
    assert_non_null(terminal->admin.out);
    code = admin_run(&terminal->admin, 2, words);
    (void)fclose(terminal->admin.out);
    assert_int_equal(fclose(terminal->admin.complaints), 0);
    assert_int_equal(code, ADMIN_FAILED);
    assert_string_equal(complaints,
                        "anjungan-ctl: the answer cannot be written: No space left on device\n");
    free(complaints);
}

#define AT_TERMINAL(test) cmocka_unit_test_setup_teardown(test, terminal_set_up, terminal_tear_down)

static void tables_of_holidays_are_checked(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(
        terminal_type(terminal, "calendar check " SOURCE_DIR "/assets/calendar/holidays.json"),
        ADMIN_OK);
    assert_non_null(strstr(terminal->out, "25 days, SKB 3 Menteri"));
    assert_non_null(strstr(terminal->out, "1 files, 0 errors, 0 warnings\n"));
    assert_int_equal(terminal_type(terminal, "calendar check " CATALOG " /nonexistent.json"),
                     ADMIN_FAILED);
    assert_non_null(strstr(terminal->out, "allowed is \"anjungan-holidays-1\""));
    assert_non_null(strstr(terminal->out, "/nonexistent.json: "));
    assert_int_equal(terminal_type(terminal, "calendar check"), ADMIN_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_TERMINAL(mistakes_in_the_command_are_told_with_code_2),
        AT_TERMINAL(a_check_counts_files_errors_and_warnings),
        AT_TERMINAL(a_questionnaire_is_checked_and_told_of),
        AT_TERMINAL(tables_of_holidays_are_checked),
        AT_TERMINAL(a_catalogue_is_shown_to_people_and_programs),
        AT_TERMINAL(issued_tickets_are_told_and_listed),
        AT_TERMINAL(the_same_request_gives_the_same_ticket),
        AT_TERMINAL(what_cannot_be_done_is_told_with_code_1),
        AT_TERMINAL(an_answer_that_cannot_be_written_fails),
    };

    return cmocka_run_group_tests_name("admin", tests, NULL, NULL);
}
