/* A day's figures from the numbers of all kiosks, and what a letter from a kiosk holds. */
#include "office/web/complaint_letter.h"
#include "office/web/day_figures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct office_ticket number_of(const char *series, int64_t seq, const char *state_name,
                                      int64_t wait_ms)
{
    return (struct office_ticket){.kiosk = "k",
                                  .device = "K1",
                                  .session = "s",
                                  .number = "A-001",
                                  .series = series,
                                  .seq = seq,
                                  .service = "",
                                  .group = "berkas",
                                  .issued_ms = 1795401660000, /* 09.41 in Pekanbaru */
                                  .called_ms = wait_ms >= 0 ? 1795401660000 + wait_ms : 0,
                                  .slip = "printed",
                                  .slip_trouble = "",
                                  .state = state_name,
                                  .counter = "",
                                  .officer = "",
                                  .wait_ms = wait_ms,
                                  .service_ms = -1};
}

static void a_day_is_summed_as_the_kiosk_sums_it(void **state)
{
    const struct group group = {.letter = 'A', .id = "berkas", .name = {.id = "Berkas"}};
    const struct catalog catalog = {.office = {.groups = &group, .group_count = 1}};
    const struct session_line sessions = {.count = 2, .opened_ms = 5, .closed_ms = 9};
    const struct office_ticket tickets[] = {
        number_of("A", 1, "finished", 60000),
        number_of("A", 2, "finished", 120000),
        number_of("A", 5, "waiting", -1),
        number_of("B", 1, "voided", -1),
        {.number = ""}, /* known by later events alone: it is no number yet */
    };
    struct day_pass *pass = day_pass_new(&catalog, 420);
    struct day_figures figures;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(tickets); i++)
        day_pass_add(pass, &tickets[i]);
    day_pass_finish(pass, &sessions, 20780, 77, &figures);
    day_pass_free(pass);
    assert_int_equal(figures.report.total.issued, 4);
    assert_int_equal(figures.report.total.fate[FATE_SERVED], 2);
    assert_int_equal(figures.report.total.fate[FATE_WAITING], 1);
    assert_int_equal(figures.report.total.fate[FATE_VOID], 1);
    assert_int_equal(figures.report.total.printed, 4);
    assert_int_equal(figures.wait_mean_ms, 90000);
    assert_int_equal(figures.report.series_count, 2);
    assert_int_equal(figures.report.series[0].hi, 5);
    assert_int_equal(figures.report.series[0].missing, 2);
    assert_int_equal(figures.report.series[1].missing, 0);
    assert_string_equal(figures.report.groups.rows[0].name, "Berkas");
    assert_string_equal(figures.report.hours.rows[0].key, "09");
    assert_int_equal(figures.report.closed_ms, 9);
    day_figures_clear(&figures);
}

static void strange_series_of_a_kiosk_do_not_end_the_process(void **state)
{
    const struct catalog catalog = {0};
    const struct session_line sessions = {0};
    struct day_pass *pass = day_pass_new(&catalog, 420);
    struct day_figures figures;
    char name[8];

    (void)state;
    for (int i = 0; i < 3 * REPORT_SERIES_MOST; i++) {
        text_format(name, sizeof name, "%c%c%c", 'A' + i % 26, 'A' + i / 26, 'Z');
        struct office_ticket ticket = number_of(name, 1, "waiting", -1);
        day_pass_add(pass, &ticket);
    }
    day_pass_finish(pass, &sessions, 20780, 77, &figures);
    day_pass_free(pass);
    assert_int_equal(figures.report.total.issued, 3 * REPORT_SERIES_MOST);
    assert_int_equal(figures.report.series_count, REPORT_SERIES_MOST);
    assert_int_equal(figures.wait_mean_ms, -1);
    day_figures_clear(&figures);
}

static void a_letter_is_read_and_anything_else_refused_without_its_words(void **state)
{
    static const char good[] =
        "{\"text\":\"Lama\",\"name\":\"Siti\",\"contact\":\"0812\",\"answer\":\"\"}";
    static const char *const bad[] = {"", "rahasia", "[\"rahasia\"]", "{\"text\":\"rahasia\"",
                                      "12"};
    struct complaint_words words;
    struct err err = {0};

    (void)state;
    assert_true(complaint_letter_read(good, strlen(good), &words, &err));
    assert_string_equal(words.text, "Lama");
    assert_string_equal(words.name, "Siti");
    assert_string_equal(words.contact, "0812");
    assert_string_equal(words.answer, "");
    assert_true(complaint_letter_read("{}", 2, &words, &err));
    assert_string_equal(words.text, "");
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        assert_false(complaint_letter_read(bad[i], strlen(bad[i]), &words, &err));
        assert_int_equal(err.code, ERR_CORRUPT);
        assert_null(strstr(err.text, "rahasia"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_is_summed_as_the_kiosk_sums_it),
        cmocka_unit_test(strange_series_of_a_kiosk_do_not_end_the_process),
        cmocka_unit_test(a_letter_is_read_and_anything_else_refused_without_its_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
