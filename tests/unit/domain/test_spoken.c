/* What a voice says. */
#include "base/attr.h"
#include "domain/spoken.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct lexicon *lexicon;

static int open_lexicon(void **state)
{
    static const char words[] = "# a comment\n\nOSS\to es es\nNo.\tnomor\nIII\ttiga\n";
    struct err err = {0};

    (void)state;
    if (!lexicon_parse(&lexicon, words, strlen(words), &err))
        fail_msg("%s", err.text);
    return 0;
}

static int close_lexicon(void **state)
{
    (void)state;
    lexicon_free(lexicon);
    return 0;
}

static void expect(const char *lang, const char *text, const char *said)
{
    char out[SPOKEN_TEXT];

    spoken_text(lexicon, lang, NULL, text, out, sizeof out);
    assert_string_equal(out, said);
}

static void abbreviations_are_said_by_the_lexicon_and_only_whole(void **state)
{
    (void)state;
    expect("id", "Akun OSS", "Akun o es es");
    expect("id", "BOSS OSSO", "BOSS OSSO");
    expect("id", "No. 55", "nomor 55");
    expect("id", "269/MENKES/PER/III/2018", "269, MENKES, PER, tiga, 2018");
}

static void a_queue_number_is_said_letter_by_letter_and_digit_by_digit(void **state)
{
    (void)state;
    expect("id", "Nomor A-014", "Nomor A nol satu empat");
    expect("id", "A2-001", "A dua nol nol satu");
    expect("id", "Aa-1000.", "A A satu nol nol nol.");
    expect("en", "B-105", "B one zero five");
    expect("id", "COVID-19", "COVID-19");
}

static void prices_and_times_are_said_as_people_say_them(void **state)
{
    (void)state;
    expect("id", "Rp 25.000", "25.000 rupiah");
    expect("id", "Rp25.000.", "25.000 rupiah.");
    expect("id", "pukul 09.41", "pukul 9 lewat 41 menit");
    expect("id", "pukul 08.00", "pukul 8 tepat");
    expect("en", "at 09:41", "at 9 41");
    expect("id", "12.345", "12.345");
    expect("id", "192.168.10.20", "192.168.10.20");
}

static void marks_of_the_screen_are_not_heard(void **state)
{
    (void)state;
    expect("id", "**8 dari 10** sudah dibawa", "8 dari 10 sudah dibawa");
    expect("id", "2 hari · Gratis", "2 hari , Gratis");
    expect("id", "Info & aduan", "Info dan aduan");
    expect("id", "5–10 menit", "5 sampai 10 menit");
    expect("en", "5–10 minutes", "5 to 10 minutes");
}

static void what_is_typed_is_stars(void **state)
{
    char out[64];

    (void)state;
    spoken_masked("id", "1é2", out, sizeof out);
    assert_string_equal(out, "bintang, bintang, bintang");
}

static void a_long_text_is_cut_at_a_character(void **state)
{
    char out[8];

    (void)state;
    spoken_text(NULL, "id", NULL, "ééééééé", out, sizeof out);
    assert_string_equal(out, "ééé");
}

static void a_bad_lexicon_names_its_line(void **state)
{
    static const char *const bad[] = {"OSS o es es\n", "a\tb\n\tb\n", "a\t\n", "x\t\xff\n"};
    static const int lines[] = {1, 2, 1, 1};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct lexicon *none = NULL;
        struct err err = {0};
        char line[16];

        assert_false(lexicon_parse(&none, bad[i], strlen(bad[i]), &err));
        assert_int_equal(err.code, ERR_INVALID);
        (void)snprintf(line, sizeof line, "line %d:", lines[i]);
        assert_non_null(strstr(err.text, line));
    }
}

static void a_number_is_said_by_its_recordings(void **state)
{
    char out[SPOKEN_TEXT];

    (void)state;
    spoken_text(lexicon, "id", "/s", "Nomor A2-014 < 3 & OSS", out, sizeof out);
    assert_string_equal(out, "Nomor <audio src=\"/s/a.wav\">A</audio> "
                             "<audio src=\"/s/dua.wav\">dua</audio> "
                             "<audio src=\"/s/nol.wav\">nol</audio> "
                             "<audio src=\"/s/satu.wav\">satu</audio> "
                             "<audio src=\"/s/empat.wav\">empat</audio> &lt; 3 dan o es es");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_said_by_its_recordings),
        cmocka_unit_test(abbreviations_are_said_by_the_lexicon_and_only_whole),
        cmocka_unit_test(a_queue_number_is_said_letter_by_letter_and_digit_by_digit),
        cmocka_unit_test(prices_and_times_are_said_as_people_say_them),
        cmocka_unit_test(marks_of_the_screen_are_not_heard),
        cmocka_unit_test(what_is_typed_is_stars),
        cmocka_unit_test(a_long_text_is_cut_at_a_character),
        cmocka_unit_test(a_bad_lexicon_names_its_line),
    };

    return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
