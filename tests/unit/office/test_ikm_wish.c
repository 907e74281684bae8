/* Which figures an address asks for. */
#include "office/web/ikm_wish.h"
#include "domain/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define TODAY INT64_C(20779) /* 2026-11-22 */

static struct ikm_wish wish_of(const struct ikm_words *words)
{
    struct ikm_wish wish;
    struct err err = {0};

    if (!ikm_wish_read(words, TODAY, &wish, &err))
        fail_msg("%s", err.text);
    return wish;
}

static void assert_period(const struct ikm_words *words, const char *wanted)
{
    struct ikm_wish wish = wish_of(words);
    char name[48];

    period_format(&wish.period, name, sizeof name);
    assert_string_equal(name, wanted);
}

static void unasked_it_is_the_triwulan_of_today_by_service(void **state)
{
    struct ikm_wish wish = wish_of(&(struct ikm_words){0});

    (void)state;
    assert_period(&(struct ikm_words){0}, "2026-T4");
    assert_period(&(struct ikm_words){.period = "", .kind = "", .day = ""}, "2026-T4");
    assert_int_equal(wish.by, BY_SERVICE);
    assert_string_equal(wish.service, "");
}

static void periods_are_named_or_found_by_a_day(void **state)
{
    (void)state;
    assert_period(&(struct ikm_words){.period = "2025-S1", .kind = "hari"}, "2025-S1");
    assert_period(&(struct ikm_words){.kind = "hari", .day = "2026-02-28"}, "2026-02-28");
    assert_period(&(struct ikm_words){.kind = "minggu", .day = "2026-11-22"}, "2026-W47");
    assert_period(&(struct ikm_words){.kind = "bulan", .day = "2026-11-22"}, "2026-11");
    assert_period(&(struct ikm_words){.kind = "semester", .day = "2026-01-01"}, "2026-S1");
    assert_period(&(struct ikm_words){.kind = "tahun"}, "2026");
    assert_period(
        &(struct ikm_words){.kind = "rentang", .day = "2026-11-02", .until = "2026-11-15"},
        "2026-11-02..2026-11-15");
}

static void what_is_none_is_refused(void **state)
{
    static const struct ikm_words bad[] = {
        {.period = "2026-T5"},
        {.period = "'; DROP TABLE"},
        {.kind = "windu"},
        {.kind = "hari", .day = "2026-02-30"},
        {.kind = "rentang", .day = "2026-02-02", .until = "2026-02-01"},
        {.kind = "rentang", .day = "1900-01-01", .until = "2026-02-01"},
        {.kind = "rentang", .day = "2026-01-01", .until = "besok"},
        {.by = "nik"},
        {.service = "\xff"},
    };
    struct ikm_wish wish;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct err err = {0};

        assert_false(ikm_wish_read(&bad[i], TODAY, &wish, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
}

static void an_address_says_the_wish_again(void **state)
{
    struct ikm_wish wish = wish_of(&(struct ikm_words){.period = "2026-11", .by = "age"});
    char address[256];

    (void)state;
    ikm_wish_address(&wish, "/ikm", address, sizeof address);
    assert_string_equal(address, "/ikm?periode=2026-11&rinci=age");
    (void)text_copy(wish.service, sizeof wish.service, "a&b \"c\"");
    wish.period = (struct period){PERIOD_RANGE, TODAY - 3, TODAY};
    ikm_wish_address(&wish, "/ikm/rekap.pdf", address, sizeof address);
    assert_string_equal(address, "/ikm/rekap.pdf?jenis=rentang&hari=2026-11-19&sampai=2026-11-22"
                                 "&layanan=a%26b%20%22c%22&rinci=age");
}

static void the_period_behind_one_follows_it_without_a_gap(void **state)
{
    (void)state;
    for (int kind = 0; kind < PERIOD_KINDS; kind++) {
        struct period period = period_of((enum period_kind)kind, TODAY);
        struct period after = ikm_period_after(&period);
        struct period back = period_before(&after);

        assert_int_equal(after.from_day, period.until_day + 1);
        assert_int_equal(after.kind, period.kind);
        assert_int_equal(back.from_day, period.from_day);
        assert_true(ikm_trend_length((enum period_kind)kind) <= SURVEY_TREND_MOST);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unasked_it_is_the_triwulan_of_today_by_service),
        cmocka_unit_test(periods_are_named_or_found_by_a_day),
        cmocka_unit_test(what_is_none_is_refused),
        cmocka_unit_test(an_address_says_the_wish_again),
        cmocka_unit_test(the_period_behind_one_follows_it_without_a_gap),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
