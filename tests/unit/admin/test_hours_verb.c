/* hours. */
#include "terminal.h"

#include "base/clock.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define MINUTE_MS INT64_C(60000)

static void open_office_is_in_the_way_until_it_closes(void **state)
{
    struct terminal *terminal = *state;

    terminal_expect(terminal, "hours", ADMIN_OK, "open until 2026-11-23T");
    terminal_expect(terminal, "hours --closed-for 0", ADMIN_FAILED, "open until");
    clock_fake_advance(terminal->clock, 109 * MINUTE_MS); /* half past twelve */
    terminal_expect(terminal, "hours", ADMIN_OK, "closed (");
    terminal_expect(terminal, "hours --closed-for 15", ADMIN_OK, "until 2026-11-23T13:00");
    terminal_expect(terminal, "hours --closed-for 60", ADMIN_FAILED, "until 2026-11-23T13:00");
}

static void wrong_words_are_refused(void **state)
{
    terminal_expect(*state, "hours now", ADMIN_USAGE, "does not belong to hours");
    terminal_expect(*state, "hours --closed-for soon", ADMIN_USAGE, "is no number of minutes");
    terminal_expect(*state, "hours --closed-for 1441", ADMIN_USAGE, "0 to 1440");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(open_office_is_in_the_way_until_it_closes, terminal_set_up,
                                        terminal_tear_down),
        cmocka_unit_test_setup_teardown(wrong_words_are_refused, terminal_set_up,
                                        terminal_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
