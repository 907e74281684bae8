/* Facts as words: dates, counts, money, joined names, in both languages. */
#include "unit/paper/fixture.h"

#include "words/report.h"
#include "words/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

static char out[WORDS_LINE];

#define assert_words(expected) assert_string_equal(out, expected)

static void dates_follow_the_language_and_the_zone(void **state)
{
    const int64_t new_year = 1798737300000; /* 2026-12-31 17:15 UTC */

    (void)state;
    i18n_use("id");
    words_date_time(out, sizeof(out), FIXTURE_PRINTED_MS, 420);
    assert_words("Sen, 23 Nov 2026 09.41");
    words_date_time(out, sizeof(out), new_year, 420);
    assert_words("Jum, 1 Jan 2027 00.15");
    words_date_time(out, sizeof(out), new_year, 0);
    assert_words("Kam, 31 Des 2026 17.15");
    i18n_use("en");
    words_date_time(out, sizeof(out), FIXTURE_PRINTED_MS, 540);
    assert_words("Mon, 23 Nov 2026 11:41");
}

static void counts_have_their_plural(void **state)
{
    (void)state;
    i18n_use("en");
    words_people(out, sizeof(out), 1);
    assert_words("1 person");
    words_people(out, sizeof(out), 0);
    assert_words("0 people");
    i18n_use("id");
    words_people(out, sizeof(out), 1);
    assert_words("1 orang");
}

static void durations_keep_number_and_unit_together(void **state)
{
    static const struct {
        struct duration duration;
        const char *id;
        const char *en;
    } cases[] = {
        {{10, DURATION_MINUTE, {NULL, NULL}}, "10\u00a0menit", "10\u00a0minutes"},
        {{1, DURATION_HOUR, {NULL, NULL}}, "1\u00a0jam", "1\u00a0hour"},
        {{3, DURATION_DAY, {NULL, NULL}}, "3\u00a0hari", "3\u00a0days"},
        {{1, DURATION_WORKDAY, {NULL, NULL}}, "1\u00a0hari\u00a0kerja", "1\u00a0working\u00a0day"},
        {{5, DURATION_MONTH, {NULL, NULL}}, "5\u00a0bulan", "5\u00a0months"},
        {{0, DURATION_NONE, {NULL, NULL}}, "", ""},
        {{0, DURATION_NONE, {"segera", NULL}}, "segera", "segera"},
        {{2, DURATION_DAY, {"bila lengkap", "if complete"}},
         "2\u00a0hari (bila lengkap)",
         "2\u00a0days (if complete)"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        i18n_use("id");
        words_duration(out, sizeof(out), &cases[i].duration, "id");
        assert_words(cases[i].id);
        i18n_use("en");
        words_duration(out, sizeof(out), &cases[i].duration, "en");
        assert_words(cases[i].en);
    }
}

static void fee_is_told_only_where_the_standard_does(void **state)
{
    struct service service = {0};

    (void)state;
    i18n_use("id");
    words_fee(out, sizeof(out), &service, "id");
    assert_words("");
    service.has_fee = true;
    words_fee(out, sizeof(out), &service, "id");
    assert_words("GRATIS, tidak berbiaya");
    service.fee_rp = 999;
    words_fee(out, sizeof(out), &service, "id");
    assert_words("Rp999");
    service.fee_rp = 1000;
    words_fee(out, sizeof(out), &service, "id");
    assert_words("Rp1.000");
    service.fee_rp = 9223372036854775807;
    words_fee(out, sizeof(out), &service, "id");
    assert_words("Rp9.223.372.036.854.775.807");
    service = (struct service){.fee_text = {"sesuai Perda", NULL}};
    words_fee(out, sizeof(out), &service, "en");
    assert_words("sesuai Perda");
}

static void counters_say_their_common_word_once(void **state)
{
    static const struct {
        struct words names[3];
        size_t count;
        const char *expected;
    } cases[] = {
        {{{"Loket 1", NULL}}, 1, "Loket 1"},
        {{{"Loket 1", NULL}, {"Loket 2", NULL}}, 2, "Loket 1 atau 2"},
        {{{"Loket 1", NULL}, {"Loket 2", NULL}, {"Loket 3", NULL}}, 3, "Loket 1, 2 atau 3"},
        {{{"Loket 1", NULL}, {"Meja 2", NULL}}, 2, "Loket 1 atau Meja 2"},
        {{{"Loket", NULL}, {"Loket 2", NULL}}, 2, "Loket atau Loket 2"},
        {{{NULL, NULL}, {"Loket 2", NULL}}, 2, "Loket 2"},
        {{{NULL, NULL}}, 0, ""},
    };

    (void)state;
    i18n_use("id");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct group group = {.counters = cases[i].names, .counter_count = cases[i].count};

        words_counters(out, sizeof(out), &group, "id");
        assert_words(cases[i].expected);
    }
}

static void complaints_name_a_way_that_the_office_has(void **state)
{
    struct channel channels[] = {
        {.kind = CHANNEL_EMAIL, .value = {"kantor@contoh.go.id", NULL}},
        {.kind = CHANNEL_PHONE, .value = {"(0761) 28262", NULL}},
        {.kind = CHANNEL_SMS, .value = {"08117515133", NULL}},
    };
    struct complaints complaints = {.is_present = true, .channels = channels, .channel_count = 3};

    (void)state;
    i18n_use("id");
    words_complaints(out, sizeof(out), &complaints, "id", true);
    assert_words("Pengaduan: (0761) 28262 · SMS 08117515133");
    words_complaints(out, sizeof(out), &complaints, "id", false);
    assert_words("Pengaduan SMS 08117515133");
    channels[2].is_hidden = true; /* under review: not to be told */
    words_complaints(out, sizeof(out), &complaints, "id", true);
    assert_words("Pengaduan: (0761) 28262");
    complaints.channel_count = 1;
    words_complaints(out, sizeof(out), &complaints, "id", true);
    assert_words("Pengaduan: kantor@contoh.go.id");
    complaints.channel_count = 0;
    words_complaints(out, sizeof(out), &complaints, "id", true);
    assert_words("");
}

static void numbers_are_joined_as_in_a_sentence(void **state)
{
    const uint16_t numbers[] = {7, 8, 10};

    (void)state;
    i18n_use("en");
    words_numbers(out, sizeof(out), numbers, 1);
    assert_words("7");
    words_numbers(out, sizeof(out), numbers, 2);
    assert_words("7 and 8");
    words_numbers(out, sizeof(out), numbers, 3);
    assert_words("7, 8 and 10");
}

static void language_comes_back_after_a_scope(void **state)
{
    (void)state;
    i18n_use("en");
    {
        AUTO_LANG struct lang_scope scope = lang_enter("id");

        words_people(out, sizeof(out), 2);
        assert_words("2 orang");
    }
    assert_string_equal(i18n_lang(), "en");
}

static void a_day_in_full_names_weekday_and_month(void **state)
{
    (void)state;
    i18n_use("id");
    words_day(out, sizeof(out), 20780);
    assert_words("Senin, 23 November 2026");
    words_day(out, sizeof(out), 0);
    assert_words("Kamis, 1 Januari 1970");
    i18n_use("en");
    words_day(out, sizeof(out), 20780);
    assert_words("Monday, 23 November 2026");
}

static void times_are_minutes_with_the_languages_decimal_sign(void **state)
{
    static const struct {
        int64_t ms;
        const char *cell;
        const char *span;
    } cases[] = {
        {-1, "–", "–"},
        {0, "0,0", "0,0 menit"},
        {270000, "4,5", "4,5 menit"},
        {596999, "9,9", "9,9 menit"},
        {597000, "10", "10 menit"}, /* 9.95 is no 10,0 */
        {750000, "13", "13 menit"},
        {3570000, "60", "1 jam 0 menit"},
        {5400000, "90", "1 jam 30 menit"},
    };
    struct report_row row = {0};

    (void)state;
    i18n_use("id");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        row.wait.median = cases[i].ms;
        report_cell(out, sizeof(out), &row, COLUMN_WAIT_MEDIAN);
        assert_words(cases[i].cell);
        words_span(out, sizeof(out), cases[i].ms);
        assert_words(cases[i].span);
    }
    i18n_use("en");
    words_span(out, sizeof(out), 270000);
    assert_words("4.5 min");
}

static void rows_of_the_report_have_names(void **state)
{
    static const struct {
        enum report_kind kind;
        struct report_row row;
        const char *name;
    } cases[] = {
        {REPORT_GROUPS, {.key = "intake", .name = "Penerimaan berkas"}, "Penerimaan berkas"},
        {REPORT_SERVICES, {.key = ""}, "Tanpa layanan tertentu"},
        {REPORT_SERVICES, {.key = REPORT_KEY_REST}, "Lainnya"},
        {REPORT_HOURS, {.key = "09"}, "09.00–09.59"},
        {REPORT_HOURS, {.key = "23"}, "23.00–23.59"},
        {REPORT_OFFICERS, {.key = "P-07"}, "P-07"},
        {REPORT_OFFICERS, {.key = ""}, "Belum dipanggil"},
    };

    (void)state;
    i18n_use("id");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        report_row_name(out, sizeof(out), cases[i].kind, &cases[i].row);
        assert_words(cases[i].name);
    }
}

static void missing_numbers_are_told_loudly(void **state)
{
    struct day_report report = {0};

    (void)state;
    i18n_use("id");
    report_numbers(out, sizeof(out), &report);
    assert_words("");
    day_report_add_series(&report, "A", 120, 120);
    day_report_add_series(&report, "P", 17, 17);
    report_numbers(out, sizeof(out), &report);
    assert_words("Jumlah nomor tiap seri: A 120, P 17. Semua nomor tercatat.");
    day_report_add_series(&report, "P", 2, 1);
    report_numbers(out, sizeof(out), &report);
    assert_words("Jumlah nomor tiap seri: A 120, P 19. 1 nomor TIDAK tercatat: beri tahu "
                 "teknisi.");
}

static void a_closed_office_says_why_and_when_again(void **state)
{
    static const struct holiday christmas = {.name = {"Hari Natal", "Christmas Day"}};
    static const struct {
        struct opening opening;
        const char *id, *id_again, *en_again;
    } cases[] = {
        {{.reason = CLOSED_BREAK, .opens_ms = 1795413600000}, "Istirahat sampai 13.00.", "", ""},
        {{.reason = CLOSED_HOLIDAY, .holiday = &christmas, .opens_ms = 1798419600000},
         "Libur: Hari Natal.",
         "Buka lagi Senin, 28 Desember, pukul 08.00.",
         "It opens again on Monday, 28 December, at 08:00."},
        {{.reason = CLOSED_BEFORE, .opens_ms = 1795413600000},
         "Kantor belum buka.",
         "Buka pukul 13.00.",
         "It opens at 13:00."},
        {{.reason = CLOSED_AFTER, .opens_ms = 1795482000000},
         "Pelayanan hari ini sudah selesai.",
         "Buka lagi besok, Selasa, 24 November, pukul 08.00.",
         "It opens again tomorrow, Tuesday, 24 November, at 08:00."},
        {{.reason = CLOSED_PAUSED, .note = "mati listrik"},
         "Nomor untuk keperluan ini dihentikan sementara: mati listrik.",
         "",
         ""},
        {{.reason = CLOSED_QUOTA}, "Nomor untuk hari ini sudah habis.", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        i18n_use("id");
        words_closed(out, sizeof(out), &cases[i].opening, 420);
        assert_words(cases[i].id);
        words_opens_again(out, sizeof(out), &cases[i].opening, FIXTURE_PRINTED_MS, 420);
        assert_words(cases[i].id_again);
        i18n_use("en");
        words_opens_again(out, sizeof(out), &cases[i].opening, FIXTURE_PRINTED_MS, 420);
        assert_words(cases[i].en_again);
    }
    words_closed(out, sizeof(out), &(struct opening){.is_open = true}, 420);
    assert_words("");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_follow_the_language_and_the_zone),
        cmocka_unit_test(counts_have_their_plural),
        cmocka_unit_test(durations_keep_number_and_unit_together),
        cmocka_unit_test(fee_is_told_only_where_the_standard_does),
        cmocka_unit_test(counters_say_their_common_word_once),
        cmocka_unit_test(complaints_name_a_way_that_the_office_has),
        cmocka_unit_test(numbers_are_joined_as_in_a_sentence),
        cmocka_unit_test(a_day_in_full_names_weekday_and_month),
        cmocka_unit_test(times_are_minutes_with_the_languages_decimal_sign),
        cmocka_unit_test(rows_of_the_report_have_names),
        cmocka_unit_test(missing_numbers_are_told_loudly),
        cmocka_unit_test(a_closed_office_says_why_and_when_again),
        cmocka_unit_test(language_comes_back_after_a_scope),
    };

    return cmocka_run_group_tests(tests, paper_setup, paper_teardown);
}
