/* Another program, run to its end. */
#include "base/command.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool run(const char *script, const char *input, struct text *out, struct err *err)
{
    const char *const words[] = {"sh", "-c", script, NULL};

    return command_run(words, input, out, err);
}

static void what_it_reads_and_says_goes_through(void **state)
{
    AUTO_TEXT struct text said = {0};
    struct err err = {0};

    (void)state;
    text_init(&said, 100);
    assert_true(run("cat; echo aduh >&2", "halo\n", &said, &err));
    assert_string_equal(said.data, "halo\naduh\n");
}

static void its_last_line_tells_why_it_failed(void **state)
{
    struct err err = {0};

    (void)state;
    assert_false(run("echo satu; echo dua; exit 3", NULL, NULL, &err));
    assert_string_equal(err.text, "sh failed: dua");
    assert_int_equal(err.code, ERR_IO);
}

static void program_that_is_missing_is_named(void **state)
{
    const char *const words[] = {"anjungan-no-such-program", NULL};
    struct err err = {0};

    (void)state;
    assert_false(command_run(words, NULL, NULL, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "anjungan-no-such-program"));
}

/* Field 5 of stat is its group, which a terminal's Ctrl-C is sent to. */
static void keys_of_a_terminal_do_not_reach_it(void **state)
{
    struct err err = {0};

    (void)state;
    if (!run("read -r _ _ _ _ group _ </proc/$$/stat; test \"$group\" = $$", NULL, NULL, &err))
        fail_msg("%s", err.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_reads_and_says_goes_through),
        cmocka_unit_test(its_last_line_tells_why_it_failed),
        cmocka_unit_test(program_that_is_missing_is_named),
        cmocka_unit_test(keys_of_a_terminal_do_not_reach_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
