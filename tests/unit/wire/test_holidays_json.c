/* The table of holidays: the shipped one, and every fault with its exact words. */
#include "wire/holidays_json.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define SHIPPED SOURCE_DIR "/assets/calendar/holidays.json"

static const char good[] = "{\"format\": \"anjungan-holidays-1\", \"version\": \"SKB 1\",\n"
                           " \"from\": \"2026-01-01\", \"until\": \"2026-12-31\", \"days\": [\n"
                           " {\"date\": \"2026-12-24\", \"kind\": \"collective_leave\",\n"
                           "  \"name\": {\"id\": \"Cuti\", \"en\": \"Leave\"}},\n"
                           " {\"date\": \"2026-12-25\", \"kind\": \"national\",\n"
                           "  \"name\": {\"id\": \"Natal\", \"en\": \"Christmas\"}}]}";

static char *changed(const char *from, const char *to)
{
    AUTO_TEXT struct text out = {0};
    const char *at = strstr(good, from);

    assert_non_null(at);
    text_init(&out, 10000);
    text_add_bytes(&out, good, (size_t)(at - good));
    text_add(&out, to);
    text_add(&out, at + strlen(from));
    return mem_strdup(out.data);
}

static void a_good_table_is_read(void **state)
{
    struct holidays *table = NULL;
    struct err err;

    (void)state;
    assert_true(holidays_json_read(&table, "h.json", good, strlen(good), NULL, &err));
    assert_int_equal(table->count, 2);
    assert_string_equal(table->version, "SKB 1");
    assert_null(table->status.id);
    assert_int_equal(table->until_day - table->from_day, 364);
    assert_int_equal(table->days[0].kind, HOLIDAY_COLLECTIVE_LEAVE);
    assert_string_equal(table->days[1].name.en, "Christmas");
    assert_ptr_equal(holidays_find(table, table->days[1].day), &table->days[1]);
    holidays_free(table);
}

static void the_shipped_table_has_the_days_of_the_decree(void **state)
{
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct holidays *table = NULL;
    size_t leave = 0;
    struct err err = {0};

    (void)state;
    assert_true(holidays_json_load(&table, SHIPPED, &issues, &err));
    assert_int_equal(issues.count, 0);
    for (size_t i = 0; i < table->count; i++)
        leave += table->days[i].kind == HOLIDAY_COLLECTIVE_LEAVE;
    assert_int_equal(leave, 8);
    assert_int_equal(table->count, 17 + 8);
    assert_non_null(table->status.en); /* until somebody compared it with the decree */
    holidays_free(table);
}

static void every_fault_is_told_with_its_place(void **state)
{
    static const struct {
        const char *from, *to, *finding;
    } faults[] = {
        {"\"version\": \"SKB 1\",", "\"version\": \"SKB 1\"",
         "h.json:2:7: '}' expected near '\"from\"'"},
        {"holidays-1", "holidays-2",
         "h.json: $.format: \"anjungan-holidays-2\": allowed is \"anjungan-holidays-1\""},
        {"\"version\": \"SKB 1\",", "", "h.json: $: \"version\" is missing"},
        {"\"2026-01-01\"", "\"2026-02-29\"",
         "h.json: $.from: \"2026-02-29\": a date is written as 2026-12-25"},
        {"\"2026-12-31\"", "\"2025-12-31\"", "h.json: $: \"until\" is before \"from\""},
        {"\"2026-12-31\"", "\"2026-12-24\"",
         "h.json: $.days[1]: the day is outside of \"from\" and \"until\""},
        {"\"2026-12-25\"", "\"2026-12-24\"",
         "h.json: $.days[1]: the day is that of days[0] too; each stands once"},
        {"\"2026-12-25\"", "\"2026-12-23\"",
         "h.json: $.days[1]: the day comes before that of days[0]; days stand in order"},
        {"\"2026-12-25\"", "\"25.12.2026\"",
         "h.json: $.days[1].date: \"25.12.2026\": a date is written as 2026-12-25"},
        {"\"kind\": \"national\"", "\"kind\": \"nasional\"",
         "h.json: $.days[1].kind: unknown \"nasional\"; allowed are national, collective_leave, "
         "local"},
        {"\"name\": {\"id\": \"Natal\"", "\"nama\": {\"id\": \"Natal\"",
         "h.json: $.days[1]: \"name\" is missing"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
        AUTO_FREE char *text = changed(faults[i].from, faults[i].to);
        AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
        struct holidays *table = NULL;
        struct err err = {0};

        assert_false(holidays_json_read(&table, "h.json", text, strlen(text), &issues, &err));
        assert_null(table);
        assert_int_equal(err.code, ERR_INVALID);
        char *line = strstr(err.text, " (line ");
        if (line != NULL)
            *line = '\0';
        assert_string_equal(err.text, faults[i].finding);
    }
}

static void a_name_without_english_is_only_warned_of(void **state)
{
    AUTO_FREE char *text = changed("{\"id\": \"Natal\", \"en\": \"Christmas\"}", "\"Natal\"");
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct holidays *table = NULL;
    struct err err = {0};

    (void)state;
    assert_true(holidays_json_read(&table, "h.json", text, strlen(text), &issues, &err));
    assert_int_equal(issues.warning_count, 1);
    holidays_free(table);
}

static void no_cut_table_is_taken(void **state)
{
    (void)state;
    for (size_t len = 0; len < strlen(good); len++) {
        struct holidays *table = NULL;
        struct err err;

        assert_false(holidays_json_read(&table, "h.json", good, len, NULL, &err));
    }
}

static void a_missing_file_is_told(void **state)
{
    struct holidays *table = NULL;
    struct err err = {0};

    (void)state;
    assert_false(holidays_json_load(&table, "/nonexistent.json", NULL, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_table_is_read),
        cmocka_unit_test(the_shipped_table_has_the_days_of_the_decree),
        cmocka_unit_test(every_fault_is_told_with_its_place),
        cmocka_unit_test(a_name_without_english_is_only_warned_of),
        cmocka_unit_test(no_cut_table_is_taken),
        cmocka_unit_test(a_missing_file_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
