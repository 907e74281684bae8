/* The verbs of officers and of the journal: what they answer, and that no PIN is ever seen. */
#include "base/json.h"
#include "base/mem.h"
#include "desk/desk.h"
#include "desk/staff.h"
#include "terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pty.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static void expect_complaint(struct terminal *terminal, const char *complaint)
{
    AUTO_FREE char *line = mem_format("anjungan-ctl: %s\n", complaint);

    assert_string_equal(terminal->complaints, line);
    assert_string_equal(terminal->out, "");
}

static bool can_sign_in(struct terminal *terminal, const char *code, const char *pin)
{
    const struct desk_options options = {
        .state_dir = terminal->state_dir, .clock = terminal->clock, .device_digit = 1};
    struct desk *desk = NULL;
    struct sign_in answer;

    assert_true(desk_open(&desk, &options, NULL));
    assert_true(desk_sign_in(desk, code, pin, &answer, NULL));
    desk_close(desk);
    return answer.is_in;
}

static void mistakes_are_told_with_code_2_and_never_repeat_a_pin(void **state)
{
    static const struct {
        const char *command;
        const char *complaint;
    } cases[] = {
        {"staff add", "staff add takes CODE and NAME, a name with blanks in quotes; a PIN is never "
                      "an argument"},
        {"staff add P-07 Sari 271828", "staff add takes CODE and NAME, a name with blanks in "
                                       "quotes; a PIN is never an argument"},
        {"staff add P-07 Sari --role boss", "--role is officer or supervisor, not \"boss\""},
        {"staff add P-0000000000000007 Sari", "a code has at most 15 bytes, a name 127"},
        {"staff add P-07 Sari --pin 271828", "unknown option --pin; see anjungan-ctl --help"},
        {"staff pin", "staff pin takes one CODE; a PIN is never an argument"},
        {"staff pin P-07 271828", "staff pin takes one CODE; a PIN is never an argument"},
        {"staff disable", "staff disable takes one CODE; a PIN is never an argument"},
        {"staff list all", "\"all\" does not belong to staff list"},
        {"journal show 3", "\"3\" does not belong to journal show"},
        {"journal show --from x", "--from takes the number of an entry, not \"x\""},
        {"journal show --from 0", "--from takes the number of an entry, not \"0\""},
        {"journal verify now", "\"now\" does not belong to journal verify"},
    };
    struct terminal *terminal = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_equal(terminal_type(terminal, cases[i].command), ADMIN_USAGE);
        expect_complaint(terminal, cases[i].complaint);
        assert_null(strstr(terminal->complaints, "271828"));
    }
}

static void an_officer_is_added_with_a_pin_from_standard_input(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(terminal_type_with(terminal, "staff add P-07 Sari --pin-stdin", "271828\n"),
                     ADMIN_OK);
    assert_string_equal(terminal->out, "");
    assert_string_equal(terminal->complaints, "");
    assert_int_equal(
        terminal_type_with(terminal, "staff add S-01 Andi --role supervisor --pin-stdin", "998877"),
        ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "staff list"), ADMIN_OK);
    assert_string_equal(terminal->out, "S-01            supervisor active   Andi\n"
                                       "P-07            officer    active   Sari\n");
    assert_true(can_sign_in(terminal, "P-07", "271828"));
    assert_true(can_sign_in(terminal, "S-01", "998877"));
}

static void a_pin_that_is_none_adds_nobody(void **state)
{
    static const char *const inputs[] = {
        "",         "\n",
        "123456\n", "27182\n",
        "abcdef\n", "2718282718282718282718282718282718282718282718282718282718282718281\n"};
    struct terminal *terminal = *state;

    for (size_t i = 0; i < ARRAY_LEN(inputs); i++) {
        assert_int_equal(terminal_type_with(terminal, "staff add P-07 Sari --pin-stdin", inputs[i]),
                         ADMIN_FAILED);
        assert_true(terminal->complaints_len > 0);
        assert_null(strstr(terminal->complaints, "27182"));
        assert_null(strstr(terminal->complaints, "Sari"));
    }
    assert_int_equal(terminal_type(terminal, "staff list"), ADMIN_OK);
    assert_string_equal(terminal->out, "");
}

static void a_new_pin_replaces_the_old_one(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(terminal_type_with(terminal, "staff add P-07 Sari --pin-stdin", "271828\n"),
                     ADMIN_OK);
    assert_int_equal(terminal_type_with(terminal, "staff pin P-07 --pin-stdin", "161803\n"),
                     ADMIN_OK);
    assert_false(can_sign_in(terminal, "P-07", "271828"));
    assert_true(can_sign_in(terminal, "P-07", "161803"));
    assert_int_equal(terminal_type_with(terminal, "staff pin P-99 --pin-stdin", "161803\n"),
                     ADMIN_FAILED);
    expect_complaint(terminal, "no officer \"P-99\"");
}

static void a_disabled_officer_is_listed_as_such(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(terminal_type_with(terminal, "staff add P-07 Sari --pin-stdin", "271828\n"),
                     ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "staff disable P-07"), ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "staff list --json"), ADMIN_OK);
    assert_string_equal(terminal->out, "{\"code\":\"P-07\",\"name\":\"Sari\",\"role\":\"officer\","
                                       "\"active\":false}\n");
    assert_false(can_sign_in(terminal, "P-07", "271828"));
    assert_int_equal(terminal_type(terminal, "staff disable P-08"), ADMIN_FAILED);
    expect_complaint(terminal, "no officer \"P-08\"");
}

static void the_journal_is_shown_without_names(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(terminal_type_with(terminal, "staff add P-07 Sari --pin-stdin", "271828\n"),
                     ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "staff disable P-07"), ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "journal show --from 1"), ADMIN_OK);
    assert_string_equal(
        terminal->out,
        "     1  2026-11-23T10:41:00+08:00  -        staff.added          P-07         officer\n"
        "     2  2026-11-23T10:41:00+08:00  -        staff.disabled       P-07         \n");
    assert_int_equal(terminal_type(terminal, "journal show --from 2 --json"), ADMIN_OK);
    assert_string_equal(terminal->out,
                        "{\"no\":2,\"at\":\"2026-11-23T10:41:00+08:00\",\"who\":null,\"kind\":"
                        "\"staff.disabled\",\"subject\":\"P-07\",\"detail\":\"\"}\n");
}

/* What only somebody with the file in hand can do. */
static void tamper(const struct terminal *terminal, const char *sql)
{
    AUTO_FREE char *path = mem_format("%s/anjungan.db", terminal->state_dir);
    sqlite3 *handle = NULL;

    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, "DROP TRIGGER journal_is_written_once", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
}

static void verifying_tells_the_first_entry_that_does_not_fit(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(terminal_type_with(terminal, "staff add P-07 Sari --pin-stdin", "271828\n"),
                     ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "staff disable P-07"), ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "journal verify"), ADMIN_OK);
    assert_non_null(strstr(terminal->out, "2 entries fit, 0 of them from before the chain; head "));
    tamper(terminal, "UPDATE journal SET subject = 'P-08' WHERE no = 2");
    assert_int_equal(terminal_type(terminal, "journal verify"), ADMIN_FAILED);
    expect_complaint(terminal, "journal 2: the chain is broken");
    assert_int_equal(terminal_type(terminal, "journal verify --json"), ADMIN_FAILED);
    assert_string_equal(terminal->out, "{\"fits\":false,\"first_bad\":2}\n");
}

/* A person at a real terminal. Returns the exit code; `seen` is what stood on the glass. */
static int type_on_tty(struct terminal *terminal, const char *first, const char *second, char *seen,
                       size_t size)
{
    char *words[] = {"staff", "add", "P-07", "Sari"};
    int master = -1;
    size_t len = 0;
    int status = 0;
    int typed = 0;
    pid_t child = forkpty(&master, NULL, NULL, NULL);

    if (child == 0) {
        terminal->admin.out = stdout;
        terminal->admin.complaints = stdout;
        _exit(admin_run(&terminal->admin, (int)ARRAY_LEN(words), words) + 10);
    }
    assert_true(child > 0);
    while (len + 1 < size) {
        ssize_t got = read(master, seen + len, size - 1 - len);

        if (got <= 0)
            break; /* the other end is closed */
        len += (size_t)got;
        seen[len] = '\0';
        /* A person types when asked. */
        const char *line = typed == 0 && strstr(seen, "not shown): ") ? first
                           : typed == 1 && strstr(seen, "again: ")    ? second
                                                                      : NULL;
        if (line) {
            assert_int_equal(write(master, line, strlen(line)), strlen(line));
            typed++;
        }
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    close(master);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status) - 10;
}

static void a_terminal_is_asked_twice_and_shows_nothing(void **state)
{
    struct terminal *terminal = *state;
    char seen[2048] = "";

    assert_int_equal(type_on_tty(terminal, "271828\n", "271829\n", seen, sizeof seen),
                     ADMIN_FAILED);
    assert_non_null(strstr(seen, "the two PINs differ; nothing was changed"));
    assert_null(strstr(seen, "27182"));
    assert_int_equal(terminal_type(terminal, "staff list"), ADMIN_OK);
    assert_string_equal(terminal->out, "");
    memset(seen, 0, sizeof seen);
    assert_int_equal(type_on_tty(terminal, "271828\n", "271828\n", seen, sizeof seen), ADMIN_OK);
    assert_null(strstr(seen, "27182"));
    assert_true(can_sign_in(terminal, "P-07", "271828"));
}

#define AT_TERMINAL(test) cmocka_unit_test_setup_teardown(test, terminal_set_up, terminal_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_TERMINAL(mistakes_are_told_with_code_2_and_never_repeat_a_pin),
        AT_TERMINAL(an_officer_is_added_with_a_pin_from_standard_input),
        AT_TERMINAL(a_pin_that_is_none_adds_nobody),
        AT_TERMINAL(a_new_pin_replaces_the_old_one),
        AT_TERMINAL(a_disabled_officer_is_listed_as_such),
        AT_TERMINAL(the_journal_is_shown_without_names),
        AT_TERMINAL(verifying_tells_the_first_entry_that_does_not_fit),
        AT_TERMINAL(a_terminal_is_asked_twice_and_shows_nothing),
    };

    return cmocka_run_group_tests_name("staff verbs", tests, NULL, NULL);
}
