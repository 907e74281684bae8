/* The publisher's verbs: keys, signing, looking at what was signed. */
#include "base/file.h"
#include "base/mem.h"
#include "terminal.h"
#include "wire/signed_catalog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COMMAND_TEXT = 512 };

static int type(struct terminal *terminal, const char *pattern)
{
    char command[COMMAND_TEXT];

    assert_true(text_fill(command, sizeof command, pattern, "dir", terminal->state_dir, NULL));
    return terminal_type(terminal, command);
}

static void make_keys(struct terminal *terminal)
{
    assert_int_equal(type(terminal, "catalog keys {dir}/p.secret {dir}/p.public"), ADMIN_OK);
}

static void assert_complaint(const struct terminal *terminal, const char *words)
{
    if (!strstr(terminal->complaints, words))
        fail_msg("\"%s\" is not in \"%s\"", words, terminal->complaints);
}

static void signed_catalogue_is_what_kiosks_take(void **state)
{
    struct terminal *terminal = *state;
    AUTO_FREE char *key_path = mem_format("%s/p.public", terminal->state_dir);
    AUTO_FREE char *catalog = NULL;
    uint8_t key[SIGN_PUBLIC];
    struct signed_catalog out;
    size_t len = 0;

    make_keys(terminal);
    assert_int_equal(type(terminal, "catalog sign --key {dir}/p.secret --version 7 " CATALOG),
                     ADMIN_OK);
    assert_true(sign_read_public(key_path, key, NULL));
    assert_true(signed_catalog_read(&out, terminal->out, terminal->out_len, key, NULL));
    assert_int_equal(out.version, 7);
    assert_true(file_read(CATALOG, SIGNED_CATALOG_BYTES, &catalog, &len, NULL));
    assert_int_equal(out.catalog_len, len);
    assert_memory_equal(out.catalog, catalog, len);
}

static void file_is_verified_by_its_key_alone(void **state)
{
    struct terminal *terminal = *state;

    make_keys(terminal);
    assert_int_equal(type(terminal, "catalog keys {dir}/q.secret {dir}/q.public"), ADMIN_OK);
    assert_int_equal(
        type(terminal, "catalog sign --key {dir}/p.secret --version 7 --out {dir}/7 " CATALOG),
        ADMIN_OK);
    assert_string_equal(terminal->out, "");
    assert_int_equal(type(terminal, "catalog verify --key {dir}/p.public {dir}/7"), ADMIN_OK);
    assert_non_null(strstr(terminal->out, " version 7: signed by this key"));
    assert_int_equal(type(terminal, "catalog verify --key {dir}/q.public {dir}/7"), ADMIN_FAILED);
    assert_complaint(terminal, "the signature is not the publisher's");
    assert_int_equal(type(terminal, "catalog verify --key {dir}/p.public " CATALOG), ADMIN_FAILED);
    assert_complaint(terminal, "no published catalogue");
}

static void catalogue_with_errors_is_not_signed(void **state)
{
    struct terminal *terminal = *state;
    AUTO_FREE char *broken = mem_format("%s/broken.json", terminal->state_dir);

    make_keys(terminal);
    assert_true(file_replace(broken, "{\"office\":{}}", 13, false, NULL));
    assert_int_equal(type(terminal, "catalog sign --key {dir}/p.secret --version 7 --out {dir}/7 "
                                    "{dir}/broken.json"),
                     ADMIN_FAILED);
    assert_complaint(terminal, "has errors and is not signed");
    AUTO_FREE char *made = mem_format("%s/7", terminal->state_dir);
    assert_int_not_equal(access(made, F_OK), 0);
}

static void another_offices_name_is_not_signed(void **state)
{
    struct terminal *terminal = *state;

    make_keys(terminal);
    assert_int_equal(
        type(terminal, "catalog sign --key {dir}/p.secret --version 7 --name lain " CATALOG),
        ADMIN_FAILED);
    assert_complaint(terminal, "not of \"lain\"");
    assert_string_equal(terminal->out, "");
}

static void keys_that_are_there_stay(void **state)
{
    struct terminal *terminal = *state;

    make_keys(terminal);
    assert_int_equal(type(terminal, "catalog keys {dir}/p.secret {dir}/p.public"), ADMIN_FAILED);
    assert_complaint(terminal, "exists already");
}

static void mistakes_in_the_command_are_told(void **state)
{
    static const struct {
        const char *command, *complaint;
    } cases[] = {
        {"catalog keys one", "SECRET PUBLIC"},
        {"catalog sign --version 7 x", "--key FILE and one CATALOG"},
        {"catalog sign --key k --version 7", "--key FILE and one CATALOG"},
        {"catalog sign --key k x", "--version N"},
        {"catalog sign --key k --version 0 x", "--version N"},
        {"catalog sign --key k --version 7a x", "--version N"},
        {"catalog sign --key k --version 9999999999999999999 x", "--version N"},
        {"catalog verify x", "--key PUBLIC and one FILE"},
    };
    struct terminal *terminal = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_equal(terminal_type(terminal, cases[i].command), ADMIN_USAGE);
        assert_complaint(terminal, cases[i].complaint);
    }
}

#define AT_TERMINAL(test) cmocka_unit_test_setup_teardown(test, terminal_set_up, terminal_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_TERMINAL(signed_catalogue_is_what_kiosks_take),
        AT_TERMINAL(file_is_verified_by_its_key_alone),
        AT_TERMINAL(catalogue_with_errors_is_not_signed),
        AT_TERMINAL(another_offices_name_is_not_signed),
        AT_TERMINAL(keys_that_are_there_stay),
        AT_TERMINAL(mistakes_in_the_command_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
