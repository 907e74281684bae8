/* Finding services by what visitors type. */
#include "domain/finder.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

static const struct sector health = {"kesehatan", {"Kesehatan", "Health"}, "heart-pulse"};
static const struct sector farming = {"pertanian", {"Pertanian", "Agriculture"}, "sprout"};

static const struct service services[] = {
    {.id = "sik-perekam-medis",
     .name = {"Surat Izin Kerja Perekam Medis", "Medical Recorder's Work Permit"},
     .sector = &health},
    {.id = "sip-dokter",
     .name = {"Surat Izin Praktik Dokter Umum", "Physician's Practice Licence"},
     .sector = &health},
    {.id = "sip-apoteker",
     .name = {"Surat Izin Praktik Apoteker", NULL},
     .sector = &health,
     .often = 2},
    {.id = "inseminator", .name = {"Izin Inseminator", NULL}, .sector = &farming, .often = 1},
    {.id = "imb", .name = {"Izin Mendirikan Bangunan", NULL}},
};
enum { RECORDER, PHYSICIAN, PHARMACIST, INSEMINATOR, BUILDING };

static const struct catalog catalog = {.services = services, .service_count = ARRAY_LEN(services)};

static int setup(void **state)
{
    *state = finder_new(&catalog);
    return 0;
}

static int teardown(void **state)
{
    finder_free(*state);
    return 0;
}

/* The results' indexes as digits: "20". */
static void assert_finds(void **state, const char *text, const char *indexes)
{
    const struct service *const *found;
    char got[ARRAY_LEN(services) + 1] = "";
    size_t count = finder_find(*state, text, &found);

    assert_true(count <= ARRAY_LEN(services));
    for (size_t i = 0; i < count; i++)
        got[i] = (char)('0' + (found[i] - services));
    if (strcmp(got, indexes) != 0)
        fail_msg("\"%s\" finds %s, not %s", text, got, indexes);
}

static void less_than_two_letters_find_nothing(void **state)
{
    assert_finds(state, "", "");
    assert_finds(state, "r", "");
    assert_finds(state, " - r. ", "");
    assert_finds(state, "re", "03"); /* recorder begins so; agriculture has it inside */
}

static void a_word_is_found_as_a_beginning_or_inside(void **state)
{
    assert_finds(state, "rekam", "0");
    assert_finds(state, "PEREKAM", "0");
    assert_finds(state, "inse", "3");
    assert_finds(state, "bangun", "4");
}

static void every_word_must_be_found_in_any_order(void **state)
{
    assert_finds(state, "medis kerja", "0");
    assert_finds(state, "izin dokter", "1");
    assert_finds(state, "dokter bangunan", "");
}

static void both_languages_and_short_names_and_sectors_are_searched(void **state)
{
    assert_finds(state, "physician", "1");
    assert_finds(state, "sip", "21");
    assert_finds(state, "kesehatan", "201");
    assert_finds(state, "agriculture", "3");
}

static void often_chosen_ones_come_first_among_equals(void **state)
{
    assert_finds(state, "izin", "32014");
}

static void usual_spellings_count_as_the_standard_ones(void **state)
{
    assert_finds(state, "ijin praktek dokter", "1");
    assert_finds(state, "apotik", "2");
}

static void slips_are_forgiven_only_when_nothing_else_is_found(void **state)
{
    assert_finds(state, "rekem medis", "");    /* inside a word nothing is guessed */
    assert_finds(state, "perekan medis", "0"); /* wrong */
    assert_finds(state, "doktr", "1");         /* missing */
    assert_finds(state, "dookter", "1");       /* too many */
    assert_finds(state, "inesminator", "3");   /* exchanged */
    assert_finds(state, "insiminetor", "3");   /* two of them in a long word */
    assert_finds(state, "prakte", "21");       /* on the way to "praktek" */
    assert_finds(state, "xyzzy", "");
    assert_finds(state, "dok", "1");
    assert_finds(state, "dox", ""); /* three letters must be right */
}

static void strange_texts_find_nothing_and_break_nothing(void **state)
{
    char endless[4000];

    memset(endless, 'a', sizeof endless);
    endless[sizeof endless - 1] = '\0';
    assert_finds(state, endless, "");
    for (size_t i = 1; i < sizeof endless - 1; i += 2)
        endless[i] = ' ';
    (void)finder_find(*state, endless, &(const struct service *const *){NULL});
    assert_finds(state, "ꦱꦸꦫꦠ꧀", "");
    assert_finds(state, "%s %n \\ ' \" <b>", "");
    assert_finds(state, "🙂🙂", "");
}

/* The finder keeps what it looked up for the words before: it must not matter what was asked before. */
static void what_was_typed_before_changes_nothing(void **state)
{
    static const char *const texts[] = {"iz",        "izin",        "izin pra", "izin praktik dok",
                                        "izqn dok",  "izqn dokter", "izin pra", "dokter izin",
                                        "kesehatan", "i",           "rekam",    "rekqm"};

    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct finder *fresh = finder_new(&catalog);
        const struct service *const *found, *const *expected;
        size_t count = finder_find(*state, texts[i], &found);

        assert_int_equal(count, finder_find(fresh, texts[i], &expected));
        for (size_t r = 0; r < count; r++)
            assert_ptr_equal(found[r], expected[r]);
        if (i % 5 == 4)
            finder_forget(*state);
        finder_free(fresh);
    }
}

static void nothing_is_found_in_an_empty_catalogue(void **state)
{
    static const struct catalog empty = {0};
    struct finder *finder = finder_new(&empty);
    const struct service *const *found;

    (void)state;
    assert_int_equal(finder_find(finder, "izin", &found), 0);
    finder_free(finder);
}

static void assert_marked(const char *name, const char *text, const char *expected)
{
    struct find_mark marks[FIND_MARKS];
    size_t count = finder_marks(name, text, marks);
    AUTO_TEXT struct text got = {0};

    text_init(&got, 200);
    for (size_t i = 0; i < count; i++)
        text_addf(&got, "%.*s|", (int)marks[i].len, name + marks[i].at);
    assert_string_equal(got.data ? got.data : "", expected);
}

static void what_was_found_is_marked_as_whole_words(void **state)
{
    (void)state;
    assert_marked("Surat Izin Kerja Perekam Medis", "rekam", "Perekam|");
    assert_marked("Surat Izin Praktik Dokter", "ijin praktek", "Izin|Praktik|");
    assert_marked("Surat Izin Praktik Dokter", "doktr", "Dokter|");
    assert_marked("Surat Izin", "r", "");
    assert_marked("", "izin", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(less_than_two_letters_find_nothing),
        cmocka_unit_test(a_word_is_found_as_a_beginning_or_inside),
        cmocka_unit_test(every_word_must_be_found_in_any_order),
        cmocka_unit_test(both_languages_and_short_names_and_sectors_are_searched),
        cmocka_unit_test(often_chosen_ones_come_first_among_equals),
        cmocka_unit_test(usual_spellings_count_as_the_standard_ones),
        cmocka_unit_test(slips_are_forgiven_only_when_nothing_else_is_found),
        cmocka_unit_test(strange_texts_find_nothing_and_break_nothing),
        cmocka_unit_test(what_was_typed_before_changes_nothing),
        cmocka_unit_test(nothing_is_found_in_an_empty_catalogue),
        cmocka_unit_test(what_was_found_is_marked_as_whole_words),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
