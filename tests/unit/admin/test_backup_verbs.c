/* backup, restore, and what the doctor says of them. */
#include "base/mem.h"
#include "base/presence.h"
#include "desk/desk.h"
#include "terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void a_backup_is_named_and_the_doctor_knows_its_age(void **state)
{
    struct terminal *terminal = *state;

    terminal_expect(terminal, "staff list", ADMIN_OK, "");
    terminal_expect(terminal, "doctor", ADMIN_FAILED, "look backup: there is none in");
    terminal_expect(terminal, "backup", ADMIN_OK, "/backup/anjungan-20261123T024100Z.db\n");
    terminal_expect(terminal, "doctor", ADMIN_FAILED, "ok   backup: 2026-11-23 10:41 WITA, in ");
    terminal_expect(terminal, "doctor", ADMIN_FAILED,
                    "on the database's own disk: [backup] folder may");
    clock_fake_advance(terminal->clock, INT64_C(51) * 3600 * 1000);
    terminal_expect(terminal, "doctor", ADMIN_FAILED,
                    "BAD  backup: the newest is of 2026-11-23 10:41 WITA");
}

static void a_disk_that_is_not_plugged_in_is_not_made(void **state)
{
    struct terminal *terminal = *state;

    terminal->admin.backup.folder = "/nowhere/stick";
    terminal->admin.backup.is_own = false;
    terminal_expect(terminal, "backup", ADMIN_FAILED, "/nowhere/stick");
    assert_int_not_equal(access("/nowhere", F_OK), 0);
    terminal_expect(terminal, "backup one two", ADMIN_USAGE, "backup takes one FOLDER, or none");
}

static void a_copy_is_put_back_while_no_program_runs(void **state)
{
    struct terminal *terminal = *state;
    AUTO_FREE char *command =
        mem_format("restore %s/anjungan-20261123T024100Z.db", terminal->admin.backup.folder);
    struct presence *runs = NULL;

    terminal_expect(terminal, "ticket issue --service izin-satu", ADMIN_OK, "");
    terminal_expect(terminal, "backup", ADMIN_OK, "");
    terminal_expect(terminal, "ticket issue --service izin-satu", ADMIN_OK, "");
    assert_true(presence_hold(&runs, terminal->state_dir, "print", NULL));
    terminal_expect(terminal, command, ADMIN_FAILED,
                    "the kiosk's program print runs. systemctl stop");
    presence_release(runs);
    terminal_expect(terminal, command, ADMIN_OK,
                    "Restored; the database before lies in quarantine/");
    terminal_expect(terminal, "ticket issue --service izin-satu", ADMIN_OK, "Aa-001");
    terminal_expect(terminal, "journal show", ADMIN_OK, "database.restored");
    terminal_expect(terminal, "journal verify", ADMIN_OK, "");
    terminal_expect(terminal, "restore", ADMIN_USAGE, "restore takes one FILE");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_backup_is_named_and_the_doctor_knows_its_age,
                                        terminal_set_up, terminal_tear_down),
        cmocka_unit_test_setup_teardown(a_disk_that_is_not_plugged_in_is_not_made, terminal_set_up,
                                        terminal_tear_down),
        cmocka_unit_test_setup_teardown(a_copy_is_put_back_while_no_program_runs, terminal_set_up,
                                        terminal_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
