/* The global options, and that the shipped configuration file names every option. */
#include "app/office_settings.h"
#include "app/settings.h"
#include "base/file.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SHIPPED SOURCE_DIR "/config/anjungan.conf"

static const struct settings_program screen = {
    .name = "anjungan", .summary = "The screen.", .usage = "[--window]", .help = ""};
static const struct settings_program command = {
    .name = "ctl", .summary = "Verbs.", .usage = "VERB", .help = "", .has_verb = true};

/* Parses a command line of words parted by blanks; what the program says goes nowhere. */
static bool parse(struct settings *out, const struct settings_program *program, char *line,
                  int *exit_code)
{
    char *words[20] = {"anjungan"};
    int count = 1;
    int spoken[2] = {dup(STDOUT_FILENO), dup(STDERR_FILENO)};
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    bool is_good;

    for (char *at = line; at != NULL && *at != '\0';) {
        assert_true(count < 20);
        words[count++] = strsep(&at, " ");
    }
    assert_true(nowhere >= 0 && spoken[0] >= 0 && spoken[1] >= 0);
    (void)fflush(stdout);
    assert_true(dup2(nowhere, STDOUT_FILENO) >= 0 && dup2(nowhere, STDERR_FILENO) >= 0);
    is_good = settings_parse(out, program, count, words, exit_code);
    (void)fflush(stdout);
    assert_true(dup2(spoken[0], STDOUT_FILENO) >= 0 && dup2(spoken[1], STDERR_FILENO) >= 0);
    (void)close(nowhere);
    (void)close(spoken[0]);
    (void)close(spoken[1]);
    return is_good;
}

static void the_command_line_wins_over_the_file(void **state)
{
    AUTO_SETTINGS struct settings settings = {0};
    char line[] = "--state /tmp/x --config " SHIPPED " --office bombana --now 2026-11-23T09:41Z";
    int code = 7;

    (void)state;
    assert_true(parse(&settings, &screen, line, &code));
    assert_string_equal(settings.state_dir, "/tmp/x");
    assert_string_equal(settings.office_id, "bombana");
    assert_non_null(strstr(settings.catalog_path, "/catalog/bombana.json"));
    assert_true(settings.start_ms == INT64_C(1795426860000));
    assert_int_equal(settings.rest_count, 0);
    assert_true(settings_may_show_ui_tree(&settings));
}

static void defaults_are_those_of_the_table(void **state)
{
    AUTO_SETTINGS struct settings settings = {0};
    char line[] = "--config " SHIPPED;
    int code = 7;

    (void)state;
    assert_true(parse(&settings, &screen, line, &code));
    assert_string_equal(settings.state_dir, SETTINGS_STATE_DIR);
    assert_string_equal(settings.device_id, "K1");
    assert_int_equal(settings.device_digit, 1);
    assert_int_equal(settings.ticket_digits, 3);
    assert_int_equal(settings.roll_mm, 80);
    assert_int_equal(settings.idle_percent, 100);
    assert_int_equal(settings.applicant_days, 90);
    assert_int_equal(settings.panel_bottom_mm, 700);
    assert_false(settings.prints_to_folder);
    assert_string_equal(settings.print_folder, SETTINGS_STATE_DIR "/paper");
    assert_true(settings.start_ms == -1);
    assert_false(settings.allow_now);
    assert_false(settings_may_show_ui_tree(&settings));
}

static void other_words_are_left_to_the_program(void **state)
{
    AUTO_SETTINGS struct settings settings = {0};
    AUTO_SETTINGS struct settings verbs = {0};
    char line[] = "--window 540x960 --state /tmp/x --role lobby --config=" SHIPPED;
    char verb_line[] = "--state /tmp/x --config " SHIPPED " ticket --now tomorrow";
    int code = 7;

    (void)state;
    assert_true(parse(&settings, &screen, line, &code));
    assert_int_equal(settings.rest_count, 4);
    assert_string_equal(settings.rest[0], "--window");
    assert_string_equal(settings.rest[3], "lobby");
    assert_null(settings.rest[4]);
    assert_true(parse(&verbs, &command, verb_line, &code)); /* behind the verb all is the verb's */
    assert_int_equal(verbs.rest_count, 3);
    assert_true(verbs.start_ms == -1);
}

static void wrong_command_lines_end_with_2_and_wrong_settings_with_1(void **state)
{
    static const struct {
        const char *line;
        int code;
    } cases[] = {
        {"--state", 2},
        {"--state=", 2},
        {"--state a --state b", 2},
        {"--colour red ticket", 2},
        {"--config /nonexistent/anjungan.conf", 1},
        {"--config " SHIPPED " --office ../etc", 1},
        {"--config " SHIPPED " --state /tmp --now yesterday", 1},
        {"--config " SHIPPED " --now 2026-11-23T09:41:00+07:00", 1}, /* installed state */
        {"--help", 0},
        {"--version", 0},
        {"--config " SHIPPED " --check-config", 0},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO_SETTINGS struct settings settings = {0};
        AUTO_FREE char *line = mem_strdup(cases[i].line);
        int code = 7;

        assert_false(parse(&settings, &command, line, &code));
        assert_int_equal(code, cases[i].code);
    }
}

static void a_time_without_offset_is_the_offices(void **state)
{
    AUTO_SETTINGS struct settings settings = {0};
    char path[] = "/tmp/anjungan-conf-XXXXXX";
    AUTO_FREE char *line = NULL;
    static const char text[] = "[office]\ncatalog = " SOURCE_DIR "/tests/unit/wire/office.json\n";
    struct err err;
    int fd = mkstemp(path);
    int code = 7;
    bool is_good;

    (void)state;
    assert_true(fd >= 0);
    (void)close(fd);
    assert_true(file_replace(path, text, strlen(text), false, &err));
    line = mem_format("--state /tmp --config %s --now 2026-11-23T10:41:00", path);
    is_good = parse(&settings, &screen, line, &code);
    assert_int_equal(unlink(path), 0);
    assert_true(is_good);
    assert_true(settings.start_ms == INT64_C(1795401660000)); /* that office is in WITA */
}

static void now_is_allowed_on_the_installed_state_where_configured(void **state)
{
    AUTO_SETTINGS struct settings settings = {0};
    char path[] = "/tmp/anjungan-conf-XXXXXX";
    AUTO_FREE char *line = NULL;
    static const char text[] = "[debug]\nallow_now = yes\nallow_ui_tree = yes\n";
    struct err err;
    int fd = mkstemp(path);
    int code = 7;
    bool is_good;

    (void)state;
    assert_true(fd >= 0);
    (void)close(fd);
    assert_true(file_replace(path, text, strlen(text), false, &err));
    line = mem_format("--config %s --now 2026-11-23T02:41:00Z", path);
    is_good = parse(&settings, &screen, line, &code);
    assert_int_equal(unlink(path), 0);
    assert_true(is_good);
    assert_true(settings.start_ms == INT64_C(1795401660000));
    assert_true(settings_may_show_ui_tree(&settings));
}

struct shipped {
    const char *file;
    const struct conf_option *(*options)(size_t *count);
};
static struct shipped kiosks = {"config/anjungan.conf", settings_options};
static struct shipped offices = {"config/office.conf", office_settings_options};

/* "#key = value" of the shipped file, which is its default, with the # taken away. */
static void the_shipped_file_names_every_option_with_its_default(void **state)
{
    const struct shipped *shipped = *state;
    AUTO_FREE char *path = mem_format("%s/%s", SOURCE_DIR, shipped->file);
    AUTO_FREE char *text = NULL;
    AUTO_FREE char *plain = NULL;
    const struct conf_option *options;
    struct conf *conf = NULL;
    size_t at = 0;
    size_t count;
    size_t len;
    struct err err;

    options = shipped->options(&count);
    assert_true(file_read(path, 100000, &text, &len, &err));
    plain = mem_zalloc(len + 1, 1);
    for (size_t i = 0; i < len; i++) {
        if (text[i] != '#' || (i > 0 && text[i - 1] != '\n') || text[i + 1] == ' '
            || text[i + 1] == '\n')
            plain[at++] = text[i];
    }
    for (size_t i = 0; i < count; i++) {
        AUTO_FREE char *row = options[i].fallback[0] != '\0'
                                  ? mem_format("\n%s = %s\n", options[i].key, options[i].fallback)
                                  : mem_format("\n%s =\n", options[i].key);
        AUTO_FREE char *help = mem_format("# %s\n", options[i].help);

        if (strstr(plain, row) == NULL || strstr(text, help) == NULL)
            fail_msg("%s does not describe [%s] %s with its default", shipped->file,
                     options[i].section, options[i].key);
    }
    if (!conf_parse(&conf, shipped->file, plain, at, options, count, &err))
        fail_msg("%s", err.text);
    conf_free(conf);
}

static void every_default_is_allowed_and_every_line_short(void **state)
{
    const struct shipped *shipped = *state;
    const struct conf_option *options;
    struct conf *conf = NULL;
    struct conf *again = NULL;
    char *printed = NULL;
    size_t count;
    size_t len = 0;
    FILE *stream = open_memstream(&printed, &len);
    struct err err;

    options = shipped->options(&count);
    assert_true(conf_parse(&conf, "a.conf", "", 0, options, count, &err));
    conf_print(conf, stream);
    assert_int_equal(fclose(stream), 0);
    if (!conf_parse(&again, "a.conf", printed, len, options, count, &err))
        fail_msg("%s", err.text);
    conf_free(conf);
    conf_free(again);
    free(printed);
}

/* Reads an office's configuration of these lines. */
static bool read_office(struct office_settings *out, const char *text)
{
    char path[] = "/tmp/anjungan-conf-XXXXXX";
    int fd = mkstemp(path);
    struct err err = {0};
    bool is_good;

    assert_true(fd >= 0);
    (void)close(fd);
    assert_true(file_replace(path, text, strlen(text), false, &err));
    is_good = office_settings_read(out, path, &err);
    assert_int_equal(unlink(path), 0);
    if (!is_good)
        assert_int_equal(err.code, ERR_INVALID);
    return is_good;
}

static void an_office_tells_each_process_its_role_and_socket(void **state)
{
    AUTO_OFFICE_SETTINGS struct office_settings settings = {0};

    (void)state;
    assert_true(read_office(&settings, "[office]\nzone = WIT\n[server]\nhost = kantor.example\n"));
    assert_int_equal(settings.office.offset_min, 540);
    assert_string_equal(settings.office.url, "https://kantor.example");
    assert_string_equal(settings.office.kiosk_url, "https://kantor.example:8443");
    office_settings_for(&settings, "kiosk_api", "ingest", 2);
    assert_string_equal(settings.office.database,
                        "host=/run/postgresql dbname=anjungan user=kiosk_api");
    assert_string_equal(settings.office.socket, "/run/anjungan-office/ingest/2.sock");
}

static void office_settings_that_contradict_each_other_are_refused(void **state)
{
    static const char *const files[] = {
        "[server]\nkiosk_port = 443\n",
        "[server]\npage_key = /etc/ssl/private/page.key\n",
        "[relay]\nurl = http://provinsi.example\n",
        "[server]\npassword = x\n",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO_OFFICE_SETTINGS struct office_settings settings = {0};

        assert_false(read_office(&settings, files[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_command_line_wins_over_the_file),
        cmocka_unit_test(defaults_are_those_of_the_table),
        cmocka_unit_test(other_words_are_left_to_the_program),
        cmocka_unit_test(wrong_command_lines_end_with_2_and_wrong_settings_with_1),
        cmocka_unit_test(a_time_without_offset_is_the_offices),
        cmocka_unit_test(now_is_allowed_on_the_installed_state_where_configured),
        cmocka_unit_test_prestate(the_shipped_file_names_every_option_with_its_default, &kiosks),
        cmocka_unit_test_prestate(the_shipped_file_names_every_option_with_its_default, &offices),
        cmocka_unit_test_prestate(every_default_is_allowed_and_every_line_short, &kiosks),
        cmocka_unit_test_prestate(every_default_is_allowed_and_every_line_short, &offices),
        cmocka_unit_test(an_office_tells_each_process_its_role_and_socket),
        cmocka_unit_test(office_settings_that_contradict_each_other_are_refused),
    };

    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
