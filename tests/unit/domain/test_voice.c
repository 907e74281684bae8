/* The spoken call: which clips, for every number there can be and every counter that is shipped. */
#include "domain/voice.h"
#include "base/text.h"
#include "domain/queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

/* The clips of a line, with blanks between. */
static const char *spoken(const struct voice_line *line)
{
    static char text[VOICE_CLIPS_MOST * VOICE_CLIP_NAME];
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < line->count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i > 0 ? " " : "",
                                 line->clips[i]);
    return text;
}

static bool is_known(const char *clip)
{
    size_t count;
    const char *const *clips = voice_clips(&count);

    for (size_t i = 0; i < count; i++) {
        if (text_equal(clips[i], clip))
            return true;
    }
    return false;
}

static void assert_all_known(const struct voice_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        if (!is_known(line->clips[i]))
            fail_msg("no clip \"%s\" in: %s", line->clips[i], spoken(line));
    }
}

static void a_number_is_spoken_letter_by_letter_and_digit_by_digit(void **state)
{
    static const struct {
        const char *number;
        const char *said;
    } cases[] = {
        {"A-014", "a nol satu empat"},
        {"P-003", "p nol nol tiga"},
        {"A-1000", "a satu nol nol nol"},
        {"C-5", "c lima"},
        {"A2-001", "a dua pause nol nol satu"},
        {"Aa-001", "a a pause nol nol satu"},
        {"D9-2768", "d sembilan pause dua tujuh enam delapan"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct voice_line line;
        char expected[256];

        voice_call(&line, cases[i].number, "Loket 2");
        snprintf(expected, sizeof expected, "chime nomor-antrean %s pause silakan-ke loket dua",
                 cases[i].said);
        assert_string_equal(spoken(&line), expected);
        assert_true(line.is_whole);
    }
}

static void a_counter_is_spoken_as_its_sign_reads(void **state)
{
    static const struct {
        const char *counter;
        const char *said;
    } cases[] = {
        {"Loket 1", "loket satu"},
        {"LOKET 10", "loket sepuluh"},
        {"Loket 11", "loket sebelas"},
        {"Loket 12", "loket dua belas"},
        {"Loket 19", "loket sembilan belas"},
        {"Loket 20", "loket dua puluh"},
        {"Loket 21", "loket dua puluh satu"},
        {"Loket 99", "loket sembilan puluh sembilan"},
        {"Loket 0", "loket nol"},
        {"Loket 02", "loket nol dua"},
        {"Loket 101", "loket satu nol satu"},
        {"Loket 3B", "loket tiga b"},
        {"Loket B", "loket b"},
        {"Loket OSS", "loket o s s"},
        {"Meja informasi", "meja informasi"},
        {"Meja Informasi & Pengaduan", "meja informasi dan pengaduan"},
        {"Loket pengaduan", "loket pengaduan"},
        {"Loket prioritas", "loket prioritas"},
        {"Loket Pengambilan Izin", "loket pengambilan izin"},
        {"Loket 4 (penerimaan berkas)", "loket empat penerimaan berkas"},
        {"Ruang konsultasi, lantai 2", "ruang konsultasi lantai dua"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct voice_line line;
        char expected[256];

        voice_call(&line, "A-014", cases[i].counter);
        snprintf(expected, sizeof expected,
                 "chime nomor-antrean a nol satu empat pause silakan-ke %s", cases[i].said);
        assert_string_equal(spoken(&line), expected);
        assert_true(line.is_whole);
        assert_all_known(&line);
    }
}

static void an_unknown_counter_sends_people_to_the_screen(void **state)
{
    static const char *const counters[] = {
        "",
        " ",
        "Loket Melati",
        "Pojok baca",
        "Loket №2",
        "Loket 2?",
        "Lok\xc3\xa9t",
        /* more words than a line has room for */
        "123456789012345678901234567890123456",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(counters); i++) {
        struct voice_line line;

        voice_call(&line, "A-014", counters[i]);
        assert_string_equal(spoken(&line),
                            "chime nomor-antrean a nol satu empat pause silakan-lihat-layar");
        assert_false(line.is_whole);
    }
}

static void what_is_no_number_is_not_guessed(void **state)
{
    static const char *const numbers[] = {"",     "-",   "A",     "A-",
                                          "-014", "014", "A-01x", "\xc3\x84-001"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        struct voice_line line;

        voice_call(&line, numbers[i], "Loket 2");
        assert_string_equal(spoken(&line), "chime silakan-lihat-layar");
        assert_false(line.is_whole);
    }
}

static void check_series(const char *series)
{
    char number[TICKET_NUMBER_TEXT];
    struct voice_line line;

    for (int64_t seq = 1; seq < 2000; seq++) {
        size_t signs;

        queue_format_number(number, series, seq, 3);
        voice_call(&line, number, "Loket 12");
        assert_true(line.is_whole);
        assert_all_known(&line);
        signs = strlen(number) - 1; /* the hyphen is not spoken */
        assert_int_equal(line.count, 2 + signs + (strlen(series) > 1) + 5);
    }
}

static void every_number_of_every_series_can_be_spoken(void **state)
{
    char series[4];

    (void)state;
    for (char letter = 'A'; letter <= 'Z'; letter++) {
        snprintf(series, sizeof series, "%c", letter);
        check_series(series);
    }
    for (char mark = '1'; mark <= '9'; mark++) {
        snprintf(series, sizeof series, "A%c", mark);
        check_series(series);
    }
    for (char mark = 'a'; mark <= 'z'; mark++) {
        snprintf(series, sizeof series, "P%c", mark);
        check_series(series);
    }
}

static void every_counter_number_is_another_call(void **state)
{
    char said[100][VOICE_CLIPS_MOST * VOICE_CLIP_NAME];

    (void)state;
    for (int n = 0; n < 100; n++) {
        struct voice_line line;
        char counter[COUNTER_TEXT];

        snprintf(counter, sizeof counter, "Loket %d", n);
        voice_call(&line, "A-001", counter);
        assert_true(line.is_whole);
        assert_all_known(&line);
        snprintf(said[n], sizeof said[n], "%s", spoken(&line));
        for (int other = 0; other < n; other++)
            assert_string_not_equal(said[n], said[other]);
    }
}

/* Whatever bytes there are, a call is made of clips that exist and begins with the chime. */
static void any_bytes_make_a_call(void **state)
{
    uint32_t seed = 20261123;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char number[TICKET_NUMBER_TEXT] = "", counter[COUNTER_TEXT] = "";
        struct voice_line line;

        for (size_t k = 0; k + 1 < sizeof number; k++)
            number[k] = (char)((seed = seed * 1664525 + 1013904223) >> 24);
        for (size_t k = 0; k + 1 < sizeof counter; k++)
            counter[k] = (char)((seed = seed * 1664525 + 1013904223) >> 24);
        voice_call(&line, number, counter);
        assert_true(line.count >= 2 && line.count <= VOICE_CLIPS_MOST);
        assert_string_equal(line.clips[0], "chime");
        assert_all_known(&line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_spoken_letter_by_letter_and_digit_by_digit),
        cmocka_unit_test(a_counter_is_spoken_as_its_sign_reads),
        cmocka_unit_test(an_unknown_counter_sends_people_to_the_screen),
        cmocka_unit_test(what_is_no_number_is_not_guessed),
        cmocka_unit_test(every_number_of_every_series_can_be_spoken),
        cmocka_unit_test(every_counter_number_is_another_call),
        cmocka_unit_test(any_bytes_make_a_call),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
