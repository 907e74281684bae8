/* report day: its three formats, its default day, and what it refuses. */
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int set_up(void **state)
{
    int failed = terminal_set_up(state);
    struct terminal *terminal = *state;

    terminal->admin.locale_dir = BINARY_DIR "/share/locale";
    terminal->admin.font_dir = SOURCE_DIR "/assets/fonts";
    return failed;
}

static void issue_three(struct terminal *terminal)
{
    assert_int_equal(terminal_type(terminal, "ticket issue --service izin-satu"), ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "ticket issue --service izin-satu --priority"),
                     ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "ticket issue --service info --no-slip"), ADMIN_OK);
}

static int64_t number(const struct json *row, const char *key)
{
    assert_non_null(json_get(row, key));
    return json_int(json_get(row, key));
}

static void json_tells_every_table(void **state)
{
    struct terminal *terminal = *state;
    AUTO_JSON struct json *json = NULL;
    struct err err;

    issue_three(terminal);
    assert_int_equal(terminal_type(terminal, "report day --format json"), ADMIN_OK);
    assert_ptr_equal(strchr(terminal->out, '\n'), terminal->out + terminal->out_len - 1);
    assert_true(json_parse(&json, terminal->out, terminal->out_len, NULL, &err));
    assert_string_equal(json_string(json_get(json, "date")), "2026-11-23");
    assert_string_equal(json_string(json_get(json, "office")), "contoh");
    assert_true(json_bool(json_get(json, "is_open")));
    assert_string_equal(json_string(json_get(json, "opened_at")), "2026-11-23T10:41:00+08:00");
    assert_int_equal(json_kind(json_get(json, "closed_at")), JSON_NULL);
    const struct json *total = json_get(json, "total");
    assert_int_equal(number(total, "issued"), 3);
    assert_int_equal(number(total, "priority"), 1);
    assert_int_equal(number(total, "waiting"), 3);
    assert_int_equal(number(total, "called"), 0);
    assert_int_equal(number(total, "not_printed"), 3); /* nobody prints here */
    assert_int_equal(json_kind(json_get(total, "wait")), JSON_NULL);
    const struct json *hours = json_get(json, "hours");
    assert_int_equal(json_len(hours), 1);
    assert_string_equal(json_string(json_get(json_at(hours, 0), "hour")), "10");
    const struct json *services = json_get(json, "services");
    assert_int_equal(json_len(services), 2);
    assert_string_equal(json_string(json_get(json_at(services, 0), "id")), "izin-satu");
    assert_int_equal(number(json_at(services, 0), "issued"), 2);
    assert_string_equal(json_string(json_get(json_at(services, 1), "id")), "");
    const struct json *series = json_get(json, "series");
    assert_int_equal(json_len(series), 3); /* A, B, P */
    for (size_t i = 0; i < json_len(series); i++) {
        assert_int_equal(number(json_at(series, i), "hi"), 1);
        assert_int_equal(number(json_at(series, i), "missing"), 0);
    }
}

static void text_is_the_default_and_indonesian(void **state)
{
    struct terminal *terminal = *state;

    issue_three(terminal);
    assert_int_equal(terminal_type(terminal, "report day"), ADMIN_OK);
    assert_non_null(strstr(terminal->out, "Laporan harian antrean\nDPMPTSP Contoh\n"
                                          "Senin, 23 November 2026\nDibuka pukul 10.41, masih "
                                          "buka.\n"));
    assert_non_null(strstr(terminal->out, "\nPer petugas\n"));
    assert_non_null(strstr(terminal->out, "\nBelum dipanggil "));
    assert_non_null(strstr(terminal->out, "A 1, B 1, P 1. Semua nomor tercatat.\n"));
    assert_string_equal(terminal->complaints, "");
}

/* 17:00 UTC is past midnight in Makassar. */
static void the_default_day_is_the_offices(void **state)
{
    struct terminal *terminal = *state;

    clock_fake_set_wall(terminal->clock, MORNING_MS + INT64_C(14) * 3600000);
    assert_int_equal(terminal_type(terminal, "report day"), ADMIN_OK);
    assert_non_null(strstr(terminal->out, "Selasa, 24 November 2026\n"));
    assert_int_equal(terminal_type(terminal, "report day --date=2026-11-23"), ADMIN_OK);
    assert_non_null(strstr(terminal->out, "Senin, 23 November 2026\nTidak ada nomor yang "
                                          "diterbitkan pada hari ini.\n"));
}

static void a_file_gets_the_whole_report(void **state)
{
    struct terminal *terminal = *state;
    AUTO_FREE char *path = mem_format("%s/laporan.pdf", terminal->state_dir);
    AUTO_FREE char *command = mem_format("report day --format pdf --out %s", path);
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    struct err err;

    issue_three(terminal);
    assert_int_equal(terminal_type(terminal, command), ADMIN_OK);
    assert_int_equal(terminal->out_len, 0);
    assert_true(file_read(path, 1 << 20, &bytes, &len, &err));
    assert_true(len > 5000);
    assert_memory_equal(bytes, "%PDF-", 5);
    assert_int_equal(terminal_type(terminal, "report day --format pdf"), ADMIN_OK);
    assert_int_equal(terminal->out_len, len); /* no terminal: the same bytes, at the same time */
    assert_memory_equal(terminal->out, bytes, len);
}

static void wrong_words_are_refused(void **state)
{
    static const struct {
        const char *command;
        const char *complaint;
    } cases[] = {
        {"report day --date 23-11-2026", "--date \"23-11-2026\" is no date"},
        {"report day --date 2026-02-29", "--date \"2026-02-29\" is no date"},
        {"report day --format xls", "--format \"xls\" is none of txt, json and pdf"},
        {"report day kemarin", "\"kemarin\" does not belong to report day"},
        {"report day --out", "a value is missing behind --out"},
        {"report", "unknown verb"},
    };
    struct terminal *terminal = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_equal(terminal_type(terminal, cases[i].command), ADMIN_USAGE);
        assert_non_null(strstr(terminal->complaints, cases[i].complaint));
        assert_int_equal(terminal->out_len, 0);
    }
}

static void a_file_that_cannot_be_written_is_told(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(terminal_type(terminal, "report day --out /nowhere/laporan.txt"),
                     ADMIN_FAILED);
    assert_non_null(strstr(terminal->complaints, "/nowhere/laporan.txt"));
}

static void a_test_page_is_queued(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(terminal_type(terminal, "print test"), ADMIN_OK);
    assert_string_equal(
        terminal->out,
        "slip 1: a test page waits for the printer; print list shows it until it came out\n");
    assert_int_equal(terminal_type(terminal, "journal show"), ADMIN_OK);
    assert_non_null(strstr(terminal->out, "printer.tested"));
    assert_int_equal(terminal_type(terminal, "print test now"), ADMIN_USAGE);
}

static void missing_translations_are_told(void **state)
{
    struct terminal *terminal = *state;

    terminal->admin.locale_dir = "/nowhere";
    assert_int_equal(terminal_type(terminal, "report day"), ADMIN_FAILED);
    assert_non_null(strstr(terminal->complaints, "/nowhere/id/LC_MESSAGES"));
}

#define AT_TERMINAL(test) cmocka_unit_test_setup_teardown(test, set_up, terminal_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_TERMINAL(json_tells_every_table),
        AT_TERMINAL(text_is_the_default_and_indonesian),
        AT_TERMINAL(the_default_day_is_the_offices),
        AT_TERMINAL(a_file_gets_the_whole_report),
        AT_TERMINAL(wrong_words_are_refused),
        AT_TERMINAL(a_file_that_cannot_be_written_is_told),
        AT_TERMINAL(a_test_page_is_queued),
        AT_TERMINAL(missing_translations_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
