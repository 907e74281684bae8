/* Languages at run time, with catalogues compiled for this test alone. */
#include "base/i18n.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>

#define LOCALE_DIR BINARY_DIR "/tests/locale"

static int open_texts(void **state)
{
    struct err err;

    (void)state;
    /* as on a machine with nothing set and no generated locale */
    (void)unsetenv("LANG");
    (void)setenv("LC_ALL", "C", 1);
    return i18n_open(LOCALE_DIR, &err) ? 0 : -1;
}

static void indonesian_comes_from_the_catalogue(void **state)
{
    (void)state;
    i18n_use("id");
    assert_string_equal(i18n_lang(), "id");
    assert_string_equal(_("take_q", "Get a queue number"), "Ambil nomor antrean");
}

static void the_key_tells_equal_words_apart(void **state)
{
    (void)state;
    i18n_use("id");
    assert_string_equal(_("open_door", "Open"), "Buka");
    assert_string_equal(_("open_hours", "Open"), "Jam buka \xE2\x80\x94 pagi");
    assert_string_equal(_("other_key", "Open"), "Open");
}

static void english_needs_no_catalogue(void **state)
{
    static const char text[] = "Get a queue number";

    (void)state;
    i18n_use("en");
    assert_ptr_equal(_("take_q", text), text);
    assert_string_equal(N_("files", "{n} file", "{n} files", 1), "{n} file");
    assert_string_equal(N_("files", "{n} file", "{n} files", 0), "{n} files");
}

static void languages_change_back_and_forth(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        i18n_use("id");
        assert_string_equal(_("take_q", "Get a queue number"), "Ambil nomor antrean");
        i18n_use("xx");
        assert_string_equal(_("take_q", "Get a queue number"), "[Gett a queueue nummber]");
        i18n_use("en");
        assert_string_equal(_("take_q", "Get a queue number"), "Get a queue number");
    }
}

static void plurals_follow_the_language(void **state)
{
    (void)state;
    i18n_use("id");
    assert_string_equal(N_("files", "{n} file", "{n} files", 1), "{n} berkas");
    assert_string_equal(N_("files", "{n} file", "{n} files", 2), "{n} berkas");
    assert_string_equal(N_("none", "{n} day", "{n} days", 1), "{n} day");
    assert_string_equal(N_("none", "{n} day", "{n} days", 2), "{n} days");
    i18n_use("xx");
    assert_string_equal(N_("files", "{n} file", "{n} files", 1), "[{n} ffile]");
    assert_string_equal(N_("files", "{n} file", "{n} files", 2), "[{n} ffiles]");
}

static void an_unknown_language_shows_english(void **state)
{
    (void)state;
    i18n_use("nowhere-at-all-too-long");
    assert_string_equal(_("take_q", "Get a queue number"), "Get a queue number");
}

static void missing_texts_are_told_at_the_start(void **state)
{
    struct err err;

    (void)state;
    assert_false(i18n_open("/nonexistent", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_string_equal(err.text, "cannot read /nonexistent/id/LC_MESSAGES/anjungan.mo: "
                                  "No such file or directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indonesian_comes_from_the_catalogue),
        cmocka_unit_test(the_key_tells_equal_words_apart),
        cmocka_unit_test(english_needs_no_catalogue),
        cmocka_unit_test(languages_change_back_and_forth),
        cmocka_unit_test(plurals_follow_the_language),
        cmocka_unit_test(an_unknown_language_shows_english),
        cmocka_unit_test(missing_texts_are_told_at_the_start),
    };

    return cmocka_run_group_tests_name("i18n", tests, open_texts, NULL);
}
