/* A state directory that cannot be used, or holds rubbish: the screen says so with a code, no number
 * is shown that is not stored, and service comes back by itself. */
#include "base/file.h"
#include "base/mem.h"
#include "support/lobby.h"
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 540, HEIGHT = 960, PATIENCE = 60 * 1000, NOBODY = 65534, FILE_MAX = 64 << 20 };

static const char garbage[] = "This is not a database. It only stands where one should be.";

static int open_lobby(void **state)
{
    struct lobby *lobby = calloc(1, sizeof *lobby);

    assert_non_null(lobby);
    lobby_open(lobby, WIDTH, HEIGHT);
    *state = lobby;
    return 0;
}

static int close_lobby(void **state)
{
    lobby_close(*state);
    free(*state);
    return 0;
}

static void in_state(const struct lobby *lobby, const char *name, char path[LOBBY_PATH])
{
    assert_true(text_format(path, LOBBY_PATH, "%s/%s", lobby->state, name));
}

static void issue(const struct lobby *lobby, int count)
{
    static const char *const words[] = {"ticket",    "issue",     "--service",
                                        "informasi", "--no-slip", NULL};

    for (int i = 0; i < count; i++) {
        AUTO_TEXT struct text said;

        if (lobby_run(lobby, "anjungan-ctl", words, &said) != 0)
            fail_msg("%s", said.data);
    }
}

static void expect_code(struct lobby *lobby, const char *code, int64_t ms)
{
    char label[128];

    lobby_expect(lobby, "out-of-service", ms);
    lobby_label(lobby, "code", label, sizeof label);
    if (!strstr(label, code))
        fail_msg("the screen says %s, wanted %s", label, code);
}

static void expect_service(struct lobby *lobby)
{
    print_message("  in service again after %lld ms\n",
                  (long long)lobby_expect(lobby, "attract", PATIENCE));
}

/* With paper, so that the number does not wait for it in vain. */
static void take_number(struct lobby *lobby, char number[16])
{
    lobby_start_print(lobby);
    lobby_take_number(lobby, "ticket", number);
    lobby_stop_print(lobby);
}

static void chmod_state(const struct lobby *lobby, mode_t dir_mode, mode_t file_mode)
{
    DIR *dir = opendir(lobby->state);

    assert_non_null(dir);
    for (const struct dirent *file = readdir(dir); file; file = readdir(dir)) {
        char path[LOBBY_PATH + 256];

        assert_true(text_format(path, sizeof path, "%s/%s", lobby->state, file->d_name));
        if (file->d_type == DT_REG)
            assert_int_equal(chmod(path, file_mode), 0);
    }
    closedir(dir);
    assert_int_equal(chmod(lobby->state, dir_mode), 0);
}

/* Root is stopped by no mode, so its kiosk runs as nobody. False, with the reason said, where nobody
 * may not run it. */
static bool has_other_account(void)
{
    const char *bin = getenv("BIN");
    char path[LOBBY_PATH * 2];

    assert_true(
        text_format(path, sizeof path, "%s/anjungan", bin && *bin ? bin : BINARY_DIR "/bin"));
    const char *const probe[] = {"setpriv",        "--reuid", "65534", "--regid", "65534",
                                 "--clear-groups", "test",    "-x",    path,      NULL};
    if (geteuid() != 0 || lobby_exec(probe) == 0)
        return true;
    printf("SKIP: root is stopped by no file mode, and the account nobody may not run %s\n", path);
    return false;
}

static void take_other_account(struct lobby *lobby)
{
    if (geteuid() == 0)
        lobby->account = NOBODY;
}

static void read_only_directory_is_out_of_service_until_it_can_be_written(void **state)
{
    struct lobby *lobby = *state;
    AUTO_TEXT struct text numbers;
    char number[16];

    take_other_account(lobby);
    issue(lobby, 2);
    chmod_state(lobby, 0555, 0444);
    lobby_start(lobby, NULL);
    expect_code(lobby, "K1-P02", PATIENCE);
    assert_true(lobby_log_has(lobby, lobby->state));
    chmod_state(lobby, 0777, 0666);
    expect_service(lobby);
    take_number(lobby, number);
    assert_string_equal(number, "A-001");
    (void)lobby_numbers(lobby, &numbers);
    assert_string_equal(numbers.data, "B-001\nB-002\nA-001\n");
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

static void empty_read_only_directory_is_out_of_service(void **state)
{
    struct lobby *lobby = *state;

    take_other_account(lobby);
    assert_int_equal(chmod(lobby->state, 0555), 0);
    lobby_start(lobby, NULL);
    expect_code(lobby, "K1-P02", PATIENCE);
    assert_int_equal(chmod(lobby->state, 0777), 0);
    expect_service(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

static void missing_directory_is_out_of_service_until_it_is_there(void **state)
{
    struct lobby *lobby = *state;
    char number[16];

    assert_int_equal(rmdir(lobby->state), 0);
    lobby_start(lobby, NULL);
    expect_code(lobby, "K1-P02", PATIENCE);
    assert_true(lobby_log_has(lobby, lobby->state));
    assert_int_equal(mkdir(lobby->state, 0777), 0);
    expect_service(lobby);
    take_number(lobby, number);
    assert_string_equal(number, "A-001");
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

static void file_in_its_place_is_out_of_service_until_it_is_gone(void **state)
{
    struct lobby *lobby = *state;

    assert_int_equal(rmdir(lobby->state), 0);
    assert_true(file_replace(lobby->state, garbage, sizeof garbage, false, NULL));
    lobby_start(lobby, NULL);
    expect_code(lobby, "K1-P02", PATIENCE);
    assert_int_equal(unlink(lobby->state), 0);
    assert_int_equal(mkdir(lobby->state, 0777), 0);
    expect_service(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

/* A number that only lives in a deleted file must never be shown. */
static void directory_that_vanishes_under_a_visit_gives_no_number(void **state)
{
    struct lobby *lobby = *state;
    AUTO_TEXT struct text numbers;
    char number[16], away[LOBBY_PATH];

    lobby_start(lobby, NULL);
    lobby_expect(lobby, "attract", PATIENCE);
    lobby_tap(lobby, "start-id");
    lobby_expect(lobby, "home", PATIENCE);
    lobby_tap(lobby, "take-1");
    lobby_expect(lobby, "confirm", PATIENCE);
    assert_true(text_format(away, sizeof away, "%s/away", lobby->directory));
    assert_int_equal(rename(lobby->state, away), 0); /* what it has open lives on there */
    lobby_tap(lobby, "take-general");
    expect_code(lobby, "K1-P02", PATIENCE);
    assert_int_equal(mkdir(lobby->state, 0777), 0);
    expect_service(lobby);
    take_number(lobby, number);
    assert_string_equal(number, "A-001");
    assert_int_equal(lobby_numbers(lobby, &numbers), 1);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

/* What was given out of it is not known any more: the next number is none of those. */
static void file_that_vanishes_under_a_visit_gives_no_number_twice(void **state)
{
    struct lobby *lobby = *state;
    char first[16], number[16], path[LOBBY_PATH];

    lobby_start(lobby, NULL);
    take_number(lobby, first);
    lobby_finish(lobby);
    lobby_expect(lobby, "attract", PATIENCE);
    lobby_tap(lobby, "start-id");
    lobby_expect(lobby, "home", PATIENCE);
    lobby_tap(lobby, "take-1");
    lobby_expect(lobby, "confirm", PATIENCE);
    in_state(lobby, "anjungan.db", path);
    assert_int_equal(unlink(path), 0);
    lobby_start_print(lobby);
    lobby_tap(lobby, "take-general");
    lobby_expect(lobby, "ticket", PATIENCE);
    lobby_label(lobby, "number", number, sizeof number);
    if (strcmp(number, first) == 0)
        fail_msg("%s is given twice", number);
    assert_true(lobby_log_has(lobby, "a fresh database serves"));
    lobby_stop_print(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

/* --- a damaged database ------------------------------------------------------------------------- */

static void overwrite(const struct lobby *lobby, const char *name, long offset, size_t times)
{
    char path[LOBBY_PATH];

    in_state(lobby, name, path);
    FILE *file = fopen(path, offset > 0 ? "r+e" : "we");
    assert_non_null(file);
    assert_int_equal(fseek(file, offset, SEEK_SET), 0);
    for (size_t i = 0; i < times; i++)
        assert_int_equal(fwrite(garbage, sizeof garbage, 1, file), 1);
    assert_int_equal(fclose(file), 0);
}

/* The first folder in quarantine/ holds a database that begins with the garbage, or any. */
static bool is_quarantined(const struct lobby *lobby, bool begins_with_garbage)
{
    char path[LOBBY_PATH];
    bool is_found = false;

    in_state(lobby, "quarantine", path);
    DIR *dir = opendir(path);
    for (const struct dirent *folder = dir ? readdir(dir) : NULL; folder; folder = readdir(dir)) {
        char file[LOBBY_PATH * 3];
        AUTO_FREE char *bytes = NULL;
        size_t len = 0;
        struct err err;

        assert_true(text_format(file, sizeof file, "%s/%s/anjungan.db", path, folder->d_name));
        if (folder->d_name[0] == '.' || !file_read(file, FILE_MAX, &bytes, &len, &err))
            continue;
        is_found = !begins_with_garbage
                   || (len >= sizeof garbage && memcmp(bytes, garbage, sizeof garbage) == 0);
    }
    if (dir)
        closedir(dir);
    return is_found;
}

static void serve_one(struct lobby *lobby)
{
    AUTO_TEXT struct text numbers;
    char number[16], line[24];

    lobby_start(lobby, NULL);
    take_number(lobby, number);
    assert_int_equal(number[0], 'A');
    (void)lobby_numbers(lobby, &numbers);
    assert_true(text_format(line, sizeof line, "%s\n", number));
    assert_non_null(strstr(numbers.data, line));
    print_message("  serves on with %s\n", number);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

static void garbage_for_a_database_is_put_aside_and_the_kiosk_serves_on(void **state)
{
    struct lobby *lobby = *state;

    overwrite(lobby, "anjungan.db", 0, 200);
    serve_one(lobby);
    assert_true(is_quarantined(lobby, true));
    assert_true(lobby_log_has(lobby, "quarantine"));
}

static void database_with_a_damaged_middle_is_put_aside_and_the_kiosk_serves_on(void **state)
{
    struct lobby *lobby = *state;

    issue(lobby, 20);
    overwrite(lobby, "anjungan.db", 4096 + 100, 1000);
    serve_one(lobby);
    assert_true(is_quarantined(lobby, false));
}

/* SQLite takes a log with a wrong header for none; what the file itself holds must survive. */
static void garbage_for_a_log_does_not_stop_the_kiosk(void **state)
{
    struct lobby *lobby = *state;

    issue(lobby, 3);
    overwrite(lobby, "anjungan.db-wal", 0, 200);
    serve_one(lobby);
}

#define LOBBY(test) cmocka_unit_test_setup_teardown(test, open_lobby, close_lobby)

int main(int argc, char **argv)
{
    const struct CMUnitTest read_only[] = {
        LOBBY(read_only_directory_is_out_of_service_until_it_can_be_written),
        LOBBY(empty_read_only_directory_is_out_of_service),
    };
    const struct CMUnitTest others[] = {
        LOBBY(missing_directory_is_out_of_service_until_it_is_there),
        LOBBY(file_that_vanishes_under_a_visit_gives_no_number_twice),
        LOBBY(file_in_its_place_is_out_of_service_until_it_is_gone),
        LOBBY(directory_that_vanishes_under_a_visit_gives_no_number),
        LOBBY(garbage_for_a_database_is_put_aside_and_the_kiosk_serves_on),
        LOBBY(database_with_a_damaged_middle_is_put_aside_and_the_kiosk_serves_on),
        LOBBY(garbage_for_a_log_does_not_stop_the_kiosk),
    };
    bool is_read_only = argc > 1 && text_equal(argv[1], "read-only");

    if (!lobby_is_possible() || (is_read_only && !has_other_account()))
        return 77;
    return is_read_only ? cmocka_run_group_tests(read_only, NULL, NULL)
                        : cmocka_run_group_tests(others, NULL, NULL);
}
