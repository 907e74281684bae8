/* Presence: who runs is told by the kernel, not by time. */
#include "base/mem.h"
#include "base/presence.h"
#include "base/wake.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static int make_folder(void **state)
{
    char *folder = mem_strdup("/tmp/anjungan-presence-XXXXXX");

    *state = folder;
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int remove_folder(void **state)
{
    static const char *const names[] = {"present/lobby", "present/print", "present", "wake"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        AUTO_FREE char *path = mem_format("%s/%s", (const char *)*state, names[i]);

        (void)remove(path);
    }
    if (rmdir(*state) != 0)
        return -1;
    free(*state);
    return 0;
}

/* A process that holds `name` until it is killed; returns when it does. */
static pid_t start_holder(const char *folder, const char *name)
{
    int ready[2];
    char byte = 0;

    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        struct presence *presence = NULL;

        if (!presence_hold(&presence, folder, name, NULL) || write(ready[1], "r", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    assert_true(child > 0);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return child;
}

static void kill_holder(pid_t child)
{
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void who_never_ran_is_not_missed(void **state)
{
    struct presence *presence = NULL;

    assert_int_equal(presence_look(*state, "lobby"), PRESENCE_NEVER);
    assert_true(presence_hold(&presence, *state, "print", NULL));
    assert_int_equal(presence_look(*state, "lobby"), PRESENCE_NEVER);
    assert_int_equal(presence_look(*state, "print"), PRESENCE_HELD); /* also one's own */
    presence_release(presence);
    assert_int_equal(presence_look(*state, "print"), PRESENCE_GONE);
}

static void a_killed_process_is_gone_at_once(void **state)
{
    pid_t child = start_holder(*state, "lobby");

    assert_int_equal(presence_look(*state, "lobby"), PRESENCE_HELD);
    assert_int_equal(presence_look(*state, "lobby"), PRESENCE_HELD); /* looking takes nothing */
    kill_holder(child);
    assert_int_equal(presence_look(*state, "lobby"), PRESENCE_GONE);
}

static void a_name_is_held_until_its_last_holder_ends(void **state)
{
    pid_t first = start_holder(*state, "lobby");
    pid_t second = start_holder(*state, "lobby");

    kill_holder(first);
    assert_int_equal(presence_look(*state, "lobby"), PRESENCE_HELD);
    kill_holder(second);
    assert_int_equal(presence_look(*state, "lobby"), PRESENCE_GONE);
}

static void a_death_wakes_those_who_watch(void **state)
{
    struct wake *wake = NULL;
    pid_t child = start_holder(*state, "lobby");

    assert_true(wake_open(&wake, *state, NULL));
    assert_false(wake_wait(wake, 0));
    assert_int_equal(presence_look(*state, "lobby"), PRESENCE_HELD);
    assert_false(wake_wait(wake, 0)); /* looking wakes nobody */
    kill_holder(child);
    assert_true(wake_wait(wake, 1000));
    assert_false(wake_wait(wake, 0));
    wake_close(wake);
}

static void a_state_directory_that_is_none_is_told(void **state)
{
    struct presence *presence = NULL;
    struct err err = {0};

    (void)state;
    assert_false(presence_hold(&presence, "/dev/null", "lobby", &err));
    assert_non_null(strstr(err.text, "/dev/null/present"));
    assert_null(presence);
    presence_release(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(who_never_ran_is_not_missed),
        TEST(a_killed_process_is_gone_at_once),
        TEST(a_name_is_held_until_its_last_holder_ends),
        TEST(a_death_wakes_those_who_watch),
        TEST(a_state_directory_that_is_none_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
